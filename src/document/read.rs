//! From bytes to a document.

use super::aligned::{looks_aligned, structure as aligned};
use super::{Document, Format, ReadError, decode, layout, noise, read_cell_per_line, read_tabs};
use crate::source::Lines;

/// Largest file that is read, in bytes. Published reports have some hundred KB; the limit keeps a
/// mistaken file from filling memory and every offset within 32 bits.
pub const MAX_DOCUMENT_BYTES: usize = 128 * 1024 * 1024;

/// Most table cells that a document may have.
pub const MAX_CELLS: usize = 16 * 1024 * 1024;

/// How to read a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// How cells are told apart; `None` lets the text decide.
    pub format: Option<Format>,
}

/// Decodes a file and finds its rows, paragraphs and noise.
///
/// # Errors
/// When the file is empty, is not text, is too large or in no known encoding.
pub fn read(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<Document, ReadError> {
    if bytes.len() > MAX_DOCUMENT_BYTES {
        return Err(ReadError::TooLarge {
            bytes: bytes.len() as u64,
            limit: MAX_DOCUMENT_BYTES as u64,
        });
    }
    let (text, encoding) = decode::decode(bytes)?;
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let format = options.format.unwrap_or_else(|| format_of(&text));
    let (mut printed, mut ragged) = (None, Vec::new());
    let (mut structure, text) = match format {
        Format::CellPerLine => (read_cell_per_line::structure(&text)?, text),
        Format::TabSeparated => (read_tabs::structure(&text)?, text),
        Format::BlankAligned => {
            let made = aligned(&text)?;
            printed = Some(made.printed);
            ragged = made.ragged;
            (made.structure, made.text)
        }
    };
    noise::mark(&text, &mut structure);
    Ok(Document {
        name: name.to_owned(),
        lines: Lines::of(&text),
        text,
        format,
        encoding,
        blocks: structure.blocks,
        cells: structure.cells,
        printed,
        ragged,
    })
}

fn format_of(text: &str) -> Format {
    if looks_aligned(text) {
        Format::BlankAligned
    } else {
        layout::format_of(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;

    #[test]
    fn what_is_no_report_is_refused() {
        let read = |bytes: &[u8]| read("x.txt", bytes, &ReadOptions::default());
        assert_eq!(read(b"").unwrap_err(), ReadError::Empty);
        assert_eq!(read(b" \r\n\t\n").unwrap_err(), ReadError::Empty);
        assert!(matches!(read(b"a\0b"), Err(ReadError::Binary { .. })));
        let large = vec![b'a'; MAX_DOCUMENT_BYTES + 1];
        assert!(matches!(read(&large), Err(ReadError::TooLarge { .. })));
        let tabs = vec![b'\t'; MAX_CELLS + 1];
        let tabs = [b"a".as_slice(), &tabs].concat();
        assert!(matches!(read(&tabs), Err(ReadError::TooManyCells { .. })));
    }

    #[test]
    fn one_huge_line_and_a_hundred_thousand_rows_are_fine() {
        let huge = "长".repeat(1_000_000);
        let document = read("x", huge.as_bytes(), &ReadOptions::default()).unwrap();
        assert_eq!(document.blocks.len(), 1);
        let rows = "201\t一般公共服务支出\t1.00\t\n".repeat(100_000);
        let document = read("x", rows.as_bytes(), &ReadOptions::default()).unwrap();
        let count = document
            .blocks
            .iter()
            .filter(|block| matches!(block, Block::Row { .. }))
            .count();
        assert_eq!((count, document.cells.len()), (100_000, 400_000));
    }
}
