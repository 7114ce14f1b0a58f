//! The problem at a refused place: a slip by name, or "expected …, found …".

use super::super::expected;
use super::super::faults::say;
use super::spot::Spot;
use super::{number, sign, word};
use crate::diagnostic::{Problem, Wording, codes};

/// The problem at a place.
pub(in crate::syntax) fn problem(spot: &Spot<'_>) -> Problem {
    number::slip(spot)
        .or_else(|| sign::slip(spot))
        .or_else(|| word::slip(spot))
        .unwrap_or_else(|| generic(spot))
}

/// "expected …, found …"
pub(super) fn generic(spot: &Spot<'_>) -> Problem {
    let found = match &spot.found {
        Some(piece) => {
            let text = short(spot.str(&piece.range));
            say!("`{text}`", "`{text}`")
        }
        None => say!("文件末尾", "the end of the file"),
    };
    let message = match expected::expected(spot.rules) {
        Some(wanted) => Wording::new(
            format!("应为{}，却是{}", wanted.zh, found.zh),
            format!("expected {}, found {}", wanted.en, found.en),
        ),
        None => Wording::new(
            format!("{}不应出现在这里", found.zh),
            format!("{} is not expected here", found.en),
        ),
    };
    let problem = Problem::error(&codes::E0101, message);
    // What is missed at the end of a line is missed after its last word, not before the next line.
    match (&spot.found, &spot.before) {
        (Some(piece), Some(before)) if piece.starts_line => {
            problem.at(spot.span(&before.range), say!("在这之后", "after this"))
        }
        (Some(piece), _) => problem.at(
            spot.span(&piece.range),
            say!("不应出现在这里", "not expected here"),
        ),
        (None, Some(before)) => {
            problem.at(spot.span(&before.range), say!("在这之后", "after this"))
        }
        (None, None) => problem.at(spot.span(&(spot.at..spot.at)), say!("在这里", "here")),
    }
}

/// At most twenty characters of a text.
pub(super) fn short(text: &str) -> String {
    let mut short: String = text.chars().take(20).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
