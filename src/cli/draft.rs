//! `gouji test --draft`: cases for the rules that lack them, made from reports without mistakes.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::exit::ExitStatus;
use super::failure::Failure;
use super::output::Output;
use crate::engine::{Engine, RuleFile};
use crate::tools::cases::{CASES_ENDING, Draft, DraftReport, Tally, drafts, written};

/// Prints drafts, one case file behind the other, each under a comment that names it.
pub(super) fn run(
    (reports, template): (&[PathBuf], Option<&str>),
    engine: &Engine,
    packs: &[&str],
    tally: &Tally,
) -> Result<ExitStatus, Failure> {
    let mut read = Vec::new();
    for path in reports {
        let text = std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
        read.push(DraftReport {
            path: path.display().to_string(),
            text,
            template: template.map(str::to_owned),
        });
    }
    let files = engine
        .rule_files()
        .iter()
        .filter(|file| packs.contains(&file.pack()));
    let files: Vec<&RuleFile> = files.collect();
    let drafted: Vec<Vec<Draft>> = files
        .par_iter()
        .map(|file| {
            drafts(
                engine,
                file.source(),
                &read,
                &mut tally.of_pack(file.pack()),
            )
        })
        .collect();
    let mut output = Output::open(None)?;
    for (file, drafts) in files
        .iter()
        .zip(&drafted)
        .filter(|(_, drafts)| !drafts.is_empty())
    {
        let source = engine.sources().get(file.source());
        let name = source.map_or("", |source| source.name.as_str());
        let cases = Path::new(name).with_extension("");
        let title = cases.file_name().unwrap_or_default().to_string_lossy();
        output.write(&format!("<!-- {}{CASES_ENDING} -->\n", cases.display()))?;
        output.write(&written(&title, drafts))?;
        output.write("\n")?;
    }
    output.finish()?;
    Ok(ExitStatus::Clean)
}
