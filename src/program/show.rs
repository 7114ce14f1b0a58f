//! Checked expressions written back as rule text, with the rows of one instance filled in.

use rust_decimal::Decimal;

use super::{
    CellOf, Cells, Condition, Key, Number, Pick, RowOf, Rows, Series, SpanOf, Subject, Text,
    VariableId,
};
use crate::figure::Unit;
use crate::syntax::ast::{Relatives, State};
use crate::template::{ColumnId, Schema, TableId, TableKind};

/// How tightly an expression binds: sums, products, what needs no brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tightness {
    Sum,
    Product,
    Atom,
}

/// Writes expressions of one rule.
pub struct Show<'s> {
    /// Names of tables and columns.
    pub schema: &'s Schema,
    /// What a row variable is written as, table included (`支出表[20805]`); `None` for the row of a
    /// `[where …]`, whose columns are written bare.
    pub row: &'s dyn Fn(VariableId) -> Option<String>,
}

impl std::fmt::Debug for Show<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Show").finish_non_exhaustive()
    }
}

/// A constant in the unit it was written in: `0.05万元`, `12.5%`, `3`.
#[must_use]
pub fn constant(value: Decimal, unit: Option<Unit>) -> String {
    let shown = unit
        .and_then(|unit| value.checked_div(unit.factor()))
        .unwrap_or(value)
        .normalize();
    format!("{shown}{}", unit.map_or("", Unit::symbol))
}

