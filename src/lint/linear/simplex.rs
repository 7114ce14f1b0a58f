//! The simplex method over exact fractions, with Bland's rule, so that it ends.

use num_traits::{CheckedDiv, CheckedMul, CheckedSub, Zero};

use super::form::Fraction;

/// Most steps before a problem is given up.
const MAX_STEPS: usize = 2_000;

/// Largest table, rows times columns.
const MAX_CELLS: usize = 60_000;

/// Maximise a weight of amounts that are not negative, where each row of amounts makes its sum.
#[derive(Debug, Clone)]
pub(super) struct Task {
    /// One row for each equation, one number for each amount.
    pub(super) rows: Vec<Vec<Fraction>>,
    /// What each row makes.
    pub(super) sums: Vec<Fraction>,
    /// The weight of each amount.
    pub(super) weights: Vec<Fraction>,
}

/// What came of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Best {
    /// The greatest weight, and the amounts that are not zero with their indexes.
    Reached(Fraction, Vec<(usize, Fraction)>),
    /// There are no such amounts.
    Impossible,
    /// The weight has no greatest value.
    Boundless,
}

/// The table: rows of coefficients, the last of each its right side, and the variable that each row is
/// solved for.
struct Table {
    rows: Vec<Vec<Fraction>>,
    solved: Vec<usize>,
    width: usize,
}

/// Solves a task. `None` if it is too large, or if numbers do not fit.
pub(super) fn solve(task: &Task) -> Option<Best> {
    let amounts = task.weights.len();
    let width = amounts.checked_add(task.rows.len())?;
    if width.checked_mul(task.rows.len().max(1))? > MAX_CELLS {
        return None;
    }
    let mut table = table(task, width)?;
    // First make the helpers vanish: their sum must come down to zero.
    let helpers = |column: usize| match column < amounts {
        true => Fraction::zero(),
        false => Fraction::from_integer(-1),
    };
    let first: Vec<Fraction> = (0..width).map(helpers).collect();
    if !table.climb(&first, width)? {
        return None;
    }
    if !table.value(&first)?.is_zero() {
        return Some(Best::Impossible);
    }
    table.drop_helpers(amounts)?;
    let mut weights = task.weights.clone();
    weights.resize(width, Fraction::zero());
    if !table.climb(&weights, amounts)? {
        return Some(Best::Boundless);
    }
    let found = table
        .solved
        .iter()
        .zip(&table.rows)
        .filter_map(|(variable, row)| {
            let value = *row.last()?;
            (*variable < amounts && !value.is_zero()).then_some((*variable, value))
        });
    let mut found: Vec<(usize, Fraction)> = found.collect();
    found.sort_by_key(|(variable, _)| *variable);
    Some(Best::Reached(table.value(&weights)?, found))
}

/// The table in which every row is solved for a helper of its own.
fn table(task: &Task, width: usize) -> Option<Table> {
    let amounts = task.weights.len();
    let mut rows = Vec::with_capacity(task.rows.len());
    for (number, (row, sum)) in task.rows.iter().zip(&task.sums).enumerate() {
        let sign = match *sum < Fraction::zero() {
            true => Fraction::from_integer(-1),
            false => Fraction::from_integer(1),
        };
        let mut line = Vec::with_capacity(width.saturating_add(1));
        for value in row {
            line.push(value.checked_mul(&sign)?);
        }
        for helper in 0..task.rows.len() {
            line.push(match helper == number {
                true => Fraction::from_integer(1),
                false => Fraction::zero(),
            });
        }
        line.push(sum.checked_mul(&sign)?);
        rows.push(line);
    }
    Some(Table {
        solved: (amounts..width).collect(),
        rows,
        width,
    })
}

impl Table {
    /// Improves until nothing improves; `false` if it can be improved without end.
    fn climb(&mut self, weights: &[Fraction], columns: usize) -> Option<bool> {
        for _ in 0..MAX_STEPS {
            let Some(entering) = self.entering(weights, columns)? else {
                return Some(true);
            };
            let Some(leaving) = self.leaving(entering)? else {
                return Some(false);
            };
            self.pivot(leaving, entering)?;
        }
        None
    }

    /// The first column that would improve the weight.
    fn entering(&self, weights: &[Fraction], columns: usize) -> Option<Option<usize>> {
        for (column, own) in weights.iter().enumerate().take(columns) {
            if self.solved.contains(&column) {
                continue;
            }
            let mut gain = *own;
            for (row, solved) in self.rows.iter().zip(&self.solved) {
                let (cost, value) = (weights.get(*solved)?, row.get(column)?);
                if !cost.is_zero() && !value.is_zero() {
                    gain = gain.checked_sub(&cost.checked_mul(value)?)?;
                }
            }
            if gain > Fraction::zero() {
                return Some(Some(column));
            }
        }
        Some(None)
    }

