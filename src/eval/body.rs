//! What a check comes down to over the figures of one report.

use rust_decimal::Decimal;

use super::tree::{Sheet, Tree};
use super::verdict::{Decision, Trouble, Verdict, reason};
use super::{CheckIndex, FigureIndex, Formula, FormulaBuilder, LinearForm, Relation, Side};
use crate::figure::{ArithmeticError, Figure, Interval};
use crate::program::Comparison;

/// Figures put in the place of others.
pub(super) type Replaced<'r> = &'r [(FigureIndex, Figure)];

/// A check, ready to be decided.
#[derive(Debug, Clone)]
pub(super) enum Body {
    /// Σ factor × figure on both sides.
    Linear(CheckIndex),
    /// Any other relation.
    General(Box<General>),
    /// Two sides that must be printed the same, or not.
    Same {
        /// The relation `=` between the sides.
        equal: Box<Body>,
        /// `!=`
        differ: bool,
    },
    /// A figure whose band must have a name, or must not.
    Banded(Box<Banded>),
    /// Known when the plan was made: no figure takes part.
    Fixed(Decision),
    /// Something is missing or doubtful.
    Undecided(Box<Trouble>),
    /// All must hold.
    All(Vec<Body>),
    /// One must hold.
    Any(Vec<Body>),
    /// Must not hold.
    Not(Box<Body>),
}

/// A relation that multiplies, divides or compares figures.
#[derive(Debug, Clone)]
pub(super) struct General {
    pub(super) formula: Formula,
    /// The figures of the formula's variables.
    pub(super) figures: Vec<FigureIndex>,
    /// What is printed there.
    pub(super) printed: Vec<Figure>,
}

/// `text == band(value, …)`
#[derive(Debug, Clone)]
pub(super) struct Banded {
    /// The relation `value = 0`, for its left side.
    pub(super) value: Body,
    /// Ends and normalised names.
    pub(super) arms: Vec<(Option<Decimal>, Option<Decimal>, String)>,
    /// The normalised text.
    pub(super) text: String,
    /// `!=`
    pub(super) differ: bool,
}

impl Body {
    /// A relation between two expressions.
    pub(super) fn relation(
        sheet: &mut Sheet,
        comparison: Comparison,
        (left, right): (&Tree, &Tree),
        within: Option<Decimal>,
    ) -> Result<Self, ArithmeticError> {
        let relation = match comparison {
            Comparison::Agrees => Relation::Equal,
            Comparison::Less => Relation::Less,
            Comparison::AtMost => Relation::AtMost,
            Comparison::Greater => Relation::Greater,
            Comparison::AtLeast => Relation::AtLeast,
            Comparison::Same | Comparison::Differs => {
                let equal = Self::relation(sheet, Comparison::Agrees, (left, right), None)?;
                return Ok(Self::Same {
                    equal: Box::new(equal),
                    differ: comparison == Comparison::Differs,
                });
            }
        };
        if let (Tree::Linear(l), Tree::Linear(r)) = (left, right) {
            let mut form = LinearForm::new(relation);
            form.constant(Side::Left, l.constant);
            form.constant(Side::Right, r.constant);
            for (side, terms) in [(Side::Left, &l.terms), (Side::Right, &r.terms)] {
                for (factor, figure) in terms {
                    form.add(side, *factor, *figure);
                }
            }
            form.within(within.unwrap_or_default());
            return sheet.batch.check(form).map(Self::Linear);
        }
        let mut builder = FormulaBuilder::default();
        let mut figures = Vec::new();
        let l = left.write(&mut builder, &mut figures);
        let r = right.write(&mut builder, &mut figures);
        let formula = builder
            .finish(l, relation, r)
            .within(within.unwrap_or_default());
        let printed = figures
            .iter()
            .filter_map(|figure| sheet.batch.printed(*figure).copied())
            .collect();
        Ok(Self::General(Box::new(General {
            formula,
            figures,
            printed,
        })))
    }

    /// The decision on the figures as printed.
    #[inline]
    pub(super) fn decide(&self, sheet: &Sheet) -> Decision {
        match self {
            Self::Linear(check) => sheet.batch.judge(*check).into(),
            Self::General(general) => general.formula.judge(&general.printed).into(),
            Self::Fixed(decision) => *decision,
            _ => self.decide_with(sheet, &[]),
        }
    }

    /// The decision with some figures replaced.
    pub(super) fn decide_with(&self, sheet: &Sheet, replaced: Replaced<'_>) -> Decision {
        match self {
            Self::Linear(check) => sheet.batch.judge_with(*check, replaced).into(),
            Self::General(general) => general.formula.judge(&general.with(replaced)).into(),
            Self::Same { equal, differ } => match equal.compare(sheet, replaced) {
                Ok(sides) => Decision::truth(sides.difference.is_zero() != *differ),
                Err(error) => Decision::of(Verdict::Undecided(reason(error))),
            },
            Self::Banded(banded) => banded.decide(sheet, replaced),
            Self::Fixed(decision) => *decision,
            Self::Undecided(trouble) => Decision::of(Verdict::Undecided(trouble.reason)),
            Self::All(bodies) => all(bodies.iter().map(|body| body.decide_with(sheet, replaced))),
            Self::Any(bodies) => any(bodies.iter().map(|body| body.decide_with(sheet, replaced))),
            Self::Not(body) => {
                let decision = body.decide_with(sheet, replaced);
                match decision.verdict {
                    Verdict::Failed => Decision::truth(true),
                    Verdict::Undecided(_) | Verdict::Inapplicable => decision,
                    _ => Decision::truth(false),
                }
            }
        }
    }

