//! The report's tables as they are shown: every row, and for figures how many rules held them.

use super::heat::{self, Level};
use super::marks::{Anchors, Marks};
use crate::diagnostic::Lang;
use crate::render::messages::{Words, doubt, fill};
use crate::render::reading::{extent, listed, one_line};
use crate::render::view::CheckedView;
use crate::report::{CellRef, Content, Presence, Row, RowId, Table};
use crate::template::{ColumnId, TableId, TableKind, TableSchema};

/// Findings linked from one cell.
const MAX_LINKS: usize = 4;

/// Longest sentence shown beside the figures of a claim, in characters.
const MAX_SENTENCE: usize = 160;

/// A table of the report.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) anchor: String,
    pub(super) path: String,
    pub(super) found: bool,
    /// `第 54–100 行`
    pub(super) lines: String,
    pub(super) unit: String,
    pub(super) heads: Vec<String>,
    pub(super) rows: Vec<GridRow>,
    /// Miniature as SVG.
    pub(super) heat: String,
    pub(super) figures: usize,
    pub(super) covered: String,
    pub(super) failed: usize,
    /// Numbers of the findings about this table.
    pub(super) findings: usize,
}

/// A row.
#[derive(Debug)]
pub(super) struct GridRow {
    pub(super) index: u32,
    pub(super) line: u32,
    pub(super) cells: Vec<GridCell>,
}

/// A cell.
#[derive(Debug, Default)]
pub(super) struct GridCell {
    /// Empty for cells that nothing links to.
    pub(super) anchor: String,
    pub(super) class: String,
    pub(super) text: String,
    pub(super) title: String,
    /// Where the text leads: a finding, or the cell in the whole table.
    pub(super) href: String,
    /// Further findings: number and anchor.
    pub(super) more: Vec<(usize, String)>,
}

/// Everything that is needed to write the tables of a report.
pub(super) struct Tables<'v> {
    pub(super) view: &'v CheckedView<'v>,
    pub(super) marks: &'v Marks,
    pub(super) anchors: &'v Anchors,
    pub(super) lang: Lang,
}

/// A column of the schema that the table has.
pub(super) type Column<'s> = (ColumnId, &'s str);

/// The columns of a table that the report's table has.
pub(super) fn columns<'s>(schema: &'s TableSchema, table: &Table) -> Vec<Column<'s>> {
    let columns = schema.columns.iter().zip(&table.has_column).enumerate();
    columns
        .filter(|(_, (_, has))| **has)
        .filter_map(|(index, (column, _))| {
            Some((ColumnId(u16::try_from(index).ok()?), column.id.as_str()))
        })
        .collect()
}

