//! The engines that check the reports of a run.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::args::PackArguments;
use super::failure::Failure;
use super::inputs::Input;
use super::settings::{self, Settings};
use crate::diagnostic::Lang;
use crate::engine::Engine;

/// The engines of a run: one for each settings file that counts for some report.
pub(super) struct Workshop {
    engines: Vec<(Engine, Option<String>)>,
    /// Which engine checks the reports of a folder.
    by_folder: BTreeMap<PathBuf, usize>,
    /// Language asked for by the settings of the first report.
    pub(super) lang: Option<Lang>,
}

impl Workshop {
    /// Makes an engine for each settings file that counts for some report.
    pub(super) fn open(
        inputs: &[Input],
        packs: &PackArguments,
        template: Option<&str>,
    ) -> Result<Self, Failure> {
        let mut shop = Self {
            engines: Vec::new(),
            by_folder: BTreeMap::new(),
            lang: None,
        };
        let mut by_settings: BTreeMap<Option<PathBuf>, usize> = BTreeMap::new();
        for (number, input) in inputs.iter().enumerate() {
            let folder = input.folder();
            if shop.by_folder.contains_key(&folder) {
                continue;
            }
            let file = settings::find(&folder);
            let index = match by_settings.get(&file) {
                Some(index) => *index,
                None => {
                    let settings = file
                        .as_deref()
                        .map_or(Ok(Settings::default()), settings::read)?;
                    if number == 0 {
                        shop.lang = settings.lang;
                    }
                    let index = shop.add(settings, packs, template)?;
                    by_settings.insert(file, index);
                    index
                }
            };
            shop.by_folder.insert(folder, index);
        }
        Ok(shop)
    }

    fn add(
        &mut self,
        settings: Settings,
        packs: &PackArguments,
        template: Option<&str>,
    ) -> Result<usize, Failure> {
        let asked = &packs.rules;
        let folders = if asked.is_empty() {
            &settings.rules
        } else {
            asked
        };
        let engine = super::packs::engine(folders)?;
        let template = template.map(str::to_owned).or(settings.template);
        if let Some(error) = template
            .as_deref()
            .and_then(|id| engine.unknown_template(id))
        {
            return Err(Failure::unknown_template(&error));
        }
        self.engines.push((engine, template));
        Ok(self.engines.len().saturating_sub(1))
    }

    /// All engines of the run.
    pub(super) fn engines(&self) -> impl Iterator<Item = &Engine> {
        self.engines.iter().map(|(engine, _)| engine)
    }

    /// The engine for a report, and the template it asks for.
    pub(super) fn engine(&self, input: &Input) -> Option<(&Engine, Option<&str>)> {
        let index = self.by_folder.get(&input.folder())?;
        let (engine, template) = self.engines.get(*index)?;
        Some((engine, template.as_deref()))
    }
}
