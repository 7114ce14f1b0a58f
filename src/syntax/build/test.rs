//! `is …` and `has …`.

use super::Builder;
use super::expression::{Built, Operand};
use super::item::unknown_value;
use super::parts::{Pair, Parts};
use crate::diagnostic::closest;
use crate::source::Span;
use crate::syntax::ast::{ExprKind, Relatives, State};
use crate::syntax::faults::{self, say};
use crate::syntax::grammar::Grammar;
use crate::syntax::keywords::{self, Role};

impl Builder<'_> {
    /// `is not printed`, `has no children`
    pub(super) fn test(&mut self, operand: Operand, operator: Pair<'_>, span: Span) -> Built {
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
}
