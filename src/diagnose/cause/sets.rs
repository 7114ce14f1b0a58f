//! Sets of two or three cells whose change, together, satisfies every check.

use super::localise::{Change, MAX_CELLS_CHANGED, MAX_TRIALS, Search};
use super::probe::Changes;
use super::slip::slip;
use crate::eval::CheckId;
use crate::report::CellRef;

impl Search<'_> {
    /// Sets of two or three cells, values included; the likeliest of the smallest.
    pub(super) fn several_cells(&self) -> Option<Vec<Change>> {
        let mut trials = 0;
        for size in 2..=MAX_CELLS_CHANGED {
            let mut best: Option<Vec<Change>> = None;
            self.branch(size, &mut Vec::new(), &mut trials, &mut best);
            if best.is_some() {
                return best;
            }
            if trials >= MAX_TRIALS {
                return None;
            }
        }
        None
    }

    /// Chooses a cell of the first failed check that the chosen cells do not touch.
    pub(super) fn branch(
        &self,
        size: usize,
        chosen: &mut Vec<CellRef>,
        trials: &mut usize,
        best: &mut Option<Vec<Change>>,
    ) {
        let uncovered = self.checks.iter().find(|&&check| {
            let cells = self.probe.plan.cells(check);
            !chosen.iter().any(|cell| cells.contains(cell))
        });
        let Some(&check) = uncovered else {
            *trials += 1;
            if chosen.len() == size {
                self.keep_better(chosen, best);
            }
            return;
        };
        if chosen.len() == size {
            return;
        }
        for cell in self.probe.plan.cells(check) {
            if *trials >= MAX_TRIALS {
                return;
            }
            chosen.push(cell);
            self.branch(size, chosen, trials, best);
            chosen.pop();
        }
    }

    pub(super) fn keep_better(&self, cells: &[CellRef], best: &mut Option<Vec<Change>>) {
        let Some(changes) = self.values_for(cells) else {
            return;
        };
        let rank = |list: &[Change]| list.iter().map(|one| u32::from(one.rank())).sum::<u32>();
        if best
            .as_ref()
            .is_none_or(|before| rank(&changes) < rank(before))
        {
            *best = Some(changes);
        }
    }

    /// Solves for the values of a set one after the other: a failed check that holds only one cell
    /// of the set gives that cell's value; the others follow.
    pub(super) fn values_for(&self, cells: &[CellRef]) -> Option<Vec<Change>> {
        let mut left: Vec<CellRef> = cells.to_vec();
        let mut solved: Vec<Change> = Vec::new();
        let mut changes = Changes::new();
        while !left.is_empty() {
            let (position, checks) = left.iter().enumerate().find_map(|(position, &cell)| {
                let own: Vec<CheckId> = self
                    .checks
                    .iter()
                    .copied()
                    .filter(|&check| {
                        let inside = self.probe.plan.cells(check);
                        inside.contains(&cell)
                            && !left
                                .iter()
                                .any(|other| *other != cell && inside.contains(other))
                    })
                    .collect();
                (!own.is_empty()).then_some((position, own))
            })?;
            let cell = left.remove(position);
            let change = self.lone_value(cell, &checks, &changes)?;
            let figure = self
                .probe
                .plan
                .figure(cell)?
                .with_printed(change.right)
                .ok()?;
            changes.push((cell, figure));
            solved.push(change);
        }
        self.probe.satisfies_all(&changes).then_some(solved)
    }

    /// As [`Self::best_value`], while checks that hold other cells of the set may still fail.
    pub(super) fn lone_value(
        &self,
        cell: CellRef,
        checks: &[CheckId],
        others: &Changes,
    ) -> Option<Change> {
        let window = self.window(cell, checks, others)?;
        let figure = self.probe.plan.figure(cell)?;
        let around = self.surroundings(cell, others);
        let step = super::probe::unit_of_last_place(figure);
        (-window.reach..=window.reach)
            .filter_map(|offset| {
                let right = window
                    .center
                    .checked_add(step.checked_mul(offset.into())?)?;
                if right == figure.printed {
                    return None;
                }
                let mut changes = others.clone();
                changes.push((cell, figure.with_printed(right).ok()?));
                let holds = checks
                    .iter()
                    .all(|&check| self.probe.plan.verdict_with(check, &changes).holds());
                holds.then(|| {
                    let slip = slip(figure.printed, right, &around);
                    (Change { cell, right, slip }, offset.abs())
                })
            })
            .min_by_key(|(change, distance)| (change.rank(), *distance))
            .map(|(change, _)| change)
    }
}
