//! Forms: fields, inner tables, totals, declared weights.

use std::sync::Arc;

use crate::figure::Unit;

use super::super::choice::column_kind;
use super::super::pattern::{Compiled, Phrases, parse};
use super::super::problems;
use super::super::tree::Table;
use super::super::{ColumnKind, FieldDef, FormDef, FormTableDef, TotalDef, WeightDef, value};
use super::Builder;
use super::memo::address;
use super::tables::blank_meaning;
use super::words::Claims;

impl Builder<'_> {
    pub(super) fn forms(&mut self, tree: &Table, phrases: &Phrases) -> Vec<Arc<FormDef>> {
        let mut forms = Vec::new();
        for form in tree.tables("form") {
            let key = (address(form), self.around);
            if let Some(shared) = self.memo.forms.get(&key) {
                forms.push(Arc::clone(shared));
                continue;
            }
            let before = self.problems.len();
            let Some(built) = self.form(form, phrases).map(Arc::new) else {
                continue;
            };
            if self.problems.len() == before {
                self.memo.forms.insert(key, Arc::clone(&built));
            }
            forms.push(built);
        }
        forms
    }

    fn form(&mut self, form: &Table, phrases: &Phrases) -> Option<FormDef> {
        let id = form.text("id")?.to_owned();
        let fields = self.fields(form);
        let tables = self.inner_tables(form);
        if fields.is_empty() && tables.is_empty() && !form.has("begins") {
            self.problems.push(problems::empty(
                form.span_of("id"),
                (
                    format!("表单「{id}」没有栏也没有内表"),
                    format!("form `{id}` has neither fields nor inner tables"),
                ),
                (
                    "写上 [[form.field]] 或 [[form.table]]",
                    "write [[form.field]] or [[form.table]]",
                ),
            ));
        }
        let mut first_field = self.words(form, "first_field");
        if first_field.is_empty() {
            first_field = fields
                .first()
                .map(|field| field.names.clone())
                .unwrap_or_default();
        }
        let sentences = self.patterns(form, "sentence");
        let compiled = self.sentences(&sentences, phrases);
        let begins = self.patterns(form, "begins");
        let compiled_begins = self.sentences(&begins, phrases);
        Some(FormDef {
            titles: self.words(form, "title"),
            repeats: form.flag("repeats").unwrap_or(false),
            unit: form.text("unit").and_then(Unit::parse),
            first_field,
            totals: self.totals(form),
            other_zones: self.words(form, "other_zones"),
            prose_zones: self.words(form, "prose_zones"),
            sentences,
            compiled,
            begins,
            compiled_begins,
            weights_total: form.text("weights_total").and_then(value::decimal),
            weights: self.weights(form, &tables),
            fields,
            tables,
            span: form.span_of("id"),
            id,
        })
    }

    fn fields(&mut self, form: &Table) -> Vec<FieldDef> {
        let mut claims = Claims::of(("栏", "fields"));
        let mut fields = Vec::new();
        for (number, field) in form.tables("field").enumerate() {
            let Some(id) = field.text("id") else { continue };
            let names = self.placed_words(field, "names");
            for name in &names {
                claims.claim(number, "", name, self.problems);
            }
            fields.push(FieldDef {
                id: id.to_owned(),
                names: names.into_iter().map(|name| name.text).collect(),
                kind: kind_or(field, ColumnKind::Text),
                span: field.span_of("id"),
            });
        }
        fields
    }

    fn inner_tables(&mut self, form: &Table) -> Vec<FormTableDef> {
        let mut tables = Vec::new();
        for table in form.tables("table") {
            let Some(id) = table.text("id") else { continue };
            let columns = self.columns(table, ("内表", "inner table"));
            let rows = self.rows(table, &columns);
            let mut header = self.words(table, "header");
            if header.is_empty() {
                header = columns
                    .iter()
                    .flat_map(|column| column.header.clone())
                    .collect();
            }
            tables.push(FormTableDef {
                id: id.to_owned(),
                header,
                stacked: self.words(table, "stacked"),
                header_rows: table.number("header_rows").unwrap_or(1),
                blank: blank_meaning(table),
                open: table.flag("rows_open").unwrap_or(rows.is_empty()),
                columns,
                rows,
                span: table.span_of("id"),
            });
        }
        tables
    }

    fn totals(&mut self, form: &Table) -> Vec<TotalDef> {
        let mut totals = Vec::new();
        for total in form.tables("total") {
            let Some(id) = total.text("id") else { continue };
            let kind = kind_or(total, ColumnKind::Score);
            let span = total.span_of("id");
            let mut figures: Vec<FieldDef> = total
                .tables("figures")
                .filter_map(|figure| {
                    Some(FieldDef {
                        id: figure.text("id")?.to_owned(),
                        names: Vec::new(),
                        kind: kind_or(figure, kind),
                        span: figure.span_of("id"),
                    })
                })
                .collect();
            if figures.is_empty() {
                figures.push(FieldDef {
                    id: id.to_owned(),
                    names: Vec::new(),
                    kind,
                    span,
                });
            }
            totals.push(TotalDef {
                id: id.to_owned(),
                names: self.words(total, "names"),
                kind,
                figures,
                unlabelled: total.flag("unlabelled").unwrap_or(false),
                span,
            });
        }
        totals
    }

    fn weights(&mut self, form: &Table, tables: &[FormTableDef]) -> Vec<WeightDef> {
        let mut weights = Vec::new();
        for weight in form.tables("weights") {
            let Some(table) = weight.text("table") else {
                continue;
            };
            if tables.iter().all(|known| known.id != table) {
                let names = tables.iter().map(|table| table.id.as_str());
                let what = ("内表", "inner table");
                let span = weight.span_of("table");
                self.problems
                    .push(problems::unknown_reference(what, table, span, names));
            }
            if let Some(total) = weight.text("total").and_then(value::decimal) {
                weights.push(WeightDef {
                    table: table.to_owned(),
                    total,
                });
            }
        }
        weights
    }

    fn sentences(
        &mut self,
        sentences: &[super::super::PatternText],
        phrases: &Phrases,
    ) -> Vec<Compiled> {
        let mut all = Vec::new();
        for text in sentences {
            match parse(&text.value, phrases).and_then(|pattern| Compiled::of(&pattern)) {
                Ok(compiled) => all.push(compiled),
                Err(error) => self.pattern_problem(text, &error),
            }
        }
        all
    }
}

fn kind_or(table: &Table, usual: ColumnKind) -> ColumnKind {
    table.text("type").and_then(column_kind).unwrap_or(usual)
}
