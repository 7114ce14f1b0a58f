//! Which figures are held by which rules, as JSON.

use serde::Serialize;

use super::coverage::total;
use super::json::SCHEMA;
use super::messages::severity_id;
use crate::tools::coverage::{ReportCoverage, RuleUses};

#[derive(Serialize)]
struct JsonCoverage<'c> {
    schema: u32,
    gouji: &'static str,
    reports: Vec<JsonReport<'c>>,
    rules: Vec<JsonRule<'c>>,
}

#[derive(Serialize)]
struct JsonReport<'c> {
    path: &'c str,
    template: &'c str,
    figures: u32,
    held: u32,
    held_twice: u32,
    tables: Vec<JsonTable<'c>>,
    loose: Vec<JsonLoose<'c>>,
    unread: Vec<JsonUnread<'c>>,
}

#[derive(Serialize)]
struct JsonTable<'c> {
    id: &'c str,
    area: &'static str,
    figures: u32,
    held: u32,
    held_twice: u32,
    failed: u32,
    doubtful: u32,
}

#[derive(Serialize)]
struct JsonLoose<'c> {
    table: &'c str,
    row: &'c str,
    column: &'c str,
    printed: &'c str,
    line: u32,
    undecided: bool,
}

#[derive(Serialize)]
struct JsonUnread<'c> {
    line: u32,
    section: &'c str,
    around: &'c str,
}

#[derive(Serialize)]
struct JsonRule<'c> {
    id: &'c str,
    title: &'c str,
    severity: &'static str,
    fate: &'static str,
    reports: u32,
    decided: u32,
    summary: &'c crate::diagnose::Summary,
}

/// The coverage of some reports as one JSON object.
#[must_use]
pub fn json(reports: &[ReportCoverage], rules: &RuleUses) -> String {
    let object = JsonCoverage {
        schema: SCHEMA,
        gouji: env!("CARGO_PKG_VERSION"),
        reports: reports.iter().map(json_report).collect(),
        rules: rules
            .iter()
            .map(|rule| JsonRule {
                id: &rule.id,
                title: &rule.title,
                severity: severity_id(rule.severity),
                fate: rule.fate().id(),
                reports: rule.reports,
                decided: rule.decided,
                summary: &rule.summary,
            })
            .collect(),
    };
    let mut text = serde_json::to_string_pretty(&object).unwrap_or_default();
    text.push('\n');
    text
}

fn json_report(report: &ReportCoverage) -> JsonReport<'_> {
    let (figures, held, held_twice) = total(report.tables.iter());
    JsonReport {
        path: &report.name,
        template: &report.template,
        figures,
        held,
        held_twice,
        tables: report
            .tables
            .iter()
            .map(|table| JsonTable {
                id: &table.table,
                area: table.area.id(),
                figures: table.figures,
                held: table.held,
                held_twice: table.held_twice,
                failed: table.failed,
                doubtful: table.doubtful,
            })
            .collect(),
        loose: report
            .loose
            .iter()
            .map(|figure| JsonLoose {
                table: &figure.table,
                row: &figure.row,
                column: &figure.column,
                printed: &figure.printed,
                line: figure.line,
                undecided: figure.undecided,
            })
            .collect(),
        unread: report
            .unread
            .iter()
            .map(|number| JsonUnread {
                line: number.line,
                section: &number.section,
                around: &number.around,
            })
            .collect(),
    }
}
