//! A change to a report: a figure replaced, lines taken out.

use std::ops::Range;

use crate::source::Span;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Words to look for first, one below the other; the change is made at or below the last.
    pub anchors: Vec<String>,
    /// What is done.
    pub step: Step,
    /// Where it is written.
    pub span: Span,
}

/// What is done to the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// `before[old → new]after`
    Replace {
        /// What stands before it on the line.
        before: String,
        /// What is replaced.
        old: String,
        /// By what.
        new: String,
        /// What stands behind it on the line.
        after: String,
    },
    /// `- first … last`
    Delete {
        /// On the first line that goes.
        first: String,
        /// On the last line that goes; `None` if that is the same.
        last: Option<String>,
    },
}

/// Why a change cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unmatched {
    /// Words that are nowhere at or below the anchors.
    Nowhere(String),
    /// Words on several lines, and no anchor; the 1-based lines.
    Often(String, Vec<usize>),
}

/// A place where a change fits: the line, and the range that goes.
struct Place {
    line: usize,
    range: Range<usize>,
}

impl Change {
    /// The text with the change made.
    pub(super) fn apply(&self, text: &str) -> Result<String, Unmatched> {
        let lines = lines(text);
        let mut from = 0_usize;
        for (number, anchor) in self.anchors.iter().enumerate() {
            let below = from.saturating_add(usize::from(number > 0));
            let found = (below..lines.len()).find(|line| on(text, &lines, *line, anchor));
            from = found.ok_or_else(|| Unmatched::Nowhere(anchor.clone()))?;
        }
        match &self.step {
            Step::Replace {
                before,
                old,
                new,
                after,
            } => {
                let wanted = [before.as_str(), old, after];
                let shown = wanted.concat();
                let places = replaced(text, &lines, from, wanted);
                let place = self.single(places, shown)?;
                Ok(with(text, place.range, &written(new)))
            }
            Step::Delete { first, last } => {
                let places = (from..lines.len()).filter(|line| on(text, &lines, *line, first));
                let places = places.map(|line| Place { line, range: 0..0 }).collect();
                let start = self.single(places, first.clone())?.line;
                let end = match last {
                    None => start,
                    Some(last) => (start..lines.len())
                        .find(|line| on(text, &lines, *line, last))
                        .ok_or_else(|| Unmatched::Nowhere(last.clone()))?,
                };
                let start = lines.get(start).map_or(0, |line| line.start);
                let end = lines
                    .get(end.saturating_add(1))
                    .map_or(text.len(), |line| line.start);
                Ok(with(text, start..end, ""))
            }
        }
    }

    /// The place; without anchors there may be only one.
    fn single(&self, places: Vec<Place>, shown: String) -> Result<Place, Unmatched> {
        if self.anchors.is_empty() && places.len() > 1 {
            let lines = places.iter().map(|place| place.line.saturating_add(1));
            return Err(Unmatched::Often(shown, lines.collect()));
        }
        places.into_iter().next().ok_or(Unmatched::Nowhere(shown))
    }
}

fn with(text: &str, range: Range<usize>, new: &str) -> String {
    let before = text.get(..range.start).unwrap_or("");
    let after = text.get(range.end..).unwrap_or("");
    [before, new, after].concat()
}

/// `|` is a tab, `\n` a line break.
fn written(new: &str) -> String {
    new.replace('|', "\t").replace("\\n", "\n")
}

/// The lines without their breaks.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0_usize;
    let pieces = text.split_inclusive('\n').map(|line| {
        let range = start..start.saturating_add(line.trim_end_matches(['\n', '\r']).len());
        start = start.saturating_add(line.len());
        range
    });
    pieces.collect()
}

fn on(text: &str, lines: &[Range<usize>], line: usize, wanted: &str) -> bool {
    let line = lines.get(line).and_then(|range| text.get(range.clone()));
    line.is_some_and(|line| {
        starts(line).any(|at| matched(line.get(at..).unwrap_or(""), wanted).is_some())
    })
}

fn starts(line: &str) -> impl Iterator<Item = usize> {
    line.char_indices().map(|(at, _)| at).chain([line.len()])
}

/// Every place at or below a line where the three texts stand one behind the other.
fn replaced(text: &str, lines: &[Range<usize>], from: usize, wanted: [&str; 3]) -> Vec<Place> {
    let mut places = Vec::new();
    for (number, range) in lines.iter().enumerate().skip(from) {
        let line = text.get(range.clone()).unwrap_or("");
        let mut free = 0_usize;
        for at in starts(line) {
            if at < free {
                continue;
            }
            let Some((old, end)) = three(line, at, wanted) else {
                continue;
            };
            free = end.max(at.saturating_add(1));
            let start = range.start.saturating_add(old.start);
            places.push(Place {
                line: number,
                range: start..range.start.saturating_add(old.end),
            });
        }
    }
    places
}

