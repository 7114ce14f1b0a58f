//! Amounts with their units, for people.

use rust_decimal::Decimal;

use crate::figure::{Unit, grouped};

/// A decimal with its unit: `403.05万元`. Things counted are shown without: which measure word belongs
/// to them (人, 辆, 次) is not known.
#[must_use]
pub fn with_unit(value: Decimal, unit: Unit) -> String {
    match unit {
        Unit::Count => grouped(value),
        Unit::Year => format!("{}{}", value.normalize(), unit.symbol()),
        _ => format!("{}{}", grouped(value), unit.symbol()),
    }
}
