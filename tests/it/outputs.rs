//! What other programs read: each output is opened again by a reader of its format.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use calamine::{Data, Reader, Xlsx};
use serde_json::Value;

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples")
        .join(name)
}

/// An example with mistakes in it.
fn mistaken() -> PathBuf {
    example("shidu-archives-2024.txt")
}

fn gouji(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("gouji").unwrap();
    command
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What `check` writes of some reports in a format.
fn checked(format: &str, reports: &[PathBuf]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut arguments = vec!["check", "--format", format];
    arguments.extend(reports.iter().map(|path| path.to_str().unwrap()));
    said(&gouji(folder.path(), &arguments))
}

#[track_caller]
fn valid(schema: &str, instance: &Value) {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> = validator
        .iter_errors(instance)
        .take(5)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn json_is_what_its_schema_says() {
    let schema = include_str!("../../docs/json-schema.json");
    let broken = PathBuf::from("/nowhere/absent.txt");
    let text = checked("json", &[mistaken(), example("fenling-2022.txt"), broken]);
    let value: Value = serde_json::from_str(&text).unwrap();
    valid(schema, &value);
    assert_eq!(value["totals"]["reports"], 3);
    assert_eq!(value["totals"]["bad"], 1);
    assert_eq!(value["errors"].as_array().unwrap().len(), 1);
}

#[test]
fn the_json_schema_refuses_what_is_not_ours() {
    let schema: Value = serde_json::from_str(include_str!("../../docs/json-schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut value: Value = serde_json::from_str(&checked("json", &[mistaken()])).unwrap();
    assert!(validator.is_valid(&value));
    value["reports"][0]["findings"][0]["severity"] = Value::from("fatal");
    assert!(!validator.is_valid(&value));
}

/// The schema that the crate of SARIF types carries with its source.
fn sarif_schema() -> Option<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")))?;
    let registries = fs::read_dir(home.join("registry/src")).ok()?;
    registries.flatten().find_map(|registry| {
        let crates = fs::read_dir(registry.path()).ok()?;
        let mut crates = crates.flatten().map(|entry| entry.path());
        let found = crates.find(|path| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with("serde-sarif-"))
        })?;
        fs::read_to_string(found.join("src/schema.json")).ok()
    })
}

#[test]
fn sarif_is_valid_and_points_at_characters() {
    let text = checked("sarif", &[mistaken(), PathBuf::from("/nowhere/absent.txt")]);
    let log: Value = serde_json::from_str(&text).unwrap();
    match sarif_schema() {
        // One pattern of the official schema has a bracket too many and is no regular expression.
        Some(schema) => valid(&schema.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}?$"), &log),
        None => println!("the schema of SARIF is not in cargo's registry; not validated"),
    }
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let report = fs::read_to_string(mistaken()).unwrap();
    let lines: Vec<&str> = report.lines().collect();
    let mut seen = 0;
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(rules[index]["help"]["text"].is_string());
        let place = &result["locations"][0];
        let region = &place["physicalLocation"]["region"];
        let number = |name: &str| usize::try_from(region[name].as_u64().unwrap()).unwrap();
        let (line, start, end) = (
            number("startLine"),
            number("startColumn"),
            number("endColumn"),
        );
        let there: String = lines[line - 1]
            .chars()
            .skip(start - 1)
            .take(end - start)
            .collect();
        let printed = place["message"]["text"].as_str().unwrap();
        if let Some((_, printed)) = printed.split_once(": ") {
            assert_eq!(there, printed);
            seen += 1;
        }
    }
    assert!(seen > 0);
}

#[test]
fn junit_has_a_suite_for_each_report_and_a_case_for_each_rule() {
    let text = checked("junit", &[mistaken(), example("fenling-2022.txt")]);
    let report = quick_junit::Report::deserialize_from_str(&text).unwrap();
    let suites = report.test_suites;
    assert_eq!(suites.len(), 2);
    let failed = |suite: &quick_junit::TestSuite| {
        let cases = suite.test_cases.iter();
        cases
            .filter(|case| matches!(case.status, quick_junit::TestCaseStatus::NonSuccess { .. }))
            .count()
    };
    assert!(suites.iter().all(|suite| suite.test_cases.len() > 50));
    assert!(failed(&suites[0]) > 0);
    assert_eq!(failed(&suites[1]), 0);
}

