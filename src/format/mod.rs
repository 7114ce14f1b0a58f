//! Rule files in canonical layout: tree and comments to text.
//!
//! Owns: where lines break and how far they indent, where comments go, which spelling keywords get,
//! and the proof that nothing but the layout changed.
//! Does not own: the tree (`syntax`), the meaning of templates (`template`).
//!
//! The layout: two blanks for each level; one clause a line, but a `when` that fits stands beside its
//! `each`; one blank line round rules and scopes,
//! elsewhere at most the one that was there; lines of up to 100 columns (a Chinese character is two),
//! longer ones broken before operators and after commas. Items and clauses stay in their order.

mod blocks;
mod canonical;
mod comments;
mod expression;
mod fill;
mod items;
mod spelling;
#[cfg(feature = "cli")]
mod toml;
mod unchanged;

pub use canonical::{format, format_source, print};
pub use spelling::Spelling;
#[cfg(feature = "cli")]
pub use toml::{format_template, format_template_source};

#[cfg(feature = "cli")]
use fill::WIDTH;
