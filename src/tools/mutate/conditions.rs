//! Columns whose figures decide which checks there are: a plan that was made for other figures does not
//! know what they would have decided.

use std::collections::{BTreeMap, BTreeSet};

use crate::program::{
    CellOf, Condition, Key, Number, Pick, Program, RowOf, Rows, Rule, RuleId, Series, Subject, Text,
};
use crate::template::{ColumnId, TableId};

/// The columns that conditions, filters and keys look at, each with the rules that do.
pub(super) fn deciding_columns(
    program: &Program,
) -> BTreeMap<(TableId, ColumnId), BTreeSet<RuleId>> {
    let mut columns: BTreeMap<_, BTreeSet<RuleId>> = BTreeMap::new();
    for (index, rule) in (0_u32..).zip(program.rules()) {
        let mut seen = Seen::default();
        seen.rule(rule);
        for column in seen.columns {
            columns.entry(column).or_default().insert(RuleId(index));
        }
    }
    columns
}

#[derive(Default)]
struct Seen {
    columns: BTreeSet<(TableId, ColumnId)>,
}

impl Seen {
    fn rule(&mut self, rule: &Rule) {
        rule.when.iter().for_each(|when| self.condition(when));
        for source in &rule.sources {
            self.rows(&source.rows);
            source
                .filter
                .iter()
                .for_each(|filter| self.condition(filter));
        }
        for check in &rule.checks {
            self.check(&check.condition);
        }
    }

    fn cell(&mut self, cell: &CellOf) {
        self.columns.insert((cell.table, cell.column));
        self.row(&cell.row);
    }

    /// What must hold is looked at again when figures change; only what picks its rows is not.
    fn check(&mut self, condition: &Condition) {
        match condition {
            Condition::And(all) | Condition::Or(all) => all.iter().for_each(|one| self.check(one)),
            Condition::Not(one) => self.check(one),
            Condition::Figures { left, right, .. } => {
                self.operand(left);
                self.operand(right);
            }
            Condition::Texts { left, right, .. } | Condition::SameName(left, right) => {
                self.text(left);
                self.text(right);
            }
            Condition::Reached { actual, target } | Condition::Exceeded { actual, target } => {
                self.text(actual);
                self.text(target);
            }
            Condition::Is { .. } | Condition::Has { .. } => {}
        }
    }

    /// An operand of a check: its cells are figures of the plan, the rows they stand in are settled.
    fn operand(&mut self, number: &Number) {
        match number {
            Number::Constant(..) => {}
            Number::Cell(cell) => self.row(&cell.row),
            Number::Level(row) | Number::Line(row) => self.row(row),
            Number::Negate(a) | Number::Abs(a) => self.operand(a),
            Number::Add(a, b)
            | Number::Subtract(a, b)
            | Number::Multiply(a, b)
            | Number::Divide(a, b)
            | Number::Or(a, b) => {
                self.operand(a);
                self.operand(b);
            }
            Number::Sum(all) | Number::Min(all) | Number::Max(all) => {
                for series in all {
                    match series {
                        Series::One(one) => self.operand(one),
                        Series::Cells(cells) => self.rows(&cells.rows),
                    }
                }
            }
            Number::Count(rows) => self.rows(rows),
            Number::CountPrinted(cells) => self.rows(&cells.rows),
            // The step is chosen when the plan is made.
            Number::Band(band) => self.number(&band.value),
        }
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::And(all) | Condition::Or(all) => {
                all.iter().for_each(|one| self.condition(one));
            }
            Condition::Not(one) => self.condition(one),
            Condition::Figures { left, right, .. } => {
                self.number(left);
                self.number(right);
            }
            Condition::Texts { left, right, .. } | Condition::SameName(left, right) => {
                self.text(left);
                self.text(right);
            }
            Condition::Reached { actual, target } | Condition::Exceeded { actual, target } => {
                self.text(actual);
                self.text(target);
            }
            // A printed number stays a printed number.
            Condition::Is { subject, .. } => match subject {
                Subject::Cell(cell) => self.row(&cell.row),
                Subject::Row(_, row) => self.row(row),
                Subject::Rows(rows) => self.rows(rows),
            },
            Condition::Has { row, .. } => self.row(row),
        }
    }

    fn number(&mut self, number: &Number) {
        match number {
            Number::Cell(cell) => self.cell(cell),
            Number::Negate(a) | Number::Abs(a) => self.number(a),
            Number::Add(a, b)
            | Number::Subtract(a, b)
            | Number::Multiply(a, b)
            | Number::Divide(a, b)
            | Number::Or(a, b) => {
                self.number(a);
                self.number(b);
            }
            Number::Sum(all) | Number::Min(all) | Number::Max(all) => {
                for series in all {
                    match series {
                        Series::One(one) => self.number(one),
                        Series::Cells(cells) => {
                            self.columns.insert((cells.rows.table, cells.column));
                            self.rows(&cells.rows);
                        }
                    }
                }
            }
            Number::Constant(..)
            | Number::Level(_)
            | Number::Line(_)
            | Number::Count(_)
            | Number::CountPrinted(_)
            | Number::Band(_) => self.operand(number),
        }
    }

    fn text(&mut self, text: &Text) {
        match text {
            Text::Constant(_) => {}
            Text::Cell(cell) => self.cell(cell),
            Text::Label(_, row) | Text::Code(_, row) => self.row(row),
            Text::Band(band) => self.operand(&band.value),
        }
    }

    fn row(&mut self, row: &RowOf) {
        match row {
            RowOf::Variable(_) => {}
            RowOf::Only(rows) => self.rows(rows),
            RowOf::Parent(row) => self.row(row),
        }
    }

    fn rows(&mut self, rows: &Rows) {
        rows.owner.iter().for_each(|owner| self.row(owner));
        match &rows.pick {
            Pick::All | Pick::Main => {}
            Pick::Keys(keys) => {
                for key in keys {
                    if let Key::Text { text, .. } = key {
                        self.text(text);
                    }
                }
            }
            Pick::Where(of, _, condition) => {
                self.rows(of);
                self.condition(condition);
            }
            Pick::Children(row) => self.row(row),
            Pick::Leaves(of) => self.rows(of),
        }
    }
}
