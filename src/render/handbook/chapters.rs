//! Which chapter of the handbook a rule belongs to.

use std::collections::BTreeSet;

use crate::diagnostic::Lang;
use crate::program::{Program, Rule};
use crate::template::{TableId, TableKind, Template};

/// A chapter by its place in the handbook: headers, each form, between forms, prose, evaluations.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// Headers and completeness.
    Header,
    /// One statutory form.
    Table(u16),
    /// Several statutory forms.
    Between,
    /// A sentence.
    Claim(u16),
    /// A self-evaluation form.
    Form(u16),
}

/// The chapter of a rule, by the tables that it touches.
pub(super) fn place(program: &Program, rule: &Rule) -> Place {
    let (mut tables, mut claims, mut forms) = (BTreeSet::new(), Vec::new(), Vec::new());
    for id in &rule.tables {
        match kind(program, *id) {
            Some(TableKind::Panel { table, .. }) => {
                tables.insert(table);
            }
            Some(TableKind::Claim { claim }) => claims.push(claim),
            Some(TableKind::Form { form } | TableKind::FormTable { form, .. }) => forms.push(form),
            Some(TableKind::Report | TableKind::Statements) | None => {}
        }
    }
    let mut each = tables.iter();
    match (claims.first(), forms.first(), each.next(), each.next()) {
        (_, Some(form), ..) => Place::Form(*form),
        (Some(claim), None, ..) => Place::Claim(*claim),
        (None, None, Some(table), None) => Place::Table(*table),
        (None, None, Some(_), Some(_)) => Place::Between,
        (None, None, None, _) => Place::Header,
    }
}

fn kind(program: &Program, id: TableId) -> Option<TableKind> {
    program.schema().get(id).map(|table| table.kind)
}

/// The title of a chapter.
pub(super) fn title(place: &Place, template: &Template, lang: Lang) -> String {
    let say = |zh: &str, en: &str| match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    };
    match place {
        Place::Header => say("表头、完整性与科目", "Headers, completeness, codes"),
        Place::Between => say("表与表之间", "Between the forms"),
        Place::Table(index) => {
            let table = template.tables.get(usize::from(*index));
            table.map_or(String::new(), |table| {
                let title = table.titles.first().unwrap_or(&table.id);
                match table.codes.first() {
                    Some(code) => format!("{code} {title}"),
                    None => title.clone(),
                }
            })
        }
        Place::Claim(index) => {
            let claim = template.claims.get(usize::from(*index));
            let about = claim.map_or("", |claim| {
                claim
                    .sections
                    .first()
                    .map_or(claim.id.as_str(), String::as_str)
            });
            // Sections are patterns: `*"三公"经费*总体*`.
            let about = about.trim_matches('*').replace('*', "…");
            let about = about.replace("\"三公\"", "“三公”");
            say(&format!("文字：{about}"), &format!("Prose: {about}"))
        }
        Place::Form(index) => {
            let form = template.forms.get(usize::from(*index));
            form.map_or(String::new(), |form| form.id.clone())
        }
    }
}
