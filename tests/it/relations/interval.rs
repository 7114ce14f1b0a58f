//! Interval arithmetic against all pairs of points on a grid.

use gouji::figure::{ArithmeticError, End, Interval};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// An interval with whole ends.
fn interval() -> impl Strategy<Value = Interval> {
    (-5_i64..=5, 0_i64..=4, any::<bool>(), any::<bool>()).prop_map(|(low, width, a, b)| {
        let (a, b) = if width == 0 { (true, true) } else { (a, b) };
        let end = |value, closed| End {
            value: Decimal::from(value),
            closed,
        };
        Interval::new(end(low, a), end(low + width, b)).unwrap()
    })
}

/// Points of the closure, in quarters.
fn points(of: &Interval) -> Vec<Decimal> {
    let step = Decimal::new(25, 2);
    let (low, high) = (of.low().value, of.high().value);
    let mut points = vec![low];
    while let Some(next) = points
        .last()
        .map(|last| last + step)
        .filter(|next| *next <= high)
    {
        points.push(next);
    }
    points
}

/// Both ends must be the extremes of the results; a closed end is reached, an open one is not.
fn holds(result: &Interval, results: &[(Decimal, bool)]) -> Result<(), TestCaseError> {
    let least = results.iter().map(|(value, _)| *value).min().unwrap();
    let greatest = results.iter().map(|(value, _)| *value).max().unwrap();
    for (end, extreme) in [(result.low(), least), (result.high(), greatest)] {
        let reached = results
            .iter()
            .any(|(value, inside)| *inside && *value == extreme);
        prop_assert_eq!(end.value, extreme);
        prop_assert_eq!(end.closed, reached, "{}", result);
    }
    for (value, inside) in results {
        prop_assert!(!inside || result.contains(*value));
    }
    Ok(())
}

fn pairs(
    a: &Interval,
    b: &Interval,
    operation: impl Fn(Decimal, Decimal) -> Decimal,
) -> Vec<(Decimal, bool)> {
    let mut results = Vec::new();
    for x in points(a) {
        for y in points(b) {
            results.push((operation(x, y), a.contains(x) && b.contains(y)));
        }
    }
    results
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn results_are_held_and_ends_are_reached_as_they_say(a in interval(), b in interval()) {
        holds(&a.add(&b).unwrap(), &pairs(&a, &b, |x, y| x + y))?;
        holds(&a.subtract(&b).unwrap(), &pairs(&a, &b, |x, y| x - y))?;
        holds(&a.multiply(&b).unwrap(), &pairs(&a, &b, |x, y| x * y))?;
        holds(&a.min(&b), &pairs(&a, &b, Decimal::min))?;
        holds(&a.max(&b), &pairs(&a, &b, Decimal::max))?;
        holds(&a.negate(), &pairs(&a, &b, |x, _| -x))?;
        holds(&a.absolute(), &pairs(&a, &b, |x, _| x.abs()))?;
        for factor in [-2, -1, 0, 1, 3] {
            let factor = Decimal::from(factor);
            holds(&a.scale(factor).unwrap(), &pairs(&a, &b, |x, _| x * factor))?;
        }
    }

    #[test]
    fn quotients_are_held_and_zero_is_refused(a in interval(), b in interval()) {
        match a.divide(&b) {
            Ok(quotient) => {
                for (value, inside) in pairs(&a, &b, |x, y| x / y) {
                    prop_assert!(!inside || quotient.contains(value), "{value} in {quotient}");
                }
            }
            Err(error) => {
                prop_assert_eq!(error, ArithmeticError::DivisorHoldsZero);
                prop_assert!(points(&b).contains(&Decimal::ZERO));
            }
        }
    }

    #[test]
    fn comparisons_say_whether_some_values_satisfy_them(a in interval(), b in interval()) {
        // Points between the quarters stand for values near open ends.
        let fine = |of: &Interval| -> Vec<Decimal> {
            let near = Decimal::new(1, 3);
            points(of)
                .into_iter()
                .flat_map(|point| [point - near, point, point + near])
                .filter(|point| of.contains(*point))
                .collect()
        };
        let (xs, ys) = (fine(&a), fine(&b));
        let any = |test: fn(&Decimal, &Decimal) -> bool| {
            xs.iter().any(|x| ys.iter().any(|y| test(x, y)))
        };
        prop_assert_eq!(a.meets(&b), any(|x, y| x == y));
        prop_assert_eq!(a.can_be_at_most(&b), any(|x, y| x <= y));
        prop_assert_eq!(a.can_be_below(&b), any(|x, y| x < y));
        let hull = a.hull(&b);
        for point in xs.iter().chain(&ys) {
            prop_assert!(hull.contains(*point));
            let both = a.contains(*point) && b.contains(*point);
            let common = a.intersect(&b).is_some_and(|common| common.contains(*point));
            prop_assert_eq!(both, common);
        }
        prop_assert_eq!(a.intersect(&b).is_some(), a.meets(&b));
    }
}

#[test]
fn negative_figures_hold_both_ends() {
    let around = |value, slack| {
        Interval::around(Decimal::new(value, 1), Decimal::new(slack, 2))
            .unwrap()
            .to_string()
    };
    assert_eq!(around(12, 5), "[1.15, 1.25)");
    assert_eq!(around(-12, 5), "[-1.25, -1.15]");
    assert_eq!(around(0, 5), "[-0.05, 0.05)");
    assert_eq!(around(12, 0), "[1.2, 1.2]");
}
