//! A file as headings, paragraphs and rows of cells, each with its place. Knows no form.
//!
//! Owns: decoding, line structure, noise (watermarks, page rules), one reader per format, the
//! normalised key by which printed names are compared.
//! Does not own: which table a row belongs to or what a cell means (`report`).

mod aligned;
mod decode;
mod layout;
mod model;
mod name;
mod noise;
mod normal;
mod printed;
mod read;
mod read_cell_per_line;
mod read_error;
mod read_tabs;
mod trim;

pub use model::{Block, CellSpan, Document, Format, Location, Place};
pub use name::{NameChoice, NameCore, NameMatch, closest_name, same_name};
pub use normal::label_key;
pub use printed::Printed;
pub use read::{MAX_CELLS, MAX_DOCUMENT_BYTES, ReadOptions, read};
pub use read_error::ReadError;
