//! What is wrong at a place that the grammar refuses: the commonest slips by name, the rest as
//! "expected …, found …".

use std::ops::Range;

use super::expected;
use super::faults::say;
use super::grammar::Grammar;
use super::scan::{self, Lexeme, Piece};
use crate::diagnostic::{Problem, Wording, codes};
use crate::source::{SourceId, Span};

/// A place that the grammar refuses, with what stands round it.
#[derive(Debug)]
pub(super) struct Spot<'t> {
    text: &'t str,
    source: SourceId,
    /// The text that was parsed.
    range: Range<usize>,
    /// The byte where the grammar gave up.
    at: usize,
    /// What would have been right.
    rules: &'t [Grammar],
    /// What stands before.
    before: Option<Piece>,
    /// What stands there.
    found: Option<Piece>,
}

impl<'t> Spot<'t> {
    /// The place `at` in a text that was parsed alone and stands at `range`.
    pub(super) fn new(
        text: &'t str,
        source: SourceId,
        (range, at): (Range<usize>, usize),
        rules: &'t [Grammar],
    ) -> Self {
        let mut before = None;
        let mut found = None;
        let rest = text.get(range.start..).unwrap_or("");
        for piece in scan::scan(rest).filter(|piece| piece.lexeme != Lexeme::Comment) {
            let piece = Piece {
                range: piece.range.start + range.start..piece.range.end + range.start,
                ..piece
            };
            if piece.range.end > at {
                found = Some(piece);
                break;
            }
            before = Some(piece);
        }
        Self {
            text,
            source,
            range,
            at,
            rules,
            before,
            found,
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.source, range.start, range.end)
    }

    fn str(&self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or("")
    }
}

/// The problem at a place.
pub(super) fn problem(spot: &Spot<'_>) -> Problem {
    generic(spot)
}

/// "expected …, found …"
fn generic(spot: &Spot<'_>) -> Problem {
    let found = match &spot.found {
        Some(piece) => {
            let text = short(spot.str(&piece.range));
            say!("`{text}`", "`{text}`")
        }
        None => say!("文件末尾", "the end of the file"),
    };
    let wanted = expected::expected(spot.rules);
    let message = match &wanted {
        Some(wanted) => Wording::new(
            format!("应为{}，却是{}", wanted.zh, found.zh),
            format!("expected {}, found {}", wanted.en, found.en),
        ),
        None => Wording::new(
            format!("{}不应出现在这里", found.zh),
            format!("{} is not expected here", found.en),
        ),
    };
    let problem = Problem::error(&codes::E0101, message);
    // What is missed at the end of a line is missed after its last word, not before the next line.
    match (&spot.found, &spot.before) {
        (Some(piece), Some(before)) if piece.starts_line => {
            problem.at(spot.span(&before.range), say!("在这之后", "after this"))
        }
        (Some(piece), _) => problem.at(
            spot.span(&piece.range),
            say!("不应出现在这里", "not expected here"),
        ),
        (None, Some(before)) => {
            problem.at(spot.span(&before.range), say!("在这之后", "after this"))
        }
        (None, None) => problem.at(spot.span(&(spot.at..spot.at)), say!("在这里", "here")),
    }
}

/// At most twenty characters of a text.
fn short(text: &str) -> String {
    let mut short: String = text.chars().take(20).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
