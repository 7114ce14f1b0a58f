//! The steps of a trace as a tree with aligned columns.

use rust_decimal::{Decimal, RoundingStrategy};

use super::look::{Ink, Look, columns, padded, safe};
use super::messages::{Words, fill, reason};
use super::number::with_unit;
use crate::diagnose::about_words;
use crate::eval::{Decision, Shown, Step, Trouble, Verdict, What};
use crate::figure::{Interval, Unit};
use crate::report::{CellRef, Content, Report};

/// Parts of one sum that are drawn; of more, the rest is counted.
const MAX_PARTS: usize = 40;

/// Zeros of one sum that are drawn one by one.
const MAX_ZEROS: usize = 3;

/// Columns that a label keeps however narrow the terminal is.
const LEAST_LABEL: usize = 14;

/// Blanks between columns.
const GAP: usize = 2;

/// One line of a tree.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Branches and name.
    branch: String,
    label: String,
    value: String,
    /// The values it stands for, or why it has none.
    note: String,
    /// Where it is printed.
    place: String,
    faint: bool,
}

/// Draws the parts of steps.
pub(super) struct Tree<'t> {
    pub(super) report: &'t Report,
    pub(super) look: &'t Look,
    pub(super) words: &'static Words,
    pub(super) lines: Vec<Line>,
}

