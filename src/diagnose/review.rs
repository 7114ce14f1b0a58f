//! What is already known of a report's findings: a baseline of earlier ones, explanations on file.

use std::collections::{BTreeMap, BTreeSet};

use super::baseline::{Baseline, KnownFinding};
use super::explanations::{Explanation, Explanations};
use super::{Finding, ReportFindings};
use crate::report::Report;

/// How a finding stands to what was known before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Standing {
    /// Not known before; the only standing that counts for the exit status.
    #[default]
    New,
    /// In the baseline.
    Known,
    /// An explanation is on file (已说明).
    Explained(Explanation),
}

impl Standing {
    /// The stable name in JSON.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Known => "known",
            Self::Explained(_) => "explained",
        }
    }
}

/// The findings of one report against what was known. The default knows nothing: all are new.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Review {
    /// Whether there was a baseline to compare with.
    pub compared: bool,
    /// Findings of the baseline that this report no longer has.
    pub gone: Vec<KnownFinding>,
    standings: BTreeMap<String, Standing>,
}

impl Review {
    /// Nothing was known before: every finding is new.
    pub const NOTHING_KNOWN: &'static Self = &Self {
        compared: false,
        gone: Vec::new(),
        standings: BTreeMap::new(),
    };

    /// Compares the findings of a report, all of them, with what is known.
    #[must_use]
    pub fn of(
        report: &Report,
        found: &ReportFindings,
        baseline: Option<&Baseline>,
        explanations: &Explanations,
    ) -> Self {
        let name = &report.document.name;
        let named = report.identity.body.is_some();
        let standings = found.findings.iter().map(|finding| {
            let fingerprint = finding.fingerprint.as_str();
            let standing = if let Some(explanation) = explanations.get(fingerprint) {
                Standing::Explained(explanation.clone())
            } else if baseline.is_some_and(|known| known.knows(fingerprint, name, named)) {
                Standing::Known
            } else {
                Standing::New
            };
            (fingerprint.to_owned(), standing)
        });
        let standings: BTreeMap<String, Standing> = standings.collect();
        let present: BTreeSet<&str> = standings.keys().map(String::as_str).collect();
        let gone = baseline.map_or(Vec::new(), |known| known.gone(name, &present));
        Self {
            compared: baseline.is_some(),
            gone,
            standings,
        }
    }

    /// How a finding stands.
    #[must_use]
    pub fn standing(&self, finding: &Finding) -> &Standing {
        static NEW: Standing = Standing::New;
        self.standings.get(&finding.fingerprint).unwrap_or(&NEW)
    }

    /// Whether a finding counts for the exit status as far as it was known before.
    #[must_use]
    pub fn counts(&self, finding: &Finding) -> bool {
        *self.standing(finding) == Standing::New
    }

    /// How many findings are new, known, explained.
    #[must_use]
    pub fn tally(&self, found: &ReportFindings) -> [u32; 3] {
        let mut tally = [0_u32; 3];
        let [new, known, explained] = &mut tally;
        for finding in &found.findings {
            let counter = match self.standing(finding) {
                Standing::New => &mut *new,
                Standing::Known => &mut *known,
                Standing::Explained(_) => &mut *explained,
            };
            *counter = counter.saturating_add(1);
        }
        tally
    }
}
