//! The notation of expected verdicts: `规则: 1 failed, holds`.

use std::fmt;

use crate::eval::{Decision, UndecidedReason, Verdict};
use crate::source::Span;

/// What is expected of one rule, or of all the rules that the block does not name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The rule's id, or `*` for the others.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// The whole line.
    pub line: Span,
    /// The verdicts.
    pub wanted: Wanted,
}

/// The verdicts expected of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// One for every check, in order: `exact, failed`.
    List(Vec<Word>),
    /// How many of each, in any order; with `holds` all others hold.
    Counts {
        /// How many of each.
        items: Vec<Item>,
        /// Whether all others hold.
        rest_holds: bool,
    },
    /// For `*`: every other check has one of these verdicts.
    Only(Vec<Word>),
}

/// So many checks with a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// How many.
    pub count: usize,
    /// The verdict.
    pub word: Word,
}

/// A verdict as it is written: `failed`, `undecided(blank)`, `rounded(within)`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word {
    /// `exact`, `rounded`, `strained`, `failed`, `undecided`, `inapplicable`, `holds`.
    pub verdict: &'static str,
    /// What stands in brackets; without it any reason will do.
    pub detail: Option<String>,
}

/// The verdicts that can be expected, in the order in which they are written.
pub(super) const VERDICTS: &[&str] = &[
    "failed",
    "strained",
    "undecided",
    "rounded",
    "exact",
    "inapplicable",
    HOLDS,
];

/// Exact, rounded or inapplicable.
pub(super) const HOLDS: &str = "holds";

/// Checks up to which verdicts are written in order when they were written so before.
const MAX_LISTED: usize = 4;

/// The name that stands for all rules that are not named.
pub(super) const OTHERS: &str = "*";

impl Expected {
    /// The rule; `None` for `*`.
    #[must_use]
    pub fn rule(&self) -> Option<&str> {
        (self.name != OTHERS).then_some(self.name.as_str())
    }
}

impl Word {
    /// The word for a decision.
    #[must_use]
    pub fn of(decision: Decision) -> Self {
        let (verdict, detail) = match decision.verdict {
            Verdict::Exact => ("exact", None),
            Verdict::Rounded if decision.within => ("rounded", Some("within".to_owned())),
            Verdict::Rounded => ("rounded", None),
            Verdict::Strained => ("strained", None),
            Verdict::Failed => ("failed", None),
            Verdict::Undecided(reason) => ("undecided", Some(reason.id().to_owned())),
            Verdict::Inapplicable => ("inapplicable", None),
        };
        Self { verdict, detail }
    }

    /// Whether a verdict that was given is what this word expects.
    #[must_use]
    pub fn admits(&self, given: &Self) -> bool {
        if self.verdict == HOLDS {
            return given.holds();
        }
        self.verdict == given.verdict && (self.detail.is_none() || self.detail == given.detail)
    }

    /// Exact, rounded or inapplicable.
    pub(super) fn holds(&self) -> bool {
        matches!(self.verdict, "exact" | "rounded" | "inapplicable")
    }

    /// `undecided(blank)`; the message says what is wrong with the word.
    pub(super) fn parse(text: &str) -> Result<Self, BadWord> {
        let (name, detail) = match text.split_once(['(', '（']) {
            Some((name, rest)) => (name.trim_end(), Some(rest.trim_end_matches([')', '）']))),
            None => (text, None),
        };
        let known = VERDICTS.iter().find(|verdict| **verdict == name);
        let Some(verdict) = known else {
            return Err(BadWord::Verdict(name.to_owned()));
        };
        let reasons: Vec<&'static str> = match *verdict {
            "undecided" => UndecidedReason::ALL
                .iter()
                .map(|reason| reason.id())
                .collect(),
            "rounded" => vec!["within"],
            _ => Vec::new(),
        };
        match detail {
            Some(detail) if !reasons.contains(&detail) => Err(BadWord::Reason {
                given: detail.to_owned(),
                reasons,
            }),
            _ => Ok(Self {
                verdict,
                detail: detail.map(str::to_owned),
            }),
        }
    }
}

