//! Every lint fires once in an invented pack, at the right place.

use std::collections::BTreeSet;

use gouji::diagnostic::{Level, Problems};
use gouji::engine::{Engine, Pack, builtin_packs};
use gouji::lint::{LINTS, Levels, LintLevel};

const TEMPLATE: &str = include_str!("data/lint/template.toml");
const RULES: &str = include_str!("data/lint/rules.gouji");

fn engine(rules: &str) -> Engine {
    let pack = Pack::new("qingxi")
        .with("template.toml", TEMPLATE)
        .with("rules.gouji", rules);
    let engine = Engine::builder()
        .pack(pack)
        .build()
        .expect("the template is sound");
    let problems = engine.problems();
    let told: Vec<&str> = problems
        .iter()
        .map(|problem| problem.message.en.as_str())
        .collect();
    assert!(!problems.has_errors(), "{told:?}");
    engine
}

/// All rules but the one that is there for having no test.
fn tested(engine: &Engine) -> Option<BTreeSet<String>> {
    let ids = engine
        .rules()
        .into_iter()
        .map(|written| written.rule.id.text.clone());
    Some(ids.filter(|id| id != "没有用例").collect())
}

fn linted(rules: &str) -> (Engine, Problems) {
    let engine = engine(rules);
    let problems = engine.lint(&Levels::default(), tested(&engine));
    (engine, problems)
}

/// Code, message, and what is underlined.
fn told(engine: &Engine, problems: &Problems) -> String {
    let mut text = String::new();
    for problem in problems.iter() {
        let level = match problem.level {
            Level::Error => "error",
            Level::Warning => "warning",
        };
        let message = &problem.message;
        text.push_str(&format!(
            "{level} {} {} | {}\n",
            problem.code.id, message.zh, message.en
        ));
        for label in &problem.labels {
            let source = engine.sources().get(label.span.source).unwrap();
            let at = source.lines.locate(&source.text, label.span.start);
            let under = engine
                .sources()
                .text(label.span)
                .lines()
                .next()
                .unwrap_or("");
            let said = &label.text;
            text.push_str(&format!(
                "  {}:{}:{} ‹{under}› {} | {}\n",
                source.name, at.line, at.column, said.zh, said.en
            ));
        }
        let help = problem.help.as_ref().expect("advice");
        text.push_str(&format!("  = {} | {}\n\n", help.zh, help.en));
    }
    text
}

#[test]
fn every_lint_fires_once_at_its_place() {
    let (engine, problems) = linted(RULES);
    let mut codes: Vec<&str> = problems.iter().map(|problem| problem.code.id).collect();
    codes.sort_unstable();
    let all: Vec<&str> = LINTS.iter().map(|lint| lint.code.id).collect();
    assert_eq!(codes, all, "{}", told(&engine, &problems));
    insta::assert_snapshot!(told(&engine, &problems));
}

#[test]
fn levels_turn_lints_off_and_into_errors() {
    let engine = engine(RULES);
    let mut levels = Levels::default();
    assert!(levels.set("W0701", LintLevel::Off) && levels.set("w0711", LintLevel::Error));
    assert!(!levels.set("E0101", LintLevel::Off));
    let problems = engine.lint(&levels, tested(&engine));
    let level = |code: &str| {
        let found = problems.iter().find(|problem| problem.code.id == code);
        found.map(|problem| problem.level)
    };
    assert_eq!(level("W0701"), None);
    assert_eq!(level("W0711"), Some(Level::Error));
    assert_eq!(level("W0712"), Some(Level::Warning));
    assert_eq!(level("W0704"), Some(Level::Error));
}

/// Codes that the rules of the pack give when this stands at their end.
#[track_caller]
fn more(rules: &str, wanted: &[&str]) {
    let count = |problems: &Problems, code: &str| {
        problems
            .iter()
            .filter(|problem| problem.code.id == code)
            .count()
    };
    let (_, before) = linted(RULES);
    let (engine, after) = linted(&format!("{RULES}\n{rules}"));
    let more: Vec<&str> = LINTS
        .iter()
        .map(|lint| lint.code.id)
        .filter(|code| count(&after, code) > count(&before, code))
        .collect();
    assert_eq!(more, wanted, "{}", told(&engine, &after));
}

/// A rule with title and basis.
fn rule(id: &str, clauses: &str) -> String {
    format!("rule {id} \"标题\" {{\n  basis \"依据\"\n  {clauses}\n}}\n")
}

#[test]
fn a_relation_under_a_condition_does_not_imply_the_same_without() {
    let one = rule(
        "甲",
        "when 收入表[其他收入].上年 > 0\n check 收入表[事业收入].金额 = 收入表[事业收入].上年",
    );
    let other = rule("乙", "check 收入表[事业收入].金额 = 收入表[事业收入].上年");
    more(&one, &[]);
    more(&(one + &other), &["W0703"]);
}

