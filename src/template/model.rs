//! A template after `extends` has been applied.

use super::Schema;
use crate::figure::Unit;
use crate::source::Span;

/// What can be read in one kind of report.
#[derive(Debug, Clone)]
pub struct Template {
    /// `shanxi-2022`; also the name used by `use template` and `--template`.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// Parent template's id.
    pub extends: Option<String>,
    /// Years of accounts it is made for.
    pub years: YearRange,
    /// Version of the rule language it expects.
    pub language: u32,
    /// Words that speak for this template when a report is matched (`[template] match`).
    pub recognise: Vec<String>,
    /// Never chosen by fit; only a base for others.
    pub base_only: bool,
    /// How amounts are printed.
    pub amount: AmountDef,
    /// How percents are printed.
    pub percent: PercentDef,
    /// Lines to ignore.
    pub noise: NoiseDef,
    /// Statutory tables.
    pub tables: Vec<TableDef>,
    /// Forms that occur once per project or department.
    pub forms: Vec<FormDef>,
    /// Where the explanatory text stands.
    pub narrative: NarrativeDef,
    /// Named pieces of patterns, the parents' included.
    pub phrases: Vec<PhraseDef>,
    /// Sentences that state figures. A template's own claims stand before those it inherits: they
    /// read first.
    pub claims: Vec<ClaimDef>,
    /// The logical tables of all of these, in the order used by every index.
    pub schema: Schema,
    /// Place of `[template]` in its file.
    pub span: Span,
}

/// `"2021.."`, `"2019..2023"`, `"..2020"`; both ends belong to the range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct YearRange {
    /// First year.
    pub from: Option<i32>,
    /// Last year.
    pub to: Option<i32>,
}

impl YearRange {
    /// Whether a year lies in the range.
    #[must_use]
    pub fn contains(self, year: i32) -> bool {
        self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }
}

/// `[amount]`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AmountDef {
    /// Decimals of the form: `140万元` means 140.00 when `places = 2`.
    pub places: u8,
    /// Unit in which amounts are exact (a ledger is kept in 分).
    pub exact_in: Option<Unit>,
    /// Unit when a table's header names none.
    pub default_unit: Unit,
}

/// `[percent]`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PercentDef {
    /// Decimals the form asks for. Fewer printed decimals widen what the figure stands for, and a
    /// relation that holds only thanks to that is `strained`.
    pub places: u8,
}

/// `[noise]`
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoiseDef {
    /// Texts of watermark lines; repeated short lines are found without being named.
    pub watermarks: Vec<String>,
}

/// `[narrative]`: the part of a report that explains its tables in sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NarrativeDef {
    /// Words in the title of the part (`情况说明`).
    pub begin: Vec<String>,
    /// Words in the title of the part after it (`名词解释`).
    pub end: Vec<String>,
    /// Names that hold digits and are no figures (hot lines: `12345`).
    pub names: Vec<String>,
}

impl Default for NarrativeDef {
    fn default() -> Self {
        Self {
            begin: vec!["情况说明".to_owned()],
            end: vec!["名词解释".to_owned()],
            names: Vec::new(),
        }
    }
}

/// `[[phrase]]`: a named piece of pattern, written `<名>` in patterns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhraseDef {
    /// Its name.
    pub id: String,
    /// The pattern.
    pub pattern: PatternText,
}

/// What a blank cell of a table means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BlankMeaning {
    /// The form leaves zeros blank.
    Zero,
    /// Nobody knows.
    #[default]
    Unknown,
}

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
    pub rows: Vec<RowDef>,
    /// How many times the same columns stand side by side and continue each other (公开06表: 4).
    /// `None`: as many as the header shows.
    pub repeat: Option<u8>,
}

/// A column of a table, form or claim.
#[derive(Debug, Clone)]
pub struct ColumnDef {
    /// Id used by rules.
    pub id: String,
    /// What its cells hold.
    pub kind: ColumnKind,
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

/// `rows = [{ id, names, line, type, … }]`
#[derive(Debug, Clone)]
pub struct RowDef {
    /// Id used by rules.
    pub id: String,
    /// Printed names, any of which is this row; the id is one of them.
    pub names: Vec<String>,
    /// 行次 of the row in the form, if it is fixed.
    pub line: Option<u16>,
    /// Type of the figures of this row when it differs from the column's (公开10表: 辆).
    pub kind: Option<ColumnKind>,
    /// Place in the template.
    pub span: Span,
}

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
    /// Label–value pairs.
    pub fields: Vec<FieldDef>,
    /// Inner tables in printed order.
    pub tables: Vec<FormTableDef>,
    /// Total lines.
    pub totals: Vec<TotalDef>,
    /// Words that open zones which are not read (目标, 自评结果).
    pub other_zones: Vec<String>,
    /// `sentence = […]`: patterns looked for in the prose of an instance; their placeholders are
    /// further fields (a total and a grade that stand only in a conclusion).
    pub sentences: Vec<PatternText>,
    /// Declared sum of all weights of a complete form: all first columns of points of its inner
    /// tables together (100, or 90 where the points of execution have no weight column).
    pub weights_total: Option<rust_decimal::Decimal>,
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
    pub rows: Vec<RowDef>,
    /// How many header rows may be stacked.
    pub header_rows: u8,
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
    /// Figures of a total row in printed order, as ids of further fields (分值合计, 总分, 等级).
    pub figures: Vec<String>,
    /// The total row has no label: it is the last row of the last inner table that holds nothing but
    /// its figures.
    pub unlabelled: bool,
    /// Place in the template.
    pub span: Span,
}

/// How far `each` and `more` of a claim reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClaimScope {
    /// The whole section.
    #[default]
    Section,
    /// To the next 。
    Sentence,
    /// To the next 。 or ；
    Clause,
}

/// `[[claim]]`: sentences that state figures, read as a table.
#[derive(Debug, Clone)]
pub struct ClaimDef {
    /// Id used by rules.
    pub id: String,
    /// Headings of the sections to look in; empty for the whole report.
    pub sections: Vec<String>,
    /// One row per match.
    pub patterns: Vec<PatternText>,
    /// Patterns of a list's head.
    pub totals: Vec<PatternText>,
    /// Patterns of a list's items.
    pub each: Vec<PatternText>,
    /// Patterns looked for after a row's head; they fill further columns.
    pub more: Vec<PatternText>,
    /// Sentences that state zero.
    pub zero: Vec<PatternText>,
    /// How far `each` and `more` reach.
    pub scope: ClaimScope,
    /// Reads only numbers that nothing else has read.
    pub rest: bool,
    /// All matches of one section fill one row (`gather = true`), each column at most once.
    pub gather: bool,
    /// The patterns, compiled; see [`crate::template::pattern::compile_claim`].
    pub compiled: super::pattern::ClaimPatterns,
    /// Place in the template.
    pub span: Span,
}

/// The text of a pattern and its place in the template.
pub type PatternText = crate::template::schema::Spanned<String>;
