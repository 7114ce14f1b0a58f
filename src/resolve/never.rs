//! Rules that can never apply.

use super::complain::{say, suggest};
use super::resolver::Resolver;
use crate::diagnostic::Problem;
use crate::diagnostic::codes::E0308;
use crate::document::label_key;
use crate::program::{CellOf, Comparison, Number, Text};
use crate::source::Span;
use crate::syntax::ast::Rule;
use crate::template::{ColumnDef, TableKind};

/// The deepest level of a classification (项).
const DEEPEST: u32 = 3;

impl<'a> Resolver<'a> {
    /// Complains of a rule whose years hold no year, or none of its template's.
    pub(super) fn never_applies(&mut self, rule: &Rule) {
        if let (Some((since, first)), Some((until, last))) = (rule.since, rule.until)
            && since > until
        {
            self.complain(
                Problem::error(
                    &E0308,
                    say(
                        format!(
                            "规则「{}」永远不适用：自 {since} 至 {until} 没有年份",
                            rule.id.text
                        ),
                        format!(
                            "rule `{}` can never apply: no year lies between {since} and {until}",
                            rule.id.text
                        ),
                    ),
                )
                .at(first, say("从这一年起", "from this year"))
                .at(last, say("到这一年为止", "to this year")),
            );
            return;
        }
        self.outside_the_template(rule);
    }

    fn outside_the_template(&mut self, rule: &Rule) {
        let years = self.template.years;
        let late = rule
            .since
            .filter(|(since, _)| years.to.is_some_and(|to| *since > to));
        let early = rule
            .until
            .filter(|(until, _)| years.from.is_some_and(|from| *until < from));
        let Some((year, span)) = late.or(early) else {
            return;
        };
        // An inherited rule for other years is simply not used by this template.
        let id = &self.template.id;
        self.complain(
            Problem::warning(
                &E0308,
                say(
                    format!(
                        "规则「{}」永远不适用：{year} 年不在模板「{id}」的年份之内",
                        rule.id.text
                    ),
                    format!(
                        "rule `{}` can never apply: template `{id}` does not cover {year}",
                        rule.id.text
                    ),
                ),
            )
            .at(
                span,
                say("在模板的年份之外", "outside the template's years"),
            ),
        );
    }

    /// Warns of a text compared with a word that its column's vocabulary does not have.
    pub(super) fn foreign_word(&mut self, left: &Text, right: &Text, span: Span) {
        let (cell, word) = match (left, right) {
            (Text::Cell(cell), Text::Constant(word)) | (Text::Constant(word), Text::Cell(cell)) => {
                (cell, word)
            }
            _ => return,
        };
        let Some(column) = self.column_def(cell) else {
            return;
        };
        let key = label_key(word);
        if column.words.is_empty() || column.words.iter().any(|known| label_key(known) == key) {
            return;
        }
        let words: Vec<&str> = column.words.iter().map(String::as_str).collect();
        let id = &column.id;
        let problem = Problem::warning(
            &E0308,
            say(
                format!("列「{id}」的词汇里没有「{word}」，两边不会相同"),
                format!("the vocabulary of column `{id}` does not have `{word}`, so the sides are never equal"),
            ),
        )
        .at(span, say("永远不同", "never equal"));
        self.complain(suggest(problem, word, &words));
    }

    /// The column of a cell as the template writes it.
    fn column_def(&self, cell: &CellOf) -> Option<&'a ColumnDef> {
        let columns = match self.schema.get(cell.table)?.kind {
            TableKind::Panel { table, panel } => {
                let table = self.template.tables.get(usize::from(table))?;
                &table.panels.get(usize::from(panel))?.columns
            }
            TableKind::FormTable { form, table } => {
                let form = self.template.forms.get(usize::from(form))?;
                &form.tables.get(usize::from(table))?.columns
            }
            _ => return None,
        };
        let id = &self
            .schema
            .get(cell.table)?
            .columns
            .get(cell.column.0 as usize)?
            .id;
        columns.iter().find(|column| column.id == *id)
    }

    /// Complains of a level that no row can have.
    pub(super) fn impossible_level(
        &mut self,
        comparison: Comparison,
        (left, right): (&Number, &Number),
        span: Span,
    ) {
        let (Number::Level(_), Number::Constant(level, _)) = (left, right) else {
            return;
        };
        let possible = (0..=DEEPEST)
            .map(rust_decimal::Decimal::from)
            .any(|own| match comparison {
                Comparison::Agrees | Comparison::Same => own == *level,
                Comparison::Differs => own != *level,
                Comparison::Less => own < *level,
                Comparison::AtMost => own <= *level,
                Comparison::Greater => own > *level,
                Comparison::AtLeast => own >= *level,
            });
        if !possible {
            self.complain(
                Problem::warning(
                    &E0308,
                    say("没有一行的级次是这样", "no row can have such a level"),
                )
                .at(span, say("级次只有 0 到 3", "levels are 0 to 3"))
                .help(say("类是 1，款是 2，项是 3", "类 is 1, 款 is 2, 项 is 3")),
            );
        }
    }
}
