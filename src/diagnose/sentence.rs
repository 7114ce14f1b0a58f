//! The one sentence that says what does not agree, with both amounts and the difference.

use rust_decimal::Decimal;

use super::subject::{cell_name, subject, table_name};
use super::{Quantity, Role};
use crate::diagnostic::Wording;
use crate::eval::{Described, DescribedCell};
use crate::figure::{Unit, grouped};
use crate::program::{Comparison, Condition, Number, Text};
use crate::report::{CellRef, Content, Report};
use crate::syntax::ast::{Relatives, State};

/// Cells of a sum that are named one by one.
const NAMED: usize = 3;

/// The sentence of a failed or strained check.
pub(super) fn sentence(
    report: &Report,
    described: &Described,
    condition: Option<&Condition>,
) -> Wording {
    let sides = described.left.zip(described.right);
    match (condition, sides) {
        (
            Some(Condition::Figures {
                left: Number::Count(_),
                comparison,
                ..
            }),
            Some(sides),
        ) => counted(report, described, *comparison, sides),
        (Some(Condition::Figures { comparison, .. }), Some(sides)) => {
            compared(report, described, *comparison, sides)
        }
        (Some(Condition::SameName(_, right)), _) => texts(report, described, right, ("而", "but")),
        (
            Some(Condition::Has {
                relatives, negated, ..
            }),
            _,
        ) => relatives_of(report, described, *relatives, *negated),
        (Some(Condition::Texts { differ, right, .. }), _) => texts(
            report,
            described,
            right,
            if *differ {
                ("不应同", "must differ from")
            } else {
                ("而", "but")
            },
        ),
        (Some(Condition::Is { state, negated, .. }), _) => {
            state_of(report, described, *state, *negated)
        }
        _ => held(report, described),
    }
}

fn compared(
    report: &Report,
    described: &Described,
    comparison: Comparison,
    (left, right): (Quantity, Quantity),
) -> Wording {
    let told = Side::of(report, described, Role::Left);
    let asked = Side::of(report, described, Role::Right);
    let first = if told.is_blank {
        Wording::new(format!("{}未填", told.zh), format!("{} is blank", told.en))
    } else {
        let left = amount(left);
        let is = if told.is_named { "为" } else { "" };
        Wording::new(
            format!("{}{is} {left}", told.zh),
            format!("{} is {left}", told.en),
        )
    };
    let second = demanded(comparison, &asked, &amount(right));
    let (zh, en) = match described.difference {
        Some(gap) if !told.is_blank && shows_gap(left.unit, comparison) && !gap.is_zero() => {
            let size = amount(Quantity {
                value: gap.abs(),
                unit: left.unit,
            });
            if gap.is_sign_negative() {
                (format!("，少 {size}"), format!(", {size} less"))
            } else {
                (format!("，多 {size}"), format!(", {size} more"))
            }
        }
        _ => (String::new(), String::new()),
    };
    Wording::new(
        format!("{}，{}{zh}", first.zh, second.zh),
        format!("{}, {}{en}", first.en, second.en),
    )
}

/// Rows that were counted; where none was found, what was looked for.
fn counted(
    report: &Report,
    described: &Described,
    comparison: Comparison,
    (left, right): (Quantity, Quantity),
) -> Wording {
    let cells = described
        .cells
        .iter()
        .filter(|part| part.role == Role::Left);
    let mut rows: Vec<String> = cells.map(|part| subject(report, part.cell)).collect();
    if rows.len() > NAMED {
        let first = described.cells.iter().find(|part| part.role == Role::Left);
        let table = first.map_or("", |part| table_name(report, part.cell.table));
        rows = vec![table.to_owned()];
    }
    let demand = demanded_count(comparison, &grouped(right.value));
    match (left.value.is_zero(), first_cell(described, Role::Context)) {
        (true, Some(sought)) => {
            let sought = said(report, sought);
            Wording::new(
                format!("{sought}，没有找到对应的行，{}", demand.zh),
                format!("{sought}: no row found for it, {}", demand.en),
            )
        }
        _ => {
            let n = grouped(left.value);
            Wording::new(
                format!("{}共 {n} 行，{}", rows.join("、"), demand.zh),
                format!("{}: {n} rows, {}", rows.join(", "), demand.en),
            )
        }
    }
}

