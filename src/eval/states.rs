//! What a cell, row or table is: printed, blank, dash, missing, present.

use super::site::{Found, Site};
use super::verdict::{About, Trouble, UndecidedReason};
use crate::program::{Pick, RowOf, Rows, Subject};
use crate::report::{CellRef, Content, Presence, RowId};
use crate::syntax::ast::{Relatives, State};
use crate::template::{TableId, TableKind};

/// Whether something is there at all.
enum There<T> {
    Yes(T),
    No,
}

impl Site<'_> {
    /// `subject is state`
    pub(super) fn is(&self, subject: &Subject, state: State) -> Found<bool> {
        let there = match subject {
            Subject::Cell(cell) => self.there(cell.table, || self.cell(cell))?,
            Subject::Row(table, row) => return self.row_is(*table, row, state),
            Subject::Rows(rows) => return self.rows_are(rows, state),
        };
        match there {
            There::No => Ok(state == State::Missing),
            There::Yes(cell) => self.cell_is(cell, state),
        }
    }

    /// Whether something is there: not so if its table, row or column is certainly not.
    fn there<T>(&self, table: TableId, find: impl Fn() -> Found<T>) -> Found<There<T>> {
        if !self.table_is_there(table)? {
            return Ok(There::No);
        }
        match find() {
            Ok(found) => Ok(There::Yes(found)),
            Err(Trouble {
                reason: UndecidedReason::RowMissing | UndecidedReason::ColumnMissing,
                ..
            }) => Ok(There::No),
            Err(trouble) => Err(trouble),
        }
    }

    /// Whether a table is in the report; undecided if something there names it.
    fn table_is_there(&self, table: TableId) -> Found<bool> {
        match self.report.table(table).map(|found| found.presence) {
            Some(Presence::Found) => Ok(true),
            Some(Presence::Missing) | None => Ok(false),
            Some(Presence::Named(_)) => Err(Trouble::new(
                UndecidedReason::TableMissing,
                About::Table(table),
            )),
        }
    }

    fn cell_is(&self, at: CellRef, state: State) -> Found<bool> {
        self.look(at);
        let content = match self.report.cell(at) {
            Some(cell) => cell.content,
            None => Content::NoColumn,
        };
        let trouble = |reason| Err(Trouble::new(reason, About::Cell(at)));
        match (content, state) {
            (Content::NoColumn, State::Missing) => Ok(true),
            (Content::NoColumn, _) => Ok(false),
            (_, State::Missing) => Ok(false),
            (_, State::Present) => Ok(true),
            (Content::Figure(_) | Content::Text | Content::Given(_), state) => {
                Ok(state == State::Printed)
            }
            (Content::Blank, state) => Ok(state == State::Blank),
            (Content::Dash, state) => Ok(state == State::Dash),
            (Content::Unreadable, State::Printed) => trouble(UndecidedReason::Unreadable),
            (Content::Unreadable, _) => Ok(false),
            (Content::Uncertain(_), _) => trouble(UndecidedReason::Uncertain),
        }
    }

    fn row_is(&self, table: TableId, row: &RowOf, state: State) -> Found<bool> {
        if self.kind(table) == Some(TableKind::Statements)
            && matches!(state, State::Missing | State::Present)
        {
            let there = self.statement_is_there(self.one(row)?)?;
            return Ok(there == (state == State::Present));
        }
        let id = match self.there(table, || self.one(row))? {
            There::No => return Ok(state == State::Missing),
            There::Yes(id) => id,
        };
        match state {
            State::Missing => Ok(false),
            State::Present => Ok(true),
            State::Printed => self.any_cell(table, id, State::Printed),
            State::Dash => self.any_cell(table, id, State::Dash),
            State::Blank => Ok(!self.any_cell(table, id, State::Printed)?
                && !self.any_cell(table, id, State::Dash)?),
        }
    }

    /// Whether a column of figures of a row is in a state.
    fn any_cell(&self, table: TableId, row: RowId, state: State) -> Found<bool> {
        use crate::template::ColumnKind as K;
        let columns = self.schema_of(table).map(|s| s.columns.as_slice());
        for (index, column) in columns.unwrap_or_default().iter().enumerate() {
            if matches!(column.kind, K::Label | K::Line | K::Code) {
                continue;
            }
            let column = crate::template::ColumnId(u16::try_from(index).unwrap_or(u16::MAX));
            let at = CellRef { table, row, column };
            if self.cell_is(at, state)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn rows_are(&self, rows: &Rows, state: State) -> Found<bool> {
        if !self.table_is_there(rows.table)? {
            return Ok(state == State::Missing);
        }
        if rows.pick == Pick::All && rows.owner.is_none() {
            return Ok(matches!(state, State::Present | State::Printed));
        }
        let some = !self.rows(rows)?.is_empty();
        if !some {
            self.complete(rows)?;
        }
        Ok(some == matches!(state, State::Present | State::Printed))
    }

    /// Whether the statutory table of a row of 报表 is in the report.
    fn statement_is_there(&self, row: RowId) -> Found<bool> {
        let mut named = None;
        for (index, table) in self.schema.tables.iter().enumerate() {
            let TableKind::Panel { table, .. } = table.kind else {
                continue;
            };
            if u32::from(table) != row.0 {
                continue;
            }
            let id = TableId(u16::try_from(index).unwrap_or(u16::MAX));
            match self.report.table(id).map(|found| found.presence) {
                Some(Presence::Found) => return Ok(true),
                Some(Presence::Named(_)) => named = Some(id),
                Some(Presence::Missing) | None => {}
            }
        }
        match named {
            Some(id) => Err(Trouble::new(
                UndecidedReason::TableMissing,
                About::Table(id),
            )),
            None => Ok(false),
        }
    }

    /// `row has relatives`
    pub(super) fn has(&self, table: TableId, row: &RowOf, relatives: Relatives) -> Found<bool> {
        let id = self.one(row)?;
        let found = self.certain_row(table, id)?;
        let has = match relatives {
            Relatives::Children => !self.kin.children(table, id).is_empty(),
            Relatives::Parent => found.parent.is_some(),
        };
        if !has && self.table(table)?.rows_doubt.is_some() {
            return Err(Trouble::new(
                UndecidedReason::RowsIncomplete,
                About::Table(table),
            ));
        }
        Ok(has)
    }
}
