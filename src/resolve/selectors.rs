//! What stands between brackets: rows by name, 行次, code, range, condition.

use std::rc::Rc;

use rust_decimal::prelude::ToPrimitive;

use super::complain::{self, Wanted, say};
use super::names::{Binding, Scope};
use super::resolver::Resolver;
use super::values::Value;
use crate::document::label_key;
use crate::program::{Dim, Key, Number, Pick, RowOf, Rows, SpanOf, Text, TextSort};
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, Selector};
use crate::template::{ColumnKind, TableId, TableSchema};

impl<'a> Resolver<'a> {
    /// `base[selectors]`
    pub(super) fn select(
        &mut self,
        scope: &Rc<Scope<'a>>,
        base: Value,
        selectors: &'a [Selector],
        span: Span,
    ) -> Value {
        let rows = match base {
            Value::Rows(rows) if rows.pick == Pick::All || filters(selectors) => rows,
            Value::Unknown => return Value::Unknown,
            Value::Namespace(path) => {
                self.complain(complain::no_such_table(&path, span, None));
                return Value::Unknown;
            }
            _ => {
                self.complain(complain::wanted(
                    Wanted::Rows,
                    "已经选过的行或数字",
                    "rows already picked, or a figure",
                    span,
                ));
                return Value::Unknown;
            }
        };
        match selectors {
            [Selector::All(_)] => Value::Rows(rows),
            [Selector::Where(condition)] => self.filtered(scope, rows, condition),
            [Selector::Key(key)] if is_condition(key) => self.filtered(scope, rows, key),
            many => self.keyed(scope, rows, many, span),
        }
    }

    fn filtered(&mut self, scope: &Rc<Scope<'a>>, rows: Rows, condition: &'a Expr) -> Value {
        let variable = self.variable("", rows.table);
        let inner = Scope::with_columns(scope, rows.table, RowOf::Variable(variable));
        let value = self.expression(&inner, condition);
        match self.truth(value, condition.span) {
            Some(condition) => Value::Rows(Rows {
                table: rows.table,
                owner: None,
                pick: Pick::Where(Box::new(rows), variable, Box::new(condition)),
            }),
            None => Value::Unknown,
        }
    }

    fn keyed(
        &mut self,
        scope: &Rc<Scope<'a>>,
        rows: Rows,
        selectors: &'a [Selector],
        span: Span,
    ) -> Value {
        let mut keys = Vec::with_capacity(selectors.len());
        for selector in selectors {
            let key = match selector {
                Selector::Key(expr) => self.key(scope, rows.table, expr),
                Selector::Range { from, to } => self.range(rows.table, from, to),
                Selector::All(_) | Selector::Where(_) => {
                    self.complain(complain::selector(
                        span,
                        say(
                            "`*` 和条件不能与别的行并列",
                            "`*` and conditions stand alone between brackets",
                        ),
                        say("分成两个 `sum` 的和", "write two `sum`s"),
                    ));
                    None
                }
            };
            match key {
                Some(key) => keys.push(key),
                None => return Value::Unknown,
            }
        }
        let one = matches!(keys.as_slice(), [key] if !matches!(key, Key::Range(_)));
        let table = rows.table;
        let picked = Rows {
            pick: Pick::Keys(keys),
            ..rows
        };
        if one {
            Value::Row(table, RowOf::Only(Box::new(picked)))
        } else {
            Value::Rows(picked)
        }
    }

    fn key(&mut self, scope: &Rc<Scope<'a>>, table: TableId, expr: &'a Expr) -> Option<Key> {
        let schema = self.schema.get(table)?;
        match &expr.kind {
            ExprKind::Name(name) => self.named_row(scope, schema, &name.text, name.span),
            ExprKind::Text(text) => self.labelled_row(schema, text, expr.span),
            ExprKind::Number { value, unit: None } => {
                let number = value.normalize().to_string();
                self.numbered_row(schema, &number, expr.span)
            }
            _ => {
                let value = self.expression(scope, expr);
                self.dynamic_row(schema, value, expr.span)
            }
        }
    }

    /// A bare name between brackets: a row the template declares, else a parameter or value, else a
    /// label that the report may hold.
    fn named_row(
        &mut self,
        scope: &Rc<Scope<'a>>,
        schema: &TableSchema,
        name: &str,
        span: Span,
    ) -> Option<Key> {
        if declared(schema, name).is_none()
            && let Some(found) = Scope::find(scope, name)
            && !matches!(found.binding, Binding::Function(_))
        {
            let value = self.try_name(scope, name, span)?;
            return self.dynamic_row(schema, value, span);
        }
        self.labelled_row(schema, name, span)
    }

