//! The files of a program: definitions, scopes, rules, rules switched off.

use std::rc::Rc;

use super::complain::{self, say};
use super::names::{Binding, Scope, ScopeTable};
use super::resolver::Resolver;
use super::rules::duplicate;
use super::stars::Star;
use super::values::Value;
use crate::diagnostic::codes::{E0207, E0208, E0209, E0212};
use crate::diagnostic::{Level, Problem, Problems};
use crate::program::{Disabled, Program, ProgramParts, Rule, Skipped};
use crate::source::Span;
use crate::syntax::ast::{self, Item, Name};
use crate::template::Template;

/// Codes of names that a template may lack while its ancestor has them.
const OF_TEMPLATES: &[&str] = &["E0201", "E0202", "E0203", "E0204"];

/// The template that a file says it is written for.
#[must_use]
pub fn used_template(file: &ast::File) -> Option<&Name> {
    file.items.iter().find_map(|item| match item {
        Item::Use(used) => Some(&used.template),
        _ => None,
    })
}

/// What to say of `use template` with a name that no template bears.
#[must_use]
pub fn unknown_template(name: &Name, known: &[&str]) -> Problem {
    let problem = Problem::error(
        &E0207,
        say(
            format!("没有模板「{}」", name.text),
            format!("there is no template `{}`", name.text),
        ),
    )
    .at(name.span, say("没有这个模板", "no such template"));
    complain::suggest(problem, &name.text, known)
}

/// A rule as written, whether or not it could be checked.
struct Written<'a> {
    rule: &'a ast::Rule,
    file: usize,
    checked: Option<Rule>,
    /// Why it does not apply to this template.
    skipped: Option<Problem>,
    disabled: bool,
}

/// A file being checked.
struct Here<'a> {
    file: usize,
    written_for: Option<&'a str>,
    inherited: bool,
}

/// Checks the rule files that apply to a template against it: the files of the template's pack and of
/// the templates it extends, ancestors first.
///
/// A rule of a file that is written `use template` for another template (an ancestor), and that names
/// a table, column or row which this template does not have, is no error: it is left out, and
/// [`Program::skipped`] says why. Its own template is where such a name would be a mistake.
#[must_use]
pub fn resolve(files: &[&ast::File], template: &Template) -> (Program, Problems) {
    let mut resolver = Resolver::new(template);
    let mut written = Vec::new();
    let mut disables = Vec::new();
    for (index, file) in files.iter().enumerate() {
        let used = used_template(file).map(|name| name.text.as_str());
        let here = Here {
            file: index,
            written_for: used,
            inherited: used.is_some_and(|used| used != template.id),
        };
        let root = Rc::new(Scope::root());
        resolver.items(&root, &file.items, &here, &mut written);
        collect_disables(&file.items, index, &mut disables);
    }
    let disabled = resolver.switch_off(&disables, &mut written);
    resolver.duplicate_rules(&written);
    let parts = assemble(template, written, disabled);
    resolver.problems.sort();
    (Program::new(parts), resolver.problems)
}

fn collect_disables<'a>(
    items: &'a [Item],
    file: usize,
    found: &mut Vec<(usize, &'a ast::Disable)>,
) {
    for item in items {
        match item {
            Item::Disable(disable) => found.push((file, disable)),
            Item::Scope(scope) => collect_disables(&scope.items, file, found),
            _ => {}
        }
    }
}

fn assemble(
    template: &Template,
    written: Vec<Written<'_>>,
    disabled: Vec<Disabled>,
) -> ProgramParts {
    let mut parts = ProgramParts {
        template: template.id.clone(),
        schema: template.schema.clone(),
        disabled,
        ..ProgramParts::default()
    };
    for one in written.into_iter().filter(|one| !one.disabled) {
        if let Some(problem) = one.skipped {
            parts.skipped.push(Skipped {
                rule: one.rule.id.text.clone(),
                title: title_of(one.rule),
                reason: problem.message,
                span: one.rule.span,
            });
        }
        parts.rules.extend(one.checked);
    }
    parts
}

