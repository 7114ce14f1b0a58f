//! `gouji inspect`: how a report was read.

use std::path::Path;

use super::args::{ColourArgument, InspectArguments, PlainFormat};
use super::exit::ExitStatus;
use super::failure::{Failure, unchecked};
use super::inputs::{Input, expand};
use super::output::{Output, Stream, complain, look};
use super::packs;
use super::settings::{self, Settings};
use crate::diagnostic::{Lang, Problem, Problems, Wording, closest, codes};
use crate::engine::{CheckOptions, Reading};
use crate::render::{Look, claims, human, inspect, inspect_json, table};
use crate::report::Report;
use crate::template::TableId;

/// Shows what was read of one report.
pub(super) fn run(
    arguments: &InspectArguments,
    colour: ColourArgument,
    lang: Option<Lang>,
) -> Result<ExitStatus, Failure> {
    let input = expand(std::slice::from_ref(&arguments.report))
        .into_iter()
        .next();
    let input = input.unwrap_or_else(|| Input::File(arguments.report.clone()));
    let settings = match settings::find(&input.folder()) {
        Some(path) => settings::read(&path)?,
        None => Settings::default(),
    };
    let asked = &arguments.packs.rules;
    let engine = packs::engine(if asked.is_empty() {
        &settings.rules
    } else {
        asked
    })?;
    let lang = lang.or(settings.lang).unwrap_or_default();
    let template = arguments
        .template
        .as_deref()
        .or(settings.template.as_deref());
    let name = input.name();
    let bytes = input
        .bytes()
        .map_err(|error| Failure::file(Path::new(&name), &error))?;
    let options = CheckOptions {
        template,
        ..CheckOptions::default()
    };
    let reading = match engine.read(&name, &bytes, &options) {
        Ok(reading) => reading,
        Err(error) => {
            let look = look(Stream::Stderr, colour, lang);
            complain(&human::unchecked(&unchecked(name, &error), &look));
            return Ok(ExitStatus::CouldNotCheck);
        }
    };
    let mut output = Output::open(None)?;
    output.write(&shown(
        arguments,
        &reading,
        &look(Stream::Stdout, colour, lang),
    )?)?;
    output.finish()?;
    Ok(ExitStatus::Clean)
}

fn shown(arguments: &InspectArguments, reading: &Reading, look: &Look) -> Result<String, Failure> {
    let report = &reading.report;
    Ok(match (&arguments.table, arguments.format) {
        (Some(path), _) => {
            let ids = tables_named(path, report);
            if ids.is_empty() {
                return Err(unknown_table(path, report));
            }
            let texts: Vec<String> = ids
                .into_iter()
                .filter_map(|id| table(report, id, look))
                .collect();
            texts.join("\n")
        }
        (None, PlainFormat::Human) if arguments.claims => claims::claims(report, look),
        (None, PlainFormat::Json) if arguments.claims => claims::claims_json(report),
        (None, PlainFormat::Human) => inspect::reading(report, &reading.fits, look),
        (None, PlainFormat::Json) => inspect_json::reading(report, &reading.fits, look.lang),
    })
}

/// The table with a path, or all panels and inner tables of a statement or form.
fn tables_named(path: &str, report: &Report) -> Vec<TableId> {
    let schema = &report.template.schema;
    let inner = format!("{path}.");
    let tables = schema.tables.iter().enumerate();
    tables
        .filter(|(_, table)| table.path == path || table.path.starts_with(&inner))
        .filter_map(|(index, _)| u16::try_from(index).ok().map(TableId))
        .collect()
}

fn unknown_table(path: &str, report: &Report) -> Failure {
    let tables = &report.template.schema.tables;
    let mut problem = Problem::error(
        &codes::E0201,
        Wording::new(
            format!("模板「{}」中没有表「{path}」", report.template.id),
            format!("template `{}` has no table `{path}`", report.template.id),
        ),
    );
    let paths = tables.iter().map(|table| table.path.as_str());
    let wording = match closest(path, paths.clone()) {
        Some(close) => Wording::new(
            format!("是不是「{close}」？"),
            format!("did you mean `{close}`?"),
        ),
        None => {
            let list = paths.collect::<Vec<_>>().join("、");
            Wording::new(format!("有：{list}"), format!("there are: {list}"))
        }
    };
    problem = problem.help(wording);
    let mut problems = Problems::default();
    problems.push(problem);
    Failure::written(crate::source::SourceMap::default(), problems)
}
