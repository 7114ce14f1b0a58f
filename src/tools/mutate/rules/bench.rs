//! The reports and cases over which changed rules are tried.

use std::collections::BTreeMap;

use super::alone::{alone, changed};
use super::edit::RuleEdit;
use super::edits::{Maker, edits};
use super::outcome::RuleFigures;
use crate::engine::{Engine, RuleFile};
use crate::eval::{Outcome, Plan, Verdict};
use crate::program::Program;
use crate::report::{Report, RowId};
use crate::resolve::resolve;
use crate::source::Span;
use crate::syntax::ast::{File, Item, Rule};
use crate::tools::cases::Bound;

/// Reports whose verdicts are to stay as they are, and cases that say what is expected.
#[derive(Debug)]
pub struct Bench<'b> {
    engine: &'b Engine,
    reports: Vec<Report>,
    cases: Vec<Bound<'b>>,
}

/// A rule to be changed, where it is written.
#[derive(Debug, Clone, Copy)]
pub struct BenchRule<'b> {
    file: &'b RuleFile,
    tree: &'b File,
    rule: &'b Rule,
}

impl BenchRule<'_> {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.rule.id.text
    }

    /// The pack it belongs to.
    #[must_use]
    pub fn pack(&self) -> &str {
        self.file.pack()
    }

    /// Where it is written.
    #[must_use]
    pub fn span(&self) -> Span {
        self.rule.span
    }
}

/// What a rule says of one report, apart from what a change may turn without anybody noticing: exact
/// and rounded are both a pass.
type Said = Vec<(Vec<RowId>, Option<String>, u8)>;

impl<'b> Bench<'b> {
    /// Reports and cases, all bound with the engine's templates.
    #[must_use]
    pub fn new(engine: &'b Engine, reports: Vec<Report>, cases: Vec<Bound<'b>>) -> Self {
        Self {
            engine,
            reports,
            cases,
        }
    }

    /// Every rule of the engine's packs, in the order of the files.
    #[must_use]
    pub fn rules(&self) -> Vec<BenchRule<'b>> {
        let mut found = Vec::new();
        for file in self.engine.rule_files() {
            let (tree, _) = self.engine.parsed(file);
            collect(&tree.items, &mut |rule| {
                found.push(BenchRule { file, tree, rule })
            });
        }
        found
    }

    /// Tries every change of a rule: the rule counted, and for each change whether it was noticed.
    #[must_use]
    pub fn try_rule(&self, rule: &BenchRule<'b>) -> (RuleFigures, Vec<(RuleEdit, bool)>) {
        let source = self.engine.sources().get(rule.file.source());
        let text = source.map_or("", |source| source.text.as_str());
        let name = source.map_or("", |source| source.name.as_str());
        let by_itself = alone(text, rule.tree, rule.rule);
        let trial = changed(name, &by_itself, None).map(|tree| self.trial(rule, &tree));
        let title = rule.rule.title.as_ref();
        let figures = RuleFigures {
            id: rule.id().to_owned(),
            title: title.map_or_else(|| rule.id().to_owned(), |title| title.text.clone()),
            span: rule.rule.span,
            made: 0,
            killed: 0,
            decided: trial.as_ref().is_some_and(Trial::decided),
        };
        let Some(trial) = trial else {
            return (figures, Vec::new());
        };
        let tables = trial.tables();
        let maker = Maker { text, tables };
        let tried = edits(rule.rule, &maker).into_iter().filter_map(|edit| {
            let tree = changed(name, &by_itself, Some(&edit))?;
            let killed = trial.notices(&tree)?;
            Some((edit, killed))
        });
        (figures, tried.collect())
    }

    /// The unchanged rule over everything that may notice a change of it.
    fn trial<'t>(&'t self, rule: &BenchRule<'b>, tree: &File) -> Trial<'t, 'b> {
        let mut programs: BTreeMap<&str, Option<Program>> = BTreeMap::new();
        let mut trial = Trial {
            bench: self,
            programs: BTreeMap::new(),
            reports: Vec::new(),
            cases: Vec::new(),
            order: Vec::new(),
        };
        let mut program = |template: &'t str| -> Option<Program> {
            let runs = || {
                let (whole, _) = self.engine.program(template)?;
                whole
                    .rules()
                    .iter()
                    .any(|one| one.span == rule.rule.span)
                    .then(|| self.resolved(tree, template))
                    .flatten()
            };
            programs.entry(template).or_insert_with(runs).clone()
        };
        for (index, report) in self.reports.iter().enumerate() {
            let template = report.template.id.as_str();
            if let Some(program) = program(template) {
                trial.reports.push((index, said(&program, report)));
                trial.programs.insert(template, program);
            }
        }
        for (index, case) in self.cases.iter().enumerate() {
            let names = |id: &str| case.case.expected.iter().any(|one| one.rule() == Some(id));
            let others = case.case.expected.iter().any(|one| one.rule().is_none());
            if !names(rule.id()) && !others {
                continue;
            }
            let template = case.template();
            let agreed = program(template).map(|program| {
                let agreed: Vec<bool> = agreements(case, &program);
                trial.programs.insert(template, program);
                agreed
            });
            if let Some(agreed) = agreed
                && agreed.contains(&true)
            {
                trial.cases.push((index, agreed));
                trial.order.push(!names(rule.id()));
            }
        }
        trial
    }

    /// A rule alone as a program for one template; `None` if it is not sound there.
    fn resolved(&self, tree: &File, template: &str) -> Option<Program> {
        let template = self.engine.template(template)?;
        let (program, problems) = resolve(&[tree], template);
        (!problems.has_errors() && program.rules().len() == 1).then_some(program)
    }
}

