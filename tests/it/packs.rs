//! The packs under `rules/`: every file is sound, and the verdicts over real and invented reports are
//! those that were worked by hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gouji::diagnostic::Problem;
use gouji::document::{self, ReadOptions};
use gouji::eval::{Plan, Verdict};
use gouji::program::Program;
use gouji::report;
use gouji::resolve;
use gouji::source::SourceMap;
use gouji::syntax::{self, ast};
use gouji::template::{Template, read_templates};

const PACKS: [&str; 3] = ["national", "henan", "shanxi"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
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

struct Packs {
    map: SourceMap,
    templates: Vec<Template>,
    files: Vec<ast::File>,
    problems: Vec<Problem>,
}

fn load() -> Packs {
    let mut map = SourceMap::default();
    let mut tomls = Vec::new();
    let mut rules = Vec::new();
    for pack in PACKS {
        for path in files(&root().join("rules").join(pack), ".toml") {
            tomls.push(map.add(
                path.display().to_string(),
                fs::read_to_string(&path).unwrap(),
            ));
        }
        for path in files(&root().join("rules").join(pack), ".gouji") {
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
    fn program(&self, template: &Template) -> (Program, Vec<Problem>) {
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

    fn show(&self, problem: &Problem) -> String {
        let label = problem.labels.first();
        let place = label.and_then(|label| {
            let source = self.map.get(label.span.source)?;
            let line = source
                .text
                .get(..label.span.start as usize)?
                .lines()
                .count();
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
}

#[test]
fn every_template_and_rule_file_is_sound() {
    let packs = load();
    let mut told: Vec<String> = packs.problems.iter().map(|one| packs.show(one)).collect();
    for template in &packs.templates {
        let (program, problems) = packs.program(template);
        told.extend(
            problems
                .iter()
                .map(|one| format!("[{}] {}", template.id, packs.show(one))),
        );
        println!(
            "{}: {} rules, {} skipped",
            template.id,
            program.rules().len(),
            program.skipped().len()
        );
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn try_reports() {
    let packs = load();
    let Ok(list) = std::env::var("TRY") else {
        return;
    };
    for path in list.split_whitespace() {
        let bytes = fs::read(path).unwrap();
        let document = document::read(path, &bytes, &ReadOptions::default()).unwrap();
        let mut fits: Vec<_> = packs
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
        println!("== {path}");
        for (score, _, template) in &fits {
            println!("   {} {score}", template.id);
        }
        let template = fits[0].2;
        let report = report::bind(Arc::new(document), Arc::new(template.clone()));
        let (program, problems) = packs.program(template);
        for one in &problems {
            println!("PROBLEM {}", packs.show(one));
        }
        let plan = Plan::new(&program, &report);
        let outcome = plan.evaluate();
        println!("{:?}", outcome.summary());
        let mut undecided = std::collections::BTreeMap::new();
        for (check, decision) in outcome.iter() {
            let rule = plan.rule(check).unwrap();
            match decision.verdict {
                Verdict::Failed | Verdict::Strained => {
                    let lines: Vec<String> = plan
                        .cells(check)
                        .iter()
                        .map(|cell| {
                            let place = report.cell(*cell).unwrap().place;
                            format!(
                                "{}:{:?}",
                                report.document.lines.line_of(place.start),
                                report.document.text_at(place)
                            )
                        })
                        .filter(|t| !t.ends_with("\"\""))
                        .collect();
                    println!(
                        "{:?} {} {} {:?}",
                        decision.verdict, rule.id, rule.title, lines
                    );
                }
                Verdict::Undecided(reason) => {
                    *undecided
                        .entry((rule.id.clone(), format!("{reason:?}")))
                        .or_insert(0) += 1;
                }
                _ => {}
            }
        }
        for ((rule, reason), count) in undecided {
            println!("   undecided {rule} {reason} ×{count}");
        }
    }
}
