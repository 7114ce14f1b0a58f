//! Items, and the attributes and clauses of rules.

use super::Builder;
use super::parts::{Pair, Parts};
use crate::diagnostic::{Problem, Wording, closest, codes};
use crate::figure::Unit;
use crate::source::Span;
use crate::syntax::ast::{
    Check, Disable, EachSource, Expr, ExprKind, Function, Item, Let, Name, Rule, Severity, Text,
    Use,
};
use crate::syntax::faults::say;
use crate::syntax::grammar::Grammar;
use crate::syntax::keywords::{self, Role};

/// What has been read of a rule beside its name and title.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    severity: Option<(Severity, Span)>,
    basis: Option<Text>,
    because: Option<Text>,
    message: Option<Text>,
    since: Option<(i32, Span)>,
    until: Option<(i32, Span)>,
    sources: Vec<EachSource>,
    when: Option<Expr>,
    lets: Vec<Let>,
    checks: Vec<Check>,
    /// First place of each clause that may stand once only.
    seen: Vec<(Grammar, Span)>,
    /// A clause could not be built; its fault is reported.
    broken: bool,
}

impl Builder<'_> {
    /// An item other than a scope.
    pub(super) fn item(&mut self, pair: Pair<'_>) -> Option<Item> {
        match pair.as_rule() {
            Grammar::use_item => self.use_item(pair).map(Item::Use),
            Grammar::let_item => self.let_item(pair).map(Item::Let),
            Grammar::function => self.function(pair).map(Item::Function),
            Grammar::disable => self.disable(pair).map(Item::Disable),
            Grammar::rule_item => self.rule(pair).map(Item::Rule),
            _ => {
                self.unforeseen(&pair);
                None
            }
        }
    }

    fn use_item(&mut self, pair: Pair<'_>) -> Option<Use> {
        let span = self.span(&pair);
        let template = self.want(&mut Parts::of(pair))?;
        Some(Use {
            template: self.name(template)?,
            span,
        })
    }

    fn let_item(&mut self, pair: Pair<'_>) -> Option<Let> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = self.want(&mut parts)?;
        let value = self.want(&mut parts)?;
        let name = self.name(name);
        Some(Let {
            value: self.expression(value)?,
            name: name?,
            span,
        })
    }

    fn function(&mut self, pair: Pair<'_>) -> Option<Function> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = self.want(&mut parts)?;
        let name = self.name(name)?;
        let mut parameters: Vec<Name> = Vec::new();
        while let Some(parameter) = parts.next_if(Grammar::name) {
            parameters.push(self.name(parameter)?);
        }
        let body = self.want(&mut parts)?;
        Some(Function {
            name,
            parameters,
            body: self.expression(body)?,
            span,
        })
    }

    fn disable(&mut self, pair: Pair<'_>) -> Option<Disable> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let rule = self.want(&mut parts)?;
        let rule = self.name(rule)?;
        let because = match parts.next() {
            Some(because) => Some(self.quoted(because)?),
            None => None,
        };
        Some(Disable {
            rule,
            because,
            span,
        })
    }

    /// The text of `basis "…"` and its like.
    fn quoted(&mut self, pair: Pair<'_>) -> Option<Text> {
        let text = self.want(&mut Parts::of(pair))?;
        self.text(&text)
    }

    fn rule(&mut self, pair: Pair<'_>) -> Option<Rule> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let head = self.want(&mut parts)?;
        let mut clauses = Clauses::default();
        let named = self.rule_head(&mut clauses, head);
        for clause in parts {
            self.clause(&mut clauses, clause);
        }
        let (id, title) = named?;
        if clauses.checks.is_empty() && !clauses.broken {
            self.no_check(&id);
        }
        (!clauses.broken).then(|| clauses.into_rule(id, title, span))
    }

    /// Name and title of a rule; its attributes go to the clauses.
    pub(super) fn rule_head(
        &mut self,
        clauses: &mut Clauses,
        pair: Pair<'_>,
    ) -> Option<(Name, Option<Text>)> {
        let mut head = Parts::of(pair);
        let id = self.want(&mut head)?;
        let id = self.name(id);
        let title = match head.next_if(Grammar::text) {
            Some(title) => self.text(&title),
            None => None,
        };
        for attribute in head {
            self.clause(clauses, attribute);
        }
        Some((id?, title))
    }

    fn no_check(&mut self, id: &Name) {
        let name = &id.text;
        self.report(
            Problem::error(
                &codes::E0110,
                say!("规则 `{name}` 没有 `check`", "rule `{name}` has no `check`"),
            )
            .at(
                id.span,
                say!("这条规则什么也不核对", "this rule checks nothing"),
            )
            .help(say!(
                "加上一行 `check 左边 = 右边`",
                "add a line `check left = right`"
            )),
        );
    }

    /// An attribute or clause of a rule.
    pub(super) fn clause(&mut self, clauses: &mut Clauses, pair: Pair<'_>) {
        let rule = pair.as_rule();
        let span = self.span(&pair);
        if !matches!(rule, Grammar::let_item | Grammar::check) {
            self.once(clauses, rule, span);
        }
        if self.read_clause(clauses, pair).is_none() {
            clauses.broken = true;
        }
    }

    fn read_clause(&mut self, clauses: &mut Clauses, pair: Pair<'_>) -> Option<()> {
        match pair.as_rule() {
            Grammar::severity => clauses.severity = Some(self.severity(pair)?),
            Grammar::basis => clauses.basis = Some(self.quoted(pair)?),
            Grammar::because => clauses.because = Some(self.quoted(pair)?),
            Grammar::message => clauses.message = Some(self.quoted(pair)?),
            Grammar::since => clauses.since = Some(self.year(pair)?),
            Grammar::until => clauses.until = Some(self.year(pair)?),
            Grammar::each => clauses.sources = self.each(pair)?,
            Grammar::when => clauses.when = Some(self.only_expression(pair)?),
            Grammar::let_item => clauses.lets.push(self.let_item(pair)?),
            Grammar::check => clauses.checks.push(self.check(pair)?),
            _ => {
                self.unforeseen(&pair);
                return None;
            }
        }
        Some(())
    }

    /// Reports a second clause of a kind that may stand once.
    fn once(&mut self, clauses: &mut Clauses, rule: Grammar, span: Span) {
        let first = clauses.seen.iter().find(|(seen, _)| *seen == rule);
        let Some((_, first)) = first else {
            clauses.seen.push((rule, span));
            return;
        };
        let word = format!("{rule:?}");
        let help = match rule {
            Grammar::when => say!("用 `and` 合成一个条件", "join the conditions with `and`"),
            Grammar::each => say!(
                "写成一个 `each`，各来源之间用逗号隔开",
                "write one `each` with its sources separated by commas"
            ),
            _ => say!("只留一个", "keep one of them"),
        };
        self.problems.push(
            Problem::error(
                &codes::E0111,
                say!("`{word}` 写了两次", "`{word}` is given twice"),
            )
            .at(span, say!("又写了一次", "given again here"))
            .at(*first, say!("第一次在这里", "first given here"))
            .help(help),
        );
        clauses.broken = true;
    }

    fn severity(&mut self, pair: Pair<'_>) -> Option<(Severity, Span)> {
        let word = self.want(&mut Parts::of(pair))?;
        let span = self.span(&word);
        let written = word.as_str();
        let severity = match keywords::keyword(written, &[Role::Severity]).map(|word| word.en) {
            Some("error") => Severity::Error,
            Some("warning") => Severity::Warning,
            Some("note") => Severity::Note,
            _ => {
                self.report(unknown_value(
                    span,
                    say!(
                        "`{written}` 不是问题的级别",
                        "`{written}` is not a severity"
                    ),
                    closest(written, keywords::spellings(&[Role::Severity])),
                    say!(
                        "级别为 `error`、`warning`、`note`（错误、警告、提示）之一",
                        "a severity is one of `error`, `warning` and `note`"
                    ),
                ));
                return None;
            }
        };
        Some((severity, span))
    }

    fn year(&mut self, pair: Pair<'_>) -> Option<(i32, Span)> {
        let number = self.want(&mut Parts::of(pair))?;
        let number = self.number(number)?;
        let year = match number.kind {
            ExprKind::Number {
                value,
                unit: None | Some(Unit::Year),
            } => i32::try_from(value).ok().filter(|_| value.scale() == 0),
            _ => None,
        };
        let year = year.filter(|year| (1900..=2999).contains(year));
        if year.is_none() {
            self.report(unknown_value(
                number.span,
                say!("这不是年份", "this is not a year"),
                None,
                say!(
                    "写四位数的年份，如 `since 2021`",
                    "write a year of four digits, as in `since 2021`"
                ),
            ));
        }
        year.map(|year| (year, number.span))
    }

    fn each(&mut self, pair: Pair<'_>) -> Option<Vec<EachSource>> {
        Parts::of(pair)
            .map(|source| self.each_source(source))
            .collect()
    }

    fn each_source(&mut self, pair: Pair<'_>) -> Option<EachSource> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let variable = self.want(&mut parts)?;
        let rows = self.want(&mut parts)?;
        let filter = parts.next();
        let variable = self.name(variable);
        let rows = self.rows(rows);
        let filter = match filter {
            Some(filter) => Some(self.expression(filter)?),
            None => None,
        };
        Some(EachSource {
            variable: variable?,
            rows: rows?,
            filter,
            span,
        })
    }

    /// The rows of an `each`; a quoted text alone is the name of a table here.
    fn rows(&mut self, pair: Pair<'_>) -> Option<Expr> {
        let rows = self.expression(pair)?;
        Some(match rows.kind {
            ExprKind::Text(text) => Expr {
                kind: ExprKind::Name(Name {
                    text,
                    span: rows.span,
                }),
                span: rows.span,
            },
            kind => Expr {
                kind,
                span: rows.span,
            },
        })
    }

    /// The expression of a clause that has nothing else.
    fn only_expression(&mut self, pair: Pair<'_>) -> Option<Expr> {
        let expression = self.want(&mut Parts::of(pair))?;
        self.expression(expression)
    }

    fn check(&mut self, pair: Pair<'_>) -> Option<Check> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let relation = self.want(&mut parts)?;
        let relation = self.expression(relation);
        let within = match parts.next() {
            Some(within) => Some(self.only_expression(within)?),
            None => None,
        };
        Some(Check {
            relation: relation?,
            within,
            span,
        })
    }
}

impl Clauses {
    fn into_rule(self, id: Name, title: Option<Text>, span: Span) -> Rule {
        Rule {
            id,
            title,
            severity: self.severity,
            basis: self.basis,
            because: self.because,
            message: self.message,
            since: self.since,
            until: self.until,
            sources: self.sources,
            when: self.when,
            lets: self.lets,
            checks: self.checks,
            span,
        }
    }
}

/// A word or number that an attribute, `is` or `has` cannot take.
pub(super) fn unknown_value(
    span: Span,
    message: Wording,
    like: Option<&str>,
    choices: Wording,
) -> Problem {
    let problem = Problem::error(&codes::E0115, message).at(span, say!("在这里", "here"));
    match like {
        Some(like) => problem.help(Wording::new(
            format!("是否想写 `{like}`？{}", choices.zh),
            format!("did you mean `{like}`? {}", choices.en),
        )),
        None => problem.help(choices),
    }
}
