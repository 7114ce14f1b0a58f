//! The built binary: commands, streams, exit statuses.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples")
        .join(name)
}

/// Runs `gouji` with arguments in a folder of its own, so that no settings file is found by accident.
fn gouji(arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    gouji_in(folder.path(), arguments)
}

fn gouji_in(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("gouji").unwrap();
    command
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[track_caller]
fn status(output: &Output, expected: i32) {
    assert_eq!(output.status.code(), Some(expected), "{}", stderr(output));
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_clean_report_ends_with_status_zero() {
    let output = gouji(&["check", text(&example("fenling-2022.txt"))]);
    status(&output, 0);
    assert!(
        stdout(&output).contains("没有发现不符"),
        "{}",
        stdout(&output)
    );
    assert_eq!(stderr(&output), "");
}

#[test]
fn findings_end_with_status_one() {
    let output = gouji(&["check", text(&example("shidu-archives-2024.txt"))]);
    status(&output, 1);
    assert!(stdout(&output).contains("✗ 错误"));
}

#[test]
fn every_output_states_how_many_checks_got_each_verdict() {
    let path = example("shidu-archives-2024.txt");
    let human = stdout(&gouji(&["check", text(&path)]));
    let json = stdout(&gouji(&["check", "--format", "json", text(&path)]));
    let json: Value = serde_json::from_str(&json).unwrap();
    let summary = &json["reports"][0]["summary"];
    assert!(human.contains(&format!("核对 {} 项", summary["checks"])));
    assert!(human.contains(&format!("不符 {}", summary["failed"])));
    let parts = [
        "exact",
        "rounded",
        "strained",
        "failed",
        "undecided",
        "inapplicable",
    ];
    let sum: u64 = parts
        .iter()
        .map(|verdict| summary[verdict].as_u64().unwrap())
        .sum();
    assert_eq!(summary["checks"].as_u64().unwrap(), sum);
}

#[test]
fn one_unreadable_file_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(example("fenling-2022.txt"), folder.path().join("甲 乙.txt")).unwrap();
    fs::write(folder.path().join("坏.txt"), b"%PDF-1.7\n\0\0").unwrap();
    let output = gouji_in(folder.path(), &["check", "坏.txt", "没有.txt", "甲 乙.txt"]);
    status(&output, 2);
    assert!(stdout(&output).contains("甲 乙.txt"));
    assert!(
        stdout(&output).contains("2 份未能核对"),
        "{}",
        stdout(&output)
    );
    assert!(stderr(&output).contains("E0503"), "{}", stderr(&output));
    assert!(stderr(&output).contains("没有.txt"));
}

#[test]
fn a_folder_is_checked_in_the_same_order_whatever_the_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    for copy in 0..6 {
        let name = ["fenling-2022.txt", "shidu-archives-2024.txt"][copy % 2];
        let below = folder.path().join(format!("第{copy}批"));
        fs::create_dir(&below).unwrap();
        fs::copy(example(name), below.join("报告.txt")).unwrap();
    }
    for format in ["human", "concise", "json"] {
        let with = |jobs| {
            let output = gouji_in(
                folder.path(),
                &["check", "--format", format, "--jobs", jobs, "."],
            );
            status(&output, 1);
            stdout(&output)
        };
        assert_eq!(with("1"), with("4"));
    }
}

#[test]
fn standard_input_is_a_report() {
    let mut command = Command::cargo_bin("gouji").unwrap();
    let file = fs::File::open(example("fenling-2022.txt")).unwrap();
    let output = command.args(["check", "-"]).stdin(file).output().unwrap();
    status(&output, 0);
    assert!(stdout(&output).starts_with("<stdin>"));
}

#[test]
fn json_lists_what_could_not_be_checked() {
    let path = example("fenling-2022.txt");
    let output = gouji(&["check", "--format", "json", "没有.txt", text(&path)]);
    status(&output, 2);
    let json: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(json["reports"].as_array().unwrap().len(), 1);
    assert_eq!(json["errors"][0]["code"], "E0501");
    assert_eq!(json["errors"][0]["path"], "没有.txt");
}

#[test]
fn output_goes_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = example("shidu-archives-2024.txt");
    let output = gouji_in(folder.path(), &["check", text(&path), "-o", "结果.txt"]);
    status(&output, 1);
    assert_eq!(stdout(&output), "");
    let written = fs::read_to_string(folder.path().join("结果.txt")).unwrap();
    assert!(written.contains("✗ 错误"));
}

