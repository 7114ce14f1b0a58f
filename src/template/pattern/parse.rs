//! Text of a pattern → tree.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use indexmap::IndexMap;

use super::error::{PatternError, PatternErrorKind};
use super::fold::fold_char;
use crate::diagnostic::closest;

/// How deep brackets and phrases may nest.
const MAX_DEPTH: usize = 24;

/// A piece of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Text to be found as it stands, folded.
    Literal(String),
    /// `(a|b)`; `[a|b]` is a choice whose last alternative is empty.
    Choice(Vec<Vec<Node>>),
    /// `…` (inside one sentence) or `……` (inside one item).
    Gap {
        /// `……`
        item: bool,
    },
    /// A placeholder: index into [`Pattern::slots`].
    Slot(usize),
}

/// A placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The column it fills.
    pub name: String,
    /// What it reads.
    pub kind: SlotKind,
    /// Bytes in the pattern (of the phrase's use, if it comes from a phrase).
    pub range: Range<usize>,
}

/// What a placeholder reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlotKind {
    /// Money with its unit.
    Amount {
        /// `amount?`: the unit may be missing and is then inherited.
        unit_optional: bool,
    },
    /// Digits whose unit stands after the next amount (`甲、乙万元`).
    AmountDigits,
    /// `12.5%`
    Percent,
    /// A whole number; its measure word is literal text of the pattern.
    Count,
    /// `95.5分`
    Score,
    /// `2022`
    Year,
    /// Digits.
    Number,
    /// Text up to a comma.
    Text,
    /// Text that may hold commas.
    Name,
    /// A classification code.
    Code,
    /// One of these words, folded, the longest first.
    Words(Vec<String>),
    /// `增加2.00万元`, `持平`
    Change,
    /// `增长2.00%`, `持平`
    ChangePercent,
}

impl SlotKind {
    /// The names of types as patterns write them.
    pub const NAMES: &'static [&'static str] = &[
        "amount",
        "amount?",
        "percent",
        "count",
        "score",
        "year",
        "number",
        "text",
        "name",
        "code",
        "change",
        "change_percent",
    ];

    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "amount" => Self::Amount {
                unit_optional: false,
            },
            "amount?" => Self::Amount {
                unit_optional: true,
            },
            "percent" => Self::Percent,
            "count" => Self::Count,
            "score" => Self::Score,
            "year" => Self::Year,
            "number" => Self::Number,
            "text" => Self::Text,
            "name" => Self::Name,
            "code" => Self::Code,
            "change" => Self::Change,
            "change_percent" => Self::ChangePercent,
            _ => return None,
        })
    }

    /// Whether its end is wherever the rest of the pattern goes on.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Text | Self::Name)
    }
}

/// A pattern with its phrases put in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pattern {
    /// In order.
    pub nodes: Vec<Node>,
    /// Placeholders in order of writing.
    pub slots: Vec<Slot>,
}

/// Phrases by name, already parsed.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    parsed: IndexMap<String, Pattern>,
}

/// Parses the phrases of a template; they may use each other. Errors carry the phrase's index.
#[must_use]
pub fn parse_phrases<'t>(
    phrases: impl IntoIterator<Item = (&'t str, &'t str)>,
) -> (Phrases, Vec<(usize, PatternError)>) {
    let texts: IndexMap<&str, &str> = phrases.into_iter().collect();
    let mut done = Phrases::default();
    let mut errors = Vec::new();
    for (index, (name, text)) in texts.iter().enumerate() {
        let mut parser = Parser::new(text, Source::Texts(&texts), vec![(*name).to_owned()]);
        match parser.whole() {
            Ok(pattern) => {
                done.parsed.insert((*name).to_owned(), pattern);
            }
            Err(error) => {
                errors.push((index, error));
                done.parsed.insert((*name).to_owned(), Pattern::default());
            }
        }
    }
    (done, errors)
}

/// Parses one pattern.
///
/// # Errors
/// The first mistake in it, with its byte range.
pub fn parse(text: &str, phrases: &Phrases) -> Result<Pattern, PatternError> {
    let pattern = Parser::new(text, Source::Parsed(phrases), Vec::new()).whole()?;
    super::compile::check(&pattern, text.len())?;
    Ok(pattern)
}

