//! Which cells of a finding are drawn, and what is written under them.

use rust_decimal::Decimal;

use super::excerpt::Mark;
use super::messages::Words;
use crate::diagnose::{Evidence, Finding, Role};
use crate::document::Place;
use crate::report::{Content, Report};

/// Cells drawn in the excerpt of a finding; the others are listed.
const MAX_MARKS: usize = 8;

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
    let cells = placed(cells, report);
    let (printed, blank): (Vec<_>, Vec<_>) = cells
        .into_iter()
        .partition(|cell| is_worth_drawing(finding, cell));
    let mut by_weight = printed.clone();
    by_weight.sort_by_key(|cell| std::cmp::Reverse(weight(finding, cell, report)));
    let drawn: Vec<Place> = by_weight
        .iter()
        .take(MAX_MARKS)
        .map(|cell| cell.place)
        .collect();
    let (drawn, listed): (Vec<_>, Vec<_>) = printed
        .into_iter()
        .partition(|cell| drawn.contains(&cell.place));
    let labels = Labels::of(finding, words);
    Shown {
        marks: drawn.into_iter().map(|cell| labels.mark(cell)).collect(),
        listed,
        blanks: blank.len(),
    }
}

/// Without cells that stand nowhere in the text, and without those that merely led to a row which is
/// drawn anyway.
fn placed<'f>(cells: Vec<&'f Evidence>, report: &Report) -> Vec<&'f Evidence> {
    let line = |cell: &Evidence| report.document.locate(cell.place).line;
    let compared: Vec<u32> = cells
        .iter()
        .filter(|cell| cell.role != Role::Context && cell.place != Place::default())
        .map(|cell| line(cell))
        .collect();
    let mut kept = cells;
    kept.retain(|cell| {
        cell.place != Place::default()
            && (cell.role != Role::Context || !compared.contains(&line(cell)))
    });
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
            many_left: of(Role::Left).nth(1).is_some(),
            many_right: of(Role::Right).nth(1).is_some(),
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
