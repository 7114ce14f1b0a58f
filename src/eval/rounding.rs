//! 四舍五入 to the decimals of a printed figure.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::figure::Figure;

/// Whether a value in canonical units, rounded half-up to the figure's decimals, is the figure.
pub(crate) fn rounds_to(value: Decimal, figure: &Figure) -> bool {
    value
        .checked_div(figure.unit.factor())
        .is_some_and(|value| {
            value.round_dp_with_strategy(
                u32::from(figure.counting_decimals()),
                RoundingStrategy::MidpointAwayFromZero,
            ) == figure.printed
        })
}
