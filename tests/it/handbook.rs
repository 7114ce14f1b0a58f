//! Rules in words, explained with examples, and as handbooks.

use std::collections::{BTreeMap, BTreeSet};

use gouji::diagnostic::Lang;
use gouji::engine::{Engine, builtin_packs};
use gouji::render::Look;
use gouji::render::explain::explain;
use gouji::render::handbook::{handbook, html, markdown};
use gouji::render::words::in_words;
use gouji::tools::cases::{RuleExamples, Suite, case_files, read_suite};

use super::cases::Examples;

fn shipped() -> (Engine, Suite) {
    let (suite, _) = read_suite(case_files(&builtin_packs()));
    (Engine::builtin().unwrap(), suite)
}

fn examples(engine: &Engine, suite: &Suite, rules: &[&str]) -> BTreeMap<String, RuleExamples> {
    let of = |rule: &&str| ((*rule).to_owned(), suite.examples(rule, engine, &Examples));
    rules.iter().map(of).collect()
}

#[test]
fn every_shipped_rule_can_be_said_in_both_languages() {
    let engine = Engine::builtin().unwrap();
    for (_, template) in engine.templates() {
        let (program, _) = engine.program(&template.id).unwrap();
        for rule in program.rules() {
            let said = in_words(program, rule, Lang::Zh);
            let told = in_words(program, rule, Lang::En);
            assert!(!said.checks.is_empty(), "{}", rule.id);
            for sentence in said.checks.iter().chain([&said.scope]) {
                let code = ["==", "<=", "sum(", "same_name", " is ", "的的", "「」"];
                let raw = code.iter().find(|code| sentence.contains(*code));
                assert!(raw.is_none(), "{}: {sentence}", rule.id);
            }
            for sentence in told.checks.iter().chain([&told.scope]) {
                let odd = ["「", "」", "``", "of  ", " of ,"];
                let left = odd.iter().find(|odd| sentence.contains(*odd));
                assert!(left.is_none(), "{}: {sentence}", rule.id);
            }
        }
    }
}

#[test]
fn a_rule_is_explained_with_an_example_that_holds_and_one_that_does_not() {
    let (engine, suite) = shipped();
    let rule = "总表_收支平衡";
    let examples = suite.examples(rule, &engine, &Examples);
    let text = explain(&engine, rule, &examples, &Look::default()).unwrap();
    let said = "核对什么    收支总表.收入「总计」等于收支总表.支出「总计」";
    for wanted in [
        said,
        "✓ 成立的例子",
        "✗ 不成立的例子",
        "? 无法判断的例子",
        "规则原文",
        "容差",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    let look = Look {
        lang: Lang::En,
        ..Look::default()
    };
    let text = explain(&engine, rule, &examples, &look).unwrap();
    assert!(
        text.contains("`总计` of 收支总表.收入 equals `总计` of 收支总表.支出"),
        "{text}"
    );
    assert!(explain(&engine, "没有这条", &examples, &look).is_none());
}

#[test]
fn a_handbook_tells_every_rule_of_its_pack_once_and_needs_nothing_else() {
    let (engine, suite) = shipped();
    let shown = examples(&engine, &suite, &["文_接待构成"]);
    let book = handbook(&engine, "henan", &shown, Lang::Zh);
    let rules = engine.rules();
    let own: Vec<&str> = rules
        .iter()
        .filter(|rule| rule.pack == "henan")
        .map(|rule| rule.rule.id.text.as_str())
        .collect();
    assert_eq!(book.count(), own.len());
    let (page, text) = (html(&book), markdown(&book));
    for rule in own {
        assert_eq!(
            page.matches(&format!("id=\"r-{rule}\"")).count(),
            1,
            "{rule}"
        );
        assert!(text.contains(&format!("`{rule}`")), "{rule}");
    }
    assert!(page.contains("class=\"good\"") && page.contains("class=\"bad\""));
    for outside in ["http://", "https://", "src=", "@import", "<link"] {
        assert!(!page.contains(outside), "{outside}");
    }
    let anchors: BTreeSet<&str> = text
        .split("<a id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let links = text
        .split("](#")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    for link in links {
        assert!(anchors.contains(link), "{link}");
    }
}

#[test]
fn a_handbook_in_english_speaks_english() {
    let engine = Engine::builtin().unwrap();
    let page = html(&handbook(&engine, "sichuan", &BTreeMap::new(), Lang::En));
    assert!(page.contains("Handbook of rules"));
    assert!(!page.contains("无法判断") && !page.contains("理由"));
}