#[test]
fn markdown_has_every_finding_with_its_cells() {
    let json: Value = serde_json::from_str(&checked("json", &[mistaken()])).unwrap();
    let findings = json["reports"][0]["findings"].as_array().unwrap().len();
    let text = checked("md", &[mistaken()]);
    let cards = text
        .lines()
        .filter(|line| line.starts_with("### ") && line.contains(" · "))
        .count();
    assert_eq!(cards, findings);
    let wide = text
        .lines()
        .filter(|line| line.starts_with("| "))
        .all(|line| line.ends_with(" |"));
    assert!(wide);
}

fn workbook(folder: &Path, reports: &[&str]) -> Xlsx<std::io::BufReader<fs::File>> {
    let mut arguments = vec!["check", "--format", "xlsx", "--output", "结果.xlsx"];
    arguments.extend(reports);
    gouji(folder, &arguments);
    calamine::open_workbook(folder.join("结果.xlsx")).unwrap()
}

#[test]
fn a_workbook_has_findings_and_the_tables_of_the_report() {
    let folder = tempfile::tempdir().unwrap();
    let path = mistaken();
    let json: Value = serde_json::from_str(&checked("json", std::slice::from_ref(&path))).unwrap();
    let findings = json["reports"][0]["findings"].as_array().unwrap();
    let mut book = workbook(folder.path(), &[path.to_str().unwrap()]);
    let sheet = book.worksheet_range("发现").unwrap();
    assert_eq!(sheet.height(), findings.len() + 1);
    let heads: Vec<String> = sheet
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    let column = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let with_sides = findings
        .iter()
        .position(|finding| finding["left"].is_object())
        .unwrap();
    let row = sheet.rows().nth(with_sides + 1).unwrap();
    assert_eq!(
        row[column("说明")].to_string(),
        findings[with_sides]["message"].as_str().unwrap()
    );
    let left: f64 = findings[with_sides]["left"]["value"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    assert_eq!(row[column("左边")], Data::Float(left));
    let table = book.worksheet_range("收支总表.支出").unwrap();
    assert!(table.rows().flatten().any(|cell| *cell == "本年支出合计"));
}

#[test]
fn a_workbook_over_several_reports_begins_with_a_line_for_each() {
    let folder = tempfile::tempdir().unwrap();
    let (bad, good) = (mistaken(), example("fenling-2022.txt"));
    let reports = [good.to_str().unwrap(), bad.to_str().unwrap(), "absent.txt"];
    let mut book = workbook(folder.path(), &reports);
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    assert_eq!(sheet.height(), 4);
    let results: Vec<String> = sheet.rows().skip(1).map(|row| row[4].to_string()).collect();
    assert_eq!(results, ["有不符", "无不符", "未能核对"]);
}

#[test]
fn the_same_findings_make_the_same_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let path = mistaken();
    let arguments = ["check", "--format", "xlsx", "--output"];
    for name in ["一.xlsx", "二.xlsx"] {
        let mut arguments = arguments.to_vec();
        arguments.extend([name, path.to_str().unwrap()]);
        gouji(folder.path(), &arguments);
    }
    let bytes = |name| fs::read(folder.path().join(name)).unwrap();
    assert_eq!(bytes("一.xlsx"), bytes("二.xlsx"));
}

/// A report with mistakes in a folder of its own.
fn filed(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(mistaken(), folder.path().join(name)).unwrap();
    folder
}

fn findings(folder: &Path, arguments: &[&str]) -> (Option<i32>, Value) {
    let mut all = vec!["check", "--format", "json"];
    all.extend(arguments);
    let output = gouji(folder, &all);
    (
        output.status.code(),
        serde_json::from_str(&said(&output)).unwrap(),
    )
}

#[test]
fn only_new_findings_count_beside_a_baseline() {
    let folder = filed("报告.txt");
    let written = gouji(
        folder.path(),
        &["baseline", "write", "报告.txt", "--output", "基线.json"],
    );
    assert_eq!(written.status.code(), Some(0));
    let (status, json) = findings(folder.path(), &["报告.txt", "--baseline", "基线.json"]);
    assert_eq!(status, Some(0));
    let report = &json["reports"][0];
    assert_eq!(report["baseline"]["new"], 0);
    assert!(
        report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .all(|f| f["standing"] == "known")
    );
}

