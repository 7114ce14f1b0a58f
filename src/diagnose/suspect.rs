//! A suspected cell in words.

use rust_decimal::Decimal;

use super::cause::Suspect;
use super::subject::cell_name;
use super::{Cause, CauseKind};
use crate::diagnostic::Wording;
use crate::figure::Unit;
use crate::report::{CellRef, Content, Report};

/// The cause to be stated; `None` if no hypothesis is better than all others.
pub(super) fn cause(report: &Report, suspect: &Suspect) -> Option<Cause> {
    let kind = match suspect.kind? {
        // A year is not mistyped by a digit: it is last year's or next year's text.
        CauseKind::Digit | CauseKind::Cell if is_year(report, suspect.cell) => CauseKind::Stale,
        kind => kind,
    };
    let name = cell_name(report, suspect.cell);
    let line = report
        .cell(suspect.cell)
        .map_or(0, |cell| report.document.locate(cell.place).line);
    let at = Wording::new(
        format!("第 {line} 行 {name}"),
        format!("line {line}, {name}"),
    );
    let (zh, en) = slip_words(kind);
    Some(Cause {
        kind,
        text: Wording::new(format!("{}{zh}", at.zh), format!("{} {en}", at.en)),
        said: Wording::new(format!("{name}{zh}"), format!("{name} {en}")),
        suggest: suspect
            .right
            .map(|right| printed_like(report, suspect.cell, right)),
        cell: Some(suspect.cell),
        repairs: suspect.repairs,
        breaks: suspect.breaks,
    })
}

fn is_year(report: &Report, cell: CellRef) -> bool {
    report.cell(cell).is_some_and(
        |cell| matches!(cell.content, Content::Figure(figure) if figure.unit == Unit::Year),
    )
}

/// What the slip is called, as the rest of a sentence that begins with the cell.
fn slip_words(kind: CauseKind) -> (&'static str, &'static str) {
    match kind {
        CauseKind::Swap => ("疑为相邻两位数字颠倒", "seems to have two digits swapped"),
        CauseKind::Digit => ("疑有一位数字写错", "seems to have one digit wrong"),
        CauseKind::DigitCount => (
            "疑多写或漏写一位数字",
            "seems to have a digit too many or too few",
        ),
        CauseKind::Unit => ("疑为金额单位弄错", "seems to be in another unit"),
        CauseKind::Sign => ("疑为正负号写反", "seems to have the wrong sign"),
        CauseKind::Omitted => ("疑漏加一项", "seems to leave out an item"),
        CauseKind::Doubled => ("疑重复加了一项", "seems to count an item twice"),
        CauseKind::BlankTotal => ("应填而未填", "is left blank"),
        CauseKind::Copied => (
            "疑抄自相邻的行或栏",
            "seems to be copied from the line or column beside it",
        ),
        CauseKind::Base => ("疑用错了计算基数", "seems to be computed on another base"),
        CauseKind::Rounding => ("疑为尾数取舍不当", "seems to be rounded the other way"),
        CauseKind::Stale => ("疑为别的年度的文字未更新", "seems to be another year's"),
        CauseKind::Cell => ("疑有误", "is probably wrong"),
    }
}

/// A number printed the way the report prints that cell: its decimals, and separators if its
/// neighbours have them.
fn printed_like(report: &Report, cell: CellRef, right: Decimal) -> String {
    let shown = report.cell(cell);
    let text = shown.map_or("", |cell| report.document.text_at(cell.place));
    let decimals = shown.map(|cell| match cell.content {
        // More decimals than the form asks belong to the mistake: an amount in another unit.
        Content::Figure(figure) => u32::from(figure.counting_decimals().min(figure.places.max(2))),
        _ => 2,
    });
    let mut value = right;
    value.rescale(decimals.unwrap_or(2).max(right.normalize().scale()));
    let plain = value.to_string();
    if text.contains([',', '，']) {
        grouped(&plain)
    } else {
        plain
    }
}

fn grouped(plain: &str) -> String {
    let (sign, rest) = plain
        .strip_prefix('-')
        .map_or(("", plain), |rest| ("-", rest));
    let (whole, fraction) = rest
        .split_once('.')
        .map_or((rest, None), |(w, f)| (w, Some(f)));
    let mut out = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}
