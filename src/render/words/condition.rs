//! Conditions and relations in words.

use super::place::Spoken;
use crate::diagnostic::Lang;
use crate::figure::Unit;
use crate::program::{CellOf, Comparison, Condition, Number, Subject, Text, TextBand, constant};
use crate::syntax::ast::{Relatives, State};
use crate::template::ColumnKind;

impl Spoken<'_> {
    #[expect(clippy::too_many_lines, reason = "one arm for each kind of condition")]
    pub(super) fn condition(&self, condition: &Condition) -> String {
        let joined = |all: &[Condition], zh: &str, en: &str| {
            let parts: Vec<String> = all.iter().map(|one| self.condition(one)).collect();
            parts.join(self.say(zh, en))
        };
        match condition {
            Condition::And(all) => joined(all, "，并且", " and "),
            Condition::Or(all) => joined(all, "，或者", " or "),
            Condition::Not(one) => {
                let one = self.condition(one);
                match self.lang {
                    Lang::Zh => format!("并非{one}"),
                    Lang::En => format!("it is not so that {one}"),
                }
            }
            Condition::Figures {
                comparison,
                left,
                right,
                ..
            } => self.compared(*comparison, left, right),
            Condition::Texts {
                differ,
                left,
                right,
            } => self.texts(*differ, left, right),
            Condition::SameName(left, right) => {
                let (left, right) = (self.text(left), self.text(right));
                match self.lang {
                    Lang::Zh => format!("{left}与{right}是同一个名称"),
                    Lang::En => format!("{left} and {right} are the same name"),
                }
            }
            Condition::Reached { actual, target } => {
                let (actual, target) = (self.text(actual), self.text(target));
                match self.lang {
                    Lang::Zh => format!("{actual}达到{target}"),
                    Lang::En => format!("{actual} reaches {target}"),
                }
            }
            Condition::Exceeded { actual, target } => {
                let (actual, target) = (self.text(actual), self.text(target));
                match self.lang {
                    Lang::Zh => format!("{actual}超出{target}（指标值只要求相等）"),
                    Lang::En => format!("{actual} is beyond {target}, which asks for equality"),
                }
            }
            Condition::Is {
                subject,
                state,
                negated,
            } => self.state(subject, *state, *negated),
            Condition::Has {
                row,
                table,
                relatives,
                negated,
            } => {
                let row = self.row(*table, row);
                let (zh, en) = match relatives {
                    Relatives::Children => ("下级科目", "rows below it"),
                    Relatives::Parent => ("上级科目", "a row above it"),
                };
                match (self.lang, negated) {
                    (Lang::Zh, false) => format!("{row}有{zh}"),
                    (Lang::Zh, true) => format!("{row}没有{zh}"),
                    (Lang::En, false) => format!("{row} has {en}").trim_start().to_owned(),
                    (Lang::En, true) => format!("{row} does not have {en}").trim_start().to_owned(),
                }
            }
        }
    }

    fn compared(&self, comparison: Comparison, left: &Number, right: &Number) -> String {
        if let (Number::Level(row), Number::Constant(value, None)) = (left, right) {
            let row = self.of(&self.bare(row), "级次", "level");
            let level = self.level(*value);
            return match comparison {
                Comparison::Same | Comparison::Agrees => {
                    format!("{row}{}{level}", self.say("为", " is "))
                }
                other => format!("{row}{}{level}", self.relation(other)),
            };
        }
        let left = self.number(left);
        format!("{left}{}{}", self.relation(comparison), self.number(right))
    }

    fn relation(&self, comparison: Comparison) -> &'static str {
        let (zh, en) = match comparison {
            Comparison::Agrees => ("等于", " equals "),
            Comparison::Same => ("就是", " is exactly "),
            Comparison::Differs => ("不同于", " differs from "),
            Comparison::Less => ("小于", " is less than "),
            Comparison::AtMost => ("不大于", " is at most "),
            Comparison::Greater => ("大于", " is greater than "),
            Comparison::AtLeast => ("不小于", " is at least "),
        };
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn texts(&self, differ: bool, left: &Text, right: &Text) -> String {
        if let (Text::Band(band), plain, false) | (plain, Text::Band(band), false) =
            (left, right, differ)
        {
            let plain = self.text(plain);
            let band = self.bands(band);
            return match self.lang {
                Lang::Zh => format!("{plain}与{band}相符"),
                Lang::En => format!("{plain} agrees with {band}"),
            };
        }
        let (left, right) = (self.text(left), self.text(right));
        match (self.lang, differ) {
            (Lang::Zh, false) => format!("{left}与{right}相同"),
            (Lang::Zh, true) => format!("{left}与{right}不同"),
            (Lang::En, false) => format!("{left} is the same as {right}"),
            (Lang::En, true) => format!("{left} differs from {right}"),
        }
    }

    /// `「总分」所在的档（90分以上为优，80分至90分为良，60分以下为差）`
    fn bands(&self, band: &TextBand) -> String {
        let value = self.number(&band.value);
        let unit = match &band.value {
            Number::Cell(cell) => self.unit(cell),
            _ => None,
        };
        let end = |value| constant(value, unit);
        let arms = band.arms.iter().map(|(from, to, name)| {
            let (from, to) = (from.map(end), to.map(end));
            match (self.lang, from, to) {
                (Lang::Zh, Some(from), None) => format!("{from} 以上为{name}"),
                (Lang::Zh, None, Some(to)) => format!("不到 {to} 为{name}"),
                (Lang::Zh, Some(from), Some(to)) => format!("{from} 至 {to}（不含）为{name}"),
                (Lang::Zh, None, None) => format!("都为{name}"),
                (Lang::En, Some(from), None) => format!("{name} from {from}"),
                (Lang::En, None, Some(to)) => format!("{name} below {to}"),
                (Lang::En, Some(from), Some(to)) => format!("{name} from {from} to below {to}"),
                (Lang::En, None, None) => format!("always {name}"),
            }
        });
        let mut arms: Vec<String> = arms.collect();
        arms.reverse();
        match self.lang {
            Lang::Zh => format!("{value}所在的档（{}）", arms.join("，")),
            Lang::En => format!("the band of {value} ({})", arms.join(", ")),
        }
    }

    /// The unit in which a column's figures are graded.
    fn unit(&self, cell: &CellOf) -> Option<Unit> {
        let table = self.schema.get(cell.table)?;
        match table.columns.get(usize::from(cell.column.0))?.kind {
            ColumnKind::Score => Some(Unit::Score),
            ColumnKind::Percent => Some(Unit::Percent),
            _ => None,
        }
    }

    pub(super) fn text(&self, text: &Text) -> String {
        match text {
            Text::Constant(text) => match self.lang {
                Lang::Zh => format!("“{text}”"),
                Lang::En => format!("\"{text}\""),
            },
            Text::Cell(cell) => self.cell(cell),
            Text::Label(_, row) => self.of(&self.bare(row), "名称", "name"),
            Text::Code(_, row) => self.of(&self.bare(row), "编码", "code"),
            Text::Band(band) => self.bands(band),
        }
    }

    fn state(&self, subject: &Subject, state: State, negated: bool) -> String {
        let subject = match subject {
            Subject::Cell(cell) => self.cell(cell),
            Subject::Row(table, row) => self.row(*table, row),
            Subject::Rows(rows) => match &rows.pick {
                crate::program::Pick::All => self.path(rows.table).to_owned(),
                _ => self.rows(rows),
            },
        };
        let (zh, en) = match (state, negated) {
            (State::Printed, false) => ("已填", "is printed"),
            (State::Printed, true) => ("没有填", "is not printed"),
            (State::Blank, false) => ("空着", "is blank"),
            (State::Blank, true) => ("不空着", "is not blank"),
            (State::Dash, false) => ("是横线", "is a dash"),
            (State::Dash, true) => ("不是横线", "is not a dash"),
            (State::Missing, false) | (State::Present, true) => ("没有列出", "is missing"),
            (State::Missing, true) | (State::Present, false) => ("列出了", "is there"),
        };
        match self.lang {
            Lang::Zh => format!("{subject}{zh}"),
            Lang::En => format!("{subject} {en}"),
        }
    }
}