    /// The row that limits a column most; of several, the one solved for the first variable.
    fn leaving(&self, column: usize) -> Option<Option<usize>> {
        let mut best: Option<(Fraction, usize, usize)> = None;
        for (number, (row, solved)) in self.rows.iter().zip(&self.solved).enumerate() {
            let value = row.get(column)?;
            if *value <= Fraction::zero() {
                continue;
            }
            let limit = row.last()?.checked_div(value)?;
            let better = best
                .as_ref()
                .is_none_or(|(least, variable, _)| (limit, *solved) < (*least, *variable));
            if better {
                best = Some((limit, *solved, number));
            }
        }
        Some(best.map(|(_, _, number)| number))
    }

    /// Solves a row for a column.
    fn pivot(&mut self, leaving: usize, entering: usize) -> Option<()> {
        let by = *self.rows.get(leaving)?.get(entering)?;
        let mut pivot = std::mem::take(self.rows.get_mut(leaving)?);
        for value in &mut pivot {
            if !value.is_zero() {
                *value = value.checked_div(&by)?;
            }
        }
        for row in &mut self.rows {
            let Some(factor) = row
                .get(entering)
                .copied()
                .filter(|factor| !factor.is_zero())
            else {
                continue;
            };
            for (value, of) in row.iter_mut().zip(&pivot) {
                if !of.is_zero() {
                    *value = value.checked_sub(&factor.checked_mul(of)?)?;
                }
            }
        }
        *self.rows.get_mut(leaving)? = pivot;
        *self.solved.get_mut(leaving)? = entering;
        Some(())
    }

    /// Solves rows that are still solved for a helper for something else, or drops them.
    fn drop_helpers(&mut self, amounts: usize) -> Option<()> {
        let mut number = 0;
        while number < self.rows.len() {
            if *self.solved.get(number)? < amounts {
                number = number.checked_add(1)?;
                continue;
            }
            let row = self.rows.get(number)?;
            let column = row.iter().take(amounts).position(|value| !value.is_zero());
            match column {
                Some(column) => self.pivot(number, column)?,
                None => {
                    self.rows.remove(number);
                    self.solved.remove(number);
                }
            }
        }
        Some(())
    }

    fn value(&self, weights: &[Fraction]) -> Option<Fraction> {
        let mut total = Fraction::zero();
        for (row, solved) in self.rows.iter().zip(&self.solved) {
            let part = weights.get(*solved)?.checked_mul(row.get(self.width)?)?;
            total = num_traits::CheckedAdd::checked_add(&total, &part)?;
        }
        Some(total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(values: &[i128]) -> Vec<Fraction> {
        values
            .iter()
            .map(|value| Fraction::from_integer(*value))
            .collect()
    }

    fn task(rows: &[&[i128]], sums: &[i128], weights: &[i128]) -> Task {
        Task {
            rows: rows.iter().map(|row| numbers(row)).collect(),
            sums: numbers(sums),
            weights: numbers(weights),
        }
    }

    #[test]
    fn the_greatest_weight_is_found_exactly() {
        let best = solve(&task(
            &[&[1, 1, 1, 0], &[1, 3, 0, 1]],
            &[4, 6],
            &[1, 2, 0, 0],
        ));
        let Some(Best::Reached(value, amounts)) = best else {
            panic!("{best:?}");
        };
        assert_eq!(value, Fraction::from_integer(5));
        assert_eq!(amounts.len(), 2);
        let third = solve(&task(&[&[3]], &[1], &[1]));
        assert_eq!(
            third,
            Some(Best::Reached(
                Fraction::new(1, 3),
                vec![(0, Fraction::new(1, 3))]
            ))
        );
    }

    #[test]
    fn impossible_and_boundless_tasks_are_told() {
        assert_eq!(
            solve(&task(&[&[1, 1]], &[-1], &[1, 1])),
            Some(Best::Impossible)
        );
        assert_eq!(
            solve(&task(&[&[1, -1]], &[0], &[1, 0])),
            Some(Best::Boundless)
        );
        assert_eq!(
            solve(&task(&[], &[], &[])),
            Some(Best::Reached(Fraction::zero(), vec![]))
        );
    }

    #[test]
    fn rows_said_twice_do_no_harm() {
        let best = solve(&task(&[&[1, 1], &[2, 2], &[1, 0]], &[3, 6, 1], &[0, 1]));
        assert!(
            matches!(best, Some(Best::Reached(value, _)) if value == Fraction::from_integer(2))
        );
    }
}
