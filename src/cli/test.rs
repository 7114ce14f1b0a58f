//! `gouji test`: the cases beside the rules.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::args::{ColourArgument, PlainFormat, TestArguments};
use super::case_reports::CaseReports;
use super::exit::ExitStatus;
use super::failure::Failure;
use super::output::{Output, Stream, complain, look};
use super::packs;
use super::settings::{self, Settings};
use crate::diagnostic::{Lang, Problems, Wording, codes};
use crate::engine::Engine;
use crate::render::cases::{CaseRun, human, json, missing};
use crate::render::problems;
use crate::tools::cases::{CASES_ENDING, CaseResult, Suite, Tally, case_files, read_suite};

/// Runs the cases of packs, shows what differs, and on demand brings the files up to date.
pub(super) fn run(
    arguments: &TestArguments,
    colour: ColourArgument,
    lang: Option<Lang>,
) -> Result<ExitStatus, Failure> {
    let settings = match settings::find(Path::new(".")) {
        Some(path) => settings::read(&path)?,
        None => Settings::default(),
    };
    let lang = lang.or(settings.lang).unwrap_or_default();
    let asked = Asked::of(arguments, settings.rules);
    if arguments.update && asked.folders.is_empty() {
        return Err(builtin_stays());
    }
    let (engine, packs) = packs::open(&asked.folders)?;
    let names: Vec<&str> = packs.iter().map(|pack| pack.name.as_str()).collect();
    let (mut suite, mut problems) = read_suite(case_files(&packs));
    let tally = Tally::of(&suite, &engine, &names);
    let whole = suite.clone();
    suite.retain(|case| {
        asked.wants(whole.file(case))
            && arguments.filter.as_deref().is_none_or(|words| {
                let named = case
                    .expected
                    .iter()
                    .any(|expected| expected.name.contains(words));
                named || case.title.contains(words) || whole.file(case).contains(words)
            })
    });
    if !arguments.draft.is_empty() {
        return super::draft::run(
            (&arguments.draft, arguments.template.as_deref()),
            &engine,
            &names,
            &tally,
        );
    }
    let reports = CaseReports::new(asked.folders.is_empty());
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(arguments.jobs.unwrap_or(0))
        .build()
        .map_err(|error| no_threads(&error))?;
    let (results, found) = pool.install(|| ran(&suite, &engine, &reports));
    problems.extend(found);
    problems.sort();
    let updated = match arguments.update {
        true => write(&suite.updated(&results))?,
        false => Vec::new(),
    };
    let run = CaseRun {
        suite: &suite,
        results: &results,
        problems: &problems,
        tally: &tally,
        updated: &updated,
    };
    show(&run, arguments, colour, lang)
}

/// Results to standard output, mistakes in case files to standard error.
fn show(
    run: &CaseRun<'_>,
    arguments: &TestArguments,
    colour: ColourArgument,
    lang: Lang,
) -> Result<ExitStatus, Failure> {
    let looks = look(Stream::Stdout, colour, lang);
    let mut text = match arguments.format {
        PlainFormat::Human => human(run, &looks),
        PlainFormat::Json => json(run),
    };
    if arguments.missing && arguments.format == PlainFormat::Human {
        text = missing(run.tally, &looks) + &text;
    }
    let mut output = Output::open(None)?;
    output.write(&text)?;
    output.finish()?;
    if !run.problems.is_empty() {
        let looks = look(Stream::Stderr, colour, lang);
        complain(&problems::human(run.problems, run.suite.sources(), &looks));
        return Ok(ExitStatus::CouldNotCheck);
    }
    let clean = run.agrees() || arguments.update;
    Ok(if clean {
        ExitStatus::Clean
    } else {
        ExitStatus::Findings
    })
}

/// Which packs and which of their files are asked for.
struct Asked {
    /// Folders of packs; empty for the built-in ones.
    folders: Vec<PathBuf>,
    /// Case files named one by one; empty for all.
    files: Vec<PathBuf>,
    /// Folders named: all of their cases.
    whole: Vec<PathBuf>,
}

impl Asked {
    fn of(arguments: &TestArguments, rules: Vec<PathBuf>) -> Self {
        let is_file = |path: &&PathBuf| path.to_string_lossy().ends_with(CASES_ENDING);
        let (files, whole): (Vec<&PathBuf>, Vec<&PathBuf>) =
            arguments.paths.iter().partition(is_file);
        let mut folders = arguments.packs.rules.clone();
        if folders.is_empty() {
            folders.extend(whole.iter().map(|folder| (*folder).clone()));
            for file in &files {
                let folder = file
                    .parent()
                    .filter(|folder| !folder.as_os_str().is_empty());
                let folder = folder.unwrap_or(Path::new(".")).to_owned();
                if !folders.contains(&folder) {
                    folders.push(folder);
                }
            }
        }
        if folders.is_empty() {
            folders = rules;
        }
        Self {
            folders,
            files: files.into_iter().cloned().collect(),
            whole: whole.into_iter().cloned().collect(),
        }
    }

    fn wants(&self, file: &str) -> bool {
        let file = Path::new(file);
        let same = |wanted: &PathBuf| {
            wanted == file
                || (wanted.file_name() == file.file_name() && canonical(wanted) == canonical(file))
        };
        let within = |folder: &PathBuf| canonical(file).starts_with(canonical(folder));
        (self.files.is_empty() && self.whole.is_empty())
            || self.files.iter().any(same)
            || self.whole.iter().any(within)
    }
}

fn canonical(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Runs all cases; what is wrong with those that cannot run is told apart.
fn ran<'s>(
    suite: &'s Suite,
    engine: &Engine,
    reports: &CaseReports,
) -> (Vec<CaseResult<'s>>, Problems) {
    let each = suite.cases().par_iter().map(|case| {
        let bound = suite.bind(case, engine, reports)?;
        let program = engine.program(bound.template());
        Ok(program.map(|(program, _)| bound.run(program)))
    });
    let each: Vec<Result<Option<CaseResult<'s>>, Problems>> = each.collect();
    let (mut results, mut problems) = (Vec::new(), Problems::default());
    for one in each {
        match one {
            Ok(result) => results.extend(result),
            Err(found) => problems.extend(found),
        }
    }
    (results, problems)
}

/// Replaces files as a whole: a file is the old one or the new one, never a part.
fn write(files: &[(String, String)]) -> Result<Vec<String>, Failure> {
    let mut written = Vec::new();
    for (name, text) in files {
        let path = Path::new(name);
        let failed = |error: std::io::Error| Failure::file(path, &error);
        let beside = path.with_extension("md.new");
        std::fs::write(&beside, text).map_err(failed)?;
        std::fs::rename(&beside, path).map_err(failed)?;
        written.push(name.clone());
    }
    Ok(written)
}

fn builtin_stays() -> Failure {
    Failure::usage(
        &codes::E0608,
        Wording::new(
            "内置的用例不能更新",
            "built-in cases cannot be brought up to date",
        ),
        Some(Wording::new(
            "写明规则包的文件夹：gouji test --update DIR",
            "name the folder of the packs: gouji test --update DIR",
        )),
    )
}

fn no_threads(error: &rayon::ThreadPoolBuildError) -> Failure {
    Failure::usage(
        &codes::E0501,
        Wording::new(
            format!("无法启动线程：{error}"),
            format!("cannot start threads: {error}"),
        ),
        None,
    )
}
