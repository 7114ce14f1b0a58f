//! What stands around a suspected cell: its neighbours, and the items it is the sum of.

use rust_decimal::Decimal;

use super::localise::Search;
use super::probe::{Changes, unit_of_last_place};
use super::slip::Surroundings;
use crate::eval::CheckId;
use crate::report::{CellRef, Content, RowId};
use crate::template::ColumnId;

impl Search<'_> {
    /// What stands around a cell: blank or not, its neighbours, and the items it is the sum of.
    pub(super) fn surroundings(&self, cell: CellRef, others: &Changes) -> Surroundings {
        let items = self.items(cell, others);
        let content = self.report.cell(cell).map(|one| one.content);
        Surroundings {
            blank: content == Some(Content::Blank) && items.len() > 1,
            neighbours: self.neighbours(cell),
            items,
            previous: self.last_year(cell),
            bases: self.on_other_bases(cell),
            misrounded: self.is_misrounded(cell),
        }
    }

    /// Last year's amounts with this year's, in the cell's unit.
    fn last_year(&self, cell: CellRef) -> Vec<(Decimal, Decimal)> {
        let Some(figure) = self.probe.plan.figure(cell) else {
            return Vec::new();
        };
        let (value, factor) = (figure.value.normalize(), figure.unit.factor());
        let alike = self.previous.iter().filter(|(_, before)| **before == value);
        alike
            .filter_map(|(now, before)| {
                Some((now.checked_div(factor)?, before.checked_div(factor)?))
            })
            .collect()
    }

    /// Whether the cell states the result of a failed calculation and is less than one unit of its
    /// last place away from it: cut off instead of rounded, or rounded twice.
    fn is_misrounded(&self, cell: CellRef) -> bool {
        let plan = self.probe.plan;
        let near = |check: CheckId| -> Option<bool> {
            let figure = plan.figure(cell)?;
            let unit = unit_of_last_place(figure).checked_mul(figure.unit.factor())?;
            let sides = plan.compare_with(check, &[])?;
            Some(plan.computed_cell(check) == Some(cell) && sides.difference.abs() < unit)
        };
        let mut checks = self.checks.iter();
        checks.any(|&check| near(check).unwrap_or(false))
    }

    /// Values printed directly above and below, left and right.
    pub(super) fn neighbours(&self, cell: CellRef) -> Vec<Decimal> {
        let CellRef { table, row, column } = cell;
        let rows = [row.0.checked_sub(1), row.0.checked_add(1)];
        let columns = [column.0.checked_sub(1), column.0.checked_add(1)];
        let above_and_below = rows.into_iter().flatten().map(|row| CellRef {
            table,
            row: RowId(row),
            column,
        });
        let beside = columns.into_iter().flatten().map(|column| CellRef {
            table,
            row,
            column: ColumnId(column),
        });
        above_and_below
            .chain(beside)
            .filter_map(|cell| match self.report.cell(cell)?.content {
                Content::Figure(figure) => Some(figure.printed),
                _ => None,
            })
            .collect()
    }

    /// The parts of the sums whose total the cell is: in a failed linear check all other figures
    /// count against it.
    pub(super) fn items(&self, cell: CellRef, _others: &Changes) -> Vec<Decimal> {
        let plan = self.probe.plan;
        let Some(figure) = plan.figure(cell) else {
            return Vec::new();
        };
        let own = figure.unit.factor();
        let mut items = Vec::new();
        for &check in self.checks {
            let terms = plan.terms(check);
            let factor_of = |wanted: CellRef| {
                terms
                    .iter()
                    .find(|term| plan.cell_of(term.figure) == Some(wanted))
                    .and_then(|term| term.factor().ok())
            };
            let Some(factor) = factor_of(cell) else {
                continue;
            };
            let against: Vec<Decimal> = terms
                .iter()
                .filter(|term| plan.cell_of(term.figure) != Some(cell))
                .filter(|term| {
                    term.factor()
                        .is_ok_and(|other| other.is_sign_negative() != factor.is_sign_negative())
                })
                .filter_map(|term| {
                    plan.figure(plan.cell_of(term.figure)?)?
                        .value
                        .checked_div(own)
                })
                .filter(|value| !value.is_zero())
                .map(|value| value.normalize())
                .collect();
            if against.len() + 1 >= terms.iter().filter(|t| t.factor().is_ok()).count().min(3)
                && against.len() > 1
            {
                items.extend(against);
            }
        }
        items
    }
}
