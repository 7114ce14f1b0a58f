//! Judging relations between figures.
//!
//! Owns: what `=`, `<=` … mean between printed figures, and how well they hold.
//! Does not own: which figures a rule names (`resolve`) or what a failure is due to (`diagnose`).

mod general;
mod grade;
mod linear;
mod rounding;
mod strain;

pub use general::{Formula, FormulaBuilder, MAX_BOXES, NodeId, Operation};
pub use grade::{Comparison, Grade, Judgement, Relation};
pub use linear::{CheckIndex, FigureIndex, LinearBatch, LinearForm, Side, Term};
