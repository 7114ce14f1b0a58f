//! The engine: templates, rule files and the programs made of them when first needed.

use std::sync::{Arc, OnceLock};

use super::builder::EngineBuilder;
use super::texts::{PackTexts, RuleFile};
use crate::diagnostic::{Problem, Problems};
use crate::program::Program;
use crate::resolve;
use crate::source::{SourceId, SourceMap};
use crate::syntax::ast::{File, Item, Rule};
use crate::template::Template;

/// Checks reports with the rules of its packs. Made once, shared between threads.
#[derive(Debug)]
pub struct Engine {
    pub(super) texts: Arc<PackTexts>,
    pub(super) templates: Vec<TemplateEntry>,
    pub(super) template_files: Vec<SourceId>,
    pub(super) warnings: Problems,
}

/// A template with the program of its rules.
#[derive(Debug)]
pub(super) struct TemplateEntry {
    pub(super) template: Arc<Template>,
    pub(super) pack: String,
    pub(super) may_be_chosen: bool,
    pub(super) program: OnceLock<(Program, Problems)>,
}

/// A rule where it is written.
#[derive(Debug, Clone, Copy)]
pub struct WrittenRule<'e> {
    /// The pack.
    pub pack: &'e str,
    /// The template that it is written for; those that extend it inherit it.
    pub template: &'e str,
    /// The rule.
    pub rule: &'e Rule,
}

impl Engine {
    /// An engine without packs, to be filled.
    #[must_use]
    pub fn builder() -> EngineBuilder {
        EngineBuilder::default()
    }

    /// The engine with the built-in packs.
    ///
    /// # Errors
    /// Problems of the built-in templates; there are none in a released version.
    pub fn builtin() -> Result<Self, (SourceMap, Problems)> {
        Self::builder().builtin().build()
    }

    /// The texts of all packs, for showing where something is written.
    #[must_use]
    pub fn sources(&self) -> &SourceMap {
        &self.texts.sources
    }

    /// Warnings about the templates.
    #[must_use]
    pub fn warnings(&self) -> &Problems {
        &self.warnings
    }

    /// All templates with the names of their packs, in the order of the packs.
    pub fn templates(&self) -> impl Iterator<Item = (&str, &Arc<Template>)> {
        self.templates
            .iter()
            .map(|entry| (entry.pack.as_str(), &entry.template))
    }

    /// The template with an id.
    #[must_use]
    pub fn template(&self, id: &str) -> Option<&Arc<Template>> {
        self.entry(id).map(|entry| &entry.template)
    }

    /// All rule files in the order of the packs.
    #[must_use]
    pub fn rule_files(&self) -> &[RuleFile] {
        &self.texts.files
    }

    /// The tree of a rule file and the problems of its syntax; read when first asked for.
    #[must_use]
    pub fn parsed<'e>(&'e self, file: &'e RuleFile) -> &'e (File, Problems) {
        self.texts.parsed(file)
    }

    /// The rules that run over reports of a template, and all problems of the files they stand in;
    /// made when first asked for. `None` for an unknown template.
    #[must_use]
    pub fn program(&self, template: &str) -> Option<&(Program, Problems)> {
        let entry = self.entry(template)?;
        Some(entry.program.get_or_init(|| self.resolved(&entry.template)))
    }

    /// All problems of all rule files: each file against every template that its rules are written for.
    #[must_use]
    pub fn problems(&self) -> Problems {
        let mut all: Vec<Problem> = self.warnings.iter().cloned().collect();
        for entry in &self.templates {
            if let Some((_, problems)) = self.program(&entry.template.id) {
                all.extend(problems.iter().cloned());
            }
        }
        let known: Vec<&str> = self
            .templates
            .iter()
            .map(|entry| entry.template.id.as_str())
            .collect();
        for file in &self.texts.files {
            let (tree, problems) = self.parsed(file);
            all.extend(problems.iter().cloned());
            if let Some(name) = resolve::used_template(tree)
                && !known.contains(&name.text.as_str())
            {
                all.push(resolve::unknown_template(name, &known));
            }
        }
        distinct(all)
    }

