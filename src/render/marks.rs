//! Which cells of a finding are drawn, and what is written under them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::excerpt::Mark;
use super::look::{Ink, columns};
use super::messages::Words;
use crate::diagnose::{Evidence, Finding, Role};
use crate::document::Place;
use crate::report::{Content, Report};

/// Cells drawn in the excerpt of a finding; the others are listed.
const MAX_MARKS: usize = 8;

/// Columns that the marks of one line of a paragraph may take, with the text round them.
const MAX_IN_PROSE: usize = 90;
/// Columns of text round a mark.
const AROUND: usize = 16;

/// The evidence of a finding, split by how it is shown.
pub(crate) struct Shown<'f> {
    /// Drawn in the excerpt.
    pub(crate) marks: Vec<Mark>,
    /// Listed below it: printed, but too many to draw.
    pub(crate) listed: Vec<&'f Evidence>,
    /// Only counted: nothing is printed there.
    pub(crate) blanks: usize,
}

/// Splits the evidence: the left side and the weightiest terms are drawn.
pub(crate) fn shown<'f>(finding: &'f Finding, report: &Report, words: &Words) -> Shown<'f> {
    let cells = distinct(&finding.evidence);
    let cells = placed(cells);
    let (printed, blank): (Vec<_>, Vec<_>) = cells
        .into_iter()
        .partition(|cell| is_worth_drawing(finding, cell));
    let mut by_weight = printed.clone();
    by_weight.sort_by_key(|cell| std::cmp::Reverse(weight(finding, cell, report)));
    let drawn = drawable(&by_weight, report);
    let (drawn, listed): (Vec<_>, Vec<_>) = printed
        .into_iter()
        .partition(|cell| drawn.contains(&cell.place));
    let labels = Labels::of(finding, words);
    Shown {
        marks: drawn
            .into_iter()
            .map(|cell| as_printed(labels.mark(cell), cell, report))
            .collect(),
        listed,
        blanks: blank.len(),
    }
}

/// The mark where the file has the cell; of a cell in several pieces, at the first.
fn as_printed(mark: Mark, cell: &Evidence, report: &Report) -> Mark {
    match report.document.printed_places(cell.place).first() {
        Some(place) => Mark {
            bytes: place.start as usize..place.end as usize,
            ..mark
        },
        None => mark,
    }
}

/// The places that are drawn: the weightiest, and no more on one line than its width can show.
fn drawable(by_weight: &[&Evidence], report: &Report) -> Vec<Place> {
    let document = &report.document;
    let mut lines: BTreeMap<u32, usize> = BTreeMap::new();
    let mut drawn = Vec::new();
    for cell in by_weight {
        let line = document.locate(cell.place).line;
        let (text, starts) = document.as_printed();
        let printed = starts.text_of(text, line);
        let aligned = document.printed.is_some() && printed.contains("  ");
        let is_row = aligned || printed.contains('\t');
        let wide = columns(&cell.printed).saturating_add(AROUND);
        let used = lines.entry(line).or_default();
        let fits = is_row || *used == 0 || used.saturating_add(wide) <= MAX_IN_PROSE;
        if fits && drawn.len() < MAX_MARKS {
            *used = used.saturating_add(wide);
            drawn.push(cell.place);
        }
    }
    drawn
}

/// Without cells that stand nowhere in the text, and without those that merely led to what is
/// compared: their rows are drawn anyway.
fn placed(cells: Vec<&Evidence>) -> Vec<&Evidence> {
    let mut kept = cells;
    kept.retain(|cell| cell.place != Place::default());
    if kept.iter().any(|cell| cell.role != Role::Context) {
        kept.retain(|cell| cell.role != Role::Context);
    }
    kept
}

/// Each place once; a cell that stands on both sides keeps its first role.
fn distinct(evidence: &[Evidence]) -> Vec<&Evidence> {
    let mut cells: Vec<&Evidence> = Vec::with_capacity(evidence.len());
    for cell in evidence {
        if !cells
            .iter()
            .any(|known| known.place == cell.place && known.cell == cell.cell)
        {
            cells.push(cell);
        }
    }
    cells
}

fn is_worth_drawing(finding: &Finding, cell: &Evidence) -> bool {
    let suspect = finding
        .cause
        .as_ref()
        .is_some_and(|cause| cause.cell == cell.cell);
    let mut side = finding
        .evidence
        .iter()
        .filter(|other| other.role == cell.role);
    let alone = side.next().is_some() && side.next().is_none() && cell.role != Role::Context;
    !cell.printed.is_empty() || cell.role == Role::Left || suspect || alone
}

/// The left side first, then what weighs most in the sum.
fn weight(finding: &Finding, cell: &Evidence, report: &Report) -> (u8, Decimal) {
    let suspect = finding
        .cause
        .as_ref()
        .is_some_and(|cause| cause.cell.is_some() && cause.cell == cell.cell);
    let rank = match cell.role {
        _ if suspect => 3,
        Role::Left => 2,
        Role::Right => 1,
        Role::Context => 0,
    };
    let content = cell
        .cell
        .and_then(|at| report.cell(at))
        .map(|cell| cell.content);
    let value = match content {
        Some(Content::Figure(figure)) => figure.value.abs(),
        _ => Decimal::ZERO,
    };
    (rank, value)
}

/// Whether a side adds and subtracts its cells, so that each has a sign.
fn adds(finding: &Finding, role: Role) -> bool {
    let Some(working) = &finding.working else {
        return false;
    };
    let side = if role == Role::Left {
        &working.left
    } else {
        &working.right
    };
    !["÷", "×", "|", "min(", "max("]
        .iter()
        .any(|sign| side.contains(sign))
        && side.contains(" = ")
}

/// How cells of one finding are told apart in labels.
struct Labels<'w> {
    words: &'w Words,
    many_columns: bool,
    many_left: bool,
    many_right: bool,
}

impl<'w> Labels<'w> {
    fn of(finding: &Finding, words: &'w Words) -> Self {
        let of = |role| {
            finding
                .evidence
                .iter()
                .filter(move |cell| cell.role == role)
        };
        let first = finding.evidence.first().map(|cell| cell.column.as_str());
        Self {
            words,
            many_columns: finding
                .evidence
                .iter()
                .any(|cell| Some(cell.column.as_str()) != first),
            many_left: of(Role::Left).nth(1).is_some() && adds(finding, Role::Left),
            many_right: of(Role::Right).nth(1).is_some() && adds(finding, Role::Right),
        }
    }

    fn mark(&self, cell: &Evidence) -> Mark {
        let mut label = match cell.role {
            Role::Left => self.side(self.words.left, self.many_left, cell.factor),
            Role::Right => self.side(self.words.right, self.many_right, cell.factor),
            Role::Context => self.words.context.to_owned(),
        };
        if self.many_columns && !cell.column.is_empty() {
            label.push(' ');
            label.push_str(&cell.column);
        }
        if cell.printed.is_empty() {
            label.push_str(self.words.blank_cell);
        }
        Mark {
            bytes: cell.place.start as usize..cell.place.end as usize,
            label,
            ink: if cell.role == Role::Left {
                Ink::Error
            } else {
                Ink::Note
            },
        }
    }

    fn side(&self, side: &str, many: bool, factor: Decimal) -> String {
        if !many {
            return side.to_owned();
        }
        let sign = if factor.is_sign_negative() {
            "－"
        } else {
            "＋"
        };
        if factor.abs() == Decimal::ONE {
            format!("{side} {sign}")
        } else {
            format!("{side} {sign}{} ×", factor.abs().normalize())
        }
    }
}
