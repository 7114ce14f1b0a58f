//! Targets and actual values of indicators: an operator, a number and a unit; a range; or a word.
//!
//! Printed as `≥12次`, `=100%`, `≤0.5小时`, `提高95%`, `2.4-3万元`, `及时`, `达成预期指标`; text out of PDF
//! also gives `≧`, `≡`, `’＝`.

use rust_decimal::Decimal;

use super::read_number;

/// How a target bounds the actual value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// `≥`, 不少于, 不低于, 提高 …
    AtLeast,
    /// `≤`, 不超过, 控制在…以内
    AtMost,
    /// `>`
    MoreThan,
    /// `<`
    LessThan,
    /// `=`
    Equal,
    /// Nothing printed: which side is better is not known.
    Unstated,
}

/// What a target or an actual value says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// A number with its unit.
    Quantity {
        /// The printed operator.
        bound: Bound,
        /// The number; percents as printed (95 for 95%).
        value: Decimal,
        /// Unit as printed, normalised; empty if none.
        unit: String,
    },
    /// A range, both ends included.
    Range {
        /// Lower end.
        low: Decimal,
        /// Upper end.
        high: Decimal,
        /// Unit as printed.
        unit: String,
    },
    /// 达成预期指标 and the like.
    Achieved,
    /// 部分达成预期指标, 未达成预期指标 …
    NotAchieved,
    /// Any other word: 及时, 满足, 优.
    Word(String),
}

const SIGNS: &[(&str, Bound)] = &[
    ("≥", Bound::AtLeast),
    ("≧", Bound::AtLeast),
    (">=", Bound::AtLeast),
    ("≤", Bound::AtMost),
    ("≦", Bound::AtMost),
    ("<=", Bound::AtMost),
    ("＝", Bound::Equal),
    ("=", Bound::Equal),
    ("≡", Bound::Equal),
    (">", Bound::MoreThan),
    ("＞", Bound::MoreThan),
    ("<", Bound::LessThan),
    ("＜", Bound::LessThan),
    ("不少于", Bound::AtLeast),
    ("不低于", Bound::AtLeast),
    ("大于等于", Bound::AtLeast),
    ("达到", Bound::AtLeast),
    ("不超过", Bound::AtMost),
    ("不高于", Bound::AtMost),
    ("小于等于", Bound::AtMost),
    ("控制在", Bound::AtMost),
    ("大于", Bound::MoreThan),
    ("小于", Bound::LessThan),
    ("等于", Bound::Equal),
];

const CHANGES: &[&str] = &["提高", "提升", "增长", "增加"];

/// Reads a target or an actual value; `None` for an empty text or an operator without number.
#[must_use]
pub fn read_measure(text: &str) -> Option<Measure> {
    let text = text
        .trim()
        .trim_start_matches(['’', '‘', '\'', '"', '“'])
        .trim();
    if text.is_empty() {
        return None;
    }
    if let Some(word) = status(text) {
        return Some(word);
    }
    let (bound, rest) = sign(text);
    let rest = CHANGES
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .map_or((bound, rest), |rest| {
            (
                if bound == Bound::Unstated {
                    Bound::AtLeast
                } else {
                    bound
                },
                rest,
            )
        });
    let (bound, rest) = rest;
    match quantity(rest.trim(), bound) {
        Some(measure) => Some(measure),
        None if bound == Bound::Unstated => Some(Measure::Word(text.to_owned())),
        None => None,
    }
}

fn status(text: &str) -> Option<Measure> {
    if text.starts_with("未达")
        || text.starts_with("部分达")
        || text.starts_with("未完成")
        || text.starts_with("部分完成")
    {
        Some(Measure::NotAchieved)
    } else if text.starts_with("达成预期")
        || text.starts_with("达到预期")
        || text.starts_with("全部或基本达成")
    {
        Some(Measure::Achieved)
    } else {
        None
    }
}

fn sign(text: &str) -> (Bound, &str) {
    SIGNS
        .iter()
        .find_map(|(sign, bound)| {
            text.strip_prefix(sign)
                .map(|rest| (*bound, rest.trim_start()))
        })
        .unwrap_or((Bound::Unstated, text))
}

fn quantity(text: &str, bound: Bound) -> Option<Measure> {
    let (first, rest) = leading_number(text)?;
    let range = ["-", "—", "~", "～", "至"].iter().find_map(|dash| {
        let after_unit = rest.strip_prefix(['%', '％']).unwrap_or(rest);
        after_unit.strip_prefix(dash)
    });
    if let Some((second, unit)) = range.and_then(leading_number)
        && first <= second
    {
        return Some(Measure::Range {
            low: first,
            high: second,
            unit: unit_key(unit),
        });
    }
    // What follows a quantity is its unit: short, and without a further number.
    let unit = unit_key(rest);
    let plausible = unit.chars().count() <= 8 && !unit.contains(|c: char| c.is_ascii_digit());
    plausible.then_some(Measure::Quantity {
        bound,
        value: first,
        unit,
    })
}

fn leading_number(text: &str) -> Option<(Decimal, &str)> {
    let length: usize = text
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '０'..='９' | '．'))
        .map(char::len_utf8)
        .sum();
    let (number, rest) = text.split_at_checked(length)?;
    Some((read_number(number)?.value, rest.trim()))
}

fn unit_key(unit: &str) -> String {
    let unit = unit.trim().trim_end_matches(['以', '内', '上', '下', '。']);
    match unit {
        "％" | "百分比" | "%" => "%".to_owned(),
        other => other.replace(' ', ""),
    }
}

/// Whether an actual value reaches its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// The two cannot be compared: other units, a word against a number, no operator.
    Unknown,
}

