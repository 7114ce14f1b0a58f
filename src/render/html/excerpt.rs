//! The part of a table, or the sentence, that a finding is about.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::{Column, GridCell, columns};
use super::marks::{Anchors, is_suspect};
use super::prose::{Stretch, prose};
use crate::diagnose::{Evidence, Finding, Role};
use crate::diagnostic::Lang;
use crate::render::messages::{Words, fill};
use crate::render::reading::one_line;
use crate::render::view::CheckedView;
use crate::report::{CellRef, Content, RowId, Table};
use crate::template::{ColumnKind, TableId, TableKind, TableSchema};

/// Rows shown above and below a marked one.
const AROUND: u32 = 1;
/// Rows of one excerpt; the rest is folded away.
const MAX_ROWS: usize = 36;
/// Sentences shown for one finding.
const MAX_SENTENCES: usize = 4;

/// What is shown of one table.
#[derive(Debug)]
pub(super) struct Excerpt {
    pub(super) path: String,
    /// The whole table; empty where the page does not hold it.
    pub(super) table: String,
    pub(super) line: u32,
    /// `第 126 行`
    pub(super) at: String,
    pub(super) heads: Vec<String>,
    pub(super) lines: Vec<Line>,
    /// A sentence in its paragraph, instead of rows.
    pub(super) stretches: Vec<Stretch>,
}

/// A row, or rows left out.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) number: u32,
    pub(super) cells: Vec<GridCell>,
    /// Rows left out here, and the first and last of them.
    pub(super) gap: u32,
    pub(super) from: u32,
    pub(super) to: u32,
}

/// Marked cells by table and row.
type ByTable<'f> = BTreeMap<TableId, Vec<(&'f Evidence, CellRef)>>;

/// The excerpts of a finding, in the order of the report.
pub(super) fn excerpts(
    view: &CheckedView<'_>,
    finding: &Finding,
    anchors: &Anchors,
    lang: Lang,
) -> Vec<Excerpt> {
    let mut by_table = ByTable::new();
    let decisive = finding
        .evidence
        .iter()
        .any(|evidence| evidence.role != Role::Context);
    for evidence in &finding.evidence {
        let counts = evidence.role != Role::Context || !decisive;
        if let Some(cell) = evidence.cell.filter(|_| counts) {
            by_table
                .entry(cell.table)
                .or_default()
                .push((evidence, cell));
        }
    }
    let mut excerpts = Vec::new();
    for (id, cells) in by_table {
        let cutter = Cutter {
            view,
            finding,
            anchors,
            words: Words::of(lang),
            id,
            cells: &cells,
        };
        cutter.cut(&mut excerpts);
    }
    excerpts.sort_by_key(|excerpt| excerpt.line);
    for excerpt in excerpts.iter_mut().filter(|excerpt| excerpt.line > 0) {
        excerpt.at = fill(
            Words::of(lang).section_line,
            &[("line", &excerpt.line.to_string())],
        );
    }
    excerpts
}

struct Cutter<'v> {
    view: &'v CheckedView<'v>,
    finding: &'v Finding,
    anchors: &'v Anchors,
    words: &'v Words,
    id: TableId,
    cells: &'v [(&'v Evidence, CellRef)],
}

