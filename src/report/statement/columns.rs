//! Which printed column is which: header words in stacked rows, column numbers, panels side by side.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::grid::Grid;
use super::ink::{is_code, is_printed, ordinal};
use super::words::{
    KnownColumn, KnownPanel, KnownTable, header_key, holds_figures, is_usual_name, names_row,
};
use crate::document::{CellSpan, Document, Place};
use crate::template::ColumnKind;

/// Printed columns that make up one logical column; more than one for a code in parts (类 款 项).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    /// First printed column.
    pub(super) first: usize,
    /// How many.
    pub(super) count: usize,
}

/// One grid of a panel: a repeated panel has several.
#[derive(Debug)]
pub(super) struct Group {
    /// Index into `TableDef::panels`.
    pub(super) panel: usize,
    /// For each column of the panel, where it stands.
    pub(super) slots: Vec<Option<Slot>>,
    /// Where labels stand.
    pub(super) label: Option<Slot>,
    /// Where codes stand.
    pub(super) code: Option<Slot>,
    /// Where 行次 stands.
    pub(super) line: Option<Slot>,
    /// Printed columns of figures.
    pub(super) figures: Vec<usize>,
    /// First printed column of the group.
    pub(super) start: usize,
    /// One past its last printed column.
    pub(super) end: usize,
}

/// The columns of a table.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// From left to right.
    pub(super) groups: Vec<Group>,
    /// Header cells that name no column of the template.
    pub(super) unknown: Vec<Place>,
}

/// A printed column as its header describes it.
#[derive(Debug, Default)]
struct Printed<'d> {
    /// The lowest word above the body.
    leaf: Cow<'d, str>,
    /// The words above it, from the top.
    parents: SmallVec<[Cow<'d, str>; 3]>,
    /// Place of the leaf.
    place: Option<Place>,
    /// Number in the line of column numbers.
    number: Option<u16>,
}

/// Finds the columns of a table in its header.
pub(super) fn layout(document: &Document, grid: &Grid, table: &KnownTable<'_>) -> Layout {
    let printed = printed_columns(document, grid);
    let starts = group_starts(&printed, table);
    let panels = panels_of(&printed, &starts, table);
    let mut layout = Layout::default();
    for (index, (&start, panel)) in starts.iter().zip(panels).enumerate() {
        let end = starts
            .get(index.saturating_add(1))
            .copied()
            .unwrap_or(printed.len());
        let Some(def) = table.panels.get(panel) else {
            continue;
        };
        let mut slots = assign(&printed, start, end, def);
        names_by_content(document, grid, start, end, def, &mut slots);
        let taken = |x: usize| {
            slots
                .iter()
                .flatten()
                .any(|slot| (slot.first..slot.first.saturating_add(slot.count)).contains(&x))
        };
        let strange = printed.iter().enumerate().take(end).skip(start);
        layout.unknown.extend(
            strange
                .filter(|(x, column)| !taken(*x) && !column.leaf.is_empty())
                .filter_map(|(_, column)| column.place),
        );
        layout.groups.push(group_of(panel, def, slots, start, end));
    }
    layout
}

fn group_of(
    panel: usize,
    known: &KnownPanel<'_>,
    slots: Vec<Option<Slot>>,
    start: usize,
    end: usize,
) -> Group {
    let placed = || known.columns.iter().zip(&slots);
    let of_kind = |kind| placed().find_map(|(column, slot)| slot.filter(|_| column.kind == kind));
    Group {
        panel,
        label: of_kind(ColumnKind::Label),
        code: of_kind(ColumnKind::Code),
        line: of_kind(ColumnKind::Line),
        figures: placed()
            .filter(|(column, _)| holds_figures(column.kind))
            .filter_map(|(_, slot)| slot.map(|slot| slot.first))
            .collect(),
        slots,
        start,
        end,
    }
}

/// Reads the header: every printed column's own words and those that span it.
fn printed_columns<'d>(document: &'d Document, grid: &Grid) -> Vec<Printed<'d>> {
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
        .filter(|cells| cells.len() == grid.width || grid.header.len() == 1)
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

/// Where panels and repeated groups of columns begin.
fn group_starts(printed: &[Printed<'_>], table: &KnownTable<'_>) -> Vec<usize> {
    let mut starts = vec![0];
    let repeats = table.panels.iter().any(|panel| panel.may_repeat);
    if table.panels.len() <= 1 && !repeats {
        return starts;
    }
    let first_leaf = printed.first().map_or("", |column| column.leaf.as_ref());
    let mut figures = 0;
    for (x, column) in printed.iter().enumerate() {
        let opens = !column.leaf.is_empty()
            && (column.leaf == first_leaf
                || table.panels.iter().any(|panel| opens_panel(column, panel)));
        if opens && figures > 0 {
            starts.push(x);
            figures = 0;
        } else if x > 0 && is_figure_column(column, table) {
            figures += 1;
        }
    }
    starts
}

/// Whether a printed column is the first of a panel.
fn opens_panel(column: &Printed<'_>, panel: &KnownPanel<'_>) -> bool {
    panel.columns.first().is_some_and(|first| {
        (names_row(first.kind) || !panel.id.is_empty()) && word_score(column, first) >= EXACT
    })
}

fn is_figure_column(column: &Printed<'_>, table: &KnownTable<'_>) -> bool {
    let mut columns = table.panels.iter().flat_map(|panel| &panel.columns);
    columns.any(|def| !names_row(def.kind) && word_score(column, def) >= PARTIAL)
}

/// Which panel each group belongs to: by the word above it, else in order.
fn panels_of(printed: &[Printed<'_>], starts: &[usize], table: &KnownTable<'_>) -> Vec<usize> {
    if table.panels.len() <= 1 {
        return vec![0; starts.len()];
    }
    let above = |start: usize| {
        printed
            .get(start)
            .and_then(|column| column.parents.first())
            .map_or("", |word| word.as_ref())
    };
    let named = |word: &str| {
        let mut hits = table.panels.iter().enumerate().filter(|(_, panel)| {
            let id = panel.id.as_ref();
            !word.is_empty() && !id.is_empty() && (word.contains(id) || id.contains(word))
        });
        hits.next()
            .filter(|_| hits.next().is_none())
            .map(|(index, _)| index)
    };
    let by_name: Vec<Option<usize>> = starts.iter().map(|start| named(above(*start))).collect();
    let mut panels = Vec::with_capacity(starts.len());
    let mut last: Option<(usize, &str)> = None;
    for (&start, by_name) in starts.iter().zip(by_name) {
        let word = above(start);
        let panel = by_name.unwrap_or(match last {
            None => 0,
            Some((panel, before)) if !word.is_empty() && word == before => panel,
            Some((panel, _)) => panel.saturating_add(1),
        });
        panels.push(panel);
        last = Some((panel, word));
    }
    panels
}

/// A header word and its path agree.
const EXACT: i32 = 100;
/// The word agrees, the words above it do not.
const PARTIAL: i32 = 60;
/// The usual name of a column of this kind.
const USUAL: i32 = 50;
/// What an equal column number adds, and another one takes away.
const NUMBER: i32 = 30;
/// The least that makes a column.
const ENOUGH: i32 = 30;

/// How well a printed column's words fit a column; 0 if not at all.
fn word_score(printed: &Printed<'_>, column: &KnownColumn<'_>) -> i32 {
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
fn assign(
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
fn names_by_content(
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
