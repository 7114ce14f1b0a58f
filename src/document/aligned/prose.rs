//! Paragraphs out of the lines that a page's width made of them.

use super::bands::unbroken;
use super::line::{Line, wide};
use super::segments::begins_heading;

/// A line of running text is at least so wide, in columns.
const MIN_FULL: usize = 40;

/// Which lines of a text continue the line before them.
pub(super) fn continued(text: &str, lines: &[Line]) -> Vec<bool> {
    let at = |line: &Line| {
        text.get(line.place.start as usize..line.place.end as usize)
            .unwrap_or("")
    };
    let widest = lines
        .iter()
        .filter(|line| line.parts == 1)
        .map(|line| line.col() + wide(at(line)))
        .max()
        .unwrap_or(0);
    let margin = |page: usize| {
        let of_page = lines.iter().filter(|line| line.page == page);
        of_page.map(Line::col).min().unwrap_or(0)
    };
    let mut margins: Vec<(usize, usize)> = Vec::new();
    let mut joined = vec![false; lines.len()];
    for (index, slot) in joined.iter_mut().enumerate().skip(1) {
        let (Some(line), Some(above)) = (
            lines.get(index),
            index.checked_sub(1).and_then(|i| lines.get(i)),
        ) else {
            continue;
        };
        if margins.last().is_none_or(|(page, _)| *page != line.page) {
            margins.push((line.page, margin(line.page)));
        }
        let left = margins.last().map_or(0, |(_, left)| *left);
        let (before, printed) = (at(above), at(line));
        let room = widest.saturating_sub(above.col() + wide(before));
        let full = wide(before) >= MIN_FULL && wide(unbroken(printed)) > room;
        let new_page = above.page != line.page;
        let ended = before.ends_with(['。', '；', '：', '！', '？']);
        let indented = line.col() > left || (line.col() == left && above.col() == left && ended);
        let gap = line.after_gap && !new_page;
        let opens = begins_heading(printed) && ended;
        *slot = full && !gap && !indented && !opens && above.parts == 1 && line.parts == 1;
    }
    joined
}
