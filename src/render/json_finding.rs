//! A finding in the JSON for other programs.

use rust_decimal::Decimal;
use serde::Serialize;

use super::messages::severity_id;
use super::place::relation;
use super::view::CheckedView;
use crate::diagnose::{Cause, Evidence, Finding, JointCheck, Quantity, Role, Standing, Working};
use crate::diagnostic::Lang;
use crate::document::Document;
use crate::source::{SourceMap, Span};

#[derive(Serialize)]
struct JsonExplanation<'v> {
    text: &'v str,
    by: &'v str,
    date: &'v str,
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
pub(crate) struct JsonFinding<'v> {
    rule: &'v str,
    title: &'v str,
    severity: &'static str,
    verdict: &'static str,
    group: u32,
    leads: bool,
    message: &'v str,
    relation: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    joint: Vec<JsonJoint<'v>>,
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
    pub(crate) fn of(finding: &'v Finding, view: &CheckedView<'v>, lang: Lang) -> Self {
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
            joint: finding.joint.iter().map(JsonJoint::of).collect(),
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

/// Another check of a contradiction between several.
#[derive(Serialize)]
struct JsonJoint<'v> {
    rule: &'v str,
    title: &'v str,
    relation: &'v str,
}

impl<'v> JsonJoint<'v> {
    fn of(check: &'v JointCheck) -> Self {
        Self {
            rule: &check.rule,
            title: &check.title,
            relation: &check.relation,
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
