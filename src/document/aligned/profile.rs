//! What a column holds, and which columns of a page are which of the page before.

use super::columns::Spot;
use super::line::Kind;

/// The cells of a column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Profile {
    texts: usize,
    totals: usize,
    digits: usize,
    ordinals: usize,
    amounts: usize,
    /// First and last column where its cells begin.
    starts: (usize, usize),
    /// First and last column where they end.
    ends: (usize, usize),
    /// Some two figures of it do not stand under each other.
    scattered: bool,
}

/// So many cells make a column's kind.
const ENOUGH: usize = 2;
/// So many make a finer kind: codes, amounts with decimals.
const MANY: usize = 3;
/// A column that stands elsewhere than on the page before is known again if all other readings put
/// columns so much farther off.
const MARGIN: usize = 5;

impl Profile {
    /// How many cells it has.
    fn count(&self) -> usize {
        self.texts + self.totals + self.digits + self.ordinals + self.amounts
    }

    /// Adds a cell.
    pub(super) fn add(&mut self, spot: &Spot) {
        if self.count() == 0 {
            self.starts = (spot.low, spot.low);
            self.ends = (spot.end, spot.end);
        }
        self.scattered |=
            spot.kind.is_figure() && (spot.low >= self.ends.1 || spot.end <= self.starts.0);
        self.starts = (self.starts.0.min(spot.low), self.starts.1.max(spot.low));
        self.ends = (self.ends.0.min(spot.end), self.ends.1.max(spot.end));
        match spot.kind {
            Kind::Text => self.texts += 1,
            Kind::Total => self.totals += 1,
            Kind::Digits => self.digits += 1,
            Kind::Ordinal => self.ordinals += 1,
            Kind::Amount => self.amounts += 1,
        }
    }

    /// Whether it has any cells.
    pub(super) fn any(&self) -> bool {
        self.count() > 0
    }

    /// Whether most of its cells are words.
    pub(super) fn is_words(&self) -> bool {
        2 * (self.texts + self.totals) > self.count()
    }

    /// Whether two figures of it do not stand under each other.
    pub(super) fn is_scattered(&self) -> bool {
        self.scattered
    }

    /// Whether words may stand in it, and no amounts do.
    pub(super) fn names(&self) -> bool {
        self.amounts + self.ordinals == 0
    }

    /// Whether most of its cells are figures that are no codes and no line numbers.
    pub(super) fn is_amounts(&self) -> bool {
        2 * self.amounts > self.count()
    }

    /// Where its cells begin.
    pub(super) fn starts(&self) -> Option<(usize, usize)> {
        (self.count() > 0).then_some(self.starts)
    }

    /// Whether a cell of a kind can stand in it: words not among figures, figures not among words.
    pub(super) fn allows(&self, kind: Kind) -> bool {
        let figures = self.digits + self.ordinals + self.amounts;
        match kind {
            Kind::Text => self.texts > 0 || figures < ENOUGH,
            Kind::Total => self.texts + self.digits > 0 || figures < ENOUGH,
            Kind::Digits | Kind::Ordinal | Kind::Amount => figures > 0 || self.texts < ENOUGH,
        }
    }

    /// Whether a cell of a kind is usual in it: codes not among amounts, amounts not among codes.
    pub(super) fn expects(&self, kind: Kind) -> bool {
        let codes = self.digits >= MANY && self.amounts == 0;
        let amounts = self.amounts >= MANY && self.digits == 0;
        self.allows(kind)
            && match kind {
                Kind::Amount => !codes,
                Kind::Digits => !amounts,
                Kind::Text | Kind::Total | Kind::Ordinal => true,
            }
    }

    /// How far a cell stands off its cells; nothing if it has none.
    pub(super) fn distance(&self, spot: &Spot) -> Option<usize> {
        let off = |at: usize, (from, to): (usize, usize)| {
            from.saturating_sub(at).max(at.saturating_sub(to))
        };
        let start = off(spot.low, self.starts).min(off(spot.col, self.starts));
        let end = off(spot.end, self.ends);
        let least = if spot.kind.is_figure() {
            start.min(end)
        } else {
            start
        };
        (self.count() > 0).then_some(least)
    }

    /// Whether the cells of another page may be of this column.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        // A total's label stands in any column: a few cells of another kind say nothing.
        let fits = |count: usize, kind: Kind| 3 * count <= other.count() || self.expects(kind);
        let held = fits(other.texts, Kind::Text)
            && fits(other.digits, Kind::Digits)
            && fits(other.ordinals, Kind::Ordinal)
            && fits(other.amounts, Kind::Amount);
        // A column of line numbers holds no amounts and no codes.
        let numbers = self.ordinals >= MANY && self.amounts == 0 && self.digits == 0;
        held && !(numbers && other.amounts + other.digits > 0)
    }

    /// How far its edge stands from that of another: words begin together, figures end together.
    fn off(&self, other: &Self) -> usize {
        if other.texts > 0 && other.texts == other.count() {
            self.starts.0.abs_diff(other.starts.0)
        } else {
            self.ends.1.abs_diff(other.ends.1)
        }
    }
}

