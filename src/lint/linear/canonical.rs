//! Expressions as texts that are equal exactly if the expressions mean the same cells in the same way:
//! row variables are named by their tables, not by what their author called them.

use std::fmt::Write as _;

use crate::program::{
    CellOf, Cells, Condition, Key, Number, Pick, RowOf, Rows, Series, SpanOf, Subject, Text,
    VariableId,
};

/// Writes expressions of one rule.
#[derive(Debug, Clone)]
pub(super) struct Canonical {
    /// What the row variables of `each` are called, by index.
    names: Vec<String>,
    /// Rows of `[where …]` that are open now, outermost first.
    open: Vec<VariableId>,
    text: String,
}

impl Canonical {
    /// A writer for a rule whose variables of `each` have these names.
    pub(super) fn new(names: Vec<String>) -> Self {
        Self {
            names,
            open: Vec::new(),
            text: String::new(),
        }
    }

    /// A figure.
    pub(super) fn number_key(&mut self, number: &Number) -> String {
        self.number(number);
        std::mem::take(&mut self.text)
    }

    /// A condition.
    pub(super) fn condition_key(&mut self, condition: &Condition) -> String {
        self.condition(condition);
        std::mem::take(&mut self.text)
    }

    /// Rows.
    pub(super) fn rows_key(&mut self, rows: &Rows) -> String {
        self.rows(rows);
        std::mem::take(&mut self.text)
    }

    fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// `word(part,part)`
    fn wrapped<T>(&mut self, word: &str, parts: &[T], write: impl Fn(&mut Self, &T)) {
        self.put(word);
        self.put("(");
        for part in parts {
            write(self, part);
            self.put(",");
        }
        self.put(")");
    }

    fn number(&mut self, number: &Number) {
        match number {
            Number::Constant(value, _) => self.put(&value.normalize().to_string()),
            Number::Cell(cell) => self.cell(cell),
            Number::Level(row) => self.wrapped("level", &[row], |w, row| w.row(row)),
            Number::Line(row) => self.wrapped("line", &[row], |w, row| w.row(row)),
            Number::Negate(a) => self.wrapped("neg", &[a], |w, a| w.number(a)),
            Number::Abs(a) => self.wrapped("abs", &[a], |w, a| w.number(a)),
            Number::Add(a, b) => self.wrapped("add", &[a, b], |w, a| w.number(a)),
            Number::Subtract(a, b) => self.wrapped("sub", &[a, b], |w, a| w.number(a)),
            Number::Multiply(a, b) => self.wrapped("mul", &[a, b], |w, a| w.number(a)),
            Number::Divide(a, b) => self.wrapped("div", &[a, b], |w, a| w.number(a)),
            Number::Or(a, b) => self.wrapped("or", &[a, b], |w, a| w.number(a)),
            Number::Sum(all) => self.wrapped("sum", all, Self::series),
            Number::Min(all) => self.wrapped("min", all, Self::series),
            Number::Max(all) => self.wrapped("max", all, Self::series),
            Number::Count(rows) => self.wrapped("count", &[rows], |w, rows| w.rows(rows)),
            Number::CountPrinted(cells) => {
                self.wrapped("printed", &[cells], |w, cells| w.cells(cells));
            }
            Number::Band(band) => {
                self.put("band(");
                self.number(&band.value);
                let _ = write!(self.text, ",{:?})", band.arms);
            }
        }
    }

    fn series(&mut self, series: &Series) {
        match series {
            Series::One(number) => self.number(number),
            Series::Cells(cells) => self.cells(cells),
        }
    }

    fn cells(&mut self, cells: &Cells) {
        self.rows(&cells.rows);
        let _ = write!(self.text, ".{}", cells.column.0);
    }

    fn cell(&mut self, cell: &CellOf) {
        self.row(&cell.row);
        let _ = write!(self.text, ".{}.{}", cell.table.0, cell.column.0);
    }

    fn row(&mut self, row: &RowOf) {
        match row {
            RowOf::Variable(variable) => self.variable(*variable),
            RowOf::Only(rows) => self.rows(rows),
            RowOf::Parent(row) => self.wrapped("parent", &[row], |w, row| w.row(row)),
        }
    }