fn title_of(rule: &ast::Rule) -> String {
    let title = rule
        .title
        .as_ref()
        .unwrap_or(&ast::Text {
            text: String::new(),
            span: rule.span,
        })
        .text
        .clone();
    if title.is_empty() {
        rule.id.text.clone()
    } else {
        title
    }
}

impl<'a> Resolver<'a> {
    /// The items of a file or of a scope.
    fn items(
        &mut self,
        outer: &Rc<Scope<'a>>,
        items: &'a [Item],
        here: &Here<'a>,
        written: &mut Vec<Written<'a>>,
    ) {
        let mut scope = Scope::inside(outer);
        for item in items {
            let (name, binding) = match item {
                Item::Let(definition) => (&definition.name, Binding::Let(definition)),
                Item::Function(definition) => (&definition.name, Binding::Function(definition)),
                _ => continue,
            };
            if scope.defines(&name.text) {
                self.complain(duplicate(&name.text, name.span));
            }
            scope.define(&name.text, binding);
        }
        let scope = Rc::new(scope);
        for item in items {
            match item {
                Item::Let(_) | Item::Function(_) => self.definition(&scope, item, here),
                Item::Rule(rule) => {
                    let one = self.written(&scope, rule, here);
                    written.push(one);
                }
                Item::Scope(inner) => self.scope(&scope, inner, here, written),
                Item::Use(_) | Item::Disable(_) => {}
            }
        }
    }

    /// Looks at a definition by itself, so that mistakes are found where nothing uses it.
    fn definition(&mut self, scope: &Rc<Scope<'a>>, item: &'a Item, here: &Here<'a>) {
        self.fresh();
        self.star = Star::Asked(Vec::new());
        let before = std::mem::take(&mut self.problems);
        match item {
            Item::Let(definition)
                if self.enter(definition.span, &definition.name.text, definition.name.span) =>
            {
                self.expression(scope, &definition.value);
            }
            Item::Function(definition) => {
                let mut inner = Scope::inside(scope);
                for parameter in &definition.parameters {
                    if inner.defines(&parameter.text) {
                        self.complain(duplicate(&parameter.text, parameter.span));
                    }
                    inner.define(&parameter.text, Binding::Value(Value::Unknown, 1));
                }
                if self.enter(definition.span, &definition.name.text, definition.name.span) {
                    self.expression(&Rc::new(inner), &definition.body);
                }
            }
            _ => {}
        }
        let found = std::mem::replace(&mut self.problems, before);
        for problem in found.iter() {
            if !(here.inherited && of_template(problem)) {
                self.problems.push(problem.clone());
            }
        }
    }

    fn scope(
        &mut self,
        outer: &Rc<Scope<'a>>,
        inner: &'a ast::Scope,
        here: &Here<'a>,
        written: &mut Vec<Written<'a>>,
    ) {
        let path: Vec<&str> = inner.path.iter().map(|name| name.text.as_str()).collect();
        let mut path = path.join(".");
        if let Some(ScopeTable::Namespace(prefix)) = Scope::scope_table(outer) {
            path = format!("{prefix}.{path}");
        }
        let table = match self.table_or_namespace(&path) {
            Some(Value::Rows(rows)) => Some(ScopeTable::Table(rows.table)),
            Some(Value::Namespace(path)) => Some(ScopeTable::Namespace(path)),
            _ => None,
        };
        if let Some(table) = table {
            let mut scope = Scope::inside(outer);
            scope.table = Some(table);
            self.items(&Rc::new(scope), &inner.items, here, written);
            return;
        }
        let problem = self.unknown_scope(&path, inner);
        if here.inherited {
            skip_all(&inner.items, here.file, &problem, written);
        } else {
            self.complain(problem);
        }
    }

    fn unknown_scope(&self, path: &str, scope: &ast::Scope) -> Problem {
        let span = scope
            .path
            .iter()
            .map(|name| name.span)
            .reduce(Span::to)
            .unwrap_or(scope.span);
        let names: Vec<&str> = self.schema.tables.iter().map(|t| t.path.as_str()).collect();
        complain::no_such_table(path, span, Some(&names))
    }

