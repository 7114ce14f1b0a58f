//! Exact reasoning about small figures in whole numbers and fractions, apart from the engine's.

use std::cmp::Ordering;

use gouji::eval::Relation;
use gouji::figure::{Figure, Unit};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// A figure of a test: printed in hundredths, rounded or exact.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Small {
    pub(crate) printed: i64,
    pub(crate) rounded: bool,
}

/// Numbers as the tests reason about them: twice the printed number, so that slack is 1.
pub(crate) const UNIT: i128 = 2;

impl Small {
    /// The figure as the engine sees it.
    pub(crate) fn figure(self) -> Figure {
        let figure = Figure::exact(Decimal::new(self.printed, 2), Unit::Number).unwrap();
        let slack = if self.rounded {
            Decimal::new(5, 3)
        } else {
            Decimal::ZERO
        };
        Figure {
            slack,
            asked_slack: slack,
            places: 2,
            ..figure
        }
    }

    /// Lower end, always closed, in half hundredths.
    pub(crate) fn low(self) -> i128 {
        i128::from(self.printed) * UNIT - i128::from(self.rounded)
    }

    /// Upper end and whether it is closed.
    pub(crate) fn high(self) -> (i128, bool) {
        let end = i128::from(self.printed) * UNIT + i128::from(self.rounded);
        (end, !self.rounded || self.printed < 0)
    }
}

/// Figures between two printed numbers.
pub(crate) fn small(range: std::ops::RangeInclusive<i64>) -> impl Strategy<Value = Small> {
    (range, any::<bool>()).prop_map(|(printed, rounded)| Small { printed, rounded })
}

pub(crate) fn relation() -> impl Strategy<Value = Relation> {
    prop_oneof![
        4 => Just(Relation::Equal),
        1 => Just(Relation::AtMost),
        1 => Just(Relation::Less),
        1 => Just(Relation::AtLeast),
        1 => Just(Relation::Greater),
    ]
}

/// A fraction with a positive denominator.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fraction(pub(crate) i128, pub(crate) i128);

impl Fraction {
    pub(crate) fn cmp(self, other: Self) -> Ordering {
        (self.0 * other.1).cmp(&(other.0 * self.1))
    }

    /// Whether it is a decimal with an end.
    pub(crate) fn terminates(self) -> bool {
        let mut power = 1;
        while power < self.1 {
            power *= 10;
        }
        // A denominator of n bits needs at most n decimals.
        (0..40).any(|_| {
            power = power * 10 % self.1;
            self.0 * power % self.1 == 0
        }) || self.0 % self.1 == 0
    }
}

/// A range with ends that belong to it or not.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Range {
    pub(crate) low: (Fraction, bool),
    pub(crate) high: (Fraction, bool),
}

impl Range {
    pub(crate) fn of(small: Small) -> Self {
        Self {
            low: (Fraction(small.low(), 1), true),
            high: (Fraction(small.high().0, 1), small.high().1),
        }
    }

    /// The range between the least and the greatest of some corners.
    pub(crate) fn of_corners(corners: &[(Fraction, bool)]) -> Self {
        let pick = |wanted: Ordering| {
            corners
                .iter()
                .copied()
                .reduce(|best, next| match next.0.cmp(best.0) {
                    Ordering::Equal => (best.0, best.1 || next.1),
                    order if order == wanted => next,
                    _ => best,
                })
                .unwrap()
        };
        Self {
            low: pick(Ordering::Less),
            high: pick(Ordering::Greater),
        }
    }

    /// The same with both ends.
    pub(crate) fn closed(self) -> Self {
        Self {
            low: (self.low.0, true),
            high: (self.high.0, true),
        }
    }

    fn reaches_down_to(self, other: Self) -> bool {
        match self.low.0.cmp(other.high.0) {
            Ordering::Less => true,
            Ordering::Equal => self.low.1 && other.high.1,
            Ordering::Greater => false,
        }
    }

    /// Whether the relation holds for some value of each.
    pub(crate) fn can(self, relation: Relation, other: Self) -> bool {
        match relation {
            Relation::Equal => self.reaches_down_to(other) && other.reaches_down_to(self),
            Relation::AtMost => self.reaches_down_to(other),
            Relation::AtLeast => other.reaches_down_to(self),
            Relation::Less => self.low.0.cmp(other.high.0).is_lt(),
            Relation::Greater => other.low.0.cmp(self.high.0).is_lt(),
        }
    }
}
