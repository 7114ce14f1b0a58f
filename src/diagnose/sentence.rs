//! The one sentence that says what does not agree, with both amounts and the difference.

use super::Role;
use super::account::Account;
use super::amounts::Scale;
use super::subject::cell_name;
use crate::diagnostic::Wording;
use crate::eval::Comparison as Sides;
use crate::program::{Comparison, Condition};
use crate::report::{CellRef, Content, Report};

/// What a check compares, as far as the sentence depends on it.
pub(super) fn comparison(condition: &Condition) -> Option<Comparison> {
    match condition {
        Condition::Figures { comparison, .. } => Some(*comparison),
        _ => None,
    }
}

/// The sentence of a failed or strained check.
pub(super) fn sentence(
    report: &Report,
    account: &Account,
    comparison: Option<Comparison>,
    scale: Scale,
    title: &str,
) -> Wording {
    match (comparison, account.sides) {
        (Some(comparison), Some(sides)) => compared(report, account, comparison, &sides, scale),
        _ => held(report, account, title),
    }
}

fn compared(
    report: &Report,
    account: &Account,
    comparison: Comparison,
    sides: &Sides,
    scale: Scale,
) -> Wording {
    let left = Told::of(report, account, Role::Left, "左边", "the left side");
    let right = Told::of(report, account, Role::Right, "", "");
    let gap = scale.said(sides.difference.abs());
    let (l, r) = (scale.said(sides.left), scale.said(sides.right));
    let first = if left.blank {
        Wording::new(format!("{}未填", left.zh), format!("{} is blank", left.en))
    } else {
        Wording::new(format!("{}为 {l}", left.zh), format!("{} is {l}", left.en))
    };
    let second = demanded(comparison, &right, &r);
    let third = if sides.difference.is_sign_negative() {
        (format!("少 {gap}"), format!("{gap} less"))
    } else {
        (format!("多 {gap}"), format!("{gap} more"))
    };
    if sides.difference.is_zero() {
        return Wording::new(
            format!("{}，{}", first.zh, second.zh),
            format!("{}, {}", first.en, second.en),
        );
    }
    Wording::new(
        format!("{}，{}，{}", first.zh, second.zh, third.0),
        format!("{}, {}, {}", first.en, second.en, third.1),
    )
}

/// What the right side asks for: a single cell by its name, a calculation by its result.
fn demanded(comparison: Comparison, right: &Told, amount: &str) -> Wording {
    let (zh, en) = match comparison {
        Comparison::Agrees | Comparison::Same => ("应为", "should be"),
        Comparison::Differs => ("不应为", "should not be"),
        Comparison::AtMost => ("不应超过", "should be at most"),
        Comparison::Less => ("应小于", "should be less than"),
        Comparison::AtLeast => ("不应少于", "should be at least"),
        Comparison::Greater => ("应大于", "should be more than"),
    };
    match (comparison, right.zh.is_empty()) {
        (Comparison::Agrees | Comparison::Same, false) => Wording::new(
            format!("而{}为 {amount}", right.zh),
            format!("but {} is {amount}", right.en),
        ),
        (Comparison::Agrees | Comparison::Same, true) => Wording::new(
            format!("按规则计算应为 {amount}"),
            format!("by the rule it should be {amount}"),
        ),
        (_, false) => Wording::new(
            format!("{zh}{}的 {amount}", right.zh),
            format!("it {en} {amount} ({})", right.en),
        ),
        (_, true) => Wording::new(format!("{zh} {amount}"), format!("it {en} {amount}")),
    }
}

/// A check that compares no amounts: which cells it is about.
fn held(report: &Report, account: &Account, title: &str) -> Wording {
    let cells: Vec<String> = account
        .parts
        .iter()
        .take(2)
        .map(|part| said(report, part.cell))
        .collect();
    if cells.is_empty() {
        return Wording::new(
            format!("不符合规则「{title}」"),
            format!("breaks the rule `{title}`"),
        );
    }
    Wording::new(
        format!("{}，不符合规则「{title}」", cells.join("，")),
        format!("{} breaks the rule `{title}`", cells.join(", ")),
    )
}

/// A cell and what is printed there.
fn said(report: &Report, cell: CellRef) -> String {
    let name = cell_name(report, cell);
    let content = report.cell(cell);
    match content.map_or("", |cell| report.text(cell)) {
        "" => format!("{name}未填"),
        printed => format!("{name}为「{printed}」"),
    }
}

/// How a side is called: its only cell by name.
struct Told {
    zh: String,
    en: String,
    /// Its only cell holds nothing.
    blank: bool,
}

impl Told {
    fn of(report: &Report, account: &Account, role: Role, zh: &str, en: &str) -> Self {
        let mut cells = account.parts.iter().filter(|part| part.role == role);
        match (cells.next(), cells.next()) {
            (Some(part), None) if part.factor == rust_decimal::Decimal::ONE => Self {
                zh: cell_name(report, part.cell),
                en: cell_name(report, part.cell),
                blank: report
                    .cell(part.cell)
                    .is_some_and(|c| c.content == Content::Blank),
            },
            _ => Self {
                zh: zh.to_owned(),
                en: en.to_owned(),
                blank: false,
            },
        }
    }
}
