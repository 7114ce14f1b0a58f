//! What the README shows is what the program does.

use std::path::PathBuf;
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn block(readme: &str, fence: &str) -> String {
    let start = readme.find(fence).unwrap() + fence.len();
    let end = readme[start..].find("```").unwrap();
    readme[start..start + end].trim_end().to_owned()
}

#[test]
fn the_first_screen_shows_a_shipped_rule_and_its_real_output() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let rules = std::fs::read_to_string(root().join("rules/national/x01-totals.gouji")).unwrap();
    assert!(
        rules.contains(&block(&readme, "```gouji\n")),
        "the rule of the README is not shipped"
    );
    let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(["check", "examples/shidu-archives-2024.txt"])
        .current_dir(root())
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let printed: Vec<&str> = printed.lines().map(str::trim_end).collect();
    let shown = block(&readme, "```text\n");
    let printed = printed.join("\n");
    assert!(
        printed.contains(&shown),
        "the README shows:\n{shown}\nthe program prints:\n{printed}"
    );
}
