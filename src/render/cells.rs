//! Where the cells of an excerpt's rows stand: aligned, and without those that do not fit.

use unicode_width::UnicodeWidthStr;

/// Widest cell that the cells of other lines are aligned to.
const MAX_ALIGNED: usize = 36;
/// Columns between two cells.
const GAP: usize = 2;
/// Columns of the sign that stands for hidden cells.
const HIDDEN: usize = 1;
/// Cells at the beginning of a row that are always shown: its code and name.
const HEAD: usize = 2;

/// Where each cell of the rows begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cells {
    starts: Vec<Start>,
}

/// What becomes of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// It is shown from this column on.
    Shown(usize),
    /// The first of some hidden cells; their sign stands at this column.
    Cut(usize),
    /// Hidden.
    Hidden,
}

impl Cells {
    /// Places the cells of some lines; lines without tab are no rows. Cells that hold marks are shown,
    /// then their neighbours as far as they fit.
    pub(super) fn of<'t>(
        lines: impl Iterator<Item = &'t str>,
        marked: &[usize],
        width: usize,
    ) -> Self {
        let widths = widths(lines);
        let mut shown = vec![true; widths.len()];
        if total(&widths, &shown) > width {
            for (index, shows) in shown.iter_mut().enumerate() {
                *shows = index < HEAD || marked.contains(&index);
            }
            add_neighbours(&widths, &mut shown, marked, width);
        }
        Self {
            starts: starts(&widths, &shown),
        }
    }

    /// What becomes of a cell; cells beyond the longest row begin nowhere.
    pub(super) fn start(&self, cell: usize) -> Start {
        self.starts.get(cell).copied().unwrap_or(Start::Hidden)
    }
}

fn widths<'t>(lines: impl Iterator<Item = &'t str>) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    for line in lines.filter(|line| line.contains('\t')) {
        for (index, cell) in line.split('\t').enumerate() {
            let wide = cell.width().min(MAX_ALIGNED);
            match widths.get_mut(index) {
                Some(width) => *width = wide.max(*width),
                None => widths.push(wide),
            }
        }
    }
    widths
}

/// Shows cells beside the marked ones, the nearest first, as long as everything fits.
fn add_neighbours(widths: &[usize], shown: &mut [bool], marked: &[usize], width: usize) {
    for distance in 1..widths.len() {
        for cell in marked {
            let sides = [cell.checked_sub(distance), cell.checked_add(distance)];
            for index in sides.into_iter().flatten() {
                let mut wider = shown.to_vec();
                let Some(shows) = wider.get_mut(index) else {
                    continue;
                };
                *shows = true;
                if total(widths, &wider) <= width
                    && let Some(shows) = shown.get_mut(index)
                {
                    *shows = true;
                }
            }
        }
    }
}

fn total(widths: &[usize], shown: &[bool]) -> usize {
    let last = starts(widths, shown);
    last.iter()
        .zip(widths)
        .map(|(start, width)| match start {
            Start::Shown(at) => at.saturating_add(*width),
            Start::Cut(at) => at.saturating_add(HIDDEN),
            Start::Hidden => 0,
        })
        .max()
        .unwrap_or(0)
}

fn starts(widths: &[usize], shown: &[bool]) -> Vec<Start> {
    let (mut column, mut hiding) = (0_usize, false);
    widths
        .iter()
        .zip(shown)
        .map(|(width, shows)| {
            let at = column;
            match (*shows, hiding) {
                (true, _) => {
                    hiding = false;
                    column = column.saturating_add(*width).saturating_add(GAP);
                    Start::Shown(at)
                }
                (false, false) => {
                    hiding = true;
                    column = column.saturating_add(HIDDEN).saturating_add(GAP);
                    Start::Cut(at)
                }
                (false, true) => Start::Hidden,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(cells: &Cells) -> Vec<usize> {
        let starts = cells.starts.iter().enumerate();
        starts
            .filter(|(_, s)| matches!(s, Start::Shown(_)))
            .map(|(index, _)| index)
            .collect()
    }

    #[test]
    fn all_cells_are_shown_where_they_fit() {
        let cells = Cells::of(["甲\t1\t2", "甲乙\t10\t2"].into_iter(), &[2], 80);
        assert_eq!(
            cells.starts,
            [Start::Shown(0), Start::Shown(6), Start::Shown(10)]
        );
    }

    #[test]
    fn marked_cells_and_the_rows_name_stay() {
        let row = "301\t工资福利支出\t1.00\t1.00\t302\t商品和服务支出\t2.00\t2.00\t309\t资本性支出\t3.00\t3.00";
        let cells = Cells::of([row].into_iter(), &[6], 55);
        assert_eq!(shown(&cells), [0, 1, 5, 6, 7]);
        assert_eq!(cells.start(2), Start::Cut(19));
        assert_eq!(cells.start(3), Start::Hidden);
    }
}
