//! Test cases of rules: a small report or a change to one, and the verdicts expected of the rules.
//!
//! Owns: the notation of case files (`*.cases.md`), running a case, what became of it, bringing the
//! expected verdicts up to date.
//! Does not own: reading files (a [`ReportLoader`] does) or showing results (`render`).

mod blocks;
mod change;
mod change_notation;
mod draft;
mod example;
mod expected;
mod model;
mod notation;
mod of_packs;
mod problems;
mod read;
mod run;
mod slips;
mod tally;
mod update;

pub use change::{Change, Step};
pub use draft::{Draft, DraftReport, drafts, written};
pub use example::{Example, Held, RuleExamples};
pub use expected::{Expected, Item, Wanted, Word};
pub use model::{Case, CaseFile, CaseReport, MAX_CASE_FILE_BYTES, ReportText, Suite};
pub use of_packs::{CASES_ENDING, case_files};
pub use read::read_suite;
pub use run::{Bound, CaseResult, CheckLine, ReportLoader, RuleResult};
pub use tally::{RuleCases, Tally};
