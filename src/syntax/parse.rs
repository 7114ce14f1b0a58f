//! The door of this folder: a source to a tree and its problems.

use pest::Parser as _;

use super::ast::{Expr, File, Item, Scope};
use super::build::Builder;
use super::faults::{self, say};
use super::grammar::{GoujiParser, Grammar};
use super::items::{self, ItemText, Segment};
use super::limits::{MAX_FAULTS, MAX_FILE_BYTES};
use super::recover;
use super::scan::{self, Lexeme};
use crate::diagnostic::{Problem, Problems, Wording, codes};
use crate::source::{SourceId, SourceMap, Span};

/// Parses a rule file. The tree holds the items that are sound; every other item has a problem, and
/// all faults of the file are found in one run. A source that the map does not hold is an empty file.
#[must_use]
pub fn parse(sources: &SourceMap, id: SourceId) -> (File, Problems) {
    let text = sources.get(id).map_or("", |source| source.text.as_str());
    let mut file = File {
        source: id,
        items: Vec::new(),
    };
    let mut problems = Problems::default();
    if text.len() > MAX_FILE_BYTES {
        let start = Span::new(id, 0, 0);
        problems.push(faults::file_too_large(start, text.len(), MAX_FILE_BYTES));
        return (file, problems);
    }
    let (segments, problems) = items::cut(text, id);
    let mut reader = Reader {
        text,
        source: id,
        problems,
        last_refusal: None,
    };
    file.items = reader.segments(&segments, Place::File);
    (file, shorten(reader.problems))
}

/// Parses one expression that is the whole text of a source, for tools.
///
/// # Errors
/// What is wrong with it.
pub fn parse_expression(sources: &SourceMap, id: SourceId) -> Result<Expr, Problems> {
    let text = sources.get(id).map_or("", |source| source.text.as_str());
    let (_, mut problems) = items::cut(text, id);
    if text.len() > MAX_FILE_BYTES {
        problems.push(faults::file_too_large(
            Span::new(id, 0, 0),
            text.len(),
            MAX_FILE_BYTES,
        ));
    }
    if problems.has_errors() {
        return Err(problems);
    }
    match GoujiParser::parse(Grammar::whole_expression, text) {
        Err(error) => {
            problems.push(recover::explain(text, id, 0..text.len(), &error));
            Err(problems)
        }
        Ok(mut pairs) => {
            let mut builder = Builder::new(text, id, 0);
            let expression = pairs.next().and_then(|pair| builder.whole_expression(pair));
            expression.ok_or(builder.problems)
        }
    }
}

/// The comments of a rule file in order, without their line breaks.
#[must_use]
pub fn comments(text: &str) -> Vec<std::ops::Range<usize>> {
    scan::scan(text)
        .filter(|piece| piece.lexeme == Lexeme::Comment)
        .map(|piece| piece.range)
        .collect()
}

/// Everything of a rule file but blanks and comments, in order. Words, numbers, quoted texts and
/// brackets are one token each; other signs come one or two characters at a time.
#[must_use]
pub fn tokens(text: &str) -> Vec<std::ops::Range<usize>> {
    scan::scan(text)
        .filter(|piece| piece.lexeme != Lexeme::Comment)
        .map(|piece| piece.range)
        .collect()
}

/// Whether a text can stand as a name without quotes.
#[must_use]
pub fn is_word(text: &str) -> bool {
    is_whole(Grammar::word, text)
}

/// Whether a text can stand without quotes as the name of a rule or template, where hyphens are
/// allowed.
#[must_use]
pub fn is_id(text: &str) -> bool {
    is_whole(Grammar::hyphenated, text)
}

fn is_whole(rule: Grammar, text: &str) -> bool {
    GoujiParser::parse(rule, text)
        .ok()
        .and_then(|mut pairs| pairs.next())
        .is_some_and(|pair| pair.as_str().len() == text.len())
}

