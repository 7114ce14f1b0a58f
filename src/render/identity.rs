//! Who reports, for when, and by which template it was read.

use super::look::safe;
use super::messages::{Words, fill};
use crate::diagnostic::Lang;
use crate::report::{Fit, Report};

/// `山西省部门决算公开（shanxi-2022）· 2022 年度 · 清河县示例局 · 单位：元`
#[must_use]
pub fn identity(report: &Report, fits: &[(String, Fit)], lang: Lang) -> String {
    let words = Words::of(lang);
    let template = &report.template;
    let mut parts = vec![format!("{} {}", template.title, template.id)];
    if let Some((_, fit)) = fits.iter().find(|(id, _)| *id == template.id) {
        parts.push(fill(words.fit, &[("score", &percent(fit))]));
    }
    if let Some((year, _)) = report.identity.year {
        parts.push(fill(words.year, &[("year", &year.to_string())]));
    }
    if let Some((body, _)) = &report.identity.body {
        parts.push(body.clone());
    }
    if let Some(unit) = report.identity.unit {
        parts.push(format!("{}{}{}", words.unit, words.colon, unit.symbol()));
    }
    safe(&parts.join(" · ")).into_owned()
}

/// A score in whole percent.
pub(crate) fn percent(fit: &Fit) -> String {
    (fit.score / 10).to_string()
}

/// What was looked for and not found, in the template's own words.
pub(crate) fn missing(fit: &Fit, lang: Lang) -> Vec<String> {
    let looked = fit.missing();
    looked
        .map(|looked| looked.wording().get(lang).to_owned())
        .collect()
}
