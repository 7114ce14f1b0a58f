//! What was built for one template and is shared by those that inherit it unchanged.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::super::pattern::Phrases;
use super::super::tree::{Table, Value};
use super::super::{ClaimDef, FormDef, PhraseDef, TableDef};

/// Things already built, by the branch of the tree they were built from. Branches are told apart by
/// their address; they live as long as the memo, in the merged trees of all templates.
#[derive(Debug, Default)]
pub(in crate::template) struct Memo {
    pub(super) tables: Shared<TableDef>,
    pub(super) forms: Shared<FormDef>,
    pub(super) claims: Shared<ClaimDef>,
    pub(super) lists: FxHashMap<Around, Rc<RowLists>>,
    pub(super) phrases: FxHashMap<Around, Rc<(Vec<PhraseDef>, Phrases)>>,
}

/// Rows of each named row list.
pub(super) type RowLists = BTreeMap<String, Vec<Rc<Table>>>;

/// Built things by their own branch and what else of the tree they refer to.
pub(super) type Shared<T> = FxHashMap<(usize, Around), Arc<T>>;

/// The branches that tables, forms and claims refer to: vocabularies, row lists, phrases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Around([usize; 3]);

impl Around {
    pub(super) fn of(tree: &Table) -> Self {
        let address = |key| match tree.get(key).map(|node| &node.value) {
            Some(Value::List(list)) => Rc::as_ptr(list).addr(),
            _ => 0,
        };
        Self([address("vocabulary"), address("list"), address("phrase")])
    }
}

/// The address of a branch.
pub(super) fn address(branch: &Rc<Table>) -> usize {
    Rc::as_ptr(branch).addr()
}
