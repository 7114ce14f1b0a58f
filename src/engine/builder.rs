//! Collects packs and makes an engine of them.

use std::sync::{Arc, OnceLock};

use super::builtin::builtin_packs;
use super::library::{Engine, RuleFile, TemplateEntry};
use super::pack::{FileKind, Pack};
use crate::diagnostic::Problems;
use crate::source::{SourceId, SourceMap};
use crate::template::read_templates;

/// Collects packs. See [`Engine::builder`].
#[derive(Debug, Default)]
pub struct EngineBuilder {
    packs: Vec<(Pack, Standing)>,
}

/// What a pack is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Its templates may be chosen for a report.
    Chosen,
    /// Its templates are there to be extended, and may be asked for by name.
    Base,
}

impl EngineBuilder {
    /// Adds a pack; one of the same name that was added before is replaced.
    #[must_use]
    pub fn pack(mut self, pack: Pack) -> Self {
        self.packs.retain(|(known, _)| known.name != pack.name);
        self.packs.push((pack, Standing::Chosen));
        self
    }

    /// Adds the built-in packs; their templates may be chosen for a report.
    #[must_use]
    pub fn builtin(self) -> Self {
        builtin_packs().into_iter().fold(self, Self::pack)
    }

    /// Adds the built-in packs of names that are not taken yet, to be extended by the packs that are
    /// there. Their templates are used for a report only when asked for by name.
    #[must_use]
    pub fn builtin_as_base(mut self) -> Self {
        for pack in builtin_packs() {
            if !self.packs.iter().any(|(known, _)| known.name == pack.name) {
                self.packs.push((pack, Standing::Base));
            }
        }
        self
    }

    /// Reads the templates of all packs. Rules are read when they are first needed.
    ///
    /// # Errors
    /// All problems of all templates, with the texts they point into.
    pub fn build(self) -> Result<Engine, (SourceMap, Problems)> {
        let mut sources = SourceMap::default();
        let mut templates: Vec<(SourceId, usize)> = Vec::new();
        let mut files = Vec::new();
        for (index, (pack, _)) in self.packs.iter().enumerate() {
            for file in &pack.files {
                let Some(kind) = file.kind() else { continue };
                let source = sources.add(file.name.clone(), file.text.clone());
                match kind {
                    FileKind::Template => templates.push((source, index)),
                    FileKind::Rules => files.push(RuleFile {
                        source,
                        pack: pack.name.clone(),
                        parsed: OnceLock::new(),
                    }),
                }
            }
        }
        let ids: Vec<SourceId> = templates.iter().map(|(source, _)| *source).collect();
        let (read, problems) = read_templates(&sources, &ids);
        if problems.has_errors() {
            return Err((sources, problems));
        }
        let templates = read
            .into_iter()
            .map(|template| {
                let place = templates
                    .iter()
                    .find(|(source, _)| *source == template.span.source);
                let pack = place.and_then(|(_, index)| self.packs.get(*index));
                TemplateEntry {
                    pack: pack.map_or(String::new(), |(pack, _)| pack.name.clone()),
                    may_be_chosen: pack.is_some_and(|(_, standing)| *standing == Standing::Chosen)
                        && !template.base_only,
                    template: Arc::new(template),
                    program: OnceLock::new(),
                }
            })
            .collect();
        Ok(Engine {
            sources,
            templates,
            files,
            warnings: problems,
        })
    }
}
