//! From template files to templates: the one way in.

use std::collections::BTreeMap;

use crate::diagnostic::codes::{E0409, E0411, E0412, E0414, E0462};
use crate::diagnostic::{Problem, Problems};
use crate::source::{SourceId, SourceMap, Span};

use super::inherit::{Link, chains};
use super::limits::MAX_TEMPLATE_BYTES;
use super::problems::{self, plain, wording};
use super::shape::FILE;
use super::tree::{self, Table};
use super::{Template, build, check, merge};

/// The newest version of the rule language that this program reads.
pub const LANGUAGE: u32 = 1;
/// The oldest one.
pub const OLDEST_LANGUAGE: u32 = 1;

/// How much of a file can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    /// All of it.
    Good,
    /// It has mistakes, all of them reported; what it says elsewhere can be looked at for more.
    Faulty,
    /// It is not TOML.
    Broken,
}

/// A file over its ancestors.
struct Merged {
    tree: Table,
    state: State,
}

/// A file that was read and checked by itself.
struct Layer {
    tree: Table,
    link: Link,
    state: State,
}

/// Reads template files into templates, in the order of the files. Files may extend one another in
/// any order. Every mistake of every file is reported; a template is given back only if nothing is
/// wrong in its file and in those of its ancestors.
///
/// Codes `E0401`–`E0417` for the files, `E0460`–`E0465` for patterns of claims in them.
#[must_use]
pub fn read_templates(sources: &SourceMap, files: &[SourceId]) -> (Vec<Template>, Problems) {
    let mut problems = Problems::default();
    let layers: Vec<Layer> = files
        .iter()
        .filter_map(|&file| layer(sources, file, &mut problems))
        .collect();
    let all_named = layers.len() == files.len();
    let layers = unique(layers, &mut problems);
    let links: Vec<Link> = layers.iter().map(|layer| layer.link.clone()).collect();
    let mut broken_links = Problems::default();
    let chains = chains(&links, &mut broken_links);
    if !all_named {
        // The parent may be the file whose id could not be read.
        broken_links.retain(|problem| problem.code != &E0409);
    }
    problems.extend(broken_links);
    let mut merged: BTreeMap<usize, Merged> = BTreeMap::new();
    let mut templates = Vec::new();
    for chain in chains.into_iter().flatten() {
        merge_chain(&chain, &layers, &mut merged, &mut problems);
        let Some(whole) = chain.last().and_then(|index| merged.get(index)) else {
            continue;
        };
        let ancestors = chain.iter().rev().skip(1);
        let ancestors = ancestors
            .filter_map(|&i| links.get(i))
            .map(|link| link.id.clone());
        let mut found = Problems::default();
        let template = build::template(sources, &whole.tree, ancestors.collect(), &mut found);
        let is_good = whole.state == State::Good && !found.has_errors();
        templates.extend(template.filter(|_| is_good));
        report(found, whole.state, &mut problems);
    }
    problems.sort();
    problems.dedup();
    (templates, problems)
}

/// Passes problems of a merged template on, but for those that may only follow from mistakes
/// reported before: what was refused there is not found here.
fn report(mut found: Problems, state: State, problems: &mut Problems) {
    if state == State::Faulty {
        found.retain(|problem| ![&E0412, &E0414, &E0462].contains(&problem.code));
    }
    problems.extend(found);
}

/// Merges every file of a chain onto the one before it, as far as the files are TOML.
fn merge_chain(
    chain: &[usize],
    layers: &[Layer],
    merged: &mut BTreeMap<usize, Merged>,
    problems: &mut Problems,
) {
    let mut parent: Option<usize> = None;
    for &index in chain {
        if !merged.contains_key(&index) {
            let base = parent.and_then(|parent| merged.get(&parent));
            let Some(layer) = layers
                .get(index)
                .filter(|layer| layer.state != State::Broken)
            else {
                return;
            };
            let inherited = base.map_or(State::Good, |base| base.state);
            let mut found = Problems::default();
            let tree = merge::file(base.map(|base| &base.tree), &layer.tree, &mut found);
            let mut state = layer.state.max(inherited);
            let has_errors = found.has_errors();
            report(found, state, problems);
            if has_errors {
                state = State::Faulty;
            }
            merged.insert(index, Merged { tree, state });
        }
        parent = Some(index);
    }
}

