//! Where lines break and where comments go.

use gouji::format::{Spelling, format};

#[track_caller]
fn laid_out(text: &str, wanted: &str) {
    let once = format(text, Spelling::Keep).unwrap_or_else(|problems| panic!("{problems:?}"));
    assert_eq!(once, wanted);
    assert_eq!(format(&once, Spelling::Keep).unwrap(), once);
}

#[test]
fn blank_lines_stand_round_rules_and_are_never_two() {
    laid_out(
        "\n\nuse template national\nlet a=1\n\n\n\nlet b = 2\n// 说明\nrule 甲 { check a = b\n\n\n check b = a\n\n}\nrule 乙 { check a = b }; let c = 3\n\n",
        "\
use template national
let a = 1

let b = 2

// 说明
rule 甲 {
  check a = b

  check b = a
}

rule 乙 {
  check a = b
}

let c = 3
",
    );
}

#[test]
fn comments_keep_their_company() {
    laid_out(
        "\
# 文件说明

use template national   // 模板
in 表 { // 范围
// 规则说明
rule 甲 \"标题\" { // 开头
  each r in 表一, // 来源一
    t in 表二 // 来源二
  // 关系说明

  check [甲] = [乙] // 乙
    // 以下两项另计
    + [丙] // 丙
    + [丁]
  // 规则末尾
} // 甲完
// 范围末尾
}
// 文件末尾",
        "\
# 文件说明

use template national  // 模板

in 表 {  // 范围
  // 规则说明
  rule 甲 \"标题\" {  // 开头
    each r in 表一,  // 来源一
        t in 表二  // 来源二
    // 关系说明

    check [甲] = [乙]  // 乙
        // 以下两项另计
        + [丙]  // 丙
        + [丁]
    // 规则末尾
  }  // 甲完

  // 范围末尾
}

// 文件末尾
",
    );
}

#[test]
fn long_lines_break_before_operators_and_after_commas() {
    laid_out(
        "\
rule 行合计 \"合计等于各类支出之和\" {
  each 行 in 一般公共预算财政拨款支出决算表 where 行.级次 == 类 and 行 has no children, 另行 in 财政拨款收入支出决算总表.支出 where 另行.名称 == 行.名称
  check 行.本年支出合计 = 行.基本支出 + 行.项目支出 + 行.上缴上级支出 + 行.经营支出 + 行.对附属单位补助支出 within 0.05万元
  check 行.一项很长很长的名称之一 + 行.一项很长很长的名称之二 = max(行.一项很长很长的名称之三, 行.一项很长很长的名称之四)
  check sum(行.一项很长很长的名称之一, 行.一项很长很长的名称之二, 行.一项很长很长的名称之三, 行.一项很长很长的名称之四) > 0
}
rule 很长的规则名称 \"很长的标题很长的标题很长的标题很长的标题\" severity warning basis \"部门决算管理办法第三条\" { check a = b }
",
        "\
rule 行合计 \"合计等于各类支出之和\" {
  each 行 in 一般公共预算财政拨款支出决算表 where 行.级次 == 类 and 行 has no children,
      另行 in 财政拨款收入支出决算总表.支出 where 另行.名称 == 行.名称
  check 行.本年支出合计
      = 行.基本支出 + 行.项目支出 + 行.上缴上级支出 + 行.经营支出 + 行.对附属单位补助支出
      within 0.05万元
  check 行.一项很长很长的名称之一 + 行.一项很长很长的名称之二
      = max(行.一项很长很长的名称之三, 行.一项很长很长的名称之四)
  check sum(行.一项很长很长的名称之一, 行.一项很长很长的名称之二, 行.一项很长很长的名称之三,
      行.一项很长很长的名称之四) > 0
}

rule 很长的规则名称 \"很长的标题很长的标题很长的标题很长的标题\" severity warning {
  basis \"部门决算管理办法第三条\"
  check a = b
}
",
    );
}

#[test]
fn a_condition_stands_beside_its_rows_where_both_fit() {
    laid_out(
        "\
rule 甲 { each p in 自评表
when p.等级 is printed check p.等级 == \"优\" }
rule 乙 { each p in 自评表 // 每个项目
when p.等级 is printed check p.等级 == \"优\" }
rule 丙 { each 一个名称很长的项目 in 项目支出绩效自评表 when 一个名称很长的项目.资金.全年预算数 > 0 and 一个名称很长的项目.等级 is printed check a = b }
rule 丁 { when a > 0 each r in 表 check a = b }
",
        "\
rule 甲 {
  each p in 自评表 when p.等级 is printed
  check p.等级 == \"优\"
}

rule 乙 {
  each p in 自评表  // 每个项目
  when p.等级 is printed
  check p.等级 == \"优\"
}

rule 丙 {
  each 一个名称很长的项目 in 项目支出绩效自评表
  when 一个名称很长的项目.资金.全年预算数 > 0 and 一个名称很长的项目.等级 is printed
  check a = b
}

rule 丁 {
  when a > 0
  each r in 表
  check a = b
}
",
    );
}

#[test]
fn parentheses_stay_where_they_help_and_go_where_they_do_nothing() {
    laid_out(
        "let a = ((b * c)) + (d)\nlet e = (b + c) * d - (e)\nlet f = (b or 0) + c\nlet g = (b and c) or d\n",
        "let a = (b * c) + d\nlet e = (b + c) * d - e\nlet f = (b or 0) + c\nlet g = (b and c) or d\n",
    );
}

#[test]
fn an_empty_file_stays_empty_and_comments_alone_stay() {
    laid_out("", "");
    laid_out("  \n\n", "");
    laid_out("\n  # 只有注释  \n\n\n// 两行\n", "# 只有注释\n\n// 两行\n");
}

#[test]
fn a_broken_file_is_not_formatted() {
    let problems = format("rule 甲 { chek a = b }", Spelling::Keep).unwrap_err();
    assert!(problems.has_errors());
}
