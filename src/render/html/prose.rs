//! A sentence in its paragraph, with the figures that took part marked.

use crate::diagnose::{Evidence, Finding};
use crate::document::{Document, Place};
use crate::render::reading::one_line;
use crate::report::{CellRef, Report};

use super::marks::is_suspect;

/// Characters of the paragraph shown on either side of the sentence.
const AROUND: usize = 120;

/// A stretch of text and how it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Empty outside the sentence, `in` inside, `e` for a figure, `e s` for a suspected one.
    pub(super) class: &'static str,
    pub(super) text: String,
}

/// A paragraph with its sentence.
#[derive(Debug)]
pub(super) struct Prose {
    pub(super) line: u32,
    pub(super) stretches: Vec<Stretch>,
}

/// The paragraph of the row of a claim, with the cells of this finding marked.
pub(super) fn prose(
    report: &Report,
    finding: &Finding,
    cells: &[(&Evidence, CellRef)],
) -> Option<Prose> {
    let (_, first) = cells.first()?;
    let row = report.table(first.table)?.rows.get(first.row.0 as usize)?;
    let document = &report.document;
    let sentence = hull(row.place, cells);
    let shown = paragraph(document, sentence);
    let mut marked: Vec<(Place, bool)> = cells
        .iter()
        .filter(|(evidence, _)| evidence.place.end > evidence.place.start)
        .map(|(evidence, cell)| (evidence.place, is_suspect(finding, *cell)))
        .collect();
    marked.sort_unstable_by_key(|(place, _)| place.start);
    let mut writer = Writer {
        document,
        at: shown.start,
        stretches: Vec::new(),
    };
    writer.upto(sentence.start, "");
    for (place, suspect) in marked {
        writer.upto(place.start, "in");
        writer.upto(place.end, if suspect { "e s" } else { "e" });
    }
    writer.upto(sentence.end, "in");
    writer.upto(shown.end, "");
    Some(Prose {
        line: document.locate(sentence).line,
        stretches: writer.stretches,
    })
}

/// The sentence together with all its marked figures.
fn hull(row: Place, cells: &[(&Evidence, CellRef)]) -> Place {
    let places = cells
        .iter()
        .map(|(evidence, _)| evidence.place)
        .filter(|place| place.end > place.start);
    places.fold(row, |hull, place| {
        if hull.end <= hull.start {
            return place;
        }
        Place {
            start: hull.start.min(place.start),
            end: hull.end.max(place.end),
        }
    })
}

/// What is shown: from the beginning of the sentence's first line to the end of its last, and some
/// text around.
fn paragraph(document: &Document, sentence: Place) -> Place {
    let before = document.text_at(Place {
        start: 0,
        end: sentence.start,
    });
    let rest = document.text.len();
    let after = document.text_at(Place {
        start: sentence.end,
        end: u32::try_from(rest).unwrap_or(u32::MAX),
    });
    let back: usize = before
        .chars()
        .rev()
        .take(AROUND)
        .take_while(|c| *c != '\u{c}')
        .map(char::len_utf8)
        .sum();
    let on: usize = after
        .chars()
        .take(AROUND)
        .take_while(|c| *c != '\u{c}')
        .map(char::len_utf8)
        .sum();
    // A paragraph does not reach over an empty line.
    let back = before
        .get(before.len().saturating_sub(back)..)
        .map_or(0, |near| near.rsplit("\n\n").next().map_or(0, str::len));
    let on = after
        .get(..on)
        .map_or(0, |near| near.split("\n\n").next().map_or(0, str::len));
    let back = u32::try_from(back).unwrap_or(0);
    let on = u32::try_from(on).unwrap_or(0);
    Place {
        start: sentence.start.saturating_sub(back),
        end: sentence.end.saturating_add(on),
    }
}

struct Writer<'d> {
    document: &'d Document,
    at: u32,
    stretches: Vec<Stretch>,
}

impl Writer<'_> {
    /// Shows the text up to a byte in a class.
    fn upto(&mut self, end: u32, class: &'static str) {
        if end <= self.at {
            return;
        }
        let text = self.document.text_at(Place {
            start: self.at,
            end,
        });
        self.at = end;
        let text: String = text.lines().map(one_line).collect::<Vec<_>>().join("");
        if !text.is_empty() {
            self.stretches.push(Stretch { class, text });
        }
    }
}
