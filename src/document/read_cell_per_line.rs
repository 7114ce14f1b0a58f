//! Text out of Word: a cell is one line that begins with a tab, an empty line ends the row, and a
//! line without a tab inside a row continues the cell above it.

use super::layout::Structure;
use super::read_tabs::line as plain_line;
use super::trim::{place, trimmed};
use super::{Place, ReadError};

/// Rows, paragraphs and breaks of a text.
pub(super) fn structure(text: &str) -> Result<Structure, ReadError> {
    let mut structure = Structure::default();
    let mut first = 0_u32;
    let mut start = 0_usize;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = text.get(start..end).unwrap_or("").trim_end_matches('\r');
        let open = structure.cell_count() > first;
        if line.trim_start_matches(' ').starts_with('\t') {
            cells_of(
                text,
                start,
                start.saturating_add(line.len()),
                &mut structure,
            )?;
        } else if open && !line.is_empty() {
            continue_cell(text, start, end, &mut structure);
        } else {
            structure.end_row(first);
            first = structure.cell_count();
            if !open && (end < text.len() || start < end) {
                plain_line(text, start, end, &mut structure);
            } else if open {
                structure.blocks.push(super::Block::Break);
            }
        }
        start = end.saturating_add(1);
    }
    structure.end_row(first);
    Ok(structure)
}

/// One cell; two leading tabs still make one cell. A tab further in begins another.
fn cells_of(
    text: &str,
    start: usize,
    end: usize,
    structure: &mut Structure,
) -> Result<(), ReadError> {
    let whole = text.get(start..end).unwrap_or("");
    let lead = whole
        .bytes()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count();
    let mut begin = start.saturating_add(lead);
    let rest = text.get(begin..end).unwrap_or("");
    let body = rest.trim_end_matches(['\t', ' ']);
    for part in body.split('\t') {
        let stop = begin.saturating_add(part.len());
        structure.cell(trimmed(text, begin, stop))?;
        begin = stop.saturating_add(1);
    }
    Ok(())
}

/// A line that belongs to the last cell: the cell's place grows to its end.
fn continue_cell(text: &str, start: usize, end: usize, structure: &mut Structure) {
    let more = trimmed(text, start, end);
    if more.start == more.end {
        return;
    }
    if let Some(cell) = structure.cells.last_mut() {
        *cell = if cell.start == cell.end {
            more
        } else {
            joined(*cell, more)
        };
    }
}

fn joined(cell: Place, more: Place) -> Place {
    place(cell.start as usize, more.end as usize)
}

#[cfg(test)]
mod tests {
    use super::super::Block;
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let structure = structure(text).unwrap();
        structure
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Row { first, end } => Some(
                    structure.cells[*first as usize..*end as usize]
                        .iter()
                        .map(|cell| {
                            text.get(cell.start as usize..cell.end as usize)
                                .unwrap()
                                .to_owned()
                        })
                        .collect(),
                ),
                Block::Paragraph { place } => Some(vec![format!(
                    "¶{}",
                    text.get(place.start as usize..place.end as usize).unwrap()
                )]),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn a_line_with_a_tab_is_a_cell_and_an_empty_line_ends_the_row() {
        assert_eq!(
            rows("附件\n\t部门名称\n\t甲局\n\n\t乙\n\t\n\t\n\t4\n"),
            [
                vec!["¶附件"],
                vec!["部门名称", "甲局"],
                vec!["乙", "", "", "4"]
            ]
        );
    }

    #[test]
    fn a_line_without_a_tab_continues_the_cell_and_a_double_tab_is_one_cell() {
        assert_eq!(
            rows("\t年度\n主要\n任务\n\t\t接入个数\n\t≥\n"),
            [vec!["年度\n主要\n任务", "接入个数", "≥"]]
        );
        assert_eq!(rows("\t\n续在空格里\n\tb\n"), [vec!["续在空格里", "b"]]);
    }
}
