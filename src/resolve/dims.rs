//! What figures measure, and which may stand beside which.

use rust_decimal::Decimal;

use crate::figure::Dimension;
use crate::program::{Dim, Key, Number, Pick, RowOf, Rows, TextSort};
use crate::template::{ColumnId, ColumnKind, RowDef, TableSchema};

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellType {
    /// Figures.
    Figure(Dim),
    /// Texts.
    Text(TextSort),
}

/// Why two figures cannot stand beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clash {
    /// They measure different things.
    Differ,
    /// A plain number stands where its unit matters.
    UnitMissing,
    /// A product such as 分 × 元, or a year in a product.
    Product,
}

/// What the cells of a column hold.
pub(super) fn kind_type(kind: ColumnKind) -> CellType {
    let known = |dimension| CellType::Figure(Dim::Known(dimension));
    match kind {
        ColumnKind::Amount | ColumnKind::Change => known(Dimension::Amount),
        ColumnKind::Percent | ColumnKind::ChangePercent => known(Dimension::Percent),
        ColumnKind::Score => known(Dimension::Score),
        ColumnKind::Count => known(Dimension::Count),
        ColumnKind::Year => known(Dimension::Year),
        ColumnKind::Number => known(Dimension::Number),
        ColumnKind::Line => CellType::Figure(Dim::Free),
        ColumnKind::Code => CellType::Text(TextSort::Code),
        ColumnKind::Label | ColumnKind::Text | ColumnKind::Measure => {
            CellType::Text(TextSort::Words)
        }
    }
}

/// The type of a column in some rows: rows of another kind than their column (公开10表: 辆) count.
pub(super) fn cell_type(schema: &TableSchema, column: ColumnId, rows: &Rows) -> CellType {
    let Some(column) = schema.columns.get(column.0 as usize) else {
        return CellType::Figure(Dim::Varies);
    };
    let own = kind_type(column.kind);
    if own != CellType::Figure(Dim::Known(Dimension::Amount)) {
        return own;
    }
    let mut kinds = rows_meant(schema, rows).map(|row| row.kind.map_or(own, kind_type));
    let first = kinds.next().unwrap_or(own);
    if kinds.all(|kind| kind == first) {
        first
    } else {
        CellType::Figure(Dim::Varies)
    }
}

/// The declared rows that a set of rows can mean; none if it means undeclared rows.
fn rows_meant<'s>(
    schema: &'s TableSchema,
    rows: &'s Rows,
) -> Box<dyn Iterator<Item = &'s RowDef> + 's> {
    match &rows.pick {
        Pick::Keys(keys) => Box::new(
            schema
                .rows
                .iter()
                .enumerate()
                .filter(|(index, row)| keys.iter().any(|key| key_means(key, *index, row)))
                .map(|(_, row)| row),
        ),
        Pick::Main => Box::new(schema.rows.iter().take(1)),
        Pick::All | Pick::Where(..) | Pick::Children(_) | Pick::Leaves(_) => {
            Box::new(schema.rows.iter())
        }
    }
}

fn key_means(key: &Key, index: usize, row: &RowDef) -> bool {
    match key {
        Key::Declared(declared) => usize::from(*declared) == index,
        Key::Line(line) => row.line == Some(*line),
        Key::Range(crate::program::SpanOf::Lines(from, to)) => {
            row.line.is_some_and(|line| (*from..=*to).contains(&line))
        }
        Key::Range(_) | Key::Label { .. } | Key::Code(_) => false,
        Key::Text { .. } => true,
    }
}

/// The set of rows that one row comes from, for its type.
pub(super) fn rows_of(row: &RowOf, table: crate::template::TableId) -> Rows {
    match row {
        RowOf::Only(rows) => (**rows).clone(),
        RowOf::Variable(_) | RowOf::Parent(_) => Rows::all(table),
    }
}

/// What figures measure that are added or compared.
pub(super) fn unify(left: (&Number, Dim), right: (&Number, Dim)) -> Result<Dim, Clash> {
    match (left.1, right.1) {
        (Dim::Varies, other) | (other, Dim::Varies) => Ok(other),
        (Dim::Free, Dim::Free) => Ok(Dim::Free),
        (Dim::Free, other) => adapt(left.0, other),
        (other, Dim::Free) => adapt(right.0, other),
        (Dim::Known(a), Dim::Known(b)) => together(a, b).map(Dim::Known).ok_or(Clash::Differ),
        (a, b) if a == b => Ok(a),
        _ => Err(Clash::Differ),
    }
}

/// A plain number beside something: money has several units, so the number must say which.
fn adapt(free: &Number, other: Dim) -> Result<Dim, Clash> {
    match other {
        Dim::Known(Dimension::Amount) | Dim::Product { .. } if !is_zero(free) => {
            Err(Clash::UnitMissing)
        }
        Dim::Known(Dimension::Percent) if is_above_one(free) => Err(Clash::UnitMissing),
        _ => Ok(other),
    }
}

fn together(a: Dimension, b: Dimension) -> Option<Dimension> {
    use Dimension::{Count, Number, Percent};
    match (a, b) {
        _ if a == b => Some(a),
        (Percent, Number) | (Number, Percent) => Some(Percent),
        (Count, Number) | (Number, Count) => Some(Count),
        _ => None,
    }
}

fn is_zero(number: &Number) -> bool {
    matches!(number, Number::Constant(value, _) if value.is_zero())
}

fn is_above_one(number: &Number) -> bool {
    matches!(number, Number::Constant(value, None) if *value > Decimal::ONE)
}

/// What a product (`sign` 1) or quotient (`sign` −1) measures.
pub(super) fn product(left: Dim, right: Dim, sign: i8) -> Result<Dim, Clash> {
    if left == Dim::Varies || right == Dim::Varies {
        return Ok(Dim::Varies);
    }
    let (la, ls) = exponents(left).ok_or(Clash::Product)?;
    let (ra, rs) = exponents(right).ok_or(Clash::Product)?;
    let amount = la.saturating_add(ra.saturating_mul(sign));
    let score = ls.saturating_add(rs.saturating_mul(sign));
    Ok(match (amount, score) {
        (1, 0) => Dim::Known(Dimension::Amount),
        (0, 1) => Dim::Known(Dimension::Score),
        // `10 * 执行率` adapts to points, `0.5 * 占比` to a percentage.
        (0, 0) if left == Dim::Free || right == Dim::Free => Dim::Free,
        (0, 0) => Dim::Known(Dimension::Number),
        (amount, score) => Dim::Product { amount, score },
    })
}

fn exponents(dim: Dim) -> Option<(i8, i8)> {
    match dim {
        Dim::Free | Dim::Varies => Some((0, 0)),
        Dim::Known(Dimension::Amount) => Some((1, 0)),
        Dim::Known(Dimension::Score) => Some((0, 1)),
        Dim::Known(Dimension::Percent | Dimension::Count | Dimension::Number) => Some((0, 0)),
        Dim::Known(Dimension::Year) => None,
        Dim::Product { amount, score } => Some((amount, score)),
    }
}
