//! W0714: tables, rows, columns and claims of a template that no rule uses.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Library, LintedTemplate};
use crate::diagnostic::codes::W0714;
use crate::diagnostic::{Problem, Wording};
use crate::program::{
    CellOf, Cells, Condition, Key, Number, Pick, RowOf, Rows, Rule, Series, Subject, Text,
};
use crate::source::Span;
use crate::template::pattern::Slot;
use crate::template::{
    ColumnId, ColumnKind, PatternText, TableId, TableKind, TableSchema, Template,
};

/// Parts of templates that no rule uses. A part counts as used if any template of the same family uses
/// it: what the rules of one province leave alone, those of another may need.
pub(super) fn look(library: &Library<'_>, found: &mut Vec<Problem>) {
    let mut parts: Vec<(Span, Part)> = Vec::new();
    let mut used: FxHashSet<String> = FxHashSet::default();
    let mut known: FxHashSet<(Span, String)> = FxHashSet::default();
    for one in &library.templates {
        let family = one.template.ancestors.last().unwrap_or(&one.template.id);
        let usage = Usage::of(one.program.rules(), &one.program.schema().tables);
        for (mut part, span, is_used) in of_template(one, &usage) {
            part.family.clone_from(family);
            if is_used {
                used.insert(part.key());
            } else if known.insert((span, part.key())) {
                parts.push((span, part));
            }
        }
    }
    // Of a table that nothing uses, its rows and columns need not be named.
    let idle: FxHashSet<String> = parts
        .iter()
        .filter(|(_, part)| part.name.is_none() && !used.contains(&part.key()))
        .map(|(_, part)| part.table.clone())
        .collect();
    for (span, part) in parts {
        let inside = part.name.is_some() && idle.contains(&part.table);
        if !inside && !used.contains(&part.key()) {
            found.push(part.problem(span));
        }
    }
}

/// Part of a template.
struct Part {
    /// What it is, in both languages.
    kind: (&'static str, &'static str),
    /// The template that its template and the templates related to it go back to.
    family: String,
    table: String,
    /// The row or column; `None` for the whole table.
    name: Option<String>,
}

impl Part {
    fn key(&self) -> String {
        format!(
            "{} {} {} {:?}",
            self.family, self.kind.1, self.table, self.name
        )
    }

    fn problem(&self, span: Span) -> Problem {
        let (zh, en) = self.kind;
        let (own_zh, own_en) = match &self.name {
            Some(name) => (
                format!("「{}」的{zh}「{name}」", self.table),
                format!("{en} `{name}` of `{}`", self.table),
            ),
            None => (
                format!("{zh}「{}」", self.table),
                format!("{en} `{}`", self.table),
            ),
        };
        Problem::warning(
            &W0714,
            Wording::new(
                format!("没有规则用到{own_zh}"),
                format!("no rule uses {own_en}"),
            ),
        )
        .at(span, Wording::new("读了却不核对", "read, and never checked"))
        .help(Wording::new(
            "写一条用到它的规则；只为认出表或对齐各栏而写的，在上一行写 # lint: allow W0714 because …",
            "write a rule for it; where it only serves recognising and aligning, write `# lint: allow W0714 because …` above it",
        ))
    }
}

/// What the rules of one template use.
#[derive(Debug, Default)]
struct Usage {
    tables: FxHashSet<TableId>,
    columns: FxHashSet<(TableId, ColumnId)>,
    rows: FxHashSet<(TableId, u16)>,
    /// Tables of which rules use all rows.
    whole: FxHashSet<TableId>,
    /// 行次 of rows.
    lines: FxHashSet<(TableId, u16)>,
}

impl Usage {
    fn of(rules: &[Rule], tables: &[TableSchema]) -> Self {
        let mut usage = Self::default();
        for rule in rules {
            usage.tables.extend(&rule.tables);
            for source in &rule.sources {
                usage.rows(&source.rows);
                source
                    .filter
                    .iter()
                    .for_each(|condition| usage.condition(condition));
            }
            rule.when
                .iter()
                .for_each(|condition| usage.condition(condition));
            rule.checks
                .iter()
                .for_each(|check| usage.condition(&check.condition));
        }
        // An inner table is used through its form, a form through its inner tables.
        for (index, table) in (0..).zip(tables) {
            if usage.tables.contains(&TableId(index)) {
                usage.tables.extend(table.parent);
            }
        }
        usage
    }

