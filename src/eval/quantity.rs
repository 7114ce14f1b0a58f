//! Numbers as they are shown: in the unit of the report, not in canonical units.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::figure::{Dimension, Figure, Unit, grouped};
use crate::program::Dim;

/// A number with its unit, in that unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantity {
    /// The number.
    pub value: Decimal,
    /// Its unit.
    pub unit: Unit,
}

/// The side of the relation on which a cell took part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Left of the comparison.
    Left,
    /// Right of it.
    Right,
    /// In a condition, key or text that led there.
    Context,
}

/// The two sides of a relation as formulas over the printed numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Working {
    /// `8,638,621.12`
    pub left: String,
    /// `7,753,338.96 + 8,600.00 = 7,761,938.96`
    pub right: String,
}

/// Decimals of a computed number beyond those of the printed ones.
const MORE_DECIMALS: u32 = 3;

/// In which units the numbers of one check are shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Units {
    /// Of money.
    amount: Unit,
    /// Of both sides.
    pub(super) sides: Unit,
    /// Most decimals printed among the figures.
    decimals: u32,
}

/// Decimals that a figure is shown with: those printed and dropped zeros; a blank's zero has none.
fn shown_decimals(figure: &Figure) -> u32 {
    match u32::from(figure.counting_decimals()) {
        counting if counting < Decimal::MAX_SCALE => counting,
        _ => u32::from(figure.decimals),
    }
}

impl Units {
    /// The units for a check over these figures, those of the left side first.
    pub(super) fn of(dim: Dim, figures: &[Figure]) -> Self {
        let amount = figures
            .iter()
            .map(|figure| figure.unit)
            .find(|unit| unit.dimension() == Dimension::Amount)
            .unwrap_or(Unit::Yuan);
        let sides = match dim {
            Dim::Known(Dimension::Amount) => amount,
            Dim::Known(Dimension::Percent) => Unit::Percent,
            Dim::Known(Dimension::Score) => Unit::Score,
            Dim::Known(Dimension::Count) => Unit::Count,
            Dim::Known(Dimension::Year) => Unit::Year,
            Dim::Varies => figures.first().map_or(Unit::Number, |figure| figure.unit),
            Dim::Known(Dimension::Number) | Dim::Free | Dim::Product { .. } => Unit::Number,
        };
        let decimals = figures
            .iter()
            .filter(|figure| figure.unit.dimension() == sides.dimension())
            .map(shown_decimals)
            .max()
            .unwrap_or(match sides.dimension() {
                Dimension::Amount | Dimension::Percent => 2,
                _ => 0,
            });
        Self {
            amount,
            sides,
            decimals,
        }
    }

    /// A given unit for a number computed from these figures.
    pub(super) fn in_unit(unit: Unit, figures: &[Figure]) -> Self {
        let dim = Dim::Known(unit.dimension());
        let own = Self::of(dim, figures);
        Self { sides: unit, ..own }
    }

    /// A canonical number in the unit of the sides.
    pub(super) fn side(&self, value: Decimal) -> Quantity {
        let shown = value.checked_div(self.sides.factor()).unwrap_or(value);
        Quantity {
            value: self.tidy(shown),
            unit: self.sides,
        }
    }

    /// No more decimals than help, and at least those printed.
    fn tidy(&self, value: Decimal) -> Decimal {
        let most = self.decimals.saturating_add(MORE_DECIMALS);
        let mut tidy = value
            .round_dp_with_strategy(most, RoundingStrategy::MidpointAwayFromZero)
            .normalize();
        if tidy.scale() < self.decimals {
            tidy.rescale(self.decimals);
        }
        tidy
    }

    /// A side's value for a working: `403.15`, `19.93%`.
    pub(super) fn value(&self, value: Decimal) -> String {
        let quantity = self.side(value);
        let mark = match quantity.unit {
            Unit::Percent => "%",
            _ => "",
        };
        format!("{}{mark}", grouped(quantity.value))
    }

    /// A printed figure: money in the unit of the check, anything else as printed.
    pub(super) fn figure(&self, figure: &Figure) -> String {
        match figure.unit.dimension() {
            Dimension::Amount => {
                let mut shown = figure
                    .value
                    .checked_div(self.amount.factor())
                    .unwrap_or(figure.value)
                    .normalize();
                let least = shown_decimals(figure);
                if figure.unit == self.amount && shown.scale() < least {
                    shown.rescale(least);
                }
                grouped(shown)
            }
            Dimension::Percent => format!("{}%", grouped(figure.printed)),
            Dimension::Year => figure.printed.normalize().to_string(),
            _ => grouped(figure.printed),
        }
    }

    /// A slack in the unit of the sides, in full.
    pub(super) fn slack(&self, value: Decimal) -> Decimal {
        value
            .checked_div(self.sides.factor())
            .unwrap_or(value)
            .normalize()
    }

    /// A constant that stands in a sum of one of the sides.
    pub(super) fn constant_side(&self, value: Decimal) -> String {
        let shown = self.slack(value);
        let mark = if self.sides == Unit::Percent { "%" } else { "" };
        format!("{}{mark}", grouped(shown))
    }
}
