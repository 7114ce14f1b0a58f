//! A rule explained: in words, why it exists, what it touches, an example that holds and one that does
//! not.

use super::look::{Ink, Look, columns, padded, wrapped};
use super::messages::Words;
use super::place::written;
use super::rulebook::{dedented, runs_over};
use super::words::{RuleWords, in_words};
use crate::diagnose::{Finding, Undecided};
use crate::diagnostic::Lang;
use crate::engine::{Engine, WrittenRule};
use crate::program::{Program, Rule};
use crate::tools::cases::{Example, Held, RuleExamples};

/// Columns of the headings at the left.
const HEADING: usize = 12;

/// Every rule of that name explained; `None` if there is none.
#[must_use]
pub fn explain(engine: &Engine, id: &str, examples: &RuleExamples, look: &Look) -> Option<String> {
    let found = engine
        .rules()
        .into_iter()
        .filter(|rule| rule.rule.id.text == id);
    let parts: Vec<String> = found
        .map(|rule| one(engine, &rule, examples, look))
        .collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

/// A rule as it runs over the first template that has it.
pub(crate) fn resolved<'e>(
    engine: &'e Engine,
    written: &WrittenRule<'_>,
) -> Option<(&'e Program, &'e Rule)> {
    engine.templates().find_map(|(_, template)| {
        let (program, _) = engine.program(&template.id)?;
        let rules = program.rules().iter();
        let rule = rules
            .into_iter()
            .find(|rule| rule.span == written.rule.span)?;
        Some((program, rule))
    })
}

fn one(engine: &Engine, found: &WrittenRule<'_>, examples: &RuleExamples, look: &Look) -> String {
    let words = Words::of(look.lang);
    let resolved = resolved(engine, found);
    let severity = found
        .rule
        .severity
        .map_or_else(Default::default, |(severity, _)| severity);
    let title = found
        .rule
        .title
        .as_ref()
        .map_or("", |title| title.text.as_str());
    let mut page = Page {
        look,
        text: format!(
            "{}  {}  {title}\n\n",
            look.paint(Ink::Strong, &found.rule.id.text),
            look.paint(Ink::from(severity), words.severity(severity)),
        ),
    };
    if let Some((program, rule)) = resolved {
        said(&mut page, &in_words(program, rule, look.lang));
    }
    if let Some(because) = &found.rule.because {
        page.entry(words.because, &because.text);
    }
    if let Some(basis) = &found.rule.basis {
        page.entry(words.basis, &basis.text);
    }
    let runs = runs_over(engine, found.rule);
    let runs = match runs.is_empty() {
        true => words.nowhere.to_owned(),
        false => runs.join(words.comma),
    };
    page.entry(words.runs_over, &runs);
    shown(&mut page, examples);
    let heading = page.say("规则原文", "as written");
    let place = written(engine.sources(), found.rule.span);
    page.heading(heading, &place);
    page.text.push_str(&dedented(engine.sources(), found.rule));
    page.text
}

fn said(page: &mut Page<'_>, words: &RuleWords) {
    let heading = page.say("核对什么", "checks");
    let mut sentences: Vec<String> = Vec::new();
    let colon = page.say("：", ": ");
    match (words.checks.as_slice(), words.scope.is_empty()) {
        ([only], true) => sentences.push(only.clone()),
        ([only], false) => sentences.push(format!("{}{colon}{only}", words.scope)),
        (all, empty) => {
            if !empty {
                sentences.push(format!("{}{colon}", words.scope));
            }
            sentences.extend(all.iter().map(|check| format!("· {check}")));
        }
    }
    if words.more > 0 {
        let more = words.more;
        sentences.push(match page.look.lang {
            Lang::Zh => format!("· 还有 {more} 项，写法相同"),
            Lang::En => format!("· and {more} more like these"),
        });
    }
    for (number, sentence) in sentences.iter().enumerate() {
        page.entry(if number == 0 { heading } else { "" }, sentence);
    }
    if !words.tolerance.is_empty() {
        page.entry(page.say("容差", "tolerance"), &words.tolerance);
    }
    if !words.years.is_empty() {
        page.entry(page.say("年度", "years"), &words.years);
    }
    page.entry(
        page.say("用到的表", "tables"),
        &words.tables.join(page.say("、", ", ")),
    );
}

