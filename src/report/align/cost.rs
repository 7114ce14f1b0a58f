//! The two cost tables, in tenths.
//!
//! *Preference* says how well a kind of cell suits a column and finds the reading; *possibility* says
//! whether it can stand there at all and decides whether the reading is certain. The weights were set
//! on the five layouts of project forms; between margins of 2 and 6 they hardly matter.

use super::kind::CellKind;
use crate::template::ColumnRole;

/// Cost of something that cannot be.
pub(super) const NEVER: i32 = 90;

/// A column of a zone, in printed order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneColumn {
    /// Its role.
    pub role: ColumnRole,
    /// Its cell is always printed in a row that counts.
    pub required: bool,
    /// May vanish by merging.
    pub mergeable: bool,
    /// Constants printed in this column and row (`10`, `-`); empty if any value may stand here.
    pub constants: Vec<String>,
}

/// A cell as the cost tables see it.
#[derive(Debug, Clone, Copy)]
pub(super) struct CostCell<'t> {
    pub kind: CellKind,
    pub text: &'t str,
    /// Nothing printed from here to the end of the row.
    pub trailing: bool,
}

/// Costs of one of the two questions.
pub(super) trait CostTable {
    /// Of a cell under a column; `index` is the column's place in the vocabulary.
    fn fit(&self, cell: CostCell<'_>, column: &ZoneColumn, index: usize) -> i32;
    /// Of a column without a cell.
    fn skip_column(&self, column: &ZoneColumn) -> i32;
    /// Of a cell without a column.
    fn skip_cell(&self, cell: CostCell<'_>) -> i32;
    /// Of beginning a run of skips.
    fn slip(&self) -> i32;
}

/// How well.
pub(super) struct Preference;

/// Whether at all.
pub(super) struct Possibility;

impl CostTable for Preference {
    fn fit(&self, cell: CostCell<'_>, column: &ZoneColumn, index: usize) -> i32 {
        preference(cell.kind, column.role, index).saturating_add(constant(cell.text, column))
    }

    fn skip_column(&self, column: &ZoneColumn) -> i32 {
        match column.role {
            ColumnRole::Span => 2,
            ColumnRole::Level | ColumnRole::Reason | ColumnRole::Other => 4,
            ColumnRole::Explanation => 8,
            ColumnRole::FundsLabel => 12,
            ColumnRole::UnitWord => 20,
            ColumnRole::Target => 25,
            ColumnRole::Actual | ColumnRole::Deviation => 30,
            ColumnRole::Amount | ColumnRole::Rate => 35,
            ColumnRole::Name => 40,
            ColumnRole::Score => 50,
        }
    }

    fn skip_cell(&self, cell: CostCell<'_>) -> i32 {
        match cell.kind {
            CellKind::Empty if cell.trailing => 1,
            CellKind::Empty => 6,
            _ => 70,
        }
    }

    fn slip(&self) -> i32 {
        10
    }
}

impl CostTable for Possibility {
    fn fit(&self, cell: CostCell<'_>, column: &ZoneColumn, index: usize) -> i32 {
        if cell.kind == CellKind::Empty {
            return match (column.required, column.role) {
                (true, ColumnRole::Target) => 5,
                (true, _) => 10,
                (false, _) => 0,
            };
        }
        let odd = if constant(cell.text, column) > 0 {
            10
        } else {
            0
        };
        odd + match preference(cell.kind, column.role, index) {
            ..=15 => 0,
            16..=20 => 10,
            21..=30 => 20,
            31..=50 => 30,
            _ => NEVER,
        }
    }

    fn skip_column(&self, column: &ZoneColumn) -> i32 {
        if column.mergeable || !column.required {
            0
        } else {
            10
        }
    }

    fn skip_cell(&self, cell: CostCell<'_>) -> i32 {
        if cell.kind == CellKind::Empty { 0 } else { 40 }
    }

    fn slip(&self) -> i32 {
        0
    }
}

/// A constant met is a small reward, a constant missed a price.
fn constant(text: &str, column: &ZoneColumn) -> i32 {
    if column.constants.is_empty() || text.trim().is_empty() {
        0
    } else if column
        .constants
        .iter()
        .any(|constant| constant == text.trim())
    {
        -10
    } else {
        30
    }
}

/// The preference of a kind for a role: one line per role, kinds not named cost the last value.
fn preference(kind: CellKind, role: ColumnRole, index: usize) -> i32 {
    let own = |bits: u64| index < 64 && bits & (1 << index) != 0;
    let own_word = matches!(kind, CellKind::Word(bits) | CellKind::WordStart(bits) if own(bits));
    match role {
        ColumnRole::Span => span(kind),
        ColumnRole::Level => level(kind, own_word),
        ColumnRole::Name => name(kind),
        ColumnRole::Target => target(kind),
        ColumnRole::Actual => actual(kind),
        ColumnRole::Score => score(kind),
        ColumnRole::Deviation => deviation(kind),
        ColumnRole::Amount => amount(kind),
        ColumnRole::Rate => rate(kind),
        ColumnRole::Explanation => explanation(kind),
        ColumnRole::Reason => reason(kind),
        ColumnRole::FundsLabel => funds_label(kind, own_word),
        ColumnRole::UnitWord => unit_word(kind),
        ColumnRole::Other => 0,
    }
}

fn is_figure(kind: CellKind) -> bool {
    matches!(
        kind,
        CellKind::Number { .. }
            | CellKind::Percent { .. }
            | CellKind::OperatorMeasure
            | CellKind::Measure
            | CellKind::Dash
    )
}

fn span(kind: CellKind) -> i32 {
    match kind {
        CellKind::Span => -10,
        CellKind::Empty => 0,
        CellKind::Word(_) | CellKind::WordStart(_) | CellKind::Short | CellKind::Status => 50,
        kind if is_figure(kind) => 90,
        _ => 70,
    }
}

fn level(kind: CellKind, own_word: bool) -> i32 {
    match kind {
        CellKind::Word(_) if own_word => -20,
        CellKind::WordStart(_) if own_word => 0,
        CellKind::Empty => 0,
        CellKind::Word(_) | CellKind::WordStart(_) => 15,
        CellKind::Short | CellKind::Span => 30,
        CellKind::Long | CellKind::Status => 60,
        CellKind::Measure | CellKind::UnitPattern => 80,
        _ => 90,
    }
}

fn name(kind: CellKind) -> i32 {
    match kind {
        CellKind::Short | CellKind::Long | CellKind::WordStart(_) => -5,
        CellKind::Word(_) | CellKind::Span => 20,
        CellKind::Empty | CellKind::Status | CellKind::Measure => 40,
        CellKind::UnitPattern | CellKind::OperatorMeasure => 60,
        _ => 80,
    }
}

fn target(kind: CellKind) -> i32 {
    match kind {
        CellKind::OperatorMeasure | CellKind::UnitPattern => -10,
        CellKind::Measure => -5,
        CellKind::Percent {
            two_decimals: false,
            ..
        } => 0,
        CellKind::Short | CellKind::WordStart(_) => 3,
        CellKind::Number { .. } => 5,
        CellKind::Status | CellKind::Empty | CellKind::Dash => 10,
        CellKind::Long => 15,
        CellKind::Percent { .. } => 20,
        CellKind::Word(_) | CellKind::Span => 60,
    }
}

fn actual(kind: CellKind) -> i32 {
    match kind {
        CellKind::OperatorMeasure | CellKind::Status => -10,
        CellKind::Measure => -5,
        CellKind::Percent {
            two_decimals: false,
            ..
        } => 0,
        CellKind::Short | CellKind::WordStart(_) | CellKind::Number { .. } => 5,
        CellKind::UnitPattern => 10,
        CellKind::Empty | CellKind::Dash => 12,
        CellKind::Long => 15,
        CellKind::Percent { .. } => 20,
        CellKind::Word(_) | CellKind::Span => 60,
    }
}

fn score(kind: CellKind) -> i32 {
    match kind {
        CellKind::Number {
            score_like: true, ..
        } => -15,
        CellKind::Dash => 5,
        CellKind::Empty => 30,
        CellKind::Number { fine: true, .. } => 40,
        CellKind::Number { .. } => 70,
        _ => 90,
    }
}

fn deviation(kind: CellKind) -> i32 {
    match kind {
        CellKind::Percent {
            two_decimals: true, ..
        } => -20,
        CellKind::Percent { .. } | CellKind::Empty => 10,
        CellKind::Number { .. } => 40,
        CellKind::Long | CellKind::Short => 80,
        _ => 90,
    }
}

fn amount(kind: CellKind) -> i32 {
    match kind {
        CellKind::Number { .. } => -10,
        CellKind::Dash => 10,
        CellKind::Empty => 20,
        CellKind::Measure => 50,
        _ => 90,
    }
}

fn rate(kind: CellKind) -> i32 {
    match kind {
        CellKind::Percent {
            negative: false, ..
        } => -10,
        CellKind::Percent { .. } => 30,
        CellKind::Number {
            negative: false, ..
        } => -5,
        CellKind::Number { .. } => 35,
        CellKind::Dash => 10,
        CellKind::Empty => 20,
        _ => 90,
    }
}

fn explanation(kind: CellKind) -> i32 {
    match kind {
        CellKind::Empty => 0,
        CellKind::Short | CellKind::WordStart(_) => 5,
        CellKind::Status | CellKind::Long => 10,
        CellKind::Measure | CellKind::OperatorMeasure | CellKind::UnitPattern => 30,
        _ => 60,
    }
}

fn reason(kind: CellKind) -> i32 {
    match kind {
        CellKind::Long => -5,
        CellKind::Empty | CellKind::Short | CellKind::WordStart(_) | CellKind::Dash => 0,
        CellKind::Status => 30,
        _ => 60,
    }
}

fn funds_label(kind: CellKind, own_word: bool) -> i32 {
    match kind {
        CellKind::Word(_) if own_word => -20,
        CellKind::WordStart(_) if own_word => -10,
        CellKind::Span => 0,
        CellKind::Empty => 10,
        CellKind::Short | CellKind::Word(_) | CellKind::WordStart(_) => 20,
        CellKind::Long | CellKind::Status => 40,
        _ => 90,
    }
}

fn unit_word(kind: CellKind) -> i32 {
    match kind {
        CellKind::UnitPattern | CellKind::Short => -5,
        CellKind::Percent { .. } | CellKind::Empty => 5,
        CellKind::Measure | CellKind::Word(_) => 10,
        CellKind::Number { .. } => 30,
        _ => 60,
    }
}
