//! Planted errors of known kind: does the first group's headline name the true cell, and the true kind?
//!
//! `cargo test --release --test lib planted_causes -- --ignored --nocapture` prints the table of
//! `docs/causes.md`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gouji::diagnose::CauseKind;
use gouji::engine::Checked;
use gouji::report::{CellRef, Content, RowId};
use gouji::template::{ColumnId, ColumnKind, TableId, TableKind};

use super::harness::{check, check_file, engine, genuine, root};

/// How many cells of each report are changed, spread evenly, and how many pairs.
const CELLS: usize = 120;
const PAIRS: usize = 60;

/// A planted error and the kinds that name it rightly.
struct Plant {
    name: &'static str,
    kinds: &'static [CauseKind],
    make: fn(&str, &[String]) -> Option<String>,
}

fn digits(text: &str) -> Vec<usize> {
    let first = text
        .find(|c: char| ('1'..='9').contains(&c))
        .unwrap_or(text.len());
    text.char_indices()
        .filter(|(at, c)| *at >= first && c.is_ascii_digit())
        .map(|(at, _)| at)
        .collect()
}

fn with(text: &str, change: impl FnOnce(&mut Vec<u8>)) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    change(&mut bytes);
    let changed = String::from_utf8(bytes).ok()?;
    (changed != text).then_some(changed)
}

const PLANTS: [Plant; 6] = [
    Plant {
        name: "相邻两位颠倒",
        kinds: &[CauseKind::Swap],
        make: |text, _| {
            let at = digits(text);
            let pair = at
                .windows(2)
                .find(|p| text.as_bytes()[p[0]] != text.as_bytes()[p[1]])?
                .to_vec();
            with(text, |bytes| bytes.swap(pair[0], pair[1]))
        },
    },
    Plant {
        name: "一位数字写错",
        kinds: &[CauseKind::Digit],
        make: |text, _| {
            let at = *digits(text).get(1)?;
            with(text, |bytes| bytes[at] = b'0' + (bytes[at] - b'0' + 3) % 10)
        },
    },
    Plant {
        name: "漏写一位",
        kinds: &[CauseKind::DigitCount],
        make: |text, _| {
            let at = *digits(text).get(1)?;
            (text.len() > 4).then(|| format!("{}{}", &text[..at], &text[at + 1..]))
        },
    },
    Plant {
        name: "正负号",
        kinds: &[CauseKind::Sign],
        make: |text, _| Some(format!("-{text}")),
    },
    Plant {
        name: "万元当成元",
        kinds: &[CauseKind::Unit],
        make: |text, _| {
            let (whole, rest) = text.split_once('.')?;
            Some(format!("{whole}{:0<4}.00", rest))
        },
    },
    Plant {
        name: "抄自上一行",
        kinds: &[CauseKind::Copied],
        make: |text, above| above.first().filter(|above| *above != text).cloned(),
    },
];

struct Spot {
    cell: CellRef,
    start: usize,
    end: usize,
    above: Vec<String>,
}

/// Non-zero amounts of statutory tables that take part in at least two checks.
fn spots(checked: &Checked) -> Vec<Spot> {
    let report = &checked.report;
    let schema = &report.template.schema;
    let mut found = Vec::new();
    for cell in checked.plan.used_cells() {
        let shape = &schema.tables[cell.table.0 as usize];
        let is_amount = shape.columns[cell.column.0 as usize].kind == ColumnKind::Amount;
        let Some(one) = report.cell(cell) else {
            continue;
        };
        let Content::Figure(figure) = one.content else {
            continue;
        };
        if !matches!(shape.kind, TableKind::Panel { .. })
            || !is_amount
            || figure.value.is_zero()
            || checked.plan.checks_of(cell).len() < 2
        {
            continue;
        }
        let above = cell.row.0.checked_sub(1).and_then(|row| {
            let above = report.cell(CellRef {
                row: RowId(row),
                ..cell
            })?;
            matches!(above.content, Content::Figure(f) if !f.value.is_zero())
                .then(|| report.document.text_at(above.place).to_owned())
        });
        found.push(Spot {
            cell,
            start: one.place.start as usize,
            end: one.place.end as usize,
            above: above.into_iter().collect(),
        });
    }
    found
}

/// The same cell may have another index in another reading; rows and columns stay.
fn same(one: CellRef, other: Option<CellRef>) -> bool {
    let key = |cell: CellRef| -> (TableId, RowId, ColumnId) { (cell.table, cell.row, cell.column) };
    other.is_some_and(|other| key(other) == key(one))
}

#[derive(Default, Clone, Copy)]
struct Count {
    noticed: usize,
    cell: usize,
    kind: usize,
}

