//! Findings and undecided checks as lines of a sheet.

use super::cells::{Ink, Value};
use crate::diagnose::{Finding, Standing};
use crate::diagnostic::Lang;
use crate::render::messages::{Words, fill, reason};
use crate::render::place::{main_cell, relations, written};
use crate::render::untold::untold;
use crate::render::view::CheckedView;
use crate::syntax::ast::Severity;

/// One line: its cells, and how the cell of its severity looks.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) cells: Vec<Value>,
    pub(super) ink: Ink,
}

/// Head and width of a column, in characters.
pub(super) type Head = (&'static str, u16);

/// The heads of the sheet of findings.
pub(super) fn heads(words: &Words) -> Vec<Head> {
    vec![
        (words.report, 24),
        (words.group, 6),
        (words.severity_word, 8),
        (words.standing, 10),
        (words.rule, 20),
        (words.table, 20),
        (words.row, 24),
        (words.column, 14),
        (words.line, 8),
        (words.printed, 16),
        (words.suggest, 16),
        (words.left, 16),
        (words.right, 16),
        (words.difference, 14),
        (words.allowed, 12),
        (words.unit, 8),
        (words.message, 60),
        (words.working, 60),
        (words.cause, 40),
        (words.because, 36),
        (words.basis, 30),
        (words.explanation, 36),
        (words.relation, 40),
        (words.written_at, 30),
        (words.fingerprint, 18),
    ]
}

/// Column of the severity, which is coloured.
pub(super) const SEVERITY: u16 = 2;

/// The findings of a report, a line each.
pub(super) fn lines(view: &CheckedView<'_>, lang: Lang) -> Vec<Line> {
    let told = view.findings.findings.iter();
    let untold = untold(view, Words::of(lang)).into_iter();
    told.map(|finding| line(view, finding, lang))
        .chain(untold.map(|sentence| said(view, &sentence)))
        .collect()
}

/// Columns before that of the message.
const BEFORE_MESSAGE: usize = 16;

/// A line that only says something.
fn said(view: &CheckedView<'_>, sentence: &str) -> Line {
    let name = Value::from(view.report.document.name.as_str());
    let blanks = (1..BEFORE_MESSAGE).map(|_| Value::Blank);
    let cells = std::iter::once(name).chain(blanks);
    Line {
        cells: cells.chain([Value::from(sentence)]).collect(),
        ink: Ink::Plain,
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "one column a line; splitting would hide the sheet"
)]
fn line(view: &CheckedView<'_>, finding: &Finding, lang: Lang) -> Line {
    let words = Words::of(lang);
    let document = &view.report.document;
    let main = main_cell(finding);
    let of_main = |text: fn(&crate::diagnose::Evidence) -> &str| {
        main.map_or(Value::Blank, |cell| Value::from(text(cell)))
    };
    let cause = finding.cause.as_ref();
    let optional = |text: Option<&str>| text.map_or(Value::Blank, Value::from);
    let working = finding.working.as_ref();
    let working = working.map(|working| format!("{}\n{}", working.left, working.right));
    let unit = finding
        .left
        .or(finding.right)
        .map(|side| side.unit.symbol());
    let (standing, explanation) = match view.review.standing(finding) {
        Standing::New => (if view.review.compared { words.new } else { "" }, None),
        Standing::Known => (words.known, None),
        Standing::Explained(explanation) => {
            let said = [
                ("text", explanation.text.as_str()),
                ("by", explanation.by.as_str()),
                ("date", explanation.date.as_str()),
            ];
            (words.explained, Some(fill(words.explained_by, &said)))
        }
    };
    Line {
        cells: vec![
            Value::from(document.name.as_str()),
            Value::Count(finding.group),
            Value::from(words.severity(finding.severity)),
            Value::from(standing),
            Value::from(finding.title.as_str()),
            of_main(|cell| &cell.table),
            of_main(|cell| &cell.row),
            of_main(|cell| &cell.column),
            main.map_or(Value::Blank, |cell| {
                Value::Count(document.locate(cell.place).line)
            }),
            of_main(|cell| &cell.printed),
            optional(cause.and_then(|cause| cause.suggest.as_deref())),
            Value::from(finding.left.map(|left| left.value)),
            Value::from(finding.right.map(|right| right.value)),
            Value::from(finding.difference),
            Value::from(finding.allowed),
            optional(unit),
            Value::from(finding.message.get(lang)),
            optional(working.as_deref()),
            optional(cause.map(|cause| cause.text.get(lang))),
            optional(finding.because.as_deref()),
            optional(finding.basis.as_deref()),
            optional(explanation.as_deref()),
            Value::from(relations(finding, view.sources)),
            Value::from(format!(
                "{} {}",
                finding.rule,
                written(view.sources, finding.written)
            )),
            Value::from(finding.fingerprint.as_str()),
        ],
        ink: match finding.severity {
            Severity::Error => Ink::Error,
            Severity::Warning => Ink::Warning,
            Severity::Note => Ink::Note,
        },
    }
}

/// The heads of the sheet of undecided checks.
pub(super) fn undecided_heads(words: &Words) -> Vec<Head> {
    vec![
        (words.report, 24),
        (words.rule, 28),
        (words.count, 8),
        (words.reason, 36),
        (words.about, 50),
        (words.line, 8),
    ]
}

/// The undecided checks of a report, a line each.
pub(super) fn undecided(view: &CheckedView<'_>, lang: Lang) -> Vec<Line> {
    let document = &view.report.document;
    let items = view.findings.undecided.iter();
    items
        .map(|item| Line {
            cells: vec![
                Value::from(document.name.as_str()),
                Value::from(item.rule.as_str()),
                Value::Count(item.count),
                Value::from(reason(item.reason, lang)),
                Value::from(item.detail.get(lang)),
                item.place.map_or(Value::Blank, |place| {
                    Value::Count(document.locate(place).line)
                }),
            ],
            ink: Ink::Plain,
        })
        .collect()
}
