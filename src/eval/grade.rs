//! How well a relation between printed figures holds.

use rust_decimal::Decimal;

/// The relation that a check states between its two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// `=`: the printed figures can be roundings of figures for which it holds.
    Equal,
    /// `<=`: true unless no reading satisfies it; so are the three below.
    AtMost,
    /// `<`
    Less,
    /// `>=`
    AtLeast,
    /// `>`
    Greater,
}

impl Relation {
    /// Whether it holds for a difference left − right of this sign.
    #[must_use]
    pub fn holds(self, difference: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => difference.is_eq(),
            Self::AtMost => difference.is_le(),
            Self::Less => difference.is_lt(),
            Self::AtLeast => difference.is_ge(),
            Self::Greater => difference.is_gt(),
        }
    }

    /// The relation with its sides exchanged.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Equal => Self::Equal,
            Self::AtMost => Self::AtLeast,
            Self::Less => Self::Greater,
            Self::AtLeast => Self::AtMost,
            Self::Greater => Self::Less,
        }
    }
}

/// How well a relation holds, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grade {
    /// To the last printed digit.
    Exact,
    /// The difference is explained by rounding.
    Rounded,
    /// Possible, yet too unlikely to be rounding (beyond 4 σ), or only because figures were printed
    /// more coarsely than the form asks.
    Strained,
    /// No true figures could have been rounded to what is printed.
    Failed,
}

/// The grade of a relation, and whether it needed the slack that the rule grants with `within`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Judgement {
    /// How well it holds.
    pub grade: Grade,
    /// Without `within` it would be strained or failed.
    pub within: bool,
}

impl Judgement {
    /// A grade reached without `within`.
    #[must_use]
    pub fn of(grade: Grade) -> Self {
        Self {
            grade,
            within: false,
        }
    }

    /// Holds thanks to `within`.
    #[must_use]
    pub fn by_within() -> Self {
        Self {
            grade: Grade::Rounded,
            within: true,
        }
    }
}

/// Both sides of a relation as printed, for showing. All in canonical units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// Left side, computed from the printed numbers.
    pub left: Decimal,
    /// Right side, computed from the printed numbers.
    pub right: Decimal,
    /// Left − right.
    pub difference: Decimal,
    /// The largest difference that rounding can explain, without `within`.
    pub allowed: Decimal,
}

impl Comparison {
    /// Of the two sides and what rounding allows. A zero is never shown as `-0`.
    pub(crate) fn new(left: Decimal, right: Decimal, allowed: Decimal) -> Option<Self> {
        let plain = |value: Decimal| {
            if value.is_zero() {
                Decimal::ZERO
            } else {
                value
            }
        };
        Some(Self {
            left: plain(left),
            right: plain(right),
            difference: plain(left.checked_sub(right)?),
            allowed: plain(allowed),
        })
    }
}
