//! The doors of this folder, and the proof that only the layout changed.

use toml_edit::DocumentMut;

use super::layout;
use crate::diagnostic::{Problem, Problems, Wording, codes};
use crate::source::{SourceId, SourceMap, Span};
use crate::template;

/// A template file in canonical layout. Formatting twice gives the same as formatting once, every key
/// keeps its value, and no comment is lost; the last two are checked before anything is returned.
///
/// # Errors
/// What keeps the text from being TOML; the places point into the text, as source 0.
pub fn format_template(text: &str) -> Result<String, Problems> {
    let mut sources = SourceMap::default();
    let id = sources.add("", text);
    format_template_source(&sources, id)
}

/// The same for a text that is part of a source map.
///
/// # Errors
/// What keeps the text from being TOML. A source that the map does not hold is an empty file.
pub fn format_template_source(sources: &SourceMap, id: SourceId) -> Result<String, Problems> {
    let text = sources.get(id).map_or("", |source| source.text.as_str());
    let mut problems = Problems::default();
    if let Some(problem) = template::toml_problem(sources, id) {
        problems.push(problem);
        return Err(problems);
    }
    let Ok(document) = text.parse::<DocumentMut>() else {
        problems.push(defect(id, &not_parsed()));
        return Err(problems);
    };
    let formatted = layout::document(document);
    if let Some(what) = changed(text, &formatted) {
        problems.push(defect(id, &what));
        return Err(problems);
    }
    Ok(formatted)
}

/// What the layout changed although it must not.
fn changed(text: &str, formatted: &str) -> Option<Wording> {
    let Ok(after) = toml::from_str::<toml::Table>(formatted) else {
        return Some(not_parsed());
    };
    if toml::from_str::<toml::Table>(text).ok().as_ref() != Some(&after) {
        return Some(Wording::new(
            "结果的含义变了",
            "the result means something else",
        ));
    }
    (comments(text) != comments(formatted))
        .then(|| Wording::new("结果的注释变了", "the result has other comments"))
}

fn not_parsed() -> Wording {
    Wording::new("结果无法解析", "the result cannot be parsed")
}

fn defect(source: SourceId, what: &Wording) -> Problem {
    let message = Wording::new(
        format!("排版没有进行：{}", what.zh),
        format!("nothing was formatted: {}", what.en),
    );
    Problem::error(&codes::E0118, message)
        .at(
            Span::new(source, 0, 0),
            Wording::new("这个文件", "this file"),
        )
        .help(Wording::new(
            "这是 gouji 自身的缺陷，请连同文件一起报告；文件没有改动",
            "this is a defect of gouji; please report it with the file, which was not changed",
        ))
}

/// The comments of a TOML text in order.
fn comments(text: &str) -> Vec<&str> {
    let mut comments = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['#', '"', '\'']) {
        let (_, from) = rest.split_at(at);
        if from.starts_with('#') {
            let end = from.find('\n').unwrap_or(from.len());
            let (comment, after) = from.split_at(end);
            comments.push(comment.trim_end());
            rest = after;
        } else {
            rest = after_text(from);
        }
    }
    comments
}

/// What follows the quoted text that begins here.
fn after_text(from: &str) -> &str {
    let (quote, escapes) = match from.starts_with('"') {
        true => ("\"", true),
        false => ("'", false),
    };
    let long = quote.repeat(3);
    let close = if from.starts_with(&long) {
        long.as_str()
    } else {
        quote
    };
    let mut rest = from.strip_prefix(close).unwrap_or("");
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix(close) {
            // `""""` ends a long text that itself ends with a quote.
            return match close.len() {
                3 => after.trim_start_matches(quote),
                _ => after,
            };
        }
        let mut characters = rest.chars();
        if characters.next() == Some('\\') && escapes {
            characters.next();
        }
        rest = characters.as_str();
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_told_from_signs_inside_texts() {
        let text = "# 甲\na = \"# \\\" #\" # 乙\nb = '#\\' # 丙\nc = \"\"\"\n# \"\"\" # 丁\n";
        assert_eq!(comments(text), ["# 甲", "# 乙", "# 丙", "# 丁"]);
    }

    #[test]
    fn a_changed_value_or_comment_is_noticed() {
        assert!(changed("a = 1 # 甲\n", "a = 1  # 甲\n").is_none());
        assert!(changed("a = 1 # 甲\n", "a = 2 # 甲\n").is_some());
        assert!(changed("a = 1 # 甲\n", "a = 1\n").is_some());
        assert!(changed("a = 1\n", "a = \n").is_some());
    }
}
