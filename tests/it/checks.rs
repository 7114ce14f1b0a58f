//! A check in full: its relation with the rows filled in, the sides redone, its cells; and what
//! becomes of it when a cell is replaced.

use gouji::eval::{About, CheckId, Described, Role, UndecidedReason, Verdict};
use gouji::figure::Figure;
use gouji::report::CellRef;

use super::support::{Checked, Rules};

const TEMPLATE: &str = r#"
[template]
id = "小"
title = "示例"
language = 1
match = ["示例"]

[amount]
places = 2
exact_in = "元"
default_unit = "万元"

[[table]]
id = "收支"
title = ["收支总表"]
blank = "zero"
[[table.panel]]
id = "收入"
columns = [ { id = "项目", type = "label" }, { id = "行次", type = "line" }, { id = "决算数", type = "amount" } ]
rows = [ { id = "合计", line = 9 }, { id = "甲", line = 1 }, { id = "乙", line = 2 } ]

[[table]]
id = "支出表"
title = ["支出决算表"]
blank = "zero"
columns = [
  { id = "编码", type = "code", header = ["科目编码"] },
  { id = "科目", type = "label", header = ["科目名称"] },
  { id = "合计", type = "amount" },
  { id = "基本", type = "amount", header = ["基本支出"] },
]
rows = ["合计"]

[[table]]
id = "评分"
title = ["评分表"]
columns = [
  { id = "项目", type = "label" },
  { id = "执行", type = "amount", header = ["执行数"] },
  { id = "预算", type = "amount", header = ["预算数"] },
  { id = "率", type = "percent", header = ["执行率"] },
  { id = "得分", type = "score" },
  { id = "等级", type = "text" },
]
rows = ["项目一"]
"#;

const REPORT: &str = "2022年度部门决算公开

收支总表
单位：万元
项目|行次|决算数
合计|9|403.05
甲|1|400.15
乙|2|3.00

支出决算表
单位：万元
科目编码|科目名称|合计|基本支出
|合计|1,234.56|
205|教育支出|1,234.56|
20501|教育管理事务|1,200.00|
20502|普通教育|34.55|

评分表
单位：万元
项目|执行数|预算数|执行率|得分|等级
项目一|90.00|100.00|91.00%|9.1|良
";

const RULES: &str = r#"
rule 合计 "合计等于各项之和" {
  check 收支.收入[合计] = sum(收支.收入[1..8]) within 0.05万元
}
rule 汇总 "上级等于下级之和" {
  each r in 支出表 where r has children
  check r.* = sum(children(r).*)
}
rule 同级 "两张表一致" {
  each r in 支出表 where r.level == 类, i in 收支.收入 where i.项目 == r.科目
  check r.合计 = i.决算数
}
rule 执行率 "执行率等于执行数除以预算数" {
  each p in 评分
  check p.率 = p.执行 / p.预算
}
rule 得分 "得分" {
  each p in 评分
  check p.得分 = 10 * min(1, p.执行 / p.预算)
}
rule 等级 "等级" {
  each p in 评分
  check p.等级 == band(p.得分, 9.. = "优", ..9 = "良")
}
rule 基本 "基本支出漏填" {
  when sum(支出表[level == 类].合计) > 0
  check 支出表[合计].基本 = 5.00万元
}
"#;

fn checked() -> Checked {
    let rules = Rules::new(&[TEMPLATE], &[RULES]);
    let said: Vec<_> = rules.problems.iter().map(|p| &p.message.zh).collect();
    assert!(said.is_empty(), "{said:#?}");
    rules.over(REPORT)
}

/// The checks of a rule.
fn of(checked: &Checked, rule: &str) -> Vec<CheckId> {
    let plan = &checked.plan;
    plan.checks()
        .filter(|id| plan.rule(*id).is_some_and(|known| known.id == rule))
        .collect()
}

fn described(checked: &Checked, rule: &str, nth: usize) -> Described {
    checked
        .plan
        .describe(of(checked, rule)[nth], &checked.report)
        .unwrap()
}

/// `table:row:column role factor`, with the printed text.
fn cells(checked: &Checked, described: &Described) -> Vec<String> {
    described
        .cells
        .iter()
        .map(|found| {
            let cell = checked.report.cell(found.cell).unwrap();
            let role = match found.role {
                Role::Left => "left",
                Role::Right => "right",
                Role::Context => "context",
            };
            format!("{role} {} {}", found.factor, checked.report.text(cell))
        })
        .collect()
}

