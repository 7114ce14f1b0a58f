//! The syntax tree of a rule file. Every node has a place; no node knows what its names mean.

use rust_decimal::Decimal;

use crate::figure::Unit;
use crate::source::{SourceId, Span};

/// A rule file.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// The text it came from.
    pub source: SourceId,
    /// Top-level items in order.
    pub items: Vec<Item>,
}

/// A top-level item, or an item inside a scope.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every item is a rule, so a box would save nothing"
)]
pub enum Item {
    /// `use template national`
    Use(Use),
    /// `in 收支总表.收入 { … }`
    Scope(Scope),
    /// `let 上限 = 100`
    Let(Let),
    /// `fn 比率(a, b) = a / b`
    Function(Function),
    /// `rule … { … }`
    Rule(Rule),
    /// `disable 收支相等 because "…"`
    Disable(Disable),
}

/// A name with its place. `text` is the name itself, without quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// A quoted text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text without quotes and escapes.
    pub text: String,
    /// Where, quotes included.
    pub span: Span,
}

/// `use template national`
#[derive(Debug, Clone, PartialEq)]
pub struct Use {
    /// The template's id.
    pub template: Name,
    /// The whole item.
    pub span: Span,
}

/// `in 收支总表.收入 { … }`: bare row selectors inside mean rows of this table.
#[derive(Debug, Clone, PartialEq)]
pub struct Scope {
    /// The table.
    pub path: Vec<Name>,
    /// Items inside; no further `use`.
    pub items: Vec<Item>,
    /// The whole item.
    pub span: Span,
}

/// `let name = value`
#[derive(Debug, Clone, PartialEq)]
pub struct Let {
    /// The name.
    pub name: Name,
    /// The value.
    pub value: Expr,
    /// The whole item.
    pub span: Span,
}

/// `fn name(parameters) = body`
#[derive(Debug, Clone, PartialEq)]
pub struct Function {
    /// The name.
    pub name: Name,
    /// Parameter names.
    pub parameters: Vec<Name>,
    /// The formula.
    pub body: Expr,
    /// The whole item.
    pub span: Span,
}

/// `disable rule because "why"`
#[derive(Debug, Clone, PartialEq)]
pub struct Disable {
    /// The rule switched off.
    pub rule: Name,
    /// Why.
    pub because: Option<Text>,
    /// The whole item.
    pub span: Span,
}

/// How much a finding of a rule weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably wrong, or needs an explanation.
    Warning,
    /// Wrong.
    #[default]
    Error,
}

/// `rule id "title" … { … }`
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Id; also the finding's id.
    pub id: Name,
    /// Title for people.
    pub title: Option<Text>,
    /// `severity warning`
    pub severity: Option<(Severity, Span)>,
    /// `basis "regulation"`
    pub basis: Option<Text>,
    /// `because "why it matters"`
    pub because: Option<Text>,
    /// `message "replaces the standard sentence"`
    pub message: Option<Text>,
    /// `since 2021`
    pub since: Option<(i32, Span)>,
    /// `until 2023`
    pub until: Option<(i32, Span)>,
    /// `each …`
    pub sources: Vec<EachSource>,
    /// `when condition`
    pub when: Option<Expr>,
    /// `let` inside the rule, in order.
    pub lets: Vec<Let>,
    /// `check …`; at least one in a file without problems.
    pub checks: Vec<Check>,
    /// The whole rule.
    pub span: Span,
}

/// One source of `each`: `r in 支出表 where r has children`.
#[derive(Debug, Clone, PartialEq)]
pub struct EachSource {
    /// The variable.
    pub variable: Name,
    /// The rows it runs over.
    pub rows: Expr,
    /// Which of them.
    pub filter: Option<Expr>,
    /// The whole source.
    pub span: Span,
}

/// `check relation within slack`
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// A comparison, or any expression that is true or false.
    pub relation: Expr,
    /// `within 0.05万元`
    pub within: Option<Expr>,
    /// The whole check.
    pub span: Span,
}

/// An expression with its place. Parentheses are no node of their own: the place of an expression
/// in parentheses covers them.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where.
    pub span: Span,
}

