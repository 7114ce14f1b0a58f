//! W0702, W0703, W0704: the same relation twice, a rule that others imply, rules that cannot hold
//! together.

use super::LintedTemplate;
use super::linear::{Likeness, Stated, judge};
use crate::diagnostic::codes::{W0702, W0703, W0704};
use crate::diagnostic::{Problem, Wording};
use crate::program::{Check, Rule};
use crate::source::Span;

/// Looks at the rules of a template together.
pub(super) fn look(one: &LintedTemplate<'_>, found: &mut Vec<Problem>) {
    let rules = one.program.rules();
    let judged = judge(rules);
    for (check, from, likeness) in &judged.implied {
        found.extend(implied(rules, *check, from, *likeness));
    }
    for set in &judged.contradictions {
        found.extend(contradiction(rules, set));
    }
}

fn at(rules: &[Rule], (rule, check): Stated) -> Option<(&Rule, &Check)> {
    let rule = rules.get(rule)?;
    Some((rule, rule.checks.get(check)?))
}

/// The rules of some checks by name, each once, in order of place.
fn named<'r>(rules: &'r [Rule], stated: &[Stated]) -> Vec<(&'r Rule, Span)> {
    let mut all: Vec<(&Rule, Span)> = stated
        .iter()
        .filter_map(|one| at(rules, *one))
        .map(|(rule, check)| (rule, check.span))
        .collect();
    all.sort_by_key(|(_, span)| *span);
    all.dedup_by_key(|(_, span)| *span);
    all
}

fn list(rules: &[(&Rule, Span)], (open, close, between): (&str, &str, &str)) -> String {
    let mut names: Vec<&str> = rules.iter().map(|(rule, _)| rule.id.as_str()).collect();
    names.dedup();
    let names: Vec<String> = names
        .iter()
        .map(|name| format!("{open}{name}{close}"))
        .collect();
    names.join(between)
}

const ZH: (&str, &str, &str) = ("「", "」", "、");
const EN: (&str, &str, &str) = ("`", "`", ", ");

fn implied(rules: &[Rule], stated: Stated, from: &[Stated], likeness: Likeness) -> Option<Problem> {
    let (rule, check) = at(rules, stated)?;
    let others = named(rules, from);
    let (zh, en) = (list(&others, ZH), list(&others, EN));
    let id = &rule.id;
    let within = others.iter().all(|(other, _)| other.id == *id);
    let mut problem = match likeness {
        Likeness::Same => Problem::warning(
            &W0702,
            Wording::new(
                format!("规则「{id}」与{zh}写的是同一个关系"),
                format!("rule `{id}` states the same relation as {en}"),
            ),
        )
        .at(check.span, Wording::new("又写了一次", "stated again"))
        .help(Wording::new(
            "删去一条：同一处不符会报两次",
            "remove one of them: each contradiction would be reported twice",
        )),
        Likeness::Follows => Problem::warning(
            &W0703,
            Wording::new(
                match within {
                    true => format!("规则「{id}」的这一项由它自己的其他核对推得出"),
                    false => format!("规则「{id}」由{zh}推得出"),
                },
                match within {
                    true => format!("this check of rule `{id}` follows from its other checks"),
                    false => format!("rule `{id}` follows from {en}"),
                },
            ),
        )
        .at(check.span, Wording::new("多余的核对", "redundant"))
        .help(Wording::new(
            "其余各条都成立时它必然成立。可以删去；为便于找出错在哪一处而保留的，在上一行写 // lint: allow W0703 because …",
            "it holds whenever the others do; remove it, or keep it for showing where an error lies and write `// lint: allow W0703 because …` above it",
        )),
    };
    for (_, span) in others.iter().filter(|(_, span)| *span != check.span) {
        problem = problem.at(
            *span,
            match likeness {
                Likeness::Same => Wording::new("先写的一次", "stated first"),
                Likeness::Follows => Wording::new("由此推出", "follows from this"),
            },
        );
    }
    Some(problem)
}

fn contradiction(rules: &[Rule], set: &[Stated]) -> Option<Problem> {
    let all = named(rules, set);
    let (zh, en) = (list(&all, ZH), list(&all, EN));
    let ((last, span), others) = all.split_last()?;
    let alone = others.iter().all(|(other, _)| other.id == last.id);
    let problem = Problem::error(
        &W0704,
        Wording::new(
            match alone {
                true => format!("规则{zh}不可能成立"),
                false => format!("规则{zh}不可能同时成立"),
            },
            match alone {
                true => format!("rule {en} can never hold"),
                false => format!("rules {en} can never hold together"),
            },
        ),
    )
    .at(*span, Wording::new("无论填什么数，总有一条不符", "whatever is filled in, one of them fails"))
    .help(Wording::new(
        "按表样核对这几条，改正写错的一条；减去其中任何一条，其余的可以同时成立",
        "compare them with the form and mend the wrong one; without any one of them the others can hold",
    ));
    Some(others.iter().fold(problem, |problem, (_, span)| {
        problem.at(*span, Wording::new("与这一条矛盾", "contradicts this"))
    }))
}
