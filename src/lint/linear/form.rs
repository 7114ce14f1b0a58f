//! Linear forms: figures as sums of cells with exact coefficients.

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedMul, CheckedSub, Zero};
use rust_decimal::Decimal;

/// An exact fraction. Arithmetic is checked: what does not fit is given up, never rounded.
pub(in crate::lint) type Fraction = Ratio<i128>;

/// Index of a cell, or of a part of an expression that is no sum (`min(a, b)`).
pub(super) type Atom = u32;

/// `2a - 3b + 5`
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Form {
    /// Atoms in rising order with coefficients that are not zero.
    pub(super) terms: Vec<(Atom, Fraction)>,
    /// What is added.
    pub(super) constant: Fraction,
}

/// A decimal as a fraction.
pub(super) fn fraction(value: Decimal) -> Option<Fraction> {
    let unit = 10_i128.checked_pow(value.scale())?;
    Some(Fraction::new(value.mantissa(), unit))
}

impl Form {
    /// A constant.
    pub(super) fn constant(value: Decimal) -> Option<Self> {
        Some(Self {
            terms: Vec::new(),
            constant: fraction(value)?,
        })
    }

    /// One atom.
    pub(super) fn atom(atom: Atom) -> Self {
        Self {
            terms: vec![(atom, Fraction::from_integer(1))],
            constant: Fraction::zero(),
        }
    }

    /// The value, if it is the same whatever the cells hold.
    pub(super) fn as_constant(&self) -> Option<Fraction> {
        self.terms.is_empty().then_some(self.constant)
    }

    /// All of it times a factor.
    pub(super) fn scaled(&self, factor: &Fraction) -> Option<Self> {
        if factor.is_zero() {
            return Some(Self::default());
        }
        let scaled = |(atom, value): &(Atom, Fraction)| Some((*atom, value.checked_mul(factor)?));
        Some(Self {
            terms: self.terms.iter().map(scaled).collect::<Option<_>>()?,
            constant: self.constant.checked_mul(factor)?,
        })
    }

    /// `self + factor · other`
    pub(super) fn plus(&self, factor: &Fraction, other: &Self) -> Option<Self> {
        let mut terms = Vec::with_capacity(self.terms.len().saturating_add(other.terms.len()));
        let (mut left, mut right) = (self.terms.iter().peekable(), other.terms.iter().peekable());
        loop {
            let (own, theirs) = (left.peek(), right.peek());
            let next = match (own, theirs) {
                (None, None) => break,
                (Some((atom, _)), Some((other, _))) => (*atom).min(*other),
                (Some((atom, _)), None) | (None, Some((atom, _))) => *atom,
            };
            let own = left
                .next_if(|(atom, _)| *atom == next)
                .map(|(_, value)| *value);
            let theirs = right.next_if(|(atom, _)| *atom == next);
            let theirs = match theirs {
                Some((_, value)) => value.checked_mul(factor)?,
                None => Fraction::zero(),
            };
            let sum = own.unwrap_or_default().checked_add(&theirs)?;
            if !sum.is_zero() {
                terms.push((next, sum));
            }
        }
        let constant = self
            .constant
            .checked_add(&other.constant.checked_mul(factor)?)?;
        Some(Self { terms, constant })
    }

    /// The coefficient of an atom.
    pub(super) fn coefficient(&self, atom: Atom) -> Option<&Fraction> {
        let at = self
            .terms
            .binary_search_by_key(&atom, |(atom, _)| *atom)
            .ok()?;
        self.terms.get(at).map(|(_, value)| value)
    }

    /// The form divided so that its first coefficient is 1, or −1 if signs must stay.
    pub(super) fn normal(&self, signs: Signs) -> Option<Self> {
        let Some((_, first)) = self.terms.first() else {
            return Some(self.clone());
        };
        let by = match signs {
            Signs::Free => *first,
            Signs::Fixed => Fraction::new(first.numer().checked_abs()?, *first.denom()),
        };
        self.scaled(&by.recip())
    }
}

/// Whether a form may change its sign: an equation may, an inequality may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signs {
    /// `a = b` is `b = a`.
    Free,
    /// `a ≤ b` is not `b ≤ a`.
    Fixed,
}

/// `a - b`
pub(super) fn difference(a: &Form, b: &Form) -> Option<Form> {
    a.plus(&Fraction::from_integer(1).checked_neg()?, b)
}

/// Negation that says when it does not fit.
trait CheckedNegate: Sized {
    fn checked_neg(&self) -> Option<Self>;
}

impl CheckedNegate for Fraction {
    fn checked_neg(&self) -> Option<Self> {
        Self::zero().checked_sub(self)
    }
}
