//! Text that was laid out with blanks, as `pdftotext -layout` writes it.
//!
//! Owns: pages and their running heads, paragraphs put together from their lines, rows put together
//! from wrapped cells, columns from the gaps that run through a table. The result is a text with
//! tabs, read as any other, and the way back to the file.
//! Does not own: what a column means. A row whose cells could belong to more than one column is
//! marked as ragged and nothing is guessed.

mod bands;
mod columns;
mod grid;
mod header;
mod header_columns;
mod line;
mod lines;
mod profile;
mod prose;
mod segments;
mod structure;
mod table;
mod write;

pub(super) use lines::looks_aligned;
pub(super) use structure::structure;
