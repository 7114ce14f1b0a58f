//! W0715: wording that is not the forms' term.

use rustc_hash::FxHashSet;

use super::terms::TERMS;
use super::{Library, walk};
use crate::diagnostic::codes::W0715;
use crate::diagnostic::{Problem, Wording};
use crate::source::{SourceMap, Span};
use crate::syntax::ast::Rule;

/// Characters of the shortest title of which one wrong character is certain.
const LONG_TITLE: usize = 7;

/// Texts of rules, and names that templates give, with words that the forms do not use.
pub(super) fn look(library: &Library<'_>, found: &mut Vec<Problem>) {
    let titles = titles(library);
    for file in &library.files {
        walk::rules(&file.tree.items, &mut |rule| {
            for span in texts(rule) {
                terms(library.sources, span, found);
                near_titles(library.sources, span, &titles, found);
            }
        });
    }
    let mut seen = FxHashSet::default();
    for one in &library.templates {
        for span in ids(one) {
            if seen.insert(span) {
                terms(library.sources, span, found);
            }
        }
    }
}

/// What people read of a rule. Its id is a name, which other files and baselines refer to.
fn texts(rule: &Rule) -> Vec<Span> {
    let texts = [&rule.title, &rule.basis, &rule.because, &rule.message];
    texts.into_iter().flatten().map(|text| text.span).collect()
}

/// Where templates name tables, columns and rows.
fn ids(one: &super::LintedTemplate<'_>) -> Vec<Span> {
    let template = one.template;
    let tables = template.tables.iter().map(|table| table.span);
    let forms = template.forms.iter().map(|form| form.span);
    tables
        .chain(forms)
        .chain(template.claims.iter().map(|claim| claim.span))
        .collect()
}

fn terms(sources: &SourceMap, span: Span, found: &mut Vec<Problem>) {
    let text = sources.text(span);
    for term in TERMS {
        let Some(at) = text.find(term.wrong) else {
            continue;
        };
        let part_of = |whole: &str| text.contains(whole) && whole.contains(term.wrong);
        if part_of(term.right) || term.except.iter().any(|whole| part_of(whole)) {
            continue;
        }
        found.push(problem(place(span, at, term.wrong), term.wrong, term.right));
    }
}

/// Titles of tables and forms, each once, the longest first.
fn titles(library: &Library<'_>) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    for one in &library.templates {
        titles.extend(
            one.template
                .tables
                .iter()
                .flat_map(|table| table.titles.iter().cloned()),
        );
        titles.extend(
            one.template
                .forms
                .iter()
                .flat_map(|form| form.titles.iter().cloned()),
        );
    }
    titles.sort_by_key(|title| (std::cmp::Reverse(title.chars().count()), title.clone()));
    titles.dedup();
    titles
}

/// Titles with one wrong character.
fn near_titles(sources: &SourceMap, span: Span, titles: &[String], found: &mut Vec<Problem>) {
    let text = sources.text(span);
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    for title in titles {
        let wanted: Vec<char> = title.chars().collect();
        if wanted.len() < LONG_TITLE {
            break;
        }
        for window in characters.windows(wanted.len()) {
            let differs = |((_, one), other): (&(usize, char), &char)| one != other;
            let mut differ = window.iter().zip(&wanted).map(differs);
            // At the ends, other words may go on: `…支出决算情况说明` is no wrong `…支出决算表`.
            let ends =
                differ.clone().next() == Some(true) || differ.clone().next_back() == Some(true);
            if ends || differ.by_ref().filter(|differs| *differs).count() != 1 {
                continue;
            }
            let written: String = window.iter().map(|(_, character)| character).collect();
            // Part of another title is that title.
            if titles.iter().any(|known| known.contains(&written)) {
                continue;
            }
            let at = window.first().map_or(0, |(at, _)| *at);
            found.push(problem(place(span, at, &written), &written, title));
            return;
        }
    }
}

fn place(span: Span, at: usize, word: &str) -> Span {
    let start = (span.start as usize).saturating_add(at);
    Span::new(span.source, start, start.saturating_add(word.len()))
}

fn problem(span: Span, wrong: &str, right: &str) -> Problem {
    Problem::warning(
        &W0715,
        Wording::new(
            format!("「{wrong}」不是表样的用语，应为「{right}」"),
            format!("`{wrong}` is not the forms' term, which is `{right}`"),
        ),
    )
    .at(span, Wording::new("用语不符", "not the forms' term"))
    .help(Wording::new(
        format!("改为「{right}」；引用旧文件的原话，在上一行写 // lint: allow W0715 because …"),
        format!("write `{right}`"),
    ))
}
