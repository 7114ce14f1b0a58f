//! `.*`: once for every column of figures that can be added up.

use super::complain;
use super::resolver::Resolver;
use super::values::Value;
use crate::diagnostic::codes::E0311;
use crate::source::Span;
use crate::syntax::ast::Name;
use crate::template::{ColumnKind, TableId};

/// What `.*` stands for in the check at hand.
#[derive(Debug, Clone)]
pub(super) enum Star {
    /// It cannot stand here.
    Nowhere,
    /// Looking for the tables it is asked of.
    Asked(Vec<TableId>),
    /// A column.
    Column(String),
}

impl Resolver<'_> {
    /// `base.*`
    pub(super) fn star(&mut self, base: Value, span: Span) -> Value {
        let table = match &base {
            Value::Rows(rows) => rows.table,
            Value::Row(table, _) => *table,
            Value::Unknown => return Value::Unknown,
            _ => {
                self.complain(complain::wanted(
                    complain::Wanted::Row,
                    "别的东西",
                    "something else",
                    span,
                ));
                return Value::Unknown;
            }
        };
        match &mut self.star {
            Star::Nowhere => {
                self.complain(complain::simple(
                    &E0311,
                    span,
                    complain::say("`.*` 只能用在 check 中", "`.*` can only stand in a check"),
                ));
                Value::Unknown
            }
            Star::Asked(tables) => {
                tables.push(table);
                Value::Unknown
            }
            Star::Column(column) => {
                let name = Name {
                    text: column.clone(),
                    span,
                };
                self.field(base, &name, span)
            }
        }
    }

    /// The columns that `.*` stands for: those that all tables it was asked of have, in the order of
    /// the first.
    pub(super) fn star_columns(&self, tables: &[TableId]) -> Vec<String> {
        let lists: Vec<Vec<&str>> = tables.iter().map(|table| self.additive(*table)).collect();
        let Some((first, others)) = lists.split_first() else {
            return Vec::new();
        };
        first
            .iter()
            .filter(|column| others.iter().all(|list| list.contains(column)))
            .map(|column| (*column).to_owned())
            .collect()
    }

    /// Columns whose figures can be added up: not shares, rates and years.
    fn additive(&self, table: TableId) -> Vec<&str> {
        let columns = self.schema.get(table).map(|t| t.columns.as_slice());
        columns
            .unwrap_or_default()
            .iter()
            .filter(|column| {
                matches!(
                    column.kind,
                    ColumnKind::Amount
                        | ColumnKind::Change
                        | ColumnKind::Score
                        | ColumnKind::Count
                        | ColumnKind::Number
                )
            })
            .map(|column| column.id.as_str())
            .collect()
    }
}
