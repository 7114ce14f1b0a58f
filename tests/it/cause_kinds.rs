//! Every kind of mistake that is named is reached by its own hypothesis, and by a rival where it must
//! not be.

use gouji::diagnose::{Cause, CauseKind, diagnose};

use super::support::Rules;

const TEMPLATE: &str = r#"
[template]
id = "小"
title = "示例"
language = 1
match = ["示例"]

[amount]
places = 2
exact_in = "元"
default_unit = "元"

[[table]]
id = "支出表"
title = ["支出决算表"]
blank = "zero"
columns = [
  { id = "科目", type = "label", header = ["科目名称"] },
  { id = "合计", type = "amount" },
  { id = "基本", type = "amount", header = ["基本支出"] },
  { id = "项目", type = "amount", header = ["项目支出"] },
]
rows = ["合计", "教育", "卫生", "住房"]

[[table]]
id = "资金"
title = ["资金执行表"]
columns = [
  { id = "名称", type = "label", header = ["项目名称"] },
  { id = "年初", type = "amount", header = ["年初预算数"] },
  { id = "全年", type = "amount", header = ["全年预算数"] },
  { id = "执行", type = "amount", header = ["全年执行数"] },
  { id = "率", type = "percent", header = ["执行率"] },
]
rows = ["维护费"]

[[claim]]
id = "总体"
section = ["总体情况"]
pattern = ["本年支出{金额:amount}，比上年{变动:change}"]
"#;

const RULES: &str = r#"
rule 行合计 "合计等于基本支出与项目支出之和" {
  each r in 支出表
  check r.合计 = r.基本 + r.项目
}
rule 列合计 "合计行等于各科目之和" {
  check 支出表[合计].合计 = sum(支出表[教育, 卫生, 住房].合计)
  check 支出表[合计].基本 = sum(支出表[教育, 卫生, 住房].基本)
  check 支出表[合计].项目 = sum(支出表[教育, 卫生, 住房].项目)
}
rule 执行率 "执行率等于执行数除以全年预算数" {
  each p in 资金
  check p.率 = p.执行 / p.全年
}
rule 文字 "文字与表一致" {
  each c in 总体
  check c.金额 = 支出表[合计].合计
}
"#;

/// The report with one text replaced.
fn report(printed: &str, instead: &str) -> String {
    let text = "2022年度部门决算公开

支出决算表
单位：元
科目名称|合计|基本支出|项目支出
合计|986532.17|481329.45|505202.72
教育|527146.38|250316.08|276830.30
卫生|143870.26|98541.03|45329.23
住房|315515.53|132472.34|183043.19

资金执行表
单位：元
项目名称|年初预算数|全年预算数|全年执行数|执行率
维护费|300000.00|360000.00|275500.00|76.53%

第三部分 情况说明

一、总体情况说明
本年支出986532.17元，比上年增加45678.90元。
";
    assert_eq!(text.matches(printed).count(), 1, "{printed}");
    text.replace(printed, instead)
}

fn causes(text: &str) -> Vec<Cause> {
    let rules = Rules::new(&[TEMPLATE], &[RULES]);
    let said: Vec<_> = rules.problems.iter().map(|p| &p.message.zh).collect();
    assert!(said.is_empty(), "{said:#?}");
    let checked = rules.over(text);
    let (plan, report) = (&checked.plan, &checked.report);
    let found = diagnose(plan.program(), report, plan, &plan.evaluate());
    let leads = found.findings.into_iter().filter(|finding| finding.leads);
    leads.filter_map(|finding| finding.cause).collect()
}

#[track_caller]
fn case(printed: &str, instead: &str, kind: CauseKind, right: Option<&str>) {
    let found = causes(&report(printed, instead));
    let kinds: Vec<CauseKind> = found.iter().map(|cause| cause.kind).collect();
    assert_eq!(kinds, [kind], "{printed} → {instead}: {found:#?}");
    assert_eq!(found[0].breaks, 0);
    assert_eq!(found[0].suggest.as_deref(), right, "{printed} → {instead}");
}

#[test]
fn a_report_without_mistakes_has_no_cause() {
    assert_eq!(causes(&report("教育", "教育")), []);
}

#[test]
fn slips_of_the_hand() {
    let right = Some("527146.38");
    case("527146.38", "572146.38", CauseKind::Swap, right);
    case("527146.38", "527346.38", CauseKind::Digit, right);
    case("527146.38", "52746.38", CauseKind::DigitCount, right);
    case("527146.38", "5271146.38", CauseKind::DigitCount, right);
}

#[test]
fn unit_and_sign() {
    case("527146.38", "52.714638", CauseKind::Unit, Some("527146.38"));
    case(
        "527146.38",
        "-527146.38",
        CauseKind::Sign,
        Some("527146.38"),
    );
}

#[test]
fn an_item_left_out_or_counted_twice() {
    // 986,532.17 less, or more, 143,870.26; the sentence says the same, so only the sum is wrong.
    case(
        "合计|986532.17",
        "合计|842661.91",
        CauseKind::Omitted,
        Some("986532.17"),
    );
    case(
        "合计|986532.17",
        "合计|1130402.43",
        CauseKind::Doubled,
        Some("986532.17"),
    );
}

#[test]
fn a_total_left_blank() {
    case(
        "合计|986532.17|",
        "合计||",
        CauseKind::BlankTotal,
        Some("986532.17"),
    );
}

#[test]
fn taken_from_the_line_above() {
    case(
        "143870.26",
        "527146.38",
        CauseKind::Copied,
        Some("143870.26"),
    );
}

#[test]
fn last_year_s_figure() {
    // 986,532.17 − 45,678.90
    case(
        "合计|986532.17",
        "合计|940853.27",
        CauseKind::Stale,
        Some("986532.17"),
    );
}

#[test]
fn a_rate_on_another_base() {
    // 275,500 ÷ 300,000 instead of 360,000
    case("76.53%", "91.83%", CauseKind::Base, Some("76.53"));
}

#[test]
fn a_rate_cut_off_instead_of_rounded() {
    case("76.53%", "76.52%", CauseKind::Rounding, Some("76.53"));
}

#[test]
fn an_amount_rounded_once_too_often() {
    case(
        "527146.38",
        "527146.00",
        CauseKind::Rounding,
        Some("527146.38"),
    );
}

#[test]
fn a_wrong_cell_without_known_slip() {
    case("527146.38", "618923.07", CauseKind::Cell, Some("527146.38"));
}
