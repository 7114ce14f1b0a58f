//! Every failed and strained check as a finding of its own: no causes, one group each.

use super::fingerprint::fingerprint;
use super::sentence::sentence;
use super::subject::{column_name, row_name, table_name};
use super::undecided::undecided;
use super::{Evidence, Finding, ReportFindings};
use crate::diagnostic::Wording;
use crate::eval::{CheckId, DescribedCell, Outcome, Plan, Verdict};
use crate::program::Program;
use crate::report::Report;
use crate::syntax::ast::Severity;

/// What is to be told of a report: a finding for every check that failed or is strained, most severe
/// first, in the order of the report; and what could not be decided.
#[must_use]
pub fn diagnose(
    _program: &Program,
    report: &Report,
    plan: &Plan,
    outcome: &Outcome,
) -> ReportFindings {
    let mut findings: Vec<Finding> = outcome
        .iter()
        .filter_map(|(check, decision)| match decision.verdict {
            Verdict::Failed => finding(report, plan, check, false),
            Verdict::Strained => finding(report, plan, check, true),
            _ => None,
        })
        .collect();
    findings.sort_by_key(|finding| {
        let place = finding.evidence.first().map(|cell| cell.place);
        (std::cmp::Reverse(finding.severity), place)
    });
    for (index, finding) in findings.iter_mut().enumerate() {
        finding.group = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
    }
    ReportFindings {
        summary: outcome.summary(),
        findings,
        undecided: undecided(report, plan, outcome),
    }
}

fn finding(report: &Report, plan: &Plan, check: CheckId, strained: bool) -> Option<Finding> {
    let rule = plan.rule(check)?;
    let stated = plan.stated(check);
    let described = plan.describe(check, report)?;
    let condition = stated.map(|stated| &stated.condition);
    let message = rule.message.as_ref().map_or_else(
        || sentence(report, &described, condition),
        |message| Wording::new(message, message),
    );
    Some(Finding {
        rule: rule.id.clone(),
        title: rule.title.clone(),
        severity: if strained {
            Severity::Note
        } else {
            rule.severity
        },
        strained,
        group: 0,
        leads: true,
        message,
        evidence: described
            .cells
            .iter()
            .map(|cell| evidence(report, *cell))
            .collect(),
        fingerprint: fingerprint(report, &rule.id, &described),
        relation: described.relation,
        left: described.left,
        right: described.right,
        difference: described.difference,
        allowed: described.allowed,
        within: described.within,
        working: described.working,
        cause: None,
        because: rule.because.clone(),
        basis: rule.basis.clone(),
        written: stated.map_or(rule.span, |stated| stated.span),
    })
}

fn evidence(report: &Report, part: DescribedCell) -> Evidence {
    let at = part.cell;
    let cell = report.cell(at);
    Evidence {
        cell: Some(at),
        role: part.role,
        factor: part.factor,
        table: table_name(report, at.table).to_owned(),
        row: row_name(report, at.table, at.row),
        column: column_name(report, at).to_owned(),
        printed: cell.map_or(String::new(), |cell| report.text(cell).to_owned()),
        place: cell.map_or_else(Default::default, |cell| cell.place),
    }
}
