//! Claims in prose: what the shipped packs read from reports.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gouji::document::{ReadOptions, read};
use gouji::report::claim::{NumberClass, NumberFate};
use gouji::report::{Report, bind};
use gouji::source::SourceMap;
use gouji::template::{Template, read_templates};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn shipped_templates() -> Vec<Template> {
    let mut sources = SourceMap::default();
    let mut files = Vec::new();
    for pack in ["national", "henan", "shanxi", "sichuan"] {
        let mut paths: Vec<_> = fs::read_dir(root().join("rules").join(pack))
            .unwrap()
            .map(|e| e.unwrap().path())
            .collect();
        paths.sort();
        for path in paths
            .into_iter()
            .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        {
            files.push(sources.add(path.to_string_lossy(), fs::read_to_string(&path).unwrap()));
        }
    }
    let (templates, problems) = read_templates(&sources, &files);
    for problem in problems.iter() {
        let label = problem.labels.first().unwrap();
        eprintln!(
            "{} {} at {:?} `{}`",
            problem.code.id,
            problem.message.zh,
            label.span,
            sources.text(label.span)
        );
    }
    assert!(!problems.has_errors());
    templates
}

fn bound(path: &Path, id: &str) -> Report {
    let template = shipped_templates()
        .into_iter()
        .find(|template| template.id == id)
        .unwrap();
    let bytes = fs::read(path).unwrap();
    let document = read(&path.to_string_lossy(), &bytes, &ReadOptions::default()).unwrap();
    bind(Arc::new(document), Arc::new(template))
}

/// The genuine reports beside the project, with the template each is read by.
const GENUINE: [(&str, &str); 5] = [
    ("jiyuan-2022.txt", "henan"),
    ("yangcheng-2024.txt", "shanxi-2024"),
    ("jincheng-2022.txt", "shanxi-2022"),
    ("changzhi-2022.txt", "shanxi-2022"),
    ("guangyuan-2022.txt", "sichuan"),
];

#[test]
fn nine_of_ten_narrative_figures_of_genuine_reports_are_read() {
    let folder = root().join("../shared/reports");
    if !folder.exists() {
        eprintln!("{} is absent", folder.display());
        return;
    }
    let mut short = Vec::new();
    for (file, template) in GENUINE {
        let report = bound(&folder.join(file), template);
        let numbers = &report.claims.numbers;
        let read = numbers
            .iter()
            .filter(|n| n.fate == NumberFate::Read && n.class != NumberClass::Date)
            .count();
        let unread: Vec<_> = report.claims.unread().collect();
        let rate = read * 1000 / (read + unread.len()).max(1);
        eprintln!(
            "{file}: {} numbers, {} stating, {read} read, {} unread, {}.{} %",
            numbers.len(),
            numbers.iter().filter(|n| n.class.states()).count(),
            unread.len(),
            rate / 10,
            rate % 10,
        );
        for number in unread {
            let at = report.document.locate(number.place);
            let from = number.place.start.saturating_sub(45) as usize;
            let to = (number.place.end as usize + 30).min(report.document.text.len());
            let text: String = String::from_utf8_lossy(&report.document.text.as_bytes()[from..to])
                .replace('\n', "⏎");
            eprintln!(
                "   {}:{} {:?} [{}] …{text}…",
                at.line,
                at.start,
                number.class,
                report.document.text_at(number.place)
            );
        }
        if rate < 900 {
            short.push(file);
        }
    }
    assert!(short.is_empty(), "{short:?}");
}

/// Prints every row that the claims of a genuine report have; for judging them by hand.
#[test]
#[ignore = "prints what was read"]
fn print_rows_of_genuine_reports() {
    let folder = root().join("../shared/reports");
    for (file, template) in GENUINE {
        if std::env::var("REPORT").is_ok_and(|only| !file.starts_with(&only)) || !folder.exists() {
            continue;
        }
        let report = bound(&folder.join(file), template);
        println!("######## {file}");
        for section in &report.claims.sections {
            println!("§ {}", section.path.join(" / "));
        }
        for statement in &report.claims.statements {
            let table = report.table(statement.table).unwrap();
            let schema = report.template.schema.get(statement.table).unwrap();
            let row = &table.rows[statement.row.0 as usize];
            let line = report.document.locate(statement.place).line;
            print!("{line:5} {} «{}»", schema.path, row.key);
            for (index, column) in schema.columns.iter().enumerate() {
                let cell = table.cells[statement.row.0 as usize * schema.columns.len() + index];
                match cell.content {
                    gouji::report::Content::Blank => {}
                    gouji::report::Content::Figure(figure) => {
                        print!(" {}={}{}", column.id, figure.printed, figure.unit.symbol())
                    }
                    _ => print!(" {}={:?}", column.id, report.text(&cell)),
                }
            }
            println!();
        }
        for note in &report.notes {
            println!(
                "note {:?} {} {}",
                note.kind,
                report.document.locate(note.place).line,
                report.document.text_at(note.place)
            );
        }
    }
}
