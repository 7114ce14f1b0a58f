//! The built-in packs, and one report run through all stages with them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gouji::diagnostic::Problem;
use gouji::document::{self, ReadOptions};
use gouji::eval::{CheckId, Outcome, Plan, Verdict};
use gouji::program::Program;
use gouji::report::{self, Report};
use gouji::resolve;
use gouji::source::SourceMap;
use gouji::syntax::{self, ast};
use gouji::template::{Template, read_templates};

const PACKS: [&str; 3] = ["national", "henan", "shanxi"];

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of genuine reports, if it is there.
pub fn genuine() -> Option<PathBuf> {
    let folder = root().join("../shared/reports");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("../shared/reports is absent; nothing checked");
    None
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect();
    found.sort();
    found
}

pub struct Packs {
    map: SourceMap,
    pub templates: Vec<Arc<Template>>,
    files: Vec<ast::File>,
    pub problems: Vec<Problem>,
}

/// A report with the verdict of every check.
pub struct Checked {
    pub report: Report,
    pub plan: Plan,
    pub outcome: Outcome,
}

pub fn load() -> Packs {
    let mut map = SourceMap::default();
    let (mut tomls, mut rules) = (Vec::new(), Vec::new());
    for pack in PACKS {
        let folder = root().join("rules").join(pack);
        for path in files(&folder, ".toml") {
            tomls.push(map.add(
                path.display().to_string(),
                fs::read_to_string(&path).unwrap(),
            ));
        }
        for path in files(&folder, ".gouji") {
            rules.push(map.add(
                path.display().to_string(),
                fs::read_to_string(&path).unwrap(),
            ));
        }
    }
    let (templates, found) = read_templates(&map, &tomls);
    let mut problems: Vec<Problem> = found.iter().cloned().collect();
    let mut files = Vec::new();
    for id in rules {
        let (file, found) = syntax::parse(&map, id);
        problems.extend(found.iter().cloned());
        files.push(file);
    }
    let templates = templates.into_iter().map(Arc::new).collect();
    Packs {
        map,
        templates,
        files,
        problems,
    }
}

fn written_for(file: &ast::File) -> &str {
    file.items
        .iter()
        .find_map(|item| match item {
            ast::Item::Use(used) => Some(used.template.text.as_str()),
            _ => None,
        })
        .unwrap()
}

impl Packs {
    pub fn program(&self, template: &Template) -> (Program, Vec<Problem>) {
        let mut line: Vec<&str> = template.ancestors.iter().map(String::as_str).collect();
        line.push(&template.id);
        let files: Vec<_> = self
            .files
            .iter()
            .filter(|file| line.contains(&written_for(file)))
            .collect();
        let (program, problems) = resolve::resolve(&files, template);
        (program, problems.iter().cloned().collect())
    }

    pub fn show(&self, problem: &Problem) -> String {
        let place = problem.labels.first().and_then(|label| {
            let source = self.map.get(label.span.source)?;
            let line = source.lines.line_of(label.span.start);
            Some(format!(
                "{}:{line} 「{}」",
                source.name,
                self.map.text(label.span)
            ))
        });
        format!(
            "{} {} {}",
            problem.code.id,
            problem.message.zh,
            place.unwrap_or_default()
        )
    }

    /// The template that fits a text best.
    pub fn choose(&self, name: &str, text: &[u8]) -> Arc<Template> {
        let document = document::read(name, text, &ReadOptions::default()).unwrap();
        let mut fits: Vec<_> = self
            .templates
            .iter()
            .filter(|template| !template.base_only)
            .map(|template| {
                (
                    report::fit(&document, template).score,
                    template.ancestors.len(),
                    template,
                )
            })
            .collect();
        fits.sort_by_key(|(score, depth, _)| std::cmp::Reverse((*score, *depth)));
        Arc::clone(fits[0].2)
    }
}

/// Binds a text to a template and runs a program over it.
pub fn check(name: &str, text: &[u8], template: &Arc<Template>, program: &Program) -> Checked {
    let document = document::read(name, text, &ReadOptions::default()).unwrap();
    let report = report::bind(Arc::new(document), Arc::clone(template));
    let plan = Plan::new(program, &report);
    let outcome = plan.evaluate();
    Checked {
        report,
        plan,
        outcome,
    }
}

impl Checked {
    /// Checks that got a verdict, as rule ids.
    pub fn rules_with(&self, wanted: impl Fn(Verdict) -> bool) -> Vec<&str> {
        self.outcome
            .iter()
            .filter(|(_, decision)| wanted(decision.verdict))
            .map(|(check, _)| self.plan.rule(check).unwrap().id.as_str())
            .collect()
    }

    /// The failed checks of statutory rules, each with the lines of the figures that took part.
    pub fn failed(&self) -> Vec<(String, Vec<u32>)> {
        self.outcome
            .iter()
            .filter(|(_, decision)| decision.verdict == Verdict::Failed)
            .map(|(check, _)| (self.plan.rule(check).unwrap().id.clone(), self.lines(check)))
            .collect()
    }

    fn lines(&self, check: CheckId) -> Vec<u32> {
        let mut lines: Vec<u32> = self
            .plan
            .cells(check)
            .iter()
            .map(|cell| {
                self.report
                    .document
                    .lines
                    .line_of(self.report.cell(*cell).unwrap().place.start)
            })
            .collect();
        lines.sort_unstable();
        lines.dedup();
        lines
    }
}
