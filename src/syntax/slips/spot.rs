//! A place that the grammar refuses, with what stands round it.

use std::ops::Range;

use crate::source::{SourceId, Span};
use crate::syntax::grammar::Grammar;
use crate::syntax::keywords::{self, Keyword, Role};
use crate::syntax::scan::{self, Lexeme, Piece};

/// Where an author was when the grammar gave up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Before an item.
    Item,
    /// In the head of a rule, before its `{`.
    Head,
    /// Where a clause of a rule may begin, perhaps after a value.
    Clause,
    /// Anywhere else.
    Inside,
}

/// A place that the grammar refuses.
#[derive(Debug)]
pub(in crate::syntax) struct Spot<'t> {
    text: &'t str,
    source: SourceId,
    /// The byte where the grammar gave up.
    pub(super) at: usize,
    /// What would have been right.
    pub(super) rules: &'t [Grammar],
    /// What stands before.
    pub(super) before: Option<Piece>,
    /// What stands there.
    pub(super) found: Option<Piece>,
    /// What stands after it.
    pub(super) next: Option<Piece>,
}

impl<'t> Spot<'t> {
    /// The place `at` in a text that was parsed alone and stands at `range`.
    pub(in crate::syntax) fn new(
        text: &'t str,
        source: SourceId,
        (range, at): (Range<usize>, usize),
        rules: &'t [Grammar],
    ) -> Self {
        let mut before = None;
        let mut pieces = scan::scan(text.get(range.start..).unwrap_or(""))
            .filter(|piece| piece.lexeme != Lexeme::Comment)
            .map(|piece| Piece {
                range: piece.range.start + range.start..piece.range.end + range.start,
                ..piece
            });
        let mut found = None;
        for piece in pieces.by_ref() {
            if piece.range.end > at {
                found = Some(piece);
                break;
            }
            before = Some(piece);
        }
        Self {
            text,
            source,
            at,
            rules,
            before,
            found,
            next: pieces.next(),
        }
    }

    /// A range as a place.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.source, range.start, range.end)
    }

    /// The text of a range.
    pub(super) fn str(&self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or("")
    }

    /// The text of a piece; empty without one.
    pub(super) fn piece(&self, piece: Option<&Piece>) -> &'t str {
        piece.map_or("", |piece| self.str(&piece.range))
    }

    /// What was found, as text.
    pub(super) fn found_text(&self) -> &'t str {
        self.piece(self.found.as_ref())
    }

    /// What stands before, as text.
    pub(super) fn before_text(&self) -> &'t str {
        self.piece(self.before.as_ref())
    }

    /// The text after a byte to the end of its line.
    pub(super) fn line_after(&self, at: usize) -> &'t str {
        let rest = self.text.get(at..).unwrap_or("");
        rest.split('\n').next().unwrap_or("")
    }

    /// Whether two pieces touch.
    pub(super) fn touches(first: Option<&Piece>, second: Option<&Piece>) -> bool {
        match (first, second) {
            (Some(first), Some(second)) => first.range.end == second.range.start,
            _ => false,
        }
    }

    /// Whether one of these would have been right.
    pub(super) fn wants(&self, rules: &[Grammar]) -> bool {
        self.rules.iter().any(|rule| rules.contains(rule))
    }

    /// Where the author was.
    pub(super) fn stage(&self) -> Stage {
        if self.wants(&[Grammar::whole_item, Grammar::use_item, Grammar::kw_rule]) {
            Stage::Item
        } else if self.wants(&[Grammar::whole_clauses, Grammar::check, Grammar::each]) {
            Stage::Clause
        } else if self.wants(&[Grammar::open_brace, Grammar::severity]) {
            Stage::Head
        } else {
            Stage::Inside
        }
    }

    /// The found word as a keyword of some roles.
    pub(super) fn found_keyword(&self, roles: &[Role]) -> Option<&'static Keyword> {
        keywords::keyword(self.found_text(), roles)
    }
}
