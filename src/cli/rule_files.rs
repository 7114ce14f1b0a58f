//! Rule files and templates under the paths that were typed.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::failure::Failure;
use super::settings::{self, Settings};

/// What a file that people write rules in is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `*.gouji`
    Rules,
    /// `*.toml`
    Template,
}

/// The settings of the working folder.
pub(super) fn settings_here() -> Result<Settings, Failure> {
    match settings::find(Path::new(".")) {
        Some(path) => settings::read(&path),
        None => Ok(Settings::default()),
    }
}

/// The paths to work on: those typed, else the folders of `--rules`, else those of `gouji.toml`, else
/// the working folder.
pub(super) fn paths(typed: &[PathBuf], rules: &[PathBuf], settings: &Settings) -> Vec<PathBuf> {
    [typed, rules, settings.rules.as_slice()]
        .into_iter()
        .find(|paths| !paths.is_empty())
        .map_or_else(|| vec![PathBuf::from(".")], <[PathBuf]>::to_vec)
}

/// The packs to look at: as [`paths`], but without any of these the folder `rules` if there is one.
pub(super) fn pack_paths(
    typed: &[PathBuf],
    rules: &[PathBuf],
    settings: &Settings,
) -> Vec<PathBuf> {
    let default = PathBuf::from("rules");
    let nothing = typed.is_empty() && rules.is_empty() && settings.rules.is_empty();
    match nothing && default.is_dir() {
        true => vec![default],
        false => paths(typed, rules, settings),
    }
}

/// All rule files and templates under some paths: paths in their order, files of a folder by path, each
/// file once. A file named outright is taken whatever it holds; in a folder, only TOML files that say
/// `[template]` are templates.
pub(super) fn expand(paths: &[PathBuf]) -> Result<Vec<(PathBuf, Kind)>, Failure> {
    let mut files: Vec<(PathBuf, Kind)> = Vec::new();
    for path in paths {
        let data = std::fs::metadata(path).map_err(|error| Failure::file(path, &error))?;
        let found = match data.is_dir() {
            true => walk(path)?,
            false => vec![(path.clone(), kind(path).unwrap_or(Kind::Rules))],
        };
        for file in found {
            if !files.contains(&file) {
                files.push(file);
            }
        }
    }
    Ok(files)
}

/// What a file is by its ending.
pub(super) fn kind(path: &Path) -> Option<Kind> {
    let extension = path.extension()?;
    if extension == "gouji" {
        Some(Kind::Rules)
    } else if extension == "toml" {
        Some(Kind::Template)
    } else {
        None
    }
}

fn walk(folder: &Path) -> Result<Vec<(PathBuf, Kind)>, Failure> {
    let mut files = Vec::new();
    for entry in WalkBuilder::new(folder).sort_by_file_path(Ord::cmp).build() {
        let entry = entry
            .map_err(|error| Failure::file(folder, &std::io::Error::other(error.to_string())))?;
        if entry.file_type().is_none_or(|kind| kind.is_dir()) {
            continue;
        }
        match kind(entry.path()) {
            Some(Kind::Rules) => files.push((entry.into_path(), Kind::Rules)),
            Some(Kind::Template) if is_template(entry.path()) => {
                files.push((entry.into_path(), Kind::Template));
            }
            _ => {}
        }
    }
    Ok(files)
}

/// Whether a TOML file says `[template]`; one that is no text is none.
fn is_template(path: &Path) -> bool {
    std::fs::read_to_string(path).is_ok_and(|text| says_template(&text))
}

/// Whether a TOML text has the section `[template]`, even when it is broken elsewhere.
pub(super) fn says_template(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.split('#').next().unwrap_or("");
        line.split_whitespace().collect::<String>() == "[template]"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_rules_and_templates_and_no_other_toml() {
        let folder = tempfile::tempdir().unwrap();
        let write =
            |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("甲.gouji", "");
        write("模板.toml", "# 说明\n[ template ] # 头\nid = \"甲\"\n");
        write("Cargo.toml", "[package]\nname = \"template\"\n");
        write("gouji.toml", "rules = []\n");
        let found = expand(&[folder.path().to_owned()]).unwrap();
        let names: Vec<String> = found
            .iter()
            .map(|(path, _)| path.file_name().unwrap().to_string_lossy().into_owned())
            .collect();
        assert_eq!(names, ["模板.toml", "甲.gouji"]);
        assert_eq!(
            expand(&[folder.path().join("Cargo.toml")]).unwrap().len(),
            1
        );
    }
}
