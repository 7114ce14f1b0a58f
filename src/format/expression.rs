//! Expressions to pieces, with the parentheses they need and those their author gave them.

use super::blocks::Writer;
use super::fill::Piece;
use crate::source::Span;
use crate::syntax::ast::{
    BandArm, BinaryOp, Expr, ExprKind, Name, Relatives, Selector, State, UnaryOp,
};
use crate::syntax::{is_word, keywords};

/// How tightly an expression binds, loosest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Anything.
    Loose,
    /// `and`
    And,
    /// `not`
    Not,
    /// `=`, `is`
    Test,
    /// `+ -`
    Sum,
    /// `* /`
    Product,
    /// Unary `-`
    Negation,
    /// What `.` and `[` can follow.
    Tight,
}

/// The level of an expression by its form.
fn level(expr: &Expr) -> Level {
    match &expr.kind {
        ExprKind::Binary { operator, .. } => level_of(*operator),
        ExprKind::Unary { operator, .. } => match operator {
            UnaryOp::Not => Level::Not,
            UnaryOp::Negate => Level::Negation,
        },
        ExprKind::Is { .. } | ExprKind::Has { .. } => Level::Test,
        _ => Level::Tight,
    }
}

/// The sign of an operator; word operators are spelled elsewhere.
fn sign(operator: BinaryOp) -> &'static str {
    match operator {
        BinaryOp::Add => "+",
        BinaryOp::Subtract => "-",
        BinaryOp::Multiply => "*",
        BinaryOp::Divide => "/",
        BinaryOp::Agrees => "=",
        BinaryOp::Same => "==",
        BinaryOp::Differs => "!=",
        BinaryOp::Less => "<",
        BinaryOp::AtMost => "<=",
        BinaryOp::Greater => ">",
        BinaryOp::AtLeast => ">=",
        BinaryOp::And => "and",
        BinaryOp::Or => "or",
    }
}

/// `x or 0`: the default that binds to the value before it.
fn is_default(expr: &Expr) -> bool {
    matches!(
        &expr.kind,
        ExprKind::Binary { operator: BinaryOp::Or, right, .. }
            if matches!(right.kind, ExprKind::Number { .. })
    )
}

/// Whether the first token of an expression is a number.
fn begins_with_number(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Number { .. } => true,
        ExprKind::Binary { left, .. } => begins_with_number(left),
        ExprKind::Is { operand, .. } | ExprKind::Has { operand, .. } => begins_with_number(operand),
        ExprKind::Field { base, .. } | ExprKind::Star { base } => begins_with_number(base),
        ExprKind::Index {
            base: Some(base), ..
        } => begins_with_number(base),
        _ => false,
    }
}

/// A text in quotes.
pub(super) fn quoted(text: &str) -> String {
    escaped(text, ('"', '"'))
}

fn escaped(text: &str, (open, close): (char, char)) -> String {
    let mut quoted = String::from(open);
    for character in text.chars() {
        match character {
            '\n' => quoted.push_str("\\n"),
            '\\' => quoted.push_str("\\\\"),
            _ if character == close => quoted.extend(['\\', close]),
            _ => quoted.push(character),
        }
    }
    quoted.push(close);
    quoted
}

/// A name where nothing but a name can stand.
pub(super) fn plain_name(name: &Name) -> String {
    match is_word(&name.text) {
        true => name.text.clone(),
        false => quoted(&name.text),
    }
}

/// A name in an expression.
fn free_name(name: &Name) -> String {
    match is_word(&name.text) && !keywords::is_reserved(&name.text) {
        true => name.text.clone(),
        false => escaped(&name.text, ('「', '」')),
    }
}

/// Where an expression begins inside its parentheses.
fn first_part(expr: &Expr) -> Option<Span> {
    match &expr.kind {
        ExprKind::Binary { left, .. } => Some(left.span),
        ExprKind::Is { operand, .. } | ExprKind::Has { operand, .. } => Some(operand.span),
        _ => None,
    }
}

