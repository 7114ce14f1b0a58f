//! The text that is made of an aligned one: a row a line, cells separated by tabs.

use super::header::Cell;
use crate::document::{Place, Printed};

/// A text under way, with the way back.
#[derive(Debug)]
pub(super) struct Writer {
    /// The text so far.
    pub(super) made: String,
    /// The file.
    pub(super) printed: Printed,
    /// Offsets of ragged rows.
    pub(super) ragged: Vec<u32>,
}

impl Writer {
    /// Nothing written yet.
    pub(super) fn of(text: &str) -> Self {
        Self {
            made: String::with_capacity(text.len()),
            printed: Printed::of(text.to_owned()),
            ragged: Vec::new(),
        }
    }

    /// Appends a piece of the file.
    pub(super) fn piece(&mut self, place: Place) {
        let at = offset(self.made.len());
        let Some(text) = self
            .printed
            .text
            .get(place.start as usize..place.end as usize)
        else {
            return;
        };
        // A tab inside a piece would begin a cell.
        let clean = text.replace('\t', " ");
        self.made.push_str(&clean);
        self.printed.note(at, place);
    }

    /// Ends a line.
    pub(super) fn end_line(&mut self) {
        self.made.push('\n');
    }

    /// Writes a row.
    pub(super) fn row(&mut self, cells: &[Cell], ragged: bool) {
        if ragged {
            self.ragged.push(offset(self.made.len()));
        }
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                self.made.push('\t');
            }
            for piece in cell {
                self.piece(piece.place);
            }
        }
        if cells.len() == 1 {
            self.made.push('\t');
        }
        self.end_line();
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
