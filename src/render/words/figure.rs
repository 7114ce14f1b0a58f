//! Figures in words.

use rust_decimal::Decimal;

use super::place::Spoken;
use crate::diagnostic::Lang;
use crate::program::{Number, Series, constant};

/// Names of the three levels of the classification.
const LEVELS: [(&str, &str); 3] = [("类", "class"), ("款", "section"), ("项", "item")];

impl Spoken<'_> {
    pub(super) fn number(&self, number: &Number) -> String {
        match number {
            Number::Constant(value, unit) => constant(*value, *unit),
            Number::Cell(cell) => self.cell(cell),
            Number::Level(row) => self.of(&self.bare(row), "级次", "level"),
            Number::Line(row) => self.of(&self.bare(row), "行次", "line"),
            Number::Negate(a) => self.around("", &self.part(a), "的相反数", "minus ", ""),
            Number::Abs(a) => {
                self.around("", &self.part(a), "的绝对值", "the absolute value of ", "")
            }
            Number::Add(..) => {
                let mut parts = Vec::new();
                self.terms(number, &mut parts);
                let list = self.list(&parts);
                self.around("", &list, "之和", "the sum of ", "")
            }
            Number::Subtract(a, b) => self.pair(a, b, "减去", " less "),
            Number::Multiply(a, b) => self.pair(a, b, "乘以", " times "),
            Number::Divide(a, b) => self.pair(a, b, "除以", " divided by "),
            Number::Sum(all) => {
                let list = self.series(all);
                self.around("", &list, "之和", "the sum of ", "")
            }
            Number::Min(all) => {
                let list = self.series(all);
                self.around("", &list, "中最小的", "the smallest of ", "")
            }
            Number::Max(all) => {
                let list = self.series(all);
                self.around("", &list, "中最大的", "the largest of ", "")
            }
            Number::Count(rows) => {
                let rows = self.rows(rows);
                self.around("", &rows, "的行数", "the number of ", "")
            }
            Number::CountPrinted(cells) => {
                let cells = self.cells(cells);
                self.around("", &cells, "中印了数的个数", "how many are printed of ", "")
            }
            Number::Or(a, b) => {
                let (a, b) = (self.part(a), self.part(b));
                self.around(
                    "",
                    &a,
                    &format!("（没有时按 {b} 计）"),
                    "",
                    &format!(" (or {b} where there is none)"),
                )
            }
            Number::Band(band) => {
                let value = self.number(&band.value);
                self.around("按", &value, "分档所得的数", "the step for ", "")
            }
        }
    }

    /// Words before and behind, in either language.
    fn around(
        &self,
        zh_before: &str,
        inner: &str,
        zh_after: &str,
        en_before: &str,
        en_after: &str,
    ) -> String {
        match self.lang {
            Lang::Zh => format!("{zh_before}{inner}{zh_after}"),
            Lang::En => format!("{en_before}{inner}{en_after}"),
        }
    }

    pub(super) fn of(&self, row: &str, zh: &str, en: &str) -> String {
        match (self.lang, row.is_empty()) {
            (Lang::Zh, true) => zh.to_owned(),
            (Lang::Zh, false) => format!("{row}的{zh}"),
            (Lang::En, true) => format!("the {en}"),
            (Lang::En, false) => format!("the {en} of {row}"),
        }
    }

    /// A row whose table is not known from the row itself.
    pub(super) fn bare(&self, row: &crate::program::RowOf) -> String {
        self.row(crate::template::TableId(0), row)
    }

    fn pair(&self, a: &Number, b: &Number, zh: &str, en: &str) -> String {
        let (a, b) = (self.part(a), self.part(b));
        format!("{a}{}{b}", self.say(zh, en))
    }

    /// A figure inside another one: in brackets if it is made of several.
    fn part(&self, number: &Number) -> String {
        let said = self.number(number);
        match number {
            Number::Add(..)
            | Number::Subtract(..)
            | Number::Multiply(..)
            | Number::Divide(..)
            | Number::Negate(_) => match self.lang {
                Lang::Zh => format!("（{said}）"),
                Lang::En => format!("({said})"),
            },
            _ => said,
        }
    }

    fn terms(&self, number: &Number, parts: &mut Vec<String>) {
        match number {
            Number::Add(a, b) => {
                self.terms(a, parts);
                self.terms(b, parts);
            }
            other => parts.push(self.part(other)),
        }
    }

    fn series(&self, all: &[Series]) -> String {
        let parts: Vec<String> = all
            .iter()
            .map(|one| match one {
                Series::One(number) => self.part(number),
                Series::Cells(cells) => self.cells(cells),
            })
            .collect();
        self.list(&parts)
    }

    /// `类` for the level of the classes.
    pub(super) fn level(&self, value: Decimal) -> String {
        let index = usize::try_from(value.mantissa()).ok();
        let index = index.filter(|_| value.scale() == 0);
        let named = index.and_then(|index| LEVELS.get(index.checked_sub(1)?));
        named.map_or_else(|| value.to_string(), |(zh, en)| self.say(zh, en).to_owned())
    }
}
