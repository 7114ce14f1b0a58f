//! A new pack made from a report: what differs from the parent template is written down, what could not
//! be placed is listed beside the place where it belongs.
//!
//! Owns: which printed title, header or row is probably which of the parent's; the text of the files.
//! Does not own: reading (`report`), writing files (`cli`).

mod claims;
mod draft;
mod likeness;
mod template_text;
mod titles;
mod work;

pub use draft::{Draft, Placed};
pub use work::{Scaffold, ScaffoldFile, scaffold};
