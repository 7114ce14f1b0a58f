//! Templates in canonical layout: TOML with its comments, laid out again.
//!
//! Owns: blanks, indentation, blank lines, where long lists break, the proof that only these changed.
//! Does not own: what a template means (`template`). Keys, tables and list elements stay in their order,
//! texts keep the quotes their author chose.

mod canonical;
mod layout;
mod values;

pub use canonical::{format_template, format_template_source};
