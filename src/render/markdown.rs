//! Markdown, for issues, merge requests and mail.

use super::messages::{Words, fill, reason};
use super::number::with_unit;
use super::overview::by_frequency;
use super::view::{CheckedView, Totals};
use crate::diagnose::{Evidence, Finding, Standing, Summary};
use crate::diagnostic::Lang;
use crate::figure::Unit;

/// Rules and tables listed in the summary of a run.
const MAX_LISTED: usize = 10;

/// One report as a section.
#[must_use]
pub fn report(view: &CheckedView<'_>, lang: Lang) -> String {
    let words = Words::of(lang);
    let mut text = format!("## {}\n\n", plain(&view.report.document.name));
    let identity = super::identity::identity(view.report, view.fits, lang);
    text.push_str(&format!("{}\n\n", plain(&identity)));
    text.push_str(&verdicts(&view.findings.summary, words));
    if view.findings.findings.is_empty() {
        let said = if view.findings.summary.checks == 0 {
            words.nothing_checked
        } else {
            words.clean
        };
        text.push_str(&format!("\n{said}\n"));
    }
    for finding in &view.findings.findings {
        text.push_str(&one(view, finding, lang));
    }
    for sentence in super::untold::untold(view, words) {
        text.push_str(&format!("\n{}\n", plain(&sentence)));
    }
    gone(&mut text, view, words);
    undecided(&mut text, view, lang);
    text
}

/// What a run over several reports came to.
#[must_use]
pub fn totals(totals: &Totals, lang: Lang) -> String {
    let words = Words::of(lang);
    let mut text = format!("\n## {}\n\n", words.overview);
    text.push_str(&format!("{}\n", super::concise::totals(totals, lang)));
    let head = [
        words.report,
        words.error,
        words.warning,
        words.note,
        words.undecided,
    ];
    text.push_str(&row(head.iter().map(|cell| (*cell).to_owned())));
    text.push_str("|---|---:|---:|---:|---:|\n");
    for line in totals.overview.reports_by_weight() {
        let counts = line.counts;
        let cells = [
            counts.error,
            counts.warning,
            counts.note,
            line.summary.undecided,
        ];
        let cells = cells.iter().map(u32::to_string);
        text.push_str(&row(std::iter::once(line.path.clone()).chain(cells)));
    }
    for unchecked in &totals.unchecked {
        let said = format!("{}: {}", words.unchecked, unchecked.message.get(lang));
        text.push_str(&row([
            unchecked.path.clone(),
            said,
            String::new(),
            String::new(),
            String::new(),
        ]));
    }
    let rules = totals.overview.rules_by_frequency();
    let rules = rules
        .iter()
        .map(|(id, title, times)| (format!("{id}：{title}"), times.times));
    list(&mut text, words.frequent_rules, rules);
    let tables = by_frequency(&totals.overview.tables);
    let tables = tables
        .iter()
        .map(|(table, times)| ((*table).clone(), times.times));
    list(&mut text, words.frequent_tables, tables);
    text
}

fn list(text: &mut String, head: &str, entries: impl Iterator<Item = (String, u32)>) {
    let entries: Vec<(String, u32)> = entries.take(MAX_LISTED).collect();
    if entries.is_empty() {
        return;
    }
    text.push_str(&format!("\n### {head}\n\n"));
    for (name, times) in entries {
        text.push_str(&format!("- {}：{times}\n", plain(&name)));
    }
}

fn row(cells: impl IntoIterator<Item = String>) -> String {
    let cells: Vec<String> = cells.into_iter().map(|cell| plain(&cell)).collect();
    format!("| {} |\n", cells.join(" | "))
}

fn verdicts(summary: &Summary, words: &Words) -> String {
    let names = [
        words.exact,
        words.rounded,
        words.strained,
        words.failed,
        words.undecided,
        words.inapplicable,
    ];
    let counts = [
        summary.exact,
        summary.rounded,
        summary.strained,
        summary.failed,
        summary.undecided,
        summary.inapplicable,
    ];
    let head = row(names.iter().map(|name| (*name).to_owned()));
    format!(
        "{head}|---:|---:|---:|---:|---:|---:|\n{}",
        row(counts.iter().map(u32::to_string))
    )
}

