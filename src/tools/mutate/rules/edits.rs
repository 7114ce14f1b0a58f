//! All changes of one rule.

use super::edit::{RuleChange, RuleEdit};
use super::walk::{Place, between, expressions};
use crate::source::Span;
use crate::syntax::ast::{BinaryOp, Check, Expr, ExprKind, Name, Rule, Selector, UnaryOp};
use crate::template::{ColumnKind, TableSchema};

/// Changes of one rule that are made at most; a rule with more is sampled evenly.
pub(super) const MAX_EDITS: usize = 60;

/// What the changes of a rule are made from.
pub(super) struct Maker<'m> {
    /// The text of its file.
    pub(super) text: &'m str,
    /// The tables it touches: other columns and rows are taken from them.
    pub(super) tables: Vec<&'m TableSchema>,
}

/// All changes of a rule, in the order of its text.
pub(super) fn edits(rule: &Rule, maker: &Maker<'_>) -> Vec<RuleEdit> {
    let mut all = Vec::new();
    for source in &rule.sources {
        if let Some(filter) = &source.filter {
            all.extend(maker.without(source.rows.span, filter.span));
        }
    }
    if let Some(when) = &rule.when {
        all.extend(maker.when(rule, when));
    }
    for check in &rule.checks {
        all.extend(maker.tolerance(check));
    }
    expressions(rule, &mut |place, expr| {
        maker.expression(place, expr, &mut all)
    });
    all.retain(|edit| maker.cut(edit.span) != Some(edit.instead.as_str()));
    all.sort_by_key(|edit| (edit.span.range().start, edit.span.range().end, edit.change));
    all.dedup();
    let step = all.len().div_ceil(MAX_EDITS).max(1);
    all.into_iter().step_by(step).collect()
}

