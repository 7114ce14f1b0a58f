//! Each template file by itself, and the parts of a template put together.

use std::collections::BTreeMap;

use crate::diagnostic::codes::{E0409, E0411};
use crate::diagnostic::{Problem, Problems};
use crate::source::{SourceId, SourceMap, Span};

use super::check;
use super::inherit::Link;
use super::limits::MAX_TEMPLATE_BYTES;
use super::parts;
use super::problems::{self, did_you_mean, plain, wording};
use super::shape::FILE;
use super::tree::{self, Table};

/// The newest version of the rule language that this program reads.
pub const LANGUAGE: u32 = 1;
/// The oldest one.
pub const OLDEST_LANGUAGE: u32 = 1;

/// How much of a file can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    /// All of it.
    Good,
    /// It has mistakes, all of them reported; what it says elsewhere can be looked at for more.
    Faulty,
    /// It is not TOML.
    Broken,
}

/// A template by itself: its file and the parts of it that stand in other files.
pub(super) struct Layer {
    pub(super) tree: Table,
    pub(super) link: Link,
    pub(super) state: State,
}

/// A file as it is read.
struct File {
    tree: Table,
    role: Role,
    state: State,
}

/// What a file is.
enum Role {
    /// A template.
    Main(Link),
    /// A part of the template of this id.
    Part(String, Span),
}

/// Reads all files, in their order; `false` if some file could not be named.
pub(super) fn layers(
    sources: &SourceMap,
    files: &[SourceId],
    problems: &mut Problems,
) -> (Vec<Layer>, bool) {
    let mut layers: Vec<Layer> = Vec::new();
    let mut parts: Vec<(Table, State, String, Span)> = Vec::new();
    let mut all_named = true;
    for &file in files {
        let Some(File { tree, role, state }) = read_file(sources, file, problems) else {
            all_named = false;
            continue;
        };
        match role {
            Role::Main(link) => layers.push(Layer { tree, link, state }),
            Role::Part(of, span) => parts.push((tree, state, of, span)),
        }
    }
    let mut layers = unique(layers, problems);
    for (tree, state, of, span) in parts {
        let Some(layer) = layers.iter_mut().find(|layer| layer.link.id == of) else {
            if all_named {
                problems.push(part_of_nothing(&of, span, &layers));
            }
            continue;
        };
        layer.state = layer.state.max(state);
        if layer.state < State::Broken && !parts::add(&mut layer.tree, tree, problems) {
            layer.state = State::Faulty;
        }
    }
    (layers, all_named)
}

/// Reads one file; `None` if not even its id can be made out.
fn read_file(sources: &SourceMap, file: SourceId, problems: &mut Problems) -> Option<File> {
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
    let role = role(&tree, file, is_toml, &mut found);
    check_language(&tree, &mut found);
    let state = match (is_toml, found.has_errors()) {
        (false, _) => State::Broken,
        (_, true) => State::Faulty,
        (_, false) => State::Good,
    };
    problems.extend(found);
    Some(File {
        tree,
        role: role?,
        state,
    })
}

fn role(tree: &Table, file: SourceId, is_toml: bool, problems: &mut Problems) -> Option<Role> {
    let head = tree.table("template");
    if let Some((head, of)) = head.and_then(|head| Some((head, head.text("part_of")?))) {
        if let Some(other) = head.entries.iter().find(|entry| entry.key != "part_of") {
            let key = &other.key;
            problems.push(problems::conflict(
                other.key_span,
                (
                    &format!("补充文件里不写「{key}」"),
                    &format!("a part of a template has no `{key}`"),
                ),
                (
                    "part_of 之外的键写在模板的主文件里",
                    "keys other than part_of belong into the template's main file",
                ),
            ));
        }
        return Some(Role::Part(of.to_owned(), head.span_of("part_of")));
    }
    let Some((head, id)) = head.and_then(|head| Some((head, head.text("id")?))) else {
        if is_toml && head.is_none_or(|head| !head.has("id") && !head.has("part_of")) {
            problems.push(no_id(head.map_or(Span::new(file, 0, 0), |head| head.span)));
        }
        return None;
    };
    let extends = head
        .text("extends")
        .map(|parent| (parent.to_owned(), head.span_of("extends")));
    Some(Role::Main(Link {
        id: id.to_owned(),
        span: head.span_of("id"),
        extends,
    }))
}

fn no_id(span: Span) -> Problem {
    let help = (
        "文件开头写 [template]，下面写 id = \"…\"；补充别的文件时写 part_of = \"…\"",
        "begin the file with [template] and id = \"…\" below it, or part_of = \"…\" for a part",
    );
    problems::missing(span, ("模板", "the template"), "id", help)
}

fn part_of_nothing(of: &str, span: Span, layers: &[Layer]) -> Problem {
    let problem = plain(
        &E0409,
        wording(
            format!("没有可补充的模板「{of}」"),
            format!("there is no template `{of}` for this to be a part of"),
        ),
        span,
        ("没有读到这个模板", "no such template was read"),
    );
    match did_you_mean(of, layers.iter().map(|layer| layer.link.id.as_str())) {
        Some(help) => problem.help(help),
        None => problem,
    }
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
