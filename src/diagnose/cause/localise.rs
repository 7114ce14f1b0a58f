//! The smallest sets of cells whose change satisfies every check.
//!
//! Failed checks that share a cell form a component. Within one, sets of one cell are tried
//! exhaustively, then sets of two and three by branching on the cells of a check that is not yet
//! covered; the values are solved for, not guessed. What is not found within [`MAX_TRIALS`] or with
//! [`MAX_CELLS_CHANGED`] cells is taken apart greedily, the most telling cell first.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::blank_row::blank_rows;
use super::previous::previous_amounts;
use super::probe::{Changes, Probe, Window};
use super::slip::{Slip, slip};
use crate::diagnose::CauseKind;
use crate::eval::{CheckId, Outcome, Plan};
use crate::report::{CellRef, Report};

/// Largest set of cells that is searched for exactly.
pub(super) const MAX_CELLS_CHANGED: usize = 3;

/// Sets of cells looked at for one component before the search goes over to taking it apart.
pub(super) const MAX_TRIALS: usize = 4_000;

/// Failed checks that are looked at together; a report with more of them is wrong as a whole.
pub(super) const MAX_FAILED_CHECKS: usize = 400;

/// Figures of one check that are suspected one by one; a sum of more parts names no cell.
pub(super) const MAX_CELLS_SUSPECTED: usize = 200;

/// Rank of a change that no known slip explains.
const UNKNOWN_SLIP: u8 = 9;

/// A cell that is probably wrong, with the failed checks it explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Suspect {
    /// The cell.
    pub cell: CellRef,
    /// What should be printed, if one value is likelier than all others.
    pub right: Option<Decimal>,
    /// The slip, if one is likely.
    pub kind: Option<CauseKind>,
    /// Failed checks that the change repairs.
    pub repairs: u32,
    /// Checks it breaks.
    pub breaks: u32,
    /// The failed checks it explains.
    pub checks: Vec<CheckId>,
    /// No other cell explains them as well.
    pub unique: bool,
}

/// Failed checks with the cells that explain them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Localised {
    /// Suspected cells, each with its checks.
    pub suspects: Vec<Suspect>,
    /// Failed checks without suspect, in groups that share cells.
    pub unexplained: Vec<Vec<CheckId>>,
}

/// Finds the cells that are probably wrong.
#[must_use]
pub(crate) fn localise(plan: &Plan, outcome: &Outcome, report: &Report) -> Localised {
    let probe = Probe { plan, outcome };
    let mut failed: Vec<CheckId> = plan
        .checks()
        .filter(|&check| {
            probe.failed(check) && (1..=MAX_CELLS_SUSPECTED).contains(&plan.cells(check).len())
        })
        .take(MAX_FAILED_CHECKS + 1)
        .collect();
    if failed.len() > MAX_FAILED_CHECKS {
        return Localised::default();
    }
    if failed.is_empty() {
        return Localised::default();
    }
    let previous = previous_amounts(report);
    let mut found = Localised::default();
    for suspect in blank_rows(probe, report, &failed) {
        failed.retain(|check| !suspect.checks.contains(check));
        found.suspects.push(suspect);
    }
    for component in components(plan, &failed) {
        let search = Search {
            probe,
            report,
            checks: &component,
            previous: &previous,
        };
        search.explain(&mut found);
    }
    found
}

/// Failed checks that share cells, directly or through others.
fn components(plan: &Plan, failed: &[CheckId]) -> Vec<Vec<CheckId>> {
    let mut groups: Vec<(BTreeSet<CellRef>, Vec<CheckId>)> = Vec::new();
    for &check in failed {
        let mut cells: BTreeSet<CellRef> = plan.cells(check).into_iter().collect();
        let mut checks = vec![check];
        let (joined, apart): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|(other, _)| !other.is_disjoint(&cells));
        for (other, list) in joined {
            cells.extend(other);
            checks.extend(list);
        }
        groups = apart;
        checks.sort_unstable();
        groups.push((cells, checks));
    }
    let mut groups: Vec<_> = groups.into_iter().map(|(_, checks)| checks).collect();
    groups.sort_by_key(|checks| checks.first().copied());
    groups
}

/// A change of one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) cell: CellRef,
    pub(super) right: Decimal,
    pub(super) slip: Option<Slip>,
}