impl Maker<'_> {
    fn cut(&self, span: Span) -> Option<&str> {
        self.text.get(span.range())
    }

    /// Leaves out what stands behind something, with the word before it (`where …`, `within …`).
    fn without(&self, before: Span, what: Span) -> Option<RuleEdit> {
        self.cut(what)?;
        Some(RuleEdit {
            change: RuleChange::Widen,
            span: Span::new(what.source, before.range().end, what.range().end),
            instead: String::new(),
        })
    }

    /// Leaves `when …` out: from the word to the end of its condition.
    fn when(&self, rule: &Rule, when: &Expr) -> Option<RuleEdit> {
        let head = self
            .text
            .get(rule.span.range().start..when.span.range().start)?;
        let words = ["when", "当"];
        let at = words.iter().filter_map(|word| head.rfind(word)).max()?;
        let start = rule.span.range().start.checked_add(at)?;
        Some(RuleEdit {
            change: RuleChange::Widen,
            span: Span::new(when.span.source, start, when.span.range().end),
            instead: String::new(),
        })
    }

    fn tolerance(&self, check: &Check) -> Vec<RuleEdit> {
        let Some(within) = &check.within else {
            return Vec::new();
        };
        let dropped = RuleEdit {
            change: RuleChange::Tolerance,
            span: Span::new(
                check.span.source,
                check.relation.span.range().end,
                within.span.range().end,
            ),
            instead: String::new(),
        };
        let loosened = self.cut(within.span).map(|slack| RuleEdit {
            change: RuleChange::Tolerance,
            span: within.span,
            instead: format!("10 * {slack}"),
        });
        // A sum of tolerances needs no product; a plain number is written out.
        let loosened = loosened.map(|edit| match &within.kind {
            ExprKind::Number { value, unit } => RuleEdit {
                instead: format!(
                    "{}{}",
                    value.checked_mul(10.into()).unwrap_or(*value).normalize(),
                    unit.map_or("", crate::figure::Unit::symbol)
                ),
                ..edit
            },
            _ => edit,
        });
        [Some(dropped), loosened].into_iter().flatten().collect()
    }

    fn expression(&self, place: Place, expr: &Expr, all: &mut Vec<RuleEdit>) {
        match &expr.kind {
            ExprKind::Binary {
                operator,
                left,
                right,
            } => self.binary(expr, *operator, (left, right), all),
            ExprKind::Unary { operator, operand } => {
                let change = match operator {
                    UnaryOp::Negate => RuleChange::TurnSign,
                    UnaryOp::Not => RuleChange::Invert,
                };
                self.replace(change, expr.span, operand, all);
            }
            ExprKind::Call { arguments, .. } => self.call(expr, arguments, all),
            ExprKind::Is { .. } | ExprKind::Has { .. } => {
                if let Some(text) = self.cut(expr.span) {
                    all.push(RuleEdit {
                        change: RuleChange::Invert,
                        span: expr.span,
                        instead: format!("not ({text})"),
                    });
                }
            }
            ExprKind::Number { value, unit } if place != Place::Slack => {
                let other = if value.is_zero() {
                    rust_decimal::Decimal::ONE
                } else {
                    value.checked_mul(2.into()).unwrap_or(*value)
                };
                all.push(RuleEdit {
                    change: RuleChange::Constant,
                    span: expr.span,
                    instead: format!("{other}{}", unit.map_or("", crate::figure::Unit::symbol)),
                });
            }
            ExprKind::Field { name, .. } => self.column(name, all),
            ExprKind::Index { selectors, .. } => {
                selectors.iter().for_each(|one| self.row(one, all));
            }
            _ => {}
        }
    }

    /// Writes a part of an expression in the place of the whole.
    fn replace(&self, change: RuleChange, whole: Span, part: &Expr, all: &mut Vec<RuleEdit>) {
        if let Some(text) = self.cut(part.span) {
            all.push(RuleEdit {
                change,
                span: whole,
                instead: text.to_owned(),
            });
        }
    }

    fn binary(
        &self,
        expr: &Expr,
        operator: BinaryOp,
        (left, right): (&Expr, &Expr),
        all: &mut Vec<RuleEdit>,
    ) {
        let mut parts = |change| {
            self.replace(change, expr.span, left, all);
            self.replace(change, expr.span, right, all);
        };
        match operator {
            BinaryOp::Add => parts(RuleChange::DropTerm),
            BinaryOp::Subtract | BinaryOp::Multiply | BinaryOp::Divide => {
                self.replace(RuleChange::DropTerm, expr.span, left, all);
            }
            // `x or 0`: the value that stands for what is missing.
            BinaryOp::Or if matches!(right.kind, ExprKind::Number { .. }) => {
                self.replace(RuleChange::Unwrap, expr.span, left, all);
            }
            BinaryOp::And | BinaryOp::Or => parts(RuleChange::Widen),
            _ => {}
        }
        let (change, others): (RuleChange, &[&str]) = match operator {
            BinaryOp::Add => (RuleChange::TurnSign, &["-"]),
            BinaryOp::Subtract => (RuleChange::TurnSign, &["+"]),
            BinaryOp::Agrees => (RuleChange::Compare, &["<=", ">="]),
            BinaryOp::AtMost | BinaryOp::Less => (RuleChange::Compare, &[">="]),
            BinaryOp::AtLeast | BinaryOp::Greater => (RuleChange::Compare, &["<="]),
            BinaryOp::Same => (RuleChange::Invert, &["!="]),
            BinaryOp::Differs => (RuleChange::Invert, &["=="]),
            BinaryOp::And => (RuleChange::Widen, &["or"]),
            BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Or => return,
        };
        let Some((span, _)) = between(left.span, right.span, self.text) else {
            return;
        };
        all.extend(others.iter().map(|other| RuleEdit {
            change,
            span,
            instead: (*other).to_owned(),
        }));
    }

    fn call(&self, expr: &Expr, arguments: &[Expr], all: &mut Vec<RuleEdit>) {
        if let [only] = arguments {
            self.replace(RuleChange::Unwrap, expr.span, only, all);
            return;
        }
        for (index, argument) in arguments.iter().enumerate() {
            // From the end of the argument before, or to the beginning of the one after.
            let before = index.checked_sub(1).and_then(|at| arguments.get(at));
            let after = index.checked_add(1).and_then(|at| arguments.get(at));
            let range = argument.span.range();
            let span = match (before, after) {
                (Some(before), _) => {
                    Span::new(expr.span.source, before.span.range().end, range.end)
                }
                (None, Some(after)) => {
                    Span::new(expr.span.source, range.start, after.span.range().start)
                }
                (None, None) => continue,
            };
            all.push(RuleEdit {
                change: RuleChange::DropTerm,
                span,
                instead: String::new(),
            });
        }
    }

    /// The column of the same kind that follows in a table of the rule.
    fn column(&self, name: &Name, all: &mut Vec<RuleEdit>) {
        for table in &self.tables {
            let Some(id) = table.column(&name.text) else {
                continue;
            };
            let at = usize::from(id.0);
            let Some(kind) = table.columns.get(at).map(|column| column.kind) else {
                continue;
            };
            let rest = table.columns.iter().skip(at.saturating_add(1));
            let mut others = rest.chain(table.columns.iter().take(at));
            let words = matches!(kind, ColumnKind::Text | ColumnKind::Label);
            let other = others.find(|column| column.kind == kind && !words);
            if let Some(other) = other {
                all.push(RuleEdit {
                    change: RuleChange::Column,
                    span: name.span,
                    instead: quoted(&other.id),
                });
                return;
            }
        }
    }

    fn row(&self, selector: &Selector, all: &mut Vec<RuleEdit>) {
        match selector {
            Selector::Range { from, to } => {
                if let (Some(first), Some(last)) = (whole(from), whole(to))
                    && first < last
                {
                    all.push(RuleEdit {
                        change: RuleChange::Row,
                        span: to.span,
                        instead: last.saturating_sub(1).to_string(),
                    });
                }
            }
            Selector::Key(key) => {
                let other = match &key.kind {
                    ExprKind::Number { .. } => whole(key)
                        .and_then(|line| line.checked_add(1))
                        .map(|line| line.to_string()),
                    ExprKind::Name(name) => self.other_row(&name.text),
                    ExprKind::Text(text) => self.other_row(text),
                    _ => None,
                };
                all.extend(other.map(|instead| RuleEdit {
                    change: RuleChange::Row,
                    span: key.span,
                    instead,
                }));
            }
            Selector::All(_) | Selector::Where(_) => {}
        }
    }

    /// The declared row that follows a row.
    fn other_row(&self, name: &str) -> Option<String> {
        self.tables.iter().find_map(|table| {
            let rows = &table.rows;
            let at = rows
                .iter()
                .position(|row| row.id == name || row.names.iter().any(|other| other == name))?;
            let mut others = rows
                .iter()
                .skip(at.saturating_add(1))
                .chain(rows.iter().take(at));
            others.next().map(|row| quoted(&row.id))
        })
    }
}

fn whole(expr: &Expr) -> Option<u32> {
    match &expr.kind {
        ExprKind::Number { value, unit: None } => u32::try_from(*value).ok(),
        _ => None,
    }
}

/// A name as it stands in a rule: in corner quotes if it holds more than letters.
fn quoted(name: &str) -> String {
    if crate::syntax::is_word(name) {
        name.to_owned()
    } else {
        format!("「{name}」")
    }
}
