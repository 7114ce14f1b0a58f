//! From trees to a checked program: names become indexes, types and units are settled, and everything
//! that is wrong in any file is reported at once, before any report is seen.
//!
//! Owns: scopes of names, types and units of expressions, static checks.
//! Does not own: syntax (`syntax`), what a rule says of a report (`eval`).

mod bands;
mod calls;
mod complain;
mod conditions;
mod constants;
mod dims;
mod expressions;
mod fields;
mod files;
mod names;
mod never;
mod operators;
mod resolver;
mod rules;
mod selectors;
mod stars;
mod values;

pub use files::{resolve, unknown_template, used_template};
pub use resolver::{MAX_CALL_DEPTH, MAX_RULE_PARTS};
