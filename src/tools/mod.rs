//! Tools for the people who write rules: cases of rules, coverage of a report's figures, planted errors,
//! mutated rules, new packs.
//!
//! Owns: what is counted and what is changed, in a fixed order and without chance but that of a seed.
//! Does not own: files, threads, progress (`cli`) or wording (`render`).

pub mod cases;
pub mod coverage;
pub mod mutate;
pub mod printed;
pub mod scaffold;
