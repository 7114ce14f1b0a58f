//! Checks that hold one by one and cannot hold together.

use gouji::diagnose::{Finding, diagnose};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::support::Rules;

/// A table of two rows and two columns with their sums, and the grand total once more.
const TEMPLATE: &str = r#"
[template]
id = "小"
title = "示例"
language = 1
match = ["示例"]

[amount]
places = 2
default_unit = "万元"

[[table]]
id = "支出表"
title = ["支出决算表"]
columns = [
  { id = "科目", type = "label", header = ["科目名称"] },
  { id = "合计", type = "amount" },
  { id = "基本", type = "amount", header = ["基本支出"] },
  { id = "项目", type = "amount", header = ["项目支出"] },
]
rows = ["合计", "教育", "卫生", "复核"]
"#;

const RULES: &str = r#"
rule 行合计 "合计等于基本支出与项目支出之和" {
  each r in 支出表
  check r.合计 = r.基本 + r.项目
}
rule 列合计 "合计行等于各科目之和" {
  check 支出表[合计].合计 = 支出表[教育].合计 + 支出表[卫生].合计
  check 支出表[合计].基本 = 支出表[教育].基本 + 支出表[卫生].基本
  check 支出表[合计].项目 = 支出表[教育].项目 + 支出表[卫生].项目
}
"#;

fn found(rows: &[(&str, [String; 3])]) -> Vec<Finding> {
    let rules = Rules::new(&[TEMPLATE], &[RULES]);
    let said: Vec<_> = rules.problems.iter().map(|p| &p.message.zh).collect();
    assert!(said.is_empty(), "{said:#?}");
    let mut text =
        "2022年度部门决算公开\n\n支出决算表\n单位：万元\n科目名称|合计|基本支出|项目支出\n"
            .to_owned();
    for (name, [total, basic, project]) in rows {
        text.push_str(&format!("{name}|{total}|{basic}|{project}\n"));
    }
    let checked = rules.over(&text);
    let (plan, report) = (&checked.plan, &checked.report);
    diagnose(plan.program(), report, plan, &plan.evaluate()).findings
}

fn row(name: &'static str, cells: [&str; 3]) -> (&'static str, [String; 3]) {
    (name, cells.map(str::to_owned))
}

#[test]
fn two_totals_of_the_same_parts_cannot_differ() {
    // Either total is within rounding of 3.33 + 6.67, and 10.01 of 10.00 + 0.00; but with nothing in
    // the third row both totals are the same figure.
    let findings = found(&[
        row("合计", ["10.01", "3.33", "6.67"]),
        row("教育", ["10.00", "3.33", "6.67"]),
        row("卫生", ["0.00", "—", "—"]),
    ]);
    let [one] = findings.as_slice() else {
        panic!("{findings:#?}");
    };
    assert!(one.strained && !one.joint.is_empty());
    assert!(
        one.message.zh.contains("不能同时成立"),
        "{}",
        one.message.zh
    );
    let (difference, allowed) = (one.difference.unwrap(), one.allowed.unwrap());
    assert!(difference.abs() >= allowed, "{difference} {allowed}");
}

#[test]
fn of_several_contradictory_sets_the_smallest_is_told() {
    let findings = found(&[
        row("合计", ["10.01", "3.33", "6.67"]),
        row("教育", ["10.00", "3.33", "6.67"]),
        row("卫生", ["0.00", "—", "—"]),
    ]);
    let joint = &findings[0].joint;
    let mut relations: Vec<&str> = joint.iter().map(|one| one.relation.as_str()).collect();
    relations.push(&findings[0].relation);
    // By way of the parts there would be four.
    assert_eq!(
        relations,
        [
            "支出表[合计].合计 = 支出表[教育].合计 + 支出表[卫生].合计",
            "支出表[卫生].合计 = 支出表[卫生].基本 + 支出表[卫生].项目",
        ]
    );
}

#[test]
fn a_figure_that_is_wrong_elsewhere_accuses_nobody() {
    // The third row fails: its parts may be anything, and they are the parts of the totals too.
    let findings = found(&[
        row("合计", ["10.01", "3.33", "6.67"]),
        row("教育", ["3.33", "3.33", "6.67"]),
        row("卫生", ["6.67", "0.00", "0.00"]),
    ]);
    assert!(
        findings.iter().all(|one| one.joint.is_empty()),
        "{findings:#?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// What was rounded from true figures can always have been.
    #[test]
    fn a_table_that_was_only_rounded_is_never_accused(cells in prop::array::uniform4(0_i64..2_000_000)) {
        let rounded = |yuan_cents: i64| {
            let exact = Decimal::new(yuan_cents, 2) / Decimal::from(10_000);
            exact
                .round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
                .to_string()
        };
        let [a, b, c, d] = cells;
        let line = |basic: i64, project: i64| [basic + project, basic, project].map(rounded);
        let findings = found(&[
            ("合计", line(a + c, b + d)),
            ("教育", line(a, b)),
            ("卫生", line(c, d)),
        ]);
        prop_assert!(findings.is_empty(), "{:#?}", findings);
    }
}
