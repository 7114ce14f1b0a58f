//! Counts of verdicts and the undecided checks, grouped for reading.

use indexmap::IndexMap;

use super::look::{Ink, Look, safe};
use super::messages::{Words, fill, reason};
use crate::diagnose::{Summary, Undecided, UndecidedReason};
use crate::diagnostic::Lang;
use crate::document::Document;

/// Rules named in one line of the undecided list.
const NAMED_RULES: usize = 3;

/// `核对 812 项：一致 700、舍入内一致 41 …`: every verdict that occurs, and always 不符 and 无法判断.
pub(crate) fn verdicts(summary: &Summary, look: &Look) -> String {
    let words = Words::of(look.lang);
    let entries = [
        (words.exact, summary.exact, false, Ink::Good),
        (words.rounded, summary.rounded, false, Ink::Good),
        (words.strained, summary.strained, false, Ink::Note),
        (words.failed, summary.failed, true, Ink::Error),
        (words.undecided, summary.undecided, true, Ink::Warning),
        (words.inapplicable, summary.inapplicable, false, Ink::Faint),
    ];
    let parts: Vec<String> = entries
        .into_iter()
        .filter(|(_, count, always, _)| *always || *count > 0)
        .map(|(word, count, _, ink)| {
            let text = format!("{word} {count}");
            if count == 0 {
                text
            } else {
                look.paint(ink, &text)
            }
        })
        .collect();
    let head = fill(words.checks, &[("n", &summary.checks.to_string())]);
    format!("{head}{}{}", words.colon, parts.join(words.comma))
}

/// Undecided checks that share reason and subject, over all rules.
struct Group<'u> {
    reason: UndecidedReason,
    detail: &'u str,
    line: Option<u32>,
    count: u32,
    rules: Vec<&'u str>,
}

/// The undecided checks by reason and subject, most frequent first; no line without them.
pub(crate) fn undecided(list: &[Undecided], document: &Document, look: &Look) -> Vec<String> {
    let words = Words::of(look.lang);
    groups(list, document, look)
        .into_iter()
        .map(|group| {
            let count = fill(words.times, &[("n", &group.count.to_string())]);
            let line = group.line.map_or(String::new(), |line| {
                let place = fill(words.section_line, &[("line", &line.to_string())]);
                match look.lang {
                    Lang::Zh => format!("（{place}）"),
                    Lang::En => format!(" ({place})"),
                }
            });
            let gap = if group.detail.is_empty() {
                ""
            } else {
                words.colon
            };
            let rules = look.paint(Ink::Faint, &named(&group.rules, words));
            let why = reason(group.reason, look.lang);
            format!("{count}  {why}{gap}{}{line}  {rules}", safe(group.detail))
        })
        .collect()
}

fn groups<'u>(list: &'u [Undecided], document: &Document, look: &Look) -> Vec<Group<'u>> {
    let mut groups: IndexMap<(UndecidedReason, &str), Group<'u>> = IndexMap::new();
    for item in list {
        let detail = item.detail.get(look.lang);
        let group = groups
            .entry((item.reason, detail))
            .or_insert_with(|| Group {
                reason: item.reason,
                detail,
                line: item.place.map(|place| document.locate(place).line),
                count: 0,
                rules: Vec::new(),
            });
        group.count = group.count.saturating_add(item.count);
        if !group.rules.contains(&item.rule.as_str()) {
            group.rules.push(&item.rule);
        }
    }
    let mut groups: Vec<Group<'u>> = groups.into_values().collect();
    groups.sort_by_key(|group| (std::cmp::Reverse(group.count), group.reason));
    groups
}

fn named(rules: &[&str], words: &Words) -> String {
    let shown: Vec<&str> = rules.iter().copied().take(NAMED_RULES).collect();
    let mut list = shown.join(words.comma);
    if rules.len() > NAMED_RULES {
        let all = rules.len().to_string();
        list = fill(words.and_more, &[("list", &list), ("n", &all)]);
    }
    fill(words.rules_of, &[("rules", &list)])
}
