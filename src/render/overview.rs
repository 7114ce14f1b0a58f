//! What a run over a folder came to: reports by verdict, the most frequent rules, causes and tables.
//! Small for each report, so that memory hardly grows with their number.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::place::main_cell;
use super::view::CheckedView;
use crate::diagnose::{CauseKind, Finding, Standing, Summary, UndecidedReason};
use crate::diagnostic::Wording;
use crate::syntax::ast::Severity;

/// One report in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportLine {
    /// Path or name.
    pub path: String,
    /// The body that reports.
    pub body: Option<String>,
    /// Year of the accounts.
    pub year: Option<i32>,
    /// Template it was checked with.
    pub template: String,
    /// Verdicts of its checks.
    pub summary: Summary,
    /// Findings by severity.
    pub counts: SeverityCounts,
    /// Groups of findings: likely mistakes.
    pub groups: u32,
    /// Findings in the baseline.
    pub known: u32,
    /// Findings with an explanation on file.
    pub explained: u32,
    /// Findings of the baseline that it no longer has.
    pub gone: u32,
    /// Whether it has findings that count for the exit status.
    pub bad: bool,
    /// The first group's headline.
    pub headline: Option<Wording>,
}

/// How many findings of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct SeverityCounts {
    /// 错误
    pub error: u32,
    /// 警告
    pub warning: u32,
    /// 提示
    pub note: u32,
}

impl SeverityCounts {
    fn count(&mut self, severity: Severity) {
        let counter = match severity {
            Severity::Error => &mut self.error,
            Severity::Warning => &mut self.warning,
            Severity::Note => &mut self.note,
        };
        *counter = counter.saturating_add(1);
    }

    /// All of them.
    #[must_use]
    pub fn all(self) -> u32 {
        self.error
            .saturating_add(self.warning)
            .saturating_add(self.note)
    }
}

/// How often something occurred, and in how many reports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Frequency {
    /// Findings (or undecided checks).
    pub times: u32,
    /// Reports.
    pub reports: u32,
}

/// What one report adds to an overview. Made where the report is checked, on any thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    line: ReportLine,
    rules: BTreeMap<String, (String, u32)>,
    causes: BTreeMap<CauseKind, u32>,
    tables: BTreeMap<String, u32>,
    reasons: BTreeMap<UndecidedReason, u32>,
}

/// A run over reports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overview {
    /// The reports in the order of the run.
    pub reports: Vec<ReportLine>,
    /// Verdicts of all checks.
    pub summary: Summary,
    /// Findings by severity.
    pub counts: SeverityCounts,
    /// By rule: title and frequency.
    pub rules: BTreeMap<String, (String, Frequency)>,
    /// By likely cause; only leading findings with a likely cause.
    pub causes: BTreeMap<CauseKind, Frequency>,
    /// By table of the cell that a finding is about.
    pub tables: BTreeMap<String, Frequency>,
    /// Undecided checks by reason.
    pub reasons: BTreeMap<UndecidedReason, Frequency>,
}

impl Digest {
    /// Sums up a report. `bad`: it has findings that count for the exit status.
    #[must_use]
    pub fn of(view: &CheckedView<'_>, bad: bool) -> Self {
        let found = view.findings;
        let mut digest = Self {
            line: line(view, bad),
            rules: BTreeMap::new(),
            causes: BTreeMap::new(),
            tables: BTreeMap::new(),
            reasons: BTreeMap::new(),
        };
        for finding in &found.findings {
            digest.finding(finding);
        }
        for item in &found.undecided {
            add(&mut digest.reasons, item.reason, item.count);
        }
        digest
    }

    fn finding(&mut self, finding: &Finding) {
        let (_, times) = self
            .rules
            .entry(finding.rule.clone())
            .or_insert_with(|| (finding.title.clone(), 0));
        *times = times.saturating_add(1);
        if let Some(cause) = finding.cause.as_ref().filter(|_| finding.leads) {
            add(&mut self.causes, cause.kind, 1);
        }
        if let Some(cell) = main_cell(finding) {
            add(&mut self.tables, cell.table.clone(), 1);
        }
    }

    /// The report in a line.
    #[must_use]
    pub fn line(&self) -> &ReportLine {
        &self.line
    }
}

