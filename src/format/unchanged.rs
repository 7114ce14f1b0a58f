//! The proof that only the layout changed: the formatted text is parsed again and compared.

use crate::diagnostic::{Problem, Problems, Wording, codes};
use crate::source::{SourceMap, Span};
use crate::syntax::{self, ast::File};

/// Compares a formatted text with the text and tree it was made from.
///
/// # Errors
/// A problem that says that this program is wrong, not the file.
pub(super) fn check(text: &str, file: File, formatted: &str) -> Result<(), Problems> {
    let mut sources = SourceMap::default();
    let id = sources.add("", formatted);
    let (again, problems) = syntax::parse(&sources, id);
    let source = file.source;
    let what = if problems.has_errors() {
        Wording::new("结果无法解析", "the result cannot be parsed")
    } else if again.without_places() != file.without_places() {
        Wording::new("结果的含义变了", "the result means something else")
    } else if comments(text) != comments(formatted) {
        Wording::new("结果的注释变了", "the result has other comments")
    } else {
        return Ok(());
    };
    let mut problems = Problems::default();
    problems.push(
        Problem::error(
            &codes::E0118,
            Wording::new(
                format!("排版没有进行：{}", what.zh),
                format!("nothing was formatted: {}", what.en),
            ),
        )
        .at(
            Span::new(source, 0, 0),
            Wording::new("这个文件", "this file"),
        )
        .help(Wording::new(
            "这是 gouji 自身的缺陷，请连同文件一起报告；文件没有改动",
            "this is a defect of gouji; please report it with the file, which was not changed",
        )),
    );
    Err(problems)
}

/// The comments of a text in order.
fn comments(text: &str) -> Vec<&str> {
    syntax::comments(text)
        .into_iter()
        .map(|range| text.get(range).unwrap_or("").trim_end())
        .collect()
}
