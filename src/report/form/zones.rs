//! Cuts an instance into zones: fields, inner tables, totals, and what is not read.

use std::borrow::Cow;

use super::header::{Keys, is_stacked, keys, names, opening_strength};
use super::instance::Instance;
use crate::document::{Block, Document, Place, label_key};
use crate::report::claim::OwnLine;
use crate::template::{FormDef, FormTableDef, TotalDef};

/// A row of the document inside a form.
#[derive(Debug, Clone)]
pub(super) struct FormRow<'d> {
    /// Its cells.
    pub cells: Cow<'d, [Place]>,
    /// Their texts.
    pub texts: Vec<&'d str>,
}

/// One printed inner table.
#[derive(Debug, Clone)]
pub(super) struct Zone<'d> {
    /// Index into `FormDef::tables`.
    pub table: usize,
    /// Header rows.
    pub header: Vec<FormRow<'d>>,
    /// Body rows.
    pub body: Vec<FormRow<'d>>,
}

/// An instance with its parts told apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Zoned<'d> {
    /// Rows that hold labels and values.
    pub field_rows: Vec<FormRow<'d>>,
    /// Lines that hold a label, a colon and a value.
    pub field_lines: Vec<Place>,
    /// Inner tables in printed order.
    pub zones: Vec<Zone<'d>>,
    /// Total rows with the index of their definition.
    pub totals: Vec<(usize, FormRow<'d>)>,
    /// All lines and cells of prose.
    pub prose: Vec<OwnLine>,
}

/// Longest line in a table that is a note or a page number, in bytes.
const NOTE: usize = 30;

enum State {
    Fields,
    Table,
    Prose,
    Skip,
}

/// Walks the blocks of one instance.
pub(super) fn cut<'d>(document: &'d Document, instance: &Instance, form: &FormDef) -> Zoned<'d> {
    let mut zoned = Zoned::default();
    let mut state = State::Fields;
    for block in document
        .blocks
        .get(instance.first..instance.end)
        .unwrap_or(&[])
    {
        match block {
            Block::Row { .. } => {
                let cells = document.cells_of(block);
                let texts = cells.iter().map(|&cell| document.text_at(cell)).collect();
                let row = FormRow {
                    cells: Cow::Borrowed(cells),
                    texts,
                };
                state = place_row(&mut zoned, state, row, form);
            }
            Block::Paragraph { place } => {
                if !instance.heading.is_empty() && document.text_at(*place).len() > NOTE {
                    // A report goes on in words after its table.
                    state = State::Skip;
                }
                zoned.prose.push(OwnLine {
                    place: *place,
                    is_cell: false,
                });
                zoned.field_lines.push(*place);
            }
            Block::Break | Block::Noise { .. } => {}
        }
    }
    drop_unlabelled_totals(&mut zoned, form);
    zoned
}

fn place_row<'d>(zoned: &mut Zoned<'d>, state: State, row: FormRow<'d>, form: &FormDef) -> State {
    let keys = keys(&row.texts);
    if let Some(total) = total_named(&keys, &row, form) {
        zoned.totals.push((total, row));
        return State::Skip;
    }
    if let Some(table) = opened_table(&keys, form) {
        return open(zoned, table, row);
    }
    if matches!(state, State::Table)
        && let Some(zone) = zoned.zones.last_mut()
        && zone.body.is_empty()
        && let Some(table) = form.tables.get(zone.table)
        && zone.header.len() < usize::from(table.header_rows.max(1))
        && is_stacked(&row.texts, &keys, table)
    {
        zone.header.push(row);
        return State::Table;
    }
    if opens_zone(&keys, &form.other_zones) {
        return State::Skip;
    }
    if matches!(state, State::Prose) || opens_zone(&keys, &form.prose_zones) {
        push_prose(zoned, &row);
        return State::Prose;
    }
    match state {
        State::Fields => zoned.field_rows.push(row),
        State::Table => {
            if let Some(zone) = zoned.zones.last_mut() {
                push_or_join(zone, row);
            }
        }
        State::Skip | State::Prose => {}
    }
    state
}

/// Every printed cell of a row is a line of prose.
fn push_prose(zoned: &mut Zoned<'_>, row: &FormRow<'_>) {
    let printed = row.cells.iter().zip(&row.texts);
    let printed = printed.filter(|(_, text)| !text.is_empty());
    zoned.prose.extend(printed.map(|(cell, _)| OwnLine {
        place: *cell,
        is_cell: true,
    }));
}

