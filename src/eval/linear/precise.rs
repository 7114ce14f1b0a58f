//! Judging a linear relation in decimals.

use rust_decimal::Decimal;

use super::Side;
use super::batch::Check;
use super::form::Term;
use crate::eval::grade::{Comparison, Grade, Judgement, Relation};
use crate::eval::rounding::rounds_to;
use crate::eval::strain::Strain;
use crate::figure::{ArithmeticError, Figure, Interval};

type Result<T> = std::result::Result<T, ArithmeticError>;

/// A check with a way to look up its figures.
pub(super) struct Precise<'a, F: Fn(&Term) -> Result<Figure>> {
    pub(super) check: &'a Check,
    pub(super) terms: &'a [Term],
    /// The figure of a term; the computed one already as such.
    pub(super) figure: F,
}

impl<F: Fn(&Term) -> Result<Figure>> Precise<'_, F> {
    pub(super) fn judge(&self) -> Result<Judgement> {
        let relation = self.check.relation;
        let difference = self.difference()?;
        if relation.holds(difference.cmp(&Decimal::ZERO)) {
            return Ok(Judgement::of(Grade::Exact));
        }
        let grade = self.grade(difference)?;
        if grade < Grade::Strained || self.check.within.is_zero() {
            return Ok(Judgement::of(grade));
        }
        let span = self.span(|figure| figure.interval())?;
        Ok(if possible(relation, &span, self.check.within) {
            Judgement::by_within()
        } else {
            Judgement::of(grade)
        })
    }

    fn grade(&self, difference: Decimal) -> Result<Grade> {
        let relation = self.check.relation;
        if !possible(
            relation,
            &self.span(|figure| figure.interval())?,
            Decimal::ZERO,
        ) {
            return Ok(Grade::Failed);
        }
        let asked = self.span(|figure| figure.asked_interval())?;
        if !possible(relation, &asked, Decimal::ZERO) || self.is_strained(difference)? {
            return Ok(Grade::Strained);
        }
        if self.rounds_to_printed()? {
            return Ok(Grade::Exact);
        }
        Ok(Grade::Rounded)
    }

    fn is_strained(&self, difference: Decimal) -> Result<bool> {
        let mut strain = Strain::new(difference);
        for term in self.terms {
            strain.add(term.factor()?, (self.figure)(term)?.slack)?;
        }
        Ok(strain.is_beyond_four_sigma())
    }

    /// Whether a figure that states the result of a calculation is that result, rounded half-up.
    fn rounds_to_printed(&self) -> Result<bool> {
        let Some(computed) = self
            .check
            .computed
            .filter(|_| self.check.relation == Relation::Equal)
        else {
            return Ok(false);
        };
        let Some(term) = self.terms.iter().find(|term| term.figure == computed) else {
            return Ok(false);
        };
        let figure = (self.figure)(term)?;
        let other = if term.left.is_zero() {
            Side::Left
        } else {
            Side::Right
        };
        Ok(rounds_to(self.side(other)?, &figure))
    }

    /// Left − right as printed.
    fn difference(&self) -> Result<Decimal> {
        let constant = sub(self.check.left_constant, self.check.right_constant)?;
        self.terms.iter().try_fold(constant, |sum, term| {
            let value = (self.figure)(term)?.value;
            add(sum, mul(term.factor()?, value)?)
        })
    }

    /// All values of left − right that the printed figures allow.
    fn span(&self, of: impl Fn(&Figure) -> Result<Interval>) -> Result<Interval> {
        let constant = sub(self.check.left_constant, self.check.right_constant)?;
        self.terms
            .iter()
            .try_fold(Interval::point(constant), |sum, term| {
                let factor = term.factor()?;
                if factor.is_zero() {
                    return Ok(sum);
                }
                sum.add(&of(&(self.figure)(term)?)?.scale(factor)?)
            })
    }

    fn side(&self, side: Side) -> Result<Decimal> {
        let constant = match side {
            Side::Left => self.check.left_constant,
            Side::Right => self.check.right_constant,
        };
        self.terms.iter().try_fold(constant, |sum, term| {
            let factor = match side {
                Side::Left => term.left,
                Side::Right => term.right,
            };
            add(sum, mul(factor, (self.figure)(term)?.value)?)
        })
    }

    pub(super) fn compare(&self) -> Result<Comparison> {
        let (left, right) = (self.side(Side::Left)?, self.side(Side::Right)?);
        let allowed = self.terms.iter().try_fold(Decimal::ZERO, |sum, term| {
            add(sum, mul(term.factor()?.abs(), (self.figure)(term)?.slack)?)
        })?;
        Comparison::new(left, right, allowed).ok_or(ArithmeticError::Overflow)
    }
}

/// Whether some value of left − right satisfies the relation, given the slack of `within`.
pub(super) fn possible(relation: Relation, span: &Interval, within: Decimal) -> bool {
    let (above, below) = (Interval::point(within), Interval::point(-within));
    match relation {
        Relation::Equal => span.can_be_at_most(&above) && below.can_be_at_most(span),
        Relation::AtMost => span.can_be_at_most(&above),
        Relation::Less => span.can_be_below(&above),
        Relation::AtLeast => below.can_be_at_most(span),
        Relation::Greater => below.can_be_below(span),
    }
}

fn add(a: Decimal, b: Decimal) -> Result<Decimal> {
    a.checked_add(b).ok_or(ArithmeticError::Overflow)
}

fn sub(a: Decimal, b: Decimal) -> Result<Decimal> {
    a.checked_sub(b).ok_or(ArithmeticError::Overflow)
}

fn mul(a: Decimal, b: Decimal) -> Result<Decimal> {
    a.checked_mul(b).ok_or(ArithmeticError::Overflow)
}
