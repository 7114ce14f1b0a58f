//! Traces in the JSON for other programs.

use serde::Serialize;

use super::messages::reason;
use crate::diagnose::{Summary, about_words};
use crate::diagnostic::Lang;
use crate::eval::{Decision, RuleTrace, Shown, Step, Trace, Trouble, Verdict, What};
use crate::report::{CellRef, Content, Report};

/// The traces of one rule.
#[derive(Debug, Serialize)]
pub struct JsonRuleTrace<'v> {
    rule: &'v str,
    title: Option<&'v str>,
    line: Option<u32>,
    summary: Summary,
    /// Checks that the request names.
    chosen: usize,
    checks: Vec<JsonTrace<'v>>,
}

#[derive(Debug, Serialize)]
struct JsonTrace<'v> {
    verdict: &'static str,
    /// Holds thanks to the slack of the rule.
    within_needed: bool,
    rows: Vec<JsonRow<'v>>,
    difference: Option<String>,
    allowed: Option<String>,
    within: Option<String>,
    reason: Option<JsonReason>,
    conditions: Vec<JsonCondition<'v>>,
    relation: Option<JsonStep<'v>>,
}

/// A variable of `each` and its row.
#[derive(Debug, Serialize)]
struct JsonRow<'v> {
    name: &'v str,
    row: &'v str,
}

#[derive(Debug, Serialize)]
struct JsonCondition<'v> {
    place: &'static str,
    #[serde(flatten)]
    step: JsonStep<'v>,
}

#[derive(Debug, Serialize)]
struct JsonReason {
    id: &'static str,
    text: String,
}

/// One part of an expression; fields that say nothing are left out.
#[derive(Debug, Serialize)]
struct JsonStep<'v> {
    what: &'static str,
    text: &'v str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sign: Option<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    subtracted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    interval: Option<JsonInterval>,
    #[serde(skip_serializing_if = "Option::is_none")]
    holds: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<JsonReason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<JsonCell<'v>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<JsonStep<'v>>,
}

/// All values that a figure can stand for, in its unit.
#[derive(Debug, Serialize)]
struct JsonInterval {
    low: String,
    low_closed: bool,
    high: String,
    high_closed: bool,
}

#[derive(Debug, Serialize)]
struct JsonCell<'v> {
    table: &'v str,
    state: &'static str,
    printed: &'v str,
    line: u32,
    start: u32,
    end: u32,
}

/// The traces of a report.
#[must_use]
pub fn traces<'v>(
    report: &'v Report,
    traces: &'v [RuleTrace],
    lang: Lang,
) -> Vec<JsonRuleTrace<'v>> {
    let writer = Writer { report, lang };
    traces.iter().map(|rule| writer.rule(rule)).collect()
}

struct Writer<'v> {
    report: &'v Report,
    lang: Lang,
}

impl<'v> Writer<'v> {
    fn rule(&self, rule: &'v RuleTrace) -> JsonRuleTrace<'v> {
        JsonRuleTrace {
            rule: &rule.request.rule,
            title: rule.title.as_deref(),
            line: rule.request.line,
            summary: rule.summary,
            chosen: rule.chosen,
            checks: rule.traces.iter().map(|trace| self.trace(trace)).collect(),
        }
    }

    fn trace(&self, trace: &'v Trace) -> JsonTrace<'v> {
        let conditions = trace.conditions.iter();
        JsonTrace {
            verdict: verdict(trace.decision),
            within_needed: trace.decision.within,
            rows: rows(trace),
            difference: trace.difference.map(|gap| gap.value.to_string()),
            allowed: trace.allowed.map(|allowed| allowed.to_string()),
            within: trace.within.map(|within| within.to_string()),
            reason: match (&trace.trouble, trace.decision.verdict) {
                (Some(trouble), _) => Some(self.reason(trouble)),
                (None, Verdict::Undecided(why)) => Some(JsonReason {
                    id: why.id(),
                    text: reason(why, self.lang).to_owned(),
                }),
                _ => None,
            },
            conditions: conditions
                .map(|condition| JsonCondition {
                    place: condition.place.id(),
                    step: self.step(&condition.step),
                })
                .collect(),
            relation: trace.relation.as_ref().map(|step| self.step(step)),
        }
    }

    fn step(&self, step: &'v Step) -> JsonStep<'v> {
        let mut json = JsonStep {
            what: step.what.id(),
            text: &step.text,
            sign: match step.what {
                What::Relation(sign) | What::Texts(sign) => Some(sign),
                _ => None,
            },
            subtracted: step.subtracted,
            value: None,
            unit: None,
            interval: None,
            holds: None,
            verdict: None,
            reason: None,
            cell: step.what.cell().and_then(|cell| self.cell(cell)),
            parts: step.parts.iter().map(|part| self.step(part)).collect(),
        };
        match &step.result {
            Ok(Shown::Figure { value, reach }) => {
                json.value = Some(value.value.to_string());
                json.unit = Some(value.unit.symbol());
                let (low, high) = (reach.low(), reach.high());
                json.interval = Some(JsonInterval {
                    low: low.value.normalize().to_string(),
                    low_closed: low.closed,
                    high: high.value.normalize().to_string(),
                    high_closed: high.closed,
                });
            }
            Ok(Shown::Text(text)) => json.value = Some(text.clone()),
            Ok(Shown::Truth(holds)) => json.holds = Some(*holds),
            Ok(Shown::Verdict(decision)) => json.verdict = Some(verdict(*decision)),
            Err(trouble) => json.reason = Some(self.reason(trouble)),
        }
        json
    }

    fn reason(&self, trouble: &Trouble) -> JsonReason {
        JsonReason {
            id: trouble.reason.id(),
            text: about_words(self.report, &trouble.about)
                .get(self.lang)
                .to_owned(),
        }
    }

    fn cell(&self, at: CellRef) -> Option<JsonCell<'v>> {
        let cell = self.report.cell(at)?;
        let place = self.report.document.locate(cell.place);
        let schema = self.report.template.schema.get(at.table)?;
        Some(JsonCell {
            table: &schema.path,
            state: state(cell.content),
            printed: self.report.text(cell),
            line: place.line,
            start: place.start,
            end: place.end,
        })
    }
}

fn rows(trace: &Trace) -> Vec<JsonRow<'_>> {
    let rows = trace.rows.iter();
    rows.map(|bound| JsonRow {
        name: &bound.name,
        row: &bound.row,
    })
    .collect()
}

/// What is printed in a cell; the stable name.
fn state(content: Content) -> &'static str {
    match content {
        Content::Figure(_) => "figure",
        Content::Text | Content::Given(_) => "text",
        Content::Blank => "blank",
        Content::Dash => "dash",
        Content::Unreadable => "unreadable",
        Content::Uncertain(_) => "uncertain",
        Content::NoColumn => "no-column",
    }
}

fn verdict(decision: Decision) -> &'static str {
    match decision.verdict {
        Verdict::Exact => "exact",
        Verdict::Rounded => "rounded",
        Verdict::Strained => "strained",
        Verdict::Failed => "failed",
        Verdict::Undecided(_) => "undecided",
        Verdict::Inapplicable => "inapplicable",
    }
}
