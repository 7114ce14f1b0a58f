//! A stretch of a table whose rows all have the same columns.

use super::bands::{Band, Stack, stacks};
use super::columns::{Edges, Spot};
use super::header::{Cell, Spread, header};
use super::header_columns::{Heads, lowest_words};
use super::line::{Fragment, Kind, Line, is_total, wide};
use super::profile::{Profile, known_again, where_it_stood};
use super::segments::begins_heading;
use super::table::Row;

/// What is known of a table's columns when its next page is read.
#[derive(Debug, Clone)]
pub(super) struct Known {
    profiles: Vec<Profile>,
    header: String,
}

/// Rows with so many cells of text below the first figures are another header: there is no one grid.
const INNER_HEADER: usize = 3;

/// A stretch, its rows not yet given to columns.
#[derive(Debug)]
pub(super) struct Grid<'t> {
    text: &'t str,
    lines: &'t [Line],
    /// Rows from the first with figures on.
    body: &'t [Band],
    /// Lines above them.
    head: &'t [Line],
}

/// The rows of the body.
struct Body {
    cells: Vec<Vec<Stack>>,
    spots: Vec<Vec<Spot>>,
    edges: Edges,
}

/// For each row the columns of its cells, if they are certain.
type Places = Vec<Option<Vec<usize>>>;

impl<'t> Grid<'t> {
    /// The rows of some lines.
    pub(super) fn of(text: &'t str, lines: &'t [Line], bands: &'t [Band]) -> Self {
        let figures = |band: &Band| lines.get(band.main).is_some_and(Line::has_figure);
        let first = bands.iter().position(figures).unwrap_or(bands.len());
        let body = bands.get(first..).unwrap_or(&[]);
        let above = body.first().map_or(0, |band| band.first);
        Self {
            text,
            lines,
            body,
            head: lines.get(..above).unwrap_or(&[]),
        }
    }

    /// Cells of a row in the order of their columns.
    pub(super) fn cells(&self, band: &Band) -> Vec<Stack> {
        let (mut stacks, _) = stacks(self.lines, *band);
        stacks.sort_by_key(|stack| self.spot_of(stack, band.main).low);
        stacks
    }

    fn has_figure(&self, band: &Band) -> bool {
        self.lines.get(band.main).is_some_and(Line::has_figure)
    }

    /// Rows with a cell for every column, header first, if the stretch is one grid. A header that the
    /// page before has too is left out.
    pub(super) fn rows(&self, before: Option<&Known>) -> Option<(Vec<Row>, Known)> {
        let body = self.body()?;
        let key = self.key();
        let goes_on = before.filter(|before| key.is_empty() || key == before.header);
        let (mut rows, places, known) = match goes_on {
            Some(before) => (
                Vec::new(),
                self.places_again(&body, before)?,
                before.clone(),
            ),
            None => {
                self.are_distinct(&body).then_some(())?;
                let rows = self.header_rows(&body)?;
                let places = body.spots.iter().map(|row| body.edges.place(row));
                let profiles = body.edges.profiles().to_vec();
                (
                    rows,
                    places.collect(),
                    Known {
                        profiles,
                        header: key,
                    },
                )
            }
        };
        let width = known.profiles.len();
        if width < 2 {
            return None;
        }
        let suspect = self.suspects(&body);
        for (at, (band, (cells, place))) in self
            .body
            .iter()
            .zip(body.cells.iter().zip(places))
            .enumerate()
        {
            let mut row = placed(width, cells, place, band.sure);
            let mut near = at.saturating_sub(1)..=at + 1;
            row.ragged |= near.any(|at| suspect.get(at) == Some(&true));
            rows.push(row);
        }
        Some((rows, known))
    }

    fn body(&self) -> Option<Body> {
        let cells: Vec<Vec<Stack>> = self.body.iter().map(|band| self.cells(band)).collect();
        let mut rows = self.body.iter().zip(&cells);
        let inner = rows.any(|(band, cells)| !self.has_figure(band) && cells.len() >= INNER_HEADER);
        if self.body.is_empty() || inner {
            return None;
        }
        let spots = |(band, cells): (&Band, &Vec<Stack>)| -> Vec<Spot> {
            let spot = |stack| self.spot_of(stack, band.main);
            cells.iter().map(spot).collect()
        };
        let spots: Vec<Vec<Spot>> = self.body.iter().zip(&cells).map(spots).collect();
        let mut lines: Vec<Vec<Spot>> = self.lines.iter().map(spots_of).collect();
        lines.extend(spots.iter().cloned());
        lines.push(self.words());
        let mut edges = Edges::of(&lines);
        edges.learn(&spots);
        Some(Body {
            cells,
            spots,
            edges,
        })
    }

