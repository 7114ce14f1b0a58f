//! Judging a linear relation on scaled integers.
//!
//! Every figure is a whole number of millionths of its canonical unit (元, fraction, 1): amounts in
//! 万元 with two decimals and percents with three fit with their slack. A factor has 32 bits and a
//! figure 64, so a sum of fewer than 2³⁰ terms cannot leave 128.

use rust_decimal::Decimal;

use crate::eval::grade::{Grade, Judgement, Relation};
use crate::figure::Figure;

/// Decimals of a scaled number.
const SCALE: u32 = 6;

/// Above this the squares of σ could leave 128 bits; such differences are judged in decimals.
const LARGEST_SQUARED: i128 = 1 << 46;

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
        sum += i128::from(term.factor) * i128::from(*value);
    }
    Some(sum)
}

/// Judges a check whose printed numbers do not satisfy it; `None` if that takes decimals: it may
/// fail, touches an end, or needs `within`.
#[inline]
pub(super) fn judge_rounding(
    relation: Relation,
    difference: i128,
    terms: &[ScaledTerm],
    slacks: &[(i64, i64)],
) -> Option<Judgement> {
    let distance = match relation {
        Relation::Equal => difference.abs(),
        Relation::AtMost | Relation::Less => difference,
        Relation::AtLeast | Relation::Greater => -difference,
    };
    let (mut reach, mut asked, mut squares) = (0_i128, 0_i128, 0_i128);
    for term in terms {
        let &(slack, asked_slack) = slacks.get(term.figure as usize)?;
        let factor = i128::from(term.factor.unsigned_abs());
        let own = factor * i128::from(slack);
        reach += own;
        asked += factor * i128::from(asked_slack);
        if own < LARGEST_SQUARED {
            squares += own * own;
        } else {
            return None;
        }
    }
    if distance >= asked || distance >= LARGEST_SQUARED || distance >= reach {
        return None;
    }
    let strained = 3 * distance * distance > 16 * squares;
    (!strained).then_some(Judgement::of(Grade::Rounded))
}
