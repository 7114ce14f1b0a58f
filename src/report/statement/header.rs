//! The header of a table: each printed column with its words and its number.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::grid::Grid;
use super::ink::{is_printed, ordinal};
use super::words::header_key;
use crate::document::{CellSpan, Document, Place};

/// A printed column as its header describes it.
#[derive(Debug, Default)]
pub(super) struct Printed<'d> {
    /// The lowest word above the body.
    pub(super) leaf: Cow<'d, str>,
    /// The words above it, from the top.
    pub(super) parents: SmallVec<[Cow<'d, str>; 3]>,
    /// Place of the leaf.
    pub(super) place: Option<Place>,
    /// Number in the line of column numbers.
    pub(super) number: Option<u16>,
}

/// Reads the header: every printed column's own words and those that span it.
pub(super) fn printed_columns<'d>(document: &'d Document, grid: &Grid) -> Vec<Printed<'d>> {
    let row = |block: u32| -> &'d [CellSpan] {
        document
            .blocks
            .get(block as usize)
            .map_or(&[], |block| document.cells_of(block))
    };
    let rows: Vec<&[CellSpan]> = grid
        .header
        .iter()
        .map(|block| row(*block))
        .filter(|cells| grid.header.len() == 1 || grid.fits(cells))
        .collect();
    let keys: Vec<Vec<Cow<'d, str>>> = rows
        .iter()
        .map(|cells| {
            let key = |cell: &CellSpan| header_key(document.text_at(*cell));
            cells.iter().map(key).collect()
        })
        .collect();
    let numbers = grid.index.map(row).unwrap_or(&[]);
    (0..grid.width)
        .map(|x| {
            let mut printed = words_over(&keys, x);
            printed.place = rows
                .iter()
                .rev()
                .filter_map(|cells| cells.get(x))
                .find(|cell| is_printed(cell))
                .copied();
            printed.number = numbers
                .get(x)
                .and_then(|cell| ordinal(document.text_at(*cell)));
            printed
        })
        .collect()
}

/// The lowest word over a column and the words above that, merged cells to the left included.
fn words_over<'d>(keys: &[Vec<Cow<'d, str>>], x: usize) -> Printed<'d> {
    let at = |y: usize, x: usize| {
        let key = keys.get(y).and_then(|row| row.get(x));
        key.filter(|key| !key.is_empty())
    };
    let lowest = |x: usize| (0..keys.len()).rev().find(|&y| at(y, x).is_some());
    let Some(leaf) = lowest(x) else {
        return Printed::default();
    };
    let parents = (0..leaf).filter_map(|y| {
        let own = at(y, x);
        if own.is_some() {
            return own.cloned();
        }
        // A merged word stands in its leftmost cell only, and has words below it there too.
        let left = (0..x).rev().find(|&left| at(y, left).is_some())?;
        (lowest(left) > Some(y))
            .then(|| at(y, left).cloned())
            .flatten()
    });
    Printed {
        leaf: at(leaf, x).cloned().unwrap_or_default(),
        parents: parents.collect(),
        ..Printed::default()
    }
}
