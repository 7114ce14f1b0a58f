//! Text whose rows stand on one line each, cells separated by tabs.

use super::layout::Structure;
use super::trim::trimmed;
use super::{Block, ReadError};

/// Rows, paragraphs and breaks of a text.
pub(super) fn structure(text: &str) -> Result<Structure, ReadError> {
    let mut structure = Structure::default();
    let (mut line_start, mut cell_start) = (0_usize, 0_usize);
    let mut first = 0_u32;
    for at in memchr::memchr2_iter(b'\t', b'\n', text.as_bytes()).chain([text.len()]) {
        if text.as_bytes().get(at) == Some(&b'\t') {
            structure.cell(trimmed(text, cell_start, at))?;
            cell_start = at.saturating_add(1);
            continue;
        }
        if cell_start > line_start {
            structure.cell(trimmed(text, cell_start, at))?;
            if begins_page(text, line_start) {
                structure.blocks.push(Block::Break);
            }
            structure.end_row(first);
        } else if at < text.len() || line_start < at {
            line(text, line_start, at, &mut structure);
        }
        line_start = at.saturating_add(1);
        cell_start = line_start;
        first = structure.cell_count();
    }
    Ok(structure)
}

/// A line without tabs: a paragraph, or a break.
pub(super) fn line(text: &str, start: usize, end: usize, structure: &mut Structure) {
    let place = without_bookmarks(text, start, end);
    if place.start == place.end {
        structure.blocks.push(Block::Break);
        return;
    }
    if text
        .get(start..end)
        .is_some_and(|line| line.starts_with('\x0c'))
    {
        structure.blocks.push(Block::Break);
    }
    structure.blocks.push(Block::Paragraph { place });
}

/// Whether a line begins with a form feed.
fn begins_page(text: &str, start: usize) -> bool {
    text.as_bytes().get(start) == Some(&0x0C)
}

/// The line without blanks and without the bookmarks that text out of Word carries before headings
/// (`[bookmark: _Toc123]`).
fn without_bookmarks(text: &str, start: usize, end: usize) -> super::Place {
    let mut place = trimmed(text, start, end);
    while let Some(rest) = text.get(place.start as usize..place.end as usize) {
        let Some(close) = rest
            .strip_prefix("[bookmark:")
            .and_then(|_| memchr::memchr(b']', rest.as_bytes()))
        else {
            break;
        };
        let begin = (place.start as usize)
            .saturating_add(close)
            .saturating_add(1);
        place = trimmed(text, begin, end);
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Vec<String> {
        let structure = structure(text).unwrap();
        let at = |place: &super::super::Place| {
            text.get(place.start as usize..place.end as usize)
                .unwrap()
                .to_owned()
        };
        structure
            .blocks
            .iter()
            .map(|block| match block {
                Block::Row { first, end } => structure.cells[*first as usize..*end as usize]
                    .iter()
                    .map(at)
                    .collect::<Vec<_>>()
                    .join("|"),
                Block::Paragraph { place } => format!("¶{}", at(place)),
                Block::Break => "-".to_owned(),
                Block::Noise { .. } => "noise".to_owned(),
            })
            .collect()
    }

    #[test]
    fn rows_paragraphs_and_breaks_keep_their_order() {
        assert_eq!(
            shape("标题\n\n项目\t行次\t 金额\r\n\t9\t\n"),
            ["¶标题", "-", "项目|行次|金额", "|9|"]
        );
        assert_eq!(shape("a\tb"), ["a|b"]);
        assert_eq!(shape("末行"), ["¶末行"]);
        assert_eq!(shape("上\n\x0c下\n"), ["¶上", "-", "¶下"]);
    }

    #[test]
    fn bookmarks_before_a_heading_are_not_part_of_it() {
        assert_eq!(
            shape("[bookmark: _Toc1][bookmark: _Toc2] 二、机构设置\n"),
            ["¶二、机构设置"]
        );
        assert_eq!(shape("[bookmark: open\n"), ["¶[bookmark: open"]);
    }
}