/// Where the words of `<名>` come from.
#[derive(Clone, Copy)]
enum Source<'p> {
    Parsed(&'p Phrases),
    Texts(&'p IndexMap<&'p str, &'p str>),
}

struct Parser<'p> {
    text: &'p str,
    chars: Peekable<CharIndices<'p>>,
    source: Source<'p>,
    /// Phrases being read, outermost first.
    within: Vec<String>,
    depth: usize,
    slots: Vec<Slot>,
}

impl<'p> Parser<'p> {
    fn new(text: &'p str, source: Source<'p>, within: Vec<String>) -> Self {
        Self {
            text,
            chars: text.char_indices().peekable(),
            source,
            within,
            depth: 0,
            slots: Vec::new(),
        }
    }

    fn whole(&mut self) -> Result<Pattern, PatternError> {
        let nodes = self.sequence()?;
        if let Some(&(at, character)) = self.chars.peek() {
            return Err(error(
                at,
                at.saturating_add(1),
                PatternErrorKind::Stray(character),
            ));
        }
        let mut slots = std::mem::take(&mut self.slots);
        share_units(&mut slots);
        Ok(Pattern { nodes, slots })
    }

    /// Pieces up to `|`, a closing bracket or the end.
    fn sequence(&mut self) -> Result<Vec<Node>, PatternError> {
        let mut nodes = Vec::new();
        let mut literal = String::new();
        while let Some(&(at, character)) = self.chars.peek() {
            if matches!(character, ')' | ']' | '|') {
                break;
            }
            self.chars.next();
            if !matches!(character, '(' | '[' | '{' | '<' | '…' | '}' | '>') {
                fold_char(character, &mut literal);
                continue;
            }
            flush(&mut literal, &mut nodes);
            match character {
                '(' => nodes.push(Node::Choice(self.alternatives(at, '(', ')')?)),
                '[' => {
                    let mut choice = self.alternatives(at, '[', ']')?;
                    choice.push(Vec::new());
                    nodes.push(Node::Choice(choice));
                }
                '{' => nodes.push(self.placeholder(at)?),
                '<' => nodes.extend(self.phrase(at)?),
                '…' => {
                    let item = self.chars.next_if(|(_, next)| *next == '…').is_some();
                    nodes.push(Node::Gap { item });
                }
                other => {
                    return Err(error(
                        at,
                        at.saturating_add(1),
                        PatternErrorKind::Stray(other),
                    ));
                }
            }
        }
        flush(&mut literal, &mut nodes);
        Ok(nodes)
    }

    fn alternatives(
        &mut self,
        at: usize,
        open: char,
        close: char,
    ) -> Result<Vec<Vec<Node>>, PatternError> {
        self.depth = self.depth.saturating_add(1);
        if self.depth > MAX_DEPTH {
            return Err(error(at, at.saturating_add(1), PatternErrorKind::TooLarge));
        }
        let mut all = vec![self.sequence()?];
        loop {
            match self.chars.next() {
                Some((_, '|')) => all.push(self.sequence()?),
                Some((_, found)) if found == close => break,
                Some((at, found)) => {
                    return Err(error(
                        at,
                        at.saturating_add(1),
                        PatternErrorKind::Stray(found),
                    ));
                }
                None => {
                    return Err(error(
                        at,
                        at.saturating_add(1),
                        PatternErrorKind::Unclosed(open),
                    ));
                }
            }
        }
        self.depth = self.depth.saturating_sub(1);
        Ok(all)
    }

