//! The notation of changes: `前文[旧 → 新]后文`, `- 首行 … 末行`, `@@ 锚点`.

use super::change::{Change, Step};
use super::problems;
use crate::diagnostic::Problems;
use crate::source::{SourceMap, Span};

/// The arrows between the old and the new text.
const ARROWS: [&str; 2] = ["→", "->"];

/// Reads the lines of a `change` block.
pub(super) fn changes(sources: &SourceMap, body: Span, problems: &mut Problems) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let mut anchors: Vec<String> = Vec::new();
    let mut anchors_end = true;
    for (line, span) in lines(sources, body) {
        if let Some(anchor) = line.strip_prefix("@@") {
            if anchors_end {
                anchors.clear();
            }
            anchors_end = false;
            anchors.push(anchor.trim().to_owned());
            continue;
        }
        anchors_end = true;
        match step(line) {
            Some(step) => changes.push(Change {
                anchors: anchors.clone(),
                step,
                span,
            }),
            None => problems.push(problems::no_change(span)),
        }
    }
    changes
}

/// The lines of a block without blank ones and those of `# ` comments.
pub(super) fn lines(sources: &SourceMap, body: Span) -> Vec<(&str, Span)> {
    let mut start = body.range().start;
    let mut lines = Vec::new();
    for line in sources.text(body).split_inclusive('\n') {
        let trimmed = line.trim();
        let lead = line.len().saturating_sub(line.trim_start().len());
        let from = start.saturating_add(lead);
        let to = from.saturating_add(trimmed.len());
        if !trimmed.is_empty() && !trimmed.starts_with("# ") {
            lines.push((trimmed, Span::new(body.source, from, to)));
        }
        start = start.saturating_add(line.len());
    }
    lines
}

fn step(line: &str) -> Option<Step> {
    if let Some(lines) = line.strip_prefix("- ") {
        let (first, last) = match lines.split_once('…') {
            Some((first, last)) => (first.trim(), Some(last.trim().to_owned())),
            None => (lines.trim(), None),
        };
        return (!first.is_empty()).then(|| Step::Delete {
            first: first.to_owned(),
            last,
        });
    }
    if let Some(parts) = bracketed(line) {
        let says_where = [parts.0, parts.1, parts.3]
            .iter()
            .any(|part| !part.is_empty());
        return says_where.then(|| replace(parts));
    }
    let (old, new) = arrow(line)?;
    (!old.is_empty()).then(|| replace(("", old, new, "")))
}

fn replace((before, old, new, after): (&str, &str, &str, &str)) -> Step {
    Step::Replace {
        before: before.to_owned(),
        old: old.to_owned(),
        new: new.to_owned(),
        after: after.to_owned(),
    }
}

/// `前文[旧 → 新]后文`: the bracket before the first arrow and the one behind it.
fn bracketed(line: &str) -> Option<(&str, &str, &str, &str)> {
    let at = ARROWS.iter().filter_map(|arrow| line.find(arrow)).min()?;
    let open = line.get(..at)?.rfind('[')?;
    let close = line.get(at..)?.find(']')?.checked_add(at)?;
    let (old, new) = arrow(line.get(open.checked_add(1)?..close)?)?;
    let before = line.get(..open)?;
    let after = line.get(close.checked_add(1)?..)?;
    Some((before, old, new, after))
}

fn arrow(text: &str) -> Option<(&str, &str)> {
    let (arrow, at) = ARROWS
        .iter()
        .filter_map(|arrow| Some((arrow, text.find(arrow)?)))
        .min_by_key(|(_, at)| *at)?;
    let new = text.get(at.checked_add(arrow.len())?..)?;
    Some((text.get(..at)?.trim(), new.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Change>, Problems) {
        let mut sources = SourceMap::default();
        let source = sources.add("a.cases.md", text);
        let mut problems = Problems::default();
        let changes = changes(&sources, Span::new(source, 0, text.len()), &mut problems);
        (changes, problems)
    }

    fn replaced(change: &Change) -> [&str; 4] {
        match &change.step {
            Step::Replace {
                before,
                old,
                new,
                after,
            } => [before, old, new, after],
            Step::Delete { .. } => panic!("{change:?}"),
        }
    }

    #[test]
    fn the_text_around_a_change_may_be_given() {
        let (changes, problems) = read("38.77 → 37.87\n合计  [1.00 -> 2.00]|3\n[ → 5]|末\n");
        assert!(problems.is_empty());
        assert_eq!(replaced(&changes[0]), ["", "38.77", "37.87", ""]);
        assert_eq!(replaced(&changes[1]), ["合计  ", "1.00", "2.00", "|3"]);
        assert_eq!(replaced(&changes[2]), ["", "", "5", "|末"]);
    }

    #[test]
    fn anchors_hold_until_others_follow() {
        let (changes, _) = read("@@ 公开02表\n@@ 合计\n1 → 2\n- 甲 … 乙\n@@ 公开03表\n3 → 4\n");
        assert_eq!(changes[0].anchors, ["公开02表", "合计"]);
        assert_eq!(changes[1].anchors, ["公开02表", "合计"]);
        assert_eq!(changes[2].anchors, ["公开03表"]);
        let delete = Step::Delete {
            first: "甲".to_owned(),
            last: Some("乙".to_owned()),
        };
        assert_eq!(changes[1].step, delete);
    }

    #[test]
    fn a_line_without_arrow_is_refused() {
        assert_eq!(read("合计 1.00\n→ 2\n[ → 2]\n- \n").1.len(), 4);
    }
}
