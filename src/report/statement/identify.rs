//! Which row is which: rows that the template declares, parents by code, rows that cannot be told
//! apart.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::document::label_key;
use crate::report::model::{Doubt, Row, RowId, Table};
use crate::template::RowDef;

/// Fills in what only the whole table tells of its rows.
pub(super) fn identify(table: &mut Table, declared: &[RowDef]) {
    declare(&mut table.rows, declared);
    codes(&mut table.rows);
    names(&mut table.rows);
}

/// Finds the declared rows by name; line numbers and the row above decide among equal names.
fn declare(rows: &mut [Row], declared: &[RowDef]) {
    if declared.is_empty() {
        return;
    }
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, def) in declared.iter().enumerate() {
        for name in std::iter::once(&def.id).chain(&def.names) {
            let list = by_name.entry(label_key(name).into_owned()).or_default();
            if !list.contains(&index) {
                list.push(index);
            }
        }
    }
    let mut places: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (index, row) in rows.iter().enumerate() {
        if by_name.contains_key(row.key.as_str()) {
            places.entry(row.key.as_str()).or_default().push(index);
        }
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (key, candidates) in &by_name {
        if let Some(at) = places.get(key.as_str()) {
            found.extend(matched(rows, at, declared, candidates));
        }
    }
    for (row, def) in found {
        if let Some(row) = rows.get_mut(row) {
            row.declared = u16::try_from(def).ok();
        }
    }
}

/// Pairs the rows of one name with the declared rows that bear it.
fn matched(
    rows: &[Row],
    at: &[usize],
    declared: &[RowDef],
    candidates: &[usize],
) -> Vec<(usize, usize)> {
    if let ([def], _) = (candidates, at.len()) {
        return at.iter().map(|row| (*row, *def)).collect();
    }
    let mut pairs = Vec::new();
    let mut rows_left: Vec<usize> = at.to_vec();
    let mut defs_left: Vec<usize> = candidates.to_vec();
    let same_line = |row: usize, def: usize| {
        let line = rows.get(row).and_then(|row| row.line);
        line.is_some() && line == declared.get(def).and_then(|def| def.line)
    };
    let first_above: Vec<(usize, usize)> = candidates
        .iter()
        .filter_map(|&def| {
            let above = label_key(declared.get(def)?.under.as_deref()?);
            let first = rows.iter().position(|row| row.key == above)?;
            Some((def, first))
        })
        .collect();
    let under = |row: usize, def: usize| {
        let mut above = first_above.iter();
        above.any(|(other, first)| *other == def && *first < row)
    };
    for rule in [&same_line as &dyn Fn(usize, usize) -> bool, &under] {
        for def in defs_left.clone() {
            let mut fits = rows_left.iter().copied().filter(|&row| rule(row, def));
            if let (Some(row), None) = (fits.next(), fits.next()) {
                pairs.push((row, def));
                rows_left.retain(|&other| other != row);
                defs_left.retain(|&other| other != def);
            }
        }
    }
    // What is left stands in the same order on paper and in the template.
    if rows_left.len() == defs_left.len() {
        pairs.extend(rows_left.into_iter().zip(defs_left));
    } else if let (&[row], Some(&def)) = (
        rows_left.as_slice(),
        defs_left
            .iter()
            .find(|&&def| declared.get(def).is_some_and(|def| def.under.is_none())),
    ) {
        pairs.push((row, def));
    }
    pairs
}

/// Parents by code (a code without its last two digits), and codes printed twice.
fn codes(rows: &mut [Row]) {
    let mut by_code: FxHashMap<&str, u32> = FxHashMap::default();
    let mut doubled: Vec<usize> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let (Some(code), Ok(place)) = (&row.code, u32::try_from(index)) else {
            continue;
        };
        let first = *by_code.entry(code.as_str()).or_insert(place);
        if first != place {
            doubled.extend([first as usize, index]);
        }
    }
    if by_code.is_empty() {
        return;
    }
    let parents: Vec<Option<RowId>> = rows
        .iter()
        .map(|row| {
            let code = row.code.as_deref()?;
            let above = code.get(..code.len().checked_sub(2)?)?;
            by_code.get(above).copied().map(RowId)
        })
        .collect();
    for (row, parent) in rows.iter_mut().zip(parents) {
        row.parent = parent;
    }
    doubt(rows, &doubled);
}

/// Names printed twice where neither code nor line number nor declaration tells the rows apart.
fn names(rows: &mut [Row]) {
    let mut first_of: FxHashMap<(Option<u16>, Option<u16>, &str), usize> = FxHashMap::default();
    let mut doubled: Vec<usize> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        if row.code.is_some() || row.key.is_empty() {
            continue;
        }
        let first = *first_of
            .entry((row.line, row.declared, row.key.as_str()))
            .or_insert(index);
        if first != index {
            doubled.extend([first, index]);
        }
    }
    doubt(rows, &doubled);
}

fn doubt(rows: &mut [Row], doubled: &[usize]) {
    for index in doubled {
        if let Some(row) = rows.get_mut(*index) {
            row.doubt.get_or_insert(Doubt::Ambiguous);
        }
    }
}
