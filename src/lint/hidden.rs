//! W0702, second half: a name that hides another, and a rule that its own pack switches off.

use super::{Library, walk};
use crate::diagnostic::codes::W0702;
use crate::diagnostic::{Problem, Wording};
use crate::syntax::ast::{Item, Name, Rule};

/// Names of a file that hide others of the file.
pub(super) fn names<'a>(items: &'a [Item], outer: &[&'a Name], found: &mut Vec<Problem>) {
    let mut known: Vec<&Name> = outer.to_vec();
    for item in items {
        let name = match item {
            Item::Let(binding) => &binding.name,
            Item::Function(function) => &function.name,
            _ => continue,
        };
        hides(name, outer, found);
        known.push(name);
    }
    for item in items {
        match item {
            Item::Scope(scope) => names(&scope.items, &known, found),
            Item::Rule(rule) => in_rule(rule, &known, found),
            Item::Function(function) => {
                for parameter in &function.parameters {
                    hides(parameter, &known, found);
                }
            }
            Item::Use(_) | Item::Let(_) | Item::Disable(_) => {}
        }
    }
}

fn in_rule(rule: &Rule, outer: &[&Name], found: &mut Vec<Problem>) {
    let variables = rule.sources.iter().map(|source| &source.variable);
    for name in variables.chain(rule.lets.iter().map(|binding| &binding.name)) {
        hides(name, outer, found);
    }
}

fn hides(name: &Name, outer: &[&Name], found: &mut Vec<Problem>) {
    let Some(hidden) = outer.iter().rev().find(|other| other.text == name.text) else {
        return;
    };
    let text = &name.text;
    let problem = Problem::warning(
        &W0702,
        Wording::new(
            format!("「{text}」遮住了外面的同名定义"),
            format!("`{text}` hides a definition of the same name"),
        ),
    )
    .at(
        name.span,
        Wording::new("从这里起指这一个", "means this one from here on"),
    )
    .at(hidden.span, Wording::new("被遮住的", "hidden"))
    .help(Wording::new(
        "换一个名称，读规则的人才不会弄混",
        "choose another name, so that readers do not mistake one for the other",
    ));
    found.push(problem);
}

/// Rules that are switched off for the very template they are written for: they never run.
pub(super) fn switched_off(library: &Library<'_>, found: &mut Vec<Problem>) {
    for file in &library.files {
        let own = library
            .templates
            .iter()
            .find(|one| Some(one.template.id.as_str()) == file.template);
        let Some(own) = own else { continue };
        walk::rules(&file.tree.items, &mut |rule| {
            let off = own
                .program
                .disabled()
                .iter()
                .find(|off| off.rule_span == rule.span);
            let Some(off) = off else { return };
            let id = &rule.id.text;
            let problem = Problem::warning(
                &W0702,
                Wording::new(
                    format!("规则「{id}」从不运行：它自己的模板就停用了它"),
                    format!("rule `{id}` never runs: its own template disables it"),
                ),
            )
            .at(rule.id.span, Wording::new("这条规则", "this rule"))
            .at(off.span, Wording::new("在这里停用", "disabled here"))
            .help(Wording::new(
                "不再需要就删去规则和 disable；只在个别省停用的，把 disable 写到那个省的包里",
                "remove both if it is not needed; to disable it for one province, write `disable` in that province's pack",
            ));
            found.push(problem);
        });
    }
}
