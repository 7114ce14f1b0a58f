//! `gouji fmt`: rule files and templates in canonical layout.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::args::ColourArgument;
use super::author_args::FmtArguments;
use super::exit::ExitStatus;
use super::failure::Failure;
use super::output::{Output, Stream, complain, look};
use super::replace::replace;
use super::rule_files::{self, Kind};
use crate::diagnostic::{Lang, Problems};
use crate::format::{Spelling, format_source, format_template_source};
use crate::render::{Look, diff, problems};
use crate::source::SourceMap;
use crate::syntax::MAX_FILE_BYTES;

/// The path that means standard input.
const STDIN: &str = "-";

/// What became of the files of a run.
#[derive(Debug, Default)]
struct Tally {
    changed: usize,
    unchanged: usize,
    broken: usize,
}

/// Formats files in their places, or says what formatting would change.
pub(super) fn run(
    arguments: &FmtArguments,
    colour: ColourArgument,
    lang: Option<Lang>,
) -> Result<ExitStatus, Failure> {
    let settings = rule_files::settings_here()?;
    let lang = lang.or(settings.lang).unwrap_or_default();
    let job = Job {
        spelling: arguments.keywords.map_or(Spelling::Keep, Spelling::from),
        check: arguments.check,
        out: look(Stream::Stdout, colour, lang),
        err: look(Stream::Stderr, colour, lang),
    };
    let mut output = Output::open(None)?;
    if arguments.paths.iter().any(|path| path.as_os_str() == STDIN) {
        let status = job.stdin(&mut output);
        output.finish()?;
        return status;
    }
    let paths = rule_files::paths(&arguments.paths, &arguments.packs.rules, &settings);
    let mut tally = Tally::default();
    for (path, kind) in rule_files::expand(&paths)? {
        job.file(&path, kind, &mut tally, &mut output)?;
    }
    output.finish()?;
    complain(&job.summary(&tally));
    Ok(job.status(&tally))
}

/// How files are formatted.
struct Job {
    spelling: Spelling,
    check: bool,
    out: Look,
    err: Look,
}

impl Job {
    fn file(
        &self,
        path: &Path,
        kind: Kind,
        tally: &mut Tally,
        output: &mut Output,
    ) -> Result<(), Failure> {
        let text = match read(path) {
            Ok(text) => text,
            Err(failure) => {
                failure.tell(&self.err);
                tally.broken = tally.broken.saturating_add(1);
                return Ok(());
            }
        };
        let name = path.display().to_string();
        match self.formatted(&name, &text, kind) {
            Err((sources, found)) => {
                complain(&problems::human(&found, &sources, &self.err));
                tally.broken = tally.broken.saturating_add(1);
            }
            Ok(new) if new == text => tally.unchanged = tally.unchanged.saturating_add(1),
            Ok(new) => {
                tally.changed = tally.changed.saturating_add(1);
                if self.check {
                    output.write(&diff::unified(&name, &text, &new, &self.out))?;
                } else {
                    replace(path, &new).map_err(|error| Failure::file(path, &error))?;
                    output.write(&format!("{name}\n"))?;
                }
            }
        }
        Ok(())
    }

    /// A text in canonical layout. A byte order mark goes; line ends become `\n`.
    fn formatted(
        &self,
        name: &str,
        text: &str,
        kind: Kind,
    ) -> Result<String, (SourceMap, Problems)> {
        let mut sources = SourceMap::default();
        let id = sources.add(name, text);
        match kind {
            Kind::Rules => format_source(&sources, id, self.spelling),
            Kind::Template => format_template_source(&sources, id),
        }
        .map_err(|problems| (sources, problems))
    }

    fn stdin(&self, output: &mut Output) -> Result<ExitStatus, Failure> {
        let path = PathBuf::from(STDIN);
        let mut text = String::new();
        let limit = MAX_FILE_BYTES as u64;
        let read = std::io::stdin().lock().take(limit.saturating_add(1));
        let mut read = read;
        read.read_to_string(&mut text)
            .map_err(|error| Failure::file(&path, &error))?;
        let kind = match rule_files::says_template(&text) {
            true => Kind::Template,
            false => Kind::Rules,
        };
        let new = self
            .formatted("stdin", &text, kind)
            .map_err(|(sources, found)| Failure::written(sources, found))?;
        if !self.check {
            output.write(&new)?;
            return Ok(ExitStatus::Clean);
        }
        output.write(&diff::unified("stdin", &text, &new, &self.out))?;
        Ok(match new == text {
            true => ExitStatus::Clean,
            false => ExitStatus::Findings,
        })
    }

    fn status(&self, tally: &Tally) -> ExitStatus {
        if tally.broken > 0 {
            ExitStatus::CouldNotCheck
        } else if self.check && tally.changed > 0 {
            ExitStatus::Findings
        } else {
            ExitStatus::Clean
        }
    }

    /// One line at the end.
    fn summary(&self, tally: &Tally) -> String {
        let Tally {
            changed,
            unchanged,
            broken,
        } = tally;
        let parts = match (self.err.lang, self.check) {
            (Lang::Zh, true) => [
                format!("{changed} 个文件的版式不统一（gouji fmt 会改好）"),
                format!("{unchanged} 个文件无需改动"),
                format!("{broken} 个文件有错，没有检查"),
            ],
            (Lang::Zh, false) => [
                format!("改好了 {changed} 个文件"),
                format!("{unchanged} 个文件无需改动"),
                format!("{broken} 个文件有错，没有改动"),
            ],
            (Lang::En, true) => [
                format!("{changed} files are not in canonical layout (gouji fmt mends them)"),
                format!("{unchanged} files need no change"),
                format!("{broken} files are broken and were not looked at"),
            ],
            (Lang::En, false) => [
                format!("{changed} files formatted"),
                format!("{unchanged} files need no change"),
                format!("{broken} files are broken and were left alone"),
            ],
        };
        let counts = [*changed, *unchanged, *broken];
        let told: Vec<String> = counts
            .iter()
            .zip(parts)
            .filter(|(count, _)| **count > 0)
            .map(|(_, part)| part)
            .collect();
        match (told.is_empty(), self.err.lang) {
            (true, Lang::Zh) => "没有规则文件或模板\n".to_owned(),
            (true, Lang::En) => "no rule files or templates\n".to_owned(),
            (false, Lang::Zh) => told.join("，") + "\n",
            (false, Lang::En) => told.join(", ") + "\n",
        }
    }
}

fn read(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))
}
