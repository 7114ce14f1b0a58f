//! The numbers of a section: where they begin and end, and what kind of number each is by the words
//! around it.

use std::str::FromStr;

use rust_decimal::Decimal;

use crate::figure::Unit;

/// A maximal run of digits with separators and decimals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NumberToken {
    /// Offset of its first digit.
    pub(super) start: usize,
    /// Offset after its last.
    pub(super) end: usize,
    /// Its value; `None` if it is longer than exact arithmetic allows.
    pub(super) value: Option<Decimal>,
    /// Decimals printed.
    pub(super) decimals: u8,
    /// What it is.
    pub(super) class: NumberClass,
    /// Stands directly after `digit-`, `digit,` or a letter: never read.
    pub(super) glued: bool,
}

/// What a number of the narrative is, by the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NumberClass {
    /// Money.
    Amount,
    /// A share or rate.
    Percent,
    /// Points.
    Score,
    /// Things or persons.
    Count,
    /// None of these.
    Plain,
    /// The number of an item.
    ListNumber,
    /// A year or date.
    Date,
    /// The number of a document, meeting or article.
    DocumentNumber,
    /// Part of a name or code (`12345热线`, `IPv6`).
    Name,
    /// A limit, not a statement (`100万元以上`).
    Limit,
}

impl NumberClass {
    /// Whether a number of this class states something that a claim should read.
    #[must_use]
    pub fn states(self) -> bool {
        matches!(
            self,
            Self::Amount | Self::Percent | Self::Score | Self::Count | Self::Plain
        )
    }
}

/// Finds all numbers. `after_blank` tells whether a blank stood before the character at an offset.
pub(super) fn scan(
    text: &str,
    after_blank: &dyn Fn(u32) -> bool,
    names: &[String],
) -> Vec<NumberToken> {
    let bytes = text.as_bytes();
    let blank = |at: usize| u32::try_from(at).is_ok_and(after_blank);
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(step) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(u8::is_ascii_digit))
    {
        let start = at.saturating_add(step);
        let (end, decimals) = extent(bytes, start, &blank);
        let digits: String = text.get(start..end).unwrap_or("").replace(',', "");
        let digits = digits.trim_end_matches('.');
        let glued = glued(text, start);
        tokens.push(NumberToken {
            start,
            end,
            value: Decimal::from_str(digits).ok(),
            decimals,
            class: classify(text, start, end, digits, &blank, names),
            glued,
        });
        at = end;
    }
    tokens
}

/// The end of the number that begins at `start`, and its decimals.
fn extent(bytes: &[u8], start: usize, blank: &dyn Fn(usize) -> bool) -> (usize, u8) {
    let digits_from = |from: usize| {
        let mut end = from;
        while bytes.get(end).is_some_and(u8::is_ascii_digit) && (end == from || !blank(end)) {
            end = end.saturating_add(1);
        }
        end
    };
    let mut end = digits_from(start);
    let mut group = end.saturating_sub(start);
    while group <= 3 && bytes.get(end) == Some(&b',') {
        let next = digits_from(end.saturating_add(1));
        if next.saturating_sub(end) != 4 {
            break;
        }
        group = 3;
        end = next;
    }
    if bytes.get(end) != Some(&b'.') {
        return (end, 0);
    }
    let point = end.saturating_add(1);
    let last = digits_from(point);
    let decimals = last.saturating_sub(point);
    // `1. 2` is an item number and a number, `29. 59元` a number cut by a blank.
    let cut = blank(point) && !(decimals == 2 && unit_follows(bytes, last));
    if decimals > 0 && !cut {
        return (last, u8::try_from(decimals).unwrap_or(u8::MAX));
    }
    let bare_point = decimals == 0 && unit_follows(bytes, point);
    (if bare_point { point } else { end }, 0)
}

fn unit_follows(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at..).unwrap_or(&[]);
    ["元", "万", "亿", "%"]
        .iter()
        .any(|unit| rest.starts_with(unit.as_bytes()))
}

