//! The rows of one panel: who they are, and their typed cells.

use super::columns::{Group, Layout, Slot};
use super::grid::{BodyRow, Grid};
use super::ink::{is_numeric, is_printed, ordinal, row_place};
use super::names::{
    Name, cell_of, has_figures, has_name, is_inner_header, level_of, line_of, name_of,
};
use super::words::{KnownPanel, KnownTable};
use crate::document::{CellSpan, Document, Place, label_key};
use crate::report::cell::{Reading, held};
use crate::report::model::{Cell, Content, Doubt, Note, NoteKind, Row, Table};
use crate::template::{ColumnKind, TableId, Template};

/// What is needed to read the rows of one panel.
pub(super) struct PanelReader<'d> {
    /// The document.
    pub(super) document: &'d Document,
    /// The template.
    pub(super) template: &'d Template,
    /// What the template says of the table.
    pub(super) known: &'d KnownTable<'d>,
    /// What it says of the panel.
    pub(super) panel: &'d KnownPanel<'d>,
    /// Index of the panel in its table.
    pub(super) index: usize,
    /// The logical table, for notes.
    pub(super) id: TableId,
    /// How each column is read.
    pub(super) readings: Vec<Reading>,
}

/// Where the parts of one row stand.
struct Parts<'r> {
    row: &'r [CellSpan],
    name: Name,
    /// The group of its name.
    group: &'r Group,
    /// The group of its figures.
    figures: &'r Group,
    /// Type of its figures if it is not the columns'.
    kind: Option<ColumnKind>,
    doubt: Option<Doubt>,
}

