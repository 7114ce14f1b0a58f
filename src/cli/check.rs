//! `gouji check`: rules against reports.

use std::collections::BTreeSet;
use std::path::PathBuf;

use rayon::prelude::*;

use super::args::{BaselineWriteArguments, CheckArguments, ColourArgument, FormatArgument};
use super::exit::ExitStatus;
use super::failure::{Failure, unchecked, unreadable};
use super::formats::{Kept, Part, Target, Writer};
use super::inputs::{Input, expand};
use super::known::Known;
use super::output::{Output, Stream, complain, look, stdout_is_terminal};
use super::progress::{progress, threads};
use super::traced::Traced;
use super::workshop::Workshop;
use crate::diagnose::{Coverage, ReportFindings, Review};
use crate::diagnostic::{Lang, Wording, codes};
use crate::engine::{CheckError, CheckOptions, Engine};
use crate::render::overview::Digest;
use crate::render::{CheckedView, Totals, Unchecked, human, problems};
use crate::syntax::ast::Severity;

/// Reports checked before any of them is written, for each thread: bounds memory and keeps threads
/// busy when reports differ in size.
const BATCH_PER_THREAD: usize = 16;

/// Findings below this level do not count for the exit status when no level is asked for.
const COUNTED: Severity = Severity::Warning;

/// Checks all reports and says what was found.
pub(super) fn run(
    arguments: &CheckArguments,
    colour: ColourArgument,
    lang: Option<Lang>,
) -> Result<ExitStatus, Failure> {
    all(arguments, Target::Format(arguments.format), colour, lang)
}

/// Checks all reports and writes their findings down as known. Findings are the purpose here, so they
/// do not count for the exit status.
pub(super) fn write_baseline(
    arguments: &BaselineWriteArguments,
    colour: ColourArgument,
    lang: Option<Lang>,
) -> Result<ExitStatus, Failure> {
    let arguments = CheckArguments {
        reports: arguments.reports.clone(),
        template: arguments.template.clone(),
        packs: arguments.packs.clone(),
        format: FormatArgument::Human,
        output: arguments.output.clone(),
        severity: None,
        baseline: None,
        explanations: Vec::new(),
        trace: Vec::new(),
        jobs: None,
    };
    match all(&arguments, Target::Baseline, colour, lang)? {
        ExitStatus::Findings => Ok(ExitStatus::Clean),
        status => Ok(status),
    }
}

fn all(
    arguments: &CheckArguments,
    target: Target,
    colour: ColourArgument,
    lang: Option<Lang>,
) -> Result<ExitStatus, Failure> {
    let inputs = expand(&arguments.reports);
    if inputs.is_empty() {
        return Err(no_reports(&arguments.reports));
    }
    let known = Known::open(
        &inputs,
        arguments.baseline.as_deref(),
        &arguments.explanations,
    )?;
    let shop = Workshop::open(&inputs, &arguments.packs, arguments.template.as_deref())?;
    let lang = lang.or(shop.lang).unwrap_or_default();
    let stream = if arguments.output.is_some() {
        Stream::File
    } else {
        Stream::Stdout
    };
    let writer = Writer {
        target,
        look: look(stream, colour, lang),
        several: inputs.len() > 1,
        tracing: !arguments.trace.is_empty(),
    };
    if writer.is_binary() && stream == Stream::Stdout && stdout_is_terminal() {
        return Err(no_terminal());
    }
    let traced = Traced::asked(&arguments.trace, target, &shop)?;
    let run = Run {
        shop: &shop,
        known: &known,
        arguments,
        writer,
        traced,
        colour,
    };
    let ended = run.all(&inputs);
    // The process ends here; taking the engine apart piece by piece would only cost time.
    std::mem::forget(shop);
    ended
}

fn no_terminal() -> Failure {
    Failure::usage(
        &codes::E0622,
        Wording::new(
            "工作簿不能写到终端",
            "a workbook cannot be written to the terminal",
        ),
        Some(Wording::new(
            "用 --output 给出文件名",
            "name a file with --output",
        )),
    )
}

