//! Judging a linear relation on scaled integers.
//!
//! Every figure is a whole number of millionths of its canonical unit (元, fraction, 1): amounts in
//! 万元 with two decimals and percents with three fit with their slack. A factor has 32 bits and a
//! figure 64, so a sum of fewer than 2³⁰ terms cannot leave 128.

use rust_decimal::Decimal;

use crate::eval::grade::Relation;
use crate::figure::Figure;

/// Decimals of a scaled number.
const SCALE: u32 = 6;

/// Value and slacks of a figure in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scaled {
    pub(super) value: i64,
    pub(super) slack: i64,
    pub(super) asked: i64,
}

impl Scaled {
    /// `None` if the figure has further decimals or is too large.
    pub(super) fn of(figure: &Figure) -> Option<Self> {
        Some(Self {
            value: scaled(figure.value)?,
            slack: scaled(figure.slack)?,
            asked: scaled(figure.asked_slack)?,
        })
    }
}

/// A number in millionths, if it is a whole number of them and fits.
pub(super) fn scaled(value: Decimal) -> Option<i64> {
    let mut mantissa = value.mantissa();
    let mut scale = value.scale();
    while scale > SCALE {
        if mantissa % 10 != 0 {
            return None;
        }
        mantissa /= 10;
        scale -= 1;
    }
    let factor = 10_i128.checked_pow(SCALE - scale)?;
    i64::try_from(mantissa.checked_mul(factor)?).ok()
}

/// A factor as a whole number of 32 bits.
pub(super) fn whole_factor(value: Decimal) -> Option<i32> {
    let value = value.normalize();
    (value.scale() == 0)
        .then(|| i32::try_from(value.mantissa()).ok())
        .flatten()
}

/// A term with a whole factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ScaledTerm {
    pub(super) factor: i32,
    pub(super) figure: u32,
}

/// Left − right of a check as printed; `None` if an index is out of range.
#[inline]
pub(super) fn difference(terms: &[ScaledTerm], values: &[i64], constant: i64) -> Option<i128> {
    let mut sum = i128::from(constant);
    for term in terms {
        let value = values.get(term.figure as usize)?;
        // Wrapping, because it cannot; checked multiplication of 128 bits is slow.
        sum = sum.wrapping_add(i128::from(term.factor).wrapping_mul(i128::from(*value)));
    }
    Some(sum)
}

/// The largest distance from satisfying a relation over these terms that is plainly *rounded*: less
/// than the slacks reach, less than the slacks that the form asks reach, and not beyond 4 σ. What is
/// further away, or touches an end, takes decimals. Below zero if nothing is.
pub(super) fn plain_limit(terms: &[ScaledTerm], figures: &[Option<Scaled>]) -> Option<i64> {
    let (mut reach, mut asked, mut squares) = (0_i128, 0_i128, 0_i128);
    for term in terms {
        let figure = figures.get(term.figure as usize)?.as_ref()?;
        let factor = i128::from(term.factor).abs();
        let own = factor * i128::from(figure.slack);
        reach += own;
        asked += factor * i128::from(figure.asked);
        squares = squares.checked_add(own.checked_mul(own)?)?;
    }
    // 3 d² ≤ 16 Σ(w·slack)²; see `strain`.
    let four_sigma = squares.checked_mul(16)?.div_euclid(3).isqrt();
    i64::try_from(four_sigma.min(reach - 1).min(asked - 1)).ok()
}

/// How far a difference is from satisfying a relation that it does not satisfy.
#[inline]
pub(super) fn distance(relation: Relation, difference: i128) -> i128 {
    match relation {
        Relation::Equal => difference.abs(),
        Relation::AtMost | Relation::Less => difference,
        Relation::AtLeast | Relation::Greater => -difference,
    }
}
