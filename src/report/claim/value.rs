//! What a placeholder reads at a place, and the figure it makes.

use rust_decimal::Decimal;

use super::matcher::{Capture, Ground};
use super::number::{NumberClass, NumberToken, amount_unit};
use super::prose::Prose;
use crate::figure::Unit;
use crate::template::pattern::SlotKind;

/// Words that raise a figure.
const UP: [&str; 5] = ["增加", "增长", "上升", "净增", "提高"];
/// Words that lower it.
const DOWN: [&str; 5] = ["减少", "下降", "降低", "压减", "净减"];
/// Words that leave it as it was.
const SAME: [&str; 9] = [
    "基本持平",
    "持平",
    "相同",
    "一致",
    "无变化",
    "没有变化",
    "保持不变",
    "无增减变化",
    "无增减",
];
/// Words after which a percent may have lost its sign.
const RATES: [&str; 6] = ["增长", "下降", "占", "占比", "占比为", "降低"];

/// Reads a placeholder other than a text at an offset.
pub(super) fn read_slot(
    kind: &SlotKind,
    ground: &Ground<'_>,
    at: usize,
    before: &[Capture],
) -> Option<Capture> {
    let reader = Reader { ground, at };
    match kind {
        SlotKind::Words(words) => reader.words(words),
        SlotKind::Change => reader.change(before, &|reader, at| reader.amount_at(at, false)),
        SlotKind::ChangePercent => reader.change(before, &|reader, at| reader.percent_at(at, true)),
        SlotKind::Amount { unit_optional } => reader.amount_at(at, *unit_optional),
        SlotKind::AmountDigits => reader.digits_of_amount(),
        SlotKind::Percent => reader.percent_at(at, false),
        SlotKind::Score => reader.score(),
        SlotKind::Count => reader.plain(Unit::Count, &is_count),
        SlotKind::Year => reader.plain(Unit::Year, &|token, _| is_year(token)),
        SlotKind::Number => reader.plain(Unit::Number, &|_, _| true),
        SlotKind::Code => reader.plain(Unit::Number, &|token, _| {
            matches!(token.end.saturating_sub(token.start), 3 | 5 | 7)
        }),
        SlotKind::Text | SlotKind::Name => None,
    }
}

fn is_count(token: &NumberToken, after: &str) -> bool {
    token.decimals == 0 && !after.starts_with(['%', '.']) && amount_unit(after).is_none()
}

fn is_year(token: &NumberToken) -> bool {
    let in_range = |year: Decimal| year >= Decimal::new(1990, 0) && year < Decimal::new(2100, 0);
    token.end.saturating_sub(token.start) == 4 && token.value.is_some_and(in_range)
}

struct Reader<'r, 'p> {
    ground: &'r Ground<'p>,
    at: usize,
}

impl Reader<'_, '_> {
    fn prose(&self) -> &Prose {
        self.ground.prose
    }

    fn rest(&self, at: usize) -> &str {
        self.prose().text.get(at..self.ground.end).unwrap_or("")
    }

    /// The number at an offset, if it may be read.
    fn number(&self, at: usize) -> Option<(usize, &NumberToken)> {
        let index = self.prose().number_at(at)?;
        let token = self.prose().numbers.get(index)?;
        let closed = self
            .ground
            .closed
            .get(index)
            .is_none_or(std::cell::Cell::get);
        let readable = !closed
            && !token.glued
            && token.value.is_some()
            && token.class != NumberClass::ListNumber
            && token.end <= self.ground.end;
        readable.then_some((index, token))
    }

    fn words(&self, words: &[String]) -> Option<Capture> {
        let rest = self.rest(self.at);
        let word = words.iter().find(|word| rest.starts_with(word.as_str()))?;
        Some(capture(
            self.at,
            self.at.saturating_add(word.len()),
            None,
            None,
            1,
        ))
    }

    fn plain(&self, unit: Unit, fits: &dyn Fn(&NumberToken, &str) -> bool) -> Option<Capture> {
        let (index, token) = self.number(self.at)?;
        fits(token, self.rest(token.end))
            .then(|| capture(self.at, token.end, Some(index), Some(unit), 1))
    }

