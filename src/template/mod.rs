//! What can be read in a kind of report: tables, forms, claims. Written as TOML, read here.
//!
//! Owns: the model of a template, reading it with carets, `extends`, the schema of logical tables.
//! Does not own: finding any of it in a document (`report`).

mod claim;
mod form;
mod model;
mod schema;
mod statement;

pub mod pattern;

pub use claim::{ClaimDef, ClaimScope, PatternText, PhraseDef};
pub use form::{FieldDef, FormDef, FormTableDef, TotalDef, WeightDef};
pub use model::{AmountDef, BlankMeaning, NarrativeDef, NoiseDef, PercentDef, Template, YearRange};
pub use schema::{ColumnId, ColumnSchema, Schema, Spanned, TableId, TableKind, TableSchema};
pub use statement::{ColumnDef, ColumnKind, PanelDef, RowDef, TableDef};
