//! All lints with their levels.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, codes};

/// What happens when a lint finds something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LintLevel {
    /// Nothing: it is not looked for.
    Off,
    /// It is reported as a warning.
    Warn,
    /// It is reported as an error.
    Error,
}

impl LintLevel {
    /// The words of settings, in rising order.
    pub const WORDS: [(&'static str, Self); 3] = [
        ("off", Self::Off),
        ("warn", Self::Warn),
        ("error", Self::Error),
    ];

    /// The level that a word of the settings means.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        let known = Self::WORDS.iter().find(|(known, _)| *known == word);
        known.map(|(_, level)| *level)
    }
}

/// A lint.
#[derive(Debug, Clone, Copy)]
pub struct Lint {
    /// Its code, with title and page.
    pub code: &'static Code,
    /// Its level where settings say nothing.
    pub level: LintLevel,
}

/// All lints in the order of their codes.
pub static LINTS: &[Lint] = &[
    warn(&codes::W0701),
    warn(&codes::W0702),
    warn(&codes::W0703),
    error(&codes::W0704),
    warn(&codes::W0705),
    warn(&codes::W0706),
    warn(&codes::W0707),
    warn(&codes::W0708),
    warn(&codes::W0709),
    warn(&codes::W0710),
    warn(&codes::W0711),
    warn(&codes::W0712),
    warn(&codes::W0713),
    warn(&codes::W0714),
    warn(&codes::W0715),
    warn(&codes::W0716),
];

const fn warn(code: &'static Code) -> Lint {
    Lint {
        code,
        level: LintLevel::Warn,
    }
}

const fn error(code: &'static Code) -> Lint {
    Lint {
        code,
        level: LintLevel::Error,
    }
}

/// The levels that settings ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels {
    asked: BTreeMap<&'static str, LintLevel>,
}

impl Levels {
    /// Sets the level of the lint with a code; `false` if there is no such lint.
    pub fn set(&mut self, code: &str, level: LintLevel) -> bool {
        let found = LINTS
            .iter()
            .find(|lint| lint.code.id.eq_ignore_ascii_case(code));
        if let Some(lint) = found {
            self.asked.insert(lint.code.id, level);
        }
        found.is_some()
    }

    /// The level of a code; codes that are no lints are errors.
    #[must_use]
    pub fn level(&self, code: &Code) -> LintLevel {
        let asked = self.asked.get(code.id).copied();
        let lint = LINTS.iter().find(|lint| lint.code == code);
        asked
            .or(lint.map(|lint| lint.level))
            .unwrap_or(LintLevel::Error)
    }
}
