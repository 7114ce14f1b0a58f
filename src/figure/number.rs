//! Numbers as reports print them.

use rust_decimal::Decimal;

/// A number read from a report, without unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrintedNumber {
    /// Its value.
    pub value: Decimal,
    /// Decimals printed.
    pub decimals: u8,
    /// Blanks inside the number were closed up (`29029236. 59`): right, but worth a note.
    pub joined: bool,
    /// Thousands separators were printed.
    pub separators: bool,
}

/// Digits that a number may have; what is longer is no figure.
const MAX_DIGITS: u32 = 28;

/// Digits that fit 64 bits, and bytes that so many digits take with a point and separators.
const MAX_PLAIN_DIGITS: usize = 18;
const MAX_PLAIN: usize = MAX_PLAIN_DIGITS + 6;

/// Reads a printed number: plain, signed, with thousands separators, in full-width characters, with
/// blanks that text extraction put beside or behind the decimal point.
///
/// `None` for everything else, also for what other number readers take: `1_000`, `5e3`, `1,23`, `(5)`, and for
/// `10 20`, which may be two numbers.
///
/// ```
/// use gouji::figure::read_number;
/// let number = read_number("29,029,236. 59").unwrap();
/// assert_eq!(number.value.to_string(), "29029236.59");
/// assert_eq!((number.decimals, number.joined, number.separators), (2, true, true));
/// assert!(read_number("1,23").is_none());
/// ```
#[must_use]
pub fn read_number(text: &str) -> Option<PrintedNumber> {
    read_plain(text.as_bytes()).or_else(|| read_carefully(text.trim()))
}

/// Whether a cell holds nothing but a dash or stroke (`—`, `——`, `-`, `/`): not applicable.
///
/// ```
/// use gouji::figure::is_dash;
/// assert!(is_dash("——") && is_dash("/") && !is_dash("-5") && !is_dash(""));
/// ```
#[must_use]
pub fn is_dash(text: &str) -> bool {
    let mut any = false;
    for character in text.chars().filter(|character| !character.is_whitespace()) {
        if !matches!(
            character,
            '-' | '/' | '－' | '／' | '‐'..='―' | '−' | '─' | '━' | '﹣' | '﹘'
        ) {
            return false;
        }
        any = true;
    }
    any
}

/// The common case: an optional minus, digits, a point, digits, thousands separators; all ASCII, at
/// most 18 digits.
#[inline]
fn read_plain(bytes: &[u8]) -> Option<PrintedNumber> {
    let (negative, bytes) = match bytes.split_first()? {
        (b'-', rest) => (true, rest),
        _ => (false, bytes),
    };
    if bytes.len() > MAX_PLAIN {
        return None;
    }
    let mut mantissa: i64 = 0;
    let mut digits: usize = 0;
    // How many digits stood before the last separator, and before the point.
    let (mut separators, mut group, mut whole) = (false, 0_usize, None);
    for &byte in bytes {
        let digit = byte.wrapping_sub(b'0');
        if digit <= 9 {
            mantissa = mantissa.wrapping_mul(10).wrapping_add(i64::from(digit));
            digits += 1;
            continue;
        }
        let grouped = !separators || digits - group == 3;
        match byte {
            b'.' if whole.is_none() && grouped && digits > 0 => whole = Some(digits),
            b',' if whole.is_none() && grouped && mantissa != 0 && (separators || digits <= 3) => {
                separators = true;
                group = digits;
            }
            _ => return None,
        }
    }
    let before_point = whole.unwrap_or(digits);
    if digits == 0 || digits > MAX_PLAIN_DIGITS || (separators && before_point - group != 3) {
        return None;
    }
    let decimals = digits - before_point;
    Some(PrintedNumber {
        value: Decimal::new(if negative { -mantissa } else { mantissa }, decimals as u32),
        decimals: decimals as u8,
        joined: false,
        separators,
    })
}

