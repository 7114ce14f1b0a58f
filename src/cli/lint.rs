//! `gouji lint`: what is doubtful in rules and templates.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::args::ColourArgument;
use super::author_args::{LintArguments, LintFormat};
use super::exit::ExitStatus;
use super::failure::Failure;
use super::output::{Output, Stream, complain, look};
use super::{packs, rule_files};
use crate::diagnostic::{Lang, Level, Problems};
use crate::engine::Engine;
use crate::lint::Levels;
use crate::render::problems;
use crate::tools::cases::{case_files, read_suite};

/// Looks at packs, tells what is doubtful in the files asked for.
pub(super) fn run(
    arguments: &LintArguments,
    colour: ColourArgument,
    lang: Option<Lang>,
) -> Result<ExitStatus, Failure> {
    let settings = rule_files::settings_here()?;
    let lang = lang.or(settings.lang).unwrap_or_default();
    let paths = rule_files::pack_paths(&arguments.paths, &arguments.packs.rules, &settings);
    let (engine, packs) = packs::open(&folders(&paths))?;
    let files = case_files(&packs);
    let tested = (!files.is_empty()).then(|| {
        let (suite, _) = read_suite(files);
        suite
            .rules()
            .into_iter()
            .map(str::to_owned)
            .collect::<BTreeSet<String>>()
    });
    let mut levels = settings.lint;
    for (code, level) in &arguments.level {
        levels.set(code, *level);
    }
    let mut found = doubts(&engine, &levels, tested);
    found.retain(|problem| {
        let place = problem.labels.first();
        let source = place.and_then(|label| engine.sources().get(label.span.source));
        source.is_none_or(|source| {
            paths
                .iter()
                .any(|path| Path::new(&source.name).starts_with(path))
        })
    });
    let out = look(Stream::Stdout, colour, lang);
    let text = match arguments.format {
        LintFormat::Json => problems::json(&found, engine.sources(), lang),
        LintFormat::Concise => problems::concise(&found, engine.sources(), lang),
        LintFormat::Human if found.is_empty() => String::new(),
        LintFormat::Human => problems::human(&found, engine.sources(), &out),
    };
    let mut output = Output::open(None)?;
    output.write(&text)?;
    output.finish()?;
    if found.is_empty() && arguments.format != LintFormat::Json {
        complain(match lang {
            Lang::Zh => "没有可疑之处\n",
            Lang::En => "nothing is doubtful\n",
        });
    }
    Ok(match found.is_empty() {
        true => ExitStatus::Clean,
        false => ExitStatus::Findings,
    })
}

/// What lints find, and the warnings of the checks that every run makes.
fn doubts(engine: &Engine, levels: &Levels, tested: Option<BTreeSet<String>>) -> Problems {
    let mut found = engine.lint(levels, tested);
    let mut warnings = engine.problems();
    warnings.retain(|problem| problem.level == Level::Warning);
    found.extend(warnings);
    found.sort();
    found
}

/// The folders of packs: of a file, the one it lies in.
fn folders(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = Vec::new();
    for path in paths {
        let folder = match path.is_file() {
            true => path
                .parent()
                .filter(|folder| !folder.as_os_str().is_empty()),
            false => Some(path.as_path()),
        };
        let folder = folder.unwrap_or(Path::new(".")).to_owned();
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    folders
}
