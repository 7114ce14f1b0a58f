//! One check, traced.

use super::numbers::Numbers;
use super::step::{BoundRow, Place, Trace, TracedCondition};
use crate::eval::names::row_path;
use crate::eval::plan::Planned;
use crate::eval::site::{Site, UNBOUND};
use crate::eval::{CheckId, Decision, Outcome, Plan, Quantity};
use crate::figure::{Dimension, Unit};
use crate::program::{Condition, Dim, Rule, Show, VariableId};
use crate::report::{Report, RowId};
use crate::template::TableId;

impl Plan {
    /// How a check was computed. `report` is the report that the plan was made for, `outcome` the
    /// plan's.
    #[must_use]
    pub fn trace(&self, check: CheckId, outcome: &Outcome, report: &Report) -> Option<Trace> {
        let planned = self.planned(check)?;
        let rule = self.rule(check)?;
        let site = self.site_of(planned, rule, report, &self.kin);
        let decision = outcome.decision(check)?;
        let described = self.describe(check, report)?;
        let left = described.left;
        let name = |variable: VariableId| {
            let of_each = rule.sources.iter().any(|s| s.variable == variable);
            let variable = rule.variables.get(usize::from(variable.0))?;
            of_each.then(|| variable.name.clone())
        };
        let show = Show {
            schema: self.program.schema(),
            row: &name,
        };
        let stated = self.stated(check).map(|stated| &stated.condition);
        let numbers = Numbers {
            site: &site,
            show: &show,
            program: &self.program,
            money: self.money(check, left),
            dim: stated.map_or(Dim::Free, dim),
            computed: self.computed_cell(check),
        };
        Some(Trace {
            check,
            decision,
            rows: bound_variables(rule, &site)
                .map(|(name, table, row)| BoundRow {
                    name,
                    row: row_path(&self.program, report, table, row),
                })
                .collect(),
            conditions: conditions(&numbers, rule, &site),
            relation: stated.map(|stated| numbers.demand(stated, decision)),
            difference: described
                .difference
                .zip(left)
                .map(|(value, left)| Numbers::quantity(value, left.unit)),
            allowed: described.allowed,
            within: described.within,
            trouble: self.trouble_of(planned),
        })
    }

    /// The unit in which a check shows money: that of its left side, else of its first amount.
    fn money(&self, check: CheckId, left: Option<Quantity>) -> Unit {
        let money = |unit: &Unit| unit.dimension() == Dimension::Amount;
        let figures = self.cells(check).into_iter();
        left.map(|left| left.unit)
            .filter(money)
            .or_else(|| {
                let mut units = figures.filter_map(|cell| Some(self.figure(cell)?.unit));
                units.find(money)
            })
            .unwrap_or(Unit::Yuan)
    }

    fn trouble_of(&self, planned: &Planned) -> Option<crate::eval::Trouble> {
        planned.body.trouble().cloned()
    }
}

/// The conditions whose rows are known: of a rule that found no partner, those before it.
fn conditions(numbers: &Numbers<'_, '_>, rule: &Rule, site: &Site<'_>) -> Vec<TracedCondition> {
    let traced = |place, condition: &Condition| TracedCondition {
        place,
        step: numbers.question(condition),
    };
    let mut all: Vec<TracedCondition> = rule
        .sources
        .iter()
        .filter(|source| site.bound(source.variable) != UNBOUND)
        .filter_map(|source| Some(traced(Place::Where, source.filter.as_ref()?)))
        .collect();
    let complete = rule
        .sources
        .iter()
        .all(|source| site.bound(source.variable) != UNBOUND);
    if let Some(when) = rule.when.as_ref().filter(|_| complete) {
        all.push(traced(Place::When, when));
    }
    all
}

/// The variables of `each` whose rows are known, in written order.
fn bound_variables<'r>(
    rule: &'r Rule,
    site: &'r Site<'_>,
) -> impl Iterator<Item = (String, TableId, RowId)> + use<'r> {
    rule.sources.iter().filter_map(|source| {
        let variable = rule.variables.get(usize::from(source.variable.0))?;
        let row = site.bound(source.variable);
        (row != UNBOUND).then(|| (variable.name.clone(), variable.table, row))
    })
}

/// What a relation compares.
fn dim(condition: &Condition) -> Dim {
    match condition {
        Condition::Figures { dim, .. } => *dim,
        _ => Dim::Free,
    }
}

/// A decision is worse the more it matters to whoever traces a rule.
pub(super) fn gravity(decision: Decision) -> u8 {
    use crate::eval::Verdict;
    match decision.verdict {
        Verdict::Failed => 0,
        Verdict::Strained => 1,
        Verdict::Undecided(_) => 2,
        Verdict::Rounded => 3,
        Verdict::Exact => 4,
        Verdict::Inapplicable => 5,
    }
}
