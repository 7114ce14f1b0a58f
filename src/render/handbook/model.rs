//! What a handbook holds.

use std::collections::BTreeMap;

use super::chapters::{Place, place, title};
use crate::diagnostic::Lang;
use crate::engine::{Engine, WrittenRule};
use crate::render::explain::{line_of_undecided, lines_of_finding, lines_of_held, resolved};
use crate::render::messages::{Words, severity_id};
use crate::render::place::written;
use crate::render::rulebook::runs_over;
use crate::render::words::{RuleWords, in_words};
use crate::template::Template;
use crate::tools::cases::{Example, RuleExamples};

/// The rules of a pack.
#[derive(Debug, Clone)]
pub struct Handbook {
    /// The pack's name.
    pub pack: String,
    /// The title of its template.
    pub title: String,
    /// The template that it extends, if any.
    pub extends: Option<String>,
    /// Chapters with rules.
    pub chapters: Vec<Chapter>,
    /// The language.
    pub lang: Lang,
}

/// The rules about one form, or about what lies between forms.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// Its title.
    pub title: String,
    /// Its anchor.
    pub anchor: String,
    /// Its rules.
    pub entries: Vec<Entry>,
}

/// What is told of a rule.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Its anchor.
    pub anchor: String,
    /// Its title.
    pub title: String,
    /// `error`, `warning`, `note`.
    pub severity: &'static str,
    /// The same in the language of the handbook.
    pub severity_word: &'static str,
    /// In words.
    pub words: RuleWords,
    /// Why it exists.
    pub because: String,
    /// The regulation.
    pub basis: String,
    /// Templates that it runs over.
    pub runs: String,
    /// Where it is written.
    pub place: String,
    /// An example that holds.
    pub holds: Option<Shown>,
    /// One that does not.
    pub fails: Option<Shown>,
    /// One that cannot be decided.
    pub undecided: Option<Shown>,
}

/// An example as it is shown.
#[derive(Debug, Clone)]
pub struct Shown {
    /// What the case is.
    pub title: String,
    /// The lines that show it.
    pub lines: Vec<String>,
}

/// The handbook of a pack. `examples` gives those of a rule.
#[must_use]
pub fn handbook(
    engine: &Engine,
    pack: &str,
    examples: &BTreeMap<String, RuleExamples>,
    lang: Lang,
) -> Handbook {
    let mut chapters: BTreeMap<(Place, String), Vec<Entry>> = BTreeMap::new();
    for found in engine.rules().iter().filter(|rule| rule.pack == pack) {
        let Some((program, rule)) = resolved(engine, found) else {
            continue;
        };
        let Some(template) = engine.template(program.template()) else {
            continue;
        };
        let place = place(program, rule);
        let title = title(&place, template, lang);
        let shown = examples.get(&rule.id).cloned().unwrap_or_default();
        let entry = entry(engine, found, in_words(program, rule, lang), &shown, lang);
        // Claims of one section make one chapter, at the place of the first of them.
        let known = chapters.keys().find(|(_, known)| *known == title).cloned();
        let chapter = known.unwrap_or((place, title));
        chapters.entry(chapter).or_default().push(entry);
    }
    let own = engine.templates().filter(|(name, _)| *name == pack);
    let own: Vec<&Template> = own.map(|(_, template)| template.as_ref()).collect();
    let main = own.iter().min_by_key(|template| template.ancestors.len());
    let chapters = chapters
        .into_iter()
        .enumerate()
        .map(|(number, ((_, title), entries))| Chapter {
            title,
            anchor: format!("c{}", number.saturating_add(1)),
            entries,
        });
    Handbook {
        pack: pack.to_owned(),
        title: main.map_or(String::new(), |template| template.title.clone()),
        extends: main.and_then(|template| template.ancestors.first().cloned()),
        chapters: chapters.collect(),
        lang,
    }
}

fn entry(
    engine: &Engine,
    found: &WrittenRule<'_>,
    words: RuleWords,
    examples: &RuleExamples,
    lang: Lang,
) -> Entry {
    let rule = found.rule;
    let text = |text: Option<&str>| text.unwrap_or("").to_owned();
    let severity = rule
        .severity
        .map_or_else(Default::default, |(severity, _)| severity);
    let table = Words::of(lang);
    Entry {
        id: rule.id.text.clone(),
        anchor: anchor(&rule.id.text),
        title: text(rule.title.as_ref().map(|title| title.text.as_str())),
        severity: severity_id(severity),
        severity_word: table.severity(severity),
        words,
        because: text(rule.because.as_ref().map(|text| text.text.as_str())),
        basis: text(rule.basis.as_ref().map(|text| text.text.as_str())),
        runs: runs_over(engine, rule).join(table.comma),
        place: written(engine.sources(), rule.span),
        holds: examples
            .holds
            .as_ref()
            .map(|e| shown(e, |says| lines_of_held(says, lang))),
        fails: examples
            .fails
            .as_ref()
            .map(|e| shown(e, |says| lines_of_finding(says, lang))),
        undecided: examples
            .undecided
            .as_ref()
            .map(|e| shown(e, |says| vec![line_of_undecided(says, lang)])),
    }
}

/// A rule's id without what an address cannot hold.
fn anchor(id: &str) -> String {
    let kept = id.chars().map(|c| {
        if c.is_alphanumeric() || c == '_' {
            c
        } else {
            '-'
        }
    });
    format!("r-{}", kept.collect::<String>())
}

fn shown<T>(example: &Example<T>, lines: impl Fn(&T) -> Vec<String>) -> Shown {
    Shown {
        title: example.title.clone(),
        lines: lines(&example.says),
    }
}

impl Handbook {
    /// How many rules it tells of.
    #[must_use]
    pub fn count(&self) -> usize {
        self.chapters
            .iter()
            .map(|chapter| chapter.entries.len())
            .sum()
    }

    pub(super) fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// The sentence under the title.
    pub(super) fn lead(&self) -> String {
        let (rules, chapters) = (self.count(), self.chapters.len());
        let extends = self.extends.as_deref();
        match (self.lang, extends) {
            (Lang::Zh, None) => format!("{rules} 条规则，分 {chapters} 章"),
            (Lang::Zh, Some(base)) => {
                format!("{rules} 条规则，分 {chapters} 章；「{base}」的规则同样适用，见它的手册")
            }
            (Lang::En, None) => format!("{rules} rules in {chapters} chapters"),
            (Lang::En, Some(base)) => format!(
                "{rules} rules in {chapters} chapters; those of `{base}` hold too, see its handbook"
            ),
        }
    }

    /// What the handbook is, for somebody who opens it for the first time.
    pub(super) fn reading(&self) -> &'static str {
        self.say(
            "每条规则说一件必须成立的事。“等于”是指印出的数可以是相等的数四舍五入的结果；没有印、看不清的数不算错，列为无法判断。例子出自虚构的报告。",
            "Every rule states one thing that must hold. Figures are equal if they can be roundings of equal figures; what is not printed or cannot be read is no mistake, but undecided. The examples are from invented reports.",
        )
    }
}
