//! Self-evaluation forms of genuine reports: how many are found, how many indicators are read with
//! certainty, and a sample of them compared with a reading by hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gouji::document::{ReadOptions, read};
use gouji::report::{Content, Report, Table, bind};
use gouji::template::TableSchema;

use super::claims::shipped_templates;

fn bound(path: &Path, id: &str) -> Report {
    let templates = shipped_templates();
    let template = templates.into_iter().find(|one| one.id == id).unwrap();
    let bytes = fs::read(path).unwrap();
    let document = read(&path.to_string_lossy(), &bytes, &ReadOptions::default()).unwrap();
    bind(Arc::new(document), Arc::new(template))
}

fn genuine() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/reports");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("../shared/reports is absent; nothing checked");
    None
}

fn table<'r>(report: &'r Report, path: &str) -> (&'r TableSchema, &'r Table) {
    let schemas = &report.template.schema.tables;
    let index = schemas.iter().position(|table| table.path == path).unwrap();
    (&schemas[index], &report.tables[index])
}

/// The certain pairs of weight and score: line, weight, score.
fn pairs(report: &Report, path: &str) -> Vec<(u32, String, String)> {
    let (schema, table) = table(report, path);
    let column = |id: &str| schema.columns.iter().position(|one| one.id == id).unwrap();
    let (weight, score) = (column("分值"), column("得分"));
    let width = schema.columns.len();
    let mut found = Vec::new();
    for cells in table.cells.chunks(width) {
        if let (Content::Figure(_), Content::Figure(_)) =
            (cells[weight].content, cells[score].content)
        {
            let text = |cell: usize| report.text(&cells[cell]).replace(' ', "");
            let line = report.document.locate(cells[score].place).line;
            found.push((line, text(weight), text(score)));
        }
    }
    found
}

/// A form's tables and what a person counts of them.
struct Counted {
    form: &'static str,
    forms: usize,
    indicators: &'static str,
    pairs: usize,
    /// Lines with weight and score, read by hand.
    sample: &'static [(u32, &'static str, &'static str)],
}

fn holds(file: &str, template: &str, wanted: &[Counted]) {
    let Some(folder) = genuine() else { return };
    let report = bound(&folder.join(file), template);
    for one in wanted {
        let (_, forms) = table(&report, one.form);
        assert_eq!(forms.rows.len(), one.forms, "{file}: {}", one.form);
        if one.indicators.is_empty() {
            continue;
        }
        let path = format!("{}.{}", one.form, one.indicators);
        let found = pairs(&report, &path);
        assert_eq!(found.len(), one.pairs, "{file}: {path}");
        for (line, weight, score) in one.sample {
            let read = found.iter().find(|pair| pair.0 == *line);
            let by_hand = (*line, (*weight).to_owned(), (*score).to_owned());
            assert_eq!(read, Some(&by_hand), "{file}: {path}");
        }
    }
}

#[test]
fn one_row_of_ragged_cells_for_each_project_in_henan() {
    let sample = &[
        (608, "10", "9.99"),
        (674, "10", "9"),
        (706, "7", "7"),
        (733, "10", "10"),
        (770, "3", "3"),
        (808, "3", "2.16"),
        (930, "5", "4"),
        (995, "5", "5"),
        (1091, "5", "5"),
    ];
    let indicators = Counted {
        form: "自评表",
        forms: 17,
        indicators: "指标",
        pairs: 176,
        sample,
    };
    let management = Counted {
        form: "自评表",
        forms: 17,
        indicators: "管理",
        pairs: 64,
        sample: &[(890, "5", "5")],
    };
    holds("jiyuan-2022.txt", "henan", &[indicators, management]);
}

#[test]
fn two_columns_of_targets_and_lost_cells_in_shanxi_2024() {
    let sample = &[
        (560, "10", "10"),
        (566, "15", "15"),
        (597, "10", "10"),
        (607, "10", "8"),
        (651, "15", "15"),
        (690, "20", "20"),
        (881, "20", "20"),
        (902, "10", "8"),
        (957, "10", "10"),
        (1003, "10", "10"),
        (1007, "10", "3"),
    ];
    let forms = Counted {
        form: "自评表",
        forms: 10,
        indicators: "指标",
        pairs: 78,
        sample,
    };
    holds("yangcheng-2024.txt", "shanxi-2024", &[forms]);
}

#[test]
fn scores_that_drift_to_the_left_in_shanxi_2022() {
    let sample = &[
        (535, "5", "5"),
        (541, "5", "5"),
        (548, "5", "5"),
        (549, "5", "5"),
        (586, "10", "9.5"),
        (588, "10", "8"),
        (636, "2", "2"),
    ];
    let forms = Counted {
        form: "自评表",
        forms: 3,
        indicators: "指标",
        pairs: 49,
        sample,
    };
    holds("changzhi-2022.txt", "shanxi-2022", &[forms]);
}

#[test]
fn reports_of_one_project_each_in_shanxi_2022() {
    let sample = &[
        (609, "20", "20"),
        (612, "10", "0"),
        (736, "5", "5"),
        (1115, "5", "5"),
        (1484, "8", "8"),
        (2586, "10", "10"),
    ];
    let reports = Counted {
        form: "自评报告",
        forms: 20,
        indicators: "指标",
        pairs: 162,
        sample,
    };
    holds("jincheng-2022.txt", "shanxi-2022", &[reports]);
}

#[test]
fn a_cell_a_line_in_sichuan() {
    let sample = &[
        (1206, "10", "10"),
        (1278, "10", "9"),
        (1635, "3", "2"),
        (2839, "5", "5"),
        (3302, "3", "5"),
        (4420, "4", "4"),
        (4716, "8", "6"),
    ];
    let projects = Counted {
        form: "自评表",
        forms: 13,
        indicators: "指标",
        pairs: 179,
        sample,
    };
    let system = Counted {
        form: "指标体系",
        forms: 1,
        indicators: "指标",
        pairs: 14,
        sample: &[(906, "10", "10"), (935, "10", "9"), (987, "5", "4")],
    };
    let whole = ["整体自评表", "整体报告"].map(|form| Counted {
        form,
        forms: 1,
        indicators: "",
        pairs: 0,
        sample: &[],
    });
    let reports = Counted {
        form: "自评报告",
        forms: 3,
        indicators: "",
        pairs: 0,
        sample: &[],
    };
    let mut wanted = vec![projects, system, reports];
    wanted.extend(whole);
    holds("guangyuan-2022.txt", "sichuan", &wanted);
}
