//! Statutory tables of a template: panels, columns, rows.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{BlankMeaning, YearRange};
use crate::figure::Unit;
use crate::source::Span;

/// `[[table]]`: a statutory table.
#[derive(Debug, Clone)]
pub struct TableDef {
    /// Id used by rules.
    pub id: String,
    /// Titles, any of which heads the table.
    pub titles: Vec<String>,
    /// Printed form numbers (`公开01表`); a hint, never a key by itself.
    pub codes: Vec<String>,
    /// Must be published.
    pub required: bool,
    /// Years in which the table exists.
    pub years: YearRange,
    /// Meaning of blank cells.
    pub blank: BlankMeaning,
    /// Every row is as wide as the header, so that position alone tells a cell's column; a row of
    /// another width is uncertain as a whole.
    pub rectangular: bool,
    /// Grids side by side; one without id if the table is one grid.
    pub panels: Vec<PanelDef>,
    /// Place in the template.
    pub span: Span,
}

/// `[[table.panel]]`: one of several grids side by side that share the rows of the page.
#[derive(Debug, Clone)]
pub struct PanelDef {
    /// Id used by rules after the table's; `None` for a table of one grid.
    pub id: Option<String>,
    /// Columns in the printed order.
    pub columns: Vec<ColumnDef>,
    /// Rows whose wording differs between provinces, or that need an id, a type or a line number.
    pub rows: Arc<[RowDef]>,
    /// The report may hold rows that are not declared (subjects by code); otherwise a rule that
    /// names another row is mistaken.
    pub open: bool,
    /// How many times the same columns stand side by side and continue each other (公开06表: 4).
    /// `None`: as many as the header shows.
    pub repeat: Option<u8>,
    /// Place in the template.
    pub span: Span,
}

/// A column of a table, form or claim.
#[derive(Debug, Clone)]
pub struct ColumnDef {
    /// Id used by rules.
    pub id: String,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// How it takes part in the alignment of ragged rows (forms); `None`: follows from the rest.
    pub role: Option<ColumnRole>,
    /// Header words, any of which names the column. A word with `/` names a path through stacked
    /// headers (`预算数/合计`).
    pub header: Vec<String>,
    /// Closed vocabulary, which packs extend.
    pub words: Vec<String>,
    /// May be absent from the whole table.
    pub optional: bool,
    /// A row that counts always prints this cell (forms).
    pub required: bool,
    /// May vanish by merging (forms: spanning labels, levels).
    pub mergeable: bool,
    /// A dash may stand here (forms).
    pub dash: bool,
    /// Constant values that this column prints (forms: `10`, `-`).
    pub constants: Vec<String>,
    /// Columns that are only certain together share a group (分值, 得分).
    pub group: Option<String>,
    /// Unit of its figures when it differs from the table's.
    pub unit: Option<Unit>,
    /// Decimals its figures are asked for.
    pub places: Option<u8>,
    /// Smallest and largest value that a figure of this column can plausibly have, in its printed
    /// unit (scores: 0 and 100); only for telling columns of ragged rows apart, never a rule.
    pub range: Option<(Decimal, Decimal)>,
    /// Number printed in the 栏次 line.
    pub index: Option<u16>,
    /// Place in the template.
    pub span: Span,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnKind {
    /// The row's name (项目, 科目名称).
    Label,
    /// 行次
    Line,
    /// 功能分类 or 经济分类 code.
    Code,
    /// Money.
    Amount,
    /// `%`
    Percent,
    /// 分
    Score,
    /// Things counted.
    Count,
    /// A number without unit.
    Number,
    /// A year.
    Year,
    /// Free text.
    Text,
    /// A target or actual value: operator, number, unit; a range; or a word (及时).
    Measure,
    /// `增加2.00万元` → +2.00, `减少…` → −, `持平` → 0 (claims).
    Change,
    /// `增长…%` → +, `下降…%` → −, `持平` → 0 (claims).
    ChangePercent,
}

/// How a column of a form's inner table takes part in the alignment of ragged rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnRole {
    /// The label that spans a zone (绩效指标).
    Span,
    /// A closed vocabulary (一级指标, 二级指标), may vanish by merging.
    Level,
    /// The row's own name (三级指标).
    Name,
    /// A target with operator and unit.
    Target,
    /// An actual value.
    Actual,
    /// Points.
    Score,
    /// A deviation, printed as percent with two decimals.
    Deviation,
    /// Money.
    Amount,
    /// A rate, with or without `%`.
    Rate,
    /// 定性情况说明
    Explanation,
    /// 偏差原因分析及改进措施
    Reason,
    /// The label of a funds row.
    FundsLabel,
    /// A unit of measure alone.
    UnitWord,
    /// Free text of any kind.
    Other,
}

/// `rows = [{ id, names, line, type, … }]`
#[derive(Debug, Clone)]
pub struct RowDef {
    /// Id used by rules.
    pub id: String,
    /// Printed names, any of which is this row; the id is one of them.
    pub names: Vec<String>,
    /// 行次 of the row in the form, if it is fixed.
    pub line: Option<u16>,
    /// Row under which this one stands, when its printed name alone does not tell which row it is
    /// (公开04表 prints 一般公共预算财政拨款 twice).
    pub under: Option<String>,
    /// The label is merged over several panels or blocks, and the row's figures are the first
    /// figures to its right (合计 rows of 公开06表).
    pub across: bool,
    /// Constant texts that the row prints in a column (`-` or `/` under 分值): column id, texts.
    pub constants: Vec<(String, Vec<String>)>,
    /// Type of the figures of this row when it differs from the column's (公开10表: 辆).
    pub kind: Option<ColumnKind>,
    /// Place in the template.
    pub span: Span,
}
