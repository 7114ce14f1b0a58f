//! Which rows a rule means.

use super::{Condition, Text};
use crate::template::TableId;

/// Index of a row variable in `Rule::variables`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VariableId(pub u16);

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub enum RowOf {
    /// The row a variable stands for.
    Variable(VariableId),
    /// The only row of a set; undecided if there is none or more than one.
    Only(Box<Rows>),
    /// The row above in the classification.
    Parent(Box<RowOf>),
}

/// A set of rows of one table.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// The table.
    pub table: TableId,
    /// Only rows that belong to this row of the form.
    pub owner: Option<Box<RowOf>>,
    /// Which.
    pub pick: Pick,
}

/// How rows are picked.
#[derive(Debug, Clone, PartialEq)]
pub enum Pick {
    /// `[*]`, or no selector.
    All,
    /// The first declared row of an inner table: `p.资金.得分`.
    Main,
    /// `[本年收入合计, 27, 1..8]`
    Keys(Vec<Key>),
    /// `[level == 类]`: those of the rows for which a condition holds; the variable stands for the row.
    Where(Box<Rows>, VariableId, Box<Condition>),
    /// `children(r)`
    Children(Box<RowOf>),
    /// `leaves(…)`: those of the rows that have no children.
    Leaves(Box<Rows>),
}

/// One selector between brackets.
#[derive(Debug, Clone, PartialEq)]
pub enum Key {
    /// A row that the template declares: index into `TableSchema::rows`.
    Declared(u16),
    /// By name; `key` is the normalised name, `text` what was written.
    Label {
        /// Normalised.
        key: String,
        /// As written.
        text: String,
    },
    /// By 行次.
    Line(u16),
    /// By code, digits only.
    Code(String),
    /// `[1..8]`, `[301..399]`: both ends included.
    Range(SpanOf),
    /// `[r.编码]`: by a text that is known when the report is.
    Text {
        /// The text.
        text: Text,
        /// Whether it is compared with codes, not names.
        code: bool,
    },
}

/// What a range of rows counts by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanOf {
    /// 行次
    Lines(u16, u16),
    /// Codes of as many digits as the ends have.
    Codes {
        /// Digits.
        digits: u8,
        /// First.
        from: u32,
        /// Last.
        to: u32,
    },
}

impl Rows {
    /// All rows of a table.
    #[must_use]
    pub fn all(table: TableId) -> Self {
        Self {
            table,
            owner: None,
            pick: Pick::All,
        }
    }

    /// Whether a row that the table does not list counts as nothing in a sum: so for children and
    /// ranges, where nobody named the row.
    #[must_use]
    pub fn open_ended(&self) -> bool {
        match &self.pick {
            Pick::All | Pick::Where(..) | Pick::Children(_) | Pick::Leaves(_) => true,
            Pick::Main => false,
            Pick::Keys(keys) => keys.iter().all(|key| matches!(key, Key::Range(_))),
        }
    }
}
