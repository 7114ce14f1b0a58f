//! The data of charts that a text keeps: the labels in a row, then as many values.
//!
//! Word files give `2021年收、支总计 ⇥ 2022年收、支总计 ⇥ 812.50 ⇥ 864.20`. Claims find it under
//! [`CHART_DATA`] as `2021年收、支总计812.50；2022年收、支总计864.20；`, a chart's title before a colon.

use super::prose::{Joint, Prose};
use super::section::Section;
use crate::document::{Block, Document, Place};
use crate::figure::read_number;
use crate::template::pattern::CHART_DATA;
use crate::template::{NarrativeDef, Template};

/// Fewest labels that make a row of chart data; a label with one value may be anything.
const LABELS: usize = 2;

/// The charts of a document as one section, if a claim asks for them and there are any.
pub(super) fn chart_section(document: &Document, template: &Template) -> Option<Section> {
    let asked = template
        .claims
        .iter()
        .any(|claim| claim.sections.iter().any(|section| section == CHART_DATA));
    if !asked {
        return None;
    }
    let mut prose = Prose::default();
    let mut first: Option<Place> = None;
    let mut title: Option<Place> = None;
    for block in &document.blocks {
        let Some(items) = items(document, block) else {
            continue;
        };
        let pairs = pairs(document, &items);
        if let Some(title) = title.take().filter(|_| !pairs.is_empty()) {
            prose.push(document, title, Joint::Line);
            prose.mark(':', title);
        }
        for (label, value) in pairs {
            first = first.or(Some(label));
            prose.push(document, label, Joint::Line);
            prose.push(document, value, Joint::Continues);
            prose.mark(';', value);
        }
        title = match items.as_slice() {
            [only] if !is_number(document, *only) => Some(*only),
            _ => None,
        };
    }
    let NarrativeDef { names, .. } = &template.narrative;
    prose.finish(names);
    Some(Section {
        path: vec![CHART_DATA.to_owned()],
        title: first?,
        prose,
        apart: true,
        project: None,
    })
}

/// The printed pieces of a line or row between its tabs.
fn items(document: &Document, block: &Block) -> Option<Vec<Place>> {
    match block {
        Block::Row { .. } => {
            let printed = document.cells_of(block).iter().copied();
            Some(
                printed
                    .filter(|cell| !document.text_at(*cell).is_empty())
                    .collect(),
            )
        }
        Block::Paragraph { place } => Some(pieces(document, *place)),
        Block::Break | Block::Noise { .. } => None,
    }
}

fn pieces(document: &Document, place: Place) -> Vec<Place> {
    let text = document.text_at(place);
    let offset = |at: usize| {
        place
            .start
            .saturating_add(u32::try_from(at).unwrap_or(u32::MAX))
    };
    let mut found = Vec::new();
    let mut at = 0_usize;
    for piece in text.split('\t') {
        let lead = piece.len().saturating_sub(piece.trim_start().len());
        let trimmed = piece.trim();
        if !trimmed.is_empty() {
            let start = at.saturating_add(lead);
            found.push(Place {
                start: offset(start),
                end: offset(start.saturating_add(trimmed.len())),
            });
        }
        at = at.saturating_add(piece.len()).saturating_add(1);
    }
    found
}

fn is_number(document: &Document, place: Place) -> bool {
    read_number(document.text_at(place)).is_some()
}

/// Runs of labels that are followed by as many values, each label with its value.
fn pairs(document: &Document, items: &[Place]) -> Vec<(Place, Place)> {
    let mut found = Vec::new();
    let mut rest = items;
    while !rest.is_empty() {
        let labels = run(rest, |item| !is_number(document, item));
        let after = rest.get(labels.len()..).unwrap_or(&[]);
        let values = run(after, |item| is_number(document, item));
        if labels.len() >= LABELS && labels.len() == values.len() {
            found.extend(labels.iter().copied().zip(values.iter().copied()));
        }
        rest = after.get(values.len()..).unwrap_or(&[]);
    }
    found
}

fn run(items: &[Place], belongs: impl Fn(Place) -> bool) -> &[Place] {
    let length = items.iter().take_while(|item| belongs(**item)).count();
    items.get(..length).unwrap_or(&[])
}

#[cfg(test)]
mod tests {
    use super::{items, pairs};
    use crate::document::{ReadOptions, read};

    fn read_pairs(text: &str) -> Vec<(String, String)> {
        let document = read("chart", text.as_bytes(), &ReadOptions::default()).unwrap();
        let mut all = Vec::new();
        for block in &document.blocks {
            let items = items(&document, block).unwrap_or_default();
            let found = pairs(&document, &items);
            all.extend(found.iter().map(|(label, value)| {
                let text = |place| document.text_at(place).to_owned();
                (text(*label), text(*value))
            }));
        }
        all
    }

    #[test]
    fn labels_take_the_values_that_follow_them() {
        let pair = |label: &str, value: &str| (label.to_owned(), value.to_owned());
        assert_eq!(
            read_pairs("2021年总计\t2022年总计\t812.50\t864.20\t2021年总计\t2022年总计\t1\t\n"),
            [pair("2021年总计", "812.50"), pair("2022年总计", "864.20")]
        );
    }

    #[test]
    fn other_numbers_of_labels_and_values_are_no_chart() {
        assert!(read_pairs("2021年总计\t2022年总计\t1\n").is_empty());
        assert!(read_pairs("合计\t100.00\n").is_empty());
    }
}
