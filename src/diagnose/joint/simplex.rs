//! Feasibility of linear equations over bounded variables, exactly.

use std::collections::BTreeMap;

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedMul, CheckedSub, One, Zero};

/// An exact fraction. Operations that leave 128 bits end the search without an answer.
pub(super) type Fraction = Ratio<i128>;

/// Entries of rows that are rewritten in one search before it ends without an answer.
pub(super) const MAX_ENTRIES_REWRITTEN: usize = 400_000;

/// `a + b`; whole numbers, which nearly all are, without looking for common divisors.
fn add(a: Fraction, b: Fraction) -> Option<Fraction> {
    if a.is_integer() && b.is_integer() {
        return (*a.numer())
            .checked_add(*b.numer())
            .map(Fraction::from_integer);
    }
    a.checked_add(&b)
}

/// `a × b`
fn times(a: Fraction, b: Fraction) -> Option<Fraction> {
    if a.is_integer() && b.is_integer() {
        return (*a.numer())
            .checked_mul(*b.numer())
            .map(Fraction::from_integer);
    }
    a.checked_mul(&b)
}

/// A value next to a fraction: `real + delta × (something positive, as small as one likes)`. An open
/// lower end is `(end, 1)`, an open upper end `(end, -1)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Value {
    pub(super) real: Fraction,
    pub(super) delta: Fraction,
}

impl Value {
    /// A value that belongs to the interval it ends.
    pub(super) fn closed(real: Fraction) -> Self {
        Self {
            real,
            delta: Fraction::zero(),
        }
    }

    /// Just above (`1`) or just below (`-1`).
    pub(super) fn beside(real: Fraction, side: i128) -> Self {
        Self {
            real,
            delta: Fraction::from_integer(side),
        }
    }

    fn plus(self, factor: Fraction, other: Self) -> Option<Self> {
        Some(Self {
            real: add(self.real, times(factor, other.real)?)?,
            delta: add(self.delta, times(factor, other.delta)?)?,
        })
    }

    fn minus(self, other: Self) -> Option<Self> {
        Some(Self {
            real: self.real.checked_sub(&other.real)?,
            delta: self.delta.checked_sub(&other.delta)?,
        })
    }

    fn divided(self, by: Fraction) -> Option<Self> {
        let inverse = (!by.is_zero()).then(|| by.recip())?;
        Value::closed(Fraction::zero()).plus(inverse, self)
    }
}

/// A variable with its bounds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Variable {
    pub(super) value: Value,
    pub(super) lower: Option<Value>,
    pub(super) upper: Option<Value>,
}

/// Variable index to coefficient; none is zero.
pub(super) type Row = BTreeMap<usize, Fraction>;

/// Equations `basic = Σ coefficient × other` over bounded variables.
#[derive(Debug, Clone, Default)]
pub(super) struct Simplex {
    variables: Vec<Variable>,
    rows: BTreeMap<usize, Row>,
    rewritten: usize,
}

/// What a search ends with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// There are such values.
    Feasible,
    /// There are none: `basic − Σ coefficient × other = 0` cannot hold within the bounds.
    Contradiction {
        /// Coefficients of that sum.
        sum: Row,
    },
    /// Not found out within the limits.
    Unknown,
}

impl Simplex {
    /// A variable that is free to move within its bounds; its value lies there.
    pub(super) fn add(&mut self, variable: Variable) -> usize {
        self.variables.push(variable);
        self.variables.len().saturating_sub(1)
    }

    /// A variable that is the sum of others, none of which is such a sum.
    pub(super) fn add_sum(
        &mut self,
        row: Row,
        lower: Option<Value>,
        upper: Option<Value>,
    ) -> Option<usize> {
        let value = row
            .iter()
            .try_fold(Value::closed(Fraction::zero()), |sum, (other, factor)| {
                sum.plus(*factor, self.variables.get(*other)?.value)
            })?;
        let index = self.add(Variable {
            value,
            lower,
            upper,
        });
        self.rows.insert(index, row);
        Some(index)
    }

    /// Searches for values within all bounds.
    pub(super) fn solve(&mut self) -> Answer {
        self.search().unwrap_or(Answer::Unknown)
    }

