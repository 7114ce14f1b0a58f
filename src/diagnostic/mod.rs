//! What can be wrong with what people wrote: rules, templates, commands.
//!
//! Owns: error codes and their pages, problems with labelled places, "did you mean".
//! Does not own: findings, that is what is wrong with a *report* (`diagnose`).

mod problem;
mod suggest;
mod wording;

pub mod codes;
pub use codes::{CODES, Code};
pub use problem::{Label, Level, Problem, Problems};
pub use suggest::closest;
pub use wording::{Lang, Wording};
