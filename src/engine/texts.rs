//! The texts of all packs, and the trees of their rule files.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::diagnostic::Problems;
use crate::source::{SourceId, SourceMap};
use crate::syntax;
use crate::syntax::ast::File;

/// The texts of all packs. Rule files are parsed when first asked for, by whichever thread asks first.
#[derive(Debug)]
pub struct PackTexts {
    pub(super) sources: SourceMap,
    pub(super) files: Vec<RuleFile>,
}

/// A file of rules.
#[derive(Debug)]
pub struct RuleFile {
    pub(super) source: SourceId,
    pub(super) pack: String,
    pub(super) parsed: OnceLock<(File, Problems)>,
    /// A thread has begun with it.
    taken: AtomicBool,
}

impl RuleFile {
    pub(super) fn new(source: SourceId, pack: &str) -> Self {
        Self {
            source,
            pack: pack.to_owned(),
            parsed: OnceLock::new(),
            taken: AtomicBool::new(false),
        }
    }

    /// Its text in [`PackTexts::sources`].
    #[must_use]
    pub fn source(&self) -> SourceId {
        self.source
    }

    /// The pack it belongs to.
    #[must_use]
    pub fn pack(&self) -> &str {
        &self.pack
    }
}

impl PackTexts {
    /// The texts, for showing where something is written.
    #[must_use]
    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }

    /// The tree of a rule file and the problems of its syntax.
    #[must_use]
    pub fn parsed<'t>(&'t self, file: &'t RuleFile) -> &'t (File, Problems) {
        file.parsed
            .get_or_init(|| syntax::parse(&self.sources, file.source))
    }

    /// Parses all rule files now. A caller with threads can do this beside reading templates and
    /// reports, which then wait only for the files they need. Files of large packs come first: those
    /// are the ones that others extend.
    pub fn parse_all(&self) {
        let mut files: Vec<&RuleFile> = self.files.iter().collect();
        files.sort_by_key(|file| std::cmp::Reverse(self.size_of(&file.pack)));
        self.parse_untaken(files.into_iter());
    }

    /// Parses those files that no thread has begun with. Two threads that go through the same files from
    /// either end share the work.
    pub(super) fn parse_untaken<'t>(&'t self, files: impl Iterator<Item = &'t RuleFile>) {
        for file in files {
            if !file.taken.swap(true, Ordering::Relaxed) {
                let _ = self.parsed(file);
            }
        }
    }

    fn size_of(&self, pack: &str) -> usize {
        let files = self.files.iter().filter(|file| file.pack == pack);
        files
            .filter_map(|file| self.sources.get(file.source))
            .map(|source| source.text.len())
            .sum()
    }
}
