//! One statutory table as it lies on the pages: its header rows, the line of column numbers, its
//! body through all page breaks, the notes that end it. Knows nothing yet of columns.

use rustc_hash::FxHashSet;

use super::ink::{is_note, is_numeric, is_printed, printed_count, row_place, says_no_data};
use crate::document::{Block, CellSpan, Document, Place, label_key};
use crate::report::model::Sighting;

/// Lines of other text that may stand between two stretches of a table at a page break.
const MAX_STRAYS: usize = 3;

/// What a grid asks about the text it meets.
pub(super) trait Guide {
    /// Whether a text begins another table: a title or a form number.
    fn begins_table(&self, text: &str) -> bool;
    /// Whether a normalised text is a word of this table's header.
    fn is_header_word(&self, key: &str) -> bool;
    /// Whether blank cells at the end of rows were cut off all through the document.
    fn blank_ends_are_cut(&self) -> bool;
}

/// A row of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BodyRow {
    /// Index of its block.
    pub(super) block: u32,
    /// It has another number of cells than the header.
    pub(super) odd: bool,
}

/// A table on the pages; rows are indexes of blocks.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// Header rows from top to bottom.
    pub(super) header: Vec<u32>,
    /// The line of column numbers (栏次).
    pub(super) index: Option<u32>,
    /// Cells in a row.
    pub(super) width: usize,
    /// How many cells of the header are words that the template knows.
    pub(super) header_words: usize,
    /// Rows of the body, without repeated headers.
    pub(super) body: Vec<BodyRow>,
    /// Where it stands.
    pub(super) sightings: Vec<Sighting>,
    /// A sentence under the table that says it has no data.
    pub(super) no_data: Option<Place>,
    /// Whether a note closed its last page.
    pub(super) closed: bool,
    /// Text inside the table that belongs to no row.
    pub(super) strays: Vec<Place>,
    /// The first block after it.
    pub(super) end: usize,
    /// Rows may be narrower than the header: their blank ends were cut off.
    pub(super) blank_ends_are_cut: bool,
}

impl Grid {
    /// As wide as the table. A blank cell too many may be one that slid out at the end.
    pub(super) fn fits(&self, row: &[CellSpan]) -> bool {
        row.len() == self.width || (self.blank_ends_are_cut && row.len() < self.width)
    }

    /// Takes over the header of the table's first stretch, if this one has none of its own.
    pub(super) fn continue_header(&mut self, first: &Self) {
        if self.header.is_empty() && self.index.is_none() && self.width == first.width {
            self.header.clone_from(&first.header);
            self.index = first.index;
        }
    }
}

/// Reads the grid whose first row is the block `from`; `title` is the offset of its title.
pub(super) fn read_grid(document: &Document, guide: &impl Guide, from: usize, title: u32) -> Grid {
    let mut reader = Reader {
        document,
        guide,
        grid: Grid {
            blank_ends_are_cut: guide.blank_ends_are_cut(),
            ..Grid::default()
        },
        repeats: FxHashSet::default(),
        heads: Vec::new(),
        open: Some(title),
        last: title,
    };
    let mut at = reader.header(from);
    loop {
        at = reader.body(at);
        at = reader.notes(at);
        if !reader.begins_again(at) {
            break;
        }
    }
    reader.grid.end = at;
    reader.close_sighting();
    reader.grid
}

pub(super) struct Reader<'d, G> {
    pub(super) document: &'d Document,
    pub(super) guide: &'d G,
    pub(super) grid: Grid,
    /// Header rows by their normalised text, for knowing them again.
    repeats: FxHashSet<String>,
    /// First characters of those rows, so that other rows need no key.
    heads: Vec<char>,
    /// Offset at which the stretch that is being read begins.
    open: Option<u32>,
    /// Offset of the end of the last row.
    pub(super) last: u32,
}

/// What a block of the body is.
enum Step {
    Go,
    End,
}

