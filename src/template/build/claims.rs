//! Phrases and claims: the texts of patterns, handed to `pattern` to be compiled.

use std::rc::Rc;
use std::sync::Arc;

use super::super::pattern::{ClaimPatterns, PatternError, Phrases, compile_claim, parse_phrases};
use super::super::problems;
use super::super::tree::Table;
use super::super::{ClaimDef, ClaimScope, PatternText, PhraseDef};
use super::Builder;
use super::memo::address;

impl Builder<'_> {
    /// The texts of a key of patterns.
    pub(super) fn patterns(&mut self, table: &Table, key: &str) -> Vec<PatternText> {
        self.placed_words(table, key)
            .into_iter()
            .map(|word| PatternText {
                value: word.text,
                span: word.span,
            })
            .collect()
    }

    /// All phrases, also compiled.
    pub(super) fn phrases(&mut self, tree: &Table) -> Rc<(Vec<PhraseDef>, Phrases)> {
        if let Some(shared) = self.memo.phrases.get(&self.around) {
            return Rc::clone(shared);
        }
        let before = self.problems.len();
        let phrases = self.phrase_texts(tree);
        let compiled = self.compile_phrases(&phrases);
        let both = Rc::new((phrases, compiled));
        if self.problems.len() == before {
            self.memo.phrases.insert(self.around, Rc::clone(&both));
        }
        both
    }

    fn phrase_texts(&mut self, tree: &Table) -> Vec<PhraseDef> {
        let mut phrases = Vec::new();
        for phrase in tree.tables("phrase") {
            let Some(id) = phrase.text("id") else {
                continue;
            };
            let patterns = self.patterns(phrase, "pattern");
            let Some(first) = patterns.first() else {
                let message = (
                    format!("短语「{id}」没有 pattern"),
                    format!("phrase `{id}` has no pattern"),
                );
                let help = ("写上 pattern = '…'", "write pattern = '…'");
                self.problems
                    .push(problems::empty(phrase.span_of("id"), message, help));
                continue;
            };
            let span = first.span;
            let value = match patterns.as_slice() {
                [only] => only.value.clone(),
                several => {
                    let texts: Vec<&str> = several.iter().map(|p| p.value.as_str()).collect();
                    format!("({})", texts.join("|"))
                }
            };
            phrases.push(PhraseDef {
                id: id.to_owned(),
                pattern: PatternText { value, span },
            });
        }
        phrases
    }

    fn compile_phrases(&mut self, phrases: &[PhraseDef]) -> Phrases {
        let texts = phrases
            .iter()
            .map(|p| (p.id.as_str(), p.pattern.value.as_str()));
        let (compiled, errors) = parse_phrases(texts);
        for (index, error) in errors {
            if let Some(phrase) = phrases.get(index) {
                self.pattern_problem(&phrase.pattern, &error);
            }
        }
        compiled
    }

    pub(super) fn claims(&mut self, tree: &Table, phrases: &Phrases) -> Vec<Arc<ClaimDef>> {
        let mut claims = Vec::new();
        for claim in tree.tables("claim") {
            let key = (address(claim), self.around);
            if let Some(shared) = self.memo.claims.get(&key) {
                claims.push(Arc::clone(shared));
                continue;
            }
            let before = self.problems.len();
            let Some(built) = self.claim(claim, phrases).map(Arc::new) else {
                continue;
            };
            if self.problems.len() == before {
                self.memo.claims.insert(key, Arc::clone(&built));
            }
            claims.push(built);
        }
        claims
    }

    fn claim(&mut self, table: &Table, phrases: &Phrases) -> Option<ClaimDef> {
        let mut claim = ClaimDef {
            id: table.text("id")?.to_owned(),
            sections: self.words(table, "section"),
            patterns: self.patterns(table, "pattern"),
            totals: self.patterns(table, "total"),
            each: self.patterns(table, "each"),
            more: self.patterns(table, "more"),
            zero: self.patterns(table, "zero"),
            scope: match table.text("scope") {
                Some("sentence") => ClaimScope::Sentence,
                Some("clause") => ClaimScope::Clause,
                _ => ClaimScope::Section,
            },
            rest: table.flag("rest").unwrap_or(false),
            gather: table.flag("gather").unwrap_or(false),
            percent_places: table.number("percent_places"),
            compiled: ClaimPatterns::default(),
            span: table.span_of("id"),
        };
        if claim.patterns.is_empty() && claim.each.is_empty() {
            let id = &claim.id;
            let message = (
                format!("论断「{id}」没有句式"),
                format!("claim `{id}` has no pattern"),
            );
            let help = (
                "写上 pattern = '…'，或清单的 each = '…'",
                "write pattern = '…', or each = '…' for a list",
            );
            self.problems
                .push(problems::empty(claim.span, message, help));
        }
        for (text, error) in compile_claim(&mut claim, phrases) {
            self.pattern_problem(&text, &error);
        }
        Some(claim)
    }

    /// Reports a mistake inside a pattern at its place.
    pub(super) fn pattern_problem(&mut self, text: &PatternText, error: &PatternError) {
        let raw = self.sources.text(text.span);
        self.problems
            .push(error.to_problem(&text.value, raw, text.span));
    }
}
