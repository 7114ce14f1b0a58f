//! Pages that need nothing but themselves: one for a report, one for a run over several.
//!
//! Owns: what stands where on a page, the miniature tables, the charts. The looks are in `page.css`,
//! the few things that move in `page.js`, the order in `templates/`.

mod card;
mod charts;
mod excerpt;
mod folder;
mod grid;
mod heat;
mod marks;
mod page;
mod prose;
mod rules;
mod undecided;

pub use folder::{Section, folder, section};
pub use page::page;
