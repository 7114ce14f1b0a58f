//! The workbook from its parts.

use std::collections::BTreeSet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Note, Workbook, Worksheet, XlsxError};

use super::cells::{Ink, MAX_ROWS, Value, write};
use super::findings::{self, Head, Line, SEVERITY};
use super::tables::{self, Sheet};
use crate::diagnostic::Lang;
use crate::render::messages::{Words, cause, fill, reason};
use crate::render::overview::{Frequency, ReportLine, by_frequency};
use crate::render::view::{CheckedView, Totals};

/// Longest note on a cell, in characters; Excel shows no more in reasonable size.
const MAX_NOTE: usize = 2_000;

/// Widest column of a table, in characters.
const MAX_WIDTH: u16 = 40;

/// What one report adds to a workbook.
#[derive(Debug)]
pub struct Sheets {
    findings: Vec<Line>,
    undecided: Vec<Line>,
    tables: Vec<Sheet>,
}

/// Findings and undecided checks of a report, and its tables if asked for.
#[must_use]
pub fn sheets(view: &CheckedView<'_>, lang: Lang, with_tables: bool) -> Sheets {
    Sheets {
        findings: findings::lines(view, lang),
        undecided: findings::undecided(view, lang),
        tables: if with_tables {
            tables::tables(view, lang)
        } else {
            Vec::new()
        },
    }
}

/// The bytes of the workbook.
#[must_use]
pub fn workbook(totals: &Totals, parts: Vec<Sheets>, lang: Lang) -> Vec<u8> {
    // Only a sheet of Excel's own limits could fail, and those are kept.
    made(totals, parts, lang).unwrap_or_default()
}

fn made(totals: &Totals, parts: Vec<Sheets>, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let words = Words::of(lang);
    let mut book = Workbook::new();
    // The same findings make the same bytes, whenever they are written.
    let then = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(
        &DocProperties::new()
            .set_creation_datetime(&then)
            .set_author("gouji"),
    );
    let mut names = BTreeSet::new();
    let (mut found, mut open, mut tables) = (Vec::new(), Vec::new(), Vec::new());
    for part in parts {
        found.extend(part.findings);
        open.extend(part.undecided);
        tables.extend(part.tables);
    }
    if totals.reports() > 1 || !totals.unchecked.is_empty() {
        summary(
            new_sheet(&mut book, words.overview, &mut names)?,
            totals,
            lang,
        )?;
        frequencies(
            new_sheet(&mut book, words.frequencies, &mut names)?,
            totals,
            lang,
        )?;
    }
    let sheet = new_sheet(&mut book, words.findings, &mut names)?;
    list(
        sheet,
        &findings::heads(words),
        &found,
        Some(SEVERITY),
        words,
    )?;
    if !open.is_empty() {
        let sheet = new_sheet(&mut book, words.undecided, &mut names)?;
        list(sheet, &findings::undecided_heads(words), &open, None, words)?;
    }
    for table in &tables {
        grid(new_sheet(&mut book, &table.name, &mut names)?, table)?;
    }
    book.save_to_buffer()
}

/// A sheet with a name that no other has; Excel does not tell capitals apart.
fn new_sheet<'b>(
    book: &'b mut Workbook,
    name: &str,
    names: &mut BTreeSet<String>,
) -> Result<&'b mut Worksheet, XlsxError> {
    let mut unique = name.to_owned();
    let mut number = 1_u32;
    while !names.insert(unique.to_lowercase()) {
        number = number.saturating_add(1);
        let short: String = name.chars().take(26).collect();
        unique = format!("{short} {number}");
    }
    let sheet = book.add_worksheet();
    sheet.set_name(unique)
}

