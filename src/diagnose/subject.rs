//! How tables, rows and cells of a report are called in sentences.

use crate::diagnostic::Wording;
use crate::eval::About;
use crate::report::{CellRef, Report, RowId};
use crate::template::{ColumnId, ColumnKind, TableId, TableSchema};

/// The path of a table as rules write it.
pub(super) fn table_name(report: &Report, table: TableId) -> &str {
    schema(report, table).map_or("", |schema| schema.path.as_str())
}

fn schema(report: &Report, table: TableId) -> Option<&TableSchema> {
    report.template.schema.get(table)
}

/// A row's code and printed name on one line; its line of the form if it has neither.
pub(super) fn row_name(report: &Report, table: TableId, row: RowId) -> String {
    let Some(row) = report
        .table(table)
        .and_then(|table| table.rows.get(row.0 as usize))
    else {
        return String::new();
    };
    let label = row.label.map_or("", |place| report.document.text_at(place));
    let label: String = label.split_whitespace().collect::<Vec<_>>().join("");
    match &row.code {
        Some(code) => format!("{code} {label}").trim_end().to_owned(),
        None if label.is_empty() => row.line.map_or(String::new(), |line| line.to_string()),
        None => label,
    }
}

/// The id of a column; empty where the table has only one column of figures.
pub(super) fn column_name(report: &Report, cell: CellRef) -> &str {
    let column = schema(report, cell.table).and_then(|t| t.columns.get(cell.column.0 as usize));
    column.map_or("", |column| column.id.as_str())
}

/// A year is called a year, even where it is the only number.
fn is_year(report: &Report, table: TableId, column: ColumnId) -> bool {
    let column = schema(report, table).and_then(|s| s.columns.get(column.0 as usize));
    column.is_some_and(|column| column.kind == ColumnKind::Year)
}

/// `支出表「201 一般公共服务支出」的基本支出`
#[must_use]
pub fn cell_name(report: &Report, cell: CellRef) -> String {
    let table = table_name(report, cell.table);
    let row = row_name(report, cell.table, cell.row);
    let only = schema(report, cell.table).and_then(TableSchema::single_value_column);
    let only = only.filter(|column| !is_year(report, cell.table, *column));
    let column = if only == Some(cell.column) {
        ""
    } else {
        column_name(report, cell)
    };
    let row = if row.is_empty() {
        row
    } else {
        format!("「{row}」")
    };
    let of = if column.is_empty() { "" } else { "的" };
    format!("{table}{row}{of}{column}")
}

/// `支出表「201 一般公共服务支出」`: the row of a cell.
pub(super) fn subject(report: &Report, cell: CellRef) -> String {
    let row = row_name(report, cell.table, cell.row);
    format!("{}「{row}」", table_name(report, cell.table))
}

/// What a reason is about, in words; empty for the report as a whole.
#[must_use]
pub fn about_words(report: &Report, about: &About) -> Wording {
    let named = |table: TableId, row: &str| {
        let table = table_name(report, table);
        Wording::new(format!("{table}「{row}」"), format!("`{row}` of {table}"))
    };
    match about {
        About::Table(table) => {
            let table = table_name(report, *table);
            Wording::new(table, table)
        }
        About::Column(id, column) => {
            let table = table_name(report, *id);
            let column = schema(report, *id).and_then(|s| s.columns.get(column.0 as usize));
            let column = column.map_or("", |column| column.id.as_str());
            Wording::new(format!("{table}的{column}"), format!("{column} of {table}"))
        }
        About::Row(id, row) => named(*id, &row_name(report, *id, *row)),
        About::Wanted(id, wanted) => named(*id, wanted),
        About::Cell(cell) => {
            let name = cell_name(report, *cell);
            Wording::new(name.clone(), name)
        }
        About::Divisor => Wording::new("除数", "the divisor"),
        About::Report => Wording::new("报告", "the report"),
    }
}
