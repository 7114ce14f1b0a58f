//! A template after `extends` has been applied.

use std::sync::Arc;

use super::{ClaimDef, FormDef, PhraseDef, Schema, TableDef};
use crate::figure::{Precision, Unit};
use crate::source::Span;

/// What can be read in one kind of report. What a template inherits unchanged it shares with its
/// parent.
#[derive(Debug, Clone)]
pub struct Template {
    /// `shanxi-2022`; also the name used by `use template` and `--template`.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// Parent template's id.
    pub extends: Option<String>,
    /// Ids of all ancestors, the parent first, the root last.
    pub ancestors: Vec<String>,
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
    pub tables: Vec<Arc<TableDef>>,
    /// Forms that occur once per project or department.
    pub forms: Vec<Arc<FormDef>>,
    /// Where the explanatory text stands.
    pub narrative: NarrativeDef,
    /// Named pieces of patterns, the parents' included.
    pub phrases: Vec<PhraseDef>,
    /// Sentences that state figures. A template's own claims stand before those it inherits: they
    /// read first.
    pub claims: Vec<Arc<ClaimDef>>,
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

/// What a blank cell of a table means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BlankMeaning {
    /// The form leaves zeros blank.
    Zero,
    /// Nobody knows.
    #[default]
    Unknown,
}

impl Template {
    /// How precisely the template's forms print their figures.
    #[must_use]
    pub fn precision(&self) -> Precision {
        Precision {
            amount_places: self.amount.places,
            exact_in: self.amount.exact_in,
            percent_places: self.percent.places,
            ..Precision::default()
        }
    }

    /// Whether rules written for the template `id` apply to this one: it is that template, or it
    /// extends it directly or through others.
    #[must_use]
    pub fn is_kind_of(&self, id: &str) -> bool {
        self.id == id || self.ancestors.iter().any(|ancestor| ancestor == id)
    }
}