    /// Both sides of a relation between figures.
    pub(super) fn compare(
        &self,
        sheet: &Sheet,
        replaced: Replaced<'_>,
    ) -> Result<super::grade::Comparison, ArithmeticError> {
        match self {
            Self::Linear(check) => sheet.batch.compare_with(*check, replaced),
            Self::General(general) => general.formula.compare(&general.with(replaced)),
            Self::Same { equal, .. } => equal.compare(sheet, replaced),
            Self::Banded(banded) => banded.value.compare(sheet, replaced),
            _ => Err(ArithmeticError::Overflow),
        }
    }

    /// Calls `found` for every figure that takes part.
    pub(super) fn figures(&self, sheet: &Sheet, found: &mut dyn FnMut(FigureIndex)) {
        match self {
            Self::Linear(check) => sheet
                .batch
                .terms(*check)
                .iter()
                .for_each(|term| found(term.figure)),
            Self::General(general) => general.figures.iter().for_each(|figure| found(*figure)),
            Self::Same { equal, .. } => equal.figures(sheet, found),
            Self::Banded(banded) => banded.value.figures(sheet, found),
            Self::Fixed(_) | Self::Undecided(_) => {}
            Self::All(bodies) | Self::Any(bodies) => {
                bodies.iter().for_each(|body| body.figures(sheet, found));
            }
            Self::Not(body) => body.figures(sheet, found),
        }
    }

    /// Why it cannot be decided, if that was known when the plan was made.
    pub(super) fn trouble(&self) -> Option<&Trouble> {
        match self {
            Self::Undecided(trouble) => Some(trouble),
            Self::All(bodies) | Self::Any(bodies) => bodies.iter().find_map(Self::trouble),
            Self::Not(body) => body.trouble(),
            _ => None,
        }
    }
}

/// All must hold: the worst decides; failed is certain even beside what is undecided.
fn all(decisions: impl Iterator<Item = Decision>) -> Decision {
    decisions
        .reduce(|a, b| if rank(a) >= rank(b) { a } else { b })
        .unwrap_or(Decision::truth(true))
}

/// One must hold: the best decides, and failed only if nothing is undecided.
fn any(decisions: impl Iterator<Item = Decision>) -> Decision {
    decisions
        .reduce(|a, b| if rank(a) <= rank(b) { a } else { b })
        .unwrap_or(Decision::truth(false))
}

fn rank(decision: Decision) -> u8 {
    match decision.verdict {
        Verdict::Exact => 0,
        Verdict::Rounded => 1,
        Verdict::Strained => 2,
        Verdict::Inapplicable => 3,
        Verdict::Undecided(_) => 4,
        Verdict::Failed => 5,
    }
}

impl General {
    fn with(&self, replaced: Replaced<'_>) -> Vec<Figure> {
        self.figures
            .iter()
            .zip(&self.printed)
            .map(|(index, printed)| {
                let other = replaced.iter().find(|(figure, _)| figure == index);
                other.map_or(*printed, |(_, figure)| *figure)
            })
            .collect()
    }
}

impl Banded {
    fn decide(&self, sheet: &Sheet, replaced: Replaced<'_>) -> Decision {
        let sides = match self.value.compare(sheet, replaced) {
            Ok(sides) => sides,
            Err(error) => return Decision::of(Verdict::Undecided(reason(error))),
        };
        let Ok(possible) = Interval::around(sides.left, sides.allowed) else {
            return Decision::of(Verdict::Undecided(reason(ArithmeticError::Overflow)));
        };
        let printed = Interval::point(sides.left);
        let agrees =
            |arm: &(Option<Decimal>, Option<Decimal>, String)| (arm.2 == self.text) != self.differ;
        let among = |values: &Interval| {
            self.arms
                .iter()
                .any(|arm| overlaps(arm.0, arm.1, values) && agrees(arm))
        };
        Decision::of(if among(&printed) {
            Verdict::Exact
        } else if among(&possible) {
            Verdict::Rounded
        } else {
            Verdict::Failed
        })
    }
}

/// Whether some of the values lie in a band.
pub(super) fn overlaps(from: Option<Decimal>, to: Option<Decimal>, values: &Interval) -> bool {
    let above = from.is_none_or(|from| Interval::point(from).can_be_at_most(values));
    let below = to.is_none_or(|to| values.can_be_below(&Interval::point(to)));
    above && below
}
