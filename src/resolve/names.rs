//! Which names can be seen where.

use std::rc::Rc;

use super::values::Value;
use crate::program::RowOf;
use crate::syntax::ast;
use crate::template::TableId;

/// A set of names and, outside it, further sets.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    parent: Option<Rc<Scope<'a>>>,
    names: Vec<(String, Binding<'a>)>,
    /// `in 表 { … }`
    pub(super) table: Option<ScopeTable>,
    /// The row whose columns are bare names, in `[where …]`.
    pub(super) columns: Option<(TableId, RowOf)>,
    /// Names are defined one after the other: a definition sees only what stands before it.
    sequential: bool,
}

/// What `in … { }` names.
#[derive(Debug, Clone)]
pub(super) enum ScopeTable {
    /// A table.
    Table(TableId),
    /// The first part of several tables' paths.
    Namespace(String),
}

/// What a name stands for.
#[derive(Debug, Clone)]
pub(super) enum Binding<'a> {
    /// A row variable or an argument, with the number of its parts.
    Value(Value, usize),
    /// A named value, looked at where it is used.
    Let(&'a ast::Let),
    /// A formula.
    Function(&'a ast::Function),
}

/// A binding and the scope in which its definition is to be read.
pub(super) struct Found<'a> {
    pub(super) binding: Binding<'a>,
    pub(super) home: Rc<Scope<'a>>,
}

impl<'a> Scope<'a> {
    /// The outermost scope of a file.
    pub(super) fn root() -> Self {
        Self {
            parent: None,
            names: Vec::new(),
            table: None,
            columns: None,
            sequential: false,
        }
    }

    /// A scope inside another, in which all definitions see each other.
    pub(super) fn inside(parent: &Rc<Self>) -> Self {
        Self {
            parent: Some(Rc::clone(parent)),
            ..Self::root()
        }
    }

    /// A scope inside another with one further name that only what follows can see.
    pub(super) fn with(parent: &Rc<Self>, name: &str, binding: Binding<'a>) -> Rc<Self> {
        let mut scope = Self::inside(parent);
        scope.sequential = true;
        scope.define(name, binding);
        Rc::new(scope)
    }

    /// A scope in which the columns of a row are bare names.
    pub(super) fn with_columns(parent: &Rc<Self>, table: TableId, row: RowOf) -> Rc<Self> {
        let mut scope = Self::inside(parent);
        scope.columns = Some((table, row));
        Rc::new(scope)
    }

    /// Adds a name; the first definition stays.
    pub(super) fn define(&mut self, name: &str, binding: Binding<'a>) {
        self.names.push((name.to_owned(), binding));
    }

    /// Whether the scope itself, not one outside, has a name.
    pub(super) fn defines(&self, name: &str) -> bool {
        self.names.iter().any(|(known, _)| known == name)
    }

    /// The innermost binding of a name.
    pub(super) fn find(scope: &Rc<Self>, name: &str) -> Option<Found<'a>> {
        let mut here = Rc::clone(scope);
        loop {
            if let Some((_, binding)) = here.names.iter().find(|(known, _)| known == name) {
                let outside = here.parent.as_ref().filter(|_| here.sequential);
                return Some(Found {
                    binding: binding.clone(),
                    home: Rc::clone(outside.unwrap_or(&here)),
                });
            }
            let parent = here.parent.clone()?;
            here = parent;
        }
    }

    /// The scope and all those around it, innermost first.
    pub(super) fn chain(scope: &Rc<Self>) -> Vec<Rc<Self>> {
        std::iter::successors(Some(Rc::clone(scope)), |here| here.parent.clone()).collect()
    }

    /// The table of the nearest `in … { }`.
    pub(super) fn scope_table(scope: &Rc<Self>) -> Option<ScopeTable> {
        Self::chain(scope).iter().find_map(|s| s.table.clone())
    }

    /// The row whose columns are bare names here.
    pub(super) fn columns_here(scope: &Rc<Self>) -> Option<(TableId, RowOf)> {
        Self::chain(scope).iter().find_map(|s| s.columns.clone())
    }

    /// All names that can be seen, for "did you mean".
    pub(super) fn visible(scope: &Rc<Self>, functions: bool) -> Vec<String> {
        let mut names = Vec::new();
        for here in Self::chain(scope) {
            for (name, binding) in &here.names {
                if matches!(binding, Binding::Function(_)) == functions {
                    names.push(name.clone());
                }
            }
        }
        names
    }
}
