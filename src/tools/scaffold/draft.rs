//! What a new template says that its parent does not, gathered from reading after reading.

use std::collections::BTreeMap;

use super::likeness::{best, likeness};
use super::titles::{missing_tables, resemblance, unknown_titles};
use crate::document::label_key;
use crate::report::{NoteKind, Presence, Report, Table};
use crate::template::{ColumnDef, PanelDef, TableDef, TableId, TableKind};

/// Per mille at which a title is taken for a table's.
const LEAST_TITLE: u32 = 350;
/// Per mille at which a header word or a row's name is taken for a known one.
const LEAST_NAME: u32 = 450;
/// How much better than the next a name must be, and a title.
const MARGIN: u32 = 60;
const TITLE_MARGIN: u32 = 30;

/// Names of one panel (or of a table of one grid) that the report prints differently.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Placed {
    /// Column id, header word.
    pub columns: Vec<(String, String)>,
    /// Row id, printed name.
    pub rows: Vec<(String, String)>,
}

/// The differences found so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Titles by table id.
    pub titles: BTreeMap<String, Vec<String>>,
    /// Form numbers by table id.
    pub codes: BTreeMap<String, String>,
    /// Columns and rows by table id and panel id.
    pub names: BTreeMap<(String, Option<String>), Placed>,
}

impl Draft {
    /// Adds what a reading shows; whether there was anything new.
    pub(super) fn learn(&mut self, report: &Report) -> bool {
        let before = self.clone();
        self.learn_titles(report);
        self.learn_codes(report);
        for (index, schema) in report.template.schema.tables.iter().enumerate() {
            let TableKind::Panel { table, panel } = schema.kind else {
                continue;
            };
            let def = report.template.tables.get(usize::from(table));
            let panel = def.and_then(|def| def.panels.get(usize::from(panel)));
            let id = u16::try_from(index).ok().map(TableId);
            let bound = report.tables.get(index);
            if let (Some(def), Some(panel), Some(id), Some(bound)) = (def, panel, id, bound)
                && bound.presence == Presence::Found
            {
                self.learn_columns(report, (id, bound), (def, panel));
                self.learn_rows(report, bound, (def, panel));
            }
        }
        *self != before
    }

    /// Forgets titles that did not lead to a table: the report does not read that way.
    pub(super) fn forget(&mut self, report: &Report) {
        let missing: Vec<&str> = missing_tables(report)
            .into_iter()
            .filter_map(|index| report.template.tables.get(index))
            .map(|def| def.id.as_str())
            .collect();
        self.titles.retain(|id, _| !missing.contains(&id.as_str()));
    }

    /// The title that suits a missing table best is its title.
    fn learn_titles(&mut self, report: &Report) {
        let mut titles = unknown_titles(report);
        for index in missing_tables(report) {
            let Some(def) = report.template.tables.get(index) else {
                continue;
            };
            let scores = titles.iter().enumerate();
            let scores = scores.map(|(at, title)| (at, resemblance(title, def)));
            let Some(at) = best(scores, LEAST_TITLE, TITLE_MARGIN) else {
                continue;
            };
            let taken = titles.get(at).map(|title| title.text.clone());
            // Another missing table may suit it better.
            let own = titles.get(at).map_or(0, |title| resemblance(title, def));
            let rival = missing_tables(report).into_iter().any(|other| {
                let other = report.template.tables.get(other);
                let score = other
                    .zip(titles.get(at))
                    .map(|(other, title)| resemblance(title, other));
                other.is_some_and(|other| other.id != def.id) && score > Some(own)
            });
            if let Some(title) = taken.filter(|_| !rival) {
                self.titles.entry(def.id.clone()).or_default().push(title);
                titles.remove(at);
            }
        }
    }

    fn learn_codes(&mut self, report: &Report) {
        for (schema, table) in report.template.schema.tables.iter().zip(&report.tables) {
            let TableKind::Panel { table: index, .. } = schema.kind else {
                continue;
            };
            let Some(def) = report.template.tables.get(usize::from(index)) else {
                continue;
            };
            let Some(code) = table.header.code else {
                continue;
            };
            let printed = report.document.text_at(code).trim();
            let known = def.codes.iter();
            if !printed.is_empty() && !known.clone().any(|c| label_key(c) == label_key(printed)) {
                self.codes.insert(def.id.clone(), printed.to_owned());
            }
        }
    }

    fn learn_columns(
        &mut self,
        report: &Report,
        (id, bound): (TableId, &Table),
        (def, panel): (&TableDef, &PanelDef),
    ) {
        let missing: Vec<&ColumnDef> = panel
            .columns
            .iter()
            .zip(&bound.has_column)
            .filter(|(_, has)| !**has)
            .map(|(column, _)| column)
            .collect();
        for word in unknown_headers(report, id) {
            let scores = missing.iter().enumerate().map(|(at, column)| {
                let words = column.header.iter().chain([&column.id]);
                (
                    at,
                    words.map(|known| likeness(known, &word)).max().unwrap_or(0),
                )
            });
            let found = best(scores, LEAST_NAME, MARGIN).and_then(|at| missing.get(at));
            if let Some(column) = found {
                let names = self.names_of(def, panel);
                let pair = (column.id.clone(), word);
                if !names.columns.iter().any(|(known, _)| *known == pair.0) {
                    names.columns.push(pair);
                }
            }
        }
    }

    fn learn_rows(&mut self, report: &Report, bound: &Table, (def, panel): (&TableDef, &PanelDef)) {
        if panel.open || panel.rows.is_empty() {
            return;
        }
        let declared: Vec<u16> = bound.rows.iter().filter_map(|row| row.declared).collect();
        let missing: Vec<(usize, &crate::template::RowDef)> = panel
            .rows
            .iter()
            .enumerate()
            .filter(|(at, _)| u16::try_from(*at).is_ok_and(|at| !declared.contains(&at)))
            .collect();
        for name in unknown_rows(report, bound) {
            let scores = missing.iter().map(|(at, row)| {
                let names = row.names.iter().chain([&row.id]);
                (
                    *at,
                    names.map(|known| likeness(known, &name)).max().unwrap_or(0),
                )
            });
            let found = best(scores, LEAST_NAME, MARGIN).and_then(|at| panel.rows.get(at));
            if let Some(row) = found {
                let names = self.names_of(def, panel);
                if !names.rows.iter().any(|(known, _)| *known == row.id) {
                    names.rows.push((row.id.clone(), name));
                }
            }
        }
    }

    fn names_of(&mut self, def: &TableDef, panel: &PanelDef) -> &mut Placed {
        let key = (def.id.clone(), panel.id.clone());
        self.names.entry(key).or_default()
    }
}

/// Header words of a table that name no column, each once.
pub(super) fn unknown_headers(report: &Report, table: TableId) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for note in &report.notes {
        if note.kind == NoteKind::UnknownColumn && note.table == Some(table) {
            let word: String = note.detail.split_whitespace().collect();
            if !word.is_empty() && !words.contains(&word) {
                words.push(word);
            }
        }
    }
    words
}

/// Printed names of rows that the template does not declare, each once.
pub(super) fn unknown_rows(report: &Report, table: &Table) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for row in &table.rows {
        if row.declared.is_some() {
            continue;
        }
        let Some(label) = row.label else { continue };
        let text = report.document.text_at(label);
        let name: String = text.split_whitespace().collect();
        if !label_key(&name).is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