/// How many rows the rule asks for.
fn demanded_count(comparison: Comparison, number: &str) -> Wording {
    let (zh, en) = match comparison {
        Comparison::Agrees | Comparison::Same => ("按规则应为", "by the rule"),
        Comparison::Differs => ("不应为", "must not be"),
        Comparison::AtMost => ("不应超过", "at most"),
        Comparison::Less => ("应少于", "fewer than"),
        Comparison::AtLeast => ("应不少于", "at least"),
        Comparison::Greater => ("应多于", "more than"),
    };
    Wording::new(format!("{zh} {number} 行"), format!("{en} {number}"))
}

/// A row whose place in the classification breaks a rule.
fn relatives_of(
    report: &Report,
    described: &Described,
    relatives: Relatives,
    negated: bool,
) -> Wording {
    let Some(part) = described.cells.first() else {
        return held(report, described);
    };
    let row = subject(report, part.cell);
    let (zh, en) = match (relatives, negated) {
        (Relatives::Children, false) => ("下面没有列出下级科目", "has no row below it"),
        (Relatives::Children, true) => ("下面不应再列下级科目", "must have no row below it"),
        (Relatives::Parent, false) => ("没有列出上级科目", "has no row above it"),
        (Relatives::Parent, true) => ("不应有上级科目", "must have no row above it"),
    };
    Wording::new(format!("{row}{zh}"), format!("{row} {en}"))
}

/// A difference of years or codes says nothing.
fn shows_gap(unit: Unit, comparison: Comparison) -> bool {
    unit != Unit::Year && comparison != Comparison::Differs
}

/// What the right side asks for: a single cell by its name, a calculation by its result.
fn demanded(comparison: Comparison, right: &Side, amount: &str) -> Wording {
    let (zh, en) = match comparison {
        Comparison::Agrees | Comparison::Same if right.is_named => {
            return Wording::new(
                format!("而{}为 {amount}", right.zh),
                format!("but {} is {amount}", right.en),
            );
        }
        Comparison::Agrees | Comparison::Same => ("按规则应为", "by the rule it should be"),
        Comparison::Differs => ("不应为", "it should not be"),
        Comparison::AtMost => ("不应超过", "it should be at most"),
        Comparison::Less => ("应小于", "it should be less than"),
        Comparison::AtLeast => ("不应少于", "it should be at least"),
        Comparison::Greater => ("应大于", "it should be more than"),
    };
    if right.is_named && comparison != Comparison::Differs {
        return Wording::new(
            format!("{zh}{}的 {amount}", right.zh),
            format!("{en} {amount} ({})", right.en),
        );
    }
    Wording::new(format!("{zh} {amount}"), format!("{en} {amount}"))
}

/// Two texts that should be the same, or should not.
fn texts(report: &Report, described: &Described, right: &Text, (zh, en): (&str, &str)) -> Wording {
    let left = first_cell(described, Role::Left);
    let left = left.map_or(String::new(), |cell| said(report, cell));
    match (right, first_cell(described, Role::Right)) {
        (Text::Constant(text), _) => Wording::new(
            format!("{left}，应为「{text}」"),
            format!("{left}, should be `{text}`"),
        ),
        (_, Some(cell)) if !matches!(right, Text::Band(_)) => {
            let right = said(report, cell);
            Wording::new(
                format!("{left}，{zh}{right}"),
                format!("{left}, {en} {right}"),
            )
        }
        _ => held(report, described),
    }
}

