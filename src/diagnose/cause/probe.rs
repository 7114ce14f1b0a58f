//! What a cell would have to be for a check to hold, and what that would do to its other checks.

use rust_decimal::Decimal;
use smallvec::SmallVec;

use crate::eval::{CheckId, Outcome, Plan, Verdict};
use crate::figure::Figure;
use crate::report::CellRef;

/// Changes of some cells, tried together.
pub(super) type Changes = SmallVec<[(CellRef, Figure); 4]>;

/// Half-width of the widest window of values that is looked through, in units of the last place.
const WIDEST_WINDOW: i64 = 24;

/// Decimals with which a blank cell would be filled.
const BLANK_DECIMALS: u8 = 2;

/// Most decimals a number can have.
const MAX_DECIMALS: u8 = 28;

/// A plan with its verdicts.
#[derive(Clone, Copy)]
pub(super) struct Probe<'p> {
    pub(super) plan: &'p Plan,
    pub(super) outcome: &'p Outcome,
}

/// A window of printed values: mantissas at the cell's decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    /// The value that solves the check with all other figures as printed.
    pub(super) center: Decimal,
    /// How far from it a value may lie, in units of the last place.
    pub(super) reach: i64,
}

impl Probe<'_> {
    /// Whether a check failed as printed.
    pub(super) fn failed(&self, check: CheckId) -> bool {
        self.outcome.verdict(check) == Some(Verdict::Failed)
    }

    /// Whether a check is an equation: an inequality says where a value may lie, not what it is.
    fn is_equation(&self, check: CheckId) -> bool {
        use crate::program::{Comparison, Condition};
        self.plan.stated(check).is_some_and(|stated| {
            matches!(
                stated.condition,
                Condition::Figures {
                    comparison: Comparison::Agrees | Comparison::Same,
                    ..
                }
            )
        })
    }

    /// The printed value of a cell that solves a check when `others` are changed too: the root of
    /// left − right by the secant method, exact in one step for linear relations.
    pub(super) fn solve(&self, check: CheckId, cell: CellRef, others: &Changes) -> Option<Window> {
        if !self.is_equation(check) {
            return None;
        }
        let figure = self.plan.figure(cell)?;
        let step = unit_of_last_place(figure);
        let residual = |printed: Decimal| -> Option<(Decimal, Decimal)> {
            let mut changes = others.clone();
            changes.push((cell, figure.with_printed(printed).ok()?));
            let both = self.plan.compare_with(check, &changes)?;
            Some((both.difference, both.allowed))
        };
        let mut at = figure.printed;
        let mut slope = Decimal::ZERO;
        for _ in 0..4 {
            let (here, _) = residual(at)?;
            let (there, _) = residual(at.checked_add(step)?)?;
            slope = there.checked_sub(here)?.checked_div(step)?;
            if slope.is_zero() {
                return None;
            }
            let next = at.checked_sub(here.checked_div(slope)?)?;
            if next.checked_sub(at)?.abs() < step.checked_div(Decimal::ONE_HUNDRED)? {
                at = next;
                break;
            }
            at = next;
        }
        let (rest, allowed) = residual(at)?;
        let tolerance = slope.abs().checked_mul(step)?;
        (rest.abs() <= tolerance).then_some(())?;
        let reach = allowed.checked_div(slope.abs())?.checked_div(step)?.ceil();
        let reach = i64::try_from(reach.mantissa())
            .ok()
            .filter(|_| reach.scale() == 0)?;
        let center = at.round_dp_with_strategy(
            step.scale(),
            rust_decimal::RoundingStrategy::MidpointAwayFromZero,
        );
        Some(Window {
            center,
            reach: reach.min(WIDEST_WINDOW),
        })
    }

    /// How many failed checks a change repairs, and how many holding ones it breaks.
    pub(super) fn effect(&self, changes: &Changes) -> Effect {
        let mut seen: SmallVec<[CheckId; 32]> = SmallVec::new();
        let mut effect = Effect::default();
        for (cell, _) in changes {
            for &check in self.plan.checks_of(*cell) {
                if seen.contains(&check) {
                    continue;
                }
                seen.push(check);
                let before = self.outcome.verdict(check).unwrap_or(Verdict::Inapplicable);
                let after = self.plan.verdict_with(check, changes);
                if before == Verdict::Failed && after.holds() {
                    effect.repairs += 1;
                } else if before.holds() && after == Verdict::Failed {
                    effect.breaks += 1;
                } else if before == Verdict::Failed {
                    effect.unrepaired += 1;
                }
            }
        }
        effect
    }

    /// Whether a change breaks nothing and repairs every failed check of its cells. Most changes that are
    /// tried do not, and are dropped at the first check that says so.
    pub(super) fn satisfies_all(&self, changes: &Changes) -> bool {
        changes.iter().all(|(cell, _)| {
            let checks = self.plan.checks_of(*cell).iter();
            checks.copied().all(|check| {
                let before = self.outcome.verdict(check).unwrap_or(Verdict::Inapplicable);
                let after = || self.plan.verdict_with(check, changes);
                match before {
                    Verdict::Failed => after().holds(),
                    _ if before.holds() => after() != Verdict::Failed,
                    _ => true,
                }
            })
        })
    }

    /// The values in a window at which a change of one cell breaks nothing and repairs everything the
    /// cell takes part in, with `others` changed too; nearest to the center first.
    pub(super) fn values_in(
        &self,
        cell: CellRef,
        window: Window,
        others: &Changes,
    ) -> Vec<Decimal> {
        let Some(figure) = self.plan.figure(cell) else {
            return Vec::new();
        };
        let step = unit_of_last_place(figure);
        let mut found = Vec::new();
        for offset in offsets(window.reach) {
            let Some(value) = step
                .checked_mul(Decimal::from(offset))
                .and_then(|shift| window.center.checked_add(shift))
            else {
                continue;
            };
            if value == figure.printed {
                continue;
            }
            let Ok(changed) = figure.with_printed(value) else {
                continue;
            };
            let mut changes = others.clone();
            changes.push((cell, changed));
            if self.satisfies_all(&changes) {
                found.push(value);
            }
        }
        found
    }
}

/// What a change does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Effect {
    /// Failed checks that then hold.
    pub(super) repairs: u32,
    /// Holding checks that then fail.
    pub(super) breaks: u32,
    /// Failed checks of the changed cells that still fail.
    pub(super) unrepaired: u32,
}

/// 0, 1, −1, 2, −2 …
fn offsets(reach: i64) -> impl Iterator<Item = i64> {
    std::iter::once(0).chain((1..=reach).flat_map(|offset| [offset, -offset]))
}

/// One unit in the last place that counts, in the printed unit.
pub(super) fn unit_of_last_place(figure: &Figure) -> Decimal {
    // A blank that counts as zero has no decimals of its own: it would be filled as the form asks.
    let decimals = if figure.places == Figure::UNROUNDED {
        BLANK_DECIMALS
    } else {
        figure.counting_decimals()
    };
    Decimal::new(1, u32::from(decimals.min(MAX_DECIMALS)))
}
