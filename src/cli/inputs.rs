//! From arguments to reports: files, folders, standard input.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::document::MAX_DOCUMENT_BYTES;

/// Extensions of files that are taken from a folder. A file named by itself is always tried.
const EXTENSIONS: &[&str] = &["txt"];

/// The argument that means standard input.
const STDIN: &str = "-";

/// One report to be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
    /// A path that led nowhere, and what the system said of it.
    Unreachable(PathBuf, String),
}

impl Input {
    /// The name shown to people.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(path) | Self::Unreachable(path, _) => path.display().to_string(),
            Self::Stdin => "<stdin>".to_owned(),
        }
    }

    /// The folder from which settings are looked for upwards.
    pub(super) fn folder(&self) -> PathBuf {
        let parent = match self {
            Self::File(path) | Self::Unreachable(path, _) => path.parent(),
            Self::Stdin => None,
        };
        match parent {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        }
    }

    /// All bytes of the report; reading stops one byte beyond the largest allowed size.
    pub(super) fn bytes(&self) -> io::Result<Vec<u8>> {
        let limit = (MAX_DOCUMENT_BYTES as u64).saturating_add(1);
        let mut bytes = Vec::new();
        match self {
            Self::File(path) => {
                let file = std::fs::File::open(path)?;
                if let Ok(size) = file.metadata().map(|data| data.len().min(limit)) {
                    bytes.reserve(usize::try_from(size).unwrap_or(0).saturating_add(1));
                }
                file.take(limit).read_to_end(&mut bytes)?;
            }
            Self::Stdin => {
                io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
            }
            Self::Unreachable(_, why) => return Err(io::Error::other(why.clone())),
        }
        Ok(bytes)
    }
}

/// All reports under the arguments: arguments in their order, files of a folder by path.
pub(super) fn expand(arguments: &[PathBuf]) -> Vec<Input> {
    arguments
        .iter()
        .flat_map(|path| {
            if path.as_os_str() == STDIN {
                vec![Input::Stdin]
            } else if path.is_dir() {
                walk(path)
            } else {
                vec![Input::File(path.clone())]
            }
        })
        .collect()
}

fn walk(folder: &Path) -> Vec<Input> {
    WalkBuilder::new(folder)
        .standard_filters(false)
        .hidden(true)
        .sort_by_file_path(Ord::cmp)
        .build()
        .filter_map(|entry| match entry {
            Ok(entry) => {
                let is_report = entry.file_type().is_some_and(|kind| !kind.is_dir())
                    && has_known_extension(entry.path());
                is_report.then(|| Input::File(entry.into_path()))
            }
            Err(error) => Some(Input::Unreachable(folder.to_owned(), error.to_string())),
        })
        .collect()
}

fn has_known_extension(path: &Path) -> bool {
    path.extension().is_some_and(|extension| {
        EXTENSIONS
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_reports_in_order() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("二")).unwrap();
        for name in ["b.txt", "a.TXT", "二/c.txt", "x.md", ".hidden.txt"] {
            std::fs::write(folder.path().join(name), "甲").unwrap();
        }
        let names: Vec<String> = expand(&[folder.path().to_owned()])
            .iter()
            .map(|input| {
                let name = PathBuf::from(input.name());
                name.strip_prefix(folder.path())
                    .unwrap()
                    .display()
                    .to_string()
            })
            .collect();
        assert_eq!(names, ["a.TXT", "b.txt", "二/c.txt"]);
    }

    #[test]
    fn a_file_in_the_working_folder_looks_for_settings_there() {
        assert_eq!(
            Input::File(PathBuf::from("a.txt")).folder(),
            PathBuf::from(".")
        );
    }
}
