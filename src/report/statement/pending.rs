//! A table whose title or form number was read and whose rows have not begun.

use super::facts::Facts;
use crate::document::Place;
use crate::figure::Unit;
use crate::report::model::HeaderFacts;

/// What has been seen of a table whose rows have not begun.
#[derive(Debug, Default)]
pub(super) struct Pending {
    pub(super) table: Option<u16>,
    /// A line that may be a title no template knows.
    pub(super) unknown: Option<Place>,
    pub(super) header: HeaderFacts,
    pub(super) unit_open: bool,
    pub(super) code_open: bool,
    pub(super) strangers: u8,
}

impl Pending {
    /// Whether anything but a title stands above the rows.
    pub(super) fn has_facts(&self) -> bool {
        let header = &self.header;
        header.code.is_some()
            || header.year.is_some()
            || header.unit.is_some()
            || header.body.is_some()
            || self.unit_open
    }

    /// Adds what a line says of the table.
    pub(super) fn take(&mut self, facts: Facts) {
        self.code_open |= facts.code_open;
        self.unit_open |= facts.unit_open;
        let header = &mut self.header;
        header.code = facts.code.or(header.code);
        header.year = facts.year.or(header.year);
        header.unit = facts.unit.or(header.unit);
        header.body = facts.body.or(header.body.take());
    }

    /// The 表 that was missing after `公开02`.
    pub(super) fn end_code(&mut self, end: u32) {
        self.code_open = false;
        if let Some(code) = &mut self.header.code {
            code.end = end;
        }
    }

    /// The unit that was missing after `金额单位：`.
    pub(super) fn end_unit(&mut self, unit: Option<Unit>, place: Place) {
        self.unit_open = false;
        self.header.unit = unit.map(|unit| (unit, place));
    }

    /// A title; `false` if another table's is waiting for its rows.
    pub(super) fn accept_title(&mut self, table: u16, place: Place) -> bool {
        let accepted = self.table.is_none_or(|own| own == table);
        if accepted {
            self.table = Some(table);
            self.header.title = Some(place);
        }
        accepted
    }
}
