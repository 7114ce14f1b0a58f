//! Which cell is probably wrong, and how.
//!
//! Owns: what each suspected cell would have to be, the smallest sets of cells whose change satisfies
//! every check, the kind of slip that leads from the right figure to the printed one.
//! Does not own: verdicts (`eval`), wording.
//!
//! Source of the idea: I. P. Fellegi and D. Holt, *A systematic approach to automatic edit and
//! imputation*, JASA 71 (1976): change the fewest cells so that every edit is satisfied. Here edits are
//! checks over printed intervals, and a set counts only if values were found that satisfy all of them.

mod around;
mod base;
mod blank_row;
mod edit;
mod localise;
mod previous;
mod probe;
mod sets;
mod slip;

pub(super) use localise::{Suspect, localise};
pub use previous::previous_amounts;
