//! Numbers for people: thousands separators, signs, units.

use rust_decimal::Decimal;

use crate::diagnose::Quantity;
use crate::figure::Unit;
pub use crate::figure::grouped;

/// A decimal with its unit: `403.05万元`.
#[must_use]
pub fn with_unit(value: Decimal, unit: Unit) -> String {
    let mut text = grouped(value);
    text.push_str(unit.symbol());
    text
}

/// A quantity for people.
#[must_use]
pub fn quantity(quantity: Quantity) -> String {
    with_unit(quantity.value, quantity.unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(value: &str, expected: &str) {
        assert_eq!(grouped(value.parse().unwrap()), expected);
    }

    #[test]
    fn thousands_are_separated_and_decimals_kept() {
        case("0", "0");
        case("0.00", "0.00");
        case("999", "999");
        case("1000", "1,000");
        case("8638621.12", "8,638,621.12");
        case("-1234567.10", "-1,234,567.10");
    }

    #[test]
    fn negative_zero_has_no_sign() {
        assert_eq!(grouped(-Decimal::new(0, 2)), "0.00");
    }
}
