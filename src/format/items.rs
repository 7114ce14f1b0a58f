//! Items and clauses.

use unicode_width::UnicodeWidthStr;

use super::blocks::Writer;
use super::expression::{Level, plain_name, quoted};
use super::fill::WIDTH;
use crate::source::Span;
use crate::syntax::ast::{
    Check, Disable, EachSource, Expr, File, Function, Item, Let, Name, Rule, Scope, Severity, Text,
    Use,
};
use crate::syntax::is_id;

/// An attribute or clause of a rule.
#[derive(Debug, Clone, Copy)]
enum Clause<'a> {
    Text(&'static str, &'a Text),
    Severity(Severity, Span),
    Year(&'static str, i32, Span),
    Each(&'a [EachSource], Span),
    When(&'a Expr),
    Let(&'a Let),
    Check(&'a Check),
}

impl Clause<'_> {
    fn is_attribute(&self) -> bool {
        matches!(self, Self::Text(..) | Self::Severity(..) | Self::Year(..))
    }
}

/// The name of a rule or template.
fn id(name: &Name) -> String {
    match is_id(&name.text) {
        true => name.text.clone(),
        false => quoted(&name.text),
    }
}

fn bytes(span: Span) -> (usize, usize) {
    (span.start as usize, span.end as usize)
}

impl Writer<'_> {
    /// A whole file.
    pub(super) fn file(mut self, file: &File) -> String {
        self.items(&file.items);
        self.finish()
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Use(item) => self.use_item(item),
                Item::Scope(scope) => self.scope(scope),
                Item::Let(binding) => self.let_item(binding),
                Item::Function(function) => self.function(function),
                Item::Rule(rule) => self.rule(rule),
                Item::Disable(item) => self.disable(item),
            }
        }
    }

    fn use_item(&mut self, item: &Use) {
        self.clause(bytes(item.span), |writer| {
            let used = writer.words.keyword_at("use", item.span.start as usize);
            let template = writer.words.keyword_before("template", item.template.span);
            writer.text(&format!("{used} {template} {}", id(&item.template)));
        });
    }

    fn scope(&mut self, scope: &Scope) {
        let word = self.words.keyword_at("in", scope.span.start as usize);
        let path: Vec<String> = scope.path.iter().map(plain_name).collect();
        let head = format!("{word} {} {{", path.join("."));
        let last = scope.path.last().map_or(scope.span, |name| name.span);
        let head_end = self.brace(last);
        self.block(bytes(scope.span), (&head, head_end.1), |writer| {
            writer.items(&scope.items);
        });
    }

    /// The first `{` after a place.
    fn brace(&self, after: Span) -> (usize, usize) {
        let at = after.end as usize;
        self.words
            .find_from(at, &["{", "｛"])
            .map_or((usize::MAX, at), |brace| (brace.start, brace.end))
    }

    fn let_item(&mut self, binding: &Let) {
        self.clause(bytes(binding.span), |writer| {
            let word = writer.words.keyword_at("let", binding.span.start as usize);
            writer.text(&format!("{word} {} = ", plain_name(&binding.name)));
            writer.expression(&binding.value, Level::Loose, 0);
        });
    }

    fn function(&mut self, function: &Function) {
        self.clause(bytes(function.span), |writer| {
            let word = writer.words.keyword_at("fn", function.span.start as usize);
            let parameters: Vec<String> = function.parameters.iter().map(plain_name).collect();
            let name = plain_name(&function.name);
            writer.text(&format!("{word} {name}({}) = ", parameters.join(", ")));
            writer.expression(&function.body, Level::Loose, 0);
        });
    }

    fn disable(&mut self, item: &Disable) {
        self.clause(bytes(item.span), |writer| {
            let word = writer.words.keyword_at("disable", item.span.start as usize);
            writer.text(&format!("{word} {}", id(&item.rule)));
            if let Some(because) = &item.because {
                writer.line_break(0, true, because.span);
                let word = writer.words.keyword_before("because", because.span);
                writer.text(&format!("{word} {}", quoted(&because.text)));
            }
        });
    }

    fn rule(&mut self, rule: &Rule) {
        let (brace, head_end) = self.brace(rule.id.span);
        let clauses = self.clauses(rule);
        let mut head = format!(
            "{} {}",
            self.words.keyword_at("rule", rule.span.start as usize),
            id(&rule.id)
        );
        if let Some(title) = &rule.title {
            head.push(' ');
            head.push_str(&quoted(&title.text));
        }
        let given = |at: usize, clause: &Clause<'_>| clause.is_attribute() && at < brace;
        // Texts that make the head too long go on lines of their own, and short words with them.
        let short = |at: usize, clause: &Clause<'_>| {
            given(at, clause) && !matches!(clause, Clause::Text(..))
        };
        let with = |wanted: &dyn Fn(usize, &Clause<'_>) -> bool| {
            clauses
                .iter()
                .filter(|(at, clause)| wanted(*at, clause))
                .fold(head.clone(), |head, (_, clause)| {
                    format!("{head} {}", self.attribute(*clause))
                })
        };
        let fits = |head: &String| self.indent() + head.width() + 2 <= WIDTH;
        type Wanted<'w> = &'w dyn Fn(usize, &Clause<'_>) -> bool;
        let (head, in_head): (String, Wanted<'_>) = match (with(&given), with(&short)) {
            (full, _) if fits(&full) => (full, &given),
            (_, part) if fits(&part) => (part, &short),
            _ => (head.clone(), &|_, _| false),
        };
        let body: Vec<_> = clauses
            .iter()
            .filter(|(at, clause)| !in_head(*at, clause))
            .copied()
            .collect();
        self.block(
            bytes(rule.span),
            (&format!("{head} {{"), head_end),
            |writer| {
                writer.rule_clauses(&body);
            },
        );
    }

    /// The attributes and clauses of a rule in the order of the source, with where they begin.
    fn clauses<'a>(&self, rule: &'a Rule) -> Vec<(usize, Clause<'a>)> {
        let words = &self.words;
        let text = |word: &'static str, text: &'a Option<Text>| {
            text.as_ref()
                .map(|text| (words.clause_start(text.span), Clause::Text(word, text)))
        };
        let year = |word: &'static str, year: Option<(i32, Span)>| {
            year.map(|(year, span)| (words.clause_start(span), Clause::Year(word, year, span)))
        };
        let severity = rule
            .severity
            .map(|(severity, span)| (words.clause_start(span), Clause::Severity(severity, span)));
        let attributes = [
            severity,
            year("since", rule.since),
            year("until", rule.until),
            text("basis", &rule.basis),
            text("because", &rule.because),
            text("message", &rule.message),
        ];
        let each = rule
            .sources
            .first()
            .zip(rule.sources.last())
            .map(|(first, last)| {
                let span = first.span.to(last.span);
                (
                    words.clause_start(first.span),
                    Clause::Each(&rule.sources, span),
                )
            });
        let when = rule
            .when
            .as_ref()
            .map(|when| (words.clause_start(when.span), Clause::When(when)));
        let lets = rule
            .lets
            .iter()
            .map(|binding| (binding.span.start as usize, Clause::Let(binding)));
        let checks = rule
            .checks
            .iter()
            .map(|check| (check.span.start as usize, Clause::Check(check)));
        let mut clauses: Vec<_> = attributes.into_iter().flatten().collect();
        clauses.extend(each);
        clauses.extend(when);
        clauses.extend(lets);
        clauses.extend(checks);
        clauses.sort_by_key(|(start, _)| *start);
        clauses
    }

    fn attribute(&self, clause: Clause<'_>) -> String {
        match clause {
            Clause::Text(word, text) => {
                let word = self.words.keyword_before(word, text.span);
                format!("{word} {}", quoted(&text.text))
            }
            Clause::Severity(severity, span) => {
                let level = match severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                    Severity::Note => "note",
                };
                let word = self.words.keyword_before("severity", span);
                format!(
                    "{word} {}",
                    self.words.keyword_at(level, span.start as usize)
                )
            }
            Clause::Year(word, year, span) => {
                format!("{} {year}", self.words.keyword_before(word, span))
            }
            Clause::Each(..) | Clause::When(_) | Clause::Let(_) | Clause::Check(_) => String::new(),
        }
    }

    /// The clauses of a body. `each` and the `when` after it are one sentence.
    fn rule_clauses(&mut self, body: &[(usize, Clause<'_>)]) {
        let mut rest = body.iter().copied().peekable();
        while let Some((start, clause)) = rest.next() {
            let next = rest.peek().map(|(_, next)| *next);
            match (clause, next) {
                (Clause::Each(sources, _), Some(Clause::When(when)))
                    if !self
                        .words
                        .has_comment(start, self.words.clause_start(when.span)) =>
                {
                    rest.next();
                    let place = (start, when.span.end as usize);
                    self.pair(
                        place,
                        |writer| writer.each(sources),
                        |writer| writer.when(when),
                    );
                }
                _ => self.rule_clause(start, clause),
            }
        }
    }

    fn when(&mut self, when: &Expr) {
        let word = self.words.keyword_before("when", when.span);
        self.text(&format!("{word} "));
        self.expression(when, Level::Loose, 0);
    }

    fn rule_clause(&mut self, start: usize, clause: Clause<'_>) {
        match clause {
            Clause::Text(_, &Text { span, .. })
            | Clause::Severity(_, span)
            | Clause::Year(_, _, span) => {
                let attribute = self.attribute(clause);
                let end = span.end as usize;
                self.clause((start, end), |writer| writer.text(&attribute));
            }
            Clause::Each(sources, span) => {
                self.clause((start, span.end as usize), |writer| writer.each(sources));
            }
            Clause::When(when) => {
                self.clause((start, when.span.end as usize), |writer| writer.when(when));
            }
            Clause::Let(binding) => self.let_item(binding),
            Clause::Check(check) => self.clause(bytes(check.span), |writer| writer.check(check)),
        }
    }

    fn each(&mut self, sources: &[EachSource]) {
        for (index, source) in sources.iter().enumerate() {
            if index == 0 {
                let word = self.words.keyword_before("each", source.span);
                self.text(&format!("{word} "));
            } else {
                self.text(",");
                self.line_break(0, true, source.span);
            }
            let word = self.words.keyword_before("in", source.rows.span);
            self.text(&format!("{} {word} ", plain_name(&source.variable)));
            self.expression(&source.rows, Level::Tight, 2);
            if let Some(filter) = &source.filter {
                self.line_break(1, true, filter.span);
                let word = self.words.keyword_before("where", filter.span);
                self.text(&format!("{word} "));
                self.expression(filter, Level::Loose, 2);
            }
        }
    }

    fn check(&mut self, check: &Check) {
        let word = self.words.keyword_at("check", check.span.start as usize);
        self.text(&format!("{word} "));
        self.expression(&check.relation, Level::Loose, 0);
        if let Some(within) = &check.within {
            self.line_break(0, true, within.span);
            let word = self.words.keyword_before("within", within.span);
            self.text(&format!("{word} "));
            self.expression(within, Level::Sum, 1);
        }
    }
}
