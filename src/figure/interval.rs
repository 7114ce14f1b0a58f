//! Intervals with open or closed ends.

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;

use super::directed::{Direction, add, divide, multiply};

/// Why an operation on figures has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ArithmeticError {
    /// A result is too large for 28 digits.
    #[error("the result has more than 28 digits")]
    Overflow,
    /// The divisor may be zero.
    #[error("the divisor may be zero")]
    DivisorHoldsZero,
}

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// Where.
    pub value: Decimal,
    /// Whether the value itself belongs to the interval.
    pub closed: bool,
}

impl End {
    /// An end that belongs to the interval.
    #[must_use]
    pub fn closed(value: Decimal) -> Self {
        Self {
            value,
            closed: true,
        }
    }

    /// An end that does not.
    #[must_use]
    pub fn open(value: Decimal) -> Self {
        Self {
            value,
            closed: false,
        }
    }
}

/// All values between two ends; never empty.
///
/// Arithmetic gives an interval that holds every result of the operation on values of the operands,
/// and nothing else as long as the results have at most 28 digits; beyond that it is wider by one
/// unit of the last digit.
///
/// ```
/// use gouji::figure::Interval;
/// use rust_decimal::Decimal;
/// let printed = Interval::around(Decimal::new(21, 2), Decimal::new(5, 3)).unwrap();
/// assert_eq!(printed.to_string(), "[0.205, 0.215)");
/// assert!(printed.meets(&Interval::point(Decimal::new(2149, 4))));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    low: End,
    high: End,
}

impl Interval {
    /// One value.
    #[must_use]
    pub fn point(value: Decimal) -> Self {
        Self {
            low: End::closed(value),
            high: End::closed(value),
        }
    }

    /// Between two ends; `None` if nothing lies between them.
    #[must_use]
    pub fn new(low: End, high: End) -> Option<Self> {
        let holds = match low.value.cmp(&high.value) {
            Ordering::Less => true,
            Ordering::Equal => low.closed && high.closed,
            Ordering::Greater => false,
        };
        holds.then_some(Self { low, high })
    }

    /// What a rounded number stands for: `[value − slack, value + slack)`.
    ///
    /// For a negative number the upper end belongs to the interval as well. Half-up of the signed
    /// number and 四舍五入 of its magnitude (which spreadsheets do) differ there, and both are used.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] if an end does not fit.
    pub fn around(value: Decimal, slack: Decimal) -> Result<Self, ArithmeticError> {
        if slack.is_zero() {
            return Ok(Self::point(value));
        }
        let negative = value.is_sign_negative() && !value.is_zero();
        Ok(Self {
            low: End::closed(add(value, -slack, Direction::Down)?),
            high: End {
                value: add(value, slack, Direction::Up)?,
                closed: negative,
            },
        })
    }

    /// The lower end.
    #[must_use]
    pub fn low(&self) -> End {
        self.low
    }

    /// The upper end.
    #[must_use]
    pub fn high(&self) -> End {
        self.high
    }

    /// Whether it is one value.
    #[must_use]
    pub fn is_point(&self) -> bool {
        self.low.value == self.high.value
    }

    /// The distance between its ends.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`]
    pub fn width(&self) -> Result<Decimal, ArithmeticError> {
        add(self.high.value, -self.low.value, Direction::Up)
    }

    /// Whether a value lies in it.
    #[must_use]
    pub fn contains(&self, value: Decimal) -> bool {
        self.meets(&Self::point(value))
    }