impl Writer<'_> {
    /// An expression that must bind at least as tightly as `wanted`.
    pub(super) fn expression(&mut self, expr: &Expr, wanted: Level, depth: u32) {
        let level = level(expr);
        let given = match first_part(expr) {
            Some(first) => self.words.in_parentheses(expr, first),
            None => level < Level::Tight && self.words.at(expr.span).starts_with(['(', '（']),
        };
        if level < wanted || given {
            self.text("(");
            self.bare(expr, depth + 1);
            self.text(")");
        } else {
            self.bare(expr, depth);
        }
    }

    /// An expression in parentheses in any case.
    fn wrapped(&mut self, expr: &Expr, depth: u32) {
        self.text("(");
        self.bare(expr, depth + 1);
        self.text(")");
    }

    fn bare(&mut self, expr: &Expr, depth: u32) {
        match &expr.kind {
            ExprKind::Number { value, unit } => {
                let unit = unit.map_or("", |unit| unit.symbol());
                self.text(&format!("{value}{unit}"));
            }
            ExprKind::Text(text) => self.text(&quoted(text)),
            ExprKind::Name(name) => self.text(&free_name(name)),
            ExprKind::Field { base, name } => {
                self.base(base, depth);
                self.text(&format!(".{}", plain_name(name)));
            }
            ExprKind::Star { base } => {
                self.base(base, depth);
                self.text(".*");
            }
            ExprKind::Index { base, selectors } => {
                if let Some(base) = base {
                    self.base(base, depth);
                }
                self.selectors(selectors, depth + 1);
            }
            ExprKind::Call {
                function,
                arguments,
            } => self.call(function, arguments, depth + 1),
            ExprKind::Band { value, arms } => self.band(value, arms, depth + 1),
            ExprKind::Unary { operator, operand } => self.unary(*operator, operand, depth),
            ExprKind::Binary {
                operator,
                left,
                right,
            } => self.binary(*operator, left, right, depth),
            ExprKind::Is {
                operand,
                state,
                negated,
            } => self.is(expr, operand, (*state, *negated), depth),
            ExprKind::Has {
                operand,
                relatives,
                negated,
            } => self.has(expr, operand, (*relatives, *negated), depth),
        }
    }

    /// What `.` or `[` follows.
    fn base(&mut self, base: &Expr, depth: u32) {
        match &base.kind {
            ExprKind::Name(name) if !is_word(&name.text) => self.text(&quoted(&name.text)),
            ExprKind::Number { .. } | ExprKind::Text(_) => self.wrapped(base, depth),
            _ => self.expression(base, Level::Tight, depth),
        }
    }

    fn call(&mut self, function: &Name, arguments: &[Expr], depth: u32) {
        let name = match keywords::keyword(&function.text, &[keywords::Role::Function]) {
            Some(keyword) => self
                .words
                .keyword_at(keyword.en, function.span.start as usize),
            None => function.text.as_str(),
        };
        self.text(&format!("{name}("));
        self.expressions(arguments, depth);
        self.text(")");
    }

    fn expressions(&mut self, list: &[Expr], depth: u32) {
        for (index, expr) in list.iter().enumerate() {
            if index > 0 {
                self.text(",");
                self.line_break(depth, true, expr.span);
            }
            self.expression(expr, Level::Loose, depth + 1);
        }
    }

    fn selectors(&mut self, selectors: &[Selector], depth: u32) {
        self.text("[");
        for (index, selector) in selectors.iter().enumerate() {
            let place = match selector {
                Selector::All(span) => *span,
                Selector::Range { from, .. } => from.span,
                Selector::Key(expr) | Selector::Where(expr) => expr.span,
            };
            if index > 0 {
                self.text(",");
                self.line_break(depth, true, place);
            }
            self.selector(selector, depth + 1);
        }
        self.text("]");
    }

    fn selector(&mut self, selector: &Selector, depth: u32) {
        match selector {
            Selector::All(_) => self.text("*"),
            Selector::Range { from, to } => {
                self.expression(from, Level::Sum, depth);
                self.text("..");
                self.expression(to, Level::Sum, depth);
            }
            Selector::Key(expr) => match &expr.kind {
                ExprKind::Name(name) if is_word(&name.text) => self.text(&name.text),
                _ => self.expression(expr, Level::Loose, depth),
            },
            Selector::Where(condition) => {
                let bare = condition.is_condition() && !self.words.is_empty();
                if !bare || self.words.has_where(condition) {
                    let word = self.words.keyword_before("where", condition.span);
                    self.text(&format!("{word} "));
                }
                self.expression(condition, Level::Loose, depth);
            }
        }
    }

    fn band(&mut self, value: &Expr, arms: &[BandArm], depth: u32) {
        let word = self.words.keyword_two_before("band", value.span);
        self.text(&format!("{word}("));
        self.expression(value, Level::Loose, depth + 1);
        for arm in arms {
            self.text(",");
            self.line_break(depth, true, arm.span);
            self.band_arm(arm, depth + 1);
        }
        self.text(")");
    }

    fn band_arm(&mut self, arm: &BandArm, depth: u32) {
        if let Some(from) = &arm.from {
            self.expression(from, Level::Sum, depth);
        }
        self.text("..");
        if let Some(to) = &arm.to {
            self.expression(to, Level::Sum, depth);
        }
        self.text(" = ");
        self.expression(&arm.result, Level::Loose, depth);
    }

    fn unary(&mut self, operator: UnaryOp, operand: &Expr, depth: u32) {
        match operator {
            UnaryOp::Negate => {
                self.text("-");
                // Not `--x`, which is easily misread.
                self.expression(operand, Level::Tight, depth);
            }
            UnaryOp::Not => {
                let word = self.words.keyword_before("not", operand.span);
                self.text(&format!("{word} "));
                self.expression(operand, Level::Not, depth);
            }
        }
    }

    fn binary(&mut self, operator: BinaryOp, left: &Expr, right: &Expr, depth: u32) {
        let (left_wraps, right_wraps) = wraps(operator, left, right);
        let (left_level, right_level) = levels(operator, right);
        // A chain of one kind breaks everywhere or nowhere: its operators are equally deep.
        let left_depth = if level_of(operator) == level(left) {
            depth
        } else {
            depth + 1
        };
        match left_wraps {
            true => self.wrapped(left, left_depth),
            false => self.expression(left, left_level, left_depth),
        }
        self.line_break(depth, true, right.span);
        let word = match operator {
            BinaryOp::And => self.words.keyword_after("and", left.span),
            BinaryOp::Or => self.words.keyword_after("or", left.span),
            _ => sign(operator),
        };
        self.text(&format!("{word} "));
        match right_wraps {
            true => self.wrapped(right, depth + 1),
            false => self.expression(right, right_level, depth + 1),
        }
    }

    fn is(&mut self, expr: &Expr, operand: &Expr, (state, negated): (State, bool), depth: u32) {
        self.expression(operand, Level::Sum, depth);
        let word = match negated {
            true => self.words.keyword_after("is not", operand.span),
            false => self.words.keyword_after("is", operand.span),
        };
        let state = match state {
            State::Printed => "printed",
            State::Blank => "blank",
            State::Dash => "dash",
            State::Missing => "missing",
            State::Present => "present",
        };
        let state = self.words.keyword_ending(state, expr.span);
        self.text(&format!(" {word} {state}"));
    }

    fn has(
        &mut self,
        expr: &Expr,
        operand: &Expr,
        (relatives, negated): (Relatives, bool),
        depth: u32,
    ) {
        self.expression(operand, Level::Sum, depth);
        let word = match negated {
            true => self.words.keyword_after("has no", operand.span),
            false => self.words.keyword_after("has", operand.span),
        };
        let relatives = match relatives {
            Relatives::Children => "children",
            Relatives::Parent => "parent",
        };
        let relatives = self.words.keyword_ending(relatives, expr.span);
        self.text(&format!(" {word} {relatives}"));
    }

    /// Adds text to the clause.
    pub(super) fn text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }

    /// A place where the line may end before `next`. Comments that stood before it go here.
    pub(super) fn line_break(&mut self, depth: u32, blank: bool, next: Span) {
        while let Some(comment) = self.comments.before(&self.words, next.start as usize) {
            self.pieces.push(Piece::Comment {
                text: comment.text,
                alone: comment.alone,
            });
        }
        self.pieces.push(Piece::Break { depth, blank });
    }
}

