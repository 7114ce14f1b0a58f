//! From rules to what follows and what contradicts.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::basis::{Added, Basis, Traced};
use super::farkas::{self, Inequality};
use super::form::{Atom, Form};
use super::relation::{Relation, Sense, States, relations};
use crate::program::Rule;
use crate::syntax::ast::Severity;

/// Most relations round an inequality that are asked whether it follows from them.
const MAX_NEAR: usize = 300;

/// A check of a rule, both by index.
pub(in crate::lint) type Stated = (usize, usize);

/// What was found out.
#[derive(Debug, Default)]
pub(in crate::lint) struct Judged {
    /// Checks that follow from others, in order, with the smallest set that they follow from, and
    /// whether that is one check that says the same.
    pub(in crate::lint) implied: Vec<(Stated, Vec<Stated>, Likeness)>,
    /// Smallest sets of checks that cannot hold together.
    pub(in crate::lint) contradictions: Vec<Vec<Stated>>,
}

/// How like a check is to what it follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lint) enum Likeness {
    /// The same relation under the same conditions.
    Same,
    /// It follows.
    Follows,
}

/// Judges rules.
pub(in crate::lint) fn judge(rules: &[Rule]) -> Judged {
    let mut judge = Judge::new(relations(rules));
    for level in [Severity::Error, Severity::Warning, Severity::Note] {
        judge.level(level);
    }
    judge.others();
    judge.finish(rules)
}

/// Relations under the same conditions.
#[derive(Debug)]
struct Group {
    guards: Vec<u32>,
    /// Instances first.
    members: Vec<u32>,
}

/// All relations of a program, and what was found out of them.
pub(super) struct Judge {
    pub(super) relations: Vec<Relation>,
    groups: Vec<Group>,
    /// The group of each relation.
    group_of: Vec<usize>,
    /// Relations in which an atom stands.
    near: FxHashMap<Atom, Vec<u32>>,
    pub(super) implied: BTreeMap<u32, Vec<u32>>,
    pub(super) contradictions: BTreeSet<Vec<u32>>,
}

/// What one group is judged by, at one level.
struct Bench<'b> {
    basis: &'b Basis<'b>,
    /// Groups whose relations hold whenever those of this group do.
    eligible: &'b FxHashSet<usize>,
    level: Severity,
    reduced: FxHashMap<u32, Option<Inequality>>,
}

impl Judge {
    fn new(relations: Vec<Relation>) -> Self {
        let mut by_guards: BTreeMap<Vec<u32>, Vec<u32>> = BTreeMap::new();
        let mut near: FxHashMap<Atom, Vec<u32>> = FxHashMap::default();
        for (index, relation) in (0_u32..).zip(&relations) {
            by_guards
                .entry(relation.guards.clone())
                .or_default()
                .push(index);
            if let States::Linear(form, _) = &relation.states {
                for (atom, _) in &form.terms {
                    near.entry(*atom).or_default().push(index);
                }
            }
        }
        // What holds always comes first, also when there is nothing of the kind.
        by_guards.entry(Vec::new()).or_default();
        let mut group_of = vec![0; relations.len()];
        let mut groups = Vec::with_capacity(by_guards.len());
        for (guards, mut members) in by_guards {
            for member in &members {
                if let Some(group) = group_of.get_mut(*member as usize) {
                    *group = groups.len();
                }
            }
            let last = |member: &u32| relations.get(*member as usize).is_some_and(|r| !r.instance);
            members.sort_by_key(last);
            groups.push(Group { guards, members });
        }
        Self {
            relations,
            groups,
            group_of,
            near,
            implied: BTreeMap::new(),
            contradictions: BTreeSet::new(),
        }
    }

    pub(super) fn relation(&self, index: u32) -> Option<&Relation> {
        self.relations.get(index as usize)
    }

