//! A document seen through a template: tables of typed figures, each with its place.
//!
//! Owns: finding tables, forms and claims; aligning ragged rows; what was read with certainty.
//! Does not own: what must hold (`eval`).

pub mod align;
mod form;
mod model;

pub use model::{
    Cell, CellRef, Content, Doubt, HeaderFacts, Identity, Note, NoteKind, Presence, Report, Row,
    RowId, Sighting, Table,
};
