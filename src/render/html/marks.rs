//! Which cells of the report are marked, and by which findings.

use std::collections::BTreeMap;

use crate::diagnose::{CauseKind, Finding, Role};
use crate::render::view::CheckedView;
use crate::report::{CellRef, Report};
use crate::template::TableKind;

/// What is marked on one cell.
#[derive(Debug, Clone, Default)]
pub(super) struct Mark {
    /// Numbers of the findings it took part in, from 1.
    pub(super) findings: Vec<usize>,
    /// A check that failed is about it; other cells only led there.
    pub(super) decisive: bool,
    /// It is probably wrong.
    pub(super) suspect: bool,
}

/// All marked cells of a report.
pub(super) type Marks = BTreeMap<CellRef, Mark>;

/// Marks from all findings, on every cell that took part.
pub(super) fn marks(view: &CheckedView<'_>) -> Marks {
    let mut marks = Marks::new();
    for (index, finding) in view.findings.findings.iter().enumerate() {
        let number = index.saturating_add(1);
        for evidence in &finding.evidence {
            let Some(cell) = evidence.cell else { continue };
            let mark = marks.entry(cell).or_default();
            if mark.findings.last() != Some(&number) {
                mark.findings.push(number);
            }
            mark.decisive |= evidence.role != Role::Context;
            mark.suspect |= is_suspect(finding, cell);
        }
    }
    marks
}

/// Whether a finding takes a cell to be wrong.
pub(super) fn is_suspect(finding: &Finding, cell: CellRef) -> bool {
    finding
        .cause
        .as_ref()
        .is_some_and(|cause| cause.cell == Some(cell))
}

/// Whether a cause says more than where the mistake is.
pub(super) fn says_how(kind: CauseKind) -> bool {
    kind != CauseKind::Cell
}

/// Names of places on a page. In a page over several reports every report has its own.
#[derive(Debug, Clone, Default)]
pub(super) struct Anchors {
    prefix: String,
    /// Whether the page holds the whole tables, so that cells can be linked.
    pub(super) with_tables: bool,
}

impl Anchors {
    /// Those of a page about one report.
    pub(super) fn of_page() -> Self {
        Self {
            prefix: String::new(),
            with_tables: true,
        }
    }

    /// Those of a report among others; the same path always gives the same.
    pub(super) fn of_section(path: &str) -> Self {
        let hash = path.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self {
            prefix: format!("r{hash:016x}-"),
            with_tables: false,
        }
    }

    /// The report.
    pub(super) fn report(&self) -> String {
        format!("{}top", self.prefix)
    }

    /// A finding by its number.
    pub(super) fn finding(&self, number: usize) -> String {
        format!("{}f{number}", self.prefix)
    }

    /// A table.
    pub(super) fn table(&self, table: u16) -> String {
        format!("{}t{table}", self.prefix)
    }

    /// A cell.
    pub(super) fn cell(&self, cell: CellRef) -> String {
        format!(
            "{}c{}-{}-{}",
            self.prefix, cell.table.0, cell.row.0, cell.column.0
        )
    }

    /// A cell in the whole table, if the page holds that.
    pub(super) fn link(&self, cell: CellRef, report: &Report) -> Option<String> {
        let schema = report.template.schema.get(cell.table)?;
        // `报告` and `报表` are made by the program and stand nowhere in the report.
        let made = matches!(schema.kind, TableKind::Report | TableKind::Statements);
        let column = report
            .table(cell.table)?
            .has_column
            .get(cell.column.0 as usize)?;
        (self.with_tables && !made && *column).then(|| self.cell(cell))
    }

    /// A rule by its index.
    pub(super) fn rule(&self, index: usize) -> String {
        format!("{}r{index}", self.prefix)
    }
}
