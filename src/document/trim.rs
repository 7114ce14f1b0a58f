//! Cutting blanks off the ends of a byte range, without copying.

use super::Place;

/// Blanks of any width, and marks that print nothing.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}')
}

/// Whether a byte can begin a blank in UTF-8; a quick way to see that there is nothing to cut.
fn may_be_blank(byte: u8) -> bool {
    byte <= b' ' || matches!(byte, 0xC2 | 0xE1 | 0xE2 | 0xE3 | 0xEF)
}

/// Whether a byte can end a blank in UTF-8.
fn may_end_blank(byte: u8) -> bool {
    byte <= b' ' || (byte >= 0x80 && !matches!(byte, 0xC0..=0xFF))
}

/// The range without blanks at its ends; an empty range stands where its first blank stood.
pub(super) fn trimmed(text: &str, start: usize, end: usize) -> Place {
    let Some(slice) = text.get(start..end) else {
        return place(start, start);
    };
    let bytes = slice.as_bytes();
    let (Some(&first), Some(&last)) = (bytes.first(), bytes.last()) else {
        return place(start, start);
    };
    if !may_be_blank(first) && !may_end_blank(last) {
        return place(start, end);
    }
    let rest = slice.trim_start_matches(is_blank);
    if rest.is_empty() {
        return place(start, start);
    }
    let cut = slice.len().saturating_sub(rest.len());
    let begin = start.saturating_add(cut);
    let kept = rest.trim_end_matches(is_blank).len();
    place(begin, begin.saturating_add(kept))
}

/// A place from offsets; documents are shorter than 4 GiB.
pub(super) fn place(start: usize, end: usize) -> Place {
    let clip = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Place {
        start: clip(start),
        end: clip(end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_of_every_width_are_cut_and_an_empty_cell_keeps_its_place() {
        let text = "\u{3000} 合计 \u{A0}\r";
        let found = trimmed(text, 0, text.len());
        assert_eq!(
            text.get(found.start as usize..found.end as usize).unwrap(),
            "合计"
        );
        assert_eq!(trimmed("a\t  \tb", 2, 4), place(2, 2));
        assert_eq!(trimmed("\u{FEFF}", 0, 3), place(0, 0));
        assert_eq!(trimmed("、乙", 0, 6), place(0, 6));
    }
}
