//! Changes of rules that nothing notices, as Markdown tables for a document.

use super::rule_mutation::{change_name, unkilled_name};
use super::share::percent;
use crate::diagnostic::Lang;
use crate::source::SourceMap;
use crate::tools::mutate::rules::RuleTally;

/// Changes by kind, then the rules of which no change is noticed.
#[must_use]
pub fn markdown(tally: &RuleTally, sources: &SourceMap, lang: Lang) -> String {
    let (made, killed) = tally.total();
    let dead = tally.rules.iter().filter(|rule| rule.unkilled().is_none());
    let (rules, dead) = (tally.rules.len(), dead.count());
    let share = percent(killed, made);
    let mut out = match lang {
        Lang::Zh => format!(
            "规则 {rules} 条，其中 {dead} 条至少有一处改动被发现；改动 {made} 处，发现 {killed}（{share}）。\n\n| 改动 | 发现 | |\n|---|---|---|\n"
        ),
        Lang::En => format!(
            "{rules} rules, of {dead} at least one change is noticed; {made} changes, {killed} noticed ({share}).\n\n| change | noticed | |\n|---|---|---|\n"
        ),
    };
    for (change, (made, killed)) in &tally.by_change {
        let (name, share) = (change_name(*change, lang), percent(*killed, *made));
        out.push_str(&format!("| {name} | {killed}/{made} | {share} |\n"));
    }
    out.push_str(match lang {
        Lang::Zh => "\n没有一处改动被发现的规则：\n\n| 规则 | 标题 | 文件 | 原因 |\n|---|---|---|---|\n",
        Lang::En => "\nRules without a noticed change:\n\n| rule | title | file | why |\n|---|---|---|---|\n",
    });
    for rule in &tally.rules {
        if let Some(why) = rule.unkilled() {
            let file = sources.get(rule.span.source);
            let file = file.map_or("", |source| source.name.as_str());
            let (id, title) = (&rule.id, &rule.title);
            let why = unkilled_name(why, lang);
            out.push_str(&format!("| {id} | {title} | {file} | {why} |\n"));
        }
    }
    out
}
