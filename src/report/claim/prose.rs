//! The text of a section as patterns see it: folded, in one piece, with the way back to the document.

use super::number::{NumberClass, NumberToken, scan};
use crate::document::{Document, Place};
use crate::template::pattern::fold_char;

/// Folded text of one section.
#[derive(Debug, Clone, Default)]
pub(super) struct Prose {
    /// The text, without blanks, list numbers and line breaks.
    pub(super) text: String,
    /// For each byte of `text`, the bytes of the document it came from.
    origin: Vec<Place>,
    /// Offsets of characters that stood after a blank or begin a line.
    gaps: Vec<u32>,
    /// Offsets where a line begins that does not continue the one before.
    breaks: Vec<u32>,
    /// Offsets where an item of a list begins.
    items: Vec<u32>,
    /// Its numbers in order.
    pub(super) numbers: Vec<NumberToken>,
    /// Numbers of items and headings, which are no part of `text`.
    pub(super) list_numbers: Vec<Place>,
}

impl Prose {
    /// Appends a piece of the document: a paragraph without its list number.
    pub(super) fn push(&mut self, document: &Document, place: Place, joint: Joint) {
        let at = offset(self.text.len());
        match joint {
            Joint::Continues => {}
            Joint::Line => self.breaks.push(at),
            Joint::Item => {
                self.breaks.push(at);
                self.items.push(at);
            }
        }
        let mut rest = document.text_at(place);
        let mut from = place.start;
        let mut blank = joint != Joint::Continues;
        while let Some(character) = rest.chars().next() {
            let skip = markup(rest).unwrap_or(0);
            let length = if skip > 0 { skip } else { character.len_utf8() };
            let until = from.saturating_add(offset(length));
            if skip == 0 {
                self.push_char(
                    character,
                    Place {
                        start: from,
                        end: until,
                    },
                    &mut blank,
                );
            }
            rest = rest.get(length..).unwrap_or("");
            from = until;
        }
    }

    fn push_char(&mut self, character: char, place: Place, blank: &mut bool) {
        let before = self.text.len();
        fold_char(character, &mut self.text);
        let added = self.text.len().saturating_sub(before);
        if added == 0 {
            *blank = true;
            return;
        }
        if std::mem::take(blank) {
            self.gaps.push(offset(before));
        }
        self.origin.extend(std::iter::repeat_n(place, added));
    }

    /// Appends a mark that is not printed: it keeps pieces apart that stood in cells of their own.
    pub(super) fn mark(&mut self, mark: char, after: Place) {
        let before = self.text.len();
        self.text.push(mark);
        let place = Place {
            start: after.end,
            end: after.end,
        };
        let added = self.text.len().saturating_sub(before);
        self.origin.extend(std::iter::repeat_n(place, added));
    }

    /// Finds the numbers, once everything is appended.
    pub(super) fn finish(&mut self, names: &[String]) {
        self.numbers = scan(
            &self.text,
            &|at| self.gaps.binary_search(&at).is_ok(),
            names,
        );
    }

    /// The place in the document of a range of `text`.
    pub(super) fn place(&self, start: usize, end: usize) -> Place {
        let first = self
            .origin
            .get(start)
            .or(self.origin.last())
            .copied()
            .unwrap_or_default();
        let last = end
            .checked_sub(1)
            .filter(|last| *last >= start)
            .and_then(|last| self.origin.get(last));
        last.map_or(
            Place {
                start: first.start,
                end: first.start,
            },
            |last| Place {
                start: first.start,
                end: last.end.max(first.start),
            },
        )
    }

    /// Whether a new line begins at an offset.
    pub(super) fn breaks_at(&self, at: usize) -> bool {
        at == 0 || self.breaks.binary_search(&offset(at)).is_ok()
    }

    /// Whether an item begins at an offset.
    pub(super) fn item_at(&self, at: usize) -> bool {
        self.items.binary_search(&offset(at)).is_ok()
    }

    /// The number that begins at an offset.
    pub(super) fn number_at(&self, at: usize) -> Option<usize> {
        self.numbers
            .binary_search_by_key(&at, |number| number.start)
            .ok()
    }

    /// Whether an offset lies inside a number, not at its ends.
    pub(super) fn inside_number(&self, at: usize) -> bool {
        let next = self.numbers.partition_point(|number| number.start < at);
        next.checked_sub(1)
            .and_then(|index| self.numbers.get(index))
            .is_some_and(|number| at < number.end)
    }

    /// Whether a text placeholder may begin at an offset.
    pub(super) fn boundary(&self, at: usize) -> bool {
        const LEAD_INS: [&str; 8] = [
            "其中",
            "包括",
            "用于",
            "以及",
            "原因为",
            "主要为",
            "原因是",
            "主要是",
        ];
        if self.breaks_at(at) {
            return true;
        }
        let before = self.text.get(..at).unwrap_or("");
        let stops = before.ends_with(['。', ';', ':', ',', '、', '"']);
        let after_list_number = || {
            let number = before.strip_suffix('.').and_then(|before| {
                let index = self
                    .numbers
                    .partition_point(|number| number.end < before.len());
                self.numbers
                    .get(index)
                    .filter(|number| number.end == before.len())
            });
            number.is_some_and(|number| number.class == NumberClass::ListNumber)
        };
        (stops && !self.inside_number(at))
            || after_list_number()
            || LEAD_INS.iter().any(|lead| before.ends_with(lead))
    }

    /// The offset after the next sentence end (or clause end) in `from..end`; `end` if there is none.
    pub(super) fn sentence_end(&self, from: usize, end: usize, clause: bool) -> usize {
        let rest = self.text.get(from..end).unwrap_or("");
        let stop = rest
            .char_indices()
            .find(|(_, c)| *c == '。' || (clause && *c == ';'));
        stop.map_or(end, |(at, c)| {
            from.saturating_add(at).saturating_add(c.len_utf8())
        })
    }
}

/// How a paragraph stands to what is before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// The rest of a sentence that a line or page cut.
    Continues,
    /// A line of its own.
    Line,
    /// An item of a list.
    Item,
}

/// Length of leftover markup at the beginning of a text: `[bookmark: …]`, `**`, `<p>`.
fn markup(text: &str) -> Option<usize> {
    if text.starts_with("**") {
        return Some(2);
    }
    if text.starts_with("[bookmark:") {
        return text.find(']').map(|at| at.saturating_add(1));
    }
    let tags = ["<p>", "</p>", "<br>", "<br/>"];
    tags.iter()
        .find(|tag| text.starts_with(**tag))
        .map(|tag| tag.len())
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
