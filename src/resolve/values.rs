//! What an expression can be, and turning one kind into another where the language allows it.

use super::complain::{self, Wanted};
use super::dims::{CellType, cell_type};
use super::resolver::Resolver;
use crate::program::{CellOf, Cells, Condition, Dim, Number, Pick, RowOf, Rows, Text, TextSort};
use crate::source::Span;
use crate::template::{ColumnId, TableId, TableKind};

/// A checked expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// A figure.
    Number(Number, Dim),
    /// A text.
    Text(Text, TextSort),
    /// True or false.
    Condition(Condition),
    /// A row.
    Row(TableId, RowOf),
    /// Rows, or a table.
    Rows(Rows),
    /// A column of some rows.
    Cells(Cells, CellType),
    /// The first part of several tables' paths.
    Namespace(String),
    /// Something is wrong with it, and that has been said.
    Unknown,
}

impl Resolver<'_> {
    /// A figure, or `None` after a complaint.
    pub(super) fn number(&mut self, value: Value, span: Span) -> Option<(Number, Dim)> {
        match value {
            Value::Number(number, dim) => Some((number, dim)),
            Value::Row(table, row) => {
                let column = self.only_column(table, span)?;
                self.cell_number(table, row, column, span)
            }
            Value::Rows(rows) => {
                let column = self.only_column(rows.table, span)?;
                let kind = self.type_of(rows.table, column, &rows);
                self.number(Value::Cells(Cells { rows, column }, kind), span)
            }
            Value::Cells(cells, CellType::Figure(dim)) => {
                let table = cells.rows.table;
                let row = self.one_row(cells.rows, span)?;
                let column = cells.column;
                Some((Number::Cell(CellOf { table, row, column }), dim))
            }
            Value::Cells(_, CellType::Text(_)) | Value::Text(..) => {
                self.complain(complain::wanted(Wanted::Figure, "文字", "a text", span));
                None
            }
            Value::Condition(_) => {
                self.complain(complain::wanted(
                    Wanted::Figure,
                    "条件",
                    "a condition",
                    span,
                ));
                None
            }
            Value::Namespace(path) => {
                self.complain(complain::no_such_table(&path, span, None));
                None
            }
            Value::Unknown => None,
        }
    }

    fn cell_number(
        &mut self,
        table: TableId,
        row: RowOf,
        column: ColumnId,
        span: Span,
    ) -> Option<(Number, Dim)> {
        let value = self.cell_value(table, row, column);
        match value {
            Value::Number(number, dim) => Some((number, dim)),
            other => self.number(other, span),
        }
    }

    /// The only column of figures of a table.
    fn only_column(&mut self, table: TableId, span: Span) -> Option<ColumnId> {
        let schema = self.schema.get(table)?;
        let column = schema.single_value_column();
        if column.is_none() {
            self.complain(complain::column_needed(schema, span));
        }
        column
    }

    /// A text, or `None` after a complaint.
    pub(super) fn text(&mut self, value: Value, span: Span) -> Option<(Text, TextSort)> {
        match value {
            Value::Text(text, sort) => Some((text, sort)),
            Value::Cells(cells, CellType::Text(sort)) => {
                let table = cells.rows.table;
                let row = self.one_row(cells.rows, span)?;
                match self.cell_value(table, row, cells.column) {
                    Value::Text(text, _) => Some((text, sort)),
                    _ => None,
                }
            }
            Value::Number(..) | Value::Cells(..) | Value::Row(..) | Value::Rows(_) => {
                self.complain(complain::wanted(
                    Wanted::Text,
                    "数字或行",
                    "a figure or row",
                    span,
                ));
                None
            }
            Value::Condition(_) => {
                self.complain(complain::wanted(Wanted::Text, "条件", "a condition", span));
                None
            }
            Value::Namespace(path) => {
                self.complain(complain::no_such_table(&path, span, None));
                None
            }
            Value::Unknown => None,
        }
    }

    /// A condition, or `None` after a complaint.
    pub(super) fn truth(&mut self, value: Value, span: Span) -> Option<Condition> {
        match value {
            Value::Condition(condition) => Some(condition),
            Value::Unknown => None,
            _ => {
                self.complain(complain::wanted(
                    Wanted::Condition,
                    "数字、文字或行",
                    "a figure, text or row",
                    span,
                ));
                None
            }
        }
    }

    /// Rows, or `None` after a complaint. One row is a set of rows too.
    pub(super) fn row_set(&mut self, value: Value, span: Span) -> Option<Rows> {
        match value {
            Value::Rows(rows) => Some(rows),
            Value::Row(_, RowOf::Only(rows)) => Some(*rows),
            Value::Unknown => None,
            Value::Namespace(path) => {
                self.complain(complain::no_such_table(&path, span, None));
                None
            }
            _ => {
                self.complain(complain::wanted(
                    Wanted::Rows,
                    "别的东西",
                    "something else",
                    span,
                ));
                None
            }
        }
    }

    /// A row, or `None` after a complaint.
    pub(super) fn row(&mut self, value: Value, span: Span) -> Option<(TableId, RowOf)> {
        match value {
            Value::Row(table, row) => Some((table, row)),
            Value::Rows(rows) => {
                let table = rows.table;
                Some((table, self.one_row(rows, span)?))
            }
            Value::Unknown => None,
            _ => {
                self.complain(complain::wanted(
                    Wanted::Row,
                    "别的东西",
                    "something else",
                    span,
                ));
                None
            }
        }
    }

    /// The one row that a set of rows means where one is needed: the main row of an inner table, the
    /// only row of a claim or of a table of one row, the only row for which a condition holds.
    fn one_row(&mut self, rows: Rows, span: Span) -> Option<RowOf> {
        let schema = self.schema.get(rows.table)?;
        let several = match &rows.pick {
            Pick::All if rows.owner.is_some() && !schema.rows.is_empty() => {
                return Some(RowOf::Only(Box::new(Rows {
                    pick: Pick::Main,
                    ..rows
                })));
            }
            Pick::All => {
                matches!(schema.kind, TableKind::Panel { .. } | TableKind::Statements)
                    && (schema.rows.len() > 1
                        || schema
                            .column_of_kind(crate::template::ColumnKind::Code)
                            .is_some())
            }
            Pick::Main | Pick::Where(..) => false,
            Pick::Keys(keys) => keys.len() > 1 || rows.open_ended(),
            Pick::Children(_) | Pick::Leaves(_) => true,
        };
        if several {
            self.complain(complain::several_rows(span));
            return None;
        }
        Some(RowOf::Only(Box::new(rows)))
    }

    /// The type of a column's cells in some rows.
    pub(super) fn type_of(&self, table: TableId, column: ColumnId, rows: &Rows) -> CellType {
        self.schema
            .get(table)
            .map_or(CellType::Figure(Dim::Varies), |schema| {
                cell_type(schema, column, rows)
            })
    }
}
