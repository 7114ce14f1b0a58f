//! What became of the changes of rules.

use std::collections::BTreeMap;

use super::edit::{RuleChange, RuleEdit};
use crate::source::Span;

/// A change that nothing notices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survivor {
    /// Index of the rule in [`RuleTally::rules`].
    pub rule: usize,
    /// The change.
    pub edit: RuleEdit,
}

/// Why no change of a rule is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unkilled {
    /// No report and no case brings it to a verdict.
    NeverDecided,
    /// It comes to verdicts, but all its changes come to the same.
    SameVerdicts,
    /// Nothing of it can be changed that leaves a rule.
    NoChange,
}

impl Unkilled {
    /// The stable name in JSON.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::NeverDecided => "never-decided",
            Self::SameVerdicts => "same-verdicts",
            Self::NoChange => "no-change",
        }
    }
}

/// A rule and its changes, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFigures {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Where it is written.
    pub span: Span,
    /// Changes that left a sound rule.
    pub made: u32,
    /// Changes that a case or a report noticed.
    pub killed: u32,
    /// Some report or case brings it to a verdict.
    pub decided: bool,
}

impl RuleFigures {
    /// Why none of its changes is noticed; `None` if one is.
    #[must_use]
    pub fn unkilled(&self) -> Option<Unkilled> {
        match () {
            () if self.killed > 0 => None,
            () if !self.decided => Some(Unkilled::NeverDecided),
            () if self.made == 0 => Some(Unkilled::NoChange),
            () => Some(Unkilled::SameVerdicts),
        }
    }
}

/// All rules and what became of their changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleTally {
    /// Every rule, in the order of the files.
    pub rules: Vec<RuleFigures>,
    /// Made and killed, by kind of change.
    pub by_change: BTreeMap<RuleChange, (u32, u32)>,
    /// What nothing notices, in the order of the rules.
    pub survivors: Vec<Survivor>,
}

impl RuleTally {
    /// Adds a rule with its changes: whether each was noticed.
    pub fn add(&mut self, mut rule: RuleFigures, edits: Vec<(RuleEdit, bool)>) {
        let index = self.rules.len();
        for (edit, killed) in edits {
            rule.made = rule.made.saturating_add(1);
            rule.killed = rule.killed.saturating_add(u32::from(killed));
            let (made, dead) = self.by_change.entry(edit.change).or_default();
            *made = made.saturating_add(1);
            *dead = dead.saturating_add(u32::from(killed));
            if !killed {
                self.survivors.push(Survivor { rule: index, edit });
            }
        }
        self.rules.push(rule);
    }

    /// Changes made, and changes noticed.
    #[must_use]
    pub fn total(&self) -> (u32, u32) {
        let add =
            |(a, b): (u32, u32), (c, d): &(u32, u32)| (a.saturating_add(*c), b.saturating_add(*d));
        self.by_change.values().fold((0, 0), add)
    }
}
