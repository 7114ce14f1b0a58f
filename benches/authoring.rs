//! How fast a large pack is loaded, resolved, linted and formatted: 2,000 rules over 100 tables.
//!
//! Targets: loading and resolving at most 100 ms, linting at most 2 s, formatting at most 200 ms. The
//! floor beside them: cutting the same texts into tokens, which every reader of rules must do.

#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "benchmarks may fail loudly"
)]

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use gouji::engine::{Engine, Pack};
use gouji::format::{Spelling, format, format_template};
use gouji::lint::Levels;
use gouji::syntax;

/// Tables, each with twenty rules.
const TABLES: usize = 100;

/// Tables of six columns of figures and six rows.
fn template() -> String {
    let mut text = String::from(
        "[template]\nid = \"large\"\ntitle = \"大包\"\nlanguage = 1\nmatch = [\"大包\"]\n\n[amount]\nplaces = 2\ndefault_unit = \"万元\"\n",
    );
    for table in 0..TABLES {
        write!(text, "\n[[table]]\nid = \"表{table}\"\ntitle = [\"第{table}张汇总表\"]\nblank = \"zero\"\ncolumns = [\n  {{ id = \"项目\", type = \"label\" }},\n")
            .expect("writing to a text");
        for column in ["合计", "甲", "乙", "丙", "丁", "戊"] {
            writeln!(
                text,
                "  {{ id = \"{column}\", type = \"amount\", header = [\"{column}数\"] }},"
            )
            .expect("writing to a text");
        }
        text.push_str("]\nrows = [\"总计\", \"一项\", \"二项\", \"三项\", \"年初\", \"年末\"]\n");
    }
    text
}

/// Rules of different kinds: sums along rows and columns, between tables, under conditions, inequalities.
fn rules() -> String {
    let mut text = String::from("use template large\n\n");
    let mut number = 0;
    let mut rule = |text: &mut String, clauses: String| {
        number += 1;
        writeln!(
            text,
            "rule 规则_{number} \"第 {number} 条：合计与各项相符\" {{\n  basis \"汇总表的栏目关系\"\n  {clauses}\n}}\n"
        )
        .expect("writing to a text");
    };
    for t in 0..TABLES {
        let next = (t + 1) % TABLES;
        rule(
            &mut text,
            format!("each r in 表{t}\n  check r.合计 = r.甲 + r.乙 + r.丙 + r.丁 + r.戊"),
        );
        for column in ["甲", "乙", "丙", "丁", "戊"] {
            rule(
                &mut text,
                format!(
                    "check 表{t}[总计].{column} = 表{t}[一项].{column} + 表{t}[二项].{column} + 表{t}[三项].{column}"
                ),
            );
            rule(
                &mut text,
                format!("check 表{t}[年末].{column} = 表{next}[年初].{column}"),
            );
        }
        for column in ["甲", "乙", "丙", "丁"] {
            rule(
                &mut text,
                format!("check 表{t}[一项].{column} <= 表{next}[总计].{column}"),
            );
        }
        rule(&mut text, format!("each r in 表{t}\n  check r.戊 >= 0"));
        rule(
            &mut text,
            format!("each r in 表{t} when r.甲 is printed\n  check r.乙 / r.甲 <= 2"),
        );
        rule(
            &mut text,
            format!(
                "each r in 表{t}, s in 表{next} where s.label == r.label\n  check r.丁 <= s.合计"
            ),
        );
        rule(
            &mut text,
            format!(
                "when 表{t}[年初].合计 > 0\n  check 表{t}[年末].合计 = 表{t}[年初].合计 + 表{t}[总计].合计"
            ),
        );
        rule(
            &mut text,
            format!(
                "check 表{t}[总计].戊 = max(表{t}[一项].戊, 表{t}[二项].戊) + 表{t}[三项].戊 within 0.01万元"
            ),
        );
    }
    text
}

fn engine(template: &str, rules: &str) -> Engine {
    let pack = Pack::new("large")
        .with("template.toml", template)
        .with("rules.gouji", rules);
    let engine = Engine::builder()
        .pack(pack)
        .build()
        .expect("a sound template");
    let (program, problems) = engine.program("large").expect("the template");
    assert!(problems.is_empty() && program.rules().len() == 20 * TABLES);
    engine
}

fn authoring(criterion: &mut Criterion) {
    let (template, rules) = (template(), rules());
    let mut group = criterion.benchmark_group("authoring 2000 rules");
    group.sample_size(10);
    group.bench_function("floor: tokens", |bencher| {
        bencher.iter(|| syntax::tokens(black_box(&rules)));
    });
    group.bench_function("load and resolve", |bencher| {
        bencher.iter(|| engine(black_box(&template), black_box(&rules)));
    });
    let engine = engine(&template, &rules);
    group.bench_function("lint", |bencher| {
        bencher.iter(|| black_box(&engine).lint(&Levels::default(), None));
    });
    group.bench_function("format rules", |bencher| {
        bencher.iter(|| format(black_box(&rules), Spelling::Keep).expect("sound rules"));
    });
    group.bench_function("format template", |bencher| {
        bencher.iter(|| format_template(black_box(&template)).expect("a sound template"));
    });
    group.finish();
}

criterion_group!(benches, authoring);
criterion_main!(benches);
