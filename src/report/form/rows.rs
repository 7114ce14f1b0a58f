//! Reads the rows of one inner table: by position in a rectangular zone, by alignment otherwise.

use super::header::{Header, declared_row, fragment_of_row, read_header};
use super::zones::{FormRow, Zone};
use crate::document::{Place, label_key};
use crate::report::Doubt;
use crate::report::align::{
    Assignment, CellKind, Certainty, ColumnRole, How, Vocabulary, ZoneColumn, assign, can_stand,
    classify,
};
use crate::template::{ColumnDef, ColumnKind, FormTableDef};

/// A row with a cell, or none, for every column of the template's table.
#[derive(Debug, Clone)]
pub(super) struct ReadRow {
    /// Per column of the template.
    pub cells: Vec<Assigned>,
    /// The declared row, if the table declares rows and the label names one.
    pub declared: Option<usize>,
    /// Why it is not certain which row this is.
    pub doubt: Option<Doubt>,
    /// The whole row.
    pub place: Place,
    /// Whether its label is only a fragment of a declared name.
    pub fragment: bool,
    /// Why a text that is not printed may be lost rather than blank: the row is narrower than its
    /// header, or one of its printed cells has no column.
    pub blank_doubt: Option<Doubt>,
    /// It was read by position: a cell that merging hid is blank, and nothing else is lost.
    pub by_position: bool,
}

/// What a column got, as a place in the document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Assigned {
    /// The printed cell; for a column without one, an empty place in the row.
    pub place: Place,
    /// Whether a cell is printed.
    pub printed: bool,
    /// How certain.
    pub certainty: Certainty,
}

/// A zone ready to be read: its header, its columns as alignment sees them, its words.
#[derive(Debug)]
pub(super) struct ZoneReader<'t> {
    pub table: &'t FormTableDef,
    pub header: Header,
    columns: Vec<ZoneColumn>,
    words: Vocabulary,
}

impl<'t> ZoneReader<'t> {
    /// Prepares a zone.
    pub(super) fn new(table: &'t FormTableDef, zone: &Zone<'_>, status: &[String]) -> Self {
        let rows: Vec<Vec<&str>> = zone.header.iter().map(|row| row.texts.clone()).collect();
        let header = read_header(&rows, table);
        let defs = || {
            header
                .columns
                .iter()
                .filter_map(|&index| table.columns.get(index))
        };
        let columns = defs().map(|column| zone_column(column, table)).collect();
        let words = Vocabulary {
            columns: defs().map(|column| column_words(column, table)).collect(),
            status: status.iter().map(|word| label_key(word).into()).collect(),
            spans: defs()
                .filter(|column| is_span(column))
                .flat_map(|column| column.words.iter().map(|word| label_key(word).into()))
                .collect(),
        };
        Self {
            table,
            header,
            columns,
            words,
        }
    }

    /// Whether every row is as wide as the header, and how many of them fit it cell by cell.
    pub(super) fn fits_by_position(&self, zone: &Zone<'_>) -> (bool, usize) {
        let even = zone
            .body
            .iter()
            .all(|row| row.texts.len() == self.header.width);
        (
            even,
            zone.body.iter().filter(|row| self.stands(row)).count(),
        )
    }

    /// Whether every cell of a row can stand under its own header word.
    fn stands(&self, row: &FormRow<'_>) -> bool {
        row.texts.len() == self.header.width
            && row.texts.iter().enumerate().all(|(cell, text)| {
                match self
                    .header
                    .at_cell
                    .get(cell)
                    .copied()
                    .flatten()
                    .and_then(|c| self.local(c))
                {
                    Some(local) => self.columns.get(local).is_some_and(|column| {
                        text.is_empty() || can_stand(text, column, local, &self.words)
                    }),
                    None => text.is_empty() || cell == 0,
                }
            })
    }

    /// The position of a template column among this zone's columns.
    fn local(&self, column: usize) -> Option<usize> {
        self.header.columns.iter().position(|&one| one == column)
    }