/// Problems in order of place, cut at the limit; what is left out is said.
fn shorten(mut problems: Problems) -> Problems {
    problems.sort();
    if problems.len() <= MAX_FAULTS {
        return problems;
    }
    let hidden = problems.len() - MAX_FAULTS;
    let mut kept = Problems::default();
    for problem in problems.iter().take(MAX_FAULTS) {
        kept.push(problem.clone());
    }
    let first = problems
        .iter()
        .nth(MAX_FAULTS)
        .and_then(|problem| problem.labels.first());
    if let Some(first) = first {
        kept.push(faults::too_many(first.span, hidden));
    }
    kept
}

/// Where an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    File,
    Scope,
}

struct Reader<'t> {
    text: &'t str,
    source: SourceId,
    problems: Problems,
    /// What is wrong with the item before, if it is one thing.
    last_refusal: Option<Wording>,
}

impl Reader<'_> {
    fn segments(&mut self, segments: &[Segment], place: Place) -> Vec<Item> {
        segments
            .iter()
            .filter_map(|segment| match segment {
                Segment::Item(item) => self.item(item, place),
                Segment::Scope { head, body, range } => self.scope(head, body, range),
            })
            .collect()
    }

    fn scope(
        &mut self,
        head: &std::ops::Range<usize>,
        body: &[Segment],
        range: &std::ops::Range<usize>,
    ) -> Option<Item> {
        let text = self.text.get(head.clone()).unwrap_or("");
        let path = match GoujiParser::parse(Grammar::whole_scope_head, text) {
            Err(error) => {
                let problem = recover::explain(self.text, self.source, head.clone(), &error);
                self.problems.push(problem);
                None
            }
            Ok(mut pairs) => {
                let mut builder = Builder::new(self.text, self.source, head.start);
                let path = pairs.next().and_then(|pair| builder.whole_scope_head(pair));
                self.problems.extend(builder.problems);
                path
            }
        };
        let items = self.segments(body, Place::Scope);
        Some(Item::Scope(Scope {
            path: path?,
            items,
            span: Span::new(self.source, range.start, range.end),
        }))
    }

    fn item(&mut self, item: &ItemText, place: Place) -> Option<Item> {
        if item.too_deep {
            return None;
        }
        let text = self.text.get(item.range.clone()).unwrap_or("");
        match GoujiParser::parse(Grammar::whole_item, text) {
            Err(error) => {
                let found = recover::all_faults(self.text, self.source, item, &error);
                self.refused(found);
                None
            }
            Ok(mut pairs) => {
                let mut builder = Builder::new(self.text, self.source, item.range.start);
                let built = pairs.next().and_then(|pair| builder.whole_item(pair));
                self.problems.extend(builder.problems);
                self.last_refusal = None;
                self.placed(built?, place)
            }
        }
    }

    /// Keeps the faults of an item, unless it has one fault and the item before had the same: of ten
    /// lines of a template in a rule file, the first is enough.
    fn refused(&mut self, found: Problems) {
        let only = match found.len() {
            1 => found.iter().next().map(|problem| problem.message.clone()),
            _ => None,
        };
        if only.is_none() || only != self.last_refusal {
            self.problems.extend(found);
        }
        self.last_refusal = only;
    }

    /// `use` stands outside of scopes.
    fn placed(&mut self, item: Item, place: Place) -> Option<Item> {
        match (&item, place) {
            (Item::Use(used), Place::Scope) => {
                self.problems.push(
                    Problem::error(
                        &codes::E0112,
                        say!(
                            "`use` 不能写在 `in` 的范围里",
                            "`use` cannot stand inside `in`"
                        ),
                    )
                    .at(used.span, say!("在范围里", "inside a scope"))
                    .help(say!(
                        "把它移到文件开头",
                        "move it to the beginning of the file"
                    )),
                );
                None
            }
            _ => Some(item),
        }
    }
}
