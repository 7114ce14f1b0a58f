//! Columns of a table from the gaps that run through its lines.
//!
//! Between two texts of one line lies the edge of a column. The fewest edges that part all
//! neighbours are the table's; each can lie anywhere in a range. A cell that begins outside all
//! ranges has one column; for one inside a range order, kind and nearness decide, or nothing does.

use super::line::Kind;
use super::profile::Profile;

/// A cell to be placed: where it stands, what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    /// The column where it is printed.
    pub(super) col: usize,
    /// The least column where it may have stood before text to its left pushed it.
    pub(super) low: usize,
    /// The column after it.
    pub(super) end: usize,
    /// What it looks like.
    pub(super) kind: Kind,
}

/// The edges between columns: each lies after `.0` and not after `.1`.
#[derive(Debug, Clone, Default)]
pub(super) struct Edges {
    ranges: Vec<(usize, usize)>,
    profiles: Vec<Profile>,
}

/// A cell is near a column if it stands so few columns off its cells.
const NEAR: usize = 3;
/// The next column must be so much farther.
const FARTHER: usize = 4;

impl Edges {
    /// The edges that part the neighbours of all lines.
    pub(super) fn of(lines: &[Vec<Spot>]) -> Self {
        let mut gaps: Vec<(usize, usize)> = lines
            .iter()
            .flat_map(|line| line.iter().zip(line.iter().skip(1)))
            .map(|(left, right)| (left.low, right.col))
            .filter(|(left, right)| left < right)
            .collect();
        gaps.sort_unstable_by_key(|(left, right)| (*right, *left));
        let mut high: Vec<usize> = Vec::new();
        for (left, right) in &gaps {
            if high.last().is_none_or(|edge| edge <= left) {
                high.push(*right);
            }
        }
        gaps.sort_unstable_by_key(|(left, right)| std::cmp::Reverse((*left, *right)));
        let mut low: Vec<usize> = Vec::new();
        for (left, right) in &gaps {
            if low.last().is_none_or(|edge| edge > right) {
                low.push(left + 1);
            }
        }
        low.reverse();
        let ranges: Vec<_> = low.into_iter().zip(high).collect();
        Self {
            profiles: vec![Profile::default(); ranges.len() + 1],
            ranges,
        }
    }

    /// How many columns there are.
    pub(super) fn columns(&self) -> usize {
        self.ranges.len() + 1
    }

    /// The same edges with one more between amounts of a column that do not stand under each other;
    /// nothing if all do.
    pub(super) fn parted(&self, rows: &[Vec<Spot>]) -> Option<Self> {
        let mut ranges = self.ranges.clone();
        let mut parted = false;
        for (column, profile) in self.profiles.iter().enumerate() {
            if !profile.is_scattered() || !profile.is_amounts() {
                continue;
            }
            let of_row = |row: &Vec<Spot>| -> Option<(usize, usize)> {
                let at = self.place(row)?.iter().position(|own| *own == column)?;
                row.get(at).map(|spot| (spot.low, spot.end))
            };
            let mut spans: Vec<(usize, usize)> = rows.iter().filter_map(of_row).collect();
            spans.sort_unstable();
            let mut until: Option<(usize, usize)> = None;
            for (start, end) in spans {
                if let Some((last, reached)) = until
                    && start >= reached
                {
                    ranges.push((last + 1, start));
                    parted = true;
                }
                until = Some((start, until.map_or(end, |(_, reached)| reached.max(end))));
            }
        }
        ranges.sort_unstable();
        let mut edges = Self {
            profiles: vec![Profile::default(); ranges.len() + 1],
            ranges,
        };
        edges.learn(rows);
        parted.then_some(edges)
    }

    /// What each column holds.
    pub(super) fn profiles(&self) -> &[Profile] {
        &self.profiles
    }

    /// Learns from rows of the body what each column holds and where its cells begin.
    pub(super) fn learn(&mut self, rows: &[Vec<Spot>]) {
        for _ in 0..3 {
            let mut profiles = vec![Profile::default(); self.columns()];
            for row in rows {
                let Some(placed) = self.place(row) else {
                    continue;
                };
                for (spot, column) in row.iter().zip(placed) {
                    if let Some(profile) = profiles.get_mut(column) {
                        profile.add(spot);
                    }
                }
            }
            self.profiles = profiles;
            self.tighten();
        }
    }

    /// Edges lie between the cells of their columns.
    fn tighten(&mut self) {
        let pairs = self.profiles.iter().zip(self.profiles.iter().skip(1));
        for (range, (left, right)) in self.ranges.iter_mut().zip(pairs) {
            let low = left.starts().map_or(range.0, |(_, last)| last + 1);
            let high = right.starts().map_or(range.1, |(first, _)| first);
            let tight = (range.0.max(low), range.1.min(high));
            if tight.0 <= tight.1 {
                *range = tight;
            }
        }
    }

