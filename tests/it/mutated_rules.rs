//! `gouji mutate --of rules`: what is noticed of a changed rule, and what is not.

use gouji::engine::{CheckOptions, Engine, Pack};
use gouji::tools::mutate::rules::{Bench, RuleChange, RuleTally, Unkilled};

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
columns = [
  { id = "项目", type = "label" },
  { id = "金额", type = "amount", header = ["金额"] },
]
"#;

const REPORT: &str = "\
云州市示例馆 2023年度单位决算公开

收入汇总表
金额单位：万元
项目\t金额
财政拨款收入\t400.00
其他收入\t3.15
合计\t403.15
";

fn tally(rules: &str) -> RuleTally {
    let pack = Pack::new("yunzhou")
        .with("template.toml", TEMPLATE)
        .with("sums.gouji", rules);
    let engine = Engine::builder().pack(pack).build().unwrap();
    let reading = engine
        .read("示例馆.txt", REPORT.as_bytes(), &CheckOptions::default())
        .unwrap();
    let bench = Bench::new(&engine, vec![reading.report], Vec::new());
    let mut tally = RuleTally::default();
    for rule in bench.rules() {
        let (rule, edits) = bench.try_rule(&rule);
        tally.add(rule, edits);
    }
    tally
}

#[test]
fn a_dropped_term_is_noticed_and_a_loosened_comparison_is_not() {
    let tally = tally(
        "use template yunzhou\n\
         rule 收入合计 \"合计等于各项之和\" {\n  \
         check 收入表[合计] = 收入表[财政拨款收入] + 收入表[其他收入]\n}\n\
         rule 另一条 \"另一条\" {\n  check 收入表[合计] > 0\n}\n",
    );
    let first = &tally.rules[0];
    assert_eq!((first.id.as_str(), first.decided), ("收入合计", true));
    assert_eq!(first.unkilled(), None);
    assert_eq!(tally.by_change[&RuleChange::DropTerm], (2, 2));
    assert_eq!(tally.by_change[&RuleChange::TurnSign], (1, 1));
    let survived: Vec<&str> = tally
        .survivors
        .iter()
        .filter(|one| one.rule == 0)
        .map(|one| one.edit.instead.as_str())
        .collect();
    assert_eq!(survived, ["<=", ">="]);
}

#[test]
fn a_rule_that_no_report_decides_says_so() {
    let tally = tally(
        "use template yunzhou\n\
         rule 经营 \"经营收入不超过合计\" {\n  check 收入表[经营收入] <= 收入表[合计]\n}\n",
    );
    assert_eq!(tally.rules[0].unkilled(), Some(Unkilled::NeverDecided));
}
