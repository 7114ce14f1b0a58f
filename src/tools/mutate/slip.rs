//! The slips that are planted: what a right number becomes when it is mistyped, copied or not updated.

use rust_decimal::Decimal;

use crate::diagnose::CauseKind;

/// A kind of planted error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slip {
    /// The second digit one higher (9 becomes 8); the first if there is only one.
    SecondDigit,
    /// The first two neighbouring digits that differ, swapped.
    Swap,
    /// The second digit left out.
    DigitLost,
    /// The sign of an amount: a minus too many or too few; 增加 for 减少 in a sentence.
    Sign,
    /// 万元 printed as 元: ten thousand times as much.
    Unit,
    /// One item of the sum not added.
    Omitted,
    /// The number of the line above.
    Copied,
    /// The year before's number, as the report itself states or implies it.
    Previous,
}

impl Slip {
    /// In the order in which they are counted.
    pub const ALL: [Self; 8] = [
        Self::SecondDigit,
        Self::Swap,
        Self::DigitLost,
        Self::Sign,
        Self::Unit,
        Self::Omitted,
        Self::Copied,
        Self::Previous,
    ];

    /// The stable name, as typed with `--kind` and as in JSON.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::SecondDigit => "digit",
            Self::Swap => "swap",
            Self::DigitLost => "digit-lost",
            Self::Sign => "sign",
            Self::Unit => "unit",
            Self::Omitted => "omitted",
            Self::Copied => "copied",
            Self::Previous => "previous",
        }
    }

    /// The causes that name this slip rightly.
    #[must_use]
    pub fn causes(self) -> &'static [CauseKind] {
        match self {
            Self::SecondDigit => &[CauseKind::Digit],
            Self::Swap => &[CauseKind::Swap],
            Self::DigitLost => &[CauseKind::DigitCount],
            Self::Sign => &[CauseKind::Sign],
            Self::Unit => &[CauseKind::Unit],
            Self::Omitted => &[CauseKind::Omitted],
            Self::Copied => &[CauseKind::Copied],
            Self::Previous => &[CauseKind::Stale],
        }
    }

    /// What is printed instead of a number, for the slips of the hand; `None` if the slip leaves the
    /// number as it is, or is not one of the hand.
    ///
    /// ```
    /// use gouji::tools::mutate::Slip;
    /// assert_eq!(Slip::Swap.slipped("3,068.92").as_deref(), Some("368.92"));
    /// assert_eq!(Slip::Unit.slipped("403.05").as_deref(), Some("4030500.00"));
    /// assert_eq!(Slip::Swap.slipped("11.1"), None);
    /// ```
    #[must_use]
    pub fn slipped(self, printed: &str) -> Option<String> {
        let mut number = Digits::of(printed)?;
        match self {
            Self::SecondDigit => number.change_second()?,
            Self::Swap => number.swap()?,
            Self::DigitLost => number.lose_second()?,
            Self::Sign => number.negative = !number.negative,
            Self::Unit => number.shift(4),
            Self::Omitted | Self::Copied | Self::Previous => return None,
        }
        let shown = number.show();
        (shown != Digits::of(printed)?.show()).then_some(shown)
    }
}

/// A value printed the way another number is: its decimals and separators; `None` if it has more
/// decimals than that.
pub(super) fn printed_like(printed: &str, value: Decimal) -> Option<String> {
    let mut number = Digits::of(printed)?;
    let decimals = u32::try_from(number.decimals.len()).ok()?;
    let mut rescaled = value.abs();
    rescaled.rescale(decimals);
    if rescaled != value.abs() {
        return None;
    }
    let text = rescaled.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    number.whole = whole.chars().collect();
    number.decimals = part.chars().collect();
    number.negative = value.is_sign_negative() && !value.is_zero();
    Some(number.show())
}

/// A printed number taken apart.
struct Digits {
    negative: bool,
    whole: Vec<char>,
    decimals: Vec<char>,
    separators: bool,
}

impl Digits {
    fn of(printed: &str) -> Option<Self> {
        let mut digits = Self {
            negative: false,
            whole: Vec::new(),
            decimals: Vec::new(),
            separators: false,
        };
        let mut point = false;
        for c in printed.chars() {
            match c {
                '-' | '−' | '－' | '﹣' | '–' => digits.negative = true,
                ',' | '，' => digits.separators = true,
                '.' | '．' => point = true,
                _ => {
                    let Some(digit) = ascii(c) else { continue };
                    if point {
                        digits.decimals.push(digit);
                    } else {
                        digits.whole.push(digit);
                    }
                }
            }
        }
        let any = digits.all().any(|digit| digit != '0');
        any.then_some(digits)
    }

