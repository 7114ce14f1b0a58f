//! Visits every expression and every name of a tree.

use crate::syntax::ast::{Expr, ExprKind, Item, Name, Rule, Selector};

/// Calls `visit` for an expression and everything inside it, outside first.
pub(super) fn expressions<'a>(expr: &'a Expr, visit: &mut dyn FnMut(&'a Expr)) {
    visit(expr);
    match &expr.kind {
        ExprKind::Number { .. } | ExprKind::Text(_) | ExprKind::Name(_) => {}
        ExprKind::Field { base, .. } | ExprKind::Star { base } => expressions(base, visit),
        ExprKind::Index { base, selectors } => {
            if let Some(base) = base {
                expressions(base, visit);
            }
            for selector in selectors {
                match selector {
                    Selector::All(_) => {}
                    Selector::Range { from, to } => {
                        expressions(from, visit);
                        expressions(to, visit);
                    }
                    Selector::Key(expr) | Selector::Where(expr) => expressions(expr, visit),
                }
            }
        }
        ExprKind::Call { arguments, .. } => {
            arguments.iter().for_each(|one| expressions(one, visit));
        }
        ExprKind::Band { value, arms } => {
            expressions(value, visit);
            for arm in arms {
                let ends = [&arm.from, &arm.to].into_iter().flatten();
                ends.for_each(|end| expressions(end, visit));
                expressions(&arm.result, visit);
            }
        }
        ExprKind::Unary { operand, .. }
        | ExprKind::Is { operand, .. }
        | ExprKind::Has { operand, .. } => expressions(operand, visit),
        ExprKind::Binary { left, right, .. } => {
            expressions(left, visit);
            expressions(right, visit);
        }
    }
}

/// The expressions that a rule is written of.
pub(super) fn of_rule(rule: &Rule) -> impl Iterator<Item = &Expr> {
    let sources = rule
        .sources
        .iter()
        .flat_map(|source| std::iter::once(&source.rows).chain(&source.filter));
    let lets = rule.lets.iter().map(|binding| &binding.value);
    let checks = rule
        .checks
        .iter()
        .flat_map(|check| std::iter::once(&check.relation).chain(&check.within));
    sources.chain(&rule.when).chain(lets).chain(checks)
}

/// Every expression that stands in an item, those of inner items too.
pub(super) fn of_item<'a>(item: &'a Item, visit: &mut dyn FnMut(&'a Expr)) {
    match item {
        Item::Use(_) | Item::Disable(_) => {}
        Item::Scope(scope) => scope.items.iter().for_each(|item| of_item(item, visit)),
        Item::Let(binding) => expressions(&binding.value, visit),
        Item::Function(function) => expressions(&function.body, visit),
        Item::Rule(rule) => of_rule(rule).for_each(|expr| expressions(expr, visit)),
    }
}

/// The name that an expression mentions by its form alone: a bare name, or a function called.
pub(super) fn mentioned(expr: &Expr) -> Option<&Name> {
    match &expr.kind {
        ExprKind::Name(name) => Some(name),
        ExprKind::Call { function, .. } => Some(function),
        _ => None,
    }
}

/// Every rule of some items.
pub(super) fn rules<'a>(items: &'a [Item], visit: &mut dyn FnMut(&'a Rule)) {
    for item in items {
        match item {
            Item::Rule(rule) => visit(rule),
            Item::Scope(scope) => rules(&scope.items, visit),
            Item::Use(_) | Item::Let(_) | Item::Function(_) | Item::Disable(_) => {}
        }
    }
}