    /// The column of each cell of a row; nothing if two readings are possible.
    pub(super) fn place(&self, row: &[Spot]) -> Option<Vec<usize>> {
        let choices = |allows: &dyn Fn(&Profile, Kind) -> bool| -> Vec<Vec<usize>> {
            row.iter()
                .map(|spot| {
                    let all = self.profiles.iter().enumerate();
                    all.filter(|(at, own)| self.reaches(*at, spot) && allows(own, spot.kind))
                        .map(|(at, _)| at)
                        .collect()
                })
                .collect()
        };
        let possible = choices(&Profile::allows);
        only(&possible).or_else(|| {
            let usual = choices(&Profile::expects);
            only(&usual).or_else(|| {
                let spots = row.iter().zip(&usual);
                let near: Vec<_> = spots.map(|(spot, own)| self.nearest(spot, own)).collect();
                only(&near)
            })
        })
    }

    /// The columns of header words, whatever their columns hold; nothing if two readings are possible.
    pub(super) fn place_words(&self, line: &[Spot]) -> Option<Vec<usize>> {
        let reached = |spot: &Spot| -> Vec<usize> {
            let all = 0..self.columns();
            all.filter(|column| self.reaches(*column, spot)).collect()
        };
        let reached: Vec<Vec<usize>> = line.iter().map(reached).collect();
        only(&reached)
    }

    /// Whether a cell can begin in a column.
    fn reaches(&self, column: usize, spot: &Spot) -> bool {
        let (low, high) = self.reach(column);
        spot.col >= low && spot.low < high
    }

    /// Of several columns the one whose cells stand near, if all others are clearly farther.
    fn nearest(&self, spot: &Spot, choices: &[usize]) -> Vec<usize> {
        let mut far: Vec<(usize, usize)> = choices
            .iter()
            .filter_map(|column| Some((self.profiles.get(*column)?.distance(spot)?, *column)))
            .collect();
        far.sort_unstable();
        // It does not matter whether a total's label stands with the codes or with the labels.
        if spot.kind == Kind::Total {
            let names = |at: &&usize| self.profiles.get(**at).is_some_and(Profile::names);
            let names: Vec<usize> = choices.iter().filter(names).copied().collect();
            if let [first, last] = names.as_slice()
                && first + 1 == *last
            {
                return vec![*last];
            }
        }
        match far.as_slice() {
            [(one, column), (two, _), ..]
                if far.len() == choices.len() && *one <= NEAR && *two >= one + FARTHER =>
            {
                vec![*column]
            }
            _ => choices.to_vec(),
        }
    }

    /// Where the cells of a column may begin: from the earliest edge to the latest.
    pub(super) fn reach(&self, column: usize) -> (usize, usize) {
        let left = column.checked_sub(1).and_then(|at| self.ranges.get(at));
        let right = self.ranges.get(column);
        (
            left.map_or(0, |(low, _)| *low),
            right.map_or(usize::MAX, |(_, high)| *high),
        )
    }
}

/// The only ascending choice of one column for each cell: the leftmost and the rightmost agree.
fn only(choices: &[Vec<usize>]) -> Option<Vec<usize>> {
    let mut left: Vec<usize> = Vec::with_capacity(choices.len());
    for choice in choices {
        let next = left.last().map_or(0, |last| last + 1);
        left.push(choice.iter().copied().find(|column| *column >= next)?);
    }
    let mut next = usize::MAX;
    for (choice, column) in choices.iter().zip(&left).rev() {
        let right = choice.iter().rev().copied().find(|column| *column < next)?;
        if right != *column {
            return None;
        }
        next = right;
    }
    Some(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spots(cols: &[(usize, Kind)]) -> Vec<Spot> {
        let spot = |(col, kind): &(usize, Kind)| Spot {
            col: *col,
            low: *col,
            end: *col + 4,
            kind: *kind,
        };
        cols.iter().map(spot).collect()
    }

    use Kind::{Amount, Ordinal, Text};

    fn learned(rows: &[Vec<Spot>]) -> Edges {
        let mut edges = Edges::of(rows);
        edges.learn(rows);
        edges
    }

    #[test]
    fn a_row_with_blanks_is_placed_by_the_gaps_of_the_others() {
        let rows = vec![
            spots(&[(0, Text), (30, Amount), (40, Amount), (50, Amount)]),
            spots(&[(0, Text), (26, Amount), (38, Amount)]),
            spots(&[(0, Text), (27, Amount), (47, Amount)]),
            spots(&[(0, Text), (38, Amount)]),
        ];
        let edges = learned(&rows);
        assert_eq!(edges.columns(), 4);
        assert_eq!(edges.place(&rows[2]), Some(vec![0, 1, 3]));
        assert_eq!(edges.place(&rows[3]), Some(vec![0, 2]));
    }

    #[test]
    fn a_cell_between_two_columns_is_not_placed() {
        let rows = vec![
            spots(&[(0, Text), (20, Amount), (50, Amount)]),
            spots(&[(0, Text), (35, Amount)]),
        ];
        assert_eq!(learned(&rows).place(&rows[1]), None);
    }

    #[test]
    fn the_kind_of_a_column_decides_where_position_does_not() {
        let rows = vec![
            spots(&[(0, Text), (30, Ordinal)]),
            spots(&[(0, Text), (30, Ordinal)]),
            spots(&[(16, Ordinal)]),
        ];
        assert_eq!(learned(&rows).place(&rows[2]), Some(vec![1]));
    }
}
