//! `gouji.toml`: settings of a folder and everything below it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::failure::Failure;
use crate::diagnostic::{Lang, Problem, Problems, Wording, codes};
use crate::lint::{LINTS, Levels, Lint, LintLevel};
use crate::source::{SourceMap, Span};

/// Name of the settings file.
const FILE: &str = "gouji.toml";

/// What a `gouji.toml` says, with paths made relative to the working folder.
#[derive(Debug, Clone, Default)]
pub(super) struct Settings {
    /// Folders with packs; empty for the built-in packs.
    pub(super) rules: Vec<PathBuf>,
    /// Template to use instead of choosing one.
    pub(super) template: Option<String>,
    /// Language of messages.
    pub(super) lang: Option<Lang>,
    /// Levels of lints.
    pub(super) lint: Levels,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    rules: Vec<String>,
    template: Option<String>,
    lang: Option<Spanned<String>>,
    /// Levels of lints by code.
    #[serde(default)]
    lint: BTreeMap<Spanned<String>, Spanned<String>>,
}

/// The settings file that counts for a folder: the nearest upwards.
pub(super) fn find(folder: &Path) -> Option<PathBuf> {
    let folder = std::fs::canonicalize(folder).ok()?;
    folder
        .ancestors()
        .map(|folder| folder.join(FILE))
        .find(|path| path.is_file())
}

/// Reads a settings file.
pub(super) fn read(path: &Path) -> Result<Settings, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut sources = SourceMap::default();
    let source = sources.add(path.display().to_string(), text.clone());
    parse(&text, folder).map_err(|(range, message)| {
        let span = range.map_or(Span::new(source, 0, 0), |range| {
            Span::new(source, range.start, range.end)
        });
        let problem = Problem::error(
            &codes::E0601,
            Wording::new(
                "设置文件 gouji.toml 有误",
                "the settings file gouji.toml is not valid",
            ),
        )
        .at(span, message);
        let mut problems = Problems::default();
        problems.push(problem);
        Failure::written(sources, problems)
    })
}

type Mistake = (Option<std::ops::Range<usize>>, Wording);

fn parse(text: &str, folder: &Path) -> Result<Settings, Mistake> {
    let raw: Raw = toml::from_str(text).map_err(|error| {
        let message = error.message();
        (
            error.span(),
            Wording::new(said_in_chinese(message), message),
        )
    })?;
    let lang = raw.lang.as_ref().map(read_lang).transpose()?;
    Ok(Settings {
        rules: raw.rules.iter().map(|rules| folder.join(rules)).collect(),
        template: raw.template,
        lang,
        lint: read_levels(&raw.lint)?,
    })
}

/// `W0703 = "off"`
fn read_levels(written: &BTreeMap<Spanned<String>, Spanned<String>>) -> Result<Levels, Mistake> {
    let mut levels = Levels::default();
    for (code, word) in written {
        let level = LintLevel::of(word.get_ref()).ok_or_else(|| {
            let message = Wording::new(
                "级别只能是 `off`（不查）、`warn`（警告）或 `error`（错误）",
                "the level is `off`, `warn` or `error`",
            );
            (Some(word.span()), message)
        })?;
        if !levels.set(code.get_ref(), level) {
            let (first, last) = (LINTS.first(), LINTS.last());
            let id = |lint: Option<&Lint>| lint.map_or("", |lint| lint.code.id);
            let message = Wording::new(
                format!("没有这项检查：代码从 {} 到 {}", id(first), id(last)),
                format!(
                    "there is no such lint: codes go from {} to {}",
                    id(first),
                    id(last)
                ),
            );
            return Err((Some(code.span()), message));
        }
    }
    Ok(levels)
}

/// The parts of toml's messages that people meet, in Chinese; the rest as it is.
fn said_in_chinese(message: &str) -> String {
    message
        .replace("unknown field", "没有这项设置：")
        .replace("expected one of", "可用的有")
        .replace("invalid type", "类型不对")
        .replace("expected", "应为")
}

fn read_lang(lang: &Spanned<String>) -> Result<Lang, Mistake> {
    match lang.get_ref().as_str() {
        "zh" => Ok(Lang::Zh),
        "en" => Ok(Lang::En),
        _ => {
            let message = Wording::new("语言只能是 `zh` 或 `en`", "the language is `zh` or `en`");
            Err((Some(lang.span()), message))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_settings_file() {
        let text =
            "rules = [\"packs\"]\ntemplate = \"yunzhou\"\nlang = \"en\"\n[lint]\nW0701 = \"off\"\n";
        let settings = parse(text, Path::new("/data")).unwrap();
        assert_eq!(settings.rules, [PathBuf::from("/data/packs")]);
        assert_eq!(settings.template.as_deref(), Some("yunzhou"));
        assert_eq!(settings.lang, Some(Lang::En));
    }

    #[test]
    fn mistakes_have_a_place() {
        let (span, _) = parse("rule = []\n", Path::new(".")).unwrap_err();
        assert_eq!(span, Some(0..4));
        let (span, _) = parse("lang = \"fr\"\n", Path::new(".")).unwrap_err();
        assert_eq!(span, Some(7..11));
    }
}
