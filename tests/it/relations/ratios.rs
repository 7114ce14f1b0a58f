//! Ratios and other relations that are not linear.

use super::oracle::{Fraction, Range, Small, relation, small};
use gouji::eval::{Formula, FormulaBuilder, Grade, NodeId, Operation, Relation};
use gouji::figure::{ArithmeticError, Figure, Precision, Unit, read_number};
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

use Operation::{Add, Divide, Min, Multiply, Subtract};

/// `first variable  relation  what the closure builds from the variables`.
fn formula<const N: usize>(
    relation: Relation,
    build: impl FnOnce(&mut FormulaBuilder, [NodeId; N]) -> NodeId,
) -> Formula {
    let mut builder = FormulaBuilder::default();
    let variables: [NodeId; N] =
        std::array::from_fn(|position| builder.variable(u32::try_from(position).unwrap()));
    let right = build(&mut builder, variables);
    builder.finish(variables[0], relation, right)
}

/// a  relation  b / c
fn quotient(relation: Relation) -> Formula {
    formula(relation, |f, [_, b, c]| f.binary(Divide, b, c))
}

/// a  relation  b / (b − c)
fn growth(relation: Relation) -> Formula {
    formula(relation, |f, [_, b, c]| {
        let before = f.binary(Subtract, b, c);
        f.binary(Divide, b, before)
    })
}

/// a  relation  w × min(1, b / c)
fn capped(relation: Relation) -> Formula {
    formula(relation, |f, [_, w, b, c]| {
        let rate = f.binary(Divide, b, c);
        let one = f.constant(Decimal::ONE);
        let rate = f.binary(Min, one, rate);
        f.binary(Multiply, w, rate)
    })
}

fn figures<const N: usize>(small: [Small; N]) -> [Figure; N] {
    small.map(Small::figure)
}

/// Corners of two figures, with whether they belong.
fn corners(b: Small, c: Small) -> Vec<(i128, i128, bool)> {
    let ends = |of: Small| [(of.low(), true), of.high()];
    let mut corners = Vec::new();
    for (b, b_closed) in ends(b) {
        for (c, c_closed) in ends(c) {
            corners.push((b, c, b_closed && c_closed));
        }
    }
    corners
}

/// A fraction of numbers counted in half hundredths, itself counted in half hundredths.
fn ratio(over: i128, under: i128) -> Fraction {
    assert_ne!(under, 0);
    let sign = under.signum();
    Fraction(over * sign * 200, under * sign)
}

/// The range of b / c for c that cannot be zero.
fn quotients(b: Small, c: Small) -> Range {
    let zero_held = |b: i128| b == 0;
    let corners: Vec<_> = corners(b, c)
        .into_iter()
        .map(|(over, under, closed)| {
            // 0 / c is zero for every c.
            let held = zero_held(over) && (over == b.low() || b.high().1);
            (ratio(over, under), closed || held)
        })
        .collect();
    Range::of_corners(&corners)
}

/// What a figure that states a calculation stands for: rounded, also where it is exact otherwise.
fn stated(a: Small) -> Range {
    Range::of(Small { rounded: true, ..a })
}

