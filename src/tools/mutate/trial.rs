//! What the rules say of a mutant.

use std::collections::BTreeSet;

use super::field::{Deciding, Field};
use super::mutant::{Mutant, edited};
use crate::diagnose::{Finding, ReportFindings, diagnose};
use crate::engine::{CheckOptions, Checked, Engine};
use crate::eval::{CheckId, Outcome, Plan, Verdict};
use crate::figure::Figure;
use crate::report::{CellRef, Content, Report, RowId};

/// A check, by rule, column of `.*` and rows: what stays the same from one plan to another.
type Key = (String, Option<String>, Vec<RowId>);

/// What rules tell of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Said {
    failed: BTreeSet<Key>,
    strained: BTreeSet<Key>,
}

impl Said {
    pub(super) fn of(plan: &Plan, outcome: &Outcome) -> Self {
        let mut said = Self::default();
        for (check, decision) in outcome.iter() {
            let told = match decision.verdict {
                Verdict::Failed => &mut said.failed,
                Verdict::Strained => &mut said.strained,
                _ => continue,
            };
            let Some(rule) = plan.rule(check) else {
                continue;
            };
            let column = plan.stated(check).and_then(|stated| stated.column.clone());
            told.insert((rule.id.clone(), column, plan.rows(check).to_vec()));
        }
        said
    }

    /// What is told now and was not before.
    fn since(&self, before: &Self) -> Notice {
        if !self.failed.is_subset(&before.failed) {
            Notice::Failed
        } else if !self.strained.is_subset(&before.strained) {
            Notice::Strained
        } else {
            Notice::Missed
        }
    }
}

/// Whether a planted error is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Notice {
    /// A check fails that did not fail before.
    Failed,
    /// No further check fails, but one holds only just.
    Strained,
    /// Nothing is told.
    Missed,
}

/// Whether the first thing told names the error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// The cell.
    pub cell: bool,
    /// The cell and how it is wrong.
    pub kind: bool,
}

/// What became of a mutant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tried {
    /// Whether it is noticed.
    pub notice: Notice,
    /// Whether it is named; `None` if that was not asked, or nothing is told of it.
    pub named: Option<Named>,
}

/// What became of two errors at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairTried {
    /// Something is told.
    pub noticed: bool,
    /// Both cells are named by the first two groups.
    pub both: bool,
    /// At least one of them is.
    pub one: bool,
}

