//! One bound table, aligned by display width: what `inspect --table` shows.

use super::look::{Ink, Look, columns, padded};
use super::messages::{Words, doubt};
use super::reading::{holds_figures, one_line};
use crate::figure::grouped;
use crate::report::{Cell, Content, Presence, Report, Row, Table};
use crate::template::{ColumnId, TableId};

/// Columns of text that a cell may take; longer text is cut.
const MAX_CELL: usize = 36;

/// A table of a bound report as aligned text; `None` for an id of another template.
#[must_use]
pub fn table(report: &Report, id: TableId, look: &Look) -> Option<String> {
    let schema = report.template.schema.get(id)?;
    let table = report.table(id)?;
    let words = Words::of(look.lang);
    let title = look.paint(Ink::Strong, &schema.path);
    if table.presence != Presence::Found {
        return Some(format!("{title}  {}\n", words.missing));
    }
    let shown: Vec<ColumnId> = (0..schema.columns.len())
        .filter_map(|index| u16::try_from(index).ok().map(ColumnId))
        .filter(|column| {
            table
                .has_column
                .get(column.0 as usize)
                .copied()
                .unwrap_or(false)
        })
        .collect();
    let mut grid = vec![head(report, id, &shown)];
    grid.extend(
        table
            .rows
            .iter()
            .enumerate()
            .map(|(index, row)| line(report, table, (index, row), &shown, look)),
    );
    let figures: Vec<bool> = [false, false]
        .into_iter()
        .chain(
            shown
                .iter()
                .map(|column| holds_figures(report, id, *column)),
        )
        .chain([false])
        .collect();
    Some(format!("{title}\n{}", aligned(&grid, &figures, look)))
}

fn head(report: &Report, id: TableId, shown: &[ColumnId]) -> Vec<String> {
    let schema = report.template.schema.get(id);
    let name = |column: &ColumnId| {
        let column = schema.and_then(|schema| schema.columns.get(column.0 as usize));
        column.map_or(String::new(), |column| column.id.clone())
    };
    let mut cells = vec!["#".to_owned(), String::new()];
    cells.extend(shown.iter().map(name));
    cells.push(String::new());
    cells
}

/// Source line, level, cells, doubt about the row.
fn line(
    report: &Report,
    table: &Table,
    (index, row): (usize, &Row),
    shown: &[ColumnId],
    look: &Look,
) -> Vec<String> {
    let at = report.document.locate(row.place).line.to_string();
    let level = "›".repeat(usize::from(row.level.saturating_sub(1)));
    let mut cells = vec![at, level];
    let id = crate::report::RowId(u32::try_from(index).unwrap_or(u32::MAX));
    cells.extend(shown.iter().map(|column| {
        table
            .cell(id, *column)
            .map_or(String::new(), |cell| content(report, cell, look))
    }));
    cells.push(
        row.doubt
            .map_or(String::new(), |why| doubt(why, look.lang).to_owned()),
    );
    cells
}

/// What a cell holds: figures with separators, other states by a sign.
fn content(report: &Report, cell: &Cell, look: &Look) -> String {
    let words = Words::of(look.lang);
    let printed = || cut(&one_line(report.text(cell)));
    match cell.content {
        Content::Figure(figure) => grouped(figure.printed),
        Content::Text | Content::Given(_) => printed(),
        Content::Blank => "·".to_owned(),
        Content::Dash => "—".to_owned(),
        Content::Unreadable => format!("?{}（{}）", printed(), words.unreadable),
        Content::Uncertain(_) => format!("?{}", printed()),
        Content::NoColumn => String::new(),
    }
}

fn cut(text: &str) -> String {
    let mut kept = String::new();
    for character in text.chars() {
        if columns(&kept) >= MAX_CELL {
            kept.push('…');
            break;
        }
        kept.push(character);
    }
    kept
}

fn aligned(grid: &[Vec<String>], figures: &[bool], look: &Look) -> String {
    let widths: Vec<usize> = (0..figures.len())
        .map(|at| {
            grid.iter()
                .filter_map(|row| row.get(at))
                .map(|cell| columns(cell))
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for (number, row) in grid.iter().enumerate() {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .zip(figures)
            .map(|((cell, width), figure)| {
                let blank = " ".repeat(width.saturating_sub(columns(cell)));
                if *figure {
                    format!("{blank}{cell}")
                } else {
                    padded(cell, *width)
                }
            })
            .collect();
        let line = cells.join("  ");
        let line = line.trim_end();
        let line = if number == 0 {
            look.paint(Ink::Strong, line)
        } else {
            line.to_owned()
        };
        text.push_str(&line);
        text.push('\n');
    }
    text
}