/// A printed number near the true value, so that relations are decided at the ends.
fn near(value: Fraction, offset: i64) -> i64 {
    i64::try_from(value.0.div_euclid(value.1 * 2)).unwrap() + offset
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn a_quotient_fails_only_when_no_true_figures_exist(
        b in small(-40..=40), c in small(1..=30), negative in any::<bool>(),
        offset in -1_i64..=2, rounded in any::<bool>(), relation in relation(),
    ) {
        let c = if negative { Small { printed: -c.printed, ..c } } else { c };
        let printed = near(ratio(b.printed.into(), c.printed.into()), offset);
        let a = Small { printed, rounded };
        let possible = stated(a).can(relation, quotients(b, c));
        let judgement = quotient(relation).judge(&figures([a, b, c])).unwrap();
        prop_assert_eq!(judgement.grade == Grade::Failed, !possible);
    }

    #[test]
    fn a_growth_fails_only_when_no_true_figures_exist(
        before in 1_i64..40, b in small(1..=40), c_rounded in any::<bool>(),
        offset in -1_i64..=2, rounded in any::<bool>(), relation in relation(),
    ) {
        let c = Small { printed: b.printed - before, rounded: c_rounded };
        prop_assume!(b.low() - c.high().0 > 0);
        let printed = near(ratio(b.printed.into(), before.into()), offset);
        let a = Small { printed, rounded };
        // b / (b − c) = 1 / (1 − c/b) changes one way in c, and in b as the sign of c says.
        let zero_change = |c: i128| c == 0;
        let corners: Vec<_> = corners(b, c)
            .into_iter()
            .map(|(b, change, closed)| {
                let held = zero_change(change) && (change == c.low() || c.high().1);
                (ratio(b, b - change), closed || held)
            })
            .collect();
        let possible = stated(a).can(relation, Range::of_corners(&corners));
        let judgement = growth(relation).judge(&figures([a, b, c])).unwrap();
        prop_assert_eq!(judgement.grade == Grade::Failed, !possible);
    }

    #[test]
    fn a_capped_product_fails_only_when_no_true_figures_exist(
        w in small(1..=12), b in small(0..=30), c in small(1..=30),
        offset in -1_i64..=2, rounded in any::<bool>(), relation in relation(),
    ) {
        let rate = quotients(b, c);
        let one = Fraction(200, 1);
        let cap = |(end, closed): (Fraction, bool)| match end.cmp(one) {
            std::cmp::Ordering::Greater => (one, true),
            _ => (end, closed),
        };
        let (low, high) = (cap(rate.low), cap(rate.high));
        let times = |(w, w_closed): (i128, bool), (rate, closed): (Fraction, bool)| {
            let held = rate.0 == 0 && closed || w == 0 && w_closed;
            (Fraction(w * rate.0, rate.1 * 200), w_closed && closed || held)
        };
        let products: Vec<_> = [(w.low(), true), w.high()]
            .into_iter()
            .flat_map(|w| [times(w, low), times(w, high)])
            .collect();
        let exact_rate = ratio(b.printed.into(), c.printed.into());
        let exact_rate = if exact_rate.cmp(one).is_gt() { one } else { exact_rate };
        let product = Fraction(i128::from(w.printed) * 2 * exact_rate.0, exact_rate.1 * 200);
        let a = Small { printed: near(product, offset), rounded };
        let possible = stated(a).can(relation, Range::of_corners(&products));
        let judgement = capped(relation).judge(&figures([a, w, b, c])).unwrap();
        let failed = judgement.grade == Grade::Failed;
        // A rate without end (1/3) is enclosed in 28 digits; that its multiple only touches an open
        // end is then not seen, and counts as possible.
        let without_end = !low.0.terminates() || !high.0.terminates();
        let reached = match relation {
            Relation::Less => Relation::AtMost,
            Relation::Greater => Relation::AtLeast,
            other => other,
        };
        let touches = stated(a).closed().can(reached, Range::of_corners(&products).closed());
        if !(without_end && touches && !possible) {
            prop_assert_eq!(failed, !possible);
        }
    }

    #[test]
    fn what_true_figures_satisfy_is_never_failed(
        b in 1_000_i64..9_000_000, c in 1_000_i64..900_000, d in 1_000_i64..900_000, which in 0_usize..6,
    ) {
        // True figures in 元 to a thousandth; printed in 万元 with two decimals.
        let truth = [b, c, d].map(|value| Decimal::new(value, 3) * Decimal::from(1_000));
        let (formula, exact) = mixed(which, truth);
        let Some(exact) = exact else { return Ok(()) };
        let rounded = |value: Decimal, places| {
            value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
        };
        let [b, c, d] = truth.map(|value| {
            printed(rounded(value / Decimal::from(10_000), 2), Unit::WanYuan)
        });
        let share = printed(rounded(exact * Decimal::ONE_HUNDRED, 2), Unit::Percent);
        match formula.judge(&[share, b, c, d]) {
            Ok(judgement) => prop_assert!(judgement.grade < Grade::Failed, "{judgement:?}"),
            Err(error) => prop_assert_eq!(error, ArithmeticError::DivisorHoldsZero),
        }
    }
}