/// For each column of a page its column on the page before, where some columns may have had cells
/// that have none here. Nothing if there are two ways, or if figures of one column do not stand
/// under each other.
pub(super) fn known_again(before: &[Profile], here: &[Profile]) -> Option<Vec<usize>> {
    if here.iter().any(|own| own.scattered) {
        return None;
    }
    let ahead = sums(here, before);
    let back = {
        let here: Vec<Profile> = here.iter().rev().copied().collect();
        let before: Vec<Profile> = before.iter().rev().copied().collect();
        sums(&here, &before)
    };
    let through = |own: usize, column: usize| -> Option<usize> {
        let first = ahead.get(own)?.get(column).copied().flatten()?;
        let mirror = back.get(here.len().checked_sub(own + 1)?)?;
        let last = mirror
            .get(before.len().checked_sub(column + 1)?)
            .copied()
            .flatten()?;
        Some((first + last).saturating_sub(before.get(column)?.off(here.get(own)?)))
    };
    let mut chosen = Vec::with_capacity(here.len());
    for own in 0..here.len() {
        let mut ways: Vec<(usize, usize)> = (0..before.len())
            .filter_map(|column| Some((through(own, column)?, column)))
            .collect();
        ways.sort_unstable();
        match ways.as_slice() {
            [(_, column)] => chosen.push(*column),
            [(best, column), (next, _), ..] if *next >= best + MARGIN => chosen.push(*column),
            _ => return None,
        }
    }
    Some(chosen)
}

/// A cell stands where a column stood if it is no farther off its cells.
const STOOD: usize = 2;
/// All other columns are so far off.
const ELSEWHERE: usize = 6;

/// For each row the columns that stood on the page before where its cells stand now. Nothing if many
/// rows have none, or if the first column of amounts has no cell in most: the page may have shifted.
pub(super) fn where_it_stood(
    before: &[Profile],
    rows: &[Vec<Spot>],
) -> Option<Vec<Option<Vec<usize>>>> {
    let column = |spot: &Spot| -> Option<usize> {
        let fits = before
            .iter()
            .enumerate()
            .filter(|(_, own)| own.expects(spot.kind));
        let mut far: Vec<(usize, usize)> = fits
            .filter_map(|(at, own)| Some((own.distance(spot)?, at)))
            .collect();
        far.sort_unstable();
        let (nearest, at) = *far.first()?;
        let alone = far.get(1).is_none_or(|(next, _)| *next >= ELSEWHERE);
        (nearest <= STOOD && alone).then_some(at)
    };
    let place = |row: &Vec<Spot>| -> Option<Vec<usize>> {
        let columns: Vec<usize> = row.iter().map(column).collect::<Option<_>>()?;
        let ascending = columns
            .iter()
            .zip(columns.iter().skip(1))
            .all(|(l, r)| l < r);
        ascending.then_some(columns)
    };
    let places: Vec<_> = rows.iter().map(place).collect();
    let first = before.iter().position(Profile::is_amounts)?;
    let placed = || places.iter().flatten();
    let filled = placed().filter(|columns| columns.contains(&first)).count();
    let enough = 4 * placed().count() >= 3 * rows.len() && 2 * filled > rows.len();
    enough.then_some(places)
}

/// For each column of the page and each of the page before: the least sum of distances up to there
/// if the one is the other.
fn sums(here: &[Profile], before: &[Profile]) -> Vec<Vec<Option<usize>>> {
    let mut sums: Vec<Vec<Option<usize>>> = Vec::new();
    for own in here {
        let mut row = Vec::with_capacity(before.len());
        for (at, column) in before.iter().enumerate() {
            let so_far = match sums.last() {
                None => Some(0),
                Some(last) => last.iter().take(at).flatten().min().copied(),
            };
            let sum = so_far.map(|sum| sum + column.off(own));
            row.push(sum.filter(|_| column.agrees(own)));
        }
        sums.push(row);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(kind: Kind, end: usize) -> Profile {
        let mut profile = Profile::default();
        for _ in 0..4 {
            profile.add(&Spot {
                col: end - 4,
                low: end - 4,
                end,
                kind,
            });
        }
        profile
    }

    use Kind::{Amount, Digits, Text};

    #[test]
    fn a_column_without_cells_is_left_out_by_the_kinds_of_the_others() {
        let group = [(Digits, 6), (Text, 12), (Amount, 24)];
        let before: Vec<Profile> = (0..3)
            .flat_map(|n| group.map(|(kind, end)| column(kind, end + 30 * n)))
            .collect();
        let mut here = before.clone();
        here.remove(5);
        assert_eq!(
            known_again(&before, &here),
            Some(vec![0, 1, 2, 3, 4, 6, 7, 8])
        );
    }

    #[test]
    fn among_columns_of_one_kind_position_decides_or_nothing_does() {
        let before: Vec<Profile> = [10, 20, 30, 40].map(|end| column(Amount, end)).to_vec();
        let here: Vec<Profile> = [12, 31].map(|end| column(Amount, end)).to_vec();
        assert_eq!(known_again(&before, &here), Some(vec![0, 2]));
        let between: Vec<Profile> = [15, 35].map(|end| column(Amount, end)).to_vec();
        assert_eq!(known_again(&before, &between), None);
    }
}
