//! Statutory tables: found by title and form number, read by position.
//!
//! Owns: titles and header facts, the grid on the pages, which printed column is which, rows.
//! Does not own: forms, claims.

mod columns;
mod facts;
mod found;
mod grid;
mod header;
mod header_rows;
mod identify;
mod ink;
mod matching;
mod names;
mod panel;
mod pending;
mod read;
#[cfg(test)]
mod tests;
mod titles;
mod walk;
mod words;

pub(super) use found::{Mention, Walk};
pub(super) use read::read_statements;
pub(super) use walk::walk;