    /// `None` when a number does not fit or the limit is reached. Bland's rule (the first variable
    /// that can be chosen) keeps it from going in circles.
    fn search(&mut self) -> Option<Answer> {
        loop {
            let Some((basic, target, rises)) = self.violated() else {
                return Some(Answer::Feasible);
            };
            let row = self.rows.get(&basic)?;
            let entering = row
                .iter()
                .find(|(other, factor)| self.can_help(**other, **factor, rises))
                .map(|(other, factor)| (*other, *factor));
            let Some((entering, factor)) = entering else {
                return Some(Answer::Contradiction {
                    sum: self.sum_of(basic)?,
                });
            };
            self.move_to(basic, entering, factor, target)?;
            self.pivot(basic, entering)?;
            if self.rewritten > MAX_ENTRIES_REWRITTEN {
                return None;
            }
        }
    }

    /// The first sum outside its bounds, the bound, and whether it must rise.
    fn violated(&self) -> Option<(usize, Value, bool)> {
        self.rows.keys().find_map(|&basic| {
            let variable = self.variables.get(basic)?;
            match (variable.lower, variable.upper) {
                (Some(lower), _) if variable.value < lower => Some((basic, lower, true)),
                (_, Some(upper)) if variable.value > upper => Some((basic, upper, false)),
                _ => None,
            }
        })
    }

    /// Whether a variable has room to move a sum in a direction.
    fn can_help(&self, other: usize, factor: Fraction, rises: bool) -> bool {
        let Some(variable) = self.variables.get(other) else {
            return false;
        };
        if (factor > Fraction::zero()) == rises {
            variable.upper.is_none_or(|upper| variable.value < upper)
        } else {
            variable.lower.is_none_or(|lower| variable.value > lower)
        }
    }

    /// Moves a sum to its bound by moving one variable; the other sums follow.
    fn move_to(
        &mut self,
        basic: usize,
        entering: usize,
        factor: Fraction,
        target: Value,
    ) -> Option<()> {
        let missing = target.minus(self.variables.get(basic)?.value)?;
        let step = missing.divided(factor)?;
        for (&sum, row) in &self.rows {
            if let Some(factor) = row.get(&entering) {
                let variable = self.variables.get_mut(sum)?;
                variable.value = variable.value.plus(*factor, step)?;
            }
        }
        let moved = self.variables.get_mut(entering)?;
        moved.value = moved.value.plus(Fraction::one(), step)?;
        Some(())
    }

    /// Exchanges a sum with a variable of its row.
    fn pivot(&mut self, basic: usize, entering: usize) -> Option<()> {
        let mut row = self.rows.remove(&basic)?;
        let inverse = row.remove(&entering)?.recip();
        for factor in row.values_mut() {
            *factor = -times(*factor, inverse)?;
        }
        row.insert(basic, inverse);
        for other in self.rows.values_mut() {
            let Some(scale) = other.remove(&entering) else {
                continue;
            };
            self.rewritten = self.rewritten.saturating_add(row.len());
            for (variable, factor) in &row {
                let entry = other.entry(*variable).or_insert_with(Fraction::zero);
                *entry = add(*entry, times(scale, *factor)?)?;
                if entry.is_zero() {
                    other.remove(variable);
                }
            }
        }
        self.rows.insert(entering, row);
        Some(())
    }