    fn labelled_row(&mut self, schema: &TableSchema, text: &str, span: Span) -> Option<Key> {
        if let Some(index) = declared(schema, text) {
            return Some(Key::Declared(index));
        }
        let has_codes = schema.column_of_kind(ColumnKind::Code).is_some();
        if has_codes && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
            return Some(Key::Code(text.to_owned()));
        }
        if !schema.open {
            self.complain(complain::no_such_row(schema, text, span));
            return None;
        }
        Some(label(text))
    }

    fn numbered_row(&mut self, schema: &TableSchema, number: &str, span: Span) -> Option<Key> {
        let has_lines = schema.column_of_kind(ColumnKind::Line).is_some()
            || schema.rows.iter().any(|row| row.line.is_some());
        if has_lines {
            let line = number.parse().ok();
            let known = line.is_some_and(|line: u16| {
                schema.open || schema.rows.iter().any(|row| row.line == Some(line))
            });
            if !known {
                self.complain(complain::no_such_row(schema, number, span));
                return None;
            }
            return line.map(Key::Line);
        }
        let has_codes = schema.column_of_kind(ColumnKind::Code).is_some();
        if has_codes && number.bytes().all(|b| b.is_ascii_digit()) {
            return Some(Key::Code(number.to_owned()));
        }
        self.complain(no_numbers(schema, span));
        None
    }

    fn dynamic_row(&mut self, schema: &TableSchema, value: Value, span: Span) -> Option<Key> {
        match value {
            Value::Text(Text::Constant(text), _) => self.labelled_row(schema, &text, span),
            Value::Number(Number::Constant(number, None), Dim::Free) => {
                let number = number.normalize().to_string();
                self.numbered_row(schema, &number, span)
            }
            Value::Number(..) => {
                self.complain(complain::wanted(Wanted::Text, "数字", "a figure", span));
                None
            }
            other => {
                let (text, sort) = self.text(other, span)?;
                let code =
                    sort == TextSort::Code && schema.column_of_kind(ColumnKind::Code).is_some();
                Some(Key::Text { text, code })
            }
        }
    }

    fn range(&mut self, table: TableId, from: &Expr, to: &Expr) -> Option<Key> {
        let schema = self.schema.get(table)?;
        let span = from.span.to(to.span);
        let (Some(first), Some(last)) = (whole(from), whole(to)) else {
            self.complain(complain::selector(
                span,
                say(
                    "范围的两端要是行次或编码",
                    "the ends of a range are 行次 or codes",
                ),
                say(
                    "例如 `[1..8]`、`[301..399]`",
                    "as in `[1..8]`, `[301..399]`",
                ),
            ));
            return None;
        };
        if first > last {
            self.complain(complain::selector(
                span,
                say(
                    format!("范围 {first}..{last} 里没有行"),
                    format!("the range {first}..{last} holds no row"),
                ),
                say("小的一端写在前面", "write the lower end first"),
            ));
            return None;
        }
        let has_lines = schema.column_of_kind(ColumnKind::Line).is_some()
            || schema.rows.iter().any(|row| row.line.is_some());
        if has_lines {
            let lines = (u16::try_from(first).ok()?, u16::try_from(last).ok()?);
            return Some(Key::Range(SpanOf::Lines(lines.0, lines.1)));
        }
        if schema.column_of_kind(ColumnKind::Code).is_none() {
            self.complain(no_numbers(schema, span));
            return None;
        }
        Some(Key::Range(SpanOf::Codes {
            digits: u8::try_from(first.to_string().len()).ok()?,
            from: first,
            to: last,
        }))
    }
}

fn no_numbers(schema: &TableSchema, span: Span) -> crate::diagnostic::Problem {
    complain::selector(
        span,
        say(
            format!("表「{}」没有行次，也没有编码", schema.path),
            format!("table `{}` has neither 行次 nor codes", schema.path),
        ),
        say("用行的名称", "use the name of the row"),
    )
}

fn label(text: &str) -> Key {
    Key::Label {
        key: label_key(text).into_owned(),
        text: text.to_owned(),
    }
}

/// The declared row with this id or one of these names.
fn declared(schema: &TableSchema, text: &str) -> Option<u16> {
    let by_id = schema.rows.iter().position(|row| row.id == text);
    let key = label_key(text);
    let index = by_id.or_else(|| {
        schema.rows.iter().position(|row| {
            label_key(&row.id) == key || row.names.iter().any(|name| label_key(name) == key)
        })
    });
    index.and_then(|index| u16::try_from(index).ok())
}

/// Whether the only selector is a condition: rows that were picked already can be picked among.
fn filters(selectors: &[Selector]) -> bool {
    match selectors {
        [Selector::Where(_)] => true,
        [Selector::Key(key)] => is_condition(key),
        _ => false,
    }
}

fn whole(expr: &Expr) -> Option<u32> {
    match &expr.kind {
        ExprKind::Number { value, unit: None } if value.fract().is_zero() => value.to_u32(),
        _ => None,
    }
}

fn is_condition(expr: &Expr) -> bool {
    use crate::syntax::ast::{BinaryOp as B, UnaryOp};
    match &expr.kind {
        ExprKind::Is { .. } | ExprKind::Has { .. } => true,
        ExprKind::Unary { operator, .. } => *operator == UnaryOp::Not,
        ExprKind::Binary { operator, .. } => {
            !matches!(operator, B::Add | B::Subtract | B::Multiply | B::Divide)
        }
        ExprKind::Call { function, .. } => {
            matches!(function.text.as_str(), "same_name" | "reached" | "exceeded")
        }
        _ => false,
    }
}
