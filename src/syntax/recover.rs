//! All faults of an item that the grammar refuses: its head and its clauses are parsed one by one.

use std::ops::Range;

use pest::Parser as _;
use pest::error::{ErrorVariant, InputLocation};

use super::build::Builder;
use super::grammar::{GoujiParser, Grammar};
use super::items::{self, ItemText};
use super::keywords::{self, Role};
use super::scan::{self, Bracket, Lexeme, Piece};
use super::slips::{self, Spot};
use crate::diagnostic::{Problem, Problems};
use crate::source::SourceId;

/// What pest says of a text.
type Refusal = pest::error::Error<Grammar>;

/// All faults of an item beside those already reported.
pub(super) fn all_faults(
    text: &str,
    source: SourceId,
    item: &ItemText,
    refusal: &Refusal,
) -> Problems {
    let mut problems = Problems::default();
    let slice = text.get(item.range.clone()).unwrap_or("");
    let pieces: Vec<Piece> = scan::scan(slice)
        .filter(|piece| piece.lexeme != Lexeme::Comment)
        .map(|piece| Piece {
            range: piece.range.start + item.range.start..piece.range.end + item.range.start,
            ..piece
        })
        .collect();
    if let Some((head, body)) = rule_parts(text, &pieces) {
        problems.extend(part(text, source, item, (Grammar::whole_rule_head, head)));
        for clause in clauses(text, body) {
            problems.extend(part(text, source, item, (Grammar::whole_clauses, clause)));
        }
    }
    if problems.is_empty() && item.faults.is_empty() {
        problems.push(whole(text, source, item.range.clone(), refusal));
    }
    problems
}

/// What is wrong with an item that has no parts; a scope that has no `{` is one.
fn whole(text: &str, source: SourceId, range: Range<usize>, refusal: &Refusal) -> Problem {
    let slice = text.get(range.clone()).unwrap_or("");
    let scope = GoujiParser::parse(Grammar::kw_in, slice).is_ok();
    match GoujiParser::parse(Grammar::whole_scope_head, slice) {
        Err(refusal) if scope => explain(text, source, range, &refusal),
        _ => explain(text, source, range, refusal),
    }
}

/// What is wrong with one part of a rule.
fn part(
    text: &str,
    source: SourceId,
    item: &ItemText,
    (rule, range): (Grammar, Range<usize>),
) -> Problems {
    let mut problems = Problems::default();
    let known = item.faults.iter().any(|fault| range.contains(fault));
    match GoujiParser::parse(rule, text.get(range.clone()).unwrap_or("")) {
        Ok(mut pairs) => {
            let mut builder = Builder::new(text, source, range.start);
            if let Some(pair) = pairs.next() {
                builder.rule_part(pair);
            }
            problems.extend(builder.problems);
        }
        Err(error) if !known => problems.push(explain(text, source, range, &error)),
        Err(_) => {}
    }
    problems
}

/// The head of a rule up to its `{`, and the pieces between its braces. An item that begins with
/// another keyword has no such parts.
fn rule_parts<'p>(text: &str, pieces: &'p [Piece]) -> Option<(Range<usize>, &'p [Piece])> {
    let first = pieces.first()?;
    let word = text.get(first.range.clone())?;
    let other = keywords::keyword(word, &[Role::Item, Role::Clause, Role::Attribute])
        .is_some_and(|keyword| keyword.en != "rule");
    let brace = pieces
        .iter()
        .position(|piece| piece.lexeme == Lexeme::Open(Bracket::Curly))?;
    if other || first.lexeme != Lexeme::Word {
        return None;
    }
    let head = first.range.start..pieces.get(brace)?.range.end;
    let body = pieces.get(brace.saturating_add(1)..)?;
    let body = match body.split_last() {
        Some((last, rest)) if last.lexeme == Lexeme::Close(Bracket::Curly) => rest,
        _ => body,
    };
    Some((head, body))
}

/// The clauses of a rule, cut where a line begins with a word that begins a clause, or with a word
/// where none can stand.
fn clauses(text: &str, body: &[Piece]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut depth = 0_usize;
    let mut before: Option<&Piece> = None;
    for piece in body {
        let begins = piece.starts_line && begins_clause(text, piece, before, depth);
        match found.last_mut() {
            Some(last) if !begins => last.end = piece.range.end,
            _ => {
                found.push(piece.range.clone());
                depth = 0;
            }
        }
        match piece.lexeme {
            Lexeme::Open(_) => depth = depth.saturating_add(1),
            Lexeme::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = Some(piece);
    }
    found
}

fn begins_clause(text: &str, piece: &Piece, before: Option<&Piece>, depth: usize) -> bool {
    let word = text.get(piece.range.clone()).unwrap_or("");
    if piece.lexeme != Lexeme::Word {
        return false;
    }
    let clause = keywords::keyword(word, &[Role::Clause]).is_some();
    if clause && keywords::is_reserved(word) {
        return true;
    }
    let attribute = keywords::keyword(word, &[Role::Attribute]).is_some();
    let after_value = before.is_some_and(|before| items::ends_value(text, before));
    depth == 0 && (attribute || (after_value && items::begins_value(word)))
}

/// The problem for a text that pest refuses; `range` is where the text stands.
pub(super) fn explain(
    text: &str,
    source: SourceId,
    range: Range<usize>,
    refusal: &Refusal,
) -> Problem {
    let at = match refusal.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let rules = match &refusal.variant {
        ErrorVariant::ParsingError { positives, .. } => positives.as_slice(),
        ErrorVariant::CustomError { .. } => &[],
    };
    let at = range.start.saturating_add(at);
    slips::problem(&Spot::new(text, source, (range, at), rules))
}
