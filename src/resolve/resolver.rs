//! What is known while the rules of a program are being checked.

use rustc_hash::FxHashSet;

use super::stars;
use crate::diagnostic::{Problem, Problems};
use crate::program::{Variable, VariableId};
use crate::source::Span;
use crate::template::{Schema, TableId, Template};

/// How many parts the expressions of one rule may have after `let` and `fn` are written out.
pub const MAX_RULE_PARTS: usize = 20_000;

/// How deep `let` and `fn` may use one another.
pub const MAX_CALL_DEPTH: usize = 64;

/// What is known while the rules of a program are being checked.
pub(super) struct Resolver<'a> {
    pub(super) template: &'a Template,
    pub(super) schema: &'a Schema,
    pub(super) problems: Problems,
    /// Problems already said: the body of a formula is looked at once per call.
    pub(super) said: FxHashSet<(&'static str, Span)>,
    /// Variables of the rule at hand.
    pub(super) variables: Vec<Variable>,
    /// Tables that the rule at hand touches.
    pub(super) touched: Vec<TableId>,
    /// What `.*` stands for.
    pub(super) star: stars::Star,
    /// Parts of the rule at hand so far.
    pub(super) parts: usize,
    /// Definitions being written out.
    pub(super) calls: Vec<Span>,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(template: &'a Template) -> Self {
        Self {
            template,
            schema: &template.schema,
            problems: Problems::default(),
            said: FxHashSet::default(),
            variables: Vec::new(),
            touched: Vec::new(),
            star: stars::Star::Nowhere,
            parts: 0,
            calls: Vec::new(),
        }
    }

    /// Reports a problem, once per code and place.
    pub(super) fn complain(&mut self, problem: Problem) {
        let place = problem.labels.first().map(|label| label.span);
        if self
            .said
            .insert((problem.code.id, place.unwrap_or_default()))
        {
            self.problems.push(problem);
        }
    }

    /// Starts a rule, or a definition that is looked at by itself.
    pub(super) fn fresh(&mut self) {
        self.variables.clear();
        self.touched.clear();
        self.star = stars::Star::Nowhere;
        self.parts = 0;
        self.calls.clear();
    }

    /// A new row variable.
    pub(super) fn variable(&mut self, name: &str, table: TableId) -> VariableId {
        let id = VariableId(u16::try_from(self.variables.len()).unwrap_or(u16::MAX));
        self.variables.push(Variable {
            name: name.to_owned(),
            table,
        });
        id
    }

    /// Remembers that the rule touches a table.
    pub(super) fn touch(&mut self, table: TableId) {
        if !self.touched.contains(&table) {
            self.touched.push(table);
        }
    }

    /// The path of a table as rules write it.
    pub(super) fn path(&self, table: TableId) -> &'a str {
        self.schema
            .get(table)
            .map_or("", |schema| schema.path.as_str())
    }
}
