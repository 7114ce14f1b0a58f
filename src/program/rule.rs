//! Rules with everything that is known of them, and the program that holds them.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Condition, Rows, VariableId};
use crate::diagnostic::Wording;
use crate::source::Span;
use crate::syntax::ast::Severity;
use crate::template::{Schema, TableId};

/// All rules that run over reports of one template. Cheap to clone; safe to share between threads.
#[derive(Debug, Clone)]
pub struct Program {
    parts: Arc<ProgramParts>,
}

/// What a program holds.
#[derive(Debug, Clone, Default)]
pub struct ProgramParts {
    /// The template's id.
    pub template: String,
    /// The template's logical tables: what the indexes in rules point into.
    pub schema: Schema,
    /// The rules that run, in the order of files and places.
    pub rules: Vec<Rule>,
    /// Rules switched off with `disable`.
    pub disabled: Vec<Disabled>,
    /// Inherited rules that name something this template does not have.
    pub skipped: Vec<Skipped>,
}

/// Index of a rule in [`ProgramParts::rules`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub u32);

/// A checked rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Id; also the id of its findings.
    pub id: String,
    /// Title for people; the id if none was written.
    pub title: String,
    /// How much its findings weigh.
    pub severity: Severity,
    /// Why it matters.
    pub because: Option<String>,
    /// The regulation.
    pub basis: Option<String>,
    /// Replaces the standard sentence of a finding.
    pub message: Option<String>,
    /// First year of accounts it holds for.
    pub since: Option<i32>,
    /// Last year of accounts it holds for.
    pub until: Option<i32>,
    /// The template named by `use template` in its file; other than the program's if inherited.
    pub written_for: Option<String>,
    /// Where the rule is written (its file too).
    pub span: Span,
    /// Where its id is written.
    pub id_span: Span,
    /// Row variables: those of `each`, then one for every `[where …]`.
    pub variables: Vec<Variable>,
    /// What `each` runs over; empty for a rule without `each`.
    pub sources: Vec<Source>,
    /// `when`: if it does not hold, the rule is inapplicable.
    pub when: Option<Condition>,
    /// What must hold; `.*` is already written out.
    pub checks: Vec<Check>,
    /// Tables it touches, in order, each once.
    pub tables: Vec<TableId>,
}

/// A row variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Its name; empty for the row of a `[where …]`.
    pub name: String,
    /// The table of its rows.
    pub table: TableId,
}

/// One source of `each`.
#[derive(Debug, Clone)]
pub struct Source {
    /// The variable it binds.
    pub variable: VariableId,
    /// The rows it runs over.
    pub rows: Rows,
    /// Which of them.
    pub filter: Option<Condition>,
    /// Whether the filter matches its rows with those of earlier sources (by `==`, `=` or
    /// `same_name`): then every earlier row must find exactly one partner.
    pub join: bool,
}

/// One `check`, for one column if it was written with `.*`.
#[derive(Debug, Clone)]
pub struct Check {
    /// What must hold.
    pub condition: Condition,
    /// Explicit slack, in canonical units.
    pub within: Option<Decimal>,
    /// The column that stands for `.*`.
    pub column: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// A rule switched off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disabled {
    /// Its id.
    pub rule: String,
    /// Its title.
    pub title: String,
    /// Why, as written.
    pub because: String,
    /// Where `disable` is written.
    pub span: Span,
    /// Where the rule is written.
    pub rule_span: Span,
}

/// An inherited rule that does not apply to this template, because it names a table, column or row
/// that this template does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Its id.
    pub rule: String,
    /// Its title.
    pub title: String,
    /// What is not there.
    pub reason: Wording,
    /// Where the rule is written.
    pub span: Span,
}

impl Program {
    /// Wraps the parts.
    #[must_use]
    pub fn new(parts: ProgramParts) -> Self {
        Self {
            parts: Arc::new(parts),
        }
    }

    /// The template's id.
    #[must_use]
    pub fn template(&self) -> &str {
        &self.parts.template
    }

    /// The tables that the rules' indexes point into.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        &self.parts.schema
    }

    /// The rules that run.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.parts.rules
    }

    /// A rule by index.
    #[must_use]
    pub fn rule(&self, id: RuleId) -> Option<&Rule> {
        self.parts.rules.get(id.0 as usize)
    }

    /// The rule with an id.
    #[must_use]
    pub fn rule_named(&self, id: &str) -> Option<&Rule> {
        self.parts.rules.iter().find(|rule| rule.id == id)
    }

    /// Rules switched off, with reasons.
    #[must_use]
    pub fn disabled(&self) -> &[Disabled] {
        &self.parts.disabled
    }

    /// Inherited rules that do not apply to this template, with reasons.
    #[must_use]
    pub fn skipped(&self) -> &[Skipped] {
        &self.parts.skipped
    }
}
