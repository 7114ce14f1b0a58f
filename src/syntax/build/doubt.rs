//! Where the language refuses to guess: chained comparisons, and `or` that could be read in two ways.

use super::Builder;
use super::expression::Operand;
use crate::diagnostic::{Problem, Wording, codes};
use crate::source::Span;
use crate::syntax::ast::{BinaryOp, Expr, ExprKind};
use crate::syntax::faults::{self, say};
use crate::syntax::keywords;

impl Builder<'_> {
    /// Refuses `a = b = c`: what stands left of a comparison must not be one.
    pub(super) fn unchained(&mut self, left: &Operand, at: Span) -> Option<()> {
        if !left.bare || !left.expr.is_test() {
            return Some(());
        }
        let problem = glued_middle(&left.expr).unwrap_or_else(|| {
            Problem::error(
                &codes::E0108,
                say!("比较不能连写", "comparisons do not chain"),
            )
            .at(at, say!("第二个比较", "the second comparison"))
            .at(
                left.expr.span,
                say!("这已经是一个比较", "this is a comparison already"),
            )
            .help(say!(
                "写成两个 `check`，或用 `and` 连接：`a = b and b = c`",
                "write two `check`s, or join them with `and`: `a = b and b = c`"
            ))
        });
        self.report(problem);
        None
    }

    /// Refuses `or` where a reader could take it two ways: next to arithmetic, and between a
    /// comparison and a value.
    pub(super) fn unmixed(
        &mut self,
        operation: BinaryOp,
        left: &Operand,
        right: &Operand,
        at: Span,
    ) -> Option<()> {
        let bare = |operand: &Operand, test: fn(&Expr) -> bool| operand.bare && test(&operand.expr);
        let either = |test: fn(&Expr) -> bool| bare(left, test) || bare(right, test);
        let mixed = match operation {
            BinaryOp::Or => {
                either(Expr::is_arithmetic)
                    || (bare(left, Expr::is_test) && right.expr.is_value())
                    || (bare(right, Expr::is_test) && left.expr.is_value())
            }
            BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Multiply | BinaryOp::Divide => {
                either(Expr::is_or)
            }
            _ => false,
        };
        if !mixed {
            return Some(());
        }
        let readings = self.readings(operation, &left.expr, &right.expr);
        self.report(
            Problem::error(
                &codes::E0109,
                say!(
                    "`or` 与其他运算混用，读法不明",
                    "`or` beside another operator can be read in two ways"
                ),
            )
            .at(at, say!("这里需要括号", "parentheses are needed here"))
            .help(Wording::new(
                format!("加上括号，写作 {}", readings.join(" 或 ")),
                format!("with parentheses it is {}", readings.join(" or ")),
            )),
        );
        None
    }

    /// The ways in which a mixture with `or` can be read, written with parentheses.
    fn readings(&self, operation: BinaryOp, left: &Expr, right: &Expr) -> Vec<String> {
        let (first, second) = (self.written(left.span), self.written(right.span));
        let between = match operation {
            BinaryOp::Or => "or",
            _ => self.between(left, right),
        };
        if operation != BinaryOp::Or {
            let wrap = |expr: &Expr, text: &str| match expr.is_or() {
                true => format!("({text})"),
                false => text.to_owned(),
            };
            let (first, second) = (wrap(left, first), wrap(right, second));
            return vec![format!("`{first} {between} {second}`")];
        }
        let mut readings = Vec::new();
        if let ExprKind::Binary {
            left: a, right: b, ..
        } = &left.kind
        {
            let sign = self.between(a, b);
            let (a, b) = (self.written(a.span), self.written(b.span));
            readings.push(format!("`{a} {sign} ({b} or {second})`"));
        }
        if let ExprKind::Binary {
            left: a, right: b, ..
        } = &right.kind
        {
            let sign = self.between(a, b);
            let (a, b) = (self.written(a.span), self.written(b.span));
            readings.push(format!("`({first} or {a}) {sign} {b}`"));
        }
        if left.is_arithmetic() {
            readings.push(format!("`({first}) or {second}`"));
        }
        if right.is_arithmetic() {
            readings.push(format!("`{first} or ({second})`"));
        }
        readings
    }

    /// The operator written between two operands.
    fn between(&self, left: &Expr, right: &Expr) -> &str {
        let (start, end) = (left.span.end as usize, right.span.start as usize);
        self.text.get(start..end).unwrap_or("").trim()
    }
}

/// The fault of a chain whose middle is a name with a word operator in it: `a = b且c = d`.
fn glued_middle(left: &Expr) -> Option<Problem> {
    let ExprKind::Binary { right, .. } = &left.kind else {
        return None;
    };
    let mut at = &**right;
    let glued = loop {
        let (name, base) = match &at.kind {
            ExprKind::Name(name) => (Some(name), None),
            ExprKind::Field { base, name } => (Some(name), Some(base)),
            ExprKind::Star { base } => (None, Some(base)),
            ExprKind::Index { base, .. } => (None, base.as_ref()),
            _ => return None,
        };
        if let Some(name) = name.filter(|name| keywords::glued_operator(&name.text).is_some()) {
            break name;
        }
        at = base?;
    };
    let (before, operator, after) = keywords::glued_operator(&glued.text)?;
    Some(faults::glued(glued.span, before, operator, after))
}
