//! A program over one report: every check, ready to be decided as often as one likes.

use std::sync::OnceLock;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::body::Body;
use super::expand::Expansion;
use super::kin::Kin;
use super::site::{Bindings, Site};
use super::tree::Sheet;
use super::verdict::{Decision, Outcome, Trouble, Verdict};
use super::{FigureIndex, Relation, Term};
use crate::figure::Figure;
use crate::program::{Check, Program, Rule, RuleId};
use crate::report::{CellRef, Report, RowId};

/// Checks that one rule may make over a report; a join of large tables could make millions.
pub const MAX_CHECKS_PER_RULE: usize = 100_000;

/// Rows and pairs of rows that one rule may look at.
pub const MAX_PAIRS_PER_RULE: usize = 4_000_000;

/// Rows that one rule may look at while it searches tables for the rows that it names.
pub const MAX_VISITS_PER_RULE: usize = 20_000_000;

/// A check of a [`Plan`]: its index in the outcome's decisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CheckId(pub u32);

/// A check of a rule for certain rows.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    pub(super) rule: RuleId,
    /// Index into the rule's checks; `None` if the rule as a whole is undecided or inapplicable.
    pub(super) check: Option<u16>,
    /// Rows bound.
    pub(super) bindings: Bindings,
    pub(super) body: Body,
}

/// `Σ (left − right) × figure + constant  relation  0`, give or take `within`.
#[derive(Debug, Clone, Copy)]
pub struct LinearRelation<'p> {
    /// The figures with their factors on either side.
    pub terms: &'p [Term],
    /// What is stated.
    pub relation: Relation,
    /// Left constant − right constant, in canonical units.
    pub constant: Decimal,
    /// Slack that the rule grants, in canonical units.
    pub within: Decimal,
}

/// Every rule written out over the rows of a report.
///
/// The plan holds the figures of the report it was made for. Texts, conditions and rows are settled
/// when it is made; figures are looked at when it is evaluated, and can be replaced then.
#[derive(Debug)]
pub struct Plan {
    pub(super) program: Program,
    pub(super) sheet: Sheet,
    pub(super) kin: Kin,
    pub(super) checks: Vec<Planned>,
    by_cell: OnceLock<FxHashMap<CellRef, Vec<CheckId>>>,
}

impl Plan {
    /// Writes every rule of a program out over a report that is bound to the program's template.
    #[must_use]
    pub fn new(program: &Program, report: &Report) -> Self {
        let kin = Kin::of(report);
        let mut sheet = Sheet::default();
        let mut checks = Vec::new();
        let names = super::site::NameCores::default();
        for (index, rule) in program.rules().iter().enumerate() {
            let visits = std::cell::Cell::new(0);
            let mut site = Site::new(report, program.schema(), &kin, &rule.variables);
            site.visits = Some(&visits);
            site.names = Some(&names);
            let first = checks.len();
            Expansion {
                id: RuleId(u32::try_from(index).unwrap_or(u32::MAX)),
                rule,
                sheet: &mut sheet,
                checks: &mut checks,
                first,
                looked: 0,
                visits: &visits,
            }
            .run(&site);
        }
        Self {
            program: program.clone(),
            sheet,
            kin,
            checks,
            by_cell: OnceLock::new(),
        }
    }

    /// A verdict for every check.
    #[must_use]
    pub fn evaluate(&self) -> Outcome {
        Outcome {
            decisions: self
                .checks
                .iter()
                .map(|check| check.body.decide(&self.sheet))
                .collect(),
        }
    }

    /// The verdict of a check if other figures stood in some cells. Cells that do not take part, and
    /// cells without figure whose blank does not count as zero, change nothing.
    #[must_use]
    pub fn verdict_with(&self, check: CheckId, replaced: &[(CellRef, Figure)]) -> Verdict {
        self.decision_with(check, replaced).verdict
    }

    /// As [`Self::verdict_with`], with what `within` did.
    #[must_use]
    pub fn decision_with(&self, check: CheckId, replaced: &[(CellRef, Figure)]) -> Decision {
        let Some(planned) = self.planned(check) else {
            return Decision::of(Verdict::Inapplicable);
        };
        let figures: smallvec::SmallVec<[(FigureIndex, Figure); 4]> = replaced
            .iter()
            .filter_map(|(cell, figure)| Some((*self.sheet.index.get(cell)?, *figure)))
            .collect();
        planned.body.decide_with(&self.sheet, &figures)
    }

    /// Both sides of a relation between figures if other figures stood in some cells; `None` for
    /// checks that compare no figures, and where arithmetic fails.
    #[must_use]
    pub fn compare_with(
        &self,
        check: CheckId,
        replaced: &[(CellRef, Figure)],
    ) -> Option<super::Comparison> {
        let figures: smallvec::SmallVec<[(FigureIndex, Figure); 4]> = replaced
            .iter()
            .filter_map(|(cell, figure)| Some((*self.sheet.index.get(cell)?, *figure)))
            .collect();
        self.planned(check)?
            .body
            .compare(&self.sheet, &figures)
            .ok()
    }

    /// The checks in which a cell's figure takes part.
    #[must_use]
    pub fn checks_of(&self, cell: CellRef) -> &[CheckId] {
        self.index().get(&cell).map_or(&[], Vec::as_slice)
    }

    fn index(&self) -> &FxHashMap<CellRef, Vec<CheckId>> {
        self.by_cell.get_or_init(|| {
            let mut index: FxHashMap<CellRef, Vec<CheckId>> = FxHashMap::default();
            for (id, planned) in self.numbered() {
                planned.body.figures(&self.sheet, &mut |figure| {
                    let Some(cell) = self.sheet.cell(figure) else {
                        return;
                    };
                    let checks = index.entry(cell).or_default();
                    if checks.last() != Some(&id) {
                        checks.push(id);
                    }
                });
            }
            index
        })
    }

