//! The rows of one panel: labels, line numbers, codes and typed cells.

use super::columns::{Group, Layout, Slot};
use super::grid::{BodyRow, Grid};
use super::ink::{is_code, is_numeric, is_printed, ordinal, printed_count, row_place};
use super::words::{KnownPanel, KnownTable};
use crate::document::{CellSpan, Document, Place, label_key};
use crate::report::cell::{Held, Reading, held};
use crate::report::model::{Cell, Content, Doubt, Note, NoteKind, Row, Table};
use crate::template::{ColumnKind, TableId, Template};

/// What is needed to read the rows of one panel.
pub(super) struct PanelReader<'d> {
    /// The document.
    pub(super) document: &'d Document,
    /// The template.
    pub(super) template: &'d Template,
    /// What the template says of the table.
    pub(super) known: &'d KnownTable,
    /// What it says of the panel.
    pub(super) panel: &'d KnownPanel,
    /// Index of the panel in its table.
    pub(super) index: usize,
    /// The logical table, for notes.
    pub(super) id: TableId,
    /// How each column is read.
    pub(super) readings: Vec<Reading>,
}

/// Who a printed row is, before its figures are read.
struct Name {
    label: Option<Place>,
    code: Option<String>,
    /// The label stands in the code's column, as 合计 does.
    label_in_code: bool,
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
            let mut parts: Vec<String> = Vec::new();
            for body in &grid.body {
                let Some(block) = self.document.blocks.get(body.block as usize) else {
                    continue;
                };
                let row = self.document.cells_of(block);
                self.read_row(row, *body, (at, layout), &mut parts, table, notes);
            }
        }
    }

    fn text(&self, cell: Place) -> &str {
        self.document.text_at(cell)
    }

    fn read_row(
        &self,
        row: &[CellSpan],
        body: BodyRow,
        (at, layout): (usize, &Layout),
        parts: &mut Vec<String>,
        table: &mut Table,
        notes: &mut Vec<Note>,
    ) {
        let Some(group) = layout.groups.get(at) else {
            return;
        };
        let inside = row
            .get(group.start..group.end.min(row.len()))
            .unwrap_or(&[]);
        if !inside.iter().any(is_printed) || self.is_inner_header(row, group) {
            return;
        }
        let name = self.name(row, group, parts);
        let own = self.has_figures(row, group);
        let nameless = name.label.is_none() && name.code.is_none();
        if nameless && own && !body.odd && self.owner_to_the_left(row, at, layout) {
            return;
        }
        let source = if name.label.is_some() && name.code.is_none() && !own {
            self.figures_to_the_right(row, at, layout).unwrap_or(group)
        } else {
            group
        };
        let doubt = self.doubt(row, group, body, &name);
        if doubt.is_some() {
            table.rows_doubt = table.rows_doubt.or(doubt);
        }
        if body.odd {
            self.note(NoteKind::WidthDiffers, row_place(row), notes);
        }
        let line = self.line(row, group);
        let key = name
            .label
            .map(|label| label_key(self.text(label)).into_owned())
            .unwrap_or_default();
        let kind = self.row_kind(&key);
        self.push(row, (&name, kind), (group, source), doubt, table, notes);
        table.rows.push(Row {
            label: name.label,
            key,
            line,
            level: level_of(name.code.as_deref()),
            code: name.code,
            parent: None,
            declared: None,
            owner: None,
            doubt,
            place: row_place(row),
        });
    }

    fn note(&self, kind: NoteKind, place: Place, notes: &mut Vec<Note>) {
        notes.push(Note {
            kind,
            place,
            table: Some(self.id),
            detail: self.text(place).to_owned(),
        });
    }

    /// The slot of the first column of a kind.
    fn slot(&self, group: &Group, kind: ColumnKind) -> Option<Slot> {
        let column = self.panel.columns.iter().position(|c| c.kind == kind)?;
        group.slots.get(column).copied().flatten()
    }

    /// A row of header words inside the table (公开10表: 项目 | | 统计数).
    fn is_inner_header(&self, row: &[CellSpan], group: &Group) -> bool {
        let label = self
            .slot(group, ColumnKind::Label)
            .and_then(|slot| row.get(slot.first));
        let cells = || row.iter().filter(|cell| is_printed(cell));
        let is_word = |cell: &CellSpan| {
            let key = label_key(self.text(*cell));
            self.known.is_header_word(&key)
        };
        label.is_some_and(is_printed)
            && printed_count(row) >= 2
            && !cells().any(|cell| starts_with_digit(self.text(*cell)))
            && cells().all(is_word)
    }

    fn name(&self, row: &[CellSpan], group: &Group, parts: &mut Vec<String>) -> Name {
        let label = self
            .slot(group, ColumnKind::Label)
            .and_then(|slot| row.get(slot.first))
            .filter(|cell| is_printed(cell))
            .copied();
        let Some(slot) = self.slot(group, ColumnKind::Code) else {
            return Name {
                label,
                code: None,
                label_in_code: false,
            };
        };
        let cells = row
            .get(slot.first..slot.first.saturating_add(slot.count))
            .unwrap_or(&[]);
        let Some(first) = cells.iter().find(|cell| is_printed(cell)) else {
            return Name {
                label,
                code: None,
                label_in_code: false,
            };
        };
        let all_digits = cells
            .iter()
            .filter(|cell| is_printed(cell))
            .all(|cell| is_code(self.text(*cell)));
        if all_digits {
            let code = if slot.count > 1 {
                self.code_of_parts(cells, parts)
            } else {
                digits(self.text(*first))
            };
            return Name {
                label,
                code: Some(code),
                label_in_code: false,
            };
        }
        Name {
            label: label.or(Some(*first)),
            code: None,
            label_in_code: label.is_none(),
        }
    }

    /// A code in parts: a part that is not printed is the one above.
    fn code_of_parts(&self, cells: &[CellSpan], above: &mut Vec<String>) -> String {
        let mut whole = String::new();
        let mut parts = Vec::with_capacity(cells.len());
        let last = cells.iter().rposition(is_printed).unwrap_or(0);
        for (index, cell) in cells.iter().enumerate().take(last.saturating_add(1)) {
            let mut part = digits(self.text(*cell));
            if part.len() == 1 && index > 0 {
                part.insert(0, '0');
            }
            if part.is_empty() {
                part = above.get(index).cloned().unwrap_or_default();
            }
            whole = if part.len() > 3 && part.starts_with(&whole) {
                part.clone()
            } else {
                whole + &part
            };
            parts.push(part);
        }
        *above = parts;
        whole
    }

    fn line(&self, row: &[CellSpan], group: &Group) -> Option<u16> {
        let slot = self.slot(group, ColumnKind::Line)?;
        ordinal(self.text(*row.get(slot.first)?))
    }

    /// Whether any figure of the group is printed.
    fn has_figures(&self, row: &[CellSpan], group: &Group) -> bool {
        self.figure_cells(row, group).any(is_printed)
    }

    fn figure_cells<'r>(
        &self,
        row: &'r [CellSpan],
        group: &'r Group,
    ) -> impl Iterator<Item = &'r CellSpan> {
        self.readings
            .iter()
            .zip(&group.slots)
            .filter(|(reading, _)| reading.is_figure())
            .filter_map(|(_, slot)| slot.as_ref())
            .filter_map(|slot| row.get(slot.first))
    }

    fn has_name(&self, row: &[CellSpan], group: &Group) -> bool {
        [ColumnKind::Label, ColumnKind::Code]
            .into_iter()
            .filter_map(|kind| self.slot(group, kind))
            .filter_map(|slot| row.get(slot.first))
            .any(is_printed)
    }

    /// The group to the right whose figures belong to a total's label that was merged over several
    /// groups: the first with figures, unless a name stands between.
    fn figures_to_the_right<'l>(
        &self,
        row: &[CellSpan],
        at: usize,
        layout: &'l Layout,
    ) -> Option<&'l Group> {
        layout
            .groups
            .iter()
            .skip(at.saturating_add(1))
            .take_while(|group| group.panel == self.index && !self.has_name(row, group))
            .find(|group| self.has_figures(row, group))
    }

    /// Whether the figures of a nameless group belong to a label further left.
    fn owner_to_the_left(&self, row: &[CellSpan], at: usize, layout: &Layout) -> bool {
        let mut left = layout.groups.iter().take(at).rev();
        left.find(|group| self.has_name(row, group) || self.has_figures(row, group))
            .is_some_and(|group| group.panel == self.index && !self.has_figures(row, group))
    }

    /// Why it is not certain that the row is read rightly, if so.
    fn doubt(&self, row: &[CellSpan], group: &Group, body: BodyRow, name: &Name) -> Option<Doubt> {
        if body.odd {
            return Some(Doubt::Width);
        }
        let label_is_amount = name.label.is_some_and(|label| is_numeric(self.text(label)));
        let line_is_text = self
            .slot(group, ColumnKind::Line)
            .and_then(|slot| row.get(slot.first))
            .is_some_and(|cell| is_printed(cell) && ordinal(self.text(*cell)).is_none());
        if label_is_amount || line_is_text {
            return Some(Doubt::TwoReadings);
        }
        let named = self
            .panel
            .columns
            .iter()
            .any(|column| matches!(column.kind, ColumnKind::Label | ColumnKind::Code));
        let nameless =
            name.label.is_none() && name.code.is_none() && self.line(row, group).is_none();
        (named && nameless).then_some(Doubt::RowIdentity)
    }

    /// Adds the cells of a row: names from its own group, figures from where they stand.
    fn push(
        &self,
        row: &[CellSpan],
        (name, kind): (&Name, Option<ColumnKind>),
        (group, source): (&Group, &Group),
        doubt: Option<Doubt>,
        table: &mut Table,
        notes: &mut Vec<Note>,
    ) {
        let end = row_place(row).end;
        for (index, reading) in self.readings.iter().enumerate() {
            let from = if reading.is_figure() { source } else { group };
            let Some(slot) = from.slots.get(index).copied().flatten() else {
                table.cells.push(Cell {
                    content: Content::NoColumn,
                    place: Place { start: end, end },
                });
                continue;
            };
            let place = cells_place(row, slot, end);
            let reading = match kind {
                Some(kind) if reading.is_figure() => reading.with_kind(kind, self.template),
                _ => *reading,
            };
            let mut cell = self
                .named_cell(reading.kind, name, place)
                .unwrap_or_else(|| {
                    let Held { content, joined } = held(self.text(place), &reading);
                    if joined {
                        self.note(NoteKind::SplitNumber, place, notes);
                    }
                    Cell { content, place }
                });
            if let (Some(doubt), true) = (doubt, reading.is_figure())
                && doubt != Doubt::RowIdentity
            {
                cell.content = Content::Uncertain(doubt);
            }
            table.cells.push(cell);
        }
    }

    /// The label and code cells of a row whose label stands in the code's column.
    fn named_cell(&self, kind: ColumnKind, name: &Name, place: Place) -> Option<Cell> {
        if !name.label_in_code {
            return None;
        }
        match kind {
            ColumnKind::Label => name.label.map(|place| Cell {
                content: Content::Text,
                place,
            }),
            ColumnKind::Code => Some(Cell {
                content: Content::Blank,
                place: Place {
                    start: place.start,
                    end: place.start,
                },
            }),
            _ => None,
        }
    }

    /// The type of a row's figures if the template gives it one of its own.
    fn row_kind(&self, key: &str) -> Option<ColumnKind> {
        if self.panel.row_kinds.is_empty() {
            return None;
        }
        self.panel.row_kinds.get(key).copied()
    }
}

fn starts_with_digit(text: &str) -> bool {
    text.bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_digit())
}

/// The place of a logical cell; an empty place at the row's end if the row is too short.
fn cells_place(row: &[CellSpan], slot: Slot, end: u32) -> Place {
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

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Depth of a code: 类 1, 款 2, 项 3; 0 for everything else.
fn level_of(code: Option<&str>) -> u8 {
    match code.map(str::len) {
        Some(3) => 1,
        Some(5) => 2,
        Some(7) => 3,
        Some(9) => 4,
        _ => 0,
    }
}