impl Tree<'_> {
    /// The parts of a relation or condition, its sides called so.
    pub(super) fn sides(&mut self, step: &Step) {
        let two = matches!(step.what, What::Relation(_) | What::Texts(_));
        for (index, part) in step.parts.iter().enumerate() {
            let side = match index {
                0 if two => self.words.left,
                1 if two => self.words.right,
                _ => "",
            };
            let last = index.saturating_add(1) == step.parts.len();
            self.step(part, "", last, side);
        }
    }

    fn step(&mut self, step: &Step, indent: &str, last: bool, side: &str) {
        let fork = if last { "└─ " } else { "├─ " };
        let mut line = self.line(step);
        line.branch = format!("{indent}{fork}");
        if !side.is_empty() {
            line.branch.push_str(&format!("{side} "));
        }
        if step.subtracted {
            line.branch.push_str("- ");
        }
        self.lines.push(line);
        let below = format!("{indent}{}", if last { "   " } else { "│  " });
        self.parts(step, &below);
    }

    /// The parts of a step. Zeros of long sums, and what is beyond the limit, are counted.
    fn parts(&mut self, step: &Step, indent: &str) {
        let is_zero = |part: &&Step| {
            part.parts.is_empty()
                && matches!(&part.result, Ok(Shown::Figure { value, .. }) if value.value.is_zero())
        };
        let zeros = step.parts.iter().filter(is_zero).count();
        let squeeze = step.what == What::Sum && zeros > MAX_ZEROS;
        let told: Vec<&Step> = step
            .parts
            .iter()
            .filter(|part| !squeeze || !is_zero(part))
            .collect();
        let beyond = told.len().saturating_sub(MAX_PARTS);
        let mut counts = Vec::new();
        if beyond > 0 {
            counts.push(fill(self.words.more_parts, &[("n", &beyond.to_string())]));
        }
        if squeeze {
            counts.push(fill(self.words.zeros, &[("n", &zeros.to_string())]));
        }
        let drawn = told.len().min(MAX_PARTS);
        for (index, part) in told.into_iter().take(MAX_PARTS).enumerate() {
            let last = counts.is_empty() && index.saturating_add(1) == drawn;
            self.step(part, indent, last, "");
        }
        for (index, count) in counts.iter().enumerate() {
            let last = index.saturating_add(1) == counts.len();
            self.lines.push(Line {
                branch: format!("{indent}{}", if last { "└─ " } else { "├─ " }),
                label: count.clone(),
                faint: true,
                ..Line::default()
            });
        }
    }

    /// What a part is called: an operation by its name, since its parts follow; anything else as the
    /// rule writes it.
    fn label(&self, step: &Step) -> String {
        let (zh, en) = match step.what {
            _ if step.parts.is_empty() => return safe(&step.text).into_owned(),
            What::Relation(sign) | What::Texts(sign) => (sign, sign),
            What::And => ("全部成立", "all hold"),
            What::Or => ("有一个成立", "one holds"),
            What::Not => ("不成立才对", "must not hold"),
            What::Sum => ("相加", "sum"),
            What::Product => ("相乘", "product"),
            What::Quotient => ("相除", "quotient"),
            What::Negative => ("变号", "negated"),
            What::Absolute => ("绝对值", "absolute value"),
            What::Least => ("取最小", "least"),
            What::Greatest => ("取最大", "greatest"),
            What::Count => ("计数", "count"),
            What::Fallback => ("前者，没有则后者", "the first, or else the second"),
            What::Band => ("分档", "band"),
            _ => return safe(&step.text).into_owned(),
        };
        match self.look.lang {
            crate::diagnostic::Lang::Zh => zh.to_owned(),
            crate::diagnostic::Lang::En => en.to_owned(),
        }
    }

    fn line(&self, step: &Step) -> Line {
        let mut line = Line {
            label: self.label(step),
            ..Line::default()
        };
        match &step.result {
            Ok(Shown::Figure { value, reach }) => {
                line.value = with_unit(value.value, value.unit);
                // A constant says its value itself.
                if step.what == What::Constant {
                    line.value = String::new();
                }
                line.note = written(reach, value.unit);
            }
            Ok(Shown::Text(text)) if step.what != What::Text => {
                line.value = format!("「{}」", safe(text));
            }
            Ok(Shown::Text(_)) => {}
            Ok(Shown::Truth(holds)) => line.value = self.truth(*holds).to_owned(),
            Ok(Shown::Verdict(decision)) => line.value = self.verdict(*decision).to_owned(),
            Err(trouble) => {
                line.value = self.words.undecided.to_owned();
                // What it is about is said in the outcome; here it would spoil the columns.
                reason(trouble.reason, self.look.lang).clone_into(&mut line.note);
            }
        }
        if let Some(cell) = step.what.cell() {
            self.cell(cell, step, &mut line);
        }
        line
    }

    /// Where a cell is printed, and how where that is not what it counts as.
    fn cell(&self, at: CellRef, step: &Step, line: &mut Line) {
        let Some(cell) = self.report.cell(at) else {
            return;
        };
        let place = self.report.document.locate(cell.place);
        let (row, column) = (place.line.to_string(), place.start.to_string());
        line.place = fill(self.words.at_column, &[("line", &row), ("column", &column)]);
        if step.result.is_err() || matches!(step.what, What::TextCell(_)) {
            return;
        }
        match cell.content {
            Content::Blank => self.words.as_zero.clone_into(&mut line.note),
            Content::Dash => self.words.dash_as_zero.clone_into(&mut line.note),
            _ => {}
        }
    }

    pub(super) fn truth(&self, holds: bool) -> &'static str {
        if holds {
            self.words.holds
        } else {
            self.words.holds_not
        }
    }

    /// The word of a verdict.
    pub(super) fn verdict(&self, decision: Decision) -> &'static str {
        match decision.verdict {
            Verdict::Exact => self.words.exact,
            Verdict::Rounded => self.words.rounded,
            Verdict::Strained => self.words.strained,
            Verdict::Failed => self.words.failed,
            Verdict::Undecided(_) => self.words.undecided,
            Verdict::Inapplicable => self.words.inapplicable,
        }
    }

    /// Why something has no value, and what that is about.
    pub(super) fn trouble(&self, trouble: &Trouble) -> String {
        let about = about_words(self.report, &trouble.about);
        let why = reason(trouble.reason, self.look.lang);
        format!(
            "{why}{}{}",
            self.words.colon,
            safe(about.get(self.look.lang))
        )
    }

    /// All lines, their columns aligned, behind an indent.
    pub(super) fn drawn(&self, indent: usize) -> Vec<String> {
        let widest = |of: fn(&Line) -> usize| self.lines.iter().map(of).max().unwrap_or(0);
        let value = widest(|line| columns(&line.value));
        let note = widest(|line| columns(&line.note));
        let place = widest(|line| columns(&line.place));
        let others = value + note + place + 3 * GAP + indent;
        let room = self.look.width.saturating_sub(others).max(LEAST_LABEL);
        let label = widest(|line| columns(&line.branch) + columns(&line.label)).min(room);
        let aligned = |line: &Line| {
            let own = label.saturating_sub(columns(&line.branch));
            let name = padded(&shortened(&line.label, own), own);
            let name = if line.faint {
                self.look.paint(Ink::Faint, &name)
            } else {
                name
            };
            let gap = " ".repeat(GAP);
            let fill = " ".repeat(value.saturating_sub(columns(&line.value)));
            let branch = self.look.paint(Ink::Faint, &line.branch);
            let rest = format!("{}{gap}{}", padded(&line.note, note), line.place);
            let rest = self.look.paint(Ink::Faint, rest.trim_end());
            format!("{branch}{name}{gap}{fill}{}{gap}{rest}", line.value)
        };
        let lines = self.lines.iter().map(aligned);
        lines.map(|line| line.trim_end().to_owned()).collect()
    }
}

