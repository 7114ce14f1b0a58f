//! What is wrong at a place that the grammar refuses: the commonest slips by name, the rest as
//! "expected …, found …".

mod number;
mod problem;
mod sign;
mod spot;
mod word;

pub(super) use number::{has_separator, thousands};
pub(super) use problem::problem;
pub(super) use spot::Spot;
