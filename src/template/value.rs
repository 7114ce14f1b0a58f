//! Single values of a template: decimals, years, ranges, ids.

use rust_decimal::Decimal;

use crate::diagnostic::Problem;

use super::YearRange;
use super::choice::Choice;
use super::problems;
use super::shape::{Kind, Shape};
use super::tree::{Node, Value};

/// The value of a scalar shape in its one spelling, or what is wrong with it.
pub(super) fn scalar(key: &str, shape: &Shape, node: &Node) -> Result<Value, Box<Problem>> {
    let wrong = |zh, en| Box::new(problems::wrong_type(key, &node.value, node.span, (zh, en)));
    let value = match (shape, &node.value) {
        (Shape::Flag, Value::Flag(flag)) => Value::Flag(*flag),
        (Shape::Flag, _) => {
            return Err(wrong(
                " true 或 false（不加引号）",
                "true or false, without quotes",
            ));
        }
        (Shape::Number(from, to), Value::Number(number)) => {
            if !(*from..=*to).contains(number) {
                let wanted = (
                    format!(" {from} 到 {to} 的整数"),
                    format!("an integer from {from} to {to}"),
                );
                return Err(malformed(
                    key,
                    &number.to_string(),
                    node,
                    (&wanted.0, &wanted.1),
                ));
            }
            Value::Number(*number)
        }
        (Shape::Number(..), _) => {
            return Err(wrong("整数（不加引号）", "an integer, without quotes"));
        }
        (Shape::Decimal, Value::Number(number)) => Value::Text(number.to_string().into()),
        (Shape::Decimal, Value::Text(text)) => {
            if decimal(text).is_none() {
                return Err(malformed(
                    key,
                    text,
                    node,
                    ("小数，如 \"0.5\"", "a decimal such as \"0.5\""),
                ));
            }
            Value::Text(text.as_ref().into())
        }
        (Shape::Decimal, _) => return Err(wrong("加引号的小数", "a decimal in quotes")),
        (_, Value::Text(text)) => return text_of(key, shape, text, node),
        (Shape::Years, _) => {
            return Err(wrong(
                "加引号的年度，如 \"2021..\"",
                "years in quotes, such as \"2021..\"",
            ));
        }
        (Shape::Range, _) => {
            return Err(wrong(
                "加引号的范围，如 \"0..100\"",
                "a range in quotes, such as \"0..100\"",
            ));
        }
        _ => return Err(wrong("加引号的文字", "a string")),
    };
    Ok(value)
}

fn text_of(key: &str, shape: &Shape, text: &str, node: &Node) -> Result<Value, Box<Problem>> {
    match shape {
        Shape::Years if years(text).is_none() => {
            let wanted = (
                "年度 \"2021\"、\"2021..\"、\"..2020\" 或 \"2019..2023\"，前小后大",
                "\"2021\", \"2021..\", \"..2020\" or \"2019..2023\", the earlier year first",
            );
            Err(malformed(key, text, node, wanted))
        }
        Shape::Range if range(text).is_none() => {
            let wanted = (
                "范围，如 \"0..100\"，前小后大",
                "a range such as \"0..100\", the smaller end first",
            );
            Err(malformed(key, text, node, wanted))
        }
        Shape::Choice(choice) => choose(key, choice, text, node),
        _ if text.trim().is_empty() => Err(Box::new(problems::empty(
            node.span,
            (
                format!("「{key}」是空的文字"),
                format!("`{key}` is an empty string"),
            ),
            ("写上内容，或删去它", "write something, or leave it out"),
        ))),
        _ => Ok(Value::Text(text.into())),
    }
}

fn choose(key: &str, choice: &Choice, text: &str, node: &Node) -> Result<Value, Box<Problem>> {
    if choice.words.contains(&text) {
        return Ok(Value::Text(text.into()));
    }
    Err(Box::new(problems::unknown_word(
        key, text, node.span, choice,
    )))
}

fn malformed(key: &str, text: &str, node: &Node, wanted: (&str, &str)) -> Box<Problem> {
    Box::new(problems::malformed(key, text, node.span, wanted))
}

/// A decimal as written in a template.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text.trim()).ok()
}

/// `"0..100"`
pub(super) fn range(text: &str) -> Option<(Decimal, Decimal)> {
    let (from, to) = text.split_once("..")?;
    let (from, to) = (decimal(from)?, decimal(to)?);
    (from <= to).then_some((from, to))
}

/// `"2021.."`, `"..2020"`, `"2019..2023"`, `"2022"`.
pub(super) fn years(text: &str) -> Option<YearRange> {
    let Some((from, to)) = text.split_once("..") else {
        let year = Some(year(text)?);
        return Some(YearRange {
            from: year,
            to: year,
        });
    };
    let end = |text: &str| match text.trim() {
        "" => Some(None),
        text => year(text).map(Some),
    };
    let range = YearRange {
        from: end(from)?,
        to: end(to)?,
    };
    let is_ordered = match (range.from, range.to) {
        (Some(from), Some(to)) => from <= to,
        (None, None) => false,
        _ => true,
    };
    is_ordered.then_some(range)
}

fn year(text: &str) -> Option<i32> {
    let text = text.trim();
    let year = text.parse().ok()?;
    (text.len() == 4 && (1949..=2999).contains(&year)).then_some(year)
}

/// Why rules could not write an id, if so.
pub(super) fn refuse_id(kind: &Kind, id: &str) -> Option<(&'static str, &'static str)> {
    if id.chars().any(char::is_control) || id.trim() != id {
        return Some((
            "首尾有空白，或含换行",
            "blanks at its ends, or a line break inside",
        ));
    }
    if id.contains(['"', '`', '[', ']', '{', '}', '<', '>']) {
        return Some((
            "含引号或括号 \" ` [ ] { } < >",
            "holds one of \" ` [ ] { } < >",
        ));
    }
    if !kind.includes && id.contains('.') {
        return Some((
            "含点号，规则里点号用来分隔表与栏目",
            "holds a full stop, which separates tables and columns in rules",
        ));
    }
    if id.starts_with('@') {
        return Some(("@ 留给词表引用", "@ is for the use of a vocabulary"));
    }
    None
}
