//! `gouji mutate --of rules`: rules changed on purpose, and which changes nothing notices.

use std::path::Path;

use rayon::prelude::*;

use super::args::ColourArgument;
use super::case_reports::CaseReports;
use super::exit::ExitStatus;
use super::failure::{Failure, unchecked};
use super::inputs::{Input, expand};
use super::mutate_args::{MutateArguments, MutateFormat};
use super::output::{Output, Stream, complain, look};
use super::packs;
use super::progress::{progress, threads};
use super::settings::{self, Settings};
use crate::diagnostic::{Lang, Problems};
use crate::engine::{CheckOptions, Engine};
use crate::render::{
    Look, human, problems, rule_mutation, rule_mutation_json, rule_mutation_markdown,
};
use crate::report::Report;
use crate::tools::cases::{Bound, Suite, case_files, read_suite};
use crate::tools::mutate::rules::{Bench, BenchRule, RuleTally};

/// Changes every rule in every way and asks all reports and cases whether they notice.
pub(super) fn run(
    arguments: &MutateArguments,
    colour: ColourArgument,
    lang: Option<Lang>,
) -> Result<ExitStatus, Failure> {
    let settings = match settings::find(Path::new(".")) {
        Some(path) => settings::read(&path)?,
        None => Settings::default(),
    };
    let lang = lang.or(settings.lang).unwrap_or_default();
    let asked = &arguments.packs.rules;
    let folders = if asked.is_empty() {
        settings.rules
    } else {
        asked.clone()
    };
    let (engine, packs) = packs::open(&folders)?;
    let (suite, mut problems) = read_suite(case_files(&packs));
    let loader = CaseReports::new(folders.is_empty());
    let pool = threads(arguments.jobs)?;
    let (cases, found) = pool.install(|| bound(&suite, &engine, &loader));
    problems.extend(found);
    if !problems.is_empty() {
        let look = look(Stream::Stderr, colour, lang);
        complain(&problems::human(&problems, suite.sources(), &look));
    }
    let inputs = expand(&arguments.reports);
    let stderr = look(Stream::Stderr, colour, lang);
    let reports = inputs
        .iter()
        .filter_map(|input| {
            read(input, &engine, arguments.template.as_deref(), &stderr).transpose()
        })
        .collect::<Result<Vec<Report>, Failure>>()?;
    let bench = Bench::new(&engine, reports, cases);
    let own: Vec<&str> = packs.iter().map(|pack| pack.name.as_str()).collect();
    let rules: Vec<BenchRule<'_>> = bench
        .rules()
        .into_iter()
        .filter(|rule| own.contains(&rule.pack()))
        .filter(|rule| {
            let words = arguments.rule.as_deref();
            words.is_none_or(|words| rule.id().contains(words))
        })
        .collect();
    let tally = pool.install(|| tried(&bench, &rules));
    let stream = match arguments.output {
        Some(_) => Stream::File,
        None => Stream::Stdout,
    };
    let look = look(stream, colour, lang);
    let text = match arguments.format {
        MutateFormat::Human => rule_mutation::human(&tally, engine.sources(), arguments.all, &look),
        MutateFormat::Json => rule_mutation_json::json(&tally, engine.sources()),
        MutateFormat::Md => rule_mutation_markdown::markdown(&tally, engine.sources(), lang),
    };
    let mut output = Output::open(arguments.output.as_deref())?;
    output.write(&text)?;
    output.finish()?;
    Ok(ExitStatus::Clean)
}

/// A report bound to its template. One that no template fits is told and left out.
fn read(
    input: &Input,
    engine: &Engine,
    template: Option<&str>,
    stderr: &Look,
) -> Result<Option<Report>, Failure> {
    let name = input.name();
    let bytes = input
        .bytes()
        .map_err(|error| Failure::file(Path::new(&name), &error))?;
    let options = CheckOptions {
        template,
        ..CheckOptions::default()
    };
    match engine.read(&name, &bytes, &options) {
        Ok(reading) => Ok(Some(reading.report)),
        Err(error) => {
            complain(&human::unchecked(&unchecked(name, &error), stderr));
            Ok(None)
        }
    }
}

fn bound<'s>(
    suite: &'s Suite,
    engine: &Engine,
    loader: &CaseReports,
) -> (Vec<Bound<'s>>, Problems) {
    let each: Vec<Result<Bound<'s>, Problems>> = suite
        .cases()
        .par_iter()
        .map(|case| suite.bind(case, engine, loader))
        .collect();
    let (mut cases, mut problems) = (Vec::new(), Problems::default());
    for one in each {
        match one {
            Ok(case) => cases.push(case),
            Err(found) => problems.extend(found),
        }
    }
    (cases, problems)
}

/// Tries the rules in parallel and counts them in their order.
fn tried<'b>(bench: &Bench<'b>, rules: &[BenchRule<'b>]) -> RuleTally {
    let bar = progress(rules.len());
    let each: Vec<_> = rules
        .par_iter()
        .map(|rule| {
            let tried = bench.try_rule(rule);
            bar.inc(1);
            tried
        })
        .collect();
    bar.finish_and_clear();
    let mut tally = RuleTally::default();
    for (rule, edits) in each {
        tally.add(rule, edits);
    }
    tally
}
