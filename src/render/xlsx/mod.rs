//! A workbook to hand on: findings, what is undecided, the report's tables with marked cells; for a
//! run over several reports a sheet with a line for each.

mod cells;
mod findings;
mod tables;
mod workbook;

pub use workbook::{Sheets, sheets, workbook};
