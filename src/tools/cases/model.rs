//! A suite of cases, as read from its files.

use std::collections::BTreeSet;

use super::change::Change;
use super::expected::Expected;
use crate::source::{SourceId, SourceMap, Span};

/// Largest case file that is read.
pub const MAX_CASE_FILE_BYTES: usize = 4 * 1024 * 1024;

/// A file of cases, already read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFile {
    /// The pack it belongs to.
    pub pack: String,
    /// Path, as shown to people; paths of reports in it are looked up from here.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// All cases of some files.
#[derive(Debug, Clone, Default)]
pub struct Suite {
    pub(super) sources: SourceMap,
    pub(super) cases: Vec<Case>,
}

/// A report and the verdicts expected of rules.
#[derive(Debug, Clone)]
pub struct Case {
    /// The heading it stands under: what is wrong with the report, or that nothing is.
    pub title: String,
    /// The headings above it, the outermost first.
    pub section: Vec<String>,
    /// The pack of its file.
    pub pack: String,
    /// The heading.
    pub span: Span,
    /// The report before the changes.
    pub report: CaseReport,
    /// What is changed in it, in this order.
    pub changes: Vec<Change>,
    /// The template to use; `None` takes the one that fits best.
    pub template: Option<String>,
    /// What the rules should say.
    pub expected: Vec<Expected>,
    /// The lines of the verdict block.
    pub verdicts: Span,
}

/// Where the report of a case comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseReport {
    /// The block that gives it.
    pub span: Span,
    /// Its text or its path.
    pub text: ReportText,
}

/// A report written into the case file, or named by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportText {
    /// The text, with tabs where the block has `|`.
    Written(String),
    /// A path: looked up from the folder of the case file upwards.
    Path(String),
}

impl Suite {
    /// The cases in the order of files and places.
    #[must_use]
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// The texts of the files.
    #[must_use]
    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }

    /// The rules that some case names.
    #[must_use]
    pub fn rules(&self) -> BTreeSet<&str> {
        let named = self.cases.iter().flat_map(|case| &case.expected);
        named.filter_map(Expected::rule).collect()
    }

    /// Keeps the cases of which `keep` says so.
    pub fn retain(&mut self, keep: impl FnMut(&Case) -> bool) {
        self.cases.retain(keep);
    }

    /// The file of a case.
    #[must_use]
    pub fn file(&self, case: &Case) -> &str {
        self.name(case.span.source)
    }

    /// The 1-based line of a case's heading.
    #[must_use]
    pub fn line(&self, case: &Case) -> u32 {
        let source = self.sources.get(case.span.source);
        source.map_or(1, |source| source.lines.line_of(case.span.start))
    }

    fn name(&self, source: SourceId) -> &str {
        let source = self.sources.get(source);
        source.map_or("", |source| source.name.as_str())
    }
}
