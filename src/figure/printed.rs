//! A figure as printed, and the values it stands for.

use rust_decimal::Decimal;

use super::{ArithmeticError, Dimension, Interval, Precision, PrintedNumber, Unit};

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
    /// Decimals the form asks for; [`Figure::UNROUNDED`] if the number was never rounded.
    pub places: u8,
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

impl Figure {
    /// [`Self::places`] of constants and of zeros that stand for blank cells: not even as the result
    /// of a calculation are they rounded.
    pub const UNROUNDED: u8 = u8::MAX;

    /// A figure read from a report, under the form's rules of precision.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] if the number does not fit once it is in canonical units.
    ///
    /// ```
    /// use gouji::figure::{Figure, Precision, Unit, read_number};
    /// let number = read_number("140").unwrap();
    /// let figure = Figure::read(number, Unit::WanYuan, &Precision::default()).unwrap();
    /// assert_eq!(figure.value.to_string(), "1400000");
    /// assert_eq!(figure.slack.normalize().to_string(), "50"); // 140.00万元 ± 0.005万元
    /// ```
    pub fn read(
        number: PrintedNumber,
        unit: Unit,
        precision: &Precision,
    ) -> Result<Self, ArithmeticError> {
        let decimals = number.decimals;
        let places = match unit.dimension() {
            Dimension::Amount => precision.amount_places,
            Dimension::Percent => precision.percent_places,
            Dimension::Score => precision.score_places,
            Dimension::Count | Dimension::Year | Dimension::Number => 0,
        };
        let (slack, asked_slack) = match unit.dimension() {
            Dimension::Amount if precision.exact_in == Some(unit) => (Decimal::ZERO, Decimal::ZERO),
            Dimension::Amount => {
                let slack = half_unit(decimals.max(places), unit)?;
                (slack, slack)
            }
            Dimension::Percent => (
                half_unit(decimals, unit)?,
                half_unit(decimals.max(places), unit)?,
            ),
            Dimension::Score | Dimension::Count | Dimension::Year | Dimension::Number => {
                (Decimal::ZERO, Decimal::ZERO)
            }
        };
        Ok(Self {
            printed: number.value,
            decimals,
            places,
            unit,
            value: canonical(number.value, unit)?,
            slack,
            asked_slack,
        })
    }

    /// A figure that stands for its own value only: constants, years, a zero for a blank cell.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] if the number does not fit once it is in canonical units.
    pub fn exact(printed: Decimal, unit: Unit) -> Result<Self, ArithmeticError> {
        let decimals = u8::try_from(printed.scale()).unwrap_or(u8::MAX);
        Ok(Self {
            printed,
            decimals,
            places: Self::UNROUNDED,
            unit,
            value: canonical(printed, unit)?,
            slack: Decimal::ZERO,
            asked_slack: Decimal::ZERO,
        })
    }

    /// The figure with another number printed in its place, in the same unit and with the same
    /// precision: a planted error, or the hypothesis of a cause.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] if the number does not fit once it is in canonical units.
    pub fn with_printed(self, printed: Decimal) -> Result<Self, ArithmeticError> {
        Ok(Self {
            printed,
            value: canonical(printed, self.unit)?,
            ..self
        })
    }

    /// The true values that round to what is printed, in canonical units.
    ///
    /// ```
    /// use gouji::figure::{Figure, Precision, Unit, read_number};
    /// let rate = Figure::read(read_number("12.5").unwrap(), Unit::Percent, &Precision::default());
    /// assert_eq!(rate.unwrap().interval().unwrap().to_string(), "[0.1245, 0.1255)");
    /// ```
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] if an end does not fit.
    pub fn interval(&self) -> Result<Interval, ArithmeticError> {
        Interval::around(self.value, self.slack)
    }

    /// The true values if the figure had been printed as precisely as the form asks.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] if an end does not fit.
    pub fn asked_interval(&self) -> Result<Interval, ArithmeticError> {
        Interval::around(self.value, self.asked_slack)
    }

    /// Decimals that count: those printed and, for amounts, dropped zeros.
    #[must_use]
    pub fn counting_decimals(&self) -> u8 {
        match self.unit.dimension() {
            Dimension::Amount if self.places != Self::UNROUNDED => self.decimals.max(self.places),
            _ => self.decimals,
        }
    }

    /// The figure as the result of a calculation that it states (`得分 = 分值 × 执行率`): an exact
    /// figure (a score, an average in 元) was then rounded to the decimals it shows, so it stands
    /// for an interval after all. A figure that is not exact is returned as it is, and so is a
    /// constant.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] if the half unit does not fit.
    pub fn computed(self) -> Result<Self, ArithmeticError> {
        if !self.slack.is_zero() || self.places == Self::UNROUNDED {
            return Ok(self);
        }
        Ok(Self {
            slack: half_unit(self.counting_decimals(), self.unit)?,
            asked_slack: half_unit(self.decimals.max(self.places), self.unit)?,
            ..self
        })
    }
}

