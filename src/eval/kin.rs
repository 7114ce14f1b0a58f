//! Who is whose child, by table; and which rows bear a code or name.

use super::index::RowIndex;
use crate::report::{Report, RowId};
use crate::template::TableId;

/// The children of every row of every table, in printed order.
#[derive(Debug, Clone, Default)]
pub(super) struct Kin {
    /// By table; by row; empty for tables without classification.
    children: Vec<Vec<Vec<RowId>>>,
    /// By table.
    rows: Vec<RowIndex>,
}

impl Kin {
    /// Turns the rows' parents round.
    pub(super) fn of(report: &Report) -> Self {
        let children: Vec<Vec<Vec<RowId>>> = report
            .tables
            .iter()
            .map(|table| {
                if table.rows.iter().all(|row| row.parent.is_none()) {
                    return Vec::new();
                }
                let mut children = vec![Vec::new(); table.rows.len()];
                for (index, row) in table.rows.iter().enumerate() {
                    let id = RowId(u32::try_from(index).unwrap_or(u32::MAX));
                    if let Some(parent) = row.parent
                        && let Some(list) = children.get_mut(parent.0 as usize)
                    {
                        list.push(id);
                    }
                }
                children
            })
            .collect();
        let rows = vec![RowIndex::default(); children.len()];
        Self { children, rows }
    }

    /// The children of a row.
    pub(super) fn children(&self, table: TableId, row: RowId) -> &[RowId] {
        self.children
            .get(table.0 as usize)
            .and_then(|rows| rows.get(row.0 as usize))
            .map_or(&[], Vec::as_slice)
    }

    /// The rows of a table by code and name.
    pub(super) fn index(&self, table: TableId) -> Option<&RowIndex> {
        self.rows.get(table.0 as usize)
    }
}
