//! One template as a whole: what its parts are built with, and what concerns all of them.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::diagnostic::Problems;
use crate::figure::Unit;
use crate::source::{SourceMap, Span};

use super::super::limits::MAX_TEMPLATE_TABLES;
use super::super::problems;
use super::super::schema_build;
use super::super::tree::Table;
use super::super::value;
use super::super::{AmountDef, NarrativeDef, NoiseDef, PercentDef, Template};
use super::memo::{Around, Memo, RowLists};
use super::words::WordTally;

/// What building one template needs beside the tree itself.
pub(super) struct Builder<'b> {
    pub(super) sources: &'b SourceMap,
    /// Words of each vocabulary.
    pub(super) vocabulary: BTreeMap<&'b str, &'b Table>,
    pub(super) lists: Rc<RowLists>,
    pub(super) memo: &'b mut Memo,
    pub(super) around: Around,
    pub(super) tally: WordTally,
    pub(super) rows: usize,
    pub(super) problems: &'b mut Problems,
}

/// Builds a template from its merged tree. `ancestors`: ids of its parents, the nearest first.
pub(in crate::template) fn template(
    sources: &SourceMap,
    tree: &Table,
    ancestors: Vec<String>,
    memo: &mut Memo,
    problems: &mut Problems,
) -> Option<Template> {
    let head = tree.table("template")?;
    let id = head.text("id")?.to_owned();
    let vocabulary = tree
        .tables("vocabulary")
        .filter_map(|table| Some((table.text("id")?, table.as_ref())))
        .collect();
    let mut builder = Builder {
        sources,
        vocabulary,
        lists: Rc::default(),
        memo,
        around: Around::of(tree),
        tally: WordTally::default(),
        rows: 0,
        problems,
    };
    builder.row_lists(tree);
    let tables = builder.tables(tree);
    let phrases = builder.phrases(tree);
    let (phrases, compiled) = phrases.as_ref();
    let forms = builder.forms(tree, compiled);
    let claims = builder.claims(tree, compiled);
    builder.one_namespace(tree);
    let span = head.span_of("id");
    let mut template = Template {
        title: head.text("title").unwrap_or(&id).to_owned(),
        extends: head.text("extends").map(str::to_owned),
        ancestors,
        years: head
            .text("years")
            .and_then(value::years)
            .unwrap_or_default(),
        language: head.number("language").unwrap_or(super::super::LANGUAGE),
        recognise: builder.words(head, "match"),
        base_only: head.flag("base").unwrap_or(false),
        amount: amount(tree),
        percent: PercentDef {
            places: tree
                .table("percent")
                .and_then(|t| t.number("places"))
                .unwrap_or(2),
        },
        noise: builder.noise(tree),
        narrative: builder.narrative(tree),
        tables,
        forms,
        phrases: phrases.clone(),
        claims,
        schema: super::super::Schema::default(),
        span,
        id,
    };
    template.schema = schema_build::of(&template);
    if template.schema.tables.len() > MAX_TEMPLATE_TABLES {
        let what = ("表的数目", "the number of tables");
        let limit = ("MAX_TEMPLATE_TABLES", MAX_TEMPLATE_TABLES as u64);
        problems.push(problems::too_large(span, what, limit));
    }
    Some(template)
}

fn amount(tree: &Table) -> AmountDef {
    let section = tree.table("amount");
    let unit = |key| section.and_then(|table| Unit::parse(table.text(key)?));
    AmountDef {
        places: section
            .and_then(|table| table.number("places"))
            .unwrap_or(2),
        exact_in: unit("exact_in").or(Some(Unit::Yuan)),
        default_unit: unit("default_unit").unwrap_or(Unit::WanYuan),
    }
}

impl Builder<'_> {
    fn noise(&mut self, tree: &Table) -> NoiseDef {
        let watermarks = tree
            .table("noise")
            .map(|noise| self.words(noise, "watermarks"))
            .unwrap_or_default();
        NoiseDef { watermarks }
    }

    fn narrative(&mut self, tree: &Table) -> NarrativeDef {
        let usual = NarrativeDef::default();
        let Some(section) = tree.table("narrative") else {
            return usual;
        };
        let or = |written: Vec<String>, usual| if written.is_empty() { usual } else { written };
        NarrativeDef {
            begin: or(self.words(section, "begin"), usual.begin),
            end: or(self.words(section, "end"), usual.end),
            names: self.words(section, "names"),
        }
    }

    /// Tables, forms and claims share one namespace, and two names of it are taken.
    fn one_namespace(&mut self, tree: &Table) {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for (key, kind) in [
            ("table", ("表", "table")),
            ("form", ("表单", "form")),
            ("claim", ("论断", "claim")),
        ] {
            for entry in tree.tables(key) {
                let Some(id) = entry.text("id") else { continue };
                let span = entry.span_of("id");
                if [schema_build::REPORT, schema_build::STATEMENTS].contains(&id) {
                    let why = (
                        "每个模板自带这个表",
                        "every template has a table of this name",
                    );
                    self.problems.push(problems::bad_id(kind, id, span, why));
                }
                match seen.get(id) {
                    Some(first) => self.problems.push(problems::duplicate(
                        ("表、表单或论断", "table, form or claim"),
                        id,
                        span,
                        *first,
                    )),
                    None => {
                        seen.insert(id, span);
                    }
                }
            }
        }
    }
}
