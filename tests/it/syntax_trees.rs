//! What the parser makes of sound rule files.

use gouji::format::{Spelling, format};
use gouji::source::SourceMap;
use gouji::syntax::ast::{BinaryOp, Expr, ExprKind, File, Item, Rule, Selector, Severity, UnaryOp};
use gouji::syntax::keywords::KEYWORDS;
use gouji::syntax::{self, comments, is_id, is_word};

/// Every construct of the language, with invented names.
pub(super) const EVERYTHING: &str = r#"
use template national

in 收支总表.收入 {
  rule 收入合计 "本年收入合计等于各项收入之和" {
    check [本年收入合计] = sum([1..8])   // 按行次
  }
  rule 收入总计 "收入总计等于各项之和" {
    check [总计] = [本年收入合计] + [使用非财政拨款结余] + [年初结转和结余]
  }
}
rule 收支相等 "收入总计等于支出总计" {
  check 收支总表.收入[总计] = 收支总表.支出[总计]
}
rule 逐级汇总 "上级科目等于其下级科目之和" {
  each r in 支出表 where r has children
  check r.* = sum(children(r).*)
}
rule 表间_财政拨款支出 "总表各类支出与支出明细一致" {
  each r in 一般公共预算支出表 where r.level == 类 , t in 财政拨款总表.支出 where t.label == r.科目
  check t.一般公共预算 = r.合计
}
rule 三公_不超预算 "决算不超过预算" severity warning since 2019 until 2030 because "超支须说明" {
  message "决算超过预算"
  check 三公.决算合计 <= 三公.预算合计 within 0.05万元
  check 三公.决算合计 >= 0元
}
rule 执行率得分 "得分等于分值乘以执行率" {
  each p in 自评表 when p.资金.分值 is printed and not (p.资金.得分 is blank or p.资金.得分 is dash)
  let 率 = p.资金.执行数 / p.资金.全年预算数
  check p.资金.得分 = p.资金.分值 * min(1, 率)
}
rule 等级 "等级与总分相符" basis "项目支出绩效评价管理办法" {
  each p in 自评表 when p.等级 is printed
  check p.等级 == band(p.总分, 90.. = "优", 80..90 = "良", 60..80 = "中", ..60 = "差")
}
rule 各种选择 "方括号里的各种写法" {
  each r in 支出表[where 金额 > 0 and 科目 != "小计"]
  when r has no children or r has parent or r is present or r is not missing
  check 支出表[*].合计 = 支出表[301, 303].合计 + 支出表[r.编码].合计 - 支出表["1. 货物"].合计
  check 支出表[level == 类].合计 = (支出表[甲] or 0) * 100% / -2
  check same_name(r.科目, 「表（一）」.标题)
}
let 上限 = 100分
fn 比率(甲, 乙) = 甲 / 乙
disable 收支相等 because "本省另有规定"
"#;

/// The same in Chinese.
const CHINESE: &str = r#"
规则 级别说明 "标题" 级别 警告 依据 "办法" 因为 "重要" 自 2019 至 2030 消息 "不符" {
  每个 r 于 支出表 满足 r 有 下级 且 非 (r 有 上级), t 于 末级(收入表)
  当 r.甲 为 已填 或 r.甲 为 非 未填 或 r 无 下级 或 r 有 无 上级 或 r.乙 不为 划线 或 r 为 缺失 或 r 为 存在
  设 甲 = 最小(1, 最大(2, 绝对值(3)))
  核对 合计(下级(r).*) = 计数(r) + 上级(r).合计 容差 0.05万元
  核对 分档(r.得分, 1.. = "一", ..1 = "二") == "一" 且 同名(r.名称, t.名称)
}
停用 丙 因为 "不用"
公式 丁(a) = a
使用 模板 national
"#;

