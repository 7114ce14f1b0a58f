//! Which rows of a table are its header: rows of words, then the line of column numbers.

use super::grid::{BodyRow, Guide, Reader};
use super::ink::{is_numeric, is_printed, ordinal, printed_count, row_place};
use super::words::is_row_name_header;
use crate::document::{Block, CellSpan, label_key};
use crate::figure::is_dash;

/// Header rows of a table at most, its line of column numbers not counted.
const MAX_HEADER_ROWS: usize = 6;

impl<G: Guide> Reader<'_, G> {
    /// Reads header rows and the line of column numbers; gives the first block after them.
    pub(super) fn header(&mut self, from: usize) -> usize {
        let mut at = from;
        let mut words = 0_usize;
        while let Some(block) = self.block(at) {
            let row = match block {
                Block::Row { .. } => self.document.cells_of(block),
                Block::Break | Block::Noise { .. } => {
                    at = at.saturating_add(1);
                    continue;
                }
                Block::Paragraph { .. } => break,
            };
            let index = u32::try_from(at).unwrap_or(u32::MAX);
            if self.is_index_row(row) {
                self.grid.index = Some(index);
                self.remember(row);
                at = at.saturating_add(1);
                break;
            }
            let hits = self.header_hits(row);
            if self.begins_body(row, hits) {
                break;
            }
            if hits == 0 && words == 0 && printed_count(row) == 1 {
                let odd = false;
                self.grid.body.push(BodyRow { block: index, odd });
            } else if printed_count(row) > 0 {
                self.grid.header.push(index);
                self.remember(row);
                words = words.saturating_add(hits);
            }
            self.last = row_place(row).end;
            at = at.saturating_add(1);
        }
        self.grid.header_words = words;
        self.grid.width = self.header_width();
        at
    }

    /// Cells in a row: as many as the line of column numbers has, else the widest header row.
    fn header_width(&self) -> usize {
        let width_of = |index: &u32| {
            self.block(*index as usize)
                .map(|b| self.document.cells_of(b).len())
        };
        let from_index = self.grid.index.as_ref().and_then(width_of);
        let widest = self.grid.header.iter().filter_map(width_of).max();
        from_index.or(widest).unwrap_or(0)
    }

    /// Whether a row can no longer be one of the header: it holds figures; or every column has a word
    /// already and this row has none; or it holds nothing but a name below a name's header.
    fn begins_body(&self, row: &[CellSpan], hits: usize) -> bool {
        let mut printed = row.iter().enumerate().filter(|(_, cell)| is_printed(cell));
        let figures = printed.clone().any(|(_, cell)| {
            let text = self.text(cell);
            is_numeric(text) || is_dash(text)
        });
        let name_only = match (printed.next(), printed.next()) {
            (Some((x, cell)), None) => {
                self.has_word_above(x) && !is_row_name_header(&label_key(self.text(cell)))
            }
            _ => false,
        };
        let complete = || (0..row.len()).all(|x| self.has_word_above(x));
        figures
            || name_only
            || (hits == 0 && complete())
            || self.grid.header.len() >= MAX_HEADER_ROWS
    }

    /// Whether a header row read so far has a word in a printed column.
    fn has_word_above(&self, x: usize) -> bool {
        self.grid.header.iter().any(|block| {
            let row = self
                .block(*block as usize)
                .map(|b| self.document.cells_of(b));
            row.and_then(|row| row.get(x)).is_some_and(is_printed)
        })
    }

    fn header_hits(&self, row: &[CellSpan]) -> usize {
        row.iter()
            .filter(|cell| {
                is_printed(cell) && self.guide.is_header_word(&label_key(self.text(cell)))
            })
            .count()
    }

    /// `栏次 | | 1 | 2 …`, or bare numbers counting from one.
    fn is_index_row(&self, row: &[CellSpan]) -> bool {
        let mut named = false;
        let mut numbers = 0_u16;
        let mut counting = true;
        for cell in row.iter().filter(|cell| is_printed(cell)) {
            let text = self.text(cell);
            if let Some(number) = ordinal(text) {
                numbers = numbers.saturating_add(1);
                counting &= number == numbers;
            } else if matches!(label_key(text).as_ref(), "栏次" | "栏目" | "列次") {
                named = true;
            } else {
                return false;
            }
        }
        numbers > 0 && (named || (counting && numbers >= 2))
    }
}
