//! One spelling for characters that reports and patterns spell in several ways.
//!
//! Blanks vanish, full width becomes half width, all quotation marks become `"` and all dashes `-`,
//! so that a pattern need not care for them.

use unicode_normalization::UnicodeNormalization;

/// The folded spelling of one character, appended to `out`; nothing for a blank.
pub fn fold_char(character: char, out: &mut String) {
    match character {
        '\u{4e00}'..='\u{9fff}' | '0'..='9' | '、' | '。' | '…' => out.push(character),
        '“' | '”' | '"' | '＂' | '‘' | '’' | '＇' | '\'' | '「' | '」' | '『' | '』' | '〝'
        | '〞' => {
            out.push('"');
        }
        '–' | '—' | '―' | '‐' | '‑' | '−' | '－' => out.push('-'),
        '∶' | '︰' | '﹕' => out.push(':'),
        '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' => {}
        blank if blank.is_whitespace() => {}
        ascii if ascii.is_ascii() => out.push(ascii),
        other => fold_compatible(other, out),
    }
}

/// Compatibility spelling, except where it would turn a sign into a digit (`①`, `²`, `㎡`).
fn fold_compatible(character: char, out: &mut String) {
    let full_width_digit = ('０'..='９').contains(&character);
    let makes_digits = std::iter::once(character)
        .nfkc()
        .any(|folded| folded.is_ascii_digit());
    if makes_digits && !full_width_digit {
        out.push(character);
    } else {
        out.extend(
            std::iter::once(character)
                .nfkc()
                .filter(|folded| !folded.is_whitespace()),
        );
    }
}

/// The folded spelling of a whole text.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        fold_char(character, &mut out);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn width_blanks_and_quotes_do_not_matter() {
        assert_eq!(fold("（类） “三公”，１２．５％"), "(类)\"三公\",12.5%");
    }

    #[test]
    fn circled_and_raised_digits_stay_signs() {
        assert_eq!(fold("①面积5m²"), "①面积5m²");
    }
}
