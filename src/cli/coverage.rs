//! `gouji coverage`: which figures are held by which rules.

use super::args::{ColourArgument, PlainFormat};
use super::author_args::CoverageArguments;
use super::checked::Reports;
use super::exit::ExitStatus;
use super::failure::Failure;
use super::output::{Output, Stream, look};
use crate::diagnostic::Lang;
use crate::render::{coverage, coverage_json};
use crate::tools::coverage::{RuleUses, report_coverage};

/// Counts the figures of all reports and tells which are held.
pub(super) fn run(
    arguments: &CoverageArguments,
    colour: ColourArgument,
    lang: Option<Lang>,
) -> Result<ExitStatus, Failure> {
    let template = arguments.template.as_deref();
    let reports = Reports::open(
        &arguments.reports,
        &arguments.packs,
        template,
        (colour, lang),
    )?;
    let mut status = ExitStatus::Clean;
    let mut counted = Vec::new();
    let mut rules = RuleUses::default();
    for input in &reports.inputs {
        match reports.check(input)? {
            Some((_, checked)) => {
                rules.add(&checked);
                counted.push(report_coverage(&checked));
            }
            None => status = ExitStatus::CouldNotCheck,
        }
    }
    let stream = match arguments.output {
        Some(_) => Stream::File,
        None => Stream::Stdout,
    };
    let look = look(stream, colour, reports.lang);
    let text = match arguments.format {
        PlainFormat::Human => coverage::human(&counted, &rules, coverage_extent(arguments), &look),
        PlainFormat::Json => coverage_json::json(&counted, &rules),
    };
    let mut output = Output::open(arguments.output.as_deref())?;
    output.write(&text)?;
    output.finish()?;
    Ok(status)
}

fn coverage_extent(arguments: &CoverageArguments) -> coverage::Extent {
    if arguments.all {
        coverage::Extent::All
    } else {
        coverage::Extent::First
    }
}
