//! Who reports, for which year, in which unit: from the title page and from most table headers.

use super::model::{HeaderFacts, Identity};
use super::statement::Walk;
use crate::document::{Block, Document, Place, label_key};
use crate::figure::Unit;

/// Lines of the title page that are looked at.
const TITLE_PAGE_BLOCKS: usize = 60;

/// The identity of a report.
pub(super) fn identity(document: &Document, walk: &Walk<'_>) -> Identity {
    let headers = || walk.found.iter().map(|found| &found.header);
    let page = title_page(document);
    let unit = most_frequent(headers().filter_map(|header| header.unit.map(|(unit, _)| unit)));
    Identity {
        body: body(document, headers(), &page),
        year: year(headers(), &page).or_else(|| year_of_explanation(document)),
        unit,
    }
}

/// The unit of tables that name none: what all others say, else the template's.
pub(super) fn unit_of_silent_tables(walk: &Walk<'_>, default: Unit) -> Unit {
    let mut units = walk
        .found
        .iter()
        .filter_map(|found| found.header.unit.map(|(unit, _)| unit));
    match units.next() {
        Some(first) if units.all(|unit| unit == first) => first,
        _ => default,
    }
}

/// What the title page says.
#[derive(Debug, Default)]
struct TitlePage {
    year: Option<(i32, Place)>,
    body: Option<Place>,
    lines: Vec<Place>,
}

fn title_page(document: &Document) -> TitlePage {
    let mut page = TitlePage::default();
    for block in document.blocks.iter().take(TITLE_PAGE_BLOCKS) {
        let place = match block {
            Block::Paragraph { place } => *place,
            Block::Row { .. } => break,
            Block::Break | Block::Noise { .. } => continue,
        };
        let text = document.text_at(place);
        let key = label_key(text);
        if matches!(key.as_ref(), "目录" | "目次") || key.starts_with("第一部分") {
            break;
        }
        page.lines.push(place);
        if page.year.is_none() {
            page.year = year_in(text, place);
        }
        if page.body.is_none() {
            page.body = body_before_title(text, place);
        }
    }
    if page.body.is_none() {
        page.body = line_above_title(document, &page.lines);
    }
    page
}

/// The year in the heading of the explanatory part (`第二部分 2022年度部门决算情况说明`), for reports
/// whose title page and tables are published elsewhere.
fn year_of_explanation(document: &Document) -> Option<(i32, Place)> {
    document.blocks.iter().find_map(|block| {
        let Block::Paragraph { place } = block else {
            return None;
        };
        let text = document.text_at(*place);
        let heading = text.rsplit(']').next().unwrap_or(text).trim_start();
        (heading.starts_with('第') && heading.contains("决算情况说明"))
            .then(|| year_in(text, *place))
            .flatten()
    })
}

/// `2022年` or `2022年度` anywhere in a line of the title page.
fn year_in(text: &str, place: Place) -> Option<(i32, Place)> {
    let at = text.find('年')?;
    let head = text.get(..at)?;
    let from = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let digits = head.get(from..).filter(|digits| digits.len() == 4)?;
    let year = digits
        .parse()
        .ok()
        .filter(|year| (1990..=2100).contains(year))?;
    let rest = text.get(at..)?;
    let length = if rest.starts_with("年度") { 6 } else { 3 };
    Some((year, part(place, from, at.saturating_add(length))))
}

fn part(place: Place, from: usize, to: usize) -> Place {
    let at = |offset: usize| {
        place
            .start
            .saturating_add(u32::try_from(offset).unwrap_or(u32::MAX))
    };
    Place {
        start: at(from),
        end: at(to),
    }
}

/// Ends of report titles; what stands before them is the body's name.
const REPORT_TITLES: &[&str] = &[
    "部门决算",
    "单位决算",
    "部门（单位）决算",
    "决算公开",
    "决算报告",
    "决算",
];

/// The body's name in `样本局2031年度部门决算公开` or `样本局部门决算`.
fn body_before_title(text: &str, place: Place) -> Option<Place> {
    let end = REPORT_TITLES.iter().find_map(|title| text.find(title))?;
    let head = text.get(..end)?;
    let name = match head.find('年') {
        Some(at) => head
            .get(..at)?
            .trim_end_matches(|c: char| c.is_ascii_digit()),
        None => head,
    };
    let name = name.trim();
    (name.chars().count() >= 3).then(|| part(place, 0, name.len()))
}

/// The line above the report's title, when the title carries no name itself.
fn line_above_title(document: &Document, lines: &[Place]) -> Option<Place> {
    let title = lines
        .iter()
        .position(|line| document.text_at(*line).contains("决算"))?;
    let above = lines.get(title.checked_sub(1)?)?;
    let text = document.text_at(*above);
    let named = text.chars().count() >= 3 && !text.contains('年') && text.len() <= 120;
    named.then_some(*above)
}

fn body<'h>(
    document: &Document,
    headers: impl Iterator<Item = &'h HeaderFacts>,
    page: &TitlePage,
) -> Option<(String, Place)> {
    let bodies: Vec<&(String, Place)> = headers.filter_map(|header| header.body.as_ref()).collect();
    let common = most_frequent(bodies.iter().map(|(name, _)| label_key(name)));
    let on_page = page
        .body
        .map(|place| (document.text_at(place).to_owned(), place));
    match common {
        None => on_page,
        Some(key) => match on_page {
            Some((name, place)) if label_key(&name) == key => Some((name, place)),
            _ => bodies
                .iter()
                .find(|(name, _)| label_key(name) == key)
                .map(|found| (*found).clone()),
        },
    }
}

fn year<'h>(
    headers: impl Iterator<Item = &'h HeaderFacts>,
    page: &TitlePage,
) -> Option<(i32, Place)> {
    let years: Vec<(i32, Place)> = headers.filter_map(|header| header.year).collect();
    page.year.or_else(|| {
        let common = most_frequent(years.iter().map(|(year, _)| *year))?;
        years.iter().find(|(year, _)| *year == common).copied()
    })
}

/// The value that occurs most often; of equals the one that occurs first.
fn most_frequent<T: PartialEq>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for value in values {
        match counts.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => counts.push((value, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    counts
        .into_iter()
        .find(|(_, count)| *count == most)
        .map(|(value, _)| value)
}
