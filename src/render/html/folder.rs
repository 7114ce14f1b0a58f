//! The page about a run over several reports: charts, a table of reports, a section for each with
//! findings.

use askama::Template;

use super::card::{Group, groups};
use super::charts::{Bar, bars};
use super::marks::Anchors;
use super::page::{SCRIPT, STYLE, Tile, html_lang, standings, tiles};
use super::undecided::{Why, undecided};
use crate::diagnostic::Lang;
use crate::render::messages::{Words, cause, fill, reason};
use crate::render::overview::{Frequency, by_frequency};
use crate::render::view::{CheckedView, Totals};

/// Bars of one chart.
const MAX_BARS: usize = 12;

/// A report with findings, written for the page.
#[derive(Debug)]
pub struct Section {
    html: String,
}

#[derive(Template)]
#[template(path = "section.html", config = "src/render/html/askama.toml")]
struct SectionPage<'p> {
    w: &'static Words,
    anchor: String,
    name: &'p str,
    identity: String,
    tiles: Vec<Tile>,
    groups: Vec<Group>,
    undecided_head: String,
    undecided: Vec<Why>,
    standings: String,
    gone: Vec<(String, String)>,
    untold: Vec<String>,
}

#[derive(Template)]
#[template(path = "folder.html", config = "src/render/html/askama.toml")]
struct FolderPage<'p> {
    w: &'static Words,
    lang: &'static str,
    style: &'static str,
    script: &'static str,
    title: String,
    totals_line: String,
    tiles: Vec<Tile>,
    charts: Vec<Chart>,
    reports: Vec<Row>,
    unchecked: Vec<Failed<'p>>,
    sections: &'p [Section],
    foot: String,
}

struct Chart {
    title: &'static str,
    svg: String,
}

struct Row {
    path: String,
    href: String,
    body: String,
    year: String,
    template: String,
    bad: bool,
    counts: [u32; 3],
    known: u32,
    undecided: u32,
    checks: u32,
    headline: String,
}

struct Failed<'p> {
    path: &'p str,
    code: &'static str,
    message: &'p str,
    details: Vec<&'p str>,
}

/// The section of a report; empty for one without findings, which has its line in the table.
#[must_use]
pub fn section(view: &CheckedView<'_>, lang: Lang) -> Section {
    if view.findings.findings.is_empty() && view.review.gone.is_empty() {
        return Section {
            html: String::new(),
        };
    }
    let words = Words::of(lang);
    let name = view.report.document.name.as_str();
    let anchors = Anchors::of_section(name);
    let summary = &view.findings.summary;
    let gone = view.review.gone.iter();
    let page = SectionPage {
        w: words,
        anchor: anchors.report(),
        name,
        identity: crate::render::identity::identity(view.report, view.fits, lang),
        tiles: tiles(summary, words),
        groups: groups(view, &anchors, lang),
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
    };
    Section {
        html: page.render().unwrap_or_default(),
    }
}

/// A self-contained page about a run.
#[must_use]
pub fn folder(totals: &Totals, sections: &[Section], lang: Lang) -> String {
    let words = Words::of(lang);
    let page = FolderPage {
        w: words,
        lang: html_lang(lang),
        style: STYLE,
        script: SCRIPT,
        title: fill(words.folder_title, &[("n", &totals.reports().to_string())]),
        totals_line: crate::render::concise::totals(totals, lang),
        tiles: tiles(&totals.overview.summary, words),
        charts: charts(totals, lang),
        reports: rows(totals, lang),
        unchecked: totals
            .unchecked
            .iter()
            .map(|unchecked| Failed {
                path: &unchecked.path,
                code: unchecked.code.unwrap_or(""),
                message: unchecked.message.get(lang),
                details: unchecked
                    .details
                    .iter()
                    .map(|detail| detail.get(lang))
                    .collect(),
            })
            .collect(),
        sections,
        foot: fill(words.made_by, &[("version", env!("CARGO_PKG_VERSION"))]),
    };
    page.render().unwrap_or_default()
}

fn rows(totals: &Totals, lang: Lang) -> Vec<Row> {
    let lines = totals.overview.reports_by_weight().into_iter();
    lines
        .map(|line| Row {
            path: line.path.clone(),
            href: if line.groups > 0 || line.gone > 0 {
                Anchors::of_section(&line.path).report()
            } else {
                String::new()
            },
            body: line.body.clone().unwrap_or_default(),
            year: line.year.map_or(String::new(), |year| year.to_string()),
            template: line.template.clone(),
            bad: line.bad,
            counts: [line.counts.error, line.counts.warning, line.counts.note],
            known: line.known.saturating_add(line.explained),
            undecided: line.summary.undecided,
            checks: line.summary.checks,
            headline: line
                .headline
                .as_ref()
                .map_or(String::new(), |said| said.get(lang).to_owned()),
        })
        .collect()
}

fn charts(totals: &Totals, lang: Lang) -> Vec<Chart> {
    let words = Words::of(lang);
    let overview = &totals.overview;
    let bar = |name: String, frequency: Frequency| {
        let (times, reports) = (frequency.times.to_string(), frequency.reports.to_string());
        let said = fill(
            words.in_reports,
            &[("times", &times), ("reports", &reports)],
        );
        Bar {
            name,
            said,
            size: frequency.times,
        }
    };
    let rules = overview.rules_by_frequency().into_iter();
    let rules = rules.map(|(_, title, times)| bar(title.to_owned(), times));
    let causes = by_frequency(&overview.causes).into_iter();
    let causes = causes.map(|(kind, times)| bar(cause(*kind, lang).to_owned(), times));
    let tables = by_frequency(&overview.tables).into_iter();
    let tables = tables.map(|(table, times)| bar(table.clone(), times));
    let reasons = by_frequency(&overview.reasons).into_iter();
    let reasons = reasons.map(|(why, times)| bar(reason(*why, lang).to_owned(), times));
    [
        (
            words.frequent_rules,
            rules.take(MAX_BARS).collect::<Vec<Bar>>(),
        ),
        (words.frequent_tables, tables.take(MAX_BARS).collect()),
        (words.frequent_causes, causes.take(MAX_BARS).collect()),
        (words.frequent_reasons, reasons.take(MAX_BARS).collect()),
    ]
    .into_iter()
    .filter(|(_, bars)| !bars.is_empty())
    .map(|(title, list)| Chart {
        title,
        svg: bars(title, &list),
    })
    .collect()
}
