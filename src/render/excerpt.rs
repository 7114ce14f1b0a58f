//! Stretches of a text with marked places, cut to a readable width.
//!
//! Reports have lines of sixteen cells and paragraphs of two thousand characters: of a long line only
//! what surrounds the marks is kept. Nothing here draws; `snippet` does.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::cells::{Cells, Start};
use super::look::Ink;
use crate::source::Lines;

/// Unmarked lines between two marked ones that are still shown.
const BRIDGED_LINES: u32 = 2;
/// Columns kept on each side of a mark at least.
const LEAST_CONTEXT: usize = 8;
/// Columns at the beginning of a cut line that are kept: the row's name.
const KEPT_HEAD: usize = 24;
/// A mark that was not met yet.
const NOWHERE: Range<usize> = usize::MAX..usize::MAX;
/// Stands for what was cut out of a line.
const CUT: char = '…';

/// A place in a text to be marked, and what is to be written under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Bytes of the text.
    pub(crate) bytes: Range<usize>,
    /// What to write; may be empty.
    pub(crate) label: String,
    /// What it is, for its colour.
    pub(crate) ink: Ink,
}

/// Some consecutive lines with marks, ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// 1-based number of the first line.
    pub(crate) first_line: u32,
    /// Position of the first mark: 1-based line and character column.
    pub(crate) position: (u32, u32),
    /// The lines, separated by `\n`, cut and without control characters.
    pub(crate) text: String,
    /// Marks as byte ranges of `text`.
    pub(crate) marks: Vec<Mark>,
}

/// A line of the text under way.
struct Line<'t> {
    text: &'t str,
    /// Its first byte in the whole text.
    start: usize,
    /// Where the cells of the block stand.
    cells: &'t Cells,
}

/// Cuts a text into blocks round its marks, in order of the text.
pub(crate) fn blocks(text: &str, lines: &Lines, mut marks: Vec<Mark>, width: usize) -> Vec<Block> {
    marks.sort_by_key(|mark| (mark.bytes.start, mark.bytes.end));
    let mut groups: Vec<Vec<(u32, Mark)>> = Vec::new();
    for mark in marks {
        let line = lines.line_of(u32::try_from(mark.bytes.start).unwrap_or(u32::MAX));
        match groups.last_mut() {
            Some(group)
                if group.last().is_some_and(|(last, _)| {
                    line <= last.saturating_add(BRIDGED_LINES).saturating_add(1)
                }) =>
            {
                group.push((line, mark));
            }
            _ => groups.push(vec![(line, mark)]),
        }
    }
    groups
        .into_iter()
        .filter_map(|group| block(text, lines, &group, width))
        .collect()
}

fn block(text: &str, lines: &Lines, marks: &[(u32, Mark)], width: usize) -> Option<Block> {
    let (first_line, first_mark) = marks.first()?;
    let (last_line, _) = marks.last()?;
    let start = u32::try_from(first_mark.bytes.start).ok()?;
    let mut block = Block {
        first_line: *first_line,
        position: (*first_line, lines.locate(text, start).column),
        text: String::new(),
        marks: Vec::new(),
    };
    let numbers = *first_line..=*last_line;
    let texts = numbers.clone().map(|line| lines.text_of(text, line));
    let marked: Vec<usize> = marks
        .iter()
        .map(|(line, mark)| {
            let start = lines.start_of(*line) as usize;
            cell_at(
                lines.text_of(text, *line),
                mark.bytes.start.saturating_sub(start),
            )
        })
        .collect();
    let cells = Cells::of(texts, &marked, width);
    for number in numbers {
        if number > *first_line {
            block.text.push('\n');
        }
        let here = marks.iter().filter(|(at, _)| *at == number);
        let here: Vec<&Mark> = here.map(|(_, mark)| mark).collect();
        let line = Line {
            text: lines.text_of(text, number),
            start: lines.start_of(number) as usize,
            cells: &cells,
        };
        push_line(&mut block, &line, &here, width);
    }
    Some(block)
}

/// A character of a line as it is drawn, and the byte of the line it stands for; blanks that align
/// the cells of a table stand for none but the tab they replace.
#[derive(Debug, Clone, Copy)]
struct Glyph {
    character: char,
    byte: usize,
    end: usize,
    /// Column after it.
    column: usize,
}

