//! Changes of rules that nothing notices, as JSON.

use serde::Serialize;

use super::json::SCHEMA;
use crate::source::{SourceMap, Span};
use crate::tools::mutate::rules::{RuleTally, Unkilled};

#[derive(Serialize)]
struct JsonTally<'t> {
    schema: u32,
    gouji: &'static str,
    made: u32,
    killed: u32,
    changes: Vec<JsonChange>,
    rules: Vec<JsonRule<'t>>,
    survivors: Vec<JsonSurvivor<'t>>,
}

#[derive(Serialize)]
struct JsonChange {
    change: &'static str,
    made: u32,
    killed: u32,
}

#[derive(Serialize)]
struct JsonRule<'t> {
    id: &'t str,
    title: &'t str,
    file: &'t str,
    line: u32,
    made: u32,
    killed: u32,
    unkilled: Option<&'static str>,
}

#[derive(Serialize)]
struct JsonSurvivor<'t> {
    rule: &'t str,
    change: &'static str,
    file: &'t str,
    line: u32,
    column: u32,
    text: &'t str,
    instead: &'t str,
}

/// What was changed and what was noticed, as one JSON object.
#[must_use]
pub fn json(tally: &RuleTally, sources: &SourceMap) -> String {
    let (made, killed) = tally.total();
    let object = JsonTally {
        schema: SCHEMA,
        gouji: env!("CARGO_PKG_VERSION"),
        made,
        killed,
        changes: changes(tally),
        rules: rules(tally, sources),
        survivors: survivors(tally, sources),
    };
    let mut text = serde_json::to_string_pretty(&object).unwrap_or_default();
    text.push('\n');
    text
}

fn changes(tally: &RuleTally) -> Vec<JsonChange> {
    let of = tally.by_change.iter();
    of.map(|(change, (made, killed))| JsonChange {
        change: change.id(),
        made: *made,
        killed: *killed,
    })
    .collect()
}

fn rules<'t>(tally: &'t RuleTally, sources: &'t SourceMap) -> Vec<JsonRule<'t>> {
    let of = tally.rules.iter();
    of.map(|rule| {
        let (file, line, _) = place(sources, rule.span);
        JsonRule {
            id: &rule.id,
            title: &rule.title,
            file,
            line,
            made: rule.made,
            killed: rule.killed,
            unkilled: rule.unkilled().map(Unkilled::id),
        }
    })
    .collect()
}

fn survivors<'t>(tally: &'t RuleTally, sources: &'t SourceMap) -> Vec<JsonSurvivor<'t>> {
    let of = tally.survivors.iter();
    of.map(|survivor| {
        let span = survivor.edit.span;
        let (file, line, column) = place(sources, span);
        let rule = tally.rules.get(survivor.rule);
        JsonSurvivor {
            rule: rule.map_or("", |rule| rule.id.as_str()),
            change: survivor.edit.change.id(),
            file,
            line,
            column,
            text: sources.text(span),
            instead: &survivor.edit.instead,
        }
    })
    .collect()
}

/// File, 1-based line and character column.
fn place(sources: &SourceMap, span: Span) -> (&str, u32, u32) {
    sources.get(span.source).map_or(("", 0, 0), |source| {
        let at = source.lines.locate(&source.text, span.start);
        (source.name.as_str(), at.line, at.column)
    })
}
