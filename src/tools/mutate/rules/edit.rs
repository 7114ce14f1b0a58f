//! One change of a rule, as a change of its text.

use crate::source::Span;

/// A kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleChange {
    /// A term of a sum or difference, or an argument, left out.
    DropTerm,
    /// `+` for `-`, or the other way.
    TurnSign,
    /// `<=` or `>=` for `=`, the other way round for `<=`, `!=` for `==`.
    Compare,
    /// A tolerance left out, or ten times as much.
    Tolerance,
    /// `when` or a filter left out, or one part of it.
    Widen,
    /// A condition turned into its opposite.
    Invert,
    /// Another column.
    Column,
    /// Another row, or a range that is one row shorter.
    Row,
    /// `children`, `leaves`, `abs`, `or 0` and the like left out.
    Unwrap,
    /// Another constant.
    Constant,
}

impl RuleChange {
    /// In order.
    pub const ALL: [Self; 10] = [
        Self::DropTerm,
        Self::TurnSign,
        Self::Compare,
        Self::Tolerance,
        Self::Widen,
        Self::Invert,
        Self::Column,
        Self::Row,
        Self::Unwrap,
        Self::Constant,
    ];

    /// The stable name in JSON.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::DropTerm => "drop-term",
            Self::TurnSign => "sign",
            Self::Compare => "comparison",
            Self::Tolerance => "tolerance",
            Self::Widen => "widen",
            Self::Invert => "invert",
            Self::Column => "column",
            Self::Row => "row",
            Self::Unwrap => "unwrap",
            Self::Constant => "constant",
        }
    }
}

/// A rule with one place written differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleEdit {
    /// Which kind.
    pub change: RuleChange,
    /// What is replaced; empty where something is put in.
    pub span: Span,
    /// By what; empty where something is left out.
    pub instead: String,
}
