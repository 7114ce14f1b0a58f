//! Canonical values as people read them: in the unit of the report, with the decimals that count.

use rust_decimal::{Decimal, RoundingStrategy};

use super::Quantity;
use crate::eval::Comparison;
use crate::figure::{Dimension, Unit, grouped};
use crate::report::{CellRef, Content, Report};

/// Decimals beyond those printed that are shown of a computed quotient.
const MORE_DECIMALS: u32 = 2;

/// The unit and decimals in which the two sides of a check are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    unit: Unit,
    decimals: u32,
}

impl Scale {
    /// From the cells that took part: the unit of the first that measures what the sides measure.
    ///
    /// A quotient (a plain number) is shown as a percentage when one was printed.
    pub(super) fn of(
        report: &Report,
        cells: impl Iterator<Item = CellRef> + Clone,
        dimension: Option<Dimension>,
    ) -> Self {
        let figures = cells.filter_map(|cell| match report.cell(cell)?.content {
            Content::Figure(figure) => Some(figure),
            _ => None,
        });
        let fitting = |unit: Unit| match (dimension, unit.dimension()) {
            (None, _) | (Some(Dimension::Number), Dimension::Percent) => true,
            (Some(wanted), measured) => wanted == measured,
        };
        let unit = figures
            .clone()
            .map(|figure| figure.unit)
            .find(|unit| fitting(*unit));
        let unit = unit.or(dimension.map(canonical)).unwrap_or(Unit::Number);
        let decimals = figures
            .filter(|figure| figure.unit == unit)
            .map(|figure| u32::from(figure.decimals))
            .max();
        Self {
            unit,
            decimals: decimals.unwrap_or(0),
        }
    }

    /// A canonical value in this unit. Sums keep all their decimals, quotients a few more than printed.
    pub(super) fn shown(self, value: Decimal) -> Decimal {
        let Some(value) = value.checked_div(self.unit.factor()) else {
            return value;
        };
        let value = value.normalize();
        let most = self.decimals.saturating_add(MORE_DECIMALS);
        let mut value = if value.scale() > most {
            value
                .round_dp_with_strategy(most, RoundingStrategy::MidpointAwayFromZero)
                .normalize()
        } else {
            value
        };
        if value.scale() < self.decimals {
            value.rescale(self.decimals);
        }
        value
    }

    /// A canonical value as a sentence says it: `403.05万元`.
    pub(super) fn said(self, value: Decimal) -> String {
        let number = grouped(self.shown(value));
        match self.unit {
            // Which measure word belongs to them (人, 辆, 次) is not known.
            Unit::Count => number,
            unit => format!("{number}{}", unit.symbol()),
        }
    }

    /// A canonical value with its unit.
    pub(super) fn quantity(self, value: Decimal) -> Quantity {
        Quantity {
            value: self.shown(value),
            unit: self.unit,
        }
    }

    /// What rounding allows, never shown as more than it is.
    pub(super) fn allowed(self, sides: &Comparison) -> Decimal {
        let allowed = sides
            .allowed
            .checked_div(self.unit.factor())
            .unwrap_or(sides.allowed);
        let most = self.decimals.saturating_add(MORE_DECIMALS);
        allowed
            .round_dp_with_strategy(most, RoundingStrategy::ToZero)
            .normalize()
    }
}

fn canonical(dimension: Dimension) -> Unit {
    match dimension {
        Dimension::Amount => Unit::Yuan,
        Dimension::Percent => Unit::Percent,
        Dimension::Score => Unit::Score,
        Dimension::Count => Unit::Count,
        Dimension::Year => Unit::Year,
        Dimension::Number => Unit::Number,
    }
}
