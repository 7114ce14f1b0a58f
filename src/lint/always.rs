//! W0705 and W0706: comparisons that are always or never true, and bands that say nothing.

use rust_decimal::Decimal;

use super::linear;
use super::{Library, LintedTemplate};
use crate::diagnostic::codes::{W0705, W0706};
use crate::diagnostic::{Problem, Wording};
use crate::document::label_key;
use crate::figure::Dimension;
use crate::program::{CellOf, Comparison, Condition, Dim, Number, Rule, Series, Text};
use crate::source::Span;
use crate::template::pattern::SlotKind;
use crate::template::{TableId, TableKind};

/// Conditions that do not depend on any report, and bands with parts that make no difference.
pub(super) fn look(library: &Library<'_>, found: &mut Vec<Problem>) {
    for (rule, one) in library.rules() {
        let mut looker = Looker {
            rule,
            one,
            found: &mut *found,
        };
        let mut last = None;
        for check in &rule.checks {
            // `.*` writes one check out for many columns.
            if last.replace(check.span) != Some(check.span) {
                looker.condition(&check.condition, check.span);
            }
        }
        let written = library.written(rule.span);
        if let Some((condition, written)) = rule
            .when
            .as_ref()
            .zip(written.and_then(|w| w.when.as_ref()))
        {
            looker.condition(condition, written.span);
        }
        let filters = written.map_or(&[][..], |written| written.sources.as_slice());
        for (source, written) in rule.sources.iter().zip(filters) {
            if let Some((condition, written)) = source.filter.as_ref().zip(written.filter.as_ref())
            {
                looker.condition(condition, written.span);
            }
        }
    }
}

struct Looker<'l, 'f> {
    rule: &'l Rule,
    one: LintedTemplate<'l>,
    found: &'f mut Vec<Problem>,
}

impl Looker<'_, '_> {
    fn condition(&mut self, condition: &Condition, span: Span) {
        match condition {
            Condition::And(all) | Condition::Or(all) => {
                all.iter().for_each(|one| self.condition(one, span));
            }
            Condition::Not(one) => self.condition(one, span),
            Condition::Figures {
                comparison,
                left,
                right,
                dim,
            } => {
                self.bands(left, *dim, span);
                self.bands(right, *dim, span);
                let fixed = linear::constant(self.rule, condition)
                    .or_else(|| bounded(*comparison, left, right));
                self.fixed(fixed, span);
            }
            Condition::Texts {
                differ,
                left,
                right,
            } => {
                self.text_bands(left, right, span);
                let equal = self.texts(left, right);
                self.fixed(equal.map(|equal| equal != *differ), span);
            }
            Condition::SameName(left, right) => self.fixed((left == right).then_some(true), span),
            Condition::Reached { .. }
            | Condition::Exceeded { .. }
            | Condition::Is { .. }
            | Condition::Has { .. } => {}
        }
    }

    fn fixed(&mut self, fixed: Option<bool>, span: Span) {
        let Some(fixed) = fixed else { return };
        let id = &self.rule.id;
        let (zh, en) = match fixed {
            true => ("永远成立", "always true"),
            false => ("永远不成立", "never true"),
        };
        self.found.push(
            Problem::warning(
                &W0706,
                Wording::new(
                    format!("规则「{id}」里有一个比较{zh}，与报告无关"),
                    format!("a comparison in rule `{id}` is {en}, whatever the report says"),
                ),
            )
            .at(span, Wording::new(zh, en))
            .help(Wording::new(
                "两边多半有一边写错了行、列或文字；确实不需要的条件就删去",
                "one side probably names the wrong row, column or text; remove a condition that is not needed",
            )),
        );
    }

    /// Whether two texts are equal in every report, or in none.
    fn texts(&self, left: &Text, right: &Text) -> Option<bool> {
        match (left, right) {
            (Text::Constant(left), Text::Constant(right)) => {
                Some(label_key(left) == label_key(right))
            }
            (left, right) if left == right => Some(true),
            (Text::Cell(cell), Text::Constant(word)) | (Text::Constant(word), Text::Cell(cell)) => {
                let words = self.words(cell)?;
                (!holds(&words, word)).then_some(false)
            }
            (Text::Label(table, _), Text::Constant(word))
            | (Text::Constant(word), Text::Label(table, _)) => {
                let names = self.labels(*table)?;
                (!holds(&names, word)).then_some(false)
            }
            _ => None,
        }
    }

    /// All words that a placeholder of a claim or of a form's sentence can read.
    fn words(&self, cell: &CellOf) -> Option<Vec<String>> {
        let schema = self.one.program.schema().get(cell.table)?;
        let column = &schema.columns.get(usize::from(cell.column.0))?.id;
        let TableKind::Claim { claim } = schema.kind else {
            return None;
        };
        let compiled = &self.one.template.claims.get(usize::from(claim))?.compiled;
        let lists = [
            &compiled.totals,
            &compiled.patterns,
            &compiled.each,
            &compiled.more,
        ];
        let mut words = Vec::new();
        for slot in lists
            .into_iter()
            .flatten()
            .flat_map(|pattern| &pattern.slots)
        {
            if slot.name != *column {
                continue;
            }
            match &slot.kind {
                SlotKind::Words(all) => words.extend(all.iter().cloned()),
                _ => return None,
            }
        }
        (!words.is_empty()).then_some(words)
    }

