//! Conditions over a report: as checks, and as questions that are answered when the plan is made.

use rust_decimal::Decimal;

use super::body::{Banded, Body, overlaps};
use super::lower::{Lowering, Position, arithmetic};
use super::site::{Found, Site};
use super::tree::{Sheet, Tree};
use super::verdict::{About, Decision, Trouble, UndecidedReason, Verdict};
use crate::document::{NameMatch, label_key};
use crate::figure::{Interval, exceeded, reached};
use crate::program::{Comparison, Condition, StepBand, Text, TextBand};

impl Site<'_> {
    /// Whether a condition holds.
    pub(super) fn is_true(&self, condition: &Condition) -> Found<bool> {
        match condition {
            Condition::And(all) => self.junction(all, false),
            Condition::Or(all) => self.junction(all, true),
            Condition::Not(one) => self.is_true(one).map(|holds| !holds),
            Condition::Is {
                subject,
                state,
                negated,
            } => self.is(subject, *state).map(|is| is != *negated),
            Condition::Has {
                row,
                table,
                relatives,
                negated,
            } => self.has(*table, row, *relatives).map(|has| has != *negated),
            Condition::SameName(left, right) => self
                .alike_names(left, right)
                .map(|alike| alike != NameMatch::Different),
            Condition::Reached { actual, target } => self.measured(actual, target, reached),
            Condition::Exceeded { actual, target } => self.measured(actual, target, exceeded),
            Condition::Texts {
                differ,
                left,
                right,
            } if !is_band(left) && !is_band(right) => {
                let left = self.text_in_condition(left)?;
                let right = self.text_in_condition(right)?;
                Ok((left == right) != *differ)
            }
            Condition::Texts { .. } | Condition::Figures { .. } => self.of_figures(condition),
        }
    }

    /// `and` is false if one is false, `or` true if one is true, whatever is undecided beside it.
    fn junction(&self, all: &[Condition], decisive: bool) -> Found<bool> {
        let mut trouble = None;
        for one in all {
            match self.is_true(one) {
                Ok(holds) if holds == decisive => return Ok(decisive),
                Ok(_) => {}
                Err(found) => trouble = trouble.or(Some(found)),
            }
        }
        match trouble {
            Some(trouble) => Err(trouble),
            None => Ok(!decisive),
        }
    }

    /// A comparison of figures as a question: `<` and its like ask about what is printed (`0.00` is
    /// not greater than 0), `=` whether the figures agree.
    fn of_figures(&self, condition: &Condition) -> Found<bool> {
        let mut sheet = Sheet::default();
        let body = Lowering {
            site: self,
            sheet: &mut sheet,
        }
        .condition(condition, None);
        if let Condition::Figures { comparison, .. } = condition
            && let Ok(sides) = body.compare(&sheet, &[])
            && *comparison != Comparison::Agrees
        {
            return Ok(constants(*comparison, sides.difference, Decimal::ZERO));
        }
        let decision = body.decide(&sheet);
        match (decision.verdict, body.trouble()) {
            (Verdict::Undecided(_), Some(trouble)) => Err(trouble.clone()),
            (Verdict::Undecided(reason), None) => Err(Trouble::new(reason, About::Divisor)),
            (verdict, _) => Ok(verdict.holds()),
        }
    }
}

