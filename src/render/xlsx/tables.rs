//! The report's own tables as sheets, with marked cells and notes.

use std::collections::BTreeMap;

use super::cells::{Ink, Value};
use crate::diagnostic::Lang;
use crate::render::messages::{Words, doubt, fill};
use crate::render::view::CheckedView;
use crate::report::{Cell, CellRef, Content, Presence, RowId, Table};
use crate::template::{ColumnId, TableId, TableKind, TableSchema};

/// Longest name of a sheet.
const MAX_NAME: usize = 31;

/// A table of the report, written out.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) heads: Vec<String>,
    pub(super) rows: Vec<Vec<Written>>,
}

/// A cell, its look, and a note on it.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) value: Value,
    pub(super) ink: Ink,
    pub(super) note: Option<String>,
}

/// Every table that was found, those made by the program left out.
pub(super) fn tables(view: &CheckedView<'_>, lang: Lang) -> Vec<Sheet> {
    let marks = marks(view, lang);
    let schema = &view.report.template.schema;
    let tables = schema.tables.iter().zip(&view.report.tables).enumerate();
    tables
        .filter(|(_, (schema, table))| {
            let made = matches!(schema.kind, TableKind::Report | TableKind::Statements);
            !made && table.presence == Presence::Found && !table.rows.is_empty()
        })
        .map(|(index, (schema, table))| {
            let id = TableId(u16::try_from(index).unwrap_or(u16::MAX));
            sheet(view, id, schema, table, &marks, lang)
        })
        .collect()
}

/// The finding numbers and whether the cell is suspected, for every cell of evidence.
type Marks = BTreeMap<CellRef, (Ink, String)>;

fn marks(view: &CheckedView<'_>, lang: Lang) -> Marks {
    let words = Words::of(lang);
    let mut marks = Marks::new();
    for (number, finding) in view.findings.findings.iter().enumerate() {
        let suspect = finding.cause.as_ref().and_then(|cause| cause.cell);
        for cell in finding.evidence.iter().filter_map(|evidence| evidence.cell) {
            let number = number.saturating_add(1).to_string();
            let said = fill(words.marked, &[("n", &number)]);
            let said = format!("{said}{}{}", words.colon, finding.message.get(lang));
            let (ink, note) = marks.entry(cell).or_insert((Ink::Warning, String::new()));
            if suspect == Some(cell) {
                *ink = Ink::Suspect;
            }
            if !note.is_empty() {
                note.push('\n');
            }
            note.push_str(&said);
        }
    }
    marks
}

fn sheet(
    view: &CheckedView<'_>,
    id: TableId,
    schema: &TableSchema,
    table: &Table,
    marks: &Marks,
    lang: Lang,
) -> Sheet {
    let words = Words::of(lang);
    let columns: Vec<(ColumnId, &str)> = schema
        .columns
        .iter()
        .zip(&table.has_column)
        .enumerate()
        .filter(|(_, (_, has))| **has)
        .map(|(index, (column, _))| {
            (
                ColumnId(u16::try_from(index).unwrap_or(u16::MAX)),
                column.id.as_str(),
            )
        })
        .collect();
    let mut heads = vec![words.line.to_owned()];
    heads.extend(columns.iter().map(|(_, id)| (*id).to_owned()));
    let rows = table.rows.iter().enumerate();
    let rows = rows
        .map(|(index, row)| {
            let row_id = RowId(u32::try_from(index).unwrap_or(u32::MAX));
            let line = view.report.document.locate(row.place).line;
            let mut cells = vec![Written {
                value: Value::Count(line),
                ink: Ink::Faint,
                note: None,
            }];
            cells.extend(columns.iter().map(|(column, _)| {
                let at = CellRef {
                    table: id,
                    row: row_id,
                    column: *column,
                };
                written(view, at, table.cell(row_id, *column), marks, lang)
            }));
            cells
        })
        .collect();
    Sheet {
        name: sheet_name(&schema.path),
        heads,
        rows,
    }
}

fn written(
    view: &CheckedView<'_>,
    at: CellRef,
    cell: Option<&Cell>,
    marks: &Marks,
    lang: Lang,
) -> Written {
    let words = Words::of(lang);
    let Some(cell) = cell else {
        return Written {
            value: Value::Blank,
            ink: Ink::Plain,
            note: None,
        };
    };
    let (value, mut ink, mut note) = match cell.content {
        Content::Figure(figure) => {
            let ink = if view.coverage.rules_on(at) == 0 {
                Ink::Unheld
            } else {
                Ink::Plain
            };
            (Value::Number(figure.value), ink, None)
        }
        Content::Uncertain(why) => (
            Value::from(view.report.text(cell)),
            Ink::Doubtful,
            Some(doubt(why, lang).to_owned()),
        ),
        Content::Unreadable => {
            let note = words.unreadable.to_owned();
            (
                Value::from(view.report.text(cell)),
                Ink::Doubtful,
                Some(note),
            )
        }
        _ => (Value::from(view.report.text(cell)), Ink::Plain, None),
    };
    if let Some((marked, said)) = marks.get(&at) {
        ink = *marked;
        note = Some(said.clone());
    }
    Written { value, ink, note }
}

/// A name that Excel takes: none of `[]:*?/\`, not too long.
fn sheet_name(path: &str) -> String {
    let name = path
        .chars()
        .map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c });
    name.take(MAX_NAME).collect()
}
