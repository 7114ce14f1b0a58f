//! Every syntax error that can be stated without looking at the grammar: code, words, advice.

use crate::diagnostic::{Problem, Wording, codes};
use crate::source::Span;

/// One sentence in both languages, from two format strings.
macro_rules! say {
    ($zh:literal, $en:literal) => {
        $crate::diagnostic::Wording::new(format!($zh), format!($en))
    };
}
pub(super) use say;

/// A quoted text without its closing quote; `text` is the text as far as it goes.
pub(super) fn unclosed_text(span: Span, text: &str) -> Problem {
    let close = match text.chars().next() {
        Some('“') => '”',
        Some('「') => '」',
        _ => '"',
    };
    Problem::error(
        &codes::E0103,
        say!("引号没有收尾", "a quoted text is not closed"),
    )
    .at(
        span,
        say!("到行末仍没有 `{close}`", "the line ends without `{close}`"),
    )
    .help(say!(
        "在文字末尾补上 `{close}`；文字不能跨行，换行写作 `\\n`",
        "add `{close}` after the text; a text stays on one line, a line break is written `\\n`"
    ))
}

/// The closing bracket that belongs to an opening one.
fn partner(open: &str) -> char {
    match open {
        "(" | "（" => ')',
        "[" | "［" | "【" => ']',
        _ => '}',
    }
}

/// An opening bracket without partner; `next` is where the partner is missed, if known.
pub(super) fn unclosed_bracket(span: Span, open: &str, next: Option<Span>) -> Problem {
    let close = partner(open);
    let problem = Problem::error(
        &codes::E0102,
        say!(
            "`{open}` 没有配对的 `{close}`",
            "`{open}` has no matching `{close}`"
        ),
    )
    .at(span, say!("在这里打开", "opened here"))
    .help(match close {
        '}' => say!(
            "在这条规则或范围的末尾补上 `}}`",
            "add `}}` at the end of this rule or scope"
        ),
        _ => say!("补上 `{close}`", "add `{close}`"),
    });
    match next {
        Some(next) => problem.at(
            next,
            say!("到这里仍没有 `{close}`", "still no `{close}` here"),
        ),
        None => problem,
    }
}

/// A closing bracket without partner.
pub(super) fn stray_bracket(span: Span, close: &str) -> Problem {
    Problem::error(
        &codes::E0102,
        say!("多余的 `{close}`", "`{close}` closes nothing"),
    )
    .at(
        span,
        say!("前面没有与它配对的括号", "nothing before it is open"),
    )
    .help(say!(
        "删去它，或在前面补上打开的括号",
        "remove it, or add the opening bracket before it"
    ))
}

/// Brackets nested deeper than the limit.
pub(super) fn too_deep(span: Span, limit: usize) -> Problem {
    Problem::error(
        &codes::E0105,
        say!(
            "嵌套超过 {limit} 层（MAX_NESTING）",
            "nested more than {limit} deep (MAX_NESTING)"
        ),
    )
    .at(span, say!("从这里起超过限度", "the limit is passed here"))
    .help(say!(
        "用 `let` 或 `fn` 给里层的部分起名",
        "name the inner parts with `let` or `fn`"
    ))
}

/// An expression whose tree is deeper than the limit.
pub(super) fn too_long(span: Span, limit: u32) -> Problem {
    Problem::error(
        &codes::E0105,
        say!(
            "表达式的运算超过 {limit} 层（MAX_DEPTH）",
            "the expression is more than {limit} operations deep (MAX_DEPTH)"
        ),
    )
    .at(span, say!("从这里起超过限度", "the limit is passed here"))
    .help(say!(
        "用 `sum(…)` 求和，或用 `let` 给各部分起名",
        "add up with `sum(…)`, or name parts with `let`"
    ))
}

/// A file larger than the limit.
pub(super) fn file_too_large(span: Span, bytes: usize, limit: usize) -> Problem {
    Problem::error(
        &codes::E0106,
        say!(
            "规则文件有 {bytes} 字节，超过上限 {limit} 字节（MAX_FILE_BYTES）",
            "the rule file has {bytes} bytes, more than the limit of {limit} (MAX_FILE_BYTES)"
        ),
    )
    .at(span, say!("文件从这里开始", "the file begins here"))
    .help(say!(
        "把规则分到几个文件里，并确认这确实是规则文件",
        "split the rules over several files, and make sure that this is a rule file"
    ))
}

/// More faults than are shown.
pub(super) fn too_many(span: Span, hidden: usize) -> Problem {
    Problem::error(
        &codes::E0117,
        say!(
            "另有 {hidden} 处语法错误没有列出（MAX_FAULTS）",
            "{hidden} more syntax errors are not shown (MAX_FAULTS)"
        ),
    )
    .at(
        span,
        say!("没有列出的第一处", "the first that is not shown"),
    )
    .help(say!(
        "先改正已列出的错误，并确认这确实是规则文件",
        "mend those shown first, and make sure that this is a rule file"
    ))
}

/// The grammar and the builder disagree: our fault, not the author's.
pub(super) fn internal(span: Span, what: &str) -> Problem {
    Problem::error(
        &codes::E0101,
        say!(
            "解析器内部不一致：{what}",
            "the parser disagrees with its grammar: {what}"
        ),
    )
    .at(span, say!("在这里", "here"))
    .help(say!(
        "这是 gouji 自身的缺陷，请报告",
        "this is a defect of gouji; please report it"
    ))
}

/// A number that cannot be taken as written.
pub(super) fn bad_number(span: Span, message: Wording, help: Wording) -> Problem {
    Problem::error(&codes::E0107, message)
        .at(span, say!("不能读作数字", "not readable as a number"))
        .help(help)
}

/// A word where a keyword belongs.
pub(super) fn unknown_word(span: Span, word: &str, like: Option<&str>, wanted: Wording) -> Problem {
    let problem = Problem::error(
        &codes::E0104,
        say!("`{word}` 不是关键字", "`{word}` is not a keyword"),
    )
    .at(
        span,
        Wording::new(
            format!("这里应为{}", wanted.zh),
            format!("expected {} here", wanted.en),
        ),
    );
    match like {
        Some(like) => problem.help(say!("是否想写 `{like}`？", "did you mean `{like}`?")),
        None => problem,
    }
}

/// A word operator without a blank beside it.
pub(super) fn glued(span: Span, before: &str, operator: &str, after: &str) -> Problem {
    let after = if after.is_empty() { "…" } else { after };
    Problem::error(
        &codes::E0113,
        say!(
            "`{operator}` 与相邻的文字连在一起，成了一个名称",
            "`{operator}` is glued to its neighbour, so they are one name"
        ),
    )
    .at(span, say!("读作一个名称", "read as one name"))
    .help(say!(
        "在运算词两边加空格：`{before} {operator} {after}`",
        "put blanks round the operator: `{before} {operator} {after}`"
    ))
}
