//! A document seen through a template: tables of typed figures, each with its place.
//!
//! Owns: finding tables, forms and claims; aligning ragged rows; what was read with certainty; how
//! well a template suits a document.
//! Does not own: what must hold (`eval`).

pub mod align;
mod bind;
mod cell;
pub mod claim;
mod fit;
mod form;
mod identity;
mod logical;
mod model;
#[cfg(test)]
mod sample;
mod statement;

pub use bind::bind;
pub use fit::{Fit, LEAST_FIT, Looked, LookedFor, fit};
pub use model::{
    Cell, CellRef, Content, Doubt, HeaderFacts, Identity, Note, NoteKind, Presence, Report, Row,
    RowId, Sighting, Table,
};
