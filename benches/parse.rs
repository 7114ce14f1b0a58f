//! How fast rule files are parsed and formatted: a generated pack of 2,000 rules.
//!
//! Targets: parsing more than 10 MB/s, formatting the whole pack in at most 200 ms.

#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "benchmarks may fail loudly"
)]

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gouji::format::{Spelling, format};
use gouji::source::SourceMap;
use gouji::syntax;

/// Rules like those of the shipped packs, with comments, in five shapes.
fn pack(rules: usize) -> String {
    let mut text = String::from("use template national\n\n");
    for number in 0..rules {
        let rule = match number % 5 {
            0 => {
                "rule 行合计_N \"每行的合计等于各类支出之和\" {\n  each r in 支出表\n  check r.合计 = r.基本支出 + r.项目支出 + r.上缴上级支出 + r.经营支出 + r.对附属单位补助支出\n}"
            }
            1 => {
                "rule 逐级_N \"上级科目等于其下级科目之和\" basis \"部门决算编制说明\" {\n  each r in 支出表 where r.level == 类 and r has children   // 只到类\n  check r.* = sum(children(r).*) within 0.05万元\n}"
            }
            2 => {
                "in 收支总表.收入 {\n  # 按行次\n  rule 合计_N \"本年收入合计等于各项收入之和\" {\n    check [本年收入合计] = sum([1..8])\n    check [总计] = [本年收入合计] + ([使用结余] or 0) + [年初结转]\n  }\n}"
            }
            3 => {
                "rule 表间_N \"总表各类支出与明细一致\" severity warning {\n  each r in 一般公共预算支出表 where r.level == 类, t in 财政拨款总表.支出 where t.label == r.科目\n  when r.合计 is printed and not (t.一般公共预算 is blank or t.一般公共预算 is dash)\n  check t.一般公共预算 = r.合计\n}"
            }
            _ => {
                "rule 等级_N \"等级与总分相符\" {\n  each p in 自评表 when p.等级 is printed\n  check p.等级 == band(p.总分, 90.. = \"优\", 80..90 = \"良\", 60..80 = \"中\", ..60 = \"差\")\n}"
            }
        };
        writeln!(text, "{}\n", rule.replace("_N", &format!("_{number}")))
            .expect("writing to a text");
    }
    text
}

fn parsing(criterion: &mut Criterion) {
    let text = pack(2_000);
    let mut sources = SourceMap::default();
    let id = sources.add("pack.gouji", text.as_str());
    let (file, problems) = syntax::parse(&sources, id);
    assert!(problems.is_empty() && file.items.len() == 2_001);
    let mut group = criterion.benchmark_group("2000 rules");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.sample_size(20);
    group.bench_function("parse", |bencher| {
        bencher.iter(|| syntax::parse(black_box(&sources), id));
    });
    group.bench_function("format", |bencher| {
        bencher.iter(|| format(black_box(&text), Spelling::Keep).expect("a sound file"));
    });
    group.finish();
}

criterion_group!(benches, parsing);
criterion_main!(benches);
