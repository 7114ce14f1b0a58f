//! All linear checks of a report in flat arrays.

use std::ops::Range;

use rust_decimal::Decimal;

use super::form::{LinearForm, Term, computed_figure};
use super::precise::Precise;
use super::scaled::{Scaled, ScaledTerm, difference, distance, plain_limit, scaled, whole_factor};
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
    terms: Range<u32>,
    constant: i64,
    /// See [`plain_limit`].
    limit: i64,
}

impl ScaledCheck {
    /// `None` if that takes decimals.
    #[inline]
    fn judge(&self, difference: i128) -> Option<Judgement> {
        if self.relation.holds(difference.cmp(&0)) {
            return Some(Judgement::of(Grade::Exact));
        }
        let plain = distance(self.relation, difference) <= i128::from(self.limit);
        plain.then_some(Judgement::of(Grade::Rounded))
    }
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
    scaled: Vec<Option<Scaled>>,
    /// The values of `scaled`, close together.
    values: Vec<i64>,
    checks: Vec<Check>,
    terms: Vec<Term>,
    /// `None` for a check that takes decimals.
    scaled_checks: Vec<Option<ScaledCheck>>,
    scaled_terms: Vec<ScaledTerm>,
}

impl LinearBatch {
    /// Adds a figure. (More than 2³² do not fit; the index of further ones names no figure.)
    pub fn figure(&mut self, figure: Figure) -> FigureIndex {
        let scaled = Scaled::of(&figure);
        self.values.push(scaled.map_or(0, |scaled| scaled.value));
        self.scaled.push(scaled);
        self.figures.push(figure);
        FigureIndex(index(self.figures.len().saturating_sub(1)))
    }

    /// Adds a check over figures already added.
    ///
    /// # Errors
    /// [`ArithmeticError::Overflow`] if factors or constants cannot be added up.
    pub fn check(&mut self, mut form: LinearForm) -> Result<CheckIndex, ArithmeticError> {
        form.merge()?;
        let scaled = self.scale(&form);
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

    fn scale(&mut self, form: &LinearForm) -> Option<ScaledCheck> {
        // The result of a calculation is compared after rounding, which takes decimals.
        if computed_figure(form).is_some() {
            return None;
        }
        let constant = form.left_constant.checked_sub(form.right_constant)?;
        let constant = scaled(constant)?;
        let terms: Vec<ScaledTerm> = form
            .terms
            .iter()
            .filter(|term| term.left != term.right)
            .map(|term| self.scaled_term(term))
            .collect::<Option<_>>()?;
        let first = self.scaled_terms.len();
        let limit = plain_limit(&terms, &self.scaled)?;
        self.scaled_terms.extend(terms);
        Some(ScaledCheck {
            relation: form.relation,
            terms: index(first)..index(self.scaled_terms.len()),
            constant,
            limit,
        })
    }

    fn scaled_term(&self, term: &Term) -> Option<ScaledTerm> {
        self.scaled.get(term.figure.0 as usize)?.as_ref()?;
        Some(ScaledTerm {
            factor: whole_factor(term.factor().ok()?)?,
            figure: term.figure.0,
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

    /// What a check states apart from its terms: the relation, constant (left − right) and slack of
    /// `within`.
    #[must_use]
    pub fn stated(&self, check: CheckIndex) -> Option<(Relation, Decimal, Decimal)> {
        let check = self.checks.get(check.0 as usize)?;
        let constant = check.left_constant.checked_sub(check.right_constant)?;
        Some((check.relation, constant, check.within))
    }

    /// The figure that a check states as the result of a calculation; see [`Figure::computed`].
    #[must_use]
    pub fn computed(&self, check: CheckIndex) -> Option<FigureIndex> {
        self.checks.get(check.0 as usize)?.computed
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
        let check = self.scaled_check(check)?;
        let difference = difference(self.terms_of(check)?, &self.values, check.constant)?;
        check.judge(difference)
    }

    #[inline]
    fn scaled_check(&self, check: CheckIndex) -> Option<&ScaledCheck> {
        self.scaled_checks.get(check.0 as usize)?.as_ref()
    }

    #[inline]
    fn terms_of(&self, check: &ScaledCheck) -> Option<&[ScaledTerm]> {
        self.scaled_terms
            .get(check.terms.start as usize..check.terms.end as usize)
    }

    /// As [`Self::judge_scaled`], if the replaced figures are as precise as those that they replace.
    fn judge_scaled_with(
        &self,
        check: CheckIndex,
        replaced: &[(FigureIndex, Figure)],
    ) -> Option<Judgement> {
        let check = self.scaled_check(check)?;
        let terms = self.terms_of(check)?;
        let mut sum = difference(terms, &self.values, check.constant)?;
        for term in terms {
            let Some((_, figure)) = replaced.iter().find(|(index, _)| index.0 == term.figure)
            else {
                continue;
            };
            let old = self.scaled.get(term.figure as usize)?.as_ref()?;
            let new = Scaled::of(figure)?;
            if (new.slack, new.asked) != (old.slack, old.asked) {
                return None;
            }
            let change = i128::from(new.value) - i128::from(old.value);
            sum = sum.checked_add(i128::from(term.factor).checked_mul(change)?)?;
        }
        check.judge(sum)
    }

    /// Judges a check in decimals.
    ///
    /// # Errors
    /// As [`Self::judge`].
    #[cold]
    pub fn judge_precise(&self, check: CheckIndex) -> Result<Judgement, ArithmeticError> {
        self.judge_precise_with(check, &[])
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
        match self.judge_scaled_with(check, replaced) {
            Some(judgement) => Ok(judgement),
            None => self.judge_precise_with(check, replaced),
        }
    }

    fn judge_precise_with(
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
