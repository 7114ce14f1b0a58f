//! How a report was read, as JSON.

use serde::Serialize;

use super::identity::missing;
use super::json::{JsonFit, JsonTable, SCHEMA, fits, tables};
use super::messages::{Words, doubt};
use super::reading::{doubtful_cells, note_kind, one_line};
use crate::diagnostic::Lang;
use crate::document::Format;
use crate::figure::Unit;
use crate::report::{Fit, Report};
use crate::template::TableId;

#[derive(Serialize)]
struct JsonReading<'r> {
    schema: u32,
    gouji: &'static str,
    path: &'r str,
    encoding: &'static str,
    format: &'static str,
    template: &'r str,
    fits: Vec<JsonFit<'r>>,
    not_found: Vec<String>,
    year: Option<i32>,
    body: Option<&'r str>,
    unit: Option<&'static str>,
    tables: Vec<JsonTable<'r>>,
    doubts: Vec<JsonDoubt<'r>>,
    notes: Vec<JsonNote<'r>>,
}

#[derive(Serialize)]
struct JsonDoubt<'r> {
    table: &'r str,
    why: &'static str,
    line: u32,
    start: u32,
    end: u32,
    printed: String,
}

#[derive(Serialize)]
struct JsonNote<'r> {
    kind: &'static str,
    table: Option<&'r str>,
    line: u32,
    detail: String,
}

/// Everything that was read from a report, as one JSON object.
#[must_use]
pub fn reading(report: &Report, scores: &[(String, Fit)], lang: Lang) -> String {
    let document = &report.document;
    let chosen = scores.iter().find(|(id, _)| *id == report.template.id);
    let reading = JsonReading {
        schema: SCHEMA,
        gouji: env!("CARGO_PKG_VERSION"),
        path: &document.name,
        encoding: document.encoding,
        format: match document.format {
            Format::TabSeparated => "tab-separated",
            Format::CellPerLine => "cell-per-line",
            Format::BlankAligned => "blank-aligned",
        },
        template: &report.template.id,
        fits: fits(scores),
        not_found: chosen.map_or(Vec::new(), |(_, fit)| missing(fit, lang)),
        year: report.identity.year.map(|(year, _)| year),
        body: report.identity.body.as_ref().map(|(body, _)| body.as_str()),
        unit: report.identity.unit.map(Unit::symbol),
        tables: tables(report),
        doubts: doubts(report, lang),
        notes: notes(report, lang),
    };
    let mut text = serde_json::to_string_pretty(&reading).unwrap_or_default();
    text.push('\n');
    text
}

fn path(report: &Report, table: TableId) -> &str {
    report
        .template
        .schema
        .get(table)
        .map_or("", |schema| schema.path.as_str())
}

fn doubts(report: &Report, lang: Lang) -> Vec<JsonDoubt<'_>> {
    doubtful_cells(report)
        .map(|(table, why, place)| {
            let at = report.document.locate(place);
            JsonDoubt {
                table: path(report, table),
                why: doubt(why, lang),
                line: at.line,
                start: at.start,
                end: at.end,
                printed: one_line(report.document.text_at(place)),
            }
        })
        .collect()
}

fn notes(report: &Report, lang: Lang) -> Vec<JsonNote<'_>> {
    let notes = report.notes.iter();
    notes
        .map(|note| JsonNote {
            kind: note_kind(note.kind, Words::of(lang)),
            table: note.table.map(|table| path(report, table)),
            line: report.document.locate(note.place).line,
            detail: one_line(&note.detail),
        })
        .collect()
}
