//! Statutory tables and their panels.

use std::sync::Arc;

use super::super::problems;
use super::super::tree::Table;
use super::super::{BlankMeaning, ColumnKind, PanelDef, TableDef, value};
use super::Builder;
use super::memo::address;
use super::words::{Claims, Word};

impl Builder<'_> {
    pub(super) fn tables(&mut self, tree: &Table) -> Vec<Arc<TableDef>> {
        let mut titles = Claims::of(("表", "tables"));
        let mut tables = Vec::new();
        for (number, table) in tree.tables("table").enumerate() {
            if self.is_over() {
                break;
            }
            let Some(id) = table.text("id") else { continue };
            let words = self.placed_words(table, "title");
            for word in &words {
                titles.claim(number, "", word, self.problems);
            }
            let key = (address(table), self.around);
            if let Some(shared) = self.memo.tables.get(&key) {
                tables.push(Arc::clone(shared));
                continue;
            }
            let before = self.problems.len();
            let built = Arc::new(self.table(id, table, words));
            if self.problems.len() == before {
                self.memo.tables.insert(key, Arc::clone(&built));
            }
            tables.push(built);
        }
        tables
    }

    fn table(&mut self, id: &str, table: &Table, titles: Vec<Word>) -> TableDef {
        let blank = blank_meaning(table);
        TableDef {
            id: id.to_owned(),
            titles: titles.into_iter().map(|word| word.text).collect(),
            codes: self.words(table, "code"),
            required: table.flag("required").unwrap_or(false),
            years: table
                .text("years")
                .and_then(value::years)
                .unwrap_or_default(),
            blank,
            rectangular: table.flag("rectangular").unwrap_or(true),
            panels: self.panels(table),
            span: table.span_of("id"),
        }
    }

    fn panels(&mut self, table: &Table) -> Vec<PanelDef> {
        if table.tables("panel").next().is_none() {
            return vec![self.panel(table, None, ("表", "table"))];
        }
        for key in ["columns", "rows", "rows_open", "repeat"] {
            if table.has(key) {
                self.problems.push(problems::conflict(
                    table.span_of(key),
                    (
                        &format!("表已分栏，「{key}」要写在 [[table.panel]] 里"),
                        &format!("the table has panels: `{key}` belongs into a [[table.panel]]"),
                    ),
                    (
                        "每个分栏各写自己的 columns 和 rows；不分栏就删去 [[table.panel]]",
                        "each panel has its own columns and rows; a table of one grid has no [[table.panel]]",
                    ),
                ));
            }
        }
        table
            .tables("panel")
            .map(|panel| self.panel(panel, panel.text("id"), ("分栏", "panel")))
            .collect()
    }

    fn panel(&mut self, owner: &Table, id: Option<&str>, what: (&str, &str)) -> PanelDef {
        let columns = self.columns(owner, what);
        let rows = self.rows(owner, &columns);
        let has_code = columns.iter().any(|column| column.kind == ColumnKind::Code);
        PanelDef {
            id: id.map(str::to_owned),
            open: owner
                .flag("rows_open")
                .unwrap_or(has_code || rows.is_empty()),
            columns,
            rows,
            repeat: owner.number("repeat"),
            span: owner.span_of("id"),
        }
    }
}

/// What a blank cell of a table means.
pub(super) fn blank_meaning(table: &Table) -> BlankMeaning {
    match table.text("blank") {
        Some("zero") => BlankMeaning::Zero,
        _ => BlankMeaning::Unknown,
    }
}