    /// The columns of rows of a table that goes on: as many as before; or some without cells here; or
    /// those that stand where they stood.
    fn places_again(&self, body: &Body, before: &Known) -> Option<Places> {
        let parted = body.edges.parted(&body.spots);
        let edges = match &parted {
            Some(parted) if parted.columns() == before.profiles.len() => parted,
            _ => &body.edges,
        };
        let own = edges.profiles();
        let columns = if parted.is_none() && !self.are_distinct(body) {
            None
        } else if own.len() == before.profiles.len() {
            let agree = |(own, known): (&Profile, &Profile)| known.agrees(own);
            let all = own.iter().zip(&before.profiles).all(agree);
            all.then(|| (0..own.len()).collect())
        } else {
            known_again(&before.profiles, own)
        };
        let Some(columns) = columns else {
            return where_it_stood(&before.profiles, &body.spots);
        };
        let place = |row: &Vec<Spot>| -> Option<Vec<usize>> {
            let own = edges.place(row)?;
            own.iter().map(|at| columns.get(*at).copied()).collect()
        };
        Some(body.spots.iter().map(place).collect())
    }

    /// All words of the header, for knowing it again.
    fn key(&self) -> String {
        let words = self.head.iter().flat_map(|line| &line.fragments);
        let mut words: Vec<&str> = words.map(|word| self.printed(word)).collect();
        words.sort_unstable();
        words.concat()
    }

    /// Which rows may be pieces of the rows beside them.
    fn suspects(&self, body: &Body) -> Vec<bool> {
        let rows = self.body.iter().zip(&body.spots);
        rows.map(|(band, spots)| self.is_suspect(band, spots, body.edges.profiles()))
            .collect()
    }

    /// The header's words over single columns.
    fn words(&self) -> Vec<Spot> {
        let words = lowest_words(self.head);
        let spot = |word: &Fragment| Spot {
            col: word.col,
            low: word.col,
            end: word.end,
            kind: Kind::Text,
        };
        words.iter().map(spot).collect()
    }

    fn printed(&self, fragment: &Fragment) -> &str {
        let place = fragment.place.start as usize..fragment.place.end as usize;
        self.text.get(place).unwrap_or("")
    }

    /// Whether a line of words has one of the header's.
    fn repeats_header(&self, line: &Line) -> bool {
        let head = || self.head.iter().flat_map(|line| &line.fragments);
        let known = |word: &Fragment| head().any(|one| self.printed(one) == self.printed(word));
        line.fragments.iter().any(known)
    }

    /// Whether a line may be a piece of a row beside it: text that fills its cell and has no figure, or
    /// amounts without a name in a table whose rows have names.
    fn is_suspect(&self, band: &Band, spots: &[Spot], profiles: &[Profile]) -> bool {
        if !self.has_figure(band) {
            let room = spots.first().map_or(0, |spot| {
                let beside = self.lines.iter().flat_map(|line| &line.fragments);
                let widths = beside.filter(|f| f.col == spot.col).map(|f| f.end - f.col);
                widths.max().unwrap_or(0)
            });
            let fills = spots
                .first()
                .is_some_and(|spot| spot.end - spot.col + 2 >= room);
            let Some(line) = self.lines.get(band.main) else {
                return true;
            };
            let text = line.fragments.first().map_or("", |word| self.printed(word));
            let apart = is_total(text) || self.repeats_header(line);
            return !apart && (fills || !begins_heading(text));
        }
        let named = profiles.iter().any(Profile::is_words);
        named && spots.iter().all(|spot| spot.kind == Kind::Amount)
    }

    /// Whether all neighbouring columns are two and not one that was read as two: cells stand in both
    /// on some line, or one holds words and the other figures.
    fn are_distinct(&self, body: &Body) -> bool {
        let edges = &body.edges;
        let mut together = vec![false; edges.columns()];
        let head = self.head.iter().map(spots_of).chain([self.words()]);
        let head = head.map(|line| edges.place_words(&line));
        let rows = body.spots.iter().map(|row| edges.place(row)).chain(head);
        for row in rows.flatten() {
            for (left, right) in row.iter().zip(row.iter().skip(1)) {
                if let Some(pair) = together.get_mut(*left).filter(|_| left + 1 == *right) {
                    *pair = true;
                }
            }
        }
        let pairs = edges.profiles().iter().zip(edges.profiles().iter().skip(1));
        let mut pairs = pairs.zip(&together);
        pairs.all(|((left, right), together)| {
            *together || (left.is_words() != right.is_words() && left.any() && right.any())
        })
    }