/// What is wrong with a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum BadWord {
    /// Not a verdict.
    Verdict(String),
    /// Not a reason of this verdict.
    Reason {
        /// What stands in brackets.
        given: String,
        /// What could.
        reasons: Vec<&'static str>,
    },
}

impl Wanted {
    /// Whether a verdict is expected of some check.
    #[must_use]
    pub fn expects(&self, verdict: &str) -> bool {
        let is = |word: &Word| word.verdict == verdict;
        match self {
            Self::List(words) | Self::Only(words) => words.iter().any(is),
            Self::Counts { items, .. } => items.iter().any(|item| is(&item.word)),
        }
    }

    /// Whether every check is expected to hold, and some check to be made.
    #[must_use]
    pub fn passes(&self) -> bool {
        let pass = |word: &Word| word.verdict != "inapplicable";
        match self {
            Self::List(words) | Self::Only(words) => {
                words.iter().all(Word::holds) && words.iter().any(pass)
            }
            Self::Counts { items, rest_holds } => {
                items.iter().all(|item| item.word.holds())
                    && (*rest_holds || items.iter().any(|item| pass(&item.word)))
            }
        }
    }

    /// What holds is not counted.
    pub(super) const SHORT: Self = Self::Counts {
        items: Vec::new(),
        rest_holds: true,
    };

    /// Whether the verdicts of a rule's checks are what is expected.
    #[must_use]
    pub fn agrees(&self, given: &[Word]) -> bool {
        match self {
            Self::List(words) => {
                words.len() == given.len()
                    && words
                        .iter()
                        .zip(given)
                        .all(|(word, given)| word.admits(given))
            }
            Self::Only(words) => given
                .iter()
                .all(|given| words.iter().any(|w| w.admits(given))),
            Self::Counts { items, rest_holds } => counts_agree(items, *rest_holds, given),
        }
    }

    /// These verdicts, written as this expectation is: in order, or counted.
    #[must_use]
    pub fn rewritten(&self, given: &[Word]) -> Self {
        let listed = matches!(self, Self::List(_)) && given.len() <= MAX_LISTED;
        if listed || given.len() == 1 {
            return Self::List(given.to_vec());
        }
        // Nothing was checked, which `holds` would not say.
        let idle = given.iter().all(|word| word.verdict == "inapplicable");
        let counts_all = idle
            || match self {
                Self::Counts { items, rest_holds } => {
                    !rest_holds && items.iter().any(|item| item.word.holds())
                }
                Self::List(_) | Self::Only(_) => false,
            };
        let mut counted: Vec<Item> = Vec::new();
        let mut rest_holds = false;
        for word in given {
            if word.holds() && !counts_all {
                rest_holds = true;
                continue;
            }
            match counted.iter_mut().find(|item| item.word == *word) {
                Some(item) => item.count = item.count.saturating_add(1),
                None => counted.push(Item {
                    count: 1,
                    word: word.clone(),
                }),
            }
        }
        let rank = |word: &Word| VERDICTS.iter().position(|verdict| *verdict == word.verdict);
        counted.sort_by(|one, other| {
            (rank(&one.word), &one.word.detail).cmp(&(rank(&other.word), &other.word.detail))
        });
        Self::Counts {
            items: counted,
            rest_holds,
        }
    }
}

