//! Rule files: text to tree. The only place that knows pest.
//!
//! Owns: the grammar, the tree, the words of the language, syntax errors with carets.
//! Does not own: what a name means (`resolve`), how a file is laid out (`format`).

pub mod ast;
mod build;
mod erase;
mod expected;
mod faults;
mod forms;
mod grammar;
mod items;
pub mod keywords;
mod limits;
mod parse;
mod recover;
mod scan;
mod slips;

pub use limits::{MAX_DEPTH, MAX_FAULTS, MAX_FILE_BYTES, MAX_NESTING};
pub use parse::{comments, is_id, is_word, parse, parse_expression, tokens};