fn collect<'t>(items: &'t [Item], take: &mut impl FnMut(&'t Rule)) {
    for item in items {
        match item {
            Item::Rule(rule) => take(rule),
            Item::Scope(scope) => collect(&scope.items, take),
            Item::Use(_) | Item::Let(_) | Item::Function(_) | Item::Disable(_) => {}
        }
    }
}

/// What an unchanged rule says, to be compared with what it says after a change.
struct Trial<'t, 'b> {
    bench: &'t Bench<'b>,
    /// The rule alone, by template.
    programs: BTreeMap<&'t str, Program>,
    reports: Vec<(usize, Said)>,
    /// Cases, and which of their lines agree.
    cases: Vec<(usize, Vec<bool>)>,
    /// For every case: whether it only speaks of all other rules.
    order: Vec<bool>,
}

impl<'t> Trial<'t, '_> {
    /// Whether some report or case brings the rule to a verdict.
    fn decided(&self) -> bool {
        let in_reports = self.reports.iter().any(|(_, said)| has_verdict(said));
        in_reports
            || self.cases.iter().any(|(index, _)| {
                self.bench.cases.get(*index).is_some_and(|case| {
                    let program = self.programs.get(case.template());
                    program.is_some_and(|program| has_verdict(&said(program, &case.report)))
                })
            })
    }

    fn tables(&self) -> Vec<&crate::template::TableSchema> {
        let Some(program) = self.programs.values().next() else {
            return Vec::new();
        };
        let rules = program.rules().iter();
        rules
            .flat_map(|rule| &rule.tables)
            .filter_map(|table| program.schema().get(*table))
            .collect()
    }

    /// Whether a changed rule is noticed; `None` if it is sound for none of the templates.
    fn notices(&self, tree: &File) -> Option<bool> {
        let programs: BTreeMap<&str, Program> = self
            .programs
            .keys()
            .filter_map(|template| Some((*template, self.bench.resolved(tree, template)?)))
            .collect();
        if programs.is_empty() {
            return None;
        }
        Some(
            self.a_case_notices(&programs, false)
                || self.a_report_notices(&programs)
                || self.a_case_notices(&programs, true),
        )
    }

    fn a_case_notices(&self, programs: &BTreeMap<&str, Program>, of_others: bool) -> bool {
        let cases = self.cases.iter().zip(&self.order);
        cases
            .filter(|(_, order)| **order == of_others)
            .any(|((index, agreed), _)| {
                let Some(case) = self.bench.cases.get(*index) else {
                    return false;
                };
                let program = programs.get(case.template());
                program.is_some_and(|program| {
                    let now = agreements(case, program);
                    agreed.iter().zip(now).any(|(before, now)| *before && !now)
                })
            })
    }

    fn a_report_notices(&self, programs: &BTreeMap<&str, Program>) -> bool {
        self.reports.iter().any(|(index, before)| {
            let report = self.bench.reports.get(*index);
            report.is_some_and(|report| {
                let program = programs.get(report.template.id.as_str());
                program.is_some_and(|program| said(program, report) != *before)
            })
        })
    }
}

/// Which lines of a case agree with what a rule alone says; lines about other rules do not count.
fn agreements(case: &Bound<'_>, program: &Program) -> Vec<bool> {
    let result = case.run(program);
    result.rules.iter().map(|rule| rule.agrees).collect()
}

fn said(program: &Program, report: &Report) -> Said {
    let plan = Plan::new(program, report);
    let outcome: Outcome = plan.evaluate();
    outcome
        .iter()
        .map(|(check, decision)| {
            let column = plan.stated(check).and_then(|stated| stated.column.clone());
            (plan.rows(check).to_vec(), column, class(decision.verdict))
        })
        .collect()
}

/// Verdicts of different classes look different to whoever reads the result.
fn class(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Exact | Verdict::Rounded => 0,
        Verdict::Strained => 1,
        Verdict::Failed => 2,
        Verdict::Undecided(_) => 3,
        Verdict::Inapplicable => 4,
    }
}

fn has_verdict(said: &Said) -> bool {
    said.iter().any(|(_, _, class)| *class <= 2)
}
