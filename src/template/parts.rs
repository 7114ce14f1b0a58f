//! A template written in several files: together they say what one file with all of it would say.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::diagnostic::Problems;
use crate::source::Span;

use super::problems;
use super::shape::{FILE, Key, Kind, Shape};
use super::tree::{Node, Table, Value};

/// Adds what a part says to the tree of its template; `false` if the two contradict each other.
pub(super) fn add(main: &mut Table, part: Table, problems: &mut Problems) -> bool {
    let mut fits = true;
    for entry in part.entries {
        let key = FILE.iter().find(|key| key.name == entry.key);
        let Some(Key { shape, .. }) = key.filter(|key| key.name != "template") else {
            continue;
        };
        let Some(ours) = main.entries.iter_mut().find(|e| e.key == entry.key) else {
            main.entries.push(entry);
            continue;
        };
        fits &= match (shape, &mut ours.node.value, entry.node.value) {
            (Shape::Entries(kind), Value::List(list), Value::List(more)) => {
                entries(kind, Rc::make_mut(list), &more, problems)
            }
            (_, Value::Table(table), Value::Table(more)) => {
                section(&entry.key, Rc::make_mut(table), &more, problems)
            }
            _ => true,
        };
    }
    fits
}

fn section(name: &str, table: &mut Table, more: &Table, problems: &mut Problems) -> bool {
    let mut fits = true;
    for entry in &more.entries {
        let first = table.entries.iter().find(|e| e.key == entry.key);
        if let Some(first) = first {
            let what = (format!("[{name}] 的键"), format!("key of [{name}]"));
            problems.push(problems::duplicate(
                (&what.0, &what.1),
                &entry.key,
                entry.key_span,
                first.key_span,
            ));
            fits = false;
        } else {
            table.entries.push(entry.clone());
        }
    }
    fits
}

fn entries(kind: &Kind, list: &mut Vec<Node>, more: &[Node], problems: &mut Problems) -> bool {
    let name = |node: &Node| match &node.value {
        Value::Table(table) => Some((
            table.text(kind.identity)?.to_owned(),
            table.span_of(kind.identity),
        )),
        _ => None,
    };
    let mut seen: FxHashMap<String, Span> = list.iter().filter_map(&name).collect();
    let mut fits = true;
    for node in more {
        if let Some((id, span)) = name(node) {
            if let Some(first) = seen.get(&id) {
                problems.push(problems::duplicate((kind.zh, kind.en), &id, span, *first));
                fits = false;
                continue;
            }
            seen.insert(id, span);
        }
        list.push(node.clone());
    }
    fits
}
