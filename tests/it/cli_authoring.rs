//! `gouji fmt` and `gouji lint` as a writer of rules uses them.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::CommandCargoExt;

fn gouji(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut command = Command::cargo_bin("gouji").unwrap();
    let mut child = command
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[track_caller]
fn status(output: &Output, expected: i32) {
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(expected), "{told}");
}

const UNTIDY: &str = "rule 甲 \"标题\" { check a=b }\n";
const TIDY: &str = "rule 甲 \"标题\" {\n  check a = b\n}\n";

#[test]
fn fmt_mends_what_it_can_and_leaves_broken_files_alone() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    write("好.gouji", UNTIDY);
    write("坏.gouji", "rule 乙 { chek a=b }\n");
    write("模板.toml", "[template]\nid='x'\n[[table]]\nid=\"表\"\n");
    write("别的.toml", "a=1\n");
    let checked = gouji(folder.path(), &["fmt", "--check"], "");
    status(&checked, 2);
    let shown = stdout(&checked);
    assert!(
        shown.contains("-rule 甲 \"标题\" { check a=b }") && shown.contains("+  check a = b"),
        "{shown}"
    );
    assert_eq!(read("好.gouji"), UNTIDY);
    let mended = gouji(folder.path(), &["fmt"], "");
    status(&mended, 2);
    assert!(String::from_utf8_lossy(&mended.stderr).contains("E0104"));
    assert_eq!(read("好.gouji"), TIDY);
    assert_eq!(read("坏.gouji"), "rule 乙 { chek a=b }\n");
    assert_eq!(
        read("模板.toml"),
        "[template]\nid = 'x'\n\n[[table]]\nid = \"表\"\n"
    );
    assert_eq!(read("别的.toml"), "a=1\n");
    fs::remove_file(folder.path().join("坏.gouji")).unwrap();
    status(&gouji(folder.path(), &["fmt", "--check"], ""), 0);
    write("好.gouji", UNTIDY);
    status(
        &gouji(folder.path(), &["fmt", "--check", "好.gouji"], ""),
        1,
    );
}

#[test]
fn fmt_reads_and_writes_streams_and_turns_keywords() {
    let folder = tempfile::tempdir().unwrap();
    let output = gouji(folder.path(), &["fmt", "-", "--keywords", "zh"], UNTIDY);
    status(&output, 0);
    assert_eq!(stdout(&output), "规则 甲 \"标题\" {\n  核对 a = b\n}\n");
    let back = gouji(
        folder.path(),
        &["fmt", "-", "--keywords", "en"],
        &stdout(&output),
    );
    assert_eq!(stdout(&back), TIDY);
    status(&gouji(folder.path(), &["fmt", "-", "--check"], UNTIDY), 1);
}

#[test]
fn lint_tells_of_the_files_asked_for_at_the_levels_of_the_settings() {
    let folder = tempfile::tempdir().unwrap();
    let pack = folder.path().join("rules/qingxi");
    fs::create_dir_all(&pack).unwrap();
    fs::write(
        pack.join("template.toml"),
        include_str!("data/lint/template.toml"),
    )
    .unwrap();
    fs::write(
        pack.join("rules.gouji"),
        include_str!("data/lint/rules.gouji"),
    )
    .unwrap();
    let all = gouji(folder.path(), &["lint", "--format", "concise"], "");
    status(&all, 1);
    let shown = stdout(&all);
    assert!(
        shown.contains("rules/qingxi/rules.gouji:5:5: warning[W0701]"),
        "{shown}"
    );
    assert!(shown.contains("error[W0704]"), "{shown}");
    let one = gouji(
        folder.path(),
        &["lint", "rules/qingxi/template.toml", "--format", "json"],
        "",
    );
    let list: serde_json::Value = serde_json::from_slice(&one.stdout).unwrap();
    let files: Vec<&str> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["labels"][0]["file"].as_str().unwrap())
        .collect();
    assert!(
        !files.is_empty() && files.iter().all(|file| file.ends_with("template.toml")),
        "{files:?}"
    );
    fs::write(
        folder.path().join("gouji.toml"),
        "[lint]\nW0701 = \"off\"\nW0702 = \"error\"\n",
    )
    .unwrap();
    let shown = stdout(&gouji(folder.path(), &["lint", "--format", "concise"], ""));
    assert!(
        !shown.contains("W0701") && shown.contains("error[W0702]"),
        "{shown}"
    );
    fs::write(
        folder.path().join("gouji.toml"),
        "[lint]\nW0799 = \"off\"\n",
    )
    .unwrap();
    let wrong = gouji(folder.path(), &["lint"], "");
    status(&wrong, 2);
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("E0601"));
}
