//! What is looked at: files with their trees, templates with their programs.

use std::collections::BTreeSet;

use crate::program::{Program, Rule};
use crate::source::{SourceId, SourceMap, Span};
use crate::syntax::ast;
use crate::template::Template;

/// Everything that lints look at.
#[derive(Debug)]
pub struct Library<'l> {
    /// All texts.
    pub sources: &'l SourceMap,
    /// Rule files.
    pub files: Vec<LintedFile<'l>>,
    /// Template files.
    pub template_files: Vec<SourceId>,
    /// Templates.
    pub templates: Vec<LintedTemplate<'l>>,
    /// Rules that test cases expect something of; `None` where nobody wrote any case, so that nothing
    /// can be said.
    pub tested: Option<BTreeSet<String>>,
}

/// A rule file.
#[derive(Debug, Clone, Copy)]
pub struct LintedFile<'l> {
    /// Its tree.
    pub tree: &'l ast::File,
    /// The template that it is written for, if there is such a one.
    pub template: Option<&'l str>,
}

/// A template and the rules that run over its reports.
#[derive(Debug, Clone, Copy)]
pub struct LintedTemplate<'l> {
    /// The template.
    pub template: &'l Template,
    /// Its rules.
    pub program: &'l Program,
}

impl<'l> Library<'l> {
    /// The rule as it is written, by its place.
    pub(super) fn written(&self, span: Span) -> Option<&'l ast::Rule> {
        let file = self
            .files
            .iter()
            .find(|file| file.tree.source == span.source)?;
        in_items(&file.tree.items, span)
    }

    /// Each rule that is checked, once, with a template that it runs for: its own if there is one.
    pub(super) fn rules(&self) -> Vec<(&'l Rule, LintedTemplate<'l>)> {
        let mut seen = rustc_hash::FxHashSet::default();
        let mut rules = Vec::new();
        // Templates that extend others come after them in no fixed order: the least derived first.
        let mut templates = self.templates.clone();
        templates.sort_by_key(|one| one.template.ancestors.len());
        for one in templates {
            for rule in one.program.rules() {
                if seen.insert(rule.span) {
                    rules.push((rule, one));
                }
            }
        }
        rules
    }
}

fn in_items(items: &[ast::Item], span: Span) -> Option<&ast::Rule> {
    // Items are in order: the last that begins at or before the place holds it.
    let after = items.partition_point(|item| start(item) <= span.start);
    match items.get(after.checked_sub(1)?)? {
        ast::Item::Rule(rule) => (rule.span == span).then_some(rule),
        ast::Item::Scope(scope) => in_items(&scope.items, span),
        _ => None,
    }
}

fn start(item: &ast::Item) -> u32 {
    match item {
        ast::Item::Use(item) => item.span.start,
        ast::Item::Scope(item) => item.span.start,
        ast::Item::Let(item) => item.span.start,
        ast::Item::Function(item) => item.span.start,
        ast::Item::Rule(item) => item.span.start,
        ast::Item::Disable(item) => item.span.start,
    }
}
