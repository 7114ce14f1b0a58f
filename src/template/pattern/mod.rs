//! The notation of claims: patterns of sentences with typed placeholders.
//!
//! Owns: the notation, its errors with byte ranges, the compiled form, the columns that a claim has.
//! Does not own: matching a pattern against a report (`report::claim`).

mod compile;
mod error;
mod fold;
mod parse;

pub use compile::{Compiled, Op};
pub use error::{PatternError, PatternErrorKind};
pub use fold::{fold, fold_char};
pub use parse::{Node, Pattern, Phrases, Slot, SlotKind, parse, parse_phrases};