    /// The header's rows. Without a header, or with one that is not understood, there is no grid: what
    /// its columns are could only be guessed.
    fn header_rows(&self, body: &Body) -> Option<Vec<Row>> {
        if self.head.iter().all(|line| line.fragments.len() < 2) {
            return None;
        }
        let spread = self.spread(body);
        let heads = Heads::of(self.head, &body.edges, &spread.extents);
        let cells = header(self.text, self.head, &spread, |at| heads.column(at))?;
        let row = |cells| Row {
            cells,
            ragged: false,
        };
        Some(cells.into_iter().map(row).collect())
    }

    /// How far what is printed in each column spreads; where nothing is, its reach.
    fn spread(&self, body: &Body) -> Spread {
        let edges = &body.edges;
        let mut extents: Vec<Option<(usize, usize)>> = vec![None; edges.columns()];
        let mut room = vec![0_usize; edges.columns()];
        for (row, spots) in body.cells.iter().zip(&body.spots) {
            let columns = edges.place(spots).unwrap_or_default();
            for (stack, column) in row.iter().zip(columns) {
                let (Some(slot), Some(room)) = (extents.get_mut(column), room.get_mut(column))
                else {
                    continue;
                };
                for (_, piece) in &stack.pieces {
                    let (left, right) = slot.unwrap_or((piece.col, piece.end));
                    *slot = Some((left.min(piece.col), right.max(piece.end)));
                    *room = (*room).max(wide(self.printed(piece)));
                }
            }
        }
        let widest = self.head.iter().map(Line::end).max().unwrap_or(0);
        let of = |(column, extent): (usize, Option<(usize, usize)>)| {
            extent.unwrap_or_else(|| {
                let (low, high) = edges.reach(column);
                (low, high.min(widest.max(low + 1)))
            })
        };
        Spread {
            extents: extents.into_iter().enumerate().map(of).collect(),
            room,
        }
    }

    /// Where a cell begins: its piece farthest to the left that nothing pushed, or the one on the main
    /// line.
    fn spot_of(&self, stack: &Stack, main: usize) -> Spot {
        let spots = stack.pieces.iter().filter_map(|(on, piece)| {
            let line = self.lines.get(*on)?;
            let at = line.fragments.iter().position(|one| one == piece)?;
            Some((*on, spots_of(line).get(at).copied()?))
        });
        let found: Vec<(usize, Spot)> = spots.collect();
        let kind = match stack.pieces.as_slice() {
            [(_, only)] => only.kind,
            pieces => {
                let whole: String = pieces
                    .iter()
                    .map(|(_, piece)| self.printed(piece))
                    .collect();
                if is_total(&whole) {
                    Kind::Total
                } else {
                    Kind::Text
                }
            }
        };
        let fixed = found.iter().filter(|(_, spot)| spot.low == spot.col);
        let best = fixed.min_by_key(|(_, spot)| spot.col);
        let own = found.iter().find(|(on, _)| *on == main);
        let chosen = best.or(own).or(found.first()).map(|(_, spot)| *spot);
        let spot = chosen.unwrap_or(Spot {
            col: 0,
            low: 0,
            end: 0,
            kind,
        });
        Spot { kind, ..spot }
    }
}

/// A row of the grid; a ragged one if its cells fit several columns.
fn placed(width: usize, cells: &[Stack], columns: Option<Vec<usize>>, sure: bool) -> Row {
    let Some(columns) = columns else {
        return Row {
            cells: cells.iter().map(Stack::cell).collect(),
            ragged: true,
        };
    };
    let mut row = vec![Cell::new(); width];
    for (stack, column) in cells.iter().zip(columns) {
        if let Some(cell) = row.get_mut(column) {
            *cell = stack.cell();
        }
    }
    Row {
        cells: row,
        ragged: !sure,
    }
}

/// The fragments of a line as spots.
fn spots_of(line: &Line) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::with_capacity(line.fragments.len());
    for fragment in &line.fragments {
        let low = match spots.last() {
            Some(left) if fragment.pushed => left.low + 1,
            _ => fragment.col,
        };
        spots.push(Spot {
            col: fragment.col,
            low,
            end: fragment.end,
            kind: fragment.kind,
        });
    }
    spots
}