/// The index of the cell that holds a byte of a line.
fn cell_at(line: &str, byte: usize) -> usize {
    line.get(..byte)
        .map_or(0, |before| before.matches('\t').count())
}

/// A line as it is drawn; the cells of a row stand at their columns.
fn glyphs(line: &str, cells: &Cells) -> Vec<Glyph> {
    let mut row = Row {
        glyphs: Vec::with_capacity(line.len()),
        column: 0,
    };
    let is_row = line.contains('\t');
    let mut hidden = is_row && row.begin(cells.start(0), 0);
    let mut cell = 0_usize;
    for (byte, character) in line.char_indices() {
        if character == '\t' {
            cell = cell.saturating_add(1);
            hidden = row.begin(cells.start(cell), byte);
        } else if !hidden {
            row.push(shown(character), byte, character.len_utf8());
        }
    }
    row.glyphs
}

/// A line under way.
struct Row {
    glyphs: Vec<Glyph>,
    column: usize,
}

impl Row {
    fn push(&mut self, character: char, byte: usize, length: usize) {
        self.column = self.column.saturating_add(character.width().unwrap_or(1));
        let end = byte.saturating_add(length);
        self.glyphs.push(Glyph {
            character,
            byte,
            end,
            column: self.column,
        });
    }

    /// Goes to the column of the cell after the tab at `byte`; true if the cell is hidden.
    fn begin(&mut self, start: Start, byte: usize) -> bool {
        let (column, hidden) = match start {
            Start::Shown(column) => (column, false),
            Start::Cut(column) => (column, true),
            Start::Hidden => return true,
        };
        let least = usize::from(self.column > 0);
        for _ in 0..column.saturating_sub(self.column).max(least) {
            self.push(' ', byte, 1);
        }
        if hidden {
            self.push(CUT, byte, 1);
        }
        hidden
    }
}

/// Adds one line, cut to the width, with its marks moved to where their text now stands.
fn push_line(block: &mut Block, line: &Line<'_>, marks: &[&Mark], width: usize) {
    let local: Vec<Range<usize>> = marks
        .iter()
        .map(|mark| {
            let clip = |at: usize| at.saturating_sub(line.start).min(line.text.len());
            clip(mark.bytes.start)..clip(mark.bytes.end)
        })
        .collect();
    let glyphs = glyphs(line.text, line.cells);
    let kept = kept_glyphs(&glyphs, &local, width);
    let mut moved: Vec<Range<usize>> = vec![NOWHERE; local.len()];
    let mut cut = false;
    for (glyph, keep) in glyphs.iter().zip(kept) {
        if !keep {
            if !cut {
                block.text.push(CUT);
            }
            cut = true;
            continue;
        }
        cut = false;
        let from = block.text.len();
        block.text.push(glyph.character);
        for (range, target) in local.iter().zip(&mut moved) {
            if range.start <= glyph.byte && glyph.byte < range.end {
                target.start = target.start.min(from);
                target.end = block.text.len();
            } else if range.is_empty() && range.start == glyph.byte && target.start == usize::MAX {
                *target = from..from;
            }
        }
    }
    let end = block.text.len();
    for (mark, range) in marks.iter().zip(moved) {
        let bytes = if range.start == usize::MAX {
            end..end
        } else {
            range
        };
        block.marks.push(Mark {
            bytes,
            label: mark.label.clone(),
            ink: mark.ink,
        });
    }
}

/// Control characters never reach a terminal.
fn shown(character: char) -> char {
    if character.is_control() {
        ' '
    } else {
        character
    }
}

/// For each character of a line whether it is shown: all, if the line fits.
fn kept_glyphs(glyphs: &[Glyph], marks: &[Range<usize>], width: usize) -> Vec<bool> {
    let total = glyphs.last().map_or(0, |glyph| glyph.column);
    if total <= width {
        return vec![true; glyphs.len()];
    }
    let head = if marks.is_empty() { width } else { KEPT_HEAD };
    let windows = windows(glyphs, marks, width);
    glyphs
        .iter()
        .map(|glyph| {
            glyph.column <= head || windows.iter().any(|window| window.contains(&glyph.column))
        })
        .collect()
}

