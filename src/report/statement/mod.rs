//! Statutory tables: found by title and form number, read by position.
//!
//! Owns: titles and header facts, the grid on the pages, which printed column is which, rows.
//! Does not own: forms, claims.

mod columns;
mod facts;
mod grid;
mod identify;
mod ink;
mod names;
mod panel;
mod read;
#[cfg(test)]
mod tests;
mod titles;
mod walk;
mod words;

pub(super) use read::read_statements;
pub(super) use walk::{Mention, Walk, walk};
