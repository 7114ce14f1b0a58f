//! What follows from inequalities: a combination of them that says it (Farkas).

use num_traits::{CheckedSub, Zero};
use rustc_hash::FxHashMap;

use super::basis::Traced;
use super::form::{Atom, Form, Fraction};
use super::simplex::{Best, Task, solve};

/// An inequality: a form that is zero or less, or less than zero, and what it was made of.
#[derive(Debug, Clone)]
pub(super) struct Inequality {
    /// The form, with the relations that it is made of.
    pub(super) traced: Traced,
    /// Less than zero.
    pub(super) strict: bool,
}

/// The relations from which it follows that a form is zero or less (less, if `strict`); `None` if it
/// does not follow, or if that was not found out.
pub(super) fn implied(target: &Traced, strict: bool, all: &[Inequality]) -> Option<Vec<u32>> {
    let left = presolved(&target.form, all)?;
    let wanted = target.form.constant;
    let task = task(&target.form, &left);
    let Best::Reached(greatest, amounts) = solve(&task)? else {
        return None;
    };
    // What reduction added to the target is taken off again: it may cancel.
    let start = target.from.scaled(&Fraction::from_integer(-1))?;
    if greatest < wanted {
        return None;
    }
    if greatest > wanted || !strict {
        return relations(start, &left, &amounts);
    }
    let amounts = strictly(&task, &left, wanted)?;
    relations(start, &left, &amounts)
}

/// Relations that cannot hold together.
pub(super) fn contradiction(all: &[Inequality]) -> Option<Vec<u32>> {
    let nothing = Form::default();
    let left = presolved(&nothing, all)?;
    let hopeful = |one: &&Inequality| one.strict || one.traced.form.constant > Fraction::zero();
    if !left.iter().any(hopeful) {
        return None;
    }
    // Amounts are shares, so that there is a greatest weight.
    let mut task = task(&nothing, &left);
    task.rows.push(vec![Fraction::from_integer(1); left.len()]);
    task.sums.push(Fraction::from_integer(1));
    let Best::Reached(greatest, amounts) = solve(&task)? else {
        return None;
    };
    if greatest > Fraction::zero() {
        return relations(nothing, &left, &amounts);
    }
    if greatest < Fraction::zero() {
        return None;
    }
    let amounts = strictly(&task, &left, Fraction::zero())?;
    relations(nothing, &left, &amounts)
}

/// Amounts of which a strict inequality is one, with a given weight.
fn strictly(task: &Task, all: &[&Inequality], weight: Fraction) -> Option<Vec<(usize, Fraction)>> {
    let mut task = task.clone();
    task.rows.push(std::mem::take(&mut task.weights));
    task.sums.push(weight);
    let share = |one: &&Inequality| Fraction::from_integer(i128::from(one.strict));
    task.weights = all.iter().map(share).collect();
    match solve(&task)? {
        Best::Reached(greatest, amounts) if greatest > Fraction::zero() => Some(amounts),
        _ => None,
    }
}

fn task(target: &Form, all: &[&Inequality]) -> Task {
    let mut atoms: Vec<Atom> = all
        .iter()
        .flat_map(|one| one.traced.form.terms.iter().map(|(atom, _)| *atom))
        .collect();
    atoms.sort_unstable();
    atoms.dedup();
    let value = |form: &Form, atom: Atom| form.coefficient(atom).copied().unwrap_or_default();
    let row = |atom: &Atom| {
        all.iter()
            .map(|one| value(&one.traced.form, *atom))
            .collect()
    };
    Task {
        rows: atoms.iter().map(row).collect(),
        sums: atoms.iter().map(|atom| value(target, *atom)).collect(),
        weights: all.iter().map(|one| one.traced.form.constant).collect(),
    }
}

/// How often an atom stands in inequalities, by sign.
#[derive(Debug, Clone, Copy, Default)]
struct Signs {
    plus: bool,
    minus: bool,
}

/// The inequalities that can take part: an atom that must vanish, but stands with one sign only, rules
/// out all it stands in. `None` if an atom of the target can come from nowhere.
fn presolved<'a>(target: &Form, all: &'a [Inequality]) -> Option<Vec<&'a Inequality>> {
    let mut left: Vec<&Inequality> = all.iter().collect();
    loop {
        let mut signs: FxHashMap<Atom, Signs> = FxHashMap::default();
        for one in &left {
            for (atom, value) in &one.traced.form.terms {
                note(signs.entry(*atom).or_default(), value);
            }
        }
        for (atom, value) in &target.terms {
            let found = signs.entry(*atom).or_default();
            let possible = match *value > Fraction::zero() {
                true => found.plus,
                false => found.minus,
            };
            if !possible {
                return None;
            }
            note(found, &Fraction::zero().checked_sub(value)?);
        }
        let before = left.len();
        left.retain(|one| {
            one.traced.form.terms.iter().all(|(atom, _)| {
                signs
                    .get(atom)
                    .is_some_and(|found| found.plus && found.minus)
            })
        });
        if left.len() == before {
            return Some(left);
        }
    }
}

fn note(signs: &mut Signs, value: &Fraction) {
    match *value > Fraction::zero() {
        true => signs.plus = true,
        false => signs.minus = true,
    }
}

/// The relations that a combination is made of in the end.
fn relations(start: Form, all: &[&Inequality], amounts: &[(usize, Fraction)]) -> Option<Vec<u32>> {
    let mut total = start;
    for (index, amount) in amounts {
        total = total.plus(amount, &all.get(*index)?.traced.from)?;
    }
    Some(total.terms.iter().map(|(relation, _)| *relation).collect())
}
