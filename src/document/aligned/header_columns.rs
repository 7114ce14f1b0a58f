//! Which column each piece of a header stands over.

use super::columns::Edges;
use super::line::{Fragment, Line};

/// The columns of header pieces, by line and index on the line.
#[derive(Debug)]
pub(super) struct Heads {
    columns: Vec<Vec<usize>>,
}

/// A piece under way.
#[derive(Debug, Clone, Copy)]
struct Piece {
    line: usize,
    index: usize,
    fragment: Fragment,
}

impl Heads {
    /// Over every column stands one word that has nothing below it: where there are as many such words
    /// as columns, they are taken in order. Otherwise each piece goes to the column in whose middle it
    /// stands.
    pub(super) fn of(lines: &[Line], edges: &Edges, extents: &[(usize, usize)]) -> Self {
        let pieces = pieces(lines);
        let lowest = lowest(&pieces, extents.len());
        let begins = |(column, piece): (usize, &Piece)| {
            let (low, high) = edges.reach(column);
            let from = if piece.fragment.pushed {
                low
            } else {
                piece.fragment.col
            };
            piece.fragment.col >= low && from < high
        };
        let in_order = lowest.len() == extents.len() && lowest.iter().enumerate().all(begins);
        let mut columns: Vec<Vec<usize>> = lines
            .iter()
            .map(|line| vec![0; line.fragments.len()])
            .collect();
        for piece in &pieces {
            let column = if in_order {
                nearest(&lowest, piece)
            } else {
                column_of(edges, extents, &piece.fragment)
            };
            let slot = columns.get_mut(piece.line);
            if let Some(slot) = slot.and_then(|line| line.get_mut(piece.index)) {
                *slot = column.unwrap_or(usize::MAX);
            }
        }
        Self { columns }
    }

    /// The column of a piece.
    pub(super) fn column(&self, (line, index): (usize, usize)) -> Option<usize> {
        self.columns.get(line)?.get(index).copied()
    }
}

/// The lines of one word begin so near to each other, in columns; words over several columns begin
/// farther off.
const NEAR: usize = 3;

/// The words of a header that have nothing below them, from left to right: each stands over a column
/// of its own. Those of the first of several lines are left out, for they may cover several columns.
pub(super) fn lowest_words(lines: &[Line]) -> Vec<Fragment> {
    let pieces = pieces(lines);
    let lowest = lowest(&pieces, usize::MAX);
    let own = |piece: &&Piece| lines.len() < 2 || piece.line > 0;
    // The upper lines of a word may begin further left.
    let whole = |piece: &Piece| {
        let alone = |above: &&Piece| {
            let over = lowest
                .iter()
                .filter(|own| overlap(&own.fragment, &above.fragment));
            above.line > 0
                && piece.fragment.col.abs_diff(above.fragment.col) <= NEAR
                && overlap(&above.fragment, &piece.fragment)
                && over.count() == 1
        };
        let col = pieces
            .iter()
            .filter(alone)
            .map(|above| above.fragment.col)
            .min();
        Fragment {
            col: col.unwrap_or(piece.fragment.col).min(piece.fragment.col),
            ..piece.fragment
        }
    };
    lowest.iter().filter(own).map(whole).collect()
}

fn pieces(lines: &[Line]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (line, printed) in lines.iter().enumerate() {
        for (index, fragment) in printed.fragments.iter().enumerate() {
            pieces.push(Piece {
                line,
                index,
                fragment: *fragment,
            });
        }
    }
    pieces
}

fn overlap(one: &Fragment, other: &Fragment) -> bool {
    one.col < other.end && other.col < one.end
}

/// Pieces with nothing below them, from left to right; without those of the first line that have
/// nothing above them either, if they are one for each too many: they cover several columns.
fn lowest(pieces: &[Piece], columns: usize) -> Vec<Piece> {
    let free = |piece: &&Piece| {
        !pieces
            .iter()
            .any(|other| other.line > piece.line && overlap(&piece.fragment, &other.fragment))
    };
    let mut lowest: Vec<Piece> = pieces.iter().filter(free).copied().collect();
    lowest.sort_by_key(|piece| (piece.fragment.col, piece.fragment.end));
    let covering = |piece: &Piece| piece.line == 0;
    let count = lowest.iter().filter(|piece| covering(piece)).count();
    if count > 0 && lowest.len() == columns.saturating_add(count) {
        lowest.retain(|piece| !covering(piece));
    }
    lowest
}

fn centre(fragment: &Fragment) -> usize {
    fragment.col + fragment.end
}

/// The column of the lowest piece below a piece, or of the nearest.
fn nearest(lowest: &[Piece], piece: &Piece) -> Option<usize> {
    let off = |(_, other): &(usize, &Piece)| {
        let beside = !overlap(&other.fragment, &piece.fragment);
        let same = other.line == piece.line && other.index == piece.index;
        let far = centre(&other.fragment).abs_diff(centre(&piece.fragment));
        (!same, beside, far)
    };
    let near = lowest.iter().enumerate().min_by_key(off);
    near.map(|(column, _)| column)
}

/// The column over which a header word is centred.
fn column_of(edges: &Edges, extents: &[(usize, usize)], fragment: &Fragment) -> Option<usize> {
    let centre = centre(fragment);
    let off = |column: &usize| {
        let (left, right) = extents.get(*column).copied().unwrap_or_default();
        let beyond = (2 * left).saturating_sub(centre);
        (
            beyond.max(centre.saturating_sub(2 * right)),
            (left + right).abs_diff(centre),
        )
    };
    let begins = |column: &usize| {
        let (low, high) = edges.reach(*column);
        let from = if fragment.pushed { 0 } else { fragment.col };
        fragment.col >= low && from < high
    };
    let own = (0..extents.len()).filter(begins).min_by_key(off);
    own.or_else(|| (0..extents.len()).min_by_key(off))
}
