//! Problems of rule files, templates and settings: with carets, one a line, or as JSON.

use serde::Serialize;

#[cfg(feature = "cli")]
use super::excerpt::{self, Mark};
#[cfg(feature = "cli")]
use super::look::{Ink, Look};
#[cfg(feature = "cli")]
use super::messages::{Words, fill};
use super::place::written;
use crate::diagnostic::{Lang, Level, Problem, Problems};
use crate::source::SourceMap;

/// Problems drawn in full; a file of garbage must not fill the screen.
#[cfg(feature = "cli")]
const MAX_DRAWN: usize = 50;
/// Columns beside the text of an excerpt.
#[cfg(feature = "cli")]
const GUTTER: usize = 10;

fn level(level: Level) -> &'static str {
    match level {
        Level::Warning => "warning",
        Level::Error => "error",
    }
}

fn position(problem: &Problem, sources: &SourceMap) -> String {
    problem
        .labels
        .first()
        .map_or(String::new(), |label| written(sources, label.span))
}

/// One line for each problem: `file:line:column: error[E0201]: message`.
#[must_use]
pub fn concise(problems: &Problems, sources: &SourceMap, lang: Lang) -> String {
    let mut text = String::new();
    for problem in problems.iter() {
        let position = position(problem, sources);
        let gap = if position.is_empty() { "" } else { ": " };
        let code = problem.code.id;
        let word = level(problem.level);
        text.push_str(&format!(
            "{position}{gap}{word}[{code}]: {}\n",
            problem.message.get(lang)
        ));
    }
    text
}

/// All problems with their excerpts, and a count at the end.
#[cfg(feature = "cli")]
#[must_use]
pub fn human(problems: &Problems, sources: &SourceMap, look: &Look) -> String {
    let words = Words::of(look.lang);
    let mut text = String::new();
    for problem in problems.iter().take(MAX_DRAWN) {
        text.push_str(&drawn(problem, sources, look));
        text.push('\n');
    }
    if problems.len() > MAX_DRAWN {
        let more = problems.len().saturating_sub(MAX_DRAWN).to_string();
        text.push_str(&fill(words.more_problems, &[("n", &more)]));
        text.push('\n');
    }
    if problems.len() == 1 {
        return text.trim_end_matches('\n').to_owned() + "\n";
    }
    let errors = problems
        .iter()
        .filter(|problem| problem.level == Level::Error)
        .count();
    let warnings = problems.len().saturating_sub(errors);
    let counts = [
        ("errors", errors.to_string()),
        ("warnings", warnings.to_string()),
    ];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(name, n)| (*name, n.as_str())).collect();
    text.push_str(&fill(words.problems, &counts));
    text.push('\n');
    text
}

#[cfg(feature = "cli")]
fn drawn(problem: &Problem, sources: &SourceMap, look: &Look) -> String {
    let words = Words::of(look.lang);
    let (ink, word) = match problem.level {
        Level::Error => (Ink::Error, words.error),
        Level::Warning => (Ink::Warning, words.warning),
    };
    let word = look.paint(ink, &format!("{word}[{}]", problem.code.id));
    let message = look.paint(Ink::Strong, problem.message.get(look.lang));
    let mut text = format!("{word} {message}\n");
    text.push_str(&excerpts(problem, sources, look));
    if let Some(help) = &problem.help {
        let word = look.paint(Ink::Note, words.help);
        text.push_str(&format!("  {word}{}{}\n", words.colon, help.get(look.lang)));
    }
    let explain = fill(words.explain, &[("code", problem.code.id)]);
    text.push_str(&format!("  {}\n", look.paint(Ink::Faint, &explain)));
    text
}

/// The labels of a problem, drawn source by source; the main label's source first.
#[cfg(feature = "cli")]
fn excerpts(problem: &Problem, sources: &SourceMap, look: &Look) -> String {
    let mut order = Vec::new();
    for label in &problem.labels {
        if !order.contains(&label.span.source) {
            order.push(label.span.source);
        }
    }
    let mut text = String::new();
    for id in order {
        let Some(source) = sources.get(id) else {
            continue;
        };
        let labels = problem
            .labels
            .iter()
            .filter(|label| label.span.source == id);
        let marks = labels
            .map(|label| Mark {
                bytes: label.span.range(),
                label: label.text.get(look.lang).to_owned(),
                ink: if Some(label) == problem.labels.first() {
                    Ink::Error
                } else {
                    Ink::Note
                },
            })
            .collect();
        let width = look.width.saturating_sub(GUTTER);
        for block in excerpt::blocks(&source.text, &source.lines, marks, width) {
            text.push_str(&super::snippet::drawn(&block, &source.name, "", look));
        }
    }
    text
}

#[derive(Serialize)]
struct JsonProblem<'p> {
    code: &'static str,
    level: &'static str,
    message: &'p str,
    help: Option<&'p str>,
    labels: Vec<JsonLabel<'p>>,
}

#[derive(Serialize)]
struct JsonLabel<'p> {
    file: &'p str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    text: &'p str,
}

/// A JSON array of problems with 1-based lines and character columns.
#[must_use]
pub fn json(problems: &Problems, sources: &SourceMap, lang: Lang) -> String {
    let list: Vec<JsonProblem<'_>> = problems
        .iter()
        .map(|problem| JsonProblem {
            code: problem.code.id,
            level: level(problem.level),
            message: problem.message.get(lang),
            help: problem.help.as_ref().map(|help| help.get(lang)),
            labels: json_labels(problem, sources, lang),
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&list).unwrap_or_default();
    text.push('\n');
    text
}

fn json_labels<'p>(problem: &'p Problem, sources: &'p SourceMap, lang: Lang) -> Vec<JsonLabel<'p>> {
    let labels = problem.labels.iter();
    labels
        .filter_map(|label| {
            let source = sources.get(label.span.source)?;
            let from = source.lines.locate(&source.text, label.span.start);
            let to = source.lines.locate(&source.text, label.span.end);
            Some(JsonLabel {
                file: &source.name,
                line: from.line,
                column: from.column,
                end_line: to.line,
                end_column: to.column,
                text: label.text.get(lang),
            })
        })
        .collect()
}