/// What has been read of a number so far.
#[derive(Default)]
struct Reading {
    negative: bool,
    mantissa: i128,
    digits: u32,
    /// Decimals, once the point has been read.
    decimals: Option<u8>,
    /// Digits since the last thousands separator, or since the beginning.
    group: u32,
    separators: bool,
    /// A blank stands before the next character.
    blank: bool,
    joined: bool,
    /// A blank stood between two digits before the point.
    gap: bool,
}

/// Everything that is not plain.
fn read_carefully(text: &str) -> Option<PrintedNumber> {
    let mut reading = Reading::default();
    let mut characters = text.chars().peekable();
    if let Some(&first) = characters.peek() {
        match first {
            '-' | '−' | '－' | '﹣' | '–' => {
                reading.negative = true;
                characters.next();
            }
            '+' | '＋' => {
                characters.next();
            }
            _ => {}
        }
    }
    for character in characters {
        reading.take(character)?;
    }
    reading.finish()
}

impl Reading {
    fn take(&mut self, character: char) -> Option<()> {
        match character {
            '0'..='9' => self.digit(u32::from(character) - u32::from('0')),
            '０'..='９' => self.digit(u32::from(character) - u32::from('０')),
            '.' | '．' => self.point(),
            ',' | '，' => self.separator(),
            _ if character.is_whitespace() => {
                self.blank = true;
                Some(())
            }
            _ => None,
        }
    }

    fn digit(&mut self, digit: u32) -> Option<()> {
        if self.blank {
            let beside_point = self.decimals == Some(0);
            let beside_separator = self.separators && self.group == 0;
            self.gap |= self.decimals.is_none() && !beside_separator && self.digits > 0;
            self.joined |= beside_point || self.digits > 0;
            self.blank = false;
        }
        self.digits += 1;
        if self.digits > MAX_DIGITS {
            return None;
        }
        self.mantissa = self
            .mantissa
            .checked_mul(10)?
            .checked_add(i128::from(digit))?;
        match &mut self.decimals {
            Some(decimals) => *decimals += 1,
            None => self.group += 1,
        }
        Some(())
    }

    fn point(&mut self) -> Option<()> {
        if self.decimals.is_some() || (self.separators && self.group != 3) {
            return None;
        }
        self.close_up();
        self.decimals = Some(0);
        Some(())
    }

    fn separator(&mut self) -> Option<()> {
        let right = if self.separators {
            self.group == 3
        } else {
            (1..=3).contains(&self.group) && self.mantissa != 0
        };
        if self.decimals.is_some() || !right {
            return None;
        }
        self.close_up();
        self.separators = true;
        self.group = 0;
        Some(())
    }

    /// A blank before a point or separator belongs to the number.
    fn close_up(&mut self) {
        self.joined |= self.blank && self.digits > 0;
        self.blank = false;
    }