    fn rows(&mut self, rows: &Rows) {
        self.tables.insert(rows.table);
        if let Some(owner) = &rows.owner {
            self.row(owner);
        }
        match &rows.pick {
            Pick::All => {
                self.whole.insert(rows.table);
            }
            Pick::Main => {
                self.rows.insert((rows.table, 0));
            }
            Pick::Keys(keys) => keys.iter().for_each(|key| self.key(rows.table, key)),
            Pick::Where(of, _, condition) => {
                self.rows(of);
                self.condition(condition);
            }
            Pick::Children(row) => {
                self.whole.insert(rows.table);
                self.row(row);
            }
            Pick::Leaves(of) => self.rows(of),
        }
    }

    fn key(&mut self, table: TableId, key: &Key) {
        match key {
            Key::Declared(index) => {
                self.rows.insert((table, *index));
            }
            Key::Line(line) => {
                self.lines.insert((table, *line));
            }
            Key::Range(_) => {
                self.whole.insert(table);
            }
            Key::Text { text, .. } => {
                self.whole.insert(table);
                self.text(text);
            }
            Key::Label { .. } | Key::Code(_) => {}
        }
    }

    fn row(&mut self, row: &RowOf) {
        match row {
            RowOf::Variable(_) => {}
            RowOf::Only(rows) => self.rows(rows),
            RowOf::Parent(row) => self.row(row),
        }
    }

    fn cell(&mut self, cell: &CellOf) {
        self.columns.insert((cell.table, cell.column));
        self.row(&cell.row);
    }

    fn cells(&mut self, cells: &Cells) {
        self.columns.insert((cells.rows.table, cells.column));
        self.rows(&cells.rows);
    }

    fn number(&mut self, number: &Number) {
        match number {
            Number::Constant(..) => {}
            Number::Cell(cell) => self.cell(cell),
            Number::Level(row) | Number::Line(row) => self.row(row),
            Number::Negate(a) | Number::Abs(a) => self.number(a),
            Number::Add(a, b)
            | Number::Subtract(a, b)
            | Number::Multiply(a, b)
            | Number::Divide(a, b)
            | Number::Or(a, b) => {
                self.number(a);
                self.number(b);
            }
            Number::Sum(all) | Number::Min(all) | Number::Max(all) => {
                for series in all {
                    match series {
                        Series::One(one) => self.number(one),
                        Series::Cells(cells) => self.cells(cells),
                    }
                }
            }
            Number::Count(rows) => self.rows(rows),
            Number::CountPrinted(cells) => self.cells(cells),
            Number::Band(band) => self.number(&band.value),
        }
    }

    fn text(&mut self, text: &Text) {
        match text {
            Text::Constant(_) => {}
            Text::Cell(cell) => self.cell(cell),
            Text::Label(_, row) | Text::Code(_, row) => self.row(row),
            Text::Band(band) => self.number(&band.value),
        }
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::And(all) | Condition::Or(all) => {
                all.iter().for_each(|one| self.condition(one));
            }
            Condition::Not(one) => self.condition(one),
            Condition::Figures { left, right, .. } => {
                self.number(left);
                self.number(right);
            }
            Condition::Texts { left, right, .. }
            | Condition::SameName(left, right)
            | Condition::Reached {
                actual: left,
                target: right,
            }
            | Condition::Exceeded {
                actual: left,
                target: right,
            } => {
                self.text(left);
                self.text(right);
            }
            Condition::Is { subject, .. } => match subject {
                Subject::Cell(cell) => self.cell(cell),
                Subject::Row(_, row) => self.row(row),
                Subject::Rows(rows) => self.rows(rows),
            },
            Condition::Has { row, .. } => self.row(row),
        }
    }
}

