//! The normalised form of a printed name, by which names are compared.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::trim::is_blank;

/// The key of a printed name: full and half width, kinds of brackets and quotation marks are one;
/// blanks and line breaks are gone; leading enumerators (`一、`, `（一）`, `1.`, `1、`) and `其中：` are
/// removed, a closing colon too. `2.4` is a number, not an enumerator. Borrows when nothing changes.
///
/// ```
/// use gouji::document::label_key;
/// assert_eq!(label_key("（一） 车辆数合计（辆）"), "车辆数合计(辆)");
/// assert_eq!(label_key("其中：基本支出"), "基本支出");
/// ```
#[must_use]
pub fn label_key(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim_matches(is_blank);
    let body = without_enumerators(trimmed);
    if is_plain(body) {
        return Cow::Borrowed(body);
    }
    let folded = folded(body);
    match without_enumerators(&folded) {
        same if same.len() == folded.len() => Cow::Owned(folded),
        shorter => Cow::Owned(shorter.to_owned()),
    }
}

/// Whether folding would change nothing.
fn is_plain(text: &str) -> bool {
    !text.ends_with(':')
        && !text.starts_with('[')
        && text.chars().all(|c| {
            matches!(c, '\u{4E00}'..='\u{9FFF}' | '、' | '。' | '《' | '》')
                || (c.is_ascii_graphic() && !matches!(c, '\'' | '*' | '[' | ']' | '{' | '}'))
        })
}

/// One spelling for all widths, brackets, quotation marks and radicals.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.contains("[bookmark:") {
        for (index, part) in text.split("[bookmark:").enumerate() {
            let kept = if index == 0 {
                part
            } else {
                part.split_once(']').map_or("", |(_, rest)| rest)
            };
            kept.chars().for_each(|c| fold_char(c, &mut out));
        }
    } else {
        text.chars().for_each(|c| fold_char(c, &mut out));
    }
    let kept = out.trim_end_matches(':').len();
    if kept > 0 {
        out.truncate(kept);
    }
    out
}

fn fold_char(c: char, out: &mut String) {
    match c {
        '\u{4E00}'..='\u{9FFF}' => out.push(c),
        _ if is_blank(c) || c == '*' || c == '＊' => {}
        '“' | '”' | '„' | '‟' | '＂' | '「' | '」' | '『' | '』' | '‘' | '’' | '\'' | '＇' =>
        {
            out.push('"');
        }
        '〔' | '【' | '［' | '[' | '｛' | '{' | '〖' => out.push('('),
        '〕' | '】' | '］' | ']' | '｝' | '}' | '〗' => out.push(')'),
        '—' | '–' | '－' | '−' | '―' | '─' => out.push('-'),
        '·' | '•' | '・' => out.push('·'),
        '\u{FF01}'..='\u{FF5E}' => {
            let half = u32::from(c).saturating_sub(0xFEE0);
            out.push(char::from_u32(half).unwrap_or(c));
        }
        // Radicals and compatibility forms that stand for ordinary characters.
        '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' => out.extend(std::iter::once(c).nfkc()),
        _ => out.push(c),
    }
}

/// Enumerators that one name carries at most.
const MAX_ENUMERATORS: usize = 3;

/// The text after its leading enumerators, unless nothing else is left.
fn without_enumerators(text: &str) -> &str {
    let mut rest = text;
    for _ in 0..MAX_ENUMERATORS {
        match after_enumerator(rest).map(|after| after.trim_start_matches(is_blank)) {
            Some(after) if !after.is_empty() => rest = after,
            _ => break,
        }
    }
    rest
}

/// What follows one enumerator or `其中：` at the beginning of a text.
fn after_enumerator(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    match first {
        '(' | '（' | '〔' | '【' => {
            let inner = text.get(first.len_utf8()..)?;
            let after = after_numeral(inner)?.trim_start_matches(is_blank);
            after.strip_prefix([')', '）', '〕', '】'])
        }
        '其' => {
            let after = text.strip_prefix("其中")?.trim_start_matches(is_blank);
            after.strip_prefix([':', '：'])
        }
        '\u{2460}'..='\u{2473}' => text.get(first.len_utf8()..),
        _ if first.is_ascii_digit() || ('０'..='９').contains(&first) => after_arabic(text),
        _ => after_chinese(text)?.strip_prefix(['、', '.', '．']),
    }
}

