//! Values and looks of cells, independent of the sheet they end up on.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// Excel keeps fifteen digits; longer numbers are written as text, so that none is lost.
const MAX_DIGITS: usize = 15;

/// Longest text of a cell that Excel opens, in characters.
const MAX_TEXT: usize = 32_767;

/// Rows that a sheet of Excel has.
pub(super) const MAX_ROWS: u32 = 1_048_576;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    Number(Decimal),
    Count(u32),
    Blank,
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Option<Decimal>> for Value {
    fn from(number: Option<Decimal>) -> Self {
        number.map_or(Self::Blank, Self::Number)
    }
}

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Ink {
    #[default]
    Plain,
    Head,
    Error,
    Warning,
    Note,
    Suspect,
    Unheld,
    Doubtful,
    Faint,
}

/// The look of a cell as the workbook wants it.
pub(super) fn format(ink: Ink) -> Format {
    let plain = Format::new().set_align(FormatAlign::Top);
    match ink {
        Ink::Plain => plain,
        Ink::Head => plain
            .set_bold()
            .set_background_color(Color::RGB(0x00E8_EDF3))
            .set_border_bottom(FormatBorder::Thin)
            .set_text_wrap(),
        Ink::Error => filled(plain, 0x00F9_D5D3).set_bold(),
        Ink::Warning => filled(plain, 0x00FB_E8C6).set_bold(),
        Ink::Note => filled(plain, 0x00DC_E9F9).set_bold(),
        Ink::Suspect => filled(plain, 0x00F2_A6A2).set_bold(),
        Ink::Unheld => filled(plain, 0x00F1_F1F1),
        Ink::Doubtful => plain.set_italic().set_font_color(Color::RGB(0x0077_7777)),
        Ink::Faint => plain.set_font_color(Color::RGB(0x0066_6666)),
    }
}

fn filled(format: Format, colour: u32) -> Format {
    format.set_background_color(Color::RGB(colour))
}

/// Writes one cell. Text is always text: what begins with `=` is never a formula.
pub(super) fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    ink: Ink,
    wrap: bool,
) -> Result<(), XlsxError> {
    let look = if wrap {
        format(ink).set_text_wrap()
    } else {
        format(ink)
    };
    match value {
        Value::Text(text) if text.is_empty() => sheet.write_blank(row, column, &look)?,
        Value::Text(text) => sheet.write_string_with_format(row, column, cut(text), &look)?,
        Value::Count(count) => sheet.write_number_with_format(row, column, *count, &look)?,
        Value::Blank => sheet.write_blank(row, column, &look)?,
        Value::Number(number) => match exactly(*number) {
            Some(float) => {
                let look = look.set_num_format(number_format(number.scale()));
                sheet.write_number_with_format(row, column, float, &look)?
            }
            None => sheet.write_string_with_format(row, column, number.to_string(), &look)?,
        },
    };
    Ok(())
}

/// The number as Excel keeps it, if it keeps all its digits.
fn exactly(number: Decimal) -> Option<f64> {
    let digits = number.mantissa().unsigned_abs().to_string().len();
    if digits > MAX_DIGITS {
        None
    } else {
        number.to_f64()
    }
}

/// Thousands separators and as many decimals as the number has.
fn number_format(scale: u32) -> String {
    let mut format = String::from("#,##0");
    if scale > 0 {
        format.push('.');
        format.extend(std::iter::repeat_n('0', scale as usize));
    }
    format
}

fn cut(text: &str) -> String {
    text.chars().take(MAX_TEXT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_shown_as_printed() {
        assert_eq!(number_format(2), "#,##0.00");
        assert_eq!(number_format(0), "#,##0");
    }

    #[test]
    fn numbers_that_excel_would_change_stay_text() {
        assert!(exactly("12345678901234.56".parse().unwrap()).is_none());
        assert_eq!(exactly("403.05".parse().unwrap()), Some(403.05));
    }
}
