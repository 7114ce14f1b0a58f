//! The end of the JSON: what a run came to, and what could not be checked.

use serde::Serialize;

use super::overview::{Frequency, SeverityCounts, by_frequency};
use super::view::Totals;
use crate::diagnose::Summary;
use crate::diagnostic::Lang;

/// Reports that could not be checked.
#[derive(Serialize)]
pub(crate) struct JsonUnchecked<'t> {
    path: &'t str,
    code: Option<&'static str>,
    message: &'t str,
    details: Vec<&'t str>,
}

/// What a run came to.
#[derive(Serialize)]
pub(crate) struct JsonTotals<'t> {
    reports: u32,
    clean: u32,
    bad: u32,
    unchecked: usize,
    summary: &'t Summary,
    /// New findings by severity.
    findings: SeverityCounts,
    rules: Vec<JsonFrequency<'t>>,
    causes: Vec<JsonFrequency<'t>>,
    tables: Vec<JsonFrequency<'t>>,
    undecided: Vec<JsonFrequency<'t>>,
}

#[derive(Serialize)]
struct JsonFrequency<'t> {
    id: &'t str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'t str>,
    count: u32,
    reports: u32,
}

impl<'t> JsonFrequency<'t> {
    fn new(id: &'t str, title: Option<&'t str>, frequency: Frequency) -> Self {
        Self {
            id,
            title,
            count: frequency.times,
            reports: frequency.reports,
        }
    }
}

/// The reports that could not be checked.
pub(crate) fn errors(totals: &Totals, lang: Lang) -> Vec<JsonUnchecked<'_>> {
    let unchecked = totals.unchecked.iter();
    unchecked
        .map(|unchecked| JsonUnchecked {
            path: &unchecked.path,
            code: unchecked.code,
            message: unchecked.message.get(lang),
            details: unchecked
                .details
                .iter()
                .map(|detail| detail.get(lang))
                .collect(),
        })
        .collect()
}

impl<'t> JsonTotals<'t> {
    pub(crate) fn of(totals: &'t Totals) -> Self {
        let overview = &totals.overview;
        let rules = overview.rules_by_frequency().into_iter();
        let causes = by_frequency(&overview.causes).into_iter();
        let tables = by_frequency(&overview.tables).into_iter();
        let reasons = by_frequency(&overview.reasons).into_iter();
        Self {
            reports: totals.reports(),
            clean: totals.clean,
            bad: totals.bad,
            unchecked: totals.unchecked.len(),
            summary: &overview.summary,
            findings: overview.counts,
            rules: rules
                .map(|(id, title, times)| JsonFrequency::new(id, Some(title), times))
                .collect(),
            causes: causes
                .map(|(kind, times)| JsonFrequency::new(kind.id(), None, times))
                .collect(),
            tables: tables
                .map(|(table, times)| JsonFrequency::new(table, None, times))
                .collect(),
            undecided: reasons
                .map(|(reason, times)| JsonFrequency::new(reason.id(), None, times))
                .collect(),
        }
    }
}
