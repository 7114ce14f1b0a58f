//! W0707: a tolerance that hides more than rounding.

use num_traits::{CheckedMul, Signed};
use rust_decimal::Decimal;

use super::Library;
use super::linear;
use crate::diagnostic::codes::W0707;
use crate::diagnostic::{Problem, Wording};
use crate::figure::{Dimension, Unit};
use crate::program::{Check, Condition, Dim, Rule, constant};
use crate::template::Template;

/// Tolerances beyond one unit in the last printed place, or beyond what the rounding of all terms can
/// make, whichever is more.
pub(super) fn look(library: &Library<'_>, found: &mut Vec<Problem>) {
    for (rule, one) in library.rules() {
        let mut last = None;
        for check in &rule.checks {
            if last.replace(check.span) != Some(check.span) {
                found.extend(too_wide(rule, check, one.template));
            }
        }
    }
}

fn too_wide(rule: &Rule, check: &Check, template: &Template) -> Option<Problem> {
    let within = check.within?;
    let Condition::Figures { dim, .. } = &check.condition else {
        return None;
    };
    let (step, unit) = last_place(*dim, template)?;
    let allowed = rounding(rule, check, step).unwrap_or(step).max(step);
    if within <= allowed {
        return None;
    }
    let shown = constant(allowed, unit);
    let own = constant(within, unit);
    let id = &rule.id;
    Some(
        Problem::warning(
            &W0707,
            Wording::new(
                format!("规则「{id}」的容差 {own} 超过四舍五入能造成的差"),
                format!("the tolerance {own} of rule `{id}` hides more than rounding"),
            ),
        )
        .at(check.span, Wording::new(
            format!("四舍五入至多造成 {shown}"),
            format!("rounding makes at most {shown}"),
        ))
        .help(Wording::new(
            format!("四舍五入的差已由 `=` 算在内，通常不必写 within；要放过末位的差，写 within {shown}"),
            format!("`=` already allows for rounding, so `within` is rarely needed; for a last digit write within {shown}"),
        )),
    )
}

/// One unit in the last place that the template prints, in canonical units.
fn last_place(dim: Dim, template: &Template) -> Option<(Decimal, Option<Unit>)> {
    let step = |places: u8, unit: Unit| {
        let step = Decimal::try_new(1, u32::from(places)).ok()?;
        Some((step.checked_mul(unit.factor())?, Some(unit)))
    };
    match dim {
        Dim::Known(Dimension::Amount) => step(template.amount.places, template.amount.default_unit),
        Dim::Known(Dimension::Percent) => step(template.percent.places, Unit::Percent),
        Dim::Known(Dimension::Count | Dimension::Year) => Some((Decimal::ZERO, None)),
        Dim::Known(Dimension::Score) => step(template.amount.places, Unit::Score),
        Dim::Known(Dimension::Number) | Dim::Free | Dim::Product { .. } | Dim::Varies => None,
    }
}

/// What the rounding of all terms can make: half a unit for each.
fn rounding(rule: &Rule, check: &Check, step: Decimal) -> Option<Decimal> {
    let weights = linear::weights(rule, &check.condition)?;
    let mut sum = linear::Fraction::from_integer(0);
    for weight in weights {
        sum = num_traits::CheckedAdd::checked_add(&sum, &weight.abs())?;
    }
    let half = sum.checked_mul(&linear::Fraction::new(1, 2))?;
    let (numerator, denominator) = (half.numer(), half.denom());
    let numerator = Decimal::try_from_i128_with_scale(*numerator, 0).ok()?;
    let denominator = Decimal::try_from_i128_with_scale(*denominator, 0).ok()?;
    step.checked_mul(numerator.checked_div(denominator)?)
}
