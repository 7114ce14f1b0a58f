//! The builder of nodes: what all node kinds share.

use std::ops::Range;

use super::super::ast;
use super::super::faults;
use super::super::grammar::Grammar;
use super::parts::{Pair, Parts};
use crate::diagnostic::{Problem, Problems};
use crate::source::{SourceId, Span};

/// Builds the nodes of one item and gathers what is wrong with it.
#[derive(Debug)]
pub(in crate::syntax) struct Builder<'t> {
    /// The whole source.
    pub(super) text: &'t str,
    pub(super) source: SourceId,
    /// Where the parsed text begins in its source.
    pub(super) base: usize,
    /// What is wrong.
    pub(in crate::syntax) problems: Problems,
}

impl<'t> Builder<'t> {
    /// A builder for the part of a source that begins at a byte of it.
    pub(in crate::syntax) fn new(text: &'t str, source: SourceId, base: usize) -> Self {
        Self {
            text,
            source,
            base,
            problems: Problems::default(),
        }
    }

    /// The place of a pair without the blanks that follow it.
    pub(super) fn span(&self, pair: &Pair<'_>) -> Span {
        let Range { start, .. } = super::parts::range(pair);
        self.place(start..super::parts::end(pair))
    }

    pub(super) fn place(&self, range: Range<usize>) -> Span {
        Span::new(
            self.source,
            self.base.saturating_add(range.start),
            self.base.saturating_add(range.end),
        )
    }

    /// What was written at a place.
    pub(super) fn written(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or("")
    }

    pub(super) fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// The next part, which the grammar promises.
    pub(super) fn want<'i>(&mut self, parts: &mut Parts<'i>) -> Option<Pair<'i>> {
        let part = parts.next();
        if part.is_none() {
            let span = self.place(parts.range());
            self.report(faults::internal(span, "a part is missing"));
        }
        part
    }

    /// Reports a pair that the grammar does not allow where it stands.
    pub(super) fn unforeseen(&mut self, pair: &Pair<'_>) {
        let span = self.span(pair);
        self.report(faults::internal(span, &format!("{:?}", pair.as_rule())));
    }
}

impl Builder<'_> {
    /// An item from the one pair of `whole_item`.
    pub(in crate::syntax) fn whole_item(&mut self, pair: Pair<'_>) -> Option<ast::Item> {
        let mut parts = Parts::of(pair);
        let item = self.want(&mut parts)?;
        self.item(item)
    }

    /// The path in the one pair of `whole_scope_head`.
    pub(in crate::syntax) fn whole_scope_head(&mut self, pair: Pair<'_>) -> Option<Vec<ast::Name>> {
        let head = self.want(&mut Parts::of(pair))?;
        let mut parts = Parts::of(head);
        let path = self.want(&mut parts)?;
        self.path(path)
    }

    /// The expression in the one pair of `whole_expression`.
    pub(in crate::syntax) fn whole_expression(&mut self, pair: Pair<'_>) -> Option<ast::Expr> {
        let expression = self.want(&mut Parts::of(pair))?;
        self.expression(expression)
    }

    /// The one pair of `whole_rule_head` or `whole_clauses`, built only for what is wrong with it.
    pub(in crate::syntax) fn rule_part(&mut self, pair: Pair<'_>) {
        let mut clauses = super::item::Clauses::default();
        for part in Parts::of(pair) {
            match part.as_rule() {
                Grammar::rule_head => {
                    self.rule_head(&mut clauses, part);
                }
                _ => self.clause(&mut clauses, part),
            }
        }
    }

    pub(super) fn path(&mut self, pair: Pair<'_>) -> Option<Vec<ast::Name>> {
        Parts::of(pair).map(|name| self.name(name)).collect()
    }
}

/// Whether a pair is punctuation or a keyword, which no node is made of.
pub(super) fn is_noise(rule: Grammar) -> bool {
    use Grammar as G;
    matches!(
        rule,
        G::EOI
            | G::open_brace
            | G::close_brace
            | G::open_paren
            | G::close_paren
            | G::open_bracket
            | G::close_bracket
            | G::comma
            | G::semicolon
            | G::dot
            | G::equals
            | G::asterisk
            | G::kw_rule
            | G::kw_use
            | G::kw_template
            | G::kw_in
            | G::kw_let
            | G::kw_fn
            | G::kw_disable
            | G::kw_severity
            | G::kw_basis
            | G::kw_because
            | G::kw_message
            | G::kw_since
            | G::kw_until
            | G::kw_each
            | G::kw_where
            | G::kw_when
            | G::kw_check
            | G::kw_within
            | G::kw_or
            | G::kw_and
            | G::kw_is
            | G::kw_has
            | G::kw_band
    )
}
