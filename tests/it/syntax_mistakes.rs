//! Every mistake of a rule file, told whole: message, underlined text, advice.

use gouji::diagnostic::{CODES, Lang};
use gouji::render::{Look, problems::human};
use gouji::source::SourceMap;
use gouji::syntax::{self, MAX_FAULTS, MAX_FILE_BYTES};

/// Codes that no small file can show.
const WITHOUT_EXAMPLE: &[&str] = &["E0106", "E0117", "E0118"];

/// The problems of a text: code, underlined texts, message.
fn mistakes(text: &str) -> Vec<(String, Vec<String>, String)> {
    let mut sources = SourceMap::default();
    let id = sources.add("规则.gouji", text);
    let (_, problems) = syntax::parse(&sources, id);
    problems
        .iter()
        .map(|problem| {
            let under = problem
                .labels
                .iter()
                .map(|label| sources.text(label.span).to_owned())
                .collect();
            (
                problem.code.id.to_owned(),
                under,
                problem.message.en.clone(),
            )
        })
        .collect()
}

/// One mistake: its code and the text under its main label.
#[track_caller]
fn case(text: &str, code: &str, under: &str) {
    let found = mistakes(text);
    let told: Vec<(&str, &str)> = found
        .iter()
        .map(|(code, under, _)| (code.as_str(), under.first().map_or("", String::as_str)))
        .collect();
    assert_eq!(told, [(code, under)], "{found:?}\nin {text}");
}

/// A check in a rule.
fn check(relation: &str) -> String {
    format!("rule 甲 \"标题\" {{\n  check {relation}\n}}\n")
}

fn drawn(text: &str, lang: Lang) -> String {
    let mut sources = SourceMap::default();
    let id = sources.add("规则.gouji", text);
    let (_, problems) = syntax::parse(&sources, id);
    let look = Look {
        lang,
        ..Look::default()
    };
    human(&problems, &sources, &look)
}

