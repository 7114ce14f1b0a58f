//! From verdicts to findings: evidence, causes, groups.
//!
//! Owns: which cell is likely wrong and how; what is shown to a person.
//! Does not own: how it is shown (`render`).

mod baseline;
mod cause;
mod coverage;
mod explanations;
mod finding;
mod fingerprint;
mod group;
mod joint;
mod plain;
mod review;
mod sentence;
mod subject;
mod suspect;
mod undecided;

pub use baseline::{Baseline, BaselineError, KnownFinding};
pub use cause::previous_amounts;
pub use coverage::{CellCoverage, Coverage, RuleTally};
pub use explanations::{Explanation, Explanations, MAX_EXPLANATIONS_BYTES, read_explanations};
pub use finding::{
    Cause, CauseKind, Evidence, Finding, JointCheck, Quantity, ReportFindings, Role, Summary,
    Undecided, UndecidedReason, Untold, Working,
};
pub use group::{MAX_TOLD_PER_RULE, diagnose};
pub use review::{Review, Standing};
pub use subject::{about_words, cell_name};
