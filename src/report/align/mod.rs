//! Typed alignment of ragged rows: which cell stands under which column, and how certainly.
//!
//! Owns: kinds of cells, the two cost tables (preference, possibility), the alignment itself.
//! Does not own: where a zone begins or ends (`form`). Must not use what a rule checks: that a score
//! is at most its weight, that a sum comes out, that a rate lies below 100 %.

mod certainty;
mod cost;
mod dp;
mod kind;

pub use crate::template::ColumnRole;
pub use certainty::{Assignment, Certainty, How, assign, can_stand};
pub use cost::ZoneColumn;
pub use kind::{CellKind, Vocabulary, classify};
