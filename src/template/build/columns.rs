//! Columns of tables and inner tables of forms.

use crate::diagnostic::Wording;
use crate::figure::Unit;
use crate::source::Span;

use super::super::choice::{column_kind, column_role};
use super::super::problems;
use super::super::tree::Table;
use super::super::{ColumnDef, ColumnKind, value};
use super::Builder;
use super::words::{Claims, Word};

impl Builder<'_> {
    /// The columns of a table, panel or inner table; their header words must tell them apart.
    pub(super) fn columns(&mut self, owner: &Table, what: (&str, &str)) -> Vec<ColumnDef> {
        let mut headers = Claims::of(("栏目", "columns"));
        let mut indexes = Claims::of(("栏目", "columns"));
        let mut columns = Vec::new();
        for (number, table) in owner.tables("columns").enumerate() {
            if self.is_over() {
                break;
            }
            let words = self.placed_words(table, "header");
            for word in &words {
                headers.claim(number, "", word, self.problems);
            }
            if let Some(index) = table.number::<u16>("index") {
                let word = Word {
                    text: format!("栏次 {index}"),
                    span: table.span_of("index"),
                };
                indexes.claim(number, "", &word, self.problems);
            }
            columns.extend(self.column(table, words));
        }
        if owner.list("columns").is_empty() {
            self.no_columns(owner, what);
        }
        columns
    }

    fn column(&mut self, table: &Table, header: Vec<Word>) -> Option<ColumnDef> {
        let id = table.text("id")?.to_owned();
        let words = self.words(table, "words");
        let kind = match table.get("type") {
            Some(word) => column_kind(word.text()?)?,
            None if !words.is_empty() => ColumnKind::Text,
            None => {
                self.no_type(&id, table.span_of("id"));
                return None;
            }
        };
        Some(ColumnDef {
            kind,
            role: table.text("role").and_then(column_role),
            header: header.into_iter().map(|word| word.text).collect(),
            words,
            optional: table.flag("optional").unwrap_or(false),
            required: table.flag("required").unwrap_or(false),
            mergeable: table.flag("mergeable").unwrap_or(false),
            dash: table.flag("dash").unwrap_or(false),
            constants: self.words(table, "constants"),
            group: table.text("group").map(str::to_owned),
            unit: table.text("unit").and_then(Unit::parse),
            places: table.number("places"),
            range: table.text("range").and_then(value::range),
            index: table.number("index"),
            span: table.span_of("id"),
            id,
        })
    }

    fn no_type(&mut self, id: &str, span: Span) {
        let owner = (format!("栏目「{id}」"), format!("column `{id}`"));
        let help = (
            "写上 type：名称 label、编码 code、行次 line、金额 amount、百分比 percent、文字 text …",
            "say what it holds: type = \"label\", \"code\", \"line\", \"amount\", \"percent\", \"text\" …",
        );
        self.problems
            .push(problems::missing(span, (&owner.0, &owner.1), "type", help));
    }

    fn no_columns(&mut self, owner: &Table, what: (&str, &str)) {
        let id = owner.text("id").unwrap_or("");
        let Wording { zh, en } = problems::wording(
            format!("{}「{id}」一个栏目也没有", what.0),
            format!("{} `{id}` has no columns", what.1),
        );
        self.problems.push(problems::empty(
            owner.span_of("id"),
            (zh, en),
            (
                "写上 columns = [ { id = \"…\", type = \"…\" }, … ]",
                "write columns = [ { id = \"…\", type = \"…\" }, … ]",
            ),
        ));
    }
}
