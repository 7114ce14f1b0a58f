//! Going through a document once: where statutory tables begin, what their titles and headers say,
//! and where tables are only named.

use super::facts::{Facts, facts_of, unit_alone};
use super::found::{Found, Mention, Walk};
use super::grid::{Guide, read_grid};
use super::ink::{Texts, is_note, is_numeric, is_printed, ordinal, row_place, texts_of};
use super::pending::Pending;
use super::titles::Titles;
use super::words::KnownTable;
use crate::document::{Block, CellSpan, Document, Place, label_key};
use crate::report::model::{Note, NoteKind};
use crate::template::Template;

/// Lines of unknown text that may stand between a title and its table.
const MAX_STRANGERS: u8 = 2;
/// Such a line is no longer than this, in bytes.
const MAX_STRANGER_BYTES: usize = 120;

/// Rows with more cells are no rows of a statutory table.
const MAX_WIDTH: usize = 512;
/// Lines of other text after which rows are no longer taken for those of the table before.
const MAX_ORPHAN_DISTANCE: u8 = 8;

/// A title without form number, year, unit or body above a row counts if the row's header has so
/// many known words.
const CONVINCING_WORDS: usize = 2;

/// Walks through a document with the titles of a template in mind.
pub(in crate::report) fn walk<'d>(document: &'d Document, template: &'d Template) -> Walk<'d> {
    let mut walker = Walker {
        document,
        template,
        titles: Titles::of(template),
        walk: Walk::default(),
        pending: None,
        last_line: None,
        blank_ends_are_cut: blank_ends_are_cut(document),
        strangers_since_table: 0,
    };
    let mut at = 0;
    while let Some(block) = document.blocks.get(at) {
        at = walker.step(at, block);
    }
    walker.walk
}

struct Walker<'d> {
    document: &'d Document,
    template: &'d Template,
    titles: Titles,
    walk: Walk<'d>,
    pending: Option<Pending>,
    /// The line of text before, if it may be the first half of a title.
    last_line: Option<Place>,
    blank_ends_are_cut: bool,
    /// Lines of other text since the last table ended.
    strangers_since_table: u8,
}

/// Rows that show whether a document keeps blank cells at the ends of its rows.
const TELLING_ROWS: usize = 8;

/// Whether no row of a document ends in a blank cell, although headers with merged cells and rows
/// with blank amounts always do: an editor cut them off.
fn blank_ends_are_cut(document: &Document) -> bool {
    let mut rows = 0_usize;
    for block in &document.blocks {
        let cells = document.cells_of(block);
        if cells.len() < 3 {
            continue;
        }
        if cells.last().is_some_and(|cell| !is_printed(cell)) {
            return false;
        }
        rows = rows.saturating_add(1);
    }
    rows >= TELLING_ROWS
}

/// How a table's guide answers: by the template's titles and this table's header words.
struct TableGuide<'w, 'd> {
    titles: &'w Titles,
    known: &'w KnownTable<'d>,
    blank_ends_are_cut: bool,
}

impl Guide for TableGuide<'_, '_> {
    fn begins_table(&self, text: &str) -> bool {
        self.titles.find(text).is_some() || begins_with_code(text)
    }

    fn is_header_word(&self, key: &str) -> bool {
        self.known.is_header_word(key)
    }

    fn blank_ends_are_cut(&self) -> bool {
        self.blank_ends_are_cut
    }
}

/// A form number at the beginning of a line begins a table of its own, known or not.
fn begins_with_code(text: &str) -> bool {
    text.strip_prefix("公开").is_some_and(|rest| {
        rest.len() < 24 && rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
    })
}