/// A cell that is printed, or is not, against the rule.
fn state_of(report: &Report, described: &Described, state: State, negated: bool) -> Wording {
    let Some(cell) = first_cell(described, Role::Left) else {
        return held(report, described);
    };
    let name = cell_name(report, cell);
    let (zh, en) = match (state, negated) {
        (State::Printed, false) => ("没有填，按规则应填", "is not filled in, though it must be"),
        (State::Printed, true) => ("填了，按规则不应填", "is filled in, though it must not be"),
        (State::Blank, false) => ("按规则应空着", "must be blank"),
        (State::Blank, true) => ("空着，按规则不应空着", "is blank, though it must not be"),
        _ => return held(report, described),
    };
    Wording::new(format!("{name}{zh}"), format!("{name} {en}"))
}

/// Anything else: the cells it is about, and the relation.
fn held(report: &Report, described: &Described) -> Wording {
    let relation = &described.relation;
    let cells: Vec<String> = described
        .cells
        .iter()
        .take(2)
        .map(|part| said(report, part.cell))
        .collect();
    let (comma, zh) = if cells.is_empty() {
        ("", String::new())
    } else {
        ("，", cells.join("，"))
    };
    let gap = if cells.is_empty() { "" } else { ": " };
    Wording::new(
        format!("{zh}{comma}不符合 {relation}"),
        format!("{}{gap}does not satisfy {relation}", cells.join(", ")),
    )
}

fn first_cell(described: &Described, role: Role) -> Option<CellRef> {
    described
        .cells
        .iter()
        .find(|part| part.role == role)
        .map(|part| part.cell)
}

/// A cell and what is printed there.
fn said(report: &Report, cell: CellRef) -> String {
    let name = cell_name(report, cell);
    match report.cell(cell).map_or("", |cell| report.text(cell)) {
        "" => format!("{name}未填"),
        printed => {
            let printed: Vec<&str> = printed.split_whitespace().collect();
            format!("{name}为「{}」", printed.join(""))
        }
    }
}

/// `403.05万元`; of things counted, the measure word (人, 辆, 次) is not known.
fn amount(quantity: Quantity) -> String {
    match quantity.unit {
        Unit::Count => grouped(quantity.value),
        Unit::Year => format!("{}年", quantity.value.normalize()),
        unit => format!("{}{}", grouped(quantity.value), unit.symbol()),
    }
}

/// How a side of a relation is called.
struct Side {
    zh: String,
    en: String,
    /// It is one cell, or a sum of a few, called by their names.
    is_named: bool,
    /// It is one cell, and that is blank.
    is_blank: bool,
}

impl Side {
    fn of(report: &Report, described: &Described, role: Role) -> Self {
        let cells: Vec<&DescribedCell> = described
            .cells
            .iter()
            .filter(|part| part.role == role)
            .collect();
        let is_sum = cells.iter().all(|part| part.factor == Decimal::ONE) && added(described, role);
        let names: Vec<String> = cells
            .iter()
            .map(|part| cell_name(report, part.cell))
            .collect();
        match (cells.as_slice(), is_sum) {
            ([only], true) => Self {
                zh: names.concat(),
                en: names.concat(),
                is_named: true,
                is_blank: report
                    .cell(only.cell)
                    .is_some_and(|c| c.content == Content::Blank),
            },
            (several, true) if (2..=NAMED).contains(&several.len()) && role == Role::Left => Self {
                zh: format!("{}之和", names.join("、")),
                en: format!("the sum of {}", names.join(", ")),
                is_named: true,
                is_blank: false,
            },
            _ => Self {
                zh: "左边算得".to_owned(),
                en: "the left side".to_owned(),
                is_named: false,
                is_blank: false,
            },
        }
    }
}

/// Whether a side only adds: then its working has no other sign.
fn added(described: &Described, role: Role) -> bool {
    let Some(working) = &described.working else {
        return true;
    };
    let side = if role == Role::Left {
        &working.left
    } else {
        &working.right
    };
    let other = ["×", "÷", "|", " - ", "min(", "max("];
    !other.iter().any(|sign| side.contains(sign))
}
