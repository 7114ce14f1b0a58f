//! What one way through a document finds of its statutory tables.

use super::grid::Grid;
use super::words::KnownTable;
use crate::document::Place;
use crate::report::model::{HeaderFacts, Note};

/// A statutory table that stands in the report.
#[derive(Debug)]
pub(in crate::report) struct Found<'d> {
    /// Index into `Template::tables`.
    pub(in crate::report) table: u16,
    /// What its header says.
    pub(in crate::report) header: HeaderFacts,
    /// Its stretches: continuations that repeat the title are grids of their own.
    pub(super) grids: Vec<Grid>,
    /// What the template says of it.
    pub(super) known: KnownTable<'d>,
    /// Rows that look like its own stand where they cannot be placed.
    pub(super) lost_rows: bool,
}

impl Found<'_> {
    /// Whether a note closed the table.
    pub(super) fn is_closed(&self) -> bool {
        self.grids.iter().any(|grid| grid.closed)
    }

    /// The sentence under the table that says it has no data.
    pub(in crate::report) fn no_data(&self) -> Option<Place> {
        self.grids.iter().find_map(|grid| grid.no_data)
    }
}

/// A place that names a table.
#[derive(Debug, Clone, Copy)]
pub(in crate::report) struct Mention {
    /// Index into `Template::tables`.
    pub(in crate::report) table: u16,
    /// The line.
    pub(in crate::report) place: Place,
    /// Leads to a page number.
    pub(in crate::report) contents: bool,
}

/// Everything that one way through the document finds.
#[derive(Debug, Default)]
pub(in crate::report) struct Walk<'d> {
    /// Tables in printed order, each at most once.
    pub(in crate::report) found: Vec<Found<'d>>,
    /// Lines that name a table without being its title.
    pub(in crate::report) mentions: Vec<Mention>,
    /// Notes.
    pub(in crate::report) notes: Vec<Note>,
}
