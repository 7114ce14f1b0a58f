//! One case through all stages, and what became of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::expected::{Expected, Wanted, Word};
use super::model::{Case, ReportText, Suite};
use super::problems;
use crate::diagnostic::{Problem, Problems, Wording};
use crate::engine::{CheckError, CheckOptions, Engine};
use crate::eval::{CheckId, Outcome, Plan};
use crate::program::{Program, ProgramParts};
use crate::report::Report;

/// The name of a report that is written into its case file.
const WRITTEN: &str = "report.txt";

/// Gives the bytes of reports that cases name by path.
pub trait ReportLoader: Sync {
    /// The bytes of `path`, named in the case file `from`.
    ///
    /// # Errors
    /// Why there are none.
    fn load(&self, from: &str, path: &str) -> Result<Arc<[u8]>, Wording>;
}

/// A case with its report read and bound: rules can be run over it as often as one likes.
#[derive(Debug)]
pub struct Bound<'s> {
    /// The case.
    pub case: &'s Case,
    /// The report after the changes.
    pub report: Report,
    /// Its text after the changes; `None` for a file that is no text.
    pub text: Option<String>,
}

/// What became of a case.
#[derive(Debug)]
pub struct CaseResult<'s> {
    /// The case.
    pub case: &'s Case,
    /// For every line of its verdict block, in order.
    pub rules: Vec<RuleResult<'s>>,
    /// For a case whose block is empty: what could stand there.
    pub suggested: Vec<(String, Wanted)>,
}

/// What a rule, or the rules that are not named, said of a case's report.
#[derive(Debug)]
pub struct RuleResult<'s> {
    /// What was expected.
    pub expected: &'s Expected,
    /// The verdicts of its checks in order; of all other rules for `*`.
    pub given: Vec<Word>,
    /// Whether they are what was expected.
    pub agrees: bool,
    /// The checks that are not told by `holds`, in words; empty if all is as expected.
    pub checks: Vec<CheckLine>,
}

/// A check of a case that went otherwise than expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckLine {
    /// Its rule.
    pub rule: String,
    /// Its verdict.
    pub word: Word,
    /// The relation with the rows filled in.
    pub relation: String,
    /// Both sides with the printed numbers; empty where no figures are compared.
    pub working: String,
}

impl Suite {
    /// Reads and binds the report of a case.
    ///
    /// # Errors
    /// Problems in the case file: a report that cannot be read or fits no template, a change that does
    /// not match, a rule that does not exist.
    pub fn bind<'s>(
        &self,
        case: &'s Case,
        engine: &Engine,
        loader: &dyn ReportLoader,
    ) -> Result<Bound<'s>, Problems> {
        let mut problems = Problems::default();
        let bytes = self.bytes(case, loader)?;
        let (bytes, text) = changed(case, bytes)?;
        let name = match &case.report.text {
            ReportText::Path(path) => path,
            ReportText::Written(_) => WRITTEN,
        };
        let options = CheckOptions {
            template: case.template.as_deref(),
            ..CheckOptions::default()
        };
        let unfit = |error: CheckError| {
            let (why, details) = (error.wording(), error.details());
            one(problems::unfit(&case.title, why, details, case.report.span))
        };
        let reading = engine.read(name, &bytes, &options).map_err(unfit)?;
        let template = &reading.report.template.id;
        if let Some((program, _)) = engine.program(template) {
            for expected in &case.expected {
                let unknown = expected.rule().filter(|r| program.rule_named(r).is_none());
                if let Some(rule) = unknown {
                    problems.push(problems::unknown_rule(rule, program, expected.name_span));
                }
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Bound {
            case,
            report: reading.report,
            text,
        })
    }

    fn bytes(&self, case: &Case, loader: &dyn ReportLoader) -> Result<Arc<[u8]>, Problems> {
        match &case.report.text {
            ReportText::Written(text) => Ok(text.as_bytes().into()),
            ReportText::Path(path) => loader
                .load(self.file(case), path)
                .map_err(|why| one(problems::unread(path, &why, case.report.span))),
        }
    }
}

fn one(problem: Problem) -> Problems {
    let mut problems = Problems::default();
    problems.push(problem);
    problems
}

/// The report after the changes: as bytes, and as text if it is one.
fn changed(case: &Case, bytes: Arc<[u8]>) -> Result<(Arc<[u8]>, Option<String>), Problems> {
    let text = std::str::from_utf8(&bytes).ok().map(str::to_owned);
    if case.changes.is_empty() {
        return Ok((bytes, text));
    }
    let Some(mut text) = text else {
        let path = match &case.report.text {
            ReportText::Path(path) => path,
            ReportText::Written(_) => WRITTEN,
        };
        return Err(one(problems::unread(
            path,
            &problems::not_text(),
            case.report.span,
        )));
    };
    let mut problems = Problems::default();
    for change in &case.changes {
        match change.apply(&text) {
            Ok(changed) => text = changed,
            Err(unmatched) => problems.push(problems::unmatched(&unmatched, change.span)),
        }
    }
    if problems.is_empty() {
        Ok((text.as_bytes().into(), Some(text)))
    } else {
        Err(problems)
    }
}

