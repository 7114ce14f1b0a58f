//! A rule in words, for people who never open a rule file: generated from the checked rule, in both
//! languages.
//!
//! Owns: how conditions, figures and rows are said in a sentence.
//! Does not own: rule text (`program::Show`) or sentences about a report (`diagnose`).

mod condition;
mod figure;
mod place;
mod rule;

pub use rule::{RuleWords, in_words};
