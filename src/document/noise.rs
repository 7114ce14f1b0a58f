//! Lines that belong to the page, not to the report: watermarks, page numbers, running heads, rules
//! of hyphens, stray tags.

use rustc_hash::FxHashMap;

use super::layout::Structure;
use super::{Block, Document, Place, label_key};

/// A short line that repeats so often may be a watermark or a running head.
const REPEATS: usize = 8;
/// Longest watermark, in bytes.
const WATERMARK_BYTES: usize = 120;
/// How often a repeated line must stand where no heading can: beside itself or between two rows.
const ODD_PLACES: usize = 2;

/// Turns noise among the blocks into [`Block::Noise`].
pub(super) fn mark(text: &str, structure: &mut Structure) {
    let at = |place: Place| {
        text.get(place.start as usize..place.end as usize)
            .unwrap_or("")
    };
    let marks = watermarks(structure, at);
    let cells = &structure.cells;
    for block in &mut structure.blocks {
        match *block {
            Block::Paragraph { place } => {
                let line = at(place);
                if is_page_number(line) || is_rule(line) || is_tag(line) || marks.contains_key(line)
                {
                    *block = Block::Noise { place };
                }
            }
            Block::Row { first, end } => {
                let row = cells.get(first as usize..end as usize).unwrap_or(&[]);
                if let Some(place) = rule_of_hyphens(row, at) {
                    *block = Block::Noise { place };
                }
            }
            Block::Break | Block::Noise { .. } => {}
        }
    }
}

impl Document {
    /// The document with lines of given texts as noise; `None` if there are none that are not noise
    /// already. For watermarks that a template knows by name and that repeat too seldom to be seen.
    #[must_use]
    pub fn without_lines(&self, texts: &[String]) -> Option<Self> {
        let keys: Vec<_> = texts.iter().map(|text| label_key(text)).collect();
        let is_named = |block: &Block| match block {
            Block::Paragraph { place } => {
                let line = self.text_at(*place);
                line.len() <= WATERMARK_BYTES && keys.contains(&label_key(line))
            }
            _ => false,
        };
        if keys.is_empty() || !self.blocks.iter().any(is_named) {
            return None;
        }
        let silent = |block: &Block| match *block {
            Block::Paragraph { place } if is_named(block) => Block::Noise { place },
            other => other,
        };
        Some(Self {
            blocks: self.blocks.iter().map(silent).collect(),
            ..self.clone()
        })
    }
}

/// What is known of a line that may be a watermark.
#[derive(Debug, Default, Clone, Copy)]
struct Repeats {
    count: usize,
    odd: usize,
}

fn watermarks<'t>(
    structure: &Structure,
    at: impl Fn(Place) -> &'t str,
) -> FxHashMap<&'t str, Repeats> {
    let mut seen: FxHashMap<&str, Repeats> = FxHashMap::default();
    let mut solid = structure
        .blocks
        .iter()
        .filter(|block| !matches!(block, Block::Break))
        .peekable();
    let mut before: Option<&Block> = None;
    while let Some(block) = solid.next() {
        if let Block::Paragraph { place } = block {
            let line = at(*place);
            if can_be_watermark(line) {
                let is_row = |block: Option<&Block>| matches!(block, Some(Block::Row { .. }));
                let same = |block: Option<&Block>| matches!(block, Some(Block::Paragraph { place }) if at(*place) == line);
                let after = solid.peek().copied();
                let odd = same(before) || (is_row(before) && is_row(after));
                let entry = seen.entry(line).or_default();
                entry.count = entry.count.saturating_add(1);
                entry.odd = entry.odd.saturating_add(usize::from(odd));
            }
        }
        before = Some(block);
    }
    seen.retain(|_, repeats| repeats.count >= REPEATS && repeats.odd >= ODD_PLACES);
    seen
}

/// Short, neither a heading nor a fact of a table's header nor a title nor a sentence.
fn can_be_watermark(line: &str) -> bool {
    const SENTENCE: &[char] = &['：', ':', '。', '；', '，', ',', ';', '、'];
    const TITLE: &[char] = &['表', '告', '书', '录', '元', '度', '年', '月', '日'];
    line.len() <= WATERMARK_BYTES
        && line.chars().nth(1).is_some()
        && !line.contains(SENTENCE)
        && !line.trim_end_matches([')', '）']).ends_with(TITLE)
        && !line.starts_with(['(', '（', '第'])
}