    /// All names of rows, if the report can hold no others.
    fn labels(&self, table: TableId) -> Option<Vec<String>> {
        let schema = self.one.program.schema().get(table)?;
        if schema.open || schema.rows.is_empty() {
            return None;
        }
        let names = schema
            .rows
            .iter()
            .flat_map(|row| row.names.iter().chain([&row.id]));
        Some(names.cloned().collect())
    }

    /// A grade that the text on the other side can never be.
    fn text_bands(&mut self, left: &Text, right: &Text, span: Span) {
        for text in [left, right] {
            let Text::Band(band) = text else { continue };
            let results: Vec<&str> = band.arms.iter().map(|(_, _, name)| name.as_str()).collect();
            self.repeated(&results, span);
        }
    }

    fn bands(&mut self, number: &Number, dim: Dim, span: Span) {
        match number {
            Number::Band(band) => {
                let results: Vec<Decimal> = band.arms.iter().map(|(_, _, value)| *value).collect();
                self.repeated(&results, span);
                self.out_of_reach(&band.arms, dim, span);
            }
            Number::Add(a, b)
            | Number::Subtract(a, b)
            | Number::Multiply(a, b)
            | Number::Divide(a, b) => {
                self.bands(a, dim, span);
                self.bands(b, dim, span);
            }
            Number::Sum(all) | Number::Min(all) | Number::Max(all) => {
                for series in all {
                    if let Series::One(number) = series {
                        self.bands(number, dim, span);
                    }
                }
            }
            _ => {}
        }
    }

    /// Two neighbouring bands with one result.
    fn repeated<T: PartialEq + std::fmt::Display>(&mut self, results: &[T], span: Span) {
        let same = results
            .iter()
            .zip(results.iter().skip(1))
            .find(|(one, next)| one == next);
        let Some((result, _)) = same else { return };
        self.band_problem(
            span,
            (
                format!("相邻两档的结果都是 {result}"),
                format!("two neighbouring bands both give {result}"),
            ),
        );
    }

    /// A band of points or counts below zero.
    fn out_of_reach(
        &mut self,
        arms: &[(Option<Decimal>, Option<Decimal>, Decimal)],
        dim: Dim,
        span: Span,
    ) {
        let counts = matches!(dim, Dim::Known(Dimension::Score | Dimension::Count));
        let below = arms
            .iter()
            .any(|(_, to, _)| to.is_some_and(|to| to <= Decimal::ZERO));
        if counts && below {
            self.band_problem(
                span,
                (
                    "有一档全在零以下，不会用到".to_owned(),
                    "a band lies below zero".to_owned(),
                ),
            );
        }
    }

    fn band_problem(&mut self, span: Span, (zh, en): (String, String)) {
        let id = &self.rule.id;
        self.found.push(
            Problem::warning(
                &W0705,
                Wording::new(
                    format!("规则「{id}」的分档可疑：{zh}"),
                    format!("the bands of rule `{id}` are doubtful: {en}"),
                ),
            )
            .at(span, Wording::new("这里的分档", "these bands"))
            .help(Wording::new(
                "对照办法检查各档的界限和结果；两档本应相同的，合成一档",
                "compare ends and results with the regulation; make one band of two that are meant alike",
            )),
        );
    }
}

fn holds(words: &[String], word: &str) -> bool {
    let key = label_key(word);
    words.iter().any(|known| label_key(known) == key)
}

/// A comparison that sizes decide: what is counted or taken without sign is never below zero.
fn bounded(comparison: Comparison, left: &Number, right: &Number) -> Option<bool> {
    let natural = |number: &Number| {
        matches!(
            number,
            Number::Abs(_) | Number::Count(_) | Number::CountPrinted(_)
        )
    };
    let value = |number: &Number| match number {
        Number::Constant(value, _) => Some(*value),
        _ => None,
    };
    let (comparison, bound) = if natural(left) {
        (comparison, value(right)?)
    } else if natural(right) {
        (mirrored(comparison), value(left)?)
    } else {
        return None;
    };
    match comparison {
        Comparison::AtLeast if bound <= Decimal::ZERO => Some(true),
        Comparison::Greater if bound < Decimal::ZERO => Some(true),
        Comparison::Less if bound <= Decimal::ZERO => Some(false),
        Comparison::AtMost | Comparison::Agrees | Comparison::Same if bound < Decimal::ZERO => {
            Some(false)
        }
        Comparison::Differs if bound < Decimal::ZERO => Some(true),
        _ => None,
    }
}

fn mirrored(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::Greater => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
        same => same,
    }
}
