//! Decimal arithmetic that says on which side of the true result it stands.
//!
//! `rust_decimal` rounds to 28 digits without saying so. An interval whose end was rounded inwards
//! would accuse wrongly; so every end is moved outwards by one unit of its last place unless the
//! operation was exact.

use rust_decimal::Decimal;

use super::ArithmeticError;

/// Which way an inexact result is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// At most the true result.
    Down,
    /// At least the true result.
    Up,
}

/// `a + b`
pub(crate) fn add(a: Decimal, b: Decimal, to: Direction) -> Result<Decimal, ArithmeticError> {
    if b.is_zero() {
        return Ok(a);
    }
    if a.is_zero() {
        return Ok(b);
    }
    let sum = a.checked_add(b).ok_or(ArithmeticError::Overflow)?;
    if sum.is_zero() || sum.scale() >= a.scale().max(b.scale()) {
        return Ok(sum);
    }
    step(sum, to)
}

/// `a × b`, and whether it is exact.
pub(crate) fn product(a: Decimal, b: Decimal) -> Result<(Decimal, bool), ArithmeticError> {
    if a.is_zero() || b.is_zero() {
        return Ok((Decimal::ZERO, true));
    }
    let (a, b) = if a.scale() + b.scale() > Decimal::MAX_SCALE {
        (a.normalize(), b.normalize())
    } else {
        (a, b)
    };
    let result = a.checked_mul(b).ok_or(ArithmeticError::Overflow)?;
    let exact = !result.is_zero() && result.scale() == a.scale() + b.scale();
    Ok((result, exact))
}

/// `a × b`
pub(crate) fn multiply(a: Decimal, b: Decimal, to: Direction) -> Result<Decimal, ArithmeticError> {
    match product(a, b)? {
        (result, true) => Ok(result),
        (result, false) => step(result, to),
    }
}

/// `a ÷ b`; `b` must not be zero.
pub(crate) fn divide(a: Decimal, b: Decimal, to: Direction) -> Result<Decimal, ArithmeticError> {
    if b.is_zero() {
        return Err(ArithmeticError::DivisorHoldsZero);
    }
    if a.is_zero() {
        return Ok(Decimal::ZERO);
    }
    let quotient = a.checked_div(b).ok_or(ArithmeticError::Overflow)?;
    if !quotient.is_zero() && product(quotient, b) == Ok((a, true)) {
        return Ok(quotient);
    }
    step(quotient, to)
}

/// Moves a value by one unit of its last place.
fn step(value: Decimal, to: Direction) -> Result<Decimal, ArithmeticError> {
    let scale = if value.is_zero() {
        Decimal::MAX_SCALE
    } else {
        value.scale()
    };
    let unit =
        Decimal::try_from_i128_with_scale(1, scale).map_err(|_| ArithmeticError::Overflow)?;
    match to {
        Direction::Down => value.checked_sub(unit),
        Direction::Up => value.checked_add(unit),
    }
    .ok_or(ArithmeticError::Overflow)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn exact_results_are_not_moved() {
        assert_eq!(add(d("0.1"), d("0.20"), Direction::Up), Ok(d("0.3")));
        assert_eq!(multiply(d("1.5"), d("-2"), Direction::Down), Ok(d("-3")));
        assert_eq!(divide(d("1"), d("8"), Direction::Up), Ok(d("0.125")));
    }

    #[test]
    fn inexact_results_enclose_the_true_one() {
        let low = divide(d("1"), d("3"), Direction::Down).unwrap();
        let high = divide(d("1"), d("3"), Direction::Up).unwrap();
        assert!(low * d("3") < Decimal::ONE && high * d("3") > Decimal::ONE);
        let low = divide(d("-2"), d("3"), Direction::Down).unwrap();
        let high = divide(d("-2"), d("3"), Direction::Up).unwrap();
        assert!(low < high && low < d("-0.6666666666666666666666666666"));
        let huge = d("7922816251426433759354395033");
        assert!(add(huge, d("0.01"), Direction::Up).unwrap() > huge);
        assert!(add(huge, d("0.01"), Direction::Down).unwrap() <= huge);
        let tiny = d("0.000000000000001");
        assert!(multiply(tiny, tiny, Direction::Up).unwrap() > Decimal::ZERO);
        assert!(multiply(tiny, tiny, Direction::Down).unwrap() <= Decimal::ZERO);
    }

    #[test]
    fn too_large_results_are_an_error() {
        assert_eq!(
            add(Decimal::MAX, Decimal::ONE, Direction::Up),
            Err(ArithmeticError::Overflow)
        );
        assert_eq!(
            multiply(Decimal::MAX, d("10"), Direction::Up),
            Err(ArithmeticError::Overflow)
        );
    }
}
