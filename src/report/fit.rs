//! How well a template suits a document: what was looked for, and what of it is there.

use super::identity::identity;
use super::statement::{Walk, walk};
use crate::diagnostic::Wording;
use crate::document::{Block, Document, Place, label_key};
use crate::template::Template;

/// Points for a required statutory table under one of its titles.
const TABLE: u32 = 4;
/// Points for a table that need not be published.
const OPTIONAL_TABLE: u32 = 1;
/// Points for the form number that the template expects.
const CODE: u32 = 1;
/// Points for any word of `match`.
const WORD: u32 = 6;
/// Points for a form's title or first field.
const FORM: u32 = 3;
/// Points for a year the template is made for.
const YEAR: u32 = 2;

/// Of the thousand, what the share of points makes; the rest is for words of `match`.
const SHARE: u32 = 900;
/// What each word of `match` that is found adds. Templates that extend another inherit its words, so
/// of two that read the same tables the more special one is chosen.
const EACH_WORD: u32 = 10;

/// One thing that a template makes one expect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// What it is.
    pub what: LookedFor,
    /// Where it was found, if it was.
    pub found: Option<Place>,
    /// Points it is worth.
    pub weight: u32,
}

/// What can be looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LookedFor {
    /// A word of `match`, anywhere.
    Word(String),
    /// A statutory table, by id.
    Table(String),
    /// The form number of a table that was found: the table's id and the number asked for.
    Code(String, String),
    /// A form, by id.
    Form(String),
    /// A year within the template's range.
    Year,
}

impl LookedFor {
    /// What it is, for people.
    #[must_use]
    pub fn wording(&self) -> Wording {
        match self {
            Self::Word(word) => Wording::new(format!("「{word}」"), format!("`{word}`")),
            Self::Table(name) | Self::Form(name) => Wording::new(name, name),
            Self::Code(table, code) => Wording::new(
                format!("{table}的编号「{code}」"),
                format!("number `{code}` of {table}"),
            ),
            Self::Year => Wording::new("合适的年度", "a year it is made for"),
        }
    }
}

/// How well a template suits a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// 0 (nothing fits) to 1000 (everything that was looked for is there).
    pub score: u16,
    /// Everything that was looked for.
    pub looked: Vec<Looked>,
}

/// A template with a lower score says nothing about a document.
pub const LEAST_FIT: u16 = 250;

impl Fit {
    /// Whether the template may be used for the document without being asked for by name.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.score >= LEAST_FIT
    }

    /// What was looked for and not found.
    pub fn missing(&self) -> impl Iterator<Item = &LookedFor> {
        self.looked
            .iter()
            .filter(|looked| looked.found.is_none())
            .map(|looked| &looked.what)
    }
}

/// Looks in a document for everything that tells a template's reports from others. Cheap: one way
/// through the lines, no figures read.
#[must_use]
pub fn fit(document: &Document, template: &Template) -> Fit {
    let walk = walk(document, template);
    let mut looked = Vec::new();
    words(document, template, &mut looked);
    tables(document, template, &walk, &mut looked);
    forms(document, template, &mut looked);
    let year = identity(document, &walk).year;
    let bounded = template.years.from.is_some() || template.years.to.is_some();
    if let (true, Some((year, place))) = (bounded, year) {
        looked.push(Looked {
            what: LookedFor::Year,
            found: template.years.contains(year).then_some(place),
            weight: YEAR,
        });
    }
    Fit {
        score: score(&looked),
        looked,
    }
}

