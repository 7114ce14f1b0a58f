//! The language reference is true: every block of `docs/language` is executed, and every error page of
//! names and types shows an example that produces its code.
//!
//! In a chapter, ```` ```toml ```` is a template, ```` ```report ```` a report (`|` is a tab),
//! ```` ```gouji ```` a rule file. ```` ```verdict ```` states what the rules of the last gouji block say of
//! the last report: `规则: exact, failed`. A line `# error[E0201] 「marked」: sentence` below a rule's
//! line states what is wrong with that line; `# warning[…]` likewise.

use std::path::Path;

use gouji::diagnostic::{CODES, Level, Problem};

use super::support::Rules;

struct Block {
    language: String,
    text: String,
    line: usize,
}

fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for (index, line) in markdown.lines().enumerate() {
        match line.strip_prefix("```") {
            Some(_) if open => open = false,
            Some(language) => {
                open = true;
                blocks.push(Block {
                    language: language.trim().to_owned(),
                    text: String::new(),
                    line: index + 1,
                });
            }
            None if open => {
                let block = blocks.last_mut().unwrap();
                block.text.push_str(line);
                block.text.push('\n');
            }
            None => {}
        }
    }
    blocks
}

/// `# error[E0201] 「收支总票」: 模板中没有表「收支总票」`, with the line it is about.
fn annotations(rules: &str) -> Vec<String> {
    let mut about = 0;
    let mut found = Vec::new();
    for (index, line) in rules.lines().enumerate() {
        let note = line
            .trim_start()
            .strip_prefix("# ")
            .filter(|note| note.starts_with("error[") || note.starts_with("warning["));
        match note {
            Some(note) => found.push(format!("{about}: {note}")),
            None => about = index + 1,
        }
    }
    found
}

/// The problems of the last gouji file, written as annotations.
fn written(rules: &Rules, file: &str) -> Vec<String> {
    let mut written = Vec::new();
    for problem in rules.problems.iter() {
        let span = problem.labels.first().expect("a place").span;
        let source = rules.sources.get(span.source).unwrap();
        if source.text != file {
            continue;
        }
        let level = match problem.level {
            Level::Error => "error",
            Level::Warning => "warning",
        };
        let marked = rules.sources.text(span).lines().next().unwrap_or("");
        written.push(format!(
            "{}: {level}[{}] 「{marked}」: {}",
            source.lines.line_of(span.start),
            problem.code.id,
            problem.message.zh
        ));
    }
    written
}

#[derive(Default)]
struct Chapter {
    templates: Vec<String>,
    report: String,
    /// Files written `use template` for an ancestor stay while the chapter adds more.
    files: Vec<String>,
}

impl Chapter {
    fn rules(&self) -> Rules {
        let templates: Vec<&str> = self.templates.iter().map(String::as_str).collect();
        let files: Vec<&str> = self.files.iter().map(String::as_str).collect();
        Rules::new(&templates, &files)
    }

    fn template(&mut self, text: &str) {
        if !text.contains("\nextends") {
            self.templates.clear();
            self.files.clear();
        }
        self.templates.push(text.to_owned());
    }

    /// A new file takes the place of the old one, unless it is for a template that extends.
    fn file(&mut self, text: &str) {
        if self.templates.len() < 2 {
            self.files.clear();
        }
        self.files.push(text.to_owned());
    }

    fn check_errors(&self, place: &str, faults: &mut Vec<String>) {
        let file = self.files.last().unwrap();
        let (expected, found) = (annotations(file), written(&self.rules(), file));
        if expected != found {
            faults.push(format!(
                "{place}\n  expected {expected:#?}\n  found {found:#?}"
            ));
        }
    }

    fn check_verdicts(&self, place: &str, stated: &str, faults: &mut Vec<String>) {
        let checked = self.rules().over(&self.report);
        for line in stated.lines().filter(|line| !line.trim().is_empty()) {
            let line = line.split('#').next().unwrap();
            let (rule, verdicts) = line.split_once(':').expect("rule: verdicts");
            let expected: Vec<&str> = verdicts.split(',').map(str::trim).collect();
            let found = checked.verdicts(rule.trim());
            if expected != found {
                faults.push(format!(
                    "{place}: {rule}: expected {expected:?}, found {found:?}"
                ));
            }
        }
    }
}

#[test]
fn every_block_of_the_language_reference_does_what_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/language");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    paths.sort();
    let mut faults = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let mut chapter = Chapter::default();
        for block in blocks(&text) {
            let place = format!("{name}:{}", block.line);
            match block.language.as_str() {
                "toml" => chapter.template(&block.text),
                "report" => chapter.report.clone_from(&block.text),
                "gouji" => {
                    chapter.file(&block.text);
                    chapter.check_errors(&place, &mut faults);
                }
                "verdict" => chapter.check_verdicts(&place, &block.text, &mut faults),
                _ => {}
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_page_of_a_name_or_type_error_shows_an_example_of_it() {
    let national = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/national/template.toml"),
    )
    .unwrap();
    let mut faults = Vec::new();
    for code in CODES.iter().filter(|code| {
        (code.id.starts_with("E02") || code.id.starts_with("E03") || code.id == "E0520")
            && code.id != "E0207"
    }) {
        let example = blocks(code.page)
            .into_iter()
            .find(|block| block.language == "gouji");
        let Some(example) = example else {
            faults.push(format!("{}: no example", code.id));
            continue;
        };
        let rules = Rules::new(&[&national], &[&example.text]);
        let found: Vec<&Problem> = rules.problems.iter().collect();
        if !found.iter().any(|problem| problem.code.id == code.id) {
            faults.push(format!("{}: its example gives {found:#?}", code.id));
        }
        for mended in blocks(code.page)
            .iter()
            .filter(|b| b.language == "gouji")
            .skip(1)
        {
            let rules = Rules::new(&[&national], &[&mended.text]);
            if !rules.problems.is_empty() {
                faults.push(format!("{}: mended: {:#?}", code.id, rules.problems));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
