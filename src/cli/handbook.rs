//! `gouji rules doc`: the rules of packs as handbooks.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::case_reports::CaseReports;
use super::exit::ExitStatus;
use super::failure::Failure;
use super::output::complain;
use super::packs;
use crate::diagnostic::Lang;
use crate::render::handbook::{handbook, html, markdown};
use crate::tools::cases::{RuleExamples, case_files, read_suite};

/// Writes `PACK.md` and `PACK.html` for every pack of a folder, or for the built-in packs.
pub(super) fn run(folder: Option<&Path>, out: &Path, lang: Lang) -> Result<ExitStatus, Failure> {
    let folders: Vec<PathBuf> = folder.map(Path::to_owned).into_iter().collect();
    let (engine, packs) = packs::open(&folders)?;
    let (suite, _) = read_suite(case_files(&packs));
    let reports = CaseReports::new(folders.is_empty());
    let rules: BTreeSet<&str> = suite.rules();
    let rules: Vec<&str> = rules.into_iter().collect();
    let examples: BTreeMap<String, RuleExamples> = rules
        .par_iter()
        .map(|rule| ((*rule).to_owned(), suite.examples(rule, &engine, &reports)))
        .collect();
    std::fs::create_dir_all(out).map_err(|error| Failure::file(out, &error))?;
    for pack in &packs {
        let book = handbook(&engine, &pack.name, &examples, lang);
        for (ending, text) in [("md", markdown(&book)), ("html", html(&book))] {
            let path = out.join(format!("{}.{ending}", pack.name));
            std::fs::write(&path, text).map_err(|error| Failure::file(&path, &error))?;
            complain(&match lang {
                Lang::Zh => format!("已写出 {}（{} 条规则）\n", path.display(), book.count()),
                Lang::En => format!("wrote {} ({} rules)\n", path.display(), book.count()),
            });
        }
    }
    Ok(ExitStatus::Clean)
}
