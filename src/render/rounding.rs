//! What rounding explains of a difference, in one sentence.

use rust_decimal::Decimal;

use super::messages::{Words, fill};
use super::number::with_unit;
use crate::diagnose::Finding;
use crate::figure::Unit;

/// Decimals beyond which a limit that was worked out by division is shortened.
const LONG: u32 = 6;
/// Significant digits of a shortened limit.
const SHOWN: u32 = 3;

/// What rounding explains of a difference, and what the rule allows besides.
pub(crate) fn rounding(
    words: &Words,
    finding: &Finding,
    difference: Decimal,
    unit: Unit,
) -> String {
    let gap = with_unit(difference.abs(), unit);
    let mut sentence = match finding.allowed {
        Some(allowed) if !allowed.is_zero() => {
            let allowed = with_unit(readable(allowed), unit);
            fill(
                words.rounding_explains,
                &[("allowed", &allowed), ("difference", &gap)],
            )
        }
        _ => fill(words.rounding_exact, &[("difference", &gap)]),
    };
    if let Some(within) = finding.within.filter(|within| !within.is_zero()) {
        let slack = with_unit(within, unit);
        sentence.push_str(&fill(words.rounding_within, &[("within", &slack)]));
    }
    sentence
}

/// A limit as people read it: one that division made endless is shortened.
pub(crate) fn readable(limit: Decimal) -> Decimal {
    if limit.scale() <= LONG {
        return limit;
    }
    limit
        .round_sf(SHOWN)
        .map_or(limit, |short| short.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endless_limits_are_shortened_and_others_kept() {
        let readable = |text: &str| readable(text.parse().unwrap()).to_string();
        assert_eq!(readable("0.00616722429098228498648136"), "0.00617");
        assert_eq!(readable("0.045"), "0.045");
    }
}
