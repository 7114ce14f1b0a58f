//! Which printed columns suit which columns of a panel.

use std::borrow::Cow;

use super::columns::Slot;
use super::grid::Grid;
use super::header::Printed;
use super::ink::is_code;
use super::words::{KnownColumn, KnownPanel, is_usual_name, names_row};
use crate::document::Document;
use crate::template::ColumnKind;

/// A header word and its path agree.
pub(super) const EXACT: i32 = 100;
/// The word agrees, the words above it do not.
pub(super) const PARTIAL: i32 = 60;
/// The usual name of a column of this kind.
const USUAL: i32 = 50;
/// What an equal column number adds, and another one takes away.
const NUMBER: i32 = 30;
/// The least that makes a column.
const ENOUGH: i32 = 30;

/// How well a printed column's words fit a column; 0 if not at all.
pub(super) fn word_score(printed: &Printed<'_>, column: &KnownColumn<'_>) -> i32 {
    if printed.leaf.is_empty() {
        return 0;
    }
    let usual = if is_usual_name(column.kind, &printed.leaf) {
        USUAL
    } else {
        0
    };
    let paths = column.paths.iter();
    paths
        .map(|path| path_score(printed, path))
        .max()
        .unwrap_or(0)
        .max(usual)
}

/// How well a printed column fits one header word with the words above it.
fn path_score(printed: &Printed<'_>, path: &[Cow<'_, str>]) -> i32 {
    let Some((word, parents)) = path.split_first() else {
        return 0;
    };
    if *word != printed.leaf {
        let joined = printed.parents.last().is_some_and(|parent| {
            let rest = word.strip_prefix(parent.as_ref());
            rest == Some(printed.leaf.as_ref())
        });
        return if joined { EXACT.saturating_sub(1) } else { 0 };
    }
    let mut above = printed.parents.iter().rev();
    let fits = parents
        .iter()
        .all(|part| above.any(|parent| parent == part));
    if fits { EXACT } else { PARTIAL }
}

fn score(printed: &Printed<'_>, column: &KnownColumn<'_>) -> i32 {
    let words = word_score(printed, column);
    let number = match (column.index, printed.number) {
        (Some(asked), Some(read)) if asked == read => NUMBER,
        (Some(_), Some(_)) => NUMBER.saturating_neg(),
        _ => 0,
    };
    if words == 0 && !printed.leaf.is_empty() {
        return 0;
    }
    words.saturating_add(number)
}

