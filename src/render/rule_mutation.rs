//! Changes of rules that nothing notices, as text.

use super::excerpt::{Mark, blocks};
use super::look::{Ink, Look, columns, padded, safe};
use super::share::{percent, say};
use super::snippet::drawn;
use crate::diagnostic::Lang;
use crate::source::SourceMap;
use crate::tools::mutate::rules::{RuleChange, RuleFigures, RuleTally, Survivor, Unkilled};

/// Survivors that are drawn unless all are asked for.
const SHOWN: usize = 10;

/// Columns of the names of changes.
const NAME: usize = 28;

/// A kind of change, in words.
#[must_use]
pub fn change_name(change: RuleChange, lang: Lang) -> &'static str {
    match change {
        RuleChange::DropTerm => say(lang, "去掉一项", "term dropped"),
        RuleChange::TurnSign => say(lang, "加减互换", "sign turned"),
        RuleChange::Compare => say(lang, "比较改松或改反", "comparison changed"),
        RuleChange::Tolerance => say(lang, "容差去掉或放大十倍", "tolerance changed"),
        RuleChange::Widen => say(lang, "条件去掉或放宽", "condition widened"),
        RuleChange::Invert => say(lang, "条件取反", "condition inverted"),
        RuleChange::Column => say(lang, "换一列", "another column"),
        RuleChange::Row => say(lang, "换一行", "another row"),
        RuleChange::Unwrap => say(
            lang,
            "去掉 children、or 0 等",
            "function or default dropped",
        ),
        RuleChange::Constant => say(lang, "换一个常数", "another constant"),
    }
}

/// Why no change of a rule is noticed, in words.
#[must_use]
pub fn unkilled_name(why: Unkilled, lang: Lang) -> &'static str {
    match why {
        Unkilled::NeverDecided => say(
            lang,
            "没有用例和报告使它得出结论",
            "no case and no report brings it to a verdict",
        ),
        Unkilled::SameVerdicts => say(
            lang,
            "怎样改结论都一样",
            "every change comes to the same verdicts",
        ),
        Unkilled::NoChange => say(lang, "没有可改之处", "nothing to change"),
    }
}

/// What was changed and what was noticed, for people.
#[must_use]
pub fn human(tally: &RuleTally, sources: &SourceMap, all: bool, look: &Look) -> String {
    let mut text = Text {
        look,
        sources,
        out: String::new(),
    };
    text.counts(tally);
    text.unkilled(tally);
    text.survivors(tally, all);
    text.out
}

struct Text<'t> {
    look: &'t Look,
    sources: &'t SourceMap,
    out: String,
}

impl Text<'_> {
    fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    fn strong(&mut self, line: &str) {
        let line = self.look.paint(Ink::Strong, line);
        self.line(&line);
    }

    fn counts(&mut self, tally: &RuleTally) {
        let lang = self.look.lang;
        let (made, killed) = tally.total();
        let rules = tally.rules.len();
        let dead = tally
            .rules
            .iter()
            .filter(|rule| rule.unkilled().is_none())
            .count();
        self.strong(&match lang {
            Lang::Zh => format!(
                "规则 {rules} 条，其中 {dead} 条至少有一处改动被发现；改动 {made} 处，发现 {killed}（{}）",
                percent(killed, made)
            ),
            Lang::En => format!(
                "{rules} rules, of {dead} at least one change is noticed; {made} changes, {killed} noticed ({})",
                percent(killed, made)
            ),
        });
        for (change, (made, killed)) in &tally.by_change {
            let name = padded(change_name(*change, lang), NAME);
            let count = format!("{killed}/{made}");
            let gap = " ".repeat(12_usize.saturating_sub(columns(&count)));
            let line = format!("  {name}{gap}{count}  {}", percent(*killed, *made));
            self.line(&line);
        }
        self.line("");
    }

    fn unkilled(&mut self, tally: &RuleTally) {
        let lang = self.look.lang;
        for why in [
            Unkilled::NeverDecided,
            Unkilled::SameVerdicts,
            Unkilled::NoChange,
        ] {
            let of: Vec<&RuleFigures> = tally
                .rules
                .iter()
                .filter(|rule| rule.unkilled() == Some(why))
                .collect();
            if of.is_empty() {
                continue;
            }
            let title = match lang {
                Lang::Zh => format!(
                    "没有一处改动被发现的规则：{}，{} 条",
                    unkilled_name(why, lang),
                    of.len()
                ),
                Lang::En => format!(
                    "rules without a noticed change: {}: {}",
                    unkilled_name(why, lang),
                    of.len()
                ),
            };
            self.strong(&title);
            for rule in of {
                let at = self.look.paint(Ink::Faint, &self.place(rule.span));
                self.line(&format!("  {}  {}  {at}", rule.id, rule.title));
            }
            self.line("");
        }
    }

    fn place(&self, span: crate::source::Span) -> String {
        let source = self.sources.get(span.source);
        source.map_or(String::new(), |source| {
            format!("{}:{}", source.name, source.lines.line_of(span.start))
        })
    }

    fn survivors(&mut self, tally: &RuleTally, all: bool) {
        // A rule that nothing notices as a whole is told above.
        let of: Vec<(&RuleFigures, &Survivor)> = tally
            .survivors
            .iter()
            .filter_map(|one| Some((tally.rules.get(one.rule)?, one)))
            .filter(|(rule, _)| rule.unkilled().is_none())
            .collect();
        if of.is_empty() {
            return;
        }
        let lang = self.look.lang;
        let count = of.len();
        self.strong(&match lang {
            Lang::Zh => format!("其余规则没有被发现的改动 {count} 处"),
            Lang::En => format!("changes of other rules that nothing notices: {count}"),
        });
        let shown = if all { count } else { count.min(SHOWN) };
        for (rule, survivor) in of.iter().take(shown) {
            self.survivor(rule, survivor);
        }
        if shown < count {
            let rest = count.saturating_sub(shown);
            let line = match lang {
                Lang::Zh => format!("…… 还有 {rest} 处，--all 全部列出，--rule 只看一条规则"),
                Lang::En => format!("… and {rest} more; --all lists them, --rule names a rule"),
            };
            let line = self.look.paint(Ink::Faint, &line);
            self.line(&line);
        }
    }

    fn survivor(&mut self, rule: &RuleFigures, survivor: &Survivor) {
        let lang = self.look.lang;
        let edit = &survivor.edit;
        self.line("");
        self.line(&format!(
            "{}  {}  {}",
            rule.id,
            rule.title,
            change_name(edit.change, lang)
        ));
        let Some(source) = self.sources.get(edit.span.source) else {
            return;
        };
        let label = if edit.instead.trim().is_empty() {
            say(lang, "删去", "left out").to_owned()
        } else {
            format!("{} {}", say(lang, "改成", "becomes"), safe(&edit.instead))
        };
        let mark = Mark {
            bytes: edit.span.range(),
            label,
            ink: Ink::Note,
        };
        for block in blocks(&source.text, &source.lines, vec![mark], self.look.width) {
            let drawing = drawn(&block, &source.name, "", self.look);
            self.out.push_str(&drawing);
        }
    }
}
