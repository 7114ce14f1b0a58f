//! From the merged tree of a template to its model, with what can only be seen when all of it is
//! there: missing types, names claimed twice, references to nothing.

mod claims;
mod columns;
mod forms;
mod memo;
mod rows;
mod tables;
mod whole;
mod words;

use whole::Builder;

pub(super) use memo::Memo;
pub(super) use whole::template;
