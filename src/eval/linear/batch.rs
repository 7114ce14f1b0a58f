//! All linear checks of a report in flat arrays.

use std::ops::Range;

use rust_decimal::Decimal;

use super::form::{LinearForm, Term, computed_figure};
use super::precise::Precise;
use super::scaled::{Scaled, ScaledTerm, difference, judge_rounding, scaled, whole_factor};
use crate::eval::grade::{Comparison, Grade, Judgement, Relation};
use crate::figure::{ArithmeticError, Figure};

/// A figure of a [`LinearBatch`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureIndex(pub u32);

/// A check of a [`LinearBatch`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CheckIndex(pub u32);

/// A check: what it states, apart from its terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Check {
    pub(super) relation: Relation,
    pub(super) left_constant: Decimal,
    pub(super) right_constant: Decimal,
    pub(super) within: Decimal,
    /// The figure that states the result of a calculation; see [`Figure::computed`].
    pub(super) computed: Option<FigureIndex>,
    terms: Range<u32>,
}

/// What judging on scaled integers needs of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ScaledCheck {
    relation: Relation,
    /// Empty, with `fits` false, if the check needs decimals.
    terms: Range<u32>,
    constant: i64,
    fits: bool,
}

/// The linear checks of a report, ready to be judged without allocation.
///
/// ```
/// use gouji::eval::{Grade, LinearBatch, LinearForm, Relation, Side};
/// use gouji::figure::{Figure, Precision, Unit, read_number};
/// use rust_decimal::Decimal;
///
/// let mut batch = LinearBatch::default();
/// let mut figure = |text: &str| {
///     let number = read_number(text).unwrap();
///     batch.figure(Figure::read(number, Unit::WanYuan, &Precision::default()).unwrap())
/// };
/// let (total, a, b) = (figure("10.01"), figure("3.33"), figure("6.67"));
/// let mut form = LinearForm::new(Relation::Equal);
/// form.add(Side::Left, Decimal::ONE, total);
/// form.add(Side::Right, Decimal::ONE, a).add(Side::Right, Decimal::ONE, b);
/// let check = batch.check(form).unwrap();
/// assert_eq!(batch.judge(check).unwrap().grade, Grade::Rounded);
/// assert_eq!(batch.compare(check).unwrap().allowed, Decimal::from(150)); // 0.015万元
/// ```
#[derive(Debug, Clone, Default)]
pub struct LinearBatch {
    figures: Vec<Figure>,
    values: Vec<i64>,
    slacks: Vec<(i64, i64)>,
    fits: Vec<bool>,
    checks: Vec<Check>,
    terms: Vec<Term>,
    scaled_checks: Vec<ScaledCheck>,
    scaled_terms: Vec<ScaledTerm>,
}

impl LinearBatch {
    /// Adds a figure. (More than 2³² do not fit; the index of further ones names no figure.)
    pub fn figure(&mut self, figure: Figure) -> FigureIndex {
        let scaled = Scaled::of(&figure);
        self.fits.push(scaled.is_some());
        self.values.push(scaled.map_or(0, |scaled| scaled.value));
        self.slacks
            .push(scaled.map_or((0, 0), |scaled| (scaled.slack, scaled.asked)));
        self.figures.push(figure);
        FigureIndex(index(self.figures.len().saturating_sub(1)))
    }

    /// Adds a check over figures already added.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] if factors or constants cannot be added up.
    pub fn check(&mut self, mut form: LinearForm) -> Result<CheckIndex, ArithmeticError> {
        form.merge()?;
        let scaled = self.scale(&form)?;
        let first = index(self.terms.len());
        let check = Check {
            relation: form.relation,
            left_constant: form.left_constant,
            right_constant: form.right_constant,
            within: form.within,
            computed: computed_figure(&form),
            terms: first..first.saturating_add(index(form.terms.len())),
        };
        self.terms.append(&mut form.terms);
        self.checks.push(check);
        self.scaled_checks.push(scaled);
        Ok(CheckIndex(index(self.checks.len().saturating_sub(1))))
    }

