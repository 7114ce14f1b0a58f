//! A linear relation as it is put together.

use rust_decimal::Decimal;

use super::FigureIndex;
use crate::eval::Relation;
use crate::figure::ArithmeticError;

/// A side of a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Left of the relation sign.
    Left,
    /// Right of it.
    Right,
}

/// A figure of a linear relation with its factors, after adding up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The figure.
    pub figure: FigureIndex,
    /// Its factor on the left; zero if it does not occur there.
    pub left: Decimal,
    /// Its factor on the right.
    pub right: Decimal,
}

impl Term {
    /// Its factor in left − right.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`]
    pub fn factor(&self) -> Result<Decimal, ArithmeticError> {
        self.left
            .checked_sub(self.right)
            .ok_or(ArithmeticError::Overflow)
    }
}

/// `Σ factor × figure + constant  relation  Σ factor × figure + constant  within slack`.
///
/// ```
/// use gouji::eval::{LinearForm, Relation, Side};
/// use rust_decimal::Decimal;
/// # use gouji::eval::LinearBatch;
/// # use gouji::figure::{Figure, Unit};
/// # let mut batch = LinearBatch::default();
/// # let mut figure = |n: i64| batch.figure(Figure::exact(Decimal::from(n), Unit::Yuan).unwrap());
/// # let (total, a, b) = (figure(3), figure(1), figure(2));
/// let mut form = LinearForm::new(Relation::Equal);
/// form.add(Side::Left, Decimal::ONE, total);
/// form.add(Side::Right, Decimal::ONE, a);
/// form.add(Side::Right, Decimal::ONE, b);
/// let check = batch.check(form).unwrap();
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinearForm {
    pub(super) relation: Relation,
    pub(super) terms: Vec<Term>,
    pub(super) left_constant: Decimal,
    pub(super) right_constant: Decimal,
    pub(super) within: Decimal,
}

impl LinearForm {
    /// `0 relation 0`, to be filled.
    #[must_use]
    pub fn new(relation: Relation) -> Self {
        Self {
            relation,
            terms: Vec::new(),
            left_constant: Decimal::ZERO,
            right_constant: Decimal::ZERO,
            within: Decimal::ZERO,
        }
    }

    /// Adds `factor × figure` to a side. A figure may be added more than once, on both sides.
    pub fn add(&mut self, side: Side, factor: Decimal, figure: FigureIndex) -> &mut Self {
        let (left, right) = match side {
            Side::Left => (factor, Decimal::ZERO),
            Side::Right => (Decimal::ZERO, factor),
        };
        self.terms.push(Term {
            figure,
            left,
            right,
        });
        self
    }

    /// Sets the constant of a side, in canonical units.
    pub fn constant(&mut self, side: Side, value: Decimal) -> &mut Self {
        match side {
            Side::Left => self.left_constant = value,
            Side::Right => self.right_constant = value,
        }
        self
    }

    /// Sets the slack that the rule grants with `within`, in canonical units; its sign is ignored.
    pub fn within(&mut self, slack: Decimal) -> &mut Self {
        self.within = slack.abs();
        self
    }

    /// Adds up the factors of each figure and puts the figures in order. Figures that cancel out stay,
    /// for showing.
    pub(super) fn merge(&mut self) -> Result<(), ArithmeticError> {
        self.terms.sort_by_key(|term| term.figure);
        let mut merged: Vec<Term> = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            match merged.last_mut() {
                Some(last) if last.figure == term.figure => {
                    let add = |a: Decimal, b| a.checked_add(b).ok_or(ArithmeticError::Overflow);
                    last.left = add(last.left, term.left)?;
                    last.right = add(last.right, term.right)?;
                }
                _ => merged.push(*term),
            }
        }
        self.terms = merged;
        Ok(())
    }
}

/// The figure that a relation states as the result of a calculation: it stands alone on one side,
/// and the other side multiplies some figure by something else than ±1.
pub(super) fn computed_figure(form: &LinearForm) -> Option<FigureIndex> {
    let alone = |side: Side| {
        let on = |term: &Term, side| match side {
            Side::Left => term.left,
            Side::Right => term.right,
        };
        let (other, constant) = match side {
            Side::Left => (Side::Right, form.left_constant),
            Side::Right => (Side::Left, form.right_constant),
        };
        let mut here = form.terms.iter().filter(|term| !on(term, side).is_zero());
        let only = here.next().filter(|_| here.next().is_none())?;
        let multiplies = form
            .terms
            .iter()
            .any(|term| !on(term, other).is_zero() && on(term, other).abs() != Decimal::ONE);
        (on(only, side) == Decimal::ONE
            && on(only, other).is_zero()
            && constant.is_zero()
            && multiplies)
            .then_some(only.figure)
    };
    alone(Side::Left).or_else(|| alone(Side::Right))
}
