//! Which rules have a case that they pass, one that they fail, one that they cannot decide.

use std::collections::BTreeMap;

use super::model::Suite;
use crate::engine::Engine;

/// What a rule's cases expect of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RuleCases {
    /// Some case expects it to hold.
    pub passing: bool,
    /// Some case expects it to fail.
    pub failing: bool,
    /// Some case expects it to be undecided.
    pub undecided: bool,
}

/// The rules of some packs with what their cases expect.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// By rule.
    pub rules: BTreeMap<String, RuleCases>,
}

impl Tally {
    /// Counts over the rules of the packs that have cases in the suite, and over rules that it names.
    #[must_use]
    pub fn of(suite: &Suite, engine: &Engine, packs: &[&str]) -> Self {
        let mut rules: BTreeMap<String, RuleCases> = engine
            .rules()
            .into_iter()
            .filter(|rule| packs.contains(&rule.pack))
            .map(|rule| (rule.rule.id.text.clone(), RuleCases::default()))
            .collect();
        for expected in suite.cases.iter().flat_map(|case| &case.expected) {
            let Some(counts) = expected.rule().and_then(|rule| rules.get_mut(rule)) else {
                continue;
            };
            counts.passing |= expected.wanted.passes();
            counts.failing |= expected.wanted.expects("failed");
            counts.undecided |= expected.wanted.expects("undecided");
        }
        Self { rules }
    }

    /// How many rules there are, and how many have a passing, a failing, an undecided case.
    #[must_use]
    pub fn counts(&self) -> [usize; 4] {
        let count = |has: fn(&RuleCases) -> bool| self.rules.values().filter(|r| has(r)).count();
        [
            self.rules.len(),
            count(|rule| rule.passing),
            count(|rule| rule.failing),
            count(|rule| rule.undecided),
        ]
    }
}
