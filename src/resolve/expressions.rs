//! From the tree of an expression to its checked form.

use std::rc::Rc;

use super::complain;
use super::names::{Binding, Scope, ScopeTable};
use super::resolver::{MAX_CALL_DEPTH, MAX_RULE_PARTS, Resolver};
use super::values::Value;
use crate::diagnostic::codes::{E0211, E0520};
use crate::program::{Dim, Number, Rows, Text, TextSort};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, Name, UnaryOp};

impl<'a> Resolver<'a> {
    /// Checks an expression.
    pub(super) fn expression(&mut self, scope: &Rc<Scope<'a>>, expr: &'a Expr) -> Value {
        if !self.within_limits(expr.span) {
            return Value::Unknown;
        }
        match &expr.kind {
            ExprKind::Number { value, unit } => literal(*value, *unit),
            ExprKind::Text(text) => Value::Text(Text::Constant(text.clone()), TextSort::Words),
            ExprKind::Name(name) => self.name(scope, name, false),
            ExprKind::Field { base, name } => {
                let value = self.base(scope, base);
                self.field(value, name, base.span)
            }
            ExprKind::Star { base } => {
                let value = self.base(scope, base);
                self.star(value, expr.span)
            }
            ExprKind::Index { base, selectors } => {
                let rows = match base {
                    Some(base) => self.base(scope, base),
                    None => self.scope_rows(scope, expr.span),
                };
                self.select(scope, rows, selectors, expr.span)
            }
            ExprKind::Call {
                function,
                arguments,
            } => self.call(scope, function, arguments, expr.span),
            ExprKind::Band { value, arms } => self.band(scope, value, arms, expr.span),
            ExprKind::Unary { operator, operand } => self.unary(scope, *operator, operand),
            ExprKind::Binary {
                operator,
                left,
                right,
            } => self.binary(scope, *operator, left, right),
            ExprKind::Is {
                operand,
                state,
                negated,
            } => self.is(scope, operand, *state, *negated),
            ExprKind::Has {
                operand,
                relatives,
                negated,
            } => self.has(scope, operand, *relatives, *negated),
        }
    }

    /// An expression before a dot or bracket: a name there must be a table or a variable.
    fn base(&mut self, scope: &Rc<Scope<'a>>, expr: &'a Expr) -> Value {
        match &expr.kind {
            ExprKind::Name(name) => self.name(scope, name, true),
            _ => self.expression(scope, expr),
        }
    }

    fn within_limits(&mut self, span: Span) -> bool {
        self.parts = self.parts.saturating_add(1);
        if self.parts <= MAX_RULE_PARTS {
            return true;
        }
        let at = self.calls.first().copied().unwrap_or(span);
        self.complain(complain::simple(
            &E0520,
            at,
            complain::say(
                format!("展开后的式子超过 {MAX_RULE_PARTS} 项"),
                format!("the expression has more than {MAX_RULE_PARTS} parts when written out"),
            ),
        ));
        false
    }

    /// A name: variable, parameter, value, column of a `[where …]` row, table, constant.
    fn name(&mut self, scope: &Rc<Scope<'a>>, name: &Name, as_table: bool) -> Value {
        if let Some(value) = self.try_name(scope, &name.text, name.span) {
            return value;
        }
        let tables = self.table_names();
        if as_table {
            self.complain(complain::no_such_table(
                &name.text,
                name.span,
                Some(&tables),
            ));
            return Value::Unknown;
        }
        let visible = Scope::visible(scope, false);
        let columns: Vec<&str> = Scope::columns_here(scope)
            .and_then(|(table, _)| self.schema.get(table))
            .map(|table| table.columns.iter().map(|c| c.id.as_str()).collect())
            .unwrap_or_default();
        let names: Vec<&str> = visible
            .iter()
            .map(String::as_str)
            .chain(columns)
            .chain(tables)
            .collect();
        self.complain(complain::no_such_name(&name.text, name.span, &names));
        Value::Unknown
    }

