//! What is doubtful in rules and templates that do run: lints.
//!
//! Owns: what each lint looks for, its level, comments that allow an exception, and the decision which
//! rules follow from others or contradict them.
//! Does not own: mistakes that keep rules from running (`syntax`, `resolve`, `template`), files and
//! settings (`cli`).

mod alias;
mod allow;
mod always;
mod bare;
mod glued;
mod hidden;
mod idle;
mod levels;
mod library;
mod linear;
mod patterns;
mod relations;
mod run;
mod terms;
mod tolerance;
mod unused;
mod walk;
mod wording;

pub use levels::{LINTS, Levels, Lint, LintLevel};
pub use library::{Library, LintedFile, LintedTemplate};
pub use run::lint;
