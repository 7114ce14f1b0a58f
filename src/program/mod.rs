//! Checked rules: indexes instead of names, types and units known. What `resolve` makes and `eval` runs.
//!
//! Owns: the model of a checked rule, its metadata for lists and findings, and writing it back as text.
//! Does not own: names and their faults (`resolve`), reports (`eval`).

mod condition;
mod number;
mod rows;
mod rule;
mod show;
mod uses;

pub use condition::{Comparison, Condition, Subject, Text, TextBand, TextSort};
pub use number::{CellOf, Cells, Dim, Number, Series, StepBand};
pub use rows::{Key, Pick, RowOf, Rows, SpanOf, VariableId};
pub use rule::{Check, Disabled, Program, ProgramParts, Rule, RuleId, Skipped, Source, Variable};
pub use show::{Show, constant};
