//! The lines of a text, without what belongs to its pages.

use rustc_hash::FxHashMap;

use super::line::{Line, MAX_FRAGMENTS, Measure, fragments};
use crate::document::label_key;
use crate::document::noise::is_page_number;
use crate::document::trim::trimmed;

/// Lines with gaps that a text must have before it counts as laid out with blanks.
const ENOUGH_ROWS: usize = 6;
/// Blanks of a gap between two cells.
const GAP: &str = "   ";
/// So many shared edges may be chance.
const CHANCE: usize = 4;
/// A running head stands on so many pages at least.
const MIN_HEADS: usize = 3;

/// Whether a text tells its cells apart by runs of blanks: lines with two gaps, hardly any with tabs.
pub(in crate::document) fn looks_aligned(text: &str) -> bool {
    let (mut rows, mut tabs) = (0_usize, 0_usize);
    for line in text.split('\n') {
        let body = line.trim();
        if body.contains('\t') {
            tabs += 1;
        } else if has_gaps(body) {
            rows += 1;
        }
    }
    rows >= ENOUGH_ROWS && rows > tabs.saturating_mul(4)
}

/// Whether two runs of blanks stand between three texts.
fn has_gaps(body: &str) -> bool {
    let second = |rest: &str| rest.trim_start().contains(GAP);
    body.split_once(GAP).is_some_and(|(_, rest)| second(rest))
}

/// All printed lines of a text; running heads and page numbers are left out.
pub(super) fn lines_of(text: &str) -> Vec<Line> {
    let measure = measure_of(text);
    let mut lines: Vec<Line> = Vec::new();
    let (mut page, mut start, mut gap) = (0_usize, 0_usize, true);
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = text.get(start..end).unwrap_or("");
        let feeds = line.bytes().take_while(|&byte| byte == 0x0C).count();
        if feeds > 0 {
            page += feeds;
            gap = true;
        }
        let from = start + feeds;
        let place = trimmed(text, from, end);
        if place.start == place.end {
            gap = true;
        } else {
            let (fragments, parts) = fragments(text, from, end, measure);
            lines.push(Line {
                place,
                page,
                after_gap: gap,
                fragments,
                parts,
            });
            gap = false;
        }
        start = end.saturating_add(1);
    }
    without_page_lines(text, lines)
}

/// `pdftotext` counts characters, editors and other tools count wide ones twice: the count is right
/// under which lines share more beginnings and ends.
fn measure_of(text: &str) -> Measure {
    let shared = |measure| {
        let mut count = 0_usize;
        let mut before: Vec<(usize, usize)> = Vec::new();
        for line in text.split('\n') {
            let (fragments, parts) = fragments(line, 0, line.len(), measure);
            if parts < 3 || fragments.len() > MAX_FRAGMENTS {
                continue;
            }
            let edges: Vec<_> = fragments.iter().map(|f| (f.col, f.end)).collect();
            let meets = |edge: &&(usize, usize)| {
                let (start, end) = **edge;
                start > 0 && before.iter().any(|(s, e)| *s == start || *e == end)
            };
            count += edges.iter().filter(meets).count();
            before = edges;
        }
        count
    };
    let (cells, characters) = (shared(Measure::Cells), shared(Measure::Characters));
    if cells > characters.saturating_add(characters / 4) + CHANCE {
        Measure::Cells
    } else {
        Measure::Characters
    }
}

/// Drops the first and last line of a page where they repeat from page to page, and page numbers.
fn without_page_lines(text: &str, lines: Vec<Line>) -> Vec<Line> {
    let at = |line: &Line| {
        text.get(line.place.start as usize..line.place.end as usize)
            .unwrap_or("")
    };
    let key = |line: &Line| -> String {
        let key = label_key(at(line));
        key.chars().filter(|c| !c.is_ascii_digit()).collect()
    };
    let edge = |index: usize| {
        let page = |index: Option<usize>| index.and_then(|i| lines.get(i)).map(|line| line.page);
        let here = page(Some(index));
        page(index.checked_sub(1)) != here || page(Some(index + 1)) != here
    };
    let mut heads: FxHashMap<String, usize> = FxHashMap::default();
    for (index, line) in lines.iter().enumerate() {
        if edge(index) && line.fragments.len() <= 3 {
            *heads.entry(key(line)).or_default() += 1;
        }
    }
    let pages = lines.last().map_or(0, |last| last.page + 1);
    let enough = MIN_HEADS.max(pages / 4);
    let is_head = |index: usize, line: &Line| {
        edge(index)
            && line.fragments.len() <= 3
            && heads.get(&key(line)).is_some_and(|count| *count >= enough)
    };
    let mut kept: Vec<Line> = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        if is_head(index, line) || (edge(index) && is_page_number(at(line))) {
            continue;
        }
        let mut line = line.clone();
        line.after_gap |= kept.last().is_none_or(|last| last.page != line.page);
        kept.push(line);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_heads_and_page_numbers_are_no_lines_of_the_report() {
        let mut text = String::new();
        for page in 1..=4 {
            text.push_str(&format!(
                "     某市样本局决算\n\n第{page}行正文\n\n     — {page} —\n\u{c}"
            ));
        }
        let lines = lines_of(&text);
        assert_eq!(lines.len(), 4);
        assert!(lines.iter().all(|line| line.after_gap));
    }

    #[test]
    fn tabs_and_cells_by_line_do_not_look_aligned() {
        assert!(!looks_aligned(&"项目\t行次\t金额\n".repeat(20)));
        assert!(!looks_aligned(&"\t项目\n\t   1.00\n\n".repeat(20)));
        assert!(!looks_aligned("只有文字。\n"));
        assert!(looks_aligned(&"项目     行次     金额\n".repeat(20)));
    }
}
