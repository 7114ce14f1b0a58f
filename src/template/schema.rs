//! The logical tables of a template: what rules can name, and what a report is bound to.
//!
//! Everything is a table. A panel is a table of its own (`收支总表.收入`); a form is a table with one
//! row per instance whose columns are its fields and totals; an inner table of a form is a table whose
//! rows belong to a row of the form (`自评表.指标`); a claim is a table with one row per match.
//! Two tables exist in every template: `报告` (one row: 年度, 单位, 部门) and `报表` (one row per
//! statutory table: 名称, 年度, 单位, 部门, 必需, 目录).

use std::sync::Arc;

use super::{BlankMeaning, ColumnKind, RowDef};
use crate::figure::Unit;
use crate::source::Span;

/// Something written in a template, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// Index of a logical table in [`Schema::tables`] and in a bound report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableId(pub u16);

/// Index of a column within its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnId(pub u16);

/// What a logical table was made from; the indexes point into the template's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableKind {
    /// `报告`
    Report,
    /// `报表`
    Statements,
    /// A panel of a statutory table.
    Panel {
        /// Index into `Template::tables`.
        table: u16,
        /// Index into `TableDef::panels`.
        panel: u16,
    },
    /// A form.
    Form {
        /// Index into `Template::forms`.
        form: u16,
    },
    /// An inner table of a form.
    FormTable {
        /// Index into `Template::forms`.
        form: u16,
        /// Index into `FormDef::tables`.
        table: u16,
    },
    /// A claim.
    Claim {
        /// Index into `Template::claims`.
        claim: u16,
    },
}

/// A column as rules see it.
#[derive(Debug, Clone)]
pub struct ColumnSchema {
    /// Id used by rules.
    pub id: String,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// May be absent.
    pub optional: bool,
    /// Unit when fixed by the template.
    pub unit: Option<Unit>,
}

/// A logical table.
#[derive(Debug, Clone)]
pub struct TableSchema {
    /// Path as rules write it: `收支总表.收入`.
    pub path: String,
    /// What it was made from.
    pub kind: TableKind,
    /// The form that an inner table belongs to.
    pub parent: Option<TableId>,
    /// Columns.
    pub columns: Vec<ColumnSchema>,
    /// Rows declared by the template (`报表`: its statutory tables).
    pub rows: Arc<[RowDef]>,
    /// The report may hold rows that are not declared; a rule may name them.
    pub open: bool,
    /// Meaning of blank cells.
    pub blank: BlankMeaning,
    /// Place in the template.
    pub span: Span,
}

impl TableSchema {
    /// The column with an id.
    #[must_use]
    pub fn column(&self, id: &str) -> Option<ColumnId> {
        let index = self.columns.iter().position(|column| column.id == id)?;
        u16::try_from(index).ok().map(ColumnId)
    }

    /// The only column of figures, if there is exactly one; then rules need not name it.
    #[must_use]
    pub fn single_value_column(&self) -> Option<ColumnId> {
        let mut figures = self.columns.iter().enumerate().filter(|(_, column)| {
            !matches!(
                column.kind,
                ColumnKind::Label | ColumnKind::Line | ColumnKind::Code | ColumnKind::Text
            )
        });
        let (index, _) = figures.next()?;
        figures
            .next()
            .is_none()
            .then(|| u16::try_from(index).ok().map(ColumnId))
            .flatten()
    }

    /// The first column of a kind.
    #[must_use]
    pub fn column_of_kind(&self, kind: ColumnKind) -> Option<ColumnId> {
        let index = self.columns.iter().position(|column| column.kind == kind)?;
        u16::try_from(index).ok().map(ColumnId)
    }
}

/// All logical tables of a template.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// In a fixed order; [`TableId`] is the index.
    pub tables: Vec<TableSchema>,
}

impl Schema {
    /// The table with a path.
    #[must_use]
    pub fn table(&self, path: &str) -> Option<TableId> {
        let index = self.tables.iter().position(|table| table.path == path)?;
        u16::try_from(index).ok().map(TableId)
    }

    /// The schema of a table that this schema gave out.
    #[must_use]
    pub fn get(&self, id: TableId) -> Option<&TableSchema> {
        self.tables.get(id.0 as usize)
    }
}
