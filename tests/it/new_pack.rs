//! `gouji new`: a pack that reads a report of a province with other titles, and never takes the place of
//! anything.

use std::path::Path;
use std::process::{Command, Output};

use assert_cmd::cargo::CommandCargoExt;

/// `|` stands for a tab.
const REPORT: &str = "\
云岭省柳溪县示例馆

2023年度单位决算公开

第二部分 2023年度单位决算表

支出决算情况表

云附表1
部门：云岭省柳溪县示例馆
2023年度
金额单位：万元

项目||支出合计|基本支出|项目支出|其中：政府采购
科目编码|科目名称||||
栏次||1|2|3|4
合计||412.60|300.10|112.50|20.00
207|文化旅游体育与传媒支出|400.10|287.60|112.50|20.00
20701|文化和旅游|400.10|287.60|112.50|20.00
2070104|图书馆|400.10|287.60|112.50|20.00
221|住房保障支出|12.50|12.50||
22102|住房改革支出|12.50|12.50||
2210201|住房公积金|12.50|12.50||

第三部分 2023年度单位决算情况说明

一、馆藏情况说明

本馆全年新购图书12600册，花费38.50万元，占项目支出的34.22%。

第四部分 名词解释
";

fn gouji(folder: &Path, arguments: &[&str]) -> Output {
    Command::cargo_bin("gouji")
        .unwrap()
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_new_pack_reads_its_report_at_once_and_lists_what_it_could_not_place() {
    let folder = tempfile::tempdir().unwrap();
    let report = REPORT.replace('|', "\t");
    std::fs::write(folder.path().join("示例馆.txt"), report).unwrap();
    let new = [
        "new",
        "云岭",
        "--extends",
        "national",
        "--from",
        "示例馆.txt",
    ];
    let made = gouji(folder.path(), &new);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let template = std::fs::read_to_string(folder.path().join("云岭/template.toml")).unwrap();
    for wanted in [
        "extends = \"national\"",
        "match = [\"云岭省\", \"单位决算公开\"]",
        "title = [\"支出决算情况表\"]",
        "# 表头「其中：政府采购」没有栏目认领",
        "{ id = \"合计\", header = [\"支出合计\"] },",
        "# pattern = '花费{数1:amount}'",
    ] {
        assert!(template.contains(wanted), "{wanted}\n{template}");
    }
    let check = gouji(folder.path(), &["check", "--rules", "云岭", "示例馆.txt"]);
    assert_ne!(check.status.code(), Some(2), "{}", text(&check.stderr));
    let inspect = gouji(folder.path(), &["inspect", "--rules", "云岭", "示例馆.txt"]);
    let shown = text(&inspect.stdout);
    assert!(shown.contains("✓ 支出表"), "{shown}");
    let test = gouji(folder.path(), &["test", "云岭"]);
    assert!(
        test.status.success(),
        "{}{}",
        text(&test.stdout),
        text(&test.stderr)
    );
}

#[test]
fn a_folder_with_anything_in_it_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("示例馆.txt"), REPORT.replace('|', "\t")).unwrap();
    std::fs::create_dir(folder.path().join("云岭")).unwrap();
    std::fs::write(folder.path().join("云岭/mine.txt"), "甲").unwrap();
    let new = [
        "new",
        "云岭",
        "--extends",
        "national",
        "--from",
        "示例馆.txt",
    ];
    let refused = gouji(folder.path(), &new);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("不是空的"));
    assert_eq!(
        std::fs::read_dir(folder.path().join("云岭"))
            .unwrap()
            .count(),
        1
    );
}
