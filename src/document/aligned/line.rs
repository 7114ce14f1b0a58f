//! A line as fragments between gaps.

use crate::document::trim::place;
use crate::document::{Place, label_key};

/// A line of more fragments than this is no row of any form; comparing all of them with all columns would
/// take for ever.
pub(super) const MAX_FRAGMENTS: usize = 120;

/// Words behind a number that belong to it even after a blank.
const UNITS: &[char] = &[
    '年', '月', '日', '%', '％', '个', '人', '次', '件', '台', '套', '元', '万', '分', '米', '天',
    '条', '份', '家', '辆', '批', '户', '场', '名', '亿', '千',
];

/// What a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words.
    Text,
    /// The label of a row that sums up others: it may stand in a column of codes.
    Total,
    /// Three digits and more and nothing else: a code, or an amount without decimals.
    Digits,
    /// One or two digits: the number of a line or column, a count.
    Ordinal,
    /// A number with decimals, separators, sign or percent sign; a dash.
    Amount,
}

impl Kind {
    /// A number or a dash.
    pub(super) fn is_figure(self) -> bool {
        !matches!(self, Self::Text | Self::Total)
    }

    /// Of a text.
    fn of(text: &str) -> Self {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        match text.len() {
            _ if !is_figure(text) && is_total(text) => Self::Total,
            _ if !is_figure(text) => Self::Text,
            1 | 2 if digits => Self::Ordinal,
            _ if digits => Self::Digits,
            _ => Self::Amount,
        }
    }
}

/// What stands between two gaps of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fragment {
    /// Its bytes.
    pub(super) place: Place,
    /// Its first column.
    pub(super) col: usize,
    /// The column after it.
    pub(super) end: usize,
    /// Only one blank stands before it: text to its left may have pushed it to the right.
    pub(super) pushed: bool,
    /// What it looks like.
    pub(super) kind: Kind,
}

impl Fragment {
    /// A number or a dash.
    pub(super) fn is_figure(&self) -> bool {
        self.kind.is_figure()
    }
}

/// `合计`, `人员经费合计`, `栏次`.
pub(super) fn is_total(text: &str) -> bool {
    let key = label_key(text);
    ["合计", "总计", "小计", "栏次"]
        .iter()
        .any(|word| key.ends_with(word))
}

/// A printed line.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Its text without blanks at the ends; empty for an empty line.
    pub(super) place: Place,
    /// Its page, counted from 0.
    pub(super) page: usize,
    /// An empty line or a page's edge stands before it.
    pub(super) after_gap: bool,
    /// What stands between its gaps; a gap of one blank counts where two cells meet.
    pub(super) fragments: Vec<Fragment>,
    /// How many parts gaps of two blanks and more make.
    pub(super) parts: usize,
}

impl Line {
    /// First column.
    pub(super) fn col(&self) -> usize {
        self.fragments.first().map_or(0, |first| first.col)
    }

    /// Column after the last character.
    pub(super) fn end(&self) -> usize {
        self.fragments.last().map_or(0, |last| last.end)
    }

    /// Whether a figure stands on it.
    pub(super) fn has_figure(&self) -> bool {
        self.fragments.iter().any(Fragment::is_figure)
    }
}

/// How many columns a character takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// One, whatever it is: what `pdftotext` counts.
    Characters,
    /// Two for wide characters: what an editor shows.
    Cells,
}

impl Measure {
    /// The columns of a character.
    pub(super) fn of(self, c: char) -> usize {
        match self {
            Self::Characters => 1,
            Self::Cells => width(c),
        }
    }
}

/// The columns of a character where wide ones take two.
pub(super) fn width(c: char) -> usize {
    usize::from(u32::from(c) >= 0x1100) + 1
}

/// Columns of a text where wide characters take two.
pub(super) fn wide(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// Cuts the bytes `start..end` of a text into fragments; gives also the number of parts between gaps
/// of two blanks and more.
pub(super) fn fragments(
    text: &str,
    start: usize,
    end: usize,
    measure: Measure,
) -> (Vec<Fragment>, usize) {
    let mut fragments: Vec<Fragment> = Vec::new();
    let mut parts = 0;
    for word in words(text, start, end, measure) {
        parts += usize::from(word.gap > 1 || fragments.is_empty());
        let printed = text.get(word.from..word.to).unwrap_or("");
        if word.gap == 1
            && let Some(last) = fragments.last_mut()
        {
            let before = text
                .get(last.place.start as usize..last.place.end as usize)
                .unwrap_or("");
            if !meet(before, printed) {
                last.place = place(last.place.start as usize, word.to);
                last.end = word.end;
                last.kind = Kind::Text;
                continue;
            }
        }
        fragments.push(Fragment {
            place: place(word.from, word.to),
            col: word.col,
            end: word.end,
            pushed: word.gap == 1,
            kind: Kind::of(printed),
        });
    }
    (fragments, parts)
}

/// A run of characters without blanks.
#[derive(Debug, Clone, Copy)]
struct Word {
    from: usize,
    to: usize,
    col: usize,
    end: usize,
    /// Blanks before it.
    gap: usize,
}

fn words(text: &str, start: usize, end: usize, measure: Measure) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut col, mut gap, mut open) = (0_usize, 0_usize, false);
    for (at, c) in text.get(start..end).unwrap_or("").char_indices() {
        if c.is_whitespace() {
            open = false;
            gap += width(c);
            col += measure.of(c);
            continue;
        }
        let to = start + at + c.len_utf8();
        let next = col + measure.of(c);
        match words.last_mut().filter(|_| open) {
            Some(word) => {
                word.to = to;
                word.end = next;
            }
            None => words.push(Word {
                from: start + at,
                to,
                col,
                end: next,
                gap,
            }),
        }
        open = true;
        gap = 0;
        col = next;
    }
    words
}