impl Cutter<'_> {
    fn cut(&self, excerpts: &mut Vec<Excerpt>) {
        let report = self.view.report;
        let (Some(schema), Some(table)) =
            (report.template.schema.get(self.id), report.table(self.id))
        else {
            return;
        };
        let rows: BTreeSet<RowId> = self.cells.iter().map(|(_, cell)| cell.row).collect();
        match schema.kind {
            TableKind::Claim { .. } => {
                for row in rows.iter().take(MAX_SENTENCES) {
                    excerpts.extend(self.sentence(schema, *row));
                }
            }
            TableKind::Form { .. } => {
                for row in rows.iter().take(MAX_SENTENCES) {
                    excerpts.push(self.fields(schema, table, *row));
                }
            }
            _ => excerpts.push(self.rows(schema, table, &rows)),
        }
    }

    fn blank(&self, schema: &TableSchema) -> Excerpt {
        let made = matches!(schema.kind, TableKind::Report | TableKind::Statements);
        let linked = self.anchors.with_tables && !made;
        Excerpt {
            path: schema.path.clone(),
            table: if linked {
                self.anchors.table(self.id.0)
            } else {
                String::new()
            },
            line: 0,
            at: String::new(),
            heads: Vec::new(),
            lines: Vec::new(),
            stretches: Vec::new(),
        }
    }

    fn sentence(&self, schema: &TableSchema, row: RowId) -> Option<Excerpt> {
        let cells: Vec<(&Evidence, CellRef)> = self
            .cells
            .iter()
            .filter(|(_, cell)| cell.row == row)
            .copied()
            .collect();
        let shown = prose(self.view.report, self.finding, &cells)?;
        Some(Excerpt {
            line: shown.line,
            stretches: shown.stretches,
            ..self.blank(schema)
        })
    }

    /// A form has one row of many fields: they stand one below the other, those that say which
    /// instance it is first.
    fn fields(&self, schema: &TableSchema, table: &Table, row: RowId) -> Excerpt {
        let mut lines = Vec::new();
        for (column, name) in columns(schema, table) {
            let at = CellRef {
                table: self.id,
                row,
                column,
            };
            let kind = schema
                .columns
                .get(column.0 as usize)
                .map(|column| column.kind);
            let marked = self.cells.iter().any(|(_, cell)| *cell == at);
            let names = kind == Some(ColumnKind::Label) || lines.is_empty();
            if marked || names {
                let head = GridCell {
                    text: name.to_owned(),
                    ..GridCell::default()
                };
                lines.push(Line {
                    number: self.line_of(table, row),
                    cells: vec![head, self.cell(at)],
                    ..Line::default()
                });
            }
        }
        Excerpt {
            line: self.line_of(table, row),
            lines,
            ..self.blank(schema)
        }
    }

    fn rows(&self, schema: &TableSchema, table: &Table, marked: &BTreeSet<RowId>) -> Excerpt {
        let columns = columns(schema, table);
        let count = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        let shown = shown(marked, count);
        let mut lines = Vec::new();
        let mut next = 0;
        for row in shown {
            push_gap(&mut lines, next, row);
            lines.push(self.row(table, &columns, RowId(row)));
            next = row.saturating_add(1);
        }
        push_gap(&mut lines, next, count);
        Excerpt {
            line: marked.first().map_or(0, |row| self.line_of(table, *row)),
            heads: columns.iter().map(|(_, id)| (*id).to_owned()).collect(),
            lines,
            ..self.blank(schema)
        }
    }

    fn row(&self, table: &Table, columns: &[Column<'_>], row: RowId) -> Line {
        let cells = columns.iter().map(|(column, _)| {
            self.cell(CellRef {
                table: self.id,
                row,
                column: *column,
            })
        });
        Line {
            number: self.line_of(table, row),
            cells: cells.collect(),
            ..Line::default()
        }
    }

    fn line_of(&self, table: &Table, row: RowId) -> u32 {
        let row = table.rows.get(row.0 as usize);
        row.map_or(0, |row| self.view.report.document.locate(row.place).line)
    }

    fn cell(&self, at: CellRef) -> GridCell {
        let Some(cell) = self.view.report.cell(at) else {
            return GridCell::default();
        };
        let is_figure = matches!(cell.content, Content::Figure(_));
        let mut shown = GridCell {
            class: if is_figure {
                "n".to_owned()
            } else {
                String::new()
            },
            text: one_line(self.view.report.text(cell)),
            ..GridCell::default()
        };
        if self.cells.iter().any(|(_, marked)| *marked == at) {
            shown.class.push_str(if is_suspect(self.finding, at) {
                " e s"
            } else {
                " e"
            });
            if shown.text.is_empty() {
                shown.text = self.words.blank_alone.to_owned();
            }
            shown.href = self.anchors.link(at, self.view.report).unwrap_or_default();
        }
        shown
    }
}

/// The marked rows with their neighbours, up to a number of rows.
fn shown(marked: &BTreeSet<RowId>, count: u32) -> BTreeSet<u32> {
    let mut shown = BTreeSet::new();
    for row in marked {
        if shown.len() >= MAX_ROWS {
            break;
        }
        let first = row.0.saturating_sub(AROUND);
        let last = row.0.saturating_add(AROUND).min(count.saturating_sub(1));
        shown.extend(first..=last);
    }
    shown
}

fn push_gap(lines: &mut Vec<Line>, from: u32, before: u32) {
    let gap = before.saturating_sub(from);
    if gap > 0 {
        lines.push(Line {
            gap,
            from,
            to: before.saturating_sub(1),
            ..Line::default()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_rows_are_shown_with_their_neighbours() {
        let marked = BTreeSet::from([RowId(0), RowId(9)]);
        assert_eq!(shown(&marked, 10), BTreeSet::from([0, 1, 8, 9]));
    }

    #[test]
    fn rows_between_are_counted() {
        let mut lines = Vec::new();
        push_gap(&mut lines, 2, 8);
        push_gap(&mut lines, 9, 9);
        assert_eq!(lines.len(), 1);
        assert_eq!((lines[0].gap, lines[0].from, lines[0].to), (6, 2, 7));
    }
}