#[test]
fn severity_filters_findings_and_decides_the_status() {
    let path = example("shidu-archives-2024.txt");
    let all = stdout(&gouji(&["check", "--format", "concise", text(&path)]));
    let errors = stdout(&gouji(&[
        "check",
        "--format",
        "concise",
        "--severity",
        "error",
        text(&path),
    ]));
    assert!(all.contains(": warning[") && all.contains(": note["));
    assert!(errors.contains(": error[") && !errors.contains(": warning["));
}

#[test]
fn english_is_for_the_asking() {
    let path = example("shidu-archives-2024.txt");
    let output = gouji(&["check", "--lang", "en", text(&path)]);
    assert!(stdout(&output).contains("checks: "), "{}", stdout(&output));
    assert!(stdout(&output).contains("✗ error"));
}

#[test]
fn an_unknown_template_is_told_with_the_closest() {
    let path = example("fenling-2022.txt");
    let output = gouji(&["check", "--template", "shanxi-2202", text(&path)]);
    status(&output, 2);
    assert!(
        stderr(&output).contains("是不是「shanxi-2022」"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_report_that_fits_nothing_is_told_what_was_looked_for() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("诗.txt"),
        "床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n",
    )
    .unwrap();
    let output = gouji_in(folder.path(), &["check", "诗.txt"]);
    status(&output, 2);
    let told = stderr(&output);
    assert!(
        told.contains("E0521") && told.contains("没有找到"),
        "{told}"
    );
    assert!(
        told.contains("收支总表") && told.contains("符合度"),
        "{told}"
    );
}

#[test]
fn settings_upwards_from_the_report_count() {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("2024").join("县级");
    fs::create_dir_all(&below).unwrap();
    fs::copy(example("shidu-2024.txt"), below.join("报告.txt")).unwrap();
    fs::write(
        folder.path().join("gouji.toml"),
        "lang = \"en\"\ntemplate = \"henan\"\n",
    )
    .unwrap();
    let output = gouji_in(&below, &["check", "报告.txt"]);
    assert!(stdout(&output).contains("checks: "), "{}", stdout(&output));
    assert!(stdout(&output).contains(" henan · "), "{}", stdout(&output));
    let output = gouji_in(
        &below,
        &[
            "check",
            "--template",
            "national",
            "--lang",
            "zh",
            "报告.txt",
        ],
    );
    assert!(
        stdout(&output).contains(" national · "),
        "{}",
        stdout(&output)
    );
}

#[test]
fn mistakes_in_settings_have_carets() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(example("shidu-2024.txt"), folder.path().join("报告.txt")).unwrap();
    fs::write(
        folder.path().join("gouji.toml"),
        "# 设置\nrule = [\"包\"]\n",
    )
    .unwrap();
    let output = gouji_in(folder.path(), &["check", "报告.txt"]);
    status(&output, 2);
    let told = stderr(&output);
    assert!(
        told.contains("E0601") && told.contains("gouji.toml:2:1"),
        "{told}"
    );
    assert!(told.contains("┬"), "{told}");
}

#[test]
fn exported_packs_say_the_same_as_the_built_in_ones() {
    let folder = tempfile::tempdir().unwrap();
    let output = gouji_in(folder.path(), &["rules", "export", "规则"]);
    status(&output, 0);
    assert!(folder.path().join("规则/national/template.toml").is_file());
    let path = example("shidu-archives-2024.txt");
    let concise = ["check", "--format", "concise", text(&path)];
    let built_in = gouji_in(folder.path(), &concise);
    let from_disk = gouji_in(
        folder.path(),
        &[&concise[..], &["--rules", "规则"]].concat(),
    );
    assert_eq!(stdout(&built_in), stdout(&from_disk));
    status(&gouji_in(folder.path(), &["rules", "export", "规则"]), 2);
}

