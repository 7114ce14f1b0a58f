//! Cutting the explanatory part of a report into sections of joined text.

use super::heading::{
    Numbering, heading_key, is_contents_entry, is_title, key_fits, numbered, without_bookmarks,
};
use super::own_text::joint;
use super::prose::Prose;
use crate::document::{Block, Document, Place};
use crate::template::{NarrativeDef, Template};

/// A section: the text directly under one heading.
#[derive(Debug, Clone)]
pub(super) struct Section {
    /// Keys of the headings it stands under, outermost first.
    pub(super) path: Vec<String>,
    /// Its heading as printed.
    pub(super) title: Place,
    /// Its text.
    pub(super) prose: Prose,
    /// It stands apart from 情况说明: the prose of a form, the data of charts.
    pub(super) apart: bool,
    /// What names that form.
    pub(super) project: Option<Place>,
}

/// The keys of the sections that each claim of a template names; computed once.
pub(super) struct SectionNames {
    of_claims: Vec<Vec<String>>,
}

impl SectionNames {
    /// Of a template's claims, in their order.
    pub(super) fn of(template: &Template) -> Self {
        let keys = |sections: &[String]| sections.iter().map(|name| heading_key(name)).collect();
        Self {
            of_claims: template
                .claims
                .iter()
                .map(|claim| keys(&claim.sections))
                .collect(),
        }
    }

    /// Whether a claim reads a section: it names none, or one of the section's headings, or the
    /// whole path.
    pub(super) fn fit(&self, claim: usize, section: &Section) -> bool {
        let whole = section.path.join("/");
        self.of_claims.get(claim).is_some_and(|names| {
            (names.is_empty() && !section.apart)
                || names.iter().any(|name| {
                    key_fits(&whole, name) || section.path.iter().any(|key| key_fits(key, name))
                })
        })
    }

    /// Whether some claim names this very key.
    fn name(&self, key: &str) -> bool {
        self.of_claims.iter().flatten().any(|name| name == key)
    }

    /// Whether some claim names a section with this key.
    fn know(&self, key: &str) -> bool {
        self.of_claims
            .iter()
            .flatten()
            .any(|name| key_fits(key, name))
    }
}

/// A line of the report that may be a heading.
struct Line {
    block: usize,
    style: Numbering,
    title: String,
}

/// All sections of 情况说明, in order.
pub(super) fn sections(
    document: &Document,
    template: &Template,
    names: &SectionNames,
) -> Vec<Section> {
    let Some((first, end)) = extent(document, template, names) else {
        return Vec::new();
    };
    let mut cutter = Cutter {
        document,
        names,
        levels: Vec::new(),
        sections: Vec::new(),
        ended: true,
        number: None,
    };
    for block in document.blocks.iter().take(end).skip(first) {
        cutter.block(block);
    }
    let mut sections = cutter.sections;
    for section in &mut sections {
        section.prose.finish(&template.narrative.names);
    }
    sections
}

/// The blocks of the explanatory part: after its heading, before the next part. The contents list the
/// same headings; the stretch that holds most blocks is the part itself.
fn extent(
    document: &Document,
    template: &Template,
    names: &SectionNames,
) -> Option<(usize, usize)> {
    let NarrativeDef { begin, end, .. } = &template.narrative;
    let lines = heading_lines(document);
    let named =
        |line: &Line, words: &[String]| words.iter().any(|word| line.title.contains(word.as_str()));
    // For each line the block where the part that it is in ends.
    let mut ends = vec![document.blocks.len(); lines.len()];
    let mut next = document.blocks.len();
    for (line, end_of) in lines.iter().zip(&mut ends).rev() {
        *end_of = next;
        if line.style == Numbering::Part || named(line, end) {
            next = line.block;
        }
    }
    let longest = |wanted: &dyn Fn(&Line) -> bool, skip: usize| {
        let found = lines.iter().zip(&ends).filter(|(line, _)| wanted(line));
        found
            .map(|(line, end)| (line.block.saturating_add(skip), *end))
            .max_by_key(|(from, to)| (to.saturating_sub(*from), std::cmp::Reverse(*from)))
    };
    longest(
        &|line| line.style == Numbering::Part && named(line, begin),
        1,
    )
    .or_else(|| longest(&|line| names.name(&heading_key(&line.title)), 0))
}

/// Numbered short lines outside the contents.
fn heading_lines(document: &Document) -> Vec<Line> {
    let mut lines = Vec::new();
    for (block, item) in document.blocks.iter().enumerate() {
        let Block::Paragraph { place } = item else {
            continue;
        };
        let raw = document.text_at(*place);
        if raw.len() > 400 && !raw.contains("[bookmark:") {
            continue;
        }
        let text = without_bookmarks(raw);
        if is_contents_entry(&text) {
            continue;
        }
        let Some(number) = numbered(&text) else {
            continue;
        };
        let title = text.get(number.length..).unwrap_or("").trim().to_owned();
        if number.style == Numbering::Part || is_title(&title) {
            lines.push(Line {
                block,
                style: number.style,
                title,
            });
        }
    }
    lines
}