impl Change {
    pub(super) fn rank(&self) -> u8 {
        self.slip.map_or(UNKNOWN_SLIP, |slip| slip.rank)
    }
}

pub(super) struct Search<'a> {
    pub(super) probe: Probe<'a>,
    pub(super) report: &'a Report,
    pub(super) checks: &'a [CheckId],
    /// Last year's amounts by this year's.
    pub(super) previous: &'a BTreeMap<Decimal, Decimal>,
}

impl Search<'_> {
    pub(super) fn explain(&self, found: &mut Localised) {
        let singles = self.single_cells();
        if let Some(suspect) = self.best_single(&singles) {
            found.suspects.push(suspect);
            return;
        }
        if let Some(changes) = self.several_cells() {
            self.share_out(&changes, found);
            return;
        }
        self.take_apart(found);
    }

    /// Changes of one cell that satisfy every check.
    pub(super) fn single_cells(&self) -> Vec<Change> {
        let mut common: Option<BTreeSet<CellRef>> = None;
        for &check in self.checks {
            let cells: BTreeSet<CellRef> = self.probe.plan.cells(check).into_iter().collect();
            common = Some(match common {
                None => cells,
                Some(before) => before.intersection(&cells).copied().collect(),
            });
        }
        common
            .unwrap_or_default()
            .into_iter()
            .filter_map(|cell| self.best_value(cell, self.checks, &Changes::new()))
            .collect()
    }

    /// The likeliest value of a cell that satisfies all its checks, given other changes: the one that a
    /// known slip explains, else the one nearest to the solution.
    pub(super) fn best_value(
        &self,
        cell: CellRef,
        solved: &[CheckId],
        others: &Changes,
    ) -> Option<Change> {
        let window = self.window(cell, solved, others)?;
        let printed = self.probe.plan.figure(cell)?.printed;
        let around = self.surroundings(cell, others);
        self.probe
            .values_in(cell, window, others)
            .into_iter()
            .map(|right| Change {
                cell,
                right,
                slip: slip(printed, right, &around),
            })
            .min_by_key(Change::rank)
    }

    /// Where the value must lie to satisfy the given failed checks: the narrowest of their windows.
    pub(super) fn window(
        &self,
        cell: CellRef,
        solved: &[CheckId],
        others: &Changes,
    ) -> Option<Window> {
        let mut narrowest: Option<Window> = None;
        for &check in solved {
            if !self.probe.plan.checks_of(cell).contains(&check) {
                continue;
            }
            let Some(window) = self.probe.solve(check, cell, others) else {
                continue;
            };
            if narrowest.is_none_or(|before| window.reach < before.reach) {
                narrowest = Some(window);
            }
        }
        narrowest
    }

    /// One cell explains everything. Its slip is stated only if no other cell is explained by a known
    /// slip as well; its value only if it is the only cell, or the only one with a known slip.
    pub(super) fn best_single(&self, singles: &[Change]) -> Option<Suspect> {
        let best = singles
            .iter()
            .min_by_key(|change| (change.rank(), self.weight(change.cell)))?;
        let slips = singles
            .iter()
            .filter(|change| change.slip.is_some())
            .count();
        let unique = singles.len() == 1 || (slips == 1 && best.slip.is_some());
        Some(self.suspect(*best, self.checks.to_vec(), unique, &Changes::new()))
    }

    /// Cells with more checks come first among equals, then the order of the report.
    pub(super) fn weight(&self, cell: CellRef) -> (std::cmp::Reverse<usize>, CellRef) {
        (
            std::cmp::Reverse(self.probe.plan.checks_of(cell).len()),
            cell,
        )
    }

    pub(super) fn suspect(
        &self,
        change: Change,
        checks: Vec<CheckId>,
        unique: bool,
        others: &Changes,
    ) -> Suspect {
        let mut changes = others.clone();
        if let Some(figure) = self.probe.plan.figure(change.cell)
            && let Ok(figure) = figure.with_printed(change.right)
        {
            changes.push((change.cell, figure));
        }
        let effect = self.probe.effect(&changes);
        Suspect {
            cell: change.cell,
            right: unique.then_some(change.right),
            kind: unique.then_some(change.slip.map_or(CauseKind::Cell, |slip| slip.kind)),
            repairs: effect.repairs,
            breaks: effect.breaks,
            checks,
            unique,
        }
    }

    /// Gives each cell of a set the failed checks that its change alone repairs, the cell that repairs
    /// most first; checks that only several changes repair go to the first cell that takes part.
    pub(super) fn share_out(&self, changes: &[Change], found: &mut Localised) {
        let mut shares: Vec<(Change, Vec<CheckId>)> = changes
            .iter()
            .map(|change| (*change, self.repaired_alone(*change)))
            .collect();
        shares.sort_by_key(|(change, repaired)| (std::cmp::Reverse(repaired.len()), change.cell));
        let mut taken: BTreeSet<CheckId> = BTreeSet::new();
        for (_, repaired) in &mut shares {
            repaired.retain(|check| taken.insert(*check));
        }
        for (change, own) in &mut shares {
            let rest = self.checks.iter().copied();
            let rest = rest.filter(|&check| self.probe.plan.cells(check).contains(&change.cell));
            own.extend(rest.filter(|check| taken.insert(*check)));
            if !own.is_empty() {
                let suspect = self.suspect(*change, own.clone(), true, &Changes::new());
                found.suspects.push(suspect);
            }
        }
    }

    /// The failed checks that hold once a change is made and nothing else.
    fn repaired_alone(&self, change: Change) -> Vec<CheckId> {
        let figure = self.probe.plan.figure(change.cell);
        let Some(Ok(figure)) = figure.map(|figure| figure.with_printed(change.right)) else {
            return Vec::new();
        };
        let changes: Changes = [(change.cell, figure)].into_iter().collect();
        let checks = self.checks.iter().copied();
        checks
            .filter(|&check| self.probe.plan.cells(check).contains(&change.cell))
            .filter(|&check| self.probe.plan.verdict_with(check, &changes).holds())
            .collect()
    }

    /// Too many cells for an exact search: the cell whose change repairs most and breaks nothing
    /// explains its checks; the rest is looked at again.
    pub(super) fn take_apart(&self, found: &mut Localised) {
        let mut rest: Vec<CheckId> = self.checks.to_vec();
        while !rest.is_empty() {
            let Some((change, checks)) = self.most_telling(&rest) else {
                found.unexplained.push(rest);
                return;
            };
            rest.retain(|check| !checks.contains(check));
            found
                .suspects
                .push(self.suspect(change, checks, false, &Changes::new()));
        }
    }

    pub(super) fn most_telling(&self, rest: &[CheckId]) -> Option<(Change, Vec<CheckId>)> {
        let mut holders: BTreeMap<CellRef, Vec<CheckId>> = BTreeMap::new();
        for &check in rest {
            for cell in self.probe.plan.cells(check) {
                holders.entry(cell).or_default().push(check);
            }
        }
        let mut best: Option<(usize, u8, Change, Vec<CheckId>)> = None;
        for (cell, checks) in holders {
            for &check in &checks {
                let Some(change) = self.lone_value(cell, &[check], &Changes::new()) else {
                    continue;
                };
                let Some(repaired) = self.repaired(change, &checks) else {
                    continue;
                };
                let better = best.as_ref().is_none_or(|(count, rank, ..)| {
                    (repaired.len(), std::cmp::Reverse(change.rank()))
                        > (*count, std::cmp::Reverse(*rank))
                });
                if better && !repaired.is_empty() {
                    best = Some((repaired.len(), change.rank(), change, repaired));
                }
            }
        }
        best.map(|(_, _, change, checks)| (change, checks))
    }

    /// The failed checks that a change repairs; `None` if it breaks a check that holds.
    pub(super) fn repaired(&self, change: Change, checks: &[CheckId]) -> Option<Vec<CheckId>> {
        let figure = self
            .probe
            .plan
            .figure(change.cell)?
            .with_printed(change.right)
            .ok()?;
        let changes: Changes = [(change.cell, figure)].into_iter().collect();
        let broken = self.probe.effect(&changes).breaks;
        (broken == 0).then(|| {
            checks
                .iter()
                .copied()
                .filter(|&check| self.probe.plan.verdict_with(check, &changes).holds())
                .collect()
        })
    }
}