/// Points found per points possible, and a little for every word; a wrong year halves the score.
fn score(looked: &[Looked]) -> u16 {
    let sum = |found_only: bool| -> u32 {
        looked
            .iter()
            .filter(|one| !found_only || one.found.is_some())
            .map(|one| one.weight)
            .sum()
    };
    let share = sum(true)
        .saturating_mul(SHARE)
        .checked_div(sum(false))
        .unwrap_or(0);
    let is_found_word =
        |one: &&Looked| matches!(one.what, LookedFor::Word(_)) && one.found.is_some();
    let words = looked.iter().filter(is_found_word).count();
    let words = u32::try_from(words)
        .unwrap_or(u32::MAX)
        .saturating_mul(EACH_WORD)
        .min(1000_u32.saturating_sub(SHARE));
    let wrong_year = looked
        .iter()
        .any(|one| one.what == LookedFor::Year && one.found.is_none());
    let whole = share.saturating_add(words);
    let whole = if wrong_year { whole / 2 } else { whole };
    u16::try_from(whole).unwrap_or(1000)
}

/// Every word of `match` that stands in the text; the first of them carries the points, for one is
/// enough.
fn words(document: &Document, template: &Template, looked: &mut Vec<Looked>) {
    let found: Vec<(&String, Place)> = template
        .recognise
        .iter()
        .filter(|word| !word.is_empty())
        .filter_map(|word| {
            let at = memchr::memmem::find(document.text.as_bytes(), word.as_bytes())?;
            let start = u32::try_from(at).ok()?;
            let end = start.checked_add(u32::try_from(word.len()).ok()?)?;
            Some((word, Place { start, end }))
        })
        .collect();
    if found.is_empty() {
        looked.extend(template.recognise.first().map(|word| Looked {
            what: LookedFor::Word(word.clone()),
            found: None,
            weight: WORD,
        }));
    }
    for (index, (word, place)) in found.into_iter().enumerate() {
        looked.push(Looked {
            what: LookedFor::Word(word.clone()),
            found: Some(place),
            weight: if index == 0 { WORD } else { 0 },
        });
    }
}

fn tables(document: &Document, template: &Template, walk: &Walk<'_>, looked: &mut Vec<Looked>) {
    for (index, def) in template.tables.iter().enumerate() {
        let found = walk
            .found
            .iter()
            .find(|found| usize::from(found.table) == index);
        let named = walk
            .mentions
            .iter()
            .find(|mention| usize::from(mention.table) == index)
            .map(|mention| mention.place);
        let title = found.and_then(|found| found.header.title).or(named);
        looked.push(Looked {
            what: LookedFor::Table(def.id.clone()),
            found: title,
            weight: if def.required { TABLE } else { OPTIONAL_TABLE },
        });
        let code = found.and_then(|found| found.header.code);
        if let (Some(code), Some(asked)) = (code, def.codes.first()) {
            let printed = label_key(document.text_at(code));
            let agrees = def.codes.iter().any(|asked| label_key(asked) == printed);
            looked.push(Looked {
                what: LookedFor::Code(def.id.clone(), asked.clone()),
                found: agrees.then_some(code),
                weight: CODE,
            });
        }
    }
}

/// Titles of forms may stand anywhere, in a paragraph or in a one-cell row.
fn forms(document: &Document, template: &Template, looked: &mut Vec<Looked>) {
    let mut places: Vec<Option<Place>> = vec![None; template.forms.len()];
    let titles: Vec<Vec<_>> = template
        .forms
        .iter()
        .map(|form| form.titles.iter().map(|title| label_key(title)).collect())
        .collect();
    if titles.is_empty() {
        return;
    }
    for block in &document.blocks {
        let place = match block {
            Block::Paragraph { place } => *place,
            Block::Row { .. } => match document.cells_of(block) {
                [only] => *only,
                _ => continue,
            },
            Block::Break | Block::Noise { .. } => continue,
        };
        let text = document.text_at(place);
        if text.len() > 160 || !(text.contains('表') || text.contains('告')) {
            continue;
        }
        let key = label_key(text);
        for (found, titles) in places.iter_mut().zip(&titles) {
            if found.is_none() && titles.iter().any(|title| key.contains(title.as_ref())) {
                *found = Some(place);
            }
        }
    }
    for (form, found) in template.forms.iter().zip(places) {
        looked.push(Looked {
            what: LookedFor::Form(form.id.clone()),
            found,
            weight: FORM,
        });
    }
}
