//! From trees to a checked program: names become indexes, types and units are settled, and everything
//! that is wrong in any file is reported at once, before any report is seen.
//!
//! Owns: scopes of names, types and units of expressions, static checks.
//! Does not own: syntax (`syntax`), what a rule says of a report (`eval`).

mod bands;
mod calls;
mod complain;
mod conditions;
mod constants;
mod dims;
mod expressions;
mod fields;
mod files;
mod names;
mod never;
mod operators;
mod rules;
mod selectors;
mod stars;
mod values;

use rustc_hash::FxHashSet;

use crate::diagnostic::{Problem, Problems};
use crate::program::{Program, Variable, VariableId};
use crate::source::Span;
use crate::syntax::ast;
use crate::template::{Schema, TableId, Template};

pub use files::{unknown_template, used_template};

/// How many parts the expressions of one rule may have after `let` and `fn` are written out.
pub const MAX_RULE_PARTS: usize = 20_000;

/// How deep `let` and `fn` may use one another.
pub const MAX_CALL_DEPTH: usize = 64;

/// Checks the rule files that apply to a template against it: the files of the template's pack and of
/// the templates it extends, ancestors first.
///
/// A rule of a file that is written `use template` for another template (an ancestor), and that names
/// a table, column or row which this template does not have, is no error: it is left out, and
/// [`Program::skipped`] says why. Its own template is where such a name would be a mistake.
#[must_use]
pub fn resolve(files: &[&ast::File], template: &Template) -> (Program, Problems) {
    files::resolve_files(files, template)
}

/// What is known while the rules of a program are being checked.
struct Resolver<'a> {
    template: &'a Template,
    schema: &'a Schema,
    problems: Problems,
    /// Problems already said: the body of a formula is looked at once per call.
    said: FxHashSet<(&'static str, Span)>,
    /// Variables of the rule at hand.
    variables: Vec<Variable>,
    /// Tables that the rule at hand touches.
    touched: Vec<TableId>,
    /// What `.*` stands for.
    star: stars::Star,
    /// Parts of the rule at hand so far.
    parts: usize,
    /// Definitions being written out.
    calls: Vec<Span>,
}

impl<'a> Resolver<'a> {
    fn new(template: &'a Template) -> Self {
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
    fn complain(&mut self, problem: Problem) {
        let place = problem.labels.first().map(|label| label.span);
        if self
            .said
            .insert((problem.code.id, place.unwrap_or_default()))
        {
            self.problems.push(problem);
        }
    }

    /// Starts a rule, or a definition that is looked at by itself.
    fn fresh(&mut self) {
        self.variables.clear();
        self.touched.clear();
        self.star = stars::Star::Nowhere;
        self.parts = 0;
        self.calls.clear();
    }

    /// A new row variable.
    fn variable(&mut self, name: &str, table: TableId) -> VariableId {
        let id = VariableId(u16::try_from(self.variables.len()).unwrap_or(u16::MAX));
        self.variables.push(Variable {
            name: name.to_owned(),
            table,
        });
        id
    }

    /// Remembers that the rule touches a table.
    fn touch(&mut self, table: TableId) {
        if !self.touched.contains(&table) {
            self.touched.push(table);
        }
    }

    /// The path of a table as rules write it.
    fn path(&self, table: TableId) -> &'a str {
        self.schema
            .get(table)
            .map_or("", |schema| schema.path.as_str())
    }
}
