//! Headings and fenced blocks of a Markdown text, with their places.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

/// What a case file is made of; everything else is prose.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A heading.
    Heading {
        /// 1 for `#`.
        level: usize,
        /// Its text.
        title: String,
        /// Where.
        range: Range<usize>,
    },
    /// A fenced block.
    Block(Block),
}

/// A fenced block.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// The first word behind the fence.
    pub(super) kind: String,
    /// `key=value` behind it, with their places.
    pub(super) attributes: Vec<Attribute>,
    /// The line that opens it.
    pub(super) opening: Range<usize>,
    /// The lines between the fences, the last line break included.
    pub(super) body: Range<usize>,
}

/// `key=value` behind a fence.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    /// The key; the whole word if there is no `=`.
    pub(super) key: String,
    /// The value, without quotes.
    pub(super) value: Option<String>,
    /// Where.
    pub(super) range: Range<usize>,
}

/// Headings and fenced blocks in order.
pub(super) fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut title: Option<String> = None;
    let mut body: Option<Range<usize>> = None;
    for (event, range) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { .. }) => title = Some(String::new()),
            Event::End(TagEnd::Heading(level)) => {
                parts.push(Part::Heading {
                    level: depth(level),
                    title: title.take().unwrap_or_default().trim().to_owned(),
                    range: trimmed(text, range),
                });
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => body = None,
            Event::End(TagEnd::CodeBlock) => {
                parts.push(Part::Block(block(text, &range, body.take())));
            }
            Event::Text(words) | Event::Code(words) => match &mut title {
                Some(title) => title.push_str(&words),
                None => {
                    let start = body.as_ref().map_or(range.start, |body| body.start);
                    body = Some(start..range.end);
                }
            },
            _ => {}
        }
    }
    parts
}

fn depth(level: HeadingLevel) -> usize {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = text.get(range.clone()).unwrap_or("");
    range.start..range.start.saturating_add(inside.trim_end().len())
}

fn block(text: &str, range: &Range<usize>, body: Option<Range<usize>>) -> Block {
    let inside = text.get(range.clone()).unwrap_or("");
    let line = inside.lines().next().unwrap_or("");
    let opening = range.start..range.start.saturating_add(line.len());
    let after = opening
        .end
        .saturating_add(1)
        .min(range.end.max(opening.end));
    let info = line.trim_start_matches(['`', '~', ' ']);
    let mut words = words(info, opening.end.saturating_sub(info.len()));
    let kind = match words.is_empty() {
        true => String::new(),
        false => words.remove(0).0,
    };
    Block {
        kind,
        attributes: words.into_iter().map(attribute).collect(),
        opening,
        body: body.unwrap_or(after..after),
    }
}

/// Words between blanks; quotes keep blanks together.
fn words(text: &str, offset: usize) -> Vec<(String, Range<usize>)> {
    let mut words: Vec<(String, Range<usize>)> = Vec::new();
    let (mut open, mut quoted) = (false, false);
    for (at, character) in text.char_indices() {
        if character == '"' {
            quoted = !quoted;
        }
        if character.is_whitespace() && !quoted {
            open = false;
            continue;
        }
        let start = offset.saturating_add(at);
        let end = start.saturating_add(character.len_utf8());
        if !open {
            words.push((String::new(), start..end));
            open = true;
        }
        if let Some((word, range)) = words.last_mut() {
            word.push(character);
            range.end = end;
        }
    }
    words
}

fn attribute((word, range): (String, Range<usize>)) -> Attribute {
    let (key, value) = match word.split_once('=') {
        Some((key, value)) => (key.to_owned(), Some(value.trim_matches('"').to_owned())),
        None => (word, None),
    };
    Attribute { key, value, range }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_keep_their_place_and_attributes() {
        let text = "# 甲 `乙`\n\n文字\n\n```report path=\"a b.txt\" x\n```\n\n```verdict\n合计: exact\n```\n";
        let parts = parts(text);
        assert!(matches!(&parts[0], Part::Heading { level: 1, title, .. } if title == "甲 乙"));
        let Part::Block(report) = &parts[1] else {
            panic!("{parts:?}")
        };
        assert_eq!(report.kind, "report");
        assert_eq!(report.attributes[0].value.as_deref(), Some("a b.txt"));
        assert_eq!(&text[report.attributes[1].range.clone()], "x");
        assert_eq!(&text[report.body.clone()], "");
        let Part::Block(verdict) = &parts[2] else {
            panic!("{parts:?}")
        };
        assert_eq!(&text[verdict.body.clone()], "合计: exact\n");
    }
}
