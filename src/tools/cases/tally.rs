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
    /// By pack and rule: packs beside each other may use the same name.
    pub rules: BTreeMap<(String, String), RuleCases>,
}

impl Tally {
    /// Counts over the rules of the packs that have cases in the suite, and over rules that it names.
    #[must_use]
    pub fn of(suite: &Suite, engine: &Engine, packs: &[&str]) -> Self {
        let mut rules: BTreeMap<(String, String), RuleCases> = engine
            .rules()
            .into_iter()
            .filter(|rule| packs.contains(&rule.pack))
            .map(|rule| {
                let key = (rule.pack.to_owned(), rule.rule.id.text.clone());
                (key, RuleCases::default())
            })
            .collect();
        for case in &suite.cases {
            for expected in &case.expected {
                let Some(name) = expected.rule() else {
                    continue;
                };
                let own = rules.contains_key(&(case.pack.clone(), name.to_owned()));
                let named = rules
                    .iter_mut()
                    .filter(|((pack, rule), _)| rule == name && (!own || *pack == case.pack));
                for (_, cases) in named {
                    cases.passing |= expected.wanted.passes();
                    cases.failing |= expected.wanted.expects("failed");
                    cases.undecided |= expected.wanted.expects("undecided");
                }
            }
        }
        Self { rules }
    }

    /// What the rules of one pack have, by rule.
    #[must_use]
    pub fn of_pack(&self, pack: &str) -> BTreeMap<String, RuleCases> {
        let own = self.rules.iter().filter(|((known, _), _)| known == pack);
        own.map(|((_, rule), cases)| (rule.clone(), *cases))
            .collect()
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
