//! Sentences of a form's own prose, read with the patterns of claims.

use std::cell::Cell;

use super::matcher::{Budget, Ground, match_at};
use super::prose::{Joint, Prose};
use super::scan::first_match;
use crate::document::{Document, Place};
use crate::figure::PrintedNumber;
use crate::template::pattern::Compiled;

/// What a placeholder of a sentence read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Stated {
    /// Its name, a column of the form.
    pub(in crate::report) name: String,
    /// Where it stands.
    pub(in crate::report) place: Place,
    /// The number, if it reads one.
    pub(in crate::report) number: Option<PrintedNumber>,
}

/// Everything that the first match of each pattern reads in some lines of prose.
pub(in crate::report) fn read_sentences(
    document: &Document,
    lines: &[Place],
    patterns: &[Compiled],
) -> Vec<Stated> {
    if patterns.is_empty() {
        return Vec::new();
    }
    let mut prose = Prose::default();
    for line in lines {
        prose.push(document, *line, Joint::Line);
    }
    prose.finish(&[]);
    let closed = vec![Cell::new(false); prose.numbers.len()];
    let ground = Ground {
        end: prose.text.len(),
        prose: &prose,
        closed: &closed,
        budget: &Budget::new(),
    };
    patterns
        .iter()
        .filter_map(|pattern| Some((pattern, first_match(pattern, 0, &ground, 0)?)))
        .flat_map(|(pattern, found)| stated(&prose, pattern, &found.captures))
        .collect()
}

/// What a heading reads that is a match of the pattern from its first letter to its last; the lines
/// are parts of one heading.
pub(in crate::report) fn read_heading(
    document: &Document,
    lines: &[Place],
    pattern: &Compiled,
) -> Option<Vec<Stated>> {
    let mut prose = Prose::default();
    for line in lines {
        prose.push(document, *line, Joint::Continues);
    }
    prose.finish(&[]);
    if !prose.text.contains(pattern.required.as_str()) {
        return None;
    }
    let closed = vec![Cell::new(false); prose.numbers.len()];
    let ground = Ground {
        end: prose.text.len(),
        prose: &prose,
        closed: &closed,
        budget: &Budget::new(),
    };
    let found = match_at(pattern, 0, &ground, 0)?;
    (found.end == prose.text.len()).then(|| stated(&prose, pattern, &found.captures))
}

fn stated(prose: &Prose, pattern: &Compiled, captures: &[super::matcher::Capture]) -> Vec<Stated> {
    captures
        .iter()
        .filter_map(|capture| {
            let slot = pattern.slots.get(capture.slot)?;
            let token = capture.number.and_then(|index| prose.numbers.get(index));
            Some(Stated {
                name: slot.name.clone(),
                place: prose.place(capture.start, capture.end),
                number: token.and_then(|token| {
                    Some(PrintedNumber {
                        value: token.value?,
                        decimals: token.decimals,
                        joined: false,
                        separators: false,
                    })
                }),
            })
        })
        .collect()
}
