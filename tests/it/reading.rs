//! Genuine reports, read with the shipped templates: every row of every statutory table.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gouji::document::{Block, Document, ReadOptions, read};
use gouji::report::{Content, NoteKind, Presence, Report, bind, fit};
use gouji::source::SourceMap;
use gouji::template::{TableKind, Template, read_templates};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All templates of the shipped packs.
fn templates() -> Vec<Arc<Template>> {
    let mut sources = SourceMap::default();
    let mut files: Vec<PathBuf> = std::fs::read_dir(root().join("rules"))
        .unwrap()
        .filter_map(|entry| std::fs::read_dir(entry.unwrap().path()).ok())
        .flat_map(|folder| folder.map(|entry| entry.unwrap().path()))
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    let ids: Vec<_> = files
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            sources.add(path.display().to_string(), text)
        })
        .collect();
    let (templates, problems) = read_templates(&sources, &ids);
    assert!(!problems.has_errors(), "{problems:#?}");
    templates.into_iter().map(Arc::new).collect()
}

fn document(name: &str) -> Option<Document> {
    let path = root().join("../shared/reports").join(format!("{name}.txt"));
    let Ok(bytes) = std::fs::read(&path) else {
        println!("{} is absent", path.display());
        return None;
    };
    Some(read(name, &bytes, &ReadOptions::default()).unwrap())
}

/// The report bound to the template that fits best, of equals the most special one.
fn report(name: &str) -> Option<Report> {
    let document = document(name)?;
    let templates = templates();
    let best = templates
        .iter()
        .filter(|template| !template.base_only)
        .max_by_key(|template| (fit(&document, template).score, template.ancestors.len()))
        .unwrap();
    println!("{name}: {}", best.id);
    Some(bind(Arc::new(document), Arc::clone(best)))
}

/// Printed rows of a table: header rows and body rows, each counted once for all panels.
struct Rows {
    table: String,
    header: usize,
    body: usize,
}

fn rows(report: &Report) -> Vec<Rows> {
    let mut all = Vec::new();
    for (index, def) in report.template.tables.iter().enumerate() {
        let mut body = BTreeSet::new();
        let mut lines = BTreeSet::new();
        for (schema, table) in report.template.schema.tables.iter().zip(&report.tables) {
            if !matches!(schema.kind, TableKind::Panel { table, .. } if usize::from(table) == index)
            {
                continue;
            }
            body.extend(table.rows.iter().map(|row| row.place.start));
            lines.extend(table.sightings.iter().map(|s| (s.first, s.last)));
        }
        let printed = report.document.blocks.iter().filter(|block| {
            let cells = report.document.cells_of(block);
            let line = |at: u32| report.document.lines.line_of(at);
            matches!(block, Block::Row { .. })
                && lines
                    .iter()
                    .any(|(first, last)| (*first..=*last).contains(&line(cells[0].start)))
        });
        let header = printed.count() - body.len();
        all.push(Rows {
            table: def.id.clone(),
            header,
            body: body.len(),
        });
    }
    all
}

fn counts(report: &Report) -> Vec<(usize, usize)> {
    let rows = rows(report);
    for row in &rows {
        println!("  {} {} + {}", row.table, row.header, row.body);
    }
    rows.iter().map(|row| (row.header, row.body)).collect()
}

fn total(report: &Report) -> usize {
    rows(report).iter().map(|row| row.header + row.body).sum()
}

#[test]
fn every_row_of_every_statutory_table_is_bound() {
    for (name, rows) in [
        ("jiyuan-2022", 176),
        ("yangcheng-2024", 200),
        ("jincheng-2022", 157),
        ("changzhi-2022", 209),
    ] {
        let Some(report) = report(name) else { continue };
        counts(&report);
        assert_eq!(total(&report), rows, "{name}");
        for (schema, table) in report.template.schema.tables.iter().zip(&report.tables) {
            if !matches!(schema.kind, TableKind::Panel { .. }) {
                continue;
            }
            assert_eq!(table.rows_doubt, None, "{name} {}", schema.path);
            for row in &table.rows {
                assert_eq!(row.doubt, None, "{name} {} {}", schema.path, row.key);
            }
            for cell in &table.cells {
                assert!(
                    !matches!(cell.content, Content::Unreadable | Content::Uncertain(_)),
                    "{name} {} {:?}",
                    schema.path,
                    report.document.text_at(cell.place)
                );
            }
        }
        let strange: Vec<_> = report
            .notes
            .iter()
            .filter(|note| {
                use NoteKind::{PercentSignMissing, SplitNumber, UnitMissing};
                !matches!(note.kind, SplitNumber | UnitMissing | PercentSignMissing)
            })
            .collect();
        assert!(strange.is_empty(), "{name}: {strange:?}");
    }
}

