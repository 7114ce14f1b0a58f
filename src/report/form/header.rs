//! Header rows of inner tables: what opens a zone, what is stacked under it, which column stands where.

use crate::document::label_key;
use crate::report::align::{CellKind, Vocabulary, classify};
use crate::template::{ColumnDef, FormTableDef};

/// How many header words open a zone, when the table declares at least as many.
const OPENING_WORDS: usize = 3;

/// The keys of one row's cells.
pub(super) type Keys = Vec<String>;

/// Keys of all cells of a row.
pub(super) fn keys(texts: &[&str]) -> Keys {
    texts.iter().map(|text| label_key(text).into()).collect()
}

/// How many of a table's header words a row holds, if enough to open its zone.
pub(super) fn opening_strength(keys: &Keys, table: &FormTableDef) -> Option<usize> {
    let held = table
        .header
        .iter()
        .filter(|word| keys.iter().any(|key| names(key, &label_key(word))))
        .count();
    (held >= OPENING_WORDS.min(table.header.len()) && held > 0).then_some(held)
}

/// Whether a printed header cell is a header word: equal, or followed by its unit in brackets or `%`.
pub(super) fn names(key: &str, word: &str) -> bool {
    key == word
        || key
            .strip_prefix(word)
            .is_some_and(|rest| rest.starts_with(['(', '（', '%', '％']) || rest == "权重%")
}

/// Whether a row continues the header above it: it holds a header word of some column and no figure.
pub(super) fn is_stacked(texts: &[&str], keys: &Keys, table: &FormTableDef) -> bool {
    let words = Vocabulary::default();
    let no_figure = texts.iter().all(|text| {
        !matches!(
            classify(text, &words),
            CellKind::Number { .. }
                | CellKind::Percent { .. }
                | CellKind::Measure
                | CellKind::OperatorMeasure
                | CellKind::Dash
        )
    });
    no_figure
        && keys
            .iter()
            .any(|key| !key.is_empty() && column_named(key, table).is_some())
}

fn column_named(key: &str, table: &FormTableDef) -> Option<usize> {
    table
        .columns
        .iter()
        .position(|column| is_headed(column, key))
}

/// Whether a key is a header word of a column; of a path (预算金额/总额) its end, for the words above
/// it stand in another row.
fn is_headed(column: &ColumnDef, key: &str) -> bool {
    let leaf = |word: &str| label_key(word.rsplit('/').next().unwrap_or(word)).into_owned();
    column.header.iter().any(|word| names(key, &leaf(word)))
}

/// The zone's header as it is printed in one instance.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    /// Columns of the template that this instance has, in order.
    pub columns: Vec<usize>,
    /// For each printed cell: the column named by the stacked header words.
    pub at_cell: Vec<Option<usize>>,
    /// Width of the first header row.
    pub width: usize,
    /// A declared row whose label stands in the header, by mistake of the layout.
    pub row_label: Option<usize>,
    /// Everything printed in the header, for units.
    pub text: String,
}

/// Reads the header rows of one instance. A word that is missing does not remove a required column:
/// headers lose cells too.
pub(super) fn read_header(rows: &[Vec<&str>], table: &FormTableDef) -> Header {
    let mut header = Header::default();
    let mut seen = vec![false; table.columns.len()];
    for row in rows {
        header.width = header.width.max(row.len());
        header
            .at_cell
            .resize(header.at_cell.len().max(row.len()), None);
        let mut named: Vec<usize> = Vec::new();
        for (cell, key) in keys(row).iter().enumerate() {
            if key.is_empty() {
                continue;
            }
            header.text.push_str(key);
            header.text.push(' ');
            if let Some(column) = next_column_named(key, table, &named) {
                named.push(column);
                if let Some(flag) = seen.get_mut(column) {
                    *flag = true;
                }
                if let Some(slot) = header.at_cell.get_mut(cell) {
                    *slot = Some(column);
                }
            } else if let Some(row) = declared_row(key, table) {
                header.row_label = Some(row);
            }
        }
    }
    spread_merged(rows, table, &mut header);
    header.columns = (0..table.columns.len())
        .filter(|&index| {
            let present = seen.get(index).copied().unwrap_or(false);
            table
                .columns
                .get(index)
                .is_some_and(|column| present || !may_be_absent(column))
        })
        .collect();
    header
}

/// A word over several columns (总额 under 预算金额 and again under 实际执行) names the first that the
/// row has not named yet.
fn next_column_named(key: &str, table: &FormTableDef, named: &[usize]) -> Option<usize> {
    let next = table
        .columns
        .iter()
        .enumerate()
        .position(|(index, column)| !named.contains(&index) && is_headed(column, key));
    next.or_else(|| column_named(key, table))
}

/// Cells of a header row that lost its merged cells stand further right than they are printed: those
/// that name a column stand over the empty cells of the row below, one over each.
fn spread_merged(rows: &[Vec<&str>], table: &FormTableDef, header: &mut Header) {
    let [first, second, ..] = rows else { return };
    if first.len() >= second.len() {
        return;
    }
    let empty: Vec<usize> = (0..second.len())
        .filter(|&cell| second.get(cell).is_some_and(|text| text.is_empty()))
        .collect();
    let mut named: Vec<usize> = Vec::new();
    for key in keys(first) {
        named.extend(next_column_named(&key, table, &named));
    }
    if named.len() != empty.len() {
        return;
    }
    let own: Vec<Option<usize>> = keys(second)
        .iter()
        .scan(Vec::new(), |taken, key| {
            let column = next_column_named(key, table, taken).filter(|_| !key.is_empty());
            taken.extend(column);
            Some(column)
        })
        .collect();
    header.at_cell = own;
    for (cell, column) in empty.into_iter().zip(named) {
        if let Some(slot) = header.at_cell.get_mut(cell) {
            *slot = Some(column);
        }
    }
}

fn may_be_absent(column: &ColumnDef) -> bool {
    column.optional && !column.header.is_empty()
}

/// The declared row that a label names.
pub(super) fn declared_row(key: &str, table: &FormTableDef) -> Option<usize> {
    table
        .rows
        .iter()
        .position(|row| row.names.iter().any(|name| *label_key(name) == *key))
}

/// The declared row of whose name a label is a fragment (`市` of 市县区财政资金), if only one.
pub(super) fn fragment_of_row(key: &str, table: &FormTableDef) -> Option<usize> {
    let mut rows = table.rows.iter().enumerate().filter(|(_, row)| {
        row.names.iter().any(|name| {
            let name = label_key(name);
            name.len() > key.len() && (name.starts_with(key) || name.ends_with(key))
        })
    });
    let (index, _) = rows.next()?;
    rows.next().is_none().then_some(index)
}
