//! The rules of a pack as a handbook for people who never open a rule file: Markdown, and one
//! self-contained page.
//!
//! Owns: the chapters, what is told of a rule, both layouts.
//! Does not own: a rule in words (`words`), examples (`tools::cases`).

mod chapters;
mod html;
mod markdown;
mod model;

pub use html::html;
pub use markdown::markdown;
pub use model::{Chapter, Entry, Handbook, Shown, handbook};
