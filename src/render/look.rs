//! How text output looks: language, colours, width.

use std::borrow::Cow;

use anstyle::{AnsiColor, Color, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::diagnostic::Lang;
use crate::syntax::ast::Severity;

/// Whether text carries terminal colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colours {
    /// Plain text.
    #[default]
    Off,
    /// ANSI escapes.
    On,
}

/// Language, colours and width of text output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Language of messages.
    pub lang: Lang,
    /// Colours.
    pub colours: Colours,
    /// Columns of the terminal; longer lines are wrapped or cut.
    pub width: usize,
}

/// Columns assumed when there is no terminal.
pub const DEFAULT_WIDTH: usize = 100;

impl Default for Look {
    fn default() -> Self {
        Self {
            lang: Lang::Zh,
            colours: Colours::Off,
            width: DEFAULT_WIDTH,
        }
    }
}

/// What a stretch of text is, for colouring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Error,
    Warning,
    Note,
    Good,
    Strong,
    Faint,
}

impl From<Severity> for Ink {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Note => Self::Note,
        }
    }
}

impl Look {
    /// The text in the colour of its meaning, or as it is without colours.
    pub(crate) fn paint(&self, ink: Ink, text: &str) -> String {
        if self.colours == Colours::Off || text.is_empty() {
            return text.to_owned();
        }
        let style = match ink {
            Ink::Error => coloured(AnsiColor::Red).bold(),
            Ink::Warning => coloured(AnsiColor::Yellow).bold(),
            Ink::Note => coloured(AnsiColor::Cyan).bold(),
            Ink::Good => coloured(AnsiColor::Green).bold(),
            Ink::Strong => Style::new().bold(),
            Ink::Faint => Style::new().dimmed(),
        };
        format!("{style}{text}{style:#}")
    }
}

fn coloured(colour: AnsiColor) -> Style {
    Style::new().fg_color(Some(Color::Ansi(colour)))
}

/// A text of a report or rule without control characters: escapes never reach a terminal.
pub(crate) fn safe(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_control) {
        Cow::Owned(text.replace(char::is_control, " "))
    } else {
        Cow::Borrowed(text)
    }
}

/// Columns that a text takes on a terminal; Chinese characters take two.
pub(crate) fn columns(text: &str) -> usize {
    text.width()
}

/// Pads a text with blanks to a number of columns.
pub(crate) fn padded(text: &str, width: usize) -> String {
    let mut padded = text.to_owned();
    padded.extend(std::iter::repeat_n(
        ' ',
        width.saturating_sub(columns(text)),
    ));
    padded
}

/// Breaks a text into lines of at most `width` columns. Breaks between Chinese characters, not inside
/// numbers or Latin words, and never before closing punctuation.
pub(crate) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let text = &*safe(text);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0_usize;
    for word in words(text) {
        let wide = columns(word);
        let fits = used.saturating_add(columns(word.trim_end())) <= width;
        if !fits && !line.is_empty() && !binds_left(word) {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            used = 0;
        }
        line.push_str(word);
        used = used.saturating_add(wide);
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// Cuts a text into pieces between which a line may break.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = if narrow(first) {
            rest.char_indices()
                .zip(rest.chars().skip(1).map(Some).chain([None]))
                .find(|((_, here), next)| *here == ' ' || next.is_none_or(|next| !narrow(next)))
                .map_or(rest.len(), |((at, here), _)| {
                    at.saturating_add(here.len_utf8())
                })
        } else {
            first.len_utf8()
        };
        let (word, tail) = rest.split_at_checked(end)?;
        rest = tail;
        Some(word)
    })
}

fn narrow(character: char) -> bool {
    character.width().unwrap_or(0) < 2
}

fn binds_left(word: &str) -> bool {
    word.starts_with([
        '，', '。', '、', '；', '：', '）', '」', '』', '！', '？', '》', '”', ',', '.',
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_not_broken_over_lines() {
        assert_eq!(
            wrapped("本年收入合计为8638621.12元", 20),
            ["本年收入合计为", "8638621.12元"]
        );
    }

    #[test]
    fn no_line_begins_with_a_comma() {
        assert_eq!(wrapped("甲乙丙，丁", 6), ["甲乙丙，", "丁"]);
    }

    #[test]
    fn plain_look_has_no_escapes() {
        assert_eq!(Look::default().paint(Ink::Error, "错误"), "错误");
    }

    #[test]
    fn padding_counts_columns() {
        assert_eq!(padded("科目", 6), "科目  ");
    }
}
