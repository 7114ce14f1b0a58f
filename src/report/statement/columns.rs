//! Which printed column is which: panels side by side, repeated groups, the columns of each.

use super::grid::Grid;
use super::header::{Printed, printed_columns};
use super::matching::{EXACT, PARTIAL, assign, names_by_content, word_score};
use super::words::{KnownPanel, KnownTable, holds_figures, names_row};
use crate::document::{Document, Place};
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
