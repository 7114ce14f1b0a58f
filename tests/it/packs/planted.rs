//! Planted errors: every amount of every statutory table is changed, one at a time and in four ways,
//! in the text of the report; counted is how many changes make a check fail that did not fail before.
//!
//! `cargo test --release --test lib planted -- --ignored --nocapture` prints the table of
//! `docs/planted-errors.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gouji::engine::Checked;
use gouji::eval::Verdict;
use gouji::report::{CellRef, Content, RowId};
use gouji::template::{ColumnId, ColumnKind, TableId, TableKind};

use super::harness::{check, check_file, engine, genuine, root};

/// Share of changes that must be noticed, in per mille: over cells that take part in a rule, and over
/// all cells.
const TAKING_PART: usize = 970;
const ALL: usize = 950;

/// A change of one printed figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    SecondDigit,
    Swap,
    Sign,
    Unit,
}

const CHANGES: [(Change, &str); 4] = [
    (Change::SecondDigit, "第二位数字差 1"),
    (Change::Swap, "相邻两位颠倒"),
    (Change::Sign, "正负号"),
    (Change::Unit, "万元当成元（×10⁴）"),
];

impl Change {
    /// What would be printed instead; `None` if the change leaves the figure as it is.
    fn apply(self, printed: &str) -> Option<String> {
        let separated = printed.contains(',');
        let mut text: Vec<char> = printed.chars().filter(|c| !", ".contains(*c)).collect();
        let first = text.iter().position(|c| ('1'..='9').contains(c))?;
        let digits: Vec<usize> = (first..text.len())
            .filter(|at| text[*at].is_ascii_digit())
            .collect();
        match self {
            Self::SecondDigit => {
                let at = *digits.get(1).unwrap_or(&first);
                let digit = text[at].to_digit(10)?;
                text[at] = char::from_digit(if digit == 9 { 8 } else { digit + 1 }, 10)?;
            }
            Self::Swap => {
                let pair = digits
                    .windows(2)
                    .find(|pair| text[pair[0]] != text[pair[1]])?;
                text.swap(pair[0], pair[1]);
            }
            Self::Sign => text.insert(0, '-'),
            Self::Unit => {
                let at = text.iter().position(|c| *c == '.').unwrap_or(text.len());
                let decimals: Vec<char> = text.drain(at..).skip(1).collect();
                text.extend(decimals.iter().copied().chain("0000".chars()).take(4));
                text.extend(".00".chars());
            }
        }
        Some(separate(text, separated))
    }
}

/// A number as the report would print it: no zeros in front, separators if it has them.
fn separate(text: Vec<char>, separated: bool) -> String {
    let whole: String = text.into_iter().collect();
    let (sign, whole) = whole
        .strip_prefix('-')
        .map_or(("", &*whole), |rest| ("-", rest));
    let (integer, decimals) = whole.split_once('.').unwrap_or((whole, ""));
    let integer = integer.trim_start_matches('0');
    let mut shown = String::new();
    for (index, digit) in integer.chars().enumerate() {
        if separated && index > 0 && (integer.len() - index) % 3 == 0 {
            shown.push(',');
        }
        shown.push(digit);
    }
    if shown.is_empty() {
        shown.push('0');
    }
    if !decimals.is_empty() {
        shown.push('.');
        shown.push_str(decimals);
    }
    format!("{sign}{shown}")
}

/// One figure of a statutory table.
struct Spot {
    table: String,
    start: usize,
    end: usize,
    takes_part: bool,
}

fn spots(checked: &Checked) -> Vec<Spot> {
    let used: BTreeSet<CellRef> = checked.plan.used_cells().into_iter().collect();
    let mut found = Vec::new();
    let schema = &checked.report.template.schema;
    for (index, (table, shape)) in checked.report.tables.iter().zip(&schema.tables).enumerate() {
        if !matches!(shape.kind, TableKind::Panel { .. }) {
            continue;
        }
        for row in 0..table.rows.len() {
            for (column, kind) in shape.columns.iter().enumerate() {
                let at = CellRef {
                    table: TableId(u16::try_from(index).unwrap()),
                    row: RowId(u32::try_from(row).unwrap()),
                    column: ColumnId(u16::try_from(column).unwrap()),
                };
                let Some(cell) = checked.report.cell(at) else {
                    continue;
                };
                let figure = match cell.content {
                    Content::Figure(figure) if kind.kind == ColumnKind::Amount => figure,
                    _ => continue,
                };
                if !figure.value.is_zero() {
                    found.push(Spot {
                        table: shape.path.clone(),
                        start: cell.place.start as usize,
                        end: cell.place.end as usize,
                        takes_part: used.contains(&at),
                    });
                }
            }
        }
    }
    found
}

/// What fails: rule, check of the rule, rows.
fn failing(checked: &Checked) -> BTreeSet<(String, Option<String>, Vec<u32>)> {
    checked
        .outcome
        .iter()
        .filter(|(_, decision)| decision.verdict == Verdict::Failed)
        .map(|(check, _)| {
            let column = checked
                .plan
                .stated(check)
                .and_then(|stated| stated.column.clone());
            let rows = checked.plan.rows(check).iter().map(|row| row.0).collect();
            (checked.plan.rule(check).unwrap().id.clone(), column, rows)
        })
        .collect()
}

