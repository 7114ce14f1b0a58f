//! A province that the program has never heard of: other titles, other column words, another order and
//! numbering of tables, one extra column, one rule switched off, one added. No recompiling.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;

const TEMPLATE: &str = r#"
[template]
id = "yunling"
title = "云岭省预算单位决算公开"
extends = "national"
language = 1
match = ["云岭省", "预算单位决算公开"]

[[vocabulary]]
id = "编码"
words = ["功能科目代码"]

[[vocabulary]]
id = "决算数"
words = ["核定数"]

[[table]]
id = "支出表"
title = ["支出情况一览表"]
code = ["云附表1"]
replace = ["code"]
columns = [
  { id = "合计", header = ["支出总额"] },
  { id = "政府采购", type = "amount", header = ["其中：政府采购"], after = "项目支出" },
  { id = "上缴上级支出", drop = true },
  { id = "经营支出", drop = true },
  { id = "对附属单位补助支出", drop = true },
]

[[table]]
id = "收支总表"
title = ["收支决算汇总表"]
code = ["云附表2"]
replace = ["code"]
"#;

const RULES: &str = r#"
use template yunling

disable 支出表_行合计 because "本省的支出一览表不设上缴上级、经营和补助三栏"

rule 云岭_支出构成 "支出表：每行的支出总额等于基本支出与项目支出之和" {
  each r in 支出表
  check r.合计 = r.基本支出 + r.项目支出
}

rule 云岭_采购不超项目 "支出表：其中的政府采购不超过项目支出" severity warning
  because "“其中”项大于总项，必有一个填错"
{
  each r in 支出表 when r.政府采购 is printed
  check r.政府采购 <= r.项目支出
}
"#;

/// `|` stands for a tab.
const REPORT: &str = "\
云岭省柳溪县示例馆

2023年度预算单位决算公开

第二部分 2023年度单位决算表

支出情况一览表

云附表1
部门：云岭省柳溪县示例馆
2023年度
金额单位：万元

项目||支出总额|基本支出|项目支出|其中：政府采购
功能科目代码|科目名称||||
栏次||1|2|3|4
合计||412.60|300.10|112.50|20.00
207|文化旅游体育与传媒支出|400.10|287.60|112.50|20.00
20701|文化和旅游|400.10|287.60|112.50|20.00
2070104|图书馆|400.10|287.60|112.50|20.00
221|住房保障支出|12.50|12.50||
22102|住房改革支出|12.50|12.50||
2210201|住房公积金|12.50|12.50||

收支决算汇总表

云附表2
部门：云岭省柳溪县示例馆
2023年度
金额单位：万元

收入|||支出||
项目|行次|核定数|项目|行次|核定数
栏次||1|栏次||2
一、一般公共预算财政拨款收入|1|412.60|一、一般公共服务支出|32|
二、政府性基金预算财政拨款收入|2||七、文化旅游体育与传媒支出|38|400.10
八、其他收入|8||十九、住房保障支出|50|12.50
本年收入合计|27|412.60|本年支出合计|58|412.60
使用非财政拨款结余|28||结余分配|59|
年初结转和结余|29|5.00|年末结转和结余|60|5.00
总计|31|417.60|总计|62|417.60
";

/// Checks a report of the province with its pack, in a folder of their own.
fn check(report: &str, arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("云岭 规则");
    fs::create_dir(&pack).unwrap();
    fs::write(pack.join("template.toml"), TEMPLATE).unwrap();
    fs::write(pack.join("省内.gouji"), RULES).unwrap();
    fs::write(folder.path().join("报告.txt"), report.replace('|', "\t")).unwrap();
    run(
        folder.path(),
        &[&["check", "--rules", "云岭 规则", "报告.txt"], arguments].concat(),
    )
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("gouji").unwrap();
    command
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

fn findings(report: &str) -> (Value, Vec<String>) {
    let output = check(report, &["--format", "json"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let json: Value = serde_json::from_slice(&output.stdout).expect(&told);
    let report = json["reports"].get(0).cloned().expect(&told);
    let rules = report["findings"].as_array().unwrap().iter();
    let rules = rules
        .filter(|finding| finding["severity"] != "note")
        .map(|finding| finding["rule"].as_str().unwrap().to_owned())
        .filter(|rule| !rule.starts_with("完整_"))
        .collect();
    (report, rules)
}

#[test]
fn a_sound_report_of_a_new_province_has_no_contradiction() {
    let (report, rules) = findings(REPORT);
    assert_eq!(report["template"], "yunling");
    assert_eq!(rules, Vec::<String>::new());
    let tables = report["tables"].as_array().unwrap();
    for id in ["支出表", "收支总表.收入", "收支总表.支出"] {
        let table = tables.iter().find(|table| table["id"] == id).unwrap();
        assert_eq!(table["found"], true, "{id}");
    }
    assert!(
        report["summary"]["exact"].as_u64().unwrap() > 50,
        "{}",
        report["summary"]
    );
}

#[test]
fn inherited_and_added_rules_find_what_is_wrong() {
    let wrong = REPORT
        .replace("20701|文化和旅游|400.10", "20701|文化和旅游|401.10")
        .replace(
            "2070104|图书馆|400.10|287.60|112.50|20.00",
            "2070104|图书馆|400.10|287.60|112.50|200.00",
        );
    let (_, rules) = findings(&wrong);
    assert!(rules.contains(&"支出表_逐级汇总".to_owned()), "{rules:?}");
    assert!(rules.contains(&"云岭_支出构成".to_owned()), "{rules:?}");
    assert!(rules.contains(&"云岭_采购不超项目".to_owned()), "{rules:?}");
    assert!(!rules.contains(&"支出表_行合计".to_owned()), "{rules:?}");
}

#[test]
fn the_rule_that_is_switched_off_is_shown_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("template.toml"), TEMPLATE).unwrap();
    fs::write(folder.path().join("省内.gouji"), RULES).unwrap();
    let output = run(
        folder.path(),
        &["rules", "--rules", ".", "list", "--template", "yunling"],
    );
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(
        shown.contains("支出表_行合计：本省的支出一览表不设"),
        "{shown}"
    );
    assert!(shown.contains("云岭_采购不超项目"), "{shown}");
}

#[test]
fn settings_beside_the_reports_name_the_pack() {
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("packs").join("yunling");
    fs::create_dir_all(&pack).unwrap();
    fs::write(pack.join("template.toml"), TEMPLATE).unwrap();
    fs::write(pack.join("rules.gouji"), RULES).unwrap();
    fs::write(folder.path().join("gouji.toml"), "rules = [\"packs\"]\n").unwrap();
    fs::create_dir(folder.path().join("2023")).unwrap();
    fs::write(
        folder.path().join("2023/报告.txt"),
        REPORT.replace('|', "\t"),
    )
    .unwrap();
    let output = run(folder.path(), &["check", "--format", "json", "2023"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["reports"][0]["template"], "yunling");
}
