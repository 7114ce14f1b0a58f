//! Expressions: precedence, calls, operators.

use std::sync::LazyLock;

use pest::pratt_parser::{Assoc, Op, PrattParser};

use super::Builder;
use super::parts::{self, Pair, Parts};
use crate::source::Span;
use crate::syntax::ast::{BinaryOp, Expr, ExprKind, UnaryOp};
use crate::syntax::faults::{self};
use crate::syntax::grammar::Grammar;
use crate::syntax::keywords::{self, Role};
use crate::syntax::limits::{MAX_DEPTH, MAX_NESTING};
use crate::syntax::slips;

/// Operators, loosest first.
static PRECEDENCE: LazyLock<PrattParser<Grammar>> = LazyLock::new(|| {
    use Grammar as G;
    let infix = |rule| Op::infix(rule, Assoc::Left);
    PrattParser::new()
        .op(infix(G::or))
        .op(infix(G::and))
        .op(Op::prefix(G::not))
        .op(infix(G::agrees)
            | infix(G::same)
            | infix(G::differs)
            | infix(G::less)
            | infix(G::at_most)
            | infix(G::greater)
            | infix(G::at_least)
            | Op::postfix(G::is)
            | Op::postfix(G::has))
        .op(infix(G::add) | infix(G::subtract))
        .op(infix(G::multiply) | infix(G::divide))
        .op(Op::prefix(G::negate))
        .op(Op::postfix(G::default)
            | Op::postfix(G::star)
            | Op::postfix(G::field)
            | Op::postfix(G::index))
});

/// An expression under construction.
#[derive(Debug)]
pub(super) struct Operand {
    /// What is built so far.
    pub(super) expr: Expr,
    /// Depth of its tree.
    pub(super) depth: u32,
    /// Not in parentheses.
    pub(super) bare: bool,
}

/// An expression or nothing; what is wrong has been reported then.
pub(super) type Built = Option<Operand>;

