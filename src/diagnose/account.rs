//! What a check compared: both sides, and every cell that took part with its side and factor.

use rust_decimal::Decimal;

use super::Role;
use crate::eval::{CheckId, Comparison, Plan};
use crate::report::CellRef;

/// A cell of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) cell: CellRef,
    pub(super) role: Role,
    pub(super) factor: Decimal,
}

/// A check laid open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Account {
    /// Both sides in canonical units; `None` for checks that compare no figures.
    pub(super) sides: Option<Comparison>,
    /// Left side first, then the right, then what led there; each in the order of the report.
    pub(super) parts: Vec<Part>,
}

/// Lays a check open.
pub(super) fn account(plan: &Plan, check: CheckId) -> Account {
    let mut parts = Vec::new();
    for term in plan.terms(check) {
        let Some(cell) = plan.cell_of(term.figure) else {
            continue;
        };
        if !term.left.is_zero() {
            parts.push(Part {
                cell,
                role: Role::Left,
                factor: term.left,
            });
        }
        if !term.right.is_zero() {
            parts.push(Part {
                cell,
                role: Role::Right,
                factor: term.right,
            });
        }
    }
    if parts.is_empty() {
        let cells = plan.cells(check).into_iter();
        parts.extend(cells.map(|cell| Part {
            cell,
            role: Role::Context,
            factor: Decimal::ONE,
        }));
    }
    parts.sort_by_key(|part| (order(part.role), part.cell));
    Account {
        sides: plan.compare(check),
        parts,
    }
}

fn order(role: Role) -> u8 {
    match role {
        Role::Left => 0,
        Role::Right => 1,
        Role::Context => 2,
    }
}