    /// Whether some value lies in both: `=`.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.can_be_at_most(other) && other.can_be_at_most(self)
    }

    /// Whether some value of this is less than or equal to some value of the other: `<=`.
    #[must_use]
    pub fn can_be_at_most(&self, other: &Self) -> bool {
        match self.low.value.cmp(&other.high.value) {
            Ordering::Less => true,
            Ordering::Equal => self.low.closed && other.high.closed,
            Ordering::Greater => false,
        }
    }

    /// Whether some value of this is less than some value of the other: `<`.
    #[must_use]
    pub fn can_be_below(&self, other: &Self) -> bool {
        self.low.value < other.high.value
    }

    /// `self + other`
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`]
    pub fn add(&self, other: &Self) -> Result<Self, ArithmeticError> {
        Ok(Self {
            low: End {
                value: add(self.low.value, other.low.value, Direction::Down)?,
                closed: self.low.closed && other.low.closed,
            },
            high: End {
                value: add(self.high.value, other.high.value, Direction::Up)?,
                closed: self.high.closed && other.high.closed,
            },
        })
    }

    /// `−self`
    #[must_use]
    pub fn negate(&self) -> Self {
        let flip = |end: End| End {
            value: -end.value,
            closed: end.closed,
        };
        Self {
            low: flip(self.high),
            high: flip(self.low),
        }
    }

    /// `self − other`
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`]
    pub fn subtract(&self, other: &Self) -> Result<Self, ArithmeticError> {
        self.add(&other.negate())
    }

    /// `factor × self`
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`]
    pub fn scale(&self, factor: Decimal) -> Result<Self, ArithmeticError> {
        if factor == Decimal::ONE {
            return Ok(*self);
        }
        if factor == Decimal::NEGATIVE_ONE {
            return Ok(self.negate());
        }
        self.multiply(&Self::point(factor))
    }

    /// `self × other`
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`]
    pub fn multiply(&self, other: &Self) -> Result<Self, ArithmeticError> {
        if self.is_positive() && other.is_positive() {
            return Self::between((self.low, other.low), (self.high, other.high), multiply);
        }
        self.corners(other, multiply)
    }

    /// `self ÷ other`
    ///
    /// # Errors
    /// [`ArithmeticError::DivisorHoldsZero`] if zero lies in the divisor or at one of its ends,
    /// [`ArithmeticError::Overflow`]
    pub fn divide(&self, other: &Self) -> Result<Self, ArithmeticError> {
        if other.low.value <= Decimal::ZERO && other.high.value >= Decimal::ZERO {
            return Err(ArithmeticError::DivisorHoldsZero);
        }
        if self.is_positive() && other.is_positive() {
            return Self::between((self.low, other.high), (self.high, other.low), divide);
        }
        self.corners(other, divide)
    }

    fn is_positive(&self) -> bool {
        self.low.value > Decimal::ZERO
    }

    /// The interval of an operation whose ends come from these pairs of ends, none of them zero.
    fn between(
        low: (End, End),
        high: (End, End),
        operation: Operation,
    ) -> Result<Self, ArithmeticError> {
        Ok(Self {
            low: End {
                value: operation(low.0.value, low.1.value, Direction::Down)?,
                closed: low.0.closed && low.1.closed,
            },
            high: End {
                value: operation(high.0.value, high.1.value, Direction::Up)?,
                closed: high.0.closed && high.1.closed,
            },
        })
    }

    /// The hull of an operation, monotone in each operand, at the four corners.
    fn corners(&self, other: &Self, operation: Operation) -> Result<Self, ArithmeticError> {
        if self.is_point() && other.is_point() {
            return Self::between((self.low, other.low), (self.low, other.low), operation);
        }
        let mut hull: Option<Self> = None;
        for a in [self.low, self.high] {
            for b in [other.low, other.high] {
                // 0 × anything is 0, also where the other end is open. (No divisor is zero here.)
                let closed = (a.closed && b.closed) || closed_zero(a) || closed_zero(b);
                let corner = Self {
                    low: End {
                        value: operation(a.value, b.value, Direction::Down)?,
                        closed,
                    },
                    high: End {
                        value: operation(a.value, b.value, Direction::Up)?,
                        closed,
                    },
                };
                hull = Some(hull.map_or(corner, |hull| hull.hull(&corner)));
            }
        }
        hull.ok_or(ArithmeticError::Overflow)
    }

    /// `min(self, other)`
    #[must_use]
    pub fn min(&self, other: &Self) -> Self {
        Self {
            low: lower(self.low, other.low, Tie::Either),
            high: lower(self.high, other.high, Tie::Both),
        }
    }

    /// `max(self, other)`
    #[must_use]
    pub fn max(&self, other: &Self) -> Self {
        self.negate().min(&other.negate()).negate()
    }

    /// `|self|`
    #[must_use]
    pub fn absolute(&self) -> Self {
        if self.low.value >= Decimal::ZERO {
            return *self;
        }
        if self.high.value <= Decimal::ZERO {
            return self.negate();
        }
        let down = self.negate();
        Self {
            low: End::closed(Decimal::ZERO),
            high: lower(self.high.negated(), down.high.negated(), Tie::Either).negated(),
        }
    }

    /// The smallest interval that holds both.
    #[must_use]
    pub fn hull(&self, other: &Self) -> Self {
        Self {
            low: lower(self.low, other.low, Tie::Either),
            high: lower(self.high.negated(), other.high.negated(), Tie::Either).negated(),
        }
    }

    /// What lies in both, if anything.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        Self::new(
            lower(self.low.negated(), other.low.negated(), Tie::Both).negated(),
            lower(self.high, other.high, Tie::Both),
        )
    }
}

impl End {
    fn negated(self) -> Self {
        Self {
            value: -self.value,
            closed: self.closed,
        }
    }
}

/// An operation that moves an inexact result in a direction.
type Operation = fn(Decimal, Decimal, Direction) -> Result<Decimal, ArithmeticError>;

/// Of two ends at the same place: is the place held if either is closed, or only if both are?
#[derive(Clone, Copy)]
enum Tie {
    Either,
    Both,
}

/// The lower of two ends.
fn lower(a: End, b: End, tie: Tie) -> End {
    match a.value.cmp(&b.value) {
        Ordering::Less => a,
        Ordering::Greater => b,
        Ordering::Equal => End {
            value: a.value,
            closed: match tie {
                Tie::Either => a.closed || b.closed,
                Tie::Both => a.closed && b.closed,
            },
        },
    }
}

fn closed_zero(end: End) -> bool {
    end.closed && end.value.is_zero()
}

impl fmt::Display for Interval {
    /// `[0.205, 0.215)`
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let open = if self.low.closed { '[' } else { '(' };
        let close = if self.high.closed { ']' } else { ')' };
        let (low, high) = (self.low.value.normalize(), self.high.value.normalize());
        write!(formatter, "{open}{low}, {high}{close}")
    }
}
