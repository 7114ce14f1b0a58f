//! Words with vocabularies put in, and the words that one thing alone may claim.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::Problems;
use crate::document::label_key;
use crate::source::Span;

use super::super::limits::MAX_TEMPLATE_WORDS;
use super::super::problems;
use super::super::tree::Table;
use super::Builder;

/// How many words a template has used so far.
#[derive(Debug, Default)]
pub(super) struct WordTally {
    count: usize,
    is_over: bool,
}

/// A word and where it was written; a vocabulary's words are placed where it is used.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) span: Span,
}

impl Builder<'_> {
    /// The words of a key, vocabularies (`@名`) put in, each once.
    pub(super) fn placed_words(&mut self, table: &Table, key: &str) -> Vec<Word> {
        let mut all = Vec::new();
        let mut known: FxHashSet<String> = FxHashSet::default();
        for node in table.list(key) {
            let Some(text) = node.text() else { continue };
            let mut add = |text: &str, all: &mut Vec<Word>| {
                if known.insert(text.to_owned()) {
                    all.push(Word {
                        text: text.to_owned(),
                        span: node.span,
                    });
                }
            };
            let Some(name) = text.strip_prefix('@') else {
                add(text, &mut all);
                continue;
            };
            let Some(vocabulary) = self.vocabulary.get(name).copied() else {
                let names = self.vocabulary.keys().copied();
                let what = ("词表", "vocabulary");
                let problem = problems::unknown_reference(what, name, node.span, names);
                self.problems.push(problem);
                continue;
            };
            for word in vocabulary.list("words") {
                add(word.text().unwrap_or(""), &mut all);
            }
        }
        self.count_words(all.len(), table.span);
        all
    }

    /// [`Self::placed_words`] without places.
    pub(super) fn words(&mut self, table: &Table, key: &str) -> Vec<String> {
        self.placed_words(table, key)
            .into_iter()
            .map(|word| word.text)
            .collect()
    }

    fn count_words(&mut self, more: usize, span: Span) {
        self.tally.count = self.tally.count.saturating_add(more);
        if self.tally.count > MAX_TEMPLATE_WORDS && !self.tally.is_over {
            self.tally.is_over = true;
            let what = ("模板的词数", "the number of words of the template");
            let limit = ("MAX_TEMPLATE_WORDS", MAX_TEMPLATE_WORDS as u64);
            self.problems.push(problems::too_large(span, what, limit));
        }
    }

    /// Whether so many words were used that the rest is not worth building.
    pub(super) fn is_over(&self) -> bool {
        self.tally.is_over
    }
}

/// Words that may name only one thing of a kind.
#[derive(Debug)]
pub(super) struct Claims {
    what: (&'static str, &'static str),
    owners: FxHashMap<String, (usize, Span)>,
}

impl Claims {
    /// `what`: the things that words name, in both languages, the English in plural.
    pub(super) fn of(what: (&'static str, &'static str)) -> Self {
        Self {
            what,
            owners: FxHashMap::default(),
        }
    }

    /// Thing number `owner` is called `word`; `group` keeps apart what other evidence keeps apart.
    pub(super) fn claim(
        &mut self,
        owner: usize,
        group: &str,
        word: &Word,
        problems: &mut Problems,
    ) {
        let mut key = format!("{group}\n");
        for (index, part) in word.text.split('/').enumerate() {
            if index > 0 {
                key.push('/');
            }
            key.push_str(&label_key(part));
        }
        match self.owners.get(&key) {
            Some((first, _)) if *first == owner => {}
            Some((_, span)) => {
                problems.push(problems::claimed(self.what, &word.text, word.span, *span));
            }
            None => {
                self.owners.insert(key, (owner, word.span));
            }
        }
    }
}
