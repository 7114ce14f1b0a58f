//! `band(x, 90.. = "优", …)`: every value must have exactly one band.

use std::rc::Rc;

use rust_decimal::Decimal;

use super::complain::{self, Wanted, say};
use super::constants;
use super::names::Scope;
use super::resolver::Resolver;
use super::values::Value;
use crate::diagnostic::Problem;
use crate::diagnostic::codes::E0307;
use crate::program::{Dim, Number, StepBand, Text, TextBand, TextSort};
use crate::source::Span;
use crate::syntax::ast::{BandArm, Expr};

/// A band whose ends are known.
struct Arm {
    from: Option<Decimal>,
    to: Option<Decimal>,
    result: Value,
    result_span: Span,
    span: Span,
}

impl<'a> Resolver<'a> {
    /// `band(value, arms)`
    pub(super) fn band(
        &mut self,
        scope: &Rc<Scope<'a>>,
        value: &'a Expr,
        arms: &'a [BandArm],
        span: Span,
    ) -> Value {
        let graded = self.expression(scope, value);
        let Some((number, dim)) = self.number(graded, value.span) else {
            return Value::Unknown;
        };
        let measured = (number, dim, value.span);
        let mut ends = Vec::with_capacity(arms.len());
        for arm in arms {
            match self.arm(scope, arm, &measured) {
                Some(arm) => ends.push(arm),
                None => return Value::Unknown,
            }
        }
        ends.sort_by(|a, b| {
            a.from
                .cmp(&b.from)
                .then(a.to.is_none().cmp(&b.to.is_none()))
        });
        if !self.covers(&ends, dim, span) {
            return Value::Unknown;
        }
        self.graded(measured.0, ends)
    }

    fn arm(
        &mut self,
        scope: &Rc<Scope<'a>>,
        arm: &'a BandArm,
        value: &(Number, Dim, Span),
    ) -> Option<Arm> {
        let from = self.end(scope, arm.from.as_ref(), value)?;
        let to = self.end(scope, arm.to.as_ref(), value)?;
        let result = self.expression(scope, &arm.result);
        if let (Some(from), Some(to)) = (from, to)
            && from >= to
        {
            self.complain(complain::simple(
                &E0307,
                arm.span,
                say("这一档里没有值", "this band holds no value"),
            ));
            return None;
        }
        Some(Arm {
            from,
            to,
            result,
            result_span: arm.result.span,
            span: arm.span,
        })
    }

    /// An end of a band: a constant that measures what the graded figure measures.
    fn end(
        &mut self,
        scope: &Rc<Scope<'a>>,
        end: Option<&'a Expr>,
        value: &(Number, Dim, Span),
    ) -> Option<Option<Decimal>> {
        let Some(expr) = end else { return Some(None) };
        let found = self.expression(scope, expr);
        let (number, dim) = self.number(found, expr.span)?;
        self.unified(value, &(number.clone(), dim, expr.span))?;
        let constant = constants::value(&number);
        if constant.is_none() {
            self.complain(complain::simple(
                &E0307,
                expr.span,
                say("档的两端要是固定的数", "the ends of a band are constants"),
            ));
        }
        constant.map(Some)
    }

    /// Whether every value has exactly one band.
    fn covers(&mut self, arms: &[Arm], dim: Dim, span: Span) -> bool {
        let before = self.problems.len();
        for (lower, upper) in arms.iter().zip(arms.iter().skip(1)) {
            match (lower.to, upper.from) {
                (Some(end), Some(start)) if end == start => {}
                (Some(end), Some(start)) if end < start => self.gap(end, start, lower, upper),
                _ => self.overlap(lower, upper),
            }
        }
        if let Some(last) = arms.last()
            && let Some(end) = last.to
        {
            self.open_end(end, true, last.span, span);
        }
        if let Some(first) = arms.first()
            && let Some(start) = first.from
            && !(start.is_zero() && dim != Dim::Known(crate::figure::Dimension::Amount))
        {
            self.open_end(start, false, first.span, span);
        }
        self.problems.len() == before
    }

    fn gap(&mut self, end: Decimal, start: Decimal, lower: &Arm, upper: &Arm) {
        self.complain(
            Problem::error(
                &E0307,
                say(
                    format!("{end} 与 {start} 之间的值没有档"),
                    format!("values between {end} and {start} have no band"),
                ),
            )
            .at(
                lower.span,
                say(
                    format!("到 {end} 为止（不含）"),
                    format!("ends before {end}"),
                ),
            )
            .at(
                upper.span,
                say(format!("从 {start} 开始"), format!("begins at {start}")),
            ),
        );
    }

    fn overlap(&mut self, lower: &Arm, upper: &Arm) {
        self.complain(
            Problem::error(
                &E0307,
                say("两档有重叠，有的值属于两档", "two bands overlap"),
            )
            .at(lower.span, say("这一档", "this band"))
            .at(upper.span, say("与这一档", "and this one"))
            .help(say(
                "一档含下端，不含上端：`80..90` 与 `90..` 不重叠",
                "a band holds its lower end, not its upper: `80..90` and `90..` do not overlap",
            )),
        );
    }

    fn open_end(&mut self, end: Decimal, above: bool, arm: Span, span: Span) {
        let (zh, en) = if above {
            (
                format!("{end} 及以上的值没有档"),
                format!("values from {end} on have no band"),
            )
        } else {
            (
                format!("小于 {end} 的值没有档"),
                format!("values below {end} have no band"),
            )
        };
        let help = if above {
            say(
                "最高一档不写上端，如 `90.. = \"优\"`",
                "leave the highest band open, as in `90.. = \"优\"`",
            )
        } else {
            say(
                "最低一档不写下端，如 `..60 = \"差\"`",
                "leave the lowest band open, as in `..60 = \"差\"`",
            )
        };
        self.complain(
            Problem::error(&E0307, say(zh, en))
                .at(arm, say("这一档", "this band"))
                .at(span, say("在这里", "here"))
                .help(help),
        );
    }

    /// Bands of texts, or bands of figures.
    fn graded(&mut self, value: Number, arms: Vec<Arm>) -> Value {
        let texts: Option<Vec<_>> = arms
            .iter()
            .map(|arm| Some((arm.from, arm.to, Self::constant_text(&arm.result)?)))
            .collect();
        if let Some(arms) = texts {
            let band = TextBand { value, arms };
            return Value::Text(Text::Band(Box::new(band)), TextSort::Words);
        }
        let mut steps = Vec::with_capacity(arms.len());
        let mut dim: Option<(Number, Dim, Span)> = None;
        for arm in arms {
            let Some((number, own)) = self.number(arm.result, arm.result_span) else {
                return Value::Unknown;
            };
            let Some(constant) = constants::value(&number) else {
                let at = arm.result_span;
                self.complain(complain::wanted(
                    Wanted::Text,
                    "会变的数",
                    "a figure that varies",
                    at,
                ));
                return Value::Unknown;
            };
            let next = (number, own, arm.result_span);
            let joint = match &dim {
                Some(before) => match self.unified(before, &next) {
                    Some(joint) => joint,
                    None => return Value::Unknown,
                },
                None => own,
            };
            dim = Some((next.0, joint, next.2));
            steps.push((arm.from, arm.to, constant));
        }
        let band = StepBand { value, arms: steps };
        let dim = dim.map_or(Dim::Free, |(_, dim, _)| dim);
        Value::Number(Number::Band(Box::new(band)), dim)
    }
}
