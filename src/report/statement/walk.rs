//! Going through a document once: where statutory tables begin, what their titles and headers say,
//! and where tables are only named.

use super::facts::{Facts, facts_of, unit_alone};
use super::grid::{Grid, Guide, read_grid};
use super::ink::{Texts, is_note, ordinal, printed_count, texts_of};
use super::titles::Titles;
use super::words::KnownTable;
use crate::document::{Block, Document, Place};
use crate::report::model::{HeaderFacts, Note, NoteKind};
use crate::template::Template;

/// Lines of unknown text that may stand between a title and its table.
const MAX_STRANGERS: u8 = 2;
/// Such a line is no longer than this, in bytes.
const MAX_STRANGER_BYTES: usize = 120;

/// A title without form number, year, unit or body above a row counts if the row's header has so
/// many known words.
const CONVINCING_WORDS: usize = 2;

/// A statutory table that stands in the report.
#[derive(Debug)]
pub(in crate::report) struct Found<'d> {
    /// Index into `Template::tables`.
    pub(in crate::report) table: u16,
    /// What its header says.
    pub(in crate::report) header: HeaderFacts,
    /// Its stretches: continuations that repeat the title are grids of their own.
    pub(super) grids: Vec<Grid>,
    /// What the template says of it.
    pub(super) known: KnownTable<'d>,
}

impl Found<'_> {
    /// The sentence under the table that says it has no data.
    pub(in crate::report) fn no_data(&self) -> Option<Place> {
        self.grids.iter().find_map(|grid| grid.no_data)
    }
}

/// A place that names a table.
#[derive(Debug, Clone, Copy)]
pub(in crate::report) struct Mention {
    /// Index into `Template::tables`.
    pub(in crate::report) table: u16,
    /// The line.
    pub(in crate::report) place: Place,
    /// Leads to a page number.
    pub(in crate::report) contents: bool,
}

/// Everything that one way through the document finds.
#[derive(Debug, Default)]
pub(in crate::report) struct Walk<'d> {
    /// Tables in printed order, each at most once.
    pub(in crate::report) found: Vec<Found<'d>>,
    /// Lines that name a table without being its title.
    pub(in crate::report) mentions: Vec<Mention>,
    /// Notes.
    pub(in crate::report) notes: Vec<Note>,
}

/// Walks through a document with the titles of a template in mind.
pub(in crate::report) fn walk<'d>(document: &'d Document, template: &'d Template) -> Walk<'d> {
    let mut walker = Walker {
        document,
        template,
        titles: Titles::of(template),
        walk: Walk::default(),
        pending: None,
        last_line: None,
    };
    let mut at = 0;
    while let Some(block) = document.blocks.get(at) {
        at = walker.step(at, block);
    }
    walker.walk
}

/// What has been seen of a table whose rows have not begun.
#[derive(Debug)]
struct Pending {
    table: Option<u16>,
    /// A line that may be a title no template knows.
    unknown: Option<Place>,
    header: HeaderFacts,
    unit_open: bool,
    code_open: bool,
    strangers: u8,
}

impl Pending {
    /// Whether anything but a title stands above the rows.
    fn has_facts(&self) -> bool {
        let header = &self.header;
        header.code.is_some()
            || header.year.is_some()
            || header.unit.is_some()
            || header.body.is_some()
            || self.unit_open
    }
}

struct Walker<'d> {
    document: &'d Document,
    template: &'d Template,
    titles: Titles,
    walk: Walk<'d>,
    pending: Option<Pending>,
    /// The line of text before, if it may be the first half of a title.
    last_line: Option<Place>,
}

/// How a table's guide answers: by the template's titles and this table's header words.
struct TableGuide<'w, 'd> {
    titles: &'w Titles,
    known: &'w KnownTable<'d>,
}

impl Guide for TableGuide<'_, '_> {
    fn begins_table(&self, text: &str) -> bool {
        self.titles.find(text).is_some() || begins_with_code(text)
    }

    fn is_header_word(&self, key: &str) -> bool {
        self.known.is_header_word(key)
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
        if let Some(texts) = &texts {
            if texts.is_empty() || self.contents_entry(texts) || self.above_table(texts) {
                return next;
            }
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
        if !paged && !(hit.contents && rest.is_empty()) {
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
                    pending.code_open = false;
                    if let Some(code) = &mut pending.header.code {
                        code.end = place.end;
                    }
                }
            }
            Line::Unit => {
                let unit = unit_alone(self.text(place));
                if let Some(pending) = &mut self.pending {
                    pending.unit_open = false;
                    pending.header.unit = unit.map(|unit| (unit, place));
                }
            }
        }
    }

    fn title(&mut self, table: u16, place: Place) {
        let waiting = match &mut self.pending {
            Some(pending) if pending.table.is_none() || pending.table == Some(table) => {
                pending.table = Some(table);
                pending.header.title = Some(place);
                true
            }
            _ => false,
        };
        if !waiting {
            let mut pending = nothing_pending();
            pending.table = Some(table);
            pending.header.title = Some(place);
            self.pending = Some(pending);
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
            ..nothing_pending()
        });
        pending.code_open |= facts.code_open;
        pending.unit_open |= facts.unit_open;
        let header = &mut pending.header;
        header.code = facts.code.or(header.code);
        header.year = facts.year.or(header.year);
        header.unit = facts.unit.or(header.unit);
        header.body = facts.body.or(header.body.take());
    }

    /// A line that is neither: it may be the first half of a title, or end what was pending.
    fn stranger(&mut self, texts: Option<&Texts>) {
        let place = texts.and_then(|texts| texts.first().copied());
        let short = place.filter(|place| {
            let text = self.text(*place);
            text.len() <= MAX_STRANGER_BYTES && !text.ends_with(['。', '；', '：'])
        });
        self.last_line = short;
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
        let Some(pending) = self.pending.take() else {
            return next;
        };
        if row.len() < 2 || self.is_note_row(block) {
            self.pending = Some(pending);
            return next;
        }
        match pending.table {
            Some(table) => self.found(at, table, pending),
            None => {
                if let (Some(code), true) = (pending.header.code, printed_count(row) > 0) {
                    self.note(NoteKind::UnknownTable, pending.unknown.unwrap_or(code));
                }
                next
            }
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
        };
        let first = title.map_or(0, |title| title.start);
        let grid = read_grid(self.document, &guide, at, first);
        if !pending.has_facts() && grid.header_words < CONVINCING_WORDS {
            return at.saturating_add(1);
        }
        let end = grid.end.max(at.saturating_add(1));
        self.walk
            .mentions
            .retain(|mention| Some(mention.place) != title);
        let again = self.walk.found.iter().any(|found| found.table == table);
        let continued = self
            .walk
            .found
            .last_mut()
            .filter(|last| last.table == table && last.grids.iter().all(|grid| !grid.closed));
        match continued {
            Some(last) => last.grids.push(grid),
            None if again => self.note(NoteKind::DuplicateTable, title.unwrap_or_default()),
            None => self.walk.found.push(Found {
                table,
                header: pending.header,
                grids: vec![grid],
                known,
            }),
        }
        end
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

fn nothing_pending() -> Pending {
    Pending {
        table: None,
        unknown: None,
        header: HeaderFacts::default(),
        unit_open: false,
        code_open: false,
        strangers: 0,
    }
}