impl Tables<'_> {
    /// All tables of the template, found or not.
    pub(super) fn all(&self) -> Vec<Grid> {
        listed(self.view.report)
            .map(|listed| self.grid(listed.id, listed.schema, listed.table))
            .collect()
    }

    fn grid(&self, id: TableId, schema: &TableSchema, table: &Table) -> Grid {
        let words = Words::of(self.lang);
        let columns = columns(schema, table);
        let is_claim = matches!(schema.kind, TableKind::Claim { .. });
        let mut levels = Vec::new();
        let rows: Vec<GridRow> = (0_u32..)
            .zip(&table.rows)
            .map(|(index, row)| {
                let of = columns
                    .iter()
                    .map(|(column, _)| self.cell(id, index, *column));
                let mut cells: Vec<GridCell> = of.collect();
                let of = columns
                    .iter()
                    .map(|(column, _)| self.level(id, index, *column));
                levels.push(of.collect::<Vec<Level>>());
                if is_claim {
                    cells.push(self.sentence(row));
                }
                GridRow {
                    index,
                    line: self.view.report.document.locate(row.place).line,
                    cells,
                }
            })
            .collect();
        let mut heads: Vec<String> = columns.iter().map(|(_, id)| (*id).to_owned()).collect();
        if is_claim {
            heads.push(words.sentence.to_owned());
        }
        let all = || levels.iter().flatten();
        let figures = all().filter(|level| level.is_figure()).count();
        let covered = all().filter(|level| level.is_covered()).count();
        let failed = all().filter(|level| **level == Level::Failed).count();
        let counts = [
            ("covered", covered.to_string()),
            ("figures", figures.to_string()),
        ];
        let counts = counts
            .each_ref()
            .map(|(name, count)| (*name, count.as_str()));
        Grid {
            anchor: self.anchors.table(id.0),
            path: schema.path.clone(),
            found: table.presence == Presence::Found,
            lines: extent(&table.sightings).map_or(String::new(), |(first, last)| {
                fill(words.lines, &[("lines", &format!("{first}–{last}"))])
            }),
            unit: table.unit.symbol().to_owned(),
            heads,
            rows,
            heat: if figures == 0 {
                String::new()
            } else {
                heat::miniature(&levels)
            },
            figures,
            covered: fill(words.covered, &counts),
            failed,
            findings: self.findings_of(id),
        }
    }

    fn findings_of(&self, id: TableId) -> usize {
        let findings = self.view.findings.findings.iter();
        findings
            .filter(|finding| {
                let mut cells = finding.evidence.iter().filter_map(|evidence| evidence.cell);
                cells.any(|cell| cell.table == id)
            })
            .count()
    }

    fn sentence(&self, row: &Row) -> GridCell {
        let text = one_line(self.view.report.document.text_at(row.place));
        let mut short: String = text.chars().take(MAX_SENTENCE).collect();
        if short.len() < text.len() {
            short.push('…');
        }
        GridCell {
            class: "q".to_owned(),
            text: short,
            ..GridCell::default()
        }
    }

    fn level(&self, table: TableId, row: u32, column: ColumnId) -> Level {
        let at = CellRef {
            table,
            row: RowId(row),
            column,
        };
        let Some(cell) = self.view.report.cell(at) else {
            return Level::Text;
        };
        match cell.content {
            Content::Figure(_) => {
                let touched = self.view.coverage.cell(at);
                match touched {
                    Some(touched) if touched.failed > 0 => Level::Failed,
                    Some(touched) => Level::held_by(touched.rules.len()),
                    None => Level::held_by(0),
                }
            }
            Content::Uncertain(_) | Content::Unreadable => Level::Doubtful,
            _ => Level::Text,
        }
    }

    /// A cell of the whole table: links to the findings that are about it.
    pub(super) fn cell(&self, table: TableId, row: u32, column: ColumnId) -> GridCell {
        let words = Words::of(self.lang);
        let at = CellRef {
            table,
            row: RowId(row),
            column,
        };
        let Some(cell) = self.view.report.cell(at) else {
            return GridCell::default();
        };
        let level = self.level(table, row, column);
        let title = match (cell.content, level) {
            (Content::Uncertain(why), _) => doubt(why, self.lang).to_owned(),
            (Content::Unreadable, _) => words.unreadable.to_owned(),
            (_, level) if !level.is_figure() => String::new(),
            _ => match self.view.coverage.rules_on(at) {
                0 => words.unchecked_figure.to_owned(),
                rules => fill(words.checked_by, &[("n", &rules.to_string())]),
            },
        };
        let mut shown = GridCell {
            class: level.class().to_owned(),
            text: one_line(self.view.report.text(cell)),
            title,
            ..GridCell::default()
        };
        if let Some(mark) = self.marks.get(&at) {
            shown.anchor = self.anchors.cell(at);
            shown.class.push_str(match (mark.suspect, mark.decisive) {
                (true, _) => " e s",
                (false, true) => " e",
                (false, false) => "",
            });
            if shown.text.is_empty() {
                shown.text = words.blank_alone.to_owned();
            }
            let mut findings = mark.findings.iter();
            shown.href = findings
                .next()
                .map_or(String::new(), |first| self.anchors.finding(*first));
            shown.more = findings
                .take(MAX_LINKS)
                .map(|number| (*number, self.anchors.finding(*number)))
                .collect();
        }
        shown
    }
}