/// Columns to keep round each mark, so that all of them together fill the width.
fn windows(glyphs: &[Glyph], marks: &[Range<usize>], width: usize) -> Vec<Range<usize>> {
    let column_before = |byte: usize| {
        let after = glyphs.partition_point(|glyph| glyph.end <= byte);
        after
            .checked_sub(1)
            .and_then(|index| glyphs.get(index))
            .map_or(0, |glyph| glyph.column)
    };
    let spans: Vec<Range<usize>> = marks
        .iter()
        .map(|mark| column_before(mark.start)..column_before(mark.end))
        .collect();
    let marked: usize = spans.iter().map(ExactSizeIterator::len).sum();
    let sides = spans.len().saturating_mul(2).max(1);
    let room = width.saturating_sub(KEPT_HEAD).saturating_sub(marked);
    let context = room.checked_div(sides).unwrap_or(0).max(LEAST_CONTEXT);
    spans
        .iter()
        .map(|span| {
            span.start.saturating_sub(context)..span.end.saturating_add(context).saturating_add(1)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    fn mark(text: &str, word: &str) -> Mark {
        let start = text.find(word).unwrap();
        Mark {
            bytes: start..start + word.len(),
            label: String::new(),
            ink: Ink::Note,
        }
    }

    fn marked(block: &Block) -> Vec<&str> {
        block
            .marks
            .iter()
            .map(|mark| block.text.get(mark.bytes.clone()).unwrap())
            .collect()
    }

    #[test]
    fn near_lines_share_a_block_and_far_lines_do_not() {
        let text = "甲\n乙\n丙\n丁\n戊\n己\n庚\n";
        let lines = Lines::of(text);
        let blocks = blocks(
            text,
            &lines,
            vec![mark(text, "庚"), mark(text, "甲"), mark(text, "丙")],
            80,
        );
        assert_eq!(blocks.len(), 2);
        assert_eq!(blocks[0].text, "甲\n乙\n丙");
        assert_eq!((blocks[1].first_line, blocks[1].position), (7, (7, 1)));
    }

    #[test]
    fn a_long_line_is_cut_round_its_marks() {
        let text = format!("合计为{}共12.50元{}", "甲".repeat(200), "乙".repeat(200));
        let lines = Lines::of(&text);
        let blocks = blocks(&text, &lines, vec![mark(&text, "12.50")], 80);
        assert_eq!(marked(&blocks[0]), ["12.50"]);
        assert!(blocks[0].text.starts_with("合计为甲"));
        assert_eq!(blocks[0].text.matches(CUT).count(), 2);
        assert!(blocks[0].text.width() <= 90);
        assert_eq!(blocks[0].position, (1, 205));
    }

    #[test]
    fn an_empty_place_keeps_its_position() {
        let text = "合计\t\t8.00";
        let empty = Mark {
            bytes: 7..7,
            label: "未填".to_owned(),
            ink: Ink::Note,
        };
        let blocks = blocks(text, &Lines::of(text), vec![empty], 80);
        let mark = blocks[0].marks[0].bytes.clone();
        assert!(mark.is_empty());
        assert_eq!(blocks[0].text.split_at(mark.start), ("合计  ", "  8.00"));
    }

    #[test]
    fn cells_of_a_block_are_aligned() {
        let text = "一般公共预算\t1\t4.00\n合计\t27\t4.00";
        let marks = vec![mark(text, "1"), mark(text, "27")];
        let blocks = blocks(text, &Lines::of(text), marks, 80);
        assert_eq!(
            blocks[0].text,
            "一般公共预算  1   4.00\n合计          27  4.00"
        );
        assert_eq!(marked(&blocks[0]), ["1", "27"]);
    }

    #[test]
    fn escapes_do_not_reach_the_terminal() {
        let text = "甲\u{1b}[31m乙";
        let blocks = blocks(text, &Lines::of(text), vec![mark(text, "乙")], 80);
        assert_eq!(blocks[0].text, "甲 [31m乙");
    }
}