/// Where the middle one stands, and where the last one ends.
fn three(line: &str, at: usize, [before, old, after]: [&str; 3]) -> Option<(Range<usize>, usize)> {
    let start = at.checked_add(matched(line.get(at..)?, before)?)?;
    let end = start.checked_add(matched(line.get(start..)?, old)?)?;
    let stop = end.checked_add(matched(line.get(end..)?, after)?)?;
    Some((start..end, stop))
}

/// How many bytes of a text the words take, if it begins with them. Blanks match any run of blanks and
/// tabs, `|` and a tab match one tab.
fn matched(text: &str, wanted: &str) -> Option<usize> {
    let mut rest = text;
    let mut wanted = wanted.chars().peekable();
    while let Some(character) = wanted.next() {
        rest = match character {
            ' ' | '\u{3000}' => {
                while wanted
                    .next_if(|next| matches!(next, ' ' | '\u{3000}'))
                    .is_some()
                {}
                let shorter = rest.trim_start_matches([' ', '\t', '\u{3000}']);
                (shorter.len() < rest.len()).then_some(shorter)?
            }
            '|' | '\t' => rest.strip_prefix(['\t', '|'])?,
            other => rest.strip_prefix(other)?,
        };
    }
    text.len().checked_sub(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "收入表\n合计\t10.00\t1\n甲\t4.00\n\n支出表\n合计\t10.00\t\n乙  4.00\n";

    fn change(anchors: &[&str], step: Step) -> Result<String, Unmatched> {
        let change = Change {
            anchors: anchors.iter().map(|anchor| (*anchor).to_owned()).collect(),
            step,
            span: Span::default(),
        };
        change.apply(TEXT)
    }

    fn replace([before, old, new, after]: [&str; 4]) -> Step {
        Step::Replace {
            before: before.to_owned(),
            old: old.to_owned(),
            new: new.to_owned(),
            after: after.to_owned(),
        }
    }

    #[test]
    fn a_text_that_stands_once_is_replaced() {
        let changed = change(&[], replace(["合计 ", "10.00", "11.00", "|1"])).unwrap();
        assert!(
            changed.starts_with("收入表\n合计\t11.00\t1\n甲"),
            "{changed}"
        );
        let changed = change(&[], replace(["乙 ", "4.00", "5.00", ""])).unwrap();
        assert!(changed.ends_with("乙  5.00\n"), "{changed}");
    }

    #[test]
    fn a_text_that_stands_twice_needs_an_anchor() {
        let step = || replace(["", "10.00", "11.00", ""]);
        let refused = Unmatched::Often("10.00".to_owned(), vec![2, 6]);
        assert_eq!(change(&[], step()), Err(refused));
        let changed = change(&["支出表"], step()).unwrap();
        assert!(changed.contains("支出表\n合计\t11.00"), "{changed}");
        let changed = change(&["合计", "合计"], step()).unwrap();
        assert!(changed.contains("支出表\n合计\t11.00"), "{changed}");
    }

    #[test]
    fn a_text_that_stands_nowhere_is_refused() {
        let nowhere = |words: &str| Err(Unmatched::Nowhere(words.to_owned()));
        assert_eq!(change(&[], replace(["", "12", "", ""])), nowhere("12"));
        assert_eq!(
            change(&["基金表"], replace(["", "10", "", ""])),
            nowhere("基金表")
        );
    }

    #[test]
    fn an_empty_cell_can_be_filled() {
        let changed = change(&["支出表"], replace(["合计|10.00|", "", "3", ""])).unwrap();
        assert!(changed.contains("支出表\n合计\t10.00\t3\n"), "{changed}");
    }

    #[test]
    fn lines_are_taken_out() {
        let delete = |first: &str, last: Option<&str>| Step::Delete {
            first: first.to_owned(),
            last: last.map(str::to_owned),
        };
        let changed = change(&[], delete("甲", None)).unwrap();
        assert!(changed.contains("\t1\n\n支出表"), "{changed}");
        let changed = change(&[], delete("甲", Some("乙"))).unwrap();
        assert_eq!(changed, "收入表\n合计\t10.00\t1\n");
    }
}
