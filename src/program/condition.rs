//! Expressions that are true or false, and texts.

use rust_decimal::Decimal;

use super::{CellOf, Dim, Number, RowOf, Rows};
use crate::syntax::ast::{Relatives, State};
use crate::template::TableId;

/// An expression that is true, false or undecided.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// `a and b`
    And(Vec<Condition>),
    /// `a or b`
    Or(Vec<Condition>),
    /// `not a`
    Not(Box<Condition>),
    /// Two figures.
    Figures {
        /// How they must relate.
        comparison: Comparison,
        /// Left side.
        left: Number,
        /// Right side.
        right: Number,
        /// What both measure.
        dim: Dim,
    },
    /// Two texts, equal or different after normalising.
    Texts {
        /// `!=`
        differ: bool,
        /// Left side.
        left: Text,
        /// Right side.
        right: Text,
    },
    /// `same_name(a, b)`
    SameName(Text, Text),
    /// `reached(actual, target)`
    Reached {
        /// The actual value of an indicator.
        actual: Text,
        /// Its target, with operator and unit.
        target: Text,
    },
    /// `exceeded(actual, target)`
    Exceeded {
        /// The actual value of an indicator.
        actual: Text,
        /// Its target, with operator and unit.
        target: Text,
    },
    /// `x is printed`
    Is {
        /// Of what.
        subject: Subject,
        /// Which state.
        state: State,
        /// `is not`
        negated: bool,
    },
    /// `r has children`
    Has {
        /// The row.
        row: RowOf,
        /// Its table.
        table: TableId,
        /// Which relatives.
        relatives: Relatives,
        /// `has no`
        negated: bool,
    },
}

/// How two figures must relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `=`: the printed figures can be roundings of figures that are equal.
    Agrees,
    /// `==`: exactly as printed.
    Same,
    /// `!=`: not the same as printed.
    Differs,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

/// What `is` asks about.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// A cell.
    Cell(CellOf),
    /// A row.
    Row(TableId, RowOf),
    /// Rows, or the whole table.
    Rows(Rows),
}

/// An expression with a text as its value.
#[derive(Debug, Clone, PartialEq)]
pub enum Text {
    /// A constant.
    Constant(String),
    /// A cell that holds text.
    Cell(CellOf),
    /// The name of a row.
    Label(TableId, RowOf),
    /// The code of a row.
    Code(TableId, RowOf),
    /// `band(x, 90.. = "优", …)`
    Band(Box<TextBand>),
}

/// A band whose results are texts.
#[derive(Debug, Clone, PartialEq)]
pub struct TextBand {
    /// The figure to be graded.
    pub value: Number,
    /// Lower end (belongs to the band), upper end (does not), name; in rising order.
    pub arms: Vec<(Option<Decimal>, Option<Decimal>, String)>,
}

/// What a text is, as far as comparing goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextSort {
    /// Words.
    Words,
    /// A classification code: compares with whole numbers too.
    Code,
}

impl Comparison {
    /// As written in rules.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Agrees => "=",
            Self::Same => "==",
            Self::Differs => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
        }
    }
}
