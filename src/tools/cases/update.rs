//! Expected verdicts brought up to date: only the lines of verdict blocks change.

use std::collections::BTreeMap;

use super::expected::Wanted;
use super::model::Suite;
use super::run::CaseResult;
use crate::source::{SourceId, Span};

impl Suite {
    /// The new texts of the files in which some case went otherwise than expected, by file name. Lines
    /// that say what is true stay as they are; `*` is left to people.
    #[must_use]
    pub fn updated(&self, results: &[CaseResult<'_>]) -> Vec<(String, String)> {
        let mut edits: BTreeMap<SourceId, Vec<(Span, String)>> = BTreeMap::new();
        for result in results {
            let source = result.case.span.source;
            let own = edits.entry(source).or_default();
            own.extend(self.edits(result));
        }
        edits
            .into_iter()
            .filter(|(_, edits)| !edits.is_empty())
            .filter_map(|(source, edits)| {
                let source = self.sources.get(source)?;
                Some((source.name.clone(), edited(&source.text, edits)))
            })
            .collect()
    }

    fn edits(&self, result: &CaseResult<'_>) -> Vec<(Span, String)> {
        if !result.suggested.is_empty() {
            let lines = result.suggested.iter();
            let text: String = lines.map(|(rule, wanted)| line(rule, wanted)).collect();
            return vec![(result.case.verdicts, text)];
        }
        let wrong = result.rules.iter().filter(|rule| !rule.agrees);
        wrong
            .filter(|rule| rule.expected.rule().is_some() && !rule.given.is_empty())
            .filter_map(|rule| {
                let old = self.sources.text(rule.expected.line);
                let (name, rest) = old.split_once([':', '：'])?;
                let note = rest.find(" #").and_then(|at| rest.get(at..)).unwrap_or("");
                let wanted = rule.expected.wanted.rewritten(&rule.given);
                Some((rule.expected.line, format!("{name}: {wanted}{note}")))
            })
            .collect()
    }
}

fn line(rule: &str, wanted: &Wanted) -> String {
    format!("{rule}: {wanted}\n")
}

fn edited(text: &str, mut edits: Vec<(Span, String)>) -> String {
    edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut text = text.to_owned();
    for (span, new) in edits {
        let before = text.get(..span.start as usize).unwrap_or("");
        let after = text.get(span.end as usize..).unwrap_or("");
        text = [before, &new, after].concat();
    }
    text
}
