//! Arithmetic and comparisons: what may stand beside what.

use std::rc::Rc;

use super::complain::{self, say};
use super::constants;
use super::dims::{self, CellType, Clash};
use super::names::Scope;
use super::resolver::Resolver;
use super::values::Value;
use crate::diagnostic::codes::{E0304, E0306, E0309};
use crate::program::{Comparison, Condition, Dim, Number, Text, TextSort};
use crate::source::Span;
use crate::syntax::ast::{BinaryOp, Expr};

/// A figure, what it measures, where it is written.
type Measured = (Number, Dim, Span);

impl<'a> Resolver<'a> {
    /// `left operator right`
    pub(super) fn binary(
        &mut self,
        scope: &Rc<Scope<'a>>,
        operator: BinaryOp,
        left: &'a Expr,
        right: &'a Expr,
    ) -> Value {
        let l = self.expression(scope, left);
        let r = self.expression(scope, right);
        match operator {
            BinaryOp::And => self.junction(l, left.span, r, right.span, Condition::And),
            BinaryOp::Or if matches!(l, Value::Condition(_)) => {
                self.junction(l, left.span, r, right.span, Condition::Or)
            }
            BinaryOp::Or | BinaryOp::Add | BinaryOp::Subtract => {
                self.alike(operator, (l, left.span), (r, right.span))
            }
            BinaryOp::Multiply | BinaryOp::Divide => {
                self.product(operator, (l, left.span), (r, right.span))
            }
            _ => match comparison(operator) {
                Some(comparison) => self.compare(comparison, (l, left.span), (r, right.span)),
                None => Value::Unknown,
            },
        }
    }

    fn junction(
        &mut self,
        left: Value,
        left_span: Span,
        right: Value,
        right_span: Span,
        make: fn(Vec<Condition>) -> Condition,
    ) -> Value {
        let l = self.truth(left, left_span);
        let r = self.truth(right, right_span);
        match (l, r) {
            (Some(l), Some(r)) => Value::Condition(make(vec![l, r])),
            _ => Value::Unknown,
        }
    }

    /// Both sides as figures, or `None` after complaints.
    fn figures(
        &mut self,
        left: (Value, Span),
        right: (Value, Span),
    ) -> Option<(Measured, Measured)> {
        let l = self.number(left.0, left.1);
        let r = self.number(right.0, right.1);
        let ((ln, ld), (rn, rd)) = (l?, r?);
        Some(((ln, ld, left.1), (rn, rd, right.1)))
    }

    /// `+`, `-`, `or`: both sides measure the same.
    fn alike(&mut self, operator: BinaryOp, left: (Value, Span), right: (Value, Span)) -> Value {
        let Some((l, r)) = self.figures(left, right) else {
            return Value::Unknown;
        };
        let Some(dim) = self.unified(&l, &r) else {
            return Value::Unknown;
        };
        let (a, b) = (Box::new(l.0), Box::new(r.0));
        let number = match operator {
            BinaryOp::Add => Number::Add(a, b),
            BinaryOp::Subtract => Number::Subtract(a, b),
            _ => Number::Or(a, b),
        };
        Value::Number(constants::folded(number), dim)
    }

    /// What two figures measure that stand beside each other, or `None` after a complaint.
    pub(super) fn unified(&mut self, left: &Measured, right: &Measured) -> Option<Dim> {
        match dims::unify((&left.0, left.1), (&right.0, right.1)) {
            Ok(dim) => Some(dim),
            Err(Clash::UnitMissing) => {
                let (plain, other) = if left.1 == Dim::Free {
                    (left, right)
                } else {
                    (right, left)
                };
                self.complain(complain::unit_missing(plain.2, (other.1, other.2)));
                None
            }
            Err(_) => {
                self.complain(complain::units_clash((left.1, left.2), (right.1, right.2)));
                None
            }
        }
    }

    fn product(&mut self, operator: BinaryOp, left: (Value, Span), right: (Value, Span)) -> Value {
        let Some((l, r)) = self.figures(left, right) else {
            return Value::Unknown;
        };
        let sign = if operator == BinaryOp::Divide { -1 } else { 1 };
        let Ok(dim) = dims::product(l.1, r.1, sign) else {
            self.complain(complain::bad_product((l.1, l.2), (r.1, r.2)));
            return Value::Unknown;
        };
        let (a, b) = (Box::new(l.0), Box::new(r.0));
        let number = if operator == BinaryOp::Divide {
            Number::Divide(a, b)
        } else {
            Number::Multiply(a, b)
        };
        Value::Number(constants::folded(number), dim)
    }

