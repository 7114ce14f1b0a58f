//! Forms of a template: fields, inner tables, totals.

use std::sync::Arc;

use super::pattern::Compiled;
use super::{BlankMeaning, ColumnDef, ColumnKind, PatternText, RowDef};
use crate::figure::Unit;
use crate::source::Span;

/// `[[form]]`: fields, inner tables and totals; one instance per project.
#[derive(Debug, Clone)]
pub struct FormDef {
    /// Id used by rules.
    pub id: String,
    /// Titles.
    pub titles: Vec<String>,
    /// Occurs more than once.
    pub repeats: bool,
    /// Unit of its amounts when no header names one.
    pub unit: Option<Unit>,
    /// Label of the field that begins an instance (项目名称).
    pub first_field: Vec<String>,
    /// `begins = […]`: patterns of a heading that begins an instance by itself; their placeholders are
    /// further fields (the project that the heading of a report names).
    pub begins: Vec<PatternText>,
    /// Those patterns, compiled.
    pub compiled_begins: Vec<Compiled>,
    /// Label–value pairs.
    pub fields: Vec<FieldDef>,
    /// Inner tables in printed order.
    pub tables: Vec<FormTableDef>,
    /// Total lines.
    pub totals: Vec<TotalDef>,
    /// Words that open zones which are not read (年度目标, 备注).
    pub other_zones: Vec<String>,
    /// Words that open zones of prose; claims find that prose under the heading `自评文字`.
    pub prose_zones: Vec<String>,
    /// `sentence = […]`: patterns looked for in the prose of an instance; their placeholders are
    /// further fields (a total and a grade that stand only in a conclusion).
    pub sentences: Vec<PatternText>,
    /// The sentences, compiled.
    pub compiled: Vec<Compiled>,
    /// Declared sum of all weights of a complete form: all first columns of points of its inner
    /// tables together (100, or 90 where the points of execution have no weight column).
    pub weights_total: Option<rust_decimal::Decimal>,
    /// Parts of that sum, if the form fixes them: inner table, sum (指标 90, 资金 10).
    pub weights: Vec<WeightDef>,
    /// Place in the template.
    pub span: Span,
}

/// `[[form.field]]`: the value stands to the right of its label, or below it.
#[derive(Debug, Clone)]
pub struct FieldDef {
    /// Id used by rules.
    pub id: String,
    /// Printed labels.
    pub names: Vec<String>,
    /// What the value is.
    pub kind: ColumnKind,
    /// Place in the template.
    pub span: Span,
}

/// `[[form.table]]`: an inner table; begins where its header words stand.
#[derive(Debug, Clone)]
pub struct FormTableDef {
    /// Id used by rules after the form's.
    pub id: String,
    /// Words of the header row; three of them (or all, if fewer) open the zone.
    pub header: Vec<String>,
    /// Columns in printed order.
    pub columns: Vec<ColumnDef>,
    /// Named rows (funds block).
    pub rows: Arc<[RowDef]>,
    /// Words of second header rows (目标申报数, 预算编制数); such a row is never a body row.
    pub stacked: Vec<String>,
    /// How many header rows may be stacked.
    pub header_rows: u8,
    /// What a blank means that is blank in this row of every form.
    pub blank: BlankMeaning,
    /// The form may hold rows that are not declared (indicators).
    pub open: bool,
    /// Place in the template.
    pub span: Span,
}

/// `[[form.total]]`: a total line or sentence.
#[derive(Debug, Clone)]
pub struct TotalDef {
    /// Id used by rules as a field of the form.
    pub id: String,
    /// Printed labels; empty for an unlabelled total row.
    pub names: Vec<String>,
    /// What it is.
    pub kind: ColumnKind,
    /// Figures of a total row in printed order, each a field of the form (分值合计, 总分, 等级). If
    /// the template names none, one with the total's own id and type.
    pub figures: Vec<FieldDef>,
    /// The total row has no label: it is the last row of the last inner table that holds nothing but
    /// its figures.
    pub unlabelled: bool,
    /// Place in the template.
    pub span: Span,
}

/// `weights = [{ table, total }]`: what the weights of one inner table add up to in a complete form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeightDef {
    /// Id of the inner table.
    pub table: String,
    /// The sum.
    pub total: rust_decimal::Decimal,
}
