//! The header of a table: words over one column and words over several.
//!
//! A word is centred in its cell, so its column alone does not say how far it reaches. A column whose
//! own word stands low needs a word above that covers it; that makes cells of the pieces.

use super::bands::unbroken;
use super::line::{Fragment, Line, wide};

/// A header cell: its pieces from top to bottom.
pub(super) type Cell = Vec<Fragment>;

/// Two pieces of one word are not set evenly, or the upper one was not full.
const UNEVEN: u32 = 12;
/// A word of its own over all levels that does not stand in the middle of them.
const OFF_CENTRE: u32 = 15;
/// Columns whose words stand low without a word that covers them.
const UNCOVERED: u32 = 40;
/// A column without any word.
const NAMELESS: u32 = 8;
/// A word that covers several columns.
const COVERING: u32 = 1;
/// A header that costs more is not understood.
const LIMIT: u32 = 36;

/// Words over a column as one choice takes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Choice {
    /// Pieces from the top that cover other columns too.
    covering: usize,
    /// Stands below a covering word.
    low: bool,
    cost: u32,
}

/// The pieces over one column with their lines.
type Column = Vec<(usize, Fragment)>;

/// How far the cells of each column spread.
#[derive(Debug, Default)]
pub(super) struct Spread {
    /// First and last column of what is printed.
    pub(super) extents: Vec<(usize, usize)>,
    /// The widest text on one line, wide characters counted twice.
    pub(super) room: Vec<usize>,
}

/// Rows of header cells as text with tabs has them: a word over several columns stands over the
/// first. `place` gives the column of a piece by its line and index; `spread` where the cells of each column stand.
/// Nothing if the header is not understood.
pub(super) fn header(
    text: &str,
    lines: &[Line],
    spread: &Spread,
    place: impl Fn((usize, usize)) -> Option<usize>,
) -> Option<Vec<Vec<Cell>>> {
    let mut columns: Vec<Column> = vec![Vec::new(); spread.extents.len()];
    for (at, line) in lines.iter().enumerate() {
        for (index, fragment) in line.fragments.iter().enumerate() {
            let column = columns.get_mut(place((at, index))?)?;
            if column.last().is_some_and(|(on, _)| *on == at) {
                return None;
            }
            column.push((at, *fragment));
        }
    }
    let choices = choose(text, &columns, spread, lines.len())?;
    let reader = Reader {
        text,
        columns: &columns,
        choices: &choices,
        extents: &spread.extents,
    };
    Some(reader.rows())
}

fn printed<'t>(text: &'t str, fragment: &Fragment) -> &'t str {
    text.get(fragment.place.start as usize..fragment.place.end as usize)
        .unwrap_or("")
}

/// The cheapest choice for every column.
fn choose(text: &str, columns: &[Column], spread: &Spread, lines: usize) -> Option<Vec<Choice>> {
    // State: outside low columns; inside, not yet covered; inside and covered.
    let mut states: [Option<(u32, Vec<Choice>)>; 3] = [Some((0, Vec::new())), None, None];
    for (at, column) in columns.iter().enumerate() {
        let room = spread.room.get(at).copied().unwrap_or(0);
        let mut next: [Option<(u32, Vec<Choice>)>; 3] = [None, None, None];
        for choice in choices(text, column, lines, room) {
            for (state, path) in states.iter().enumerate() {
                let Some((cost, path)) = path else { continue };
                let uncovered = state == 1 && !choice.low;
                let to = match (choice.low, choice.covering > 0, state) {
                    (false, _, _) => 0,
                    (true, false, 0 | 1) => 1,
                    _ => 2,
                };
                let cost = cost + choice.cost + if uncovered { UNCOVERED } else { 0 };
                let Some(slot) = next.get_mut(to) else {
                    continue;
                };
                if slot.as_ref().is_none_or(|(best, _)| cost < *best) {
                    let mut path = path.clone();
                    path.push(choice);
                    *slot = Some((cost, path));
                }
            }
        }
        states = next;
    }
    let [outside, open, covered] = states;
    let open = open.map(|(cost, path)| (cost + UNCOVERED, path));
    let best = [outside, open, covered].into_iter().flatten();
    let (cost, path) = best.min_by_key(|(cost, _)| *cost)?;
    (cost <= LIMIT).then_some(path)
}

