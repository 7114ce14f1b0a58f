//! JUnit XML, for continuous integration: one suite for each report, one case for each rule.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::messages::{Words, fill};
use super::place::location;
use super::view::{CheckedView, Totals, Unchecked};
use crate::diagnose::{Finding, RuleTally, Standing, Summary};
use crate::diagnostic::Lang;
use crate::syntax::ast::Severity;

/// A report as a suite.
#[derive(Debug)]
pub struct Suite(TestSuite);

/// The suite of a report. A rule's case fails when it has findings that count: errors and warnings
/// neither in the baseline nor explained. It is skipped when not one of its checks could be decided.
#[must_use]
pub fn suite(view: &CheckedView<'_>, lang: Lang) -> Suite {
    let mut suite = TestSuite::new(view.report.document.name.as_str());
    for rule in &view.coverage.rules {
        suite.add_test_case(case(view, rule, lang));
    }
    Suite(suite)
}

/// The whole file.
#[must_use]
pub fn report(totals: &Totals, suites: Vec<Suite>, lang: Lang) -> String {
    let mut report = Report::new("gouji");
    for Suite(suite) in suites {
        report.add_test_suite(suite);
    }
    for unchecked in &totals.unchecked {
        report.add_test_suite(failed(unchecked, lang));
    }
    report.to_string().unwrap_or_default()
}

fn case(view: &CheckedView<'_>, rule: &RuleTally, lang: Lang) -> TestCase {
    let words = Words::of(lang);
    let found = view
        .findings
        .findings
        .iter()
        .filter(|finding| finding.rule == rule.id);
    let (counted, other): (Vec<&Finding>, Vec<&Finding>) = found
        .partition(|finding| finding.severity >= Severity::Warning && view.review.counts(finding));
    let status = match counted.first() {
        Some(first) => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_message(first.message.get(lang));
            status.set_type(super::messages::severity_id(rule.severity));
            status.set_description(lines(view, &counted, lang));
            status
        }
        None if decided(&rule.summary) == 0 => {
            let mut status = TestCaseStatus::skipped();
            status.set_message(skipped(&rule.summary, words));
            status
        }
        None => TestCaseStatus::success(),
    };
    let mut case = TestCase::new(rule.id.as_str(), status);
    case.set_classname(view.report.template.id.as_str());
    case.set_assertions(usize::try_from(decided(&rule.summary)).unwrap_or(0));
    if !other.is_empty() {
        case.set_system_out(lines(view, &other, lang));
    }
    case
}

fn decided(summary: &Summary) -> u32 {
    let open = summary.undecided.saturating_add(summary.inapplicable);
    summary.checks.saturating_sub(open)
}

fn skipped(summary: &Summary, words: &Words) -> String {
    if summary.undecided > 0 {
        fill(
            words.undecided_head,
            &[("n", &summary.undecided.to_string())],
        )
    } else {
        words.inapplicable.to_owned()
    }
}

/// The findings one a line.
fn lines(view: &CheckedView<'_>, findings: &[&Finding], lang: Lang) -> String {
    let words = Words::of(lang);
    let document = &view.report.document;
    let lines: Vec<String> = findings
        .iter()
        .map(|finding| {
            let at = location(finding, document)
                .map_or(String::new(), |at| format!("{}:{}: ", at.line, at.start));
            let known = match view.review.standing(finding) {
                Standing::New => String::new(),
                Standing::Known => format!("[{}] ", words.known),
                Standing::Explained(explanation) => {
                    format!("[{}: {}] ", words.explained, explanation.text)
                }
            };
            format!("{at}{known}{}", finding.message.get(lang))
        })
        .collect();
    lines.join("\n")
}

fn failed(unchecked: &Unchecked, lang: Lang) -> TestSuite {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_message(unchecked.message.get(lang));
    if let Some(code) = unchecked.code {
        status.set_type(code);
    }
    let details: Vec<&str> = unchecked
        .details
        .iter()
        .map(|detail| detail.get(lang))
        .collect();
    status.set_description(details.join("\n"));
    let mut suite = TestSuite::new(unchecked.path.as_str());
    suite.add_test_case(TestCase::new(Words::of(lang).unchecked, status));
    suite
}
