//! Relations that multiply, divide or compare figures with each other.
//!
//! A relation holds if true figures exist that round to the printed ones and satisfy it. Where every
//! figure occurs once, interval arithmetic decides that exactly; where one occurs more than once,
//! `search` looks for such figures or proves that there are none.

mod formula;
mod gradient;
mod judge;
mod search;

pub use formula::{Formula, FormulaBuilder, NodeId, Operation};
pub use search::MAX_BOXES;
