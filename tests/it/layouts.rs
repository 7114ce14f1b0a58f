//! The same report gets the same verdicts from text with tabs, with a cell a line and laid out with
//! blanks. The texts in tests/layout were made of the examples by tests/layout/lay_out.py.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gouji::document::{Format, ReadOptions, read};
use gouji::engine::{CheckOptions, Checked, Engine};
use gouji::eval::Verdict;

/// The examples that were laid out.
const EXAMPLES: [&str; 5] = [
    "wangchuan-2022",
    "fenling-2022",
    "fenling-bureau-2022",
    "shidu-2024",
    "shidu-archives-2024",
];

/// Rules whose checks may be undecided in a laid out text, where the layout loses what they need, and
/// why.
const LOST: [(&str, &str); 3] = [
    (
        "未达标满分",
        "a target that is blank and one that was lost look alike in a form whose columns are not even",
    ),
    (
        "超额未说明",
        "so do an explanation that is blank and one that was lost",
    ),
    (
        "统计_非负",
        "the heading above the table's header is no row without figures but a line above the table",
    ),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn checked(engine: &Engine, path: &Path) -> Checked {
    let bytes = std::fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    engine
        .check(&name, &bytes, &CheckOptions::default())
        .unwrap()
}

/// For each rule how many checks got each verdict; checks that do not apply are left out.
fn verdicts(checked: &Checked) -> BTreeMap<(String, &'static str), usize> {
    let mut counts = BTreeMap::new();
    for (check, decision) in checked.outcome.iter() {
        let verdict = match decision.verdict {
            Verdict::Exact => "exact",
            Verdict::Rounded => "rounded",
            Verdict::Strained => "strained",
            Verdict::Failed => "failed",
            Verdict::Undecided(_) => "undecided",
            Verdict::Inapplicable => continue,
        };
        let rule = checked.plan.rule(check).unwrap().id.clone();
        *counts.entry((rule, verdict)).or_insert(0) += 1;
    }
    counts
}

#[test]
fn a_cell_a_line_gives_the_verdicts_of_tabs() {
    let engine = Engine::builtin().unwrap();
    for name in EXAMPLES {
        let tabs = checked(&engine, &root().join(format!("examples/{name}.txt")));
        let cells = checked(
            &engine,
            &root().join(format!("tests/layout/{name}.cells.txt")),
        );
        assert_eq!(cells.report.document.format, Format::CellPerLine, "{name}");
        assert_eq!(verdicts(&tabs), verdicts(&cells), "{name}");
    }
}

#[test]
fn laid_out_text_gives_the_verdicts_of_tabs() {
    let engine = Engine::builtin().unwrap();
    for name in EXAMPLES {
        let tabs = checked(&engine, &root().join(format!("examples/{name}.txt")));
        let laid = checked(
            &engine,
            &root().join(format!("tests/layout/{name}.layout.txt")),
        );
        assert_eq!(laid.report.document.format, Format::BlankAligned, "{name}");
        let different = differences(&verdicts(&tabs), &verdicts(&laid));
        let unexpected: Vec<_> = different
            .iter()
            .filter(|one| {
                let lost = LOST.iter().any(|(rule, _)| one.rule.ends_with(rule));
                one.says_more() || !lost
            })
            .collect();
        assert!(unexpected.is_empty(), "{name}: {unexpected:#?}");
    }
}

/// A rule that did not get the same verdicts.
#[derive(Debug)]
struct Difference {
    rule: String,
    /// Verdicts with their counts: from tabs, laid out.
    counts: Vec<(&'static str, usize, usize)>,
}

impl Difference {
    /// Whether the laid out text got more of a verdict other than undecided.
    fn says_more(&self) -> bool {
        let mut counts = self.counts.iter();
        counts.any(|(verdict, tabs, laid)| *verdict != "undecided" && laid > tabs)
    }
}

type Counts = BTreeMap<(String, &'static str), usize>;

fn differences(tabs: &Counts, laid: &Counts) -> Vec<Difference> {
    let mut rules: BTreeMap<String, Vec<(&'static str, usize, usize)>> = BTreeMap::new();
    for (rule, verdict) in tabs.keys().chain(laid.keys()) {
        let key = (rule.clone(), *verdict);
        let count = |counts: &Counts| counts.get(&key).copied().unwrap_or(0);
        let entry = (*verdict, count(tabs), count(laid));
        let counts = rules.entry(rule.clone()).or_default();
        if entry.1 != entry.2 && !counts.contains(&entry) {
            counts.push(entry);
        }
    }
    rules.retain(|_, counts| !counts.is_empty());
    let difference = |(rule, counts)| Difference { rule, counts };
    rules.into_iter().map(difference).collect()
}

#[test]
fn what_is_found_stands_where_the_file_has_it() {
    let engine = Engine::builtin().unwrap();
    let laid = checked(
        &engine,
        &root().join("tests/layout/shidu-archives-2024.layout.txt"),
    );
    let document = &laid.report.document;
    let file = std::fs::read_to_string(root().join("tests/layout/shidu-archives-2024.layout.txt"));
    let file = file.unwrap();
    let lines: Vec<&str> = file.split('\n').collect();
    let mut seen = 0;
    for table in &laid.report.tables {
        for cell in &table.cells {
            let text = document.text_at(cell.place);
            let parts = document.printed_places(cell.place);
            if text.is_empty() || parts.len() != 1 {
                continue;
            }
            let at = document.locate(cell.place);
            let line = lines[at.line as usize - 1];
            let width = (at.end - at.start) as usize;
            let shown: String = line
                .chars()
                .skip(at.start as usize - 1)
                .take(width)
                .collect();
            assert_eq!(shown, text);
            seen += 1;
        }
    }
    assert!(seen > 1000, "{seen}");
}

#[test]
fn genuine_reports_are_not_taken_for_laid_out_text() {
    let folder = root().join("../shared/reports");
    if !folder.is_dir() {
        println!("../shared/reports is absent; nothing checked");
        return;
    }
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let document = read("report", &bytes, &ReadOptions::default()).unwrap();
        assert_ne!(document.format, Format::BlankAligned, "{}", path.display());
    }
}
