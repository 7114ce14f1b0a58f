//! Which row variables an expression depends on.

use super::{Condition, Key, Number, Pick, RowOf, Rows, Series, Subject, Text, VariableId};

impl Condition {
    /// Calls `found` for every variable in the condition, with repetitions.
    pub fn variables(&self, found: &mut dyn FnMut(VariableId)) {
        match self {
            Self::And(all) | Self::Or(all) => all.iter().for_each(|one| one.variables(found)),
            Self::Not(one) => one.variables(found),
            Self::Figures { left, right, .. } => {
                left.variables(found);
                right.variables(found);
            }
            Self::Texts { left, right, .. }
            | Self::SameName(left, right)
            | Self::Reached {
                actual: left,
                target: right,
            }
            | Self::Exceeded {
                actual: left,
                target: right,
            } => {
                left.variables(found);
                right.variables(found);
            }
            Self::Is { subject, .. } => match subject {
                Subject::Cell(cell) => cell.row.variables(found),
                Subject::Row(_, row) => row.variables(found),
                Subject::Rows(rows) => rows.variables(found),
            },
            Self::Has { row, .. } => row.variables(found),
        }
    }
}

impl Number {
    /// Calls `found` for every variable in the expression, with repetitions.
    pub fn variables(&self, found: &mut dyn FnMut(VariableId)) {
        match self {
            Self::Constant(..) => {}
            Self::Cell(cell) => cell.row.variables(found),
            Self::Level(row) | Self::Line(row) => row.variables(found),
            Self::Negate(a) | Self::Abs(a) => a.variables(found),
            Self::Add(a, b)
            | Self::Subtract(a, b)
            | Self::Multiply(a, b)
            | Self::Divide(a, b)
            | Self::Or(a, b) => {
                a.variables(found);
                b.variables(found);
            }
            Self::Sum(all) | Self::Min(all) | Self::Max(all) => {
                for series in all {
                    match series {
                        Series::One(one) => one.variables(found),
                        Series::Cells(cells) => cells.rows.variables(found),
                    }
                }
            }
            Self::Count(rows) => rows.variables(found),
            Self::CountPrinted(cells) => cells.rows.variables(found),
            Self::Band(band) => band.value.variables(found),
        }
    }
}

impl Text {
    /// Calls `found` for every variable in the expression, with repetitions.
    pub fn variables(&self, found: &mut dyn FnMut(VariableId)) {
        match self {
            Self::Constant(_) => {}
            Self::Cell(cell) => cell.row.variables(found),
            Self::Label(_, row) | Self::Code(_, row) => row.variables(found),
            Self::Band(band) => band.value.variables(found),
        }
    }
}

impl RowOf {
    /// Calls `found` for every variable in the expression, with repetitions.
    pub fn variables(&self, found: &mut dyn FnMut(VariableId)) {
        match self {
            Self::Variable(variable) => found(*variable),
            Self::Only(rows) => rows.variables(found),
            Self::Parent(row) => row.variables(found),
        }
    }
}

impl Rows {
    /// Calls `found` for every variable in the expression, with repetitions.
    pub fn variables(&self, found: &mut dyn FnMut(VariableId)) {
        if let Some(owner) = &self.owner {
            owner.variables(found);
        }
        match &self.pick {
            Pick::All | Pick::Main => {}
            Pick::Keys(keys) => {
                for key in keys {
                    if let Key::Text { text, .. } = key {
                        text.variables(found);
                    }
                }
            }
            Pick::Where(rows, _, condition) => {
                rows.variables(found);
                condition.variables(found);
            }
            Pick::Children(row) => row.variables(found),
            Pick::Leaves(rows) => rows.variables(found),
        }
    }
}
