//! Packs, templates and rules for people: lists and single entries.

use super::look::{Ink, Look, columns, padded};
use super::messages::{Words, fill, severity_id};
use super::place::written;
use crate::diagnostic::Lang;
use crate::engine::{Engine, WrittenRule};
use crate::syntax::ast::{Rule, Severity};
use crate::template::{Template, YearRange};

/// Packs with their templates and the number of rules that run over each; then the rules, as written.
#[must_use]
pub fn list(engine: &Engine, look: &Look) -> String {
    let words = Words::of(look.lang);
    let mut text = String::new();
    let width = engine
        .templates()
        .map(|(_, template)| columns(&template.id))
        .max()
        .unwrap_or(0);
    let mut last = "";
    for (pack, template) in engine.templates() {
        if pack != last {
            text.push_str(&look.paint(Ink::Strong, pack));
            text.push('\n');
            last = pack;
        }
        let rules = engine
            .program(&template.id)
            .map_or(0, |(program, _)| program.rules().len());
        let rules = fill(words.rule_count, &[("n", &rules.to_string())]);
        let base = if template.base_only {
            words.base_only
        } else {
            ""
        };
        let line = format!(
            "  {}  {}  {rules}  {base}",
            padded(&template.id, width),
            template.title
        );
        text.push_str(line.trim_end());
        text.push('\n');
    }
    let mut last = ("", "");
    let rules = engine.rules();
    let width = rules
        .iter()
        .map(|rule| columns(&rule.rule.id.text))
        .max()
        .unwrap_or(0);
    for rule in &rules {
        if (rule.pack, rule.template) != last {
            last = (rule.pack, rule.template);
            let head = fill(words.rules_for, &[("template", rule.template)]);
            text.push_str(&format!("\n{}\n", look.paint(Ink::Strong, &head)));
        }
        text.push_str(&line(rule.rule, width, look));
    }
    text
}

fn line(rule: &Rule, width: usize, look: &Look) -> String {
    let words = Words::of(look.lang);
    let severity = severity(rule);
    let word = look.paint(Ink::from(severity), words.severity(severity));
    let title = rule.title.as_ref().map_or("", |title| title.text.as_str());
    format!("  {}  {word}  {title}\n", padded(&rule.id.text, width))
}

fn severity(rule: &Rule) -> Severity {
    rule.severity
        .map_or(Severity::default(), |(severity, _)| severity)
}

/// The rules that run over one template, those switched off, and those it cannot have.
#[must_use]
pub fn of_template(engine: &Engine, template: &str, look: &Look) -> Option<String> {
    let words = Words::of(look.lang);
    let (program, _) = engine.program(template)?;
    let width = program
        .rules()
        .iter()
        .map(|rule| columns(&rule.id))
        .max()
        .unwrap_or(0);
    let mut text = String::new();
    for rule in program.rules() {
        let word = look.paint(Ink::from(rule.severity), words.severity(rule.severity));
        text.push_str(&format!(
            "{}  {word}  {}\n",
            padded(&rule.id, width),
            rule.title
        ));
    }
    let mut section = |head: &str, entries: Vec<(&str, String)>| {
        if entries.is_empty() {
            return;
        }
        text.push_str(&format!("\n{}\n", look.paint(Ink::Strong, head)));
        for (id, why) in entries {
            text.push_str(&format!("  {id}{}{why}\n", words.colon));
        }
    };
    let disabled = program.disabled().iter();
    section(
        words.disabled,
        disabled
            .map(|rule| (rule.rule.as_str(), rule.because.clone()))
            .collect(),
    );
    let skipped = program.skipped().iter();
    let reason = |why: &crate::diagnostic::Wording| why.get(look.lang).to_owned();
    section(
        words.skipped,
        skipped
            .map(|rule| (rule.rule.as_str(), reason(&rule.reason)))
            .collect(),
    );
    Some(text)
}

/// Everything about a rule, a template or a pack of that name; `None` if there is none.
#[must_use]
pub fn show(engine: &Engine, id: &str, look: &Look) -> Option<String> {
    let rules: Vec<WrittenRule<'_>> = engine
        .rules()
        .into_iter()
        .filter(|rule| rule.rule.id.text == id)
        .collect();
    let mut parts: Vec<String> = rules
        .iter()
        .map(|found| rule(engine, found, look))
        .collect();
    parts.extend(engine.template(id).map(|found| template(found, look)));
    if parts.is_empty() && engine.templates().any(|(pack, _)| pack == id) {
        parts.push(pack(engine, id, look));
    }
    (!parts.is_empty()).then(|| parts.join("\n"))
}

