//! From the tables that were found on the pages to the logical tables of the schema.

use super::columns::{Layout, layout};
use super::found::{Found, Walk};
use super::identify::identify;
use super::panel::PanelReader;
use crate::document::{Document, Place};
use crate::figure::Unit;
use crate::report::cell::Reading;
use crate::report::model::{Doubt, HeaderFacts, Note, NoteKind, Presence, Table};
use crate::template::{ColumnDef, TableDef, TableId, TableKind, Template};

/// The statutory tables of a report.
pub(in crate::report) struct Statements {
    /// Panels, by their place in the schema.
    pub(in crate::report) tables: Vec<(TableId, Table)>,
    /// What reading noticed.
    pub(in crate::report) notes: Vec<Note>,
}

/// Reads every panel of every statutory table; `unit` is that of tables which name none.
pub(in crate::report) fn read_statements<'d>(
    document: &'d Document,
    template: &'d Template,
    walk: &'d Walk<'d>,
    unit: Unit,
) -> Statements {
    let mut statements = Statements {
        tables: Vec::new(),
        notes: walk.notes.clone(),
    };
    let mut source: Option<Source<'_>> = None;
    for (index, schema) in template.schema.tables.iter().enumerate() {
        let TableKind::Panel { table, panel } = schema.kind else {
            continue;
        };
        let (Some(def), Ok(id)) = (template.tables.get(table as usize), u16::try_from(index))
        else {
            continue;
        };
        let id = TableId(id);
        let found = walk.found.iter().find(|found| found.table == table);
        let Some(found) = found else {
            let absent = absent(walk, table, schema.columns.len(), unit);
            statements.tables.push((id, absent));
            continue;
        };
        // The panels of one table follow each other in the schema and share its layout.
        let current = match source.take() {
            Some(same) if same.found.table == table => same,
            _ => Source::new(document, template, def, found),
        };
        if panel == 0 {
            current.notes_of_layout(id, &mut statements.notes);
        }
        let read = current.panel(panel as usize, id, unit, &mut statements.notes);
        statements.tables.push((id, read));
        source = Some(current);
    }
    statements
}

/// A table that is not in the report.
fn absent(walk: &Walk<'_>, table: u16, columns: usize, unit: Unit) -> Table {
    let named = walk.mentions.iter().find(|mention| mention.table == table);
    Table {
        presence: named.map_or(Presence::Missing, |mention| Presence::Named(mention.place)),
        sightings: Vec::new(),
        header: HeaderFacts::default(),
        unit,
        has_column: vec![false; columns],
        rows: Vec::new(),
        cells: Vec::new(),
        rows_doubt: None,
        owner_doubts: std::collections::BTreeMap::new(),
    }
}

/// A found table and what it is read with.
struct Source<'d> {
    document: &'d Document,
    template: &'d Template,
    def: &'d TableDef,
    found: &'d Found<'d>,
    /// One for each grid.
    layouts: Vec<Layout>,
}

impl<'d> Source<'d> {
    fn new(
        document: &'d Document,
        template: &'d Template,
        def: &'d TableDef,
        found: &'d Found<'d>,
    ) -> Self {
        let grids = found.grids.iter();
        Self {
            document,
            template,
            def,
            found,
            layouts: grids
                .map(|grid| layout(document, grid, &found.known))
                .collect(),
        }
    }

    fn panel(&self, panel: usize, id: TableId, unit: Unit, notes: &mut Vec<Note>) -> Table {
        let mut header = self.found.header.clone();
        let unit = header.unit.map_or(unit, |(unit, _)| unit);
        header.no_data = self.found.no_data();
        let (Some(def), Some(known)) = (
            self.def.panels.get(panel),
            self.found.known.panels.get(panel),
        ) else {
            return absent(&Walk::default(), 0, 0, unit);
        };
        let rows = self.found.grids.iter().map(|grid| grid.body.len()).sum();
        let mut table = Table {
            presence: Presence::Found,
            sightings: Vec::new(),
            header,
            unit,
            has_column: vec![false; def.columns.len()],
            rows: Vec::with_capacity(rows),
            cells: Vec::with_capacity(def.columns.len().saturating_mul(rows)),
            rows_doubt: None,
            owner_doubts: std::collections::BTreeMap::new(),
        };
        let reader = PanelReader {
            document: self.document,
            template: self.template,
            known: &self.found.known,
            panel: known,
            index: panel,
            id,
            readings: def.columns.iter().map(|c| self.reading(c, unit)).collect(),
        };
        for (grid, layout) in self.found.grids.iter().zip(&self.layouts) {
            table.sightings.extend(&grid.sightings);
            if !layout.groups.iter().any(|group| group.panel == panel) {
                table.rows_doubt = Some(Doubt::RowsLost);
            }
            reader.read(grid, layout, &mut table, notes);
        }
        if self.found.lost_rows {
            table.rows_doubt = Some(Doubt::RowsLost);
        }
        identify(&mut table, &def.rows);
        table
    }

    fn reading(&self, column: &ColumnDef, unit: Unit) -> Reading {
        let unit = column.unit.unwrap_or(unit);
        Reading::new(column.kind, unit, column.places, self.template)
    }

    /// Header words that name no column, and lines inside the table that are no rows.
    fn notes_of_layout(&self, id: TableId, notes: &mut Vec<Note>) {
        let mut note = |kind, place: &Place| {
            notes.push(Note {
                kind,
                place: *place,
                table: Some(id),
                detail: self.document.text_at(*place).to_owned(),
            });
        };
        for (grid, layout) in self.found.grids.iter().zip(&self.layouts) {
            for place in &layout.unknown {
                note(NoteKind::UnknownColumn, place);
            }
            for place in &grid.strays {
                note(NoteKind::RowNotPlaced, place);
            }
        }
    }
}
