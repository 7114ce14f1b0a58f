//! A claim's patterns, compiled, and the columns that their placeholders make.

use super::compile::Compiled;
use super::error::{PatternError, PatternErrorKind};
use super::parse::{Phrases, SlotKind, parse};
use crate::template::{ClaimDef, ColumnKind, ColumnSchema, PatternText};

/// The list that a row belongs to, counted from 1; a column of claims with `total` and `each`.
pub const LIST_COLUMN: &str = "组";
/// The place of a row in its list, counted from 1; a column of claims with `total` and `each`.
pub const ORDINAL_COLUMN: &str = "序";

/// What names the form in whose prose a row was found: the project; a column of claims that look under
/// [`OWN_TEXT`].
pub const PROJECT_COLUMN: &str = "所属项目";
/// The heading under which claims find the prose of forms.
pub const OWN_TEXT: &str = "自评文字";

/// The heading under which claims find the data of charts.
pub const CHART_DATA: &str = "图表数据";

/// The compiled patterns of a claim, in the order of its lists of texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimPatterns {
    /// `pattern`
    pub patterns: Vec<Compiled>,
    /// `total`
    pub totals: Vec<Compiled>,
    /// `each`
    pub each: Vec<Compiled>,
    /// `more`
    pub more: Vec<Compiled>,
    /// `zero`
    pub zero: Vec<Compiled>,
}

/// Compiles the patterns of a claim into it. Patterns with mistakes are left out and reported, each
/// with the text it stands in.
pub fn compile_claim(claim: &mut ClaimDef, phrases: &Phrases) -> Vec<(PatternText, PatternError)> {
    let mut errors = Vec::new();
    let mut seen: Vec<(String, ColumnKind)> = Vec::new();
    let mut compile = |texts: &[PatternText]| -> Vec<Compiled> {
        let mut all = Vec::new();
        for text in texts {
            let compiled = parse(&text.value, phrases)
                .and_then(|pattern| Compiled::of(&pattern))
                .and_then(|compiled| same_types(&mut seen, compiled));
            match compiled {
                Ok(compiled) => all.push(compiled),
                Err(error) => errors.push((text.clone(), error)),
            }
        }
        all
    };
    claim.compiled = ClaimPatterns {
        totals: compile(&claim.totals),
        patterns: compile(&claim.patterns),
        each: compile(&claim.each),
        more: compile(&claim.more),
        zero: compile(&claim.zero),
    };
    errors
}

fn same_types(
    seen: &mut Vec<(String, ColumnKind)>,
    compiled: Compiled,
) -> Result<Compiled, PatternError> {
    for slot in &compiled.slots {
        let kind = slot.kind.column();
        match seen.iter().find(|(name, _)| *name == slot.name) {
            Some((_, other)) if *other != kind => {
                return Err(PatternError {
                    range: slot.range.clone(),
                    kind: PatternErrorKind::OtherType(slot.name.clone()),
                });
            }
            Some(_) => {}
            None => seen.push((slot.name.clone(), kind)),
        }
    }
    Ok(compiled)
}

/// The columns of a claim as rules see them, from its compiled patterns: those of `total` first, then
/// those of `pattern`, `each` and `more`, each once; lists end with [`LIST_COLUMN`] and
/// [`ORDINAL_COLUMN`].
#[must_use]
pub fn claim_columns(claim: &ClaimDef) -> Vec<ColumnSchema> {
    let of = &claim.compiled;
    let mut columns: Vec<ColumnSchema> = Vec::new();
    let column = |id: &str, kind| ColumnSchema {
        id: id.to_owned(),
        kind,
        optional: true,
        unit: None,
    };
    for compiled in [&of.totals, &of.patterns, &of.each, &of.more]
        .into_iter()
        .flatten()
    {
        for slot in &compiled.slots {
            if columns.iter().all(|column| column.id != slot.name) {
                columns.push(column(&slot.name, slot.kind.column()));
            }
        }
    }
    if !of.totals.is_empty() && !of.each.is_empty() {
        for id in [LIST_COLUMN, ORDINAL_COLUMN] {
            if columns.iter().all(|column| column.id != id) {
                columns.push(column(id, ColumnKind::Number));
            }
        }
    }
    if claim.sections.iter().any(|section| section == OWN_TEXT)
        && columns.iter().all(|column| column.id != PROJECT_COLUMN)
    {
        columns.push(column(PROJECT_COLUMN, ColumnKind::Text));
    }
    columns
}

impl SlotKind {
    /// The kind of column that a placeholder fills.
    #[must_use]
    pub fn column(&self) -> ColumnKind {
        match self {
            Self::Amount { .. } | Self::AmountDigits => ColumnKind::Amount,
            Self::Percent => ColumnKind::Percent,
            Self::Count => ColumnKind::Count,
            Self::Score => ColumnKind::Score,
            Self::Year => ColumnKind::Year,
            Self::Number => ColumnKind::Number,
            Self::Text | Self::Name | Self::Words(_) => ColumnKind::Text,
            Self::Code => ColumnKind::Code,
            Self::Change => ColumnKind::Change,
            Self::ChangePercent => ColumnKind::ChangePercent,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ClaimDef, claim_columns, compile_claim};
    use crate::source::{SourceId, Span};
    use crate::template::pattern::{PatternErrorKind, Phrases, parse_phrases};
    use crate::template::{ClaimScope, ColumnKind, PatternText};

    fn claim(total: &str, each: &str) -> ClaimDef {
        let texts = |text: &str| {
            if text.is_empty() {
                return Vec::new();
            }
            vec![PatternText {
                value: text.to_owned(),
                span: Span::new(SourceId(0), 0, 0),
            }]
        };
        ClaimDef {
            id: "构成".into(),
            sections: Vec::new(),
            patterns: Vec::new(),
            totals: texts(total),
            each: texts(each),
            more: Vec::new(),
            zero: Vec::new(),
            scope: ClaimScope::Section,
            rest: false,
            gather: false,
            percent_places: None,
            compiled: super::ClaimPatterns::default(),
            span: Span::new(SourceId(0), 0, 0),
        }
    }

    #[test]
    fn columns_come_from_total_then_each() {
        let (phrases, errors) = parse_phrases([("占", "(占比|占){占比:percent}")]);
        assert!(errors.is_empty());
        let mut claim = claim("收入合计{合计:amount}", "{项目:text}{金额:amount}，<占>");
        assert!(compile_claim(&mut claim, &phrases).is_empty());
        let columns: Vec<_> = claim_columns(&claim)
            .into_iter()
            .map(|c| (c.id, c.kind))
            .collect();
        let expected = [
            ("合计", ColumnKind::Amount),
            ("项目", ColumnKind::Text),
            ("金额", ColumnKind::Amount),
            ("占比", ColumnKind::Percent),
            ("组", ColumnKind::Number),
            ("序", ColumnKind::Number),
        ];
        assert_eq!(columns, expected.map(|(id, kind)| (id.to_owned(), kind)));
    }

    #[test]
    fn one_name_has_one_type() {
        let mut claim = claim("合计{金额:amount}", "{项目:text}{金额:percent}");
        let errors = compile_claim(&mut claim, &Phrases::default());
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].1.kind, PatternErrorKind::OtherType("金额".into()));
        assert_eq!(
            &errors[0].0.value[errors[0].1.range.clone()],
            "{金额:percent}"
        );
    }
}
