//! Which rules follow from others, and which cannot hold together, decided exactly over the fractions.
//!
//! Owns: rules as linear relations between cells, elimination, the simplex method, minimal sets.
//! Does not own: how that is said (`lint::relations`). A relation is about true figures: rounding, and
//! what happens where a figure is missing, are not looked at. What is not linear (`min`, products of
//! cells) is one unknown thing, the same wherever it is written the same.

mod basis;
mod canonical;
mod farkas;
mod form;
mod gather;
mod judge;
mod relation;
mod simplex;

pub(super) use form::Fraction;
pub(super) use judge::{Likeness, Stated, judge};
pub(super) use relation::{constant, weights};
