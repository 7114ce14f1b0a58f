//! From the tables that were found on the pages to the logical tables of the schema.

use std::ops::Range;

use super::columns::{Layout, layout};
use super::identify::identify;
use super::panel::PanelReader;
use super::walk::{Found, Walk};
use super::words::HeaderWords;
use crate::document::Document;
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
    /// Blocks that belong to statutory tables, titles and notes included.
    pub(in crate::report) taken: Vec<Range<usize>>,
}

/// Reads every panel of every statutory table; `unit` is that of tables which name none.
pub(in crate::report) fn read_statements(
    document: &Document,
    template: &Template,
    walk: &Walk,
    unit: Unit,
) -> Statements {
    let mut statements = Statements {
        tables: Vec::new(),
        notes: walk.notes.clone(),
        taken: Vec::new(),
    };
    for (index, schema) in template.schema.tables.iter().enumerate() {
        let TableKind::Panel { table, panel } = schema.kind else {
            continue;
        };
        let (Some(def), Ok(id)) = (template.tables.get(table as usize), u16::try_from(index))
        else {
            continue;
        };
        let found = walk.found.iter().find(|found| found.table == table);
        let read = match found {
            None => absent(walk, table, schema.columns.len(), unit),
            Some(found) => {
                let source = Source {
                    document,
                    template,
                    def,
                    found,
                    id: TableId(id),
                };
                source.panel(panel as usize, unit, &mut statements.notes)
            }
        };
        statements.tables.push((TableId(id), read));
    }
    statements.taken = walk
        .found
        .iter()
        .flat_map(|found| {
            let mut begin = found.begin;
            found.grids.iter().map(move |grid| {
                let range = begin..grid.end;
                begin = grid.end;
                range
            })
        })
        .collect();
    statements
}

/// A table that is not in the report.
fn absent(walk: &Walk, table: u16, columns: usize, unit: Unit) -> Table {
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
    found: &'d Found,
    id: TableId,
}

impl Source<'_> {
    fn panel(&self, panel: usize, unit: Unit, notes: &mut Vec<Note>) -> Table {
        let mut header = self.found.header.clone();
        let unit = header.unit.map_or(unit, |(unit, _)| unit);
        header.no_data = self.found.grids.iter().find_map(|grid| grid.no_data);
        let Some(def) = self.def.panels.get(panel) else {
            return absent(&Walk::default(), 0, 0, unit);
        };
        let mut table = Table {
            presence: Presence::Found,
            sightings: Vec::new(),
            header,
            unit,
            has_column: vec![false; def.columns.len()],
            rows: Vec::new(),
            cells: Vec::new(),
            rows_doubt: None,
            owner_doubts: std::collections::BTreeMap::new(),
        };
        let words = HeaderWords::of(self.def);
        let reader = PanelReader {
            document: self.document,
            template: self.template,
            panel: def,
            index: panel,
            id: self.id,
            readings: def.columns.iter().map(|c| self.reading(c, unit)).collect(),
            words: &words,
        };
        for grid in &self.found.grids {
            table.sightings.extend(&grid.sightings);
            let layout = layout(self.document, grid, self.def);
            if panel == 0 {
                self.notes_of(&layout, &grid.strays, notes);
            }
            if !layout.groups.iter().any(|group| group.panel == panel) {
                table.rows_doubt = Some(Doubt::RowsLost);
            }
            reader.read(grid, &layout, &mut table, notes);
        }
        identify(&mut table, &def.rows);
        table
    }

    fn reading(&self, column: &ColumnDef, unit: Unit) -> Reading {
        let unit = column.unit.unwrap_or(unit);
        Reading::new(column.kind, unit, column.places, self.template)
    }

    fn notes_of(&self, layout: &Layout, strays: &[crate::document::Place], notes: &mut Vec<Note>) {
        let unknown = layout
            .unknown
            .iter()
            .map(|place| (NoteKind::UnknownColumn, place));
        let strays = strays.iter().map(|place| (NoteKind::RowNotPlaced, place));
        notes.extend(unknown.chain(strays).map(|(kind, place)| Note {
            kind,
            place: *place,
            table: Some(self.id),
            detail: self.document.text_at(*place).to_owned(),
        }));
    }
}