    fn variable(&mut self, variable: VariableId) {
        if let Some(name) = self.names.get(usize::from(variable.0)) {
            let name = name.clone();
            self.put(&name);
        } else if let Some(depth) = self.open.iter().position(|open| *open == variable) {
            let _ = write!(self.text, "where{depth}");
        } else {
            let _ = write!(self.text, "free{}", variable.0);
        }
    }

    fn rows(&mut self, rows: &Rows) {
        let _ = write!(self.text, "t{}", rows.table.0);
        if let Some(owner) = &rows.owner {
            self.wrapped("of", &[owner], |w, owner| w.row(owner));
        }
        match &rows.pick {
            Pick::All => self.put("[*]"),
            Pick::Main => self.put("[main]"),
            Pick::Keys(keys) => self.wrapped("keys", keys, Self::key),
            Pick::Where(of, variable, condition) => {
                self.open.push(*variable);
                self.put("where(");
                self.rows(of);
                self.put(",");
                self.condition(condition);
                self.put(")");
                self.open.pop();
            }
            Pick::Children(row) => self.wrapped("children", &[row], |w, row| w.row(row)),
            Pick::Leaves(of) => self.wrapped("leaves", &[of], |w, of| w.rows(of)),
        }
    }

    fn key(&mut self, key: &Key) {
        let _ = match key {
            Key::Declared(index) => write!(self.text, "d{index}"),
            Key::Label { key, .. } => write!(self.text, "{key:?}"),
            Key::Line(line) => write!(self.text, "line{line}"),
            Key::Code(code) => write!(self.text, "c{code}"),
            Key::Range(SpanOf::Lines(from, to)) => write!(self.text, "lines{from}..{to}"),
            Key::Range(SpanOf::Codes { digits, from, to }) => {
                write!(self.text, "codes{digits}:{from}..{to}")
            }
            Key::Text { text, code } => {
                self.put(if *code { "code:" } else { "text:" });
                self.text(text);
                Ok(())
            }
        };
    }

    fn text(&mut self, text: &Text) {
        match text {
            Text::Constant(text) => {
                let _ = write!(self.text, "{text:?}");
            }
            Text::Cell(cell) => self.cell(cell),
            Text::Label(_, row) => self.wrapped("label", &[row], |w, row| w.row(row)),
            Text::Code(_, row) => self.wrapped("code", &[row], |w, row| w.row(row)),
            Text::Band(band) => {
                self.put("band(");
                self.number(&band.value);
                let _ = write!(self.text, ",{:?})", band.arms);
            }
        }
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::And(all) => self.wrapped("and", all, Self::condition),
            Condition::Or(all) => self.wrapped("or", all, Self::condition),
            Condition::Not(one) => self.wrapped("not", &[one], |w, one| w.condition(one)),
            Condition::Figures {
                comparison,
                left,
                right,
                ..
            } => self.wrapped(comparison.symbol(), &[left, right], |w, side| {
                w.number(side)
            }),
            Condition::Texts {
                differ,
                left,
                right,
            } => self.texts(if *differ { "differ" } else { "same" }, left, right),
            Condition::SameName(left, right) => self.texts("name", left, right),
            Condition::Reached { actual, target } => {
                self.wrapped("reached", &[actual, target], |w, text| w.text(text));
            }
            Condition::Exceeded { actual, target } => {
                self.wrapped("exceeded", &[actual, target], |w, text| w.text(text));
            }
            Condition::Is {
                subject,
                state,
                negated,
            } => {
                let _ = write!(self.text, "is{state:?}{negated}");
                self.wrapped("", &[subject], |w, subject| match subject {
                    Subject::Cell(cell) => w.cell(cell),
                    Subject::Row(_, row) => w.row(row),
                    Subject::Rows(rows) => w.rows(rows),
                });
            }
            Condition::Has {
                row,
                table,
                relatives,
                negated,
            } => {
                let _ = write!(self.text, "has{relatives:?}{negated}t{}", table.0);
                self.wrapped("", &[row], |w, row| w.row(row));
            }
        }
    }

    /// Two texts in an order that does not depend on which was written first.
    fn texts(&mut self, word: &str, left: &Text, right: &Text) {
        let before = std::mem::take(&mut self.text);
        self.text(left);
        let left = std::mem::take(&mut self.text);
        self.text(right);
        let right = std::mem::replace(&mut self.text, before);
        let (first, second) = if left <= right {
            (left, right)
        } else {
            (right, left)
        };
        let _ = write!(self.text, "{word}({first},{second})");
    }
}