fn shown(page: &mut Page<'_>, examples: &RuleExamples) {
    if let Some(example) = &examples.holds {
        page.example(Ink::Good, page.say("✓ 成立的例子", "✓ holds"), example);
        for line in lines_of_held(&example.says, page.look.lang) {
            page.entry("", &line);
        }
    }
    if let Some(example) = &examples.fails {
        page.example(
            Ink::Error,
            page.say("✗ 不成立的例子", "✗ does not hold"),
            example,
        );
        for line in lines_of_finding(&example.says, page.look.lang) {
            page.entry("", &line);
        }
    }
    if let Some(example) = &examples.undecided {
        page.example(
            Ink::Note,
            page.say("? 无法判断的例子", "? undecided"),
            example,
        );
        page.entry("", &line_of_undecided(&example.says, page.look.lang));
    }
}

/// Cells that are told one by one.
const MAX_CELLS: usize = 4;

/// What a check that holds compares: both sides with their numbers, or what the cells print.
pub(crate) fn lines_of_held(held: &Held, lang: Lang) -> Vec<String> {
    if let Some(working) = &held.check.working {
        let (left, right) = sides(lang);
        let first = held.cells.first().map(|(name, _)| name.clone());
        let numbers = [
            format!("{left} {}", working.left),
            format!("{right} {}", working.right),
        ];
        return first.into_iter().chain(numbers).collect();
    }
    let (colon, blank) = match lang {
        Lang::Zh => ("：", "（空）"),
        Lang::En => (": ", "(blank)"),
    };
    let told = held.cells.iter().take(MAX_CELLS).map(|(name, text)| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        format!(
            "{name}{colon}{}",
            if text.is_empty() { blank } else { &text }
        )
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        vec![held.check.relation.clone()]
    } else {
        told
    }
}

/// The sentence of a finding, and both sides with their numbers.
pub(crate) fn lines_of_finding(finding: &Finding, lang: Lang) -> Vec<String> {
    let mut lines = vec![finding.message.get(lang).to_owned()];
    if let Some(working) = &finding.working {
        let (left, right) = sides(lang);
        lines.push(format!("{left} {}", working.left));
        lines.push(format!("{right} {}", working.right));
    }
    lines
}

/// Why it cannot be decided.
pub(crate) fn line_of_undecided(undecided: &Undecided, lang: Lang) -> String {
    undecided.detail.get(lang).to_owned()
}

fn sides(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Zh => ("左边", "右边"),
        Lang::En => ("left ", "right"),
    }
}

struct Page<'p> {
    look: &'p Look,
    text: String,
}

impl Page<'_> {
    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.look.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn entry(&mut self, heading: &str, value: &str) {
        let width = self.look.width.saturating_sub(HEADING).max(40);
        for (number, line) in wrapped(value, width).iter().enumerate() {
            let heading = if number == 0 { heading } else { "" };
            let heading = self.look.paint(Ink::Faint, &padded(heading, HEADING));
            self.text.push_str(&format!("{heading}{line}\n"));
        }
    }

    fn heading(&mut self, heading: &str, place: &str) {
        let heading = self.look.paint(Ink::Strong, heading);
        let place = self.look.paint(Ink::Faint, place);
        self.text.push_str(&format!("\n{heading}  {place}\n"));
    }

    fn example<T>(&mut self, ink: Ink, heading: &str, example: &Example<T>) {
        let place = format!("{}:{}", example.file, example.line);
        let heading = self.look.paint(ink, heading);
        let room = self.look.width.saturating_sub(columns(&place)).max(40);
        let title = wrapped(&example.title, room).join("\n  ");
        let place = self.look.paint(Ink::Faint, &place);
        self.text.push_str(&format!("\n{heading}  {title}\n"));
        self.text
            .push_str(&format!("{}{place}\n", padded("", HEADING)));
    }
}
