//! Closed lists of words in templates: units, types, roles, and what people write instead of them.

use super::{ColumnKind, ColumnRole};

/// A closed list of texts, and what people write instead of them.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) words: &'static [&'static str],
    /// Written, meant.
    pub(super) meant: &'static [(&'static str, &'static str)],
}

pub(super) static MONEY: Choice = Choice {
    words: &["元", "千元", "万元", "亿元"],
    meant: &[("万", "万元"), ("yuan", "元"), ("wan", "万元")],
};

pub(super) static UNIT: Choice = Choice {
    words: &["元", "千元", "万元", "亿元", "%", "分"],
    meant: &[("％", "%"), ("万", "万元"), ("percent", "%")],
};

pub(super) static BLANK: Choice = Choice {
    words: &["zero", "unknown"],
    meant: &[("0", "zero"), ("零", "zero"), ("null", "unknown")],
};

pub(super) static SCOPE: Choice = Choice {
    words: &["section", "sentence", "clause"],
    meant: &[("句", "sentence"), ("节", "section"), ("分句", "clause")],
};

pub(super) static TYPE: Choice = Choice {
    words: &[
        "label", "line", "code", "amount", "percent", "score", "count", "number", "year", "text",
        "measure",
    ],
    meant: MEANT_TYPES,
};

pub(super) static FIGURE: Choice = Choice {
    words: &["amount", "percent", "score", "count", "number", "year"],
    meant: MEANT_TYPES,
};

pub(super) static ROLE: Choice = Choice {
    words: &[
        "span",
        "level",
        "name",
        "target",
        "actual",
        "score",
        "deviation",
        "amount",
        "rate",
        "explanation",
        "reason",
        "funds_label",
        "unit_word",
        "other",
    ],
    meant: &[
        ("一级指标", "level"),
        ("二级指标", "level"),
        ("三级指标", "name"),
        ("指标值", "target"),
        ("完成值", "actual"),
        ("分值", "score"),
        ("得分", "score"),
        ("偏差", "deviation"),
        ("执行率", "rate"),
        ("说明", "explanation"),
        ("原因", "reason"),
        ("单位", "unit_word"),
    ],
};

const MEANT_TYPES: &[(&str, &str)] = &[
    ("名称", "label"),
    ("项目", "label"),
    ("name", "label"),
    ("行次", "line"),
    ("编码", "code"),
    ("金额", "amount"),
    ("money", "amount"),
    ("decimal", "amount"),
    ("百分比", "percent"),
    ("比率", "percent"),
    ("rate", "percent"),
    ("得分", "score"),
    ("分值", "score"),
    ("分", "score"),
    ("数量", "count"),
    ("int", "count"),
    ("数字", "number"),
    ("年度", "year"),
    ("年", "year"),
    ("文字", "text"),
    ("文本", "text"),
    ("string", "text"),
    ("指标值", "measure"),
];

/// The kind of column that a word of `type` names.
pub(super) fn column_kind(word: &str) -> Option<ColumnKind> {
    Some(match word {
        "label" => ColumnKind::Label,
        "line" => ColumnKind::Line,
        "code" => ColumnKind::Code,
        "amount" => ColumnKind::Amount,
        "percent" => ColumnKind::Percent,
        "score" => ColumnKind::Score,
        "count" => ColumnKind::Count,
        "number" => ColumnKind::Number,
        "year" => ColumnKind::Year,
        "text" => ColumnKind::Text,
        "measure" => ColumnKind::Measure,
        _ => return None,
    })
}

/// The role that a word of `role` names.
pub(super) fn column_role(word: &str) -> Option<ColumnRole> {
    Some(match word {
        "span" => ColumnRole::Span,
        "level" => ColumnRole::Level,
        "name" => ColumnRole::Name,
        "target" => ColumnRole::Target,
        "actual" => ColumnRole::Actual,
        "score" => ColumnRole::Score,
        "deviation" => ColumnRole::Deviation,
        "amount" => ColumnRole::Amount,
        "rate" => ColumnRole::Rate,
        "explanation" => ColumnRole::Explanation,
        "reason" => ColumnRole::Reason,
        "funds_label" => ColumnRole::FundsLabel,
        "unit_word" => ColumnRole::UnitWord,
        "other" => ColumnRole::Other,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{FIGURE, MONEY, ROLE, TYPE, UNIT, column_kind, column_role};
    use crate::figure::Unit;

    #[test]
    fn every_word_that_may_be_written_means_something() {
        assert!(
            TYPE.words
                .iter()
                .chain(FIGURE.words)
                .all(|word| column_kind(word).is_some())
        );
        assert!(ROLE.words.iter().all(|word| column_role(word).is_some()));
        assert!(
            UNIT.words
                .iter()
                .chain(MONEY.words)
                .all(|word| Unit::parse(word).is_some())
        );
        for choice in [&TYPE, &FIGURE, &ROLE, &UNIT, &MONEY] {
            for (written, meant) in choice.meant {
                assert!(
                    !choice.words.contains(written),
                    "{written} needs no correction"
                );
                assert!(
                    choice.words.contains(meant) || choice.words == FIGURE.words,
                    "{written} means {meant}, which cannot be written"
                );
            }
        }
    }
}