#[test]
fn a_sum_is_written_out_with_its_numbers_in_the_printed_unit() {
    let checked = checked();
    let described = described(&checked, "合计", 0);
    assert_eq!(described.relation, "收支.收入[合计] = sum(收支.收入[1..8])");
    let working = described.working.clone().unwrap();
    assert_eq!(working.left, "403.05");
    assert_eq!(working.right, "400.15 + 3.00 = 403.15");
    let show = |n: Option<rust_decimal::Decimal>| n.unwrap().to_string();
    assert_eq!(described.left.unwrap().value.to_string(), "403.05");
    assert_eq!(described.left.unwrap().unit.symbol(), "万元");
    assert_eq!(described.right.unwrap().value.to_string(), "403.15");
    assert_eq!(show(described.difference), "-0.10");
    assert_eq!(show(described.allowed), "0.015");
    assert_eq!(show(described.within), "0.05");
    assert_eq!(
        cells(&checked, &described),
        ["left 1 403.05", "right 1 400.15", "right 1 3.00"]
    );
}

#[test]
fn rows_of_each_stand_in_the_relation_and_conditions_leave_context() {
    let checked = checked();
    let first = described(&checked, "汇总", 0);
    assert_eq!(
        first.relation,
        "支出表[205].合计 = sum(children(支出表[205]).合计)"
    );
    assert_eq!(first.column.as_deref(), Some("合计"));
    assert_eq!(first.rows.len(), 1);
    assert_eq!(first.working.unwrap().right, "1,200.00 + 34.55 = 1,234.55");
    // The second column is blank in all rows: zeros, and still cells to look at.
    let second = described(&checked, "汇总", 1);
    assert_eq!(second.cells.len(), 3);
    assert_eq!(second.working.unwrap().right, "0");
}

#[test]
fn quotients_are_written_with_signs_and_percentages() {
    let checked = checked();
    let rate = described(&checked, "执行率", 0);
    assert_eq!(rate.relation, "评分.率 = 评分.执行 / 评分.预算");
    assert_eq!(rate.working.unwrap().right, "90.00 ÷ 100.00 = 90.00%");
    assert_eq!(rate.difference.unwrap().to_string(), "1.00");
    let score = described(&checked, "得分", 0);
    assert_eq!(
        score.working.unwrap().right,
        "10 × min(1, 90.00 ÷ 100.00) = 9.0"
    );
}

#[test]
fn a_row_without_partner_names_what_was_looked_for() {
    let checked = checked();
    let check = of(&checked, "同级")[0];
    let trouble = checked.plan.trouble(check).unwrap();
    assert_eq!(trouble.reason, UndecidedReason::NoPartner);
    let About::Wanted(_, words) = &trouble.about else {
        panic!("{trouble:?}")
    };
    assert!(words.contains("教育支出"), "{words}");
}

fn replaced(checked: &Checked, cell: CellRef, printed: &str) -> (CellRef, Figure) {
    let figure = checked.plan.figure(cell).unwrap();
    (cell, figure.with_printed(printed.parse().unwrap()).unwrap())
}

#[test]
fn another_figure_in_a_cell_changes_the_verdicts_of_its_checks_only() {
    let checked = checked();
    let plan = &checked.plan;
    let check = of(&checked, "合计")[0];
    assert_eq!(checked.outcome.verdict(check), Some(Verdict::Failed));
    let total = plan.cells(check)[0];
    assert_eq!(plan.checks_of(total), [check]);
    let mended = [replaced(&checked, total, "403.15")];
    assert_eq!(plan.verdict_with(check, &mended), Verdict::Exact);
    let near = plan.decision_with(check, &[replaced(&checked, total, "403.11")]);
    assert_eq!((near.verdict, near.within), (Verdict::Rounded, true));
    let other = of(&checked, "执行率")[0];
    assert_eq!(plan.verdict_with(other, &mended), Verdict::Failed);
}

#[test]
fn a_blank_that_counts_as_zero_can_be_filled() {
    let checked = checked();
    let plan = &checked.plan;
    let check = of(&checked, "基本")[0];
    assert_eq!(checked.outcome.verdict(check), Some(Verdict::Failed));
    let blank = plan.cells(check)[0];
    let filled = [replaced(&checked, blank, "5.00")];
    assert_eq!(plan.verdict_with(check, &filled), Verdict::Exact);
}

#[test]
fn a_band_is_graded_anew_when_its_figure_changes() {
    let checked = checked();
    let plan = &checked.plan;
    let check = of(&checked, "等级")[0];
    assert_eq!(checked.outcome.verdict(check), Some(Verdict::Failed));
    let score = plan.cells(check)[0];
    let lower = [replaced(&checked, score, "8.9")];
    assert_eq!(plan.verdict_with(check, &lower), Verdict::Exact);
    let described = described(&checked, "等级", 0);
    assert_eq!(cells(&checked, &described), ["left 1 良", "right 1 9.1"]);
}
