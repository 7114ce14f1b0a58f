//! What could not be decided, by reason.

use indexmap::IndexMap;

use crate::diagnose::UndecidedReason;
use crate::diagnostic::Lang;
use crate::render::messages::reason;
use crate::render::view::CheckedView;

/// Undecided checks for one reason.
#[derive(Debug)]
pub(super) struct Why {
    pub(super) reason: &'static str,
    pub(super) count: u32,
    pub(super) about: Vec<About>,
}

/// What a reason is about.
#[derive(Debug)]
pub(super) struct About {
    pub(super) detail: String,
    /// 0 for nothing in the file.
    pub(super) line: u32,
    pub(super) count: u32,
    pub(super) rules: Vec<String>,
}

/// All reasons, the most frequent first.
pub(super) fn undecided(view: &CheckedView<'_>, lang: Lang) -> Vec<Why> {
    let mut reasons: IndexMap<UndecidedReason, IndexMap<&str, About>> = IndexMap::new();
    for item in &view.findings.undecided {
        let detail = item.detail.get(lang);
        let about = reasons.entry(item.reason).or_default();
        let about = about.entry(detail).or_insert_with(|| About {
            detail: detail.to_owned(),
            line: item
                .place
                .map_or(0, |place| view.report.document.locate(place).line),
            count: 0,
            rules: Vec::new(),
        });
        about.count = about.count.saturating_add(item.count);
        if !about.rules.contains(&item.rule) {
            about.rules.push(item.rule.clone());
        }
    }
    let mut whys: Vec<Why> = reasons
        .into_iter()
        .map(|(why, about)| {
            let mut about: Vec<About> = about.into_values().collect();
            about.sort_by_key(|about| std::cmp::Reverse(about.count));
            let count = about
                .iter()
                .fold(0_u32, |sum, about| sum.saturating_add(about.count));
            Why {
                reason: reason(why, lang),
                count,
                about,
            }
        })
        .collect();
    whys.sort_by_key(|why| std::cmp::Reverse(why.count));
    whys
}
