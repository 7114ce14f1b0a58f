//! W0708: one printed name for two things.
//!
//! Names that surely mean two things are errors of the template (`E0413`). What remains is what other
//! evidence could still tell apart: titles of a form and of a table, printed form numbers, labels of
//! fields and totals of one form.

use rustc_hash::FxHashMap;

use super::LintedTemplate;
use crate::diagnostic::codes::W0708;
use crate::diagnostic::{Problem, Wording};
use crate::document::label_key;
use crate::source::{SourceMap, Span};
use crate::template::{FormDef, RowDef};

/// A name, whose it is, and where.
struct Named<'t> {
    name: &'t str,
    owner: &'t str,
    span: Span,
}

/// Names of a template that mean two things.
pub(super) fn look(one: &LintedTemplate<'_>, sources: &SourceMap, found: &mut Vec<Problem>) {
    let template = one.template;
    let tables = template.tables.iter().flat_map(|table| {
        table.titles.iter().map(|name| Named {
            name,
            owner: &table.id,
            span: table.span,
        })
    });
    let forms = template.forms.iter().flat_map(|form| {
        form.titles.iter().map(|name| Named {
            name,
            owner: &form.id,
            span: form.span,
        })
    });
    twice(tables.chain(forms), ("表", "tables"), sources, found);
    let codes = template.tables.iter().flat_map(|table| {
        table.codes.iter().map(|name| Named {
            name,
            owner: &table.id,
            span: table.span,
        })
    });
    twice(codes, ("表", "tables"), sources, found);
    for form in &template.forms {
        of_form(form, sources, found);
    }
}

fn of_form(form: &FormDef, sources: &SourceMap, found: &mut Vec<Problem>) {
    let fields = form.fields.iter().flat_map(|field| {
        field.names.iter().map(|name| Named {
            name,
            owner: &field.id,
            span: field.span,
        })
    });
    let totals = form.totals.iter().flat_map(|total| {
        total.names.iter().map(|name| Named {
            name,
            owner: &total.id,
            span: total.span,
        })
    });
    twice(fields.chain(totals), ("栏目", "fields"), sources, found);
    for table in &form.tables {
        twice(rows(&table.rows), ("行", "rows"), sources, found);
        let columns = table.columns.iter().flat_map(|column| {
            column.header.iter().map(|name| Named {
                name,
                owner: &column.id,
                span: column.span,
            })
        });
        twice(columns, ("列", "columns"), sources, found);
    }
}

fn rows(rows: &[RowDef]) -> impl Iterator<Item = Named<'_>> {
    rows.iter()
        .filter(|row| row.under.is_none())
        .flat_map(|row| {
            row.names.iter().map(|name| Named {
                name,
                owner: &row.id,
                span: row.span,
            })
        })
}

fn twice<'t>(
    names: impl Iterator<Item = Named<'t>>,
    (zh, en): (&str, &str),
    sources: &SourceMap,
    found: &mut Vec<Problem>,
) {
    let mut known: FxHashMap<String, Named<'t>> = FxHashMap::default();
    for named in names {
        let key = label_key(named.name).into_owned();
        let Some(first) = known.get(&key) else {
            known.insert(key, named);
            continue;
        };
        if first.owner == named.owner {
            continue;
        }
        let (name, one, other) = (named.name, first.owner, named.owner);
        found.push(
            Problem::warning(
                &W0708,
                Wording::new(
                    format!("「{name}」既指{zh}「{one}」又指{zh}「{other}」"),
                    format!("`{name}` names two {en}: `{one}` and `{other}`"),
                ),
            )
            .at(
                place(&named, sources),
                Wording::new(format!("又是{zh}「{other}」"), "this too"),
            )
            .at(
                place(first, sources),
                Wording::new(format!("先是{zh}「{one}」"), "named first here"),
            )
            .help(Wording::new(
                "读报告时分不清是哪一个；删去一处，或写得更具体",
                "a report cannot be told apart by it; drop one of them or make it more specific",
            )),
        );
    }
}

/// The name itself if it stands within what was named, else the whole.
fn place(named: &Named<'_>, sources: &SourceMap) -> Span {
    let Some(source) = sources.get(named.span.source) else {
        return named.span;
    };
    let from = source.text.get(named.span.start as usize..).unwrap_or("");
    // A definition goes on to the next one: look no further than that.
    let end = from
        .get(1..)
        .and_then(|rest| rest.find("\n[").or_else(|| rest.find("\n  [")))
        .map_or(from.len(), |at| at.saturating_add(1));
    let quoted = format!("\"{}\"", named.name);
    match from.get(..end).and_then(|text| text.find(&quoted)) {
        Some(at) => {
            let start = (named.span.start as usize).saturating_add(at);
            Span::new(named.span.source, start, start.saturating_add(quoted.len()))
        }
        None => named.span,
    }
}
