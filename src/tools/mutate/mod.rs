//! Errors planted on purpose: in the figures of a report, to see which no rule notices; in the rules, to
//! see which change no report and no case notices.
//!
//! Owns: the kinds of errors, which places they are planted at, what counts as noticed, the counts.
//! Does not own: checking (`eval`), causes (`diagnose`), threads and progress (`cli`).

mod conditions;
mod field;
mod mutant;
mod neighbours;
mod random;
pub mod rules;
mod slip;
mod tally;
mod trial;

pub use field::{Choice, Field};
pub use mutant::Mutant;
pub use slip::Slip;
pub use tally::{CauseCount, Count, Disagreed, Missed, MissedWhy, Tally};
pub use trial::{Named, Notice, PairTried, Tried};
