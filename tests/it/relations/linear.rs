//! Linear relations.

use super::oracle::{Fraction, Range, Small, UNIT, relation, small};
use gouji::eval::{CheckIndex, FigureIndex, Grade, LinearBatch, LinearForm, Relation, Side};
use gouji::figure::{Figure, Precision, Unit, read_number};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Σ factor × figure + constant  relation  0, half of the terms on either side.
fn batch_of(
    terms: &[(i64, Small)],
    constant: i64,
    within: i64,
    relation: Relation,
) -> (LinearBatch, CheckIndex) {
    let mut batch = LinearBatch::default();
    let mut form = LinearForm::new(relation);
    for (position, (factor, figure)) in terms.iter().enumerate() {
        let index = batch.figure(figure.figure());
        let factor = Decimal::from(*factor);
        if position % 2 == 0 {
            form.add(Side::Left, factor, index);
        } else {
            form.add(Side::Right, -factor, index);
        }
    }
    form.constant(Side::Right, -Decimal::new(constant, 2));
    form.within(Decimal::new(within, 2));
    let check = batch.check(form).unwrap();
    (batch, check)
}

/// The range of Σ factor × figure + constant, in half hundredths.
fn range_of(terms: &[(i64, Small)], constant: i64) -> Range {
    let mut low = (i128::from(constant) * UNIT, true);
    let mut high = low;
    for (factor, figure) in terms {
        let (mut first, mut last) = ((figure.low(), true), figure.high());
        if *factor == 0 {
            continue;
        }
        if *factor < 0 {
            std::mem::swap(&mut first, &mut last);
        }
        low = (low.0 + i128::from(*factor) * first.0, low.1 && first.1);
        high = (high.0 + i128::from(*factor) * last.0, high.1 && last.1);
    }
    Range {
        low: (Fraction(low.0, 1), low.1),
        high: (Fraction(high.0, 1), high.1),
    }
}

/// Whether some true figures on a fine grid satisfy the relation.
fn grid_witness(terms: &[(i64, Small)], constant: i64, relation: Relation) -> bool {
    const STEPS: i128 = 8; // in half a slack's eighths: −8 … 7, and 8 where the end belongs
    let mut sums = vec![i128::from(constant) * UNIT * STEPS];
    for (factor, figure) in terms {
        let middle = i128::from(figure.printed) * UNIT * STEPS;
        let reach = if figure.rounded { STEPS } else { 0 };
        let last = if figure.high().1 { reach } else { reach - 1 };
        let mut next: Vec<i128> = sums
            .iter()
            .flat_map(|sum| {
                (-reach..=last).map(move |offset| sum + i128::from(*factor) * (middle + offset))
            })
            .collect();
        next.sort_unstable();
        next.dedup();
        sums = next;
    }
    sums.iter().any(|sum| relation.holds(sum.cmp(&0)))
}

fn terms() -> impl Strategy<Value = Vec<(i64, Small)>> {
    prop::collection::vec((-3_i64..=3, small(-6..=6)), 1..=4)
}

