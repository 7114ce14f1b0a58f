//! Slips in numbers: separators, unknown units, glued words.

use std::ops::Range;

use super::spot::Spot;
use crate::diagnostic::Problem;
use crate::source::Span;
use crate::syntax::faults::{self, say};
use crate::syntax::scan::{self, Lexeme, Piece};

/// Word operators that people glue to a number.
const GLUED: &[&str] = &["且", "或", "为", "有", "容差", "and", "or", "within", "is"];

/// The slip at a place that has to do with a number.
pub(super) fn slip(spot: &Spot<'_>) -> Option<Problem> {
    let found = spot.found.as_ref()?;
    let before = spot.before.as_ref();
    if found.lexeme == Lexeme::Number && found.range.contains(&spot.at) {
        return inside(spot, &found.range);
    }
    let comma = matches!(spot.found_text(), "," | "，");
    if comma && is_number(before) && is_number(spot.next.as_ref()) {
        let first = spot.before_text();
        let second = spot.piece(spot.next.as_ref());
        let touching =
            Spot::touches(before, Some(found)) && Spot::touches(Some(found), spot.next.as_ref());
        if touching && separates_thousands(first, second) {
            let start = before?.range.start;
            let end = spot.next.as_ref()?.range.end;
            let range = start..end + further_groups(spot.line_after(end));
            return Some(thousands(spot.span(&range), spot.str(&range)));
        }
    }
    let point = matches!(spot.found_text(), "." | "．");
    if point && is_number(spot.next.as_ref()) && !Spot::touches(before, Some(found)) {
        let range = found.range.start..spot.next.as_ref()?.range.end;
        let written = spot.str(&range);
        return Some(faults::bad_number(
            spot.span(&range),
            say!("`{written}` 缺少整数部分", "`{written}` has no whole part"),
            say!("写作 `0{written}`", "write `0{written}`"),
        ));
    }
    None
}

fn is_number(piece: Option<&Piece>) -> bool {
    piece.is_some_and(|piece| piece.lexeme == Lexeme::Number)
}

/// Whether a comma between two numbers looks like a separator of thousands: `1,000`, `12,345.67万元`.
fn separates_thousands(first: &str, second: &str) -> bool {
    let digits = |text: &str| {
        text.chars()
            .take_while(|character| character.is_ascii_digit() || ('０'..='９').contains(character))
            .count()
    };
    let whole = first.chars().count();
    (1..=3).contains(&whole) && digits(first) == whole && digits(second) == 3
}

/// Bytes of further groups of three digits, with what is glued to the last: `,000元`.
fn further_groups(rest: &str) -> usize {
    let mut length = 0;
    while let Some(after) = rest
        .get(length..)
        .and_then(|rest| rest.strip_prefix([',', '，']))
    {
        let group = after
            .find(|character: char| !scan::is_name_char(character))
            .unwrap_or(after.len());
        if !separates_thousands("1", after.get(..group).unwrap_or("")) {
            break;
        }
        length = rest.len() - after.len() + group;
    }
    length
}

/// Whether a text is one number with a separator of thousands.
pub(in crate::syntax) fn has_separator(written: &str) -> bool {
    written
        .split_once([',', '，'])
        .is_some_and(|(first, second)| separates_thousands(first, second))
}

/// A number with separators of thousands, which the author must write without them.
pub(in crate::syntax) fn thousands(span: Span, written: &str) -> Problem {
    let plain: String = written
        .chars()
        .filter(|character| !matches!(character, ',' | '，' | '_'))
        .collect();
    faults::bad_number(
        span,
        say!(
            "`{written}` 带有千位分隔符",
            "`{written}` has separators of thousands"
        ),
        say!(
            "写作 `{plain}`；若是两个数，逗号后加空格",
            "write `{plain}`; for two numbers, put a blank after the comma"
        ),
    )
}

/// The slip within one run of digits and letters: `1_000`, `5吨`, `60且`.
fn inside(spot: &Spot<'_>, range: &Range<usize>) -> Option<Problem> {
    let written = spot.str(range);
    if written.contains('_') {
        return Some(thousands(spot.span(range), written));
    }
    let digits = written.trim_start_matches(|character: char| {
        character.is_ascii_digit()
            || ('０'..='９').contains(&character)
            || matches!(character, '.' | '．')
    });
    if digits.is_empty() {
        return None;
    }
    let glued = GLUED.iter().find_map(|operator| {
        let (before, after) = written.split_once(operator)?;
        Some(faults::glued(
            spot.span(range),
            before,
            operator,
            after.trim_end(),
        ))
    });
    glued.or_else(|| {
        let number = written.get(..written.len().saturating_sub(digits.len()))?;
        Some(faults::bad_number(
            spot.span(range),
            say!("`{digits}` 不是单位", "`{digits}` is not a unit"),
            say!(
                "单位为 `元`、`千元`、`万元`、`亿元`、`%`、`分`、`年` 之一；计数不写单位：`{number}`；以数字开头的名称要加引号",
                "a unit is one of `元`, `千元`, `万元`, `亿元`, `%`, `分` and `年`; counts have none: `{number}`; a name that begins with a digit is quoted"
            ),
        ))
    })
}
