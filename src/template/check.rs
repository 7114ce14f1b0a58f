//! One template file by itself: every key known, every value of its type, every entry named once.
//!
//! What leaves here holds only keys and values that the shape allows, in one spelling: words are
//! lists, short forms are tables, wrong values are [`Value::Refused`]. Later stages need not look for
//! wrong types again.

use std::borrow::Cow;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::diagnostic::Problems;
use crate::source::Span;

use super::limits::MAX_TEMPLATE_ENTRIES;
use super::problems;
use super::shape::{INCLUDE, INHERITANCE, Key, Kind, Shape};
use super::tree::{Entry, Node, Table, Value};
use super::value;

/// Checks a table against the keys it may have and returns what is right in it.
pub(super) fn table(
    table: Table,
    keys: &[&'static [Key]],
    place: (&str, &str),
    problems: &mut Problems,
) -> Table {
    let mut good = Table {
        entries: Vec::with_capacity(table.entries.len()),
        span: table.span,
    };
    for entry in table.entries {
        let found = keys.iter().copied().flatten().find(|k| k.name == entry.key);
        let Some(key) = found else {
            let names: Vec<&str> = keys.iter().copied().flatten().map(|k| k.name).collect();
            problems.push(problems::unknown_key(&entry, place, &names));
            continue;
        };
        let Entry { key_span, node, .. } = entry;
        let span = node.span;
        let node = checked(key, node, problems).unwrap_or(Node {
            value: Value::Refused,
            span,
        });
        good.entries.push(Entry {
            key: Cow::Borrowed(key.name),
            key_span,
            node,
        });
    }
    good
}

fn checked(key: &Key, node: Node, problems: &mut Problems) -> Option<Node> {
    match &key.shape {
        Shape::Section(keys) => section(key.name, keys, node, problems),
        Shape::Entries(kind) => entries(key.name, kind, node, problems),
        Shape::Words => words(key.name, node, problems),
        shape => match value::scalar(key.name, shape, &node) {
            Ok(value) => Some(Node { value, ..node }),
            Err(problem) => {
                problems.push(*problem);
                None
            }
        },
    }
}

fn section(name: &str, keys: &'static [Key], node: Node, problems: &mut Problems) -> Option<Node> {
    let span = node.span;
    let Value::Table(inner) = node.value else {
        let wanted = (format!("成一节 [{name}]"), format!("a section [{name}]"));
        problems.push(problems::wrong_type(
            name,
            &node.value,
            span,
            (&wanted.0, &wanted.1),
        ));
        return None;
    };
    let place = (format!("[{name}]"), format!("[{name}]"));
    static REPLACE: [Key; 1] = [Key {
        name: "replace",
        shape: Shape::Words,
    }];
    let inner = Rc::unwrap_or_clone(inner);
    let good = table(inner, &[keys, &REPLACE], (&place.0, &place.1), problems);
    Some(Node {
        value: Value::Table(Rc::new(good)),
        span,
    })
}

fn words(name: &str, node: Node, problems: &mut Problems) -> Option<Node> {
    let span = node.span;
    let list = match node.value {
        Value::Text(_) => vec![node],
        Value::List(list) => Rc::unwrap_or_clone(list),
        other => {
            let wanted = ("文字，或一列文字", "a string or a list of strings");
            problems.push(problems::wrong_type(name, &other, span, wanted));
            return None;
        }
    };
    if list.is_empty() && name != "replace" {
        problems.push(problems::empty(
            span,
            (
                format!("「{name}」一个词也没有"),
                format!("`{name}` holds no word"),
            ),
            (
                "写上至少一个词，或删去这个键",
                "write at least one word, or leave the key out",
            ),
        ));
        return None;
    }
    let mut good = Vec::with_capacity(list.len());
    for word in list {
        match value::scalar(name, &Shape::Text, &word) {
            Ok(value) => good.push(Node {
                value,
                span: word.span,
            }),
            Err(problem) => problems.push(*problem),
        }
    }
    Some(Node {
        value: Value::List(Rc::new(good)),
        span,
    })
}

fn entries(name: &str, kind: &'static Kind, node: Node, problems: &mut Problems) -> Option<Node> {
    let span = node.span;
    let Value::List(list) = node.value else {
        let (zh, en) = if matches!(node.value, Value::Table(_)) {
            (
                format!("成 [[{name}]]（双方括号，可有多个）"),
                format!("[[{name}]], in double brackets"),
            )
        } else {
            (
                format!("一列{}", kind.zh),
                format!("a list of {} entries", kind.en),
            )
        };
        problems.push(problems::wrong_type(name, &node.value, span, (&zh, &en)));
        return None;
    };
    if list.len() > MAX_TEMPLATE_ENTRIES {
        let what = (
            format!("「{name}」的数目"),
            format!("the number of `{name}`"),
        );
        let limit = ("MAX_TEMPLATE_ENTRIES", MAX_TEMPLATE_ENTRIES as u64);
        problems.push(problems::too_large(span, (&what.0, &what.1), limit));
        return None;
    }
    let mut good = Vec::with_capacity(list.len());
    let mut seen: FxHashMap<String, Span> = FxHashMap::default();
    for item in Rc::unwrap_or_clone(list) {
        let Some(entry) = self::entry(name, kind, item, problems) else {
            continue;
        };
        if let Some(id) = entry.text(kind.identity) {
            let id_span = entry.span_of(kind.identity);
            match seen.get(id) {
                Some(first) => {
                    problems.push(problems::duplicate((kind.zh, kind.en), id, id_span, *first));
                    continue;
                }
                None => seen.insert(id.to_owned(), id_span),
            };
        }
        let span = entry.span;
        good.push(Node {
            value: Value::Table(Rc::new(entry)),
            span,
        });
    }
    Some(Node {
        value: Value::List(Rc::new(good)),
        span,
    })
}

fn entry(name: &str, kind: &'static Kind, item: Node, problems: &mut Problems) -> Option<Table> {
    let span = item.span;
    let place = (kind.zh, kind.en);
    let table = match item.value {
        Value::Table(table) => Rc::unwrap_or_clone(table),
        Value::Text(id) if kind.short => {
            let mut short = Table {
                entries: Vec::new(),
                span,
            };
            short.set(
                kind.identity,
                Node {
                    value: Value::Text(id),
                    span,
                },
            );
            short
        }
        other => {
            let zh = format!("一列 {{ {} = \"…\" }}", kind.identity);
            let en = format!("a list of {{ {} = \"…\" }}", kind.identity);
            problems.push(problems::wrong_type(name, &other, span, (&zh, &en)));
            return None;
        }
    };
    if kind.includes && table.has("list") {
        return include(table, problems);
    }
    let entry = self::table(table, &[kind.keys, &INHERITANCE], place, problems);
    check_replace(kind, &entry, problems);
    let Some(id) = entry.text(kind.identity) else {
        let is_wrong = entry.has(kind.identity);
        if !is_wrong {
            problems.push(problems::missing(
                span,
                (&format!("这个{}", kind.zh), &format!("this {}", kind.en)),
                kind.identity,
                (
                    "给它一个名称，规则和下级模板靠它来指称",
                    "name it: rules and child templates refer to it by this",
                ),
            ));
        }
        return None;
    };
    if let Some(why) = value::refuse_id(kind, id) {
        let id_span = entry.span_of(kind.identity);
        problems.push(problems::bad_id(place, id, id_span, why));
    }
    Some(entry)
}

/// `{ list = "支出功能分类", line = 32 }`
fn include(table: Table, problems: &mut Problems) -> Option<Table> {
    if table.has("id") {
        problems.push(problems::conflict(
            table.span_of("id"),
            (
                "「id」与「list」不能写在一起",
                "`id` and `list` exclude each other",
            ),
            (
                "引用一份行表写 { list = \"…\" }，声明一行写 { id = \"…\" }",
                "write { list = \"…\" } to use a row list, { id = \"…\" } to declare a row",
            ),
        ));
        return None;
    }
    Some(self::table(
        table,
        &[&INCLUDE],
        ("引用行表处", "the use of a row list"),
        problems,
    ))
}

/// `replace` names lists of this very entry.
fn check_replace(kind: &'static Kind, entry: &Table, problems: &mut Problems) {
    for node in entry.list("replace") {
        let Some(written) = node.text() else { continue };
        let lists = kind
            .keys
            .iter()
            .filter(|key| matches!(key.shape, Shape::Words | Shape::Entries(_)))
            .map(|key| key.name);
        if lists.clone().any(|name| name == written) {
            continue;
        }
        problems.push(problems::unknown_reference(
            (
                &format!("{}的列表键", kind.zh),
                &format!("list key of a {}", kind.en),
            ),
            written,
            node.span,
            lists,
        ));
    }
}
