//! Which spelling a keyword gets, and what the source says at a place.

use std::ops::Range;

use crate::source::Span;
use crate::syntax::keywords;
use crate::syntax::{self, ast::Expr};

/// The spelling of keywords.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Spelling {
    /// As each was written; English where nothing was written.
    #[default]
    Keep,
    /// All English.
    English,
    /// All Chinese.
    Chinese,
}

/// The words of the source that is being formatted; of no source when a tree alone is printed.
#[derive(Debug)]
pub(super) struct Words<'t> {
    text: &'t str,
    spelling: Spelling,
    tokens: Vec<Range<usize>>,
    /// Places of comments.
    pub(super) comments: Vec<Range<usize>>,
}

impl<'t> Words<'t> {
    /// Scans a source.
    pub(super) fn of(text: &'t str, spelling: Spelling) -> Self {
        Self {
            text,
            spelling,
            tokens: syntax::tokens(text),
            comments: syntax::comments(text),
        }
    }

    /// The source between two bytes.
    pub(super) fn between(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or("")
    }

    /// The source at a place.
    pub(super) fn at(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// How many tokens begin before a byte.
    fn index(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.start < at)
    }

    /// The token that begins at a byte or is the first after it.
    pub(super) fn token_from(&self, at: usize) -> Option<Range<usize>> {
        self.tokens.get(self.index(at)).cloned()
    }

    /// The last token before a byte.
    pub(super) fn token_before(&self, at: usize) -> Option<Range<usize>> {
        let before = self.index(at).checked_sub(1)?;
        self.tokens.get(before).cloned()
    }

    /// The first of some tokens from a byte on.
    pub(super) fn find_from(&self, at: usize, wanted: &[&str]) -> Option<Range<usize>> {
        self.tokens
            .iter()
            .skip(self.index(at))
            .find(|token| wanted.contains(&self.between(token.start, token.end)))
            .cloned()
    }

    fn token(&self, token: Option<Range<usize>>) -> &'t str {
        token.map_or("", |token| self.between(token.start, token.end))
    }

    /// A keyword by its English name in the spelling it gets, where `written` is what the source has.
    fn spell(&self, en: &'static str, written: &str) -> &'static str {
        let zh = keywords::chinese(en).unwrap_or(en);
        match self.spelling {
            Spelling::English => en,
            Spelling::Chinese => zh,
            // `为 非` and `有 无` are other ways to write `不为` and `无`.
            Spelling::Keep if written == zh || !written.is_ascii() => zh,
            Spelling::Keep => en,
        }
    }

    /// A keyword that begins at a byte.
    pub(super) fn keyword_at(&self, en: &'static str, at: usize) -> &'static str {
        self.spell(en, self.token(self.token_from(at)))
    }

    /// A keyword that is the last token before a place.
    pub(super) fn keyword_before(&self, en: &'static str, span: Span) -> &'static str {
        self.spell(en, self.token(self.token_before(span.start as usize)))
    }

    /// A keyword that is the first token after an expression.
    pub(super) fn keyword_after(&self, en: &'static str, span: Span) -> &'static str {
        self.spell(en, self.token(self.token_from(span.end as usize)))
    }

    /// A keyword two tokens before a place, `(` between them.
    pub(super) fn keyword_two_before(&self, en: &'static str, span: Span) -> &'static str {
        let bracket = self.token_before(span.start as usize);
        let word = bracket.and_then(|bracket| self.token_before(bracket.start));
        self.spell(en, self.token(word))
    }

    /// A keyword that is the last token of a place, not counting `)`.
    pub(super) fn keyword_ending(&self, en: &'static str, span: Span) -> &'static str {
        let mut last = self.token_before(span.end as usize);
        while let Some(token) = last.clone() {
            if !matches!(self.between(token.start, token.end), ")" | "）") {
                break;
            }
            last = self.token_before(token.start);
        }
        self.spell(en, self.token(last))
    }

    /// Where the clause begins whose first part is at a place: at the keyword before it.
    pub(super) fn clause_start(&self, part: Span) -> usize {
        self.token_before(part.start as usize)
            .map_or(part.start as usize, |token| token.start)
    }

    /// Whether the source has this expression in parentheses, given where its first part begins.
    pub(super) fn in_parentheses(&self, expr: &Expr, first: Span) -> bool {
        first.start > expr.span.start && self.at(expr.span).starts_with(['(', '（'])
    }

    /// Whether `where` stands before a condition between brackets.
    pub(super) fn has_where(&self, condition: &Expr) -> bool {
        let before = self.token(self.token_before(condition.span.start as usize));
        keywords::keyword(before, &[keywords::Role::Operator]).is_some()
    }

    /// Whether a comment begins between two bytes.
    pub(super) fn has_comment(&self, start: usize, end: usize) -> bool {
        let first = self
            .comments
            .partition_point(|comment| comment.start < start);
        self.comments
            .get(first)
            .is_some_and(|comment| comment.start < end)
    }

    /// Whether a tree alone is printed.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}