impl Builder<'_> {
    /// An expression from a pair that holds operands and operators in a row.
    pub(super) fn expression(&mut self, pair: Pair<'_>) -> Option<Expr> {
        self.operand(pair).map(|operand| operand.expr)
    }

    pub(super) fn operand(&mut self, pair: Pair<'_>) -> Built {
        self.check_prefixes(&pair)?;
        // Three closures of one pass need the builder in turn.
        let builder = std::cell::RefCell::new(self);
        PRECEDENCE
            .map_primary(|primary| builder.borrow_mut().primary(primary))
            .map_prefix(|operator, operand| builder.borrow_mut().prefix(&operator, operand))
            .map_postfix(|operand, operator| builder.borrow_mut().postfix(operand, operator))
            .map_infix(|left, operator, right| builder.borrow_mut().infix(left, &operator, right))
            .parse(pair.into_inner())
    }

    /// Operators before operands nest without brackets, so they are counted before anything recurses.
    fn check_prefixes(&mut self, pair: &Pair<'_>) -> Option<()> {
        let mut row = 0_usize;
        for part in pair.clone().into_inner() {
            row = match part.as_rule() {
                Grammar::not | Grammar::negate => row + 1,
                _ => 0,
            };
            if row > MAX_NESTING {
                let span = self.span(&part);
                self.report(faults::too_deep(span, MAX_NESTING));
                return None;
            }
        }
        Some(())
    }

    /// A node above others, unless the tree gets too deep.
    pub(super) fn node(&mut self, kind: ExprKind, span: Span, below: u32, at: Span) -> Built {
        let depth = below.saturating_add(1);
        if depth > MAX_DEPTH {
            self.report(faults::too_long(at, MAX_DEPTH));
            return None;
        }
        Some(Operand {
            expr: Expr { kind, span },
            depth,
            bare: true,
        })
    }

    fn primary(&mut self, pair: Pair<'_>) -> Built {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Grammar::number => self.number(pair)?.kind,
            Grammar::text => ExprKind::Text(self.text(&pair)?.text),
            Grammar::label => ExprKind::Name(self.name(pair)?),
            Grammar::quoted_base => {
                let text = self.want(&mut Parts::of(pair))?;
                ExprKind::Name(self.name(text)?)
            }
            Grammar::paren => return self.paren(pair, span),
            Grammar::call => return self.call(pair, span),
            Grammar::band => return self.band(pair, span),
            Grammar::own_rows => return self.index(None, pair, span),
            _ => {
                self.unforeseen(&pair);
                return None;
            }
        };
        self.node(kind, span, 0, span)
    }

    fn paren(&mut self, pair: Pair<'_>, span: Span) -> Built {
        let inner = self.want(&mut Parts::of(pair))?;
        let inner = self.operand(inner)?;
        Some(Operand {
            expr: Expr {
                kind: inner.expr.kind,
                span,
            },
            depth: inner.depth,
            bare: false,
        })
    }

    /// A name, or a call when arguments follow.
    fn call(&mut self, pair: Pair<'_>, span: Span) -> Built {
        let mut parts = Parts::of(pair);
        let name = self.want(&mut parts)?;
        let mut name = self.name(name)?;
        let Some(list) = parts.next() else {
            return self.node(ExprKind::Name(name), span, 0, span);
        };
        if let Some(keyword) = keywords::keyword(&name.text, &[Role::Function]) {
            keyword.en.clone_into(&mut name.text);
        }
        let (arguments, depth) = self.list(list)?;
        let kind = ExprKind::Call {
            function: name,
            arguments,
        };
        self.node(kind, span, depth, span)
    }

    /// Expressions one after another, and the depth of the deepest.
    fn list(&mut self, pair: Pair<'_>) -> Option<(Vec<Expr>, u32)> {
        let mut expressions = Vec::new();
        let mut depth = 0;
        self.check_separators(&pair)?;
        for part in Parts::of(pair) {
            let operand = self.operand(part)?;
            depth = depth.max(operand.depth);
            expressions.push(operand.expr);
        }
        Some((expressions, depth))
    }

    /// Refuses `min(1,000)`: two arguments, but hardly meant so.
    fn check_separators(&mut self, pair: &Pair<'_>) -> Option<()> {
        let mut sound = Some(());
        let mut before: Option<Pair<'_>> = None;
        for part in Parts::of(pair.clone()) {
            if let Some(before) = before {
                let (first, second) = (parts::range(&before).start, parts::end(&part));
                let start = parts::range(pair).start;
                let written = pair
                    .as_str()
                    .get(first.saturating_sub(start)..second.saturating_sub(start))
                    .unwrap_or("");
                if slips::has_separator(written) {
                    let span = self.place(first..second);
                    self.report(slips::thousands(span, written));
                    sound = None;
                }
            }
            before = Some(part);
        }
        sound
    }

    fn prefix(&mut self, operator: &Pair<'_>, operand: Built) -> Built {
        let operand = operand?;
        let at = self.span(operator);
        let span = at.to(operand.expr.span);
        let depth = operand.depth;
        let kind = ExprKind::Unary {
            operator: match operator.as_rule() {
                Grammar::not => UnaryOp::Not,
                _ => UnaryOp::Negate,
            },
            operand: Box::new(operand.expr),
        };
        self.node(kind, span, depth, at)
    }

    fn postfix(&mut self, operand: Built, operator: Pair<'_>) -> Built {
        let operand = operand?;
        let at = self.span(&operator);
        let span = operand.expr.span.to(at);
        let depth = operand.depth;
        let kind = match operator.as_rule() {
            Grammar::index => return self.index(Some(operand), operator, span),
            Grammar::star => ExprKind::Star {
                base: Box::new(operand.expr),
            },
            Grammar::field => {
                let name = self.want(&mut Parts::of(operator))?;
                ExprKind::Field {
                    base: Box::new(operand.expr),
                    name: self.name(name)?,
                }
            }
            Grammar::default => {
                let number = self.want(&mut Parts::of(operator))?;
                ExprKind::Binary {
                    operator: BinaryOp::Or,
                    left: Box::new(operand.expr),
                    right: Box::new(self.number(number)?),
                }
            }
            _ => return self.test(operand, operator, span),
        };
        self.node(kind, span, depth, at)
    }

    fn infix(&mut self, left: Built, operator: &Pair<'_>, right: Built) -> Built {
        let (left, right) = (left?, right?);
        let at = self.span(operator);
        let Some(operation) = operation(operator.as_rule()) else {
            self.unforeseen(operator);
            return None;
        };
        if operation.is_comparison() {
            self.unchained(&left, at)?;
        }
        self.unmixed(operation, &left, &right, at)?;
        let span = left.expr.span.to(right.expr.span);
        let depth = left.depth.max(right.depth);
        let kind = ExprKind::Binary {
            operator: operation,
            left: Box::new(left.expr),
            right: Box::new(right.expr),
        };
        self.node(kind, span, depth, at)
    }
}

fn operation(rule: Grammar) -> Option<BinaryOp> {
    Some(match rule {
        Grammar::add => BinaryOp::Add,
        Grammar::subtract => BinaryOp::Subtract,
        Grammar::multiply => BinaryOp::Multiply,
        Grammar::divide => BinaryOp::Divide,
        Grammar::agrees => BinaryOp::Agrees,
        Grammar::same => BinaryOp::Same,
        Grammar::differs => BinaryOp::Differs,
        Grammar::less => BinaryOp::Less,
        Grammar::at_most => BinaryOp::AtMost,
        Grammar::greater => BinaryOp::Greater,
        Grammar::at_least => BinaryOp::AtLeast,
        Grammar::and => BinaryOp::And,
        Grammar::or => BinaryOp::Or,
        _ => return None,
    })
}
