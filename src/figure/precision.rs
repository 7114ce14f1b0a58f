//! How precisely a template's forms print their figures.

use super::Unit;

/// The rules of a form that say which decimals of a printed figure count.
///
/// ```
/// use gouji::figure::{Precision, Unit};
/// let form = Precision { exact_in: Some(Unit::Yuan), ..Precision::default() };
/// assert_eq!(form.with_places(4).percent_places, 4);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Precision {
    /// Decimals of amounts. Trailing zeros get dropped, so `140万元` means 140.00 when this is 2.
    pub amount_places: u8,
    /// The unit in which amounts are exact (a ledger is kept in 分), if any.
    pub exact_in: Option<Unit>,
    /// Decimals asked of percents. Fewer printed decimals widen what the figure stands for.
    pub percent_places: u8,
    /// Decimals asked of scores. Scores are exact, yet one that was computed (weight × rate) was
    /// rounded; see [`super::Figure::computed`].
    pub score_places: u8,
}

impl Default for Precision {
    /// Two decimals everywhere, amounts exact in 元.
    fn default() -> Self {
        Self {
            amount_places: 2,
            exact_in: Some(Unit::Yuan),
            percent_places: 2,
            score_places: 2,
        }
    }
}

impl Precision {
    /// The same rules for a column that asks for another number of decimals.
    #[must_use]
    pub fn with_places(self, places: u8) -> Self {
        Self {
            amount_places: places,
            percent_places: places,
            score_places: places,
            ..self
        }
    }
}