/// All parts of a template with their places and whether its rules use them.
fn of_template(one: &LintedTemplate<'_>, usage: &Usage) -> Vec<(Part, Span, bool)> {
    let mut parts = Vec::new();
    for (index, table) in (0..).zip(&one.program.schema().tables) {
        let id = TableId(index);
        let kind = match table.kind {
            TableKind::Report | TableKind::Statements => continue,
            TableKind::Panel { .. } => ("表", "table"),
            TableKind::Form { .. } | TableKind::FormTable { .. } => ("表", "table"),
            TableKind::Claim { .. } => ("论断", "claim"),
        };
        let whole = Part {
            kind,
            family: String::new(),
            table: table.path.clone(),
            name: None,
        };
        parts.push((whole, table.span, usage.tables.contains(&id)));
        for (row, number) in table.rows.iter().zip(0..) {
            let by_line = row
                .line
                .is_some_and(|line| usage.lines.contains(&(id, line)));
            let is_used =
                usage.whole.contains(&id) || usage.rows.contains(&(id, number)) || by_line;
            parts.push((part(("行", "row"), table, &row.id), row.span, is_used));
        }
        let spans = column_spans(one.template, table);
        for (column, number) in table.columns.iter().zip(0..) {
            if is_figure(column.kind)
                && let Some(span) = spans.get(&column.id)
            {
                let is_used = usage.columns.contains(&(id, ColumnId(number)));
                parts.push((part(("列", "column"), table, &column.id), *span, is_used));
            }
        }
    }
    parts
}

fn part(kind: (&'static str, &'static str), table: &TableSchema, name: &str) -> Part {
    Part {
        kind,
        family: String::new(),
        table: table.path.clone(),
        name: Some(name.to_owned()),
    }
}

/// Columns that hold something to check; the others tell rows and columns apart.
fn is_figure(kind: ColumnKind) -> bool {
    match kind {
        ColumnKind::Amount
        | ColumnKind::Percent
        | ColumnKind::Score
        | ColumnKind::Count
        | ColumnKind::Number
        | ColumnKind::Change
        | ColumnKind::ChangePercent => true,
        ColumnKind::Label
        | ColumnKind::Line
        | ColumnKind::Code
        | ColumnKind::Year
        | ColumnKind::Text
        | ColumnKind::Measure => false,
    }
}

/// Where the columns of a table are written.
fn column_spans(template: &Template, table: &TableSchema) -> FxHashMap<String, Span> {
    let mut spans = FxHashMap::default();
    let mut add = |id: &str, span: Span| {
        spans.entry(id.to_owned()).or_insert(span);
    };
    match table.kind {
        TableKind::Report | TableKind::Statements => {}
        TableKind::Panel { table, panel } => {
            let table = template.tables.get(usize::from(table));
            let panel = table.and_then(|table| table.panels.get(usize::from(panel)));
            for column in panel.into_iter().flat_map(|panel| &panel.columns) {
                add(&column.id, column.span);
            }
        }
        TableKind::Form { form } => {
            let Some(form) = template.forms.get(usize::from(form)) else {
                return spans;
            };
            for field in form
                .fields
                .iter()
                .chain(form.totals.iter().flat_map(|t| &t.figures))
            {
                add(&field.id, field.span);
            }
            for (text, compiled) in form.sentences.iter().zip(&form.compiled) {
                compiled
                    .slots
                    .iter()
                    .for_each(|slot| add(&slot.name, within(text, slot)));
            }
        }
        TableKind::FormTable { form, table } => {
            let form = template.forms.get(usize::from(form));
            let table = form.and_then(|form| form.tables.get(usize::from(table)));
            for column in table.into_iter().flat_map(|table| &table.columns) {
                add(&column.id, column.span);
            }
        }
        TableKind::Claim { claim } => {
            let Some(claim) = template.claims.get(usize::from(claim)) else {
                return spans;
            };
            let of = &claim.compiled;
            let lists = [
                (&claim.totals, &of.totals),
                (&claim.patterns, &of.patterns),
                (&claim.each, &of.each),
                (&claim.more, &of.more),
            ];
            for (texts, compiled) in lists {
                for (text, compiled) in texts.iter().zip(compiled) {
                    compiled
                        .slots
                        .iter()
                        .for_each(|slot| add(&slot.name, within(text, slot)));
                }
            }
        }
    }
    spans
}

/// The place of a placeholder in the file: a pattern is written as it is, between quotes.
pub(super) fn within(text: &PatternText, slot: &Slot) -> Span {
    // Escapes and long quotes make the text in the file longer than that.
    if text.span.len() != text.value.len().saturating_add(2) {
        return text.span;
    }
    let start = (text.span.start as usize).saturating_add(1);
    Span::new(
        text.span.source,
        start.saturating_add(slot.range.start),
        start.saturating_add(slot.range.end),
    )
}