fn glued(text: &str, start: usize) -> bool {
    let mut before = text.get(..start).unwrap_or("").chars().rev();
    let (last, second) = (before.next(), before.next());
    let digit_before = second.is_some_and(|c| c.is_ascii_digit());
    match last {
        Some('-' | ',' | '.') => digit_before,
        Some(c) => c.is_ascii_alphabetic() || c == '_',
        None => false,
    }
}

/// Words after a number that make it a count.
const MEASURES: [&str; 36] = [
    "个", "人", "名", "辆", "台", "套", "批", "次", "件", "条", "项", "篇", "宗", "家", "路", "部",
    "户", "份", "余", "处", "间", "座", "所", "本", "张", "场", "期", "轮", "支", "块", "种", "类",
    "科", "岗", "㎡", "m²",
];

fn classify(
    text: &str,
    start: usize,
    end: usize,
    digits: &str,
    blank: &dyn Fn(usize) -> bool,
    names: &[String],
) -> NumberClass {
    let before = text.get(..start).unwrap_or("");
    let after = text.get(end..).unwrap_or("");
    let whole = digits.bytes().all(|b| b.is_ascii_digit());
    if is_list_number(before, after, digits, &|offset| {
        blank(end.saturating_add(offset))
    }) {
        return NumberClass::ListNumber;
    }
    if whole && is_document_number(before, after) {
        return NumberClass::DocumentNumber;
    }
    if whole && is_date(before, after, digits) {
        return NumberClass::Date;
    }
    if is_name(before, after, digits, names) {
        return NumberClass::Name;
    }
    let (class, unit) = measured(after);
    if is_limit(before, after.get(unit..).unwrap_or("")) {
        return NumberClass::Limit;
    }
    class
}

/// What is measured, and the length of the unit.
fn measured(after: &str) -> (NumberClass, usize) {
    if let Some((_, length)) = amount_unit(after) {
        return (NumberClass::Amount, length);
    }
    if after.starts_with('%') {
        return (NumberClass::Percent, 1);
    }
    if after.starts_with('分') && !after.starts_with("分点") {
        return (NumberClass::Score, "分".len());
    }
    MEASURES
        .iter()
        .find(|measure| after.starts_with(**measure))
        .map_or((NumberClass::Plain, 0), |measure| {
            (NumberClass::Count, measure.len())
        })
}

/// The amount unit at the beginning of a text, and its length. `万` alone is 万元 unless a measure
/// word follows.
pub(super) fn amount_unit(after: &str) -> Option<(Unit, usize)> {
    const UNITS: [(&str, Unit); 4] = [
        ("亿元", Unit::YiYuan),
        ("万元", Unit::WanYuan),
        ("千元", Unit::ThousandYuan),
        ("元", Unit::Yuan),
    ];
    let named = UNITS.iter().find(|(text, _)| after.starts_with(text));
    if let Some((text, unit)) = named {
        return Some((*unit, text.len()));
    }
    let rest = after.strip_prefix('万')?;
    let counted =
        MEASURES.iter().any(|measure| rest.starts_with(measure)) || rest.starts_with('多');
    (!counted).then_some((Unit::WanYuan, "万".len()))
}

fn is_list_number(before: &str, after: &str, digits: &str, blank: &dyn Fn(usize) -> bool) -> bool {
    if digits.len() > 2 || digits.contains('.') {
        return false;
    }
    let at_stop = before.is_empty() || before.ends_with(['。', ';', ':', ',', '(']);
    let bracketed = before.ends_with('(') && after.starts_with(')');
    let pointed = after.strip_prefix('.').is_some_and(|rest| {
        let next = rest.chars().next();
        !next.is_some_and(|c| c.is_ascii_digit()) || blank(1)
    });
    let word_before = before.ends_with(|c: char| c.is_ascii_alphanumeric());
    bracketed || (pointed && !word_before) || (at_stop && after.starts_with('、'))
}

fn is_date(before: &str, after: &str, digits: &str) -> bool {
    let calendar = ["年", "月", "日"]
        .iter()
        .any(|unit| after.starts_with(unit));
    let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    let range = after
        .strip_prefix(['-', '至', '~', '/', '.'])
        .map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'))
        .is_some_and(|rest| ["年", "月", "日"].iter().any(|unit| rest.starts_with(unit)));
    calendar
        || range
        || (year && !measured_as_figure(after))
        || (digits.len() <= 2 && before.ends_with('年') && measured(after).0 == NumberClass::Plain)
}

