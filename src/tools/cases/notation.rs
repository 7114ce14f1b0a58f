//! A change to a report, written in the notation of case files so that it matches just one place.

use std::ops::Range;

use super::change::Change;
use super::change_notation::changes;
use crate::diagnostic::Problems;
use crate::source::{SourceMap, Span};

/// Lines above that may serve as anchors, the nearest first.
const MAX_ANCHORS: usize = 400;
/// Longest line that serves as an anchor, in characters.
const MAX_ANCHOR: usize = 40;

/// The lines of a `change` block that replace a range of the text; `None` if there is no way to say
/// where it is.
pub(super) fn replaced(text: &str, range: Range<usize>, new: &str) -> Option<String> {
    let wanted = [text.get(..range.start)?, new, text.get(range.end..)?].concat();
    let line = line_of(text, range.start);
    let before = text.get(line.start..range.start)?;
    let after = text.get(range.end..line.end.max(range.end))?;
    let old = text.get(range.clone())?;
    let mut steps = Vec::new();
    for stops in [0, 1, 2, usize::MAX] {
        let before = tail(before, stops).replace('\t', "|");
        let after = match stops {
            0 | 1 => String::new(),
            _ => head(after, stops.saturating_sub(1)).replace('\t', "|"),
        };
        steps.push(match before.is_empty() && after.is_empty() {
            true => format!("{old} → {new}"),
            false => format!("{before}[{old} → {new}]{after}"),
        });
    }
    in_place(text, line.start, &steps, &wanted)
}

/// The lines of a `change` block that take a line out, or all lines from one to another.
pub(super) fn deleted(text: &str, first: usize, last: usize) -> Option<String> {
    let (one, other) = (line_of(text, first), line_of(text, last));
    let end = other.end.saturating_add(1).min(text.len());
    let wanted = [text.get(..one.start)?, text.get(end..)?].concat();
    let shown = |line: Range<usize>| text.get(line).map(|line| line.trim().replace('\t', "|"));
    let step = match one == other {
        true => format!("- {}", shown(one.clone())?),
        false => format!("- {} … {}", shown(one.clone())?, shown(other)?),
    };
    in_place(text, one.start, &[step], &wanted)
}

/// The first of the ways of writing a step, with an anchor if need be, that does what is wanted.
fn in_place(text: &str, at: usize, steps: &[String], wanted: &str) -> Option<String> {
    let does = |block: &String| applied(text, block).as_deref() == Some(wanted);
    if let Some(block) = steps.iter().find(|block| does(block)) {
        return Some(block.clone());
    }
    let above = text.get(..at)?;
    let anchors = above.lines().rev().map(str::trim).filter(|line| {
        let long = line.chars().count();
        (4..=MAX_ANCHOR).contains(&long) && !line.contains(['\t', '|', '[', '…'])
    });
    for anchor in anchors.take(MAX_ANCHORS) {
        for step in steps {
            let block = format!("@@ {anchor}\n{step}");
            if does(&block) {
                return Some(block);
            }
        }
    }
    None
}

fn applied(text: &str, block: &str) -> Option<String> {
    let mut sources = SourceMap::default();
    let source = sources.add("", block);
    let mut problems = Problems::default();
    let changes: Vec<Change> = changes(&sources, Span::new(source, 0, block.len()), &mut problems);
    if !problems.is_empty() {
        return None;
    }
    let mut changed = text.to_owned();
    for change in &changes {
        changed = change.apply(&changed).ok()?;
    }
    Some(changed)
}

/// The line that holds an offset, without its break.
fn line_of(text: &str, at: usize) -> Range<usize> {
    let start = text.get(..at).and_then(|t| t.rfind('\n'));
    let start = start.map_or(0, |at| at.saturating_add(1));
    let length = text.get(at..).and_then(|t| t.find('\n'));
    start..length.map_or(text.len(), |length| at.saturating_add(length))
}

/// Where the text around a change may be cut off.
const STOPS: &[char] = &['，', '。', '；', '、', '：', '\t', ','];

/// The end of a text, from so many stops on.
fn tail(text: &str, stops: usize) -> &str {
    let Some(number) = stops.checked_sub(1) else {
        return "";
    };
    // The stop right before the change does not count.
    let body = text.trim_end_matches(STOPS);
    match body.rmatch_indices(STOPS).nth(number) {
        Some((at, stop)) => text.get(at.saturating_add(stop.len())..).unwrap_or(text),
        None => text,
    }
}

/// The beginning of a text, up to so many stops.
fn head(text: &str, stops: usize) -> &str {
    match text.match_indices(STOPS).nth(stops) {
        Some((at, _)) => text.get(..at).unwrap_or(text),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "收入决算表\n公开02表\n合计\t10.00\t8.00\n甲\t8.00\n\n支出决算表\n公开03表\n合计\t10.00\t8.00\n";

    #[test]
    fn the_shortest_way_that_is_unique_is_taken() {
        let at = TEXT.find("甲\t8.00").unwrap() + 4;
        assert_eq!(
            replaced(TEXT, at..at + 4, "9.00").unwrap(),
            "甲|[8.00 → 9.00]"
        );
        let at = TEXT.rfind("10.00").unwrap();
        let block = replaced(TEXT, at..at + 5, "11.00").unwrap();
        assert_eq!(block, "@@ 公开03表\n10.00 → 11.00");
        assert_eq!(deleted(TEXT, 0, 0).unwrap(), "- 收入决算表");
        let at = TEXT.rfind("合计").unwrap();
        assert_eq!(
            deleted(TEXT, at, at).unwrap(),
            "@@ 公开03表\n- 合计|10.00|8.00"
        );
    }
}
