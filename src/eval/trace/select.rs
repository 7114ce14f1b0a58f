//! Which checks of a rule are traced.

use super::check::gravity;
use super::step::Trace;
use crate::eval::{CheckId, Outcome, Plan, Summary};
use crate::report::Report;
use crate::source::Span;

/// Checks of one rule that are traced; what is beyond is counted.
pub const MAX_TRACED: usize = 200;

/// What is to be traced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceRequest {
    /// Id of the rule.
    pub rule: String,
    /// Only checks in which this line of the report takes part; 1-based.
    pub line: Option<u32>,
}

/// The checks of one rule, traced.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleTrace {
    /// What was asked.
    pub request: TraceRequest,
    /// Title of the rule; `None` if the report's template does not run it.
    pub title: Option<String>,
    /// Where the rule is written.
    pub written: Span,
    /// Verdicts of all its checks.
    pub summary: Summary,
    /// Checks that the request names; all of them without a line.
    pub chosen: usize,
    /// Traces, the gravest verdicts first, in the order of the report; no more than the limit.
    pub traces: Vec<Trace>,
}

impl Plan {
    /// Traces the checks of a rule: at most `limit` of them and never more than [`MAX_TRACED`].
    #[must_use]
    pub fn trace_rule(
        &self,
        request: &TraceRequest,
        outcome: &Outcome,
        report: &Report,
        limit: usize,
    ) -> RuleTrace {
        let mut known = self.program.rules().iter();
        let known = known.find(|rule| rule.id == request.rule);
        let mut summary = Summary::default();
        let mut chosen: Vec<(u8, CheckId)> = Vec::new();
        for (check, decision) in outcome.iter() {
            if self.rule(check).is_none_or(|rule| rule.id != request.rule) {
                continue;
            }
            summary.count(decision.verdict);
            if request
                .line
                .is_none_or(|line| self.is_at(check, line, report))
            {
                chosen.push((gravity(decision), check));
            }
        }
        chosen.sort_unstable();
        RuleTrace {
            request: request.clone(),
            title: known.map(|rule| rule.title.clone()),
            written: known.map_or_else(Span::default, |rule| rule.id_span),
            summary,
            chosen: chosen.len(),
            traces: chosen
                .iter()
                .take(limit.min(MAX_TRACED))
                .filter_map(|(_, check)| self.trace(*check, outcome, report))
                .collect(),
        }
    }

    /// Whether a cell or a row of a check stands on a line.
    fn is_at(&self, check: CheckId, line: u32, report: &Report) -> bool {
        let described = self.describe(check, report);
        let Some(described) = described else {
            return false;
        };
        let cells = described.cells.iter();
        let cells = cells.filter_map(|cell| Some(report.cell(cell.cell)?.place));
        let rows = described.rows.iter().filter_map(|(table, row)| {
            let table = report.table(*table)?;
            Some(table.rows.get(row.0 as usize)?.place)
        });
        cells
            .chain(rows)
            .any(|place| report.document.locate(place).line == line)
    }
}
