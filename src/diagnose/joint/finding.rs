//! A contradiction between checks that hold one by one, as a finding.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::system::{Contradiction, contradiction, parts};
use crate::diagnose::fingerprint::of_checks;
use crate::diagnose::plain::{evidence, finding};
use crate::diagnose::{Finding, JointCheck};
use crate::diagnostic::Wording;
use crate::eval::{
    CheckId, DescribedCell, FigureIndex, Outcome, Plan, Quantity, Role, Verdict, Working,
};
use crate::figure::{Unit, grouped};
use crate::report::Report;

/// Contradictions told of one report; a report with more has been rounded in another way than its
/// form says.
const MAX_TOLD: usize = 20;

/// Sets of checks, each with the finding that tells it. Checks that share a figure with a failed check
/// are not accused: that figure may be the wrong one.
pub(in crate::diagnose) fn contradictions(
    plan: &Plan,
    outcome: &Outcome,
    report: &Report,
) -> Vec<(CheckId, Finding)> {
    let mut told = Vec::new();
    let mut doubted = None;
    for mut part in parts(plan, outcome) {
        let doubted = doubted.get_or_insert_with(|| doubted_figures(plan, outcome));
        while told.len() < MAX_TOLD
            && let Some(found) = smallest(plan, &part, doubted)
        {
            part.retain(|check| !found.checks.contains(check));
            // What else these figures contradict is the same mistake.
            doubted.extend(found.sum.iter().map(|(figure, _)| *figure));
            if let Some(finding) = tell(plan, report, &found) {
                told.push(finding);
            }
        }
    }
    told
}

/// Figures of checks that failed.
fn doubted_figures(plan: &Plan, outcome: &Outcome) -> BTreeSet<FigureIndex> {
    let failed = outcome
        .iter()
        .filter(|(_, decision)| decision.verdict == Verdict::Failed);
    failed
        .flat_map(|(check, _)| plan.cells(check))
        .filter_map(|cell| plan.figure_index(cell))
        .collect()
}

/// The smallest contradiction among those that are found by leaving out, one by one, the checks of the
/// first.
fn smallest(
    plan: &Plan,
    checks: &[CheckId],
    doubted: &BTreeSet<FigureIndex>,
) -> Option<Contradiction> {
    let mut best = irreducible(plan, checks, doubted)?;
    for left_out in best.checks.clone() {
        let rest: Vec<CheckId> = checks
            .iter()
            .copied()
            .filter(|one| *one != left_out)
            .collect();
        if let Some(other) = irreducible(plan, &rest, doubted)
            && other.checks.len() < best.checks.len()
        {
            best = other;
        }
    }
    (best.checks.len() > 1).then_some(best)
}

/// A contradiction of which no check can be left out: each is tried.
fn irreducible(
    plan: &Plan,
    checks: &[CheckId],
    doubted: &BTreeSet<FigureIndex>,
) -> Option<Contradiction> {
    let mut found = contradiction(plan, checks, doubted)?;
    let mut index = 0;
    while index < found.checks.len() {
        let mut rest = found.checks.clone();
        rest.remove(index);
        match contradiction(plan, &rest, doubted) {
            Some(smaller) => found = smaller,
            None => index = index.saturating_add(1),
        }
    }
    Some(found)
}

fn tell(plan: &Plan, report: &Report, found: &Contradiction) -> Option<(CheckId, Finding)> {
    let first = *found.checks.first()?;
    let base = finding(report, plan, first, true)?;
    let others = found.checks.iter().skip(1);
    let joint: Vec<JointCheck> = others
        .filter_map(|check| {
            let rule = plan.rule(*check)?;
            Some(JointCheck {
                rule: rule.id.clone(),
                title: rule.title.clone(),
                relation: plan.describe(*check, report)?.relation,
            })
        })
        .collect();
    let total = Total::of(plan, found);
    let mut told = Finding {
        message: message(found.checks.len(), total.as_ref()),
        fingerprint: of_checks(report, plan, &found.checks),
        evidence: found
            .sum
            .iter()
            .filter_map(|(figure, factor)| {
                let part = DescribedCell {
                    cell: plan.cell_of(*figure)?,
                    role: if factor.is_sign_negative() {
                        Role::Right
                    } else {
                        Role::Left
                    },
                    factor: factor.abs(),
                };
                Some(evidence(report, part))
            })
            .collect(),
        left: None,
        right: None,
        difference: None,
        allowed: None,
        within: None,
        working: None,
        joint,
        ..base
    };
    if let Some(total) = total {
        told.left = Some(total.left);
        told.right = Some(total.right);
        told.difference = Some(total.difference);
        told.allowed = Some(total.allowed);
        told.working = Some(total.working);
    }
    Some((first, told))
}

