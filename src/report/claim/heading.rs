//! Headings of the explanatory part: numbering of any style, a title, the key by which a claim names
//! its sections.

use crate::template::pattern::fold;

/// Longest title of a heading, in characters.
const MAX_TITLE: usize = 45;

/// How a line is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbering {
    /// `第三部分`
    Part,
    /// `一、`
    Chinese,
    /// `（一）`
    ChineseBracket,
    /// `（1）`
    ArabicBracket,
    /// `1、`, `1.`
    Arabic,
    /// `①`
    Circled,
}

/// A list number at the beginning of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbered {
    /// Its style.
    pub(super) style: Numbering,
    /// The number.
    pub(super) ordinal: u32,
    /// Bytes of the line up to the text after it.
    pub(super) length: usize,
}

/// The number at the beginning of a line, bullets before it included. A number with decimals is the
/// rest of a sentence, not a list number.
pub(super) fn numbered(line: &str) -> Option<Numbered> {
    let body = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '•' | '●'));
    let body = body.strip_prefix("- ").unwrap_or(body).trim_start();
    let skipped = line.len().saturating_sub(body.len());
    let (style, ordinal, rest) = part(body)
        .or_else(|| bracketed(body))
        .or_else(|| arabic(body))
        .or_else(|| chinese(body))
        .or_else(|| circled(body))?;
    let rest = rest.trim_start();
    let length = skipped.saturating_add(body.len().saturating_sub(rest.len()));
    Some(Numbered {
        style,
        ordinal,
        length,
    })
}

type Read<'t> = Option<(Numbering, u32, &'t str)>;

fn part(text: &str) -> Read<'_> {
    let rest = text.strip_prefix('第')?;
    let (ordinal, rest) = arabic_numeral(rest).or_else(|| chinese_numeral(rest))?;
    let rest = rest.trim_start().strip_prefix("部分")?;
    Some((Numbering::Part, ordinal, rest))
}

fn bracketed(text: &str) -> Read<'_> {
    let rest = text.strip_prefix(['(', '（'])?.trim_start();
    let (style, (ordinal, rest)) = match arabic_numeral(rest) {
        Some(read) => (Numbering::ArabicBracket, read),
        None => (Numbering::ChineseBracket, chinese_numeral(rest)?),
    };
    let rest = rest.trim_start().strip_prefix([')', '）'])?;
    Some((
        style,
        ordinal,
        rest.strip_prefix(['.', '．', '、']).unwrap_or(rest),
    ))
}

fn arabic(text: &str) -> Read<'_> {
    let (ordinal, rest) = arabic_numeral(text)?;
    let after = rest.strip_prefix(['.', '．', '、'])?;
    let decimals = after.starts_with(|c: char| c.is_ascii_digit()) && !rest.starts_with('、');
    let unit = ["元", "万", "%", "％"]
        .iter()
        .any(|unit| after.starts_with(unit));
    (!decimals && !unit).then_some((Numbering::Arabic, ordinal, after))
}

fn chinese(text: &str) -> Read<'_> {
    let (ordinal, rest) = chinese_numeral(text)?;
    Some((
        Numbering::Chinese,
        ordinal,
        rest.strip_prefix(['、', '．', '.'])?,
    ))
}

fn circled(text: &str) -> Read<'_> {
    let first = text.chars().next()?;
    let ordinal = u32::from(first)
        .checked_sub(0x245F)
        .filter(|n| (1..=20).contains(n))?;
    Some((Numbering::Circled, ordinal, text.get(first.len_utf8()..)?))
}

/// One or two digits.
fn arabic_numeral(text: &str) -> Option<(u32, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    (1..=2)
        .contains(&digits.len())
        .then_some((digits.parse().ok()?, rest))
}

/// 一 to 九十九.
fn chinese_numeral(text: &str) -> Option<(u32, &str)> {
    const DIGITS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let digit = |c: char| {
        DIGITS
            .iter()
            .zip(1..)
            .find(|(d, _)| **d == c)
            .map(|(_, n)| n)
    };
    let end = text
        .find(|c| c != '十' && digit(c).is_none())
        .unwrap_or(text.len());
    let (numeral, rest) = text.split_at_checked(end)?;
    let ordinal = match numeral.split_once('十') {
        Some((tens, ones)) => {
            let single = |part: &str, none: u32| match part.chars().collect::<Vec<_>>().as_slice() {
                [] => Some(none),
                [one] => digit(*one),
                _ => None,
            };
            single(tens, 1)?
                .checked_mul(10)?
                .checked_add(single(ones, 0)?)?
        }
        None => numeral
            .chars()
            .next()
            .filter(|_| numeral.chars().count() == 1)
            .and_then(digit)?,
    };
    Some((ordinal, rest))
}