impl Show<'_> {
    /// A condition or relation.
    #[must_use]
    pub fn condition(&self, condition: &Condition) -> String {
        let joined = |all: &[Condition], word: &str| {
            let parts: Vec<String> = all.iter().map(|one| self.condition(one)).collect();
            format!("({})", parts.join(word))
        };
        match condition {
            Condition::And(all) => joined(all, " and "),
            Condition::Or(all) => joined(all, " or "),
            Condition::Not(one) => format!("not {}", self.condition(one)),
            Condition::Figures {
                comparison,
                left,
                right,
                ..
            } => format!(
                "{} {} {}",
                self.number(left),
                comparison.symbol(),
                self.number(right)
            ),
            Condition::Texts {
                differ,
                left,
                right,
            } => {
                let symbol = if *differ { "!=" } else { "==" };
                format!("{} {symbol} {}", self.text(left), self.text(right))
            }
            Condition::SameName(left, right) => {
                format!("same_name({}, {})", self.text(left), self.text(right))
            }
            Condition::Reached { actual, target } => {
                format!("reached({}, {})", self.text(actual), self.text(target))
            }
            Condition::Exceeded { actual, target } => {
                format!("exceeded({}, {})", self.text(actual), self.text(target))
            }
            Condition::Is {
                subject,
                state,
                negated,
            } => {
                let not = if *negated { " not" } else { "" };
                format!("{} is{not} {}", self.subject(subject), state_word(*state))
            }
            Condition::Has {
                row,
                table,
                relatives,
                negated,
            } => {
                let no = if *negated { " no" } else { "" };
                let relatives = match relatives {
                    Relatives::Children => "children",
                    Relatives::Parent => "parent",
                };
                format!("{} has{no} {relatives}", self.row_of(*table, row))
            }
        }
    }

    fn subject(&self, subject: &Subject) -> String {
        match subject {
            Subject::Cell(cell) => self.cell(cell),
            Subject::Row(table, row) => self.row_of(*table, row),
            Subject::Rows(rows) => self.rows(rows),
        }
    }

    /// A figure.
    #[must_use]
    pub fn number(&self, number: &Number) -> String {
        self.tight(number).0
    }

    fn tight(&self, number: &Number) -> (String, Tightness) {
        use Tightness::{Atom, Product, Sum};
        let list = |name: &str, all: &[Series]| {
            let parts: Vec<String> = all.iter().map(|one| self.series(one)).collect();
            (format!("{name}({})", parts.join(", ")), Atom)
        };
        match number {
            Number::Constant(value, unit) => (constant(*value, *unit), Atom),
            Number::Cell(cell) => (self.cell(cell), Atom),
            Number::Level(row) => (self.pseudo(row, "级次"), Atom),
            Number::Line(row) => (self.pseudo(row, "行次"), Atom),
            Number::Negate(a) => (format!("-{}", self.within(a, Product)), Product),
            Number::Abs(a) => (format!("abs({})", self.number(a)), Atom),
            Number::Add(a, b) => (format!("{} + {}", self.number(a), self.within(b, Sum)), Sum),
            Number::Subtract(a, b) => (
                format!("{} - {}", self.number(a), self.within(b, Product)),
                Sum,
            ),
            Number::Multiply(a, b) => (
                format!("{} * {}", self.within(a, Product), self.within(b, Atom)),
                Product,
            ),
            Number::Divide(a, b) => (
                format!("{} / {}", self.within(a, Product), self.within(b, Atom)),
                Product,
            ),
            Number::Sum(all) => list("sum", all),
            Number::Min(all) => list("min", all),
            Number::Max(all) => list("max", all),
            Number::Count(rows) => (format!("count({})", self.rows(rows)), Atom),
            Number::CountPrinted(cells) => (format!("count({})", self.cells(cells)), Atom),
            Number::Or(a, b) => (
                format!("({} or {})", self.within(a, Atom), self.number(b)),
                Atom,
            ),
            Number::Band(band) => (format!("band({}, …)", self.number(&band.value)), Atom),
        }
    }

    /// An operand, in brackets if it binds less tightly than its place asks.
    fn within(&self, number: &Number, place: Tightness) -> String {
        let (text, own) = self.tight(number);
        if own < place {
            format!("({text})")
        } else {
            text
        }
    }

    fn series(&self, series: &Series) -> String {
        match series {
            Series::One(number) => self.number(number),
            Series::Cells(cells) => self.cells(cells),
        }
    }

    fn cells(&self, cells: &Cells) -> String {
        let rows = self.rows(&cells.rows);
        format!("{rows}{}", self.column(cells.rows.table, cells.column))
    }

    /// A text.
    #[must_use]
    pub fn text(&self, text: &Text) -> String {
        match text {
            Text::Constant(text) => format!("\"{text}\""),
            Text::Cell(cell) => self.cell(cell),
            Text::Label(_, row) => self.pseudo(row, "名称"),
            Text::Code(_, row) => self.pseudo(row, "编码"),
            Text::Band(band) => format!("band({}, …)", self.number(&band.value)),
        }
    }

    fn pseudo(&self, row: &RowOf, name: &str) -> String {
        match row {
            RowOf::Variable(variable) => match (self.row)(*variable) {
                Some(row) => format!("{row}.{name}"),
                None => name.to_owned(),
            },
            RowOf::Only(rows) => format!("{}.{name}", self.rows(rows)),
            RowOf::Parent(_) => format!("{}.{name}", self.row_of(TableId(0), row)),
        }
    }

    fn cell(&self, cell: &CellOf) -> String {
        if let RowOf::Variable(variable) = &cell.row
            && (self.row)(*variable).is_none()
        {
            return self.column_name(cell.table, cell.column).to_owned();
        }
        let row = self.row_of(cell.table, &cell.row);
        format!("{row}{}", self.column(cell.table, cell.column))
    }

    fn column_name(&self, table: TableId, column: ColumnId) -> &str {
        self.schema
            .get(table)
            .and_then(|table| table.columns.get(column.0 as usize))
            .map_or("", |column| column.id.as_str())
    }

    /// `.列`, or nothing where the table has one column of figures.
    fn column(&self, table: TableId, column: ColumnId) -> String {
        let schema = self.schema.get(table).filter(|schema| {
            matches!(
                schema.kind,
                TableKind::Panel { .. } | TableKind::FormTable { .. }
            )
        });
        if schema.and_then(|schema| schema.single_value_column()) == Some(column) {
            return String::new();
        }
        format!(".{}", self.column_name(table, column))
    }

    /// One row.
    #[must_use]
    pub fn row_of(&self, table: TableId, row: &RowOf) -> String {
        match row {
            RowOf::Variable(variable) => {
                (self.row)(*variable).unwrap_or_else(|| self.path(table).to_owned())
            }
            RowOf::Only(rows) => self.rows(rows),
            RowOf::Parent(row) => format!("parent({})", self.row_of(table, row)),
        }
    }

    fn path(&self, table: TableId) -> &str {
        self.schema
            .get(table)
            .map_or("", |table| table.path.as_str())
    }

    /// Rows.
    #[must_use]
    pub fn rows(&self, rows: &Rows) -> String {
        let base = match &rows.owner {
            Some(owner) => {
                let own = self.path(rows.table);
                let last = own.rsplit('.').next().unwrap_or(own);
                format!("{}.{last}", self.row_of(rows.table, owner))
            }
            None => self.path(rows.table).to_owned(),
        };
        match &rows.pick {
            Pick::All | Pick::Main => base,
            Pick::Keys(keys) => {
                let keys: Vec<String> = keys.iter().map(|key| self.key(rows.table, key)).collect();
                format!("{base}[{}]", keys.join(", "))
            }
            Pick::Where(of, _, condition) => {
                let inner = self.condition(condition);
                format!("{}[where {inner}]", self.rows(of))
            }
            Pick::Children(row) => format!("children({})", self.row_of(rows.table, row)),
            Pick::Leaves(of) => format!("leaves({})", self.rows(of)),
        }
    }

    fn key(&self, table: TableId, key: &Key) -> String {
        match key {
            Key::Declared(index) => self
                .schema
                .get(table)
                .and_then(|table| table.rows.get(usize::from(*index)))
                .map_or_else(String::new, |row| row.id.clone()),
            Key::Label { text, .. } => text.clone(),
            Key::Line(line) => line.to_string(),
            Key::Code(code) => code.clone(),
            Key::Range(SpanOf::Lines(from, to)) => format!("{from}..{to}"),
            Key::Range(SpanOf::Codes { from, to, .. }) => format!("{from}..{to}"),
            Key::Text { text, .. } => self.text(text),
        }
    }
}

fn state_word(state: State) -> &'static str {
    match state {
        State::Printed => "printed",
        State::Blank => "blank",
        State::Dash => "dash",
        State::Missing => "missing",
        State::Present => "present",
    }
}