    fn table_names(&self) -> Vec<&'a str> {
        let mut names: Vec<&str> = self
            .schema
            .tables
            .iter()
            .flat_map(|table| {
                let path = table.path.as_str();
                std::iter::once(path).chain(path.split('.').next())
            })
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// What a name stands for, if anything.
    pub(super) fn try_name(
        &mut self,
        scope: &Rc<Scope<'a>>,
        name: &str,
        span: Span,
    ) -> Option<Value> {
        for here in Scope::chain(scope) {
            if here.defines(name) {
                return self.bound(&here, name, span);
            }
            if let Some((table, row)) = here.columns.clone()
                && let Some(value) = self.column_or_pseudo(table, &row, name)
            {
                return Some(value);
            }
        }
        if let Some(ScopeTable::Namespace(prefix)) = Scope::scope_table(scope)
            && let Some(value) = self.table_or_namespace(&format!("{prefix}.{name}"))
        {
            return Some(value);
        }
        self.table_or_namespace(name)
            .or_else(|| level_constant(name))
    }

    fn bound(&mut self, scope: &Rc<Scope<'a>>, name: &str, span: Span) -> Option<Value> {
        let found = Scope::find(scope, name)?;
        match found.binding {
            Binding::Value(value, parts) => {
                // An argument is written out as often as it is used.
                self.parts = self.parts.saturating_add(parts);
                Some(value)
            }
            Binding::Function(_) => None,
            Binding::Let(definition) => {
                if !self.enter(definition.span, name, span) {
                    return Some(Value::Unknown);
                }
                let value = self.expression(&found.home, &definition.value);
                self.calls.pop();
                Some(value)
            }
        }
    }

    /// Begins to write out a definition; `false` after a complaint if it is being written out already.
    pub(super) fn enter(&mut self, definition: Span, name: &str, usage: Span) -> bool {
        if self.calls.contains(&definition) {
            self.complain(uses_itself(definition, name, usage));
            return false;
        }
        if self.calls.len() >= MAX_CALL_DEPTH {
            self.complain(complain::simple(
                &E0520,
                usage,
                complain::say(
                    format!("`let` 和 `fn` 套了超过 {MAX_CALL_DEPTH} 层"),
                    format!("`let` and `fn` are nested more than {MAX_CALL_DEPTH} deep"),
                ),
            ));
            return false;
        }
        self.calls.push(definition);
        true
    }

    /// The table of `in … { }` for a bare `[…]`.
    fn scope_rows(&mut self, scope: &Rc<Scope<'a>>, span: Span) -> Value {
        if let Some(ScopeTable::Table(table)) = Scope::scope_table(scope) {
            self.touch(table);
            return Value::Rows(Rows::all(table));
        }
        self.complain(complain::bare_selector(span));
        Value::Unknown
    }

    fn unary(&mut self, scope: &Rc<Scope<'a>>, operator: UnaryOp, operand: &'a Expr) -> Value {
        let value = self.expression(scope, operand);
        match operator {
            UnaryOp::Negate => match self.number(value, operand.span) {
                Some((Number::Constant(value, unit), dim)) => {
                    Value::Number(Number::Constant(-value, unit), dim)
                }
                Some((number, dim)) => Value::Number(Number::Negate(Box::new(number)), dim),
                None => Value::Unknown,
            },
            UnaryOp::Not => match self.truth(value, operand.span) {
                Some(condition) => {
                    Value::Condition(crate::program::Condition::Not(Box::new(condition)))
                }
                None => Value::Unknown,
            },
        }
    }
}

fn uses_itself(definition: Span, name: &str, usage: Span) -> crate::diagnostic::Problem {
    complain::simple(
        &E0211,
        usage,
        complain::say(
            format!("「{name}」用到了它自己"),
            format!("`{name}` uses itself"),
        ),
    )
    .at(definition, complain::say("它的定义", "its definition"))
    .help(complain::say(
        "规则语言没有递归；对行用 `each` 和 `sum`",
        "there is no recursion; go over rows with `each` and `sum`",
    ))
}

fn literal(value: rust_decimal::Decimal, unit: Option<crate::figure::Unit>) -> Value {
    let Some(unit) = unit else {
        return Value::Number(Number::Constant(value, None), Dim::Free);
    };
    let canonical = value
        .checked_mul(unit.factor())
        .unwrap_or(rust_decimal::Decimal::MAX);
    Value::Number(
        Number::Constant(canonical, Some(unit)),
        Dim::Known(unit.dimension()),
    )
}

/// 类, 款, 项: levels of a classification.
fn level_constant(name: &str) -> Option<Value> {
    let level = match name {
        "类" => 1,
        "款" => 2,
        "项" => 3,
        _ => return None,
    };
    Some(Value::Number(
        Number::Constant(rust_decimal::Decimal::from(level), None),
        Dim::Free,
    ))
}
