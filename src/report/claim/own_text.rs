//! The prose that stands in a form: text cells, and the paragraphs of a report of one project.

use super::prose::{Joint, Prose};
use super::section::{Section, push_piece};
use crate::document::{Document, Place};
use crate::template::Template;
use crate::template::pattern::OWN_TEXT;

/// The prose of one form.
#[derive(Debug, Clone)]
pub(in crate::report) struct OwnText {
    /// The form's title.
    pub(in crate::report) title: Place,
    /// What names the form: its project.
    pub(in crate::report) project: Option<Place>,
    /// Its lines in order.
    pub(in crate::report) lines: Vec<OwnLine>,
}

/// A line or a cell of a form's prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) struct OwnLine {
    /// Its text.
    pub(in crate::report) place: Place,
    /// A cell of its own, not a line that the next may continue.
    pub(in crate::report) is_cell: bool,
}

/// One section for each form.
pub(super) fn own_sections(
    document: &Document,
    template: &Template,
    texts: &[OwnText],
) -> Vec<Section> {
    let sections = texts.iter().filter(|text| !text.lines.is_empty());
    sections
        .map(|text| {
            let mut section = Section {
                path: vec![OWN_TEXT.to_owned()],
                title: text.title,
                prose: Prose::default(),
                apart: true,
                project: text.project,
            };
            let mut ended = true;
            for line in &text.lines {
                push_piece(&mut section, document, line.place, ended || line.is_cell);
                ended = line.is_cell || section.prose.text.ends_with(['。', ';', ':']);
            }
            section.prose.finish(&template.narrative.names);
            section
        })
        .collect()
}

/// How a piece of text stands to what is before it: an item has a number of its own.
pub(super) fn joint(numbered: bool, ended: bool) -> Joint {
    match (numbered, ended) {
        (true, _) => Joint::Item,
        (false, true) => Joint::Line,
        (false, false) => Joint::Continues,
    }
}
