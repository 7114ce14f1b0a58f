//! The words by which a table, its columns and its rows are known, normalised once per table.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::label_key;
use crate::template::{ColumnDef, ColumnKind, PanelDef, TableDef};

/// What the template says of one statutory table.
#[derive(Debug, Default)]
pub(super) struct KnownTable<'t> {
    /// Its panels.
    pub(super) panels: Vec<KnownPanel<'t>>,
    words: FxHashSet<Cow<'t, str>>,
}

/// What the template says of one panel.
#[derive(Debug, Default)]
pub(super) struct KnownPanel<'t> {
    /// Key of its id; empty for a table of one grid.
    pub(super) id: Cow<'t, str>,
    /// Its columns.
    pub(super) columns: Vec<KnownColumn<'t>>,
    /// Several copies of its columns may stand side by side.
    pub(super) may_repeat: bool,
    /// Types of rows whose figures are not of their column's type, by key of each name.
    pub(super) row_kinds: FxHashMap<Cow<'t, str>, ColumnKind>,
}

/// What the template says of one column.
#[derive(Debug)]
pub(super) struct KnownColumn<'t> {
    /// What its cells hold.
    pub(super) kind: ColumnKind,
    /// Number printed in the line of column numbers.
    pub(super) index: Option<u16>,
    /// Its header words, each as a path from the lowest word upwards.
    pub(super) paths: Vec<Vec<Cow<'t, str>>>,
}

impl<'t> KnownTable<'t> {
    /// Normalises everything that is compared with printed text.
    pub(super) fn of(table: &'t TableDef) -> Self {
        let panels: Vec<KnownPanel<'t>> = table.panels.iter().map(KnownPanel::of).collect();
        let words = panels
            .iter()
            .flat_map(|panel| &panel.columns)
            .flat_map(|column| column.paths.iter().flatten())
            .chain(panels.iter().map(|panel| &panel.id))
            .filter(|word| !word.is_empty())
            .cloned()
            .collect();
        Self { panels, words }
    }

    /// Whether a key is a header word, or the usual name of a label, code or line column.
    pub(super) fn is_header_word(&self, key: &str) -> bool {
        let bare = without_unit(key);
        self.words.contains(bare) || is_row_name_header(bare)
    }
}

impl<'t> KnownPanel<'t> {
    fn of(panel: &'t PanelDef) -> Self {
        let names_row = |column: &ColumnDef| names_row(column.kind);
        Self {
            id: panel.id.as_deref().map(label_key).unwrap_or_default(),
            columns: panel.columns.iter().map(KnownColumn::of).collect(),
            may_repeat: panel.repeat != Some(1) && panel.columns.iter().any(names_row),
            row_kinds: panel
                .rows
                .iter()
                .filter_map(|row| row.kind.map(|kind| (row, kind)))
                .flat_map(|(row, kind)| {
                    let names = std::iter::once(&row.id).chain(&row.names);
                    names.map(move |name| (label_key(name), kind))
                })
                .collect(),
        }
    }
}

impl<'t> KnownColumn<'t> {
    fn of(column: &'t ColumnDef) -> Self {
        let words = column.header.iter().chain(std::iter::once(&column.id));
        let path = |word: &'t String| word.split('/').rev().map(header_key).collect();
        Self {
            kind: column.kind,
            index: column.index,
            paths: words.map(path).collect(),
        }
    }
}

/// Whether a column holds figures.
pub(super) fn holds_figures(kind: ColumnKind) -> bool {
    !names_row(kind) && !matches!(kind, ColumnKind::Text | ColumnKind::Measure)
}

/// The key of a header word, without the unit in brackets behind it.
pub(super) fn header_key(word: &str) -> Cow<'_, str> {
    match label_key(word) {
        Cow::Borrowed(key) => Cow::Borrowed(without_unit(key)),
        Cow::Owned(mut key) => {
            key.truncate(without_unit(&key).len());
            Cow::Owned(key)
        }
    }
}

/// Whether a column tells which row it is.
pub(super) fn names_row(kind: ColumnKind) -> bool {
    matches!(
        kind,
        ColumnKind::Label | ColumnKind::Code | ColumnKind::Line
    )
}

/// Whether a header word names a column of labels, codes or line numbers in any form.
pub(super) fn is_row_name_header(key: &str) -> bool {
    [ColumnKind::Label, ColumnKind::Code, ColumnKind::Line]
        .into_iter()
        .any(|kind| is_usual_name(kind, key))
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
