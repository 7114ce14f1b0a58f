//! Pieces of one clause to lines: breaks at the outermost places that make every line fit.

use unicode_width::UnicodeWidthStr;

/// Columns of a line; a Chinese character takes two.
pub(super) const WIDTH: usize = 100;

/// A piece of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text that stays together.
    Text(String),
    /// A place where a line may end.
    Break {
        /// How deep inside the clause; outer places are used first.
        depth: u32,
        /// What stands here when the line goes on.
        blank: bool,
    },
    /// A comment; the line ends after it.
    Comment {
        /// With its sign.
        text: String,
        /// On a line of its own.
        alone: bool,
    },
}

/// Lines of a clause. The first begins at `indent`, the others at `indent + 4`.
pub(super) fn lines(pieces: &[Piece], indent: usize) -> Vec<String> {
    let deepest = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Break { depth, .. } => Some(*depth),
            _ => None,
        })
        .max();
    let mut best = fill(pieces, indent, None);
    for depth in 0..=deepest.unwrap_or(0) {
        if deepest.is_none() || best.fits {
            break;
        }
        best = fill(pieces, indent, Some(depth));
    }
    best.lines
}

/// The pieces on one line, if they fit and no comment ends it.
pub(super) fn one_line(pieces: &[Piece], indent: usize) -> Option<String> {
    let comment = |piece: &Piece| matches!(piece, Piece::Comment { .. });
    if pieces.iter().any(comment) {
        return None;
    }
    let filled = fill(pieces, indent, None);
    let mut lines = filled.lines.into_iter();
    let line = lines.next()?;
    (filled.fits && lines.next().is_none()).then_some(line)
}

/// One way to break a clause.
struct Filled {
    lines: Vec<String>,
    fits: bool,
}

/// The line that is being filled.
struct Filling {
    done: Filled,
    line: String,
    width: usize,
    indent: usize,
    /// The line ends with a comment.
    commented: bool,
}

impl Filling {
    fn push(&mut self, text: &str) {
        if self.commented {
            self.end_line();
        }
        if self.line.is_empty() {
            self.line = " ".repeat(self.indent);
            self.width = self.indent;
        }
        self.line.push_str(text);
        self.width += text.width();
    }

    fn end_line(&mut self) {
        if self.line.is_empty() {
            return;
        }
        self.done.fits &= self.width <= WIDTH;
        let line = std::mem::take(&mut self.line);
        self.done.lines.push(line.trim_end().to_owned());
        if self.done.lines.len() == 1 {
            self.indent += 4;
        }
        self.width = 0;
        self.commented = false;
    }

    /// Comments may stand beyond the edge.
    fn comment(&mut self, text: &str, alone: bool) {
        if alone || self.commented {
            self.end_line();
        }
        let width = self.width;
        self.push(if self.line.is_empty() { "" } else { "  " });
        self.push(text);
        self.width = width;
        self.commented = true;
    }
}

/// Fills lines; a break at most `depth` deep ends the line when what follows does not fit.
fn fill(pieces: &[Piece], indent: usize, depth: Option<u32>) -> Filled {
    let mut filling = Filling {
        done: Filled {
            lines: Vec::new(),
            fits: true,
        },
        line: String::new(),
        width: 0,
        indent,
        commented: false,
    };
    let usable = |at: u32| depth.is_some_and(|depth| at <= depth);
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Text(text) => filling.push(text),
            Piece::Comment { text, alone } => filling.comment(text, *alone),
            Piece::Break { .. } if filling.commented => filling.end_line(),
            Piece::Break { depth, blank } => {
                let rest = pieces.get(at + 1..).unwrap_or(&[]);
                let ahead = until_break(rest, &usable) + usize::from(*blank);
                if usable(*depth) && filling.width + ahead > WIDTH {
                    filling.end_line();
                } else if *blank {
                    filling.push(" ");
                }
            }
        }
    }
    filling.end_line();
    filling.done
}

/// Width of the pieces up to the next break that may be used.
fn until_break(pieces: &[Piece], usable: &impl Fn(u32) -> bool) -> usize {
    pieces
        .iter()
        .take_while(|piece| match piece {
            Piece::Text(_) => true,
            Piece::Break { depth, .. } => !usable(*depth),
            Piece::Comment { .. } => false,
        })
        .map(|piece| match piece {
            Piece::Text(text) => text.width(),
            Piece::Break { blank, .. } => usize::from(*blank),
            Piece::Comment { .. } => 0,
        })
        .sum()
}
