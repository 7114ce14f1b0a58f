//! The numbers that a report prints, each once, with the cells that read it.
//!
//! A number of a sentence may be read by several patterns; changing or counting it is one thing.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::Place;
use crate::figure::{Figure, read_number};
use crate::report::{CellRef, Content, Report, RowId};
use crate::template::{ColumnId, ColumnKind, TableId, TableKind};

/// Where in a report a number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// In a statutory table.
    Statement,
    /// In a form: a field, an inner table, a total.
    Form,
    /// In a sentence that a claim reads.
    Prose,
}

impl Area {
    /// In the order in which areas are shown.
    pub const ALL: [Self; 3] = [Self::Statement, Self::Form, Self::Prose];

    /// The stable name in JSON.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Form => "form",
            Self::Prose => "prose",
        }
    }
}

/// A printed number that was read as a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedFigure {
    /// Its digits, with sign and separators.
    pub place: Place,
    /// Where.
    pub area: Area,
    /// The cells that read it, in the order of the tables.
    pub cells: Vec<CellRef>,
}

impl PrintedFigure {
    /// The cell by which it is named: the first that reads it.
    #[must_use]
    pub fn cell(&self) -> Option<CellRef> {
        self.cells.first().copied()
    }
}

/// The area of a logical table; `None` for the tables that every template has (`报告`, `报表`).
#[must_use]
pub fn area_of(kind: TableKind) -> Option<Area> {
    match kind {
        TableKind::Report | TableKind::Statements => None,
        TableKind::Panel { .. } => Some(Area::Statement),
        TableKind::Form { .. } | TableKind::FormTable { .. } => Some(Area::Form),
        TableKind::Claim { .. } => Some(Area::Prose),
    }
}

/// Every printed number that was read as a figure, in the order of the text. Figures that no digits
/// stand for (`持平`, the place in a list) and years are left out: they are words, not measurements.
#[must_use]
pub fn printed_figures(report: &Report) -> Vec<PrintedFigure> {
    let mut found: BTreeMap<Place, PrintedFigure> = BTreeMap::new();
    for (cell, area, figure) in figures(report) {
        let Some(place) = report
            .cell(cell)
            .and_then(|one| digits(report, one.place, &figure))
        else {
            continue;
        };
        let entry = found.entry(place).or_insert_with(|| PrintedFigure {
            place,
            area,
            cells: Vec::new(),
        });
        entry.cells.push(cell);
    }
    found.into_values().collect()
}

/// Every cell with a figure, table by table.
fn figures(report: &Report) -> impl Iterator<Item = (CellRef, Area, Figure)> {
    let schemas = report.template.schema.tables.iter();
    let tables = report.tables.iter().zip(schemas).enumerate();
    tables
        .filter_map(|(index, (table, schema))| {
            let id = TableId(u16::try_from(index).ok()?);
            Some((id, table, schema, area_of(schema.kind)?))
        })
        .flat_map(|(id, table, schema, area)| {
            let width = schema.columns.len().max(1);
            table
                .cells
                .iter()
                .enumerate()
                .filter_map(move |(at, cell)| {
                    let column = at.checked_rem(width)?;
                    let row = at.checked_div(width)?;
                    let Content::Figure(figure) = cell.content else {
                        return None;
                    };
                    if schema.columns.get(column)?.kind == ColumnKind::Year {
                        return None;
                    }
                    let cell = CellRef {
                        table: id,
                        row: RowId(u32::try_from(row).ok()?),
                        column: ColumnId(u16::try_from(column).ok()?),
                    };
                    Some((cell, area, figure))
                })
        })
}

/// The digits of a figure within its cell's text; `None` if they are not there.
pub(super) fn digits(report: &Report, place: Place, figure: &Figure) -> Option<Place> {
    let text = report.document.text_at(place);
    let range = number_in(text, figure)?;
    let offset = |at: usize| place.start.checked_add(u32::try_from(at).ok()?);
    Some(Place {
        start: offset(range.start)?,
        end: offset(range.end)?,
    })
}

/// The first number in a text that has a figure's magnitude. A minus before it belongs to it when the
/// figure is negative and no word (减少) says so instead.
fn number_in(text: &str, figure: &Figure) -> Option<Range<usize>> {
    if read_number(text).is_some_and(|number| number.value == figure.printed) {
        return Some(0..text.len());
    }
    let belongs =
        |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || ".．,，".contains(c);
    let mut start = None;
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().chain([(text.len(), '。')]) {
        match (belongs(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                runs.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    let wanted = figure.printed.abs();
    runs.into_iter().find_map(|run| {
        let shown = text.get(run.clone())?;
        let bare = shown.trim_matches(['.', '．', ',', '，']);
        let from = run.start.checked_add(shown.find(bare)?)?;
        let own = from..from.checked_add(bare.len())?;
        (read_number(bare)?.value == wanted).then_some(own)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Unit;
    use rust_decimal::Decimal;

    #[track_caller]
    fn case(text: &str, value: i64, scale: u32, expected: Option<&str>) {
        let figure = Figure::exact(Decimal::new(value, scale), Unit::WanYuan).unwrap();
        let found = number_in(text, &figure).map(|range| &text[range]);
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_digits_of_a_figure_are_found_within_the_words_around_it() {
        case("403.05", 40305, 2, Some("403.05"));
        case("-403.05", -40305, 2, Some("-403.05"));
        case("减少12.30万元", -1230, 2, Some("12.30"));
        case("比2021年增加1,200.5万元，", 120050, 2, Some("1,200.5"));
        case("持平", 0, 0, None);
    }
}