    /// Every rule of every file, as written, whether or not it runs over any template.
    #[must_use]
    pub fn rules(&self) -> Vec<WrittenRule<'_>> {
        let mut rules = Vec::new();
        for file in &self.texts.files {
            let tree = &self.parsed(file).0;
            let template = self.written_for(file, tree).unwrap_or_default();
            collect(&tree.items, &mut |rule| {
                rules.push(WrittenRule {
                    pack: &file.pack,
                    template,
                    rule,
                });
            });
        }
        rules
    }

    pub(super) fn entry(&self, id: &str) -> Option<&TemplateEntry> {
        self.templates.iter().find(|entry| entry.template.id == id)
    }

    fn resolved(&self, template: &Template) -> (Program, Problems) {
        let files: Vec<&(File, Problems)> = self.files_for(template);
        let mut problems = Problems::default();
        for (_, own) in &files {
            problems.extend(own.clone());
        }
        let trees: Vec<&File> = files.iter().map(|(tree, _)| tree).collect();
        let (program, found) = resolve::resolve(&trees, template);
        problems.extend(found);
        problems.sort();
        (program, problems)
    }

    /// The files whose rules run over reports of a template: those written for its ancestors first, the
    /// oldest first, then its own.
    fn files_for(&self, template: &Template) -> Vec<&(File, Problems)> {
        let line: Vec<&str> = template
            .ancestors
            .iter()
            .rev()
            .map(String::as_str)
            .chain([template.id.as_str()])
            .collect();
        let wanted: Vec<&RuleFile> = self
            .texts
            .files
            .iter()
            .filter(|file| self.may_name_one_of(file, &line))
            .collect();
        // From the end, where a thread that parses all files has not been yet.
        self.texts.parse_untaken(wanted.iter().rev().copied());
        let mut files: Vec<(usize, &(File, Problems))> = wanted
            .into_iter()
            .filter_map(|file| {
                let parsed = self.parsed(file);
                let wanted = self.written_for(file, &parsed.0)?;
                Some((line.iter().position(|id| *id == wanted)?, parsed))
            })
            .collect();
        files.sort_by_key(|(age, _)| *age);
        files.into_iter().map(|(_, parsed)| parsed).collect()
    }

    /// Whether it is worth parsing a file for some templates: one of their ids stands in it, or it
    /// belongs to the pack of one.
    fn may_name_one_of(&self, file: &RuleFile, templates: &[&str]) -> bool {
        let text = self
            .texts
            .sources
            .get(file.source)
            .map_or("", |source| source.text.as_str());
        templates.iter().any(|id| {
            text.contains(id) || self.entry(id).is_some_and(|entry| entry.pack == file.pack)
        })
    }

    /// The template that a file is written for: the one it names, else the main one of its pack, which is
    /// the one that the others of the pack extend.
    pub(super) fn written_for<'e>(&'e self, file: &RuleFile, tree: &'e File) -> Option<&'e str> {
        let named = resolve::used_template(tree).map(|name| name.text.as_str());
        named.or_else(|| {
            let own = self
                .templates
                .iter()
                .filter(|entry| entry.pack == file.pack);
            let main = own.min_by_key(|entry| entry.template.ancestors.len())?;
            Some(main.template.id.as_str())
        })
    }
}

fn collect<'t>(items: &'t [Item], take: &mut impl FnMut(&'t Rule)) {
    for item in items {
        match item {
            Item::Rule(rule) => take(rule),
            Item::Scope(scope) => collect(&scope.items, take),
            Item::Use(_) | Item::Let(_) | Item::Function(_) | Item::Disable(_) => {}
        }
    }
}

/// Each problem once: a file is resolved for every template it applies to.
fn distinct(all: Vec<Problem>) -> Problems {
    let mut kept: Vec<Problem> = Vec::new();
    let mut seen = rustc_hash::FxHashSet::default();
    for problem in all {
        let place = problem.labels.first().map(|label| label.span);
        let text = place.is_none().then(|| problem.message.clone());
        if seen.insert((problem.code.id, place, text)) {
            kept.push(problem);
        }
    }
    let mut problems = Problems::default();
    kept.into_iter().for_each(|problem| problems.push(problem));
    problems.sort();
    problems
}
