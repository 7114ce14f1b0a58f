//! From a text laid out with blanks to one with tabs.

use super::grid::Known;
use super::line::Line;
use super::lines::lines_of;
use super::prose::continued;
use super::segments::{Segment, segments};
use super::table::stretch;
use super::write::Writer;
use crate::document::layout::Structure;
use crate::document::{Printed, ReadError, read_tabs};

/// A text made of an aligned one.
#[derive(Debug)]
pub(in crate::document) struct Made {
    /// Its rows and paragraphs.
    pub(in crate::document) structure: Structure,
    /// Cells separated by tabs.
    pub(in crate::document) text: String,
    /// The way back to the file.
    pub(in crate::document) printed: Printed,
    /// Offsets of rows whose columns are not certain.
    pub(in crate::document) ragged: Vec<u32>,
}

/// Reads a text whose cells are separated by runs of blanks.
///
/// # Errors
/// When there are too many cells.
pub(in crate::document) fn structure(text: &str) -> Result<Made, ReadError> {
    let lines = lines_of(text);
    let mut maker = Maker {
        text,
        lines: &lines,
        writer: Writer::of(text),
        known: None,
        page: 0,
    };
    for segment in segments(text, &lines) {
        if segment.table {
            maker.table(segment);
        } else {
            maker.prose(segment.first, segment.end);
        }
    }
    let Writer {
        made,
        printed,
        ragged,
    } = maker.writer;
    Ok(Made {
        structure: read_tabs::structure(&made)?,
        text: made,
        printed,
        ragged,
    })
}

struct Maker<'t> {
    text: &'t str,
    lines: &'t [Line],
    writer: Writer,
    /// The columns of the table that was read last, if nothing has been read since.
    known: Option<(usize, Known)>,
    page: usize,
}

impl Maker<'_> {
    fn table(&mut self, segment: Segment) {
        let lines = self.lines.get(segment.first..segment.end).unwrap_or(&[]);
        let page = lines.first().map_or(0, |line| line.page);
        self.turn(page);
        let known = self.known.take();
        let goes_on = known.as_ref().filter(|(last, _)| last + 1 == page);
        let found = stretch(self.text, lines, goes_on.map(|(_, known)| known));
        for row in &found.rows {
            self.writer.row(&row.cells, row.ragged);
        }
        if found.left_over > 0 {
            self.prose(segment.end - found.left_over, segment.end);
        } else {
            self.known = found.known.map(|known| (page, known));
        }
    }

    fn prose(&mut self, first: usize, end: usize) {
        self.known = None;
        let lines = self.lines.get(first..end).unwrap_or(&[]);
        let continued = continued(self.text, lines);
        for (index, (line, joins)) in lines.iter().zip(&continued).enumerate() {
            if !joins {
                if index > 0 {
                    self.writer.end_line();
                }
                self.turn(line.page);
            }
            self.writer.piece(line.place);
        }
        self.writer.end_line();
    }

    /// An empty line where a page begins.
    fn turn(&mut self, page: usize) {
        if page != self.page {
            self.page = page;
            self.writer.end_line();
        }
    }
}
