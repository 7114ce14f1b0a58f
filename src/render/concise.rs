//! One line for each finding: `file:line:column: severity[rule]: message`.

use super::look::safe;
use super::messages::{Words, fill, severity_id};
use super::place::location;
use super::view::{CheckedView, Totals, Unchecked};
use crate::diagnose::Finding;
use crate::diagnostic::Lang;

/// All findings of a report, one a line; nothing for a clean report.
#[must_use]
pub fn report(view: &CheckedView<'_>, lang: Lang) -> String {
    let mut text = String::new();
    for finding in &view.findings.findings {
        text.push_str(&line(view, finding, lang));
        text.push('\n');
    }
    for untold in &view.findings.untold {
        let words = Words::of(lang);
        let count = untold.count.to_string();
        let sentence = fill(words.untold, &[("rule", &untold.rule), ("n", &count)]);
        let name = safe(&view.report.document.name);
        text.push_str(&format!(
            "{name}: note[{}]: {}\n",
            untold.rule,
            safe(&sentence)
        ));
    }
    text
}

fn line(view: &CheckedView<'_>, finding: &Finding, lang: Lang) -> String {
    let document = &view.report.document;
    let position = location(finding, document)
        .map_or(String::new(), |at| format!("{}:{}:", at.line, at.start));
    let line = format!(
        "{}:{position} {}[{}]: {}",
        document.name,
        severity_id(finding.severity),
        finding.rule,
        finding.message.get(lang)
    );
    safe(&line).into_owned()
}

/// A report that could not be checked, in the same form.
#[must_use]
pub fn unchecked(unchecked: &Unchecked, lang: Lang) -> String {
    let code = unchecked
        .code
        .map_or(String::new(), |code| format!("[{code}]"));
    format!(
        "{}: error{code}: {}\n",
        unchecked.path,
        unchecked.message.get(lang)
    )
}

/// The last line of a run over several reports.
#[must_use]
pub fn totals(totals: &Totals, lang: Lang) -> String {
    let words = Words::of(lang);
    let mut line = fill(
        words.total,
        &[
            ("reports", &totals.reports().to_string()),
            ("clean", &totals.clean.to_string()),
            ("bad", &totals.bad.to_string()),
            ("unread", &totals.unchecked.len().to_string()),
        ],
    );
    line.push('\n');
    line
}