impl<'d, G: Guide> Reader<'d, G> {
    pub(super) fn block(&self, at: usize) -> Option<&'d Block> {
        self.document.blocks.get(at)
    }

    pub(super) fn text(&self, cell: &CellSpan) -> &'d str {
        self.document.text_at(*cell)
    }

    pub(super) fn remember(&mut self, row: &[CellSpan]) {
        let key = self.row_key(row);
        self.repeats.insert(key);
        let first = row.iter().find(|cell| is_printed(cell));
        self.heads
            .extend(first.and_then(|cell| self.text(cell).chars().next()));
    }

    /// Whether a row is one of the header's, printed again after a page break.
    fn is_repeated_header(&self, row: &[CellSpan], first: &str) -> bool {
        first
            .chars()
            .next()
            .is_some_and(|c| self.heads.contains(&c))
            && self.repeats.contains(&self.row_key(row))
    }

    /// The normalised texts of a row, joined.
    fn row_key(&self, row: &[CellSpan]) -> String {
        let mut key = String::new();
        for cell in row {
            key.push_str(&label_key(self.text(cell)));
            key.push('\t');
        }
        key
    }

    /// Reads rows; gives the first block that is none.
    fn body(&mut self, from: usize) -> usize {
        let mut at = from;
        let mut broken = false;
        if self.grid.width == 0 {
            self.grid.width = self
                .block(at)
                .map_or(0, |b| self.document.cells_of(b).len());
        }
        while let Some(block) = self.block(at) {
            let step = match block {
                Block::Break | Block::Noise { .. } => {
                    broken = true;
                    Step::Go
                }
                Block::Paragraph { place } => self.paragraph(at, *place),
                Block::Row { .. } => {
                    let row = self.document.cells_of(block);
                    let step = self.row(at, row, broken);
                    broken = false;
                    step
                }
            };
            if matches!(step, Step::End) {
                break;
            }
            at = at.saturating_add(1);
        }
        at
    }

    /// Whether the header is printed again after the notes: they close every page, not the table.
    fn begins_again(&self, at: usize) -> bool {
        let mut solid = self
            .document
            .blocks
            .iter()
            .skip(at)
            .filter(|block| !matches!(block, Block::Break | Block::Noise { .. }));
        let Some(block @ Block::Row { .. }) = solid.next() else {
            return false;
        };
        let row = self.document.cells_of(block);
        let first = row.iter().find(|cell| is_printed(cell));
        first.is_some_and(|cell| self.is_repeated_header(row, self.text(cell)))
    }

    fn paragraph(&mut self, at: usize, place: Place) -> Step {
        let text = self.document.text_at(place);
        if is_note(text) || self.guide.begins_table(text) || !self.goes_on(at) {
            return Step::End;
        }
        self.grid.strays.push(place);
        Step::Go
    }

    /// Whether the table goes on after a line of other text: a row of its width follows soon.
    fn goes_on(&self, at: usize) -> bool {
        let mut strays = 0;
        for block in self.document.blocks.iter().skip(at) {
            match block {
                Block::Break | Block::Noise { .. } => {}
                Block::Row { .. } => {
                    let row = self.document.cells_of(block);
                    return row.len() == self.grid.width
                        && row.len() > 1
                        && (self.repeats.contains(&self.row_key(row)) || self.has_number(row));
                }
                Block::Paragraph { place } => {
                    let text = self.document.text_at(*place);
                    strays += 1;
                    if strays > MAX_STRAYS || is_note(text) || self.guide.begins_table(text) {
                        return false;
                    }
                }
            }
        }
        false
    }

    fn has_number(&self, row: &[CellSpan]) -> bool {
        row.iter()
            .any(|cell| is_printed(cell) && is_numeric(self.text(cell)))
    }

    fn row(&mut self, at: usize, row: &[CellSpan], broken: bool) -> Step {
        let Some(first) = row.iter().find(|cell| is_printed(cell)) else {
            return Step::Go;
        };
        let text = self.text(first);
        if is_note(text) {
            return Step::End;
        }
        let single = printed_count(row) == 1;
        if single && self.guide.begins_table(text) {
            return Step::End;
        }
        if self.is_repeated_header(row, text) {
            self.continue_sighting(row, broken);
            return Step::Go;
        }
        let ragged = self.document.is_ragged(row);
        let odd = ragged || !self.grid.fits(row);
        if odd && !ragged && self.is_foreign(at, row.len()) {
            return Step::End;
        }
        self.continue_sighting(row, broken);
        let block = u32::try_from(at).unwrap_or(u32::MAX);
        self.grid.body.push(BodyRow { block, odd });
        Step::Go
    }

    /// Whether a row of another width begins something else: the rows after it are not of this
    /// table either.
    fn is_foreign(&self, at: usize, width: usize) -> bool {
        let mut others = self.document.blocks.iter().skip(at.saturating_add(1));
        let next = others.find(|block| !matches!(block, Block::Break | Block::Noise { .. }));
        match next {
            Some(block @ Block::Row { .. }) => {
                let cells = self.document.cells_of(block);
                !self.grid.fits(cells)
                    && cells.len() == width
                    && self.grid.width.abs_diff(width) > 1
            }
            _ => false,
        }
    }

    fn continue_sighting(&mut self, row: &[CellSpan], broken: bool) {
        let place = row_place(row);
        if broken && !self.grid.body.is_empty() {
            self.close_sighting();
        }
        self.open.get_or_insert(place.start);
        self.last = place.end;
    }

    fn close_sighting(&mut self) {
        if let Some(first) = self.open.take() {
            let document = self.document;
            self.grid.sightings.push(Sighting {
                first: document.line_of(first),
                last: document.line_of(self.last.max(first)),
            });
        }
    }

    /// Reads the notes after the body; gives the first block after them.
    fn notes(&mut self, from: usize) -> usize {
        let mut at = from;
        let mut end = from;
        while let Some(block) = self.block(at) {
            at = at.saturating_add(1);
            let place = match block {
                Block::Break | Block::Noise { .. } => continue,
                Block::Paragraph { place } => *place,
                Block::Row { .. } => {
                    let row = self.document.cells_of(block);
                    match row.iter().find(|cell| is_printed(cell)) {
                        Some(cell) if printed_count(row) == 1 => *cell,
                        _ => break,
                    }
                }
            };
            let text = self.document.text_at(place);
            let follows_note = self.grid.closed && says_no_data(text);
            if !is_note(text) && !follows_note {
                break;
            }
            self.grid.closed = true;
            if self.grid.no_data.is_none() && says_no_data(text) {
                self.grid.no_data = Some(place);
            }
            end = at;
        }
        end
    }
}