/// Reads one file; `None` if not even its id can be made out.
fn layer(sources: &SourceMap, file: SourceId, problems: &mut Problems) -> Option<Layer> {
    let length = sources.get(file)?.text.len();
    if length > MAX_TEMPLATE_BYTES {
        let what = ("模板文件的字节数", "the template file's number of bytes");
        let limit = ("MAX_TEMPLATE_BYTES", MAX_TEMPLATE_BYTES as u64);
        problems.push(problems::too_large(Span::new(file, 0, 0), what, limit));
        return None;
    }
    let (tree, errors) = tree::parse(sources, file);
    let mut found = Problems::default();
    let is_toml = errors.is_empty();
    let tree = if is_toml {
        check::table(tree, &[&FILE], ("模板", "a template"), &mut found)
    } else {
        // What stands beside broken TOML may only look wrong.
        errors.into_iter().for_each(|error| found.push(error));
        tree
    };
    let link = link(&tree, file, is_toml, &mut found);
    check_language(&tree, &mut found);
    let state = match (is_toml, found.has_errors()) {
        (false, _) => State::Broken,
        (_, true) => State::Faulty,
        (_, false) => State::Good,
    };
    problems.extend(found);
    Some(Layer {
        tree,
        link: link?,
        state,
    })
}

fn link(tree: &Table, file: SourceId, is_toml: bool, problems: &mut Problems) -> Option<Link> {
    let head = tree.table("template");
    let id = head.and_then(|head| head.text("id"));
    let (Some(head), Some(id)) = (head, id) else {
        if is_toml {
            let span = head.map_or(Span::new(file, 0, 0), |head| head.span);
            let help = (
                "文件开头写 [template]，下面写 id = \"…\"",
                "begin the file with [template] and id = \"…\" below it",
            );
            problems.push(problems::missing(
                span,
                ("模板", "the template"),
                "id",
                help,
            ));
        }
        return None;
    };
    let extends = head
        .text("extends")
        .map(|parent| (parent.to_owned(), head.span_of("extends")));
    Some(Link {
        id: id.to_owned(),
        span: head.span_of("id"),
        extends,
    })
}

/// Leaves out templates whose id another file has taken.
fn unique(layers: Vec<Layer>, problems: &mut Problems) -> Vec<Layer> {
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    let mut kept = Vec::with_capacity(layers.len());
    for layer in layers {
        let Link { id, span, .. } = &layer.link;
        match seen.get(id) {
            Some(first) => {
                problems.push(problems::duplicate(("模板", "template"), id, *span, *first));
            }
            None => {
                seen.insert(id.clone(), *span);
                kept.push(layer);
            }
        }
    }
    kept
}

fn check_language(tree: &Table, problems: &mut Problems) {
    let Some(head) = tree.table("template") else {
        return;
    };
    let Some(written) = head.number::<i64>("language") else {
        return;
    };
    let supported = i64::from(OLDEST_LANGUAGE)..=i64::from(LANGUAGE);
    if !supported.contains(&written) {
        problems.push(unsupported(written, head.span_of("language")));
    }
}

fn unsupported(written: i64, span: Span) -> Problem {
    let versions: Vec<String> = (OLDEST_LANGUAGE..=LANGUAGE)
        .map(|v| v.to_string())
        .collect();
    let versions = versions.join("、");
    let newer = written > i64::from(LANGUAGE);
    let help = if newer {
        wording(
            format!("本程序支持的版本：{versions}；换用新版程序，或改写 language"),
            format!("versions read here: {versions}; use a newer program, or another language"),
        )
    } else {
        wording(
            format!("本程序支持的版本：{versions}"),
            format!("versions read here: {versions}"),
        )
    };
    plain(
        &E0411,
        wording(
            format!("不支持规则语言版本 {written}"),
            format!("rule language version {written} is not supported"),
        ),
        span,
        if newer {
            ("比本程序新", "newer than this program")
        } else {
            ("已不支持", "no longer read")
        },
    )
    .help(help)
}