    /// Reads all rows of a zone.
    pub(super) fn read(&self, zone: &Zone<'_>, rectangular: bool) -> Vec<ReadRow> {
        let rows: Vec<ReadRow> = zone
            .body
            .iter()
            .filter(|row| !self.is_heading(row))
            .map(|row| self.read_row(row, rectangular))
            .collect();
        self.name_rows(rows)
    }

    /// A row of level words and nothing else heads an unused indicator.
    fn is_heading(&self, row: &FormRow<'_>) -> bool {
        let kinds = || row.texts.iter().map(|text| classify(text, &self.words));
        let figure = kinds().any(|kind| {
            matches!(
                kind,
                CellKind::Number { .. }
                    | CellKind::Percent { .. }
                    | CellKind::Measure
                    | CellKind::OperatorMeasure
                    | CellKind::Status
                    | CellKind::Dash
            )
        });
        let nothing = kinds().all(|kind| kind == CellKind::Empty);
        nothing || (!figure && self.table.rows.is_empty())
    }

    fn read_row(&self, row: &FormRow<'_>, rectangular: bool) -> ReadRow {
        let by_position = rectangular && self.stands(row);
        let assigned = if by_position {
            self.by_position(row)
        } else {
            assign(&row.texts, &self.columns, &self.words)
        };
        let place = whole(row);
        let blank_doubt = self.blank_doubt(row, &assigned);
        let mut cells = vec![
            Assigned {
                place: Place {
                    start: place.end,
                    end: place.end
                },
                printed: false,
                certainty: Certainty::Doubtful(Doubt::BlankOrLost),
            };
            self.table.columns.len()
        ];
        for (local, one) in assigned.iter().enumerate() {
            let column = self.header.columns.get(local).copied();
            let Some(slot) = column.and_then(|column| cells.get_mut(column)) else {
                continue;
            };
            slot.certainty = one.certainty;
            if let Some(cell) = one.cell.and_then(|cell| row.cells.get(cell)) {
                slot.place = *cell;
                slot.printed = true;
            }
        }
        ReadRow {
            cells,
            declared: None,
            doubt: None,
            place,
            fragment: false,
            blank_doubt,
            by_position,
        }
    }

    fn blank_doubt(&self, row: &FormRow<'_>, assigned: &[Assignment]) -> Option<Doubt> {
        let printed = row.texts.iter().filter(|text| !text.is_empty()).count();
        let taken = assigned.iter().filter(|one| one.cell.is_some()).count();
        if row.texts.len() < self.header.width {
            Some(Doubt::BlankOrLost)
        } else if taken < printed {
            Some(Doubt::LeftOver)
        } else {
            None
        }
    }

    fn by_position(&self, row: &FormRow<'_>) -> Vec<Assignment> {
        (0..self.columns.len())
            .map(|local| {
                let column = self.header.columns.get(local).copied();
                let cell = self
                    .header
                    .at_cell
                    .iter()
                    .position(|one| one.is_some() && *one == column);
                let printed =
                    cell.filter(|&cell| row.texts.get(cell).is_some_and(|t| !t.is_empty()));
                let certainty = match printed {
                    Some(_) => Certainty::Certain(How::Position),
                    None => Certainty::Doubtful(Doubt::BlankOrLost),
                };
                Assignment {
                    cell: printed,
                    certainty,
                }
            })
            .collect()
    }

    /// Gives rows their declared names. A label that stands in the header makes every name doubtful,
    /// unless the only row is unlabelled and the header's label is the one it lacks.
    fn name_rows(&self, mut rows: Vec<ReadRow>) -> Vec<ReadRow> {
        if self.table.rows.is_empty() {
            return rows;
        }
        let label = self
            .table
            .columns
            .iter()
            .position(|column| column.kind == ColumnKind::Label);
        let Some(label) = label else { return rows };
        let unlabelled = |row: &ReadRow| row.cells.get(label).is_none_or(|cell| !cell.printed);
        let only = rows.len() == 1;
        for row in &mut rows {
            let header_label = self.header.row_label;
            match header_label {
                Some(declared) if only && unlabelled(row) => row.declared = Some(declared),
                Some(_) => row.doubt = Some(Doubt::RowIdentity),
                None => {}
            }
        }
        rows
    }

