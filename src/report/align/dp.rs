//! Least-cost assignment of cells to columns in order, with the cost of every other answer.

use super::cost::{CostCell, CostTable, ZoneColumn};

/// What a column got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// A printed cell.
    Cell(usize),
    /// An empty cell, whichever.
    Blank,
    /// No cell.
    LeftOut,
}

/// The best answer for a column and how much worse the second best is, in tenths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ColumnAnswer {
    pub answer: Answer,
    pub margin: i32,
}

/// Cost that no reading reaches.
const FAR: i32 = i32::MAX / 4;

/// Last step: a match, a column left out, a cell left out.
const STEPS: usize = 3;
const MATCH: usize = 0;
const SKIP_COLUMN: usize = 1;
const SKIP_CELL: usize = 2;

/// Costs over (cells used, columns used, last step).
struct Grid {
    columns: usize,
    costs: Vec<[i32; STEPS]>,
}

impl Grid {
    fn new(cells: usize, columns: usize) -> Self {
        let size = cells
            .saturating_add(1)
            .saturating_mul(columns.saturating_add(1));
        Self {
            columns,
            costs: vec![[FAR; STEPS]; size],
        }
    }

    fn at(&self, cell: usize, column: usize) -> [i32; STEPS] {
        self.costs
            .get(cell * (self.columns + 1) + column)
            .copied()
            .unwrap_or([FAR; STEPS])
    }

    fn lower(&mut self, cell: usize, column: usize, step: usize, cost: i32) {
        let index = cell * (self.columns + 1) + column;
        if let Some(slot) = self
            .costs
            .get_mut(index)
            .and_then(|steps| steps.get_mut(step))
        {
            *slot = (*slot).min(cost);
        }
    }
}

/// One row against the columns of its zone.
pub(super) struct Alignment<'a, C> {
    pub cells: &'a [CostCell<'a>],
    pub columns: &'a [ZoneColumn],
    pub costs: &'a C,
}

impl<C: CostTable> Alignment<'_, C> {
    /// The best answer for every column.
    pub(super) fn solve(&self) -> Vec<ColumnAnswer> {
        let forward = self.forward();
        let backward = self.backward();
        (0..self.columns.len())
            .map(|column| self.answer(column, &forward, &backward))
            .collect()
    }

    fn fit(&self, cell: usize, column: usize) -> i32 {
        match (self.cells.get(cell), self.columns.get(column)) {
            (Some(&one), Some(other)) => self.costs.fit(one, other, column),
            _ => FAR,
        }
    }

    fn leave_column(&self, column: usize, last: usize) -> i32 {
        let slip = if last == SKIP_COLUMN {
            0
        } else {
            self.costs.slip()
        };
        self.columns
            .get(column)
            .map_or(FAR, |one| self.costs.skip_column(one) + slip)
    }

    fn leave_cell(&self, cell: usize, last: usize) -> i32 {
        let slip = if last == SKIP_CELL {
            0
        } else {
            self.costs.slip()
        };
        self.cells.get(cell).map_or(FAR, |&one| {
            let padding = one.trailing && one.text.is_empty();
            self.costs.skip_cell(one) + if padding { 0 } else { slip }
        })
    }

    fn forward(&self) -> Grid {
        let (n, m) = (self.cells.len(), self.columns.len());
        let mut grid = Grid::new(n, m);
        grid.lower(0, 0, MATCH, 0);
        for cell in 0..=n {
            for column in 0..=m {
                for (last, &cost) in grid.at(cell, column).iter().enumerate() {
                    if cost >= FAR {
                        continue;
                    }
                    if cell < n && column < m {
                        grid.lower(cell + 1, column + 1, MATCH, cost + self.fit(cell, column));
                    }
                    if column < m {
                        let next = cost + self.leave_column(column, last);
                        grid.lower(cell, column + 1, SKIP_COLUMN, next);
                    }
                    if cell < n {
                        grid.lower(
                            cell + 1,
                            column,
                            SKIP_CELL,
                            cost + self.leave_cell(cell, last),
                        );
                    }
                }
            }
        }
        grid
    }

    /// Least cost of finishing from (cell, column) when the last step was `step`.
    fn backward(&self) -> Grid {
        let (n, m) = (self.cells.len(), self.columns.len());
        let mut grid = Grid::new(n, m);
        for step in 0..STEPS {
            grid.lower(n, m, step, 0);
        }
        for cell in (0..=n).rev() {
            for column in (0..=m).rev() {
                for last in 0..STEPS {
                    let mut best = FAR;
                    if cell < n && column < m {
                        let rest = step_of(grid.at(cell + 1, column + 1), MATCH);
                        best = best.min(rest.saturating_add(self.fit(cell, column)));
                    }
                    if column < m {
                        let rest = step_of(grid.at(cell, column + 1), SKIP_COLUMN);
                        best = best.min(rest.saturating_add(self.leave_column(column, last)));
                    }
                    if cell < n {
                        let rest = step_of(grid.at(cell + 1, column), SKIP_CELL);
                        best = best.min(rest.saturating_add(self.leave_cell(cell, last)));
                    }
                    grid.lower(cell, column, last, best);
                }
            }
        }
        grid
    }

    fn answer(&self, column: usize, forward: &Grid, backward: &Grid) -> ColumnAnswer {
        let mut best = ColumnAnswer {
            answer: Answer::LeftOut,
            margin: FAR,
        };
        let mut least = FAR;
        let mut blank = FAR;
        let mut offer = |answer: Answer, cost: i32| {
            if cost < least {
                best = ColumnAnswer {
                    answer,
                    margin: (least - cost).min(FAR),
                };
                least = cost;
            } else {
                best.margin = best.margin.min(cost - least);
            }
        };
        for (cell, one) in self.cells.iter().enumerate() {
            let before = forward.at(cell, column).into_iter().min().unwrap_or(FAR);
            let after = step_of(backward.at(cell + 1, column + 1), MATCH);
            let cost = before
                .saturating_add(after)
                .saturating_add(self.fit(cell, column))
                .min(FAR);
            if one.text.is_empty() {
                blank = blank.min(cost);
            } else {
                offer(Answer::Cell(cell), cost);
            }
        }
        offer(Answer::Blank, blank);
        offer(
            Answer::LeftOut,
            self.cost_left_out(column, forward, backward),
        );
        best
    }

    fn cost_left_out(&self, column: usize, forward: &Grid, backward: &Grid) -> i32 {
        (0..=self.cells.len())
            .flat_map(|cell| {
                let after = step_of(backward.at(cell, column + 1), SKIP_COLUMN);
                forward
                    .at(cell, column)
                    .into_iter()
                    .enumerate()
                    .map(move |(last, before)| {
                        before
                            .saturating_add(after)
                            .saturating_add(self.leave_column(column, last))
                            .min(FAR)
                    })
            })
            .min()
            .unwrap_or(FAR)
    }
}

fn step_of(steps: [i32; STEPS], step: usize) -> i32 {
    steps.get(step).copied().unwrap_or(FAR)
}
