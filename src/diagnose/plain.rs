//! Every failed and strained check as a finding of its own: no causes, one group each.

use rust_decimal::Decimal;

use super::account::{Account, Part, account};
use super::amounts::Scale;
use super::fingerprint::fingerprint;
use super::sentence::{comparison, sentence};
use super::subject::{column_name, row_name, table_name};
use super::undecided::undecided;
use super::working::working;
use super::{Evidence, Finding, ReportFindings};
use crate::diagnostic::Wording;
use crate::eval::{CheckId, Outcome, Plan, Verdict};
use crate::program::{Check, Condition, Dim, Program, Rule};
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
    let account = account(plan, check);
    let condition = stated.map(|stated| &stated.condition);
    let scale = scale(report, &account, condition);
    let message = rule.message.as_ref().map_or_else(
        || {
            sentence(
                report,
                &account,
                condition.and_then(comparison),
                scale,
                &rule.title,
            )
        },
        |message| Wording::new(message, message),
    );
    let sides = account.sides.as_ref();
    let within = stated.and_then(|stated| stated.within);
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
        relation: String::new(),
        left: sides.map(|sides| scale.quantity(sides.left)),
        right: sides.map(|sides| scale.quantity(sides.right)),
        difference: sides.map(|sides| scale.shown(sides.difference)),
        allowed: sides.map(|sides| scale.allowed(sides)),
        within: within.map(|within| scale.shown(within)),
        working: working(plan, &account, scale),
        evidence: account
            .parts
            .iter()
            .map(|part| evidence(report, *part))
            .collect(),
        cause: None,
        because: rule.because.clone(),
        basis: rule.basis.clone(),
        written: stated.map_or(rule.span, |stated| stated.span),
        fingerprint: fingerprint(report, &named(rule, stated), &account),
    })
}

/// The rule, and the column that stands for `.*`.
fn named(rule: &Rule, stated: Option<&Check>) -> String {
    let column = stated
        .and_then(|stated| stated.column.as_deref())
        .unwrap_or("");
    format!("{}\u{1f}{column}", rule.id)
}

fn scale(report: &Report, account: &Account, condition: Option<&Condition>) -> Scale {
    let dimension = match condition {
        Some(Condition::Figures {
            dim: Dim::Known(dimension),
            ..
        }) => Some(*dimension),
        _ => None,
    };
    Scale::of(
        report,
        account.parts.iter().map(|part| part.cell),
        dimension,
    )
}

fn evidence(report: &Report, part: Part) -> Evidence {
    let at = part.cell;
    let cell = report.cell(at);
    Evidence {
        cell: Some(at),
        role: part.role,
        factor: if part.factor.is_zero() {
            Decimal::ONE
        } else {
            part.factor
        },
        table: table_name(report, at.table).to_owned(),
        row: row_name(report, at.table, at.row),
        column: column_name(report, at).to_owned(),
        printed: cell.map_or(String::new(), |cell| report.text(cell).to_owned()),
        place: cell.map_or_else(Default::default, |cell| cell.place),
    }
}
