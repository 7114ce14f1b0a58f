//! Small looks at printed text that finding tables needs again and again.

use smallvec::SmallVec;

use crate::document::{Block, CellSpan, Document, Place};

/// Whether a cell has anything printed in it.
pub(super) fn is_printed(cell: &CellSpan) -> bool {
    cell.end > cell.start
}

/// How many cells of a row have something printed in them.
pub(super) fn printed_count(row: &[CellSpan]) -> usize {
    row.iter().filter(|cell| is_printed(cell)).count()
}

/// The whole printed row.
pub(super) fn row_place(row: &[CellSpan]) -> Place {
    Place {
        start: row.first().map_or(0, |cell| cell.start),
        end: row.last().map_or(0, |cell| cell.end),
    }
}

/// A whole number such as `27`, `1.00` or `1. 00`: 行次 and 栏次 are printed like that.
pub(super) fn ordinal(text: &str) -> Option<u16> {
    if text.len() > 12 {
        return None;
    }
    let mut value: u16 = 0;
    let mut digits = 0_u8;
    let mut fraction = false;
    for c in text.chars() {
        let digit = match c {
            '0'..='9' => u32::from(c).checked_sub(u32::from('0'))?,
            '０'..='９' => u32::from(c).checked_sub(u32::from('０'))?,
            '.' | '．' if !fraction && digits > 0 => {
                fraction = true;
                continue;
            }
            _ if c.is_whitespace() => continue,
            _ => return None,
        };
        if fraction {
            if digit != 0 {
                return None;
            }
            continue;
        }
        digits = digits.saturating_add(1);
        value = value
            .checked_mul(10)?
            .checked_add(u16::try_from(digit).ok()?)?;
    }
    (digits > 0).then_some(value)
}

/// Whether a text is made of digits, separators, signs and blanks, with one digit at least.
pub(super) fn is_numeric(text: &str) -> bool {
    let mut digit = false;
    for c in text.chars() {
        match c {
            '0'..='9' | '０'..='９' => digit = true,
            '.' | ',' | '-' | '+' | '%' | '．' | '，' | '－' | '−' => {}
            _ if c.is_whitespace() => {}
            _ => return false,
        }
    }
    digit
}

/// Whether a text is made of digits and blanks: a code, not an amount with decimals.
pub(super) fn is_code(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (1..=11).contains(&digits)
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace())
}

/// Whether a line is a note under a table (`注：…`, `说明：…`).
pub(super) fn is_note(text: &str) -> bool {
    ["注", "说明", "备注", "附注"].iter().any(|word| {
        text.strip_prefix(word).is_some_and(|rest| {
            let rest = rest.trim_start_matches(|c: char| {
                c.is_whitespace() || c.is_ascii_digit() || matches!(c, '一' | '二' | '三')
            });
            rest.starts_with(['：', ':', '.', '、', '．'])
        })
    })
}

/// Whether a note says that the table has no data.
pub(super) fn says_no_data(text: &str) -> bool {
    [
        "无数据",
        "没有数据",
        "数据为零",
        "数据为0",
        "空表",
        "无相关数据",
    ]
    .iter()
    .any(|words| text.contains(words))
}

/// Printed texts of a block that are looked at when a table's beginning is sought.
pub(super) type Texts = SmallVec<[Place; 8]>;

/// More printed texts than this make a block the row of a table, never a line above one.
pub(super) const MAX_TEXTS: usize = 8;

/// The printed texts of a block: cells of a row; parts of a paragraph that wide gaps separate.
/// `None` for rows with more than [`MAX_TEXTS`].
pub(super) fn texts_of(document: &Document, block: &Block) -> Option<Texts> {
    let mut texts = Texts::new();
    match block {
        Block::Paragraph { place } => parts_of(document.text_at(*place), *place, &mut texts),
        Block::Row { .. } => {
            for cell in document
                .cells_of(block)
                .iter()
                .filter(|cell| is_printed(cell))
            {
                if texts.len() == MAX_TEXTS {
                    return None;
                }
                texts.push(*cell);
            }
        }
        Block::Break | Block::Noise { .. } => {}
    }
    Some(texts)
}

/// Splits at gaps of two blanks or more.
fn parts_of(text: &str, place: Place, texts: &mut Texts) {
    if text.len() > 300 || !(text.contains("  ") || text.contains('\u{3000}')) {
        texts.push(place);
        return;
    }
    let mut start: Option<usize> = None;
    let mut end = 0;
    let mut blanks = 0;
    let mut push = |from: usize, to: usize| {
        let at = |offset: usize| {
            let offset = u32::try_from(offset).unwrap_or(u32::MAX);
            place.start.saturating_add(offset)
        };
        texts.push(Place {
            start: at(from),
            end: at(to),
        });
    };
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            blanks += if c == '\u{3000}' { 2 } else { 1 };
            continue;
        }
        if blanks >= 2
            && let Some(from) = start.take()
        {
            push(from, end);
        }
        start.get_or_insert(at);
        blanks = 0;
        end = at.saturating_add(c.len_utf8());
    }
    if let Some(from) = start {
        push(from, end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_numbers_are_read_in_every_spelling() {
        for (text, number) in [("27", 27), ("1.00", 1), ("1. 00", 1), ("３２", 32)] {
            assert_eq!(ordinal(text), Some(number));
        }
        for text in ["", "1.5", "栏次", "2.4万", "-1", "999999"] {
            assert_eq!(ordinal(text), None, "{text}");
        }
    }

    #[test]
    fn notes_are_known_by_their_word_and_colon() {
        assert!(is_note("注：本表反映收支情况。"));
        assert!(is_note("说明：本表无数据"));
        assert!(is_note("注1：甲"));
        assert!(!is_note("注册登记费"));
        assert!(says_no_data("说明：我单位没有此项支出，故本表无数据。"));
    }
}
