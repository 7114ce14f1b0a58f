//! What is known of findings before a run: the baseline file and the files of explanations.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::inputs::Input;
use crate::diagnose::{
    Baseline, BaselineError, Explanations, MAX_EXPLANATIONS_BYTES, ReportFindings, Review,
    read_explanations,
};
use crate::diagnostic::{Problem, Problems, Wording, codes};
use crate::report::Report;
use crate::source::{SourceMap, Span};

/// Name of the file of explanations beside reports.
const FILE: &str = "explanations.toml";

/// Longest baseline that is read, in bytes.
const MAX_BASELINE_BYTES: u64 = 256 * 1024 * 1024;

/// Everything known before a run.
#[derive(Debug, Default)]
pub(super) struct Known {
    baseline: Option<Baseline>,
    /// Those named by `--explanations`, and below each folder those beside its reports.
    everywhere: Explanations,
    beside: BTreeMap<PathBuf, Explanations>,
    sources: SourceMap,
}

impl Known {
    /// Reads the baseline, the explanations asked for, and those beside the reports.
    pub(super) fn open(
        inputs: &[Input],
        baseline: Option<&Path>,
        explanations: &[PathBuf],
    ) -> Result<Self, Failure> {
        let mut known = Self {
            baseline: baseline.map(read_baseline).transpose()?,
            ..Self::default()
        };
        for path in explanations {
            let found = known.read(path)?;
            known.everywhere.extend(found);
        }
        let folders: BTreeSet<PathBuf> = inputs.iter().map(Input::folder).collect();
        for folder in folders {
            let path = folder.join(FILE);
            if path.is_file() {
                let mut found = known.everywhere.clone();
                found.extend(known.read(&path)?);
                known.beside.insert(folder, found);
            }
        }
        Ok(known)
    }

    fn read(&mut self, path: &Path) -> Result<Explanations, Failure> {
        let text = read_text(path, MAX_EXPLANATIONS_BYTES as u64)?;
        let source = self.sources.add(path.display().to_string(), text);
        let (found, problems) = read_explanations(&self.sources, source);
        if problems.is_empty() {
            Ok(found)
        } else {
            Err(Failure::written(
                std::mem::take(&mut self.sources),
                problems,
            ))
        }
    }

    /// The findings of a report against what is known.
    pub(super) fn review(&self, input: &Input, report: &Report, found: &ReportFindings) -> Review {
        let beside = self.beside.get(&input.folder());
        let explanations = beside.unwrap_or(&self.everywhere);
        Review::of(report, found, self.baseline.as_ref(), explanations)
    }

    /// Explanations that no finding of the run needed.
    pub(super) fn unused(&self, found: &BTreeSet<String>) -> Problems {
        let mut told = BTreeSet::new();
        let mut problems = Problems::default();
        for explanations in std::iter::once(&self.everywhere).chain(self.beside.values()) {
            for (fingerprint, span) in explanations.fingerprints() {
                if !found.contains(fingerprint) && told.insert(span) {
                    problems.push(unused(span));
                }
            }
        }
        problems.sort();
        problems
    }

    /// The texts of the files of explanations.
    pub(super) fn sources(&self) -> &SourceMap {
        &self.sources
    }
}

fn unused(span: Span) -> Problem {
    let message = Wording::new("说明没有对应的发现", "an explanation has no finding");
    let label = Wording::new(
        "这次核对没有这处发现",
        "no finding of this run has this fingerprint",
    );
    let help = Wording::new(
        "已经改正的，删去这条说明；数字变了的，重新说明",
        "remove it if the report was mended; write it anew if the figures changed",
    );
    Problem::warning(&codes::E0623, message)
        .at(span, label)
        .help(help)
}

fn read_baseline(path: &Path) -> Result<Baseline, Failure> {
    let text = read_text(path, MAX_BASELINE_BYTES)?;
    Baseline::read(&text).map_err(|error| {
        let mut sources = SourceMap::default();
        let source = sources.add(path.display().to_string(), text.clone());
        let label = match &error {
            BaselineError::Malformed { message, .. } => Wording::new(message, message),
            BaselineError::Version(version) => Wording::new(
                format!("由别的版本写成（基线版本 {version}）"),
                format!("written by another version (baseline version {version})"),
            ),
        };
        let span = match error {
            BaselineError::Malformed { line, column, .. } => place(&text, line, column),
            BaselineError::Version(_) => 0..1,
        };
        let message = Wording::new("基线文件有误", "the baseline file is not valid");
        let help = Wording::new(
            "用 gouji baseline write 重新写一份",
            "write it anew with gouji baseline write",
        );
        let problem = Problem::error(&codes::E0621, message)
            .at(Span::new(source, span.start, span.end), label)
            .help(help);
        let mut problems = Problems::default();
        problems.push(problem);
        Failure::written(sources, problems)
    })
}

/// The bytes at a 1-based line and byte column.
fn place(text: &str, line: usize, column: usize) -> std::ops::Range<usize> {
    let before = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum::<usize>();
    let start = before
        .saturating_add(column.saturating_sub(1))
        .min(text.len());
    let start = text.floor_char_boundary(start);
    let width = text
        .get(start..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, char::len_utf8);
    start..start.saturating_add(width)
}

fn read_text(path: &Path, limit: u64) -> Result<String, Failure> {
    use std::io::Read;
    let failure = |error: &std::io::Error| Failure::file(path, error);
    let file = std::fs::File::open(path).map_err(|error| failure(&error))?;
    let mut text = String::new();
    let read = file.take(limit.saturating_add(1)).read_to_string(&mut text);
    read.map_err(|error| failure(&error))?;
    if text.len() as u64 > limit {
        return Err(failure(&std::io::Error::other(format!("> {limit} bytes"))));
    }
    Ok(text)
}