fn one(view: &CheckedView<'_>, finding: &Finding, lang: Lang) -> String {
    let words = Words::of(lang);
    let severity = words.severity(finding.severity);
    let standing = match view.review.standing(finding) {
        Standing::New => String::new(),
        Standing::Known => format!(" · {}", words.known),
        Standing::Explained(_) => format!(" · {}", words.explained),
    };
    let mut text = format!(
        "\n### {}. {severity} · {}{standing}\n\n",
        finding.group,
        plain(&finding.title)
    );
    text.push_str(&format!("{}\n\n", plain(finding.message.get(lang))));
    let head = [
        words.side,
        words.table,
        words.row,
        words.column,
        words.printed,
        words.line,
    ];
    text.push_str(&row(head.iter().map(|cell| (*cell).to_owned())));
    text.push_str("|---|---|---|---|---:|---:|\n");
    for cell in &finding.evidence {
        text.push_str(&evidence(view, cell, words));
    }
    text.push('\n');
    for (word, said) in facts(view, finding, lang) {
        text.push_str(&format!("- {word}{}{}\n", words.colon, plain(&said)));
    }
    text
}

fn evidence(view: &CheckedView<'_>, cell: &Evidence, words: &Words) -> String {
    let at = view.report.document.locate(cell.place);
    let printed = if cell.printed.is_empty() {
        words.blank
    } else {
        &cell.printed
    };
    row([
        words.role(cell.role).to_owned(),
        cell.table.clone(),
        cell.row.clone(),
        cell.column.clone(),
        printed.to_owned(),
        at.line.to_string(),
    ])
}

/// What is said of a finding below its cells.
fn facts<'w>(view: &CheckedView<'_>, finding: &Finding, lang: Lang) -> Vec<(&'w str, String)> {
    let words = Words::of(lang);
    let mut facts = Vec::new();
    if let Some(working) = &finding.working {
        facts.push((words.left, working.left.clone()));
        facts.push((words.right, working.right.clone()));
    }
    let unit = finding.left.map_or(Unit::Number, |left| left.unit);
    if let Some(difference) = finding.difference {
        facts.push((words.difference, with_unit(difference, unit)));
    }
    if let Some(allowed) = finding.allowed {
        facts.push((words.allowed, with_unit(allowed, unit)));
    }
    if let Some(cause) = &finding.cause {
        facts.push((words.cause, cause.text.get(lang).to_owned()));
    }
    if let Standing::Explained(explanation) = view.review.standing(finding) {
        let said = format!(
            "{}（{}，{}）",
            explanation.text, explanation.by, explanation.date
        );
        facts.push((words.explained, said));
    }
    facts.push((words.rule, finding.rule.clone()));
    for (word, said) in [
        (words.because, &finding.because),
        (words.basis, &finding.basis),
    ] {
        if let Some(said) = said {
            facts.push((word, said.clone()));
        }
    }
    facts
}

fn gone(text: &mut String, view: &CheckedView<'_>, words: &Words) {
    if view.review.gone.is_empty() {
        return;
    }
    text.push_str(&format!("\n### {}\n\n", words.gone));
    for known in &view.review.gone {
        text.push_str(&format!(
            "- {}：{}\n",
            plain(&known.rule),
            plain(&known.message)
        ));
    }
}

fn undecided(text: &mut String, view: &CheckedView<'_>, lang: Lang) {
    let words = Words::of(lang);
    let list = &view.findings.undecided;
    if list.is_empty() {
        return;
    }
    let head = fill(
        words.undecided_head,
        &[("n", &view.findings.summary.undecided.to_string())],
    );
    text.push_str(&format!("\n### {head}\n\n"));
    for item in list {
        let why = reason(item.reason, lang);
        let detail = plain(item.detail.get(lang));
        text.push_str(&format!(
            "- {} × {}：{why}，{detail}\n",
            item.count,
            plain(&item.rule)
        ));
    }
}

/// Text of a report, in which nothing may be taken for Markdown or HTML.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => {
                plain.push('\\');
                plain.push(character);
            }
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '&' => plain.push_str("&amp;"),
            '\n' | '\r' => plain.push(' '),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_reports_is_never_markup() {
        assert_eq!(plain("a|b*<c>\n_d"), "a\\|b\\*&lt;c&gt; \\_d");
    }
}
