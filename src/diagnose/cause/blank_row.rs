//! Totals that were left out: a blank row over filled parts is one mistake, however many columns it
//! has, since filling one of them alone would break the row's own sum.

use std::collections::BTreeMap;

use super::localise::Suspect;
use super::probe::{Changes, Probe};
use crate::diagnose::CauseKind;
use crate::eval::CheckId;
use crate::report::{CellRef, Content, Report, RowId};
use crate::template::TableId;

/// Rows whose blank totals, filled in together, satisfy every check.
pub(super) fn blank_rows(probe: Probe<'_>, report: &Report, failed: &[CheckId]) -> Vec<Suspect> {
    let mut rows: BTreeMap<(TableId, RowId), BTreeMap<CellRef, CheckId>> = BTreeMap::new();
    for &check in failed {
        if let Some(cell) = blank_total(probe, report, check) {
            rows.entry((cell.table, cell.row))
                .or_default()
                .entry(cell)
                .or_insert(check);
        }
    }
    rows.into_values()
        .filter_map(|cells| fill(probe, failed, &cells))
        .collect()
}

/// The blank cell that stands alone against the filled parts of a failed sum.
fn blank_total(probe: Probe<'_>, report: &Report, check: CheckId) -> Option<CellRef> {
    let terms = probe.plan.terms(check);
    let blank = |cell: &CellRef| {
        report
            .cell(*cell)
            .is_some_and(|cell| cell.content == Content::Blank)
    };
    let alone = |left: bool| {
        let mut side = terms
            .iter()
            .filter(|term| {
                if left {
                    !term.left.is_zero()
                } else {
                    !term.right.is_zero()
                }
            })
            .filter_map(|term| probe.plan.cell_of(term.figure));
        let first = side.next()?;
        (side.next().is_none() && terms.len() > 2 && blank(&first)).then_some(first)
    };
    alone(true).or_else(|| alone(false))
}

/// Fills every cell with the sum it is the total of.
fn fill(
    probe: Probe<'_>,
    failed: &[CheckId],
    totals: &BTreeMap<CellRef, CheckId>,
) -> Option<Suspect> {
    let cells: Vec<CellRef> = totals.keys().copied().collect();
    let mut changes = Changes::new();
    for (&cell, &sum) in totals {
        let own: Vec<CheckId> = failed
            .iter()
            .copied()
            .filter(|&check| probe.plan.cells(check).contains(&cell))
            .collect();
        let value = fitting(probe, cell, sum, &own)?;
        changes.push((cell, probe.plan.figure(cell)?.with_printed(value).ok()?));
    }
    let effect = probe.effect(&changes);
    let explained: Vec<CheckId> = failed
        .iter()
        .copied()
        .filter(|&check| {
            probe
                .plan
                .cells(check)
                .iter()
                .any(|cell| cells.contains(cell))
                && probe.plan.verdict_with(check, &changes).holds()
        })
        .collect();
    let &cell = cells.first()?;
    let right = changes.first().map(|(_, figure)| figure.printed);
    (effect.breaks == 0 && !explained.is_empty()).then_some(Suspect {
        cell,
        right: right.filter(|_| cells.len() == 1),
        kind: Some(CauseKind::BlankTotal),
        repairs: effect.repairs,
        breaks: 0,
        checks: explained,
        unique: true,
    })
}

/// The value that satisfies the sum and, within its rounding, most of the cell's other failed checks.
fn fitting(
    probe: Probe<'_>,
    cell: CellRef,
    sum: CheckId,
    own: &[CheckId],
) -> Option<rust_decimal::Decimal> {
    let figure = probe.plan.figure(cell)?;
    let step = super::probe::unit_of_last_place(figure);
    let window = probe.solve(sum, cell, &Changes::new())?;
    (0..=window.reach)
        .flat_map(|offset| [offset, -offset])
        .filter_map(|offset| {
            let value = window
                .center
                .checked_add(step.checked_mul(offset.into())?)?;
            let changes: Changes = [(cell, figure.with_printed(value).ok()?)]
                .into_iter()
                .collect();
            let holds = |check: CheckId| probe.plan.verdict_with(check, &changes).holds();
            let held = own.iter().filter(|&&check| holds(check)).count();
            holds(sum).then_some((std::cmp::Reverse(held), offset.abs(), value))
        })
        .min()
        .map(|(_, _, value)| value)
}
