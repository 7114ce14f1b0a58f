//! W0701: a `let` or `fn` that nothing uses.

use rustc_hash::FxHashMap;

use super::walk;
use crate::diagnostic::codes::W0701;
use crate::diagnostic::{Problem, Wording};
use crate::syntax::ast::{Expr, Function, Item, Let, Name, Rule};

/// How often each name is mentioned in a stretch of a file.
type Mentions<'a> = FxHashMap<&'a str, usize>;

/// Definitions of a file that no expression within their reach mentions.
pub(super) fn look(items: &[Item], found: &mut Vec<Problem>) {
    let mut here = Mentions::default();
    for item in items {
        walk::of_item(item, &mut |expr| count(expr, &mut here));
    }
    for item in items {
        match item {
            Item::Let(binding) => of_let(binding, &here, found),
            Item::Function(function) => of_function(function, &here, found),
            Item::Rule(rule) => of_rule(rule, found),
            Item::Scope(scope) => look(&scope.items, found),
            Item::Use(_) | Item::Disable(_) => {}
        }
    }
}

fn of_rule(rule: &Rule, found: &mut Vec<Problem>) {
    let mut here = Mentions::default();
    walk::of_rule(rule)
        .for_each(|expr| walk::expressions(expr, &mut |expr| count(expr, &mut here)));
    for binding in &rule.lets {
        of_let(binding, &here, found);
    }
}

fn of_let(binding: &Let, here: &Mentions<'_>, found: &mut Vec<Problem>) {
    if here.get(binding.name.text.as_str()).is_none() {
        found.push(problem(&binding.name, ("值", "value")));
    }
}

fn of_function(function: &Function, here: &Mentions<'_>, found: &mut Vec<Problem>) {
    // A formula cannot call itself: a mention inside it is no use.
    let mut own = Mentions::default();
    walk::expressions(&function.body, &mut |expr| count(expr, &mut own));
    let name = function.name.text.as_str();
    if here.get(name).copied() == own.get(name).copied() {
        found.push(problem(&function.name, ("公式", "formula")));
    }
}

fn count<'a>(expr: &'a Expr, mentions: &mut Mentions<'a>) {
    if let Some(name) = walk::mentioned(expr) {
        let times = mentions.entry(&name.text).or_default();
        *times = times.saturating_add(1);
    }
}

fn problem(name: &Name, (zh, en): (&str, &str)) -> Problem {
    let text = &name.text;
    Problem::warning(
        &W0701,
        Wording::new(
            format!("{zh}「{text}」没有用到"),
            format!("{en} `{text}` is never used"),
        ),
    )
    .at(name.span, Wording::new("定义在这里", "defined here"))
    .help(Wording::new(
        "删去它；如果应当用到，检查用它的地方有没有写错名称",
        "remove it; if it should be used, look for a misspelt name where it should be",
    ))
}
