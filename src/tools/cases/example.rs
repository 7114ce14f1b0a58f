//! Examples of a rule out of its cases: a report where it holds, one where it does not, one where it
//! cannot be decided.

use super::model::{Case, Suite};
use super::run::{Bound, ReportLoader, only};
use crate::diagnose::{Finding, Undecided, cell_name, diagnose};
use crate::engine::Engine;
use crate::eval::{Described, Plan, Verdict};
use crate::report::Report;

/// Examples of one rule; what no case shows is missing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RuleExamples {
    /// A check that holds.
    pub holds: Option<Example<Held>>,
    /// A check that does not.
    pub fails: Option<Example<Finding>>,
    /// A check that cannot be decided.
    pub undecided: Option<Example<Undecided>>,
}

/// A check that holds, and the cells that took part.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The check.
    pub check: Described,
    /// Name and printed text of each cell.
    pub cells: Vec<(String, String)>,
}

/// One example.
#[derive(Debug, Clone, PartialEq)]
pub struct Example<T> {
    /// The title of the case.
    pub title: String,
    /// The file of the case.
    pub file: String,
    /// The 1-based line of its heading.
    pub line: u32,
    /// What the check says.
    pub says: T,
}

impl Suite {
    /// The examples of a rule. Cases that cannot be run are passed over.
    #[must_use]
    pub fn examples(&self, rule: &str, engine: &Engine, loader: &dyn ReportLoader) -> RuleExamples {
        let mut examples = RuleExamples::default();
        let mut done = [false; 3];
        for case in &self.cases {
            let named = case.expected.iter().find(|e| e.rule() == Some(rule));
            let Some(wanted) = named.map(|expected| &expected.wanted) else {
                continue;
            };
            let useful = [
                wanted.passes(),
                wanted.expects("failed"),
                wanted.expects("undecided"),
            ];
            if useful
                .iter()
                .zip(done)
                .all(|(useful, done)| !useful || done)
            {
                continue;
            }
            let Ok(bound) = self.bind(case, engine, loader) else {
                continue;
            };
            self.shown(rule, engine, &bound, &mut examples);
            done = [
                examples.holds.is_some(),
                examples.fails.is_some(),
                examples.undecided.is_some(),
            ];
        }
        examples
    }

    fn shown(&self, rule: &str, engine: &Engine, bound: &Bound<'_>, into: &mut RuleExamples) {
        let Some((program, _)) = engine.program(bound.template()) else {
            return;
        };
        let program = only(program, &|id| id == rule);
        let plan = Plan::new(&program, &bound.report);
        let outcome = plan.evaluate();
        let found = diagnose(&program, &bound.report, &plan, &outcome);
        let failed = found.findings.into_iter().find(|finding| !finding.strained);
        if into.fails.is_none() {
            into.fails = failed.map(|finding| self.example(bound.case, finding));
        }
        if into.undecided.is_none() {
            let undecided = found.undecided.into_iter().next();
            into.undecided = undecided.map(|undecided| self.example(bound.case, undecided));
        }
        let whole = outcome
            .decisions
            .iter()
            .all(|d| d.verdict != Verdict::Failed);
        if into.holds.is_none() && whole {
            let holds = outcome.iter().filter(|(_, d)| d.verdict.holds());
            let described = holds.filter_map(|(id, _)| plan.describe(id, &bound.report));
            // A sum of several printed numbers shows more than 0 = 0.
            let best = described.max_by_key(telling);
            into.holds = best.map(|check| {
                let cells = printed(&check, &bound.report);
                self.example(bound.case, Held { check, cells })
            });
        }
    }

    fn example<T>(&self, case: &Case, says: T) -> Example<T> {
        Example {
            title: case.title.clone(),
            file: self.file(case).to_owned(),
            line: self.line(case),
            says,
        }
    }
}

fn printed(check: &Described, report: &Report) -> Vec<(String, String)> {
    let cells = check.cells.iter().filter_map(|part| {
        let text = report.text(report.cell(part.cell)?);
        Some((cell_name(report, part.cell), text.to_owned()))
    });
    let mut cells: Vec<(String, String)> = cells.collect();
    cells.dedup();
    cells
}

/// How much a check shows: one with figures on both sides, not too long, not zero.
fn telling(described: &Described) -> (bool, std::cmp::Reverse<usize>) {
    let nothing = |side: &Option<crate::eval::Quantity>| {
        side.as_ref()
            .is_none_or(|quantity| quantity.value.is_zero())
    };
    let shows = !nothing(&described.left) && !nothing(&described.right);
    let length = described
        .working
        .as_ref()
        .map_or(0, |working| working.right.len());
    (shows, std::cmp::Reverse(length.abs_diff(30)))
}