/// Formulas in which figures occur more than once, and what they give for the true figures.
fn mixed(which: usize, [b, c, d]: [Decimal; 3]) -> (Formula, Option<Decimal>) {
    let formula = formula(Relation::Equal, |f, [_, b, c, d]| match which {
        0 => {
            let sum = f.binary(Add, b, c);
            f.binary(Divide, b, sum)
        }
        1 => {
            let change = f.binary(Subtract, b, c);
            f.binary(Divide, change, c)
        }
        2 => {
            let change = f.binary(Subtract, b, c);
            let change = f.absolute(change);
            f.binary(Divide, change, b)
        }
        3 => {
            let sum = f.binary(Add, b, c);
            let sum = f.binary(Add, sum, d);
            let part = f.binary(Add, c, d);
            f.binary(Divide, part, sum)
        }
        4 => {
            let least = f.binary(Min, b, c);
            let product = f.binary(Multiply, least, d);
            let quotient = f.binary(Divide, product, b);
            f.binary(Divide, quotient, c)
        }
        _ => {
            // A parabola: the ratio rises and falls again inside the rounding of b.
            let rest = f.binary(Subtract, d, b);
            let product = f.binary(Multiply, b, rest);
            let product = f.binary(Divide, product, d);
            f.binary(Divide, product, d)
        }
    });
    let value = match which {
        0 => b.checked_div(b + c),
        1 => (b - c).checked_div(c),
        2 => (b - c).abs().checked_div(b),
        3 => (c + d).checked_div(b + c + d),
        4 => (b.min(c) * d)
            .checked_div(b)
            .and_then(|value| value.checked_div(c)),
        _ => (b * (d - b))
            .checked_div(d)
            .and_then(|value| value.checked_div(d)),
    };
    (formula, value)
}

fn printed(value: Decimal, unit: Unit) -> Figure {
    figure(&value.to_string(), unit)
}

fn figure(text: &str, unit: Unit) -> Figure {
    Figure::read(read_number(text).unwrap(), unit, &Precision::default()).unwrap()
}

fn share_of(share: &str, part: &str, whole: &str, unit: Unit) -> Grade {
    let figures = [
        figure(share, Unit::Percent),
        figure(part, unit),
        figure(whole, unit),
    ];
    quotient(Relation::Equal).judge(&figures).unwrap().grade
}

#[test]
fn a_share_is_exact_when_it_rounds_to_what_is_printed() {
    assert_eq!(
        share_of("33.33", "1000.00", "3000.00", Unit::Yuan),
        Grade::Exact
    );
    assert_eq!(
        share_of("33.34", "1000.00", "3000.00", Unit::Yuan),
        Grade::Failed
    );
    assert_eq!(
        share_of("12.35", "1234.50", "10000.00", Unit::Yuan),
        Grade::Exact
    );
    assert_eq!(
        share_of("12.34", "1234.50", "10000.00", Unit::Yuan),
        Grade::Failed
    );
    assert_eq!(
        share_of("-12.35", "-1234.50", "10000.00", Unit::Yuan),
        Grade::Exact
    );
}

#[test]
fn a_share_of_rounded_amounts_has_the_slack_of_both() {
    assert_eq!(
        share_of("67.60", "67.59", "100.00", Unit::WanYuan),
        Grade::Rounded
    );
    assert_eq!(
        share_of("67.62", "67.59", "100.00", Unit::WanYuan),
        Grade::Failed
    );
}