    /// `basic − Σ coefficient × other`
    fn sum_of(&self, basic: usize) -> Option<Row> {
        let row = self.rows.get(&basic)?;
        let mut sum: Row = row
            .iter()
            .map(|(other, factor)| (*other, -*factor))
            .collect();
        sum.insert(basic, Fraction::one());
        Some(sum)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn whole(value: i128) -> Fraction {
        Fraction::from_integer(value)
    }

    /// `[low, high)` around a number, in half units.
    fn rounded(value: i128) -> Variable {
        Variable {
            value: Value::closed(whole(2 * value)),
            lower: Some(Value::closed(whole(2 * value - 1))),
            upper: Some(Value::beside(whole(2 * value + 1), -1)),
        }
    }

    fn equation(simplex: &mut Simplex, terms: &[(usize, i128)]) -> usize {
        let row = terms.iter().map(|(v, f)| (*v, whole(*f))).collect();
        let zero = Some(Value::closed(Fraction::zero()));
        simplex.add_sum(row, zero, zero).unwrap()
    }

    #[test]
    fn open_ends_are_no_values() {
        // 2 = 1 + 0 and 0.5 of slack each: 1.5 ≤ total, parts < 1.5 + 0.5: they meet.
        let mut one = Simplex::default();
        let parts = [2, 1, 0].map(|value| one.add(rounded(value)));
        equation(&mut one, &[(parts[0], 1), (parts[1], -1), (parts[2], -1)]);
        assert_eq!(one.solve(), Answer::Feasible);
        // 2 = 1: 1.5 ≤ total and part < 1.5 only touch.
        let mut other = Simplex::default();
        let parts = [2, 1].map(|value| other.add(rounded(value)));
        equation(&mut other, &[(parts[0], 1), (parts[1], -1)]);
        assert!(matches!(other.solve(), Answer::Contradiction { .. }));
    }

    #[test]
    fn relations_that_hold_alone_may_contradict_each_other() {
        // a + b = 3 with a, b printed 1 needs both above 1.25 on average; c = a + b printed 2 as well.
        let mut simplex = Simplex::default();
        let [a, b, three, two] = [1, 1, 3, 1].map(|value| simplex.add(rounded(value)));
        let first = equation(&mut simplex, &[(three, 1), (a, -1), (b, -1)]);
        let second = equation(&mut simplex, &[(two, 1), (a, -1), (b, -1)]);
        let Answer::Contradiction { sum } = simplex.solve() else {
            panic!("3 and 1 cannot both be the sum of the same figures");
        };
        assert!(sum.contains_key(&first) && sum.contains_key(&second));
        assert!(!sum.contains_key(&a) && !sum.contains_key(&b), "{sum:?}");
    }

    /// Grid on which true values are tried, in parts of a unit: three figures with factors ±1 that can
    /// satisfy equations at all can satisfy them there.
    const GRID: i128 = 24;

    fn brute(printed: &[i128], equations: &[Vec<(usize, i128)>]) -> bool {
        fn go(chosen: &mut Vec<i128>, printed: &[i128], equations: &[Vec<(usize, i128)>]) -> bool {
            if chosen.len() == printed.len() {
                let sum =
                    |terms: &Vec<(usize, i128)>| terms.iter().map(|(v, f)| chosen[*v] * f).sum();
                return equations.iter().all(|terms| 0_i128 == sum(terms));
            }
            let value = printed[chosen.len()];
            (-GRID / 2..GRID / 2).any(|part| {
                chosen.push(GRID * value + part);
                let met = go(chosen, printed, equations);
                chosen.pop();
                met
            })
        }
        go(&mut Vec::new(), printed, equations)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

        #[test]
        fn agrees_with_trying_all_values(
            printed in prop::collection::vec(-2_i128..3, 3),
            equations in prop::collection::vec(prop::collection::vec(-1_i128..2, 3), 1..4),
        ) {
            let equations: Vec<Vec<(usize, i128)>> = equations
                .iter()
                .map(|row| {
                    let terms = row.iter().enumerate().take(printed.len());
                    terms.filter(|(_, f)| **f != 0).map(|(v, f)| (v, *f)).collect()
                })
                .collect();
            let solve = |chosen: &[usize]| {
                let mut simplex = Simplex::default();
                for value in &printed {
                    simplex.add(rounded(*value));
                }
                let sums: Vec<usize> = chosen
                    .iter()
                    .map(|index| equation(&mut simplex, &equations[*index]))
                    .collect();
                (simplex.solve(), sums)
            };
            let all: Vec<usize> = (0..equations.len()).collect();
            let (answer, sums) = solve(&all);
            match answer {
                Answer::Feasible => prop_assert!(brute(&printed, &equations)),
                Answer::Unknown => prop_assert!(false, "small systems are always decided"),
                Answer::Contradiction { sum } => {
                    prop_assert!(!brute(&printed, &equations));
                    let guilty: Vec<usize> = all
                        .iter()
                        .copied()
                        .filter(|index| sum.contains_key(&sums[*index]))
                        .collect();
                    let again = solve(&guilty).0;
                    prop_assert!(again != Answer::Feasible && again != Answer::Unknown);
                }
            }
        }
    }
}
