//! A template file as a tree of values with places, before anything is known of its meaning.
//!
//! Whole branches are shared (`Rc`): a child holds the very branches of its parent that it does not
//! change, so that they are copied and built once.

use std::borrow::Cow;
use std::rc::Rc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Problem;
use crate::source::{SourceId, SourceMap, Span};

/// A value and its place.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) span: Span,
}

/// What can stand behind `=` in TOML.
#[derive(Debug, Clone)]
pub(super) enum Value {
    Text(Rc<str>),
    Number(i64),
    /// A float; never read, only refused.
    Float,
    Flag(bool),
    Date,
    List(Rc<Vec<Node>>),
    Table(Rc<Table>),
    /// Something that the check refused and reported. It stands here so that nobody reports it as
    /// missing.
    Refused,
}

/// A key with its place and value.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) key: Cow<'static, str>,
    pub(super) key_span: Span,
    pub(super) node: Node,
}

/// Keys in the order of the file.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub(super) entries: Vec<Entry>,
    /// Where the table begins: its header, brace, or the short form that stands for it.
    pub(super) span: Span,
}

impl Node {
    /// The text of a text node.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl Table {
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        Some(&entry.node)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Takes a value out.
    pub(super) fn take(&mut self, key: &str) -> Option<Node> {
        let index = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(index).node)
    }

    /// Sets a value, in place of an older one if there is one.
    pub(super) fn set(&mut self, key: &'static str, node: Node) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.key == key) {
            entry.node = node;
            return;
        }
        self.entries.push(Entry {
            key: Cow::Borrowed(key),
            key_span: node.span,
            node,
        });
    }

    /// Text of a key.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.text()
    }

    /// Place of a key's value; of the table if it has none.
    pub(super) fn span_of(&self, key: &str) -> Span {
        self.get(key).map_or(self.span, |node| node.span)
    }

    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        match self.get(key)?.value {
            Value::Flag(flag) => Some(flag),
            _ => None,
        }
    }

    /// A number that the check has found to be small enough.
    pub(super) fn number<N: TryFrom<i64>>(&self, key: &str) -> Option<N> {
        match self.get(key)?.value {
            Value::Number(number) => N::try_from(number).ok(),
            _ => None,
        }
    }

    /// The elements of a list.
    pub(super) fn list(&self, key: &str) -> &[Node] {
        match self.get(key).map(|node| &node.value) {
            Some(Value::List(list)) => list.as_slice(),
            _ => &[],
        }
    }

    /// The tables of a list of tables.
    pub(super) fn tables(&self, key: &str) -> impl Iterator<Item = &Rc<Self>> {
        self.list(key).iter().filter_map(|node| match &node.value {
            Value::Table(table) => Some(table),
            _ => None,
        })
    }

    /// A table within this one.
    pub(super) fn table(&self, key: &str) -> Option<&Self> {
        match &self.get(key)?.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }
}

/// How many errors of TOML are told; what follows the first hundred mostly follows from them.
const MAX_SYNTAX_ERRORS: usize = 100;

/// Reads the TOML of a source. Everything that could be read is in the tree, also if there are
/// problems.
pub(super) fn parse(sources: &SourceMap, id: SourceId) -> (Table, Vec<Problem>) {
    let text = sources.get(id).map_or("", |source| source.text.as_str());
    let (tree, errors) = DeTable::parse_recoverable(text);
    let found = errors
        .iter()
        .take(MAX_SYNTAX_ERRORS)
        .map(|error| super::syntax::problem(text, id, error))
        .collect();
    let span = Span::new(id, 0, 0);
    (table(tree.into_inner(), span), found)
}

fn table(tree: DeTable<'_>, span: Span) -> Table {
    let source = span.source;
    let mut entries: Vec<Entry> = tree
        .into_iter()
        .map(|(key, value)| {
            let place = key.span();
            Entry {
                key: Cow::Owned(key.into_inner().into_owned()),
                key_span: Span::new(source, place.start, place.end),
                node: node(value, source),
            }
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    Table { entries, span }
}

fn node(value: Spanned<DeValue<'_>>, source: SourceId) -> Node {
    let place = value.span();
    let span = Span::new(source, place.start, place.end);
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into()),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Float, Value::Number)
        }
        DeValue::Float(_) => Value::Float,
        DeValue::Boolean(flag) => Value::Flag(flag),
        DeValue::Datetime(_) => Value::Date,
        DeValue::Array(list) => {
            let list: Vec<Node> = list.into_iter().map(|item| node(item, source)).collect();
            Value::List(Rc::new(list))
        }
        DeValue::Table(inner) => Value::Table(Rc::new(table(inner, span))),
    };
    Node { value, span }
}
