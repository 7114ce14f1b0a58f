//! Names, texts and numbers.

use rust_decimal::Decimal;

use super::Builder;
use super::parts::{Pair, Parts};
use crate::diagnostic::{Problem, codes};
use crate::figure::Unit;
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, Name, Text};
use crate::syntax::faults::{self, say};
use crate::syntax::grammar::Grammar;

impl Builder<'_> {
    /// A name, bare or quoted.
    pub(super) fn name(&mut self, pair: Pair<'_>) -> Option<Name> {
        let span = self.span(&pair);
        let inner = match pair.as_rule() {
            Grammar::name | Grammar::id => self.want(&mut Parts::of(pair))?,
            _ => pair,
        };
        let text = match inner.as_rule() {
            Grammar::text | Grammar::label => self.unquoted(&inner)?,
            _ => inner.as_str().to_owned(),
        };
        if text.trim().is_empty() {
            self.report(
                Problem::error(&codes::E0116, say!("名称是空的", "a name is empty"))
                    .at(span, say!("引号里什么也没有", "nothing between the quotes"))
                    .help(say!("写出名称", "write the name")),
            );
            return None;
        }
        Some(Name { text, span })
    }

    /// A quoted text.
    pub(super) fn text(&mut self, pair: &Pair<'_>) -> Option<Text> {
        Some(Text {
            text: self.unquoted(pair)?,
            span: self.span(pair),
        })
    }

    /// What stands between the quotes, with escapes resolved.
    fn unquoted(&mut self, pair: &Pair<'_>) -> Option<String> {
        let written = pair.as_str();
        let mut characters = written.char_indices();
        characters.next();
        characters.next_back();
        let mut text = String::with_capacity(written.len());
        let mut sound = true;
        while let Some((at, character)) = characters.next() {
            if character != '\\' {
                text.push(character);
                continue;
            }
            match characters.next().map(|(_, escaped)| escaped) {
                Some('n') => text.push('\n'),
                Some('t') => text.push('\t'),
                Some(kept @ ('"' | '“' | '”' | '「' | '」' | '\\')) => text.push(kept),
                Some(other) => {
                    sound = false;
                    self.unknown_escape(pair, at, other);
                }
                None => {}
            }
        }
        sound.then_some(text)
    }

    fn unknown_escape(&mut self, pair: &Pair<'_>, at: usize, escaped: char) {
        let start = pair.as_span().start().saturating_add(at);
        let span = self.place(start..start + 1 + escaped.len_utf8());
        self.report(
            Problem::error(
                &codes::E0114,
                say!("不认识的转义 `\\{escaped}`", "unknown escape `\\{escaped}`"),
            )
            .at(span, say!("在这里", "here"))
            .help(say!(
                "可用 `\\\"`、`\\\\`、`\\n`、`\\t`；反斜杠本身写作 `\\\\`",
                "known are `\\\"`, `\\\\`, `\\n` and `\\t`; a backslash itself is written `\\\\`"
            )),
        );
    }

    /// A number with its unit.
    pub(super) fn number(&mut self, pair: Pair<'_>) -> Option<Expr> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let figure = self.want(&mut parts)?;
        let unit = match parts.next() {
            Some(unit) => Some(self.unit(&unit)?),
            None => None,
        };
        let value = self.decimal(figure.as_str(), span)?;
        Some(Expr {
            kind: ExprKind::Number { value, unit },
            span,
        })
    }

    fn unit(&mut self, pair: &Pair<'_>) -> Option<Unit> {
        let unit = Unit::parse(pair.as_str());
        if unit.is_none() {
            self.unforeseen(pair);
        }
        unit
    }

    fn decimal(&mut self, written: &str, span: Span) -> Option<Decimal> {
        let value = Decimal::from_str_exact(&half_width(written)).ok();
        if value.is_none() {
            self.report(faults::bad_number(
                span,
                say!(
                    "`{written}` 的位数太多，无法精确表示",
                    "`{written}` has too many digits to be kept exactly"
                ),
                say!("至多 28 位有效数字", "at most 28 digits are kept"),
            ));
        }
        value
    }
}

/// Full-width digits and points as ASCII.
fn half_width(written: &str) -> String {
    written
        .chars()
        .map(|character| match character {
            '０'..='９' => {
                char::from_digit(u32::from(character).saturating_sub(u32::from('０')), 10)
                    .unwrap_or(character)
            }
            '．' => '.',
            _ => character,
        })
        .collect()
}
