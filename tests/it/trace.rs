//! `gouji check --trace`: how a check was computed, as people and as programs get it.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

/// An example with mistakes in it.
const MISTAKEN: &str = "examples/shidu-archives-2024.txt";

fn gouji(arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("gouji").unwrap();
    command
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn said(arguments: &[&str]) -> String {
    String::from_utf8(gouji(arguments).stdout).unwrap()
}

/// Rules of the first findings of an example.
fn failing() -> Vec<String> {
    let value: Value =
        serde_json::from_str(&said(&["check", MISTAKEN, "--format", "json"])).unwrap();
    let findings = value["reports"][0]["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|finding| finding["rule"].as_str().unwrap().to_owned())
        .collect()
}

fn traced(rule: &str) -> Value {
    let text = said(&["check", MISTAKEN, "--trace", rule, "--format", "json"]);
    let value: Value = serde_json::from_str(&text).unwrap();
    let schema: Value = serde_json::from_str(include_str!("../../docs/json-schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> = validator
        .iter_errors(&value)
        .take(3)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{rule}: {wrong:#?}");
    value["reports"][0]["traces"][0].clone()
}

/// Every step below a step, itself included.
fn steps<'v>(step: &'v Value, found: &mut Vec<&'v Value>) {
    found.push(step);
    for part in step["parts"].as_array().into_iter().flatten() {
        steps(part, found);
    }
}

#[test]
fn every_failed_rule_is_traced_down_to_cells_with_their_places() {
    let rules = failing();
    assert!(!rules.is_empty());
    for rule in rules {
        let trace = traced(&rule);
        let first = &trace["checks"][0];
        assert!(
            ["failed", "strained"].contains(&first["verdict"].as_str().unwrap()),
            "{rule}"
        );
        let mut all = Vec::new();
        steps(&first["relation"], &mut all);
        let cells = all.iter().filter(|step| !step["cell"].is_null()).count();
        assert!(
            cells > 0 || all.iter().any(|step| step["what"] == "count"),
            "{rule}"
        );
    }
}

#[test]
fn what_parts_add_up_to_is_what_stands_above_them() {
    let number = |step: &Value| -> rust_decimal::Decimal {
        step["value"].as_str().unwrap().parse().unwrap()
    };
    let mut sums = 0;
    for rule in ["一般预算_合计行", "收入表_合计行", "支出表_合计行"] {
        for check in traced(rule)["checks"].as_array().unwrap() {
            let mut all = Vec::new();
            steps(&check["relation"], &mut all);
            let sums_here = all.iter().filter(|step| step["what"] == "sum");
            for sum in sums_here.filter(|sum| sum["value"].is_string()) {
                let parts = sum["parts"].as_array().unwrap();
                let total: rust_decimal::Decimal = parts
                    .iter()
                    .map(|part| match part["subtracted"].as_bool() {
                        Some(true) => -number(part),
                        _ => number(part),
                    })
                    .sum();
                assert_eq!(total, number(sum), "{rule}");
                sums += 1;
            }
        }
    }
    assert!(sums > 0, "no sum was traced");
}

#[test]
fn people_get_a_tree_that_fits_the_width() {
    for lang in ["zh", "en"] {
        for rule in failing().into_iter().take(5) {
            let text = said(&["check", MISTAKEN, "--trace", &rule, "--lang", lang]);
            assert!(text.contains("└─"), "{text}");
            // The first lines name the file, the report and the rule, as long as they are.
            for line in text.lines().skip(6) {
                // Closing punctuation may hang over: no line begins with it.
                assert!(line.width() <= 102, "{line}");
            }
        }
    }
}

#[test]
fn a_line_narrows_a_trace_to_the_checks_that_touch_it() {
    let all = traced("一般预算_合计行");
    let mut steps_found = Vec::new();
    steps(&all["checks"][0]["relation"], &mut steps_found);
    let line = steps_found
        .iter()
        .find_map(|step| step["cell"]["line"].as_u64())
        .unwrap();
    let some = traced(&format!("一般预算_合计行@{line}"));
    assert!(some["chosen"].as_u64().unwrap() > 0);
    let none = traced("一般预算_合计行@1");
    assert_eq!(none["chosen"], 0);
    assert_eq!(none["summary"], all["summary"]);
}

#[test]
fn an_unknown_rule_a_bad_line_and_another_format_are_refused() {
    let refused = |arguments: &[&str], code: &str, word: &str| {
        let output = gouji(arguments);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(code) && told.contains(word), "{told}");
    };
    refused(
        &["check", MISTAKEN, "--trace", "一般预算_合计航"],
        "E0606",
        "一般预算_合计行",
    );
    refused(
        &["check", MISTAKEN, "--trace", "一般预算_合计行@六"],
        "E0624",
        "行号",
    );
    refused(
        &[
            "check",
            MISTAKEN,
            "--trace",
            "一般预算_合计行",
            "--format",
            "html",
        ],
        "E0624",
        "json",
    );
}
