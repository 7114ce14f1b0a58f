//! Which figures are held by which rules: for heat maps, and for suites with a case per rule.

use std::collections::BTreeMap;

use super::Summary;
use crate::eval::{Outcome, Plan, Verdict};
use crate::program::{Program, RuleId};
use crate::report::CellRef;
use crate::source::Span;
use crate::syntax::ast::Severity;

/// What a report's figures and a program's rules had to do with each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Every rule of the program in its order, also those that made no check.
    pub rules: Vec<RuleTally>,
    cells: BTreeMap<CellRef, CellCoverage>,
}

/// A rule and the verdicts of its checks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleTally {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Severity.
    pub severity: Severity,
    /// Why it exists.
    pub because: Option<String>,
    /// The regulation.
    pub basis: Option<String>,
    /// Where it is written.
    pub written: Span,
    /// Verdicts of its checks.
    pub summary: Summary,
}

/// What checked one cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CellCoverage {
    /// Rules that checked it and came to a verdict, as indexes into [`Coverage::rules`], each once.
    pub rules: Vec<u32>,
    /// Checks of it that failed.
    pub failed: u32,
}

impl Coverage {
    /// Counts what a plan's checks touched. Checks that are undecided or inapplicable hold nothing, so
    /// they cover nothing.
    #[must_use]
    pub fn of(program: &Program, plan: &Plan, outcome: &Outcome) -> Self {
        let rules = program.rules().iter();
        let mut coverage = Self {
            rules: rules
                .map(|rule| RuleTally {
                    id: rule.id.clone(),
                    title: rule.title.clone(),
                    severity: rule.severity,
                    because: rule.because.clone(),
                    basis: rule.basis.clone(),
                    written: rule.span,
                    summary: Summary::default(),
                })
                .collect(),
            cells: BTreeMap::new(),
        };
        for (check, decision) in outcome.iter() {
            let Some(rule) = plan.rule_id(check) else {
                continue;
            };
            if let Some(tally) = coverage.rules.get_mut(rule.0 as usize) {
                tally.summary.count(decision.verdict);
            }
            match decision.verdict {
                Verdict::Undecided(_) | Verdict::Inapplicable => {}
                verdict => {
                    for cell in plan.cells(check) {
                        coverage.touch(cell, rule, verdict);
                    }
                }
            }
        }
        coverage
    }

    fn touch(&mut self, cell: CellRef, rule: RuleId, verdict: Verdict) {
        let touched = self.cells.entry(cell).or_default();
        if !touched.rules.contains(&rule.0) {
            touched.rules.push(rule.0);
        }
        if verdict == Verdict::Failed {
            touched.failed = touched.failed.saturating_add(1);
        }
    }

    /// What checked a cell; `None` if nothing did.
    #[must_use]
    pub fn cell(&self, cell: CellRef) -> Option<&CellCoverage> {
        self.cells.get(&cell)
    }

    /// How many rules came to a verdict on a cell.
    #[must_use]
    pub fn rules_on(&self, cell: CellRef) -> usize {
        self.cell(cell).map_or(0, |touched| touched.rules.len())
    }
}