/// Widths below this many decimals come from the last digits of a division, not from rounding.
const NEGLIGIBLE: u32 = 12;

/// What a figure stands for in the unit it is shown in; nothing for an exact one.
fn written(reach: &Interval, unit: Unit) -> String {
    let (low, high) = (reach.low(), reach.high());
    let width = high.value.checked_sub(low.value).unwrap_or_default();
    if width < Decimal::new(1, NEGLIGIBLE) {
        return String::new();
    }
    // Two digits of the width, outwards: the shown interval holds the true one.
    let decimals = (0..NEGLIGIBLE)
        .find(|places| width >= Decimal::new(1, *places))
        .unwrap_or(NEGLIGIBLE)
        .saturating_add(2);
    let number = |value: Decimal, to: RoundingStrategy| {
        crate::figure::grouped(value.round_dp_with_strategy(decimals, to).normalize())
    };
    let mark = if unit == Unit::Percent { "%" } else { "" };
    format!(
        "{}{}{mark}, {}{mark}{}",
        if low.closed { '[' } else { '(' },
        number(low.value, RoundingStrategy::ToNegativeInfinity),
        number(high.value, RoundingStrategy::ToPositiveInfinity),
        if high.closed { ']' } else { ')' }
    )
}

/// A name cut in the middle: both the table and the column tell cells apart.
pub(super) fn shortened(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let keep = width.saturating_sub(1);
    let tail_room = keep.saturating_mul(2) / 3;
    let mut tail: Vec<char> = Vec::new();
    let mut used = 0_usize;
    for character in text.chars().rev() {
        used = used.saturating_add(columns(character.encode_utf8(&mut [0; 4])));
        if used > tail_room {
            break;
        }
        tail.push(character);
    }
    let mut head = String::new();
    let mut room = keep.saturating_sub(tail_room);
    for character in text.chars() {
        let wide = columns(character.encode_utf8(&mut [0; 4]));
        if wide > room {
            break;
        }
        room = room.saturating_sub(wide);
        head.push(character);
    }
    head.push('…');
    head.extend(tail.iter().rev());
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_keep_both_ends_and_their_width() {
        let short = shortened("一般公共预算财政拨款支出决算表[2080501].基本支出", 24);
        assert!(columns(&short) <= 24, "{short}");
        assert!(
            short.starts_with('一') && short.ends_with("基本支出"),
            "{short}"
        );
        assert_eq!(shortened("总计", 4), "总计");
    }
}