const ENGLISH: &str = r#"
rule 级别说明 "标题" severity warning basis "办法" because "重要" since 2019 until 2030 message "不符" {
  each r in 支出表 where r has children and not (r has parent), t in leaves(收入表)
  when r.甲 is printed or r.甲 is not blank or r has no children or r has no parent or r.乙 is not dash or r is missing or r is present
  let 甲 = min(1, max(2, abs(3)))
  check sum(children(r).*) = count(r) + parent(r).合计 within 0.05万元
  check band(r.得分, 1.. = "一", ..1 = "二") == "一" and same_name(r.名称, t.名称)
}
disable 丙 because "不用"
fn 丁(a) = a
use template national
"#;

fn tree(text: &str) -> File {
    let mut sources = SourceMap::default();
    let id = sources.add("规则.gouji", text);
    let (file, problems) = syntax::parse(&sources, id);
    let told: Vec<&str> = problems.iter().map(|p| p.message.en.as_str()).collect();
    assert!(told.is_empty(), "{told:?} in {text}");
    file
}

fn same(first: &str, second: &str) {
    assert_eq!(
        tree(first).without_places(),
        tree(second).without_places(),
        "{first}\n{second}"
    );
}

fn rule(text: &str) -> Rule {
    match tree(text).items.pop() {
        Some(Item::Rule(rule)) => rule,
        other => panic!("{other:?}"),
    }
}

fn expression(text: &str) -> Expr {
    let mut sources = SourceMap::default();
    let id = sources.add("式.gouji", text);
    syntax::parse_expression(&sources, id)
        .unwrap_or_else(|problems| panic!("{problems:?} in {text}"))
}

/// An expression with all its parentheses.
fn shape(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::Number { value, unit } => {
            format!("{value}{}", unit.map_or("", |unit| unit.symbol()))
        }
        ExprKind::Text(text) => format!("{text:?}"),
        ExprKind::Name(name) => name.text.clone(),
        ExprKind::Field { base, name } => format!("{}.{}", shape(base), name.text),
        ExprKind::Star { base } => format!("{}.*", shape(base)),
        ExprKind::Index { base, selectors } => {
            let base = base.as_ref().map_or(String::new(), |base| shape(base));
            let inside: Vec<String> = selectors.iter().map(selector).collect();
            format!("{base}[{}]", inside.join(", "))
        }
        ExprKind::Call {
            function,
            arguments,
        } => {
            let inside: Vec<String> = arguments.iter().map(shape).collect();
            format!("{}({})", function.text, inside.join(", "))
        }
        ExprKind::Band { value, arms } => format!("band({}; {})", shape(value), arms.len()),
        ExprKind::Unary { operator, operand } => match operator {
            UnaryOp::Negate => format!("(-{})", shape(operand)),
            UnaryOp::Not => format!("(not {})", shape(operand)),
        },
        ExprKind::Binary {
            operator,
            left,
            right,
        } => {
            let sign = match operator {
                BinaryOp::Add => "+",
                BinaryOp::Subtract => "-",
                BinaryOp::Multiply => "*",
                BinaryOp::Divide => "/",
                BinaryOp::Agrees => "=",
                BinaryOp::Same => "==",
                BinaryOp::Differs => "!=",
                BinaryOp::Less => "<",
                BinaryOp::AtMost => "<=",
                BinaryOp::Greater => ">",
                BinaryOp::AtLeast => ">=",
                BinaryOp::And => "and",
                BinaryOp::Or => "or",
            };
            format!("({} {sign} {})", shape(left), shape(right))
        }
        ExprKind::Is {
            operand,
            state,
            negated,
        } => {
            format!("({} is {negated} {state:?})", shape(operand))
        }
        ExprKind::Has {
            operand,
            relatives,
            negated,
        } => {
            format!("({} has {negated} {relatives:?})", shape(operand))
        }
    }
}

