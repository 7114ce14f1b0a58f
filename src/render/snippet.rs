//! Draws an excerpt: lines with underlined places and what is to be said of them (miette).

use std::fmt;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError,
    MietteSpanContents, SourceCode, SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};

use super::excerpt::Block;
use super::look::{Colours, Ink, Look};

/// One block as a drawing that ends with a line break. `name` is the file's; `about` follows the
/// position in the head of the drawing and may be empty.
pub(crate) fn drawn(block: &Block, name: &str, about: &str, look: &Look) -> String {
    let (line, column) = block.position;
    let gap = if about.is_empty() { "" } else { " " };
    let source = Excerpt {
        block,
        head: format!("{name}:{line}:{column}{gap}{about}"),
    };
    let mut text = String::new();
    if handler(block, look)
        .render_report(&mut text, &source)
        .is_err()
    {
        return block.text.clone();
    }
    // The first line is miette's message, which findings and problems write themselves.
    text.split_once('\n')
        .map_or(String::new(), |(_, drawing)| drawing.to_owned())
}

fn handler(block: &Block, look: &Look) -> GraphicalReportHandler {
    let mut styles = match look.colours {
        Colours::On => ThemeStyles::ansi(),
        Colours::Off => ThemeStyles::none(),
    };
    // Miette colours marks in their order, which is that of the block.
    let inks = block.marks.iter().map(|mark| match mark.ink {
        Ink::Error => styles.error,
        _ => styles.advice,
    });
    styles.highlights = inks.collect();
    let theme = GraphicalTheme {
        characters: ThemeCharacters::unicode(),
        styles,
    };
    GraphicalReportHandler::new()
        .with_theme(theme)
        .with_links(false)
        .with_width(look.width)
        .with_context_lines(0)
        .without_primary_span_start()
        .without_syntax_highlighting()
}

/// A block as miette wants it. Miette's own position is a byte column, so the position stands in the
/// name, in characters.
#[derive(Debug)]
struct Excerpt<'b> {
    block: &'b Block,
    head: String,
}

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Excerpt<'_> {}

impl Diagnostic for Excerpt<'_> {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.block.marks.iter().map(|mark| {
            let label = (!mark.label.is_empty()).then(|| mark.label.clone());
            LabeledSpan::new(label, mark.bytes.start, mark.bytes.len())
        })))
    }
}

impl SourceCode for Excerpt<'_> {
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let text = self.block.text.as_bytes();
        let lines = self.block.text.split('\n').count();
        Ok(Box::new(MietteSpanContents::new_named(
            self.head.clone(),
            text,
            (0, text.len()).into(),
            (self.block.first_line as usize).saturating_sub(1),
            0,
            lines,
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::excerpt::{Mark, blocks};
    use crate::render::look::columns;
    use crate::source::Lines;

    fn marks(text: &str, words: &[(&str, &str)]) -> Vec<Mark> {
        words
            .iter()
            .map(|(word, label)| {
                let start = text.find(word).unwrap();
                Mark {
                    bytes: start..start + word.len(),
                    label: (*label).to_owned(),
                    ink: Ink::Error,
                }
            })
            .collect()
    }

    #[test]
    fn underlines_stand_under_chinese_text() {
        let text = "一、财政拨款收入\t1\t100.00\n本年收入合计\t27\t（一百）８.00\n";
        let marks = marks(text, &[("（一百）８.00", "左边"), ("财政", "甲")]);
        let blocks = blocks(text, &Lines::of(text), marks, 80);
        let drawing = drawn(&blocks[0], "报告.txt", "收支总表", &Look::default());
        let lines: Vec<&str> = drawing.lines().collect();
        assert_eq!(lines[0], "   ╭─[报告.txt:1:3 收支总表]");
        let row = lines
            .iter()
            .position(|line| line.contains("本年收入合计"))
            .unwrap();
        let before = columns(lines[row].split("（一百）").next().unwrap());
        let under = columns(lines[row + 1].split('─').next().unwrap());
        assert_eq!(before, under, "{drawing}");
        let width = lines[row + 1]
            .chars()
            .filter(|c| ['─', '┬'].contains(c))
            .count();
        assert_eq!(width, columns("（一百）８.00"));
    }

    #[test]
    fn real_line_numbers_are_shown() {
        let text = "\n".repeat(122) + "合计\t5.00\n";
        let blocks = blocks(
            &text,
            &Lines::of(&text),
            marks(&text, &[("5.00", "左边")]),
            80,
        );
        let drawing = drawn(&blocks[0], "a.txt", "", &Look::default());
        assert!(drawing.contains("╭─[a.txt:123:4]"), "{drawing}");
        assert!(drawing.contains(" 123 │ 合计  5.00"), "{drawing}");
    }
}