#[test]
fn fingerprints_survive_shifted_lines_and_another_name() {
    let folder = filed("报告.txt");
    gouji(
        folder.path(),
        &["baseline", "write", "报告.txt", "--output", "基线.json"],
    );
    let text = fs::read_to_string(folder.path().join("报告.txt")).unwrap();
    fs::write(folder.path().join("改名.txt"), format!("\n\n\n{text}")).unwrap();
    let (status, json) = findings(folder.path(), &["改名.txt", "--baseline", "基线.json"]);
    assert_eq!(json["reports"][0]["baseline"]["new"], 0, "{status:?}");
    assert_eq!(status, Some(0));
}

#[test]
fn what_was_mended_is_gone_and_what_changed_is_new() {
    let folder = filed("报告.txt");
    gouji(
        folder.path(),
        &["baseline", "write", "报告.txt", "--output", "基线.json"],
    );
    let clean = fs::read_to_string(example("shidu-2024.txt")).unwrap();
    fs::write(folder.path().join("报告.txt"), clean).unwrap();
    let (status, json) = findings(folder.path(), &["报告.txt", "--baseline", "基线.json"]);
    assert_eq!(status, Some(0));
    assert!(
        !json["reports"][0]["baseline"]["gone"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[test]
fn an_explained_finding_is_shown_and_does_not_count() {
    let folder = filed("报告.txt");
    let (_, json) = findings(folder.path(), &["报告.txt"]);
    let list = json["reports"][0]["findings"].as_array().unwrap();
    let mut file = String::new();
    for finding in list {
        let fingerprint = finding["fingerprint"].as_str().unwrap();
        if !file.contains(fingerprint) {
            file.push_str(&format!(
                "[[explanation]]\nfingerprint = \"{fingerprint}\"\ntext = \"年中划转\"\nby = \"财务科\"\ndate = 2024-08-01\n"
            ));
        }
    }
    fs::write(folder.path().join("explanations.toml"), file).unwrap();
    let (status, json) = findings(folder.path(), &["报告.txt"]);
    assert_eq!(status, Some(0));
    let first = &json["reports"][0]["findings"][0];
    assert_eq!(first["standing"], "explained");
    assert_eq!(first["explanation"]["by"], "财务科");
    let human = said(&gouji(folder.path(), &["check", "报告.txt"]));
    assert!(human.contains("已说明"), "{human}");
    assert!(human.contains("年中划转（财务科，2024-08-01）"), "{human}");
}

#[test]
fn mistakes_in_explanations_are_drawn_and_stop_the_run() {
    let folder = filed("报告.txt");
    let file = "[[explanation]]\nfingerprint = \"12\"\ntext = \"年中划转\"\nby = \"财务科\"\ndate = 2024-08-01\n";
    fs::write(folder.path().join("explanations.toml"), file).unwrap();
    let output = gouji(folder.path(), &["check", "报告.txt"]);
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(
        error.contains("E0620") && error.contains("explanations.toml:2:15"),
        "{error}"
    );
}

#[test]
fn an_explanation_without_finding_is_told_and_does_not_count() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(example("fenling-2022.txt"), folder.path().join("报告.txt")).unwrap();
    let file = "[[explanation]]\nfingerprint = \"0123456789abcdef\"\ntext = \"年中划转\"\nby = \"财务科\"\ndate = 2024-08-01\n";
    fs::write(folder.path().join("explanations.toml"), file).unwrap();
    let output = gouji(folder.path(), &["check", "报告.txt"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stderr).unwrap().contains("E0623"));
}

#[test]
fn a_baseline_that_is_none_is_refused_with_its_place() {
    let folder = filed("报告.txt");
    fs::write(
        folder.path().join("基线.json"),
        "{\"baseline\": 1, \"finding\": []}",
    )
    .unwrap();
    let output = gouji(
        folder.path(),
        &["check", "报告.txt", "--baseline", "基线.json"],
    );
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(
        error.contains("E0621") && error.contains("基线.json:1:"),
        "{error}"
    );
}

#[test]
fn a_run_over_several_reports_ends_with_a_summary() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(mistaken(), folder.path().join("一.txt")).unwrap();
    fs::copy(example("fenling-2022.txt"), folder.path().join("二.txt")).unwrap();
    let text = said(&gouji(folder.path(), &["check", "."]));
    let end = text.split("共 2 份报告").nth(1).unwrap();
    assert!(
        end.contains("有不符的报告") && end.contains("发现最多的规则"),
        "{end}"
    );
}