struct Cutter<'d> {
    document: &'d Document,
    names: &'d SectionNames,
    /// Open headings: depth, ordinal, key.
    levels: Vec<(u8, u32, String)>,
    sections: Vec<Section>,
    /// The text before ended a sentence, list lead-in or heading.
    ended: bool,
    /// A heading's number that stood alone on its line.
    number: Option<String>,
}

impl Cutter<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { place } => self.paragraph(*place),
            Block::Row { .. } => {
                let prose = |place: &&Place| place.end.saturating_sub(place.start) > 60;
                for place in self.document.cells_of(block).iter().filter(prose) {
                    self.paragraph(*place);
                }
            }
            Block::Break | Block::Noise { .. } => {}
        }
    }

    fn paragraph(&mut self, place: Place) {
        let raw = self.document.text_at(place);
        let mut text = without_bookmarks(raw);
        if let Some(number) = self.number.take() {
            text = number + &text;
        }
        if is_caption(&text) {
            return;
        }
        if let Some(number) = numbered(&text) {
            let title = text.get(number.length..).unwrap_or("").trim();
            if title.is_empty() {
                self.number = Some(text.clone());
                return;
            }
            if self.is_heading(number.style, title) {
                return self.open(number.style, number.ordinal, title, place);
            }
        }
        self.append(place);
    }

    /// Whether a numbered line opens a section.
    fn is_heading(&self, style: Numbering, title: &str) -> bool {
        if !is_title(title) {
            return false;
        }
        let bare = title.trim().trim_end_matches(['。', '：', ':']);
        let worded = ["情况", "说明", "结果", "事项"]
            .iter()
            .any(|word| bare.ends_with(word));
        let key = heading_key(title);
        let known = || self.names.know(&key);
        match style {
            Numbering::Part => true,
            Numbering::Chinese | Numbering::ChineseBracket | Numbering::ArabicBracket => {
                worded || known()
            }
            Numbering::Arabic => bare.ends_with("情况说明") || (worded && known()),
            Numbering::Circled => false,
        }
    }

    fn open(&mut self, style: Numbering, ordinal: u32, title: &str, place: Place) {
        let depth = self.depth(style, ordinal);
        self.levels.retain(|(level, ..)| *level < depth);
        self.levels.push((depth, ordinal, heading_key(title)));
        self.sections.push(Section {
            path: self.levels.iter().map(|(_, _, key)| key.clone()).collect(),
            title: place,
            prose: Prose::default(),
            apart: false,
            project: None,
        });
        self.ended = true;
    }

    /// The depth of a heading. Automatic numbers come out of Word as digits, so that `（2）` may follow
    /// `（一）` and `1、` stand beside `四、`: a digit that goes on an open level belongs to it.
    fn depth(&self, style: Numbering, ordinal: u32) -> u8 {
        let open = |depth: u8| self.levels.iter().find(|(level, ..)| *level == depth);
        let goes_on =
            |depth: u8| open(depth).is_some_and(|(_, last, _)| last.saturating_add(1) == ordinal);
        match style {
            Numbering::Part => 1,
            Numbering::Chinese => 2,
            Numbering::ChineseBracket => 3,
            Numbering::ArabicBracket => {
                if goes_on(4) || !goes_on(3) {
                    4
                } else {
                    3
                }
            }
            Numbering::Arabic | Numbering::Circled => {
                if goes_on(5) {
                    5
                } else if goes_on(2) || open(3).is_none() && open(4).is_none() {
                    2
                } else {
                    5
                }
            }
        }
    }

    fn append(&mut self, place: Place) {
        let Some(section) = self.sections.last_mut() else {
            self.ended = true;
            return;
        };
        push_piece(section, self.document, place, self.ended);
        self.ended = section.prose.text.ends_with(['。', ';', ':']);
    }
}

/// Appends a line to a section without its list number; `ended`: what is before it ended a sentence.
pub(super) fn push_piece(section: &mut Section, document: &Document, place: Place, ended: bool) {
    let raw = document.text_at(place);
    let skip = leading_markup(raw);
    let body = raw.get(skip..).unwrap_or("");
    let number = numbered(body).map_or(0, |number| number.length);
    let start = place.start.saturating_add(u32::try_from(skip).unwrap_or(0));
    let text = Place {
        start: start.saturating_add(u32::try_from(number).unwrap_or(0)),
        end: place.end,
    };
    if number > 0 {
        section.prose.list_numbers.push(Place {
            start,
            end: text.start,
        });
    }
    section.prose.push(document, text, joint(number > 0, ended));
}

/// Length of bookmarks at the beginning of a line.
fn leading_markup(raw: &str) -> usize {
    let mut rest = raw.trim_start();
    while let Some(after) = rest
        .strip_prefix("[bookmark:")
        .and_then(|rest| rest.split_once(']'))
    {
        rest = after.1.trim_start();
    }
    raw.len().saturating_sub(rest.len())
}

/// `（图1：…）（柱状图）`
fn is_caption(text: &str) -> bool {
    let body = text.trim().strip_prefix(['(', '（']);
    body.and_then(|body| body.trim_start().strip_prefix('图'))
        .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}
