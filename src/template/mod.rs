//! What can be read in a kind of report: tables, forms, claims. Written as TOML, read here.
//!
//! Owns: the model of a template, reading it with carets, `extends`, the schema of logical tables.
//! Does not own: finding any of it in a document (`report`).

mod build;
mod check;
mod choice;
mod claim;
mod form;
mod inherit;
mod layer;
mod limits;
mod merge;
mod model;
mod parts;
mod problems;
mod read;
mod schema;
mod schema_build;
mod shape;
mod statement;
mod syntax;
mod tree;
mod value;

pub mod pattern;

pub use claim::{ClaimDef, ClaimScope, PatternText, PhraseDef};
pub use form::{FieldDef, FormDef, FormTableDef, TotalDef, WeightDef};
pub use layer::{LANGUAGE, OLDEST_LANGUAGE};
pub use limits::{
    MAX_EXTENDS, MAX_TEMPLATE_BYTES, MAX_TEMPLATE_ENTRIES, MAX_TEMPLATE_ROWS, MAX_TEMPLATE_TABLES,
    MAX_TEMPLATE_WORDS,
};
pub use model::{AmountDef, BlankMeaning, NarrativeDef, NoiseDef, PercentDef, Template, YearRange};
pub use read::read_templates;
pub use schema::{ColumnId, ColumnSchema, Schema, Spanned, TableId, TableKind, TableSchema};
pub use statement::{ColumnDef, ColumnKind, ColumnRole, PanelDef, RowDef, TableDef};
pub use syntax::toml_problem;
