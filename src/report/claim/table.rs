//! Rows of claims → tables of cells with figures.

use rust_decimal::Decimal;

use super::matcher::{Capture, Match};
use super::read::{ClaimRow, List};
use super::section::Section;
use super::value_unit::inherited_unit;
use crate::document::{Document, Place, label_key};
use crate::figure::{Figure, PrintedNumber, Unit};
use crate::report::{Cell, Content, HeaderFacts, Note, NoteKind, Presence, Row, Sighting, Table};
use crate::template::pattern::{LIST_COLUMN, ORDINAL_COLUMN, PROJECT_COLUMN, Slot, SlotKind};
use crate::template::{ClaimDef, ColumnKind, ColumnSchema, TableId, TableSchema, Template};

/// What is needed to make the table of one claim.
pub(super) struct Maker<'m> {
    pub(super) document: &'m Document,
    pub(super) template: &'m Template,
    pub(super) claim: &'m ClaimDef,
    pub(super) schema: &'m TableSchema,
    pub(super) id: TableId,
    pub(super) sections: &'m [Section],
    /// Unit of amounts whose unit is printed nowhere near.
    pub(super) unit: Unit,
}

/// A row, where it stands, and the rows beside it.
#[derive(Clone, Copy)]
struct RowSite<'r> {
    row: &'r ClaimRow,
    section: &'r Section,
    rows: &'r [ClaimRow],
    place: Place,
}

