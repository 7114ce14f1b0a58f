//! Findings that share a cause are one group with one headline.

use std::collections::{BTreeMap, BTreeSet};

use super::cause::{Suspect, localise};
use super::joint::contradictions;
use super::plain::finding;
use super::suspect::cause;
use super::undecided::undecided;
use super::{CauseKind, Finding, ReportFindings, Untold};
use crate::document::Place;
use crate::eval::{CheckId, Outcome, Plan, Verdict};
use crate::program::{Program, RuleId};
use crate::report::{CellRef, Report};
use crate::syntax::ast::Severity;

/// Findings of one rule that are told one by one. A table of which every row is wrong has one mistake,
/// not a hundred thousand; the others are counted.
pub const MAX_TOLD_PER_RULE: u32 = 200;

/// A group before it has a number: its findings, and the suspect that explains them.
struct Group {
    findings: Vec<(CheckId, Finding)>,
    suspects: Vec<Suspect>,
}

/// What is to be told of a report: a finding for every check that failed or is strained, grouped by
/// the cell that explains them, the weightiest group first; and what could not be decided.
#[must_use]
pub fn diagnose(
    _program: &Program,
    report: &Report,
    plan: &Plan,
    outcome: &Outcome,
) -> ReportFindings {
    let mut found: BTreeMap<CheckId, Finding> = BTreeMap::new();
    let mut told = BTreeSet::new();
    let mut counts: BTreeMap<RuleId, u32> = BTreeMap::new();
    for (check, decision) in outcome.iter() {
        let strained = decision.verdict == Verdict::Strained;
        if !strained && decision.verdict != Verdict::Failed {
            continue;
        }
        let Some(rule) = plan.rule_id(check) else {
            continue;
        };
        let count = counts.entry(rule).or_default();
        *count = count.saturating_add(1);
        if *count <= MAX_TOLD_PER_RULE
            && let Some(finding) = finding(report, plan, check, strained)
            && told.insert(said(check, &finding))
        {
            found.insert(check, finding);
        }
    }
    let mut groups = groups(plan, outcome, report, found);
    let together = contradictions(plan, outcome, report);
    groups.extend(together.into_iter().map(|finding| Group {
        findings: vec![finding],
        suspects: Vec::new(),
    }));
    groups.sort_by_key(weight);
    let mut findings = Vec::new();
    for (index, group) in groups.into_iter().enumerate() {
        findings.extend(numbered(report, index, group));
    }
    ReportFindings {
        summary: outcome.summary(),
        findings,
        untold: untold(plan, &counts),
        undecided: undecided(report, plan, outcome),
    }
}

fn untold(plan: &Plan, counts: &BTreeMap<RuleId, u32>) -> Vec<Untold> {
    let beyond = counts
        .iter()
        .filter(|(_, count)| **count > MAX_TOLD_PER_RULE);
    beyond
        .filter_map(|(rule, count)| {
            Some(Untold {
                rule: plan.program().rule(*rule)?.id.clone(),
                count: count.saturating_sub(MAX_TOLD_PER_RULE),
            })
        })
        .collect()
}

/// What a finding says, and of which cells: a rule that compares rows with one another comes to the
/// same finding from each of them.
fn said(check: CheckId, finding: &Finding) -> (Option<CheckId>, String, String, Vec<CellRef>) {
    let mut cells: Vec<CellRef> = finding
        .evidence
        .iter()
        .filter_map(|part| part.cell)
        .collect();
    cells.sort_unstable();
    let alone = cells.is_empty().then_some(check);
    (
        alone,
        finding.rule.clone(),
        finding.message.zh.clone(),
        cells,
    )
}

fn groups(
    plan: &Plan,
    outcome: &Outcome,
    report: &Report,
    mut found: BTreeMap<CheckId, Finding>,
) -> Vec<Group> {
    let localised = localise(plan, outcome, report);
    let mut take = |checks: &[CheckId]| -> Vec<(CheckId, Finding)> {
        checks
            .iter()
            .filter_map(|check| Some((*check, found.remove(check)?)))
            .collect()
    };
    let mut groups: Vec<Group> = Vec::new();
    for suspect in localised.suspects {
        let findings = take(&suspect.checks);
        match groups
            .iter_mut()
            .find(|group| same_blank_row(group, &suspect))
        {
            Some(group) => {
                group.findings.extend(findings);
                group.suspects.push(suspect);
            }
            None => groups.push(Group {
                findings,
                suspects: vec![suspect],
            }),
        }
    }
    for checks in localised.unexplained {
        groups.push(Group {
            findings: take(&checks),
            suspects: Vec::new(),
        });
    }
    for (check, finding) in found {
        match groups
            .iter_mut()
            .find(|group| is_about_blank_row(group, &finding))
        {
            Some(group) => group.findings.push((check, finding)),
            None => groups.push(Group {
                findings: vec![(check, finding)],
                suspects: Vec::new(),
            }),
        }
    }
    groups.retain(|group| !group.findings.is_empty());
    groups
}

/// A total row that was left blank is one mistake, however many columns it has.
fn same_blank_row(group: &Group, suspect: &Suspect) -> bool {
    suspect.kind == Some(CauseKind::BlankTotal)
        && group.suspects.first().is_some_and(|first| {
            first.kind == suspect.kind
                && first.cell.table == suspect.cell.table
                && first.cell.row == suspect.cell.row
        })
}

/// A finding without figures (`合计 is printed`) about the row that a group says is blank.
fn is_about_blank_row(group: &Group, finding: &Finding) -> bool {
    let blank = group
        .suspects
        .iter()
        .find(|one| one.kind == Some(CauseKind::BlankTotal));
    let Some(suspect) = blank else { return false };
    finding.left.is_none()
        && finding
            .evidence
            .iter()
            .filter_map(|cell| cell.cell)
            .any(|cell| cell.table == suspect.cell.table && cell.row == suspect.cell.row)
}

/// Severe groups first, then those that explain more, then the order of the report.
fn weight(
    group: &Group,
) -> (
    std::cmp::Reverse<Severity>,
    std::cmp::Reverse<usize>,
    Option<Place>,
) {
    let severity = group
        .findings
        .iter()
        .map(|(_, finding)| finding.severity)
        .max();
    let place = group
        .findings
        .iter()
        .filter_map(|(_, finding)| finding.evidence.first())
        .map(|cell| cell.place)
        .min();
    (
        std::cmp::Reverse(severity.unwrap_or(Severity::Note)),
        std::cmp::Reverse(group.findings.len()),
        place,
    )
}

/// The findings of a group in order, the headline first: the most severe, in which the suspected cell
/// stands on the left or is the first.
fn numbered(report: &Report, index: usize, group: Group) -> Vec<Finding> {
    let Group {
        mut findings,
        suspects,
    } = group;
    let suspected = suspects.first().map(|suspect| suspect.cell);
    findings.sort_by_key(|(check, finding)| {
        let first = finding.evidence.first().and_then(|cell| cell.cell);
        (
            std::cmp::Reverse(finding.severity),
            first != suspected,
            *check,
        )
    });
    let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
    let mut stated = suspects.first().and_then(|suspect| cause(report, suspect));
    if let Some(cause) = &mut stated
        && suspects.len() > 1
    {
        cause.repairs = suspects.iter().map(|suspect| suspect.repairs).sum();
        cause.suggest = None;
    }
    findings
        .into_iter()
        .enumerate()
        .map(|(position, (_, mut finding))| {
            finding.group = number;
            finding.leads = position == 0;
            finding.cause.clone_from(&stated);
            finding
        })
        .collect()
}
