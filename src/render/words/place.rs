//! Tables, rows and cells in words.

use std::cell::Cell;

use crate::diagnostic::Lang;
use crate::program::{CellOf, Cells, Key, Pick, RowOf, Rows, Rule, SpanOf, VariableId};
use crate::template::{ColumnId, Schema, TableId, TableKind};

/// Says parts of one rule.
pub(super) struct Spoken<'w> {
    pub(super) lang: Lang,
    pub(super) schema: &'w Schema,
    pub(super) rule: &'w Rule,
    /// The column that stands for `.*`, said as "the same column".
    pub(super) star: Option<&'w str>,
    /// The table named last: it need not be named again.
    pub(super) last: Cell<Option<TableId>>,
    /// The row that a condition in brackets is about: it is understood.
    pub(super) own: Cell<Option<VariableId>>,
}

impl Spoken<'_> {
    /// One of two texts.
    pub(super) fn say<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// `甲、乙与丙`, `a, b and c`
    pub(super) fn list(&self, parts: &[String]) -> String {
        let Some((last, rest)) = parts.split_last() else {
            return String::new();
        };
        if rest.is_empty() {
            return last.clone();
        }
        let rest = rest.join(self.say("、", ", "));
        format!("{rest}{}{last}", self.say("与", " and "))
    }

    pub(super) fn quoted(&self, name: &str) -> String {
        match self.lang {
            Lang::Zh => format!("「{name}」"),
            Lang::En => format!("`{name}`"),
        }
    }

    pub(super) fn path(&self, table: TableId) -> &str {
        let schema = self.schema.get(table);
        schema.map_or("", |table| table.path.as_str())
    }

    /// The table's path, unless it was the last one named.
    fn table(&self, table: TableId) -> &str {
        if self.last.replace(Some(table)) == Some(table) {
            return "";
        }
        self.path(table)
    }

    pub(super) fn cell(&self, cell: &CellOf) -> String {
        let column = self.column(cell.table, cell.column);
        let row = self.row(cell.table, &cell.row);
        if column.is_empty() {
            return row;
        }
        if row.is_empty() {
            return column;
        }
        match self.lang {
            Lang::Zh => format!("{row}的{column}"),
            Lang::En => format!("{column} of {row}"),
        }
    }

    /// A column; nothing where a named row of the table has one figure only.
    fn column(&self, table: TableId, column: ColumnId) -> String {
        let schema = self.schema.get(table);
        let name = schema.and_then(|table| table.columns.get(usize::from(column.0)));
        let name = name.map_or("", |column| column.id.as_str());
        if self.star == Some(name) {
            return self.say("同一栏", "the same column").to_owned();
        }
        let tabular = schema.filter(|schema| {
            matches!(
                schema.kind,
                TableKind::Panel { .. } | TableKind::FormTable { .. }
            )
        });
        if tabular.and_then(|schema| schema.single_value_column()) == Some(column) {
            return String::new();
        }
        self.quoted(name)
    }

    pub(super) fn cells(&self, cells: &Cells) -> String {
        let rows = self.rows(&cells.rows);
        let column = self.column(cells.rows.table, cells.column);
        match (self.lang, column.is_empty()) {
            (_, true) => rows,
            (Lang::Zh, false) => format!("{rows}的{column}"),
            (Lang::En, false) => format!("{column} of {rows}"),
        }
    }

    #[expect(
        clippy::only_used_in_recursion,
        reason = "callers know the table of a row; a row alone does not"
    )]
    /// A row; empty for the row of a `[where …]`, which is understood.
    pub(super) fn row(&self, table: TableId, row: &RowOf) -> String {
        match row {
            RowOf::Variable(variable) => self.variable(*variable),
            RowOf::Only(rows) => match &rows.pick {
                Pick::All => self.base(rows),
                _ => self.rows(rows),
            },
            RowOf::Parent(row) => {
                let row = self.row(table, row);
                match self.lang {
                    Lang::Zh => format!("{row}的上级科目"),
                    Lang::En => format!("the row above {row}"),
                }
            }
        }
    }

    /// The row of an `each`: "this row", with its table where there are several.
    pub(super) fn variable(&self, variable: VariableId) -> String {
        if self.own.get() == Some(variable) {
            return String::new();
        }
        let own = |source: &&crate::program::Source| source.variable == variable;
        let Some(source) = self.rule.sources.iter().find(own) else {
            return String::new();
        };
        let table = source.rows.table;
        self.last.set(None);
        let alike = self.rule.sources.iter().filter(|s| s.rows.table == table);
        match (self.rule.sources.len(), alike.count()) {
            (1, _) => match self.lang {
                Lang::Zh => format!("这一{}", self.piece(table).0),
                Lang::En => format!("this {}", self.piece(table).1),
            },
            (_, 1) => match self.lang {
                Lang::Zh => format!("{}这一{}", self.path(table), self.piece(table).0),
                Lang::En => format!("this {} of {}", self.piece(table).1, self.path(table)),
            },
            _ => {
                let named = self.rule.variables.get(usize::from(variable.0));
                let name = named.map_or("", |variable| variable.name.as_str());
                match self.lang {
                    Lang::Zh => format!("{}这一行（{name}）", self.path(table)),
                    Lang::En => format!("this row ({name}) of {}", self.path(table)),
                }
            }
        }
    }

    /// What a row of a table is called: a form is filled in, a claim is a sentence.
    pub(super) fn piece(&self, table: TableId) -> (&'static str, &'static str) {
        match self.schema.get(table).map(|schema| schema.kind) {
            Some(TableKind::Form { .. }) => ("份", "form"),
            Some(TableKind::Claim { .. }) => ("处", "statement"),
            _ => ("行", "row"),
        }
    }

    /// The short name of an inner table: `资金` of `自评表.资金`.
    fn inner(&self, table: TableId) -> &str {
        let path = self.path(table);
        path.rsplit('.').next().unwrap_or(path)
    }

    fn base(&self, rows: &Rows) -> String {
        match &rows.owner {
            Some(owner) if self.rule.sources.len() > 1 => {
                let owner = self.row(rows.table, owner);
                let inner = self.inner(rows.table);
                match self.lang {
                    _ if owner.is_empty() => inner.to_owned(),
                    Lang::Zh => format!("{owner}的{inner}"),
                    Lang::En => format!("{inner} of {owner}"),
                }
            }
            Some(_) => {
                self.last.set(None);
                self.inner(rows.table).to_owned()
            }
            None => self.table(rows.table).to_owned(),
        }
    }

    pub(super) fn rows(&self, rows: &Rows) -> String {
        match &rows.pick {
            Pick::All => self.every(self.base(rows), ""),
            Pick::Main => self.base(rows),
            Pick::Keys(keys) => {
                let base = self.base(rows);
                let keys: Vec<String> = keys.iter().map(|key| self.key(rows.table, key)).collect();
                let keys = self.list(&keys);
                match self.lang {
                    Lang::Zh => format!("{base}{keys}"),
                    Lang::En if base.is_empty() => keys,
                    Lang::En => format!("{keys} of {base}"),
                }
            }
            Pick::Where(of, _, condition) => {
                let base = match &of.pick {
                    Pick::All => self.base(of),
                    _ => self.rows(of),
                };
                self.last.set(Some(rows.table));
                let condition = self.condition(condition);
                self.every(base, &condition)
            }
            Pick::Children(row) => {
                let row = self.row(rows.table, row);
                match self.lang {
                    Lang::Zh => format!("{row}的各下级科目"),
                    Lang::En => format!("the rows below {row}"),
                }
            }
            Pick::Leaves(of) => {
                let of = match &of.pick {
                    Pick::All => self.base(of),
                    _ => self.rows(of),
                };
                let last = self.say("没有下级科目", "no row is below it");
                self.every(of, last)
            }
        }
    }

    /// `支出表中级次为类的各行`
    fn every(&self, table: String, condition: &str) -> String {
        let of = if table.is_empty() {
            self.say("表", "the table").to_owned()
        } else {
            table
        };
        match (self.lang, condition.is_empty()) {
            (Lang::Zh, true) => format!("{of}各行"),
            (Lang::Zh, false) => format!("{of}中{condition}的各行"),
            (Lang::En, true) => format!("all rows of {of}"),
            (Lang::En, false) => format!("the rows of {of} where {condition}"),
        }
    }

    fn key(&self, table: TableId, key: &Key) -> String {
        let range = |zh: &str, en: &str, from: u32, to: u32| match self.lang {
            Lang::Zh => format!("{zh} {from} 至 {to} 的各行"),
            Lang::En => format!("the rows {en} {from} to {to}"),
        };
        match key {
            Key::Declared(index) => {
                let table = self.schema.get(table);
                let row = table.and_then(|table| table.rows.get(usize::from(*index)));
                self.quoted(row.map_or("", |row| row.id.as_str()))
            }
            Key::Label { text, .. } => self.quoted(text),
            Key::Line(line) => match self.lang {
                Lang::Zh => format!("行次 {line}"),
                Lang::En => format!("line {line}"),
            },
            Key::Code(code) => self.quoted(code),
            Key::Range(SpanOf::Lines(from, to)) => {
                range("行次", "of lines", u32::from(*from), u32::from(*to))
            }
            Key::Range(SpanOf::Codes { from, to, .. }) => range("编码", "of codes", *from, *to),
            Key::Text { text, code } => {
                let text = self.text(text);
                match (self.lang, code) {
                    (Lang::Zh, true) => format!("编码为{text}的一行"),
                    (Lang::Zh, false) => format!("名称为{text}的一行"),
                    (Lang::En, true) => format!("the row with code {text}"),
                    (Lang::En, false) => format!("the row named {text}"),
                }
            }
        }
    }
}
