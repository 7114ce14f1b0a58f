//! What was read from the explanatory part: every sentence with its figures, every number that no
//! claim has. What `inspect --claims` shows.

use serde::Serialize;

use super::json::SCHEMA;
use super::look::{Ink, Look, safe};
use super::messages::{Words, fill};
use super::reading::one_line;
use crate::document::Place;
use crate::report::claim::{NarrativeNumber, NumberClass, NumberFate, Statement};
use crate::report::{Content, Report};
use crate::template::ColumnId;
use crate::template::pattern::{LIST_COLUMN, ORDINAL_COLUMN};

/// Characters of the text shown on either side of an unread number.
const AROUND: usize = 16;
/// Longest stretch of a sentence that is shown.
const MAX_SENTENCE: usize = 90;

/// All claims of a report, section by section, for people.
#[must_use]
pub fn claims(report: &Report, look: &Look) -> String {
    let words = Words::of(look.lang);
    let reading = &report.claims;
    let mut text = String::new();
    let mut line = |of: &str| {
        text.push_str(of.trim_end());
        text.push('\n');
    };
    line(&look.paint(Ink::Strong, &safe(&report.document.name)));
    line(&format!("  {}", counts(report, words)));
    for (index, section) in (0..).zip(&reading.sections) {
        let at = report.document.locate(section.title).line;
        line("");
        line(&format!(
            "{}  {}",
            look.paint(Ink::Strong, &section.path.join(" / ")),
            fill(words.section_line, &[("line", &at.to_string())])
        ));
        for statement in reading
            .statements
            .iter()
            .filter(|statement| statement.section == index)
        {
            let at = report.document.locate(statement.place).line;
            let sentence = cut(
                &one_line(report.document.text_at(statement.place)),
                MAX_SENTENCE,
            );
            line(&format!(
                "{at:>6}  {}  {}",
                look.paint(Ink::Good, path(report, statement)),
                look.paint(Ink::Faint, &sentence)
            ));
            let figures = filled(report, statement);
            let figures: Vec<String> = figures
                .iter()
                .map(|(name, printed)| format!("{name}={printed}"))
                .collect();
            line(&format!("        {}", figures.join("  ")));
        }
        for number in reading.unread().filter(|number| number.section == index) {
            let at = report.document.locate(number.place).line;
            line(&format!(
                "{at:>6}  {}  {}",
                look.paint(Ink::Warning, words.unread_number),
                marked(report, number.place)
            ));
        }
    }
    text
}

/// `读出 120 个数，名称和定语里 8 个，未读 2 个`
fn counts(report: &Report, words: &Words) -> String {
    let numbers = &report.claims.numbers;
    let with = |fate: NumberFate| {
        numbers
            .iter()
            .filter(|number| number.fate == fate)
            .count()
            .to_string()
    };
    let values = [
        ("sentences", report.claims.statements.len().to_string()),
        ("read", with(NumberFate::Read)),
        ("names", with(NumberFate::Accounted)),
        ("unread", report.claims.unread().count().to_string()),
    ];
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    fill(words.claim_counts, &values)
}

fn path<'r>(report: &'r Report, statement: &Statement) -> &'r str {
    let schema = report.template.schema.get(statement.table);
    schema.map_or("", |schema| schema.path.as_str())
}

/// The columns that a sentence fills, with what is printed there.
fn filled<'r>(report: &'r Report, statement: &Statement) -> Vec<(&'r str, String)> {
    let (Some(schema), Some(table)) = (
        report.template.schema.get(statement.table),
        report.table(statement.table),
    ) else {
        return Vec::new();
    };
    (0..)
        .zip(&schema.columns)
        .filter(|(_, column)| !matches!(column.id.as_str(), LIST_COLUMN | ORDINAL_COLUMN))
        .filter_map(|(index, column)| {
            let cell = table.cell(statement.row, ColumnId(index))?;
            match cell.content {
                Content::Blank | Content::NoColumn => None,
                Content::Figure(figure) if cell.place == statement.place => Some((
                    column.id.as_str(),
                    format!("{}{}", figure.printed, figure.unit.symbol()),
                )),
                _ => Some((column.id.as_str(), one_line(report.text(cell)))),
            }
        })
        .collect()
}

