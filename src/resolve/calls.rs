//! Functions: the language's own and the formulas people define.

use std::rc::Rc;

use super::complain::{self, Wanted};
use super::dims::CellType;
use super::names::{Binding, Scope};
use super::resolver::Resolver;
use super::values::Value;
use crate::program::{Cells, Condition, Dim, Number, Pick, RowOf, Rows, Series, Text, TextSort};
use crate::source::Span;
use crate::syntax::ast::{Expr, Name};

/// The language's own functions, by their English names.
pub(super) const BUILT_IN: &[&str] = &[
    "sum",
    "min",
    "max",
    "abs",
    "count",
    "children",
    "parent",
    "leaves",
    "level",
    "same_name",
    "reached",
    "exceeded",
];

impl<'a> Resolver<'a> {
    /// `function(arguments)`
    pub(super) fn call(
        &mut self,
        scope: &Rc<Scope<'a>>,
        function: &Name,
        arguments: &'a [Expr],
        span: Span,
    ) -> Value {
        if let Some(found) = Scope::find(scope, &function.text)
            && let Binding::Function(definition) = found.binding
        {
            return self.formula(scope, &found.home, definition, (arguments, function.span));
        }
        let values: Vec<(Value, Span)> = arguments
            .iter()
            .map(|argument| (self.expression(scope, argument), argument.span))
            .collect();
        if values.iter().any(|(value, _)| *value == Value::Unknown) {
            return Value::Unknown;
        }
        match function.text.as_str() {
            "sum" => self.series(Number::Sum, values, function, span),
            "min" => self.series(Number::Min, values, function, span),
            "max" => self.series(Number::Max, values, function, span),
            "same_name" | "reached" | "exceeded" => self.of_two_texts(values, function),
            "abs" | "count" | "children" | "parent" | "leaves" | "level" => {
                self.of_one(values, function)
            }
            _ => {
                let own = Scope::visible(scope, true);
                let names: Vec<&str> = own
                    .iter()
                    .map(String::as_str)
                    .chain(BUILT_IN.iter().copied())
                    .collect();
                self.complain(complain::no_such_function(
                    &function.text,
                    function.span,
                    &names,
                ));
                Value::Unknown
            }
        }
    }

