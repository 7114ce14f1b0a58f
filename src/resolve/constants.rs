//! What can be said of an expression without a report.

use rust_decimal::Decimal;

use crate::program::{Number, Series};

/// Whether nothing in the expression comes from a report.
pub(super) fn is_constant(number: &Number) -> bool {
    match number {
        Number::Constant(..) => true,
        Number::Negate(a) | Number::Abs(a) => is_constant(a),
        Number::Add(a, b)
        | Number::Subtract(a, b)
        | Number::Multiply(a, b)
        | Number::Divide(a, b)
        | Number::Or(a, b) => is_constant(a) && is_constant(b),
        Number::Sum(all) | Number::Min(all) | Number::Max(all) => all
            .iter()
            .all(|series| matches!(series, Series::One(one) if is_constant(one))),
        Number::Band(band) => is_constant(&band.value),
        Number::Cell(_)
        | Number::Level(_)
        | Number::Line(_)
        | Number::Count(_)
        | Number::CountPrinted(_) => false,
    }
}

/// The value of a constant expression, if exact.
pub(super) fn value(number: &Number) -> Option<Decimal> {
    match number {
        Number::Constant(value, _) => Some(*value),
        Number::Negate(a) => Some(-value(a)?),
        Number::Abs(a) => Some(value(a)?.abs()),
        Number::Add(a, b) => value(a)?.checked_add(value(b)?),
        Number::Subtract(a, b) => value(a)?.checked_sub(value(b)?),
        Number::Multiply(a, b) => value(a)?.checked_mul(value(b)?),
        Number::Divide(a, b) => {
            let divisor = value(b)?;
            let quotient = value(a)?.checked_div(divisor)?;
            (quotient.checked_mul(divisor)? == value(a)?).then_some(quotient)
        }
        _ => None,
    }
}

/// Constants computed as far as they are exact: `2 * 50` becomes `100`.
pub(super) fn folded(number: Number) -> Number {
    let unit = first_unit(&number);
    match value(&number) {
        Some(value) => Number::Constant(value, unit),
        None => number,
    }
}

fn first_unit(number: &Number) -> Option<crate::figure::Unit> {
    match number {
        Number::Constant(_, unit) => *unit,
        Number::Negate(a) | Number::Abs(a) => first_unit(a),
        Number::Add(a, b)
        | Number::Subtract(a, b)
        | Number::Multiply(a, b)
        | Number::Divide(a, b) => first_unit(a).or_else(|| first_unit(b)),
        _ => None,
    }
}
