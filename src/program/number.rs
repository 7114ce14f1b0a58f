//! Expressions that are figures.

use rust_decimal::Decimal;

use super::{RowOf, Rows};
use crate::figure::{Dimension, Unit};
use crate::template::{ColumnId, TableId};

/// An expression with a figure as its value.
#[derive(Debug, Clone, PartialEq)]
pub enum Number {
    /// A constant, in canonical units, with the unit it was written in.
    Constant(Decimal, Option<Unit>),
    /// A cell.
    Cell(CellOf),
    /// 级次 of a row: 类 1, 款 2, 项 3.
    Level(RowOf),
    /// 行次 of a row.
    Line(RowOf),
    /// `-a`
    Negate(Box<Number>),
    /// `abs(a)`
    Abs(Box<Number>),
    /// `a + b`
    Add(Box<Number>, Box<Number>),
    /// `a - b`
    Subtract(Box<Number>, Box<Number>),
    /// `a * b`
    Multiply(Box<Number>, Box<Number>),
    /// `a / b`
    Divide(Box<Number>, Box<Number>),
    /// `sum(…)`
    Sum(Vec<Series>),
    /// `min(…)`
    Min(Vec<Series>),
    /// `max(…)`
    Max(Vec<Series>),
    /// `count(…)`: how many rows.
    Count(Rows),
    /// `count(….得分)`: how many of the cells are printed.
    CountPrinted(Cells),
    /// `a or b`: b where a is not printed or not listed.
    Or(Box<Number>, Box<Number>),
    /// `band(x, 95%.. = 10, …)` with figures as results.
    Band(Box<StepBand>),
}

/// A band whose results are figures.
#[derive(Debug, Clone, PartialEq)]
pub struct StepBand {
    /// The figure to be graded.
    pub value: Number,
    /// Lower end (belongs to the band), upper end (does not), result; in rising order.
    pub arms: Vec<(Option<Decimal>, Option<Decimal>, Decimal)>,
}

/// A cell of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct CellOf {
    /// The table.
    pub table: TableId,
    /// The row.
    pub row: RowOf,
    /// The column.
    pub column: ColumnId,
}

/// The cells of one column in a set of rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Cells {
    /// The rows.
    pub rows: Rows,
    /// The column.
    pub column: ColumnId,
}

/// One argument of `sum`, `min`, `max`.
#[derive(Debug, Clone, PartialEq)]
pub enum Series {
    /// One figure.
    One(Number),
    /// A column of cells.
    Cells(Cells),
}

/// What a figure measures, as far as rules need to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dim {
    /// A plain constant, or something computed with one: adapts to the other side.
    Free,
    /// Known.
    Known(Dimension),
    /// A product such as 分 × 元: exponents of amount and score. Divide it back before comparing.
    Product {
        /// Exponent of money.
        amount: i8,
        /// Exponent of points.
        score: i8,
    },
    /// Differs from row to row (公开10表: 辆 beside 万元), known when the report is.
    Varies,
}