impl Field<'_> {
    /// Decides the checks of a mutant's cells again. Rules whose conditions look at the changed figures
    /// are planned again over them.
    #[must_use]
    pub fn try_quickly(&self, mutant: &Mutant) -> Tried {
        let deciding: Vec<&Deciding> = mutant
            .cells
            .iter()
            .filter_map(|(cell, _)| self.deciding.get(&(cell.table, cell.column)))
            .collect();
        let mut notice = self.decided_again(&mutant.cells, &deciding);
        if notice != Notice::Failed && !deciding.is_empty() {
            let report = self.changed(&mutant.cells);
            for one in deciding {
                let plan = Plan::new(&one.program, &report);
                let said = Said::of(&plan, &plan.evaluate());
                notice = notice.min(said.since(&one.said));
            }
        }
        Tried {
            notice,
            named: None,
        }
    }

    fn decided_again(&self, cells: &[(CellRef, Figure)], but: &[&Deciding]) -> Notice {
        let (plan, outcome) = (&self.checked.plan, &self.checked.outcome);
        let settled = |check: &CheckId| {
            let rule = plan.rule_id(*check);
            rule.is_some_and(|rule| !but.iter().any(|one| one.rules.contains(&rule)))
        };
        let checks: BTreeSet<CheckId> = cells
            .iter()
            .flat_map(|(cell, _)| plan.checks_of(*cell))
            .copied()
            .filter(settled)
            .collect();
        let mut notice = Notice::Missed;
        for check in checks {
            let before = outcome.verdict(check);
            match plan.verdict_with(check, cells) {
                Verdict::Failed if before != Some(Verdict::Failed) => return Notice::Failed,
                Verdict::Strained if before != Some(Verdict::Strained) => {
                    notice = Notice::Strained;
                }
                _ => {}
            }
        }
        notice
    }

    /// Changes the text of the report, reads it from the beginning and checks it; `None` if the changed
    /// text cannot be checked.
    #[must_use]
    pub fn try_by_reading(&self, engine: &Engine, mutant: &Mutant) -> Option<Tried> {
        let again = self.reread(engine, &[mutant])?;
        let named = first_told(&again.findings, &self.told).map(|first| named(first, mutant));
        Some(Tried {
            notice: Said::of(&again.plan, &again.outcome).since(&self.said),
            named,
        })
    }

    fn reread(&self, engine: &Engine, mutants: &[&Mutant]) -> Option<Checked> {
        let report = &self.checked.report;
        let edits: Vec<_> = mutants.iter().map(|mutant| &mutant.edit).collect();
        let text = edited(&report.document.text, &edits)?;
        let options = CheckOptions {
            template: Some(&report.template.id),
            ..CheckOptions::default()
        };
        engine
            .check(&report.document.name, text.as_bytes(), &options)
            .ok()
    }

    /// Also asks which cell the first group names, and how it is said to be wrong.
    #[must_use]
    pub fn try_and_name(&self, mutant: &Mutant) -> Tried {
        let mut tried = self.try_quickly(mutant);
        if tried.notice == Notice::Failed {
            let changed = self.replanned(&mutant.cells);
            let findings = self.findings(&changed);
            tried.named = first_told(&findings, &self.told).map(|first| named(first, mutant));
        }
        tried
    }

    /// Plants two errors at once and asks whether the first two groups name them.
    #[must_use]
    pub fn try_pair(&self, pair: (usize, usize)) -> Option<PairTried> {
        let one = self.mutants().get(pair.0)?;
        let other = self.mutants().get(pair.1)?;
        let cells: Vec<_> = one.cells.iter().chain(&other.cells).copied().collect();
        let changed = self.replanned(&cells);
        let findings = self.findings(&changed);
        Some(named_pair(&findings, &self.told, (one, other)))
    }

    /// As [`Self::try_pair`], by changing the text and reading it.
    #[must_use]
    pub fn try_pair_by_reading(&self, engine: &Engine, pair: (usize, usize)) -> Option<PairTried> {
        let one = self.mutants().get(pair.0)?;
        let other = self.mutants().get(pair.1)?;
        let again = self.reread(engine, &[one, other])?;
        Some(named_pair(&again.findings, &self.told, (one, other)))
    }

    fn findings(&self, changed: &Changed) -> ReportFindings {
        let program = &self.checked.program;
        diagnose(program, &changed.report, &changed.plan, &changed.outcome)
    }

    /// The report with other figures in some cells.
    fn changed(&self, cells: &[(CellRef, Figure)]) -> Report {
        let mut report = self.checked.report.clone();
        for (cell, figure) in cells {
            put(&mut report, *cell, *figure);
        }
        report
    }

    fn replanned(&self, cells: &[(CellRef, Figure)]) -> Changed {
        let report = self.changed(cells);
        let plan = Plan::new(&self.checked.program, &report);
        let outcome = plan.evaluate();
        Changed {
            report,
            plan,
            outcome,
        }
    }
}

/// A report with other figures, planned again.
struct Changed {
    report: Report,
    plan: Plan,
    outcome: Outcome,
}

fn put(report: &mut Report, at: CellRef, figure: Figure) {
    let Some(table) = report.tables.get_mut(at.table.0 as usize) else {
        return;
    };
    let width = table.has_column.len();
    let index = (at.row.0 as usize)
        .checked_mul(width)
        .and_then(|first| first.checked_add(at.column.0 as usize));
    if let Some(cell) = index.and_then(|index| table.cells.get_mut(index)) {
        cell.content = Content::Figure(figure);
    }
}

/// The first new group's headline, unless it is only a note.
fn first_told<'f>(findings: &'f ReportFindings, told: &BTreeSet<String>) -> Option<&'f Finding> {
    new_groups(findings, told)
        .next()
        .filter(|finding| !finding.strained)
}

fn new_groups<'f>(
    findings: &'f ReportFindings,
    told: &BTreeSet<String>,
) -> impl Iterator<Item = &'f Finding> {
    findings
        .findings
        .iter()
        .filter(|finding| finding.leads && !told.contains(&finding.fingerprint))
}

fn names(finding: &Finding, mutant: &Mutant) -> bool {
    let cell = finding.cause.as_ref().and_then(|cause| cause.cell);
    cell.is_some_and(|named| mutant.cells.iter().any(|(cell, _)| *cell == named))
}

fn named(first: &Finding, mutant: &Mutant) -> Named {
    let cell = names(first, mutant);
    let kind = first.cause.as_ref().map(|cause| cause.kind);
    Named {
        cell,
        kind: cell && kind.is_some_and(|kind| mutant.slip.causes().contains(&kind)),
    }
}

fn named_pair(
    findings: &ReportFindings,
    told: &BTreeSet<String>,
    (one, other): (&Mutant, &Mutant),
) -> PairTried {
    let first: Vec<&Finding> = new_groups(findings, told).take(2).collect();
    let has = |mutant: &Mutant| first.iter().any(|finding| names(finding, mutant));
    PairTried {
        noticed: !first.is_empty(),
        both: has(one) && has(other),
        one: has(one) || has(other),
    }
}