#[test]
fn a_share_printed_more_coarsely_than_asked_is_strained() {
    assert_eq!(
        share_of("33.3", "1000.00", "3000.00", Unit::Yuan),
        Grade::Strained
    );
    assert_eq!(share_of("95", "9.5", "10", Unit::WanYuan), Grade::Exact);
    assert_eq!(
        share_of("34", "1000.00", "3000.00", Unit::Yuan),
        Grade::Failed
    );
}

#[test]
fn a_divisor_that_may_be_zero_is_an_error() {
    let quotient = quotient(Relation::Equal);
    for whole in ["0.00", "0.004", "-0.00"] {
        let figures = [
            figure("0.00", Unit::Percent),
            figure("1.00", Unit::WanYuan),
            figure(whole, Unit::WanYuan),
        ];
        assert_eq!(
            quotient.judge(&figures).is_err(),
            whole != "0.004",
            "{whole}: 0.004 has three decimals"
        );
    }
    let zero = [
        figure("0.00", Unit::Percent),
        figure("0.00", Unit::Yuan),
        figure("0.00", Unit::Yuan),
    ];
    assert_eq!(
        quotient.judge(&zero),
        Err(ArithmeticError::DivisorHoldsZero)
    );
}

#[test]
fn a_score_follows_the_rate_up_to_its_weight() {
    let score = |score: &str, spent: &str, budget: &str| {
        let figures = [
            figure(score, Unit::Score),
            figure("10", Unit::Score),
            figure(spent, Unit::WanYuan),
            figure(budget, Unit::WanYuan),
        ];
        capped(Relation::Equal).judge(&figures).unwrap().grade
    };
    assert_eq!(score("9.22", "36.888", "40"), Grade::Exact);
    assert_eq!(score("10", "204", "204"), Grade::Exact);
    assert_eq!(score("10", "210", "204"), Grade::Exact);
    assert_eq!(score("9", "36.888", "40"), Grade::Strained);
    assert_eq!(score("8", "36.888", "40"), Grade::Failed);
}

#[test]
fn within_widens_a_ratio_and_says_so() {
    let figures = [
        figure("33.40", Unit::Percent),
        figure("1000.00", Unit::Yuan),
        figure("3000.00", Unit::Yuan),
    ];
    let judge = |slack: Decimal| {
        quotient(Relation::Equal)
            .within(slack)
            .judge(&figures)
            .unwrap()
    };
    assert_eq!(judge(Decimal::new(1, 4)).grade, Grade::Failed);
    let judgement = judge(Decimal::new(1, 3));
    assert_eq!((judgement.grade, judgement.within), (Grade::Rounded, true));
}

#[test]
fn what_rounding_allows_is_shown_for_both_parts() {
    let figures = [
        figure("25.40", Unit::Percent),
        figure("25.00", Unit::WanYuan),
        figure("100.00", Unit::WanYuan),
    ];
    let shown = quotient(Relation::Equal).compare(&figures).unwrap();
    assert_eq!(shown.left, Decimal::new(254, 3));
    assert_eq!(shown.right, Decimal::new(25, 2));
    assert_eq!(shown.difference, Decimal::new(4, 3));
    // 0.005% for the share, 0.005/100 and 25 × 0.005/100² for the amounts.
    let expected = Decimal::new(1125, 7);
    assert!(
        (shown.allowed - expected).abs() < Decimal::new(1, 7),
        "{}",
        shown.allowed
    );
}

#[test]
fn what_rounding_allows_is_less_than_a_difference_that_fails() {
    let figures = [
        figure("50.10", Unit::Percent),
        figure("50.00", Unit::WanYuan),
        figure("0.00", Unit::WanYuan),
        figure("100.00", Unit::WanYuan),
    ];
    for which in [0, 3] {
        let (formula, _) = mixed(which, [Decimal::ONE; 3]);
        let shown = formula.compare(&figures).unwrap();
        if formula.judge(&figures).unwrap().grade == Grade::Failed {
            assert!(shown.allowed < shown.difference.abs(), "{which}: {shown:?}");
        }
    }
}

