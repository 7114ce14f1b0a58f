//! A child laid over its parent: single values replace, words are added in front, entries are found
//! by their names.

use std::rc::Rc;

use indexmap::IndexMap;
use rustc_hash::FxHashSet;

use crate::diagnostic::Problems;

use super::problems;
use super::shape::{FILE, Key, Kind, Shape};
use super::tree::{Node, Table, Value};

/// Marks in a list of rows that what stands before it was replaced, yet may be taken up again by id.
pub(super) const RETIRED: &str = "#retired";

/// A file over the merged tree of its parents.
pub(super) fn file(parent: Option<&Table>, child: &Table, problems: &mut Problems) -> Table {
    let mut base = parent.cloned().unwrap_or_default();
    if let Some(Node {
        value: Value::Table(template),
        ..
    }) = base
        .entries
        .iter_mut()
        .find(|e| e.key == "template")
        .map(|e| &mut e.node)
    {
        let template = Rc::make_mut(template);
        for own in ["id", "title", "extends", "base"] {
            template.take(own);
        }
    }
    section(&FILE, base, child, problems)
}

fn section(keys: &[Key], mut base: Table, child: &Table, problems: &mut Problems) -> Table {
    base.span = child.span;
    let replaced: Vec<&str> = child
        .list("replace")
        .iter()
        .filter_map(Node::text)
        .collect();
    for name in &replaced {
        let key = keys.iter().find(|key| key.name == *name);
        let is_entries = matches!(
            key,
            Some(Key {
                shape: Shape::Entries(_),
                ..
            })
        );
        if !is_entries || !child.has(name) {
            base.take(name);
        }
    }
    for entry in &child.entries {
        let Some(key) = keys.iter().find(|key| key.name == entry.key) else {
            continue;
        };
        let node = match (&key.shape, &entry.node.value) {
            (Shape::Words, Value::List(own)) => words(own, base.take(key.name), &entry.node),
            (Shape::Section(keys), Value::Table(own)) => {
                let inner = inner(base.take(key.name));
                let merged = section(keys, inner, own, problems);
                Node {
                    value: Value::Table(Rc::new(merged)),
                    span: entry.node.span,
                }
            }
            (Shape::Entries(kind), Value::List(own)) => {
                let inherited = list(base.take(key.name));
                let retire = replaced.contains(&key.name);
                let merged = if kind.includes {
                    layered(inherited, own, retire)
                } else {
                    overlaid(kind, inherited, own, retire, problems)
                };
                Node {
                    value: Value::List(Rc::new(merged)),
                    span: entry.node.span,
                }
            }
            _ => entry.node.clone(),
        };
        base.set(key.name, node);
    }
    base
}

fn inner(node: Option<Node>) -> Table {
    match node.map(|node| node.value) {
        Some(Value::Table(table)) => Rc::unwrap_or_clone(table),
        _ => Table::default(),
    }
}

fn list(node: Option<Node>) -> Vec<Node> {
    match node.map(|node| node.value) {
        Some(Value::List(list)) => Rc::unwrap_or_clone(list),
        _ => Vec::new(),
    }
}

/// A child's words, then those of the parent that it does not repeat.
fn words(own: &[Node], inherited: Option<Node>, node: &Node) -> Node {
    let mut all = own.to_vec();
    let known: FxHashSet<&str> = own.iter().filter_map(Node::text).collect();
    let more = list(inherited);
    all.extend(
        more.into_iter()
            .filter(|word| word.text().is_none_or(|text| !known.contains(text))),
    );
    Node {
        value: Value::List(Rc::new(all)),
        span: node.span,
    }
}

/// Rows are only strung together: what they say is known when the row lists of the whole chain are.
fn layered(mut inherited: Vec<Node>, own: &[Node], retire: bool) -> Vec<Node> {
    if retire && let Some(first) = own.first() {
        let mut mark = Table {
            entries: Vec::new(),
            span: first.span,
        };
        mark.set(RETIRED, first.clone());
        inherited.push(Node {
            value: Value::Table(Rc::new(mark)),
            span: first.span,
        });
    }
    inherited.extend_from_slice(own);
    inherited
}

fn overlaid(
    kind: &'static Kind,
    inherited: Vec<Node>,
    own: &[Node],
    retire: bool,
    problems: &mut Problems,
) -> Vec<Node> {
    let mut stack = Stack::of(kind, inherited);
    if retire {
        stack.retire();
    }
    for node in own {
        if let Value::Table(entry) = &node.value {
            stack.apply(entry, problems);
        }
    }
    stack.into_nodes()
}

/// Entries in order, found by name, to which the entries of a child are applied one by one.
#[derive(Debug)]
pub(super) struct Stack {
    kind: &'static Kind,
    entries: IndexMap<Rc<str>, Rc<Table>>,
    retired: IndexMap<Rc<str>, Rc<Table>>,
    /// Where the next new entry goes if the kind puts them first.
    front: usize,
}

