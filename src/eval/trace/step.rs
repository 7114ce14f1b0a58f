//! A traced check: its conditions and its relation as a tree.

use rust_decimal::Decimal;

use crate::eval::{CheckId, Decision, Quantity, Trouble};
use crate::figure::Interval;
use crate::report::CellRef;

/// How one check was computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// The check.
    pub check: CheckId,
    /// Its verdict.
    pub decision: Decision,
    /// The rows that the variables of `each` stand for.
    pub rows: Vec<BoundRow>,
    /// `where` of the sources and `when` of the rule, for these rows.
    pub conditions: Vec<TracedCondition>,
    /// The relation; `None` if it was not come to: a condition is not met, a row has no partner.
    pub relation: Option<Step>,
    /// Left minus right, in the unit of the left.
    pub difference: Option<Quantity>,
    /// The largest difference that rounding explains, in the unit of the left.
    pub allowed: Option<Decimal>,
    /// Explicit slack of the rule, in the unit of the left.
    pub within: Option<Decimal>,
    /// Why the check is undecided, if that was known before its figures were looked at.
    pub trouble: Option<Trouble>,
}

/// A variable of `each` and the row that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundRow {
    /// The variable's name in the rule.
    pub name: String,
    /// The row as rules would write it: `支出表[20805]`.
    pub row: String,
}

/// Where a condition is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// `where`: which rows the rule runs over.
    Where,
    /// `when`: whether it applies to them.
    When,
}

impl Place {
    /// The stable name in JSON, and the keyword.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Where => "where",
            Self::When => "when",
        }
    }
}

/// A condition with its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct TracedCondition {
    /// Where it is written.
    pub place: Place,
    /// The condition.
    pub step: Step,
}

/// One part of an expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The part as the rule writes it; cells of rows that it does not name one by one as it would.
    pub text: String,
    /// What it is.
    pub what: What,
    /// Counted negatively in the sum above it.
    pub subtracted: bool,
    /// What it came to, or why it has no value.
    pub result: Result<Shown, Trouble>,
    /// What it was computed from, in written order.
    pub parts: Vec<Step>,
}

/// What a part came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// A figure, with all values it can stand for.
    Figure {
        /// As printed, or computed from the printed numbers.
        value: Quantity,
        /// The values behind it that rounding allows, in the same unit.
        reach: Interval,
    },
    /// A condition.
    Truth(bool),
    /// A relation.
    Verdict(Decision),
    /// A text as it is compared.
    Text(String),
}

/// What a part of an expression is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A comparison of two figures, with its sign.
    Relation(&'static str),
    /// A comparison of two texts, with its sign.
    Texts(&'static str),
    /// `and`
    And,
    /// `or` between conditions.
    Or,
    /// `not`
    Not,
    /// `is`, `has`, `same_name`, `reached`.
    Test,
    /// A cell with a figure, or with nothing that counts as one.
    Cell(CellRef),
    /// A cell whose text was looked at.
    TextCell(CellRef),
    /// A text.
    Text,
    /// A constant of the rule, 级次, 行次.
    Constant,
    /// `a + b - c`, `sum(…)`
    Sum,
    /// `a * b`
    Product,
    /// `a / b`
    Quotient,
    /// `-a`
    Negative,
    /// `abs(a)`
    Absolute,
    /// `min(…)`
    Least,
    /// `max(…)`
    Greatest,
    /// `count(…)`
    Count,
    /// `a or b`: b where a is not printed.
    Fallback,
    /// `band(…)`
    Band,
}

impl What {
    /// The stable name in JSON.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Relation(_) => "relation",
            Self::Texts(_) => "texts",
            Self::And => "and",
            Self::Or => "or",
            Self::Not => "not",
            Self::Test => "test",
            Self::Cell(_) => "cell",
            Self::TextCell(_) => "text-cell",
            Self::Text => "text",
            Self::Constant => "constant",
            Self::Sum => "sum",
            Self::Product => "product",
            Self::Quotient => "quotient",
            Self::Negative => "negative",
            Self::Absolute => "absolute",
            Self::Least => "min",
            Self::Greatest => "max",
            Self::Count => "count",
            Self::Fallback => "fallback",
            Self::Band => "band",
        }
    }

    /// The cell, if it is one.
    #[must_use]
    pub fn cell(self) -> Option<CellRef> {
        match self {
            Self::Cell(cell) | Self::TextCell(cell) => Some(cell),
            _ => None,
        }
    }
}

impl Step {
    /// Every cell of this part and the parts below it.
    pub fn cells(&self) -> Vec<CellRef> {
        let mut cells: Vec<CellRef> = self.what.cell().into_iter().collect();
        for part in &self.parts {
            cells.extend(part.cells());
        }
        cells
    }
}