#[test]
fn a_broken_pack_shows_all_problems_of_all_files_and_checks_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("包");
    fs::create_dir(&pack).unwrap();
    fs::write(
        pack.join("a.gouji"),
        "use template national\nrule 甲 \"甲\" {\n  check 收支总票.收入[总计] = 0\n}\n",
    )
    .unwrap();
    fs::write(pack.join("b.gouji"), "use template national\nrule 乙 \"乙\" {\n  check 收入表[合计].合汁 = 0\n  check (1 + \n}\n").unwrap();
    let path = example("fenling-2022.txt");
    let output = gouji_in(folder.path(), &["check", "--rules", "包", text(&path)]);
    status(&output, 2);
    let told = stderr(&output);
    assert!(
        told.contains("a.gouji:3:9") && told.contains("b.gouji"),
        "{told}"
    );
    assert_eq!(stdout(&output), "");
}

#[test]
fn inspect_shows_tables_and_one_table_in_full() {
    let path = example("fenling-2022.txt");
    let output = gouji(&["inspect", text(&path)]);
    status(&output, 0);
    let shown = stdout(&output);
    assert!(
        shown.contains("✓ 收支总表.收入") && shown.contains("shanxi-2022"),
        "{shown}"
    );
    let shown = stdout(&gouji(&["inspect", "--table", "收支总表", text(&path)]));
    assert!(
        shown.contains("收支总表.收入") && shown.contains("收支总表.支出"),
        "{shown}"
    );
    assert!(shown.contains("9,201,945.76"), "{shown}");
    let json = stdout(&gouji(&["inspect", "--format", "json", text(&path)]));
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["template"], "shanxi-2022");
    let output = gouji(&["inspect", "--table", "收支总", text(&path)]);
    status(&output, 2);
}

#[test]
fn rules_and_codes_are_explained() {
    let listed = stdout(&gouji(&["rules", "list"]));
    assert!(listed.contains("national") && listed.contains("总表_收支平衡"));
    let shown = stdout(&gouji(&["rules", "show", "总表_收支平衡"]));
    assert!(shown.contains("rule 总表_收支平衡") && shown.contains("f01-income-expenditure.gouji"));
    let explained = stdout(&gouji(&["explain", "总表_收支平衡"]));
    assert!(explained.contains("理由"));
    assert!(stdout(&gouji(&["explain", "e0201"])).starts_with("E0201"));
    let output = gouji(&["explain", "总表_收支平横"]);
    status(&output, 2);
    assert!(stderr(&output).contains("是不是「总表_收支平衡」"));
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    let script = stdout(&gouji(&["completions", "bash"]));
    let page = stdout(&gouji(&["man"]));
    for command in [
        "check",
        "inspect",
        "rules",
        "test",
        "explain",
        "completions",
    ] {
        assert!(script.contains(command), "{command}");
        assert!(page.contains(command), "{command}");
    }
    let folder = tempfile::tempdir().unwrap();
    status(&gouji(&["man", text(folder.path())]), 0);
    assert!(folder.path().join("gouji-check.1").is_file());
}

#[test]
fn built_in_cases_hold_anywhere_and_are_not_rewritten() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["test", "--filter", "f08-state-capital", "--format", "json"];
    let output = gouji_in(folder.path(), &arguments);
    status(&output, 0);
    let run: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert!(run["cases"].as_array().unwrap().len() > 3);
    let output = gouji(&["test", "--update"]);
    status(&output, 2);
    assert!(stderr(&output).contains("E0608"));
}

#[test]
fn cases_on_disk_are_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let packs = folder.path().join("packs");
    status(&gouji(&["rules", "export", text(&packs)]), 0);
    let file = packs.join("national/f08-state-capital.cases.md");
    let before = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, before.replacen("failed", "strained", 1)).unwrap();
    let path = text(&file);
    let output = gouji(&["test", path]);
    status(&output, 1);
    assert!(stdout(&output).contains("strained") && stdout(&output).contains('✗'));
    status(&gouji(&["test", path, "--update"]), 0);
    status(&gouji(&["test", path]), 0);
    assert!(std::fs::read_to_string(&file).unwrap().contains("failed"));
}

#[test]
fn bad_usage_ends_with_status_two_and_help_with_zero() {
    status(&gouji(&["chekc"]), 2);
    status(&gouji(&["check"]), 2);
    status(&gouji(&["--help"]), 0);
    status(&gouji(&["check", "--help"]), 0);
}

#[test]
fn a_closed_pipe_is_quiet() {
    let mut command = Command::cargo_bin("gouji").unwrap();
    let mut child = command
        .args(["check", text(&example("shidu-archives-2024.txt"))])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(stderr(&output), "");
}
