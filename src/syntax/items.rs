//! Cuts a rule file into its items, so that each can be parsed alone and one broken item does not
//! hide the faults of the next. Finds unclosed texts, brackets without partner and nesting without end.

use std::ops::Range;

use super::faults;
use super::keywords::{self, Role};
use super::limits::MAX_NESTING;
use super::scan::{self, Bracket, Lexeme, Piece, Scanner};
use crate::diagnostic::Problems;
use crate::source::{SourceId, Span};

/// A piece of a file that is parsed alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Segment {
    /// An item other than a scope, or what stands in the place of one.
    Item(ItemText),
    /// A scope: its head with the opening brace, and what it holds.
    Scope {
        /// `in 收支总表.收入 {`
        head: Range<usize>,
        /// The items inside.
        body: Vec<Segment>,
        /// From the head to the closing brace.
        range: Range<usize>,
    },
}

/// The text of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ItemText {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// Places inside where a fault was already reported.
    pub(super) faults: Vec<usize>,
    /// Nested so deeply that it must not be parsed.
    pub(super) too_deep: bool,
}

/// Cuts a file and reports what is wrong with its brackets and quotes.
pub(super) fn cut(text: &str, source: SourceId) -> (Vec<Segment>, Problems) {
    let mut cutter = Cutter {
        text,
        source,
        scanner: scan::scan(text),
        done: Vec::new(),
        scopes: Vec::new(),
        item: None,
        problems: Problems::default(),
    };
    while let Some(piece) = cutter.scanner.next() {
        cutter.take(&piece);
    }
    cutter.finish()
}

/// A scope whose closing brace has not been seen yet.
struct OpenScope {
    head: Range<usize>,
    brace: Range<usize>,
    body: Vec<Segment>,
}

/// An item whose end has not been seen yet.
struct OpenItem {
    text: ItemText,
    first: First,
    brackets: Vec<(Bracket, Range<usize>)>,
    /// A quote is open, so brackets may be hidden in it.
    quiet: bool,
    seen_brace: bool,
    /// The last piece ends a value, so that no other value can follow it.
    ends_value: bool,
}

/// How an item begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum First {
    Scope,
    Rule,
    Other,
    /// No word of the language begins it.
    Unknown,
}

/// Whether a value can end with a piece, so that no other value can follow it.
pub(super) fn ends_value(text: &str, piece: &Piece) -> bool {
    match piece.lexeme {
        Lexeme::Close(_) | Lexeme::Number | Lexeme::Text { .. } => true,
        Lexeme::Word => {
            let word = text.get(piece.range.clone()).unwrap_or("");
            keywords::keyword(word, LINKS).is_none()
        }
        Lexeme::Open(_) | Lexeme::Sign | Lexeme::Comment => false,
    }
}

/// Whether a word begins something new after a value, instead of going on with it.
pub(super) fn begins_value(word: &str) -> bool {
    let goes_on = [Role::Operator, Role::Attribute];
    keywords::keyword(word, &goes_on).is_none()
        && keywords::keyword(word, &[Role::Item]).is_none_or(|item| item.en != "in")
}

/// Words that something must follow.
const LINKS: &[Role] = &[
    Role::Item,
    Role::Part,
    Role::Clause,
    Role::Attribute,
    Role::Operator,
];

struct Cutter<'t> {
    text: &'t str,
    source: SourceId,
    scanner: Scanner<'t>,
    done: Vec<Segment>,
    scopes: Vec<OpenScope>,
    item: Option<OpenItem>,
    problems: Problems,
}

