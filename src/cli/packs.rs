//! From folders to an engine.

use std::path::{Path, PathBuf};

use super::failure::Failure;
use crate::diagnostic::{Wording, codes};
use crate::engine::{Draft, Engine, EngineBuilder, Pack, builtin_packs};
use crate::tools::cases::CASES_ENDING;

/// An engine with the packs of some folders; without folders, with the built-in packs.
///
/// A folder is one pack if it holds templates or rules itself, else every folder in it is one. Built-in
/// packs stay there to be extended.
pub(super) fn engine(folders: &[PathBuf]) -> Result<Engine, Failure> {
    Ok(open(folders)?.0)
}

/// As [`engine`], with the packs: their case files too.
pub(super) fn open(folders: &[PathBuf]) -> Result<(Engine, Vec<Pack>), Failure> {
    let mut packs = Vec::new();
    for folder in folders {
        packs.extend(packs_in(folder)?);
    }
    if folders.is_empty() {
        packs = builtin_packs();
    }
    let own = packs.clone();
    let mut builder = own.into_iter().fold(Engine::builder(), EngineBuilder::pack);
    if !folders.is_empty() {
        builder = builder.builtin_as_base();
    }
    let draft = builder.prepare();
    parse_beside(&draft);
    let engine = draft
        .build()
        .map_err(|(sources, problems)| Failure::written(sources, problems))?;
    if !folders.is_empty() {
        refuse_broken_rules(&engine)?;
    }
    Ok((engine, packs))
}

/// The packs of some folders with the built-in ones that they may extend, and an engine with all of them.
pub(super) fn open_all(folders: &[PathBuf]) -> Result<(Engine, Vec<Pack>), Failure> {
    let mut packs = Vec::new();
    for folder in folders {
        packs.extend(packs_in(folder)?);
    }
    for pack in builtin_packs() {
        if !packs.iter().any(|known: &Pack| known.name == pack.name) {
            packs.push(pack);
        }
    }
    let all = packs.iter().cloned();
    let engine = all
        .fold(Engine::builder(), EngineBuilder::pack)
        .build()
        .map_err(|(sources, problems)| Failure::written(sources, problems))?;
    Ok((engine, packs))
}

/// Parses rules in a thread of their own while templates and reports are being read: parsing takes a
/// third of a short run. Nobody waits for the thread; without one, rules are parsed when needed.
fn parse_beside(draft: &Draft) {
    let texts = draft.texts();
    let _ = std::thread::Builder::new().spawn(move || texts.parse_all());
}

/// Rules from disk are being written: all their problems are shown at once, before any report.
fn refuse_broken_rules(engine: &Engine) -> Result<(), Failure> {
    let problems = engine.problems();
    if problems.has_errors() {
        return Err(Failure::written(engine.sources().clone(), problems));
    }
    Ok(())
}

fn packs_in(folder: &Path) -> Result<Vec<Pack>, Failure> {
    let (files, folders) = entries(folder)?;
    let packs = if files.iter().any(|path| is_pack_file(path)) {
        vec![pack(folder, &files)?]
    } else {
        let mut packs = Vec::new();
        for folder in folders {
            let (files, _) = entries(&folder)?;
            if files.iter().any(|path| is_pack_file(path)) {
                packs.push(pack(&folder, &files)?);
            }
        }
        packs
    };
    if packs.is_empty() {
        let shown = folder.display();
        return Err(Failure::usage(
            &codes::E0604,
            Wording::new(
                format!("文件夹 `{shown}` 中没有规则包"),
                format!("there is no pack in folder `{shown}`"),
            ),
            Some(Wording::new(
                "规则包是含有 *.toml 模板或 *.gouji 规则的文件夹；gouji rules export DIR 可写出内置的规则包",
                "a pack is a folder with *.toml templates or *.gouji rules; gouji rules export DIR writes the built-in ones",
            )),
        ));
    }
    Ok(packs)
}

fn is_pack_file(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "toml" || extension == "gouji")
        && path.file_name().is_some_and(|name| name != "gouji.toml")
}

fn is_case_file(path: &Path) -> bool {
    path.to_string_lossy().ends_with(CASES_ENDING)
}

/// Files and folders of a folder, each by name.
fn entries(folder: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Failure> {
    let failed = |error: std::io::Error| Failure::file(folder, &error);
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            folders.push(path);
        } else {
            files.push(path);
        }
    }
    files.sort();
    folders.sort();
    Ok((files, folders))
}

fn pack(folder: &Path, files: &[PathBuf]) -> Result<Pack, Failure> {
    let named = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let name = named
        .file_name()
        .unwrap_or(named.as_os_str())
        .to_string_lossy();
    let mut pack = Pack::new(name);
    let wanted = |path: &&PathBuf| is_pack_file(path) || is_case_file(path);
    for path in files.iter().filter(wanted) {
        let text = std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
        pack = pack.with(path.display().to_string(), text);
    }
    Ok(pack)
}