fn singles(path: &Path, tally: &mut BTreeMap<&'static str, Count>) {
    let engine = engine();
    let before = check_file(&engine, path);
    let known = before
        .findings
        .findings
        .iter()
        .map(|f| f.fingerprint.clone())
        .collect::<Vec<_>>();
    let template = before.report.template.id.clone();
    let body = before.report.document.text.clone();
    let spots = spots(&before);
    let step = (spots.len() / CELLS).max(1);
    for spot in spots.iter().step_by(step) {
        let printed = &body[spot.start..spot.end];
        if !printed.is_ascii() || printed.contains(' ') {
            continue;
        }
        for plant in &PLANTS {
            let Some(instead) = (plant.make)(printed, &spot.above) else {
                continue;
            };
            let text = format!("{}{instead}{}", &body[..spot.start], &body[spot.end..]);
            let after = check(&engine, path, text.as_bytes(), Some(&template));
            let Some(first) = after
                .findings
                .findings
                .iter()
                .find(|f| f.leads && !known.contains(&f.fingerprint))
            else {
                continue;
            };
            if first.strained {
                continue;
            }
            let count = tally.entry(plant.name).or_default();
            count.noticed += 1;
            let cause = first.cause.as_ref();
            count.cell += usize::from(same(spot.cell, cause.and_then(|cause| cause.cell)));
            count.kind += usize::from(cause.is_some_and(|cause| {
                plant.kinds.contains(&cause.kind) && same(spot.cell, cause.cell)
            }));
        }
    }
}

/// Two errors at once: both cells among the first two new groups?
fn pairs(path: &Path, made: &mut usize, both: &mut usize) {
    let engine = engine();
    let before = check_file(&engine, path);
    let known = before
        .findings
        .findings
        .iter()
        .map(|f| f.fingerprint.clone())
        .collect::<Vec<_>>();
    let template = before.report.template.id.clone();
    let body = before.report.document.text.clone();
    let spots = spots(&before);
    let step = (spots.len() / PAIRS).max(1);
    let half = spots.len() / 2;
    for (one, other) in spots
        .iter()
        .zip(spots.iter().skip(half))
        .step_by(step.div_ceil(2))
    {
        let [swap, digit] = [&PLANTS[0], &PLANTS[1]];
        let (a, b) = (&body[one.start..one.end], &body[other.start..other.end]);
        if !a.is_ascii() || !b.is_ascii() || one.end > other.start {
            continue;
        }
        let (Some(x), Some(y)) = ((swap.make)(a, &[]), (digit.make)(b, &[])) else {
            continue;
        };
        let text = format!(
            "{}{x}{}{y}{}",
            &body[..one.start],
            &body[one.end..other.start],
            &body[other.end..]
        );
        let after = check(&engine, path, text.as_bytes(), Some(&template));
        let named: Vec<Option<CellRef>> = after
            .findings
            .findings
            .iter()
            .filter(|f| f.leads && !known.contains(&f.fingerprint))
            .take(2)
            .map(|f| f.cause.as_ref().and_then(|cause| cause.cell))
            .collect();
        *made += 1;
        let has = |cell: CellRef| named.iter().any(|one| same(cell, *one));
        *both += usize::from(has(one.cell) && has(other.cell));
    }
}

fn files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = ["wangchuan-2022", "fenling-2022", "shidu-2024"]
        .iter()
        .map(|name| root().join(format!("examples/{name}.txt")))
        .collect();
    if let Some(folder) = genuine() {
        for name in [
            "jiyuan-2022",
            "changzhi-2022",
            "yangcheng-2024",
            "jincheng-2022",
        ] {
            files.push(folder.join(format!("{name}.txt")));
        }
    }
    files
}

#[test]
#[ignore = "takes a minute; prints the table of docs/causes.md"]
fn planted_causes() {
    let mut tally = BTreeMap::new();
    let (mut made, mut both) = (0, 0);
    for file in files() {
        singles(&file, &mut tally);
        pairs(&file, &mut made, &mut both);
    }
    let mut all = Count::default();
    let share = |part: usize, of: usize| {
        format!(
            "{part}/{of}（{}%）",
            (part * 100).checked_div(of).unwrap_or(0)
        )
    };
    println!("| 埋的错 | 报出 | 指对单元格 | 说对原因 |");
    println!("|---|---|---|---|");
    for (name, count) in &tally {
        println!(
            "| {name} | {} | {} | {} |",
            count.noticed,
            share(count.cell, count.noticed),
            share(count.kind, count.noticed)
        );
        all.noticed += count.noticed;
        all.cell += count.cell;
        all.kind += count.kind;
    }
    println!(
        "合计：指对 {}，说对 {}",
        share(all.cell, all.noticed),
        share(all.kind, all.noticed)
    );
    println!("两处同错：前两组都指对 {}", share(both, made));
    assert!(
        all.cell * 100 >= all.noticed * 80,
        "the true cell is named too rarely"
    );
}
