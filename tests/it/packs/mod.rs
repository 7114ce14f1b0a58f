//! The packs under `rules/`: sound, right over real and invented reports, and sharp enough to notice
//! a changed figure.

mod harness;
mod planted_forms;
mod reports;