/// Assigns the printed columns `start..end` to the columns of a panel, best fits first.
pub(super) fn assign(
    printed: &[Printed<'_>],
    start: usize,
    end: usize,
    panel: &KnownPanel<'_>,
) -> Vec<Option<Slot>> {
    let mut slots: Vec<Option<Slot>> = vec![None; panel.columns.len()];
    let mut free: Vec<bool> = vec![true; end.saturating_sub(start)];
    code_in_parts(printed, start, end, panel, &mut slots, &mut free);
    let mut fits: Vec<(i32, usize, usize, usize)> = Vec::new();
    for (c, column) in panel.columns.iter().enumerate() {
        for (x, printed) in printed.iter().enumerate().take(end).skip(start) {
            let score = score(printed, column);
            if score >= ENOUGH {
                fits.push((score, x.saturating_sub(start).abs_diff(c), c, x));
            }
        }
    }
    fits.sort_by_key(|(score, away, c, x)| (std::cmp::Reverse(*score), *away, *c, *x));
    for (_, _, c, x) in fits {
        let place = x.saturating_sub(start);
        let open = slots.get(c).is_some_and(Option::is_none);
        if open && free.get(place) == Some(&true) {
            take(&mut slots, &mut free, c, place, Slot { first: x, count: 1 });
        }
    }
    last_pair(printed, start, panel, &mut slots, &mut free);
    slots
}

fn take(slots: &mut [Option<Slot>], free: &mut [bool], c: usize, place: usize, slot: Slot) {
    if let Some(open) = slots.get_mut(c) {
        *open = Some(slot);
    }
    for taken in free.iter_mut().skip(place).take(slot.count) {
        *taken = false;
    }
}

/// A code printed in parts: neighbouring columns 类, 款 and 项.
fn code_in_parts(
    printed: &[Printed<'_>],
    start: usize,
    end: usize,
    panel: &KnownPanel<'_>,
    slots: &mut [Option<Slot>],
    free: &mut [bool],
) {
    let Some(code) = panel
        .columns
        .iter()
        .position(|c| c.kind == ColumnKind::Code)
    else {
        return;
    };
    let leaf = |x: usize| printed.get(x).map_or("", |column| column.leaf.as_ref());
    let Some(first) = (start..end).find(|&x| leaf(x) == "类" && leaf(x.saturating_add(1)) == "款")
    else {
        return;
    };
    let third = first.saturating_add(2);
    let count = if third < end && leaf(third) == "项" {
        3
    } else {
        2
    };
    take(
        slots,
        free,
        code,
        first.saturating_sub(start),
        Slot { first, count },
    );
}

/// Body rows that are looked at to tell codes from names.
const SAMPLE_ROWS: usize = 24;

/// One header word over code and name (项目 | | …): what is printed below tells which is which.
pub(super) fn names_by_content(
    document: &Document,
    grid: &Grid,
    start: usize,
    end: usize,
    panel: &KnownPanel<'_>,
    slots: &mut [Option<Slot>],
) {
    let column = |kind| panel.columns.iter().position(|column| column.kind == kind);
    let (Some(label), Some(code)) = (column(ColumnKind::Label), column(ColumnKind::Code)) else {
        return;
    };
    let at = |slots: &[Option<Slot>], c: usize| slots.get(c).copied().flatten();
    let known = match (at(slots, label), at(slots, code)) {
        (Some(slot), None) | (None, Some(slot)) if slot.count == 1 => slot.first,
        _ => return,
    };
    let other = known.saturating_add(1);
    let taken = slots.iter().flatten().any(|slot| slot.first == other);
    if other >= end || taken || known < start {
        return;
    }
    let codes_in = |x: usize| {
        let rows = grid.body.iter().take(SAMPLE_ROWS);
        rows.filter_map(|body| document.blocks.get(body.block as usize))
            .filter_map(|block| document.cells_of(block).get(x))
            .filter(|cell| is_code(document.text_at(**cell)))
            .count()
    };
    let (first, second) = (codes_in(known), codes_in(other));
    let (code_at, label_at) = match first.cmp(&second) {
        std::cmp::Ordering::Greater => (known, other),
        std::cmp::Ordering::Less => (other, known),
        std::cmp::Ordering::Equal => return,
    };
    for (column, first) in [(code, code_at), (label, label_at)] {
        if let Some(slot) = slots.get_mut(column) {
            *slot = Some(Slot { first, count: 1 });
        }
    }
}

/// One column without a place and one place without a column, at the same position: the header
/// spells the column in a way that the template does not know, or its word was lost.
fn last_pair(
    printed: &[Printed<'_>],
    start: usize,
    panel: &KnownPanel<'_>,
    slots: &mut [Option<Slot>],
    free: &mut [bool],
) {
    let same_width = panel.columns.len() == free.len();
    let mut open = slots.iter().enumerate().filter(|(_, slot)| slot.is_none());
    let (Some((c, _)), None) = (open.next(), open.next()) else {
        return;
    };
    let others_in_order = slots
        .iter()
        .enumerate()
        .all(|(index, slot)| slot.is_none_or(|slot| slot.first == start.saturating_add(index)));
    let x = start.saturating_add(c);
    let number_differs = match (
        panel.columns.get(c).and_then(|column| column.index),
        printed.get(x).and_then(|column| column.number),
    ) {
        (Some(asked), Some(read)) => asked != read,
        _ => false,
    };
    let names = panel
        .columns
        .get(c)
        .is_some_and(|column| names_row(column.kind));
    let wordless = printed.get(x).is_some_and(|column| column.leaf.is_empty());
    if same_width && others_in_order && !number_differs && (names || wordless) {
        take(slots, free, c, c, Slot { first: x, count: 1 });
    }
}
