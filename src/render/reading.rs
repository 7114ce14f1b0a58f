//! What of a bound report is shown: its tables, what is doubtful in it, texts on one line.

use super::messages::Words;
use crate::document::Place;
use crate::report::{Content, Doubt, NoteKind, Report, Sighting, Table};
use crate::template::{ColumnId, ColumnKind, TableId, TableKind, TableSchema};

/// A logical table with its place in the schema.
pub(crate) struct Listed<'r> {
    pub(crate) id: TableId,
    pub(crate) schema: &'r TableSchema,
    pub(crate) table: &'r Table,
}

/// All logical tables but `报告` and `报表`, which are made from the others.
pub(crate) fn listed(report: &Report) -> impl Iterator<Item = Listed<'_>> {
    let schemas = report.template.schema.tables.iter();
    schemas
        .zip(&report.tables)
        .enumerate()
        .filter_map(|(index, (schema, table))| {
            let id = TableId(u16::try_from(index).ok()?);
            let made = matches!(schema.kind, TableKind::Report | TableKind::Statements);
            (!made).then_some(Listed { id, schema, table })
        })
}

/// First and last line of all parts of a table.
pub(crate) fn extent(sightings: &[Sighting]) -> Option<(u32, u32)> {
    let first = sightings.iter().map(|part| part.first).min()?;
    let last = sightings.iter().map(|part| part.last).max()?;
    Some((first, last))
}

/// All cells, and all rows, that were not read with certainty.
pub(crate) fn doubtful_cells(report: &Report) -> impl Iterator<Item = (TableId, Doubt, Place)> {
    listed(report).flat_map(|listed| {
        let id = listed.id;
        let rows = listed.table.rows.iter();
        let rows = rows.filter_map(move |row| Some((id, row.doubt?, row.place)));
        let cells = listed
            .table
            .cells
            .iter()
            .filter_map(move |cell| match cell.content {
                Content::Uncertain(why) => Some((id, why, cell.place)),
                _ => None,
            });
        rows.chain(cells)
    })
}

/// The words of a note's kind.
pub(crate) fn note_kind(kind: NoteKind, words: &'static Words) -> &'static str {
    match kind {
        NoteKind::SplitNumber => words.note_split_number,
        NoteKind::RowNotPlaced => words.note_row_not_placed,
        NoteKind::UnknownColumn => words.note_unknown_column,
        NoteKind::WidthDiffers => words.note_width_differs,
        NoteKind::UnknownTable => words.note_unknown_table,
        NoteKind::DuplicateTable => words.note_duplicate_table,
        NoteKind::UnitMissing => words.note_unit_missing,
        NoteKind::PercentSignMissing => words.note_percent_missing,
        NoteKind::ClaimsGivenUp => words.note_claims_given_up,
    }
}

/// A printed text on one line, without control characters.
pub(crate) fn one_line(text: &str) -> String {
    text.split(char::is_whitespace)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .replace(char::is_control, "")
}

/// Whether cells of a column are figures.
pub(crate) fn holds_figures(report: &Report, table: TableId, column: ColumnId) -> bool {
    let schema = report.template.schema.get(table);
    let column = schema.and_then(|schema| schema.columns.get(column.0 as usize));
    column.is_some_and(|column| {
        !matches!(
            column.kind,
            ColumnKind::Label | ColumnKind::Line | ColumnKind::Code | ColumnKind::Text
        )
    })
}