impl Lowering<'_, '_> {
    /// A condition as a check.
    pub(super) fn condition(&mut self, condition: &Condition, within: Option<Decimal>) -> Body {
        let each = |this: &mut Self, all: &[Condition]| -> Vec<Body> {
            all.iter().map(|one| this.condition(one, None)).collect()
        };
        match condition {
            Condition::And(all) => Body::All(each(self, all)),
            Condition::Or(all) => Body::Any(each(self, all)),
            Condition::Not(one) => Body::Not(Box::new(self.condition(one, None))),
            Condition::Figures {
                comparison,
                left,
                right,
                ..
            } => self
                .relation(*comparison, (left, right), within)
                .unwrap_or_else(undecided),
            Condition::Texts {
                differ,
                left: Text::Band(band),
                right: text,
            }
            | Condition::Texts {
                differ,
                left: text,
                right: Text::Band(band),
            } => self.banded(band, text, *differ).unwrap_or_else(undecided),
            Condition::Texts {
                differ,
                left,
                right,
            } => match self.texts(left, right) {
                Ok(same) => Body::Fixed(Decision::truth(same != *differ)),
                Err(trouble) => undecided(trouble),
            },
            Condition::SameName(..)
            | Condition::Reached { .. }
            | Condition::Exceeded { .. }
            | Condition::Is { .. }
            | Condition::Has { .. } => match self.site.is_true(condition) {
                Ok(holds) => Body::Fixed(Decision::truth(holds)),
                Err(trouble) => undecided(trouble),
            },
        }
    }

    fn texts(&self, left: &Text, right: &Text) -> Found<bool> {
        Ok(self.site.text_key(left)? == self.site.text_key(right)?)
    }

    fn relation(
        &mut self,
        comparison: Comparison,
        (left, right): (&crate::program::Number, &crate::program::Number),
        within: Option<Decimal>,
    ) -> Found<Body> {
        let left = self.number(left, Position::Additive)?;
        let right = self.number(right, Position::Additive)?;
        if let (Some(l), Some(r)) = (left.as_constant(), right.as_constant()) {
            return Ok(Body::Fixed(Decision::truth(constants(comparison, l, r))));
        }
        arithmetic(Body::relation(
            self.sheet,
            comparison,
            (&left, &right),
            within,
        ))
    }

    fn banded(&mut self, band: &TextBand, text: &Text, differ: bool) -> Found<Body> {
        let text = self.site.text_key(text)?.into_owned();
        let value = self.number(&band.value, Position::Additive)?;
        let value = self.against_zero(&value)?;
        let arms = band
            .arms
            .iter()
            .map(|(from, to, name)| (*from, *to, label_key(name).into_owned()))
            .collect();
        Ok(Body::Banded(Box::new(Banded {
            value,
            arms,
            text,
            differ,
        })))
    }

    /// The relation `value = 0`, from which the value and its reach are read.
    fn against_zero(&mut self, value: &Tree) -> Found<Body> {
        let zero = Tree::constant(Decimal::ZERO);
        arithmetic(Body::relation(
            self.sheet,
            Comparison::Agrees,
            (value, &zero),
            None,
        ))
    }

    /// A band of figures: its result if all possible values lie in one band.
    pub(super) fn step(&mut self, band: &StepBand) -> Found<Tree> {
        let value = self.number(&band.value, Position::Additive)?;
        let mut sheet = self.sheet.clone();
        let body = Lowering {
            site: self.site,
            sheet: &mut sheet,
        }
        .against_zero(&value)?;
        let sides = arithmetic(body.compare(&sheet, &[]))?;
        let possible = arithmetic(Interval::around(sides.left, sides.allowed))?;
        let mut results = band
            .arms
            .iter()
            .filter(|(from, to, _)| overlaps(*from, *to, &possible))
            .map(|(_, _, result)| *result);
        match (results.next(), results.next()) {
            (Some(result), None) => Ok(Tree::constant(result)),
            // Rounding decides between two bands.
            _ => Err(Trouble::new(UndecidedReason::Uncertain, About::Report)),
        }
    }
}

fn is_band(text: &Text) -> bool {
    matches!(text, Text::Band(_))
}

fn undecided(trouble: Trouble) -> Body {
    Body::Undecided(Box::new(trouble))
}

fn constants(comparison: Comparison, left: Decimal, right: Decimal) -> bool {
    match comparison {
        Comparison::Agrees | Comparison::Same => left == right,
        Comparison::Differs => left != right,
        Comparison::Less => left < right,
        Comparison::AtMost => left <= right,
        Comparison::Greater => left > right,
        Comparison::AtLeast => left >= right,
    }
}
