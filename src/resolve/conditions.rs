//! `is …` and `has …`.

use std::rc::Rc;

use super::complain::{self, Wanted, say};
use super::dims::CellType;
use super::names::Scope;
use super::resolver::Resolver;
use super::values::Value;
use crate::program::{CellOf, Condition, Number, Pick, RowOf, Rows, Subject, Text};
use crate::source::Span;
use crate::syntax::ast::{Expr, Relatives, State};
use crate::template::{ColumnKind, TableId};

impl<'a> Resolver<'a> {
    /// `operand is state`
    pub(super) fn is(
        &mut self,
        scope: &Rc<Scope<'a>>,
        operand: &'a Expr,
        state: State,
        negated: bool,
    ) -> Value {
        let value = self.expression(scope, operand);
        match self.subject(value, operand.span) {
            Some(subject) => Value::Condition(Condition::Is {
                subject,
                state,
                negated,
            }),
            None => Value::Unknown,
        }
    }

    fn subject(&mut self, value: Value, span: Span) -> Option<Subject> {
        Some(match value {
            Value::Number(Number::Cell(cell), _) | Value::Text(Text::Cell(cell), _) => {
                Subject::Cell(cell)
            }
            Value::Text(Text::Label(table, row) | Text::Code(table, row), _) => {
                Subject::Row(table, row)
            }
            Value::Row(table, row) => self.cell_or_row(table, row),
            Value::Cells(cells, CellType::Figure(_) | CellType::Text(_)) => {
                let table = cells.rows.table;
                let column = cells.column;
                let row = if cells.rows.pick == Pick::All {
                    RowOf::Only(Box::new(self.main_or_all(cells.rows)))
                } else {
                    self.row(Value::Rows(cells.rows), span)?.1
                };
                Subject::Cell(CellOf { table, row, column })
            }
            Value::Rows(rows) => Subject::Rows(rows),
            Value::Unknown => return None,
            Value::Namespace(path) => {
                self.complain(complain::no_such_table(&path, span, None));
                return None;
            }
            Value::Number(..) | Value::Text(..) | Value::Condition(_) => {
                self.complain(complain::wanted(
                    Wanted::Row,
                    "算出来的值",
                    "something computed",
                    span,
                ));
                return None;
            }
        })
    }

    /// `[总计] is printed` asks about the figure where the table has one column of figures.
    fn cell_or_row(&self, table: TableId, row: RowOf) -> Subject {
        let column = match &row {
            RowOf::Only(_) => self
                .schema
                .get(table)
                .and_then(crate::template::TableSchema::single_value_column),
            RowOf::Variable(_) | RowOf::Parent(_) => None,
        };
        match column {
            Some(column) => Subject::Cell(CellOf { table, row, column }),
            None => Subject::Row(table, row),
        }
    }

    fn main_or_all(&self, rows: Rows) -> Rows {
        let has_rows = self
            .schema
            .get(rows.table)
            .is_some_and(|schema| !schema.rows.is_empty());
        if rows.owner.is_some() && has_rows {
            Rows {
                pick: Pick::Main,
                ..rows
            }
        } else {
            rows
        }
    }

    /// `operand has relatives`
    pub(super) fn has(
        &mut self,
        scope: &Rc<Scope<'a>>,
        operand: &'a Expr,
        relatives: Relatives,
        negated: bool,
    ) -> Value {
        let value = self.expression(scope, operand);
        let Some((table, row)) = self.row(value, operand.span) else {
            return Value::Unknown;
        };
        if !self.has_codes(table, operand.span) {
            return Value::Unknown;
        }
        Value::Condition(Condition::Has {
            row,
            table,
            relatives,
            negated,
        })
    }

    /// Whether a table's rows have codes, and so parents and children; complains if not.
    pub(super) fn has_codes(&mut self, table: TableId, span: Span) -> bool {
        let Some(schema) = self.schema.get(table) else {
            return false;
        };
        let found = schema.column_of_kind(ColumnKind::Code).is_some();
        if !found {
            self.complain(complain::selector(
                span,
                say(
                    format!("表「{}」没有编码列，行没有上下级", schema.path),
                    format!(
                        "table `{}` has no codes, so its rows have no relatives",
                        schema.path
                    ),
                ),
                say("用行的名称或行次", "use names or 行次 of rows"),
            ));
        }
        found
    }
}
