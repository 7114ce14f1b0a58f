//! Texts of a report, and comparing them.

use std::borrow::Cow;
use std::rc::Rc;

use super::site::{Found, Site};
use super::verdict::{About, Trouble, UndecidedReason};
use crate::document::{NameCore, NameMatch, label_key};
use crate::figure::{Measure, Reached, read_measure};
use crate::program::{CellOf, Text};
use crate::report::{CellRef, Content, RowId};
use crate::template::{BlankMeaning, ColumnKind, TableId, TableKind};

impl<'a> Site<'a> {
    /// A text as printed.
    pub(super) fn text(&self, text: &Text) -> Found<String> {
        match text {
            Text::Constant(text) => Ok(text.clone()),
            Text::Cell(cell) => self.cell_text(cell).map(str::to_owned),
            Text::Label(table, row) => {
                let id = self.one(row)?;
                let row = self.named_row(*table, id)?;
                Ok(match row.label {
                    Some(place) => self.report.document.text_at(place).to_owned(),
                    None => row.key.clone(),
                })
            }
            Text::Code(table, row) => {
                let id = self.one(row)?;
                let row = self.named_row(*table, id)?;
                // A row without code is certain to have none: a total, a heading.
                Ok(row.code.clone().unwrap_or_default())
            }
            // A band is compared by its bands, see `Lowering`; its name alone is the printed figure's.
            Text::Band(_) => Err(Trouble::new(UndecidedReason::Uncertain, About::Report)),
        }
    }

    /// A text as it is compared: normalised.
    pub(super) fn text_key<'t>(&'t self, text: &'t Text) -> Found<Cow<'t, str>> {
        match text {
            Text::Constant(text) => Ok(label_key(text)),
            Text::Cell(cell) => Ok(label_key(self.cell_text(cell)?)),
            Text::Label(table, row) => {
                let id = self.one(row)?;
                self.look_at(*table, id, ColumnKind::Label);
                Ok(Cow::Borrowed(&self.named_row(*table, id)?.key))
            }
            Text::Code(table, row) => {
                let id = self.one(row)?;
                self.look_at(*table, id, ColumnKind::Code);
                // A row without code is certain to have none: a total, a heading.
                let code = self.named_row(*table, id)?.code.as_deref();
                Ok(Cow::Borrowed(code.unwrap_or_default()))
            }
            Text::Band(_) => self.text(text).map(Cow::Owned),
        }
    }

    /// Notes that a row's name or code was looked at.
    fn look_at(&self, table: TableId, row: RowId, kind: ColumnKind) {
        if self.trace.is_some()
            && let Some(schema) = self.schema_of(table)
            && let Some(column) = schema.column_of_kind(kind)
        {
            self.look(CellRef { table, row, column });
        }
    }

    /// A text as conditions compare it: nothing printed is the empty text where the form leaves
    /// cells blank on purpose. (In forms that merge cells, a blank may stand for the cell above.)
    pub(super) fn text_in_condition<'t>(&'t self, text: &'t Text) -> Found<Cow<'t, str>> {
        match self.text_key(text) {
            Err(Trouble {
                reason: UndecidedReason::Blank,
                about: About::Cell(at),
            }) if self.blank_is_certain(at.table) => Ok(Cow::Borrowed("")),
            other => other,
        }
    }

    fn blank_is_certain(&self, table: TableId) -> bool {
        self.schema_of(table).is_some_and(|schema| {
            schema.blank == BlankMeaning::Zero
                || matches!(schema.kind, TableKind::Statements | TableKind::Report)
        })
    }

    fn cell_text(&self, cell: &CellOf) -> Found<&'a str> {
        let at = self.cell(cell)?;
        self.look(at);
        let trouble = |reason| Err(Trouble::new(reason, About::Cell(at)));
        let Some(found) = self.report.cell(at) else {
            return trouble(UndecidedReason::ColumnMissing);
        };
        match found.content {
            Content::Figure(_) | Content::Text | Content::Given(_) | Content::Unreadable => {
                Ok(self.report.text(found))
            }
            Content::Blank => trouble(UndecidedReason::Blank),
            Content::Dash => trouble(UndecidedReason::Dash),
            Content::Uncertain(_) => trouble(UndecidedReason::Uncertain),
            Content::NoColumn => trouble(UndecidedReason::ColumnMissing),
        }
    }

    /// `same_name(a, b)`: how alike two names are.
    pub(super) fn alike_names(&self, left: &Text, right: &Text) -> Found<NameMatch> {
        let (left, right) = (self.text_key(left)?, self.text_key(right)?);
        Ok(self.name_core(&left).alike(&self.name_core(&right)))
    }

    fn name_core(&self, name: &str) -> Rc<NameCore> {
        let Some(known) = self.names else {
            return Rc::new(NameCore::of(name));
        };
        if let Some(core) = known.borrow().get(name) {
            return Rc::clone(core);
        }
        let core = Rc::new(NameCore::of(name));
        known.borrow_mut().insert(name.to_owned(), Rc::clone(&core));
        core
    }

    /// `reached(actual, target)`, `exceeded(actual, target)`: how an actual value stands to its target. A
    /// word against a number, other units, or no operator: nobody can say.
    pub(super) fn measured(
        &self,
        actual: &Text,
        target: &Text,
        asked: fn(&Measure, &Measure) -> Reached,
    ) -> Found<bool> {
        let (one, about) = self.measure(actual)?;
        let (other, _) = self.measure(target)?;
        match asked(&one, &other) {
            Reached::Yes => Ok(true),
            Reached::No => Ok(false),
            Reached::Unknown => Err(Trouble::new(UndecidedReason::Incomparable, about)),
        }
    }

    fn measure(&self, text: &Text) -> Found<(Measure, About)> {
        let (printed, about) = match text {
            Text::Cell(cell) => {
                let at = self.cell(cell)?;
                (Cow::Borrowed(self.cell_text(cell)?), About::Cell(at))
            }
            other => (self.text_key(other)?, About::Report),
        };
        match read_measure(&printed) {
            Some(measure) => Ok((measure, about)),
            None => Err(Trouble::new(UndecidedReason::Incomparable, about)),
        }
    }
}
