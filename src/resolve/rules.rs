//! One rule: its rows, its condition, its checks.

use std::rc::Rc;

use rust_decimal::Decimal;

use super::complain::{self, say};
use super::constants;
use super::names::{Binding, Scope};
use super::resolver::Resolver;
use super::stars::Star;
use super::values::Value;
use crate::diagnostic::codes::{E0210, E0311, E0313};
use crate::program::{
    Check, Comparison, Condition, Dim, Number, RowOf, Rule, Source, Text, VariableId,
};
use crate::source::Span;
use crate::syntax::ast;

impl<'a> Resolver<'a> {
    /// Checks a rule. `None` if something is wrong with it; that has been said.
    pub(super) fn rule(
        &mut self,
        scope: &Rc<Scope<'a>>,
        rule: &'a ast::Rule,
        written_for: Option<&str>,
    ) -> Option<Rule> {
        self.fresh();
        let before = self.problems.len();
        self.never_applies(rule);
        let mut inner = Rc::clone(scope);
        let mut sources = Vec::with_capacity(rule.sources.len());
        for source in &rule.sources {
            inner = self.source(&inner, source, &mut sources);
        }
        inner = self.lets(inner, &rule.lets);
        let when = rule.when.as_ref().and_then(|when| {
            let value = self.expression(&inner, when);
            self.truth(value, when.span)
        });
        let mut checks = Vec::new();
        for check in &rule.checks {
            self.check(&inner, check, &mut checks);
        }
        if self.problems.iter().skip(before).any(is_error) {
            return None;
        }
        Some(self.finished(rule, written_for, (sources, when, checks)))
    }

    fn finished(
        &mut self,
        rule: &ast::Rule,
        written_for: Option<&str>,
        (sources, when, checks): (Vec<Source>, Option<Condition>, Vec<Check>),
    ) -> Rule {
        let text = |text: &Option<ast::Text>| text.as_ref().map(|text| text.text.clone());
        Rule {
            id: rule.id.text.clone(),
            title: text(&rule.title).unwrap_or_else(|| rule.id.text.clone()),
            severity: rule
                .severity
                .map(|(severity, _)| severity)
                .unwrap_or_default(),
            because: text(&rule.because),
            basis: text(&rule.basis),
            message: text(&rule.message),
            since: rule.since.map(|(year, _)| year),
            until: rule.until.map(|(year, _)| year),
            written_for: written_for.map(str::to_owned),
            span: rule.span,
            id_span: rule.id.span,
            variables: std::mem::take(&mut self.variables),
            sources,
            when,
            checks,
            tables: std::mem::take(&mut self.touched),
        }
    }

