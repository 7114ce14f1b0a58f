//! What is wrong with the TOML of a template, in words that say what to do.

use std::ops::Range;

use crate::diagnostic::codes::E0401;
use crate::diagnostic::{Problem, Wording};
use crate::source::{SourceId, SourceMap, Span};

use super::problems::wording;

/// Messages of the TOML reader (beginnings) in Chinese.
const TRANSLATED: &[(&str, &str)] = &[
    ("duplicate key", "这个键写了两次"),
    ("invalid unquoted key", "键里有不能直接写的字符"),
    ("string values must be quoted", "文字要加引号"),
    ("missing opening quote", "缺少左引号"),
    (
        "missing comma between array elements",
        "列表的元素之间缺少逗号",
    ),
    ("missing comma between key-value pairs", "键值之间缺少逗号"),
    (
        "missing assignment between key-value pairs",
        "键与值之间缺少 =",
    ),
    ("missing value for key", "键后面没有值"),
    ("missing value", "缺少值"),
    ("key with no value", "键后面没有值"),
    ("unquoted keys cannot be empty", "键不能为空"),
    ("unclosed array table", "[[…]] 没有闭合"),
    ("unclosed table", "[…] 没有闭合"),
    ("unclosed inline table", "{…} 没有闭合"),
    ("unclosed array", "列表 [ 没有闭合"),
    ("missing array opening", "缺少 ["),
    ("missing inline table opening", "缺少 {"),
    ("missing table open", "缺少 ["),
    ("missing key for inline table element", "{…} 里缺少键"),
    ("extra comma", "多了一个逗号"),
    ("extra `=`", "多了一个 ="),
    ("extra assignment", "多了一个 ="),
    ("unexpected `=` in array", "列表里不能有 ="),
    ("unexpected leading zero", "数字前面多了 0"),
    ("missing escaped value", "反斜杠后面缺少字符"),
    (
        "invalid basic string",
        "引号没有闭合，或文字里有不能直接写的字符",
    ),
    (
        "invalid literal string",
        "单引号没有闭合，或文字里有不能直接写的字符",
    ),
    (
        "invalid multi-line",
        "三引号文字没有闭合，或其中有不能直接写的字符",
    ),
    ("unexpected key or value", "这里不该有内容"),
    ("unexpected content", "这里不该有内容"),
    ("cannot recurse further", "嵌套太深"),
    ("recursion limit", "嵌套太深"),
];

/// What keeps a file from being TOML, if anything does; whether it is a template is not asked.
#[must_use]
pub fn toml_problem(sources: &SourceMap, id: SourceId) -> Option<Problem> {
    let text = sources.get(id).map_or("", |source| source.text.as_str());
    let error = toml::from_str::<toml::Table>(text).err()?;
    Some(problem(text, id, &error))
}

/// The problem for an error of the TOML reader.
pub(super) fn problem(text: &str, source: SourceId, error: &toml::de::Error) -> Problem {
    let range = error.span().unwrap_or(0..0);
    let is_string = error.message().starts_with("invalid");
    let range = whole_word(text, range, is_string);
    let span = Span::new(source, range.start, range.end);
    let written = text.get(range).unwrap_or("");
    if is_chinese_key(error.message(), written) {
        return chinese_key(written, span);
    }
    let english = error.message().lines().next().unwrap_or("");
    let chinese = TRANSLATED
        .iter()
        .find(|(start, _)| english.starts_with(start))
        .map_or(english, |(_, zh)| zh);
    let problem = Problem::error(
        &E0401,
        wording(
            format!("模板不是合法的 TOML：{chinese}"),
            format!("template is not valid TOML: {english}"),
        ),
    )
    .at(
        span,
        wording("TOML 读到这里出错", "TOML cannot be read here"),
    );
    match advice(english, written) {
        Some(help) => problem.help(help),
        None => problem,
    }
}

/// A key such as `容差 = 1`, which TOML wants in quotes.
fn chinese_key(written: &str, span: Span) -> Problem {
    Problem::error(
        &E0401,
        wording(
            format!("模板不是合法的 TOML：汉字键「{written}」没有加引号"),
            format!("template is not valid TOML: the key `{written}` stands without quotes"),
        ),
    )
    .at(span, wording("汉字键要加引号", "quote this key"))
    .help(wording(
        format!("TOML 里带汉字的键要写成 \"{written}\" = …；模板自己的键都是英文，汉字写在值里"),
        format!("write \"{written}\" = …; the keys of a template are all English, Chinese stands in the values"),
    ))
}

fn is_chinese_key(message: &str, written: &str) -> bool {
    message.starts_with("invalid unquoted key") && !written.is_ascii()
}

/// The whole run of letters round a place inside a bare word, so that the caret covers it.
fn whole_word(text: &str, range: Range<usize>, is_string: bool) -> Range<usize> {
    if range.is_empty() {
        return before_gap(text, range.start, is_string);
    }
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '（' | '）' | '、');
    let inside = text.get(range.clone()).unwrap_or("");
    if inside.is_ascii() || !inside.chars().all(is_word) {
        return range;
    }
    let before = text.get(..range.start).unwrap_or("");
    let after = text.get(range.end..).unwrap_or("");
    let left: usize = before
        .chars()
        .rev()
        .take_while(|c| is_word(*c))
        .map(char::len_utf8)
        .sum();
    let right: usize = after
        .chars()
        .take_while(|c| is_word(*c))
        .map(char::len_utf8)
        .sum();
    range.start.saturating_sub(left)..range.end.saturating_add(right)
}

/// What to underline where something is missing at a place without extent: a string from the quote
/// that opens it, otherwise the character after which the thing should come.
fn before_gap(text: &str, at: usize, is_string: bool) -> Range<usize> {
    let before = text.get(..at).unwrap_or("");
    let line = before.rfind('\n').map_or(0, |end| end.saturating_add(1));
    let quote = before.rfind(['"', '\'']).filter(|from| *from >= line);
    if let (true, Some(from)) = (is_string, quote) {
        return from..at;
    }
    let end = before.trim_end().len();
    let last = before
        .trim_end()
        .chars()
        .next_back()
        .map_or(0, char::len_utf8);
    end.saturating_sub(last)..end
}

fn advice(english: &str, written: &str) -> Option<Wording> {
    let full_width = written.chars().find(|c| "“”‘’，＝［］｛｝".contains(*c));
    if let Some(sign) = full_width {
        return Some(wording(
            format!("「{sign}」是全角符号；TOML 的引号、逗号、等号、括号要用半角"),
            format!(
                "`{sign}` is full width; TOML wants ASCII quotes, commas, equals signs, brackets"
            ),
        ));
    }
    if english.starts_with("duplicate key") {
        return Some(wording(
            "同一个表里一个键只能写一次；多张表各写一个 [[table]]",
            "a key stands once in a table; write one [[table]] for each table",
        ));
    }
    if english.starts_with("string values must be quoted") {
        return Some(wording(
            "给值加上引号：id = \"收支总表\"",
            "put the value in quotes: id = \"收支总表\"",
        ));
    }
    None
}
