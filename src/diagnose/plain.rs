//! One failed or strained check as a finding: its sentence, both sides, the cells that took part.

use super::fingerprint::fingerprint;
use super::sentence::sentence;
use super::subject::{column_name, row_name, table_name};
use super::{Evidence, Finding};
use crate::diagnostic::Wording;
use crate::eval::{CheckId, DescribedCell, Plan};
use crate::report::Report;
use crate::syntax::ast::Severity;

/// The finding of one check, without group and cause.
pub(super) fn finding(
    report: &Report,
    plan: &Plan,
    check: CheckId,
    strained: bool,
) -> Option<Finding> {
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
        joint: Vec::new(),
        cause: None,
        because: rule.because.clone(),
        basis: rule.basis.clone(),
        written: stated.map_or(rule.span, |stated| stated.span),
    })
}

pub(super) fn evidence(report: &Report, part: DescribedCell) -> Evidence {
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
