//! How a check was computed, from the relation down to the cells.
//!
//! Owns: the expression of a check as a tree with the value and the reach of every part, the
//! conditions that led there, which checks of a rule are traced.
//! Does not own: verdicts (`Plan::evaluate`), how a tree is drawn (`render`).

mod check;
mod conditions;
mod numbers;
mod reach;
mod select;
mod step;

pub use select::{MAX_TRACED, RuleTrace, TraceRequest};
pub use step::{BoundRow, Place as ConditionPlace, Shown, Step, Trace, TracedCondition, What};
