//! `gouji new`: a pack that already reads a report.

use std::path::{Path, PathBuf};

use super::args::ColourArgument;
use super::exit::ExitStatus;
use super::failure::Failure;
use super::new_args::NewArguments;
use super::output::{Output, Stream, look};
use super::packs;
use crate::diagnostic::{Lang, Wording, codes};
use crate::engine::{Engine, EngineBuilder, Pack};
use crate::render::scaffold;
use crate::tools::scaffold::{Scaffold, scaffold};

/// Writes the pack and says what was placed and what was not.
pub(super) fn run(
    arguments: &NewArguments,
    colour: ColourArgument,
    lang: Option<Lang>,
) -> Result<ExitStatus, Failure> {
    let folder = &arguments.pack;
    refuse_used(folder)?;
    let id = id_of(folder)?;
    let (engine, packs) = packs::open_all(&arguments.packs.rules)?;
    if let Some(error) = engine.unknown_template(&arguments.extends) {
        return Err(Failure::unknown_template(&error));
    }
    if engine.template(&id).is_some() {
        return Err(taken(&id));
    }
    let bytes =
        std::fs::read(&arguments.from).map_err(|error| Failure::file(&arguments.from, &error))?;
    let make = |pack: Option<Pack>| -> Option<Engine> {
        let all = packs.iter().cloned().chain(pack);
        all.fold(Engine::builder(), EngineBuilder::pack)
            .build()
            .ok()
    };
    let name = arguments.from.display().to_string();
    let made = scaffold(
        (&id, &arguments.extends),
        (&name, &path_for_cases(folder, &arguments.from), &bytes),
        &make,
    )
    .map_err(|error| Failure::usage(error.code(), error.wording(), None))?;
    write(folder, &made)?;
    let look = look(Stream::Stdout, colour, lang.unwrap_or_default());
    let mut output = Output::open(None)?;
    let shown = folder.display().to_string();
    output.write(&scaffold::human(&made, (&shown, &name), &look))?;
    output.finish()?;
    Ok(ExitStatus::Clean)
}

/// A new pack never takes the place of anything.
fn refuse_used(folder: &Path) -> Result<(), Failure> {
    let used = match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
        Err(error) => return Err(Failure::file(folder, &error)),
    };
    if !used {
        return Ok(());
    }
    let shown = folder.display();
    Err(Failure::usage(
        &codes::E0607,
        Wording::new(
            format!("文件夹 `{shown}` 不是空的"),
            format!("folder `{shown}` is not empty"),
        ),
        Some(Wording::new(
            "换一个还不存在的文件夹；已有的文件不会被改动",
            "name a folder that does not exist yet; nothing is overwritten",
        )),
    ))
}

fn id_of(folder: &Path) -> Result<String, Failure> {
    let name = folder.file_name().map(|name| name.to_string_lossy());
    let id: String = name.map_or(String::new(), |name| name.trim().to_owned());
    let sound = !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    if sound {
        return Ok(id);
    }
    Err(Failure::usage(
        &codes::E0609,
        Wording::new(
            format!("文件夹的名称 `{id}` 不能作模板的名称"),
            format!("the folder's name `{id}` cannot be a template's"),
        ),
        Some(Wording::new(
            "只用字母、汉字、数字、- 和 _，如 packs/yunzhou",
            "use letters, digits, - and _, such as packs/yunzhou",
        )),
    ))
}

fn taken(id: &str) -> Failure {
    Failure::usage(
        &codes::E0609,
        Wording::new(
            format!("已经有名为 `{id}` 的模板"),
            format!("there is a template `{id}` already"),
        ),
        Some(Wording::new(
            "给新规则包的文件夹换一个名称",
            "give the new pack's folder another name",
        )),
    )
}

/// How a case file in the pack names the report: from a folder above both, else in full.
fn path_for_cases(folder: &Path, report: &Path) -> String {
    let whole =
        |path: &Path| -> PathBuf { std::path::absolute(path).unwrap_or_else(|_| path.to_owned()) };
    let (folder, report) = (whole(folder), whole(report));
    let report = std::fs::canonicalize(&report).unwrap_or(report);
    let common = folder.ancestors().skip(1).find_map(|above| {
        let above = std::fs::canonicalize(above).ok()?;
        let rest = report.strip_prefix(&above).ok()?;
        // The root is above everything and says nothing.
        (above.parent().is_some()).then(|| rest.to_owned())
    });
    common.unwrap_or(report).display().to_string()
}

fn write(folder: &Path, made: &Scaffold) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    for file in &made.files {
        let path = folder.join(file.name);
        let written = std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)
            .and_then(|mut out| std::io::Write::write_all(&mut out, file.text.as_bytes()));
        written.map_err(|error| Failure::file(&path, &error))?;
    }
    Ok(())
}