impl Stack {
    /// Inherited entries.
    pub(super) fn of(kind: &'static Kind, inherited: Vec<Node>) -> Self {
        let entries = inherited
            .into_iter()
            .filter_map(|node| match node.value {
                Value::Table(table) => Some((table.text(kind.identity)?.into(), table)),
                _ => None,
            })
            .collect();
        Self {
            kind,
            entries,
            retired: IndexMap::new(),
            front: 0,
        }
    }

    /// Empties the list; entries that are named again take up what they said.
    pub(super) fn retire(&mut self) {
        self.retired = std::mem::take(&mut self.entries);
        self.front = 0;
    }

    /// Whether an entry stands here.
    pub(super) fn has(&self, id: &str) -> bool {
        self.entries.contains_key(id)
    }

    /// Applies an entry of a child.
    pub(super) fn apply(&mut self, entry: &Table, problems: &mut Problems) {
        let Some(id) = entry.text(self.kind.identity) else {
            return;
        };
        if entry.flag("drop") == Some(true) {
            if self.entries.shift_remove(id).is_none() {
                self.unknown(id, entry.span_of(self.kind.identity), problems);
            }
        } else if let Some(old) = entry.text("renames") {
            self.rename(old, id, entry, problems);
        } else if let Some(inherited) = self.entries.get_mut(id) {
            let base = std::mem::take(inherited);
            *inherited = Rc::new(overlay(self.kind, Some(base), entry, problems));
            self.place(id, entry, problems);
        } else {
            let base = self.retired.shift_remove(id);
            let merged = overlay(self.kind, base, entry, problems);
            self.insert(id, Rc::new(merged));
            self.place(id, entry, problems);
        }
    }

    fn insert(&mut self, id: &str, merged: Rc<Table>) {
        if self.kind.first {
            let index = self.front.min(self.entries.len());
            self.entries.shift_insert(index, id.into(), merged);
            self.front = self.front.saturating_add(1);
        } else {
            self.entries.insert(id.into(), merged);
        }
    }

    fn rename(&mut self, old: &str, id: &str, entry: &Table, problems: &mut Problems) {
        let Some(index) = self.entries.get_index_of(old) else {
            self.unknown(old, entry.span_of("renames"), problems);
            return;
        };
        if self.entries.contains_key(id) {
            let first = self
                .entries
                .get(id)
                .map_or(entry.span, |e| e.span_of(self.kind.identity));
            let span = entry.span_of(self.kind.identity);
            problems.push(problems::duplicate(
                (self.kind.zh, self.kind.en),
                id,
                span,
                first,
            ));
            return;
        }
        let base = self.entries.shift_remove(old);
        let merged = overlay(self.kind, base, entry, problems);
        self.entries
            .shift_insert(index.min(self.entries.len()), id.into(), Rc::new(merged));
        self.place(id, entry, problems);
    }

    /// Moves an entry to where `after` or `before` says.
    fn place(&mut self, id: &str, entry: &Table, problems: &mut Problems) {
        for (key, offset) in [("after", 1), ("before", 0)] {
            let Some(neighbour) = entry.text(key) else {
                continue;
            };
            if neighbour == id || !self.has(neighbour) {
                self.unknown(neighbour, entry.span_of(key), problems);
                continue;
            }
            let Some(moved) = self.entries.shift_remove(id) else {
                continue;
            };
            let index = self
                .entries
                .get_index_of(neighbour)
                .unwrap_or(self.entries.len());
            let index = index.saturating_add(offset).min(self.entries.len());
            self.entries.shift_insert(index, id.into(), moved);
        }
    }

    fn unknown(&self, id: &str, span: crate::source::Span, problems: &mut Problems) {
        let names = self.entries.keys().map(AsRef::as_ref);
        let kind = (self.kind.zh, self.kind.en);
        problems.push(problems::unknown_reference(kind, id, span, names));
    }

    /// The entries.
    pub(super) fn into_tables(self) -> Vec<Rc<Table>> {
        self.entries.into_values().collect()
    }

    fn into_nodes(self) -> Vec<Node> {
        self.into_tables()
            .into_iter()
            .map(|table| Node {
                span: table.span,
                value: Value::Table(table),
            })
            .collect()
    }
}

/// An entry over the inherited one of the same name; a new entry if there is none.
fn overlay(
    kind: &'static Kind,
    inherited: Option<Rc<Table>>,
    entry: &Table,
    problems: &mut Problems,
) -> Table {
    let is_new = inherited.is_none();
    if is_new && let Some(node) = entry.get("replace") {
        problems.push(problems::nothing_inherited(kind, "replace", node.span));
    }
    let base = inherited.map(Rc::unwrap_or_clone).unwrap_or_default();
    let mut merged = section(kind.keys, base, entry, problems);
    if let (true, Some(key), Some(id)) = (is_new, kind.named_by, entry.get(kind.identity))
        && !merged.has(key)
    {
        let span = id.span;
        merged.set(
            key,
            Node {
                value: Value::List(Rc::new(vec![id.clone()])),
                span,
            },
        );
    }
    merged
}