/// `1.`, `1、`, `1)`; a point before a digit belongs to a number.
fn after_arabic(text: &str) -> Option<&str> {
    let after = text.trim_start_matches(is_digit);
    let digits = text
        .get(..text.len().checked_sub(after.len())?)?
        .chars()
        .count();
    if !(1..=2).contains(&digits) {
        return None;
    }
    let after = after.trim_start_matches(is_blank);
    if let Some(rest) = after.strip_prefix(['、', ')', '）']) {
        return Some(rest);
    }
    let rest = after.strip_prefix(['.', '．'])?;
    let body = rest.trim_start_matches(is_blank);
    let glued = body.len() == rest.len();
    let numeric = body.trim_matches(|c| is_digit(c) || is_blank(c) || matches!(c, ',' | '.' | '%'));
    (!body.starts_with(is_digit) || (!glued && !numeric.is_empty())).then_some(rest)
}

/// What follows a numeral in either script.
fn after_numeral(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(is_blank);
    let after = text.trim_start_matches(is_digit);
    let digits = text.len().saturating_sub(after.len());
    if digits > 0 {
        return (digits <= 6).then_some(after);
    }
    after_chinese(text)
}

/// What follows a numeral in Chinese characters (`十二`).
fn after_chinese(text: &str) -> Option<&str> {
    let after = text.trim_start_matches(|c| {
        matches!(
            c,
            '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百'
        )
    });
    let taken = text.len().saturating_sub(after.len());
    (1..=15).contains(&taken).then_some(after)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_brackets_quotes_and_blanks_do_not_matter() {
        for (left, right) in [
            (
                "政府办公厅（室）及相关机构事务",
                "政府办公厅 (室)及相关机 构事务",
            ),
            (
                "财政拨款“三公”经费支出决算表",
                "财政拨款\"三公\"经费支出决算表",
            ),
            ("附属单\n位上 缴收 入", "附属单位上缴收入"),
            ("⽀出决算表", "支出决算表"),
            ("〔甲〕１２３", "(甲)123"),
            ("部门名称：", "部门名称"),
            ("**因公出国（境）费**", "因公出国(境)费"),
        ] {
            assert_eq!(label_key(left), label_key(right), "{left}");
        }
    }

    #[test]
    fn enumerators_are_dropped_and_numbers_are_kept() {
        for (text, key) in [
            ("二十一、国有资本经营预算支出", "国有资本经营预算支出"),
            ("（一）行政单位", "行政单位"),
            ("(十二)其他", "其他"),
            ("1. 副部（省）级及以上领导用车", "副部(省)级及以上领导用车"),
            ("3、货物", "货物"),
            ("１．货物", "货物"),
            ("① 货物", "货物"),
            ("二、（一）1.货物", "货物"),
            ("其中：基本支出", "基本支出"),
            ("其中: 1. 甲", "甲"),
            ("1. 2031年道路项目", "2031年道路项目"),
            ("2.4", "2.4"),
            ("2.4万元", "2.4万元"),
            ("1. 00", "1.00"),
            ("一般公共服务支出", "一般公共服务支出"),
            ("一、", "一、"),
            ("301.甲", "301.甲"),
            ("（境）费", "(境)费"),
            (
                "一般公共预算财政拨款支出决算表（一）",
                "一般公共预算财政拨款支出决算表(一)",
            ),
            ("1、 [bookmark: _Toc1][bookmark: _Toc2]收入情况", "收入情况"),
        ] {
            assert_eq!(label_key(text), key, "{text}");
        }
    }

    #[test]
    fn nothing_is_copied_when_nothing_changes() {
        for text in ["合计", "一、外交支出", "2080505", "1.货物"] {
            assert!(matches!(label_key(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn symbols_that_mean_something_are_not_rewritten() {
        assert_eq!(label_key("１０⁶㎡…"), "10⁶㎡…");
    }
}
