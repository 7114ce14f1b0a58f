//! What addresses cells and grades figures: brackets with selectors, bands.

use super::Builder;
use super::expression::{Built, Operand};
use super::parts::{Pair, Parts};
use crate::source::Span;
use crate::syntax::ast::{BandArm, Expr, ExprKind, Selector};
use crate::syntax::grammar::Grammar;

impl Builder<'_> {
    pub(super) fn band(&mut self, pair: Pair<'_>, span: Span) -> Built {
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

    pub(super) fn index(&mut self, base: Option<Operand>, pair: Pair<'_>, span: Span) -> Built {
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
}