#[test]
fn rules_that_only_negative_amounts_satisfy_do_not_contradict_unless_amounts_are_not_negative() {
    let less = rule(
        "甲",
        "check 收入表[事业收入].上年 + 1元 <= 收入表[其他收入].上年\n check 收入表[其他收入].上年 <= 0",
    );
    more(&less, &[]);
    let natural = rule("乙", "check 收入表[事业收入].上年 >= 0");
    more(&(less + &natural), &["W0704"]);
}

#[test]
fn conditions_that_exclude_each_other_are_no_contradiction() {
    let one = rule(
        "甲",
        "when 收入表[其他收入].上年 > 5元\n check 收入表[事业收入].上年 = 1元",
    );
    let other = rule(
        "乙",
        "when 收入表[其他收入].上年 < 5元\n check 收入表[事业收入].上年 = 2元",
    );
    more(&(one.clone() + &other), &[]);
    let always = rule("丙", "check 收入表[事业收入].上年 = 2元");
    more(&(one + &always), &["W0704"]);
}

#[test]
fn a_warning_does_not_make_an_error_redundant() {
    let warning = "rule 甲 \"标题\" severity warning {\n basis \"依据\"\n check 收入表[事业收入].上年 >= 0\n}\n";
    let error = rule(
        "乙",
        "check 收入表[事业收入].上年 + 收入表[事业收入].上年 >= 0",
    );
    // The weaker one goes, not the stronger.
    more(&(warning.to_owned() + &error), &["W0702"]);
}

#[test]
fn an_allowed_exception_is_silent_and_used() {
    let twice = rule("甲", "check 收入表[事业收入].上年 >= 0");
    let again = rule("乙", "check 收入表[事业收入].上年 >= 0");
    more(&format!("{twice}{again}"), &["W0702"]);
    more(
        &format!("{twice}// lint: allow W0702 because 一条对外公布\n{again}"),
        &[],
    );
    more(
        &format!("{twice}// 检查：允许 W0702，因为一条对外公布\n{again}"),
        &[],
    );
    more(
        &format!("// lint: allow-file W0702 because 演示\n{twice}{again}"),
        &[],
    );
    let trailing = again
        .replace("金额", "上年")
        .replace(">= 0", ">= 0  // lint: allow W0702 because 演示");
    more(&format!("{twice}{trailing}"), &[]);
    // No reason, no exception.
    more(
        &format!("{twice}// lint: allow W0702\n{again}"),
        &["W0702", "W0716"],
    );
}

#[test]
fn names_that_hide_others_are_told() {
    more(
        "let 上限 = 100元\nrule 甲 \"标题\" {\n basis \"依据\"\n let 上限 = 200元\n check 收入表[事业收入].上年 <= 上限\n}\n",
        &["W0702"],
    );
}

#[test]
fn a_rule_that_its_own_template_disables_never_runs() {
    more(
        &format!(
            "{}disable 甲 because \"演示\"\n",
            rule("甲", "check 收入表[事业收入].上年 >= 0")
        ),
        &["W0702"],
    );
}

/// The first block of a language on a page.
fn block<'p>(page: &'p str, language: &str) -> Option<&'p str> {
    let (_, from) = page.split_once(&format!("```{language}\n"))?;
    from.split_once("```").map(|(block, _)| block)
}

#[test]
fn the_example_of_every_page_fires_its_lint() {
    for lint in LINTS {
        let code = lint.code;
        let (name, text) = match block(code.page, "gouji") {
            Some(rules) => ("x.gouji", format!("use template national\n{rules}")),
            None => {
                let tables = block(code.page, "toml").expect("an example");
                let head =
                    "[template]\nid = \"x\"\ntitle = \"示例\"\nlanguage = 1\nmatch = [\"示例\"]\n";
                ("x.toml", format!("{head}{tables}"))
            }
        };
        let pack = Pack::new("x").with(name, text);
        let national = builtin_packs()
            .into_iter()
            .find(|pack| pack.name == "national");
        let builder = Engine::builder().pack(national.unwrap());
        let engine = builder.pack(pack).build().expect(code.id);
        assert!(
            !engine.problems().has_errors(),
            "{}: {:?}",
            code.id,
            engine.problems()
        );
        let problems = engine.lint(&Levels::default(), Some(BTreeSet::new()));
        let fires = problems.iter().any(|problem| {
            let place = problem.labels.first().map(|label| label.span.source);
            let file = place.and_then(|id| engine.sources().get(id));
            problem.code == code && file.is_some_and(|file| file.name == name)
        });
        assert!(fires, "{}: {}", code.id, told(&engine, &problems));
    }
}

#[test]
fn shipped_packs_are_clean() {
    let engine = Engine::builtin().expect("the built-in templates are sound");
    // Which rules have cases is the matter of the cases' own tests.
    let problems = engine.lint(&Levels::default(), None);
    assert!(problems.is_empty(), "{}", told(&engine, &problems));
}
