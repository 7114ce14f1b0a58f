//! Texts and places in them.
//!
//! Owns: identifiers of sources, byte spans, the map from bytes to lines and columns.
//! Does not own: what any text means.

mod lines;
mod map;
mod span;

pub use lines::{LineColumn, Lines};
pub use map::{Source, SourceMap};
pub use span::{SourceId, Span};
