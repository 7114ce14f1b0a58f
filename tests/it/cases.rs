//! Cases of rules: the shipped ones hold, and what is wrong with a case file is told where it stands.

use std::sync::Arc;

use gouji::diagnostic::Wording;
use gouji::engine::{Engine, Pack, builtin_example, builtin_packs};
use gouji::tools::cases::{CaseFile, ReportLoader, Suite, case_files, read_suite};

/// Built-in examples only.
pub(super) struct Examples;

impl ReportLoader for Examples {
    fn load(&self, _from: &str, path: &str) -> Result<Arc<[u8]>, Wording> {
        let text = builtin_example(path).ok_or_else(|| Wording::new("没有", "none"))?;
        Ok(text.as_bytes().into())
    }
}

/// What differs, and the codes of what is wrong.
fn faults(suite: &Suite, engine: &Engine) -> Vec<String> {
    let mut faults = Vec::new();
    for case in suite.cases() {
        match suite.bind(case, engine, &Examples) {
            Err(problems) => {
                faults.extend(
                    problems
                        .iter()
                        .map(|p| format!("{} {}", p.code.id, p.message.zh)),
                );
            }
            Ok(bound) => {
                let (program, _) = engine.program(bound.template()).unwrap();
                let result = bound.run(program);
                let wrong = result.rules.iter().filter(|rule| !rule.agrees);
                faults.extend(wrong.map(|rule| {
                    let given = rule.expected.wanted.rewritten(&rule.given);
                    let (file, line) = (suite.file(case), suite.line(case));
                    let (rule, wanted) = (&rule.expected.name, &rule.expected.wanted);
                    format!("{file}:{line} {rule}: expected {wanted}, given {given}")
                }));
            }
        }
    }
    faults
}

#[test]
fn the_shipped_cases_hold() {
    let engine = Engine::builtin().unwrap();
    let (suite, problems) = read_suite(case_files(&builtin_packs()));
    assert!(problems.is_empty(), "{problems:#?}");
    assert!(!suite.cases().is_empty());
    let faults = faults(&suite, &engine);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_example_of_the_documentation_holds() {
    let page = include_str!("../../docs/authoring.md");
    let example = page.split("````markdown\n").nth(1).unwrap();
    let (suite, problems) = read_suite([CaseFile {
        pack: "national".to_owned(),
        name: "a.cases.md".to_owned(),
        text: example.split("````").next().unwrap().to_owned(),
    }]);
    assert!(problems.is_empty(), "{problems:#?}");
    assert_eq!(suite.cases().len(), 2);
    assert_eq!(
        faults(&suite, &Engine::builtin().unwrap()),
        Vec::<String>::new()
    );
}

const TEMPLATE: &str = r#"
[template]
id = "yunzhou"
title = "云州省单位决算公开"
language = 1
match = ["单位决算公开"]

[amount]
places = 2
default_unit = "万元"

[[table]]
id = "收入表"
title = ["收入汇总表"]
required = true
blank = "zero"
columns = [ { id = "项目", type = "label" }, { id = "金额", type = "amount", header = ["金额"] } ]
"#;

const RULES: &str = "use template yunzhou\n\
    rule 收入合计 \"收入合计等于各项收入之和\" {\n\
      check 收入表[合计] = 收入表[财政拨款收入] + 收入表[其他收入]\n\
    }\n\
    rule 非负 \"收入不为负\" {\n  each r in 收入表\n  check r.金额 >= 0\n}\n";

const REPORT: &str = "# 收入\n\n```report\n云州市示例馆 2023年度单位决算公开\n\n收入汇总表\n\
    金额单位：万元\n项目|金额\n财政拨款收入|400.00\n其他收入|3.15\n合计|403.15\n```\n\n";

fn engine() -> Engine {
    let pack = Pack::new("yunzhou")
        .with("template.toml", TEMPLATE)
        .with("sums.gouji", RULES);
    Engine::builder().pack(pack).build().unwrap()
}

fn suite(text: &str) -> Suite {
    let (suite, problems) = read_suite([CaseFile {
        pack: "yunzhou".to_owned(),
        name: "a.cases.md".to_owned(),
        text: text.to_owned(),
    }]);
    assert!(problems.is_empty(), "{problems:#?}");
    suite
}

#[test]
fn a_change_makes_a_rule_fail_and_an_update_writes_it_down() {
    let text = format!(
        "{REPORT}## 无差错\n```verdict\n收入合计: exact\n非负: holds\n*: holds\n```\n\n\
         ## 数字颠倒\n```change\n合计|[403.15 → 403.51]\n```\n```verdict\n收入合计: exact # 留着\n\
         非负: holds\n```\n\n## 空的\n```change\n其他收入|[3.15 → 3,x5]\n```\n```verdict\n```\n"
    );
    let (engine, suite) = (engine(), suite(&text));
    let program = &engine.program("yunzhou").unwrap().0;
    let cases = suite.cases().iter();
    let results: Vec<_> = cases
        .map(|case| suite.bind(case, &engine, &Examples).unwrap().run(program))
        .collect();
    let agree: Vec<bool> = results.iter().map(|result| result.agrees()).collect();
    assert_eq!(agree, [true, false, false]);
    assert!(results[1].rules[0].checks[0].working.contains("403.51"));
    let updated = suite.updated(&results);
    let wanted = text
        .replace("收入合计: exact # 留着", "收入合计: failed # 留着")
        .replace(
            "```verdict\n```",
            "```verdict\n收入合计: undecided(unreadable)\n非负: 1 undecided(unreadable), holds\n```",
        );
    assert_eq!(updated, [("a.cases.md".to_owned(), wanted)]);
}

#[test]
fn what_is_wrong_with_a_case_is_told() {
    let told = |body: &str| faults(&suite(&format!("{REPORT}## 甲\n{body}")), &engine());
    let verdict = "```verdict\n收入合计: exact\n```\n";
    assert!(told(verdict).is_empty());
    let change = |line: &str| told(&format!("```change\n{line}\n```\n{verdict}"));
    assert_eq!(change("9 → 8"), ["E0804 报告里没有「9」"]);
    assert_eq!(change("3.15 → 3.16"), ["E0804 「3.15」在报告里有 2 处"]);
    assert_eq!(
        told("```verdict\n收入总计: exact\n```\n"),
        ["E0806 模板「yunzhou」没有规则「收入总计」"]
    );
    let lost = "# 甲\n```report path=no.txt\n```\n## 乙\n```verdict\n非负: holds\n```\n";
    assert_eq!(
        faults(&suite(lost), &engine()),
        ["E0803 用例的报告「no.txt」读不到"]
    );
}

#[test]
fn every_page_of_a_case_error_shows_an_example_of_it() {
    let engine = Engine::builtin().unwrap();
    for code in gouji::diagnostic::CODES
        .iter()
        .filter(|code| code.id.starts_with("E08"))
    {
        let example = code.page.split("````markdown\n").nth(1).expect(code.id);
        let text = example.split("````").next().unwrap();
        let (suite, problems) = read_suite([CaseFile {
            pack: "national".to_owned(),
            name: "a.cases.md".to_owned(),
            text: text.to_owned(),
        }]);
        let mut found: Vec<String> = problems.iter().map(|p| p.code.id.to_owned()).collect();
        found.extend(faults(&suite, &engine));
        assert!(
            found.iter().any(|found| found.starts_with(code.id)),
            "{}: {found:?}",
            code.id
        );
    }
}
