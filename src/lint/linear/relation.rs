//! What rules state, as linear relations between cells under conditions.

use std::collections::BTreeSet;

use num_traits::{CheckedSub, Zero};
use rustc_hash::FxHashMap;

use super::canonical::Canonical;
use super::form::{Atom, Form, Fraction, Signs, difference, fraction};
use crate::program::{
    CellOf, Cells, Check, Comparison, Condition, Key, Number, Pick, RowOf, Rows, Rule, Series,
};
use crate::syntax::ast::Severity;
use crate::template::TableId;

/// Most relations that are looked at: those of the rules, and those of rules over all rows taken at
/// rows that other rules name.
pub(super) const MAX_RELATIONS: usize = 40_000;

/// Something a rule states.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    /// Index of the rule in the program.
    pub(super) rule: usize,
    /// Index of its check.
    pub(super) check: usize,
    /// Under which conditions, in rising order: indexes of conditions.
    pub(super) guards: Vec<u32>,
    /// What holds then.
    pub(super) states: States,
    /// How much the rule weighs.
    pub(super) severity: Severity,
    /// A rule over all rows of a table, taken at one row.
    pub(super) instance: bool,
}

/// What a relation states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum States {
    /// A form and what it must be.
    Linear(Form, Sense),
    /// Something that is not linear: equal indexes are equal statements.
    Other(u32),
}

/// What a form must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// Zero, within rounding (`=`).
    Zero,
    /// Zero as printed (`==`).
    Same,
    /// Zero or less.
    AtMost,
    /// Less than zero.
    Below,
}

/// Gives texts small numbers.
#[derive(Debug, Default)]
struct Numbering {
    known: FxHashMap<String, u32>,
}

impl Numbering {
    fn of(&mut self, key: String) -> u32 {
        let next = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        *self.known.entry(key).or_insert(next)
    }
}

/// Turns rules into relations.
#[derive(Debug)]
struct Extractor<'p> {
    rules: &'p [Rule],
    atoms: Numbering,
    guards: Numbering,
    others: Numbering,
    /// Years that some rule begins or ends with.
    since: BTreeSet<i32>,
    until: BTreeSet<i32>,
    /// Rows that rules name, by table.
    named: FxHashMap<TableId, BTreeSet<String>>,
    relations: Vec<Relation>,
}

/// All relations of some rules, in the order of the rules.
pub(super) fn relations(rules: &[Rule]) -> Vec<Relation> {
    let mut extractor = Extractor::over(rules);
    for index in 0..rules.len() {
        extractor.rule(index, None);
    }
    extractor.instances();
    extractor.relations
}

/// Whether a comparison of figures is true, or false, whatever the cells hold; `None` if that depends
/// on them.
pub(in crate::lint) fn constant(rule: &Rule, condition: &Condition) -> Option<bool> {
    let mut extractor = Extractor::over(&[]);
    let mut canonical = Canonical::new(names(rule));
    let states = extractor.figures(&mut canonical, condition, None);
    let [States::Linear(form, sense)] = states.as_slice() else {
        return None;
    };
    let value = form.as_constant()?;
    Some(match sense {
        Sense::Zero | Sense::Same => value.is_zero(),
        Sense::AtMost => value <= Fraction::zero(),
        Sense::Below => value < Fraction::zero(),
    })
}

/// The coefficients of the cells in a comparison, as written; `None` if it is not linear.
pub(in crate::lint) fn weights(rule: &Rule, condition: &Condition) -> Option<Vec<Fraction>> {
    let Condition::Figures { left, right, .. } = condition else {
        return None;
    };
    let mut extractor = Extractor::over(&[]);
    let mut canonical = Canonical::new(names(rule));
    let left = extractor.form(&mut canonical, left)?;
    let form = difference(&left, &extractor.form(&mut canonical, right)?)?;
    Some(form.terms.into_iter().map(|(_, weight)| weight).collect())
}

/// What the variables of `each` are called: by table, and by how many of the same table stand before.
fn names(rule: &Rule) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for source in &rule.sources {
        let table = source.rows.table.0;
        let before = names
            .iter()
            .filter(|name| name.starts_with(&format!("v{table}#")))
            .count();
        names.push(format!("v{table}#{before}"));
    }
    names
}

impl<'p> Extractor<'p> {
    fn over(rules: &'p [Rule]) -> Self {
        Self {
            rules,
            atoms: Numbering::default(),
            guards: Numbering::default(),
            others: Numbering::default(),
            since: rules.iter().filter_map(|rule| rule.since).collect(),
            until: rules.iter().filter_map(|rule| rule.until).collect(),
            named: FxHashMap::default(),
            relations: Vec::new(),
        }
    }

