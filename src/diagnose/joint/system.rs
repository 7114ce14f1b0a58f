//! The linear relations of a report over its rounded figures, in parts that share no figure.

use std::collections::{BTreeMap, BTreeSet};

use num_rational::Ratio;
use num_traits::Zero;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::simplex::{Answer, Fraction, Row, Simplex, Value, Variable};
use crate::eval::{CheckId, FigureIndex, LinearRelation, Outcome, Plan, Relation, Verdict};

/// Relations of one part; a larger one is not looked at.
pub(super) const MAX_RELATIONS: usize = 2_000;

/// A contradiction between relations that hold one by one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Contradiction {
    /// The relations, in the order of the plan; none can be left out.
    pub(super) checks: Vec<CheckId>,
    /// What is left when they are added up so: figures with their factors, of which the sum cannot be
    /// as the relations ask.
    pub(super) sum: Vec<(FigureIndex, Decimal)>,
}

/// Parts of the system: relations that are connected through rounded figures, at least one of which
/// does not hold to the last digit.
pub(super) fn parts(plan: &Plan, outcome: &Outcome) -> Vec<Vec<CheckId>> {
    let mut roots: Vec<usize> = Vec::new();
    let mut owner: FxHashMap<FigureIndex, usize> = FxHashMap::default();
    let mut members: Vec<(CheckId, bool)> = Vec::new();
    for (check, decision) in outcome.iter() {
        let within_rounding = match decision.verdict {
            Verdict::Exact => false,
            Verdict::Rounded | Verdict::Strained => true,
            _ => continue,
        };
        let Some(relation) = plan.linear(check) else {
            continue;
        };
        let own = members.len();
        let mut rounded = false;
        for term in relation.terms {
            if !is_rounded(plan, term.figure) {
                continue;
            }
            if !rounded {
                roots.push(own);
                rounded = true;
            }
            let other = *owner.entry(term.figure).or_insert(own);
            join(&mut roots, own, other);
        }
        if rounded {
            members.push((check, within_rounding));
        }
    }
    let mut parts: BTreeMap<usize, (Vec<CheckId>, bool)> = BTreeMap::new();
    for (index, (check, within_rounding)) in members.iter().enumerate() {
        let part = parts.entry(root(&mut roots, index)).or_default();
        part.0.push(*check);
        part.1 |= within_rounding;
    }
    parts
        .into_values()
        .filter(|(checks, inexact)| *inexact && (2..=MAX_RELATIONS).contains(&checks.len()))
        .map(|(checks, _)| checks)
        .collect()
}

fn is_rounded(plan: &Plan, figure: FigureIndex) -> bool {
    plan.printed(figure)
        .is_some_and(|figure| !figure.slack.is_zero())
}

fn root(roots: &mut [usize], of: usize) -> usize {
    let mut at = of;
    while let Some(&above) = roots.get(at).filter(|above| **above != at) {
        at = above;
    }
    let mut below = of;
    while below != at {
        let Some(entry) = roots.get_mut(below) else {
            break;
        };
        below = std::mem::replace(entry, at);
    }
    at
}

fn join(roots: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(roots, a), root(roots, b));
    // The earlier one leads, so that parts come in the order of the plan.
    if let Some(entry) = roots.get_mut(a.max(b)) {
        *entry = a.min(b);
    }
}

/// The first contradiction between some relations; `None` if they can hold together, or if that was
/// not found out. Figures in `doubted` may have any value.
pub(super) fn contradiction(
    plan: &Plan,
    checks: &[CheckId],
    doubted: &BTreeSet<FigureIndex>,
) -> Option<Contradiction> {
    let mut system = System {
        plan,
        doubted,
        simplex: Simplex::default(),
        figures: BTreeMap::new(),
    };
    let mut sums: BTreeMap<usize, CheckId> = BTreeMap::new();
    // All figures come before all sums: a sum is of figures only.
    for &check in checks {
        for term in plan.linear(check)?.terms {
            system.figure(term.figure)?;
        }
    }
    for &check in checks {
        sums.insert(system.relation(&plan.linear(check)?)?, check);
    }
    let Answer::Contradiction { sum } = system.simplex.solve() else {
        return None;
    };
    let figure_of: BTreeMap<usize, FigureIndex> = system
        .figures
        .iter()
        .map(|(figure, variable)| (*variable, *figure))
        .collect();
    Some(Contradiction {
        checks: sum.keys().filter_map(|v| sums.get(v).copied()).collect(),
        sum: sum
            .iter()
            .filter_map(|(v, factor)| Some((*figure_of.get(v)?, decimal(*factor)?)))
            .collect(),
    })
}

struct System<'p> {
    plan: &'p Plan,
    doubted: &'p BTreeSet<FigureIndex>,
    simplex: Simplex,
    figures: BTreeMap<FigureIndex, usize>,
}

impl System<'_> {
    fn figure(&mut self, index: FigureIndex) -> Option<usize> {
        if let Some(known) = self.figures.get(&index) {
            return Some(*known);
        }
        let figure = self.plan.printed(index)?;
        let value = Value::closed(fraction(figure.value)?);
        let free = self.doubted.contains(&index);
        let reach = figure.interval().ok()?;
        let end = |end: crate::figure::End, side| {
            let real = fraction(end.value)?;
            Some(if end.closed {
                Value::closed(real)
            } else {
                Value::beside(real, side)
            })
        };
        let (lower, upper) = if free {
            (None, None)
        } else {
            (Some(end(reach.low(), 1)?), Some(end(reach.high(), -1)?))
        };
        let variable = self.simplex.add(Variable {
            value,
            lower,
            upper,
        });
        self.figures.insert(index, variable);
        Some(variable)
    }

    fn relation(&mut self, relation: &LinearRelation<'_>) -> Option<usize> {
        let mut row = Row::new();
        for term in relation.terms {
            let factor = fraction(term.factor().ok()?)?;
            if !factor.is_zero() {
                row.insert(self.figure(term.figure)?, factor);
            }
        }
        let slack = relation.within;
        let above = fraction(slack.checked_sub(relation.constant)?)?;
        let below = fraction((-slack).checked_sub(relation.constant)?)?;
        let (lower, upper) = match relation.relation {
            Relation::Equal => (Some(Value::closed(below)), Some(Value::closed(above))),
            Relation::AtMost => (None, Some(Value::closed(above))),
            Relation::Less => (None, Some(Value::beside(above, -1))),
            Relation::AtLeast => (Some(Value::closed(below)), None),
            Relation::Greater => (Some(Value::beside(below, 1)), None),
        };
        self.simplex.add_sum(row, lower, upper)
    }
}

fn fraction(value: Decimal) -> Option<Fraction> {
    let value = value.normalize();
    let denominator = 10_i128.checked_pow(value.scale())?;
    Some(Ratio::new(value.mantissa(), denominator))
}

fn decimal(value: Fraction) -> Option<Decimal> {
    let number = |part: i128| Decimal::try_from_i128_with_scale(part, 0).ok();
    number(*value.numer())?.checked_div(number(*value.denom())?)
}
