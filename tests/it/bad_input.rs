//! Whatever is given to the binary: a clear error or a result, and never a panic.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use assert_cmd::cargo::CommandCargoExt;

fn check(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("gouji").unwrap();
    let output = command
        .current_dir(folder)
        .arg("check")
        .args(arguments)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(!told.contains("panicked"), "{told}");
    assert!(output.status.code().is_some(), "killed by a signal: {told}");
    output
}

/// Checks a report of these bytes with the built-in packs; gives what was said on standard error.
fn report(bytes: &[u8]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("报告.txt"), bytes).unwrap();
    let output = check(folder.path(), &["报告.txt"]);
    (
        output.status.code(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

/// Checks an example with a pack of one file.
fn pack(name: &str, text: &str) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("包")).unwrap();
    fs::write(folder.path().join("包").join(name), text).unwrap();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/fenling-2022.txt");
    let output = check(folder.path(), &["--rules", "包", example.to_str().unwrap()]);
    (
        output.status.code(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

#[test]
fn an_empty_file_and_a_binary_file_are_refused() {
    let (status, told) = report(b"");
    assert_eq!(status, Some(2));
    assert!(told.contains("E0502"), "{told}");
    let (status, told) = report(b"PK\x03\x04\0\0\0\0");
    assert_eq!(status, Some(2));
    assert!(told.contains("E0503"), "{told}");
    let (status, told) = report(&[0xff, 0xfe, 0xfd, 0x81, 0x20].repeat(100));
    assert_eq!(status, Some(2));
    assert!(told.contains("E05"), "{told}");
}

#[test]
fn broken_toml_has_a_caret() {
    let (status, told) = pack("template.toml", "[template]\nid = \"甲\"\ntitle = \n");
    assert_eq!(status, Some(2));
    assert!(told.contains("template.toml:3:7"), "{told}");
}

#[test]
fn ten_thousand_parentheses_are_refused() {
    let nested = format!("{}1{}", "(".repeat(10_000), ")".repeat(10_000));
    let rule = format!("use template national\nrule 甲 \"甲\" {{\n  check {nested} = 1\n}}\n");
    let (status, told) = pack("a.gouji", &rule);
    assert_eq!(status, Some(2));
    assert!(
        told.contains("E0105"),
        "{}",
        told.chars().take(2000).collect::<String>()
    );
}

#[test]
fn ten_megabytes_of_rules_are_refused_or_read() {
    let rule = "rule 甲 \"甲\" { check 收支总表.收入[总计] = 收支总表.支出[总计] }\n";
    let text = format!(
        "use template national\n{}",
        rule.repeat(10_000_000 / rule.len())
    );
    let (status, told) = pack("a.gouji", &text);
    assert_eq!(status, Some(2));
    assert!(
        told.contains("E0106"),
        "{}",
        told.chars().take(2000).collect::<String>()
    );
}

#[test]
fn garbage_in_a_rule_file_fills_no_screen() {
    let (status, told) = pack("a.gouji", &"）】=（《\u{1b}[31m 规则 check\n".repeat(3000));
    assert_eq!(status, Some(2));
    assert!(told.len() < 200_000, "{} bytes", told.len());
    assert!(!told.contains('\u{1b}'));
}

#[test]
fn a_table_of_a_hundred_thousand_rows_gives_a_result() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/fenling-2022.txt");
    let text = fs::read_to_string(example).unwrap();
    let (before, after) = text
        .split_once("2010399\t")
        .or_else(|| text.split_once("\n201\t"))
        .unwrap();
    let rows = "2010399\t其他支出\t1.00\t1.00\t\t\t\t\t\n".repeat(100_000);
    let (status, _) = report(format!("{before}\n{rows}\n201\t{after}").as_bytes());
    assert_ne!(status, None);
}

#[test]
fn text_laid_out_in_thousands_of_columns_or_lines_gives_a_result() {
    let wide = "1234   ".repeat(3_000) + "\n";
    let (status, _) = report(format!("支出决算表\n{}", wide.repeat(300)).as_bytes());
    assert_ne!(status, None);
    let row = "2010399    其他支出              1.00        1.00        0.00\n";
    let head = "科目编码   科目名称        本年支出合计    基本支出    项目支出\n";
    let (status, _) = report(format!("支出决算表\n{head}{}", row.repeat(20_000)).as_bytes());
    assert_ne!(status, None);
}

#[test]
fn control_characters_of_a_report_do_not_reach_the_terminal() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/shidu-archives-2024.txt");
    let text = fs::read_to_string(example)
        .unwrap()
        .replace("住房公积金", "住房\u{1b}[31m公积金");
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("报告.txt"), text).unwrap();
    for format in ["human", "concise"] {
        let output = check(folder.path(), &["--format", format, "报告.txt"]);
        assert!(!output.stdout.contains(&0x1b), "{format}");
    }
}
