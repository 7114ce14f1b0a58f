//! Conditions and relations of a rule as steps.

use std::cell::RefCell;

use rust_decimal::Decimal;

use super::numbers::Numbers;
use super::step::{Shown, Step, What};
use crate::eval::Decision;
use crate::eval::describe::name_cell;
use crate::eval::lower::{Lowering, Position};
use crate::eval::site::{Found, Site};
use crate::eval::tree::Sheet;
use crate::eval::verdict::{Trouble, Verdict};
use crate::program::{Condition, RowOf, Subject, Text};
use crate::template::TableId;

impl Numbers<'_, '_> {
    /// A condition as a question that is answered with yes or no.
    pub(super) fn question(&self, condition: &Condition) -> Step {
        let result = self.site.is_true(condition).map(Shown::Truth);
        self.condition(condition, result)
    }

    /// A condition as what a rule demands.
    pub(super) fn demand(&self, condition: &Condition, decision: Decision) -> Step {
        self.condition(condition, Ok(Shown::Verdict(decision)))
    }

    fn condition(&self, condition: &Condition, result: Found<Shown>) -> Step {
        let demanded = matches!(result, Ok(Shown::Verdict(_)));
        let inner = |one: &Condition| {
            if demanded {
                self.part_demanded(one)
            } else {
                self.question(one)
            }
        };
        let (what, parts) = match condition {
            Condition::And(all) => (What::And, all.iter().map(inner).collect()),
            Condition::Or(all) => (What::Or, all.iter().map(inner).collect()),
            Condition::Not(one) => (What::Not, vec![inner(one)]),
            Condition::Figures {
                comparison,
                left,
                right,
                ..
            } => {
                let side = |number| self.step(number, Position::Additive);
                let what = What::Relation(comparison.symbol());
                (what, vec![side(left), side(right)])
            }
            Condition::Texts {
                differ,
                left,
                right,
            } => {
                let what = What::Texts(if *differ { "!=" } else { "==" });
                (what, vec![self.text(left), self.text(right)])
            }
            Condition::SameName(left, right)
            | Condition::Reached {
                actual: left,
                target: right,
            }
            | Condition::Exceeded {
                actual: left,
                target: right,
            } => (What::Test, vec![self.text(left), self.text(right)]),
            Condition::Is { subject, .. } => (What::Test, self.subject(subject)),
            Condition::Has { row, table, .. } => (What::Test, self.named(*table, row)),
        };
        Step {
            text: self.show.condition(condition),
            what,
            subtracted: false,
            result,
            parts,
        }
    }

    /// Part of a demand that is joined by `and`, `or`, `not`.
    fn part_demanded(&self, condition: &Condition) -> Step {
        let mut sheet = Sheet::default();
        let body = Lowering {
            site: self.site,
            sheet: &mut sheet,
        }
        .condition(condition, None);
        let decision = body.decide(&sheet);
        match (decision.verdict, body.trouble()) {
            (Verdict::Undecided(_), Some(trouble)) => {
                self.condition(condition, Err(trouble.clone()))
            }
            _ => self.demand(condition, decision),
        }
    }

    fn text(&self, text: &Text) -> Step {
        if let Text::Band(band) = text {
            let value = self.step(&band.value, Position::Additive);
            return Step {
                text: self.show.text(text),
                what: What::Band,
                subtracted: false,
                result: value.result.clone().map(|shown| match &shown {
                    Shown::Figure { value, .. } => Shown::Text(graded(&band.arms, value.value)),
                    _ => shown,
                }),
                parts: vec![value],
            };
        }
        let trace = RefCell::new(Vec::new());
        let looking = Site {
            trace: Some(&trace),
            ..self.site.clone()
        };
        let result = looking.text(text);
        let _ = looking.text_key(text);
        let cells = trace.into_inner();
        let squeezed = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        Step {
            text: self.show.text(text),
            what: cells.first().map_or(What::Text, |at| What::TextCell(*at)),
            subtracted: false,
            result: result.map(|text| Shown::Text(squeezed(text))),
            parts: Vec::new(),
        }
    }

    /// The cell that names a row: where to look when a question is about the row itself.
    fn named(&self, table: TableId, row: &RowOf) -> Vec<Step> {
        let cell = self.site.one(row).ok();
        let cell = cell.and_then(|row| name_cell(self.site, table, row));
        let step = |at| Step {
            text: self.show.row_of(table, row),
            what: What::TextCell(at),
            subtracted: false,
            result: Ok(Shown::Text(self.printed(at))),
            parts: Vec::new(),
        };
        cell.map(step).into_iter().collect()
    }

    fn subject(&self, subject: &Subject) -> Vec<Step> {
        let cell = match subject {
            Subject::Cell(cell) => cell,
            Subject::Row(table, row) => return self.named(*table, row),
            Subject::Rows(_) => return Vec::new(),
        };
        let step = |what, result: Result<Shown, Trouble>| Step {
            text: self
                .show
                .number(&crate::program::Number::Cell(cell.clone())),
            what,
            subtracted: false,
            result,
            parts: Vec::new(),
        };
        vec![match self.site.cell(cell) {
            Ok(at) => step(What::TextCell(at), Ok(Shown::Text(self.printed(at)))),
            Err(trouble) => step(What::Text, Err(trouble)),
        }]
    }
}

/// The name of the band that a value lies in.
fn graded(arms: &[(Option<Decimal>, Option<Decimal>, String)], value: Decimal) -> String {
    let lies = |from: &Option<Decimal>, to: &Option<Decimal>| {
        from.is_none_or(|from| from <= value) && to.is_none_or(|to| value < to)
    };
    let found = arms.iter().find(|(from, to, _)| lies(from, to));
    found.map_or_else(String::new, |(.., name)| name.clone())
}
