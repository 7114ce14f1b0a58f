//! The printer: lines, indentation, blank lines, and comments between clauses and items.

use super::comments::{Comment, Comments};
use super::fill::{self, Piece};
use super::spelling::Words;

/// What was printed last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing yet in this file or between these braces.
    Nothing,
    /// A comment on its own line.
    Comment,
    /// A clause or an item of one line.
    Line,
    /// A rule or scope.
    Block,
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A clause or an item of one line.
    Line,
    /// A rule or scope: blank lines round it.
    Block,
}

/// Prints a tree.
#[derive(Debug)]
pub(super) struct Writer<'t> {
    /// The source.
    pub(super) words: Words<'t>,
    /// Comments not yet printed.
    pub(super) comments: Comments,
    /// Pieces of the clause that is being printed.
    pub(super) pieces: Vec<Piece>,
    out: String,
    level: usize,
    before: Before,
    /// Where the last thing printed ends in the source.
    end: usize,
    /// The last line ends with a comment already.
    commented: bool,
}

impl<'t> Writer<'t> {
    /// A printer for the tree of a source.
    pub(super) fn new(words: Words<'t>) -> Self {
        Self {
            words,
            comments: Comments::default(),
            pieces: Vec::new(),
            out: String::new(),
            level: 0,
            before: Before::Nothing,
            end: 0,
            commented: false,
        }
    }

    /// Columns before a line.
    pub(super) fn indent(&self) -> usize {
        self.level * 2
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(&" ".repeat(self.indent()));
        self.out.push_str(text);
        self.out.push('\n');
        self.commented = false;
    }

    /// Whether the source has an empty line between what was printed last and a byte.
    fn blank_before(&self, start: usize) -> bool {
        has_empty_line(self.words.between(self.end, start))
    }

    /// An empty line if there must be one, or if there was one where there may be.
    fn gap(&mut self, start: usize, wanted: bool) {
        let blank = match self.before {
            Before::Nothing => false,
            Before::Block => true,
            Before::Line => wanted || self.blank_before(start),
            Before::Comment => self.blank_before(start),
        };
        if blank {
            self.out.push('\n');
        }
    }

    /// Comments before a byte of the source.
    fn flush(&mut self, end: usize, kind: Kind) {
        let mut wanted = kind == Kind::Block;
        while let Some(comment) = self.comments.before(&self.words, end) {
            if comment.alone || self.commented || self.out.is_empty() {
                self.gap(comment.range.start, wanted);
                self.line(&comment.text);
                self.commented = true;
                self.before = Before::Comment;
                wanted = false;
            } else {
                self.trailing(&comment);
            }
            self.end = self.end.max(comment.range.end);
        }
    }

    fn trailing(&mut self, comment: &Comment) {
        self.out.truncate(self.out.trim_end().len());
        self.out.push_str("  ");
        self.out.push_str(&comment.text);
        self.out.push('\n');
        self.commented = true;
    }

    /// What belongs before an item or clause that begins at a byte.
    fn begin(&mut self, start: usize, kind: Kind) {
        self.flush(start, kind);
        self.gap(start, kind == Kind::Block);
    }

    /// A clause, or an item of one line; `build` gives its pieces.
    pub(super) fn clause(&mut self, (start, end): (usize, usize), build: impl FnOnce(&mut Self)) {
        self.begin(start, Kind::Line);
        self.pieces.clear();
        build(self);
        for line in fill::lines(&self.pieces, self.indent()) {
            self.out.push_str(&line);
            self.out.push('\n');
        }
        self.commented = false;
        self.before = Before::Line;
        self.end = self.end.max(end);
    }

    /// Two clauses that read as one sentence: on one line if they fit there, else each on its own. No
    /// comment may stand before the second.
    pub(super) fn pair(
        &mut self,
        (start, end): (usize, usize),
        first: impl FnOnce(&mut Self),
        second: impl FnOnce(&mut Self),
    ) {
        self.begin(start, Kind::Line);
        self.pieces.clear();
        first(self);
        let first = std::mem::take(&mut self.pieces);
        second(self);
        let second = std::mem::take(&mut self.pieces);
        let blank = [Piece::Text(" ".to_owned())];
        let together: Vec<Piece> = first.iter().chain(&blank).chain(&second).cloned().collect();
        let lines = match fill::one_line(&together, self.indent()) {
            Some(line) => vec![line],
            None => [
                fill::lines(&first, self.indent()),
                fill::lines(&second, self.indent()),
            ]
            .concat(),
        };
        for line in lines {
            self.out.push_str(&line);
            self.out.push('\n');
        }
        self.commented = false;
        self.before = Before::Line;
        self.end = self.end.max(end);
    }

    /// A rule or scope: its head, which ends at a byte of the source, what it holds, its brace.
    pub(super) fn block(
        &mut self,
        (start, end): (usize, usize),
        (head, head_end): (&str, usize),
        inside: impl FnOnce(&mut Self),
    ) {
        self.begin(start, Kind::Block);
        self.line(head);
        self.level += 1;
        self.before = Before::Nothing;
        self.end = self.end.max(head_end);
        inside(self);
        self.flush(end, Kind::Line);
        self.level -= 1;
        self.line("}");
        self.before = Before::Block;
        self.end = self.end.max(end);
    }

    /// Everything printed, after the comments at the end of the file.
    pub(super) fn finish(mut self) -> String {
        self.flush(usize::MAX, Kind::Line);
        self.out
    }
}

/// Whether two line breaks follow each other with nothing but blanks between.
fn has_empty_line(between: &str) -> bool {
    let mut lines = between.split('\n');
    lines.next();
    let inner: Vec<&str> = lines.collect();
    inner
        .split_last()
        .is_some_and(|(_, inner)| inner.iter().any(|line| line.trim().is_empty()))
}
