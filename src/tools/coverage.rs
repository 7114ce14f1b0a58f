//! Which figures of a report are held by which rules, and which by none; what became of every rule.

use indexmap::IndexMap;

use super::printed::{Area, area_of, printed_figures};
use crate::diagnose::Summary;
use crate::document::Place;
use crate::engine::Checked;
use crate::eval::row_name;
use crate::report::{CellRef, Content};
use crate::syntax::ast::Severity;
use crate::template::TableId;

/// The figures of one report, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportCoverage {
    /// Name of the report.
    pub name: String,
    /// The template that it was read with.
    pub template: String,
    /// Tables with figures, in the template's order.
    pub tables: Vec<TableCoverage>,
    /// Figures that no rule came to a verdict on, in the order of the text.
    pub loose: Vec<LooseFigure>,
    /// Numbers of the explanatory part that no claim reads, in the order of the text.
    pub unread: Vec<UnreadNumber>,
}

/// The figures of one table, form or claim, counted. A number that several claims read counts for the
/// first of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableCoverage {
    /// Path as rules write it.
    pub table: String,
    /// Where it stands.
    pub area: Area,
    /// Figures printed.
    pub figures: u32,
    /// Figures that at least one rule came to a verdict on.
    pub held: u32,
    /// Figures that at least two rules came to a verdict on: only then can a wrong figure be told from
    /// a wrong neighbour.
    pub held_twice: u32,
    /// Figures of failed checks.
    pub failed: u32,
    /// Cells that were not read with certainty.
    pub doubtful: u32,
}

/// A figure that no rule came to a verdict on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LooseFigure {
    /// 1-based line.
    pub line: u32,
    /// Path of its table.
    pub table: String,
    /// Name of its row.
    pub row: String,
    /// Id of its column.
    pub column: String,
    /// As printed.
    pub printed: String,
    /// A rule names it, but could not be decided or does not apply.
    pub undecided: bool,
    /// The digits.
    pub place: Place,
}

/// A number of the explanatory part that no claim reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadNumber {
    /// 1-based line.
    pub line: u32,
    /// The digits.
    pub place: Place,
    /// The heading it stands under.
    pub section: String,
    /// The digits with the words around them, on one line.
    pub around: String,
}

/// A rule over a set of reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleUse {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Severity.
    pub severity: Severity,
    /// Verdicts of its checks in all reports.
    pub summary: Summary,
    /// Reports in which it runs.
    pub reports: u32,
    /// Reports in which some check of it came to a verdict.
    pub decided: u32,
}

/// What became of a rule, the weightiest thing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleFate {
    /// Some check failed.
    Failed,
    /// None failed, some are strained.
    Strained,
    /// All that were decided hold, some only within rounding.
    Rounded,
    /// All that were decided hold to the last digit.
    Exact,
    /// No check could be decided.
    Undecided,
    /// No report met its condition, or had a row for it.
    NeverApplied,
}

impl RuleFate {
    /// In order.
    pub const ALL: [Self; 6] = [
        Self::Failed,
        Self::Strained,
        Self::Rounded,
        Self::Exact,
        Self::Undecided,
        Self::NeverApplied,
    ];

    /// The stable name in JSON.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Strained => "strained",
            Self::Rounded => "rounded",
            Self::Exact => "exact",
            Self::Undecided => "undecided",
            Self::NeverApplied => "never-applied",
        }
    }
}

impl RuleUse {
    /// What became of it.
    #[must_use]
    pub fn fate(&self) -> RuleFate {
        let summary = &self.summary;
        match () {
            () if summary.failed > 0 => RuleFate::Failed,
            () if summary.strained > 0 => RuleFate::Strained,
            () if summary.rounded > 0 => RuleFate::Rounded,
            () if summary.exact > 0 => RuleFate::Exact,
            () if summary.undecided > 0 => RuleFate::Undecided,
            () => RuleFate::NeverApplied,
        }
    }
}

/// Characters shown on either side of an unread number.
const AROUND: usize = 18;

/// Counts the figures of a checked report.
#[must_use]
pub fn report_coverage(checked: &Checked) -> ReportCoverage {
    let report = &checked.report;
    let mut tables: Vec<TableCoverage> = Vec::new();
    let mut index: Vec<Option<usize>> = Vec::new();
    for (schema, table) in report.template.schema.tables.iter().zip(&report.tables) {
        let Some(area) = area_of(schema.kind) else {
            index.push(None);
            continue;
        };
        index.push(Some(tables.len()));
        let doubtful = table
            .cells
            .iter()
            .filter(|cell| matches!(cell.content, Content::Uncertain(_)))
            .count();
        tables.push(TableCoverage {
            table: schema.path.clone(),
            area,
            figures: 0,
            held: 0,
            held_twice: 0,
            failed: 0,
            doubtful: u32::try_from(doubtful).unwrap_or(u32::MAX),
        });
    }
    let mut loose = Vec::new();
    for figure in printed_figures(report) {
        let Some(cell) = figure.cell() else { continue };
        let (rules, failed) = held(checked, &figure.cells);
        let at = index.get(cell.table.0 as usize).copied().flatten();
        if let Some(table) = at.and_then(|at| tables.get_mut(at)) {
            table.figures = table.figures.saturating_add(1);
            table.held = table.held.saturating_add(u32::from(rules > 0));
            table.held_twice = table.held_twice.saturating_add(u32::from(rules > 1));
            table.failed = table.failed.saturating_add(u32::from(failed));
        }
        if rules == 0 {
            loose.push(loose_figure(checked, cell, figure.place, &figure.cells));
        }
    }
    tables.retain(|table| table.figures > 0 || table.doubtful > 0);
    ReportCoverage {
        name: report.document.name.clone(),
        template: report.template.id.clone(),
        tables,
        loose,
        unread: unread(checked),
    }
}

