//! The children of a pair that nodes are made of, without punctuation and keywords.

use std::ops::Range;

use super::is_noise;
use crate::syntax::grammar::Grammar;

/// A pair of our grammar.
pub(in crate::syntax) type Pair<'i> = pest::iterators::Pair<'i, Grammar>;

/// Children in order, without punctuation and keywords.
#[derive(Debug)]
pub(super) struct Parts<'i> {
    range: Range<usize>,
    pairs: pest::iterators::Pairs<'i, Grammar>,
}

impl<'i> Parts<'i> {
    /// The children of a pair.
    pub(super) fn of(pair: Pair<'i>) -> Self {
        Self {
            range: range(&pair),
            pairs: pair.into_inner(),
        }
    }

    /// Where the parent stands.
    pub(super) fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// The rule of the next part, which stays.
    pub(super) fn peek(&self) -> Option<Grammar> {
        self.pairs
            .clone()
            .map(|pair| pair.as_rule())
            .find(|rule| !is_noise(*rule))
    }

    /// The next part if it is of a rule.
    pub(super) fn next_if(&mut self, rule: Grammar) -> Option<Pair<'i>> {
        (self.peek() == Some(rule)).then(|| self.next()).flatten()
    }
}

impl<'i> Iterator for Parts<'i> {
    type Item = Pair<'i>;

    fn next(&mut self) -> Option<Pair<'i>> {
        self.pairs.find(|pair| !is_noise(pair.as_rule()))
    }
}

/// The bytes of a pair; blanks and comments may follow inside.
pub(super) fn range(pair: &Pair<'_>) -> Range<usize> {
    let span = pair.as_span();
    span.start()..span.end()
}

/// The end of a pair's last token.
pub(super) fn end(pair: &Pair<'_>) -> usize {
    let mut last = pair.clone();
    loop {
        let before = last.as_span().end();
        match last.into_inner().next_back() {
            Some(inner) => last = inner,
            None => return before,
        }
    }
}