impl PanelReader<'_> {
    /// Reads all rows of this panel from one grid into its table, group by group.
    pub(super) fn read(
        &self,
        grid: &Grid,
        layout: &Layout,
        table: &mut Table,
        notes: &mut Vec<Note>,
    ) {
        for (at, group) in layout.groups.iter().enumerate() {
            if group.panel != self.index {
                continue;
            }
            for (has, slot) in table.has_column.iter_mut().zip(&group.slots) {
                *has |= slot.is_some();
            }
            let mut above: Vec<String> = Vec::new();
            for body in &grid.body {
                let Some(block) = self.document.blocks.get(body.block as usize) else {
                    continue;
                };
                let row = self.document.cells_of(block);
                let Some(parts) = self.parts(row, *body, (at, layout), &mut above) else {
                    continue;
                };
                if body.odd {
                    self.note(NoteKind::WidthDiffers, row_place(row), notes);
                }
                self.push(parts, table, notes);
            }
        }
    }

    fn text(&self, cell: Place) -> &str {
        self.document.text_at(cell)
    }

    fn note(&self, kind: NoteKind, place: Place, notes: &mut Vec<Note>) {
        notes.push(Note {
            kind,
            place,
            table: Some(self.id),
            detail: self.text(place).to_owned(),
        });
    }

    /// Tells who a row is and where its figures stand; nothing if it has no part in this group.
    fn parts<'r>(
        &self,
        row: &'r [CellSpan],
        body: BodyRow,
        (at, layout): (usize, &'r Layout),
        above: &mut Vec<String>,
    ) -> Option<Parts<'r>> {
        let group = layout.groups.get(at)?;
        let inside = row.get(group.start..group.end.min(row.len()))?;
        if !inside.iter().any(is_printed) || is_inner_header(self.document, self.known, row, group)
        {
            return None;
        }
        let name = name_of(self.document, row, group, above);
        let own = has_figures(row, group);
        if name.is_empty() && own && !body.odd && self.owner_to_the_left(row, at, layout) {
            return None;
        }
        let figures = if name.label.is_some() && name.code.is_none() && !own {
            self.figures_to_the_right(row, at, layout).unwrap_or(group)
        } else {
            group
        };
        Some(Parts {
            doubt: self.doubt(row, group, body, &name),
            kind: None,
            row,
            name,
            group,
            figures,
        })
    }

    /// The group to the right whose figures belong to a total's label that was merged over several
    /// groups: the first with figures, unless a name stands between.
    fn figures_to_the_right<'l>(
        &self,
        row: &[CellSpan],
        at: usize,
        layout: &'l Layout,
    ) -> Option<&'l Group> {
        let mut right = layout
            .groups
            .iter()
            .skip(at.saturating_add(1))
            .take_while(|group| group.panel == self.index && !has_name(row, group));
        right.find(|group| has_figures(row, group))
    }

    /// Whether the figures of a nameless group belong to a label further left.
    fn owner_to_the_left(&self, row: &[CellSpan], at: usize, layout: &Layout) -> bool {
        let mut left = layout.groups.iter().take(at).rev();
        left.find(|group| has_name(row, group) || has_figures(row, group))
            .is_some_and(|group| group.panel == self.index && !has_figures(row, group))
    }

    /// Why it is not certain that the row is read rightly, if so.
    fn doubt(&self, row: &[CellSpan], group: &Group, body: BodyRow, name: &Name) -> Option<Doubt> {
        if body.odd {
            return Some(Doubt::Width);
        }
        let label_is_amount = name.label.is_some_and(|label| is_numeric(self.text(label)));
        let line = cell_of(row, group.line);
        let line_is_text = line.is_some_and(|cell| ordinal(self.text(cell)).is_none());
        if label_is_amount || line_is_text {
            return Some(Doubt::TwoReadings);
        }
        let unnamed = name.is_empty() && line.is_none();
        (unnamed && (group.label.is_some() || group.code.is_some())).then_some(Doubt::RowIdentity)
    }

    /// Adds a row: names from its own group, figures from where they stand.
    fn push(&self, mut parts: Parts<'_>, table: &mut Table, notes: &mut Vec<Note>) {
        let key = parts
            .name
            .label
            .map(|label| label_key(self.text(label)).into_owned())
            .unwrap_or_default();
        if !self.panel.row_kinds.is_empty() {
            parts.kind = self.panel.row_kinds.get(key.as_str()).copied();
        }
        for (index, reading) in self.readings.iter().enumerate() {
            let cell = self.cell(&parts, index, reading, notes);
            table.cells.push(cell);
        }
        if parts.doubt.is_some() {
            table.rows_doubt = table.rows_doubt.or(parts.doubt);
        }
        table.rows.push(Row {
            label: parts.name.label,
            key,
            line: line_of(self.document, parts.row, parts.group),
            level: level_of(parts.name.code.as_deref()),
            code: parts.name.code,
            parent: None,
            declared: None,
            owner: None,
            doubt: parts.doubt,
            place: row_place(parts.row),
        });
    }

    fn cell(
        &self,
        parts: &Parts<'_>,
        index: usize,
        reading: &Reading,
        notes: &mut Vec<Note>,
    ) -> Cell {
        let is_figure = reading.is_figure();
        let from = if is_figure {
            parts.figures
        } else {
            parts.group
        };
        let end = row_place(parts.row).end;
        let Some(slot) = from.slots.get(index).copied().flatten() else {
            return Cell {
                content: Content::NoColumn,
                place: Place { start: end, end },
            };
        };
        let place = cells_place(parts.row, slot, end);
        if !is_figure {
            return self.name_cell(&parts.name, reading, place);
        }
        if let Some(doubt) = parts.doubt
            && doubt != Doubt::RowIdentity
        {
            return Cell {
                content: Content::Uncertain(doubt),
                place,
            };
        }
        let text = self.text(place);
        let held = match parts.kind {
            Some(kind) => held(text, &reading.with_kind(kind, self.template)),
            None => held(text, reading),
        };
        if held.joined {
            self.note(NoteKind::SplitNumber, place, notes);
        }
        Cell {
            content: held.content,
            place,
        }
    }

    /// A cell of a column that names the row; a label in the code's column is moved to its own.
    fn name_cell(&self, name: &Name, reading: &Reading, place: Place) -> Cell {
        let place = match (reading.kind, name.label) {
            (ColumnKind::Label, Some(label)) if name.label_in_code => label,
            (ColumnKind::Code, _) if name.label_in_code => name.code_place.unwrap_or(Place {
                start: place.start,
                end: place.start,
            }),
            _ => place,
        };
        let content = if place.start == place.end {
            Content::Blank
        } else {
            Content::Text
        };
        Cell { content, place }
    }
}

/// The place of a logical cell; an empty place at the row's end if the row is too short.
fn cells_place(row: &[CellSpan], slot: Slot, end: u32) -> Place {
    if slot.count == 1 {
        let here = row.get(slot.first).copied();
        return here.unwrap_or(Place { start: end, end });
    }
    let cells = row
        .get(slot.first..slot.first.saturating_add(slot.count).min(row.len()))
        .unwrap_or(&[]);
    let mut printed = cells.iter().filter(|cell| is_printed(cell));
    match (printed.next(), cells.first()) {
        (Some(first), _) => Place {
            start: first.start,
            end: printed.next_back().unwrap_or(first).end,
        },
        (None, Some(blank)) => *blank,
        (None, None) => Place { start: end, end },
    }
}