    /// One source of `each`; gives the scope in which its variable can be seen.
    fn source(
        &mut self,
        scope: &Rc<Scope<'a>>,
        source: &'a ast::EachSource,
        sources: &mut Vec<Source>,
    ) -> Rc<Scope<'a>> {
        let name = &source.variable;
        let taken = sources.iter().any(|before| {
            self.variables
                .get(usize::from(before.variable.0))
                .is_some_and(|variable| variable.name == name.text)
        });
        if taken {
            self.complain(duplicate(&name.text, name.span));
        }
        let value = self.expression(scope, &source.rows);
        let Some(rows) = self.row_set(value, source.rows.span) else {
            return Scope::with(scope, &name.text, Binding::Value(Value::Unknown, 1));
        };
        let variable = self.variable(&name.text, rows.table);
        let row = Value::Row(rows.table, RowOf::Variable(variable));
        let inner = Scope::with(scope, &name.text, Binding::Value(row, 1));
        let filter = source.filter.as_ref().and_then(|filter| {
            let value = self.expression(&inner, filter);
            self.truth(value, filter.span)
        });
        let join = filter
            .as_ref()
            .is_some_and(|filter| joins(filter, variable, sources));
        sources.push(Source {
            variable,
            rows,
            filter,
            join,
        });
        inner
    }

    /// Named values of a rule: each sees those before it.
    fn lets(&mut self, mut scope: Rc<Scope<'a>>, lets: &'a [ast::Let]) -> Rc<Scope<'a>> {
        let mut names: Vec<&str> = Vec::new();
        for definition in lets {
            if names.contains(&definition.name.text.as_str()) {
                self.complain(duplicate(&definition.name.text, definition.name.span));
            }
            names.push(&definition.name.text);
            self.star = Star::Asked(Vec::new());
            self.expression(&scope, &definition.value);
            self.star = Star::Nowhere;
            scope = Scope::with(&scope, &definition.name.text, Binding::Let(definition));
        }
        scope
    }

    fn check(&mut self, scope: &Rc<Scope<'a>>, check: &'a ast::Check, checks: &mut Vec<Check>) {
        self.star = Star::Asked(Vec::new());
        let value = self.expression(scope, &check.relation);
        let asked = std::mem::replace(&mut self.star, Star::Nowhere);
        let tables = match asked {
            Star::Asked(tables) => tables,
            Star::Nowhere | Star::Column(_) => Vec::new(),
        };
        if tables.is_empty() {
            checks.extend(self.checked(scope, check, value, None));
            return;
        }
        let columns = self.star_columns(&tables);
        if columns.is_empty() {
            self.complain(complain::simple(
                &E0311,
                check.relation.span,
                say(
                    "`.*` 两边没有共同的、可相加的列",
                    "the tables of `.*` share no column that can be added up",
                ),
            ));
        }
        for column in columns {
            self.star = Star::Column(column.clone());
            let value = self.expression(scope, &check.relation);
            checks.extend(self.checked(scope, check, value, Some(column)));
            self.star = Star::Nowhere;
        }
    }

    fn checked(
        &mut self,
        scope: &Rc<Scope<'a>>,
        check: &'a ast::Check,
        value: Value,
        column: Option<String>,
    ) -> Option<Check> {
        let condition = self.truth(value, check.relation.span)?;
        let within = match &check.within {
            None => None,
            Some(within) => Some(self.slack(scope, within, &condition, check.relation.span)?),
        };
        Some(Check {
            condition,
            within,
            column,
            span: check.span,
        })
    }

    /// `within`: a constant that measures what the relation measures.
    fn slack(
        &mut self,
        scope: &Rc<Scope<'a>>,
        within: &'a ast::Expr,
        condition: &Condition,
        relation: Span,
    ) -> Option<Decimal> {
        let value = self.expression(scope, within);
        let (number, dim) = self.number(value, within.span)?;
        let Condition::Figures {
            left,
            dim: sides,
            comparison,
            ..
        } = condition
        else {
            self.complain(bad_slack(
                within.span,
                "它后面没有数字的比较",
                "there is no comparison of figures",
            ));
            return None;
        };
        if matches!(comparison, Comparison::Same | Comparison::Differs) {
            self.complain(bad_slack(
                within.span,
                "`==` 和 `!=` 按所印的比较，没有容差",
                "`==` and `!=` compare what is printed and have no slack",
            ));
            return None;
        }
        let percent = Dim::Known(crate::figure::Dimension::Percent);
        if *sides == percent && dim == Dim::Free {
            self.complain(complain::unit_missing(within.span, (*sides, relation)));
            return None;
        }
        self.unified(
            &(left.clone(), *sides, relation),
            &(number.clone(), dim, within.span),
        )?;
        match constants::value(&number) {
            Some(value) if !value.is_sign_negative() => Some(value),
            _ => {
                self.complain(bad_slack(
                    within.span,
                    "容差要是不小于零的固定的数",
                    "a slack is a constant and not negative",
                ));
                None
            }
        }
    }
}

fn is_error(problem: &crate::diagnostic::Problem) -> bool {
    problem.level == crate::diagnostic::Level::Error
}

/// A name given twice.
pub(super) fn duplicate(name: &str, span: Span) -> crate::diagnostic::Problem {
    complain::simple(
        &E0210,
        span,
        say(
            format!("「{name}」在这里已经有了"),
            format!("`{name}` is already defined here"),
        ),
    )
    .help(say("换一个名称", "choose another name"))
}

fn bad_slack(span: Span, zh: &str, en: &str) -> crate::diagnostic::Problem {
    complain::simple(&E0313, span, say(zh, en))
}

/// Calls a function for every variable of an expression.
type Visit<'v> = dyn Fn(&mut dyn FnMut(VariableId)) + 'v;

/// Whether a filter matches rows of a variable with rows of earlier sources: it holds only if
/// something of the one equals something of the others.
fn joins(filter: &Condition, variable: VariableId, earlier: &[Source]) -> bool {
    let mentions = |visit: &Visit<'_>| {
        let (mut own, mut other) = (false, false);
        visit(&mut |found| {
            own |= found == variable;
            other |= earlier.iter().any(|source| source.variable == found);
        });
        (own, other)
    };
    let across = |a: (bool, bool), b: (bool, bool)| (a.0 && b.1) || (a.1 && b.0);
    let of_text = |text: &Text| mentions(&|found| text.variables(found));
    let of_number = |number: &Number| mentions(&|found| number.variables(found));
    match filter {
        Condition::And(all) => all.iter().any(|one| joins(one, variable, earlier)),
        Condition::SameName(left, right)
        | Condition::Texts {
            differ: false,
            left,
            right,
        } => across(of_text(left), of_text(right)),
        Condition::Figures {
            comparison: Comparison::Agrees | Comparison::Same,
            left,
            right,
            ..
        } => across(of_number(left), of_number(right)),
        _ => false,
    }
}