    fn finish(self) -> Option<PrintedNumber> {
        let groups_right = !self.separators || self.decimals.is_some() || self.group == 3;
        // `10 20` may be two numbers; `1 0,000` has groups that say it is one.
        let one_number = !self.gap || self.separators;
        if self.digits == 0 || !groups_right || !one_number {
            return None;
        }
        let decimals = self.decimals.unwrap_or(0);
        let mantissa = if self.negative {
            -self.mantissa
        } else {
            self.mantissa
        };
        Some(PrintedNumber {
            value: Decimal::try_from_i128_with_scale(mantissa, u32::from(decimals)).ok()?,
            decimals,
            joined: self.joined,
            separators: self.separators,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, u8, bool, bool)> {
        read_number(text).map(|number| {
            (
                number.value.to_string(),
                number.decimals,
                number.joined,
                number.separators,
            )
        })
    }

    fn plain(value: &str, decimals: u8) -> Option<(String, u8, bool, bool)> {
        Some((value.to_owned(), decimals, false, false))
    }

    #[test]
    fn plain_and_signed_numbers_keep_their_decimals() {
        assert_eq!(read("0.00"), plain("0.00", 2));
        assert_eq!(read("403.05"), plain("403.05", 2));
        assert_eq!(read(" 140 "), plain("140", 0));
        assert_eq!(read("-2.51"), plain("-2.51", 2));
        assert_eq!(read("−2.51"), plain("-2.51", 2));
        assert_eq!(read("－２．５１"), plain("-2.51", 2));
        assert_eq!(read("+5"), plain("5", 0));
        assert_eq!(read("140."), plain("140", 0));
        assert_eq!(read(".5"), plain("0.5", 1));
        assert_eq!(read("007"), plain("7", 0));
    }

    #[test]
    fn thousands_separators_count_only_when_groups_are_right() {
        let separated = |value: &str, decimals| Some((value.to_owned(), decimals, false, true));
        assert_eq!(read("1,234"), separated("1234", 0));
        assert_eq!(read("-12,345,678.90"), separated("-12345678.90", 2));
        assert_eq!(read("１２，３４５．６"), separated("12345.6", 1));
        for text in [
            "1,23",
            "1234,567",
            ",123",
            "1,,234",
            "1,234,56.7",
            "0,123",
            "1.234,567",
            "1,",
            "1,234.",
        ] {
            let expected = if text == "1,234." {
                separated("1234", 0)
            } else {
                None
            };
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn blanks_beside_or_behind_the_point_are_closed_up() {
        let joined = |value: &str, decimals| Some((value.to_owned(), decimals, true, false));
        assert_eq!(read("1. 00"), joined("1.00", 2));
        assert_eq!(read("29029236. 59"), joined("29029236.59", 2));
        assert_eq!(read("12 .5"), joined("12.5", 1));
        assert_eq!(read("30.58 9"), joined("30.589", 3));
        assert_eq!(
            read("29,029, 236. 59"),
            Some(("29029236.59".to_owned(), 2, true, true))
        );
        assert_eq!(read("- 5.0"), plain("-5.0", 1));
    }

    #[test]
    fn what_may_be_two_numbers_or_no_number_is_refused() {
        for text in [
            "",
            " ",
            "-",
            "—",
            ".",
            "1_000",
            "5e3",
            "(5)",
            "10 20",
            "10 20.5",
            "1.2.3",
            "5%",
            "5万",
            "≥5",
            "１0⁶",
            "1--2",
            "--1",
            "5-",
            "Ⅳ",
            "½",
            "99999999999999999999999999999",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn long_numbers_are_read_to_the_last_digit() {
        assert_eq!(read("123456789012345678"), plain("123456789012345678", 0));
        assert_eq!(read("1234567890123456789"), plain("1234567890123456789", 0));
        assert_eq!(
            read("12345678901234567890123456.78"),
            plain("12345678901234567890123456.78", 2)
        );
    }

    #[test]
    fn dashes_and_strokes_stand_for_not_applicable() {
        for text in ["-", "—", "——", "— —", "/", "／", "−", "－－", "–", "————"]
        {
            assert!(is_dash(text), "{text}");
        }
        for text in ["", " ", "0", "-1", "无", "/a"] {
            assert!(!is_dash(text), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn both_readers_agree(text in "-?[0-9,.]{1,26}", grouped in "-?[0-9]{1,3}(,[0-9]{3}){0,4}[.]?[0-9]{0,3}") {
            for text in [text, grouped] {
                if let Some(plain) = read_plain(text.as_bytes()) {
                    proptest::prop_assert_eq!(Some(plain), read_carefully(&text), "{}", text);
                } else {
                    let careful = read_carefully(&text);
                    let short = text.bytes().filter(u8::is_ascii_digit).count() <= MAX_PLAIN_DIGITS;
                    proptest::prop_assert!(careful.is_none() || !short || text.starts_with(['.', '-']), "{}", text);
                }
            }
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in ".*") {
            let _ = read_number(&text);
            let _ = is_dash(&text);
        }
    }
}