fn add<K: Ord>(counts: &mut BTreeMap<K, u32>, key: K, times: u32) {
    let count = counts.entry(key).or_default();
    *count = count.saturating_add(times);
}

fn line(view: &CheckedView<'_>, bad: bool) -> ReportLine {
    let found = view.findings;
    let identity = &view.report.identity;
    let mut counts = SeverityCounts::default();
    for finding in found.findings.iter() {
        if matches!(view.review.standing(finding), Standing::New) {
            counts.count(finding.severity);
        }
    }
    let groups: BTreeSet<u32> = found.findings.iter().map(|finding| finding.group).collect();
    let [_, known, explained] = view.review.tally(found);
    let first = found.findings.iter().find(|finding| finding.leads);
    let size = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    ReportLine {
        path: view.report.document.name.clone(),
        body: identity.body.as_ref().map(|(body, _)| body.clone()),
        year: identity.year.map(|(year, _)| year),
        template: view.report.template.id.clone(),
        summary: found.summary,
        counts,
        groups: size(groups.len()),
        known,
        explained,
        gone: size(view.review.gone.len()),
        bad,
        headline: first.map(|finding| {
            finding
                .cause
                .as_ref()
                .map_or_else(|| finding.message.clone(), |cause| cause.text.clone())
        }),
    }
}

impl Overview {
    /// Adds a report.
    pub fn add(&mut self, digest: Digest) {
        let Digest {
            line,
            rules,
            causes,
            tables,
            reasons,
        } = digest;
        merge(&mut self.summary, line.summary);
        for (mine, its) in [
            (&mut self.counts.error, line.counts.error),
            (&mut self.counts.warning, line.counts.warning),
            (&mut self.counts.note, line.counts.note),
        ] {
            *mine = mine.saturating_add(its);
        }
        for (rule, (title, times)) in rules {
            let (_, frequency) = self
                .rules
                .entry(rule)
                .or_insert((title, Frequency::default()));
            frequency.add(times);
        }
        for (cause, times) in causes {
            self.causes.entry(cause).or_default().add(times);
        }
        for (table, times) in tables {
            self.tables.entry(table).or_default().add(times);
        }
        for (reason, times) in reasons {
            self.reasons.entry(reason).or_default().add(times);
        }
        self.reports.push(line);
    }

    /// The rules with the most findings first.
    #[must_use]
    pub fn rules_by_frequency(&self) -> Vec<(&str, &str, Frequency)> {
        let rules = self.rules.iter();
        let mut list: Vec<(&str, &str, Frequency)> = rules
            .map(|(id, (title, times))| (id.as_str(), title.as_str(), *times))
            .collect();
        list.sort_by_key(|(_, _, frequency)| std::cmp::Reverse(frequency.times));
        list
    }

    /// The reports with the most new errors first, those without any last.
    #[must_use]
    pub fn reports_by_weight(&self) -> Vec<&ReportLine> {
        let mut list: Vec<&ReportLine> = self.reports.iter().collect();
        list.sort_by_key(|line| {
            let counts = line.counts;
            std::cmp::Reverse((line.bad, counts.error, counts.warning, counts.note))
        });
        list
    }
}

/// Entries of a count, the most frequent first.
#[must_use]
pub fn by_frequency<K>(counts: &BTreeMap<K, Frequency>) -> Vec<(&K, Frequency)> {
    let mut list: Vec<(&K, Frequency)> = counts.iter().map(|(key, times)| (key, *times)).collect();
    list.sort_by_key(|(_, frequency)| std::cmp::Reverse(frequency.times));
    list
}

impl Frequency {
    fn add(&mut self, times: u32) {
        self.times = self.times.saturating_add(times);
        self.reports = self.reports.saturating_add(1);
    }
}

fn merge(sum: &mut Summary, more: Summary) {
    for (mine, its) in [
        (&mut sum.checks, more.checks),
        (&mut sum.exact, more.exact),
        (&mut sum.rounded, more.rounded),
        (&mut sum.strained, more.strained),
        (&mut sum.failed, more.failed),
        (&mut sum.undecided, more.undecided),
        (&mut sum.inapplicable, more.inapplicable),
    ] {
        *mine = mine.saturating_add(its);
    }
}