#[derive(Default, Clone, Copy)]
struct Count {
    made: usize,
    noticed: usize,
}

impl Count {
    fn join(&mut self, other: Self) {
        self.made += other.made;
        self.noticed += other.noticed;
    }

    fn add(&mut self, noticed: bool) {
        self.made += 1;
        self.noticed += usize::from(noticed);
    }

    fn show(self) -> String {
        if self.made == 0 {
            return "—".to_owned();
        }
        let share = self.noticed * 1000 / self.made;
        format!(
            "{}/{}（{}.{}%）",
            self.noticed,
            self.made,
            share / 10,
            share % 10
        )
    }

    fn per_mille(self) -> usize {
        (self.noticed * 1000).checked_div(self.made).unwrap_or(1000)
    }
}

#[derive(Default)]
struct Tally {
    by_table: BTreeMap<(String, Change), Count>,
    taking_part: Count,
    all: Count,
    missed: Vec<String>,
}

fn plant(path: &Path) -> Tally {
    let engine = engine();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let before = check_file(&engine, path);
    let template = before.report.template.id.clone();
    let known = failing(&before);
    let body = before.report.document.text.clone();
    let mut tally = Tally::default();
    for spot in spots(&before) {
        let printed = &body[spot.start..spot.end];
        for (change, _) in CHANGES {
            let Some(instead) = change.apply(printed) else {
                continue;
            };
            let changed = format!("{}{instead}{}", &body[..spot.start], &body[spot.end..]);
            let after = failing(&check(&engine, path, changed.as_bytes(), Some(&template)));
            let noticed = !after.is_subset(&known);
            tally
                .by_table
                .entry((spot.table.clone(), change))
                .or_default()
                .add(noticed);
            tally.all.add(noticed);
            if spot.takes_part {
                tally.taking_part.add(noticed);
            }
            if !noticed {
                let line = before
                    .report
                    .document
                    .lines
                    .line_of(u32::try_from(spot.start).unwrap());
                tally.missed.push(format!(
                    "{name}:{line} {} {printed} → {instead}",
                    spot.table
                ));
            }
        }
    }
    tally
}

fn reports() -> Vec<PathBuf> {
    let examples = ["wangchuan-2022.txt", "fenling-2022.txt", "shidu-2024.txt"];
    let mut all: Vec<PathBuf> = examples
        .iter()
        .map(|file| root().join("examples").join(file))
        .collect();
    if let Some(folder) = genuine() {
        for file in [
            "changzhi-2022.txt",
            "jincheng-2022.txt",
            "jiyuan-2022.txt",
            "yangcheng-2024.txt",
        ] {
            all.push(folder.join(file));
        }
    }
    all
}

#[test]
#[ignore = "takes a minute; run with --release"]
fn planted_errors_are_noticed() {
    let mut sum = Tally::default();
    for path in reports() {
        let tally = plant(&path);
        println!(
            "{}: {} / {}",
            path.display(),
            tally.taking_part.show(),
            tally.all.show()
        );
        for (key, count) in &tally.by_table {
            sum.by_table.entry(key.clone()).or_default().join(*count);
        }
        sum.taking_part.join(tally.taking_part);
        sum.all.join(tally.all);
        sum.missed.extend(tally.missed);
    }
    let tables: BTreeSet<&String> = sum.by_table.keys().map(|(table, _)| table).collect();
    println!("\n| 表 | {} |", CHANGES.map(|(_, name)| name).join(" | "));
    println!("|---|---|---|---|---|");
    for table in tables {
        let cells = CHANGES.map(|(change, _)| {
            sum.by_table
                .get(&(table.clone(), change))
                .copied()
                .unwrap_or_default()
                .show()
        });
        println!("| {table} | {} |", cells.join(" | "));
    }
    println!(
        "\n参与规则的数：{}；全部非零数：{}",
        sum.taking_part.show(),
        sum.all.show()
    );
    for missed in &sum.missed {
        println!("missed {missed}");
    }
    assert!(sum.taking_part.per_mille() >= TAKING_PART);
    assert!(sum.all.per_mille() >= ALL);
}

#[test]
fn a_change_is_what_its_name_says() {
    let cases = [
        (Change::SecondDigit, "403.05", Some("413.05")),
        (Change::SecondDigit, "1,953.20", Some("1,853.20")),
        (Change::SecondDigit, "0.04", Some("0.05")),
        (Change::Swap, "403.05", Some("43.05")),
        (Change::Swap, "3,068.92", Some("368.92")),
        (Change::Swap, "11.1", None),
        (Change::Sign, "2.00", Some("-2.00")),
        (Change::Unit, "403.05", Some("4030500.00")),
        (Change::Unit, "2,030.5", Some("20,305,000.00")),
    ];
    for (change, printed, expected) in cases {
        assert_eq!(
            change.apply(printed).as_deref(),
            expected,
            "{change:?} {printed}"
        );
    }
}
