//! Both sides of a linear check as sums over the printed numbers, so that a reader can redo them.

use rust_decimal::Decimal;

use super::account::{Account, Part};
use super::amounts::Scale;
use super::{Role, Working};
use crate::eval::Plan;
use crate::figure::grouped;

/// Terms that are written out; of longer sums only the result is.
const MAX_TERMS: usize = 40;

/// The working of a check that adds and subtracts; `None` for others, and for one that merely compares
/// two cells.
pub(super) fn working(plan: &Plan, account: &Account, scale: Scale) -> Option<Working> {
    let sides = account.sides?;
    let is_side = |part: &&Part| part.role != Role::Context;
    if account.parts.iter().filter(is_side).count() < 3 {
        return None;
    }
    Some(Working {
        left: side(plan, account, Role::Left, sides.left, scale),
        right: side(plan, account, Role::Right, sides.right, scale),
    })
}

/// `7,753,338.96 + 8,600.00 = 7,761,938.96`; what is blank adds nothing and is left out.
fn side(plan: &Plan, account: &Account, role: Role, total: Decimal, scale: Scale) -> String {
    let total = grouped(scale.shown(total));
    let terms: Vec<(Decimal, Decimal)> = account
        .parts
        .iter()
        .filter(|part| part.role == role)
        .filter_map(|part| Some((part.factor, plan.figure(part.cell)?.value)))
        .filter(|(_, value)| !value.is_zero())
        .collect();
    match terms.as_slice() {
        [] => return total,
        [(factor, _)] if *factor == Decimal::ONE => return total,
        long if long.len() > MAX_TERMS => return total,
        _ => {}
    }
    let mut text = String::new();
    for (index, (factor, value)) in terms.iter().enumerate() {
        let negative = factor.is_sign_negative();
        text.push_str(match (index, negative) {
            (0, false) => "",
            (0, true) => "− ",
            (_, false) => " + ",
            (_, true) => " − ",
        });
        if factor.abs() != Decimal::ONE {
            text.push_str(&format!("{} × ", factor.abs().normalize()));
        }
        text.push_str(&grouped(scale.shown(*value)));
    }
    format!("{text} = {total}")
}
