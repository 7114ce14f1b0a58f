//! What renderers are given.

use super::overview::{Digest, Overview};
use crate::diagnose::{Coverage, ReportFindings, Review};
use crate::engine::{Checked, Engine};
use crate::eval::RuleTrace;
use crate::report::{Fit, Report};
use crate::source::SourceMap;

/// A checked report, borrowed from whoever checked it.
#[derive(Debug, Clone, Copy)]
pub struct CheckedView<'c> {
    /// The bound report.
    pub report: &'c Report,
    /// What was found in it.
    pub findings: &'c ReportFindings,
    /// How well each template fits, the best first; empty when the template was given.
    pub fits: &'c [(String, Fit)],
    /// The texts of rules and templates, for saying where a rule is written.
    pub sources: &'c SourceMap,
    /// Which figures were held by which rules, and every rule's verdicts.
    pub coverage: &'c Coverage,
    /// What was known of the findings before.
    pub review: &'c Review,
    /// How the checks of the rules asked for were computed.
    pub traces: &'c [RuleTrace],
}

impl<'c> CheckedView<'c> {
    /// The view of a report that an engine checked.
    #[must_use]
    pub fn of(checked: &'c Checked, engine: &'c Engine) -> Self {
        Self {
            report: &checked.report,
            findings: &checked.findings,
            fits: &checked.fits,
            sources: engine.sources(),
            coverage: checked.coverage(),
            review: Review::NOTHING_KNOWN,
            traces: &[],
        }
    }
}

/// A report that could not be checked, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unchecked {
    /// Path or name.
    pub path: String,
    /// Code of the problem, if it has one.
    pub code: Option<&'static str>,
    /// What happened, and below it further lines of detail.
    pub message: crate::diagnostic::Wording,
    /// Further lines: what was looked for and not found.
    pub details: Vec<crate::diagnostic::Wording>,
}

/// What a run over several reports came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Reports without findings at or above the severity asked for.
    pub clean: u32,
    /// Reports with such findings.
    pub bad: u32,
    /// Reports that could not be checked.
    pub unchecked: Vec<Unchecked>,
    /// Every report in a line; rules, causes and tables by frequency.
    pub overview: Overview,
}

impl Totals {
    /// Counts a report that was checked.
    pub fn add(&mut self, digest: Digest) {
        let counter = if digest.line().bad {
            &mut self.bad
        } else {
            &mut self.clean
        };
        *counter = counter.saturating_add(1);
        self.overview.add(digest);
    }

    /// All reports.
    #[must_use]
    pub fn reports(&self) -> u32 {
        let unchecked = u32::try_from(self.unchecked.len()).unwrap_or(u32::MAX);
        self.clean
            .saturating_add(self.bad)
            .saturating_add(unchecked)
    }
}
