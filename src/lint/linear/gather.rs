//! Statements that are not linear, and everything that was found out gathered by checks.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::judge::{Judge, Judged, Likeness, Stated, is_subset};
use super::relation::{Sense, States};
use crate::program::Rule;
use crate::syntax::ast::Severity;

impl Judge {
    /// Statements that are not linear, written twice.
    pub(super) fn others(&mut self) {
        let mut known: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        let mut order: Vec<(usize, std::cmp::Reverse<Severity>, u32)> = Vec::new();
        for (index, relation) in (0_u32..).zip(&self.relations) {
            let other = match &relation.states {
                States::Other(_) | States::Linear(_, Sense::Same) => true,
                States::Linear(..) => false,
            };
            if other {
                order.push((
                    relation.guards.len(),
                    std::cmp::Reverse(relation.severity),
                    index,
                ));
            }
        }
        order.sort();
        let mut exact: Vec<u32> = Vec::new();
        for (_, _, index) in order {
            let Some(relation) = self.relation(index) else {
                continue;
            };
            let before: &[u32] = match &relation.states {
                States::Other(key) => known.entry(*key).or_default(),
                States::Linear(..) => &exact,
            };
            let says = |other: &&u32| {
                self.relation(**other).is_some_and(|other| {
                    other.states == relation.states
                        && other.severity >= relation.severity
                        && is_subset(&other.guards, &relation.guards)
                })
            };
            let from = before.iter().find(says).copied();
            let (instance, states) = (relation.instance, relation.states.clone());
            if let Some(from) = from.filter(|_| !instance) {
                self.implied.entry(index).or_insert_with(|| vec![from]);
            }
            match states {
                States::Other(key) => known.entry(key).or_default().push(index),
                States::Linear(..) => exact.push(index),
            }
        }
    }

    /// Gathers what was found by checks: a check follows if all its relations do.
    pub(super) fn finish(self, rules: &[Rule]) -> Judged {
        let stated = |index: &u32| self.relation(*index).map(|r| (r.rule, r.check));
        let sets = |from: &[u32]| -> Vec<Stated> {
            let set: BTreeSet<Stated> = from.iter().filter_map(stated).collect();
            set.into_iter().collect()
        };
        let mut judged = Judged::default();
        // `.*` is one check as written, whatever number of columns it stands for.
        let mut written: BTreeMap<(usize, u32), Vec<u32>> = BTreeMap::new();
        for (index, relation) in (0_u32..).zip(&self.relations) {
            let check = rules
                .get(relation.rule)
                .and_then(|rule| rule.checks.get(relation.check));
            if let Some(check) = check.filter(|_| !relation.instance) {
                written
                    .entry((relation.rule, check.span.start))
                    .or_default()
                    .push(index);
            }
        }
        for ((rule, _), parts) in written {
            let found: Option<Vec<&Vec<u32>>> =
                parts.iter().map(|part| self.implied.get(part)).collect();
            let (Some(found), Some(first)) = (found, parts.first().and_then(stated)) else {
                continue;
            };
            let same = parts
                .iter()
                .zip(&found)
                .all(|(part, from)| self.is_same(*part, from));
            let from: Vec<u32> = found.into_iter().flatten().copied().collect();
            let likeness = if same {
                Likeness::Same
            } else {
                Likeness::Follows
            };
            let from = sets(&from);
            let from = from
                .into_iter()
                .filter(|one| *one != first || one.0 != rule)
                .collect();
            judged.implied.push((first, from, likeness));
        }
        let contradictions: BTreeSet<Vec<Stated>> =
            self.contradictions.iter().map(|from| sets(from)).collect();
        judged.contradictions = contradictions.into_iter().collect();
        judged
    }

    /// Whether a relation follows from one that says the same under the same conditions.
    fn is_same(&self, index: u32, from: &[u32]) -> bool {
        let [other] = from else {
            return false;
        };
        self.relation(index)
            .zip(self.relation(*other))
            .is_some_and(|(one, other)| {
                one.guards == other.guards && one.states == other.states && !other.instance
            })
    }
}