/// A rule: its text, why it exists, where it is written, over which templates it runs.
fn rule(engine: &Engine, found: &WrittenRule<'_>, look: &Look) -> String {
    let words = Words::of(look.lang);
    let rule = found.rule;
    let title = rule.title.as_ref().map_or("", |title| title.text.as_str());
    let severity = severity(rule);
    let word = look.paint(Ink::from(severity), words.severity(severity));
    let mut text = format!(
        "{}  {word}  {title}\n\n",
        look.paint(Ink::Strong, &rule.id.text)
    );
    text.push_str(&dedented(engine.sources(), rule));
    text.push('\n');
    let mut entry = |heading: &str, value: &str| {
        let heading = look.paint(Ink::Faint, &padded(heading, 10));
        text.push_str(&format!("{heading}{value}\n"));
    };
    if let Some(because) = &rule.because {
        entry(words.because, &because.text);
    }
    if let Some(basis) = &rule.basis {
        entry(words.basis, &basis.text);
    }
    entry(words.severity_word, severity_id(severity));
    entry(words.rule, &written(engine.sources(), rule.span));
    let runs = runs_over(engine, rule);
    let runs = if runs.is_empty() {
        words.nowhere.to_owned()
    } else {
        runs.join(words.comma)
    };
    entry(words.runs_over, &runs);
    text
}

pub(crate) fn runs_over<'e>(engine: &'e Engine, rule: &Rule) -> Vec<&'e str> {
    engine
        .templates()
        .filter(|(_, template)| !template.base_only)
        .filter(|(_, template)| {
            let program = engine.program(&template.id);
            program.is_some_and(|(program, _)| program.rules().iter().any(|r| r.span == rule.span))
        })
        .map(|(_, template)| template.id.as_str())
        .collect()
}

/// The text of a rule as it stands in its file, without the indent of its scope.
pub(super) fn dedented(sources: &crate::source::SourceMap, rule: &Rule) -> String {
    let Some(source) = sources.get(rule.span.source) else {
        return String::new();
    };
    let first = source.lines.line_of(rule.span.start);
    let last = source.lines.line_of(rule.span.end.saturating_sub(1));
    let lines: Vec<&str> = (first..=last)
        .map(|n| source.lines.text_of(&source.text, n))
        .collect();
    let indents = lines.iter().filter(|line| !line.trim().is_empty());
    let indent = indents.map(|line| {
        line.len()
            .saturating_sub(line.trim_start_matches(' ').len())
    });
    let indent = indent.min().unwrap_or(0);
    let mut text = String::new();
    for line in lines {
        text.push_str("  ");
        text.push_str(line.get(indent..).unwrap_or(line.trim_start()));
        text.push('\n');
    }
    text
}

fn template(template: &Template, look: &Look) -> String {
    let words = Words::of(look.lang);
    let mut text = format!(
        "{}  {}\n",
        look.paint(Ink::Strong, &template.id),
        template.title
    );
    let line: Vec<&str> = template.ancestors.iter().map(String::as_str).collect();
    if !line.is_empty() {
        text.push_str(&format!(
            "  {}{}{}\n",
            words.extends,
            words.colon,
            line.join(" → ")
        ));
    }
    let years = years(template.years);
    if !years.is_empty() {
        text.push_str(&format!("  {}{}{years}\n", words.years, words.colon));
    }
    for table in &template.schema.tables {
        let ids: Vec<&str> = table
            .columns
            .iter()
            .map(|column| column.id.as_str())
            .collect();
        let path = look.paint(Ink::Strong, &table.path);
        text.push_str(&format!("  {path}\n    {}\n", ids.join(words.comma)));
    }
    text
}

fn years(range: YearRange) -> String {
    let year = |year: Option<i32>| year.map_or(String::new(), |year| year.to_string());
    if range == YearRange::default() {
        return String::new();
    }
    format!("{}..{}", year(range.from), year(range.to))
}

fn pack(engine: &Engine, name: &str, look: &Look) -> String {
    let words = Words::of(look.lang);
    let mut text = format!("{}\n", look.paint(Ink::Strong, name));
    for (_, template) in engine.templates().filter(|(pack, _)| *pack == name) {
        text.push_str(&format!("  {}  {}\n", template.id, template.title));
    }
    for file in engine
        .rule_files()
        .iter()
        .filter(|file| file.pack() == name)
    {
        let source = engine.sources().get(file.source());
        let path = source.map_or("", |source| source.name.as_str());
        let rules = engine.rules();
        let count = rules
            .iter()
            .filter(|r| r.rule.span.source == file.source())
            .count();
        let count = fill(words.rule_count, &[("n", &count.to_string())]);
        text.push_str(&format!("  {path}  {count}\n"));
    }
    text
}

/// The page of an error code as plain text: headings without their signs.
#[must_use]
pub fn page(code: &crate::diagnostic::Code, look: &Look) -> String {
    let title = match look.lang {
        Lang::Zh => code.zh,
        Lang::En => code.en,
    };
    let mut text = format!("{} {title}\n", look.paint(Ink::Strong, code.id));
    for line in code
        .page
        .lines()
        .skip_while(|line| line.starts_with("# ") || line.is_empty())
    {
        match line.trim_start_matches('#') {
            heading if heading.len() < line.len() => {
                text.push_str(&look.paint(Ink::Strong, heading.trim()));
            }
            plain => text.push_str(plain),
        }
        text.push('\n');
    }
    text
}
