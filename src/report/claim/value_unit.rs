//! The unit of an amount that was printed without one.

use super::read::{ClaimRow, List};
use crate::figure::Unit;
use crate::template::ClaimDef;

/// The unit of the amounts nearest in the same list: of the row itself, of the rows of its list, of
/// its section.
pub(super) fn inherited_unit(claim: &ClaimDef, rows: &[ClaimRow], row: &ClaimRow) -> Option<Unit> {
    let same_list = |other: &&ClaimRow| {
        other.section == row.section && other.position.map(|p| p.0) == row.position.map(|p| p.0)
    };
    let same_section = |other: &&ClaimRow| other.section == row.section;
    unit_of(claim, row)
        .or_else(|| {
            rows.iter()
                .filter(same_list)
                .find_map(|other| unit_of(claim, other))
        })
        .or_else(|| {
            rows.iter()
                .filter(same_section)
                .find_map(|other| unit_of(claim, other))
        })
}

fn unit_of(claim: &ClaimDef, row: &ClaimRow) -> Option<Unit> {
    let amount = |unit: Unit| {
        matches!(
            unit,
            Unit::Yuan | Unit::ThousandYuan | Unit::WanYuan | Unit::YiYuan
        )
    };
    let known = |list: &List, pattern: usize| list.of(&claim.compiled).get(pattern).is_some();
    row.parts
        .iter()
        .filter(|(list, found)| known(list, found.pattern))
        .flat_map(|(_, found)| found.captures.iter())
        .filter(|capture| capture.number.is_some())
        .filter_map(|capture| capture.unit)
        .find(|unit| amount(*unit))
}
