//! All claims of a template over all sections of a document.

use super::chart::chart_section;
use super::matcher::Budget;
use super::own_text::{OwnText, own_sections};
use super::read::{ClaimRow, Uses, read_claim};
use super::reading::{ClaimReading, NarrativeNumber, NarrativeSection, NumberFate, Statement};
use super::section::{Section, SectionNames, sections};
use super::table::Maker;
use crate::document::{Document, Place};
use crate::figure::Unit;
use crate::report::{Doubt, Note, NoteKind, RowId, Table};
use crate::template::{TableId, TableKind, Template};

/// The claims of a report.
#[derive(Debug, Clone, Default)]
pub struct Claims {
    /// The table of each claim of the template.
    pub tables: Vec<(TableId, Table)>,
    /// What was read from which sentence.
    pub reading: ClaimReading,
    /// What a person should know of single figures.
    pub notes: Vec<Note>,
}

/// Reads the claims of a template from the explanatory part of a document. `unit` is the unit of
/// amounts whose own is printed nowhere near; `forms` is the prose of forms.
#[must_use]
pub(in crate::report) fn read_claims(
    document: &Document,
    template: &Template,
    unit: Unit,
    forms: &[OwnText],
) -> Claims {
    let names = SectionNames::of(template);
    let mut sections = sections(document, template, &names);
    sections.extend(own_sections(document, template, forms));
    sections.extend(chart_section(document, template));
    let budget = Budget::new();
    let uses: Vec<Uses> = sections
        .iter()
        .map(|section| Uses::new(section.prose.numbers.len()))
        .collect();
    let mut rows: Vec<Vec<ClaimRow>> = vec![Vec::new(); template.claims.len()];
    for rest in [false, true] {
        for ((number, claim), rows) in template.claims.iter().enumerate().zip(&mut rows) {
            let mut lists = 0;
            if claim.rest == rest {
                for ((index, section), uses) in sections.iter().enumerate().zip(&uses) {
                    if names.fit(number, section) {
                        let use_of = (uses, &budget);
                        rows.extend(read_claim(claim, index, section, use_of, &mut lists));
                    }
                }
            }
        }
    }
    let ground = (document, template, unit);
    let mut claims = tables(ground, &sections, &uses, &rows);
    if budget.is_spent() {
        give_up(&mut claims, document);
    }
    claims
}

/// Says that not all of the text was looked at: rows may be missing from every claim.
fn give_up(claims: &mut Claims, document: &Document) {
    for (_, table) in &mut claims.tables {
        table.rows_doubt = Some(Doubt::RowsLost);
    }
    claims.notes.push(Note {
        kind: NoteKind::ClaimsGivenUp,
        place: Place::default(),
        table: None,
        detail: document.name.clone(),
    });
}

fn tables(
    (document, template, unit): (&Document, &Template, Unit),
    sections: &[Section],
    uses: &[Uses],
    rows: &[Vec<ClaimRow>],
) -> Claims {
    let mut claims = Claims {
        reading: reading(sections, uses),
        ..Claims::default()
    };
    for (index, schema) in template.schema.tables.iter().enumerate() {
        let TableKind::Claim { claim } = schema.kind else {
            continue;
        };
        let Ok(id) = u16::try_from(index).map(TableId) else {
            continue;
        };
        let claim = claim as usize;
        let (Some(definition), Some(rows)) = (template.claims.get(claim), rows.get(claim)) else {
            continue;
        };
        let maker = Maker {
            document,
            template,
            claim: definition,
            schema,
            id,
            sections,
            unit,
        };
        let made = maker.table(rows, &mut claims.notes);
        for ((row, from), number) in made.rows.iter().zip(rows).zip(0..) {
            claims.reading.statements.push(Statement {
                table: id,
                row: RowId(number),
                section: u32::try_from(from.section).unwrap_or(u32::MAX),
                place: row.place,
            });
        }
        claims.tables.push((id, made));
    }
    claims
        .reading
        .statements
        .sort_by_key(|statement| (statement.place, statement.table, statement.row));
    claims
}

fn reading(sections: &[Section], uses: &[Uses]) -> ClaimReading {
    let mut reading = ClaimReading::default();
    for ((section, uses), index) in sections.iter().zip(uses).zip(0..) {
        reading.sections.push(NarrativeSection {
            path: section.path.clone(),
            title: section.title,
        });
        if section.apart {
            continue;
        }
        let flags = uses.read.iter().zip(&uses.accounted);
        for (number, (read, accounted)) in section.prose.numbers.iter().zip(flags) {
            let fate = match (read.get(), accounted.get()) {
                (true, _) => NumberFate::Read,
                (false, true) => NumberFate::Accounted,
                (false, false) => NumberFate::Unread,
            };
            reading.numbers.push(NarrativeNumber {
                place: section.prose.place(number.start, number.end),
                section: index,
                class: number.class,
                fate,
            });
        }
    }
    reading
}
