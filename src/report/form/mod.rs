//! Self-evaluation forms: instances, zones, fields, inner tables, totals.
//!
//! Owns: where a form and its zones begin and end, which rows belong to which inner table.
//! Does not own: which cell of a row stands under which column (`align`).

mod bind;
mod cells;
mod fields;
mod header;
mod instance;
mod rows;
mod silent;
mod witness;
mod zones;

pub(super) use bind::bind_forms;
