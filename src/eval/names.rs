//! What rows and tables of a report are called, for people.

use crate::document::label_key;
use crate::program::Program;
use crate::report::{CellRef, Content, Report, RowId};
use crate::template::{ColumnId, ColumnKind, TableId, TableKind};

/// Longest name taken from a free text, in characters.
const MAX_NAME: usize = 24;

/// What a row is called: its printed name, or what identifies it.
#[must_use]
pub fn row_name(report: &Report, table: TableId, row: RowId) -> String {
    let found = report.table(table).and_then(|t| t.rows.get(row.0 as usize));
    let Some(found) = found else {
        return String::new();
    };
    let label = found
        .label
        .map(|place| squeezed(report.document.text_at(place)));
    if let Some(label) = label.filter(|label| !label.is_empty()) {
        return label;
    }
    if let Some(code) = &found.code {
        return code.clone();
    }
    naming_text(report, table, row)
        .or_else(|| found.line.map(|line| line.to_string()))
        .unwrap_or_else(|| format!("#{}", row.0.saturating_add(1)))
}

/// The first text that the row prints: the project's name, the item of a sentence.
fn naming_text(report: &Report, table: TableId, row: RowId) -> Option<String> {
    let schema = report.template.schema.get(table)?;
    for (index, column) in schema.columns.iter().enumerate() {
        if !matches!(column.kind, ColumnKind::Text | ColumnKind::Label) {
            continue;
        }
        let column = ColumnId(u16::try_from(index).ok()?);
        let cell = report.cell(CellRef { table, row, column })?;
        if matches!(cell.content, Content::Text | Content::Given(_)) {
            let text = squeezed(report.text(cell));
            if !label_key(&text).is_empty() {
                return Some(text);
            }
        }
    }
    None
}

/// Without blanks and line breaks, and not too long.
fn squeezed(text: &str) -> String {
    let mut short: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if let Some((at, _)) = short.char_indices().nth(MAX_NAME) {
        short.truncate(at);
        short.push('…');
    }
    short
}

/// A row as rules would write it: `支出表[20805]`, `自评表[档案数字化].指标[归档数量]`.
#[must_use]
pub fn row_path(program: &Program, report: &Report, table: TableId, row: RowId) -> String {
    let Some(schema) = program.schema().get(table) else {
        return String::new();
    };
    let found = report.table(table).and_then(|t| t.rows.get(row.0 as usize));
    let owner = found.and_then(|row| row.owner);
    let base = match (schema.parent, owner) {
        (Some(parent), Some(owner)) => {
            let last = schema.path.rsplit('.').next().unwrap_or(&schema.path);
            format!("{}.{last}", row_path(program, report, parent, owner))
        }
        _ => schema.path.clone(),
    };
    let coded = matches!(schema.kind, TableKind::Panel { .. });
    let code = found.and_then(|row| row.code.clone()).filter(|_| coded);
    let only = report.table(table).is_some_and(|t| t.rows.len() == 1);
    if only && owner.is_none() && code.is_none() {
        return base;
    }
    format!(
        "{base}[{}]",
        code.unwrap_or_else(|| row_name(report, table, row))
    )
}