    fn score(&self) -> Option<Capture> {
        let (index, token) = self.number(self.at)?;
        let after = self.rest(token.end);
        let scored = after.starts_with('分') && !after.starts_with("分点");
        scored.then(|| {
            capture(
                self.at,
                token.end.saturating_add("分".len()),
                Some(index),
                Some(Unit::Score),
                1,
            )
        })
    }

    fn amount_at(&self, at: usize, unit_optional: bool) -> Option<Capture> {
        let (index, token) = self.number(at)?;
        let after = self.rest(token.end);
        if let Some((unit, length)) = amount_unit(after) {
            return Some(capture(
                at,
                token.end.saturating_add(length),
                Some(index),
                Some(unit),
                1,
            ));
        }
        let ends = after.is_empty() || after.starts_with(['。', ',', ';', '、', ')']);
        (unit_optional && ends).then(|| capture(at, token.end, Some(index), None, 1))
    }

    /// Digits whose unit stands after the next amount.
    fn digits_of_amount(&self) -> Option<Capture> {
        let (index, token) = self.number(self.at)?;
        let after = self.rest(token.end);
        let next = after.strip_prefix(['、', ',', '和'])?;
        let next_at = token
            .end
            .saturating_add(after.len().saturating_sub(next.len()));
        let unit = self.amount_at(next_at, false)?.unit;
        Some(capture(self.at, token.end, Some(index), unit, 1))
    }

    /// A percent; where its sign was lost, the figure keeps no unit.
    fn percent_at(&self, at: usize, after_word: bool) -> Option<Capture> {
        let (index, token) = self.number(at)?;
        let after = self.rest(token.end);
        if after.starts_with('%') {
            return Some(capture(
                at,
                token.end.saturating_add(1),
                Some(index),
                Some(Unit::Percent),
                1,
            ));
        }
        let before = self.prose().text.get(..at).unwrap_or("");
        let worded = after_word || RATES.iter().any(|word| before.ends_with(word));
        let ends = after.is_empty() || after.starts_with(['。', ',', ';']);
        (worded && ends).then(|| capture(at, token.end, Some(index), None, 1))
    }

    fn change(
        &self,
        before: &[Capture],
        figure: &dyn Fn(&Self, usize) -> Option<Capture>,
    ) -> Option<Capture> {
        let rest = self.rest(self.at);
        if let Some(word) = SAME.iter().find(|word| rest.starts_with(**word)) {
            return Some(capture(
                self.at,
                self.at.saturating_add(word.len()),
                None,
                None,
                0,
            ));
        }
        let (mut sign, word) = direction(rest)?;
        let mut at = self.at.saturating_add(word.len());
        // A template's leftover names both directions: 下降（增长）12.34%.
        let bracket = self.rest(at).strip_prefix(['(', '/']).and_then(direction);
        if let Some((_, second)) = bracket {
            at = at.saturating_add(second.len()).saturating_add(1);
            at = at.saturating_add(usize::from(self.rest(at).starts_with(')')));
            sign = before
                .iter()
                .rev()
                .map(|capture| capture.sign)
                .find(|sign| *sign < 0)
                .unwrap_or(1);
        }
        for filler in ["了", "额", "率", "为"] {
            if self.rest(at).starts_with(filler) {
                at = at.saturating_add(filler.len());
            }
        }
        let inner = figure(self, at)?;
        Some(Capture {
            start: self.at,
            sign,
            ..inner
        })
    }
}

fn direction(text: &str) -> Option<(i8, &'static str)> {
    let of = |words: &[&'static str], sign: i8| {
        words
            .iter()
            .find(|word| text.starts_with(**word))
            .map(|word| (sign, *word))
    };
    of(&UP, 1).or_else(|| of(&DOWN, -1))
}

fn capture(
    start: usize,
    end: usize,
    number: Option<usize>,
    unit: Option<Unit>,
    sign: i8,
) -> Capture {
    Capture {
        slot: 0,
        start,
        end,
        number,
        unit,
        sign,
    }
}
