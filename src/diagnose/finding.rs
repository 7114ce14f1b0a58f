//! What a person or another program is told about one report.

use crate::diagnostic::Wording;
use crate::document::Place;
pub use crate::eval::{Quantity, Role, Summary, UndecidedReason, Working};
use crate::report::CellRef;
use crate::source::Span;
use crate::syntax::ast::Severity;
use rust_decimal::Decimal;

/// One cell that took part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The cell; `None` for header facts and other text.
    pub cell: Option<CellRef>,
    /// On which side.
    pub role: Role,
    /// Factor with which it counts in a linear relation.
    pub factor: Decimal,
    /// `收支总表.收入`
    pub table: String,
    /// Row name as printed.
    pub row: String,
    /// Column id.
    pub column: String,
    /// Text as printed; empty for a blank cell.
    pub printed: String,
    /// Where.
    pub place: Place,
}

/// The likely mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Which kind.
    pub kind: CauseKind,
    /// In words, with the line.
    pub text: Wording,
    /// In words, without the line: where the place is shown beside it.
    pub said: Wording,
    /// What should probably be printed instead.
    pub suggest: Option<String>,
    /// The cell that is probably wrong.
    pub cell: Option<CellRef>,
    /// Failed checks that the change repairs.
    pub repairs: u32,
    /// Checks that hold now and that the change would break.
    pub breaks: u32,
}

/// Kinds of mistakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CauseKind {
    /// Two neighbouring digits swapped.
    Swap,
    /// One digit wrong.
    Digit,
    /// A digit lost or doubled.
    DigitCount,
    /// × or ÷ 10³, 10⁴, 10⁸.
    Unit,
    /// The sign.
    Sign,
    /// An item of a sum left out.
    Omitted,
    /// An item counted twice.
    Doubled,
    /// A total left blank over filled parts.
    BlankTotal,
    /// Taken from another line, column, table or year.
    Copied,
    /// A ratio on another base.
    Base,
    /// Rounded the other way.
    Rounding,
    /// Last year's text or figure.
    Stale,
    /// The cell is wrong, how is not known.
    Cell,
}

impl CauseKind {
    /// The stable name in JSON.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Swap => "swap",
            Self::Digit => "digit",
            Self::DigitCount => "digit-count",
            Self::Unit => "unit",
            Self::Sign => "sign",
            Self::Omitted => "omitted",
            Self::Doubled => "doubled",
            Self::BlankTotal => "blank-total",
            Self::Copied => "copied",
            Self::Base => "base",
            Self::Rounding => "rounding",
            Self::Stale => "stale",
            Self::Cell => "cell",
        }
    }
}

/// A check that takes part in a contradiction of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JointCheck {
    /// Rule id.
    pub rule: String,
    /// Rule title.
    pub title: String,
    /// The relation with its rows filled in.
    pub relation: String,
}

/// One contradiction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Rule id.
    pub rule: String,
    /// Rule title.
    pub title: String,
    /// Severity of the rule; `Note` for strained checks.
    pub severity: Severity,
    /// `failed` or `strained`.
    pub strained: bool,
    /// 1-based group: findings of one group share a cause.
    pub group: u32,
    /// First of its group.
    pub leads: bool,
    /// One sentence with the numbers.
    pub message: Wording,
    /// The relation as written, with this instance's rows filled in.
    pub relation: String,
    /// Left side.
    pub left: Option<Quantity>,
    /// Right side.
    pub right: Option<Quantity>,
    /// Left minus right, in the unit of the left.
    pub difference: Option<Decimal>,
    /// The largest difference that rounding explains, in the unit of the left.
    pub allowed: Option<Decimal>,
    /// Explicit slack of the rule (`within`), in the unit of the left.
    pub within: Option<Decimal>,
    /// Both sides with their numbers, so that the sum can be redone.
    pub working: Option<Working>,
    /// Every cell that took part.
    pub evidence: Vec<Evidence>,
    /// The other checks of a contradiction between several: each holds within rounding, and yet they
    /// cannot hold together. Empty for a finding of one check.
    pub joint: Vec<JointCheck>,
    /// The likely mistake, if one is likely.
    pub cause: Option<Cause>,
    /// Why the rule exists.
    pub because: Option<String>,
    /// The regulation.
    pub basis: Option<String>,
    /// Where the check is written.
    pub written: Span,
    /// Stable across line shifts.
    pub fingerprint: String,
}

/// Checks of one rule that could not be decided for the same reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecided {
    /// Rule id.
    pub rule: String,
    /// Why.
    pub reason: UndecidedReason,
    /// The table, column, row or cell concerned.
    pub detail: Wording,
    /// Where, when it is a place in the report.
    pub place: Option<Place>,
    /// How many checks.
    pub count: u32,
}

/// Failed and strained checks of one rule that are counted and not told one by one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untold {
    /// Rule id.
    pub rule: String,
    /// How many checks.
    pub count: u32,
}

/// Everything found in one report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportFindings {
    /// Verdicts.
    pub summary: Summary,
    /// Failed and strained checks, groups in order of weight.
    pub findings: Vec<Finding>,
    /// What is beyond [`super::MAX_TOLD_PER_RULE`], by rule.
    pub untold: Vec<Untold>,
    /// Undecided checks by rule and reason.
    pub undecided: Vec<Undecided>,
}
