//! A tree without its places, to compare what two texts mean.
//!
//! Every pattern names every field, so that a field added to the tree does not compile until it is
//! compared here as well.

use super::ast::{
    BandArm, Check, Disable, EachSource, Expr, ExprKind, File, Function, Item, Let, Name, Rule,
    Scope, Selector, Text, Use,
};
use crate::source::{SourceId, Span};

impl File {
    /// The same tree with all places set to zero. Two files mean the same to the letter if these are
    /// equal.
    #[must_use]
    pub fn without_places(mut self) -> Self {
        let Self { source, items } = &mut self;
        *source = SourceId::default();
        items.iter_mut().for_each(erase_item);
        self
    }
}

fn erase_item(item: &mut Item) {
    match item {
        Item::Use(Use { template, span }) => {
            erase_name(template);
            zero(span);
        }
        Item::Scope(Scope { path, items, span }) => {
            path.iter_mut().for_each(erase_name);
            items.iter_mut().for_each(erase_item);
            zero(span);
        }
        Item::Let(binding) => erase_let(binding),
        Item::Function(Function {
            name,
            parameters,
            body,
            span,
        }) => {
            erase_name(name);
            parameters.iter_mut().for_each(erase_name);
            erase(body);
            zero(span);
        }
        Item::Rule(rule) => erase_rule(rule),
        Item::Disable(Disable {
            rule,
            because,
            span,
        }) => {
            erase_name(rule);
            because.iter_mut().for_each(erase_text);
            zero(span);
        }
    }
}

fn zero(span: &mut Span) {
    *span = Span::default();
}

fn erase_name(Name { text: _, span }: &mut Name) {
    zero(span);
}

fn erase_text(Text { text: _, span }: &mut Text) {
    zero(span);
}

fn erase_let(Let { name, value, span }: &mut Let) {
    erase_name(name);
    erase(value);
    zero(span);
}

fn erase_rule(rule: &mut Rule) {
    let Rule {
        id,
        title,
        severity,
        basis,
        because,
        message,
        since,
        until,
        sources,
        when,
        lets,
        checks,
        span,
    } = rule;
    erase_name(id);
    for text in [title, basis, because, message] {
        text.iter_mut().for_each(erase_text);
    }
    severity.iter_mut().for_each(|(_, span)| zero(span));
    for year in [since, until] {
        year.iter_mut().for_each(|(_, span)| zero(span));
    }
    sources.iter_mut().for_each(erase_source);
    when.iter_mut().for_each(erase);
    lets.iter_mut().for_each(erase_let);
    checks.iter_mut().for_each(erase_check);
    zero(span);
}

fn erase_source(source: &mut EachSource) {
    let EachSource {
        variable,
        rows,
        filter,
        span,
    } = source;
    erase_name(variable);
    erase(rows);
    filter.iter_mut().for_each(erase);
    zero(span);
}

fn erase_check(
    Check {
        relation,
        within,
        span,
    }: &mut Check,
) {
    erase(relation);
    within.iter_mut().for_each(erase);
    zero(span);
}

fn erase(Expr { kind, span }: &mut Expr) {
    zero(span);
    match kind {
        ExprKind::Number { value: _, unit: _ } | ExprKind::Text(_) => {}
        ExprKind::Name(name) => erase_name(name),
        ExprKind::Field { base, name } => {
            erase(base);
            erase_name(name);
        }
        ExprKind::Star { base } => erase(base),
        ExprKind::Index { base, selectors } => {
            base.iter_mut().for_each(|base| erase(base));
            selectors.iter_mut().for_each(erase_selector);
        }
        ExprKind::Call {
            function,
            arguments,
        } => {
            erase_name(function);
            arguments.iter_mut().for_each(erase);
        }
        ExprKind::Band { value, arms } => {
            erase(value);
            arms.iter_mut().for_each(erase_arm);
        }
        ExprKind::Binary {
            operator: _,
            left,
            right,
        } => {
            erase(left);
            erase(right);
        }
        ExprKind::Unary {
            operator: _,
            operand,
        }
        | ExprKind::Is {
            operand,
            state: _,
            negated: _,
        }
        | ExprKind::Has {
            operand,
            relatives: _,
            negated: _,
        } => erase(operand),
    }
}

fn erase_selector(selector: &mut Selector) {
    match selector {
        Selector::All(span) => zero(span),
        Selector::Range { from, to } => {
            erase(from);
            erase(to);
        }
        Selector::Key(expr) | Selector::Where(expr) => erase(expr),
    }
}

fn erase_arm(
    BandArm {
        from,
        to,
        result,
        span,
    }: &mut BandArm,
) {
    from.iter_mut().for_each(erase);
    to.iter_mut().for_each(erase);
    erase(result);
    zero(span);
}
