//! JSON for other programs: a contract with a version. Field names are stable, the order is
//! deterministic, numbers of the report are strings.

use serde::Serialize;

use super::json_finding::JsonFinding;
use super::json_totals::{JsonTotals, errors};
use super::reading::{extent, listed};
use super::trace_json::{JsonRuleTrace, traces};
use super::view::{CheckedView, Totals};
use crate::diagnose::{Summary, Undecided};
use crate::diagnostic::Lang;
use crate::document::Document;
use crate::figure::Unit;
use crate::report::{Fit, Presence, Report};
use crate::template::TableKind;

/// Version of the shape of this JSON.
pub const SCHEMA: u32 = 1;

/// What comes before the first report.
#[must_use]
pub fn head() -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!("{{\n  \"schema\": {SCHEMA},\n  \"gouji\": \"{version}\",\n  \"reports\": [")
}

/// What stands between two reports.
pub const BETWEEN: &str = ",";

/// One element of `reports`, indented to stand after [`head`].
#[must_use]
pub fn report(view: &CheckedView<'_>, lang: Lang) -> String {
    let report = JsonReport::of(view, lang);
    let text = serde_json::to_string_pretty(&report).unwrap_or_default();
    // Text in JSON holds no line breaks, so every line break is layout.
    format!("\n{text}").replace('\n', "\n    ")
}

/// What comes after the last report.
#[must_use]
pub fn foot(totals: &Totals, lang: Lang) -> String {
    let errors = serde_json::to_string_pretty(&errors(totals, lang)).unwrap_or_default();
    let totals = serde_json::to_string_pretty(&JsonTotals::of(totals)).unwrap_or_default();
    format!(
        "\n  ],\n  \"errors\": {},\n  \"totals\": {}\n}}\n",
        errors.replace('\n', "\n  "),
        totals.replace('\n', "\n  ")
    )
}

#[derive(Serialize)]
struct JsonReport<'v> {
    path: &'v str,
    template: &'v str,
    fits: Vec<JsonFit<'v>>,
    unit: Option<&'static str>,
    year: Option<i32>,
    body: Option<&'v str>,
    encoding: &'static str,
    tables: Vec<JsonTable<'v>>,
    summary: &'v Summary,
    baseline: Option<JsonBaseline<'v>>,
    findings: Vec<JsonFinding<'v>>,
    untold: Vec<JsonUntold<'v>>,
    undecided: Vec<JsonUndecided<'v>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    traces: Vec<JsonRuleTrace<'v>>,
}

/// Findings that are counted only.
#[derive(Serialize)]
struct JsonUntold<'v> {
    rule: &'v str,
    count: u32,
}

impl<'v> JsonReport<'v> {
    fn of(view: &CheckedView<'v>, lang: Lang) -> Self {
        let report = view.report;
        let document = &report.document;
        let findings = view.findings.findings.iter();
        let undecided = view.findings.undecided.iter();
        Self {
            path: &document.name,
            template: &report.template.id,
            fits: fits(view.fits),
            unit: report.identity.unit.map(Unit::symbol),
            year: report.identity.year.map(|(year, _)| year),
            body: report.identity.body.as_ref().map(|(body, _)| body.as_str()),
            encoding: document.encoding,
            tables: tables(report),
            summary: &view.findings.summary,
            baseline: JsonBaseline::of(view),
            findings: findings
                .map(|finding| JsonFinding::of(finding, view, lang))
                .collect(),
            untold: view
                .findings
                .untold
                .iter()
                .map(|untold| JsonUntold {
                    rule: &untold.rule,
                    count: untold.count,
                })
                .collect(),
            undecided: undecided
                .map(|item| JsonUndecided::of(item, document, lang))
                .collect(),
            traces: traces(report, view.traces, lang),
        }
    }
}

/// The findings against a baseline.
#[derive(Serialize)]
struct JsonBaseline<'v> {
    new: u32,
    known: u32,
    explained: u32,
    gone: Vec<JsonGone<'v>>,
}

#[derive(Serialize)]
struct JsonGone<'v> {
    rule: &'v str,
    message: &'v str,
    fingerprint: &'v str,
}

impl<'v> JsonBaseline<'v> {
    /// `None` without a baseline to compare with.
    fn of(view: &CheckedView<'v>) -> Option<Self> {
        let [new, known, explained] = view.review.tally(view.findings);
        let gone = view.review.gone.iter();
        view.review.compared.then(|| Self {
            new,
            known,
            explained,
            gone: gone
                .map(|known| JsonGone {
                    rule: &known.rule,
                    message: &known.message,
                    fingerprint: &known.fingerprint,
                })
                .collect(),
        })
    }
}

/// How well a template fits.
#[derive(Serialize)]
pub(crate) struct JsonFit<'v> {
    template: &'v str,
    /// 0 to 1000.
    score: u16,
}

pub(crate) fn fits(fits: &[(String, Fit)]) -> Vec<JsonFit<'_>> {
    fits.iter()
        .map(|(template, fit)| JsonFit {
            template,
            score: fit.score,
        })
        .collect()
}

#[derive(Serialize)]
pub(crate) struct JsonTable<'v> {
    id: &'v str,
    kind: &'static str,
    found: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<[u32; 2]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<[u32; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    named: Option<u32>,
    rows: usize,
    unit: &'static str,
}

/// All logical tables of a report, in the template's order.
pub(crate) fn tables(report: &Report) -> Vec<JsonTable<'_>> {
    listed(report)
        .map(|listed| {
            let table = listed.table;
            let parts: Vec<[u32; 2]> = table
                .sightings
                .iter()
                .map(|part| [part.first, part.last])
                .collect();
            JsonTable {
                id: &listed.schema.path,
                kind: kind(listed.schema.kind),
                found: table.presence == Presence::Found,
                lines: extent(&table.sightings).map(|(first, last)| [first, last]),
                parts: if parts.len() > 1 { parts } else { Vec::new() },
                named: match table.presence {
                    Presence::Named(place) => Some(report.document.locate(place).line),
                    Presence::Found | Presence::Missing => None,
                },
                rows: table.rows.len(),
                unit: table.unit.symbol(),
            }
        })
        .collect()
}

fn kind(kind: TableKind) -> &'static str {
    match kind {
        TableKind::Report | TableKind::Statements => "made",
        TableKind::Panel { .. } => "statement",
        TableKind::Form { .. } => "form",
        TableKind::FormTable { .. } => "form-table",
        TableKind::Claim { .. } => "claim",
    }
}

#[derive(Serialize)]
struct JsonUndecided<'v> {
    rule: &'v str,
    reason: &'static str,
    detail: &'v str,
    line: Option<u32>,
    count: u32,
}

impl<'v> JsonUndecided<'v> {
    fn of(item: &'v Undecided, document: &Document, lang: Lang) -> Self {
        Self {
            rule: &item.rule,
            reason: item.reason.id(),
            detail: item.detail.get(lang),
            line: item.place.map(|place| document.locate(place).line),
            count: item.count,
        }
    }
}
