//! Where each form begins and ends. The first field finds a form, not its title.

use std::sync::Arc;

use crate::document::{Block, Document, Place, label_key};
use crate::report::claim::{Stated, read_heading};
use crate::template::FormDef;

/// One filled-in form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Instance {
    /// Index into `Template::forms`.
    pub form: usize,
    /// The title line, if one stands above.
    pub title: Place,
    /// First block, title included.
    pub first: usize,
    /// One past the last block.
    pub end: usize,
    /// What its heading states, if the heading begins it.
    pub heading: Vec<Stated>,
}

/// A heading that begins a form is printed on at most so many lines.
const HEADING_LINES: usize = 3;
/// Longest line of such a heading, in bytes without marks of the layout.
const HEADING_LINE: usize = 240;

/// A title stands at most so many printed blocks above the first field.
const TITLE_DISTANCE: usize = 6;

/// All forms of a document in order.
pub(super) fn find_instances(document: &Document, forms: &[Arc<FormDef>]) -> Vec<Instance> {
    let mut found: Vec<Instance> = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        if let Some(instance) = begun_by_heading(document, index, forms) {
            push(&mut found, instance);
            continue;
        }
        let Some(label) = first_label(document, block) else {
            continue;
        };
        let candidates = forms
            .iter()
            .enumerate()
            .filter(|(_, form)| form.first_field.iter().any(|f| label_key(f) == label));
        let earliest = found.last().map_or(0, |last| last.first + 1);
        let best = candidates
            .filter_map(|(form, def)| {
                let (at, place, length) = title_above(document, index, earliest, def)?;
                Some((
                    length,
                    Instance {
                        form,
                        title: place,
                        first: at,
                        end: document.blocks.len(),
                        heading: Vec::new(),
                    },
                ))
            })
            .max_by_key(|(length, _)| *length);
        if let Some((_, instance)) = best {
            push(&mut found, instance);
        }
    }
    for instance in &mut found {
        instance.end = end_before_next_part(document, instance.first, instance.end);
    }
    found
}

/// Of several lines that begin the same heading the last is meant: those before it are something else
/// (附件2).
fn push(found: &mut Vec<Instance>, instance: Instance) {
    let again = |last: &Instance| {
        let by_heading = !last.heading.is_empty() && !instance.heading.is_empty();
        by_heading && last.title.end == instance.title.end
    };
    if found.last().is_some_and(again) {
        found.pop();
    }
    if let Some(last) = found.last_mut() {
        last.end = instance.first;
    }
    found.push(instance);
}

/// A form that begins with its heading here: the longest run of lines that a pattern matches whole.
fn begun_by_heading(document: &Document, index: usize, forms: &[Arc<FormDef>]) -> Option<Instance> {
    if forms.iter().all(|form| form.compiled_begins.is_empty()) {
        return None;
    }
    let lines: Vec<Place> = document
        .blocks
        .get(index..)?
        .iter()
        .take(HEADING_LINES)
        .map_while(|block| match block {
            Block::Paragraph { place } => Some(*place),
            _ => None,
        })
        .take_while(|place| {
            let text = document.text_at(*place);
            text.len() <= HEADING_LINE || text.starts_with("[bookmark:")
        })
        .collect();
    (1..=lines.len()).rev().find_map(|count| {
        let lines = lines.get(..count)?;
        let matched = forms.iter().enumerate().find_map(|(form, def)| {
            let read = |pattern| read_heading(document, lines, pattern);
            Some((form, def.compiled_begins.iter().find_map(read)?))
        });
        let (form, heading) = matched?;
        Some(Instance {
            form,
            title: Place {
                start: lines.first()?.start,
                end: lines.last()?.end,
            },
            first: index,
            end: document.blocks.len(),
            heading,
        })
    })
}

/// The label that may begin a form: the first cell of a row that holds more than one printed cell,
/// or what stands before the colon of a line.
fn first_label(document: &Document, block: &Block) -> Option<String> {
    match block {
        Block::Row { .. } => {
            let mut printed = document
                .cells_of(block)
                .iter()
                .map(|&cell| document.text_at(cell))
                .filter(|t| !t.is_empty());
            let first = printed.next()?;
            (first.chars().count() <= 12 && printed.next().is_some())
                .then(|| label_key(first).into())
        }
        Block::Paragraph { place } => {
            let text = document.text_at(*place);
            let (label, value) = text.split_once(['：', ':'])?;
            (label.chars().count() <= 12 && !value.trim().is_empty())
                .then(|| label_key(label).into())
        }
        Block::Break | Block::Noise { .. } => None,
    }
}

/// The nearest block above that contains a title of the form; with the length of that title, since
/// the longest of several titles that fit is the form's own.
fn title_above(
    document: &Document,
    at: usize,
    earliest: usize,
    form: &FormDef,
) -> Option<(usize, Place, usize)> {
    let mut seen = 0;
    for index in (earliest..at).rev() {
        let block = document.blocks.get(index)?;
        let Some((place, text)) = single_text(document, block) else {
            if matches!(block, Block::Row { .. }) {
                return None;
            }
            continue;
        };
        seen += 1;
        if seen > TITLE_DISTANCE {
            return None;
        }
        let key = label_key(text);
        let longest = form
            .titles
            .iter()
            .map(|title| label_key(title))
            .filter(|title| key.contains(&**title))
            .map(|title| title.chars().count())
            .max();
        if let Some(length) = longest {
            return Some((index, place, length));
        }
    }
    None
}

/// A paragraph, or a row of which one cell is printed.
fn single_text<'d>(document: &'d Document, block: &Block) -> Option<(Place, &'d str)> {
    match block {
        Block::Paragraph { place } => Some((*place, document.text_at(*place))),
        Block::Row { .. } => {
            let mut printed = document
                .cells_of(block)
                .iter()
                .map(|&cell| (cell, document.text_at(cell)))
                .filter(|(_, text)| !text.is_empty());
            let only = printed.next()?;
            printed.next().is_none().then_some(only)
        }
        Block::Break | Block::Noise { .. } => None,
    }
}

/// A form ends at the latest where the next part of the report begins (第五部分 …).
fn end_before_next_part(document: &Document, first: usize, end: usize) -> usize {
    document
        .blocks
        .iter()
        .enumerate()
        .take(end)
        .skip(first + 1)
        .find(|(_, block)| match block {
            Block::Paragraph { place } => is_part_heading(document.text_at(*place)),
            Block::Row { .. } | Block::Break | Block::Noise { .. } => false,
        })
        .map_or(end, |(index, _)| index)
}

fn is_part_heading(text: &str) -> bool {
    let Some(rest) = text.trim().strip_prefix('第') else {
        return false;
    };
    let number: String = rest
        .chars()
        .take_while(|c| "一二三四五六七八九十0123456789".contains(*c))
        .collect();
    !number.is_empty()
        && rest
            .get(number.len()..)
            .is_some_and(|rest| rest.starts_with("部分"))
}