/// The text of a line without leftover `[bookmark: …]`, where headings are told by their words.
pub(super) fn without_bookmarks(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("[bookmark:") {
        out.push_str(before);
        rest = after.split_once(']').map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out.replace("**", "")
}

/// Whether a line ends like an entry of a table of contents (dots or a wide gap before a number).
pub(super) fn is_contents_entry(line: &str) -> bool {
    let body = line
        .trim_end()
        .trim_end_matches(|c: char| c.is_ascii_digit());
    body.len() < line.trim_end().len()
        && (body.ends_with("..")
            || body.ends_with('…')
            || body.ends_with('·')
            || body.ends_with(['\t', ' ']))
}

/// Whether a title can be a heading's: short, without amounts and percents, no sentence.
pub(super) fn is_title(title: &str) -> bool {
    let folded = fold(title);
    let body = folded.trim_end_matches(['。', ':', '.']);
    let states = folded.char_indices().any(|(at, c)| {
        c.is_ascii_digit() && {
            let after = folded.get(at.saturating_add(1)..).unwrap_or("");
            ["元", "万元", "%", "辆", "分"]
                .iter()
                .any(|unit| after.starts_with(unit))
        }
    });
    !body.is_empty()
        && body.chars().count() <= MAX_TITLE
        && !states
        && !body.contains(['。', ';', ','])
}

/// The key of a title: without year, 的, 情况, 说明 and closing marks; 收支 is 收入支出.
pub(super) fn heading_key(title: &str) -> String {
    let folded = fold(title);
    let body = folded.trim_end_matches(['。', ':', '.']);
    let digits = body
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(body.len());
    let body = match body.split_at_checked(digits) {
        Some((year, rest)) if year.len() == 4 && rest.starts_with('年') => {
            let rest = rest.strip_prefix('年').unwrap_or(rest);
            rest.strip_prefix('度').unwrap_or(rest)
        }
        _ => body,
    };
    body.replace('的', "")
        .replace("情况", "")
        .replace("说明", "")
        .replace("收支", "收入支出")
}

/// Whether a key fits a section as a claim names it; `*` stands for anything.
pub(super) fn key_fits(key: &str, section: &str) -> bool {
    let mut rest = key;
    let mut pieces = section.split('*').peekable();
    let mut first = true;
    while let Some(piece) = pieces.next() {
        let last = pieces.peek().is_none();
        let found = match (first, last) {
            (true, true) => return rest == piece,
            (true, false) => rest.strip_prefix(piece),
            (false, true) => return piece.is_empty() || rest.ends_with(piece),
            (false, false) => rest
                .find(piece)
                .and_then(|at| rest.get(at.saturating_add(piece.len())..)),
        };
        match found {
            Some(after) => rest = after,
            None => return false,
        }
        first = false;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{Numbering, heading_key, is_contents_entry, is_title, key_fits, numbered};

    #[test]
    fn numbers_of_any_style_are_read() {
        for (line, style, ordinal, rest) in [
            ("第三部分 情况说明", Numbering::Part, 3, "情况说明"),
            ("第3部分 名词解释", Numbering::Part, 3, "名词解释"),
            (
                "十二、国有资产占用情况说明",
                Numbering::Chinese,
                12,
                "国有资产占用情况说明",
            ),
            (
                "（一）总体情况。",
                Numbering::ChineseBracket,
                1,
                "总体情况。",
            ),
            (
                "(2) 项目绩效自评结果",
                Numbering::ArabicBracket,
                2,
                "项目绩效自评结果",
            ),
            ("- 1、因公出国境费", Numbering::Arabic, 1, "因公出国境费"),
            ("5. 12345热线", Numbering::Arabic, 5, "12345热线"),
        ] {
            let found = numbered(line).unwrap();
            assert_eq!(
                (found.style, found.ordinal, &line[found.length..]),
                (style, ordinal, rest)
            );
        }
    }

    #[test]
    fn a_number_with_decimals_is_no_list_number() {
        for line in ["15.4%，主要原因", "94.21分。", "4.00%。", "2022.10"] {
            assert_eq!(numbered(line), None, "{line}");
        }
    }

    #[test]
    fn keys_forget_years_and_filling_words() {
        assert_eq!(
            heading_key("2022年度财政拨款收支决算总体情况说明"),
            "财政拨款收入支出决算总体"
        );
        assert_eq!(heading_key("其他重要事项的情况说明。"), "其他重要事项");
    }

    #[test]
    fn stars_stand_for_anything() {
        assert!(key_fits(
            "财政拨款\"三公\"经费支出决算总体",
            "*\"三公\"经费*总体*"
        ));
        assert!(key_fits("结构", "*结构"));
        assert!(!key_fits("收入支出决算总体", "收入决算"));
        assert!(key_fits("机关运行经费支出", "机关运行经费*"));
    }

    #[test]
    fn statements_are_no_titles_and_contents_no_headings() {
        assert!(!is_title("公务用车购置支出0.00万元"));
        assert!(is_title("预算绩效管理工作开展情况"));
        assert!(is_contents_entry("一、收入支出决算总体情况说明.....15"));
    }
}
