//! Reading and binding plain text, in bytes per second, beside the floor: splitting the same text at
//! tabs and parsing its amounts, and nothing else.
//!
//! `cargo bench --bench reading`; `GOUJI_REPORT=path` measures a report of your own as well.
#![allow(
    clippy::expect_used,
    missing_docs,
    reason = "a benchmark may fail loudly"
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use gouji::document::{ReadOptions, read};
use gouji::report::{bind, fit};
use gouji::source::SourceMap;
use gouji::template::{Template, read_templates};

/// Subjects of each generated table.
const SUBJECTS: usize = 4000;

fn template() -> Arc<Template> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/national/template.toml");
    let mut sources = SourceMap::default();
    let text = std::fs::read_to_string(&path).expect("the national template");
    let file = sources.add("national", text);
    let (templates, _) = read_templates(&sources, &[file]);
    Arc::new(templates.into_iter().next().expect("a sound template"))
}

/// A report of an invented body with long tables and some prose.
fn report(subjects: usize) -> String {
    let mut text = String::from("青河市样本局\n\n2031年度部门决算公开\n\n");
    for (title, code, header, columns) in [
        (
            "收入决算表",
            "公开02表",
            "科目编码\t科目名称\t本年收入合计\t财政拨款收入\t上级补助收入\t事业收入\t经营收入\t附属单位上缴收入\t其他收入",
            7,
        ),
        (
            "支出决算表",
            "公开03表",
            "科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出",
            6,
        ),
        (
            "一般公共预算财政拨款支出决算表",
            "公开05表",
            "科目编码\t科目名称\t小计\t基本支出\t项目支出",
            3,
        ),
    ] {
        let _ = write!(
            text,
            "{title}\n\n{code}\n\n部门名称：青河市样本局\n\n2031年度\n\n金额单位：元\n\n{header}\n合计\t"
        );
        for _ in 0..columns {
            text.push_str("\t8638621.12");
        }
        text.push('\n');
        for subject in 0..subjects {
            let code = 2_010_101 + subject * 7 % 9_000_000;
            let _ = write!(text, "{code}\t机关事业单位样本支出（第{subject}项）");
            for column in 0..columns {
                if column < 3 {
                    let _ = write!(
                        text,
                        "\t{}.{:02}",
                        subject * 7919 % 10_000_000,
                        subject % 100
                    );
                } else {
                    text.push('\t');
                }
            }
            text.push('\n');
            if subject % 40 == 39 {
                text.push('\n');
            }
        }
        text.push_str("\n注：本表反映部门本年度各项收支情况。\n\n");
    }
    for _ in 0..subjects / 20 {
        text.push_str("2031年度支出合计8,638,621.12元，其中：基本支出4,482,843.52元，占比51.89%；项目支出4,155,777.60元，占比48.11%。\n\n");
    }
    text
}

/// The floor: every cell split off, every amount parsed to 分.
fn floor(text: &str) -> (usize, i64) {
    let (mut cells, mut sum) = (0, 0_i64);
    for line in text.split('\n') {
        for cell in line.split('\t') {
            cells += 1;
            sum = sum.wrapping_add(cents(cell.as_bytes()));
        }
    }
    (cells, sum)
}

fn cents(cell: &[u8]) -> i64 {
    let mut value = 0_i64;
    for &byte in cell {
        match byte {
            b'0'..=b'9' => value = value.wrapping_mul(10).wrapping_add(i64::from(byte & 15)),
            b'.' => {}
            _ => return 0,
        }
    }
    value
}

fn reading(criterion: &mut Criterion) {
    let template = template();
    let mut texts = vec![("generated".to_owned(), report(SUBJECTS))];
    if let Ok(path) = std::env::var("GOUJI_REPORT") {
        let text = std::fs::read_to_string(&path).expect("GOUJI_REPORT can be read");
        texts.push((path, text));
    }
    let mut group = criterion.benchmark_group("reading");
    for (name, text) in &texts {
        group.throughput(Throughput::Bytes(text.len() as u64));
        let options = ReadOptions::default();
        group.bench_with_input(BenchmarkId::new("floor", name), text, |bench, text| {
            bench.iter(|| floor(black_box(text)));
        });
        group.bench_with_input(BenchmarkId::new("read", name), text, |bench, text| {
            bench.iter(|| read(name, black_box(text.as_bytes()), &options));
        });
        let document = Arc::new(read(name, text.as_bytes(), &options).expect("text"));
        group.bench_with_input(
            BenchmarkId::new("fit", name),
            &document,
            |bench, document| {
                bench.iter(|| fit(black_box(document), &template));
            },
        );
        let tables = Arc::new(Template {
            claims: Vec::new(),
            forms: Vec::new(),
            ..(*template).clone()
        });
        group.bench_with_input(
            BenchmarkId::new("read and bind tables", name),
            text,
            |bench, text| {
                bench.iter(|| {
                    let document = read(name, black_box(text.as_bytes()), &options).expect("text");
                    bind(Arc::new(document), Arc::clone(&tables))
                });
            },
        );
        group.bench_with_input(
            BenchmarkId::new("read and bind", name),
            text,
            |bench, text| {
                bench.iter(|| {
                    let document = read(name, black_box(text.as_bytes()), &options).expect("text");
                    bind(Arc::new(document), Arc::clone(&template))
                });
            },
        );
    }
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
