//! From verdicts to findings: evidence, causes, groups.
//!
//! Owns: which cell is likely wrong and how; what is shown to a person.
//! Does not own: how it is shown (`render`).

mod cause;
mod finding;
mod fingerprint;
mod group;
mod plain;
mod sentence;
mod subject;
mod suspect;
mod undecided;

pub use finding::{
    Cause, CauseKind, Evidence, Finding, Quantity, ReportFindings, Role, Summary, Undecided,
    UndecidedReason, Working,
};
pub use group::diagnose;
