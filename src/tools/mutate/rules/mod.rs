//! Rules changed on purpose: which changes no case and no report notices.
//!
//! Owns: the changes, a rule taken out of its file, what counts as noticed.
//! Does not own: cases (`tools::cases`), the meaning of rules.

mod alone;
mod bench;
mod edit;
mod edits;
mod outcome;
mod walk;

pub use bench::{Bench, BenchRule};
pub use edit::{RuleChange, RuleEdit};
pub use outcome::{RuleFigures, RuleTally, Survivor, Unkilled};
