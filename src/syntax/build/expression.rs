//! Expressions: precedence, and the two places where the language refuses to guess (chained
//! comparisons, `or` beside arithmetic).

use std::sync::LazyLock;

use pest::pratt_parser::{Assoc, Op, PrattParser};

use super::Builder;
use super::item::unknown_value;
use super::parts::{self, Pair, Parts};
use crate::diagnostic::{Problem, Wording, closest, codes};
use crate::source::Span;
use crate::syntax::ast::{
    BandArm, BinaryOp, Expr, ExprKind, Name, Relatives, Selector, State, UnaryOp,
};
use crate::syntax::faults::{self, say};
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
struct Operand {
    expr: Expr,
    /// Depth of its tree.
    depth: u32,
    /// Not in parentheses.
    bare: bool,
}

/// An expression or nothing; what is wrong has been reported then.
type Built = Option<Operand>;

impl Builder<'_> {
    /// An expression from a pair that holds operands and operators in a row.
    pub(super) fn expression(&mut self, pair: Pair<'_>) -> Option<Expr> {
        self.operand(pair).map(|operand| operand.expr)
    }

    fn operand(&mut self, pair: Pair<'_>) -> Built {
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
    fn node(&mut self, kind: ExprKind, span: Span, below: u32, at: Span) -> Built {
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

    fn band(&mut self, pair: Pair<'_>, span: Span) -> Built {
        let mut parts = Parts::of(pair);
        let value = self.want(&mut parts)?;
        let value = self.operand(value)?;
        let mut depth = value.depth;
        let mut arms = Vec::new();
        for arm in parts {
            let (arm, arm_depth) = self.band_arm(arm)?;
            depth = depth.max(arm_depth);
            arms.push(arm);
        }
        let kind = ExprKind::Band {
            value: Box::new(value.expr),
            arms,
        };
        self.node(kind, span, depth, span)
    }

    fn band_arm(&mut self, pair: Pair<'_>) -> Option<(BandArm, u32)> {
        let span = self.span(&pair);
        let mut arm = (None, None, None);
        let mut depth = 0;
        for part in Parts::of(pair) {
            let place = match part.as_rule() {
                Grammar::band_from => &mut arm.0,
                Grammar::band_to => &mut arm.1,
                Grammar::range_dots => continue,
                _ => &mut arm.2,
            };
            let inner = match part.as_rule() {
                Grammar::expression => part,
                _ => self.want(&mut Parts::of(part))?,
            };
            let operand = self.operand(inner)?;
            depth = depth.max(operand.depth);
            *place = Some(operand.expr);
        }
        let (from, to, result) = arm;
        let arm = BandArm {
            from,
            to,
            result: result?,
            span,
        };
        Some((arm, depth))
    }

    fn index(&mut self, base: Option<Operand>, pair: Pair<'_>, span: Span) -> Built {
        let at = self.span(&pair);
        let mut depth = base.as_ref().map_or(0, |base| base.depth);
        let mut selectors = Vec::new();
        for part in Parts::of(pair) {
            let (selector, below) = self.selector(part)?;
            depth = depth.max(below);
            selectors.push(selector);
        }
        let kind = ExprKind::Index {
            base: base.map(|base| Box::new(base.expr)),
            selectors,
        };
        self.node(kind, span, depth, at)
    }

    fn selector(&mut self, pair: Pair<'_>) -> Option<(Selector, u32)> {
        let span = self.span(&pair);
        match pair.as_rule() {
            Grammar::all_rows => Some((Selector::All(span), 0)),
            Grammar::row_label => {
                let name = self.want(&mut Parts::of(pair))?;
                let name = self.name(name)?;
                let kind = ExprKind::Name(name);
                Some((Selector::Key(Expr { kind, span }), 1))
            }
            Grammar::row_filter => {
                let condition = self.want(&mut Parts::of(pair))?;
                let condition = self.operand(condition)?;
                Some((Selector::Where(condition.expr), condition.depth))
            }
            _ => self.key_or_range(pair),
        }
    }

    fn key_or_range(&mut self, pair: Pair<'_>) -> Option<(Selector, u32)> {
        let mut parts = Parts::of(pair);
        let from = self.want(&mut parts)?;
        let from = self.operand(from)?;
        let to = parts.find(|part| part.as_rule() != Grammar::range_dots);
        let Some(to) = to else {
            let depth = from.depth;
            let selector = match from.expr.is_condition() {
                true => Selector::Where(from.expr),
                false => Selector::Key(from.expr),
            };
            return Some((selector, depth));
        };
        let to = self.operand(to)?;
        let depth = from.depth.max(to.depth);
        let (from, to) = (from.expr, to.expr);
        Some((Selector::Range { from, to }, depth))
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

    /// `is not printed`, `has no children`
    fn test(&mut self, operand: Operand, operator: Pair<'_>, span: Span) -> Built {
        let at = self.span(&operator);
        self.unchained(&operand, at)?;
        let depth = operand.depth;
        let is = operator.as_rule() == Grammar::is;
        let mut negated = false;
        let mut word = None;
        for part in Parts::of(operator) {
            match part.as_rule() {
                Grammar::word => word = Some(part),
                _ => negated = true,
            }
        }
        let (word, operand) = (word?, Box::new(operand.expr));
        let kind = if is {
            ExprKind::Is {
                operand,
                state: self.state(&word)?,
                negated,
            }
        } else {
            ExprKind::Has {
                operand,
                relatives: self.relatives(&word)?,
                negated,
            }
        };
        self.node(kind, span, depth, at)
    }

    fn state(&mut self, word: &Pair<'_>) -> Option<State> {
        let written = word.as_str();
        match keywords::keyword(written, &[Role::State]).map(|word| word.en) {
            Some("printed") => Some(State::Printed),
            Some("blank") => Some(State::Blank),
            Some("dash") => Some(State::Dash),
            Some("missing") => Some(State::Missing),
            Some("present") => Some(State::Present),
            _ => self.unknown_test(word, Role::State),
        }
    }

    fn relatives(&mut self, word: &Pair<'_>) -> Option<Relatives> {
        let written = word.as_str();
        match keywords::keyword(written, &[Role::Relatives]).map(|word| word.en) {
            Some("children") => Some(Relatives::Children),
            Some("parent") => Some(Relatives::Parent),
            _ => self.unknown_test(word, Role::Relatives),
        }
    }

    fn unknown_test<T>(&mut self, word: &Pair<'_>, role: Role) -> Option<T> {
        let written = word.as_str();
        let span = self.span(word);
        if let Some((before, operator, after)) = keywords::glued_operator(written) {
            self.report(faults::glued(span, before, operator, after));
            return None;
        }
        let (message, choices) = match role {
            Role::State => (
                say!("`{written}` 不是一种状态", "`{written}` is not a state"),
                say!(
                    "状态为 `printed`、`blank`、`dash`、`missing`、`present`（已填、未填、划线、缺失、存在）之一；比较文字用 `==`",
                    "a state is one of `printed`, `blank`, `dash`, `missing` and `present`; texts are compared with `==`"
                ),
            ),
            _ => (
                say!(
                    "`has` 后不能是 `{written}`",
                    "`has` cannot be followed by `{written}`"
                ),
                say!(
                    "`has` 后为 `children` 或 `parent`（下级、上级）",
                    "`has` is followed by `children` or `parent`"
                ),
            ),
        };
        let like = closest(written, keywords::spellings(&[role]));
        self.report(unknown_value(span, message, like, choices));
        None
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

    /// Refuses `a = b = c`: what stands left of a comparison must not be one.
    fn unchained(&mut self, left: &Operand, at: Span) -> Option<()> {
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
    fn unmixed(
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
}

impl Builder<'_> {
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

/// The fault of a chain whose middle is a name with a word operator in it: `a = b且c = d`.
fn glued_middle(left: &Expr) -> Option<Problem> {
    let ExprKind::Binary { right, .. } = &left.kind else {
        return None;
    };
    let name: &Name = match &right.kind {
        ExprKind::Name(name) | ExprKind::Field { name, .. } => name,
        _ => return None,
    };
    let (before, operator, after) = keywords::glued_operator(&name.text)?;
    Some(faults::glued(name.span, before, operator, after))
}
