//! A report as a field for planting: its figures and every mutant of them.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::conditions::deciding_columns;
use super::mutant::Mutant;
use super::neighbours::Neighbours;
use super::random::Random;
use super::slip::{Slip, printed_like};
use super::trial::Said;
use crate::document::Place;
use crate::engine::Checked;
use crate::eval::Plan;
use crate::figure::{Dimension, Figure, read_number};
use crate::program::{Program, ProgramParts, RuleId};
use crate::report::{CellRef, Content, Report};
use crate::template::{ColumnId, ColumnKind, TableId};
use crate::tools::printed::{Area, PrintedFigure, printed_figures};

/// Checks that a figure must take part in so that its place can be told from those of its neighbours.
pub(super) const CHECKS_TO_LOCATE: usize = 2;

/// What is planted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Kinds of slips.
    pub slips: Vec<Slip>,
    /// Seed of every draw.
    pub seed: u64,
    /// Figures of a report that are changed; all if `None`.
    pub sample: Option<usize>,
}

impl Default for Choice {
    /// Every slip at every figure.
    fn default() -> Self {
        Self {
            slips: Slip::ALL.to_vec(),
            seed: 0,
            sample: None,
        }
    }
}

/// Rules whose conditions look at a column.
#[derive(Debug)]
pub(super) struct Deciding {
    /// Which.
    pub(super) rules: BTreeSet<RuleId>,
    /// They alone.
    pub(super) program: Program,
    /// What they say of the report as it is.
    pub(super) said: Said,
}

fn deciding(checked: &Checked) -> BTreeMap<(TableId, ColumnId), Deciding> {
    let columns = deciding_columns(&checked.program).into_iter();
    columns
        .map(|(column, rules)| {
            let program = Program::new(ProgramParts {
                template: checked.program.template().to_owned(),
                schema: checked.program.schema().clone(),
                rules: rules
                    .iter()
                    .filter_map(|rule| checked.program.rule(*rule).cloned())
                    .collect(),
                disabled: Vec::new(),
                skipped: Vec::new(),
            });
            let plan = Plan::new(&program, &checked.report);
            let said = Said::of(&plan, &plan.evaluate());
            let one = Deciding {
                rules,
                program,
                said,
            };
            (column, one)
        })
        .collect()
}

/// A checked report with the mutants of its figures.
#[derive(Debug)]
pub struct Field<'c> {
    pub(super) checked: &'c Checked,
    figures: Vec<PrintedFigure>,
    mutants: Vec<Mutant>,
    pairs: Vec<(usize, usize)>,
    /// Columns that decide which checks there are: the rules that look at them, alone.
    pub(super) deciding: BTreeMap<(TableId, ColumnId), Deciding>,
    pub(super) said: Said,
    pub(super) told: BTreeSet<String>,
}

impl<'c> Field<'c> {
    /// Every figure of a report other than zero, with the mutants that are asked for.
    #[must_use]
    pub fn new(checked: &'c Checked, choice: &Choice) -> Self {
        let report = &checked.report;
        let figures: Vec<PrintedFigure> = printed_figures(report)
            .into_iter()
            .filter(|figure| !is_zero(report, figure))
            .collect();
        let around = Neighbours::of(checked);
        let mut mutants = Vec::new();
        let all: Vec<usize> = (0..figures.len()).collect();
        let chosen = match choice.sample {
            Some(count) => Random::new(choice.seed, 0).sample(all, count),
            None => all,
        };
        for index in chosen {
            let Some(figure) = figures.get(index) else {
                continue;
            };
            let made = choice.slips.iter();
            mutants.extend(made.filter_map(|slip| mutant(report, &around, (index, figure), *slip)));
        }
        let told = checked.findings.findings.iter();
        Self {
            checked,
            figures,
            mutants,
            pairs: Vec::new(),
            deciding: deciding(checked),
            said: Said::of(&checked.plan, &checked.outcome),
            told: told.map(|finding| finding.fingerprint.clone()).collect(),
        }
    }

    /// Draws pairs of mutants of different figures in statutory tables, each figure in at least
    /// two checks: two errors at once.
    #[must_use]
    pub fn with_pairs(mut self, choice: &Choice, count: usize) -> Self {
        let mut by_figure: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, mutant) in self.mutants.iter().enumerate() {
            if self.can_be_located(mutant) && self.area(mutant) == Area::Statement {
                by_figure.entry(mutant.figure).or_default().push(index);
            }
        }
        let figures: Vec<Vec<usize>> = by_figure.into_values().collect();
        let mut random = Random::new(choice.seed, 1);
        let mut pairs = BTreeSet::new();
        let draw = |random: &mut Random| -> Option<(usize, usize)> {
            let one = random.below(figures.len());
            let other = random.below(figures.len());
            let (one, other) = (one.min(other), one.max(other));
            if one == other {
                return None;
            }
            let (one, other) = (figures.get(one)?, figures.get(other)?);
            let one = *one.get(random.below(one.len()))?;
            let other = *other.get(random.below(other.len()))?;
            Some((one, other))
        };
        // Twice as many draws as pairs: a figure may be drawn beside itself.
        for _ in 0..count.saturating_mul(2) {
            if pairs.len() < count
                && let Some(pair) = draw(&mut random)
            {
                pairs.insert(pair);
            }
        }
        self.pairs = pairs.into_iter().collect();
        self
    }

    /// The figures, in the order of the text.
    #[must_use]
    pub fn figures(&self) -> &[PrintedFigure] {
        &self.figures
    }

    /// The mutants, figure by figure.
    #[must_use]
    pub fn mutants(&self) -> &[Mutant] {
        &self.mutants
    }

    /// The pairs that were drawn, as indexes into [`Self::mutants`].
    #[must_use]
    pub fn pairs(&self) -> &[(usize, usize)] {
        &self.pairs
    }

    /// The report.
    #[must_use]
    pub fn checked(&self) -> &'c Checked {
        self.checked
    }

    /// Where a mutant's figure stands.
    #[must_use]
    pub fn area(&self, mutant: &Mutant) -> Area {
        self.figures
            .get(mutant.figure)
            .map_or(Area::Prose, |figure| figure.area)
    }

    /// Whether some check compares the figure with others.
    #[must_use]
    pub fn takes_part(&self, mutant: &Mutant) -> bool {
        self.checks(mutant) > 0
    }

    /// Whether the figure takes part in enough checks to be told from its neighbours.
    #[must_use]
    pub fn can_be_located(&self, mutant: &Mutant) -> bool {
        self.checks(mutant) >= CHECKS_TO_LOCATE
    }

    fn checks(&self, mutant: &Mutant) -> usize {
        let cells = mutant.cells.iter();
        cells
            .map(|(cell, _)| self.checked.plan.checks_of(*cell).len())
            .sum()
    }
}

