//! Findings that are counted and not told one by one.

use super::messages::{Words, fill};
use super::view::CheckedView;

/// A sentence for every rule of which not all findings are told.
pub(crate) fn untold(view: &CheckedView<'_>, words: &Words) -> Vec<String> {
    let untold = view.findings.untold.iter();
    untold
        .map(|untold| {
            let count = untold.count.to_string();
            fill(words.untold, &[("rule", &untold.rule), ("n", &count)])
        })
        .collect()
}
