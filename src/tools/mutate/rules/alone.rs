//! One rule taken out of its file, with the definitions it may use.

use crate::diagnostic::Problems;
use crate::source::{SourceMap, Span};
use crate::syntax::ast::{File, Item, Rule};
use crate::syntax::parse;

use super::edit::RuleEdit;

/// The text of a file without its other rules: blanks stand in their places, so that every position
/// stays what it was.
pub(super) fn alone(text: &str, file: &File, rule: &Rule) -> String {
    let mut left_out = Vec::new();
    others(&file.items, rule, &mut left_out);
    left_out.sort_by_key(|span| span.range().start);
    let mut out = String::with_capacity(text.len());
    let mut done = 0_usize;
    for span in left_out {
        let range = span.range();
        out.push_str(text.get(done..range.start).unwrap_or(""));
        out.extend(std::iter::repeat_n(' ', range.len()));
        done = range.end.max(done);
    }
    out.push_str(text.get(done..).unwrap_or(""));
    out
}

fn others(items: &[Item], rule: &Rule, found: &mut Vec<Span>) {
    for item in items {
        match item {
            Item::Rule(other) if other.span != rule.span => found.push(other.span),
            Item::Disable(disable) => found.push(disable.span),
            Item::Scope(scope) => others(&scope.items, rule, found),
            Item::Rule(_) | Item::Use(_) | Item::Let(_) | Item::Function(_) => {}
        }
    }
}

/// The tree of a rule that stands alone, after a change; `None` if that is no rule any more.
pub(super) fn changed(name: &str, alone: &str, edit: Option<&RuleEdit>) -> Option<File> {
    let text = match edit {
        None => alone.to_owned(),
        Some(edit) => {
            let range = edit.span.range();
            let (before, after) = (alone.get(..range.start)?, alone.get(range.end..)?);
            format!("{before}{}{after}", edit.instead)
        }
    };
    let mut sources = SourceMap::default();
    let id = sources.add(name, text);
    let (file, problems): (File, Problems) = parse(&sources, id);
    (!problems.has_errors()).then_some(file)
}