    fn all(&self) -> impl Iterator<Item = char> {
        self.whole.iter().chain(&self.decimals).copied()
    }

    /// Where the first digit that is not zero stands among all digits.
    fn first(&self) -> Option<usize> {
        self.all().position(|digit| digit != '0')
    }

    fn digit(&mut self, at: usize) -> Option<&mut char> {
        let whole = self.whole.len();
        match at.checked_sub(whole) {
            None => self.whole.get_mut(at),
            Some(at) => self.decimals.get_mut(at),
        }
    }

    fn change_second(&mut self) -> Option<()> {
        let first = self.first()?;
        let second = first.checked_add(1)?;
        let at = if self.digit(second).is_some() {
            second
        } else {
            first
        };
        let digit = self.digit(at)?;
        let value = digit.to_digit(10)?;
        let other = if value == 9 { 8 } else { value.checked_add(1)? };
        *digit = char::from_digit(other, 10)?;
        Some(())
    }

    fn swap(&mut self) -> Option<()> {
        let first = self.first()?;
        let all: Vec<char> = self.all().collect();
        let mut pairs = all.iter().zip(all.iter().skip(1)).enumerate().skip(first);
        let (at, (one, other)) = pairs.find(|(_, (one, other))| one != other)?;
        *self.digit(at)? = *other;
        *self.digit(at.checked_add(1)?)? = *one;
        Some(())
    }

    /// Leaves the second digit out, if it stands before the point: a decimal too few is no slip that
    /// reads as another number.
    fn lose_second(&mut self) -> Option<()> {
        let second = self.first()?.checked_add(1)?;
        if second >= self.whole.len() {
            return None;
        }
        self.whole.remove(second);
        Some(())
    }

    /// Moves the point to the right; as many decimals stay printed as there were.
    fn shift(&mut self, places: usize) {
        let decimals = self.decimals.len();
        let mut rest: Vec<char> = std::mem::take(&mut self.decimals);
        rest.resize(rest.len().max(places), '0');
        let tail = rest.split_off(places);
        self.whole.append(&mut rest);
        self.decimals = tail;
        self.decimals.resize(decimals, '0');
    }

    /// As a report would print it: no zeros in front, separators if it had them.
    fn show(&self) -> String {
        let whole: Vec<char> = self
            .whole
            .iter()
            .copied()
            .skip_while(|c| *c == '0')
            .collect();
        let mut shown = String::new();
        if self.negative {
            shown.push('-');
        }
        if whole.is_empty() {
            shown.push('0');
        }
        for (index, digit) in whole.iter().enumerate() {
            let left = whole.len().saturating_sub(index);
            if self.separators && index > 0 && left.checked_rem(3) == Some(0) {
                shown.push(',');
            }
            shown.push(*digit);
        }
        if !self.decimals.is_empty() {
            shown.push('.');
            shown.extend(&self.decimals);
        }
        shown
    }
}

fn ascii(c: char) -> Option<char> {
    let wide = u32::from(c).checked_sub(u32::from('０'));
    match wide {
        Some(digit) if digit <= 9 => char::from_digit(digit, 10),
        _ => c.is_ascii_digit().then_some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_does_what_its_name_says() {
        let cases = [
            (Slip::SecondDigit, "403.05", Some("413.05")),
            (Slip::SecondDigit, "1,953.20", Some("1,853.20")),
            (Slip::SecondDigit, "0.04", Some("0.05")),
            (Slip::Swap, "403.05", Some("43.05")),
            (Slip::Swap, "3,068.92", Some("368.92")),
            (Slip::Swap, "11.1", None),
            (Slip::DigitLost, "403.05", Some("43.05")),
            (Slip::DigitLost, "4.05", None),
            (Slip::Sign, "2.00", Some("-2.00")),
            (Slip::Sign, "-2.00", Some("2.00")),
            (Slip::Unit, "403.05", Some("4030500.00")),
            (Slip::Unit, "2,030.5", Some("20,305,000.0")),
            (Slip::Unit, "１２．３", Some("123000.0")),
            (Slip::Swap, "0.00", None),
        ];
        for (slip, printed, expected) in cases {
            assert_eq!(
                slip.slipped(printed).as_deref(),
                expected,
                "{slip:?} {printed}"
            );
        }
    }

    #[test]
    fn a_value_takes_the_decimals_and_separators_of_what_it_replaces() {
        let like = |printed, value| printed_like(printed, Decimal::from_str_exact(value).unwrap());
        assert_eq!(like("1,000.00", "23456.5").as_deref(), Some("23,456.50"));
        assert_eq!(like("12.00", "-3").as_deref(), Some("-3.00"));
        assert_eq!(like("12.0", "3.25"), None);
    }
}
