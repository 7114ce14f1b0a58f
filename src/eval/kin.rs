//! Who is whose child, by table.

use crate::report::{Report, RowId};
use crate::template::TableId;

/// The children of every row of every table, in printed order.
#[derive(Debug, Clone, Default)]
pub(super) struct Kin {
    /// By table; by row; empty for tables without classification.
    children: Vec<Vec<Vec<RowId>>>,
    /// Rows that the conditions of one rule's `[where …]` have looked at so far.
    looked: std::cell::Cell<usize>,
}

impl Kin {
    /// Turns the rows' parents round.
    pub(super) fn of(report: &Report) -> Self {
        let children = report
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
        Self {
            children,
            looked: std::cell::Cell::new(0),
        }
    }

    /// A new rule begins to look at rows.
    pub(super) fn begin_rule(&self) {
        self.looked.set(0);
    }

    /// Counts a row looked at; whether the rule may look at more.
    pub(super) fn look(&self) -> bool {
        let looked = self.looked.get().saturating_add(1);
        self.looked.set(looked);
        looked <= super::plan::MAX_PAIRS_PER_RULE
    }

    /// The children of a row.
    pub(super) fn children(&self, table: TableId, row: RowId) -> &[RowId] {
        self.children
            .get(table.0 as usize)
            .and_then(|rows| rows.get(row.0 as usize))
            .map_or(&[], Vec::as_slice)
    }
}
