//! `gouji explain`: what a rule or an error code means.

use std::path::Path;

use super::args::{ColourArgument, ExplainArguments};
use super::case_reports::CaseReports;
use super::exit::ExitStatus;
use super::failure::Failure;
use super::output::{Output, Stream, look};
use super::packs;
use super::rules::unknown;
use super::settings::{self, Settings};
use crate::diagnostic::{CODES, Code, Lang};
use crate::render::{explain, rulebook};
use crate::tools::cases::{case_files, read_suite};

/// Explains a code or a rule. A code is looked up first: it needs no packs.
pub(super) fn run(
    arguments: &ExplainArguments,
    colour: ColourArgument,
    lang: Option<Lang>,
) -> Result<ExitStatus, Failure> {
    let text = match code(&arguments.subject) {
        Some(code) => rulebook::page(
            code,
            &look(Stream::Stdout, colour, lang.unwrap_or_default()),
        ),
        None => rule(arguments, colour, lang)?,
    };
    let mut output = Output::open(None)?;
    output.write(&text)?;
    output.finish()?;
    Ok(ExitStatus::Clean)
}

fn code(subject: &str) -> Option<&'static Code> {
    CODES
        .iter()
        .copied()
        .find(|code| code.id.eq_ignore_ascii_case(subject))
}

fn rule(
    arguments: &ExplainArguments,
    colour: ColourArgument,
    lang: Option<Lang>,
) -> Result<String, Failure> {
    let settings = match settings::find(Path::new(".")) {
        Some(path) => settings::read(&path)?,
        None => Settings::default(),
    };
    let asked = &arguments.packs.rules;
    let folders = if asked.is_empty() {
        &settings.rules
    } else {
        asked
    };
    let (engine, packs) = packs::open(folders)?;
    let look = look(
        Stream::Stdout,
        colour,
        lang.or(settings.lang).unwrap_or_default(),
    );
    // Mistakes in case files are for `gouji test` to tell.
    let (suite, _) = read_suite(case_files(&packs));
    let reports = CaseReports::new(folders.is_empty());
    let examples = suite.examples(&arguments.subject, &engine, &reports);
    explain::explain(&engine, &arguments.subject, &examples, &look)
        .ok_or_else(|| unknown(&engine, &arguments.subject))
}
