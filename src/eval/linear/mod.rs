//! Linear relations between figures: Σ factor × figure + constant on either side.
//!
//! [`LinearBatch`] holds all of a report's in flat arrays. A check whose factors are whole numbers
//! and whose figures fit is judged on scaled integers, any other in decimals; both give the same.

mod batch;
mod form;
mod precise;
mod scaled;

pub use batch::{CheckIndex, FigureIndex, LinearBatch};
pub use form::{LinearForm, Side, Term};