    /// `{name:type}` or `{name:(a|b)}` after its `{`.
    fn placeholder(&mut self, at: usize) -> Result<Node, PatternError> {
        let rest = self.text.get(at..).unwrap_or("");
        let Some(length) = rest.find('}') else {
            return Err(error(
                at,
                at.saturating_add(1),
                PatternErrorKind::Unclosed('{'),
            ));
        };
        let end = at.saturating_add(length).saturating_add(1);
        while self.chars.next_if(|(next, _)| *next < end).is_some() {}
        let inside = rest.get(1..length).unwrap_or("");
        let Some((name, kind)) = inside.split_once(':') else {
            return Err(error(at, end, PatternErrorKind::Placeholder));
        };
        let (name, kind) = (name.trim(), kind.trim());
        if name.is_empty() || kind.is_empty() {
            return Err(error(at, end, PatternErrorKind::Placeholder));
        }
        let kind = match kind
            .strip_prefix('(')
            .and_then(|words| words.strip_suffix(')'))
        {
            Some(words) => {
                vocabulary(words).ok_or_else(|| error(at, end, PatternErrorKind::Placeholder))?
            }
            None => SlotKind::of(kind).ok_or_else(|| {
                let near = closest(kind, SlotKind::NAMES.iter().copied()).map(str::to_owned);
                error(
                    at,
                    end,
                    PatternErrorKind::UnknownType(kind.to_owned(), near),
                )
            })?,
        };
        self.slots.push(Slot {
            name: name.to_owned(),
            kind,
            range: at..end,
        });
        Ok(Node::Slot(self.slots.len().saturating_sub(1)))
    }

    /// `<名>` after its `<`: the phrase's own pieces, with its placeholders added to this pattern.
    fn phrase(&mut self, at: usize) -> Result<Vec<Node>, PatternError> {
        let rest = self.text.get(at..).unwrap_or("");
        let Some(length) = rest.find('>') else {
            return Err(error(
                at,
                at.saturating_add(1),
                PatternErrorKind::Unclosed('<'),
            ));
        };
        let end = at.saturating_add(length).saturating_add(1);
        while self.chars.next_if(|(next, _)| *next < end).is_some() {}
        let name = rest.get(1..length).unwrap_or("").trim().to_owned();
        let inner = self
            .phrase_pattern(&name)
            .map_err(|kind| error(at, end, kind))?;
        let base = self.slots.len();
        self.slots.extend(inner.slots.into_iter().map(|slot| Slot {
            range: at..end,
            ..slot
        }));
        Ok(inner
            .nodes
            .into_iter()
            .map(|node| shift(node, base))
            .collect())
    }

    fn phrase_pattern(&self, name: &str) -> Result<Pattern, PatternErrorKind> {
        let unknown = |names: &mut dyn Iterator<Item = &str>| {
            PatternErrorKind::UnknownPhrase(
                name.to_owned(),
                closest(name, names).map(str::to_owned),
            )
        };
        match self.source {
            Source::Parsed(phrases) => phrases
                .parsed
                .get(name)
                .cloned()
                .ok_or_else(|| unknown(&mut phrases.parsed.keys().map(String::as_str))),
            Source::Texts(texts) => {
                let text = texts
                    .get(name)
                    .ok_or_else(|| unknown(&mut texts.keys().copied()))?;
                if self.within.iter().any(|outer| outer == name) || self.within.len() > MAX_DEPTH {
                    return Err(PatternErrorKind::PhraseLoop(name.to_owned()));
                }
                let mut within = self.within.clone();
                within.push(name.to_owned());
                Parser::new(text, self.source, within)
                    .whole()
                    .map_err(|error| error.kind)
            }
        }
    }
}

fn error(start: usize, end: usize, kind: PatternErrorKind) -> PatternError {
    PatternError {
        range: start..end,
        kind,
    }
}

fn flush(literal: &mut String, nodes: &mut Vec<Node>) {
    if !literal.is_empty() {
        nodes.push(Node::Literal(std::mem::take(literal)));
    }
}

fn vocabulary(words: &str) -> Option<SlotKind> {
    let mut words: Vec<String> = words.split('|').map(super::fold).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    let usable = !words.is_empty() && words.iter().all(|word| !word.is_empty());
    usable.then_some(SlotKind::Words(words))
}

fn shift(node: Node, base: usize) -> Node {
    match node {
        Node::Slot(index) => Node::Slot(index.saturating_add(base)),
        Node::Choice(all) => Node::Choice(
            all.into_iter()
                .map(|nodes| nodes.into_iter().map(|node| shift(node, base)).collect())
                .collect(),
        ),
        other => other,
    }
}

