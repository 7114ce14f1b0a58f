//! The bound report.

use std::sync::Arc;

use crate::document::{Document, Place};
use crate::figure::{Figure, Unit};
use crate::template::{ColumnId, TableId, Template};

/// A document bound to a template.
#[derive(Debug, Clone)]
pub struct Report {
    /// The document.
    pub document: Arc<Document>,
    /// The template.
    pub template: Arc<Template>,
    /// Body, year and unit of the whole report.
    pub identity: Identity,
    /// One per logical table of the template's schema, in its order.
    pub tables: Vec<Table>,
    /// What reading noticed and a person should know.
    pub notes: Vec<Note>,
    /// Texts that stand nowhere in the document ([`Content::Given`]).
    pub words: Vec<String>,
    /// Which sentences were read, and which numbers of 情况说明 no claim has.
    pub claims: super::claim::ClaimReading,
}

/// Who reports, and for when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// Name of the body, as printed on the title page or in most table headers.
    pub body: Option<(String, Place)>,
    /// Year of the accounts.
    pub year: Option<(i32, Place)>,
    /// Unit of most tables.
    pub unit: Option<Unit>,
}

/// Index of a row in [`Table::rows`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub u32);

/// One cell of a bound report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// The logical table.
    pub table: TableId,
    /// The row.
    pub row: RowId,
    /// The column.
    pub column: ColumnId,
}

/// Whether a table is in the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It is.
    Found,
    /// It is not, and nothing names it.
    Missing,
    /// It is not, but the contents or a caption names it here: lost on the way to text, or left out.
    Named(Place),
}

/// A stretch of the document that belongs to a table (tables are cut by page breaks).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sighting {
    /// First 1-based line, title included for the first sighting.
    pub first: u32,
    /// Last 1-based line.
    pub last: u32,
}

/// What a statutory table's own header says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeaderFacts {
    /// Title as printed.
    pub title: Option<Place>,
    /// `公开01表`
    pub code: Option<Place>,
    /// `2022年度`
    pub year: Option<(i32, Place)>,
    /// `金额单位：元`
    pub unit: Option<(Unit, Place)>,
    /// `部门：…`
    pub body: Option<(String, Place)>,
    /// A sentence under the table that says it has no data.
    pub no_data: Option<Place>,
}

/// A logical table as it stands in the report.
#[derive(Debug, Clone)]
pub struct Table {
    /// Whether it was found.
    pub presence: Presence,
    /// Where.
    pub sightings: Vec<Sighting>,
    /// Its own header.
    pub header: HeaderFacts,
    /// Unit of its amounts.
    pub unit: Unit,
    /// For each column of the schema: whether the table has it.
    pub has_column: Vec<bool>,
    /// The rows in printed order.
    pub rows: Vec<Row>,
    /// All cells, row by row, one per column of the schema.
    pub cells: Vec<Cell>,
    /// Why it is not certain that all rows of the table were read, if so.
    pub rows_doubt: Option<Doubt>,
    /// The same for the rows of one owner (an inner table of one form instance).
    pub owner_doubts: std::collections::BTreeMap<RowId, Doubt>,
}

/// A row.
#[derive(Debug, Clone)]
pub struct Row {
    /// Printed name without surrounding blanks (line breaks and inner blanks kept).
    pub label: Option<Place>,
    /// The normalised name that rules compare (`document::label_key`).
    pub key: String,
    /// 行次
    pub line: Option<u16>,
    /// 功能分类 or 经济分类 code, digits only.
    pub code: Option<String>,
    /// Depth in the classification: 类 1, 款 2, 项 3 (economic: 1, 2); 0 without a code.
    pub level: u8,
    /// The row of the code's parent, if listed.
    pub parent: Option<RowId>,
    /// Index into `TableSchema::rows` when the row is one the template declares.
    pub declared: Option<u16>,
    /// The form instance that the row belongs to.
    pub owner: Option<RowId>,
    /// Why it is not certain which row this is, if so.
    pub doubt: Option<Doubt>,
    /// The whole printed row.
    pub place: Place,
}

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// What it holds.
    pub content: Content,
    /// Where it stands; for a blank cell, where it would stand.
    pub place: Place,
}

/// The states of a cell. A missing row or table has no cells at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// A number, also `0.00`.
    Figure(Figure),
    /// Text, in a column that holds text, labels, codes or measures; the text is at the place.
    Text,
    /// Text that the template gives, printed nowhere (`报表` 名称, 必需): index into
    /// [`Report::words`].
    Given(u16),
    /// Nothing printed (未填).
    Blank,
    /// A dash (`—`, `-`, `/`): not applicable.
    Dash,
    /// Text where a number belongs.
    Unreadable,
    /// Something is printed, but not certainly this cell's.
    Uncertain(Doubt),
    /// The table does not have this column.
    NoColumn,
}

/// Why something was not read with certainty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// A figure of the row was lost; which one is not in the text.
    FigureLost,
    /// Two ways of assigning cells to columns are as good.
    TwoReadings,
    /// Blank as printed or lost in extraction: the same text.
    BlankOrLost,
    /// The row's name is not certain.
    RowIdentity,
    /// A printed cell of the row has no column.
    LeftOver,
    /// The row has another number of cells than its header.
    Width,
    /// Rows of the table were lost.
    RowsLost,
    /// Two rows of the table have the same name or code.
    Ambiguous,
}

/// Something reading noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What.
    pub kind: NoteKind,
    /// Where.
    pub place: Place,
    /// The table concerned.
    pub table: Option<TableId>,
    /// A word or number that completes the sentence.
    pub detail: String,
}

/// Kinds of notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// A number printed with blanks inside was joined (`29029236. 59`).
    SplitNumber,
    /// A row inside a table that could not be placed.
    RowNotPlaced,
    /// A header word that names no column of the template.
    UnknownColumn,
    /// A row of a statutory table with another width than its header.
    WidthDiffers,
    /// A title of a statutory table that no template table claims.
    UnknownTable,
    /// A second table under a title that was already read; the first counts.
    DuplicateTable,
    /// An amount in a sentence without its unit, which was taken from its neighbours.
    UnitMissing,
    /// A rate in a sentence without its `%`.
    PercentSignMissing,
    /// The text is too long or too strange for its claims to be read in time.
    ClaimsGivenUp,
}

impl Report {
    /// The logical table of an id; `None` only for an id of another template.
    #[must_use]
    pub fn table(&self, id: TableId) -> Option<&Table> {
        self.tables.get(id.0 as usize)
    }

    /// The cell of a reference.
    #[must_use]
    pub fn cell(&self, cell: CellRef) -> Option<&Cell> {
        self.table(cell.table)?.cell(cell.row, cell.column)
    }

    /// The text of a cell: what is printed at its place, or what the template gives. Empty for
    /// blank cells.
    #[must_use]
    pub fn text(&self, cell: &Cell) -> &str {
        match cell.content {
            Content::Given(word) => self.words.get(word as usize).map_or("", String::as_str),
            Content::Blank | Content::NoColumn => "",
            _ => self.document.text_at(cell.place),
        }
    }
}

impl Table {
    /// A cell by row and column.
    #[must_use]
    pub fn cell(&self, row: RowId, column: ColumnId) -> Option<&Cell> {
        let width = self.has_column.len();
        if column.0 as usize >= width {
            return None;
        }
        self.cells.get(
            (row.0 as usize)
                .checked_mul(width)?
                .checked_add(column.0 as usize)?,
        )
    }
}
