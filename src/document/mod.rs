//! A file as headings, paragraphs and rows of cells, each with its place. Knows no form.
//!
//! Owns: decoding, line structure, noise (watermarks, page rules), one reader per format.
//! Does not own: which table a row belongs to or what a cell means (`report`).

mod model;

pub use model::{Block, CellSpan, Document, Format, Location, Place};
