//! What kind of thing a cell holds, from its text alone.

use crate::document::label_key;
use crate::figure::{is_dash, read_number};

/// The kind of a cell. Depends on the cell's text and the zone's vocabulary, never on its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Nothing.
    Empty,
    /// `-`, `—`, `/`
    Dash,
    /// A plain number: whether it can be a score (0 to 100, at most two decimals), is negative.
    Number {
        /// 0 to 100 with at most two decimals.
        score_like: bool,
        /// Has more than two decimals.
        fine: bool,
        /// Below zero.
        negative: bool,
    },
    /// A percent; `two_decimals` when printed with exactly two.
    Percent {
        /// Printed with exactly two decimals.
        two_decimals: bool,
        /// Below zero.
        negative: bool,
    },
    /// Operator, number and what follows, at most twelve characters; also `提高95%`.
    OperatorMeasure,
    /// Number and unit.
    Measure,
    /// Operator and unit without number: `≥%`.
    UnitPattern,
    /// A word of the vocabulary of some column; the bits say which columns.
    Word(u64),
    /// The beginning of such a word: cut off, or a word of its own.
    WordStart(u64),
    /// 达成预期指标 and the like, also cut off at the end.
    Status,
    /// Characters of a spanning label.
    Span,
    /// At least fourteen characters, or punctuation inside.
    Long,
    /// Any other word.
    Short,
}

/// The words of a zone: for each column its closed vocabulary, the status words, the span label.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// Per column of the zone: keys of its words.
    pub columns: Vec<Vec<String>>,
    /// Keys of status words.
    pub status: Vec<String>,
    /// Spanning labels (绩效指标); any run of their characters is taken as the label.
    pub spans: Vec<String>,
}

const OPERATORS: &[char] = &[
    '≥', '≤', '=', '＝', '≧', '≦', '≡', '>', '<', '＞', '＜', '’',
];
const CHANGE_WORDS: &[&str] = &[
    "提高",
    "提升",
    "降低",
    "减少",
    "不少于",
    "不低于",
    "不超过",
    "大于",
    "小于",
    "约",
];

/// Classifies one cell.
#[must_use]
pub fn classify(text: &str, words: &Vocabulary) -> CellKind {
    let text = text.trim();
    if text.is_empty() {
        return CellKind::Empty;
    }
    if is_dash(text) {
        return CellKind::Dash;
    }
    if let Some(kind) = number_kind(text) {
        return kind;
    }
    let key = label_key(text);
    if let Some(kind) = word_kind(&key, words) {
        return kind;
    }
    if let Some(kind) = measure_kind(text) {
        return kind;
    }
    let length = text.chars().count();
    if length >= 14 || text.contains(['、', '，', '。', '；', ',']) {
        CellKind::Long
    } else {
        CellKind::Short
    }
}

fn number_kind(text: &str) -> Option<CellKind> {
    let (body, percent) = match text.strip_suffix(['%', '％']) {
        Some(body) => (body.trim_end(), true),
        None => (text, false),
    };
    let number = read_number(body)?;
    let negative = number.value.is_sign_negative() && !number.value.is_zero();
    if percent {
        return Some(CellKind::Percent {
            two_decimals: number.decimals == 2,
            negative,
        });
    }
    let fine = number.decimals > 2;
    let in_range = !negative && number.value <= rust_decimal::Decimal::ONE_HUNDRED;
    Some(CellKind::Number {
        score_like: in_range && !fine,
        fine,
        negative,
    })
}

fn word_kind(key: &str, words: &Vocabulary) -> Option<CellKind> {
    let columns_where = |fits: &dyn Fn(&String) -> bool| {
        words
            .columns
            .iter()
            .enumerate()
            .take(64)
            .fold(0_u64, |bits, (column, list)| {
                if list.iter().any(fits) {
                    bits | 1 << column
                } else {
                    bits
                }
            })
    };
    let whole = columns_where(&|word| word == key);
    if whole != 0 {
        return Some(CellKind::Word(whole));
    }
    let start = columns_where(&|word| is_beginning(key, word));
    if start != 0 {
        return Some(CellKind::WordStart(start));
    }
    if words
        .status
        .iter()
        .any(|word| word == key || is_beginning(key, word))
    {
        return Some(CellKind::Status);
    }
    let spans = |label: &String| key.chars().count() < label.chars().count() && label.contains(key);
    if words.spans.iter().any(|label| label == key || spans(label)) {
        return Some(CellKind::Span);
    }
    None
}

/// A word cut off at the end: at least two characters of it, and not much shorter.
fn is_beginning(key: &str, word: &str) -> bool {
    let (have, want) = (key.chars().count(), word.chars().count());
    have >= 3 && have < want && word.starts_with(key)
}

fn measure_kind(text: &str) -> Option<CellKind> {
    let short = text.chars().count() <= 14;
    let after_operator = text.trim_start_matches(OPERATORS).trim_start();
    let has_operator = after_operator.len() < text.len();
    let after_word = CHANGE_WORDS.iter().find_map(|word| text.strip_prefix(word));
    let begins_with_digit = |rest: &str| rest.chars().next().is_some_and(|c| c.is_ascii_digit());
    if has_operator || after_word.is_some() {
        let rest = after_word.unwrap_or(after_operator).trim_start();
        if begins_with_digit(rest) && short {
            return Some(CellKind::OperatorMeasure);
        }
        if has_operator && short {
            return Some(CellKind::UnitPattern);
        }
        let unit_only = after_word.is_some() && rest.chars().count() <= 3 && !rest.is_empty();
        if unit_only && rest.contains('%') {
            return Some(CellKind::UnitPattern);
        }
        return None;
    }
    if !begins_with_digit(text) {
        return None;
    }
    let unit = text
        .trim_start_matches(|c: char| c.is_ascii_digit() || ".,".contains(c))
        .trim();
    let is_unit = (1..=8).contains(&unit.chars().count()) && !unit.contains(['、', '，', '。']);
    is_unit.then_some(CellKind::Measure)
}