    /// Judges the relations of one level; those of higher levels are taken for granted, since nobody
    /// would give up an error for a warning.
    fn level(&mut self, level: Severity) {
        if !self
            .relations
            .iter()
            .any(|relation| relation.severity == level)
        {
            return;
        }
        let groups = std::mem::take(&mut self.groups);
        let mut always = Basis::default();
        let mut eligible = FxHashSet::default();
        for (index, group) in groups.iter().enumerate() {
            let counts = |member: &u32| self.relation(*member).is_some_and(|r| r.severity == level);
            let here = group.members.iter().any(counts);
            if index == 0 {
                eligible.insert(0);
                self.equations(&mut always, &group.members, level);
                self.inequalities(group, &always, &eligible, level);
            } else if here {
                let mut basis = Basis::over(&always);
                eligible.clear();
                for (other, under) in groups.iter().enumerate() {
                    if other != index && is_subset(&under.guards, &group.guards) {
                        eligible.insert(other);
                        if other != 0 {
                            self.premises(&mut basis, &under.members, level);
                        }
                    }
                }
                eligible.insert(index);
                self.equations(&mut basis, &group.members, level);
                self.inequalities(group, &basis, &eligible, level);
            }
        }
        self.groups = groups;
    }

    /// Takes equations for granted.
    fn premises(&self, basis: &mut Basis<'_>, members: &[u32], level: Severity) {
        for member in members {
            if let Some(relation) = self.relation(*member)
                && relation.severity >= level
                && let States::Linear(form, Sense::Zero | Sense::Same) = &relation.states
            {
                basis.add(*member, form.clone());
            }
        }
    }

    /// Takes the equations of higher levels for granted, then judges those of this level one by one.
    fn equations(&mut self, basis: &mut Basis<'_>, members: &[u32], level: Severity) {
        let mut order: Vec<u32> = members.to_vec();
        let severity = |member: &u32| {
            self.relation(*member)
                .map(|r| std::cmp::Reverse(r.severity))
        };
        order.sort_by_key(severity);
        for member in order {
            let Some(relation) = self.relation(member).filter(|r| r.severity >= level) else {
                continue;
            };
            let judged = relation.severity == level;
            let (instance, States::Linear(form, sense)) = (relation.instance, &relation.states)
            else {
                continue;
            };
            let sense = *sense;
            if !matches!(sense, Sense::Zero | Sense::Same) || form.terms.is_empty() {
                continue;
            }
            match basis.add(member, form.clone()) {
                Some(Added::Implied(from)) if judged && !instance && sense == Sense::Zero => {
                    self.implied.entry(member).or_insert(from);
                }
                Some(Added::Contradicts(mut from)) => {
                    from.push(member);
                    self.contradictions.insert(from);
                }
                _ => {}
            }
        }
    }

    /// Judges the inequalities of a group, and whether all of it can hold together.
    fn inequalities(
        &mut self,
        group: &Group,
        basis: &Basis<'_>,
        eligible: &FxHashSet<usize>,
        level: Severity,
    ) {
        let mut bench = Bench {
            basis,
            eligible,
            level,
            reduced: FxHashMap::default(),
        };
        let mut asked: FxHashSet<u32> = FxHashSet::default();
        // Of two that follow from each other, the later one goes.
        for member in group.members.iter().rev() {
            let Some(relation) = self.relation(*member).filter(|r| r.severity == level) else {
                continue;
            };
            let States::Linear(form, sense) = &relation.states else {
                continue;
            };
            let (strict, equation) = match sense {
                Sense::AtMost => (false, false),
                Sense::Below => (true, false),
                Sense::Zero | Sense::Same => (false, true),
            };
            if form.terms.is_empty() {
                continue;
            }
            let near = self.near(*member, &bench);
            if equation {
                let open = *sense == Sense::Zero && !relation.instance;
                if let Some(from) = self.squeezed(form, &near).filter(|_| open) {
                    self.implied.entry(*member).or_insert(from);
                }
                continue;
            }
            let all = self.inequalities_of(&near, &mut bench);
            if asked.insert(*member) {
                asked.extend(&near);
                if let Some(from) = contradiction(&all) {
                    self.contradictions.insert(from);
                    continue;
                }
            }
            if relation.instance {
                continue;
            }
            let others = self.premises_of(*member, &all);
            if let Some(target) = bench.basis.reduce(form.clone())
                && let Some(from) = farkas::implied(&target, strict, &others)
                && !from.is_empty()
            {
                self.implied.entry(*member).or_insert(from);
            }
        }
    }