/// The most telling words are taken out first: one with a reason before one without.
fn counts_agree(items: &[Item], rest_holds: bool, given: &[Word]) -> bool {
    let mut left: Vec<&Word> = given.iter().collect();
    let mut items: Vec<&Item> = items.iter().collect();
    items.sort_by_key(|item| (item.word.verdict == HOLDS, item.word.detail.is_none()));
    let only_rest = items.is_empty();
    for item in items {
        for _ in 0..item.count {
            let Some(at) = left.iter().position(|given| item.word.admits(given)) else {
                return false;
            };
            left.remove(at);
        }
    }
    if !rest_holds {
        return left.is_empty();
    }
    // `holds` alone states that something was checked, not that nothing was.
    let something = left.iter().any(|word| word.verdict != "inapplicable");
    left.iter().all(|word| word.holds()) && (something || !only_rest)
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.detail {
            Some(detail) => write!(f, "{}({detail})", self.verdict),
            None => f.write_str(self.verdict),
        }
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = match self {
            Self::List(words) | Self::Only(words) => words.iter().map(Word::to_string).collect(),
            Self::Counts { items, rest_holds } => {
                let counted = items
                    .iter()
                    .map(|item| format!("{} {}", item.count, item.word));
                counted
                    .chain(rest_holds.then(|| HOLDS.to_owned()))
                    .collect()
            }
        };
        f.write_str(&parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Word> {
        text.split(", ")
            .map(|word| Word::parse(word).unwrap())
            .collect()
    }

    fn counts(items: &[(usize, &str)], rest_holds: bool) -> Wanted {
        let items = items.iter().map(|(count, word)| Item {
            count: *count,
            word: Word::parse(word).unwrap(),
        });
        Wanted::Counts {
            items: items.collect(),
            rest_holds,
        }
    }

    #[test]
    fn a_list_is_in_order_and_complete() {
        let wanted = Wanted::List(words("exact, failed"));
        assert!(wanted.agrees(&words("exact, failed")));
        assert!(!wanted.agrees(&words("failed, exact")));
        assert!(!wanted.agrees(&words("exact, failed, exact")));
    }

    #[test]
    fn counts_leave_nothing_over_unless_the_rest_holds() {
        let given = words("exact, failed, rounded, inapplicable");
        assert!(counts(&[(1, "failed")], true).agrees(&given));
        assert!(!counts(&[(1, "failed")], false).agrees(&given));
        assert!(!counts(&[(2, "failed")], true).agrees(&given));
        assert!(!counts(&[(1, "failed")], true).agrees(&words("failed, undecided(blank)")));
    }

    #[test]
    fn nothing_checked_does_not_hold() {
        assert!(!counts(&[], true).agrees(&words("inapplicable, inapplicable")));
        assert!(counts(&[], true).agrees(&words("inapplicable, exact")));
    }

    #[test]
    fn a_reason_is_compared_only_where_it_is_given() {
        let given = words("undecided(blank), undecided(dash)");
        assert!(counts(&[(2, "undecided")], false).agrees(&given));
        assert!(counts(&[(1, "undecided"), (1, "undecided(dash)")], false).agrees(&given));
        assert!(!counts(&[(2, "undecided(dash)")], false).agrees(&given));
    }

    #[test]
    fn new_verdicts_keep_the_way_of_writing() {
        let given = words("exact, failed, exact");
        let told = |wanted: Wanted| wanted.rewritten(&given).to_string();
        assert_eq!(told(Wanted::List(words("exact"))), "exact, failed, exact");
        assert_eq!(told(counts(&[], true)), "1 failed, holds");
        assert_eq!(told(counts(&[(3, "exact")], false)), "1 failed, 2 exact");
        let idle = words("inapplicable, inapplicable");
        let wanted = counts(&[], true).rewritten(&idle);
        assert_eq!(wanted.to_string(), "2 inapplicable");
        assert!(wanted.agrees(&idle));
    }

    #[test]
    fn unknown_verdicts_and_reasons_are_refused() {
        assert!(matches!(Word::parse("passed"), Err(BadWord::Verdict(_))));
        assert!(matches!(
            Word::parse("undecided(lost)"),
            Err(BadWord::Reason { .. })
        ));
        assert!(matches!(
            Word::parse("exact(blank)"),
            Err(BadWord::Reason { .. })
        ));
    }
}
