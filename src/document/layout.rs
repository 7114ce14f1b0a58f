//! What every reader makes, and which reader suits a text.

use super::{Block, CellSpan, Format, MAX_CELLS, Place, ReadError};

/// Blocks and cells as a reader finds them, before noise is marked.
#[derive(Debug, Default)]
pub(super) struct Structure {
    /// Blocks in reading order.
    pub(super) blocks: Vec<Block>,
    /// Cells of all rows.
    pub(super) cells: Vec<CellSpan>,
}

impl Structure {
    /// Adds a cell to the row that is being built.
    pub(super) fn cell(&mut self, place: Place) -> Result<(), ReadError> {
        if self.cells.len() >= MAX_CELLS {
            return Err(ReadError::TooManyCells { limit: MAX_CELLS });
        }
        self.cells.push(place);
        Ok(())
    }

    /// How many cells there are.
    pub(super) fn cell_count(&self) -> u32 {
        u32::try_from(self.cells.len()).unwrap_or(u32::MAX)
    }

    /// Ends the row whose first cell is `first`.
    pub(super) fn end_row(&mut self, first: u32) {
        let end = self.cell_count();
        if end > first {
            self.blocks.push(Block::Row { first, end });
        }
    }
}

/// Lines that a text must have of one kind before it counts as that kind.
const ENOUGH_LINES: usize = 8;

/// So many lines with tabs show how a text is laid out.
const TELLING_LINES: usize = 4096;

/// Guesses how a text tells its cells apart: text out of Word has many lines with one tab at their
/// beginning and few with a tab further in.
pub(super) fn format_of(text: &str) -> Format {
    let (mut leading, mut inner) = (0_usize, 0_usize);
    for line in text.split('\n') {
        let bytes = line.as_bytes();
        let Some(last) = memchr::memrchr(b'\t', bytes) else {
            continue;
        };
        let body = line.trim_matches([' ', '\r']).as_bytes();
        let run = body.iter().take_while(|&&byte| byte == b'\t').count();
        let only_leading = run > 0 && run <= 2 && memchr::memrchr(b'\t', body) < Some(run);
        leading = leading.saturating_add(usize::from(only_leading));
        inner = inner.saturating_add(usize::from(!only_leading && last > 0));
        if leading.saturating_add(inner) >= TELLING_LINES {
            break;
        }
    }
    if leading >= ENOUGH_LINES && leading > inner.saturating_mul(2) {
        Format::CellPerLine
    } else {
        Format::TabSeparated
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_tabs_tells_the_format() {
        let word = "标题\n\t项目\n\t金额\n\n\t甲\n\t1\n\n\t乙\n\t2\n\n\t丙\n\t3\n";
        assert_eq!(format_of(word), Format::CellPerLine);
        let rows =
            "项目\t行次\t金额\n\t9\t\n\t10\t\n\t11\t\n\t12\t\n\t13\t\n\t14\t\n\t15\t\n\t16\t\n";
        assert_eq!(format_of(rows), Format::TabSeparated);
        assert_eq!(format_of("只有文字\n"), Format::TabSeparated);
    }
}