fn measured_as_figure(after: &str) -> bool {
    measured(after).0 != NumberClass::Plain
}

fn is_document_number(before: &str, after: &str) -> bool {
    let year = before.ends_with(['〔', '[', '【']);
    let number = ["号", "次会议", "次常务", "条款", "条第"]
        .iter()
        .any(|w| after.starts_with(w));
    year || number || (before.ends_with('第') && !before.ends_with("次第"))
}

fn is_name(before: &str, after: &str, digits: &str, names: &[String]) -> bool {
    let letter = |c: Option<char>| {
        c.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '*' | '+' | '_'))
    };
    let joined = letter(before.chars().next_back())
        || (letter(after.chars().next()) && !after.starts_with("m²"));
    let worded = ["小时", "级", "版", "楼", "热线", "平台", "\"政", "网格"]
        .iter()
        .any(|w| after.starts_with(w));
    let long =
        digits.len() >= 8 && !digits.contains('.') && measured(after).0 == NumberClass::Plain;
    joined || worded || long || names.iter().any(|name| name == digits)
}

fn is_limit(before: &str, after_unit: &str) -> bool {
    let bracket = after_unit.strip_prefix("(含)").unwrap_or(after_unit);
    ["以上", "以下", "以内", "及以上", "之间", "左右"]
        .iter()
        .any(|w| bracket.starts_with(w))
        || [
            "超过",
            "不低于",
            "不少于",
            "不高于",
            "不超",
            "达不到",
            "≥",
            "≤",
            ">",
            "<",
            "未达到",
        ]
        .iter()
        .any(|w| before.ends_with(w))
}

#[cfg(test)]
mod tests {
    use super::{NumberClass, scan};

    fn classes(text: &str) -> Vec<(String, NumberClass)> {
        scan(text, &|_| false, &["12345".to_owned()])
            .into_iter()
            .map(|token| (text[token.start..token.end].to_owned(), token.class))
            .collect()
    }

    #[test]
    fn numbers_are_whole_with_separators_and_decimals() {
        let found: Vec<_> = classes("合计1,234,567.89元占12.5%;12,34万元")
            .into_iter()
            .map(|c| c.0)
            .collect();
        assert_eq!(found, ["1,234,567.89", "12.5", "12", "34"]);
    }

    #[test]
    fn a_comma_before_four_digits_separates_two_numbers() {
        let tokens = scan("1,2345元", &|_| false, &[]);
        assert_eq!(tokens.len(), 2);
        assert!(tokens[1].glued);
    }

    #[test]
    fn the_words_around_a_number_tell_what_it_is() {
        for (text, class) in [
            ("2022年度", NumberClass::Date),
            ("12345热线", NumberClass::Name),
            ("IPv6改造", NumberClass::Name),
            ("7*24小时", NumberClass::Name),
            ("100万元(含)以上", NumberClass::Limit),
            ("均超过90分", NumberClass::Limit),
            ("市政办〔2021〕", NumberClass::DocumentNumber),
            ("项目,1.甲项目", NumberClass::ListNumber),
            ("车辆2辆", NumberClass::Count),
            ("得分95.5分", NumberClass::Score),
            ("12.5万专项经费", NumberClass::Amount),
            ("12万余件", NumberClass::Plain),
        ] {
            assert_eq!(classes(text)[0].1, class, "{text}");
        }
    }

    #[test]
    fn a_blank_after_a_point_cuts_unless_decimals_of_an_amount_follow() {
        let blank_at_2 = |at: u32| at == 2;
        let cut: Vec<_> = scan("5.12345热线", &blank_at_2, &[])
            .iter()
            .map(|t| (t.start, t.end))
            .collect();
        assert_eq!(cut, [(0, 1), (2, 7)]);
        let joined: Vec<_> = scan("5.12元", &blank_at_2, &[])
            .iter()
            .map(|t| (t.start, t.end))
            .collect();
        assert_eq!(joined, [(0, 4)]);
    }
}