impl<'s> Bound<'s> {
    /// The template that the report is bound to; programs must be made for it.
    #[must_use]
    pub fn template(&self) -> &str {
        &self.report.template.id
    }

    /// Runs the rules that the case names, as far as the program has them, and compares.
    #[must_use]
    pub fn run(&self, program: &Program) -> CaseResult<'s> {
        let case = self.case;
        let named = |rule: &str| case.expected.iter().any(|e| e.rule() == Some(rule));
        let all = case.expected.is_empty() || case.expected.iter().any(|e| e.rule().is_none());
        let restricted;
        let program = if all {
            program
        } else {
            restricted = only(program, &named);
            &restricted
        };
        let plan = Plan::new(program, &self.report);
        let outcome = plan.evaluate();
        let mut by_rule: BTreeMap<&str, Vec<(CheckId, Word)>> = BTreeMap::new();
        for rule in program.rules() {
            by_rule.insert(&rule.id, Vec::new());
        }
        for (id, decision) in outcome.iter() {
            if let Some(rule) = plan.rule(id) {
                let checks = by_rule.entry(&rule.id).or_default();
                checks.push((id, Word::of(decision)));
            }
        }
        let rules = case.expected.iter().filter_map(|expected| {
            let checks: Vec<(CheckId, Word)> = match expected.rule() {
                Some(rule) => by_rule.get(rule)?.clone(),
                None => by_rule
                    .iter()
                    .filter(|(rule, _)| !named(rule))
                    .flat_map(|(_, checks)| checks.iter().cloned())
                    .collect(),
            };
            Some(self.compared(expected, &checks, &plan))
        });
        let suggested = match case.expected.is_empty() {
            true => suggested(&plan, &outcome),
            false => Vec::new(),
        };
        CaseResult {
            case,
            rules: rules.collect(),
            suggested,
        }
    }

    fn compared(
        &self,
        expected: &'s Expected,
        checks: &[(CheckId, Word)],
        plan: &Plan,
    ) -> RuleResult<'s> {
        let given: Vec<Word> = checks.iter().map(|(_, word)| word.clone()).collect();
        let agrees = expected.wanted.agrees(&given);
        let told = checks.iter().filter(|(_, word)| match &expected.wanted {
            Wanted::Only(words) => !words.iter().any(|wanted| wanted.admits(word)),
            Wanted::List(_) | Wanted::Counts { .. } => !word.holds() || checks.len() <= 2,
        });
        let lines = told
            .take(MAX_TOLD)
            .map(|(id, word)| self.told(plan, *id, word));
        RuleResult {
            expected,
            agrees,
            checks: if agrees { Vec::new() } else { lines.collect() },
            given,
        }
    }

    fn told(&self, plan: &Plan, id: CheckId, word: &Word) -> CheckLine {
        let described = plan.describe(id, &self.report);
        let working = described
            .as_ref()
            .and_then(|described| described.working.as_ref());
        CheckLine {
            rule: plan.rule(id).map_or(String::new(), |rule| rule.id.clone()),
            word: word.clone(),
            working: working.map_or(String::new(), |working| {
                format!("{} | {}", working.left, working.right)
            }),
            relation: described.map_or(String::new(), |described| described.relation),
        }
    }
}

/// Checks told one by one when a rule goes otherwise than expected.
const MAX_TOLD: usize = 5;

impl CaseResult<'_> {
    /// Whether every rule said what was expected, and something was expected.
    #[must_use]
    pub fn agrees(&self) -> bool {
        !self.case.expected.is_empty() && self.rules.iter().all(|rule| rule.agrees)
    }
}

/// What could stand in an empty block: every rule that does not hold.
fn suggested(plan: &Plan, outcome: &Outcome) -> Vec<(String, Wanted)> {
    let mut by_rule: Vec<(String, Vec<Word>)> = Vec::new();
    for (id, decision) in outcome.iter() {
        let Some(rule) = plan.rule(id) else { continue };
        match by_rule.last_mut() {
            Some((known, words)) if *known == rule.id => words.push(Word::of(decision)),
            _ => by_rule.push((rule.id.clone(), vec![Word::of(decision)])),
        }
    }
    by_rule
        .into_iter()
        .filter(|(_, words)| !words.iter().all(Word::holds))
        .map(|(rule, words)| (rule, Wanted::SHORT.rewritten(&words)))
        .collect()
}

/// The program with some of its rules.
pub(super) fn only(program: &Program, keep: &dyn Fn(&str) -> bool) -> Program {
    let rules = program.rules().iter().filter(|rule| keep(&rule.id));
    Program::new(ProgramParts {
        template: program.template().to_owned(),
        schema: program.schema().clone(),
        rules: rules.cloned().collect(),
        disabled: Vec::new(),
        skipped: Vec::new(),
    })
}
