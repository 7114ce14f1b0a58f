//! What a cell would print if it had been computed from other figures of the same rows.

use rust_decimal::Decimal;

use super::localise::Search;
use crate::eval::CheckId;
use crate::figure::Figure;
use crate::report::{CellRef, Content};
use crate::template::ColumnId;

/// Columns of a row that are tried in the place of one; rows of forms have fewer.
const MAX_COLUMNS: u16 = 40;

impl Search<'_> {
    /// The values that failed calculations give for a cell which states their result, when each figure
    /// in turn is taken from another column of its row (全年预算 instead of 年初预算); as printed.
    pub(super) fn on_other_bases(&self, cell: CellRef) -> Vec<Decimal> {
        let plan = self.probe.plan;
        let mut found = Vec::new();
        for &check in self.checks {
            if plan.is_linear(check) || plan.computed_cell(check) != Some(cell) {
                continue;
            }
            for part in plan.cells(check) {
                if part != cell {
                    self.take_from_columns(check, cell, part, &mut found);
                }
            }
        }
        found
    }

    fn take_from_columns(
        &self,
        check: CheckId,
        cell: CellRef,
        part: CellRef,
        found: &mut Vec<Decimal>,
    ) {
        let plan = self.probe.plan;
        let Some(own) = plan.figure(part) else { return };
        for column in (0..MAX_COLUMNS).map(ColumnId) {
            let other = CellRef { column, ..part };
            let Some(Content::Figure(figure)) = self.report.cell(other).map(|c| c.content) else {
                continue;
            };
            let alike = figure.unit.dimension() == own.unit.dimension();
            if column == part.column || other == cell || !alike || figure.value == own.value {
                continue;
            }
            found.extend(self.stated(check, cell, (part, figure)));
        }
    }

    /// What the cell would print for its check to hold, if another figure stood in a part.
    fn stated(&self, check: CheckId, cell: CellRef, change: (CellRef, Figure)) -> Option<Decimal> {
        let others = [change].into_iter().collect();
        let window = self.probe.solve(check, cell, &others)?;
        Some(window.center)
    }
}
