//! Who a printed row is: its label and code, and whether it is a row at all.

use super::columns::{Group, Slot};
use super::ink::{is_code, is_printed, ordinal, printed_count};
use super::words::KnownTable;
use crate::document::{CellSpan, Document, Place, label_key};

/// Who a printed row is, before its figures are read.
#[derive(Debug, Default)]
pub(super) struct Name {
    /// Its label.
    pub(super) label: Option<Place>,
    /// Its code, digits only.
    pub(super) code: Option<String>,
    /// The label stands in the code's column, as 合计 does.
    pub(super) label_in_code: bool,
    /// Where the code is printed, when a label stands beside it in its cell.
    pub(super) code_place: Option<Place>,
}

impl Name {
    /// Whether nothing names the row.
    pub(super) fn is_empty(&self) -> bool {
        self.label.is_none() && self.code.is_none()
    }
}

/// The printed cell of a slot.
pub(super) fn cell_of(row: &[CellSpan], slot: Option<Slot>) -> Option<Place> {
    row.get(slot?.first)
        .filter(|cell| is_printed(cell))
        .copied()
}

/// 行次 of a row.
pub(super) fn line_of(document: &Document, row: &[CellSpan], group: &Group) -> Option<u16> {
    ordinal(document.text_at(cell_of(row, group.line)?))
}

/// Whether a name or code is printed in a group.
pub(super) fn has_name(row: &[CellSpan], group: &Group) -> bool {
    cell_of(row, group.label).is_some() || cell_of(row, group.code).is_some()
}

/// Whether a figure is printed in a group.
pub(super) fn has_figures(row: &[CellSpan], group: &Group) -> bool {
    let mut cells = group.figures.iter().filter_map(|x| row.get(*x));
    cells.any(is_printed)
}

/// A row of header words inside the table (公开10表: 项目 | | 统计数).
pub(super) fn is_inner_header(
    document: &Document,
    known: &KnownTable,
    row: &[CellSpan],
    group: &Group,
) -> bool {
    let cells = || row.iter().filter(|cell| is_printed(cell));
    let digit_first = |cell: &CellSpan| {
        let first = document.text.as_bytes().get(cell.start as usize);
        first.is_some_and(u8::is_ascii_digit)
    };
    let is_word = |cell: &CellSpan| known.is_header_word(&label_key(document.text_at(*cell)));
    !cells().any(digit_first)
        && cell_of(row, group.label).is_some()
        && printed_count(row) >= 2
        && cells().all(is_word)
}

/// The label and code of a row. `above` holds the parts of the code above, when codes are printed in
/// parts.
pub(super) fn name_of(
    document: &Document,
    row: &[CellSpan],
    group: &Group,
    above: &mut Vec<String>,
) -> Name {
    let label = cell_of(row, group.label);
    let nameless = Name {
        label,
        ..Name::default()
    };
    let Some(slot) = group.code else {
        return nameless;
    };
    let cells = row
        .get(slot.first..slot.first.saturating_add(slot.count))
        .unwrap_or(&[]);
    let mut printed = cells.iter().filter(|cell| is_printed(cell));
    let Some(first) = printed.clone().next() else {
        return nameless;
    };
    if !printed.all(|cell| is_code(document.text_at(*cell))) {
        return glued(document, *first)
            .filter(|_| label.is_none())
            .unwrap_or(Name {
                label: label.or(Some(*first)),
                label_in_code: label.is_none(),
                ..Name::default()
            });
    }
    let code = if slot.count > 1 {
        code_of_parts(document, cells, above)
    } else {
        digits(document.text_at(*first))
    };
    Name {
        label,
        code: Some(code),
        ..Name::default()
    }
}

/// Code and label in one cell (`20103 政府办公厅…`).
fn glued(document: &Document, cell: Place) -> Option<Name> {
    let text = document.text_at(cell);
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len().checked_sub(rest.len())?;
    let label = rest.trim_start();
    let is_label = label
        .chars()
        .next()
        .is_some_and(|c| !c.is_ascii() && !matches!(c, '、' | '．' | '，' | '％' | '年'));
    if !matches!(digits, 3 | 5 | 7) || !is_label {
        return None;
    }
    let at = |offset: usize| {
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        cell.start.saturating_add(offset)
    };
    Some(Name {
        label: Some(Place {
            start: at(text.len().saturating_sub(label.len())),
            end: cell.end,
        }),
        code: text.get(..digits).map(str::to_owned),
        label_in_code: true,
        code_place: Some(Place {
            start: cell.start,
            end: at(digits),
        }),
    })
}

/// A code in parts: a part that is not printed is the one above.
fn code_of_parts(document: &Document, cells: &[CellSpan], above: &mut Vec<String>) -> String {
    let mut whole = String::new();
    let mut parts = Vec::with_capacity(cells.len());
    let last = cells.iter().rposition(is_printed).unwrap_or(0);
    for (index, cell) in cells.iter().enumerate().take(last.saturating_add(1)) {
        let mut part = digits(document.text_at(*cell));
        if part.len() == 1 && index > 0 {
            part.insert(0, '0');
        }
        if part.is_empty() {
            part = above.get(index).cloned().unwrap_or_default();
        }
        whole = if part.len() > 3 && part.starts_with(&whole) {
            part.clone()
        } else {
            whole + &part
        };
        parts.push(part);
    }
    *above = parts;
    whole
}

fn digits(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.to_owned();
    }
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Depth of a code: 类 1, 款 2, 项 3; 0 for everything else.
pub(super) fn level_of(code: Option<&str>) -> u8 {
    match code.map(str::len) {
        Some(3) => 1,
        Some(5) => 2,
        Some(7) => 3,
        Some(9) => 4,
        _ => 0,
    }
}
