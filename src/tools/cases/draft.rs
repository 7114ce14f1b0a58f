//! Drafts of cases: reports without mistakes are changed in one place, until a rule that still lacks a
//! case fails or cannot decide.

use std::collections::BTreeMap;

use super::expected::{Wanted, Word};
use super::notation;
use super::run::only;
use super::slips::{self, Slip};
use super::tally::RuleCases;
use crate::diagnose::cell_name;
use crate::engine::{CheckOptions, Engine};
use crate::eval::{CheckId, Plan};
use crate::program::Program;
use crate::report::{CellRef, Report};
use crate::source::SourceId;

/// Checks of a rule that are tried on one report.
const CHECKS: usize = 3;
/// Cells of a check that are tried.
const CELLS: usize = 5;
/// Changes of a report that are tried for one rule.
const TRIES: usize = 40;

/// A report that drafts may change.
#[derive(Debug, Clone)]
pub struct DraftReport {
    /// The path as the case file is to name it.
    pub path: String,
    /// Its text.
    pub text: String,
    /// The template to use; `None` takes the one that fits best.
    pub template: Option<String>,
}

/// A case that could be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What is wrong with the report.
    pub title: String,
    /// The report as a `report` block names it: its path, perhaps with its template.
    pub path: String,
    /// The lines of the `change` block; empty for the report as it is.
    pub change: String,
    /// What the rules of the file say.
    pub rules: Vec<(String, Wanted)>,
}

/// A report bound to its template, and the rules of one file that run over it.
struct Ground<'d> {
    path: &'d str,
    template: Option<&'d str>,
    text: String,
    report: Report,
    program: Program,
}

impl Ground<'_> {
    /// The report as a `report` block names it.
    fn named(&self) -> String {
        match self.template {
            Some(template) => format!("{} template={template}", self.path),
            None => self.path.to_owned(),
        }
    }
}

/// Drafts cases for the rules of one file that lack them. `have` says what they have; it is brought up to date.
#[must_use]
pub fn drafts(
    engine: &Engine,
    file: SourceId,
    reports: &[DraftReport],
    have: &mut BTreeMap<String, RuleCases>,
) -> Vec<Draft> {
    let grounds: Vec<Ground<'_>> = reports
        .iter()
        .filter_map(|report| ground(engine, file, report))
        .collect();
    let mut drafts: Vec<Draft> = grounds.iter().filter_map(|one| clean(one, have)).collect();
    let rules = engine.rules();
    for wanted in ["failed", "undecided"] {
        for rule in rules.iter().filter(|rule| rule.rule.span.source == file) {
            let id = rule.rule.id.text.as_str();
            let known = have.get(id).copied().unwrap_or_default();
            let has = if wanted == "failed" {
                known.failing
            } else {
                known.undecided
            };
            if has {
                continue;
            }
            let found = grounds
                .iter()
                .find_map(|ground| search(engine, ground, id, wanted));
            if let Some(draft) = found {
                note(&draft, have);
                drafts.push(draft);
            }
        }
    }
    drafts
}

fn note(draft: &Draft, have: &mut BTreeMap<String, RuleCases>) {
    for (rule, wanted) in &draft.rules {
        let cases = have.entry(rule.clone()).or_default();
        cases.passing |= wanted.passes();
        cases.failing |= wanted.expects("failed");
        cases.undecided |= wanted.expects("undecided");
    }
}

fn ground<'d>(engine: &Engine, file: SourceId, report: &'d DraftReport) -> Option<Ground<'d>> {
    let options = CheckOptions {
        template: report.template.as_deref(),
        ..CheckOptions::default()
    };
    let bound = engine
        .read(&report.path, report.text.as_bytes(), &options)
        .ok()?;
    let (program, _) = engine.program(&bound.report.template.id)?;
    let rules = program
        .rules()
        .iter()
        .filter(|rule| rule.span.source == file);
    let names: Vec<&str> = rules.map(|rule| rule.id.as_str()).collect();
    (!names.is_empty()).then(|| Ground {
        path: &report.path,
        template: report.template.as_deref(),
        text: report.text.clone(),
        program: only(program, &|rule| names.contains(&rule)),
        report: bound.report,
    })
}

fn clean(ground: &Ground<'_>, have: &mut BTreeMap<String, RuleCases>) -> Option<Draft> {
    let plan = Plan::new(&ground.program, &ground.report);
    let rules: Vec<(String, Wanted)> = told(&plan)
        .into_iter()
        .filter(|(rule, words)| {
            let something = words.iter().any(|word| word.verdict != "inapplicable");
            something
                && words.iter().all(Word::holds)
                && !have.get(rule).is_some_and(|cases| cases.passing)
        })
        .map(|(rule, words)| (rule, Wanted::SHORT.rewritten(&words)))
        .collect();
    let body = ground.report.identity.body.as_ref();
    let draft = Draft {
        title: format!("{}：无差错", body.map_or(ground.path, |(body, _)| body)),
        path: ground.named(),
        change: String::new(),
        rules,
    };
    note(&draft, have);
    (!draft.rules.is_empty()).then_some(draft)
}

/// Every rule with the verdicts of its checks.
fn told(plan: &Plan) -> Vec<(String, Vec<Word>)> {
    let outcome = plan.evaluate();
    let mut rules: Vec<(String, Vec<Word>)> = Vec::new();
    for (id, decision) in outcome.iter() {
        let Some(rule) = plan.rule(id) else { continue };
        match rules.iter_mut().find(|(known, _)| *known == rule.id) {
            Some((_, words)) => words.push(Word::of(decision)),
            None => rules.push((rule.id.clone(), vec![Word::of(decision)])),
        }
    }
    rules
}