/// A printed number in canonical units.
fn canonical(printed: Decimal, unit: Unit) -> Result<Decimal, ArithmeticError> {
    let factor = unit.factor();
    if factor == Decimal::ONE {
        return Ok(printed);
    }
    printed.checked_mul(factor).ok_or(ArithmeticError::Overflow)
}

/// Half a unit of the given decimal place, in canonical units.
fn half_unit(decimals: u8, unit: Unit) -> Result<Decimal, ArithmeticError> {
    let half = Decimal::try_from_i128_with_scale(5, u32::from(decimals).saturating_add(1))
        .map_err(|_| ArithmeticError::Overflow)?;
    canonical(half, unit)
}

#[cfg(test)]
mod tests {
    use super::super::read_number;
    use super::*;

    fn figure(text: &str, unit: Unit) -> Figure {
        Figure::read(read_number(text).unwrap(), unit, &Precision::default()).unwrap()
    }

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn dropped_zeros_of_amounts_are_restored() {
        for text in ["140", "140.0", "140.00"] {
            assert_eq!(figure(text, Unit::WanYuan).slack, d("50"), "{text}");
        }
        assert_eq!(figure("36.888", Unit::WanYuan).slack, d("5"));
        assert_eq!(figure("1.2", Unit::YiYuan).slack, d("500000"));
    }

    #[test]
    fn amounts_in_the_exact_unit_counts_and_scores_are_exact() {
        assert_eq!(figure("140", Unit::Yuan).slack, d("0"));
        assert_eq!(figure("17", Unit::Count).slack, d("0"));
        assert_eq!(figure("9.22", Unit::Score).slack, d("0"));
        let loose = Precision {
            exact_in: None,
            ..Precision::default()
        };
        let yuan = Figure::read(read_number("140").unwrap(), Unit::Yuan, &loose).unwrap();
        assert_eq!(yuan.slack, d("0.005"));
    }

    #[test]
    fn coarse_percents_keep_the_slack_that_the_form_asks() {
        let rate = figure("4.3", Unit::Percent);
        assert_eq!(rate.value, d("0.043"));
        assert_eq!((rate.slack, rate.asked_slack), (d("0.0005"), d("0.00005")));
        let fine = figure("4.295", Unit::Percent);
        assert_eq!(fine.slack, fine.asked_slack);
    }

    #[test]
    fn a_replaced_number_keeps_unit_and_precision() {
        let other = figure("403.05", Unit::WanYuan)
            .with_printed(d("403.15"))
            .unwrap();
        assert_eq!(other.value, d("4031500"));
        assert_eq!(other.slack, d("50"));
    }

    #[test]
    fn a_computed_score_was_rounded_to_its_decimals() {
        let score = figure("9.3", Unit::Score).computed().unwrap();
        assert_eq!((score.slack, score.asked_slack), (d("0.05"), d("0.005")));
        let average = figure("120", Unit::Yuan).computed().unwrap();
        assert_eq!(
            (average.slack, average.asked_slack),
            (d("0.005"), d("0.005"))
        );
    }

    #[test]
    fn a_constant_is_never_rounded() {
        let zero = Figure::exact(Decimal::ZERO, Unit::WanYuan).unwrap();
        assert_eq!(zero.computed().unwrap(), zero);
    }

    #[test]
    fn numbers_too_large_for_their_unit_are_an_error() {
        let huge = read_number("7922816251426433759354395033").unwrap();
        assert_eq!(
            Figure::read(huge, Unit::YiYuan, &Precision::default()),
            Err(ArithmeticError::Overflow)
        );
    }
}