fn head(sheet: &mut Worksheet, heads: &[Head]) -> Result<(), XlsxError> {
    for (column, (name, width)) in (0_u16..).zip(heads) {
        write(sheet, (0, column), &Value::from(*name), Ink::Head, true)?;
        sheet.set_column_width(column, *width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn list(
    sheet: &mut Worksheet,
    heads: &[Head],
    lines: &[Line],
    coloured: Option<u16>,
    words: &Words,
) -> Result<(), XlsxError> {
    head(sheet, heads)?;
    // One row for the head, one to say that there is more.
    let room = MAX_ROWS.saturating_sub(2);
    let mut row = 0_u32;
    for line in lines {
        if row >= room {
            let more = lines.len().saturating_sub(room as usize).to_string();
            let said = fill(words.cut, &[("n", &more)]);
            write(
                sheet,
                (row.saturating_add(1), 0),
                &Value::from(said),
                Ink::Faint,
                false,
            )?;
            break;
        }
        row = row.saturating_add(1);
        for (column, value) in (0_u16..).zip(&line.cells) {
            let ink = if coloured == Some(column) {
                line.ink
            } else {
                Ink::Plain
            };
            write(sheet, (row, column), value, ink, true)?;
        }
    }
    let last = u16::try_from(heads.len())
        .unwrap_or(u16::MAX)
        .saturating_sub(1);
    sheet.autofilter(0, 0, row, last)?;
    Ok(())
}

fn grid(sheet: &mut Worksheet, table: &Sheet) -> Result<(), XlsxError> {
    for (column, name) in (0_u16..).zip(&table.heads) {
        write(
            sheet,
            (0, column),
            &Value::from(name.as_str()),
            Ink::Head,
            true,
        )?;
        sheet.set_column_width(column, width(table, column, name))?;
    }
    for (row, cells) in (1_u32..MAX_ROWS).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            write(sheet, (row, column), &cell.value, cell.ink, false)?;
            if let Some(note) = &cell.note {
                let note: String = note.chars().take(MAX_NOTE).collect();
                let note = Note::new(note)
                    .add_author_prefix(false)
                    .set_width(360)
                    .set_height(120);
                sheet.insert_note(row, column, &note)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// As wide as the widest text, Chinese characters counted twice.
fn width(table: &Sheet, column: u16, head: &str) -> u16 {
    let of_text = |text: &str| {
        text.chars().fold(2_u16, |sum, c| {
            sum.saturating_add(if c.is_ascii() { 1 } else { 2 })
        })
    };
    let cells = table
        .rows
        .iter()
        .filter_map(|row| row.get(usize::from(column)));
    let widest = cells.map(|cell| match &cell.value {
        Value::Text(text) => of_text(text),
        Value::Number(number) => of_text(&number.to_string()).saturating_add(3),
        Value::Count(_) | Value::Blank => 6,
    });
    widest
        .chain([of_text(head)])
        .max()
        .unwrap_or(10)
        .min(MAX_WIDTH)
}

fn summary(sheet: &mut Worksheet, totals: &Totals, lang: Lang) -> Result<(), XlsxError> {
    let words = Words::of(lang);
    let heads = [
        (words.report, 36),
        (words.body, 28),
        (words.year_word, 8),
        (words.template, 16),
        (words.result, 12),
        (words.error, 8),
        (words.warning, 8),
        (words.note, 8),
        (words.known, 8),
        (words.explained, 8),
        (words.group, 8),
        (words.exact, 10),
        (words.rounded, 12),
        (words.strained, 10),
        (words.failed, 8),
        (words.undecided, 10),
        (words.inapplicable, 10),
        (words.message, 60),
    ];
    let weighed = totals.overview.reports_by_weight();
    let mut lines: Vec<Line> = weighed
        .into_iter()
        .map(|line| report_line(line, lang))
        .collect();
    lines.extend(totals.unchecked.iter().map(|unchecked| {
        let mut cells = vec![Value::Blank; heads.len()];
        if let [path, _, _, _, result, .., said] = cells.as_mut_slice() {
            *path = Value::from(unchecked.path.as_str());
            *result = Value::from(words.unchecked);
            *said = Value::from(unchecked.message.get(lang));
        }
        Line {
            cells,
            ink: Ink::Warning,
        }
    }));
    list(sheet, &heads, &lines, Some(4), words)
}

fn report_line(line: &ReportLine, lang: Lang) -> Line {
    let words = Words::of(lang);
    let text = |text: Option<&str>| text.map_or(Value::Blank, Value::from);
    let year = line.year.and_then(|year| u32::try_from(year).ok());
    let mut cells = vec![
        Value::from(line.path.as_str()),
        text(line.body.as_deref()),
        year.map_or(Value::Blank, Value::Count),
        Value::from(line.template.as_str()),
        Value::from(if line.bad {
            words.has_findings
        } else {
            words.has_none
        }),
    ];
    let summary = line.summary;
    let counts = [
        line.counts.error,
        line.counts.warning,
        line.counts.note,
        line.known,
        line.explained,
        line.groups,
        summary.exact,
        summary.rounded,
        summary.strained,
        summary.failed,
        summary.undecided,
        summary.inapplicable,
    ];
    cells.extend(counts.map(Value::Count));
    cells.push(text(
        line.headline.as_ref().map(|headline| headline.get(lang)),
    ));
    Line {
        cells,
        ink: if line.bad { Ink::Error } else { Ink::Plain },
    }
}

/// Rules, causes, tables and reasons, the most frequent of each first.
fn frequencies(sheet: &mut Worksheet, totals: &Totals, lang: Lang) -> Result<(), XlsxError> {
    let words = Words::of(lang);
    let overview = &totals.overview;
    let mut lines = Vec::new();
    let mut add = |kind: &str, name: String, frequency: Frequency| {
        let counts = [
            Value::Count(frequency.times),
            Value::Count(frequency.reports),
        ];
        let mut cells = vec![Value::from(kind), Value::from(name)];
        cells.extend(counts);
        lines.push(Line {
            cells,
            ink: Ink::Plain,
        });
    };
    for (rule, title, frequency) in overview.rules_by_frequency() {
        add(words.frequent_rules, format!("{rule}：{title}"), frequency);
    }
    for (kind, frequency) in by_frequency(&overview.causes) {
        add(
            words.frequent_causes,
            cause(*kind, lang).to_owned(),
            frequency,
        );
    }
    for (table, frequency) in by_frequency(&overview.tables) {
        add(words.frequent_tables, table.clone(), frequency);
    }
    for (why, frequency) in by_frequency(&overview.reasons) {
        add(
            words.frequent_reasons,
            reason(*why, lang).to_owned(),
            frequency,
        );
    }
    let heads = [
        (words.kind, 24),
        (words.name, 60),
        (words.count, 10),
        (words.report_count, 10),
    ];
    list(sheet, &heads, &lines, None, words)
}
