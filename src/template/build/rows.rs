//! Rows: row lists put in, the layers of inheritance applied, names that tell rows apart.

use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::source::Span;

use super::super::choice::column_kind;
use super::super::limits::MAX_TEMPLATE_ROWS;
use super::super::merge::{RETIRED, Stack};
use super::super::problems;
use super::super::shape::ROW;
use super::super::tree::{Node, Table, Value};
use super::super::{ColumnDef, RowDef};
use super::Builder;
use super::memo::RowLists;
use super::words::{Claims, Word};

impl Builder<'_> {
    /// Makes all named row lists ready for use.
    pub(super) fn row_lists(&mut self, tree: &Table) {
        if let Some(lists) = self.memo.lists.get(&self.around) {
            self.lists = Rc::clone(lists);
            return;
        }
        let before = self.problems.len();
        let mut lists = RowLists::new();
        for list in tree.tables("list") {
            let Some(id) = list.text("id") else { continue };
            for row in list.tables("rows").filter(|row| row.has("list")) {
                self.problems.push(problems::conflict(
                    row.span_of("list"),
                    (
                        "行表里不能再引用行表",
                        "a row list cannot use another row list",
                    ),
                    ("把那些行直接写出来", "write those rows out"),
                ));
            }
            let rows = self.applied(list);
            if rows.is_empty() {
                let message = (
                    format!("行表「{id}」一行也没有"),
                    format!("row list `{id}` has no rows"),
                );
                let help = ("写上 rows = [ \"…\", … ]", "write rows = [ \"…\", … ]");
                self.problems
                    .push(problems::empty(list.span_of("id"), message, help));
            }
            lists.insert(id.to_owned(), rows);
        }
        self.lists = Rc::new(lists);
        if self.problems.len() == before {
            self.memo.lists.insert(self.around, Rc::clone(&self.lists));
        }
    }

    /// All layers of `rows` applied in order.
    fn applied(&mut self, owner: &Table) -> Vec<Rc<Table>> {
        let mut stack = Stack::of(&ROW, Vec::new());
        for entry in owner.tables("rows") {
            if self.rows > MAX_TEMPLATE_ROWS {
                break;
            }
            if entry.has(RETIRED) {
                stack.retire();
            } else if let Some(name) = entry.text("list") {
                let rows = self.included(name, entry);
                self.count_rows(rows.len(), entry.span);
                for row in rows {
                    stack.apply(&row, self.problems);
                }
            } else {
                self.count_rows(1, entry.span);
                stack.apply(entry, self.problems);
            }
        }
        stack.into_tables()
    }

    fn count_rows(&mut self, more: usize, span: Span) {
        let before = self.rows;
        self.rows = before.saturating_add(more);
        if before <= MAX_TEMPLATE_ROWS && self.rows > MAX_TEMPLATE_ROWS {
            let what = ("模板的行数", "the number of rows of the template");
            let limit = ("MAX_TEMPLATE_ROWS", MAX_TEMPLATE_ROWS as u64);
            self.problems.push(problems::too_large(span, what, limit));
        }
    }

    /// The rows of `{ list = …, line = … }`, numbered from `line` on.
    fn included(&mut self, name: &str, entry: &Table) -> Vec<Rc<Table>> {
        let Some(rows) = self.lists.get(name) else {
            let names = self.lists.keys().map(String::as_str);
            let what = ("行表", "row list");
            let span = entry.span_of("list");
            self.problems
                .push(problems::unknown_reference(what, name, span, names));
            return Vec::new();
        };
        let mut rows = rows.clone();
        if let Some(first) = entry.number::<i64>("line") {
            let span = entry.span_of("line");
            for (line, row) in (first..).zip(&mut rows) {
                Rc::make_mut(row).set(
                    "line",
                    Node {
                        value: Value::Number(line),
                        span,
                    },
                );
            }
        }
        rows
    }

    /// The rows that a table declares; `columns` are those of the same table.
    pub(super) fn rows(&mut self, owner: &Table, columns: &[ColumnDef]) -> Arc<[RowDef]> {
        let tables = self.applied(owner);
        let ids: FxHashSet<&str> = tables.iter().filter_map(|row| row.text("id")).collect();
        let mut names = Claims::of(("行", "rows"));
        let mut lines = Claims::of(("行", "rows"));
        let mut rows = Vec::with_capacity(tables.len());
        for (number, table) in tables.iter().enumerate() {
            let Some(id) = table.text("id") else { continue };
            let mut words = self.placed_words(table, "names");
            let under = table.text("under");
            if under.is_none() && words.iter().all(|word| word.text != id) {
                words.push(Word {
                    text: id.to_owned(),
                    span: table.span_of("id"),
                });
            }
            for word in &words {
                // Names of rows hold no paths: a `/` in them is printed.
                let whole = Word {
                    text: word.text.replace('/', "／"),
                    span: word.span,
                };
                names.claim(number, under.unwrap_or(""), &whole, self.problems);
            }
            if let Some(line) = table.number::<u16>("line") {
                let word = Word {
                    text: format!("行次 {line}"),
                    span: table.span_of("line"),
                };
                lines.claim(number, "", &word, self.problems);
            }
            if let Some(above) = under
                && !ids.contains(above)
            {
                let span = table.span_of("under");
                let names = ids.iter().copied();
                self.problems.push(problems::unknown_reference(
                    ("行", "row"),
                    above,
                    span,
                    names,
                ));
            }
            rows.push(RowDef {
                id: id.to_owned(),
                names: words.into_iter().map(|word| word.text).collect(),
                line: table.number("line"),
                under: under.map(str::to_owned),
                across: table.flag("across").unwrap_or(false),
                constants: self.constants(table, columns),
                kind: table.text("type").and_then(column_kind),
                span: table.span_of("id"),
            });
        }
        rows.into()
    }

    fn constants(&mut self, row: &Table, columns: &[ColumnDef]) -> Vec<(String, Vec<String>)> {
        let mut all = Vec::new();
        for constant in row.tables("constants") {
            let Some(column) = constant.text("column") else {
                continue;
            };
            if columns.iter().all(|known| known.id != column) {
                let span = constant.span_of("column");
                let names = columns.iter().map(|column| column.id.as_str());
                let what = ("栏目", "column");
                self.problems
                    .push(problems::unknown_reference(what, column, span, names));
            }
            all.push((column.to_owned(), self.words(constant, "texts")));
        }
        all
    }
}
