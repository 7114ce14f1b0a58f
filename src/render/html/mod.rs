//! stub
use super::view::{CheckedView, Totals};
use crate::diagnostic::Lang;
/// stub
#[derive(Debug)]
pub struct Section;
/// stub
#[must_use]
pub fn section(_: &CheckedView<'_>, _: Lang) -> Section {
    Section
}
/// stub
#[must_use]
pub fn page(_: &CheckedView<'_>, _: Lang) -> String {
    String::new()
}
/// stub
#[must_use]
pub fn folder(_: &Totals, _: &[Section], _: Lang) -> String {
    String::new()
}
