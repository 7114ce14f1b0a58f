//! Equations in echelon form, each knowing which relations it was made of.

use std::ops::ControlFlow;

use rustc_hash::FxHashMap;

use super::form::{Atom, Form, Fraction};

/// A form with the relations that it is a combination of: `terms` of `from` are indexes of relations.
#[derive(Debug, Clone, Default)]
pub(super) struct Traced {
    /// The form; as an equation it is zero.
    pub(super) form: Form,
    /// Which relations, how often.
    pub(super) from: Form,
}

/// Independent equations. Each is solved for the last of its atoms, its pivot.
#[derive(Debug, Default)]
pub(super) struct Basis<'b> {
    /// Equations that hold everywhere, to which those of this basis are added.
    under: Option<&'b Basis<'b>>,
    rows: FxHashMap<Atom, Traced>,
}

/// What became of an equation.
#[derive(Debug, Clone)]
pub(super) enum Added {
    /// It says something new.
    New,
    /// It follows from these relations.
    Implied(Vec<u32>),
    /// It contradicts these relations.
    Contradicts(Vec<u32>),
}

impl<'b> Basis<'b> {
    /// A basis over another.
    pub(super) fn over(under: &'b Basis<'b>) -> Self {
        Self {
            under: Some(under),
            rows: FxHashMap::default(),
        }
    }

    fn row(&self, pivot: Atom) -> Option<&Traced> {
        self.rows
            .get(&pivot)
            .or_else(|| self.under.and_then(|under| under.row(pivot)))
    }

    /// A form without the pivots of this basis. `None` if a number does not fit.
    pub(super) fn reduce(&self, form: Form) -> Option<Traced> {
        let mut traced = Traced {
            form,
            from: Form::default(),
        };
        let mut below = Atom::MAX;
        loop {
            // The last atom that has not been looked at: rows only bring in earlier ones.
            let upto = traced.form.terms.partition_point(|(atom, _)| *atom < below);
            let found = traced
                .form
                .terms
                .iter()
                .take(upto)
                .rev()
                .try_for_each(|(atom, value)| match self.row(*atom) {
                    Some(row) => ControlFlow::Break((*atom, *value, row)),
                    None => ControlFlow::Continue(()),
                });
            let ControlFlow::Break((atom, value, row)) = found else {
                return Some(traced);
            };
            let pivot = row.form.coefficient(atom)?;
            let factor = -num_traits::CheckedDiv::checked_div(&value, pivot)?;
            traced.form = traced.form.plus(&factor, &row.form)?;
            traced.from = traced.from.plus(&factor, &row.from)?;
            below = atom;
        }
    }

    /// Adds the equation `form = 0` of a relation. `None` if a number does not fit.
    pub(super) fn add(&mut self, relation: u32, form: Form) -> Option<Added> {
        let reduced = self.reduce(form)?;
        if let Some(rest) = reduced.form.as_constant() {
            let from = reduced.relations();
            return Some(match rest == Fraction::default() {
                true => Added::Implied(from),
                false => Added::Contradicts(from),
            });
        }
        let itself = Form::atom(relation);
        let from = reduced.from.plus(&Fraction::from_integer(1), &itself)?;
        let (pivot, _) = reduced.form.terms.last()?;
        let pivot = *pivot;
        let form = reduced.form;
        self.rows.insert(pivot, Traced { form, from });
        Some(Added::New)
    }
}

impl Traced {
    /// The relations that it is made of.
    pub(super) fn relations(&self) -> Vec<u32> {
        self.from
            .terms
            .iter()
            .map(|(relation, _)| *relation)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(terms: &[(Atom, i128)], constant: i128) -> Form {
        let terms = terms
            .iter()
            .map(|(atom, n)| (*atom, Fraction::from_integer(*n)));
        Form {
            terms: terms.collect(),
            constant: Fraction::from_integer(constant),
        }
    }

    #[test]
    fn what_follows_names_only_what_it_follows_from() {
        let mut basis = Basis::default();
        for (relation, equation) in [
            (0, form(&[(0, 1), (1, -1)], 0)),
            (1, form(&[(5, 1), (6, 2)], 0)),
            (2, form(&[(1, 1), (2, -1)], 0)),
        ] {
            assert!(matches!(basis.add(relation, equation), Some(Added::New)));
        }
        let Some(Added::Implied(from)) = basis.add(3, form(&[(0, 2), (2, -2)], 0)) else {
            panic!("not implied");
        };
        assert_eq!(from, [0, 2]);
        let over = Basis::over(&basis);
        let Some(Added::Contradicts(from)) = { over }.add(4, form(&[(0, 1), (1, -1)], 3)) else {
            panic!("no contradiction");
        };
        assert_eq!(from, [0]);
    }
}