impl Maker<'_> {
    /// The table of the claim's rows, and what a person should know of its figures.
    pub(super) fn table(&self, rows: &[ClaimRow], notes: &mut Vec<Note>) -> Table {
        let columns = &self.schema.columns;
        let mut table = Table {
            // A claim that no sentence makes is a table without rows; only a report without any
            // explanatory part lacks it.
            presence: if self.sections.is_empty() {
                Presence::Missing
            } else {
                Presence::Found
            },
            sightings: Vec::<Sighting>::new(),
            header: HeaderFacts::default(),
            unit: self.unit,
            has_column: vec![true; columns.len()],
            rows: Vec::with_capacity(rows.len()),
            cells: Vec::with_capacity(rows.len().saturating_mul(columns.len())),
            rows_doubt: None,
            owner_doubts: std::collections::BTreeMap::new(),
        };
        for row in rows {
            let Some(section) = self.sections.get(row.section) else {
                continue;
            };
            let place = own_place(row, section);
            let site = RowSite {
                row,
                section,
                rows,
                place,
            };
            let named = self.name(row, section).or_else(|| {
                let project = section.project?;
                Some((project, label_key(self.document.text_at(project)).into()))
            });
            table.rows.push(Row {
                label: named.as_ref().map(|(place, _)| *place),
                key: named.map(|(_, key)| key).unwrap_or_default(),
                line: None,
                code: None,
                level: 0,
                parent: None,
                declared: None,
                owner: None,
                doubt: None,
                place,
            });
            for column in columns {
                table.cells.push(self.cell(&site, column, notes));
            }
        }
        table
    }

    /// The text that names a row: its 项, its 项目, or its first free text.
    fn name(&self, row: &ClaimRow, section: &Section) -> Option<(Place, String)> {
        let texts: Vec<(&Slot, &Capture)> = row
            .parts
            .iter()
            .filter(|(list, _)| *list != List::Total)
            .flat_map(|(list, found)| self.captures(*list, found))
            .filter(|(slot, _)| slot.kind.column() == ColumnKind::Text)
            .collect();
        let called = |name: &str| texts.iter().find(|(slot, _)| slot.name == name);
        let free = || texts.iter().find(|(slot, _)| slot.kind.is_open());
        let (_, capture) = called("项").or_else(|| called("项目")).or_else(free)?;
        let printed = section.prose.text.get(capture.start..capture.end)?;
        let without_marks = ["(类)", "(款)", "(项)"]
            .iter()
            .fold(printed.to_owned(), |text, mark| text.replace(mark, ""));
        Some((
            section.prose.place(capture.start, capture.end),
            label_key(&without_marks).into_owned(),
        ))
    }

    fn captures<'c>(
        &'c self,
        list: List,
        found: &'c Match,
    ) -> impl Iterator<Item = (&'c Slot, &'c Capture)> {
        let pattern = list.of(&self.claim.compiled).get(found.pattern);
        found
            .captures
            .iter()
            .filter_map(move |capture| Some((pattern?.slots.get(capture.slot)?, capture)))
    }

    fn cell(&self, at: &RowSite<'_>, column: &ColumnSchema, notes: &mut Vec<Note>) -> Cell {
        let RowSite {
            row,
            section,
            rows,
            place: row_place,
        } = *at;
        let found = row.parts.iter().find_map(|(list, found)| {
            self.captures(*list, found)
                .find(|(slot, _)| slot.name == column.id)
        });
        if let (None, Some(project)) = (&found, section.project)
            && column.id == PROJECT_COLUMN
        {
            return Cell {
                content: Content::Text,
                place: project,
            };
        }
        let Some((slot, capture)) = found else {
            return Cell {
                content: self.absent(row, column),
                place: row_place,
            };
        };
        let place = section.prose.place(capture.start, capture.end);
        if matches!(slot.kind.column(), ColumnKind::Text | ColumnKind::Code) {
            return Cell {
                content: Content::Text,
                place,
            };
        }
        let (unit, missing) = match (capture.unit, slot.kind.column()) {
            (Some(unit), _) => (unit, None),
            (None, ColumnKind::Percent | ColumnKind::ChangePercent) => {
                (Unit::Percent, Some(NoteKind::PercentSignMissing))
            }
            (None, _) => (
                inherited_unit(self.claim, rows, row).unwrap_or(self.unit),
                Some(NoteKind::UnitMissing),
            ),
        };
        if let (Some(kind), Some(_)) = (missing, capture.number) {
            let detail = self.schema.path.clone();
            notes.push(Note {
                kind,
                place,
                table: Some(self.id),
                detail,
            });
        }
        Cell {
            content: self.figure(section, &slot.kind, capture, unit),
            place,
        }
    }

    /// A column that the sentence does not fill: a place in a list, zero where the sentence says that
    /// there is nothing, else blank.
    fn absent(&self, row: &ClaimRow, column: &ColumnSchema) -> Content {
        let exact = |value: Decimal, unit| {
            Figure::exact(value, unit).map_or(Content::Blank, Content::Figure)
        };
        if let Some((list, ordinal)) = row.position {
            if column.id == LIST_COLUMN {
                return exact(Decimal::from(list), Unit::Number);
            }
            if column.id == ORDINAL_COLUMN {
                return exact(Decimal::from(ordinal), Unit::Number);
            }
        }
        let zero = row.parts.iter().any(|(list, _)| *list == List::Zero);
        if zero && column.kind == ColumnKind::Amount {
            return exact(Decimal::ZERO, self.unit);
        }
        Content::Blank
    }

    fn figure(&self, section: &Section, kind: &SlotKind, capture: &Capture, unit: Unit) -> Content {
        let Some(number) = capture
            .number
            .and_then(|index| section.prose.numbers.get(index))
        else {
            // 持平: a change of nothing.
            let unit = if matches!(kind, SlotKind::ChangePercent) {
                Unit::Percent
            } else {
                self.unit
            };
            return Figure::exact(Decimal::ZERO, unit).map_or(Content::Unreadable, Content::Figure);
        };
        let Some(value) = number.value else {
            return Content::Unreadable;
        };
        let signed = if capture.sign < 0 { -value } else { value };
        let printed = PrintedNumber {
            value: signed,
            decimals: number.decimals,
            joined: false,
            separators: false,
        };
        let mut precision = self.template.precision();
        if let Some(places) = self.claim.percent_places {
            precision.percent_places = places;
        }
        Figure::read(printed, unit, &precision).map_or(Content::Unreadable, Content::Figure)
    }
}

/// From the first to the last word of a row's own matches; its total stands elsewhere.
fn own_place(row: &ClaimRow, section: &Section) -> Place {
    let own = || {
        row.parts
            .iter()
            .filter(|(list, _)| *list != List::Total)
            .map(|(_, found)| found)
    };
    let start = own().map(|found| found.start).min().unwrap_or(0);
    let end = own().map(|found| found.end).max().unwrap_or(start);
    section.prose.place(start, end)
}