fn selector(selector: &Selector) -> String {
    match selector {
        Selector::All(_) => "*".to_owned(),
        Selector::Range { from, to } => format!("{}..{}", shape(from), shape(to)),
        Selector::Key(key) => format!("key {}", shape(key)),
        Selector::Where(condition) => format!("where {}", shape(condition)),
    }
}

#[track_caller]
fn reads(text: &str, wanted: &str) {
    assert_eq!(shape(&expression(text)), wanted, "{text}");
}

#[test]
fn every_construct_parses_and_formats_to_itself() {
    let file = tree(EVERYTHING);
    assert_eq!(file.items.len(), 12);
    let once = format(EVERYTHING, Spelling::Keep).unwrap();
    assert_eq!(format(&once, Spelling::Keep).unwrap(), once);
    insta::assert_snapshot!(once);
}

#[test]
fn both_spellings_give_the_same_tree() {
    same(ENGLISH, CHINESE);
    assert_eq!(
        format(ENGLISH, Spelling::Chinese).unwrap(),
        format(CHINESE, Spelling::Chinese).unwrap()
    );
    assert_eq!(
        format(CHINESE, Spelling::English).unwrap(),
        format(ENGLISH, Spelling::Keep).unwrap()
    );
}

#[test]
fn full_width_signs_are_the_same_signs() {
    same(
        "in 表。收入 ｛ rule 甲 “标题” ｛ check 合计（［甲］，［乙］、【丙】）＝（１２．５万元＋２）×３÷４－５％；check a≤b；check a≥b；check a≠b；check a＜b；check a＞b；check a＝＝b ｝ ｝",
        "in 表.收入 { rule 甲 \"标题\" { check sum([甲], [乙], [丙]) = (12.5万元 + 2) * 3 / 4 - 5%\ncheck a <= b\ncheck a >= b\ncheck a != b\ncheck a < b\ncheck a > b\ncheck a == b } }",
    );
}

#[test]
fn operators_bind_as_documented() {
    reads("a + b * c - d", "((a + (b * c)) - d)");
    reads("a - b - c", "((a - b) - c)");
    reads("a / b / c", "((a / b) / c)");
    reads("-a * b", "((-a) * b)");
    reads("- - a", "(-(-a))");
    reads("-a.b[c]", "(-a.b[key c])");
    reads("a = b + c", "(a = (b + c))");
    reads("not a = b", "(not (a = b))");
    reads(
        "not a is printed and b",
        "((not (a is false Printed)) and b)",
    );
    reads("a or b and c", "(a or (b and c))");
    reads("a or b or c", "((a or b) or c)");
    reads("a + b is not blank", "((a + b) is true Blank)");
    reads("a < b and b < c", "((a < b) and (b < c))");
    reads("(a + b) * c", "((a + b) * c)");
}

#[test]
fn a_number_after_or_belongs_to_the_value_before() {
    reads("x = [a] or 0", "(x = ([key a] or 0))");
    reads("[a] or 0", "([key a] or 0)");
    reads("r.x > 5 or 3 < r.y", "((r.x > 5) or (3 < r.y))");
    reads("([a] or 0) + [b]", "(([key a] or 0) + [key b])");
    reads("r.a or 5万元 or 0", "((r.a or 5万元) or 0)");
}

#[test]
fn brackets_select_rows_by_label_number_code_range_and_condition() {
    reads("[本年收入合计]", "[key 本年收入合计]");
    reads("[27]", "[key 27]");
    reads("[1..8]", "[1..8]");
    reads("[301, 303]", "[key 301, key 303]");
    reads("[301,303]", "[key 301, key 303]");
    reads("t[*].x", "t[*].x");
    reads("t[\"1. 货物\"].x", "t[key \"1. 货物\"].x");
    reads("t[r.编码]", "t[key r.编码]");
    reads("t[level == 类]", "t[where (level == 类)]");
    reads("t[where same_name(a, b)]", "t[where same_name(a, b)]");
    reads("t[r.a..r.b]", "t[r.a..r.b]");
    // Words of the language are labels like any other here.
    reads(
        "[合计, 或, where, 有]",
        "[key 合计, key 或, key where, key 有]",
    );
}

