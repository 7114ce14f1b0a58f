//! `gouji inspect`: how a report was read.

use super::args::{ColourArgument, InspectArguments, PlainFormat};
use super::exit::ExitStatus;
use super::failure::Failure;
use super::inputs::{Input, expand};
use super::output::{Output, Stream, look};
use super::packs;
use super::settings::{self, Settings};
use crate::diagnostic::{Lang, Problem, Problems, Wording, closest, codes};
use crate::engine::{CheckError, CheckOptions, Engine, Reading};
use crate::render::{inspect, inspect_json, table};
use crate::report::Report;

/// Shows what was read of one report.
pub(super) fn run(
    arguments: &InspectArguments,
    colour: ColourArgument,
    lang: Option<Lang>,
) -> Result<ExitStatus, Failure> {
    let input = expand(std::slice::from_ref(&arguments.report)).into_iter().next();
    let input = input.unwrap_or_else(|| Input::File(arguments.report.clone()));
    let settings = match settings::find(&input.folder()) {
        Some(path) => settings::read(&path)?,
        None => Settings::default(),
    };
    let asked = &arguments.packs.rules;
    let engine = packs::engine(if asked.is_empty() { &settings.rules } else { asked })?;
    let lang = lang.or(settings.lang).unwrap_or_default();
    let template = arguments.template.as_deref().or(settings.template.as_deref());
    let reading = read(&engine, &input, template)?;
    let look = look(Stream::Stdout, colour, lang);
    let text = match (&arguments.table, arguments.format) {
        (Some(path), _) => {
            let id = reading.report.template.schema.table(path);
            let id = id.ok_or_else(|| unknown_table(path, &reading.report))?;
            table(&reading.report, id, &look).unwrap_or_default()
        }
        (None, PlainFormat::Human) => inspect::reading(&reading.report, &reading.fits, &look),
        (None, PlainFormat::Json) => inspect_json::reading(&reading.report, &reading.fits, lang),
    };
    let mut output = Output::open(None)?;
    output.write(&text)?;
    output.finish()?;
    Ok(ExitStatus::Clean)
}

fn read(engine: &Engine, input: &Input, template: Option<&str>) -> Result<Reading, Failure> {
    let name = input.name();
    let bytes = input.bytes().map_err(|error| Failure::file(std::path::Path::new(&name), &error))?;
    let options = CheckOptions { template, ..CheckOptions::default() };
    engine.read(&name, &bytes, &options).map_err(|error| unreadable(&name, &error))
}

/// One problem for what happened, one line of help for each detail.
fn unreadable(name: &str, error: &CheckError) -> Failure {
    let what = error.wording();
    let message = Wording::new(format!("{name}：{}", what.zh), format!("{name}: {}", what.en));
    let details = error.details();
    let join = |lang: Lang| {
        let lines: Vec<&str> = details.iter().map(|detail| detail.get(lang)).collect();
        lines.join("\n    ")
    };
    let help = (!details.is_empty()).then(|| Wording::new(join(Lang::Zh), join(Lang::En)));
    Failure::usage(error.code(), message, help)
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
        Some(close) => {
            Wording::new(format!("是不是「{close}」？"), format!("did you mean `{close}`?"))
        }
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