/// Kinds of expressions.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// `12.5`, `0.05万元`, `100%`
    Number {
        /// The number as written.
        value: Decimal,
        /// Its unit, if written.
        unit: Option<Unit>,
    },
    /// `"优"`
    Text(String),
    /// A variable, table, value or function parameter; also a bare row label inside `[…]`. A text
    /// in an expression is a name when it is in corner quotes, `「表（一）」`, or when `.` or `[` follows.
    Name(Name),
    /// `base.name`
    Field {
        /// What stands before the dot.
        base: Box<Expr>,
        /// The name after it.
        name: Name,
    },
    /// `base.*`: once for every column of figures.
    Star {
        /// What stands before the dot.
        base: Box<Expr>,
    },
    /// `base[…]`, or `[…]` alone inside a scope.
    Index {
        /// The table, if written.
        base: Option<Box<Expr>>,
        /// What stands between the brackets, separated by commas.
        selectors: Vec<Selector>,
    },
    /// `sum(…)`
    Call {
        /// The function. One of the language's own is always called by its English name here, also
        /// where `合计(…)` was written; the place tells what was written.
        function: Name,
        /// Its arguments.
        arguments: Vec<Expr>,
    },
    /// `band(x, 90.. = "优", …)`
    Band {
        /// The figure to be graded.
        value: Box<Expr>,
        /// The bands.
        arms: Vec<BandArm>,
    },
    /// `-x`, `not x`
    Unary {
        /// Which.
        operator: UnaryOp,
        /// Of what.
        operand: Box<Expr>,
    },
    /// `a + b`, `a = b`, `a and b`, `a or 0` …
    Binary {
        /// Which.
        operator: BinaryOp,
        /// Left side.
        left: Box<Expr>,
        /// Right side.
        right: Box<Expr>,
    },
    /// `x is printed`, `x is not blank`
    Is {
        /// Of what.
        operand: Box<Expr>,
        /// Which state.
        state: State,
        /// `is not`
        negated: bool,
    },
    /// `r has children`, `r has parent`, also `r has no children`
    Has {
        /// Of what.
        operand: Box<Expr>,
        /// Which relatives.
        relatives: Relatives,
        /// `has no`
        negated: bool,
    },
}

/// One selector between brackets.
#[derive(Debug, Clone, PartialEq)]
pub enum Selector {
    /// `[*]`: all rows.
    All(Span),
    /// `[1..8]`: rows by 行次 (or by code, when the table has codes), both ends included.
    Range {
        /// First.
        from: Expr,
        /// Last.
        to: Expr,
    },
    /// `[本年收入合计]`, `["1. 货物"]`, `[27]`, `[201]`, `[r.编码]`
    Key(Expr),
    /// `[level == 类]`, `[where 金额 > 0]`: rows for which it holds; bare names are columns.
    Where(Expr),
}

/// `90.. = "优"`
#[derive(Debug, Clone, PartialEq)]
pub struct BandArm {
    /// Lowest value, belongs to the band.
    pub from: Option<Expr>,
    /// Upper end, does not belong to the band.
    pub to: Option<Expr>,
    /// What the figure is then called.
    pub result: Expr,
    /// The whole arm.
    pub span: Span,
}

/// Operators before an operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnaryOp {
    /// `-`
    Negate,
    /// `not`
    Not,
}

/// Operators between operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinaryOp {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `=`: the printed figures can be roundings of figures for which it holds.
    Agrees,
    /// `==`: exactly what is printed.
    Same,
    /// `!=`
    Differs,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
    /// `and`
    And,
    /// `or`: between conditions; between figures, the right side where the left is missing. Beside
    /// `+ - * /` and comparisons the second use stands in parentheses, unless its right side is a number
    /// (`x = [a] or 0`), which belongs to the value before it.
    Or,
}

/// What a cell, row or table can be asked to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// A figure or text is printed.
    Printed,
    /// Nothing is printed.
    Blank,
    /// A dash is printed.
    Dash,
    /// The row, column or table is not there.
    Missing,
    /// The row, column or table is there, whatever it holds: `is present` is `is not missing`.
    Present,
}

/// Relatives in a classification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relatives {
    /// Rows one level below.
    Children,
    /// The row one level above.
    Parent,
}