    fn scale(&mut self, form: &LinearForm) -> Result<ScaledCheck, ArithmeticError> {
        let constant = form
            .left_constant
            .checked_sub(form.right_constant)
            .ok_or(ArithmeticError::Overflow)?;
        let first = self.scaled_terms.len();
        // The result of a calculation is compared after rounding, which takes decimals.
        let mut fits = scaled(constant).is_some() && computed_figure(form).is_none();
        for term in &form.terms {
            let factor = term.factor()?;
            if factor.is_zero() {
                continue;
            }
            let whole = whole_factor(factor)
                .filter(|_| self.fits.get(term.figure.0 as usize) == Some(&true));
            fits &= whole.is_some();
            self.scaled_terms.push(ScaledTerm {
                factor: whole.unwrap_or(0),
                figure: term.figure.0,
            });
        }
        if !fits {
            self.scaled_terms.truncate(first);
        }
        Ok(ScaledCheck {
            relation: form.relation,
            terms: index(first)..index(self.scaled_terms.len()),
            constant: scaled(constant).unwrap_or(0),
            fits,
        })
    }

    /// How many checks there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.checks.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.checks.is_empty()
    }

    /// The figures of a check with their factors, in the order of their indexes.
    #[must_use]
    pub fn terms(&self, check: CheckIndex) -> &[Term] {
        let range = self.checks.get(check.0 as usize).map(|check| &check.terms);
        range
            .and_then(|range| self.terms.get(range.start as usize..range.end as usize))
            .unwrap_or(&[])
    }

    /// A figure, as it was added.
    #[must_use]
    pub fn printed(&self, figure: FigureIndex) -> Option<&Figure> {
        self.figures.get(figure.0 as usize)
    }

    /// Judges a check.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] if its numbers are too large even for decimals, or the index
    /// is not of this batch.
    #[inline]
    pub fn judge(&self, check: CheckIndex) -> Result<Judgement, ArithmeticError> {
        match self.judge_scaled(check) {
            Some(judgement) => Ok(judgement),
            None => self.judge_precise(check),
        }
    }

    /// Judges a check on scaled integers; `None` if that does not decide it.
    #[inline]
    #[must_use]
    pub fn judge_scaled(&self, check: CheckIndex) -> Option<Judgement> {
        let check = self.scaled_checks.get(check.0 as usize)?;
        if !check.fits {
            return None;
        }
        let terms = self
            .scaled_terms
            .get(check.terms.start as usize..check.terms.end as usize)?;
        let difference = difference(terms, &self.values, check.constant)?;
        if check.relation.holds(difference.cmp(&0)) {
            return Some(Judgement::of(Grade::Exact));
        }
        judge_rounding(check.relation, difference, terms, &self.slacks)
    }

    /// Judges a check in decimals.
    ///
    /// # Errors
    /// As [`Self::judge`].
    #[cold]
    pub fn judge_precise(&self, check: CheckIndex) -> Result<Judgement, ArithmeticError> {
        self.judge_with(check, &[])
    }

    /// Judges a check as if other figures were printed in some places.
    ///
    /// # Errors
    /// As [`Self::judge`].
    pub fn judge_with(
        &self,
        check: CheckIndex,
        replaced: &[(FigureIndex, Figure)],
    ) -> Result<Judgement, ArithmeticError> {
        let stated = self
            .checks
            .get(check.0 as usize)
            .ok_or(ArithmeticError::Overflow)?;
        Precise {
            check: stated,
            terms: self.terms(check),
            figure: |term: &Term| self.figure_of(stated, term, replaced),
        }
        .judge()
    }

    /// Both sides of a check, their difference, and what rounding allows, for showing.
    ///
    /// # Errors
    /// As [`Self::judge`].
    pub fn compare(&self, check: CheckIndex) -> Result<Comparison, ArithmeticError> {
        self.compare_with(check, &[])
    }

    /// The same as if other figures were printed in some places.
    ///
    /// # Errors
    /// As [`Self::judge`].
    pub fn compare_with(
        &self,
        check: CheckIndex,
        replaced: &[(FigureIndex, Figure)],
    ) -> Result<Comparison, ArithmeticError> {
        let stated = self
            .checks
            .get(check.0 as usize)
            .ok_or(ArithmeticError::Overflow)?;
        Precise {
            check: stated,
            terms: self.terms(check),
            figure: |term: &Term| self.figure_of(stated, term, replaced),
        }
        .compare()
    }

    fn figure_of(
        &self,
        check: &Check,
        term: &Term,
        replaced: &[(FigureIndex, Figure)],
    ) -> Result<Figure, ArithmeticError> {
        let figure = replaced
            .iter()
            .find(|(index, _)| *index == term.figure)
            .map(|(_, figure)| figure)
            .or_else(|| self.figures.get(term.figure.0 as usize))
            .ok_or(ArithmeticError::Overflow)?;
        if check.computed == Some(term.figure) {
            figure.computed()
        } else {
            Ok(*figure)
        }
    }
}

/// An index of 32 bits; what does not fit names nothing.
fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