    /// Finds the declared row of a label; called with the label's text.
    pub(super) fn declare(&self, row: &mut ReadRow, label: &str) {
        if row.declared.is_some() || self.table.rows.is_empty() {
            return;
        }
        let key = label_key(label);
        if let Some(declared) = declared_row(&key, self.table) {
            row.declared = Some(declared);
        } else if !key.is_empty()
            && let Some(declared) = fragment_of_row(&key, self.table)
        {
            row.declared = Some(declared);
            row.fragment = true;
        }
    }
}

/// Rows under fragments of one label are one row, printed more than once: the complete one stays.
pub(super) fn join_fragments(rows: Vec<ReadRow>) -> Vec<ReadRow> {
    let mut joined: Vec<ReadRow> = Vec::new();
    for row in rows {
        let twin = joined
            .iter_mut()
            .find(|other| row.declared.is_some() && other.declared == row.declared)
            .filter(|other| row.fragment && other.fragment);
        match twin {
            Some(other) if certain(&row) > certain(other) => *other = row,
            Some(_) => {}
            None => joined.push(row),
        }
    }
    joined
}

fn certain(row: &ReadRow) -> usize {
    row.cells
        .iter()
        .filter(|cell| matches!(cell.certainty, Certainty::Certain(_)))
        .count()
}

fn whole(row: &FormRow<'_>) -> Place {
    let start = row.cells.first().map_or(0, |cell| cell.start);
    Place {
        start,
        end: row.cells.last().map_or(start, |cell| cell.end),
    }
}

fn zone_column(column: &ColumnDef, table: &FormTableDef) -> ZoneColumn {
    ZoneColumn {
        role: role(column, table),
        required: column.required,
        mergeable: column.mergeable,
        constants: column.constants.clone(),
    }
}

fn is_span(column: &ColumnDef) -> bool {
    column.kind == ColumnKind::Text && !column.words.is_empty() && column.header == column.words
}

/// The role of a column: the one that the template names, or what follows from all it says.
fn role(column: &ColumnDef, table: &FormTableDef) -> ColumnRole {
    if let Some(role) = column.role {
        return role;
    }
    match column.kind {
        ColumnKind::Label if table.rows.is_empty() => ColumnRole::Name,
        ColumnKind::Label => ColumnRole::FundsLabel,
        ColumnKind::Amount | ColumnKind::Change | ColumnKind::Number | ColumnKind::Count => {
            ColumnRole::Amount
        }
        ColumnKind::Percent | ColumnKind::ChangePercent if column.optional => ColumnRole::Deviation,
        ColumnKind::Percent | ColumnKind::ChangePercent => ColumnRole::Rate,
        ColumnKind::Score | ColumnKind::Line => ColumnRole::Score,
        ColumnKind::Measure if column.words.is_empty() => ColumnRole::Target,
        ColumnKind::Measure => ColumnRole::Actual,
        ColumnKind::Text | ColumnKind::Code | ColumnKind::Year => text_role(column),
    }
}

fn text_role(column: &ColumnDef) -> ColumnRole {
    if is_span(column) {
        ColumnRole::Span
    } else if !column.words.is_empty() {
        ColumnRole::Level
    } else if column.required {
        ColumnRole::Name
    } else if column.optional && column.mergeable {
        ColumnRole::Explanation
    } else if column.optional {
        ColumnRole::Reason
    } else {
        ColumnRole::Other
    }
}

/// The words of a column: its vocabulary, or the names of the declared rows for a label column.
/// Status words of an actual value are kept apart (see [`Vocabulary::status`]).
fn column_words(column: &ColumnDef, table: &FormTableDef) -> Vec<String> {
    match column.kind {
        ColumnKind::Measure => Vec::new(),
        ColumnKind::Label => table
            .rows
            .iter()
            .flat_map(|row| row.names.iter().map(|name| label_key(name).into()))
            .collect(),
        _ if is_span(column) => Vec::new(),
        _ => column
            .words
            .iter()
            .map(|word| label_key(word).into())
            .collect(),
    }
}
