//! Redundant and contradictory rules against brute force over small integers.
//!
//! The rules are homogeneous (no constants), with coefficients −1, 0, 1 over three cells. Such a set has
//! a rational solution exactly if it has an integer one, since solutions may be multiplied; and where it
//! has one, it has one made of vectors with entries of at most two (cross products of coefficients), so
//! that a grid of small integers holds a witness. The grid therefore refutes and proves.

use std::collections::BTreeMap;

use gouji::engine::{Engine, Pack};
use gouji::lint::Levels;
use proptest::prelude::*;

const TEMPLATE: &str = "[template]\nid = \"x\"\ntitle = \"示例\"\nlanguage = 1\nmatch = [\"示例\"]\n\
    [[table]]\nid = \"表\"\ntitle = [\"示例表\"]\nrows = [\"合计\"]\ncolumns = [{ id = \"项目\", type = \"label\" }, \
    { id = \"甲\", type = \"amount\" }, { id = \"乙\", type = \"amount\" }, { id = \"丙\", type = \"amount\" }]\n";

/// Largest number tried for a cell, and its negative the smallest.
const GRID: i32 = 6;

/// `a·甲 + b·乙 + c·丙 relation 0`
#[derive(Debug, Clone)]
struct Relation {
    weights: [i32; 3],
    sign: &'static str,
}

impl Relation {
    fn holds(&self, point: [i32; 3]) -> bool {
        let sum: i32 = self
            .weights
            .iter()
            .zip(point)
            .map(|(weight, value)| weight * value)
            .sum();
        match self.sign {
            "=" => sum == 0,
            "<=" => sum <= 0,
            ">=" => sum >= 0,
            "<" => sum < 0,
            ">" => sum > 0,
            other => panic!("{other}"),
        }
    }

    fn written(&self, id: usize) -> String {
        let terms = self.weights.iter().zip(["甲", "乙", "丙"]);
        let sum = |sign: i32| {
            let own = terms.clone().filter(|(weight, _)| **weight == sign);
            let own: Vec<String> = own
                .map(|(_, column)| format!("表[合计].{column}"))
                .collect();
            if own.is_empty() {
                "0".to_owned()
            } else {
                own.join(" + ")
            }
        };
        let (left, sign, right) = (sum(1), self.sign, sum(-1));
        format!("rule r{id} \"标题\" {{\n  basis \"依据\"\n  check {left} {sign} {right}\n}}\n")
    }
}

fn relation(signs: &'static [&'static str]) -> impl Strategy<Value = Relation> {
    let weights = prop::array::uniform3(-1..=1_i32);
    let weights = weights.prop_filter("some cell", |weights| *weights != [0, 0, 0]);
    (weights, prop::sample::select(signs)).prop_map(|(weights, sign)| Relation { weights, sign })
}

fn grid() -> impl Iterator<Item = [i32; 3]> {
    let values = || -GRID..=GRID;
    values().flat_map(move |a| values().flat_map(move |b| values().map(move |c| [a, b, c])))
}

/// What lints say of some relations: those that follow, with what they follow from, and a set that is
/// contradictory.
#[derive(Debug, Default)]
struct Said {
    follows: BTreeMap<usize, Vec<usize>>,
    contradictions: Vec<Vec<usize>>,
}

fn said(relations: &[Relation]) -> Said {
    let rules: String = relations
        .iter()
        .enumerate()
        .map(|(id, one)| one.written(id))
        .collect();
    let pack = Pack::new("x")
        .with("template.toml", TEMPLATE)
        .with("rules.gouji", format!("use template x\n{rules}"));
    let engine = Engine::builder().pack(pack).build().unwrap();
    assert!(
        !engine.problems().has_errors(),
        "{:?}\n{rules}",
        engine.problems()
    );
    let spans: Vec<_> = engine
        .rules()
        .into_iter()
        .map(|written| written.rule.span)
        .collect();
    let mut said = Said::default();
    for problem in engine.lint(&Levels::default(), None).iter() {
        let rule = |label: &gouji::diagnostic::Label| {
            spans
                .iter()
                .position(|span| span.range().contains(&(label.span.start as usize)))
        };
        let mut named: Vec<usize> = problem.labels.iter().filter_map(rule).collect();
        match problem.code.id {
            "W0702" | "W0703" => {
                let first = named.remove(0);
                said.follows.insert(first, named);
            }
            "W0704" => said.contradictions.push(named),
            "W0714" => {}
            other => panic!("{other}: {}", problem.message.en),
        }
    }
    said
}

/// A point at which all of some relations hold, and one more does not.
fn witness(all: &[Relation], holding: &[usize], failing: Option<usize>) -> Option<[i32; 3]> {
    grid().find(|point| {
        holding.iter().all(|id| all[*id].holds(*point))
            && failing.is_none_or(|id| !all[id].holds(*point))
    })
}

/// Nothing is said that a point refutes.
fn sound(all: &[Relation], said: &Said) -> Result<(), TestCaseError> {
    for (id, from) in &said.follows {
        let refuted = witness(all, from, Some(*id));
        prop_assert!(
            refuted.is_none(),
            "r{id} from {from:?} refuted by {refuted:?}: {all:?}"
        );
    }
    for set in &said.contradictions {
        let refuted = witness(all, set, None);
        prop_assert!(refuted.is_none(), "{set:?} refuted by {refuted:?}: {all:?}");
        // Smallest: without any one of them a point satisfies the rest.
        for out in set {
            let rest: Vec<usize> = set.iter().copied().filter(|id| id != out).collect();
            prop_assert!(
                witness(all, &rest, None).is_some(),
                "{set:?} without {out}: {all:?}"
            );
        }
    }
    Ok(())
}

/// What is left when everything that follows is taken away needs each of its members.
fn complete(all: &[Relation], said: &Said) -> Result<(), TestCaseError> {
    let left: Vec<usize> = (0..all.len())
        .filter(|id| !said.follows.contains_key(id))
        .collect();
    for id in &left {
        let rest: Vec<usize> = left.iter().copied().filter(|other| other != id).collect();
        prop_assert!(
            witness(all, &rest, Some(*id)).is_some(),
            "r{id} follows from {rest:?}, and nobody said so: {all:?}"
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn equations_follow_exactly_when_no_point_refutes_it(
        all in prop::collection::vec(relation(&["="]), 1..6)
    ) {
        let said = said(&all);
        prop_assert!(said.contradictions.is_empty());
        sound(&all, &said)?;
        complete(&all, &said)?;
    }

    #[test]
    fn inequalities_follow_exactly_when_no_point_refutes_it(
        all in prop::collection::vec(relation(&["<=", ">="]), 1..7)
    ) {
        let said = said(&all);
        prop_assert!(said.contradictions.is_empty());
        sound(&all, &said)?;
        complete(&all, &said)?;
    }

    #[test]
    fn what_is_said_of_mixed_rules_is_never_refuted(
        all in prop::collection::vec(relation(&["=", "<=", ">=", "<", ">"]), 1..7)
    ) {
        sound(&all, &said(&all))?;
    }

    #[test]
    fn rules_contradict_exactly_when_no_point_satisfies_them(
        all in prop::collection::vec(relation(&["=", "<=", "<", ">"]), 1..6)
    ) {
        let said = said(&all);
        sound(&all, &said)?;
        let every: Vec<usize> = (0..all.len()).collect();
        let possible = witness(&all, &every, None).is_some();
        prop_assert_eq!(possible, said.contradictions.is_empty(), "{:?}", all);
    }
}
