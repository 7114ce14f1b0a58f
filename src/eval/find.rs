//! The rows and cells that a rule names, in a report.

use super::site::{Found, RowList, Site};
use super::verdict::{About, Trouble, UndecidedReason};
use crate::document::label_key;
use crate::program::{CellOf, Key, Pick, RowOf, Rows, SpanOf};
use crate::report::{CellRef, Content, Row, RowId, Table};
use crate::template::{TableId, TableKind};

impl Site<'_> {
    /// The rows of a set, in printed order. Whether all of them are known is another question:
    /// [`Site::complete`].
    pub(super) fn rows(&self, rows: &Rows) -> Found<RowList> {
        let table = self.table(rows.table)?;
        let owner = match &rows.owner {
            Some(owner) => Some(self.one(owner)?),
            None => None,
        };
        let mine = |row: &Row| owner.is_none() || row.owner == owner;
        match &rows.pick {
            Pick::All => Ok(self.chosen(table, &mine)),
            Pick::Main => Ok(self.chosen(table, &|row| mine(row) && row.declared == Some(0))),
            Pick::Keys(keys) => self.keyed(rows.table, table, &mine, keys),
            Pick::Where(of, variable, condition) => {
                let mut list = RowList::new();
                for row in self.rows(of)? {
                    if self.with(*variable, row).is_true(condition)? {
                        list.push(row);
                    }
                }
                Ok(list)
            }
            Pick::Children(of) => {
                let row = self.one(of)?;
                self.certain_row(rows.table, row)?;
                let children = self.kin.children(rows.table, row);
                self.all_certain(rows.table, children)?;
                Ok(children.into())
            }
            Pick::Leaves(of) => {
                let all = self.rows(of)?;
                self.all_certain(rows.table, &all)?;
                Ok(all
                    .into_iter()
                    .filter(|row| self.kin.children(rows.table, *row).is_empty())
                    .collect())
            }
        }
    }

    fn all_certain(&self, table: TableId, rows: &[RowId]) -> Found<()> {
        for row in rows {
            self.certain_row(table, *row)?;
        }
        Ok(())
    }

    fn keyed(
        &self,
        id: TableId,
        table: &Table,
        mine: &dyn Fn(&Row) -> bool,
        keys: &[Key],
    ) -> Found<RowList> {
        let mut list = RowList::new();
        for key in keys {
            let matches = self.matching(id, table, mine, key)?;
            if !matches!(key, Key::Range(_)) {
                let about = || About::Wanted(id, self.key_words(id, key));
                match matches.len() {
                    0 => return Err(self.not_listed(id, table, about())),
                    1 => {}
                    _ => return Err(Trouble::new(UndecidedReason::ManyPartners, about())),
                }
            }
            for row in matches {
                self.named_row(id, row)?;
                // One key names a row once; only several keys can meet in a row.
                if keys.len() == 1 || !list.contains(&row) {
                    list.push(row);
                }
            }
        }
        Ok(list)
    }

    fn matching(
        &self,
        id: TableId,
        table: &Table,
        mine: &dyn Fn(&Row) -> bool,
        key: &Key,
    ) -> Found<RowList> {
        let chosen = |pass: &dyn Fn(&Row) -> bool| self.chosen(table, pass);
        Ok(match key {
            Key::Declared(index) => chosen(&|row| mine(row) && row.declared == Some(*index)),
            Key::Label { key, .. } => self.named(id, table, mine, key),
            Key::Line(line) => chosen(&|row| mine(row) && row.line == Some(*line)),
            Key::Code(code) => self.coded(id, table, mine, code),
            Key::Range(SpanOf::Lines(from, to)) => chosen(&|row| {
                mine(row) && row.line.is_some_and(|line| (*from..=*to).contains(&line))
            }),
            Key::Range(SpanOf::Codes { digits, from, to }) => chosen(&|row| {
                mine(row)
                    && row.code.as_deref().is_some_and(|code| {
                        code.len() == usize::from(*digits)
                            && code.parse().is_ok_and(|n: u32| (*from..=*to).contains(&n))
                    })
            }),
            Key::Text { text, code } => {
                let words = self.text(text)?;
                let key = label_key(&words);
                if *code {
                    self.coded(id, table, mine, &key)
                } else {
                    self.named(id, table, mine, &key)
                }
            }
        })
    }

    /// The rows with a code.
    fn coded(
        &self,
        id: TableId,
        table: &Table,
        mine: &dyn Fn(&Row) -> bool,
        code: &str,
    ) -> RowList {
        match self
            .kin
            .index(id)
            .and_then(|rows| rows.by_code(table, code))
        {
            Some(rows) => self.among(table, rows, mine),
            None => self.chosen(table, &|row| mine(row) && row.code.as_deref() == Some(code)),
        }
    }

    /// The rows with a normalised name.
    fn named(&self, id: TableId, table: &Table, mine: &dyn Fn(&Row) -> bool, key: &str) -> RowList {
        match self.kin.index(id).and_then(|rows| rows.by_key(table, key)) {
            Some(rows) => self.among(table, rows, mine),
            None => self.chosen(table, &|row| mine(row) && row.key == key),
        }
    }

    fn among(&self, table: &Table, rows: &[RowId], mine: &dyn Fn(&Row) -> bool) -> RowList {
        self.visit(rows.len());
        let is_mine = |row: &RowId| table.rows.get(row.0 as usize).is_some_and(mine);
        rows.iter().copied().filter(is_mine).collect()
    }

    /// The rows that pass, in printed order.
    fn chosen(&self, table: &Table, pass: &dyn Fn(&Row) -> bool) -> RowList {
        self.visit(table.rows.len());
        let rows = table.rows.iter().enumerate();
        rows.filter(|(_, row)| pass(row))
            .map(|(index, _)| RowId(u32::try_from(index).unwrap_or(u32::MAX)))
            .collect()
    }

    /// A key as the rule gives it.
    pub(super) fn key_words(&self, table: TableId, key: &Key) -> String {
        match key {
            Key::Declared(index) => self
                .schema_of(table)
                .and_then(|schema| schema.rows.get(usize::from(*index)))
                .map(|row| row.id.clone())
                .unwrap_or_default(),
            Key::Label { text, .. } => text.clone(),
            Key::Line(line) => line.to_string(),
            Key::Code(code) => code.clone(),
            Key::Range(SpanOf::Lines(from, to)) => format!("{from}..{to}"),
            Key::Range(SpanOf::Codes { from, to, .. }) => format!("{from}..{to}"),
            Key::Text { text, .. } => self.text(text).unwrap_or_default(),
        }
    }

    fn not_listed(&self, id: TableId, table: &Table, about: About) -> Trouble {
        if table.rows_doubt.is_some() {
            return Trouble::new(UndecidedReason::RowsIncomplete, About::Table(id));
        }
        Trouble::new(UndecidedReason::RowMissing, about)
    }

    /// Whether all rows of a set are known: asked by sums and counts.
    pub(super) fn complete(&self, rows: &Rows) -> Found<()> {
        let table = self.table(rows.table)?;
        let doubtful = match &rows.owner {
            Some(owner) => {
                let owner = self.one(owner)?;
                table.owner_doubts.contains_key(&owner)
            }
            None => !table.owner_doubts.is_empty(),
        };
        // Rows that are named one by one are found or not, whatever else was lost.
        if (doubtful || table.rows_doubt.is_some()) && rows.open_ended() {
            return Err(Trouble::new(
                UndecidedReason::RowsIncomplete,
                About::Table(rows.table),
            ));
        }
        match &rows.pick {
            Pick::Leaves(of) | Pick::Where(of, ..) => self.complete(of),
            _ => Ok(()),
        }
    }

    /// One row.
    pub(super) fn one(&self, row: &RowOf) -> Found<RowId> {
        match row {
            RowOf::Variable(variable) => Ok(self.bound(*variable)),
            RowOf::Only(rows) => {
                let found = self.rows(rows)?;
                match found.as_slice() {
                    [one] => Ok(*one),
                    [] => {
                        let table = self.table(rows.table)?;
                        Err(self.not_listed(rows.table, table, self.wanted(rows)))
                    }
                    _ => Err(Trouble::new(
                        UndecidedReason::ManyPartners,
                        self.wanted(rows),
                    )),
                }
            }
            RowOf::Parent(of) => {
                let id = self.one(of)?;
                let table = self.table_of(of);
                let row = self.certain_row(table, id)?;
                row.parent
                    .ok_or_else(|| Trouble::new(UndecidedReason::RowMissing, About::Row(table, id)))
            }
        }
    }

    fn wanted(&self, rows: &Rows) -> About {
        match &rows.pick {
            Pick::Main => About::Wanted(rows.table, self.key_words(rows.table, &Key::Declared(0))),
            Pick::Keys(keys) => {
                let words: Vec<String> = keys
                    .iter()
                    .map(|key| self.key_words(rows.table, key))
                    .collect();
                About::Wanted(rows.table, words.join("、"))
            }
            _ => About::Table(rows.table),
        }
    }

    /// The table that a row expression means rows of.
    pub(super) fn table_of(&self, row: &RowOf) -> TableId {
        match row {
            RowOf::Variable(variable) => self
                .tables
                .get(usize::from(variable.0))
                .map_or(TableId(u16::MAX), |variable| variable.table),
            RowOf::Only(rows) => rows.table,
            RowOf::Parent(of) => self.table_of(of),
        }
    }

    /// The cell that a rule names. A figure that several sentences of a claim repeat is one figure.
    pub(super) fn cell(&self, cell: &CellOf) -> Found<CellRef> {
        let at = |row| CellRef {
            table: cell.table,
            row,
            column: cell.column,
        };
        if let RowOf::Only(rows) = &cell.row
            && rows.pick == Pick::All
            && matches!(
                self.kind(cell.table),
                Some(TableKind::Claim { .. } | TableKind::Form { .. })
            )
        {
            self.has_column(cell.table, cell.column)?;
            let all = self.rows(rows)?;
            if all.len() > 1 {
                return self.same_everywhere(&all, &at);
            }
        }
        let row = self.one(&cell.row)?;
        Ok(at(row))
    }

    /// The cell of several that hold the same, if they do.
    fn same_everywhere(&self, rows: &[RowId], at: &dyn Fn(RowId) -> CellRef) -> Found<CellRef> {
        let mut first: Option<(CellRef, Content)> = None;
        let mut last = None;
        for row in rows {
            let here = at(*row);
            let Some(cell) = self.report.cell(here) else {
                continue;
            };
            last = Some(here);
            if matches!(cell.content, Content::Blank | Content::NoColumn) {
                continue;
            }
            match first {
                None => first = Some((here, cell.content)),
                Some((before, content)) if !self.alike(before, content, here, cell.content) => {
                    return Err(Trouble::new(
                        UndecidedReason::ManyPartners,
                        About::Cell(here),
                    ));
                }
                Some(_) => {}
            }
        }
        first
            .map(|(cell, _)| cell)
            .or(last)
            .ok_or_else(|| Trouble::new(UndecidedReason::RowMissing, About::Report))
    }

    fn alike(&self, a: CellRef, a_content: Content, b: CellRef, b_content: Content) -> bool {
        match (a_content, b_content) {
            (Content::Figure(a), Content::Figure(b)) => a.value == b.value,
            (Content::Text, Content::Text) => {
                let text = |at| {
                    let cell = self.report.cell(at);
                    cell.map_or("", |cell| self.report.text(cell))
                };
                label_key(text(a)) == label_key(text(b))
            }
            (a, b) => a == b,
        }
    }
}