    /// Checks a rule; one of an ancestor's file that names what this template lacks is left out.
    fn written(
        &mut self,
        scope: &Rc<Scope<'a>>,
        rule: &'a ast::Rule,
        here: &Here<'a>,
    ) -> Written<'a> {
        let before = std::mem::take(&mut self.problems);
        let mut checked = self.rule(scope, rule, here.written_for);
        let found = std::mem::replace(&mut self.problems, before);
        let mut skipped = None;
        let foreign = found
            .iter()
            .find(|problem| here.inherited && of_template(problem));
        if let Some(problem) = foreign {
            skipped = Some(problem.clone());
            checked = None;
        } else {
            for problem in found.iter() {
                // Years are the template's own matter: an inherited rule may be for others.
                if !(here.inherited && problem.level == Level::Warning) {
                    self.problems.push(problem.clone());
                }
            }
        }
        Written {
            rule,
            file: here.file,
            checked,
            skipped,
            disabled: false,
        }
    }

    /// Applies `disable`: to rules of other files if there are any, else to the file's own.
    fn switch_off(
        &mut self,
        disables: &[(usize, &'a ast::Disable)],
        written: &mut [Written<'a>],
    ) -> Vec<Disabled> {
        let mut list = Vec::new();
        for (file, disable) in disables {
            let id = &disable.rule.text;
            let Some(because) = &disable.because else {
                self.complain(no_reason(disable));
                continue;
            };
            let foreign = written
                .iter()
                .any(|one| one.rule.id.text == *id && one.file != *file);
            let mut found = false;
            for one in written.iter_mut() {
                if one.rule.id.text != *id || (foreign && one.file == *file) {
                    continue;
                }
                found = true;
                one.disabled = true;
                list.push(Disabled {
                    rule: id.clone(),
                    title: title_of(one.rule),
                    because: because.text.clone(),
                    span: disable.span,
                    rule_span: one.rule.span,
                });
            }
            if !found {
                self.complain(no_such_rule(&disable.rule, written));
            }
        }
        list
    }

    fn duplicate_rules(&mut self, written: &[Written<'a>]) {
        let mut first: rustc_hash::FxHashMap<&str, Span> = rustc_hash::FxHashMap::default();
        for one in written.iter().filter(|one| !one.disabled) {
            let name = &one.rule.id;
            if let Some(before) = first.get(name.text.as_str()) {
                let before = *before;
                self.complain(
                    Problem::error(
                        &E0209,
                        say(
                            format!("有两条规则叫「{}」", name.text),
                            format!("two rules are called `{}`", name.text),
                        ),
                    )
                    .at(name.span, say("这一条", "this one"))
                    .at(before, say("先有这一条", "this one came first"))
                    .help(say(
                        "换一个名称；要替换继承的规则，先 `disable` 它",
                        "choose another id; to replace an inherited rule, `disable` it first",
                    )),
                );
            } else {
                first.insert(&name.text, name.span);
            }
        }
    }
}

fn skip_all<'a>(items: &'a [Item], file: usize, problem: &Problem, written: &mut Vec<Written<'a>>) {
    for item in items {
        match item {
            Item::Rule(rule) => written.push(Written {
                rule,
                file,
                checked: None,
                skipped: Some(problem.clone()),
                disabled: false,
            }),
            Item::Scope(scope) => skip_all(&scope.items, file, problem, written),
            _ => {}
        }
    }
}

fn of_template(problem: &Problem) -> bool {
    OF_TEMPLATES.contains(&problem.code.id)
}

fn no_reason(disable: &ast::Disable) -> Problem {
    complain::simple(
        &E0212,
        disable.span,
        say(
            format!("停用规则「{}」没有说明原因", disable.rule.text),
            format!("rule `{}` is disabled without a reason", disable.rule.text),
        ),
    )
    .help(say("在后面写 `because \"…\"`", "add `because \"…\"`"))
}

fn no_such_rule(name: &Name, written: &[Written<'_>]) -> Problem {
    let names: Vec<&str> = written
        .iter()
        .map(|one| one.rule.id.text.as_str())
        .collect();
    let problem = Problem::error(
        &E0208,
        say(
            format!("没有规则「{}」", name.text),
            format!("there is no rule `{}`", name.text),
        ),
    )
    .at(name.span, say("没有这条规则", "no such rule"));
    complain::suggest(problem, &name.text, &names)
}
