//! Which lines are rows of a table.

use super::line::{Line, MAX_FRAGMENTS, wide};
use crate::document::label_key;

/// Lines of one part that may stand between two rows: wrapped cells and headings inside a table.
const MAX_BETWEEN: usize = 6;
/// Such lines above the first row or below the last.
const MAX_AROUND: usize = 4;
/// A wrapped cell is no wider than this, in columns.
const MAX_CELL: usize = 60;

/// A stretch of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Segment {
    /// First line.
    pub(super) first: usize,
    /// One past the last line.
    pub(super) end: usize,
    /// Rows of a table; otherwise text.
    pub(super) table: bool,
}

/// Cuts lines into tables and text.
pub(super) fn segments(text: &str, lines: &[Line]) -> Vec<Segment> {
    let cutter = Cutter { text, lines };
    let mut segments: Vec<Segment> = Vec::new();
    let (mut done, mut at) = (0, 0);
    while at < lines.len() {
        if !cutter.is_row(at) {
            at += 1;
            continue;
        }
        let first = cutter.begin(at, done);
        let end = cutter.end(at);
        let text_before = Segment {
            first: done,
            end: first,
            table: false,
        };
        segments.extend((done < first).then_some(text_before));
        segments.push(Segment {
            first,
            end,
            table: true,
        });
        done = end;
        at = end;
    }
    segments.extend((done < lines.len()).then_some(Segment {
        first: done,
        end: lines.len(),
        table: false,
    }));
    segments
}

struct Cutter<'t> {
    text: &'t str,
    lines: &'t [Line],
}

impl Cutter<'_> {
    fn printed(&self, at: usize) -> &str {
        let place = self.lines.get(at).map(|line| line.place);
        let range = place.map(|place| place.start as usize..place.end as usize);
        range.and_then(|range| self.text.get(range)).unwrap_or("")
    }

    fn is_row(&self, at: usize) -> bool {
        let Some(line) = self.lines.get(at) else {
            return false;
        };
        if line.fragments.len() > MAX_FRAGMENTS {
            return false;
        }
        // A figure alone on its line stands between the lines of its label.
        let alone = line.has_figure() && line.fragments.len() == 1 && !line.after_gap;
        (alone || line.parts >= 2) && !self.is_fact(at) && !is_note(self.printed(at))
    }

    /// Form number, body, year or unit above a table.
    fn is_fact(&self, at: usize) -> bool {
        let text = self.printed(at);
        let announces = ["单位", "部门", "名称", "编制"];
        let named = |part: &str| {
            let label = part.split(['：', ':']).next().unwrap_or("");
            label.len() < part.len() && announces.iter().any(|word| label.contains(word))
        };
        let code = text.starts_with("公开")
            && text
                .chars()
                .nth(2)
                .is_some_and(|c| c.is_numeric() || c == ' ');
        let code_inside = text.contains(" 公开") && text.ends_with('表');
        code || code_inside || text.split("  ").map(str::trim).any(named) || is_year(text)
    }

    fn after_gap(&self, at: usize) -> bool {
        self.lines.get(at).is_none_or(|line| line.after_gap)
    }

    /// Whether a line of one part may be a piece of a cell.
    fn is_piece(&self, at: usize) -> bool {
        let text = self.printed(at);
        at < self.lines.len()
            && !self.is_fact(at)
            && !is_note(text)
            && wide(text) <= MAX_CELL
            && !text.ends_with(['。', '；', '：'])
    }

    /// The first line of a table whose first row is known: pieces of header cells stand above it.
    fn begin(&self, row: usize, done: usize) -> usize {
        let mut first = row;
        while first > done
            && row - first < MAX_AROUND
            && !self.after_gap(first)
            && self.is_piece(first - 1)
            && !begins_heading(self.printed(first - 1))
            && !self.printed(first - 1).ends_with(['表', '告', '）', ')'])
        {
            first -= 1;
        }
        if row - first == MAX_AROUND {
            row
        } else {
            first
        }
    }

    /// One past the last line of a table.
    fn end(&self, row: usize) -> usize {
        let mut last = row;
        let mut at = row + 1;
        let page = self.lines.get(row).map(|line| line.page);
        while let Some(line) = self.lines.get(at) {
            if Some(line.page) != page || self.is_fact(at) || is_note(self.printed(at)) {
                break;
            }
            if self.is_row(at) {
                last = at;
            } else if at - last > MAX_BETWEEN || (line.after_gap && ends_table(self.printed(at))) {
                break;
            }
            at += 1;
        }
        let mut end = last + 1;
        while end < at
            && end - last <= MAX_AROUND
            && !self.after_gap(end)
            && self.is_piece(end)
            && !begins_heading(self.printed(end))
        {
            end += 1;
        }
        end
    }
}

fn is_year(text: &str) -> bool {
    let key = label_key(text);
    let bare = key.trim_matches(['(', ')']);
    let digits = bare.chars().take_while(char::is_ascii_digit).count();
    digits == 4 && matches!(bare.get(4..), Some("年度" | "年"))
}

/// A heading or sentence after an empty line is not inside a table.
fn ends_table(text: &str) -> bool {
    begins_heading(text) || text.ends_with('。') || text.ends_with('表')
}

fn is_note(text: &str) -> bool {
    ["注", "说明", "备注", "附注"].iter().any(|word| {
        text.strip_prefix(word).is_some_and(|rest| {
            rest.trim_start_matches(|c: char| c.is_whitespace() || c.is_ascii_digit())
                .starts_with(['：', ':', '.', '、'])
        })
    })
}

/// `一、`, `（二）`, `3.`, `第四部分`
pub(super) fn begins_heading(text: &str) -> bool {
    let body = text.trim_start_matches(['（', '(', '第', '-', ' ']);
    let numeral = |c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit();
    let rest = body.trim_start_matches(numeral);
    rest.len() < body.len()
        && body.len() - rest.len() <= 9
        && rest.starts_with(['、', '.', '．', '）', ')', '部'])
        && !rest
            .strip_prefix(['.', '．'])
            .is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
}
