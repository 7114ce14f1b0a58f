//! Tables of a report that no table of the template claims.

use super::likeness::likeness;
use crate::document::{Block, Document, Place, label_key};
use crate::figure::read_number;
use crate::report::{Presence, Report};
use crate::template::{TableDef, TableKind};

/// Longest title, in characters.
const MAX_TITLE: usize = 32;
/// Blocks below a title in which its table must begin.
const WITHIN: usize = 14;
/// Rows of a table whose words are compared with headers.
const HEADER_ROWS: usize = 4;

/// A title with a table below it that nothing claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnknownTitle {
    /// As printed.
    pub(super) text: String,
    /// 1-based line.
    pub(super) line: u32,
    /// Words of its first rows, without numbers.
    pub(super) words: Vec<String>,
    /// Printed form number, if one stands between title and table.
    pub(super) code: Option<String>,
}

/// Titles outside all tables that were read, each once.
pub(super) fn unknown_titles(report: &Report) -> Vec<UnknownTitle> {
    let document = &report.document;
    let taken: Vec<(u32, u32)> = report
        .tables
        .iter()
        .flat_map(|table| &table.sightings)
        .map(|sighting| (sighting.first, sighting.last))
        .collect();
    let mut found: Vec<UnknownTitle> = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        let Some(title) = title(document, block) else {
            continue;
        };
        let line = document.locate(title).line;
        if taken
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&line))
        {
            continue;
        }
        let text = document.text_at(title).trim().to_owned();
        if found
            .iter()
            .any(|known| label_key(&known.text) == label_key(&text))
        {
            continue;
        }
        let below = document.blocks.iter().skip(index.saturating_add(1));
        let below: Vec<&Block> = below.take(WITHIN).collect();
        if let Some(words) = table_words(document, &below) {
            found.push(UnknownTitle {
                text,
                line,
                words,
                code: code(document, &below),
            });
        }
    }
    found
}

/// A short line that ends in 表.
fn title(document: &Document, block: &Block) -> Option<Place> {
    let place = match block {
        Block::Paragraph { place } => *place,
        Block::Row { .. } => {
            let printed = document
                .cells_of(block)
                .iter()
                .filter(|cell| cell.start < cell.end);
            let cells: Vec<&Place> = printed.collect();
            match cells.as_slice() {
                [only] => **only,
                _ => return None,
            }
        }
        Block::Break | Block::Noise { .. } => return None,
    };
    let text = document.text_at(place).trim();
    let short = text.chars().count() <= MAX_TITLE;
    let ends = text.ends_with('表') || text.ends_with("表）") || text.ends_with("表)");
    let coded = text.starts_with("公开") || text.contains("附表");
    let part = text.starts_with('第') && text.contains("部分");
    (short && ends && !coded && !part).then_some(place)
}

/// The words of the first rows below a title; `None` if no table with figures begins there.
fn table_words(document: &Document, below: &[&Block]) -> Option<Vec<String>> {
    let rows = below
        .iter()
        .filter(|block| document.cells_of(block).len() > 1);
    let rows: Vec<&&Block> = rows.collect();
    let mut words = Vec::new();
    for block in rows.iter().take(HEADER_ROWS) {
        for cell in document.cells_of(block) {
            let text = document.text_at(*cell).trim();
            if !text.is_empty() && read_number(text).is_none() {
                words.push(text.split_whitespace().collect::<String>());
            }
        }
    }
    (rows.len() > 1 && words.len() > 1).then_some(words)
}

/// `公开03表`, `云附表1`: a short word with a number and 表 above the table.
fn code(document: &Document, below: &[&Block]) -> Option<String> {
    below.iter().take(6).find_map(|block| {
        let Block::Paragraph { place } = block else {
            return None;
        };
        let text = document.text_at(*place).trim();
        let numbered = text.chars().any(|c| c.is_ascii_digit());
        (numbered && text.contains('表') && text.chars().count() <= 10).then(|| text.to_owned())
    })
}

/// How likely a title is that of a table of the template, per mille: by its words, and by how many of
/// the table's headers stand below it.
pub(super) fn resemblance(title: &UnknownTitle, table: &TableDef) -> u32 {
    let names = table.titles.iter().chain([&table.id]);
    let named = names.map(|name| likeness(name, &title.text)).max();
    let columns = table.panels.iter().flat_map(|panel| &panel.columns);
    let (mut here, mut all) = (0_u32, 0_u32);
    for column in columns {
        let leaves = column.header.iter().chain([&column.id]);
        let mut leaves = leaves.map(|word| label_key(word.rsplit('/').next().unwrap_or(word)));
        all = all.saturating_add(1);
        let stands = leaves.any(|leaf| title.words.iter().any(|word| label_key(word) == leaf));
        here = here.saturating_add(u32::from(stands));
    }
    let headers = here.saturating_mul(1000).checked_div(all).unwrap_or(0);
    let coded = title.code.as_ref().is_some_and(|code| {
        table
            .codes
            .iter()
            .any(|known| label_key(known) == label_key(code))
    });
    // A title says more than headers, which many tables share.
    named
        .unwrap_or(0)
        .saturating_mul(4)
        .saturating_add(headers)
        .checked_div(5)
        .unwrap_or(0)
        .saturating_add(if coded { 200 } else { 0 })
}

/// The statutory tables that were not found, as indexes into the template's tables.
pub(super) fn missing_tables(report: &Report) -> Vec<usize> {
    let schema = &report.template.schema.tables;
    let found = |wanted: usize| {
        schema.iter().zip(&report.tables).any(|(schema, table)| {
            matches!(schema.kind, TableKind::Panel { table, .. } if usize::from(table) == wanted)
                && table.presence == Presence::Found
        })
    };
    let count = report.template.tables.len();
    (0..count).filter(|index| !found(*index)).collect()
}