/// A row that a line break cut in two: the first part is narrower than the header and empty on the
/// left, and the next row supplies exactly the cells it lacks.
fn push_or_join<'d>(zone: &mut Zone<'d>, row: FormRow<'d>) {
    let width = zone
        .header
        .iter()
        .map(|row| row.texts.len())
        .max()
        .unwrap_or(0);
    if let Some(cut) = zone.body.last_mut()
        && cut.texts.len() < width
        && cut.texts.len() + row.texts.len() == width
        && cut.texts.first().is_some_and(|text| text.is_empty())
        && row.texts.first().is_some_and(|text| !text.is_empty())
    {
        cut.cells.to_mut().extend(row.cells.iter().copied());
        cut.texts.extend(row.texts);
        return;
    }
    zone.body.push(row);
}

/// Begins a zone, or passes over a header that a page break repeats.
fn open<'d>(zoned: &mut Zoned<'d>, table: usize, row: FormRow<'d>) -> State {
    let repeats = zoned.zones.last().is_some_and(|zone| {
        zone.table == table
            && zone
                .header
                .first()
                .is_some_and(|first| same_words(first, &row))
    });
    if !repeats {
        zoned.zones.push(Zone {
            table,
            header: vec![row],
            body: Vec::new(),
        });
    }
    State::Table
}

fn same_words(one: &FormRow<'_>, other: &FormRow<'_>) -> bool {
    let words = |row: &FormRow<'_>| -> Keys {
        keys(&row.texts)
            .into_iter()
            .filter(|key| !key.is_empty())
            .collect()
    };
    words(one) == words(other)
}

fn opened_table(keys: &Keys, form: &FormDef) -> Option<usize> {
    form.tables
        .iter()
        .enumerate()
        .filter_map(|(index, table)| opening_strength(keys, table).map(|held| (held, index)))
        .max_by_key(|(held, index)| (*held, std::cmp::Reverse(*index)))
        .map(|(_, index)| index)
}

fn total_named(keys: &Keys, row: &FormRow<'_>, form: &FormDef) -> Option<usize> {
    let first = keys.iter().find(|key| !key.is_empty())?;
    let named = |total: &TotalDef| total.names.iter().any(|name| *label_key(name) == **first);
    let index = form.totals.iter().position(named)?;
    // The label of a funds row may be a total's word too (合计): a total line holds no more cells
    // than its label and its figures.
    let printed = row.texts.iter().filter(|text| !text.is_empty()).count();
    let expected = form
        .totals
        .get(index)
        .map_or(1, |total| total.figures.len().max(1));
    (printed <= expected + 1).then_some(index)
}

/// Whether one of the first two printed cells is a word that opens a zone; it may go on with a
/// bracket (扣分项（10分）).
fn opens_zone(keys: &Keys, words: &[String]) -> bool {
    keys.iter()
        .filter(|key| !key.is_empty())
        .take(2)
        .any(|key| words.iter().any(|word| names(key, &label_key(word))))
}

/// A total without label is the last row of the last table that holds nothing but its figures.
fn drop_unlabelled_totals(zoned: &mut Zoned<'_>, form: &FormDef) {
    let Some((index, total)) = form
        .totals
        .iter()
        .enumerate()
        .find(|(_, total)| total.unlabelled)
    else {
        return;
    };
    if !zoned.totals.is_empty() {
        return;
    }
    let Some(zone) = zoned.zones.last_mut() else {
        return;
    };
    let figures = |row: &FormRow<'_>| {
        let printed: Vec<_> = row.texts.iter().filter(|text| !text.is_empty()).collect();
        printed.len() == total.figures.len().max(1)
            && printed
                .iter()
                .all(|text| crate::figure::read_number(text).is_some())
    };
    if zone.body.last().is_some_and(figures)
        && let Some(row) = zone.body.pop()
    {
        zoned.totals.push((index, row));
    }
}

/// A table's definition by index; for callers that hold a [`Zone`].
pub(super) fn table_of<'t>(form: &'t FormDef, zone: &Zone<'_>) -> Option<&'t FormTableDef> {
    form.tables.get(zone.table)
}