/// Whether two texts with one blank between them are two cells.
fn meet(before: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    if matches!(last, '：' | ':' | '（' | '(' | '、' | '，' | ',') {
        return false;
    }
    if is_figure(before) {
        return is_figure(after) || !(first.is_ascii_punctuation() || is_unit(after));
    }
    if is_figure(after)
        || matches!(
            first,
            '≥' | '≤' | '=' | '＝' | '＞' | '＜' | '<' | '>' | '≧' | '≦'
        )
    {
        let enumerates = before.chars().count() <= 4 && before.starts_with(['（', '(']);
        return !enumerates && !matches!(last, '≥' | '≤' | '=' | '＝' | '.' | '．');
    }
    if first.is_ascii_digit() && is_measure(before) {
        return true;
    }
    let two = |text: &str| text.chars().filter(|c| is_ideograph(*c)).nth(1).is_some();
    two(before)
        && two(after)
        && is_ideograph(first)
        && (is_ideograph(last) || matches!(last, ')' | '）' | '%' | '％'))
}

/// `≥180个`, `30分钟`: an operator or a number with a unit behind it.
fn is_measure(text: &str) -> bool {
    let number = text.trim_start_matches(['≥', '≤', '=', '＝', '>', '<', '＞', '＜', '≧', '≦']);
    number.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().nth(2).is_some()
        && !number.ends_with(['年', '月', '.', '、'])
        && !number.ends_with(|c: char| c.is_ascii_digit())
}

/// `年`, `%`, `台（套）`: a unit, not a word that begins like one.
fn is_unit(text: &str) -> bool {
    let mut rest = text.chars().skip(1);
    let second = rest.next();
    text.starts_with(UNITS)
        && match second {
            None | Some('（' | '(' | '，' | '。' | '；') => true,
            Some(_) => rest.next().is_none(),
        }
}

fn is_ideograph(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// A number with separators, sign or percent sign; or a dash.
fn is_figure(text: &str) -> bool {
    if text.is_empty() {
        return false;
    }
    if text
        .chars()
        .all(|c| matches!(c, '-' | '—' | '–' | '－' | '─' | '/'))
    {
        return true;
    }
    let mut digit = false;
    for c in text.chars() {
        match c {
            '0'..='9' | '０'..='９' => digit = true,
            '.' | ',' | '-' | '+' | '%' | '．' | '，' | '－' | '−' | '％' => {}
            _ => return false,
        }
    }
    digit && !text.ends_with(['.', ',', '．', '，', '-'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let (fragments, _) = fragments(text, 0, text.len(), Measure::Characters);
        let of = |f: &Fragment| text[f.place.start as usize..f.place.end as usize].to_owned();
        fragments.iter().map(of).collect()
    }

    #[test]
    fn a_gap_of_one_blank_parts_cells_and_not_words() {
        assert_eq!(
            cut("  391.42 一、国防支出     32"),
            ["391.42", "一、国防支出", "32"]
        );
        assert_eq!(
            cut("成本节约率 ≥5%     ≥9% 10"),
            ["成本节约率", "≥5%", "≥9%", "10"]
        );
        assert_eq!(cut("目标申报数 预算编制数"), ["目标申报数", "预算编制数"]);
        for whole in [
            "执行率 %",
            "=3 个",
            "合 计",
            "1. 主要领导用车",
            "（一） 行政单位",
            "2031 年",
            "金额单位： 元",
        ] {
            assert_eq!(cut(whole), [whole]);
        }
    }

    #[test]
    fn dashes_and_percents_are_figures_and_measures_are_not() {
        for figure in ["——", "-", "1,234.50", "-3", "95%", "2080505"] {
            assert!(is_figure(figure), "{figure}");
        }
        for other in ["", "≥95%", "3个", "1.", "栏次", "—年"] {
            assert!(!is_figure(other), "{other}");
        }
    }
}