#[test]
fn lost_tables_are_named_by_the_contents() {
    let Some(report) = report("jincheng-2022") else {
        return;
    };
    for path in ["收入表", "支出表"] {
        let id = report.template.schema.table(path).unwrap();
        let Presence::Named(place) = report.table(id).unwrap().presence else {
            panic!("{path} is not named");
        };
        let line = report.document.locate(place).line;
        assert!((14..=15).contains(&line), "{path} {line}");
    }
}

/// The printed text of a cell: table, declared row, printed name or code, column.
fn printed(report: &Report, path: &str, row: &str, column: &str) -> Vec<(u32, String)> {
    let id = report.template.schema.table(path).unwrap();
    let schema = report.template.schema.get(id).unwrap();
    let table = report.table(id).unwrap();
    let column = schema.column(column).unwrap();
    let key = gouji::document::label_key(row);
    (0_u32..)
        .zip(&table.rows)
        .filter(|(_, r)| r.key == key || r.code.as_deref() == Some(row))
        .map(|(index, _)| {
            let cell = table.cell(gouji::report::RowId(index), column).unwrap();
            let line = report.document.locate(cell.place).line;
            (line, report.text(cell).to_owned())
        })
        .collect()
}

/// Table, row by name or code, column, line, printed text.
type Spot = (&'static str, &'static str, &'static str, u32, &'static str);

fn assert_printed(name: &str, spots: &[Spot]) {
    let Some(report) = report(name) else { return };
    for (path, row, column, line, text) in spots {
        assert_eq!(
            printed(&report, path, row, column),
            [(*line, (*text).to_owned())],
            "{name} {path} {row} {column}"
        );
    }
}

#[test]
fn figures_stand_where_they_are_printed() {
    assert_printed(
        "changzhi-2022",
        &[
            ("基本支出明细表", "公用经费合计", "金额", 310, "4535212.48"),
            (
                "基本支出明细表",
                "公用经费合计",
                "基本支出",
                310,
                "420054.88",
            ),
            ("基本支出明细表", "30229", "金额", 305, ""),
            ("收支总表.收入", "总计", "决算数", 98, "8638621.12"),
            ("三公表", "", "决算公务接待", 328, ""),
            ("三公表", "", "决算合计", 328, "18039.04"),
        ],
    );
    assert_printed(
        "jincheng-2022",
        &[
            (
                "收支总表.收入",
                "本年收入合计",
                "决算数",
                123,
                "29108704.02",
            ),
            (
                "收支总表.收入",
                "一般公共预算财政拨款收入",
                "决算数",
                96,
                "29029236. 59",
            ),
            ("信息统计表", "服务", "统计数", 326, "5500493.28"),
        ],
    );
    assert_printed(
        "jiyuan-2022",
        &[
            ("一般公共预算支出表", "合计", "合计", 269, ""),
            ("基本支出明细表", "公用经费合计", "基本支出", 324, "27.40"),
            ("基金表", "2120899", "年末结转和结余", 344, "0.00"),
        ],
    );
    assert_printed(
        "yangcheng-2024",
        &[
            ("基本支出明细表", "公用经费合计", "基本支出", 310, "18.48"),
            (
                "收支总表.收入",
                "使用非财政拨款结余（含专用结余）",
                "决算数",
                106,
                "",
            ),
        ],
    );
}

#[test]
fn each_report_gets_the_template_of_its_province_and_form() {
    let templates = templates();
    for (name, template) in [
        ("jiyuan-2022", "henan"),
        ("yangcheng-2024", "shanxi-2024"),
        ("jincheng-2022", "shanxi-2022"),
        ("changzhi-2022", "shanxi-2022"),
        ("guangyuan-2022", ""),
    ] {
        let Some(document) = document(name) else {
            continue;
        };
        let mut fits: Vec<_> = templates
            .iter()
            .filter(|template| !template.base_only)
            .map(|template| (fit(&document, template), template.id.as_str()))
            .collect();
        fits.sort_by_key(|(fit, _)| std::cmp::Reverse(fit.score));
        let scores: Vec<_> = fits.iter().map(|(fit, id)| (*id, fit.score)).collect();
        println!("{name}: {scores:?}");
        if !template.is_empty() {
            assert_eq!(fits[0].1, template, "{name}");
            assert!(fits[0].0.score > fits[1].0.score, "{name}: {scores:?}");
        }
    }
}
