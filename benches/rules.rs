//! All shipped rules over an invented report: resolving them, planning, and every verdict.
//!
//! The yardstick is a hand-written loop over the same linear relations as scaled integers, which
//! says only yes or no.
#![allow(missing_docs, reason = "criterion's macros make public items")]

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gouji::document::{ReadOptions, read};
use gouji::eval::Plan;
use gouji::report::{Report, bind, fit};
use gouji::resolve::{resolve, used_template};
use gouji::source::SourceMap;
use gouji::syntax::{self, ast};
use gouji::template::{Template, read_templates};

/// Decimals of the yardstick's integers.
const SCALE: u32 = 2;

fn files(folder: &Path, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(folder) else {
        return found;
    };
    let mut paths: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.to_string_lossy().ends_with(ending)
            && let Ok(text) = std::fs::read_to_string(&path)
        {
            found.push((path.to_string_lossy().into_owned(), text));
        }
    }
    found
}

/// The shipped templates and rule files.
fn packs() -> (Vec<Arc<Template>>, Vec<RuleFile>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut sources = SourceMap::default();
    let ids: Vec<_> = files(&folder, ".toml")
        .into_iter()
        .map(|(name, text)| sources.add(name, text))
        .collect();
    let (templates, _) = read_templates(&sources, &ids);
    let trees = files(&folder, ".gouji")
        .into_iter()
        .map(|(name, text)| {
            let of_statutory_tables = !name.contains("claims") && !name.contains("forms");
            let id = sources.add(name, text);
            RuleFile {
                tree: syntax::parse(&sources, id).0,
                of_statutory_tables,
            }
        })
        .collect();
    (templates.into_iter().map(Arc::new).collect(), trees)
}

struct RuleFile {
    tree: ast::File,
    of_statutory_tables: bool,
}

/// An invented report bound to the template that fits it best.
fn report(templates: &[Arc<Template>]) -> Option<Report> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/wangchuan-2022.txt");
    let bytes = std::fs::read(path).ok()?;
    let document = Arc::new(read("wangchuan", &bytes, &ReadOptions::default()).ok()?);
    let best = templates
        .iter()
        .filter(|template| !template.base_only)
        .max_by_key(|template| fit(&document, template).score)?;
    Some(bind(document, Arc::clone(best)))
}

/// The linear relations of a plan as (factor, value) in scaled integers.
fn yardstick(plan: &Plan) -> Vec<Vec<(i64, i64)>> {
    let whole = |value: rust_decimal::Decimal| -> Option<i64> {
        let mut value = value;
        value.rescale(SCALE);
        i64::try_from(value.mantissa()).ok()
    };
    plan.checks()
        .filter(|check| plan.is_linear(*check))
        .map(|check| {
            plan.terms(check)
                .iter()
                .filter_map(|term| {
                    let figure = plan.figure(plan.cell_of(term.figure)?)?;
                    let factor = i64::try_from(term.factor().ok()?.mantissa()).ok()?;
                    Some((factor, whole(figure.value)?))
                })
                .collect()
        })
        .collect()
}

fn rules(criterion: &mut Criterion) {
    let (templates, trees) = packs();
    let Some(report) = report(&templates) else {
        return;
    };
    let mine = |wanted: fn(&RuleFile) -> bool| -> Vec<&ast::File> {
        trees
            .iter()
            .filter(|file| wanted(file))
            .map(|file| &file.tree)
            .filter(|tree| {
                used_template(tree).is_none_or(|used| report.template.is_kind_of(&used.text))
            })
            .collect()
    };
    measure(
        criterion,
        "statutory tables",
        &mine(|file| file.of_statutory_tables),
        &report,
    );
    measure(criterion, "all", &mine(|_| true), &report);
}

fn measure(criterion: &mut Criterion, what: &str, mine: &[&ast::File], report: &Report) {
    let (program, _) = resolve(mine, &report.template);
    let plan = Plan::new(&program, report);
    let summary = plan.evaluate().summary();
    let relations = yardstick(&plan);
    let name = format!(
        "{what}: {} rules, {} checks ({} linear)",
        program.rules().len(),
        summary.checks,
        relations.len()
    );
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Elements(u64::from(summary.checks)));
    group.bench_function("resolve", |bench| {
        bench.iter(|| resolve(black_box(mine), &report.template));
    });
    group.bench_function("plan", |bench| {
        bench.iter(|| Plan::new(black_box(&program), black_box(report)));
    });
    group.bench_function("evaluate", |bench| {
        bench.iter(|| black_box(&plan).evaluate());
    });
    group.bench_function("yardstick: integers, yes or no", |bench| {
        bench.iter(|| {
            relations
                .iter()
                .filter(|terms| {
                    terms
                        .iter()
                        .map(|(factor, value)| factor * value)
                        .sum::<i64>()
                        == 0
                })
                .count()
        });
    });
    group.finish();
}

criterion_group!(benches, rules);
criterion_main!(benches);
