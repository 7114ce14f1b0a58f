//! A baseline: the findings of an earlier run, known by their fingerprints.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::ReportFindings;
use crate::diagnostic::Lang;
use crate::report::Report;

/// Version of the shape of a baseline file.
const VERSION: u32 = 1;

/// A finding of an earlier run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownFinding {
    /// Path of the report it was found in.
    pub report: String,
    /// Fingerprint.
    pub fingerprint: String,
    /// Rule id.
    pub rule: String,
    /// What was said of it then, for people.
    pub message: String,
}

/// The findings of an earlier run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    findings: Vec<KnownFinding>,
    by_fingerprint: BTreeMap<String, Vec<usize>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    baseline: u32,
    findings: Vec<KnownFinding>,
}

/// Why a baseline file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BaselineError {
    /// It is not the JSON that `gouji baseline write` makes: line, column, what was expected.
    Malformed {
        /// 1-based line.
        line: usize,
        /// 1-based column in bytes.
        column: usize,
        /// What the JSON reader says.
        message: String,
    },
    /// It was written by another version of this program.
    Version(u32),
}

impl Baseline {
    /// The findings of a report as a baseline keeps them.
    #[must_use]
    pub fn of(report: &Report, found: &ReportFindings, lang: Lang) -> Vec<KnownFinding> {
        let findings = found.findings.iter();
        findings
            .map(|finding| KnownFinding {
                report: report.document.name.clone(),
                fingerprint: finding.fingerprint.clone(),
                rule: finding.rule.clone(),
                message: finding.message.get(lang).to_owned(),
            })
            .collect()
    }

    /// Adds findings.
    pub fn extend(&mut self, findings: Vec<KnownFinding>) {
        for finding in findings {
            self.push(finding);
        }
    }

    fn push(&mut self, finding: KnownFinding) {
        let index = self.findings.len();
        self.by_fingerprint
            .entry(finding.fingerprint.clone())
            .or_default()
            .push(index);
        self.findings.push(finding);
    }

    /// The text of a baseline file.
    #[must_use]
    pub fn text(&self) -> String {
        let file = File {
            baseline: VERSION,
            findings: self.findings.clone(),
        };
        let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Reads a baseline file.
    ///
    /// # Errors
    /// When it is not what [`Self::text`] writes.
    pub fn read(text: &str) -> Result<Self, BaselineError> {
        let file: File = serde_json::from_str(text).map_err(|error| BaselineError::Malformed {
            line: error.line(),
            column: error.column(),
            message: error.to_string(),
        })?;
        if file.baseline != VERSION {
            return Err(BaselineError::Version(file.baseline));
        }
        let mut baseline = Self::default();
        for finding in file.findings {
            baseline.push(finding);
        }
        Ok(baseline)
    }

    /// How many findings it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Whether a finding is known. The fingerprint of a report whose body is not known could be that
    /// of another report too, so then the path must agree.
    #[must_use]
    pub fn knows(&self, fingerprint: &str, report: &str, body_known: bool) -> bool {
        let known = self.by_fingerprint.get(fingerprint);
        let mut known = known.into_iter().flatten();
        known.any(|&index| {
            let entry = self.findings.get(index);
            body_known || entry.is_some_and(|entry| same_path(&entry.report, report))
        })
    }

    /// What the baseline has of a report and the report no longer has.
    #[must_use]
    pub fn gone(&self, report: &str, present: &BTreeSet<&str>) -> Vec<KnownFinding> {
        let entries = self.findings.iter();
        entries
            .filter(|entry| same_path(&entry.report, report))
            .filter(|entry| !present.contains(entry.fingerprint.as_str()))
            .cloned()
            .collect()
    }
}

/// Whether two paths can mean the same file, one perhaps written from another folder: the shorter is
/// the end of the longer.
fn same_path(a: &str, b: &str) -> bool {
    let parts = |path: &str| -> Vec<String> {
        path.split(['/', '\\'])
            .filter(|part| !part.is_empty() && *part != "." && *part != "..")
            .rev()
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (parts(a), parts(b));
    !a.is_empty() && !b.is_empty() && a.iter().zip(&b).all(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(report: &str, fingerprint: &str) -> KnownFinding {
        KnownFinding {
            report: report.to_owned(),
            fingerprint: fingerprint.to_owned(),
            rule: "收入合计".to_owned(),
            message: "少 0.10万元".to_owned(),
        }
    }

    #[test]
    fn a_baseline_reads_what_it_wrote() {
        let mut baseline = Baseline::default();
        baseline.push(known("甲/1.txt", "0f"));
        assert_eq!(Baseline::read(&baseline.text()), Ok(baseline));
    }

    #[test]
    fn another_shape_is_an_error_with_a_place() {
        let error = Baseline::read("{\n  \"baseline\": 1\n}").unwrap_err();
        assert!(matches!(error, BaselineError::Malformed { line: 3, .. }));
        let error = Baseline::read("{\"baseline\": 9, \"findings\": []}").unwrap_err();
        assert_eq!(error, BaselineError::Version(9));
    }

    #[test]
    fn findings_are_gone_only_from_reports_that_were_checked() {
        let mut baseline = Baseline::default();
        baseline.push(known("甲/1.txt", "0f"));
        baseline.push(known("甲/1.txt", "1f"));
        baseline.push(known("乙/1.txt", "2f"));
        let gone = baseline.gone("/数据/甲/1.txt", &BTreeSet::from(["0f"]));
        assert_eq!(gone, [known("甲/1.txt", "1f")]);
    }

    #[test]
    fn without_a_body_the_path_must_agree() {
        let mut baseline = Baseline::default();
        baseline.push(known("甲/1.txt", "0f"));
        assert!(baseline.knows("0f", "乙/2.txt", true));
        assert!(!baseline.knows("0f", "乙/2.txt", false));
        assert!(baseline.knows("0f", "./甲/1.txt", false));
    }
}
