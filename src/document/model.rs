//! The document that every reader produces.

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

/// A decoded file with its structure. For files that are not plain text, `text` is made by the
/// reader, and places are mapped back to sheet and cell.
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

    /// Line and columns of a place.
    #[must_use]
    pub fn locate(&self, place: Place) -> Location {
        let start = self.lines.locate(&self.text, place.start);
        let width = u32::try_from(self.text_at(place).chars().count()).unwrap_or(0);
        Location {
            line: start.line,
            start: start.column,
            end: start.column.saturating_add(width),
        }
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