pub(super) fn no_reports(folders: &[PathBuf]) -> Failure {
    let shown: Vec<String> = folders
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let shown = shown.join("`、`");
    Failure::usage(
        &codes::E0605,
        Wording::new(
            format!("`{shown}` 中没有报告文件"),
            format!("there are no reports in `{shown}`"),
        ),
        Some(Wording::new(
            "文件夹中只取 *.txt 文件",
            "of a folder, *.txt files are taken",
        )),
    )
}

/// What became of one report.
enum Done {
    /// Checked: what is written of it, and what it adds to the summary of the run.
    Checked(Part, Box<Digest>, Vec<String>),
    /// Not checked, and problems of rule files to be shown with it.
    Unchecked(Unchecked, Option<String>),
}

struct Run<'r> {
    shop: &'r Workshop,
    known: &'r Known,
    arguments: &'r CheckArguments,
    writer: Writer,
    traced: Traced,
    colour: ColourArgument,
}

impl Run<'_> {
    fn all(&self, inputs: &[Input]) -> Result<ExitStatus, Failure> {
        let mut output = Output::open(self.arguments.output.as_deref())?;
        let mut tally = Tally::default();
        output.write(&self.writer.head())?;
        match inputs {
            [input] => self.take(self.one(input), &mut output, &mut tally)?,
            _ => self.parallel(inputs, &mut output, &mut tally)?,
        }
        output.write_bytes(
            &self
                .writer
                .foot(&tally.totals, std::mem::take(&mut tally.kept)),
        )?;
        output.finish()?;
        self.tell_unused(&tally);
        Ok(match tally.totals {
            Totals { ref unchecked, .. } if !unchecked.is_empty() => ExitStatus::CouldNotCheck,
            Totals { bad: 0, .. } => ExitStatus::Clean,
            _ => ExitStatus::Findings,
        })
    }

    fn parallel(
        &self,
        inputs: &[Input],
        output: &mut Output,
        tally: &mut Tally,
    ) -> Result<(), Failure> {
        let pool = threads(self.arguments.jobs)?;
        let batch = pool
            .current_num_threads()
            .saturating_mul(BATCH_PER_THREAD)
            .max(1);
        let progress = progress(inputs.len());
        for inputs in inputs.chunks(batch) {
            let done: Vec<Done> = pool.install(|| {
                inputs
                    .par_iter()
                    .map(|input| {
                        let done = self.one(input);
                        progress.inc(1);
                        done
                    })
                    .collect()
            });
            progress.suspend(|| {
                done.into_iter()
                    .try_for_each(|done| self.take(done, output, tally))
            })?;
            if output.is_closed() {
                break;
            }
        }
        progress.finish_and_clear();
        Ok(())
    }

    /// Checks one report and renders it; everything else of it is dropped.
    fn one(&self, input: &Input) -> Done {
        let name = input.name();
        let Some((engine, template)) = self.shop.engine(input) else {
            return Done::Unchecked(not_read(&name, "no settings"), None);
        };
        let bytes = match input.bytes() {
            Ok(bytes) => bytes,
            Err(error) => {
                let message = unreadable(std::path::Path::new(&name), &error);
                let code = Some(codes::E0501.id);
                let unchecked = Unchecked {
                    path: name,
                    code,
                    message,
                    details: Vec::new(),
                };
                return Done::Unchecked(unchecked, None);
            }
        };
        let options = CheckOptions {
            template,
            ..CheckOptions::default()
        };
        match engine.check(&name, &bytes, &options) {
            Ok(checked) => {
                let review = self.known.review(input, &checked.report, &checked.findings);
                let fingerprints = fingerprints(&checked.findings);
                let traces = self.traced.of(&checked);
                let findings = self.asked_for(checked.findings);
                let coverage = if self.writer.needs_coverage() {
                    Coverage::of(&checked.program, &checked.plan, &checked.outcome)
                } else {
                    Coverage::default()
                };
                let view = CheckedView {
                    report: &checked.report,
                    findings: &findings,
                    fits: &checked.fits,
                    sources: engine.sources(),
                    coverage: &coverage,
                    review: &review,
                    traces: &traces,
                };
                let digest = Digest::of(&view, self.is_bad(&findings, &review));
                let part = self.writer.report(&view);
                if !self.writer.several {
                    // The process ends here: as with the engine, nothing is taken apart.
                    std::mem::forget((checked.plan, checked.report));
                }
                Done::Checked(part, Box::new(digest), fingerprints)
            }
            Err(error) => self.failed(engine, &name, &error),
        }
    }

    /// Whether there are findings that count for the exit status: at or above the level asked for,
    /// neither in the baseline nor explained.
    fn is_bad(&self, findings: &ReportFindings, review: &Review) -> bool {
        let level = self.arguments.severity.map_or(COUNTED, Severity::from);
        let mut findings = findings.findings.iter();
        findings.any(|finding| finding.severity >= level && review.counts(finding))
    }

    /// Explanations that nothing needed are told at the end.
    fn tell_unused(&self, tally: &Tally) {
        let unused = self.known.unused(&tally.fingerprints);
        if !unused.is_empty() {
            let look = look(Stream::Stderr, self.colour, self.writer.look.lang);
            complain(&problems::human(&unused, self.known.sources(), &look));
        }
    }

    /// Without the findings below the level asked for. A group whose lead is left out is led by its
    /// first finding that stays.
    fn asked_for(&self, mut findings: ReportFindings) -> ReportFindings {
        let Some(level) = self.arguments.severity.map(Severity::from) else {
            return findings;
        };
        findings
            .findings
            .retain(|finding| finding.severity >= level);
        let mut led = BTreeSet::new();
        for finding in &mut findings.findings {
            finding.leads = led.insert(finding.group);
        }
        findings
    }

    fn failed(&self, engine: &Engine, name: &str, error: &CheckError) -> Done {
        let look = look(Stream::Stderr, self.colour, self.writer.look.lang);
        let drawn = match error {
            CheckError::Rules { problems, .. } => {
                Some(problems::human(problems, engine.sources(), &look))
            }
            _ => None,
        };
        Done::Unchecked(unchecked(name.to_owned(), error), drawn)
    }

    /// Writes what became of a report, and counts it.
    fn take(&self, done: Done, output: &mut Output, tally: &mut Tally) -> Result<(), Failure> {
        let totals = &mut tally.totals;
        match done {
            Done::Checked(part, digest, fingerprints) => {
                let first = totals.clean.saturating_add(totals.bad) == 0;
                totals.add(*digest);
                tally.fingerprints.extend(fingerprints);
                match part {
                    Part::Text(text) => {
                        output.write(if first { "" } else { self.writer.between() })?;
                        output.write(&text)
                    }
                    Part::Kept(kept) => {
                        tally.kept.push(*kept);
                        Ok(())
                    }
                }
            }
            Done::Unchecked(unchecked, problems) => {
                let look = look(Stream::Stderr, self.colour, self.writer.look.lang);
                if let Some(problems) = problems
                    && tally.told.insert(problems.clone())
                {
                    complain(&problems);
                }
                complain(&human::unchecked(&unchecked, &look));
                totals.unchecked.push(unchecked);
                Ok(())
            }
        }
    }
}

/// What a run came to so far.
#[derive(Default)]
struct Tally {
    totals: Totals,
    /// What the end of the output is made from.
    kept: Vec<Kept>,
    /// Fingerprints of all findings.
    fingerprints: BTreeSet<String>,
    /// Problems of rule files that were told; many reports share a template.
    told: BTreeSet<String>,
}

fn fingerprints(findings: &ReportFindings) -> Vec<String> {
    findings
        .findings
        .iter()
        .map(|finding| finding.fingerprint.clone())
        .collect()
}

fn not_read(path: &str, why: &str) -> Unchecked {
    Unchecked {
        path: path.to_owned(),
        code: Some(codes::E0501.id),
        message: Wording::new(why, why),
        details: Vec::new(),
    }
}
