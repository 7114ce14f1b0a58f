//! What can be wrong with a pattern, and where in it.

use std::ops::Range;

use crate::diagnostic::codes::{E0460, E0461, E0462, E0463, E0464, E0465};
use crate::diagnostic::{Code, Problem, Wording};
use crate::source::Span;

/// A mistake in a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// Bytes of the pattern's text.
    pub range: Range<usize>,
    /// What is wrong there.
    pub kind: PatternErrorKind,
}

/// Kinds of mistakes in a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternErrorKind {
    /// A bracket that is never closed.
    Unclosed(char),
    /// A closing bracket, `|` or `>` without its opening.
    Stray(char),
    /// A placeholder that is not `{name:type}`.
    Placeholder,
    /// A type that does not exist; the nearest one that does, if any.
    UnknownType(String, Option<String>),
    /// A phrase that does not exist; the nearest one that does, if any.
    UnknownPhrase(String, Option<String>),
    /// A phrase that holds itself.
    PhraseLoop(String),
    /// A placeholder that has another type elsewhere in the claim.
    OtherType(String),
    /// Nothing after a text placeholder or gap says where it ends, or nothing stands before a gap.
    Endless,
    /// The pattern can match nothing at all.
    Empty,
    /// The pattern with its phrases is larger than [`super::compile::MAX_OPS`].
    TooLarge,
}

impl PatternError {
    /// The problem to report, given the place and the raw text of the pattern in its file.
    /// The caret stands exactly unless the raw text spells the pattern with escapes.
    #[must_use]
    pub fn to_problem(&self, pattern: &str, raw: &str, span: Span) -> Problem {
        let offset = raw.find(pattern);
        let place = offset.map_or(span, |offset| {
            let start = (span.start as usize).saturating_add(offset);
            Span::new(
                span.source,
                start.saturating_add(self.range.start),
                start.saturating_add(self.range.end.max(self.range.start.saturating_add(1))),
            )
        });
        let (code, message, label, help) = self.wording();
        let problem = Problem::error(code, message).at(place, label);
        match help {
            Some(help) => problem.help(help),
            None => problem,
        }
    }

    /// Code, message, what to say at the place, help.
    fn wording(&self) -> (&'static Code, Wording, Wording, Option<Wording>) {
        match &self.kind {
            PatternErrorKind::Unclosed(_)
            | PatternErrorKind::Stray(_)
            | PatternErrorKind::Placeholder => self.of_notation(),
            PatternErrorKind::UnknownType(..)
            | PatternErrorKind::UnknownPhrase(..)
            | PatternErrorKind::PhraseLoop(_)
            | PatternErrorKind::OtherType(_) => self.of_names(),
            PatternErrorKind::Endless | PatternErrorKind::Empty | PatternErrorKind::TooLarge => {
                self.of_bounds()
            }
        }
    }

    fn of_notation(&self) -> (&'static Code, Wording, Wording, Option<Wording>) {
        let (message, label, help) = match &self.kind {
            PatternErrorKind::Unclosed(open) => (
                w(
                    &format!("句式中的「{open}」没有闭合"),
                    &format!("`{open}` in a pattern is never closed"),
                ),
                w("在这里打开", "opened here"),
                w(
                    "若要匹配文中的括号，请用全角（ ）",
                    "write full-width （ ） to match brackets of the text",
                ),
            ),
            PatternErrorKind::Stray(sign) => (
                w(
                    &format!("句式中的「{sign}」没有对应的开头"),
                    &format!("`{sign}` in a pattern has no opening"),
                ),
                w("多余的符号", "unexpected here"),
                w(
                    "选择写在括号里：(甲|乙)；若要匹配文中的符号，请用全角",
                    "alternatives stand in brackets: (a|b); use full-width signs to match text",
                ),
            ),
            _ => (
                w(
                    "占位应写作 {名称:类型}",
                    "a placeholder is written {name:type}",
                ),
                w("缺少名称或类型", "name or type is missing"),
                w("例如 {金额:amount}", "for example {金额:amount}"),
            ),
        };
        (&E0460, message, label, Some(help))
    }

    fn of_names(&self) -> (&'static Code, Wording, Wording, Option<Wording>) {
        match &self.kind {
            PatternErrorKind::UnknownType(name, near) => (
                &E0461,
                w(
                    &format!("没有占位类型「{name}」"),
                    &format!("no placeholder type `{name}`"),
                ),
                w("类型", "type"),
                Some(did_you_mean(near.as_deref(), super::SlotKind::NAMES)),
            ),
            PatternErrorKind::UnknownPhrase(name, near) => (
                &E0462,
                w(
                    &format!("没有短语「{name}」"),
                    &format!("no phrase `{name}`"),
                ),
                w("短语", "phrase"),
                near.as_deref().map(|near| did_you_mean(Some(near), &[])),
            ),
            PatternErrorKind::PhraseLoop(name) => (
                &E0463,
                w(
                    &format!("短语「{name}」包含它自己"),
                    &format!("phrase `{name}` holds itself"),
                ),
                w("又回到这里", "comes back here"),
                None,
            ),
            PatternErrorKind::OtherType(name) => (
                &E0464,
                w(
                    &format!("占位「{name}」在同一论断中类型不一"),
                    &format!("placeholder `{name}` has two types in one claim"),
                ),
                w("此处类型不同", "another type here"),
                Some(w(
                    "改用另一个名称，或统一类型",
                    "give it another name, or the same type",
                )),
            ),
            _ => self.of_bounds(),
        }
    }

    fn of_bounds(&self) -> (&'static Code, Wording, Wording, Option<Wording>) {
        let (message, label, help) = match &self.kind {
            PatternErrorKind::Endless => (
                w("此处没有写明到哪里为止", "nothing says where this ends"),
                w("后面应有文字或数字占位", "text or a number must follow"),
                Some(w(
                    "省略号与文字占位不能在句式的两端，也不能彼此相邻",
                    "gaps and text placeholders need words or numbers beside them",
                )),
            ),
            PatternErrorKind::Empty => (
                w("这个句式什么都能匹配", "this pattern matches anything"),
                w(
                    "至少写一处必有的文字或占位",
                    "something here must be required",
                ),
                None,
            ),
            _ => (
                w(
                    "句式展开后过大",
                    "this pattern is too large when its phrases are put in",
                ),
                w("展开后超出上限", "over the limit"),
                None,
            ),
        };
        (&E0465, message, label, help)
    }
}

fn w(zh: &str, en: &str) -> Wording {
    Wording::new(zh, en)
}

fn did_you_mean(near: Option<&str>, all: &[&str]) -> Wording {
    match near {
        Some(near) => Wording::new(
            format!("是否想写「{near}」"),
            format!("did you mean `{near}`"),
        ),
        None => Wording::new(
            format!("可用的有：{}", all.join(" ")),
            format!("there are: {}", all.join(" ")),
        ),
    }
}