    /// The relations of a rule; of one over all rows of a table, perhaps at one of its rows.
    fn rule(&mut self, index: usize, at: Option<&str>) {
        let Some(rule) = self.rules.get(index) else {
            return;
        };
        let names = at.map_or_else(|| names(rule), |row| vec![row.to_owned()]);
        let mut canonical = Canonical::new(names);
        let guards = self.guards_of(rule, &mut canonical, at.is_some());
        for (number, check) in rule.checks.iter().enumerate() {
            for states in self.statements(&mut canonical, check) {
                if self.relations.len() >= MAX_RELATIONS {
                    return;
                }
                self.relations.push(Relation {
                    rule: index,
                    check: number,
                    guards: guards.clone(),
                    states,
                    severity: rule.severity,
                    instance: at.is_some(),
                });
            }
        }
    }

    /// Rules over all rows of a table, at the rows of that table which other rules name.
    fn instances(&mut self) {
        let named = std::mem::take(&mut self.named);
        for (index, rule) in self.rules.iter().enumerate() {
            let [source] = rule.sources.as_slice() else {
                continue;
            };
            if source.rows != Rows::all(source.rows.table) {
                continue;
            }
            for row in named.get(&source.rows.table).into_iter().flatten() {
                self.rule(index, Some(row));
            }
        }
    }

    fn guards_of(&mut self, rule: &Rule, canonical: &mut Canonical, instance: bool) -> Vec<u32> {
        let mut guards = BTreeSet::new();
        if let Some(since) = rule.since {
            for year in self.since.range(..=since) {
                guards.insert(self.guards.of(format!("since {year}")));
            }
        }
        if let Some(until) = rule.until {
            for year in self.until.range(until..) {
                guards.insert(self.guards.of(format!("until {year}")));
            }
        }
        for source in &rule.sources {
            let rows = canonical.rows_key(&source.rows);
            let variable = RowOf::Variable(source.variable);
            let level = canonical.number_key(&Number::Level(variable));
            if !instance {
                guards.insert(self.guards.of(format!("{level} in {rows}")));
            }
            for condition in source.filter.iter() {
                self.conjuncts(condition, canonical, &mut guards);
            }
        }
        for condition in rule.when.iter() {
            self.conjuncts(condition, canonical, &mut guards);
        }
        guards.into_iter().collect()
    }

    fn conjuncts(
        &mut self,
        condition: &Condition,
        canonical: &mut Canonical,
        guards: &mut BTreeSet<u32>,
    ) {
        if let Condition::And(all) = condition {
            for one in all {
                self.conjuncts(one, canonical, guards);
            }
            return;
        }
        let key = self.key(condition, canonical);
        guards.insert(self.guards.of(key));
    }

    /// A condition as a text; linear ones in a form of their own, so that `a > 0` is `0 < a`.
    fn key(&mut self, condition: &Condition, canonical: &mut Canonical) -> String {
        let linear = self.figures(canonical, condition, None);
        match linear.first() {
            Some(States::Linear(form, sense)) => format!("{form:?}{sense:?}"),
            _ => canonical.condition_key(condition),
        }
    }

    fn statements(&mut self, canonical: &mut Canonical, check: &Check) -> Vec<States> {
        let mut parts = Vec::new();
        split(&check.condition, &mut parts);
        let mut found = Vec::new();
        for part in parts {
            let within = check.within.as_ref().map(|within| fraction(*within));
            let linear = match within {
                Some(None) => Vec::new(),
                Some(Some(within)) => self.figures(canonical, part, Some(within)),
                None => self.figures(canonical, part, None),
            };
            if linear.is_empty() {
                let key = canonical.condition_key(part);
                let within = check.within.map(|within| within.normalize());
                found.push(States::Other(self.others.of(format!("{key} {within:?}"))));
            }
            found.extend(linear);
        }
        found
    }

    /// A comparison of figures as linear statements; nothing if it is no such.
    fn figures(
        &mut self,
        canonical: &mut Canonical,
        condition: &Condition,
        within: Option<Fraction>,
    ) -> Vec<States> {
        let Condition::Figures {
            comparison,
            left,
            right,
            ..
        } = condition
        else {
            return Vec::new();
        };
        let forms = self.form(canonical, left).zip(self.form(canonical, right));
        let made = forms.and_then(|(left, right)| {
            let (less, more) = match comparison {
                Comparison::Greater | Comparison::AtLeast => (right, left),
                _ => (left, right),
            };
            relation(*comparison, &difference(&less, &more)?, within)
        });
        made.unwrap_or_default()
    }