/// The rule blocks of a page.
fn blocks(page: &str) -> Vec<String> {
    page.split("```gouji\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn every_page_shows_its_error_and_a_file_without_it() {
    let (mut chinese, mut english) = (Vec::new(), Vec::new());
    for code in CODES.iter().filter(|code| code.id.starts_with("E01")) {
        let blocks = blocks(code.page);
        assert!(
            code.page.starts_with(&format!("# {} {}", code.id, code.zh)),
            "{}",
            code.id
        );
        if WITHOUT_EXAMPLE.contains(&code.id) {
            assert!(blocks.is_empty());
            continue;
        }
        let [wrong, right] = blocks.as_slice() else {
            panic!("{}: two blocks wanted", code.id)
        };
        let found = mistakes(wrong);
        assert!(!found.is_empty());
        for (found, ..) in &found {
            assert_eq!(found, code.id, "{found:?}");
        }
        assert_eq!(mistakes(right), [], "{}", code.id);
        chinese.push(drawn(wrong, Lang::Zh));
        english.push(drawn(wrong, Lang::En));
    }
    insta::assert_snapshot!(
        "syntax_mistakes_zh",
        chinese.join(
            "
"
        )
    );
    insta::assert_snapshot!(
        "syntax_mistakes_en",
        english.join(
            "
"
        )
    );
}

#[test]
fn slips_at_items_are_named() {
    case("ruel 甲 \"标题\" {\n  check a = b\n}\n", "E0104", "ruel");
    case("Rule 甲 \"标题\" {\n  check a = b\n}\n", "E0104", "Rule");
    case("某某单位决算公开\n", "E0104", "某某单位决算公开");
    case("title = \"决算\"\nyears = \"2021..\"\n", "E0112", "title");
    case("[template]\nid = \"云州\"\n", "E0112", "[");
    case("check a = b\n", "E0112", "check");
    case("each r in 支出表\n", "E0112", "each");
    case("rule 甲 = \"标题\" { check a = b }\n", "E0112", "=");
    case("let x == 3\n", "E0112", "==");
    case("in 表 {\n  use template a\n}\n", "E0112", "use template a");
    case("let x = 1\n/* 旧规则 */\n", "E0101", "/*");
    case("use national\n", "E0101", "national");
    case("use tempalte national\n", "E0104", "tempalte");
    case("rule { check a = b }\n", "E0101", "{");
    case("let x =\nlet y = 1\n", "E0101", "=");
}

#[test]
fn slips_in_rules_are_named() {
    case(
        "rule 甲 \"标题\" severty warning { check a = b }\n",
        "E0104",
        "severty",
    );
    case("rule 甲 \"标题\" {\n  chek a = b\n}\n", "E0104", "chek");
    case("rule 甲 \"标题\" {\n  核队 a = b\n}\n", "E0104", "核队");
    case(
        "rule 甲 \"标题\" {\n  如果 a = b\n  check a = b\n}\n",
        "E0104",
        "如果",
    );
    case("rule 甲 \"标题\" {\n  [总计] = a\n}\n", "E0110", "[");
    case("rule 甲 \"标题\" {\n  r.合计 = a\n}\n", "E0110", "r");
    case("rule 甲 \"标题\" {\n}\n", "E0110", "甲");
    case("rule 甲 \"标题\"\n  check a = b\n}\n", "E0102", "\"标题\"");
    case("rule 甲 \"标题\" {\n  check a = b\n", "E0102", "{");
    case("rule 甲 \"标题\" {\n  check a = b\n}\n}\n", "E0102", "}");
    case(
        "in 收支总表.收入\nrule 甲 \"标题\" {\n  check a = b\n}\n",
        "E0102",
        "收入",
    );
    case(
        "rule 甲 \"标题\" { each in 支出表 check a = b }\n",
        "E0101",
        "in",
    );
    case(
        "rule 甲 \"标题\" severity note severity note { check a = b }\n",
        "E0111",
        "severity note",
    );
    case(
        "rule 甲 \"标题\" severity 严重 { check a = b }\n",
        "E0115",
        "严重",
    );
    case("rule 甲 \"标题\" since 21 { check a = b }\n", "E0115", "21");
    case("rule 甲 “标题 {\n  check a = b\n}\n", "E0103", "“标题 {");
    case("rule 甲 '标题' { check a = b }\n", "E0103", "'");
}

#[test]
fn slips_in_expressions_are_named() {
    for (relation, code, under) in [
        ("a = 1,234.50万元", "E0107", "1,234.50万元"),
        ("a = 1，234", "E0107", "1，234"),
        ("a = 1,234,567元 + b", "E0107", "1,234,567元"),
        ("a = 1_000", "E0107", "1_000"),
        ("a = min(1,000)", "E0107", "1,000"),
        ("a = .5", "E0107", ".5"),
        ("a = 5吨", "E0107", "5吨"),
        (
            "a = 12345678901234567890123456789012345",
            "E0107",
            "12345678901234567890123456789012345",
        ),
        ("a = 5且 b = c", "E0113", "5且"),
        ("a = b且c = d", "E0113", "b且c"),
        ("a has children且", "E0113", "children且"),
        ("a = b = c", "E0108", "="),
        ("a < b is printed", "E0108", "is printed"),
        ("a = [b] or 0 + [c]", "E0109", "+"),
        ("a + b or [c] > 0", "E0109", "or"),
        ("x = [a] or [b]", "E0109", "or"),
        ("a is printd", "E0115", "printd"),
        ("r has childen", "E0115", "childen"),
        ("a <> b", "E0101", "<>"),
        ("a => b", "E0101", "=>"),
        ("a && b", "E0101", "&"),
        ("a = b 并且 c = d", "E0104", "并且"),
        ("a 等于 b", "E0104", "等于"),
        ("a = [1~8]", "E0101", "~"),
        ("a = \"\\q\"", "E0114", "\\q"),
        ("a = 「」", "E0116", "「」"),
        ("a == '优'", "E0103", "'"),
        ("a == “优", "E0103", "“优"),
        ("sum(a, b = c", "E0102", "("),
        ("[a = b", "E0102", "["),
        ("a) = b", "E0102", ")"),
        ("a = b。", "E0101", "。"),
        ("a ==", "E0101", "=="),
    ] {
        case(&check(relation), code, under);
    }
}

#[test]
fn faults_do_not_hide_each_other() {
    let text = "\
use template national
ruel 甲 \"标题\" {
  chek [a] = [b]
  check [a] = 1,234
}
in 表 {
  rule 乙 \"标题\" {
    check [a] = [b
    when x is printd
  rule 丙 \"标题\" {
    check [a] = [b] = [c]
  }
}
rule 丁 \"标题\" {
  check a = b
}
rule 戊 \"标题 {
  check a = b
}
";
    let codes: Vec<String> = mistakes(text).into_iter().map(|(code, ..)| code).collect();
    assert_eq!(
        codes,
        [
            "E0104", "E0104", "E0107", "E0102", "E0102", "E0115", "E0108", "E0103"
        ]
    );
    let mut sources = SourceMap::default();
    let id = sources.add("规则.gouji", text);
    let (file, _) = syntax::parse(&sources, id);
    // What is sound is in the tree: `use`, the scope, rule 丁.
    assert_eq!(file.items.len(), 3);
    insta::assert_snapshot!(drawn(text, Lang::Zh));
}

#[test]
fn limits_are_named() {
    let deep = check(&format!(
        "a = {}1{}",
        "(".repeat(10_000),
        ")".repeat(10_000)
    ));
    case(&deep, "E0105", "(");
    case(
        &check(&format!("{}a", "not ".repeat(10_000))),
        "E0105",
        "not",
    );
    case(
        &check(&format!("{}a = 1", "- ".repeat(10_000))),
        "E0105",
        "-",
    );
    case(
        &check(&format!("a = b{}", " + b".repeat(10_000))),
        "E0105",
        "+",
    );
    case(
        &check(&format!("a = b{}", ".b".repeat(10_000))),
        "E0105",
        ".b",
    );
    case(&"in 表 {".repeat(1_000), "E0105", "{");
    case(&"rule 甲 {}".repeat(MAX_FILE_BYTES / 10), "E0106", "");
    let many = mistakes(&"ruel 甲 \"\" { }\n rule 乙 { }\n".repeat(10_000));
    assert_eq!(many.len(), MAX_FAULTS + 1);
    assert_eq!(many.last().map(|(code, ..)| code.as_str()), Some("E0117"));
}

#[test]
fn nested_brackets_that_do_not_close_well_take_no_time() {
    for opening in ["band(", "sum(", "[", "(", "(a = [", "「", "not ("] {
        for closing in ["", ")", "]", "= "] {
            let text = format!("let x = {}1{}", opening.repeat(60), closing.repeat(60));
            let _ = mistakes(&text);
        }
    }
}