/// `12`, `- 12 -`, `第 12 页`, `12 / 30`, `第12页 共30页`.
pub(super) fn is_page_number(line: &str) -> bool {
    if line.len() > 48 {
        return false;
    }
    let digits = line.chars().filter(char::is_ascii_digit).count();
    if !(1..=8).contains(&digits) {
        return false;
    }
    let rest: String = line
        .chars()
        .filter(|c| !c.is_ascii_digit() && !super::trim::is_blank(*c))
        .collect();
    match rest.as_str() {
        "" => digits <= 4,
        "第页" | "第页共页" | "第页,共页" | "第页，共页" | "第页/共页" | "/" | "页" => {
            true
        }
        _ => {
            let dashes = rest
                .chars()
                .all(|c| matches!(c, '-' | '—' | '–' | '－' | '·' | '~'));
            dashes
                && line.starts_with(|c: char| !c.is_ascii_digit())
                && !line.ends_with(|c: char| c.is_ascii_digit())
        }
    }
}

/// A line of hyphens, underscores or the like.
fn is_rule(line: &str) -> bool {
    line.len() >= 3
        && line
            .chars()
            .all(|c| matches!(c, '-' | '_' | '=' | '*' | '—' | '─' | '━' | ' '))
}

/// A lone tag such as `<p>`.
fn is_tag(line: &str) -> bool {
    line.len() <= 16
        && line
            .strip_prefix('<')
            .and_then(|rest| rest.strip_suffix('>'))
            .is_some_and(|tag| {
                tag.bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b' '))
            })
}

/// A row whose every cell is a run of hyphens, the rule under a table's head in some extractions.
fn rule_of_hyphens<'t>(row: &[Place], at: impl Fn(Place) -> &'t str) -> Option<Place> {
    let is_run = |cell: &Place| {
        let text = at(*cell);
        text.len() >= 2 && text.bytes().all(|byte| matches!(byte, b'-' | b':'))
    };
    let (first, last) = (row.first()?, row.last()?);
    let long = at(*first).len() >= 3;
    (long && row.iter().all(is_run)).then_some(Place {
        start: first.start,
        end: last.end,
    })
}

#[cfg(test)]
mod tests {
    use super::super::read_tabs;
    use super::*;

    fn noise(text: &str) -> Vec<String> {
        let mut structure = read_tabs::structure(text).unwrap();
        mark(text, &mut structure);
        structure
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Noise { place } => Some(
                    text.get(place.start as usize..place.end as usize)
                        .unwrap()
                        .to_owned(),
                ),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn a_watermark_between_rows_is_noise_but_repeated_titles_and_facts_are_not() {
        let mut text = String::new();
        for page in 0..9 {
            text.push_str(&format!(
                "项目自评表\n(2031年度)\n金额单位：元\n甲\t{page}\n\n样张勿用\n\n乙\t{page}\n"
            ));
        }
        assert_eq!(noise(&text), vec!["样张勿用"; 9]);
    }

    #[test]
    fn a_watermark_known_by_name_is_noise_wherever_it_stands() {
        use super::super::{ReadOptions, read};
        let text = "甲\t1\n样 张\n乙\t2\n其他\n";
        let document = read("x", text.as_bytes(), &ReadOptions::default()).unwrap();
        let silent = document.without_lines(&["样张".to_owned()]).unwrap();
        let noise = |document: &Document| {
            let blocks = document.blocks.iter();
            blocks
                .filter(|block| matches!(block, Block::Noise { .. }))
                .count()
        };
        assert_eq!((noise(&document), noise(&silent)), (0, 1));
        assert!(document.without_lines(&["无".to_owned()]).is_none());
        assert!(silent.without_lines(&["样张".to_owned()]).is_none());
    }

    #[test]
    fn a_line_that_only_repeats_stays() {
        let text = "基本情况\n文字一二三\n".repeat(20);
        assert!(noise(&text).is_empty());
    }

    #[test]
    fn page_numbers_rules_and_tags_are_noise_and_amounts_are_not() {
        let text =
            "- 12 -\n第 3 页\n—4—\n17\n<p>\n-----\n--\t----\n---\t--\t---\n12.50\n2031年度\n1-2\n";
        assert_eq!(
            noise(text),
            [
                "- 12 -",
                "第 3 页",
                "—4—",
                "17",
                "<p>",
                "-----",
                "---\t--\t---"
            ]
        );
    }
}