#[test]
fn names_are_names_where_a_name_belongs() {
    reads(
        "r.合计 + 合计(r.合计) + 合计",
        "((r.合计 + sum(r.合计)) + 合计)",
    );
    reads("r.when.where", "r.when.where");
    reads("「或」", "或");
    reads("「表（一）」[合计]", "表（一）[key 合计]");
    reads("\"表（一）\".合计", "表（一）.合计");
    reads("r.\"其中：工资\"", "r.其中：工资");
    reads("收入且支出", "收入且支出");
    reads("阿·甲_1", "阿·甲_1");
    assert!(is_word("本年收入合计") && !is_word("1甲") && !is_word("a-b") && !is_word("甲 乙"));
    assert!(is_id("shanxi-2022") && !is_id("-a") && !is_id("甲（一）"));
}

#[test]
fn attributes_may_stand_in_any_order_and_place() {
    same(
        "rule a \"t\" basis \"b\" severity note { check x = y }",
        "rule a \"t\" {\n check x = y\n severity note\n basis \"b\"\n}",
    );
    let rule = rule(
        "rule a \"t\" severity warning since 2021年 { message \"m\" check x = y until 2023 check z = y }",
    );
    assert_eq!(
        rule.severity.map(|(severity, _)| severity),
        Some(Severity::Warning)
    );
    assert_eq!(rule.since.map(|(year, _)| year), Some(2021));
    assert_eq!(rule.until.map(|(year, _)| year), Some(2023));
    assert_eq!(rule.checks.len(), 2);
}

#[test]
fn places_cover_what_was_written() {
    let text = "rule 甲 \"标题\" {\n  check ( 收入.合计 + 1 ) = 支出[ 总计 ] // 注\n}\n";
    let mut sources = SourceMap::default();
    let id = sources.add("规则.gouji", text);
    let (file, _) = syntax::parse(&sources, id);
    let Some(Item::Rule(rule)) = file.items.first() else {
        panic!()
    };
    assert_eq!(sources.text(rule.id.span), "甲");
    assert_eq!(sources.text(rule.span), text.trim_end());
    let check = &rule.checks[0];
    assert_eq!(
        sources.text(check.span),
        "check ( 收入.合计 + 1 ) = 支出[ 总计 ]"
    );
    let ExprKind::Binary { left, right, .. } = &check.relation.kind else {
        panic!()
    };
    assert_eq!(sources.text(left.span), "( 收入.合计 + 1 )");
    assert_eq!(sources.text(right.span), "支出[ 总计 ]");
}

#[test]
fn line_ends_and_marks_of_other_systems_do_not_matter() {
    let windows = format!("\u{FEFF}{}", EVERYTHING.replace('\n', "\r\n"));
    same(&windows, EVERYTHING);
    assert_eq!(
        format(&windows, Spelling::Keep).unwrap(),
        format(EVERYTHING, Spelling::Keep).unwrap()
    );
}

#[test]
fn comments_are_found_outside_of_texts_only() {
    let text = "let a = \"// 不是\" // 是\n# 也是\nlet b = 「#」\n";
    let found: Vec<&str> = comments(text)
        .into_iter()
        .map(|range| &text[range])
        .collect();
    assert_eq!(found, ["// 是", "# 也是"]);
}

#[test]
fn the_reference_lists_every_keyword() {
    let chapter = include_str!("../../docs/language/01-syntax.md");
    for row in KEYWORDS {
        let start = format!("| `{}` | `{}` | ", row.en, row.zh);
        let end = format!(" | {} |", row.meaning);
        assert!(
            chapter
                .lines()
                .any(|line| line.starts_with(&start) && line.ends_with(&end)),
            "{start}…{end}"
        );
    }
}
