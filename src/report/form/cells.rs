//! From the text of a form's cell to its content.

use crate::document::{Document, Place};
use crate::figure::{Figure, PrintedNumber, Unit, is_dash, read_number};
use crate::report::{Cell, Content};
use crate::template::{ColumnKind, Template};

/// Makes cells of one zone.
pub(super) struct CellBuilder<'a> {
    document: &'a Document,
    template: &'a Template,
    unit: Unit,
}

impl<'a> CellBuilder<'a> {
    /// Amounts are in `unit`, or in the template's default.
    pub(super) fn new(document: &'a Document, template: &'a Template, unit: Option<Unit>) -> Self {
        Self {
            document,
            template,
            unit: unit.unwrap_or(template.amount.default_unit),
        }
    }

    /// The cell at a place.
    pub(super) fn cell(&self, kind: ColumnKind, unit: Option<Unit>, place: Place) -> Cell {
        Cell {
            content: self.content(kind, unit, self.document.text_at(place)),
            place,
        }
    }

    fn content(&self, kind: ColumnKind, unit: Option<Unit>, text: &str) -> Content {
        let Some(own) = self.unit_of(kind) else {
            return Content::Text;
        };
        if text.is_empty() {
            return Content::Blank;
        }
        if is_dash(text) {
            return Content::Dash;
        }
        let body = text.trim_end_matches(['%', '％', '分']).trim_end();
        match read_number(body) {
            Some(number) => Figure::read(number, unit.unwrap_or(own), &self.template.precision())
                .map_or(Content::Unreadable, Content::Figure),
            None => Content::Unreadable,
        }
    }

    /// The figure of a number that was read already (in a sentence).
    pub(super) fn stated(&self, kind: ColumnKind, number: PrintedNumber, place: Place) -> Cell {
        let unit = self.unit_of(kind).unwrap_or(Unit::Number);
        let content = Figure::read(number, unit, &self.template.precision())
            .map_or(Content::Unreadable, Content::Figure);
        Cell { content, place }
    }

    fn unit_of(&self, kind: ColumnKind) -> Option<Unit> {
        Some(match kind {
            ColumnKind::Amount | ColumnKind::Change => self.unit,
            ColumnKind::Percent | ColumnKind::ChangePercent => Unit::Percent,
            ColumnKind::Score => Unit::Score,
            ColumnKind::Count => Unit::Count,
            ColumnKind::Number | ColumnKind::Line => Unit::Number,
            ColumnKind::Year => Unit::Year,
            ColumnKind::Label | ColumnKind::Code | ColumnKind::Text | ColumnKind::Measure => {
                return None;
            }
        })
    }
}

/// A cell of text.
pub(super) fn text_cell(place: Place) -> Cell {
    Cell {
        content: Content::Text,
        place,
    }
}
