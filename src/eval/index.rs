//! Rows of long tables by code and by name.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::report::{Row, RowId, Table};

/// Tables with fewer rows are searched row by row: that is faster than making an index.
const LEAST_ROWS: usize = 128;

/// The rows of one table by what rules look for; made when the first rule looks.
#[derive(Debug, Clone, Default)]
pub(super) struct RowIndex {
    codes: OnceLock<FxHashMap<String, Vec<RowId>>>,
    keys: OnceLock<FxHashMap<String, Vec<RowId>>>,
}

impl RowIndex {
    /// The rows with a code, in printed order; `None` if the table is too short to be indexed.
    pub(super) fn by_code(&self, table: &Table, code: &str) -> Option<&[RowId]> {
        rows(&self.codes, table, code, |row| row.code.as_deref())
    }

    /// The rows with a normalised name, in printed order.
    pub(super) fn by_key(&self, table: &Table, key: &str) -> Option<&[RowId]> {
        rows(&self.keys, table, key, |row| Some(row.key.as_str()))
    }
}

fn rows<'i>(
    index: &'i OnceLock<FxHashMap<String, Vec<RowId>>>,
    table: &Table,
    wanted: &str,
    word: fn(&Row) -> Option<&str>,
) -> Option<&'i [RowId]> {
    if table.rows.len() < LEAST_ROWS {
        return None;
    }
    let index = index.get_or_init(|| {
        let mut index: FxHashMap<String, Vec<RowId>> = FxHashMap::default();
        for (number, row) in table.rows.iter().enumerate() {
            if let Some(word) = word(row) {
                let id = RowId(u32::try_from(number).unwrap_or(u32::MAX));
                index.entry(word.to_owned()).or_default().push(id);
            }
        }
        index
    });
    Some(index.get(wanted).map_or(&[], Vec::as_slice))
}