/// A number between the words around it.
fn marked(report: &Report, place: Place) -> String {
    let text = &report.document.text;
    let before = text.get(..place.start as usize).unwrap_or("");
    let after = text.get(place.end as usize..).unwrap_or("");
    let near = |characters: &mut dyn Iterator<Item = char>| -> Vec<char> {
        characters.take_while(|c| *c != '\n').take(AROUND).collect()
    };
    let start: String = near(&mut before.chars().rev()).into_iter().rev().collect();
    let end: String = near(&mut after.chars()).into_iter().collect();
    one_line(&format!(
        "{start}【{}】{end}",
        report.document.text_at(place)
    ))
}

fn cut(text: &str, limit: usize) -> String {
    let mut short: String = text.chars().take(limit).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[derive(Serialize)]
struct JsonClaims<'r> {
    schema: u32,
    gouji: &'static str,
    path: &'r str,
    template: &'r str,
    sections: Vec<JsonSection<'r>>,
    statements: Vec<JsonStatement<'r>>,
    numbers: Vec<JsonNumber<'r>>,
}

#[derive(Serialize)]
struct JsonSection<'r> {
    path: &'r [String],
    line: u32,
}

#[derive(Serialize)]
struct JsonStatement<'r> {
    claim: &'r str,
    section: u32,
    line: u32,
    start: u32,
    columns: serde_json::Map<String, serde_json::Value>,
}

#[derive(Serialize)]
struct JsonNumber<'r> {
    printed: &'r str,
    line: u32,
    start: u32,
    section: u32,
    class: &'static str,
    fate: &'static str,
}

/// All claims of a report as one JSON object.
#[must_use]
pub fn claims_json(report: &Report) -> String {
    let document = &report.document;
    let claims = JsonClaims {
        schema: SCHEMA,
        gouji: env!("CARGO_PKG_VERSION"),
        path: &document.name,
        template: &report.template.id,
        sections: report
            .claims
            .sections
            .iter()
            .map(|section| JsonSection {
                path: &section.path,
                line: document.locate(section.title).line,
            })
            .collect(),
        statements: report
            .claims
            .statements
            .iter()
            .map(|statement| json_statement(report, statement))
            .collect(),
        numbers: report
            .claims
            .numbers
            .iter()
            .map(|number| json_number(report, number))
            .collect(),
    };
    let mut text = serde_json::to_string_pretty(&claims).unwrap_or_default();
    text.push('\n');
    text
}

fn json_statement<'r>(report: &'r Report, statement: &Statement) -> JsonStatement<'r> {
    let at = report.document.locate(statement.place);
    let columns = filled(report, statement).into_iter();
    JsonStatement {
        claim: path(report, statement),
        section: statement.section,
        line: at.line,
        start: at.start,
        columns: columns
            .map(|(name, printed)| (name.to_owned(), printed.into()))
            .collect(),
    }
}

fn json_number<'r>(report: &'r Report, number: &NarrativeNumber) -> JsonNumber<'r> {
    let at = report.document.locate(number.place);
    JsonNumber {
        printed: report.document.text_at(number.place),
        line: at.line,
        start: at.start,
        section: number.section,
        class: match number.class {
            NumberClass::Amount => "amount",
            NumberClass::Percent => "percent",
            NumberClass::Score => "score",
            NumberClass::Count => "count",
            NumberClass::Plain => "plain",
            NumberClass::ListNumber => "list-number",
            NumberClass::Date => "date",
            NumberClass::DocumentNumber => "document-number",
            NumberClass::Name => "name",
            NumberClass::Limit => "limit",
        },
        fate: match number.fate {
            NumberFate::Read => "read",
            NumberFate::Accounted => "accounted",
            NumberFate::Unread => "unread",
        },
    }
}
