//! Is a difference too large to be rounding?
//!
//! The rounding error of a figure is spread evenly over its full unit in the last place u = 2 × slack;
//! its variance is u²/12. The errors of a relation's figures are independent, so that of left − right
//! has σ² = Σ(w·u)²/12 with the weights w (the factors; for other than linear relations the slopes).
//! A difference d is strained when d² > 16 σ², in whole numbers 3 d² > 16 Σ(w·slack)².

use rust_decimal::Decimal;

use crate::figure::{ArithmeticError, product};

/// Adds up the variance of a relation, in units of the difference.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Strain {
    difference: Decimal,
    /// Σ(w·slack)²; `None` once it is too large for exact arithmetic.
    squares: Option<Decimal>,
    /// Σ(w·slack / d)², the way out; `None` when too large, and then rounding explains anything.
    ratios: Option<Decimal>,
}

impl Strain {
    pub(crate) fn new(difference: Decimal) -> Self {
        Self {
            difference,
            squares: Some(Decimal::ZERO),
            ratios: Some(Decimal::ZERO),
        }
    }

    /// A figure of weight `weight` that was rounded by at most `slack`.
    pub(crate) fn add(&mut self, weight: Decimal, slack: Decimal) -> Result<(), ArithmeticError> {
        if slack.is_zero() || weight.is_zero() {
            return Ok(());
        }
        let (reach, exact) = product(weight, slack)?;
        self.squares = self
            .squares
            .filter(|_| exact)
            .and_then(|sum| sum.checked_add(exact_square(reach)?));
        self.ratios = self.ratios.and_then(|sum| {
            let ratio = reach.checked_div(self.difference)?;
            sum.checked_add(ratio.checked_mul(ratio)?)
        });
        Ok(())
    }

    pub(crate) fn is_beyond_four_sigma(&self) -> bool {
        let (three, sixteen) = (Decimal::from(3), Decimal::from(16));
        let exactly = || {
            let left = exact_square(self.difference)?.checked_mul(three)?;
            Some(left > self.squares?.checked_mul(sixteen)?)
        };
        let roughly = || Some(three > self.ratios?.checked_mul(sixteen)?);
        !self.difference.is_zero() && exactly().or_else(roughly).unwrap_or(false)
    }
}

fn exact_square(value: Decimal) -> Option<Decimal> {
    match product(value, value) {
        Ok((square, true)) => Some(square),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strained(difference: &str, terms: usize, slack: &str) -> bool {
        let mut strain = Strain::new(difference.parse().unwrap());
        for _ in 0..terms {
            strain
                .add(Decimal::NEGATIVE_ONE, slack.parse().unwrap())
                .unwrap();
        }
        strain.is_beyond_four_sigma()
    }

    #[test]
    fn few_terms_are_never_strained_and_many_beyond_four_sigma() {
        assert!(!strained("0.025", 5, "0.005"));
        // 48 terms of slack 0.005: 4 σ = 4 × 0.01 × √48 / √12 = 0.08
        assert!(!strained("0.08", 48, "0.005"));
        assert!(strained("-0.0801", 48, "0.005"));
        assert!(!strained("0", 48, "0.005"));
    }

    #[test]
    fn differences_too_large_to_square_are_still_compared() {
        assert!(!strained("80000000000000000", 48, "5000000000000000"));
        assert!(strained("80100000000000001", 48, "5000000000000000"));
    }

    #[test]
    fn an_exact_relation_has_no_room() {
        assert!(strained("0.01", 3, "0"));
    }
}
