//! A coarse reading of a rule file: words, texts, comments and brackets with their places.
//!
//! It never fails, so it serves whatever must work on broken files too: cutting a file into items,
//! counting brackets, naming what stands at a fault, and finding comments for the formatter.

use std::ops::Range;

/// A kind of bracket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    /// `( )`
    Round,
    /// `[ ]`
    Square,
    /// `{ }`
    Curly,
}

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lexeme {
    /// `// …`, `# …`
    Comment,
    /// `"…"`, `“…”`, `「…」`
    Text {
        /// Whether the closing quote was found on the same line.
        closed: bool,
    },
    /// A name or keyword.
    Word,
    /// Digits, with what is glued to them.
    Number,
    /// An opening bracket.
    Open(Bracket),
    /// A closing bracket.
    Close(Bracket),
    /// Any other character, or operator of two characters.
    Sign,
}

/// A lexeme with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// What it is.
    pub(super) lexeme: Lexeme,
    /// Where, in bytes.
    pub(super) range: Range<usize>,
    /// Whether it is the first on its line.
    pub(super) starts_line: bool,
}

/// All pieces of a text in order, without blanks.
#[derive(Debug, Clone)]
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
    line_started: bool,
}

/// Scans a text from its beginning.
pub(super) fn scan(text: &str) -> Scanner<'_> {
    Scanner {
        text,
        at: 0,
        line_started: false,
    }
}

/// Whether a character may stand in a name.
pub(super) fn is_name_char(character: char) -> bool {
    character == '_' || character == '·' || character.is_alphanumeric()
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// How many bytes, from here, characters last for which the test holds.
    fn run(&self, test: impl Fn(char) -> bool) -> usize {
        let rest = self.rest();
        rest.find(|character| !test(character))
            .unwrap_or(rest.len())
    }

    fn skip_blanks(&mut self) {
        for character in self.text.get(self.at..).unwrap_or("").chars() {
            if character == '\n' {
                self.line_started = false;
            } else if !character.is_whitespace() && character != '\u{FEFF}' {
                break;
            }
            self.at += character.len_utf8();
        }
    }

    /// Bytes to the end of a quoted text, and whether it is closed.
    fn quoted(&self, close: char) -> (usize, bool) {
        let mut escaped = false;
        for (at, character) in self.rest().char_indices().skip(1) {
            match character {
                '\n' => return (at, false),
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                _ if character == close => return (at + character.len_utf8(), true),
                _ => {}
            }
        }
        (self.rest().len(), false)
    }

    fn text_piece(&self, close: char) -> (Lexeme, usize) {
        let (length, closed) = self.quoted(close);
        (Lexeme::Text { closed }, length)
    }

    fn word_or_sign(&self, first: char) -> (Lexeme, usize) {
        if first.is_ascii_digit() || ('０'..='９').contains(&first) {
            (Lexeme::Number, self.number_length())
        } else if is_name_char(first) {
            (Lexeme::Word, self.run(is_name_char))
        } else {
            let two = ["==", "!=", "<=", ">=", ".."]
                .iter()
                .any(|sign| self.rest().starts_with(sign));
            (Lexeme::Sign, if two { 2 } else { first.len_utf8() })
        }
    }

    /// Digits, a decimal point between digits, and whatever is glued to them.
    fn number_length(&self) -> usize {
        let rest = self.rest();
        let whole = self.run(is_name_char);
        let after = rest.get(whole..).unwrap_or("");
        let mut next = after.chars();
        let point = matches!(next.next(), Some('.' | '．'));
        let digit = next.next().is_some_and(|character| character.is_numeric());
        if point && digit {
            let mark = after.chars().next().map_or(0, char::len_utf8);
            let fraction = after.get(mark..).unwrap_or("");
            let length = fraction
                .find(|character| !is_name_char(character))
                .unwrap_or(fraction.len());
            whole + mark + length
        } else {
            whole
        }
    }

    fn piece(&self, first: char) -> (Lexeme, usize) {
        let one = first.len_utf8();
        match first {
            '#' => (Lexeme::Comment, self.run(|character| character != '\n')),
            '/' if self.rest().starts_with("//") => {
                (Lexeme::Comment, self.run(|character| character != '\n'))
            }
            '"' => self.text_piece('"'),
            '“' => self.text_piece('”'),
            '「' => self.text_piece('」'),
            '(' | '（' => (Lexeme::Open(Bracket::Round), one),
            ')' | '）' => (Lexeme::Close(Bracket::Round), one),
            '[' | '［' | '【' => (Lexeme::Open(Bracket::Square), one),
            ']' | '］' | '】' => (Lexeme::Close(Bracket::Square), one),
            '{' | '｛' => (Lexeme::Open(Bracket::Curly), one),
            '}' | '｝' => (Lexeme::Close(Bracket::Curly), one),
            _ => self.word_or_sign(first),
        }
    }
}

impl Iterator for Scanner<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        self.skip_blanks();
        let first = self.rest().chars().next()?;
        let (lexeme, length) = self.piece(first);
        let start = self.at;
        let starts_line = !self.line_started;
        self.line_started = true;
        self.at += length.max(first.len_utf8());
        Some(Piece {
            lexeme,
            range: start..self.at,
            starts_line,
        })
    }
}
