//! One stretch of a table on one page: its rows, and their columns if these are certain.

use super::bands::{Band, Stack, bands};
use super::grid::{Grid, Known};
use super::header::Cell;
use super::line::{Line, wide};

/// A row as it is handed on.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Its cells: of every column, blank ones too; of a ragged row only the printed ones.
    pub(super) cells: Vec<Cell>,
    /// It is not certain which cell belongs to which column, or which lines to the row.
    pub(super) ragged: bool,
}

/// A stretch of a table.
#[derive(Debug)]
pub(super) struct Stretch {
    /// Its rows.
    pub(super) rows: Vec<Row>,
    /// Lines at its end that turned out not to belong to it.
    pub(super) left_over: usize,
    /// Its columns, if they are certain.
    pub(super) known: Option<Known>,
}

/// The label of a row without figures is no wider, in columns.
const MAX_LABEL: usize = 40;

/// Reads a stretch; `before` holds the columns of the page before if the table may go on.
pub(super) fn stretch(text: &str, lines: &[Line], before: Option<&Known>) -> Stretch {
    let mut bands = bands(text, lines);
    let mut left_over = 0;
    while let Some(band) = bands.last()
        && band.first == band.last
        && bands.len() > 1
        && lines
            .get(band.main)
            .is_some_and(|line| line.fragments.len() < 2 && !line.has_figure())
        && !is_last_row(text, lines, &bands)
    {
        bands.pop();
        left_over += 1;
    }
    let lines = lines.get(..lines.len() - left_over).unwrap_or(lines);
    let grid = Grid::of(text, lines, &bands);
    let (rows, known) = match grid.rows(before) {
        Some((rows, known)) => (rows, Some(known)),
        None => (loose(&grid, &bands), None),
    };
    Stretch {
        rows,
        left_over,
        known,
    }
}

/// Rows with nothing but what is printed; a row that does not begin at the left edge has a blank cell
/// first, for there its label covers several rows.
fn loose(grid: &Grid<'_>, bands: &[Band]) -> Vec<Row> {
    let rows: Vec<Vec<Stack>> = bands.iter().map(|band| grid.cells(band)).collect();
    let begins = |row: &Vec<Stack>| {
        let first = row.first()?.pieces.first()?;
        Some(first.1.col)
    };
    let edge = rows.iter().filter_map(begins).min().unwrap_or(0);
    let row = |row: &Vec<Stack>| {
        let inside = begins(row).is_some_and(|col| col > edge + 1);
        let blank = inside.then(Cell::new);
        Row {
            cells: blank
                .into_iter()
                .chain(row.iter().map(Stack::cell))
                .collect(),
            ragged: true,
        }
    };
    rows.iter().map(row).collect()
}

/// Whether a lone text at the end is a row without figures: a short label where labels begin.
fn is_last_row(text: &str, lines: &[Line], bands: &[Band]) -> bool {
    let Some((last, before)) = bands.split_last() else {
        return false;
    };
    let Some(line) = lines.get(last.main) else {
        return false;
    };
    let printed = text.get(line.place.start as usize..line.place.end as usize);
    let short = printed.is_some_and(|label| wide(label) <= MAX_LABEL && !label.ends_with('。'));
    let begins = |band: &Band| {
        lines
            .get(band.main)
            .is_some_and(|own| own.col() == line.col())
    };
    short && before.iter().any(begins)
}
