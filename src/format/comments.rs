//! Comments in the order of the source, handed out as the printer passes them.

use std::ops::Range;

use super::spelling::Words;

/// A comment on its way to the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comment {
    /// With its sign, without blanks at the end.
    pub(super) text: String,
    /// Where it stood.
    pub(super) range: Range<usize>,
    /// Nothing but blanks stood before it on its line.
    pub(super) alone: bool,
}

/// The comments that have not been printed yet.
#[derive(Debug, Default)]
pub(super) struct Comments {
    next: usize,
}

impl Comments {
    /// The next comment if it stands before a byte.
    pub(super) fn before(&mut self, words: &Words<'_>, end: usize) -> Option<Comment> {
        let range = words
            .comments
            .get(self.next)
            .filter(|comment| comment.start < end)?
            .clone();
        self.next += 1;
        let before = words.between(0, range.start);
        let line = before.rsplit('\n').next().unwrap_or("");
        Some(Comment {
            text: words.between(range.start, range.end).trim_end().to_owned(),
            alone: line.trim_start_matches('\u{FEFF}').trim().is_empty(),
            range,
        })
    }
}
