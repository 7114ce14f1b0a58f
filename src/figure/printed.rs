//! A figure as printed, and the values it stands for.

use rust_decimal::Decimal;

use super::Unit;

/// A number read from a report: what was printed, and in canonical units what that stands for.
///
/// A figure printed with d decimals stands for every value that rounds half-up to it: the half-open
/// interval `[value - slack, value + slack)`. `slack` is zero for exact figures (amounts in the
/// template's `exact_in` unit, counts, scores, years).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// The number as printed, in [`Self::unit`].
    pub printed: Decimal,
    /// Decimals printed.
    pub decimals: u8,
    /// The unit it was printed in.
    pub unit: Unit,
    /// The printed number in canonical units (元; a fraction for percents).
    pub value: Decimal,
    /// Half a unit in the last place that counts, in canonical units; zero if exact.
    pub slack: Decimal,
    /// The slack that the form asks for, in canonical units. Smaller than [`Self::slack`] when the
    /// figure was printed more coarsely than the form asks (`4.3%` for `4.29%`).
    pub asked_slack: Decimal,
}
