//! A document and a template become a report.

use std::sync::Arc;

use super::claim::read_claims;
use super::form::bind_forms;
use super::identity::{identity, unit_of_silent_tables};
use super::logical::{Words, report_table, statements_table};
use super::model::{HeaderFacts, Presence, Report, Table};
use super::statement::{read_statements, walk};
use crate::document::Document;
use crate::figure::Unit;
use crate::template::{TableKind, TableSchema, Template};

/// Reads everything that the template describes out of the document.
#[must_use]
pub fn bind(document: Arc<Document>, template: Arc<Template>) -> Report {
    let document = match document.without_lines(&template.noise.watermarks) {
        Some(silent) => Arc::new(silent),
        None => document,
    };
    let walk = walk(&document, &template);
    let identity = identity(&document, &walk);
    let unit = unit_of_silent_tables(&walk, template.amount.default_unit);
    let mut words = Words::default();
    let mut tables: Vec<Table> = template
        .schema
        .tables
        .iter()
        .map(|schema| match schema.kind {
            TableKind::Report => report_table(schema, &identity, &walk, &mut words),
            TableKind::Statements => {
                let year = identity.year.map(|(year, _)| year);
                statements_table(schema, &template, &walk, year, &mut words)
            }
            _ => missing(schema, unit),
        })
        .collect();
    let statements = read_statements(&document, &template, &walk, unit);
    for (id, table) in statements.tables {
        if let Some(place) = tables.get_mut(id.0 as usize) {
            *place = table;
        }
    }
    let own_texts = if template.forms.is_empty() {
        Vec::new()
    } else {
        bind_forms(&document, &template, &mut tables)
    };
    let claims = read_claims(&document, &template, unit, &own_texts);
    for (id, table) in claims.tables {
        if let Some(place) = tables.get_mut(id.0 as usize) {
            *place = table;
        }
    }
    drop(walk);
    let mut notes = statements.notes;
    notes.extend(claims.notes);
    notes.sort_by_key(|note| (note.place, note.table));
    Report {
        identity,
        tables,
        notes,
        words: words.list,
        claims: claims.reading,
        document,
        template,
    }
}

/// A table that nothing was found of.
fn missing(schema: &TableSchema, unit: Unit) -> Table {
    Table {
        presence: Presence::Missing,
        sightings: Vec::new(),
        header: HeaderFacts::default(),
        unit,
        has_column: vec![false; schema.columns.len()],
        rows: Vec::new(),
        cells: Vec::new(),
        rows_doubt: None,
        owner_doubts: std::collections::BTreeMap::new(),
    }
}
