//! Collects packs and makes an engine of them.

use std::sync::{Arc, OnceLock};

use super::builtin::builtin_packs;
use super::library::{Engine, TemplateEntry};
use super::pack::{FileKind, Pack};
use super::texts::{PackTexts, RuleFile};
use crate::diagnostic::Problems;
use crate::source::{SourceId, SourceMap};
use crate::template::{Template, read_templates};

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
        self.prepare().build()
    }

    /// Takes the texts over without reading them. Only callers with threads need this step: see
    /// [`PackTexts::parse_all`].
    #[must_use]
    pub fn prepare(self) -> Draft {
        let mut sources = SourceMap::default();
        let (mut templates, mut files, mut packs) = (Vec::new(), Vec::new(), Vec::new());
        for (pack, standing) in self.packs {
            for file in pack.files {
                let Some(kind) = file.kind() else { continue };
                let source = sources.add(file.name, file.text);
                match kind {
                    FileKind::Template => templates.push((source, packs.len())),
                    FileKind::Rules => files.push(RuleFile::new(source, &pack.name)),
                }
            }
            packs.push((pack.name, standing));
        }
        Draft {
            texts: Arc::new(PackTexts { sources, files }),
            templates,
            packs,
        }
    }
}

/// The texts of an engine, not read yet.
#[derive(Debug)]
pub struct Draft {
    texts: Arc<PackTexts>,
    /// Template files, and which pack each belongs to.
    templates: Vec<(SourceId, usize)>,
    packs: Vec<(String, Standing)>,
}

impl Draft {
    /// The texts, to be parsed by another thread.
    #[must_use]
    pub fn texts(&self) -> Arc<PackTexts> {
        Arc::clone(&self.texts)
    }

    /// Reads the templates.
    ///
    /// # Errors
    /// As [`EngineBuilder::build`].
    pub fn build(self) -> Result<Engine, (SourceMap, Problems)> {
        let ids: Vec<SourceId> = self.templates.iter().map(|(source, _)| *source).collect();
        let (read, problems) = read_templates(&self.texts.sources, &ids);
        if problems.has_errors() {
            return Err((self.texts.sources.clone(), problems));
        }
        let templates = read
            .into_iter()
            .map(|template| self.entry(template))
            .collect();
        Ok(Engine {
            texts: self.texts,
            templates,
            template_files: ids,
            warnings: problems,
        })
    }

    fn entry(&self, template: Template) -> TemplateEntry {
        let source = template.span.source;
        let place = self.templates.iter().find(|(known, _)| *known == source);
        let pack = place.and_then(|(_, index)| self.packs.get(*index));
        let chosen = pack.is_some_and(|(_, standing)| *standing == Standing::Chosen);
        TemplateEntry {
            pack: pack.map_or(String::new(), |(name, _)| name.clone()),
            may_be_chosen: chosen && !template.base_only,
            template: Arc::new(template),
            program: OnceLock::new(),
        }
    }
}
