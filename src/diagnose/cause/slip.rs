//! The kinds of slip that lead from a right figure to the printed one.

use rust_decimal::Decimal;

use super::edit::{Edit, edit_between};
use crate::diagnose::CauseKind;

/// A slip and how easily it happens: the smaller, the likelier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slip {
    /// Rank among slips.
    pub(super) rank: u8,
    /// Which kind.
    pub(super) kind: CauseKind,
}

/// What stands around a cell and may have been copied into it or left out of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Surroundings {
    /// The cell is blank and counts as zero.
    pub(super) blank: bool,
    /// Values printed in the rows above and below, in the columns left and right.
    pub(super) neighbours: Vec<Decimal>,
    /// Values of the parts that add up to this cell, in the cell's unit.
    pub(super) items: Vec<Decimal>,
    /// This year's amounts of which last year's is what the cell prints, with it.
    pub(super) previous: Vec<(Decimal, Decimal)>,
    /// What the cell would print if it had been computed from other columns.
    pub(super) bases: Vec<Decimal>,
    /// The cell states the result of a calculation and is less than one unit of its last place away
    /// from it.
    pub(super) misrounded: bool,
}

/// Names the slip that turns `right` into `printed`; `None` if no known slip does.
pub(super) fn slip(printed: Decimal, right: Decimal, around: &Surroundings) -> Option<Slip> {
    let named = |rank, kind| Some(Slip { rank, kind });
    if around.blank {
        return named(0, CauseKind::BlankTotal);
    }
    if around.previous.contains(&(right, printed)) {
        return named(0, CauseKind::Stale);
    }
    if around.misrounded {
        return named(1, CauseKind::Rounding);
    }
    if around.bases.contains(&printed) {
        return named(1, CauseKind::Base);
    }
    if printed == -right && !right.is_zero() {
        return named(1, CauseKind::Sign);
    }
    if is_unit_slip(printed, right) {
        return named(1, CauseKind::Unit);
    }
    if !printed.is_zero() && around.neighbours.contains(&printed) {
        return named(2, CauseKind::Copied);
    }
    match edit_between(printed, right) {
        Some(Edit::Swap) => return named(1, CauseKind::Swap),
        Some(Edit::Digit) => return named(3, CauseKind::Digit),
        Some(Edit::DigitLost | Edit::DigitAdded) => return named(4, CauseKind::DigitCount),
        None => {}
    }
    let missing = right.checked_sub(printed)?;
    if !missing.is_zero() && around.items.contains(&missing) {
        return named(3, CauseKind::Omitted);
    }
    if !missing.is_zero() && around.items.contains(&-missing) {
        return named(3, CauseKind::Doubled);
    }
    if is_coarser(printed, right) {
        return named(4, CauseKind::Rounding);
    }
    None
}

/// Significant digits that are left of a number that was rounded once too often.
const LEAST_DIGITS: u32 = 3;

/// Whether the printed number is the right one rounded to fewer decimals.
fn is_coarser(printed: Decimal, right: Decimal) -> bool {
    let short = printed.normalize();
    let digits = short
        .mantissa()
        .unsigned_abs()
        .checked_ilog10()
        .unwrap_or(0);
    digits.saturating_add(1) >= LEAST_DIGITS
        && short.scale() < right.normalize().scale()
        && right.round_dp_with_strategy(
            short.scale(),
            rust_decimal::RoundingStrategy::MidpointAwayFromZero,
        ) == printed
}

/// 元 for 万元 and the like: 10³, 10⁴, 10⁸ in either direction.
fn is_unit_slip(printed: Decimal, right: Decimal) -> bool {
    if printed.is_zero() || right.is_zero() {
        return false;
    }
    [1_000_i64, 10_000, 100_000_000].iter().any(|&factor| {
        let factor = Decimal::from(factor);
        right.checked_mul(factor) == Some(printed) || printed.checked_mul(factor) == Some(right)
    })
}
