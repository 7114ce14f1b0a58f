//! The words by which a table's columns are known in a header.

use rustc_hash::FxHashSet;

use crate::document::label_key;
use crate::template::{ColumnDef, ColumnKind, TableDef};

/// All header words of one table, normalised.
#[derive(Debug, Default)]
pub(super) struct HeaderWords {
    words: FxHashSet<String>,
}

impl HeaderWords {
    /// Collects the words of all panels, every part of a path for itself.
    pub(super) fn of(table: &TableDef) -> Self {
        let mut words = FxHashSet::default();
        let columns = table.panels.iter().flat_map(|panel| &panel.columns);
        for column in columns {
            for word in spellings(column) {
                for part in word.split('/') {
                    words.insert(label_key(part).into_owned());
                }
            }
        }
        for panel in &table.panels {
            words.extend(panel.id.iter().map(|id| label_key(id).into_owned()));
        }
        Self { words }
    }

    /// Whether a key is one of them, or the usual name of a label, code or line column.
    pub(super) fn contains(&self, key: &str) -> bool {
        let bare = without_unit(key);
        self.words.contains(bare) || is_row_name_header(bare)
    }
}

/// Whether a header word names a column of labels, codes or line numbers in any form.
pub(super) fn is_row_name_header(key: &str) -> bool {
    [ColumnKind::Label, ColumnKind::Code, ColumnKind::Line]
        .into_iter()
        .any(|kind| is_usual_name(kind, key))
}

/// The header words of a column; its id is one of them.
pub(super) fn spellings(column: &ColumnDef) -> impl Iterator<Item = &str> {
    column
        .header
        .iter()
        .map(String::as_str)
        .chain(std::iter::once(column.id.as_str()))
}

/// Names that columns of labels, codes and line numbers carry in every form.
pub(super) fn is_usual_name(kind: ColumnKind, key: &str) -> bool {
    match kind {
        ColumnKind::Line => matches!(key, "行次" | "行号" | "序号"),
        ColumnKind::Code => key.ends_with("编码") || key.ends_with("代码"),
        ColumnKind::Label => {
            key == "项目" || key.ends_with("科目名称") || key.ends_with("项目名称")
        }
        _ => false,
    }
}

/// A header word without the unit in brackets behind it (`决算数（万元）`).
pub(super) fn without_unit(key: &str) -> &str {
    ["(元)", "(万元)", "(千元)", "(亿元)", "(辆)", "(个)", "(台)"]
        .iter()
        .find_map(|unit| key.strip_suffix(unit))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(key)
}
