//! The page about one report.

use askama::Template;

use super::card::{Group, groups, severities};
use super::grid::{Grid, Tables};
use super::marks::{Anchors, marks};
use super::rules::{RuleLine, rules};
use super::undecided::{Why, undecided};
use crate::diagnose::Summary;
use crate::diagnostic::Lang;
use crate::render::messages::{Words, fill};
use crate::render::view::CheckedView;

/// Looks and moves, part of every page.
pub(super) const STYLE: &str = include_str!("page.css");
pub(super) const SCRIPT: &str = include_str!("page.js");

#[derive(Template)]
#[template(path = "page.html", config = "src/render/html/askama.toml")]
struct Page<'p> {
    w: &'static Words,
    lang: &'static str,
    style: &'static str,
    script: &'static str,
    title: String,
    name: &'p str,
    identity: String,
    tiles: Vec<Tile>,
    groups: Vec<Group>,
    total: usize,
    severities: Vec<(&'static str, &'static str, usize)>,
    grids: Vec<Grid>,
    rules: Vec<RuleLine>,
    undecided_head: String,
    undecided: Vec<Why>,
    standings: String,
    gone: Vec<(String, String)>,
    untold: Vec<String>,
    foot: String,
}

/// A count of a verdict.
#[derive(Debug)]
pub(super) struct Tile {
    pub(super) id: &'static str,
    pub(super) word: &'static str,
    pub(super) count: u32,
    /// Share of all checks in thousandths.
    pub(super) share: u64,
}

/// Counts of verdicts for the head of a page.
pub(super) fn tiles(summary: &Summary, words: &'static Words) -> Vec<Tile> {
    let entries = [
        ("failed", words.failed, summary.failed),
        ("strained", words.strained, summary.strained),
        ("undecided", words.undecided, summary.undecided),
        ("exact", words.exact, summary.exact),
        ("rounded", words.rounded, summary.rounded),
        ("inapplicable", words.inapplicable, summary.inapplicable),
    ];
    let checks = u64::from(summary.checks.max(1));
    entries
        .into_iter()
        .map(|(id, word, count)| {
            let share = u64::from(count)
                .saturating_mul(1000)
                .checked_div(checks)
                .unwrap_or(0);
            // What occurs at all is seen.
            Tile {
                id,
                word,
                count,
                share: if count > 0 { share.max(4) } else { 0 },
            }
        })
        .collect()
}

/// The code of a language in HTML.
pub(super) fn html_lang(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    }
}

/// `新 2、已知 3 …` if there was something to compare with; else empty.
pub(super) fn standings(view: &CheckedView<'_>, words: &Words) -> String {
    let [new, known, explained] = view.review.tally(view.findings);
    if !view.review.compared && explained == 0 {
        return String::new();
    }
    let counts = [
        ("new", new.to_string()),
        ("known", known.to_string()),
        ("explained", explained.to_string()),
        ("gone", view.review.gone.len().to_string()),
    ];
    let counts = counts
        .each_ref()
        .map(|(name, count)| (*name, count.as_str()));
    fill(words.standings, &counts)
}

/// A self-contained page about one report.
#[must_use]
pub fn page(view: &CheckedView<'_>, lang: Lang) -> String {
    let words = Words::of(lang);
    let anchors = Anchors::of_page();
    let marks = marks(view);
    let tables = Tables {
        view,
        marks: &marks,
        anchors: &anchors,
        lang,
    };
    let name = view.report.document.name.as_str();
    let summary = &view.findings.summary;
    let gone = view.review.gone.iter();
    let page = Page {
        w: words,
        lang: html_lang(lang),
        style: STYLE,
        script: SCRIPT,
        title: fill(words.page_title, &[("name", name)]),
        name,
        identity: crate::render::identity::identity(view.report, view.fits, lang),
        tiles: tiles(summary, words),
        groups: groups(view, &anchors, lang),
        total: view.findings.findings.len(),
        severities: severities(view, words),
        grids: tables.all(),
        rules: rules(view, &anchors),
        undecided_head: fill(
            words.undecided_head,
            &[("n", &summary.undecided.to_string())],
        ),
        undecided: undecided(view, lang),
        standings: standings(view, words),
        gone: gone
            .map(|known| (known.rule.clone(), known.message.clone()))
            .collect(),
        untold: crate::render::untold::untold(view, words),
        foot: fill(words.made_by, &[("version", env!("CARGO_PKG_VERSION"))]),
    };
    // Writing into a string cannot fail.
    page.render().unwrap_or_default()
}
