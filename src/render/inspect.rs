//! How a report was read: identity, tables found and missing, doubts, notes.

use std::collections::BTreeMap;

use super::identity::{identity, missing, percent};
use super::look::{Ink, Look, columns, padded};
use super::messages::{Words, doubt, fill};
use super::reading::{Listed, doubtful_cells, listed, note_kind, one_line};
use crate::document::{Document, Format, Place};
use crate::report::{Fit, Presence, Report, Sighting, Table};
use crate::template::{TableId, TableKind};

/// Doubtful cells and notes of one kind that are listed one by one.
const MAX_LISTED: usize = 40;

/// Everything that was read from a report, for people.
#[must_use]
pub fn reading(report: &Report, fits: &[(String, Fit)], look: &Look) -> String {
    let mut page = Page {
        look,
        words: Words::of(look.lang),
        report,
        fits,
        text: String::new(),
    };
    page.head();
    page.scores();
    page.tables();
    page.doubts();
    page.notes();
    page.text
}

/// Whether a table is of a kind.
type Belongs = fn(TableKind) -> bool;

struct Page<'p> {
    look: &'p Look,
    words: &'static Words,
    report: &'p Report,
    fits: &'p [(String, Fit)],
    text: String,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn heading(&mut self, word: &str) {
        let word = self.look.paint(Ink::Strong, word);
        self.line("");
        self.line(&word);
    }

    fn head(&mut self) {
        let document = &self.report.document;
        let name = self
            .look
            .paint(Ink::Strong, &super::look::safe(&document.name));
        self.line(&name);
        self.line(&format!(
            "  {}",
            identity(self.report, self.fits, self.look.lang)
        ));
        let format = match document.format {
            Format::TabSeparated => self.words.tab_separated,
            Format::CellPerLine => self.words.cell_per_line,
            Format::BlankAligned => self.words.blank_aligned,
        };
        let lines = document.lines.count().to_string();
        let values = [
            ("encoding", document.encoding),
            ("lines", &lines),
            ("format", format),
        ];
        let reading = fill(self.words.reading, &values);
        self.line(&format!("  {reading}"));
    }

    /// The score of every template, and what the chosen one looked for in vain.
    fn scores(&mut self) {
        if self.fits.is_empty() {
            return;
        }
        self.heading(self.words.fits);
        let width = self
            .fits
            .iter()
            .map(|(id, _)| columns(id))
            .max()
            .unwrap_or(0);
        for (id, fit) in self.fits {
            let score = percent(fit);
            let missing = if *id == self.report.template.id {
                missing(fit, self.look.lang)
            } else {
                Vec::new()
            };
            let list = missing.join(self.words.comma);
            let note = if missing.is_empty() {
                String::new()
            } else {
                fill(self.words.not_found, &[("list", &list)])
            };
            self.line(&format!("  {}  {score:>3}%  {note}", padded(id, width)));
        }
    }

    /// Statements, forms and claims, each under its heading.
    fn tables(&mut self) {
        let kinds: [(&str, Belongs); 3] = [
            (self.words.tables, |kind| {
                matches!(kind, TableKind::Panel { .. })
            }),
            (self.words.forms, |kind| {
                matches!(kind, TableKind::Form { .. } | TableKind::FormTable { .. })
            }),
            (self.words.claims, |kind| {
                matches!(kind, TableKind::Claim { .. })
            }),
        ];
        let width = listed(self.report)
            .map(|t| columns(&t.schema.path))
            .max()
            .unwrap_or(0);
        for (word, belongs) in kinds {
            let tables: Vec<Listed<'_>> = listed(self.report)
                .filter(|table| belongs(table.schema.kind))
                .collect();
            if tables.is_empty() {
                continue;
            }
            self.heading(word);
            let mut last = None;
            for table in tables {
                let statement = statement_of(table.schema.kind);
                let again = statement.is_some() && statement == last;
                last = statement;
                self.table(&table, width, again);
            }
        }
    }

    /// One table; what its header says is not repeated for the panels of one statutory table.
    fn table(&mut self, table: &Listed<'_>, width: usize, again: bool) {
        let path = padded(&table.schema.path, width);
        let (ink, mark, state) = match table.table.presence {
            Presence::Found => (Ink::Good, "✓", self.found(table)),
            Presence::Missing => (Ink::Warning, "✗", self.words.missing.to_owned()),
            Presence::Named(place) => {
                let line = self.report.document.locate(place).line.to_string();
                (
                    Ink::Warning,
                    "✗",
                    fill(self.words.named, &[("line", &line)]),
                )
            }
        };
        let mark = self.look.paint(ink, mark);
        self.line(&format!("  {mark} {path}  {state}"));
        for fact in self.facts(table, again) {
            let indent = " ".repeat(width.saturating_add(6));
            let fact = self.look.paint(Ink::Faint, &fact);
            self.line(&format!("{indent}{fact}"));
        }
    }

    /// Lines, size, unit.
    fn found(&self, table: &Listed<'_>) -> String {
        let size = match table.schema.kind {
            TableKind::Claim { .. } => fill(
                self.words.matches,
                &[("n", &table.table.rows.len().to_string())],
            ),
            TableKind::Form { .. } => fill(
                self.words.instances,
                &[("n", &table.table.rows.len().to_string())],
            ),
            _ => self.size(table),
        };
        let mut parts = Vec::new();
        if !table.table.sightings.is_empty() {
            parts.push(fill(
                self.words.lines,
                &[("lines", &spans(&table.table.sightings))],
            ));
        }
        parts.push(size);
        if matches!(
            table.schema.kind,
            TableKind::Panel { .. } | TableKind::FormTable { .. }
        ) {
            parts.push(table.table.unit.symbol().to_owned());
        }
        parts.join("  ")
    }

    fn size(&self, table: &Listed<'_>) -> String {
        let rows = table.table.rows.len().to_string();
        let bound = table
            .table
            .has_column
            .iter()
            .filter(|has| **has)
            .count()
            .to_string();
        fill(self.words.size, &[("rows", &rows), ("columns", &bound)])
    }

    /// What a table's header says, and what it lacks.
    fn facts(&self, table: &Listed<'_>, again: bool) -> Vec<String> {
        let document = &self.report.document;
        let header = &table.table.header;
        let mut facts = Vec::new();
        let own = self.header(table.table);
        if !own.is_empty() && !again {
            facts.push(own);
        }
        if let Some(place) = header.no_data.filter(|_| !again) {
            let line = document.locate(place).line.to_string();
            facts.push(fill(self.words.no_data, &[("line", &line)]));
        }
        let lacking: Vec<&str> = table
            .schema
            .columns
            .iter()
            .zip(&table.table.has_column)
            .filter(|(_, has)| !**has)
            .map(|(column, _)| column.id.as_str())
            .collect();
        if !lacking.is_empty() && table.table.presence == Presence::Found {
            let list = lacking.join(self.words.comma);
            facts.push(fill(self.words.lacks, &[("columns", &list)]));
        }
        if let Some(why) = table.table.rows_doubt {
            facts.push(doubt(why, self.look.lang).to_owned());
        }
        facts
    }

    fn header(&self, table: &Table) -> String {
        let document = &self.report.document;
        let header = &table.header;
        let printed = |place: Option<Place>| place.map(|place| one_line(document.text_at(place)));
        let year = header
            .year
            .map(|(year, _)| fill(self.words.year, &[("year", &year.to_string())]));
        let unit = header
            .unit
            .map(|(unit, _)| format!("{}{}{}", self.words.unit, self.words.colon, unit.symbol()));
        let body = header.body.as_ref().map(|(body, _)| body.clone());
        let parts = [
            printed(header.title),
            printed(header.code),
            year,
            unit,
            body,
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// Doubtful cells by table and reason.
    fn doubts(&mut self) {
        let mut groups: BTreeMap<(TableId, &'static str), Vec<Place>> = BTreeMap::new();
        for (table, why, place) in doubtful_cells(self.report) {
            groups
                .entry((table, doubt(why, self.look.lang)))
                .or_default()
                .push(place);
        }
        if groups.is_empty() {
            return;
        }
        self.heading(self.words.doubts);
        for ((table, why), places) in groups {
            let path = self.path(table).to_owned();
            let lines = line_list(&self.report.document, &places);
            let lines = fill(self.words.lines, &[("lines", &lines)]);
            let cells = places.len();
            self.line(&format!("  {path}  {cells} × {why}  {lines}"));
        }
    }

    fn path(&self, table: TableId) -> &str {
        self.report
            .template
            .schema
            .get(table)
            .map_or("", |schema| schema.path.as_str())
    }

    fn notes(&mut self) {
        if self.report.notes.is_empty() {
            return;
        }
        self.heading(self.words.notes);
        let mut listed: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        for note in &self.report.notes {
            let line = self.report.document.locate(note.place).line;
            let table = note.table.map_or("", |table| self.path(table));
            let text = format!("{line:>5}  {table}  {}", one_line(&note.detail));
            listed
                .entry(note_kind(note.kind, self.words))
                .or_default()
                .push(text);
        }
        for (kind, lines) in listed {
            self.line(&format!("  {kind}{}{}", self.words.colon, lines.len()));
            for line in lines.iter().take(MAX_LISTED) {
                self.line(&format!("    {line}"));
            }
            if lines.len() > MAX_LISTED {
                self.line("        …");
            }
        }
    }
}

/// The statutory table that a panel belongs to.
fn statement_of(kind: TableKind) -> Option<u16> {
    match kind {
        TableKind::Panel { table, .. } => Some(table),
        _ => None,
    }
}

/// `54–91、93–100`
fn spans(sightings: &[Sighting]) -> String {
    let parts: Vec<String> = sightings
        .iter()
        .map(|part| format!("{}–{}", part.first, part.last))
        .collect();
    parts.join("、")
}

/// The lines of some places, each once, at most [`MAX_LISTED`].
fn line_list(document: &Document, places: &[Place]) -> String {
    let mut lines: Vec<u32> = places
        .iter()
        .map(|place| document.locate(*place).line)
        .collect();
    lines.sort_unstable();
    lines.dedup();
    let more = if lines.len() > MAX_LISTED { "…" } else { "" };
    let shown: Vec<String> = lines.iter().take(MAX_LISTED).map(u32::to_string).collect();
    format!("{}{more}", shown.join("、"))
}
