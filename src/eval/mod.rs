//! A checked program over a bound report: a verdict for every check.
//!
//! Owns: which rows and cells a rule means in a report, what nothing printed means, what `=`, `<=` …
//! mean between printed figures, and how well they hold.
//! Does not own: what names mean (`resolve`) or what a failure is due to (`diagnose`).

mod body;
mod expand;
mod find;
mod general;
mod grade;
mod kin;
mod linear;
mod lower;
mod plan;
mod rounding;
mod site;
mod states;
mod strain;
mod texts;
mod tree;
mod truth;
mod verdict;

pub use general::{Formula, FormulaBuilder, MAX_BOXES, NodeId, Operation};
pub use grade::{Comparison, Grade, Judgement, Relation};
pub use linear::{CheckIndex, FigureIndex, LinearBatch, LinearForm, Side, Term};
pub use lower::MAX_TERMS;
pub use plan::{CheckId, MAX_CHECKS_PER_RULE, MAX_PAIRS_PER_RULE, Plan};
pub use verdict::{About, Decision, Outcome, Summary, Trouble, UndecidedReason, Verdict};