    fn compare(
        &mut self,
        comparison: Comparison,
        left: (Value, Span),
        right: (Value, Span),
    ) -> Value {
        if is_text(&left.0) || is_text(&right.0) {
            return self.compare_texts(comparison, left, right);
        }
        let Some((l, r)) = self.figures(left, right) else {
            return Value::Unknown;
        };
        let Some(dim) = self.unified(&l, &r) else {
            return Value::Unknown;
        };
        if constants::is_constant(&l.0) && constants::is_constant(&r.0) {
            self.complain(constant_comparison(l.2.to(r.2)));
            return Value::Unknown;
        }
        self.impossible_level(comparison, (&l.0, &r.0), l.2.to(r.2));
        Value::Condition(Condition::Figures {
            comparison,
            left: l.0,
            right: r.0,
            dim,
        })
    }

    fn compare_texts(
        &mut self,
        comparison: Comparison,
        left: (Value, Span),
        right: (Value, Span),
    ) -> Value {
        let spans = (left.1, right.1);
        let Some((l, r)) = self.both_texts(left, right) else {
            return Value::Unknown;
        };
        let differ = match comparison {
            Comparison::Same => false,
            Comparison::Differs => true,
            _ => {
                self.complain(not_for_texts(comparison, spans.0.to(spans.1)));
                return Value::Unknown;
            }
        };
        if matches!((&l, &r), (Text::Constant(_), Text::Constant(_))) {
            self.complain(constant_comparison(spans.0.to(spans.1)));
            return Value::Unknown;
        }
        if !differ {
            self.foreign_word(&l, &r, spans.0.to(spans.1));
        }
        Value::Condition(Condition::Texts {
            differ,
            left: l,
            right: r,
        })
    }

    /// Both sides as texts. A whole number beside a code is a code.
    fn both_texts(&mut self, left: (Value, Span), right: (Value, Span)) -> Option<(Text, Text)> {
        let (l_code, r_code) = (is_code(&left.0), is_code(&right.0));
        let l = if r_code { as_code(left.0) } else { left.0 };
        let r = if l_code { as_code(right.0) } else { right.0 };
        for (value, span, other) in [(&l, left.1, right.1), (&r, right.1, left.1)] {
            if !is_text(value) && *value != Value::Unknown {
                self.complain(mixed(span, other));
                return None;
            }
        }
        let l = self.text(l, left.1);
        let r = self.text(r, right.1);
        Some((l?.0, r?.0))
    }
}

fn comparison(operator: BinaryOp) -> Option<Comparison> {
    Some(match operator {
        BinaryOp::Agrees => Comparison::Agrees,
        BinaryOp::Same => Comparison::Same,
        BinaryOp::Differs => Comparison::Differs,
        BinaryOp::Less => Comparison::Less,
        BinaryOp::AtMost => Comparison::AtMost,
        BinaryOp::Greater => Comparison::Greater,
        BinaryOp::AtLeast => Comparison::AtLeast,
        _ => return None,
    })
}

fn is_text(value: &Value) -> bool {
    matches!(value, Value::Text(..) | Value::Cells(_, CellType::Text(_)))
}

fn is_code(value: &Value) -> bool {
    matches!(
        value,
        Value::Text(_, TextSort::Code) | Value::Cells(_, CellType::Text(TextSort::Code))
    )
}

fn as_code(value: Value) -> Value {
    match value {
        Value::Number(Number::Constant(number, None), _) if number.fract().is_zero() => {
            let digits = number.normalize().to_string();
            Value::Text(Text::Constant(digits), TextSort::Code)
        }
        other => other,
    }
}

fn constant_comparison(span: Span) -> crate::diagnostic::Problem {
    complain::simple(
        &E0309,
        span,
        say(
            "两边都是固定的值，比较的结果与报告无关",
            "both sides are constants, so the report does not matter",
        ),
    )
    .help(say(
        "至少一边要取自报告",
        "take at least one side from the report",
    ))
}

fn not_for_texts(comparison: Comparison, span: Span) -> crate::diagnostic::Problem {
    let symbol = comparison.symbol();
    complain::simple(
        &E0306,
        span,
        say(
            format!("文字不能用 `{symbol}` 比较"),
            format!("texts cannot be compared with `{symbol}`"),
        ),
    )
    .help(say("用 `==` 或 `!=`", "use `==` or `!=`"))
}

fn mixed(number: Span, text: Span) -> crate::diagnostic::Problem {
    complain::simple(
        &E0304,
        number,
        say(
            "文字不能与数字比较",
            "a text cannot be compared with a figure",
        ),
    )
    .at(text, say("另一边是文字", "the other side is a text"))
}