    /// The inequalities between which an equation is squeezed: `a ≤ b` and `b ≤ a`.
    fn squeezed(&self, form: &Form, near: &[u32]) -> Option<Vec<u32>> {
        let mut all = Vec::new();
        for index in near {
            let States::Linear(own, sense @ (Sense::AtMost | Sense::Below)) =
                &self.relation(*index)?.states
            else {
                continue;
            };
            let shares = own
                .terms
                .iter()
                .any(|(atom, _)| form.coefficient(*atom).is_some());
            if shares && !self.implied.contains_key(index) {
                let strict = *sense == Sense::Below;
                let (form, from) = (own.clone(), Form::atom(*index));
                all.push(Inequality {
                    traced: Traced { form, from },
                    strict,
                });
            }
        }
        let side = |sign: i128| {
            let form = form.scaled(&num_rational::Ratio::from_integer(sign))?;
            farkas::implied(
                &Traced {
                    form,
                    from: Form::default(),
                },
                false,
                &all,
            )
        };
        let mut from = side(1)?;
        from.extend(side(-1)?);
        from.sort_unstable();
        from.dedup();
        Some(from)
    }

    /// The inequalities that a target may follow from: all but itself, and but those that already
    /// follow (of two that follow from each other, one must stay).
    fn premises_of(&self, target: u32, all: &[(u32, Inequality)]) -> Vec<Inequality> {
        let usable = |index: &u32| *index != target && !self.implied.contains_key(index);
        let usable = all.iter().filter(|(index, _)| usable(index));
        usable.map(|(_, one)| one.clone()).collect()
    }

    /// The relations round one, nearest first, that hold whenever it does.
    fn near(&self, start: u32, bench: &Bench<'_>) -> Vec<u32> {
        let mut found = vec![start];
        let mut seen: FxHashSet<u32> = FxHashSet::from_iter([start]);
        let mut atoms: FxHashSet<Atom> = FxHashSet::default();
        let mut next = 0;
        while let Some(index) = found.get(next).copied() {
            next += 1;
            let Some(States::Linear(form, _)) = self.relation(index).map(|r| &r.states) else {
                continue;
            };
            for (atom, _) in &form.terms {
                if !atoms.insert(*atom) {
                    continue;
                }
                for other in self.near.get(atom).into_iter().flatten() {
                    let holds = self
                        .relation(*other)
                        .is_some_and(|r| r.severity >= bench.level)
                        && self
                            .group_of
                            .get(*other as usize)
                            .is_some_and(|group| bench.eligible.contains(group));
                    if holds && found.len() < MAX_NEAR && seen.insert(*other) {
                        found.push(*other);
                    }
                }
            }
        }
        found
    }

    fn inequalities_of(&self, near: &[u32], bench: &mut Bench<'_>) -> Vec<(u32, Inequality)> {
        let mut found = Vec::new();
        for index in near {
            let Some(States::Linear(form, sense)) = self.relation(*index).map(|r| &r.states) else {
                continue;
            };
            if matches!(sense, Sense::Zero | Sense::Same) {
                continue;
            }
            let basis = bench.basis;
            let reduced = bench.reduced.entry(*index).or_insert_with(|| {
                let mut traced = basis.reduce(form.clone())?;
                let one = num_rational::Ratio::from_integer(1);
                traced.from = traced.from.plus(&one, &Form::atom(*index))?;
                let strict = *sense == Sense::Below;
                Some(Inequality { traced, strict })
            });
            if let Some(one) = reduced {
                found.push((*index, one.clone()));
            }
        }
        found
    }
}

fn contradiction(all: &[(u32, Inequality)]) -> Option<Vec<u32>> {
    let all: Vec<Inequality> = all.iter().map(|(_, one)| one.clone()).collect();
    farkas::contradiction(&all)
}

/// Whether all of some numbers are among others, both in rising order.
pub(super) fn is_subset(few: &[u32], many: &[u32]) -> bool {
    let mut many = many.iter();
    few.iter().all(|wanted| many.any(|one| one == wanted))
}