/// Digits directly before an amount take its unit.
fn share_units(slots: &mut [Slot]) {
    let mut amount_follows = false;
    for slot in slots.iter_mut().rev() {
        match slot.kind {
            SlotKind::Amount { .. } => amount_follows = true,
            SlotKind::Number if amount_follows => slot.kind = SlotKind::AmountDigits,
            SlotKind::AmountDigits => {}
            _ => amount_follows = false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, Phrases, SlotKind, parse, parse_phrases};
    use crate::template::pattern::PatternErrorKind;

    fn fails(text: &str) -> (PatternErrorKind, &str) {
        let error = parse(text, &Phrases::default()).unwrap_err();
        (error.kind, &text[error.range])
    }

    #[test]
    fn half_width_brackets_are_notation_and_full_width_ones_text() {
        let pattern = parse("{类:text}（类）[：]{金额:amount?}", &Phrases::default()).unwrap();
        assert_eq!(
            pattern.nodes,
            vec![
                Node::Slot(0),
                Node::Literal("(类)".into()),
                Node::Choice(vec![vec![Node::Literal(":".into())], vec![]]),
                Node::Slot(1),
            ]
        );
        assert_eq!(
            pattern.slots[1].kind,
            SlotKind::Amount {
                unit_optional: true
            }
        );
    }

    #[test]
    fn a_vocabulary_is_folded_and_longest_first() {
        let pattern = parse(
            "{项目:(购置费|购置及运行费（境）)}支出",
            &Phrases::default(),
        )
        .unwrap();
        let words = vec!["购置及运行费(境)".to_owned(), "购置费".to_owned()];
        assert_eq!(pattern.slots[0].kind, SlotKind::Words(words));
    }

    #[test]
    fn digits_before_an_amount_take_its_unit() {
        let pattern = parse("分别为{甲:number}、{乙:amount}", &Phrases::default()).unwrap();
        assert_eq!(pattern.slots[0].kind, SlotKind::AmountDigits);
    }

    #[test]
    fn phrases_are_put_in_and_may_use_each_other() {
        let (phrases, errors) =
            parse_phrases([("年", "{上年:year}年"), ("比", "比<年>"), ("坏", "<没有>")]);
        assert_eq!(errors.len(), 1);
        let pattern = parse("<比>增加{额:amount}", &phrases).unwrap();
        assert_eq!(
            pattern
                .slots
                .iter()
                .map(|s| s.name.as_str())
                .collect::<Vec<_>>(),
            ["上年", "额"]
        );
        assert_eq!(pattern.slots[0].range, 0..5);
    }

    #[test]
    fn a_phrase_that_holds_itself_is_refused() {
        let (_, errors) = parse_phrases([("甲", "<乙>一"), ("乙", "<甲>二")]);
        assert!(
            errors
                .iter()
                .all(|(_, e)| matches!(e.kind, PatternErrorKind::PhraseLoop(_)))
        );
        assert_eq!(errors.len(), 2);
    }

    #[test]
    fn mistakes_have_places() {
        assert_eq!(fails("收入(合计"), (PatternErrorKind::Unclosed('('), "("));
        assert_eq!(fails("收入合计)"), (PatternErrorKind::Stray(')'), ")"));
        assert_eq!(
            fails("收入{金额}"),
            (PatternErrorKind::Placeholder, "{金额}")
        );
        let (kind, at) = fails("收入{金额:amont}");
        assert_eq!(
            (kind, at),
            (
                PatternErrorKind::UnknownType("amont".into(), Some("amount".into())),
                "{金额:amont}"
            )
        );
        assert_eq!(
            fails("主要是{事由:text}"),
            (PatternErrorKind::Endless, "{事由:text}")
        );
        assert_eq!(
            fails("{甲:text}[{乙:name}]元"),
            (PatternErrorKind::Endless, "{甲:text}")
        );
        assert_eq!(fails("[甲][乙]").0, PatternErrorKind::Empty);
        assert_eq!(fails("收入…").0, PatternErrorKind::Endless);
    }

    #[test]
    fn deep_nesting_is_refused() {
        let text = format!("{}甲{}", "(".repeat(200), ")".repeat(200));
        assert_eq!(
            parse(&text, &Phrases::default()).unwrap_err().kind,
            PatternErrorKind::TooLarge
        );
    }
}