    fn numbered(&self) -> impl Iterator<Item = (CheckId, &Planned)> {
        self.checks
            .iter()
            .enumerate()
            .map(|(index, planned)| (CheckId(u32::try_from(index).unwrap_or(u32::MAX)), planned))
    }

    pub(super) fn planned(&self, check: CheckId) -> Option<&Planned> {
        self.checks.get(check.0 as usize)
    }

    /// How many checks there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.checks.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.checks.is_empty()
    }

    /// All checks.
    pub fn checks(&self) -> impl Iterator<Item = CheckId> + use<> {
        let count = u32::try_from(self.checks.len()).unwrap_or(u32::MAX);
        (0..count).map(CheckId)
    }

    /// The program.
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The rule of a check.
    #[must_use]
    pub fn rule_id(&self, check: CheckId) -> Option<RuleId> {
        self.planned(check).map(|planned| planned.rule)
    }

    /// The rule of a check.
    #[must_use]
    pub fn rule(&self, check: CheckId) -> Option<&Rule> {
        self.program.rule(self.planned(check)?.rule)
    }

    /// The check as the rule states it; `None` if the rule as a whole is undecided or inapplicable.
    #[must_use]
    pub fn stated(&self, check: CheckId) -> Option<&Check> {
        let index = self.planned(check)?.check?;
        self.rule(check)?.checks.get(usize::from(index))
    }

    /// The rows that a check's variables stand for, by variable; those of `[where …]` left out.
    #[must_use]
    pub fn rows(&self, check: CheckId) -> &[RowId] {
        self.planned(check)
            .map_or(&[], |planned| planned.bindings.as_slice())
    }

    /// Why a check cannot be decided, if that was known when the plan was made. (Divisors that may
    /// be zero and overflow show at evaluation.)
    #[must_use]
    pub fn trouble(&self, check: CheckId) -> Option<&Trouble> {
        self.planned(check)?.body.trouble()
    }

    /// The figures of a linear check with their factors on either side; empty for other checks.
    #[must_use]
    pub fn terms(&self, check: CheckId) -> &[Term] {
        match self.planned(check).map(|planned| &planned.body) {
            Some(Body::Linear(linear)) => self.sheet.batch.terms(*linear),
            _ => &[],
        }
    }

    /// A check as a linear relation between figures that stand for what is printed; `None` for other
    /// relations and where a figure stands for the result of a calculation that was rounded anew.
    #[must_use]
    pub fn linear(&self, check: CheckId) -> Option<LinearRelation<'_>> {
        let Body::Linear(index) = self.planned(check)?.body else {
            return None;
        };
        let batch = &self.sheet.batch;
        let rounded = |figure| batch.printed(figure).is_some_and(|f| !f.slack.is_zero());
        if batch.computed(index).is_some_and(|figure| !rounded(figure)) {
            return None;
        }
        let (relation, constant, within) = batch.stated(index)?;
        Some(LinearRelation {
            terms: batch.terms(index),
            relation,
            constant,
            within,
        })
    }

    /// The index of a cell's figure; `None` for cells that take part in no check.
    #[must_use]
    pub fn figure_index(&self, cell: CellRef) -> Option<FigureIndex> {
        self.sheet.index.get(&cell).copied()
    }

    /// The cell that a check states as the result of a calculation.
    #[must_use]
    pub fn computed_cell(&self, check: CheckId) -> Option<CellRef> {
        match &self.planned(check)?.body {
            Body::Linear(index) => self.cell_of(self.sheet.batch.computed(*index)?),
            Body::General(general) => {
                let position = general.formula.computed()? as usize;
                self.cell_of(*general.figures.get(position)?)
            }
            _ => None,
        }
    }

    /// A figure of this plan.
    #[must_use]
    pub fn printed(&self, figure: FigureIndex) -> Option<&Figure> {
        self.sheet.batch.printed(figure)
    }

    /// Whether a check is a linear relation between figures.
    #[must_use]
    pub fn is_linear(&self, check: CheckId) -> bool {
        matches!(
            self.planned(check).map(|planned| &planned.body),
            Some(Body::Linear(_))
        )
    }

    /// The cells whose figures take part in a check, in order, each once.
    #[must_use]
    pub fn cells(&self, check: CheckId) -> Vec<CellRef> {
        let mut cells = Vec::new();
        let mut seen = rustc_hash::FxHashSet::default();
        if let Some(planned) = self.planned(check) {
            planned.body.figures(&self.sheet, &mut |figure| {
                if let Some(cell) = self.sheet.cell(figure)
                    && seen.insert(cell)
                {
                    cells.push(cell);
                }
            });
        }
        cells
    }

    /// The cell of a figure of this plan.
    #[must_use]
    pub fn cell_of(&self, figure: FigureIndex) -> Option<CellRef> {
        self.sheet.cell(figure)
    }

    /// The figure that a cell is taken to hold (zero for a blank that counts as zero); `None` for
    /// cells that take part in no check.
    #[must_use]
    pub fn figure(&self, cell: CellRef) -> Option<&Figure> {
        self.sheet.batch.printed(*self.sheet.index.get(&cell)?)
    }

    /// Every cell whose figure takes part in some check, in the order of tables, rows, columns.
    #[must_use]
    pub fn used_cells(&self) -> Vec<CellRef> {
        let mut cells: Vec<CellRef> = self.sheet.cells.clone();
        cells.sort_unstable();
        cells
    }
}
