//! Explanations on file (`explanations.toml`): a finding that somebody has accounted for.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::diagnostic::{Problem, Problems, Wording, codes};
use crate::source::{SourceId, SourceMap, Span};

/// Longest file that is read, in bytes.
pub const MAX_EXPLANATIONS_BYTES: usize = 4 * 1024 * 1024;

/// Digits of a fingerprint.
const FINGERPRINT_DIGITS: usize = 16;

/// Why a finding is as it is, said by somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What is said.
    pub text: String,
    /// By whom.
    pub by: String,
    /// When, as `2024-08-01`.
    pub date: String,
}

/// Explanations by the fingerprints of the findings they are for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Explanations {
    by_fingerprint: BTreeMap<String, (Explanation, Span)>,
}

impl Explanations {
    /// The explanation for a finding.
    #[must_use]
    pub fn get(&self, fingerprint: &str) -> Option<&Explanation> {
        self.by_fingerprint
            .get(fingerprint)
            .map(|(explanation, _)| explanation)
    }

    /// Every fingerprint and where it is written.
    pub fn fingerprints(&self) -> impl Iterator<Item = (&str, Span)> {
        self.by_fingerprint
            .iter()
            .map(|(fingerprint, (_, span))| (fingerprint.as_str(), *span))
    }

    /// Takes over those of another file; of two for one finding the first stays.
    pub fn extend(&mut self, other: Self) {
        for (fingerprint, explanation) in other.by_fingerprint {
            self.by_fingerprint
                .entry(fingerprint)
                .or_insert(explanation);
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    explanation: Vec<Spanned<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    fingerprint: Option<Spanned<String>>,
    text: Option<Spanned<String>>,
    by: Option<Spanned<String>>,
    date: Option<Spanned<toml::Value>>,
}

/// Reads an `explanations.toml`. What is wrong with it is told with its place; what is right counts.
#[must_use]
pub fn read_explanations(sources: &SourceMap, file: SourceId) -> (Explanations, Problems) {
    let text = sources.get(file).map_or("", |source| source.text.as_str());
    let mut reader = Reader {
        file,
        found: Explanations::default(),
        problems: Problems::default(),
    };
    match toml::from_str::<File>(text) {
        Ok(file) => file
            .explanation
            .iter()
            .for_each(|entry| reader.entry(entry)),
        Err(error) => {
            let range = error.span().unwrap_or(0..0);
            let message = error.message();
            reader.wrong(range, Wording::new(in_chinese(message), message));
        }
    }
    (reader.found, reader.problems)
}

/// What toml says, as far as people meet it, in Chinese.
fn in_chinese(message: &str) -> String {
    message
        .replace("unknown field", "没有这一项：")
        .replace("expected one of", "可用的有")
        .replace("invalid type", "类型不对")
        .replace("duplicate key", "同一项写了两次")
        .replace("expected", "应为")
}

struct Reader {
    file: SourceId,
    found: Explanations,
    problems: Problems,
}

type Range = std::ops::Range<usize>;

impl Reader {
    fn wrong(&mut self, range: Range, label: Wording) {
        let problem = Problem::error(
            &codes::E0620,
            Wording::new("说明文件有误", "the file of explanations is not valid"),
        );
        let help = Wording::new(
            "每条说明写作 [[explanation]]，含 fingerprint、text、by、date 四项",
            "each explanation is an [[explanation]] with fingerprint, text, by and date",
        );
        let span = Span::new(self.file, range.start, range.end);
        self.problems.push(problem.at(span, label).help(help));
    }

    fn entry(&mut self, entry: &Spanned<Entry>) {
        let whole = entry.span();
        let entry = entry.get_ref();
        let fingerprint = self.fingerprint(entry.fingerprint.as_ref(), &whole);
        let text = self.text("text", entry.text.as_ref(), &whole);
        let by = self.text("by", entry.by.as_ref(), &whole);
        let date = self.date(entry.date.as_ref(), &whole);
        let (Some((fingerprint, range)), Some(text), Some(by), Some(date)) =
            (fingerprint, text, by, date)
        else {
            return;
        };
        if self.found.by_fingerprint.contains_key(&fingerprint) {
            let label = Wording::new(
                "这个发现前面已有说明",
                "this finding is already explained above",
            );
            self.wrong(range, label);
            return;
        }
        let span = Span::new(self.file, range.start, range.end);
        let explanation = Explanation { text, by, date };
        self.found
            .by_fingerprint
            .insert(fingerprint, (explanation, span));
    }

    fn missing(&mut self, key: &str, whole: &Range) {
        let label = Wording::new(format!("缺少 `{key}`"), format!("`{key}` is missing"));
        self.wrong(whole.clone(), label);
    }

    fn fingerprint(
        &mut self,
        given: Option<&Spanned<String>>,
        whole: &Range,
    ) -> Option<(String, Range)> {
        let Some(given) = given else {
            self.missing("fingerprint", whole);
            return None;
        };
        let text = given.get_ref();
        let sound = text.len() == FINGERPRINT_DIGITS
            && text
                .chars()
                .all(|c| c.is_ascii_digit() || ('a'..='f').contains(&c));
        if !sound {
            let label = Wording::new(
                "不是发现的编号：应为 16 位小写十六进制数，见 --format json 的 fingerprint",
                "not a fingerprint: 16 lower-case hexadecimal digits as in --format json",
            );
            self.wrong(given.span(), label);
            return None;
        }
        Some((text.clone(), given.span()))
    }

    fn text(
        &mut self,
        key: &str,
        given: Option<&Spanned<String>>,
        whole: &Range,
    ) -> Option<String> {
        let Some(given) = given else {
            self.missing(key, whole);
            return None;
        };
        let text = given.get_ref().trim();
        if text.is_empty() {
            let label = Wording::new("不能为空", "must not be empty");
            self.wrong(given.span(), label);
            return None;
        }
        Some(text.to_owned())
    }

    /// A date is written with or without quotes.
    fn date(&mut self, given: Option<&Spanned<toml::Value>>, whole: &Range) -> Option<String> {
        let Some(given) = given else {
            self.missing("date", whole);
            return None;
        };
        let text = match given.get_ref() {
            toml::Value::Datetime(date) => date.to_string(),
            toml::Value::String(text) => text.trim().to_owned(),
            _ => String::new(),
        };
        // TOML knows which days a month has.
        let date: Option<toml::value::Datetime> = text.parse().ok();
        match date.and_then(|date| date.date) {
            Some(date) => Some(date.to_string()),
            None => {
                let label = Wording::new("日期应写作 2024-08-01", "a date is written 2024-08-01");
                self.wrong(given.span(), label);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Lang;

    fn read(text: &str) -> (Explanations, Vec<(String, String)>) {
        let mut sources = SourceMap::default();
        let file = sources.add("explanations.toml", text);
        let (found, problems) = read_explanations(&sources, file);
        let problems = problems
            .iter()
            .map(|problem| {
                let label = &problem.labels[0];
                (
                    sources.text(label.span).to_owned(),
                    label.text.get(Lang::Zh).to_owned(),
                )
            })
            .collect();
        (found, problems)
    }

    #[test]
    fn an_explanation_has_text_author_and_date() {
        let (found, problems) = read(
            "[[explanation]]\nfingerprint = \"0123456789abcdef\"\ntext = \"年中划转\"\nby = \"财务科\"\ndate = 2024-08-01\n",
        );
        assert!(problems.is_empty(), "{problems:?}");
        let explanation = found.get("0123456789abcdef").unwrap();
        assert_eq!(explanation.date, "2024-08-01");
        assert_eq!(explanation.by, "财务科");
    }

    #[test]
    fn each_mistake_has_its_place() {
        let (found, problems) = read(
            "[[explanation]]\nfingerprint = \"xyz\"\ntext = \" \"\nby = \"甲\"\ndate = \"2024-02-31\"\n",
        );
        assert!(found.get("xyz").is_none());
        let places: Vec<&str> = problems.iter().map(|(at, _)| at.as_str()).collect();
        assert_eq!(places, ["\"xyz\"", "\" \"", "\"2024-02-31\""]);
    }

    #[test]
    fn what_is_missing_is_named() {
        let (_, problems) = read("[[explanation]]\nfingerprint = \"0123456789abcdef\"\n");
        let said: Vec<&str> = problems.iter().map(|(_, said)| said.as_str()).collect();
        assert_eq!(said, ["缺少 `text`", "缺少 `by`", "缺少 `date`"]);
    }

    #[test]
    fn unknown_keys_are_refused_at_their_place() {
        let (_, problems) = read("[[explanation]]\nfinger = \"0\"\n");
        assert_eq!(problems[0].0, "finger");
    }

    #[test]
    fn the_same_finding_cannot_be_explained_twice() {
        let one = "[[explanation]]\nfingerprint = \"0123456789abcdef\"\ntext = \"一\"\nby = \"甲\"\ndate = 2024-08-01\n";
        let (found, problems) = read(&format!("{one}{one}"));
        assert_eq!(problems.len(), 1);
        assert_eq!(found.fingerprints().count(), 1);
    }
}
