//! Two versions of a text, line by line.

use similar::{ChangeTag, TextDiff};

use super::look::{Ink, Look, safe};

/// Unchanged lines shown round a change.
const AROUND: usize = 3;

/// A unified diff of two versions of a file; empty if they are the same.
#[must_use]
pub fn unified(name: &str, old: &str, new: &str, look: &Look) -> String {
    let diff = TextDiff::from_lines(old, new);
    let mut text = String::new();
    for hunk in diff.unified_diff().context_radius(AROUND).iter_hunks() {
        if text.is_empty() {
            text.push_str(&look.paint(Ink::Strong, &format!("--- {name}\n+++ {name}")));
            text.push('\n');
        }
        text.push_str(&look.paint(Ink::Note, &hunk.header().to_string()));
        text.push('\n');
        for change in hunk.iter_changes() {
            let (sign, ink) = match change.tag() {
                ChangeTag::Delete => ("-", Some(Ink::Error)),
                ChangeTag::Insert => ("+", Some(Ink::Good)),
                ChangeTag::Equal => (" ", None),
            };
            let line = change.value().trim_end_matches(['\n', '\r']);
            let line = format!("{sign}{}", safe(line));
            text.push_str(&ink.map_or_else(|| line.clone(), |ink| look.paint(ink, &line)));
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_lines_stand_between_their_neighbours() {
        let shown = unified(
            "甲.gouji",
            "一\n二\n三\n",
            "一\n二二\n三\n",
            &Look::default(),
        );
        let wanted = "--- 甲.gouji\n+++ 甲.gouji\n@@ -1,3 +1,3 @@\n 一\n-二\n+二二\n 三\n";
        assert_eq!(shown, wanted);
        assert_eq!(unified("甲", "一", "一", &Look::default()), "");
    }
}
