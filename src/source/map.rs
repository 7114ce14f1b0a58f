//! All texts that people wrote (rules, templates, cases), by identifier.

use super::{Lines, SourceId, Span};

/// One text with its name.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path or made-up name, as shown to people.
    pub name: String,
    /// The whole text.
    pub text: String,
    /// Its lines.
    pub lines: Lines,
}

/// The texts of one engine.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    sources: Vec<Source>,
}

impl SourceMap {
    /// Adds a text and gives its identifier.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let text = text.into();
        let lines = Lines::of(&text);
        let id = SourceId(u32::try_from(self.sources.len()).unwrap_or(u32::MAX));
        self.sources.push(Source {
            name: name.into(),
            text,
            lines,
        });
        id
    }

    /// The source of an identifier that this map gave out.
    #[must_use]
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.0 as usize)
    }

    /// The text under a span; empty if the span lies outside.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.get(span.source)
            .and_then(|source| source.text.get(span.range()))
            .unwrap_or("")
    }

    /// All sources in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.sources
            .iter()
            .enumerate()
            .map(|(index, source)| (SourceId(u32::try_from(index).unwrap_or(u32::MAX)), source))
    }
}
