//! A report with some row variables bound: where the rows that a rule names are looked up.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::kin::Kin;
use super::verdict::{About, Trouble, UndecidedReason};
use crate::document::NameCore;
use crate::program::{Variable, VariableId};
use crate::report::{CellRef, Doubt, Presence, Report, RowId, Table};
use crate::template::{ColumnId, Schema, TableId, TableKind, TableSchema};

/// What looking something up gives.
pub(super) type Found<T> = Result<T, Trouble>;

/// Rows found.
pub(super) type RowList = SmallVec<[RowId; 8]>;

/// Rows bound to variables.
pub(super) type Bindings = SmallVec<[RowId; 4]>;

/// A variable that is not bound.
pub(super) const UNBOUND: RowId = RowId(u32::MAX);

/// A report, and the rows that variables stand for.
#[derive(Clone)]
pub(super) struct Site<'a> {
    pub(super) report: &'a Report,
    pub(super) schema: &'a Schema,
    pub(super) kin: &'a Kin,
    /// The rule's variables.
    pub(super) tables: &'a [Variable],
    /// By [`VariableId`].
    pub(super) bindings: Bindings,
    /// Cells looked at in conditions, keys and texts, if somebody wants to know.
    pub(super) trace: Option<&'a RefCell<Vec<CellRef>>>,
    /// Rows looked at so far, if somebody counts.
    pub(super) visits: Option<&'a Cell<usize>>,
    /// Names that were compared so far, if many are.
    pub(super) names: Option<&'a NameCores>,
}

/// Names by what is printed. A join of forms and text by name compares every name with every other.
pub(super) type NameCores = RefCell<FxHashMap<String, Rc<NameCore>>>;

impl<'a> Site<'a> {
    /// Nothing bound yet.
    pub(super) fn new(
        report: &'a Report,
        schema: &'a Schema,
        kin: &'a Kin,
        tables: &'a [Variable],
    ) -> Self {
        Self {
            report,
            schema,
            kin,
            tables,
            bindings: Bindings::new(),
            trace: None,
            visits: None,
            names: None,
        }
    }

    /// The same with a variable bound.
    pub(super) fn with(&self, variable: VariableId, row: RowId) -> Self {
        let mut site = self.clone();
        let index = usize::from(variable.0);
        if site.bindings.len() <= index {
            site.bindings.resize(index.saturating_add(1), UNBOUND);
        }
        if let Some(entry) = site.bindings.get_mut(index) {
            *entry = row;
        }
        site
    }

    /// The row of a variable. Unbound ones cannot occur in a checked rule.
    pub(super) fn bound(&self, variable: VariableId) -> RowId {
        self.bindings
            .get(usize::from(variable.0))
            .copied()
            .unwrap_or(UNBOUND)
    }

    /// Counts rows that were looked at.
    pub(super) fn visit(&self, rows: usize) {
        if let Some(visits) = self.visits {
            visits.set(visits.get().saturating_add(rows));
        }
    }

    /// Notes that a cell was looked at.
    pub(super) fn look(&self, cell: CellRef) {
        if let Some(trace) = self.trace
            && let Ok(mut cells) = trace.try_borrow_mut()
            && !cells.contains(&cell)
        {
            cells.push(cell);
        }
    }

    /// A table that is in the report.
    pub(super) fn table(&self, id: TableId) -> Found<&'a Table> {
        match self.report.table(id) {
            Some(table) if table.presence == Presence::Found => Ok(table),
            _ => Err(Trouble::new(
                UndecidedReason::TableMissing,
                About::Table(id),
            )),
        }
    }

    /// The schema of a table.
    pub(super) fn schema_of(&self, id: TableId) -> Option<&'a TableSchema> {
        self.schema.get(id)
    }

    /// What a table was made from.
    pub(super) fn kind(&self, id: TableId) -> Option<TableKind> {
        self.schema.get(id).map(|table| table.kind)
    }

    /// A row of a table that is in the report.
    pub(super) fn row(&self, table: TableId, row: RowId) -> Found<&'a crate::report::Row> {
        self.table(table)?
            .rows
            .get(row.0 as usize)
            .ok_or_else(|| Trouble::new(UndecidedReason::RowMissing, About::Table(table)))
    }

    /// A row whose identity is certain: needed where its place in the classification matters.
    pub(super) fn certain_row(&self, table: TableId, row: RowId) -> Found<&'a crate::report::Row> {
        let found = self.row(table, row)?;
        if found.doubt.is_some() {
            return Err(Trouble::new(
                UndecidedReason::Uncertain,
                About::Row(table, row),
            ));
        }
        Ok(found)
    }

    /// A row whose printed name and code are certain. Another row may print the same: whoever looks
    /// a row up by name then finds several.
    pub(super) fn named_row(&self, table: TableId, row: RowId) -> Found<&'a crate::report::Row> {
        let found = self.row(table, row)?;
        if matches!(found.doubt, None | Some(Doubt::Ambiguous)) {
            return Ok(found);
        }
        self.certain_row(table, row)
    }

    /// Whether the table has a column.
    pub(super) fn has_column(&self, table: TableId, column: ColumnId) -> Found<()> {
        let found = self.table(table)?;
        match found.has_column.get(column.0 as usize) {
            Some(true) => Ok(()),
            _ => Err(Trouble::new(
                UndecidedReason::ColumnMissing,
                About::Column(table, column),
            )),
        }
    }

    /// Whether what is missing is a column that the template allows a report to leave out.
    pub(super) fn lacks_optional(&self, trouble: &Trouble) -> bool {
        let (UndecidedReason::ColumnMissing, About::Column(table, column)) =
            (trouble.reason, &trouble.about)
        else {
            return false;
        };
        self.schema_of(*table)
            .and_then(|schema| schema.columns.get(column.0 as usize))
            .is_some_and(|column| column.optional)
    }
}
