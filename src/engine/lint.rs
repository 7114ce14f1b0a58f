//! The packs of an engine as lints see them.

use std::collections::BTreeSet;

use super::library::Engine;
use crate::diagnostic::Problems;
use crate::lint::{self, Levels, Library, LintedFile, LintedTemplate};

impl Engine {
    /// What is doubtful in the rules and templates of all packs. `tested`: the rules that test cases
    /// expect something of, if it is known.
    #[must_use]
    pub fn lint(&self, levels: &Levels, tested: Option<BTreeSet<String>>) -> Problems {
        let files = self.rule_files().iter().map(|file| {
            let tree = &self.parsed(file).0;
            LintedFile {
                tree,
                template: self.written_for(file, tree),
            }
        });
        let templates = self.templates.iter().filter_map(|entry| {
            let (program, _) = self.program(&entry.template.id)?;
            Some(LintedTemplate {
                template: &entry.template,
                program,
            })
        });
        let library = Library {
            sources: self.sources(),
            files: files.collect(),
            template_files: self.template_files.clone(),
            templates: templates.collect(),
            tested,
        };
        lint::lint(&library, levels)
    }
}
