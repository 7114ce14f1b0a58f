//! Where things stand, as people and programs write it.

use crate::diagnose::{Evidence, Finding, Role};
use crate::document::{Document, Location};
use crate::source::{SourceMap, Span};

/// The cell that a finding is about: the first of its left side, else the first of all.
#[must_use]
pub fn main_cell(finding: &Finding) -> Option<&Evidence> {
    let cause = finding.cause.as_ref().and_then(|cause| cause.cell);
    let of_cause = cause.and_then(|cell| finding.evidence.iter().find(|e| e.cell == Some(cell)));
    of_cause
        .or_else(|| finding.evidence.iter().find(|e| e.role == Role::Left))
        .or(finding.evidence.first())
}

/// Line and columns of a finding's main cell.
#[must_use]
pub fn location(finding: &Finding, document: &Document) -> Option<Location> {
    main_cell(finding).map(|cell| document.locate(cell.place))
}

/// `file:line:column` of a place in a rule or template file; empty for an unknown source.
#[must_use]
pub fn written(sources: &SourceMap, span: Span) -> String {
    let Some(source) = sources.get(span.source) else {
        return String::new();
    };
    let at = source.lines.locate(&source.text, span.start);
    format!("{}:{}:{}", source.name, at.line, at.column)
}

/// The relation of a finding; as written in the rule where no instance is filled in.
#[must_use]
pub fn relation(finding: &Finding, sources: &SourceMap) -> String {
    if !finding.relation.is_empty() {
        return finding.relation.clone();
    }
    let text = sources.text(finding.written);
    let text = text
        .strip_prefix("check")
        .or(text.strip_prefix("核对"))
        .unwrap_or(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The relations of a finding on one line: of a contradiction between several checks all of them.
#[must_use]
pub fn relations(finding: &Finding, sources: &SourceMap) -> String {
    let mut text = relation(finding, sources);
    for other in &finding.joint {
        text.push_str(&format!("；{} [{}]", other.relation, other.rule));
    }
    text
}
