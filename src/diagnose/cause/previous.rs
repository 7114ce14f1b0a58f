//! Last year's amounts that a report states: where a sentence says how much an amount changed.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::report::{Content, Report, RowId, Table};
use crate::template::{ColumnId, ColumnKind, ColumnSchema, TableSchema};

/// Last year's amount by this year's, both in 元: this year's less the change beside it.
#[must_use]
pub fn previous_amounts(report: &Report) -> BTreeMap<Decimal, Decimal> {
    let mut found = BTreeMap::new();
    for (schema, table) in report.template.schema.tables.iter().zip(&report.tables) {
        let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        for pair in changes(schema) {
            for row in (0..rows).map(RowId) {
                if let Some((now, before)) = before(table, row, pair) {
                    found.entry(now).or_insert(before);
                }
            }
        }
    }
    found
}

/// The columns of a table that say how much an amount changed, each with the column of that amount.
fn changes(schema: &TableSchema) -> impl Iterator<Item = (usize, usize)> + '_ {
    let columns = schema.columns.iter().enumerate();
    columns
        .filter(|(_, column)| column.kind == ColumnKind::Change)
        .filter_map(|(change, column)| {
            let named = column.id.trim_end_matches("变动");
            let is_base = |other: &ColumnSchema| {
                other.kind == ColumnKind::Amount && (named.is_empty() || other.id == named)
            };
            let base = schema.columns.iter().position(is_base)?;
            Some((base, change))
        })
}

fn before(table: &Table, row: RowId, (base, change): (usize, usize)) -> Option<(Decimal, Decimal)> {
    let value = |index: usize| {
        let column = ColumnId(u16::try_from(index).ok()?);
        match table.cell(row, column)?.content {
            Content::Figure(figure) => Some(figure.value),
            _ => None,
        }
    };
    let (now, change) = (value(base)?, value(change)?);
    let before = now.checked_sub(change)?;
    let counts = !change.is_zero() && before > Decimal::ZERO;
    counts.then(|| (now.normalize(), before.normalize()))
}