impl<'d> Walker<'d> {
    fn text(&self, place: Place) -> &'d str {
        self.document.text_at(place)
    }

    /// Looks at one block; gives the next to look at.
    fn step(&mut self, at: usize, block: &Block) -> usize {
        let next = at.saturating_add(1);
        if matches!(block, Block::Break | Block::Noise { .. }) {
            return next;
        }
        let texts = texts_of(self.document, block);
        if let Some(texts) = &texts
            && (texts.is_empty() || self.contents_entry(texts) || self.above_table(texts))
        {
            return next;
        }
        match block {
            Block::Row { .. } => self.row(at, block),
            _ => {
                self.stranger(texts.as_ref());
                next
            }
        }
    }

    /// `二、收入决算表.....  4`: a title and a page number.
    fn contents_entry(&mut self, texts: &Texts) -> bool {
        let [first, rest @ ..] = texts.as_slice() else {
            return false;
        };
        let paged = match rest {
            [page] => ordinal(self.text(*page)).is_some(),
            [] => false,
            _ => return false,
        };
        let Some(hit) = self.titles.find(self.text(*first)) else {
            return false;
        };
        let dotted = hit.contents && rest.is_empty();
        if !paged && !dotted {
            return false;
        }
        self.walk.mentions.push(Mention {
            table: hit.table,
            place: *first,
            contents: true,
        });
        self.pending = None;
        self.last_line = None;
        true
    }

    /// Takes a block that consists of a title or of header facts; `false` if it is something else.
    fn above_table(&mut self, texts: &Texts) -> bool {
        let mut all: Vec<Line> = Vec::with_capacity(texts.len());
        for place in texts {
            match self.line(*place, all.is_empty()) {
                Some(line) => all.push(line),
                None => return false,
            }
        }
        for (line, place) in all.into_iter().zip(texts) {
            self.take(line, *place);
        }
        true
    }

    /// What one printed text above a table is.
    fn line(&self, place: Place, first: bool) -> Option<Line> {
        let text = self.text(place);
        if text.len() > MAX_STRANGER_BYTES.saturating_mul(2) {
            return None;
        }
        if first
            && text.ends_with(['表', '）', ')'])
            && let Some(before) = self.last_line
            && let Some(table) = self.titles.find_joined(self.text(before), text)
        {
            return Some(Line::Title(table, Some(before)));
        }
        if let Some(hit) = self.titles.find(text) {
            return Some(Line::Title(hit.table, None));
        }
        if let Some(pending) = &self.pending {
            if pending.code_open && text == "表" {
                return Some(Line::CodeEnd);
            }
            if pending.unit_open && unit_alone(text).is_some() {
                return Some(Line::Unit);
            }
        }
        if self.pending.is_none() && !text.contains("公开") {
            return None;
        }
        let facts = facts_of(self.document, place);
        let useful = facts.only() && (self.pending.is_some() || facts.code.is_some());
        useful.then_some(Line::Facts(Box::new(facts)))
    }

    fn take(&mut self, line: Line, place: Place) {
        match line {
            Line::Title(table, before) => {
                let start = before.map_or(place.start, |before| before.start);
                self.title(table, Place { start, ..place });
            }
            Line::Facts(facts) => self.facts(*facts),
            Line::CodeEnd => {
                if let Some(pending) = &mut self.pending {
                    pending.end_code(place.end);
                }
            }
            Line::Unit => {
                let unit = unit_alone(self.text(place));
                if let Some(pending) = &mut self.pending {
                    pending.end_unit(unit, place);
                }
            }
        }
    }

    fn title(&mut self, table: u16, place: Place) {
        let pending = self.pending.get_or_insert_default();
        if !pending.accept_title(table, place) {
            *pending = Pending::default();
            pending.accept_title(table, place);
        }
        self.walk.mentions.push(Mention {
            table,
            place,
            contents: false,
        });
        self.last_line = None;
    }

    fn facts(&mut self, facts: Facts) {
        let second_code = facts.code.is_some()
            && self
                .pending
                .as_ref()
                .is_some_and(|pending| pending.header.code.is_some());
        if second_code {
            self.pending = None;
        }
        let unknown = self.last_line.take();
        let pending = self.pending.get_or_insert_with(|| Pending {
            unknown,
            ..Pending::default()
        });
        pending.take(facts);
    }

    /// A line that is neither: it may be the first half of a title, or end what was pending.
    fn stranger(&mut self, texts: Option<&Texts>) {
        let place = texts.and_then(|texts| texts.first().copied());
        let short = place.filter(|place| {
            let text = self.text(*place);
            text.len() <= MAX_STRANGER_BYTES && !text.ends_with(['。', '；', '：'])
        });
        self.last_line = short;
        self.strangers_since_table = self.strangers_since_table.saturating_add(1);
        if let Some(pending) = &mut self.pending {
            pending.strangers = pending.strangers.saturating_add(1);
            if short.is_none() || pending.strangers > MAX_STRANGERS {
                self.pending = None;
            }
        }
    }

    /// A row of a table: the pending table's first, or some other's.
    fn row(&mut self, at: usize, block: &Block) -> usize {
        let next = at.saturating_add(1);
        self.last_line = None;
        let row = self.document.cells_of(block);
        if row.len() < 2 || row.len() > MAX_WIDTH || self.is_note_row(block) {
            return next;
        }
        let Some(pending) = self.pending.take() else {
            self.orphan(row);
            return next;
        };
        let again = pending
            .header
            .code
            .and_then(|code| self.table_going_on(code));
        match (pending.table.or(again), pending.header.code) {
            (Some(table), _) => self.found(at, table, pending),
            (None, Some(code)) => {
                self.note(NoteKind::UnknownTable, pending.unknown.unwrap_or(code));
                next
            }
            (None, None) => next,
        }
    }

    /// The last table, if it is not closed and bears this form number: only the number is printed
    /// again at the top of a page.
    fn table_going_on(&self, code: Place) -> Option<u16> {
        let last = self.walk.found.last().filter(|last| !last.is_closed())?;
        let same = label_key(self.text(last.header.code?)) == label_key(self.text(code));
        same.then_some(last.table)
    }

    /// A row without a table. If the last table was not closed and the row looks like one of its own,
    /// it is not certain that all its rows were read.
    fn orphan(&mut self, row: &[CellSpan]) {
        if self.strangers_since_table > MAX_ORPHAN_DISTANCE {
            return;
        }
        let is_figure =
            |cell: &&CellSpan| is_printed(cell) && is_numeric(self.document.text_at(**cell));
        let Some(last) = self.walk.found.last_mut() else {
            return;
        };
        let alike = last
            .grids
            .last()
            .is_some_and(|grid| grid.width == row.len());
        if alike && !last.is_closed() && !last.lost_rows && row.iter().any(|cell| is_figure(&cell))
        {
            last.lost_rows = true;
            self.note(NoteKind::RowNotPlaced, row_place(row));
        }
    }

    fn is_note_row(&self, block: &Block) -> bool {
        texts_of(self.document, block)
            .is_some_and(|texts| matches!(texts.as_slice(), [only] if is_note(self.text(*only))))
    }

    fn found(&mut self, at: usize, table: u16, pending: Pending) -> usize {
        let title = pending.header.title;
        let Some(def) = self.template.tables.get(table as usize) else {
            return at.saturating_add(1);
        };
        let known = KnownTable::of(def);
        let guide = TableGuide {
            titles: &self.titles,
            known: &known,
            blank_ends_are_cut: self.blank_ends_are_cut,
        };
        let first = title.map_or(0, |title| title.start);
        let mut grid = read_grid(self.document, &guide, at, first);
        let going_on = self
            .walk
            .found
            .last_mut()
            .filter(|last| last.table == table && !last.is_closed());
        let convincing = pending.has_facts() || grid.header_words >= CONVINCING_WORDS;
        if !convincing && going_on.is_none() {
            return at.saturating_add(1);
        }
        let end = grid.end.max(at.saturating_add(1));
        self.strangers_since_table = 0;
        if let Some(last) = going_on {
            if let Some(first) = last.grids.first() {
                grid.continue_header(first);
            }
            last.grids.push(grid);
        } else if self.walk.found.iter().any(|found| found.table == table) {
            self.note(NoteKind::DuplicateTable, title.unwrap_or_default());
        } else {
            self.walk.found.push(Found {
                table,
                header: pending.header,
                grids: vec![grid],
                known,
                lost_rows: false,
            });
        }
        self.forget_mention(title);
        end
    }

    /// A title that heads a table does not merely name it.
    fn forget_mention(&mut self, title: Option<Place>) {
        let mentions = &mut self.walk.mentions;
        let last = mentions
            .iter()
            .rposition(|mention| Some(mention.place) == title);
        if let Some(last) = last {
            mentions.remove(last);
        }
    }

    fn note(&mut self, kind: NoteKind, place: Place) {
        self.walk.notes.push(Note {
            kind,
            place,
            table: None,
            detail: self.text(place).to_owned(),
        });
    }
}

/// A printed text above a table.
enum Line {
    /// A title, and the line before if the title runs over two.
    Title(u16, Option<Place>),
    Facts(Box<Facts>),
    /// 表 on a line of its own after `公开02`.
    CodeEnd,
    /// 元 on a line of its own after `金额单位：`.
    Unit,
}