/// Constants that bring the sum near zero, where relations are decided.
fn near_zero(terms: &[(i64, Small)], offset: i64) -> i64 {
    let sum: i64 = terms
        .iter()
        .map(|(factor, figure)| factor * figure.printed)
        .sum();
    offset - sum
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn failed_means_that_no_true_figures_exist(
        terms in terms(), offset in -8_i64..=8, relation in relation(),
    ) {
        let constant = near_zero(&terms, offset);
        let (batch, check) = batch_of(&terms, constant, 0, relation);
        let failed = batch.judge(check).unwrap().grade == Grade::Failed;
        let zero = Range::of_corners(&[(Fraction(0, 1), true)]);
        // A lone figure that states a calculation may be rounded besides; it has its own test.
        let computed = terms.len() > 1 && terms.iter().any(|(factor, _)| factor.abs() > 1);
        let possible = range_of(&terms, constant).can(relation, zero);
        if !computed {
            prop_assert_eq!(failed, !possible);
        }
        if possible || grid_witness(&terms, constant, relation) {
            prop_assert!(possible && !failed);
        }
    }

    #[test]
    fn exact_means_that_the_printed_numbers_satisfy_it(
        terms in terms(), offset in -1_i64..=1, relation in relation(),
    ) {
        let terms: Vec<_> = terms.into_iter().map(|(factor, f)| (factor.signum(), f)).collect();
        let constant = near_zero(&terms, offset);
        let (batch, check) = batch_of(&terms, constant, 0, relation);
        let exact = batch.judge(check).unwrap().grade == Grade::Exact;
        prop_assert_eq!(exact, relation.holds(offset.cmp(&0)));
    }

    #[test]
    fn within_is_used_only_when_rounding_is_not_enough(
        terms in terms(), offset in -12_i64..=12, within in 1_i64..6, relation in relation(),
    ) {
        let terms: Vec<_> = terms.into_iter().map(|(factor, f)| (factor.signum(), f)).collect();
        let constant = near_zero(&terms, offset);
        let (plain, check) = batch_of(&terms, constant, 0, relation);
        let without = plain.judge(check).unwrap().grade;
        let (batch, check) = batch_of(&terms, constant, within, relation);
        let with = batch.judge(check).unwrap();
        let slack = Small { printed: within, rounded: false };
        let minus = Small { printed: -within, rounded: false };
        let reach = Range { low: Range::of(minus).low, high: Range::of(slack).high };
        let possible = range_of(&terms, constant).can(relation, reach);
        prop_assert_eq!(with.grade == Grade::Failed, !possible);
        prop_assert_eq!(with.within, without == Grade::Failed && possible);
    }

    #[test]
    fn scaled_integers_and_decimals_judge_alike(
        printed in prop::collection::vec((-4_000_000_i64..4_000_000, 0_u32..5, 0_usize..6), 1..40),
        factors in prop::collection::vec(-3_i64..=3, 40),
        offset in -3_000_000_i64..3_000_000,
        fine in any::<bool>(),
        relation in relation(),
        within in prop_oneof![Just(0_i64), 1_i64..1_000_000],
    ) {
        let units = [
            Unit::Yuan, Unit::WanYuan, Unit::YiYuan, Unit::Percent, Unit::Score, Unit::ThousandYuan,
        ];
        let mut batch = LinearBatch::default();
        let mut form = LinearForm::new(relation);
        let mut sum = Decimal::ZERO;
        for ((mantissa, scale, unit), factor) in printed.iter().zip(&factors) {
            let text = Decimal::new(*mantissa, *scale).to_string();
            let figure = Figure::read(
                read_number(&text).unwrap(), units[*unit], &Precision::default(),
            ).unwrap();
            let factor = Decimal::from(*factor);
            sum += factor * figure.value;
            let index = batch.figure(figure);
            form.add(Side::Left, factor, index);
        }
        // A small offset, so that all grades occur.
        let offset = Decimal::new(offset, if fine { 6 } else { 2 });
        form.constant(Side::Right, sum + offset);
        form.within(Decimal::new(within, 4));
        let check = batch.check(form).unwrap();
        if let Some(scaled) = batch.judge_scaled(check) {
            prop_assert_eq!(scaled, batch.judge_precise(check).unwrap());
        }
        // The same with one figure replaced, against a batch that holds the other figure.
        let first = batch.terms(check)[0].figure;
        let other = *batch.printed(first).unwrap();
        let other = other.with_printed(other.printed + Decimal::new(1, 2)).unwrap();
        let mut replaced = batch.clone();
        let form = form_of(&batch, check, relation, sum + offset, within, |figure| {
            if figure == first { replaced.figure(other) } else { figure }
        });
        let again = replaced.check(form).unwrap();
        prop_assert_eq!(
            batch.judge_with(check, &[(first, other)]).unwrap(),
            replaced.judge_precise(again).unwrap()
        );
    }
}

/// The same check over other figures.
fn form_of(
    batch: &LinearBatch,
    check: CheckIndex,
    relation: Relation,
    constant: Decimal,
    within: i64,
    mut map: impl FnMut(FigureIndex) -> FigureIndex,
) -> LinearForm {
    let mut form = LinearForm::new(relation);
    for term in batch.terms(check) {
        form.add(Side::Left, term.left, map(term.figure));
    }
    form.constant(Side::Right, constant);
    form.within(Decimal::new(within, 4));
    form
}

fn amount(batch: &mut LinearBatch, text: &str, unit: Unit) -> FigureIndex {
    let number = read_number(text).unwrap();
    batch.figure(Figure::read(number, unit, &Precision::default()).unwrap())
}

/// `total = parts`, all in one unit.
fn sum_check(total: &str, parts: &[&str], unit: Unit) -> (LinearBatch, CheckIndex) {
    let mut batch = LinearBatch::default();
    let mut form = LinearForm::new(Relation::Equal);
    let total = amount(&mut batch, total, unit);
    form.add(Side::Left, Decimal::ONE, total);
    for part in parts {
        let part = amount(&mut batch, part, unit);
        form.add(Side::Right, Decimal::ONE, part);
    }
    let check = batch.check(form).unwrap();
    (batch, check)
}

fn grade(total: &str, parts: &[&str], unit: Unit) -> Grade {
    let (batch, check) = sum_check(total, parts, unit);
    batch.judge(check).unwrap().grade
}

#[test]
fn the_slack_of_a_sum_grows_with_its_terms() {
    let parts = ["3.33", "3.33", "3.33"];
    assert_eq!(grade("9.99", &parts, Unit::WanYuan), Grade::Exact);
    assert_eq!(grade("10.00", &parts, Unit::WanYuan), Grade::Rounded);
    // 0.02 = 4 × 0.005 needs the total at its open end.
    assert_eq!(grade("10.01", &parts, Unit::WanYuan), Grade::Failed);
    assert_eq!(grade("10.00", &parts, Unit::Yuan), Grade::Failed);
    assert_eq!(grade("10", &parts, Unit::WanYuan), Grade::Rounded);
}

