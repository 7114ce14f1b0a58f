//! JSON for other programs: a contract with a version. Field names are stable, the order is
//! deterministic, numbers of the report are strings.

use rust_decimal::Decimal;
use serde::Serialize;

use super::json_totals::{JsonTotals, errors};
use super::messages::severity_id;
use super::place::relation;
use super::reading::{extent, listed};
use super::trace_json::{JsonRuleTrace, traces};
use super::view::{CheckedView, Totals};
use crate::diagnose::{
    Cause, Evidence, Finding, Quantity, Role, Standing, Summary, Undecided, Working,
};
use crate::diagnostic::Lang;
use crate::document::Document;
use crate::figure::Unit;
use crate::report::{Fit, Presence, Report};
use crate::source::{SourceMap, Span};
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

#[derive(Serialize)]
struct JsonExplanation<'v> {
    text: &'v str,
    by: &'v str,
    date: &'v str,
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
struct JsonQuantity {
    value: String,
    unit: &'static str,
}

impl From<Quantity> for JsonQuantity {
    fn from(quantity: Quantity) -> Self {
        Self {
            value: quantity.value.to_string(),
            unit: quantity.unit.symbol(),
        }
    }
}

#[derive(Serialize)]
struct JsonFinding<'v> {
    rule: &'v str,
    title: &'v str,
    severity: &'static str,
    verdict: &'static str,
    group: u32,
    leads: bool,
    message: &'v str,
    relation: String,
    left: Option<JsonQuantity>,
    right: Option<JsonQuantity>,
    difference: Option<String>,
    allowed: Option<String>,
    within: Option<String>,
    working: Option<JsonWorking<'v>>,
    evidence: Vec<JsonEvidence<'v>>,
    cause: Option<JsonCause<'v>>,
    because: Option<&'v str>,
    basis: Option<&'v str>,
    written: Option<JsonWritten<'v>>,
    /// `new`, `known` or `explained`.
    standing: &'static str,
    explanation: Option<JsonExplanation<'v>>,
    fingerprint: &'v str,
}

impl<'v> JsonFinding<'v> {
    fn of(finding: &'v Finding, view: &CheckedView<'v>, lang: Lang) -> Self {
        let (document, sources) = (&view.report.document, view.sources);
        let standing = view.review.standing(finding);
        let text = |number: Option<Decimal>| number.map(|number| number.to_string());
        let evidence = finding.evidence.iter();
        Self {
            rule: &finding.rule,
            title: &finding.title,
            severity: severity_id(finding.severity),
            verdict: if finding.strained {
                "strained"
            } else {
                "failed"
            },
            group: finding.group,
            leads: finding.leads,
            message: finding.message.get(lang),
            relation: relation(finding, sources),
            left: finding.left.map(JsonQuantity::from),
            right: finding.right.map(JsonQuantity::from),
            difference: text(finding.difference),
            allowed: text(finding.allowed),
            within: text(finding.within),
            working: finding.working.as_ref().map(JsonWorking::of),
            evidence: evidence
                .map(|cell| JsonEvidence::of(cell, document))
                .collect(),
            cause: finding
                .cause
                .as_ref()
                .map(|cause| JsonCause::of(cause, finding, lang)),
            because: finding.because.as_deref(),
            basis: finding.basis.as_deref(),
            written: JsonWritten::of(finding.written, sources),
            standing: standing.id(),
            explanation: match standing {
                Standing::Explained(said) => Some(JsonExplanation {
                    text: &said.text,
                    by: &said.by,
                    date: &said.date,
                }),
                Standing::New | Standing::Known => None,
            },
            fingerprint: &finding.fingerprint,
        }
    }
}

#[derive(Serialize)]
struct JsonWorking<'v> {
    left: &'v str,
    right: &'v str,
}

impl<'v> JsonWorking<'v> {
    fn of(working: &'v Working) -> Self {
        Self {
            left: &working.left,
            right: &working.right,
        }
    }
}

#[derive(Serialize)]
struct JsonEvidence<'v> {
    role: &'static str,
    table: &'v str,
    row: &'v str,
    column: &'v str,
    printed: &'v str,
    factor: String,
    line: u32,
    start: u32,
    end: u32,
}

impl<'v> JsonEvidence<'v> {
    fn of(cell: &'v Evidence, document: &Document) -> Self {
        let at = document.locate(cell.place);
        Self {
            role: match cell.role {
                Role::Left => "left",
                Role::Right => "right",
                Role::Context => "context",
            },
            table: &cell.table,
            row: &cell.row,
            column: &cell.column,
            printed: &cell.printed,
            factor: cell.factor.normalize().to_string(),
            line: at.line,
            start: at.start,
            end: at.end,
        }
    }
}

#[derive(Serialize)]
struct JsonCause<'v> {
    kind: &'static str,
    text: &'v str,
    suggest: Option<&'v str>,
    /// Index of the suspected cell in `evidence`.
    cell: Option<usize>,
    repairs: u32,
    breaks: u32,
}

impl<'v> JsonCause<'v> {
    fn of(cause: &'v Cause, finding: &Finding, lang: Lang) -> Self {
        let suspect = cause.cell;
        let at = finding
            .evidence
            .iter()
            .position(|cell| suspect.is_some() && cell.cell == suspect);
        Self {
            kind: cause.kind.id(),
            text: cause.text.get(lang),
            suggest: cause.suggest.as_deref(),
            cell: at,
            repairs: cause.repairs,
            breaks: cause.breaks,
        }
    }
}

#[derive(Serialize)]
struct JsonWritten<'v> {
    file: &'v str,
    line: u32,
    column: u32,
}

impl<'v> JsonWritten<'v> {
    fn of(span: Span, sources: &'v SourceMap) -> Option<Self> {
        let source = sources.get(span.source)?;
        let at = source.lines.locate(&source.text, span.start);
        Some(Self {
            file: &source.name,
            line: at.line,
            column: at.column,
        })
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
