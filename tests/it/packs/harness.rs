//! The built-in packs over one report.

use std::path::{Path, PathBuf};

use gouji::engine::{CheckOptions, Checked, Engine};
use gouji::eval::Verdict;

pub(super) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of genuine reports, if it is there.
pub(super) fn genuine() -> Option<PathBuf> {
    let folder = root().join("../shared/reports");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("../shared/reports is absent; nothing checked");
    None
}

pub(super) fn engine() -> Engine {
    Engine::builtin().unwrap()
}

/// The report of a file, checked with the template that fits best.
pub(super) fn check_file(engine: &Engine, path: &Path) -> Checked {
    check(engine, path, &std::fs::read(path).unwrap(), None)
}

pub(super) fn check(engine: &Engine, path: &Path, text: &[u8], template: Option<&str>) -> Checked {
    let name = path.file_name().unwrap().to_string_lossy();
    let options = CheckOptions {
        template,
        ..CheckOptions::default()
    };
    engine.check(&name, text, &options).unwrap()
}

/// The rules of all checks that got a verdict, one entry for each check.
pub(super) fn rules_with(checked: &Checked, wanted: impl Fn(Verdict) -> bool) -> Vec<&str> {
    checked
        .outcome
        .iter()
        .filter(|(_, decision)| wanted(decision.verdict))
        .map(|(check, _)| checked.plan.rule(check).unwrap().id.as_str())
        .collect()
}
