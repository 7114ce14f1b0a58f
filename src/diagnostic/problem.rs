//! A problem in a rule file, a template or a command, with its places.

use super::{Code, Wording};
use crate::source::Span;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Reported; the rules can still run.
    Warning,
    /// The rules cannot run.
    Error,
}

/// A place and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there.
    pub text: Wording,
}

/// One thing wrong with what a person wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its code, with title and page.
    pub code: &'static Code,
    /// How bad.
    pub level: Level,
    /// One sentence that makes sense alone.
    pub message: Wording,
    /// Places; the first is the main one. All in one source unless said otherwise by the renderer.
    pub labels: Vec<Label>,
    /// The next step for the person.
    pub help: Option<Wording>,
}

impl Problem {
    /// An error without a place yet.
    #[must_use]
    pub fn error(code: &'static Code, message: Wording) -> Self {
        Self {
            code,
            level: Level::Error,
            message,
            labels: Vec::new(),
            help: None,
        }
    }

    /// A warning without a place yet.
    #[must_use]
    pub fn warning(code: &'static Code, message: Wording) -> Self {
        Self {
            level: Level::Warning,
            ..Self::error(code, message)
        }
    }

    /// Adds a place.
    #[must_use]
    pub fn at(mut self, span: Span, text: Wording) -> Self {
        self.labels.push(Label { span, text });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: Wording) -> Self {
        self.help = Some(text);
        self
    }
}

/// All problems of one run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems {
    list: Vec<Problem>,
}

impl Problems {
    /// Adds one.
    pub fn push(&mut self, problem: Problem) {
        self.list.push(problem);
    }

    /// Adds all of another batch.
    pub fn extend(&mut self, other: Self) {
        self.list.extend(other.list);
    }

    /// Whether any of them keeps the rules from running.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list
            .iter()
            .any(|problem| problem.level == Level::Error)
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// In order of source and place.
    pub fn sort(&mut self) {
        self.list.sort_by_key(|problem| {
            (
                problem.labels.first().map(|label| label.span),
                problem.code.id,
            )
        });
    }

    /// Keeps those of which `keep` says so.
    pub fn retain(&mut self, keep: impl FnMut(&Problem) -> bool) {
        self.list.retain(keep);
    }

    /// Drops those that say the same of the same places (a parent's, found again in each child).
    /// Sorted ones only.
    pub fn dedup(&mut self) {
        self.list.dedup();
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.list.iter()
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }
}
