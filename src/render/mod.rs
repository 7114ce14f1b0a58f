//! Findings, problems and readings as text: one file per output format, all pure functions.
//!
//! Owns: words in both languages, layout, the JSON that other programs read.
//! Does not own: what is wrong (`diagnose`), where output goes (`cli`).

pub mod cases;
mod cells;
pub mod claims;
pub mod concise;
pub mod coverage;
pub mod coverage_json;
#[cfg(feature = "cli")]
pub mod diff;
mod excerpt;
pub mod explain;
mod fill;
pub mod handbook;
pub mod html;
#[cfg(feature = "cli")]
pub mod human;
mod identity;
pub mod inspect;
pub mod inspect_json;
pub mod json;
mod json_finding;
mod json_totals;
pub mod junit;
mod look;
pub mod markdown;
mod marks;
pub mod messages;
pub mod mutation;
pub mod mutation_json;
pub mod mutation_markdown;
mod names;
pub mod number;
pub mod overview;
pub mod place;
pub mod problems;
mod reading;
mod rounding;
#[cfg(feature = "cli")]
pub mod rule_mutation;
pub mod rule_mutation_json;
#[cfg(feature = "cli")]
pub mod rule_mutation_markdown;
pub mod rulebook;
#[cfg(feature = "cli")]
mod run_text;
pub mod sarif;
pub mod scaffold;
mod share;
#[cfg(feature = "cli")]
mod snippet;
mod summary;
mod table;
pub mod trace;
mod trace_json;
mod trace_tree;
mod untold;
mod view;
pub mod words;
pub mod xlsx;

pub use identity::identity;
pub use look::{Colours, DEFAULT_WIDTH, Look};
pub use table::table;
pub use view::{CheckedView, Totals, Unchecked};
