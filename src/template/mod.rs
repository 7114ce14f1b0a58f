//! What can be read in a kind of report: tables, forms, claims. Written as TOML, read here.
//!
//! Owns: the model of a template, reading it with carets, `extends`, the schema of logical tables.
//! Does not own: finding any of it in a document (`report`).

mod model;
mod schema;

pub mod pattern;

pub use model::{
    AmountDef, BlankMeaning, ClaimDef, ClaimScope, ColumnDef, ColumnKind, FieldDef, FormDef,
    FormTableDef, NarrativeDef, NoiseDef, PanelDef, PatternText, PercentDef, PhraseDef, RowDef,
    TableDef, Template, TotalDef, YearRange,
};
pub use schema::{ColumnId, ColumnSchema, Schema, Spanned, TableId, TableKind, TableSchema};
