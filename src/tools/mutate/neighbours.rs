//! What could have been printed instead of a figure: the total without one item, the line above, the year
//! before.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::diagnose::previous_amounts;
use crate::engine::Checked;
use crate::eval::Term;
use crate::figure::Figure;
use crate::report::{CellRef, Content, RowId};
use crate::template::ColumnKind;
use crate::tools::printed::digits;

/// A checked report, and the last year's amounts that it states.
pub(super) struct Neighbours<'c> {
    checked: &'c Checked,
    /// Last year's amount by this year's, both in 元.
    previous: BTreeMap<Decimal, Decimal>,
}

impl<'c> Neighbours<'c> {
    pub(super) fn of(checked: &'c Checked) -> Self {
        Self {
            checked,
            previous: previous_amounts(&checked.report),
        }
    }

    fn figure(&self, cell: CellRef) -> Option<Figure> {
        match self.checked.report.cell(cell)?.content {
            Content::Figure(figure) => Some(figure),
            _ => None,
        }
    }

    /// The figure without one of the items that it is the sum of; `None` if it is no sum of two.
    pub(super) fn without_an_item(&self, cell: CellRef) -> Option<Decimal> {
        let plan = &self.checked.plan;
        let own = self.figure(cell)?;
        let items = plan
            .checks_of(cell)
            .iter()
            .filter(|check| plan.is_linear(**check))
            .find_map(|check| self.items(cell, plan.terms(*check)))?;
        let at = usize::try_from(cell.row.0).ok()?.checked_rem(items.len())?;
        let item = items.get(at)?.checked_div(own.unit.factor())?;
        own.printed.checked_sub(item)
    }

    /// The values other than zero of the parts of a sum, if a cell is the whole of it.
    fn items(&self, cell: CellRef, terms: &[Term]) -> Option<Vec<Decimal>> {
        let plan = &self.checked.plan;
        let own = terms
            .iter()
            .find(|term| plan.cell_of(term.figure) == Some(cell))?
            .factor()
            .ok()?;
        let mut items = Vec::new();
        for term in terms {
            let of = plan.cell_of(term.figure)?;
            if of == cell {
                continue;
            }
            let factor = term.factor().ok()?;
            if factor.is_sign_negative() == own.is_sign_negative() {
                return None;
            }
            let value = plan.figure(of)?.value;
            if !value.is_zero() {
                items.push(value);
            }
        }
        (items.len() > 1).then_some(items)
    }

    /// The figure of the line above in the same column, as printed.
    pub(super) fn above(&self, cell: CellRef) -> Option<(String, Figure)> {
        let report = &self.checked.report;
        let above = CellRef {
            row: RowId(cell.row.0.checked_sub(1)?),
            ..cell
        };
        let (own, figure) = (self.figure(cell)?, self.figure(above)?);
        let differs = figure.value != own.value && !figure.value.is_zero();
        let found = (differs && figure.unit == own.unit).then(|| {
            let place = report.cell(above).map(|one| one.place);
            let digits = place.and_then(|place| digits(report, place, &figure));
            let text = digits.map_or("", |digits| report.document.text_at(digits));
            (text.to_owned(), figure)
        });
        found.filter(|(text, _)| !text.is_empty())
    }

    /// Last year's amount in a figure's unit, if the report says what it was.
    pub(super) fn year_before(&self, cell: CellRef) -> Option<Decimal> {
        let own = self.figure(cell)?;
        let schema = self.checked.report.template.schema.get(cell.table)?;
        let kind = schema.columns.get(cell.column.0 as usize)?.kind;
        if kind != ColumnKind::Amount {
            return None;
        }
        let before = self.previous.get(&own.value.normalize())?;
        before.checked_div(own.unit.factor())
    }
}
