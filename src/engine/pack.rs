//! Packs: templates and rules that belong together, as texts.

/// A folder of templates (`*.toml`) and rules (`*.gouji`), already read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// Name of the folder: `national`.
    pub name: String,
    /// Its files, in the order in which they are to be read.
    pub files: Vec<PackFile>,
}

/// One file of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFile {
    /// Path or name, as shown to people. Its ending says what it is.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// What a file of a pack is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    Template,
    Rules,
}

impl Pack {
    /// A pack without files.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            files: Vec::new(),
        }
    }

    /// Adds a file.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.files.push(PackFile {
            name: name.into(),
            text: text.into(),
        });
        self
    }
}

impl PackFile {
    /// Whether it is a template or rules.
    pub(super) fn is_part(&self) -> bool {
        self.kind().is_some()
    }

    /// What it is by its ending; `None` for a file that is no part of a pack, such as a README, and
    /// for test cases (`*.cases.md`).
    pub(super) fn kind(&self) -> Option<FileKind> {
        if self.name.ends_with(".gouji") {
            Some(FileKind::Rules)
        } else if self.name.ends_with(".toml") {
            Some(FileKind::Template)
        } else {
            None
        }
    }
}
