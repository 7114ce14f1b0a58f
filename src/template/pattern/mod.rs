//! The notation of claims: patterns of sentences with typed placeholders.
//!
//! Owns: the notation, its errors with byte ranges, the compiled form, the columns that a claim has.
//! Does not own: matching a pattern against a report (`report::claim`).

mod claim;
mod compile;
mod error;
mod fold;
mod parse;

pub use claim::{
    CHART_DATA, ClaimPatterns, LIST_COLUMN, ORDINAL_COLUMN, OWN_TEXT, PROJECT_COLUMN,
    claim_columns, compile_claim,
};
pub use compile::{Compiled, MAX_OPS, Op};
pub use error::{PatternError, PatternErrorKind};
pub use fold::{fold, fold_char};
pub use parse::{Node, Pattern, Phrases, Slot, SlotKind, parse, parse_phrases};