    /// A formula, written out with its arguments.
    fn formula(
        &mut self,
        scope: &Rc<Scope<'a>>,
        home: &Rc<Scope<'a>>,
        definition: &'a crate::syntax::ast::Function,
        (arguments, span): (&'a [Expr], Span),
    ) -> Value {
        let wanted = definition.parameters.len();
        if arguments.len() != wanted {
            let name = &definition.name.text;
            self.complain(
                complain::argument_count(name, &wanted.to_string(), arguments.len(), span)
                    .at(definition.span, complain::say("它的定义", "its definition")),
            );
            return Value::Unknown;
        }
        let mut inner = Scope::inside(home);
        for (parameter, argument) in definition.parameters.iter().zip(arguments) {
            let before = self.parts;
            let value = self.expression(scope, argument);
            let parts = self.parts.saturating_sub(before);
            inner.define(&parameter.text, Binding::Value(value, parts));
        }
        if !self.enter(definition.span, &definition.name.text, span) {
            return Value::Unknown;
        }
        let value = self.expression(&Rc::new(inner), &definition.body);
        self.calls.pop();
        value
    }

    fn series(
        &mut self,
        make: fn(Vec<Series>) -> Number,
        values: Vec<(Value, Span)>,
        function: &Name,
        span: Span,
    ) -> Value {
        if values.is_empty() {
            self.complain(complain::argument_count(&function.text, "1+", 0, span));
            return Value::Unknown;
        }
        let mut all = Vec::with_capacity(values.len());
        let mut so_far: Option<(Number, Dim, Span)> = None;
        for (value, at) in values {
            let Some((series, sample, dim)) = self.one_series(value, at) else {
                return Value::Unknown;
            };
            let next = (sample, dim, at);
            let dim = match &so_far {
                Some(before) => match self.unified(before, &next) {
                    Some(dim) => dim,
                    None => return Value::Unknown,
                },
                None => dim,
            };
            so_far = Some((next.0, dim, at));
            all.push(series);
        }
        let dim = so_far.map_or(Dim::Free, |(_, dim, _)| dim);
        Value::Number(make(all), dim)
    }

    /// One argument of `sum`, with a figure that stands for it where units are compared.
    fn one_series(&mut self, value: Value, span: Span) -> Option<(Series, Number, Dim)> {
        let cells = match value {
            Value::Cells(cells, CellType::Figure(dim)) => Some((cells, dim)),
            Value::Rows(rows) => {
                let schema = self.schema.get(rows.table)?;
                let Some(column) = schema.single_value_column() else {
                    self.complain(complain::column_needed(schema, span));
                    return None;
                };
                match self.type_of(rows.table, column, &rows) {
                    CellType::Figure(dim) => Some((Cells { rows, column }, dim)),
                    CellType::Text(_) => None,
                }
            }
            other => {
                let (number, dim) = self.number(other, span)?;
                return Some((Series::One(number.clone()), number, dim));
            }
        };
        let Some((cells, dim)) = cells else {
            self.complain(complain::wanted(Wanted::Figure, "文字", "a text", span));
            return None;
        };
        let sample = Number::CountPrinted(cells.clone());
        Some((Series::Cells(cells), sample, dim))
    }

    fn of_two_texts(&mut self, values: Vec<(Value, Span)>, function: &Name) -> Value {
        let count = values.len();
        let Ok([left, right]) = <[(Value, Span); 2]>::try_from(values) else {
            self.complain(complain::argument_count(
                &function.text,
                "2",
                count,
                function.span,
            ));
            return Value::Unknown;
        };
        let l = self.name_text(left);
        let r = self.name_text(right);
        match (l, r) {
            (Some(actual), Some(target)) if function.text == "reached" => {
                Value::Condition(Condition::Reached { actual, target })
            }
            (Some(actual), Some(target)) if function.text == "exceeded" => {
                Value::Condition(Condition::Exceeded { actual, target })
            }
            (Some(l), Some(r)) => Value::Condition(Condition::SameName(l, r)),
            _ => Value::Unknown,
        }
    }

    /// A row stands for its name.
    fn name_text(&mut self, (value, span): (Value, Span)) -> Option<Text> {
        match value {
            Value::Row(table, row) => Some(Text::Label(table, row)),
            other => self.text(other, span).map(|(text, _)| text),
        }
    }

    fn of_one(&mut self, values: Vec<(Value, Span)>, function: &Name) -> Value {
        let count = values.len();
        let Ok([(value, span)]) = <[(Value, Span); 1]>::try_from(values) else {
            self.complain(complain::argument_count(
                &function.text,
                "1",
                count,
                function.span,
            ));
            return Value::Unknown;
        };
        let result = match function.text.as_str() {
            "abs" => self
                .number(value, span)
                .map(|(number, dim)| Value::Number(Number::Abs(Box::new(number)), dim)),
            "count" => self.count(value, span),
            "leaves" => self.leaves(value, span),
            name => self.of_row(name, value, span),
        };
        result.unwrap_or(Value::Unknown)
    }

    fn count(&mut self, value: Value, span: Span) -> Option<Value> {
        let number = match value {
            Value::Cells(cells, _) => Number::CountPrinted(cells),
            other => Number::Count(self.row_set(other, span)?),
        };
        let dim = Dim::Known(crate::figure::Dimension::Count);
        Some(Value::Number(number, dim))
    }

    fn leaves(&mut self, value: Value, span: Span) -> Option<Value> {
        let rows = self.row_set(value, span)?;
        if !self.has_codes(rows.table, span) {
            return None;
        }
        Some(Value::Rows(Rows {
            table: rows.table,
            owner: None,
            pick: Pick::Leaves(Box::new(rows)),
        }))
    }

    /// `children(r)`, `parent(r)`, `level(r)`
    fn of_row(&mut self, name: &str, value: Value, span: Span) -> Option<Value> {
        let (table, row) = self.row(value, span)?;
        if !self.has_codes(table, span) {
            return None;
        }
        Some(match name {
            "children" => Value::Rows(Rows {
                table,
                owner: None,
                pick: Pick::Children(Box::new(row)),
            }),
            "parent" => Value::Row(table, RowOf::Parent(Box::new(row))),
            _ => Value::Number(Number::Level(row), Dim::Free),
        })
    }

    /// Whether a value is a text that names something, for `band` results.
    pub(super) fn constant_text(value: &Value) -> Option<String> {
        match value {
            Value::Text(Text::Constant(text), TextSort::Words) => Some(text.clone()),
            _ => None,
        }
    }
}