#[test]
fn a_figure_restated_in_another_unit_agrees() {
    let restated = |wan: &str, yuan: &str| {
        let mut batch = LinearBatch::default();
        let mut form = LinearForm::new(Relation::Equal);
        let (wan, yuan) = (
            amount(&mut batch, wan, Unit::WanYuan),
            amount(&mut batch, yuan, Unit::Yuan),
        );
        form.add(Side::Left, Decimal::ONE, wan);
        form.add(Side::Right, Decimal::ONE, yuan);
        let check = batch.check(form).unwrap();
        batch.judge(check).unwrap().grade
    };
    assert_eq!(restated("0.21", "2149.00"), Grade::Rounded);
    assert_eq!(restated("0.21", "2150.00"), Grade::Failed);
    assert_eq!(restated("0.21", "2050.00"), Grade::Rounded);
    assert_eq!(restated("-0.21", "-2150.00"), Grade::Rounded);
    assert_eq!(grade("3,241.74", &["3,241.73"], Unit::Yuan), Grade::Failed);
}

#[test]
fn a_figure_on_both_sides_varies_once() {
    let mut batch = LinearBatch::default();
    let a = amount(&mut batch, "5.00", Unit::WanYuan);
    let mut form = LinearForm::new(Relation::Equal);
    form.add(Side::Left, Decimal::ONE, a);
    form.add(Side::Right, Decimal::ONE, a);
    form.constant(Side::Right, Decimal::ONE);
    let check = batch.check(form).unwrap();
    assert_eq!(batch.judge(check).unwrap().grade, Grade::Failed);
    assert_eq!(batch.compare(check).unwrap().allowed, Decimal::ZERO);
}

#[test]
fn many_terms_that_all_err_the_same_way_are_strained() {
    let parts = ["1.00"; 48];
    assert_eq!(grade("48.08", &parts, Unit::WanYuan), Grade::Rounded);
    assert_eq!(grade("48.09", &parts, Unit::WanYuan), Grade::Strained);
    assert_eq!(grade("48.24", &parts, Unit::WanYuan), Grade::Strained);
    assert_eq!(grade("48.25", &parts, Unit::WanYuan), Grade::Failed);
}

#[test]
fn percents_printed_more_coarsely_than_asked_are_strained() {
    assert_eq!(grade("4.3", &["4.29"], Unit::Percent), Grade::Strained);
    assert_eq!(grade("4.3", &["4.30"], Unit::Percent), Grade::Exact);
    assert_eq!(grade("4.3", &["4.36"], Unit::Percent), Grade::Failed);
}

#[test]
fn a_score_that_states_a_product_was_rounded() {
    let score = |score: &str, rate: &str| {
        let mut batch = LinearBatch::default();
        let score = amount(&mut batch, score, Unit::Score);
        let rate = amount(&mut batch, rate, Unit::Percent);
        let mut form = LinearForm::new(Relation::Equal);
        form.add(Side::Left, Decimal::ONE, score);
        form.add(Side::Right, Decimal::TEN, rate);
        let check = batch.check(form).unwrap();
        batch.judge(check).unwrap().grade
    };
    assert_eq!(score("9.22", "92.22"), Grade::Exact);
    assert_eq!(score("9.23", "92.22"), Grade::Failed);
    assert_eq!(score("9.2", "92.22"), Grade::Strained);
    assert_eq!(score("9", "92.22"), Grade::Strained);
    assert_eq!(score("10", "92.22"), Grade::Failed);
}

#[test]
fn both_sides_can_be_shown() {
    let (batch, check) = sum_check("403.05", &["400.00", "3.15"], Unit::WanYuan);
    let shown = batch.compare(check).unwrap();
    assert_eq!(shown.left, Decimal::from(4_030_500));
    assert_eq!(shown.right, Decimal::from(4_031_500));
    assert_eq!(shown.difference, Decimal::from(-1_000));
    assert_eq!(shown.allowed, Decimal::from(150));
}

#[test]
fn a_check_can_be_judged_with_another_figure() {
    let (batch, check) = sum_check("403.05", &["400.00", "3.15"], Unit::WanYuan);
    assert_eq!(batch.judge(check).unwrap().grade, Grade::Failed);
    let total = batch.terms(check)[0].figure;
    let repaired = batch
        .printed(total)
        .unwrap()
        .with_printed(Decimal::new(40_315, 2))
        .unwrap();
    let judgement = batch.judge_with(check, &[(total, repaired)]).unwrap();
    assert_eq!(judgement.grade, Grade::Exact);
}

#[test]
fn numbers_too_large_for_decimals_are_an_error_not_a_panic() {
    let mut batch = LinearBatch::default();
    let huge = batch.figure(Figure::exact(Decimal::MAX, Unit::Yuan).unwrap());
    let mut form = LinearForm::new(Relation::Equal);
    form.add(Side::Left, Decimal::TWO, huge);
    let check = batch.check(form).unwrap();
    assert!(batch.judge(check).is_err());
    assert!(batch.compare(check).is_err());
    assert!(batch.judge(CheckIndex(7)).is_err());
}
