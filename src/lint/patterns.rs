//! W0709: a claim pattern that can read one sentence in two ways.

use super::LintedTemplate;
use super::idle::within;
use crate::diagnostic::codes::W0709;
use crate::diagnostic::{Problem, Wording};
use crate::source::Span;
use crate::template::pattern::{Compiled, Node, Phrases, Slot, SlotKind, parse, parse_phrases};
use crate::template::{ClaimDef, PatternText};

/// Patterns of a template's claims that can be read in two ways.
pub(super) fn look(one: &LintedTemplate<'_>, found: &mut Vec<Problem>) {
    let phrases = one.template.phrases.iter();
    let phrases: Vec<(&str, &str)> = phrases
        .map(|phrase| (phrase.id.as_str(), phrase.pattern.value.as_str()))
        .collect();
    let (phrases, _) = parse_phrases(phrases);
    for claim in &one.template.claims {
        of_claim(claim, &phrases, found);
    }
}

fn of_claim(claim: &ClaimDef, phrases: &Phrases, found: &mut Vec<Problem>) {
    let lists = [&claim.totals, &claim.patterns, &claim.each, &claim.more];
    for list in lists {
        let mut seen: Vec<(Compiled, &PatternText)> = Vec::new();
        for text in list {
            let Ok(pattern) = parse(&text.value, phrases) else {
                continue;
            };
            if let Some(slot) = two_ways(&pattern.nodes, &pattern.slots) {
                found.push(ambiguous(claim, text, slot));
            }
            let Ok(compiled) = Compiled::of(&pattern) else {
                continue;
            };
            let places = |compiled: &Compiled| {
                compiled
                    .slots
                    .iter()
                    .map(|slot| slot.name.clone())
                    .collect::<Vec<_>>()
            };
            let before = seen
                .iter()
                .find(|(other, _)| other.ops == compiled.ops && places(other) == places(&compiled));
            if let Some((_, first)) = before {
                found.push(repeated(claim, text, first.span));
            }
            seen.push((compiled, text));
        }
    }
}

/// A placeholder that can end in two places of one sentence: what may follow it could be its own end.
fn two_ways<'s>(nodes: &[Node], slots: &'s [Slot]) -> Option<&'s Slot> {
    for (at, node) in nodes.iter().enumerate() {
        let rest = nodes.get(at.saturating_add(1)..).unwrap_or(&[]);
        match node {
            Node::Slot(index) => {
                let slot = slots.get(*index)?;
                if let Some(Node::Choice(all)) = rest.first()
                    && can_take(slot, all)
                {
                    return Some(slot);
                }
            }
            Node::Choice(all) => {
                let inside = all.iter().find_map(|nodes| two_ways(nodes, slots));
                if inside.is_some() {
                    return inside;
                }
            }
            Node::Literal(_) | Node::Gap { .. } => {}
        }
    }
    None
}

/// Whether a placeholder could also read what a choice after it reads.
fn can_take(slot: &Slot, all: &[Vec<Node>]) -> bool {
    let texts: Vec<&str> = all
        .iter()
        .filter_map(|nodes| match nodes.as_slice() {
            [] => Some(""),
            [Node::Literal(text)] => Some(text.as_str()),
            _ => None,
        })
        .collect();
    match &slot.kind {
        // Of two endings, one ends with the other: what is left over may belong to the text.
        SlotKind::Text | SlotKind::Name => texts.iter().any(|long| {
            let plain = long.chars().all(char::is_alphanumeric);
            let shorter = |short: &&str| short.len() < long.len() && long.ends_with(*short);
            plain && texts.iter().any(shorter)
        }),
        // One word goes on where another ends.
        SlotKind::Words(words) => texts.iter().any(|text| {
            let longer = |word: &String| words.contains(&format!("{word}{text}"));
            !text.is_empty() && texts.contains(&"") && words.iter().any(longer)
        }),
        _ => false,
    }
}

fn ambiguous(claim: &ClaimDef, text: &PatternText, slot: &Slot) -> Problem {
    let (id, name) = (&claim.id, &slot.name);
    Problem::warning(
        &W0709,
        Wording::new(
            format!("论断「{id}」的占位「{name}」可以读出两种结果"),
            format!("placeholder `{name}` of claim `{id}` can read one sentence in two ways"),
        ),
    )
    .at(
        within(text, slot),
        Wording::new("它后面可有可无的字，也可以是它自己的结尾", "what may follow it could be its own end"),
    )
    .help(Wording::new(
        "把可有可无的字写成必有的，另写一种写法；或并入占位的词里",
        "make what follows obligatory and add another wording without it, or put it among the placeholder's words",
    ))
}

fn repeated(claim: &ClaimDef, text: &PatternText, first: Span) -> Problem {
    let id = &claim.id;
    Problem::warning(
        &W0709,
        Wording::new(
            format!("论断「{id}」的两种写法是同一种"),
            format!("two wordings of claim `{id}` are the same"),
        ),
    )
    .at(
        text.span,
        Wording::new(
            "标点和空格不计，与前面的相同",
            "the same but for punctuation and blanks",
        ),
    )
    .at(first, Wording::new("前面的", "this one"))
    .help(Wording::new("删去一种", "remove one"))
}
