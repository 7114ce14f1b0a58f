//! A name for a finding that stays the same when lines shift.

use super::subject::{column_name, table_name};
use crate::document::label_key;
use crate::eval::{CheckId, Described, Plan};
use crate::report::{CellRef, Content, Report};

/// Hashes whose report it is and for which year, the rule, and of every cell that took part its table,
/// row, column and figure (other cells: what is printed, without blanks and breaks). So a finding is
/// known again when the report is renamed or laid out anew, and is a new one when a figure changes.
pub(super) fn fingerprint(report: &Report, rule: &str, described: &Described) -> String {
    let mut hash = of_report(report);
    hash.text(rule);
    hash.text(described.column.as_deref().unwrap_or(""));
    for part in &described.cells {
        cell(&mut hash, report, part.cell);
    }
    format!("{:016x}", hash.0)
}

/// As [`fingerprint`], of several checks that contradict each other.
pub(super) fn of_checks(report: &Report, plan: &Plan, checks: &[CheckId]) -> String {
    let mut hash = of_report(report);
    hash.text("joint");
    for check in checks {
        hash.text(plan.rule(*check).map_or("", |rule| &rule.id));
        for at in plan.cells(*check) {
            cell(&mut hash, report, at);
        }
    }
    format!("{:016x}", hash.0)
}

/// Whose report it is, and for which year.
fn of_report(report: &Report) -> Fnv {
    let mut hash = Fnv::default();
    let identity = &report.identity;
    let body = identity.body.as_ref();
    hash.text(&body.map_or(String::new(), |(body, _)| label_key(body).into_owned()));
    let year = identity.year;
    hash.text(&year.map_or(String::new(), |(year, _)| year.to_string()));
    hash
}

fn cell(hash: &mut Fnv, report: &Report, at: CellRef) {
    hash.text(table_name(report, at.table));
    let row = report
        .table(at.table)
        .and_then(|table| table.rows.get(at.row.0 as usize));
    if let Some(row) = row {
        hash.text(row.code.as_deref().unwrap_or(""));
        hash.text(&row.key);
    }
    hash.text(column_name(report, at));
    let printed = report
        .cell(at)
        .map_or(String::new(), |cell| match cell.content {
            Content::Figure(figure) => figure.value.normalize().to_string(),
            _ => label_key(report.text(cell)).into_owned(),
        });
    hash.text(&printed);
}

/// FNV-1a of 64 bits: the same on every machine and in every version.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// Adds a text and a mark that ends it.
    fn text(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}
