//! One satisfied linear check of five terms, ratios, and reading a printed number.
//!
//! Yardsticks are hand-written loops over the same figures that say only yes or no.
#![allow(missing_docs, reason = "criterion's macros make public items")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gouji::eval::{CheckIndex, FormulaBuilder, LinearBatch, LinearForm, Operation, Relation, Side};
use gouji::figure::{Figure, Precision, Unit, read_number};
use rust_decimal::Decimal;

const EXACT: [&str; 6] = [
    "8410.72", "4031.50", "2210.17", "1002.30", "866.75", "300.00",
];
const ROUNDED: [&str; 6] = [
    "8410.74", "4031.50", "2210.17", "1002.30", "866.75", "300.00",
];
const CHECKS: usize = 1_000;

fn figure(text: &str, unit: Unit) -> Option<Figure> {
    Figure::read(read_number(text)?, unit, &Precision::default()).ok()
}

/// `first = sum of the others`, many times over different figures, so that nothing is folded.
fn batch(printed: &[&str]) -> Option<(LinearBatch, Vec<CheckIndex>)> {
    let mut batch = LinearBatch::default();
    let mut checks = Vec::new();
    for _ in 0..CHECKS {
        let mut form = LinearForm::new(Relation::Equal);
        for (position, text) in printed.iter().enumerate() {
            let index = batch.figure(figure(text, Unit::WanYuan)?);
            let side = if position == 0 {
                Side::Left
            } else {
                Side::Right
            };
            form.add(side, Decimal::ONE, index);
        }
        checks.push(batch.check(form).ok()?);
    }
    Some((batch, checks))
}

/// The printed numbers of [`ROUNDED`], one row a check.
fn rows<T: Copy + Default>(of: impl Fn(Decimal) -> T) -> Vec<[T; 6]> {
    let row = ROUNDED.map(|text| read_number(text).map_or_else(T::default, |n| of(n.value)));
    vec![row; CHECKS]
}

fn five_terms(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("five terms, 1000 checks");
    group.throughput(Throughput::Elements(CHECKS as u64));
    for (name, printed) in [("exact", EXACT), ("rounded", ROUNDED)] {
        let Some((batch, checks)) = batch(&printed) else {
            continue;
        };
        group.bench_function(format!("scaled, {name}"), |bench| {
            bench.iter(|| {
                for check in &checks {
                    let _ = black_box(batch.judge(black_box(*check)));
                }
            });
        });
        group.bench_function(format!("decimal, {name}"), |bench| {
            bench.iter(|| {
                for check in &checks {
                    let _ = black_box(batch.judge_precise(black_box(*check)));
                }
            });
        });
    }
    let hundredths = rows(|value| i64::try_from(value.mantissa()).unwrap_or_default());
    group.bench_function("yardstick i64", |bench| {
        bench.iter(|| {
            for [total, parts @ ..] in &hundredths {
                let sum: i64 = black_box(parts).iter().sum();
                black_box((total - sum).abs() <= 3);
            }
        });
    });
    let decimals = rows(|value| value);
    let allowed = Decimal::new(3, 2);
    group.bench_function("yardstick rust_decimal", |bench| {
        bench.iter(|| {
            for [total, parts @ ..] in &decimals {
                let sum = black_box(parts)
                    .iter()
                    .try_fold(Decimal::ZERO, |sum, part| sum.checked_add(*part));
                let difference = sum.and_then(|sum| total.checked_sub(sum));
                black_box(difference.is_some_and(|difference| difference.abs() <= allowed));
            }
        });
    });
    group.finish();
}

fn ratios(criterion: &mut Criterion) {
    let mut builder = FormulaBuilder::default();
    let [share, part, whole] = [0, 1, 2].map(|position| builder.variable(position));
    let quotient = builder.binary(Operation::Divide, part, whole);
    let once = builder.finish(share, Relation::Equal, quotient);
    let mut builder = FormulaBuilder::default();
    let [rate, now, change] = [0, 1, 2].map(|position| builder.variable(position));
    let before = builder.binary(Operation::Subtract, now, change);
    let quotient = builder.binary(Operation::Divide, change, before);
    let twice = builder.finish(rate, Relation::Equal, quotient);

    let read = |texts: [&str; 3]| -> Option<Vec<Figure>> {
        let units = [Unit::Percent, Unit::WanYuan, Unit::WanYuan];
        let pairs = texts.into_iter().zip(units);
        pairs.map(|(text, unit)| figure(text, unit)).collect()
    };
    let shares = read(["25.27", "105.00", "415.58"]);
    let growth = read(["7.15", "415.58", "27.73"]);
    let (Some(shares), Some(growth)) = (shares, growth) else {
        return;
    };
    criterion.bench_function("share = part / whole", |bench| {
        bench.iter(|| black_box(once.judge(black_box(&shares))));
    });
    criterion.bench_function("rate = change / (now - change)", |bench| {
        bench.iter(|| black_box(twice.judge(black_box(&growth))));
    });
}

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read a number");
    for text in ["403.05", "29,029,236.59", "29029236. 59"] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(text, |bench| {
            bench.iter(|| black_box(read_number(black_box(text))));
        });
    }
    group.finish();
}

criterion_group!(benches, five_terms, ratios, reading);
criterion_main!(benches);