fn choices(text: &str, column: &Column, lines: usize, room: usize) -> Vec<Choice> {
    if column.is_empty() {
        let bare = |low| Choice {
            covering: 0,
            low,
            cost: NAMELESS,
        };
        return vec![bare(false), bare(true)];
    }
    let mut choices = Vec::new();
    for covering in 0..column.len().min(4) {
        let own = column.get(covering..).unwrap_or(&[]);
        let mut cost = uneven(text, own, room) + if covering > 0 { COVERING } else { 0 };
        // What covers it stands on the first line.
        let beneath = own.first().is_some_and(|(line, _)| *line > 0);
        choices.extend(beneath.then_some(Choice {
            covering,
            low: true,
            cost,
        }));
        if covering == 0 {
            let ends = own.first().zip(own.last());
            let centred = ends.is_some_and(|((top, _), (end, _))| top + end + 1 == lines);
            cost += if centred { 0 } else { OFF_CENTRE };
            choices.push(Choice {
                covering,
                low: false,
                cost,
            });
        }
    }
    choices
}

/// What speaks against pieces being one word; `room` is what the column's cells take without a break.
fn uneven(text: &str, pieces: &[(usize, Fragment)], room: usize) -> u32 {
    let mut cost = 0;
    let widths = pieces.iter().map(|(_, piece)| wide(printed(text, piece)));
    let widest = widths.max().unwrap_or(0);
    let pairs = || pieces.iter().zip(pieces.iter().skip(1));
    for ((_, upper), (_, lower)) in pairs() {
        if wide(printed(text, upper)) + wide(unbroken(printed(text, lower))) < widest {
            cost += UNEVEN;
        }
    }
    let steps: Vec<usize> = pairs()
        .map(|((above, _), (below, _))| below - above)
        .collect();
    if steps.iter().ne(steps.iter().rev()) {
        cost += UNEVEN;
    }
    let whole: usize = pieces
        .iter()
        .map(|(_, piece)| wide(printed(text, piece)))
        .sum();
    if pieces.len() > 1 && whole <= room {
        cost += UNEVEN;
    }
    cost
}

/// A word that covers several columns.
struct Covering {
    line: usize,
    column: usize,
    centre: usize,
    cell: Cell,
    /// First and last column that it covers.
    covers: (usize, usize),
}

struct Reader<'a> {
    text: &'a str,
    columns: &'a [Column],
    choices: &'a [Choice],
    extents: &'a [(usize, usize)],
}