fn level_of(operator: BinaryOp) -> Level {
    match operator {
        BinaryOp::Or => Level::Loose,
        BinaryOp::And => Level::And,
        BinaryOp::Add | BinaryOp::Subtract => Level::Sum,
        BinaryOp::Multiply | BinaryOp::Divide => Level::Product,
        _ => Level::Test,
    }
}

/// How tightly the sides of an operator must bind.
fn levels(operator: BinaryOp, right: &Expr) -> (Level, Level) {
    match operator {
        BinaryOp::Or => (Level::Loose, Level::And),
        BinaryOp::And => (Level::And, Level::Not),
        BinaryOp::Add | BinaryOp::Subtract => (Level::Sum, Level::Product),
        BinaryOp::Multiply | BinaryOp::Divide => (Level::Product, Level::Negation),
        // `y = x or 0`
        _ if is_default(right) => (Level::Sum, Level::Loose),
        _ => (Level::Sum, Level::Sum),
    }
}

/// Sides that need parentheses although their level would do: where `or` could be read in two ways.
fn wraps(operator: BinaryOp, left: &Expr, right: &Expr) -> (bool, bool) {
    match operator {
        BinaryOp::Or if matches!(right.kind, ExprKind::Number { .. }) => {
            (level(left) < Level::Tight, false)
        }
        BinaryOp::Or => (
            left.is_arithmetic() || is_default(left) || (left.is_test() && right.is_value()),
            right.is_arithmetic()
                || begins_with_number(right)
                || (right.is_test() && left.is_value()),
        ),
        _ => (false, false),
    }
}
