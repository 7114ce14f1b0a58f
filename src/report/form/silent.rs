//! Cells that no form of a report fills: their blanks are blanks, not lost figures.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::ReadRow;

/// A cell that is the same in every form: inner table, declared row, column.
type Seat = (usize, Option<usize>, usize);

/// Rows that must agree before a blank is believed.
const WITNESSES: usize = 3;

/// The cells that are blank wherever they could stand, in tables whose columns are read by position.
#[derive(Debug, Default)]
pub(super) struct Silent {
    seats: BTreeSet<Seat>,
}

impl Silent {
    /// Of all rows of a kind of form; each comes with its inner table and whether that table is
    /// rectangular in this report.
    pub(super) fn of<'r>(rows: impl Iterator<Item = (usize, bool, &'r ReadRow)>) -> Self {
        let mut seen: BTreeMap<Seat, (usize, bool)> = BTreeMap::new();
        for (table, rectangular, row) in rows {
            let known = rectangular && row.blank_doubt.is_none();
            for (column, cell) in row.cells.iter().enumerate() {
                let entry = seen.entry((table, row.declared, column));
                let (count, blank) = entry.or_insert((0, true));
                *count = count.saturating_add(1);
                *blank &= known && !cell.printed;
            }
        }
        let silent = |(seat, (count, blank))| (blank && count >= WITNESSES).then_some(seat);
        Self {
            seats: seen.into_iter().filter_map(silent).collect(),
        }
    }

    /// Whether a cell is one of them.
    pub(super) fn holds(&self, table: usize, row: &ReadRow, column: usize) -> bool {
        self.seats.contains(&(table, row.declared, column))
    }
}