impl Cutter<'_> {
    fn word(&self, piece: &Piece) -> &str {
        self.text.get(piece.range.clone()).unwrap_or("")
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.source, range.start, range.end)
    }

    fn take(&mut self, piece: &Piece) {
        if piece.lexeme == Lexeme::Comment {
            return;
        }
        if self.begins_next(piece) {
            self.end_item(Some(piece));
        }
        match self.item.take() {
            None => self.at_start(piece),
            Some(item) => self.inside(item, piece),
        }
    }

    /// Whether a piece begins the next item although the one before is not at its end.
    fn begins_next(&self, piece: &Piece) -> bool {
        let Some(item) = self.item.as_ref() else {
            return false;
        };
        if !piece.starts_line || piece.lexeme != Lexeme::Word {
            return false;
        }
        let word = self.word(piece);
        if !item.brackets.is_empty() {
            return self.surely_begins_item(word);
        }
        let item_word = keywords::keyword(word, &[Role::Item]).is_some();
        let head_goes_on = item.first == First::Rule && !item.seen_brace;
        if head_goes_on {
            return item_word && keywords::keyword(word, &[Role::Clause]).is_none();
        }
        item.first == First::Unknown
            || item_word
            || keywords::keyword(word, &[Role::Clause]).is_some()
            || (item.ends_value && begins_value(word))
    }

    /// Whether a word that begins a line inside brackets can only be the beginning of an item, so
    /// that a closing bracket before it is missing.
    fn surely_begins_item(&self, word: &str) -> bool {
        let mut ahead = self.scanner.clone().take_while(|piece| !piece.starts_line);
        let Some(keyword) = keywords::keyword(word, &[Role::Item]) else {
            return false;
        };
        match keyword.en {
            "rule" | "fn" | "disable" => ahead
                .next()
                .is_some_and(|next| matches!(next.lexeme, Lexeme::Word | Lexeme::Text { .. })),
            "use" => ahead
                .next()
                .is_some_and(|next| keywords::keyword(self.word(&next), &[Role::Part]).is_some()),
            "in" => ahead.any(|next| next.lexeme == Lexeme::Open(Bracket::Curly)),
            _ => false,
        }
    }

    fn at_start(&mut self, piece: &Piece) {
        match piece.lexeme {
            Lexeme::Close(Bracket::Curly) => self.end_scope(piece),
            Lexeme::Sign if matches!(self.word(piece), ";" | "；") => {}
            _ => {
                let item = self.open_item(piece);
                self.inside(item, piece);
            }
        }
    }

    fn open_item(&self, piece: &Piece) -> OpenItem {
        let word = keywords::keyword(self.word(piece), &[Role::Item]);
        OpenItem {
            text: ItemText {
                range: piece.range.clone(),
                faults: Vec::new(),
                too_deep: false,
            },
            first: match word.map(|keyword| keyword.en) {
                Some("in") => First::Scope,
                Some("rule") => First::Rule,
                Some(_) => First::Other,
                None => First::Unknown,
            },
            brackets: Vec::new(),
            quiet: false,
            seen_brace: false,
            ends_value: false,
        }
    }

    fn inside(&mut self, mut item: OpenItem, piece: &Piece) {
        match piece.lexeme {
            Lexeme::Open(Bracket::Curly)
                if item.first == First::Scope && item.brackets.is_empty() =>
            {
                self.open_scope(&item, piece);
                return;
            }
            Lexeme::Open(bracket) => self.open_bracket(&mut item, bracket, piece),
            Lexeme::Close(bracket) => {
                self.close_bracket(item, bracket, piece);
                return;
            }
            Lexeme::Text { closed: false } => {
                self.problems.push(faults::unclosed_text(
                    self.span(&piece.range),
                    self.word(piece),
                ));
                item.text.faults.push(piece.range.start);
                item.quiet = true;
            }
            _ => {}
        }
        item.ends_value = ends_value(self.text, piece);
        item.text.range.end = piece.range.end;
        let ends = piece.lexeme == Lexeme::Sign
            && item.brackets.is_empty()
            && matches!(self.word(piece), ";" | "；");
        self.item = Some(item);
        if ends {
            self.end_item(None);
        }
    }

    fn open_bracket(&mut self, item: &mut OpenItem, bracket: Bracket, piece: &Piece) {
        item.seen_brace |= bracket == Bracket::Curly;
        item.brackets.push((bracket, piece.range.clone()));
        let depth = self.scopes.len() + item.brackets.len();
        if depth > MAX_NESTING && !item.text.too_deep {
            item.text.too_deep = true;
            self.problems
                .push(faults::too_deep(self.span(&piece.range), MAX_NESTING));
        }
    }

    fn open_scope(&mut self, item: &OpenItem, piece: &Piece) {
        if self.scopes.len() == MAX_NESTING {
            self.problems
                .push(faults::too_deep(self.span(&piece.range), MAX_NESTING));
        }
        self.scopes.push(OpenScope {
            head: item.text.range.start..piece.range.end,
            brace: piece.range.clone(),
            body: Vec::new(),
        });
    }

    fn close_bracket(&mut self, mut item: OpenItem, bracket: Bracket, piece: &Piece) {
        let known = match bracket {
            Bracket::Curly => item.brackets.iter().any(|(open, _)| *open == bracket),
            _ => item
                .brackets
                .iter()
                .rev()
                .take_while(|(open, _)| *open != Bracket::Curly)
                .any(|(open, _)| *open == bracket),
        };
        if known {
            self.pop_to(&mut item, bracket);
            item.ends_value = true;
            item.text.range.end = piece.range.end;
            let ends = item.brackets.is_empty() && bracket == Bracket::Curly;
            self.item = Some(item);
            if ends {
                self.end_item(None);
            }
        } else if bracket == Bracket::Curly {
            self.close_unknown_brace(item, piece);
        } else {
            item.text.range.end = piece.range.end;
            if !item.quiet && !item.text.too_deep {
                self.problems.push(faults::stray_bracket(
                    self.span(&piece.range),
                    self.word(piece),
                ));
            }
            item.text.faults.push(piece.range.start);
            self.item = Some(item);
        }
    }

    /// A `}` in an item that opened none: it ends a rule whose `{` is missing, or the scope.
    fn close_unknown_brace(&mut self, mut item: OpenItem, piece: &Piece) {
        if item.first == First::Rule && !item.seen_brace {
            item.text.range.end = piece.range.end;
            self.item = Some(item);
            self.end_item(Some(piece));
        } else {
            self.item = Some(item);
            self.end_item(Some(piece));
            self.end_scope(piece);
        }
    }

    /// Closes brackets up to and including the innermost of a kind; those above it are faults.
    fn pop_to(&mut self, item: &mut OpenItem, bracket: Bracket) {
        while let Some((open, range)) = item.brackets.pop() {
            if open == bracket {
                return;
            }
            self.unclosed(item, &range, None);
        }
    }

    fn unclosed(&mut self, item: &mut OpenItem, range: &Range<usize>, next: Option<Span>) {
        item.text.faults.push(range.start);
        if !item.quiet && !item.text.too_deep {
            let bracket = self.text.get(range.clone()).unwrap_or("");
            // Where a rule ends is worth showing; `)` and `]` are missed on the same line or nearby.
            let next = next.filter(|_| matches!(bracket, "{" | "｛"));
            self.problems
                .push(faults::unclosed_bracket(self.span(range), bracket, next));
        }
    }

    /// Ends the open item; `next` is what follows, if it is not the beginning of a line.
    fn end_item(&mut self, next: Option<&Piece>) {
        let Some(mut item) = self.item.take() else {
            return;
        };
        let next = next.map(|piece| self.span(&piece.range));
        while let Some((_, range)) = item.brackets.pop() {
            self.unclosed(&mut item, &range, next);
        }
        self.container().push(Segment::Item(item.text));
    }

    fn container(&mut self) -> &mut Vec<Segment> {
        match self.scopes.last_mut() {
            Some(scope) => &mut scope.body,
            None => &mut self.done,
        }
    }

    fn end_scope(&mut self, piece: &Piece) {
        match self.scopes.pop() {
            Some(scope) => self.keep_scope(scope, piece.range.end),
            None => self.problems.push(faults::stray_bracket(
                self.span(&piece.range),
                self.word(piece),
            )),
        }
    }

    fn keep_scope(&mut self, scope: OpenScope, end: usize) {
        let segment = Segment::Scope {
            range: scope.head.start..end,
            head: scope.head,
            body: scope.body,
        };
        // Beyond the limit the items stay readable but the tree gets no deeper.
        if self.scopes.len() >= MAX_NESTING {
            return;
        }
        self.container().push(segment);
    }

    fn finish(mut self) -> (Vec<Segment>, Problems) {
        self.end_item(None);
        let deep = self.scopes.len() > MAX_NESTING;
        while let Some(scope) = self.scopes.pop() {
            if !deep {
                let brace = self.span(&scope.brace);
                self.problems
                    .push(faults::unclosed_bracket(brace, "{", None));
            }
            self.keep_scope(scope, self.text.len());
        }
        (self.done, self.problems)
    }
}
