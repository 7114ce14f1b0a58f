//! A checked program over a bound report: a verdict for every check.
//!
//! Owns: which rows and cells a rule means in a report, what nothing printed means, what `=`, `<=` …
//! mean between printed figures, and how well they hold.
//! Does not own: what names mean (`resolve`) or what a failure is due to (`diagnose`).

mod body;
mod describe;
mod expand;
mod find;
mod general;
mod grade;
mod index;
mod kin;
mod linear;
mod lower;
mod names;
mod plan;
mod quantity;
mod rounding;
mod site;
mod states;
mod strain;
mod texts;
mod trace;
mod tree;
mod truth;
mod verdict;
mod working;

pub use describe::{Described, DescribedCell};
pub use general::{Formula, FormulaBuilder, MAX_BOXES, NodeId, Operation};
pub use grade::{Comparison, Grade, Judgement, Relation};
pub use linear::{CheckIndex, FigureIndex, LinearBatch, LinearForm, Side, Term};
pub use lower::MAX_TERMS;
pub use names::{row_name, row_path};
pub use plan::{
    CheckId, LinearRelation, MAX_CHECKS_PER_RULE, MAX_PAIRS_PER_RULE, MAX_VISITS_PER_RULE, Plan,
};
pub use quantity::{Quantity, Role, Working};
pub use trace::{
    BoundRow, ConditionPlace, MAX_TRACED, RuleTrace, Shown, Step, Trace, TraceRequest,
    TracedCondition, What,
};
pub use verdict::{About, Decision, Outcome, Summary, Trouble, UndecidedReason, Verdict};