#[test]
fn a_shared_subterm_counts_as_often_as_it_is_reached() {
    // (b − c) − (b − c) = 0 whatever b and c are.
    let mut builder = FormulaBuilder::default();
    let (b, c) = (builder.variable(0), builder.variable(1));
    let change = builder.binary(Subtract, b, c);
    let nothing = builder.binary(Subtract, change, change);
    let one = builder.constant(Decimal::ONE);
    let formula = builder.finish(nothing, Relation::Equal, one);
    let figures = [figure("9000", Unit::WanYuan), figure("5000", Unit::WanYuan)];
    assert_eq!(formula.judge(&figures).unwrap().grade, Grade::Failed);
}

#[test]
fn a_maximum_inside_the_rounding_is_found() {
    // b × (1 − b) is at most 1/4, reached at b = 0.5, inside the rounding of 0.50.
    let judge = |product: &str| {
        let formula = formula(Relation::Equal, |f, [_, b]| {
            let one = f.constant(Decimal::ONE);
            let rest = f.binary(Subtract, one, b);
            f.binary(Multiply, b, rest)
        });
        let half = Figure {
            slack: Decimal::new(5, 3),
            asked_slack: Decimal::new(5, 3),
            ..Figure::exact(Decimal::new(50, 2), Unit::Number).unwrap()
        };
        let product = Figure::exact(product.parse().unwrap(), Unit::Number).unwrap();
        formula.judge(&[product, half]).unwrap().grade
    };
    assert_eq!(judge("0.250000"), Grade::Exact);
    assert_eq!(judge("0.249980"), Grade::Rounded);
    assert_eq!(judge("0.249970"), Grade::Failed);
    assert_eq!(judge("0.250010"), Grade::Failed);
}

#[test]
fn deep_formulas_neither_recurse_nor_panic() {
    let mut builder = FormulaBuilder::default();
    let share = builder.variable(0);
    let mut sum = builder.variable(1);
    for position in 2..20_000 {
        let next = builder.variable(position);
        sum = builder.binary(Add, sum, next);
    }
    let first = builder.variable(1);
    let quotient = builder.binary(Divide, first, sum);
    let formula = builder.finish(share, Relation::Equal, quotient);
    let mut figures = vec![figure("1.00", Unit::WanYuan); 20_000];
    figures[0] = figure("0.01", Unit::Percent);
    assert_eq!(formula.judge(&figures).unwrap().grade, Grade::Exact);
    assert!(formula.judge(&figures[..10]).is_err());
}

#[test]
fn what_the_search_cannot_exclude_in_time_is_not_accused() {
    // Σ x × (1 − x) of sixteen figures around 0.5 is at most 4; 4.0000001 is impossible, but to
    // prove it the boxes round sixteen maxima have to be cut too often.
    let mut builder = FormulaBuilder::default();
    let stated = builder.constant(Decimal::new(40_000_001, 7));
    let one = builder.constant(Decimal::ONE);
    let mut sum = builder.constant(Decimal::ZERO);
    for position in 0..16 {
        let x = builder.variable(position);
        let rest = builder.binary(Subtract, one, x);
        let product = builder.binary(Multiply, x, rest);
        sum = builder.binary(Add, sum, product);
    }
    let formula = builder.finish(stated, Relation::Equal, sum);
    let half = Figure {
        slack: Decimal::new(5, 2),
        asked_slack: Decimal::new(5, 2),
        ..Figure::exact(Decimal::new(5, 1), Unit::Number).unwrap()
    };
    let judgement = formula.judge(&[half; 16]).unwrap();
    assert_ne!(judgement.grade, Grade::Failed);
}