/// A change to one cell of one check after which the rule says what is wanted.
fn search(engine: &Engine, ground: &Ground<'_>, rule: &str, wanted: &str) -> Option<Draft> {
    let plan = Plan::new(&ground.program, &ground.report);
    let outcome = plan.evaluate();
    let own = outcome
        .iter()
        .filter(|(id, _)| plan.rule(*id).is_some_and(|r| r.id == rule));
    let mut checks: Vec<(bool, CheckId)> = own
        .map(|(id, decision)| {
            (
                !Word::of(decision).holds()
                    || decision.verdict == crate::eval::Verdict::Inapplicable,
                id,
            )
        })
        .collect();
    checks.sort_by_key(|(open, _)| *open);
    let mut tries = 0_usize;
    for (_, check) in checks.into_iter().take(CHECKS) {
        for cell in cells(&plan, check, &ground.report) {
            let printed = printed(ground, cell);
            let slips = match wanted {
                "failed" => slips::wrong(&printed),
                _ => slips::unclear(&printed),
            };
            let changed = slips
                .iter()
                .map(|slip| replaced(engine, ground, cell, slip));
            let lost = std::iter::once_with(|| lost(engine, ground, cell));
            for draft in changed.chain(lost) {
                if let Some(draft) = draft.filter(|draft| says(draft, rule, wanted)) {
                    return Some(draft);
                }
                tries = tries.saturating_add(1);
                if tries > TRIES {
                    return None;
                }
            }
        }
    }
    None
}

fn says(draft: &Draft, rule: &str, wanted: &str) -> bool {
    let own = draft.rules.iter().find(|(known, _)| known == rule);
    own.is_some_and(|(_, verdicts)| verdicts.expects(wanted))
}

/// The cells of a check that stand somewhere in the report.
fn cells(plan: &Plan, check: CheckId, report: &Report) -> Vec<CellRef> {
    let described = plan.describe(check, report);
    let mut cells: Vec<CellRef> = Vec::new();
    for part in described.iter().flat_map(|described| &described.cells) {
        let place = report.cell(part.cell).map(|cell| cell.place);
        if place.is_some_and(|place| place.start > 0) && !cells.contains(&part.cell) {
            cells.push(part.cell);
        }
    }
    cells.truncate(CELLS);
    cells
}

fn printed(ground: &Ground<'_>, cell: CellRef) -> String {
    let cell = ground.report.cell(cell);
    cell.map_or(String::new(), |cell| ground.report.text(cell).to_owned())
}

fn replaced(engine: &Engine, ground: &Ground<'_>, cell: CellRef, slip: &Slip) -> Option<Draft> {
    let place = ground.report.cell(cell)?.place;
    let range = place.start as usize..place.end as usize;
    let (before, after) = (
        ground.text.get(..range.start)?,
        ground.text.get(range.end..)?,
    );
    let text = [before, &slip.new, after].concat();
    let title = format!("{}{}", cell_name(&ground.report, cell), slip.told);
    let rules = verdicts(engine, ground, &text)?;
    let change = notation::replaced(&ground.text, range, &slip.new)?;
    Some(draft(ground, title, change, rules))
}

/// The line of the cell taken out.
fn lost(engine: &Engine, ground: &Ground<'_>, cell: CellRef) -> Option<Draft> {
    let at = ground.report.cell(cell)?.place.start as usize;
    let change = notation::deleted(&ground.text, at, at)?;
    let start = ground
        .text
        .get(..at)?
        .rfind('\n')
        .map_or(0, |at| at.saturating_add(1));
    let rest = ground.text.get(at..)?;
    let end = rest.find('\n').map_or(ground.text.len(), |end| {
        at.saturating_add(end).saturating_add(1)
    });
    let text = [ground.text.get(..start)?, ground.text.get(end..)?].concat();
    let rules = verdicts(engine, ground, &text)?;
    let title = format!("漏了{}所在的一行", cell_name(&ground.report, cell));
    Some(draft(ground, title, change, rules))
}

fn draft(
    ground: &Ground<'_>,
    title: String,
    change: String,
    rules: Vec<(String, Wanted)>,
) -> Draft {
    Draft {
        title: title.replace(['\n', '\t'], " "),
        path: ground.named(),
        change,
        rules,
    }
}

/// What the rules of the file say of a changed report, where they do not hold.
fn verdicts(engine: &Engine, ground: &Ground<'_>, text: &str) -> Option<Vec<(String, Wanted)>> {
    let options = CheckOptions {
        template: Some(&ground.report.template.id),
        ..CheckOptions::default()
    };
    let read = engine.read(ground.path, text.as_bytes(), &options).ok()?;
    let plan = Plan::new(&ground.program, &read.report);
    let wrong = told(&plan)
        .into_iter()
        .filter(|(_, words)| !words.iter().all(Word::holds));
    let wrong = wrong.map(|(rule, words)| (rule, Wanted::SHORT.rewritten(&words)));
    Some(wrong.collect())
}

/// Drafts as the text of a case file.
#[must_use]
pub fn written(title: &str, drafts: &[Draft]) -> String {
    let mut text = format!("# {title}\n");
    let mut paths: Vec<&str> = Vec::new();
    for draft in drafts {
        if !paths.contains(&draft.path.as_str()) {
            paths.push(&draft.path);
        }
    }
    for path in paths {
        text.push_str(&format!("\n```report path={path}\n```\n"));
        for draft in drafts.iter().filter(|draft| draft.path == path) {
            text.push_str(&format!("\n## {}\n", draft.title));
            if !draft.change.is_empty() {
                text.push_str(&format!("\n```change\n{}\n```\n", draft.change));
            }
            text.push_str("\n```verdict\n");
            for (rule, wanted) in &draft.rules {
                text.push_str(&format!("{rule}: {wanted}\n"));
            }
            text.push_str("```\n");
        }
    }
    text
}
