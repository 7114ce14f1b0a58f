//! What stands after a dot: panels, inner tables, columns, and what every row has.

use super::complain;
use super::dims::{CellType, cell_type, rows_of};
use super::resolver::Resolver;
use super::values::Value;
use crate::program::{CellOf, Cells, Dim, Number, RowOf, Rows, Text, TextSort};
use crate::source::Span;
use crate::syntax::ast::Name;
use crate::template::{ColumnId, ColumnKind, TableId, TableKind};

impl Resolver<'_> {
    /// `base.name`
    pub(super) fn field(&mut self, base: Value, name: &Name, base_span: Span) -> Value {
        match base {
            Value::Namespace(path) => self.panel(&path, name, base_span),
            Value::Rows(rows) => self.field_of_rows(rows, name),
            Value::Row(table, row) => self.field_of_row(table, row, name),
            Value::Unknown => Value::Unknown,
            _ => {
                self.complain(complain::wanted(
                    complain::Wanted::Row,
                    "数字、文字或条件",
                    "a figure, text or condition",
                    base_span,
                ));
                Value::Unknown
            }
        }
    }

    /// A table, or the first part of several tables' paths.
    pub(super) fn table_or_namespace(&mut self, path: &str) -> Option<Value> {
        if let Some(table) = self.schema.table(path) {
            self.touch(table);
            return Some(Value::Rows(Rows::all(table)));
        }
        let prefix = format!("{path}.");
        self.schema
            .tables
            .iter()
            .any(|table| table.path.starts_with(&prefix))
            .then(|| Value::Namespace(path.to_owned()))
    }

    fn panel(&mut self, path: &str, name: &Name, _base: Span) -> Value {
        let full = format!("{path}.{}", name.text);
        if let Some(value) = self.table_or_namespace(&full) {
            return value;
        }
        let prefix = format!("{path}.");
        let names: Vec<&str> = self
            .schema
            .tables
            .iter()
            .filter_map(|table| table.path.strip_prefix(&prefix))
            .collect();
        self.complain(complain::no_such_panel(path, &name.text, name.span, &names));
        Value::Unknown
    }

    fn inner_table(&mut self, table: TableId, name: &str) -> Option<TableId> {
        let inner = self.schema.table(&format!("{}.{name}", self.path(table)))?;
        self.touch(inner);
        Some(inner)
    }

    fn field_of_rows(&mut self, rows: Rows, name: &Name) -> Value {
        if rows == Rows::all(rows.table)
            && let Some(inner) = self.inner_table(rows.table, &name.text)
        {
            return Value::Rows(Rows::all(inner));
        }
        let Some(schema) = self.schema.get(rows.table) else {
            return Value::Unknown;
        };
        if let Some(column) = schema.column(&name.text) {
            let kind = cell_type(schema, column, &rows);
            return Value::Cells(Cells { rows, column }, kind);
        }
        if pseudo(&name.text).is_some() {
            return match self.row(Value::Rows(rows), name.span) {
                Some((table, row)) => self.field_of_row(table, row, name),
                None => Value::Unknown,
            };
        }
        self.complain(complain::no_such_column(schema, &name.text, name.span));
        Value::Unknown
    }

    fn field_of_row(&mut self, table: TableId, row: RowOf, name: &Name) -> Value {
        if let Some(inner) = self.inner_table(table, &name.text) {
            return Value::Rows(Rows {
                owner: Some(Box::new(row)),
                ..Rows::all(inner)
            });
        }
        let Some(schema) = self.schema.get(table) else {
            return Value::Unknown;
        };
        if let Some(value) = self.column_or_pseudo(table, &row, &name.text) {
            return value;
        }
        self.complain(complain::no_such_column(schema, &name.text, name.span));
        Value::Unknown
    }

    /// A column of a row, or what every row has: 名称, 编码, 行次, 级次.
    pub(super) fn column_or_pseudo(
        &mut self,
        table: TableId,
        row: &RowOf,
        name: &str,
    ) -> Option<Value> {
        let schema = self.schema.get(table)?;
        if let Some(column) = schema.column(name) {
            return Some(self.cell_value(table, row.clone(), column));
        }
        let row = row.clone();
        Some(match pseudo(name)? {
            Pseudo::Label => Value::Text(Text::Label(table, row), TextSort::Words),
            Pseudo::Code => Value::Text(Text::Code(table, row), TextSort::Code),
            Pseudo::Line => Value::Number(Number::Line(row), Dim::Free),
            Pseudo::Level => Value::Number(Number::Level(row), Dim::Free),
        })
    }

    /// The cell of a row in a column, as figure or text.
    pub(super) fn cell_value(&mut self, table: TableId, row: RowOf, column: ColumnId) -> Value {
        let Some(schema) = self.schema.get(table) else {
            return Value::Unknown;
        };
        let Some(def) = schema.columns.get(column.0 as usize) else {
            return Value::Unknown;
        };
        let names_rows = matches!(
            schema.kind,
            TableKind::Panel { .. } | TableKind::FormTable { .. }
        ) && schema.column_of_kind(def.kind) == Some(column);
        match def.kind {
            ColumnKind::Label if names_rows => {
                return Value::Text(Text::Label(table, row), TextSort::Words);
            }
            ColumnKind::Code if names_rows => {
                return Value::Text(Text::Code(table, row), TextSort::Code);
            }
            ColumnKind::Line => return Value::Number(Number::Line(row), Dim::Free),
            _ => {}
        }
        let kind = cell_type(schema, column, &rows_of(&row, table));
        let cell = CellOf { table, row, column };
        match kind {
            CellType::Figure(dim) => Value::Number(Number::Cell(cell), dim),
            CellType::Text(sort) => Value::Text(Text::Cell(cell), sort),
        }
    }
}

/// What every row has, whether or not its table has a column for it.
enum Pseudo {
    Label,
    Code,
    Line,
    Level,
}

fn pseudo(name: &str) -> Option<Pseudo> {
    Some(match name {
        "label" | "名称" => Pseudo::Label,
        "code" | "编码" => Pseudo::Code,
        "line" | "行次" => Pseudo::Line,
        "level" | "级次" => Pseudo::Level,
        _ => return None,
    })
}