/// Compares an actual value with its target as the target's operator says. An operator printed before
/// an actual value is not a bound; its number is the value. Without an operator only equality is known
/// to be enough.
#[must_use]
pub fn reached(actual: &Measure, target: &Measure) -> Reached {
    match (actual, target) {
        (Measure::Achieved, _) => Reached::Yes,
        (Measure::NotAchieved, _) => Reached::No,
        (Measure::Word(one), Measure::Word(other)) if one == other => Reached::Yes,
        (
            Measure::Quantity { value, unit, .. },
            Measure::Quantity {
                bound,
                value: wanted,
                unit: wanted_unit,
            },
        ) => match common_unit(*value, unit, *wanted, wanted_unit) {
            Some((value, wanted)) => holds(*bound, value, wanted),
            None => Reached::Unknown,
        },
        (
            Measure::Quantity { value, unit, .. },
            Measure::Range {
                low,
                high,
                unit: wanted,
            },
        ) => {
            if !unit.is_empty() && !wanted.is_empty() && unit != wanted {
                Reached::Unknown
            } else if low <= value && value <= high {
                Reached::Yes
            } else {
                Reached::No
            }
        }
        _ => Reached::Unknown,
    }
}

/// Whether an actual value is more than a target that asks for equality (`=170个`, a range): it misses
/// the target, yet nothing is left undone. Other operators say themselves which side is better.
#[must_use]
pub fn exceeded(actual: &Measure, target: &Measure) -> Reached {
    let (Measure::Quantity { value, unit, .. }, Some((asked, asked_unit))) =
        (actual, asks_equality(target))
    else {
        return Reached::No;
    };
    match common_unit(*value, unit, asked, asked_unit) {
        Some((value, asked)) if value > asked => Reached::Yes,
        Some(_) => Reached::No,
        None => Reached::Unknown,
    }
}

fn asks_equality(target: &Measure) -> Option<(Decimal, &str)> {
    match target {
        Measure::Quantity {
            bound: Bound::Equal,
            value,
            unit,
        } => Some((*value, unit)),
        Measure::Range { high, unit, .. } => Some((*high, unit)),
        Measure::Quantity { .. } | Measure::Achieved | Measure::NotAchieved | Measure::Word(_) => {
            None
        }
    }
}

fn holds(bound: Bound, value: Decimal, wanted: Decimal) -> Reached {
    let yes = match bound {
        Bound::AtLeast => value >= wanted,
        Bound::AtMost => value <= wanted,
        Bound::MoreThan => value > wanted,
        Bound::LessThan => value < wanted,
        Bound::Equal => value == wanted,
        Bound::Unstated if value == wanted => true,
        Bound::Unstated => return Reached::Unknown,
    };
    if yes { Reached::Yes } else { Reached::No }
}

/// Both numbers in one unit; a unit that is missing on one side is that of the other.
fn common_unit(
    value: Decimal,
    unit: &str,
    wanted: Decimal,
    wanted_unit: &str,
) -> Option<(Decimal, Decimal)> {
    if unit == wanted_unit || unit.is_empty() || wanted_unit.is_empty() {
        return Some((value, wanted));
    }
    let factor =
        |unit: &str| super::Unit::parse(unit).map(|unit| (unit.dimension(), unit.factor()));
    let ((one, factor_one), (other, factor_other)) = (factor(unit)?, factor(wanted_unit)?);
    (one == other)
        .then(|| {
            Some((
                value.checked_mul(factor_one)?,
                wanted.checked_mul(factor_other)?,
            ))
        })
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(actual: &str, target: &str, wanted: Reached) {
        let (one, other) = (read_measure(actual).unwrap(), read_measure(target).unwrap());
        assert_eq!(reached(&one, &other), wanted, "{actual} against {target}");
    }

    #[test]
    fn a_target_is_reached_as_its_operator_says() {
        case("≥20次", "≥12次", Reached::Yes);
        case("=95%", "=100%", Reached::No);
        case("=1年", "=3年", Reached::No);
        case("≤5分钟", "≤10分钟", Reached::Yes);
        case("450通/天", "≥500通/天", Reached::No);
        case("’＝692.59万元", "≤717.62万元", Reached::Yes);
        case("90百分比", "≥90百分比", Reached::Yes);
        case("1655", "=1655 项", Reached::Yes);
        case("134392元", "≤13.5万元", Reached::Yes);
        case("3个", "2-4个", Reached::Yes);
    }

    #[test]
    fn words_and_numbers_are_not_compared() {
        case("95%", "满足", Reached::Unknown);
        case("达成预期指标", "及时", Reached::Yes);
        case("部分达成预期指标", "1个工作日", Reached::No);
        case("及时", "及时", Reached::Yes);
        case("204万元", "204.3万元", Reached::Unknown);
        case("100%", "100%", Reached::Yes);
        case("3天", "≤2小时", Reached::Unknown);
    }

    #[test]
    fn an_operator_without_number_says_nothing() {
        assert_eq!(read_measure("≥%"), None);
        assert_eq!(read_measure("=元/人/天"), None);
    }

    #[test]
    fn only_a_target_of_equality_can_be_exceeded() {
        let asked = |actual: &str, target: &str| {
            exceeded(
                &read_measure(actual).unwrap(),
                &read_measure(target).unwrap(),
            )
        };
        assert_eq!(asked("185", "≡170 个"), Reached::Yes);
        assert_eq!(asked("170个", "=170个"), Reached::No);
        assert_eq!(asked("=12次", "=10次"), Reached::Yes);
        assert_eq!(asked("12天", "≤10天"), Reached::No);
        assert_eq!(asked("3.2万元", "2.4-3万元"), Reached::Yes);
        assert_eq!(asked("达成预期指标", "=10次"), Reached::No);
        assert_eq!(asked("12天", "=10人"), Reached::Unknown);
    }
}
