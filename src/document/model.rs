//! The document that every reader produces.

use super::printed::Printed;
use crate::source::Lines;

/// A half-open byte range of [`Document::text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// One cell of a row: its text without surrounding blanks.
pub type CellSpan = Place;

/// How the cells of a document were told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Cells separated by tabs, one row a line.
    TabSeparated,
    /// One cell a line, each beginning with a tab; an empty line ends the row (text out of Word).
    CellPerLine,
    /// Cells separated by runs of blanks (`pdftotext -layout`).
    BlankAligned,
}

/// One unit of the document, in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block {
    /// A line of text that is not a row.
    Paragraph {
        /// Its text without surrounding blanks.
        place: Place,
    },
    /// A row of cells: `cells` is a range of [`Document::cells`].
    Row {
        /// First cell.
        first: u32,
        /// One past the last cell.
        end: u32,
    },
    /// An empty line or form feed: may be a page break, never ends a table by itself.
    Break,
    /// A watermark, page number, running head or rule of hyphens.
    Noise {
        /// Its text.
        place: Place,
    },
}

/// A decoded file with its structure. Where cells are not one piece of the file (`pdftotext -layout`),
/// `text` is made by the reader, and [`Document::locate`] leads back to the file.
#[derive(Debug, Clone)]
pub struct Document {
    /// Path or name, as shown to people.
    pub name: String,
    /// The decoded text.
    pub text: String,
    /// Lines of `text`.
    pub lines: Lines,
    /// How cells were told apart.
    pub format: Format,
    /// Name of the encoding it was decoded from (`UTF-8`, `GB18030` …).
    pub encoding: &'static str,
    /// The structure.
    pub blocks: Vec<Block>,
    /// The cells of all rows.
    pub cells: Vec<CellSpan>,
    /// The file as it is printed, if `text` was made by the reader.
    pub printed: Option<Printed>,
    /// Offsets of lines of `text` whose cells could not be given to columns with certainty; ascending.
    pub ragged: Vec<u32>,
}

/// Where something stands, for people and for other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Location {
    /// 1-based line.
    pub line: u32,
    /// 1-based first column, in characters.
    pub start: u32,
    /// 1-based column after the last character.
    pub end: u32,
}

impl Document {
    /// The text at a place; empty if it lies outside.
    #[must_use]
    pub fn text_at(&self, place: Place) -> &str {
        self.text
            .get(place.start as usize..place.end as usize)
            .unwrap_or("")
    }

    /// Line and columns of a place in the file; of a place in several pieces, those of the first.
    #[must_use]
    pub fn locate(&self, place: Place) -> Location {
        let (text, lines, place) = match &self.printed {
            Some(printed) => (&printed.text, &printed.lines, printed.first(place)),
            None => (&self.text, &self.lines, place),
        };
        let start = lines.locate(text, place.start);
        let inside = text.get(place.start as usize..place.end as usize);
        let width = u32::try_from(inside.unwrap_or("").chars().count()).unwrap_or(0);
        Location {
            line: start.line,
            start: start.column,
            end: start.column.saturating_add(width),
        }
    }

    /// The line of the file that holds an offset of `text`.
    #[must_use]
    pub fn line_of(&self, offset: u32) -> u32 {
        let place = Place {
            start: offset,
            end: offset,
        };
        match &self.printed {
            Some(printed) => printed.lines.line_of(printed.first(place).start),
            None => self.lines.line_of(offset),
        }
    }

    /// The file's own text and lines, for showing excerpts.
    #[must_use]
    pub fn as_printed(&self) -> (&str, &Lines) {
        match &self.printed {
            Some(printed) => (&printed.text, &printed.lines),
            None => (&self.text, &self.lines),
        }
    }

    /// Where the parts of a place stand in the file's own text: one part, unless the reader joined
    /// several.
    #[must_use]
    pub fn printed_places(&self, place: Place) -> Vec<Place> {
        match &self.printed {
            Some(printed) => printed.places(place),
            None => vec![place],
        }
    }

    /// Whether it is not certain which cells of a row belong to which columns.
    #[must_use]
    pub fn is_ragged(&self, row: &[CellSpan]) -> bool {
        row.first()
            .is_some_and(|cell| self.ragged.binary_search(&cell.start).is_ok())
    }

    /// The cells of a row block; nothing for other blocks.
    #[must_use]
    pub fn cells_of(&self, block: &Block) -> &[CellSpan] {
        match block {
            Block::Row { first, end } => self
                .cells
                .get(*first as usize..*end as usize)
                .unwrap_or(&[]),
            Block::Paragraph { .. } | Block::Break | Block::Noise { .. } => &[],
        }
    }
}
