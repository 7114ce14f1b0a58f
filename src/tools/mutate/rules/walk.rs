//! Every expression of a rule, with what may be changed in it.

use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, Rule, Selector};

/// Where an expression stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In what must hold.
    Relation,
    /// In `within`.
    Slack,
    /// In `when` or a filter.
    Condition,
    /// In what `each` runs over.
    Source,
}

/// Calls `found` for every expression of a rule, the outer before the inner.
pub(super) fn expressions<'r>(rule: &'r Rule, found: &mut dyn FnMut(Place, &'r Expr)) {
    for source in &rule.sources {
        walk(Place::Source, &source.rows, found);
        if let Some(filter) = &source.filter {
            walk(Place::Condition, filter, found);
        }
    }
    if let Some(when) = &rule.when {
        walk(Place::Condition, when, found);
    }
    for value in &rule.lets {
        walk(Place::Relation, &value.value, found);
    }
    for check in &rule.checks {
        walk(Place::Relation, &check.relation, found);
        if let Some(within) = &check.within {
            walk(Place::Slack, within, found);
        }
    }
}

fn walk<'r>(place: Place, expr: &'r Expr, found: &mut dyn FnMut(Place, &'r Expr)) {
    found(place, expr);
    match &expr.kind {
        ExprKind::Number { .. } | ExprKind::Text(_) | ExprKind::Name(_) => {}
        ExprKind::Field { base, .. } | ExprKind::Star { base } => walk(place, base, found),
        ExprKind::Index { base, selectors } => {
            if let Some(base) = base {
                walk(place, base, found);
            }
            for selector in selectors {
                match selector {
                    // Row names and numbers are changed as rows, not as expressions.
                    Selector::All(_) | Selector::Range { .. } | Selector::Key(_) => {}
                    Selector::Where(condition) => walk(Place::Condition, condition, found),
                }
            }
        }
        ExprKind::Call { arguments, .. } => {
            arguments.iter().for_each(|one| walk(place, one, found));
        }
        ExprKind::Band { value, arms } => {
            walk(place, value, found);
            for arm in arms {
                for end in arm.from.iter().chain(&arm.to) {
                    walk(place, end, found);
                }
            }
        }
        ExprKind::Unary { operand, .. }
        | ExprKind::Is { operand, .. }
        | ExprKind::Has { operand, .. } => walk(place, operand, found),
        ExprKind::Binary { left, right, .. } => {
            walk(place, left, found);
            walk(place, right, found);
        }
    }
}

/// The text between two expressions without blanks: the operator. Empty if something else stands there.
pub(super) fn between(left: Span, right: Span, text: &str) -> Option<(Span, &str)> {
    let gap = text.get(left.range().end..right.range().start)?;
    let operator = gap.trim();
    let start = left.range().end.checked_add(gap.find(operator)?)?;
    let end = start.checked_add(operator.len())?;
    (!operator.is_empty()).then_some((Span::new(left.source, start, end), operator))
}