/// What the relations come to when they are added up.
struct Total {
    left: Quantity,
    right: Quantity,
    difference: Decimal,
    allowed: Decimal,
    working: Working,
}

impl Total {
    /// `None` where constants or slacks of the rules take part, or a number does not fit.
    fn of(plan: &Plan, found: &Contradiction) -> Option<Self> {
        let plain = |check: &CheckId| {
            plan.linear(*check)
                .is_some_and(|one| one.constant.is_zero() && one.within.is_zero())
        };
        let (first, scale) = found.sum.first()?;
        let unit = plan.printed(*first)?.unit;
        if !found.checks.iter().all(plain) {
            return None;
        }
        let mut sides = [Decimal::ZERO; 2];
        let mut texts: [Vec<String>; 2] = [Vec::new(), Vec::new()];
        let mut allowed = Decimal::ZERO;
        for (figure, factor) in &found.sum {
            let figure = plan.printed(*figure)?;
            let factor = factor.checked_div(scale.abs())?;
            let size = factor.abs().normalize();
            let side = usize::from(factor.is_sign_negative());
            let value = figure.value.checked_div(unit.factor())?;
            let slack = figure.slack.checked_div(unit.factor())?;
            let sum = sides.get_mut(side)?;
            *sum = sum.checked_add(value.checked_mul(size)?)?;
            allowed = allowed.checked_add(slack.checked_mul(size)?)?;
            texts.get_mut(side)?.push(term(value, size, unit));
        }
        let [left, right] = sides;
        let written = |terms: &[String], sum: Decimal| match terms {
            [] => grouped(sum.normalize()),
            [one] if !one.contains('×') => one.clone(),
            _ => format!("{} = {}", terms.join(" + "), number(sum, unit)),
        };
        let [on_left, on_right] = &texts;
        Some(Self {
            left: Quantity { value: left, unit },
            right: Quantity { value: right, unit },
            difference: left.checked_sub(right)?,
            allowed: allowed.normalize(),
            working: Working {
                left: written(on_left, left),
                right: written(on_right, right),
            },
        })
    }
}

fn number(value: Decimal, unit: Unit) -> String {
    let mark = if unit == Unit::Percent { "%" } else { "" };
    format!("{}{mark}", grouped(value))
}

fn term(value: Decimal, factor: Decimal, unit: Unit) -> String {
    let shown = number(value, unit);
    let shown = if value.is_sign_negative() {
        format!("({shown})")
    } else {
        shown
    };
    if factor == Decimal::ONE {
        shown
    } else {
        format!("{factor} × {shown}")
    }
}

fn message(count: usize, total: Option<&Total>) -> Wording {
    let (mut zh, mut en) = (
        format!("{count} 项核对各自都在舍入之内，合在一起却不能同时成立"),
        format!("{count} checks are each within rounding and yet cannot hold together"),
    );
    if let Some(total) = total {
        let amount = |value: Decimal| format!("{}{}", grouped(value), total.left.unit.symbol());
        let (gap, allowed) = (amount(total.difference.abs()), amount(total.allowed));
        zh.push_str(&format!(
            "：相抵之后相差 {gap}，余下各数的舍入只能解释不到 {allowed}"
        ));
        en.push_str(&format!(
            ": added up they differ by {gap}, and rounding explains less than {allowed}"
        ));
    }
    Wording::new(zh, en)
}