/// How many rules came to a verdict on a number, and whether a check of it failed.
fn held(checked: &Checked, cells: &[CellRef]) -> (usize, bool) {
    let coverage = checked.coverage();
    let mut rules: Vec<u32> = Vec::new();
    let mut failed = false;
    for touched in cells.iter().filter_map(|cell| coverage.cell(*cell)) {
        failed |= touched.failed > 0;
        rules.extend(touched.rules.iter().copied());
    }
    rules.sort_unstable();
    rules.dedup();
    (rules.len(), failed)
}

fn loose_figure(checked: &Checked, cell: CellRef, place: Place, cells: &[CellRef]) -> LooseFigure {
    let report = &checked.report;
    let (table, column) = names(checked, cell.table, cell.column.0 as usize);
    LooseFigure {
        line: report.document.locate(place).line,
        table,
        row: row_name(report, cell.table, cell.row),
        column,
        printed: report.document.text_at(place).to_owned(),
        undecided: cells
            .iter()
            .any(|cell| !checked.plan.checks_of(*cell).is_empty()),
        place,
    }
}

fn names(checked: &Checked, table: TableId, column: usize) -> (String, String) {
    let schema = checked.report.template.schema.get(table);
    let path = schema.map_or(String::new(), |schema| schema.path.clone());
    let column = schema.and_then(|schema| schema.columns.get(column));
    (
        path,
        column.map_or(String::new(), |column| column.id.clone()),
    )
}

fn unread(checked: &Checked) -> Vec<UnreadNumber> {
    let report = &checked.report;
    let sections = &report.claims.sections;
    report
        .claims
        .unread()
        .map(|number| UnreadNumber {
            line: report.document.locate(number.place).line,
            place: number.place,
            section: sections
                .get(number.section as usize)
                .and_then(|section| section.path.last().cloned())
                .unwrap_or_default(),
            around: around(&report.document.text, number.place),
        })
        .collect()
}

/// A number with the words around it; line breaks are left out.
fn around(text: &str, place: Place) -> String {
    let (start, end) = (place.start as usize, place.end as usize);
    let before = text.get(..start).unwrap_or("");
    let mut head: Vec<char> = before
        .chars()
        .rev()
        .filter(|c| !c.is_whitespace())
        .take(AROUND)
        .take_while(|c| *c != '。')
        .collect();
    head.reverse();
    let tail = text.get(end..).unwrap_or("");
    let tail = tail
        .chars()
        .filter(|c| !c.is_whitespace())
        .take(AROUND)
        .take_while(|c| *c != '。');
    head.into_iter()
        .chain(text.get(start..end).unwrap_or("").chars())
        .chain(tail)
        .collect()
}

/// The rules of several reports with their verdicts, in the order of the first report that has them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleUses {
    rules: IndexMap<(String, String), RuleUse>,
}

impl RuleUses {
    /// Adds the rules of a checked report.
    pub fn add(&mut self, checked: &Checked) {
        for tally in &checked.coverage().rules {
            let key = (tally.id.clone(), tally.title.clone());
            let entry = self.rules.entry(key).or_insert_with(|| RuleUse {
                id: tally.id.clone(),
                title: tally.title.clone(),
                severity: tally.severity,
                summary: Summary::default(),
                reports: 0,
                decided: 0,
            });
            let summary = &tally.summary;
            add(&mut entry.summary, summary);
            entry.reports = entry.reports.saturating_add(1);
            let decided = summary.exact | summary.rounded | summary.strained | summary.failed;
            entry.decided = entry.decided.saturating_add(u32::from(decided > 0));
        }
    }

    /// Every rule.
    pub fn iter(&self) -> impl Iterator<Item = &RuleUse> {
        self.rules.values()
    }

    /// The rules with one fate.
    pub fn with(&self, fate: RuleFate) -> impl Iterator<Item = &RuleUse> {
        self.iter().filter(move |rule| rule.fate() == fate)
    }
}

fn add(sum: &mut Summary, more: &Summary) {
    let counters = [
        (&mut sum.checks, more.checks),
        (&mut sum.exact, more.exact),
        (&mut sum.rounded, more.rounded),
        (&mut sum.strained, more.strained),
        (&mut sum.failed, more.failed),
        (&mut sum.undecided, more.undecided),
        (&mut sum.inapplicable, more.inapplicable),
    ];
    for (counter, more) in counters {
        *counter = counter.saturating_add(more);
    }
}
