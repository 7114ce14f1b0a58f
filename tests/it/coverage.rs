//! `gouji coverage`: which figures are held, by table and by rule.

use std::path::PathBuf;

use gouji::engine::{CheckOptions, Engine};
use gouji::tools::coverage::{RuleFate, RuleUses, report_coverage};
use gouji::tools::printed::{Area, printed_figures};

fn checked(example: &str) -> gouji::engine::Checked {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("examples")
        .join(example);
    let text = std::fs::read(path).unwrap();
    let engine = Engine::builtin().unwrap();
    engine
        .check(example, &text, &CheckOptions::default())
        .unwrap()
}

#[test]
fn every_figure_is_counted_once_and_is_either_held_or_loose() {
    let checked = checked("wangchuan-2022.txt");
    let coverage = report_coverage(&checked);
    let figures: u32 = coverage.tables.iter().map(|table| table.figures).sum();
    let held: u32 = coverage.tables.iter().map(|table| table.held).sum();
    assert_eq!(figures as usize, printed_figures(&checked.report).len());
    assert_eq!((figures - held) as usize, coverage.loose.len());
    for area in [Area::Statement, Area::Form, Area::Prose] {
        assert!(coverage.tables.iter().any(|table| table.area == area));
    }
}

#[test]
fn a_clean_report_has_no_failed_figure_and_a_planted_one_has() {
    let failed = |example| -> u32 {
        let coverage = report_coverage(&checked(example));
        coverage.tables.iter().map(|table| table.failed).sum()
    };
    assert_eq!(failed("wangchuan-2022.txt"), 0);
    assert!(failed("shidu-archives-2024.txt") > 0);
}

#[test]
fn the_fate_of_a_rule_is_the_weightiest_of_its_verdicts() {
    let mut rules = RuleUses::default();
    rules.add(&checked("shidu-2024.txt"));
    assert_eq!(rules.with(RuleFate::Failed).count(), 0);
    rules.add(&checked("shidu-archives-2024.txt"));
    let failed: Vec<&str> = rules
        .with(RuleFate::Failed)
        .map(|rule| rule.id.as_str())
        .collect();
    assert!(failed.contains(&"表间_支出分类"), "{failed:?}");
    let all: usize = RuleFate::ALL
        .iter()
        .map(|fate| rules.with(*fate).count())
        .sum();
    assert_eq!(all, rules.iter().count());
}