fn is_zero(report: &Report, figure: &PrintedFigure) -> bool {
    figure
        .cell()
        .and_then(|cell| content(report, cell))
        .is_none_or(|figure| figure.value.is_zero())
}

fn content(report: &Report, cell: CellRef) -> Option<Figure> {
    match report.cell(cell)?.content {
        Content::Figure(figure) => Some(figure),
        _ => None,
    }
}

fn mutant(
    report: &Report,
    around: &Neighbours<'_>,
    (index, figure): (usize, &PrintedFigure),
    slip: Slip,
) -> Option<Mutant> {
    let printed = report.document.text_at(figure.place);
    let cell = figure.cell()?;
    if slip == Slip::Sign && figure.area == Area::Prose {
        return turned(report, (index, figure));
    }
    let money = content(report, cell)?.unit.dimension() == Dimension::Amount;
    if matches!(slip, Slip::Sign | Slip::Unit) && !money {
        return None;
    }
    let own = read_number(printed)?.value;
    let instead = match slip {
        Slip::Omitted => like(printed, own, around.without_an_item(cell)?)?,
        Slip::Previous => like(printed, own, around.year_before(cell)?)?,
        Slip::Copied if figure.area == Area::Prose => return None,
        Slip::Copied => return copied(around, (index, figure)),
        _ => slip.slipped(printed)?,
    };
    let value = read_number(&instead)?.value;
    if value == own {
        return None;
    }
    let cells = figure.cells.iter().map(|cell| {
        let before = content(report, *cell)?;
        let signed = match () {
            () if before.printed == own => value,
            () if before.printed == -own => -value,
            () => return None,
        };
        Some((*cell, before.with_printed(signed).ok()?))
    });
    Some(Mutant {
        figure: index,
        slip,
        edit: (figure.place, instead.clone()),
        cells: cells.collect::<Option<Vec<_>>>()?,
        instead,
    })
}

/// A value printed as the number it replaces; a sentence that says 减少 prints its magnitude.
fn like(printed: &str, own: Decimal, value: Decimal) -> Option<String> {
    let shown = printed_like(printed, value)?;
    let differs = read_number(&shown)?.value != own;
    differs.then_some(shown)
}

fn copied(around: &Neighbours<'_>, (index, figure): (usize, &PrintedFigure)) -> Option<Mutant> {
    let [cell] = figure.cells.as_slice() else {
        return None;
    };
    let (instead, above) = around.above(*cell)?;
    Some(Mutant {
        figure: index,
        slip: Slip::Copied,
        edit: (figure.place, instead.clone()),
        instead,
        cells: vec![(*cell, above)],
    })
}

/// Words of rising and falling, each with its opposite.
const OPPOSITES: [(&str, &str); 6] = [
    ("增加", "减少"),
    ("增长", "下降"),
    ("上升", "下降"),
    ("净增", "净减"),
    ("提高", "降低"),
    ("增加", "压减"),
];

/// A sentence that says 增加 where it should say 减少.
fn turned(report: &Report, (index, figure): (usize, &PrintedFigure)) -> Option<Mutant> {
    let schema = &report.template.schema;
    let changes: Vec<CellRef> = figure
        .cells
        .iter()
        .copied()
        .filter(|cell| {
            let column = schema
                .get(cell.table)
                .and_then(|table| table.columns.get(cell.column.0 as usize));
            column.is_some_and(|column| {
                matches!(column.kind, ColumnKind::Change | ColumnKind::ChangePercent)
            })
        })
        .collect();
    let place = report.cell(*changes.first()?)?.place;
    let before = Place {
        start: place.start,
        end: figure.place.start,
    };
    let words = report.document.text_at(before);
    let (at, said, opposite) = OPPOSITES
        .iter()
        .flat_map(|(up, down)| [(*up, *down), (*down, *up)])
        .filter_map(|(said, opposite)| Some((words.rfind(said)?, said, opposite)))
        .max_by_key(|(at, ..)| *at)?;
    let start = before.start.checked_add(u32::try_from(at).ok()?)?;
    let end = start.checked_add(u32::try_from(said.len()).ok()?)?;
    let cells = changes.iter().map(|cell| {
        let own = content(report, *cell)?;
        Some((*cell, own.with_printed(-own.printed).ok()?))
    });
    let printed = report.document.text_at(figure.place);
    Some(Mutant {
        figure: index,
        slip: Slip::Sign,
        instead: format!("{opposite}{printed}"),
        edit: (Place { start, end }, opposite.to_owned()),
        cells: cells.collect::<Option<Vec<_>>>()?,
    })
}