impl Reader<'_> {
    fn rows(&self) -> Vec<Vec<Cell>> {
        let mut words = self.covering();
        self.spread(&mut words);
        let depth = |column: usize, line: usize| {
            let over = words.iter().filter(|word| {
                word.line < line && (word.covers.0..=word.covers.1).contains(&column)
            });
            over.count()
        };
        let width = self.columns.len();
        let deepest = (0..width).map(|column| depth(column, usize::MAX)).max();
        let mut rows = vec![vec![Cell::new(); width]; deepest.unwrap_or(0) + 1];
        let mut put = |row: usize, column: usize, cell: Cell| {
            if let Some(slot) = rows.get_mut(row).and_then(|row| row.get_mut(column)) {
                slot.extend(cell);
            }
        };
        for (column, own) in self.columns.iter().enumerate() {
            let pieces = own.iter().skip(self.own_from(column));
            let cell: Cell = pieces.map(|(_, fragment)| *fragment).collect();
            if !cell.is_empty() {
                put(depth(column, usize::MAX), column, cell);
            }
        }
        for word in &words {
            put(
                depth(word.column, word.line),
                word.covers.0,
                word.cell.clone(),
            );
        }
        rows
    }

    fn own_from(&self, column: usize) -> usize {
        self.choices.get(column).map_or(0, |choice| choice.covering)
    }

    fn is_low(&self, column: usize) -> bool {
        self.choices.get(column).is_some_and(|choice| choice.low)
    }

    /// First and last line of a column's own word.
    fn own_lines(&self, column: usize) -> Option<(usize, usize)> {
        let own = self.columns.get(column)?.get(self.own_from(column)..)?;
        Some((own.first()?.0, own.last()?.0))
    }

    fn own_text(&self, column: usize) -> String {
        let pieces = self.columns.get(column).into_iter().flatten();
        let own = pieces.skip(self.own_from(column));
        own.map(|(_, piece)| printed(self.text, piece)).collect()
    }

    /// The covering words; pieces on neighbouring lines of which the upper is full are one.
    fn covering(&self) -> Vec<Covering> {
        let mut words: Vec<Covering> = Vec::new();
        for (column, pieces) in self.columns.iter().enumerate() {
            let mut last: Option<(usize, Fragment)> = None;
            for (line, piece) in pieces.iter().take(self.own_from(column)) {
                let joins = last.is_some_and(|above| {
                    above.0 + 1 == *line && uneven(self.text, &[above, (*line, *piece)], 0) == 0
                });
                last = Some((*line, *piece));
                match words.last_mut().filter(|_| joins) {
                    Some(word) => word.cell.push(*piece),
                    None => words.push(Covering {
                        line: *line,
                        column,
                        centre: usize::midpoint(piece.col, piece.end),
                        cell: vec![*piece],
                        covers: (column, column),
                    }),
                }
            }
        }
        words
    }

    /// Finds how far every covering word reaches.
    fn spread(&self, words: &mut [Covering]) {
        words.sort_by_key(|word| (word.line, word.column));
        let mut reaches: Vec<(usize, usize)> = Vec::new();
        for word in words.iter() {
            let run = self.run(word.column, |column| self.is_low(column));
            let highest = words
                .iter()
                .filter(|other| (run.0..=run.1).contains(&other.column))
                .map(|other| other.line)
                .min();
            let lines = self.own_lines(word.column);
            reaches.push(if highest == Some(word.line) {
                run
            } else {
                self.run(word.column, |column| {
                    self.is_low(column) && self.own_lines(column).map(middle) == lines.map(middle)
                })
            });
        }
        let mut at = 0;
        while let (Some(word), Some(reach)) = (words.get(at), reaches.get(at).copied()) {
            let line = word.line;
            let together = words
                .iter()
                .zip(&reaches)
                .skip(at)
                .take_while(|(other, r)| other.line == line && **r == reach)
                .count();
            if let Some(group) = words.get_mut(at..at + together) {
                self.share(group, reach);
            }
            at += together.max(1);
        }
    }

    /// The columns around one that fit.
    fn run(&self, column: usize, fits: impl Fn(usize) -> bool) -> (usize, usize) {
        let before = (0..column).rev().take_while(|c| fits(*c)).count();
        let after = (column + 1..self.columns.len())
            .take_while(|c| fits(*c))
            .count();
        (column - before, column + after)
    }

    /// Shares columns among the words over them: each begins where the first column's word comes
    /// again, if it does, so that all stand in the middle of theirs.
    fn share(&self, words: &mut [Covering], (from, to): (usize, usize)) {
        let opening = self.own_text(from);
        let mut start = from;
        let mut left = words.iter_mut().peekable();
        while let Some(word) = left.next() {
            let Some(next) = left.peek() else {
                word.covers = (start, to);
                break;
            };
            let between: Vec<usize> = (word.column.max(start) + 1..=next.column).collect();
            let again: Vec<usize> = between
                .iter()
                .copied()
                .filter(|column| self.own_text(*column) == opening)
                .collect();
            let candidates = if again.is_empty() { between } else { again };
            let off = |column: &usize| {
                let mine = self.middle_of(start, *column - 1).abs_diff(word.centre);
                let its = self.middle_of(*column, to).abs_diff(next.centre);
                mine + if next.column == to { 0 } else { its }
            };
            let begins = candidates
                .into_iter()
                .min_by_key(off)
                .unwrap_or(next.column);
            word.covers = (start, begins - 1);
            start = begins;
        }
    }

    fn middle_of(&self, from: usize, to: usize) -> usize {
        let left = self.extents.get(from).map_or(0, |(left, _)| *left);
        let right = self.extents.get(to).map_or(left, |(_, right)| *right);
        usize::midpoint(left, right)
    }
}

fn middle((first, last): (usize, usize)) -> usize {
    first + last
}
