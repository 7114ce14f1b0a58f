//! Grading a relation that is not linear.

use rust_decimal::Decimal;

use super::formula::{Alone, Formula, value};
use super::gradient::{magnitude, slopes};
use super::search::{Variables, is_possible};
use crate::eval::grade::{Comparison, Grade, Judgement, Relation};
use crate::eval::rounding::rounds_to;
use crate::eval::strain::Strain;
use crate::figure::{ArithmeticError, Figure, Interval};

type Result<T> = std::result::Result<T, ArithmeticError>;

impl Formula {
    /// Judges the relation for the figures at the positions that its variables name.
    ///
    /// *Exact* means: where a figure stands alone on one side of an equation, that it is the other
    /// side, computed from the printed numbers and rounded half-up to the figure's decimals; else
    /// that the printed numbers satisfy the relation. *Strained* takes σ from the steepest slopes
    /// that the figures allow.
    ///
    /// # Errors
    /// [`ArithmeticError::DivisorHoldsZero`] if a divisor may be zero, [`ArithmeticError::Overflow`]
    /// if a number is too large or a variable's position holds no figure.
    pub fn judge(&self, figures: &[Figure]) -> Result<Judgement> {
        Printed::new(self, figures)?.judge()
    }

    /// Both sides as printed, their difference, and the largest difference that rounding can explain.
    ///
    /// # Errors
    /// As [`Self::judge`].
    pub fn compare(&self, figures: &[Figure]) -> Result<Comparison> {
        Printed::new(self, figures)?.compare()
    }
}

/// A formula with the figures printed in a report.
struct Printed<'a> {
    formula: &'a Formula,
    figures: &'a [Figure],
    /// What the printed figures stand for.
    possible: Variables,
    /// Both sides as printed.
    left: Interval,
    right: Interval,
    /// Left − right as printed; wider than a point only by the last of 28 digits.
    middle: Interval,
    /// The side opposite to the figure that stands alone.
    other: Option<(Alone, Interval)>,
}

impl<'a> Printed<'a> {
    fn new(formula: &'a Formula, figures: &'a [Figure]) -> Result<Self> {
        let points: Variables = figures
            .iter()
            .map(|figure| Interval::point(figure.value))
            .collect();
        let values = formula.values(&points)?;
        let mut printed = Self {
            formula,
            figures,
            possible: Variables::new(),
            left: value(&values, formula.left)?,
            right: value(&values, formula.right)?,
            middle: formula.gap(&values)?,
            other: match formula.alone {
                Some(alone) => Some((alone, value(&values, alone.other)?)),
                None => None,
            },
        };
        printed.possible = printed.variables(Figure::interval)?;
        Ok(printed)
    }

    /// The intervals of all figures, that of a computed one after rounding.
    fn variables(&self, of: impl Fn(&Figure) -> Result<Interval>) -> Result<Variables> {
        (0_u32..)
            .zip(self.figures)
            .map(|(position, figure)| of(&self.stated(position, figure)?))
            .collect()
    }

    fn stated(&self, position: u32, figure: &Figure) -> Result<Figure> {
        match self.formula.alone {
            Some(alone) if alone.computed && alone.variable == position => figure.computed(),
            _ => Ok(*figure),
        }
    }

    fn judge(&self) -> Result<Judgement> {
        // Says so if a divisor may be zero, whatever the printed numbers give.
        self.formula.values(&self.possible)?;
        let grade = self.grade()?;
        let within = self.formula.within;
        if grade < Grade::Strained || within.is_zero() {
            return Ok(Judgement::of(grade));
        }
        let possible = is_possible(self.formula, &self.possible, &self.middle, within)?;
        Ok(if possible {
            Judgement::by_within()
        } else {
            Judgement::of(grade)
        })
    }

    fn grade(&self) -> Result<Grade> {
        let exact = self.is_exact()?;
        if exact && self.formula.relation != Relation::Equal {
            return Ok(Grade::Exact);
        }
        if !exact && !self.holds(&self.possible)? {
            return Ok(Grade::Failed);
        }
        let asked = self.variables(Figure::asked_interval)?;
        if asked != self.possible && !self.holds(&asked)? {
            return Ok(Grade::Strained);
        }
        Ok(if exact {
            Grade::Exact
        } else if self.is_strained()? {
            Grade::Strained
        } else {
            Grade::Rounded
        })
    }

    fn holds(&self, variables: &Variables) -> Result<bool> {
        is_possible(self.formula, variables, &self.middle, Decimal::ZERO)
    }

    fn is_exact(&self) -> Result<bool> {
        let zero = Interval::point(Decimal::ZERO);
        Ok(match self.formula.relation {
            Relation::Equal => self.middle.meets(&zero) || self.rounds_to_printed()?,
            Relation::AtMost => self.middle.can_be_at_most(&zero),
            Relation::Less => self.middle.high().value < Decimal::ZERO,
            Relation::AtLeast => zero.can_be_at_most(&self.middle),
            Relation::Greater => self.middle.low().value > Decimal::ZERO,
        })
    }

    fn rounds_to_printed(&self) -> Result<bool> {
        let Some((alone, other)) = self.other else {
            return Ok(false);
        };
        let figure = self.figures.get(alone.variable as usize);
        let figure = figure.ok_or(ArithmeticError::Overflow)?;
        let rounded = alone.computed || !figure.slack.is_zero();
        Ok(rounded
            && (rounds_to(other.low().value, figure) || rounds_to(other.high().value, figure)))
    }

    fn is_strained(&self) -> Result<bool> {
        let mut strain = Strain::new(mid(&self.middle)?);
        for (slope, slack) in self.reaches()? {
            strain.add(slope, slack)?;
        }
        Ok(strain.is_beyond_four_sigma())
    }

    /// The steepest slope and the slack of every figure.
    fn reaches(&self) -> Result<Vec<(Decimal, Decimal)>> {
        let values = self.formula.values(&self.possible)?;
        let slopes = slopes(self.formula, &values, self.possible.len())?;
        (0_u32..)
            .zip(self.figures)
            .zip(&slopes)
            .map(|((position, figure), slope)| {
                Ok((magnitude(slope), self.stated(position, figure)?.slack))
            })
            .collect()
    }

    fn compare(&self) -> Result<Comparison> {
        let difference = mid(&self.middle)?;
        let gap = self.formula.gap(&self.formula.values(&self.possible)?)?;
        let reach = if difference.is_sign_negative() {
            gap.high().value.checked_sub(difference)
        } else {
            difference.checked_sub(gap.low().value)
        };
        // Of two upper bounds the lesser: the first is wide where a figure occurs more than once.
        let by_slopes = self.reaches().ok().and_then(|reaches| {
            reaches
                .iter()
                .try_fold(Decimal::ZERO, |sum, (slope, slack)| {
                    sum.checked_add(slope.checked_mul(*slack)?)
                })
        });
        let allowed = match (reach, by_slopes) {
            (Some(a), Some(b)) => a.min(b),
            (a, b) => a.or(b).ok_or(ArithmeticError::Overflow)?,
        };
        Comparison::new(mid(&self.left)?, mid(&self.right)?, allowed)
            .ok_or(ArithmeticError::Overflow)
    }
}

/// The middle of an interval that is a point but for the last of 28 digits.
fn mid(of: &Interval) -> Result<Decimal> {
    if of.is_point() {
        return Ok(of.low().value);
    }
    of.low()
        .value
        .checked_add(of.high().value)
        .and_then(|sum| sum.checked_mul(Decimal::new(5, 1)))
        .ok_or(ArithmeticError::Overflow)
}
