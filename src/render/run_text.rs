//! What a run over several reports came to, as text.

use super::look::{Ink, Look, columns, padded};
use super::messages::{Words, cause, fill, reason};
use super::overview::{Frequency, by_frequency};
use super::view::Totals;

/// Reports named one by one; the others are only counted.
const MAX_REPORTS: usize = 20;
/// Rules, causes, tables and reasons named.
const MAX_LISTED: usize = 10;

/// Reports with findings, then rules, tables, causes and reasons by frequency.
pub(crate) fn summary(totals: &Totals, look: &Look) -> String {
    let mut page = Page {
        look,
        words: Words::of(look.lang),
        text: String::new(),
    };
    page.reports(totals);
    let overview = &totals.overview;
    let rules = overview.rules_by_frequency().into_iter();
    let rules = rules.map(|(id, title, times)| (format!("{title} [{id}]"), times));
    page.list(page.words.frequent_rules, rules.collect());
    let tables = by_frequency(&overview.tables).into_iter();
    page.list(
        page.words.frequent_tables,
        tables
            .map(|(table, times)| (table.clone(), times))
            .collect(),
    );
    let causes = by_frequency(&overview.causes).into_iter();
    let causes = causes.map(|(kind, times)| (cause(*kind, look.lang).to_owned(), times));
    page.list(page.words.frequent_causes, causes.collect());
    let reasons = by_frequency(&overview.reasons).into_iter();
    let reasons = reasons.map(|(why, times)| (reason(*why, look.lang).to_owned(), times));
    page.list(page.words.frequent_reasons, reasons.collect());
    page.text
}

struct Page<'l> {
    look: &'l Look,
    words: &'static Words,
    text: String,
}

impl Page<'_> {
    fn head(&mut self, head: &str) {
        let head = self.look.paint(Ink::Strong, head);
        self.text.push_str(&format!("\n{head}\n"));
    }

    fn reports(&mut self, totals: &Totals) {
        let bad: Vec<_> = totals
            .overview
            .reports_by_weight()
            .into_iter()
            .filter(|line| line.bad)
            .collect();
        if bad.is_empty() {
            return;
        }
        self.head(self.words.reports_with_findings);
        let words = self.words;
        for line in bad.iter().take(MAX_REPORTS) {
            let counts = [
                (words.error, line.counts.error, Ink::Error),
                (words.warning, line.counts.warning, Ink::Warning),
                (words.note, line.counts.note, Ink::Note),
                (words.undecided, line.summary.undecided, Ink::Faint),
            ];
            let counts: Vec<String> = counts
                .into_iter()
                .filter(|(_, count, _)| *count > 0)
                .map(|(word, count, ink)| self.look.paint(ink, &format!("{word} {count}")))
                .collect();
            self.text
                .push_str(&format!("  {}  {}\n", line.path, counts.join(words.comma)));
        }
        self.more(bad.len(), MAX_REPORTS);
    }

    fn more(&mut self, all: usize, shown: usize) {
        if all > shown {
            let more = all.saturating_sub(shown).to_string();
            let line = fill(self.words.cut, &[("n", &more)]);
            self.text
                .push_str(&format!("  {}\n", self.look.paint(Ink::Faint, &line)));
        }
    }

    fn list(&mut self, head: &str, entries: Vec<(String, Frequency)>) {
        if entries.is_empty() {
            return;
        }
        self.head(head);
        let shown = || entries.iter().take(MAX_LISTED);
        let width = shown().map(|(name, _)| columns(name)).max().unwrap_or(0);
        for (name, frequency) in shown() {
            let (times, reports) = (frequency.times.to_string(), frequency.reports.to_string());
            let said = fill(
                self.words.in_reports,
                &[("times", &times), ("reports", &reports)],
            );
            let said = self.look.paint(Ink::Faint, &said);
            self.text
                .push_str(&format!("  {}  {said}\n", padded(name, width)));
        }
        self.more(entries.len(), MAX_LISTED);
    }
}