    fn form(&mut self, canonical: &mut Canonical, number: &Number) -> Option<Form> {
        let one = Fraction::from_integer(1);
        match number {
            Number::Constant(value, _) => Form::constant(*value),
            Number::Cell(cell) => Some(self.cell(canonical, cell)),
            Number::Negate(a) => self.form(canonical, a)?.scaled(&-one),
            Number::Add(a, b) => {
                let a = self.form(canonical, a)?;
                a.plus(&one, &self.form(canonical, b)?)
            }
            Number::Subtract(a, b) => {
                let a = self.form(canonical, a)?;
                a.plus(&-one, &self.form(canonical, b)?)
            }
            Number::Multiply(a, b) => {
                let (a, b) = (self.form(canonical, a)?, self.form(canonical, b)?);
                match (a.as_constant(), b.as_constant()) {
                    (Some(factor), _) => b.scaled(&factor),
                    (_, Some(factor)) => a.scaled(&factor),
                    _ => Some(self.whole(canonical, number)),
                }
            }
            Number::Divide(a, b) => {
                let (a, b) = (self.form(canonical, a)?, self.form(canonical, b)?);
                match b.as_constant() {
                    Some(by) if !by.is_zero() => a.scaled(&by.recip()),
                    _ => Some(self.whole(canonical, number)),
                }
            }
            Number::Sum(all) => self.sum(canonical, all),
            _ => Some(self.whole(canonical, number)),
        }
    }

    /// A part of an expression that is no sum, as one thing.
    fn whole(&mut self, canonical: &mut Canonical, number: &Number) -> Form {
        Form::atom(self.atom(canonical.number_key(number)))
    }

    fn atom(&mut self, key: String) -> Atom {
        self.atoms.of(key)
    }

    fn cell(&mut self, canonical: &mut Canonical, cell: &CellOf) -> Form {
        if let RowOf::Only(rows) = &cell.row
            && rows.owner.is_none()
            && matches!(&rows.pick, Pick::Keys(keys) if keys.len() == 1 && is_fixed(keys))
        {
            let key = canonical.rows_key(rows);
            self.named.entry(rows.table).or_default().insert(key);
        }
        Form::atom(self.atom(canonical.number_key(&Number::Cell(cell.clone()))))
    }

    fn sum(&mut self, canonical: &mut Canonical, all: &[Series]) -> Option<Form> {
        let one = Fraction::from_integer(1);
        let mut total = Form::default();
        for series in all {
            let part = match series {
                Series::One(number) => self.form(canonical, number)?,
                Series::Cells(cells) => self.column(canonical, cells)?,
            };
            total = total.plus(&one, &part)?;
        }
        Some(total)
    }

    /// The sum of a column over rows: cell by cell where the rows are named one by one.
    fn column(&mut self, canonical: &mut Canonical, cells: &Cells) -> Option<Form> {
        let Pick::Keys(keys) = &cells.rows.pick else {
            let series = vec![Series::Cells(cells.clone())];
            return Some(self.whole(canonical, &Number::Sum(series)));
        };
        if !is_fixed(keys) {
            let series = vec![Series::Cells(cells.clone())];
            return Some(self.whole(canonical, &Number::Sum(series)));
        }
        let mut total = Form::default();
        for key in keys {
            let rows = Rows {
                pick: Pick::Keys(vec![key.clone()]),
                ..cells.rows.clone()
            };
            let cell = CellOf {
                table: rows.table,
                row: RowOf::Only(Box::new(rows)),
                column: cells.column,
            };
            let part = self.cell(canonical, &cell);
            total = total.plus(&Fraction::from_integer(1), &part)?;
        }
        Some(total)
    }
}

/// Whether keys name one row each, the same in every report.
fn is_fixed(keys: &[Key]) -> bool {
    keys.iter()
        .all(|key| !matches!(key, Key::Range(_) | Key::Text { .. }))
}

/// The parts of a conjunction.
fn split<'c>(condition: &'c Condition, parts: &mut Vec<&'c Condition>) {
    match condition {
        Condition::And(all) => all.iter().for_each(|one| split(one, parts)),
        one => parts.push(one),
    }
}

/// The statements that a comparison makes of a difference.
fn relation(comparison: Comparison, form: &Form, within: Option<Fraction>) -> Option<Vec<States>> {
    let widened = |form: &Form| {
        let constant = form.constant.checked_sub(&within.unwrap_or_default())?;
        let terms = form.terms.clone();
        Some(Form { terms, constant })
    };
    let stated = |form: &Form, sense: Sense| {
        let signs = match sense {
            Sense::Zero | Sense::Same => Signs::Free,
            Sense::AtMost | Sense::Below => Signs::Fixed,
        };
        Some(States::Linear(form.normal(signs)?, sense))
    };
    let slack = within.is_some_and(|within| !within.is_zero());
    Some(match comparison {
        Comparison::Agrees | Comparison::Same if slack => {
            let other = form.scaled(&Fraction::from_integer(-1))?;
            vec![
                stated(&widened(form)?, Sense::AtMost)?,
                stated(&widened(&other)?, Sense::AtMost)?,
            ]
        }
        Comparison::Agrees => vec![stated(form, Sense::Zero)?],
        Comparison::Same => vec![stated(form, Sense::Same)?],
        Comparison::AtMost | Comparison::AtLeast => vec![stated(&widened(form)?, Sense::AtMost)?],
        Comparison::Less | Comparison::Greater => vec![stated(&widened(form)?, Sense::Below)?],
        Comparison::Differs => Vec::new(),
    })
}
