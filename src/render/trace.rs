//! How checks of a rule were computed, as text: `gouji check --trace RULE`.

use super::look::{Ink, Look, columns, padded, safe, wrapped};
use super::messages::{Words, fill};
use super::number::with_unit;
use super::place::written;
use super::rounding::readable;
use super::summary;
use super::trace_tree::Tree;
use super::view::CheckedView;
use crate::eval::{RuleTrace, Shown, Step, Trace, Verdict, What};

pub use super::trace_json::traces as json;

/// Columns of the words that begin the lines of a trace.
const HEADING: usize = 6;

/// Every rule that was asked for.
#[must_use]
pub fn text(view: &CheckedView<'_>, look: &Look) -> String {
    let mut page = Page {
        view,
        look,
        words: Words::of(look.lang),
        text: String::new(),
    };
    let name = safe(&view.report.document.name);
    page.line(&look.paint(Ink::Strong, &name));
    let identity = super::identity::identity(view.report, view.fits, look.lang);
    page.line(&format!("  {}", look.paint(Ink::Faint, &identity)));
    for rule in view.traces {
        page.line("");
        page.rule(rule);
    }
    page.text
}

struct Page<'p> {
    view: &'p CheckedView<'p>,
    look: &'p Look,
    words: &'static Words,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn rule(&mut self, traced: &RuleTrace) {
        let (words, rule) = (self.words, traced.request.rule.as_str());
        let Some(title) = &traced.title else {
            let template = &self.view.report.template.id;
            let values = [("rule", rule), ("template", template.as_str())];
            self.line(&fill(words.not_run, &values));
            return;
        };
        let title = self.look.paint(Ink::Strong, &safe(title));
        let place = written(self.view.sources, traced.written);
        let place = self.look.paint(Ink::Faint, &format!("[{rule}] {place}"));
        self.line(&format!("{title} {place}"));
        let counts = summary::verdicts(&traced.summary, self.look);
        self.line(&format!("  {counts}"));
        if let (0, Some(line)) = (traced.chosen, traced.request.line) {
            let line = line.to_string();
            let sentence = fill(words.not_at_line, &[("rule", rule), ("line", &line)]);
            self.line(&format!("  {sentence}"));
        }
        for trace in &traced.traces {
            self.line("");
            self.trace(trace);
        }
        let more = traced.chosen.saturating_sub(traced.traces.len());
        if more > 0 {
            let more = more.to_string();
            self.line("");
            let sentence = fill(words.not_traced, &[("n", &more), ("rule", rule)]);
            for line in wrapped(&sentence, self.look.width) {
                self.line(&line);
            }
        }
    }

    fn trace(&mut self, trace: &Trace) {
        let tree = self.tree();
        let word = tree.verdict(trace.decision);
        let (sign, ink) = match trace.decision.verdict {
            Verdict::Failed => ("✗", Ink::Error),
            Verdict::Strained => ("●", Ink::Note),
            Verdict::Undecided(_) => ("？", Ink::Warning),
            Verdict::Exact | Verdict::Rounded => ("✓", Ink::Good),
            Verdict::Inapplicable => ("–", Ink::Faint),
        };
        let mark = self.look.paint(ink, &format!("{sign} {word}"));
        let rows = trace.rows.iter();
        let rows: Vec<String> = rows
            .map(|bound| format!("{} = {}", bound.name, bound.row))
            .collect();
        let rows = safe(&rows.join(self.words.comma)).into_owned();
        self.line(&format!("{mark}  {rows}"));
        for condition in &trace.conditions {
            self.condition(condition.place.id(), &condition.step);
        }
        if let Some(relation) = &trace.relation {
            self.entry(self.words.relation, &relation.text);
            self.parts(relation);
        }
        let outcome = self.outcome(trace);
        self.entry(self.words.outcome, &outcome);
    }

    fn tree(&self) -> Tree<'_> {
        Tree {
            report: self.view.report,
            look: self.look,
            words: self.words,
            lines: Vec::new(),
        }
    }

    fn condition(&mut self, keyword: &str, step: &Step) {
        let tree = self.tree();
        let answer = match &step.result {
            Ok(Shown::Truth(holds)) => tree.truth(*holds).to_owned(),
            Ok(_) => String::new(),
            Err(trouble) => format!(
                "{}{}{}",
                self.words.undecided,
                self.words.colon,
                tree.trouble(trouble)
            ),
        };
        let bare = step
            .text
            .strip_prefix('(')
            .and_then(|text| text.strip_suffix(')'));
        let stated = match step.what {
            What::And | What::Or => bare.unwrap_or(&step.text),
            _ => &step.text,
        };
        self.entry(
            self.words.condition,
            &format!("{keyword} {stated} → {answer}"),
        );
        if step.result != Ok(Shown::Truth(true)) {
            self.parts(step);
        }
    }

    /// The tree below a condition or relation.
    fn parts(&mut self, step: &Step) {
        let indent = self.heading().saturating_add(2);
        let mut tree = self.tree();
        tree.sides(step);
        for line in tree.drawn(indent) {
            self.line(&format!("{}{line}", " ".repeat(indent)));
        }
    }

    /// Columns of the longest heading, so that English words have room.
    fn heading(&self) -> usize {
        let words = [
            self.words.condition,
            self.words.relation,
            self.words.outcome,
        ];
        let widest = words.into_iter().map(columns).max().unwrap_or(0);
        widest.saturating_add(2).max(HEADING)
    }

    fn entry(&mut self, heading: &str, text: &str) {
        let indent = self.heading();
        let width = self.look.width.saturating_sub(indent.saturating_add(2));
        for (index, line) in wrapped(text, width).iter().enumerate() {
            let word = padded(if index == 0 { heading } else { "" }, indent);
            let word = self.look.paint(Ink::Faint, &word);
            self.line(&format!("  {word}{line}"));
        }
    }

    /// What the check came to and why.
    fn outcome(&self, trace: &Trace) -> String {
        let words = self.words;
        let tree = self.tree();
        let word = tree.verdict(trace.decision);
        let why = match (trace.decision.verdict, &trace.trouble) {
            (Verdict::Undecided(_), Some(trouble)) => tree.trouble(trouble),
            (Verdict::Undecided(why), None) => {
                super::messages::reason(why, self.look.lang).to_owned()
            }
            (Verdict::Inapplicable, _) if trace.conditions.is_empty() => words.no_rows.to_owned(),
            (Verdict::Inapplicable, _) => words.not_met.to_owned(),
            _ => self.difference(trace),
        };
        if why.is_empty() {
            return word.to_owned();
        }
        format!("{word}{}{why}", words.colon)
    }

    fn difference(&self, trace: &Trace) -> String {
        let words = self.words;
        let Some(difference) = trace.difference else {
            return String::new();
        };
        let gap = with_unit(difference.value, difference.unit);
        let mut sentence = match trace.allowed {
            _ if difference.value.is_zero() => return words.traced_same.to_owned(),
            Some(allowed) if !allowed.is_zero() => {
                let allowed = with_unit(readable(allowed), difference.unit);
                let values = [("difference", gap.as_str()), ("allowed", &allowed)];
                fill(words.traced_difference, &values)
            }
            _ => fill(words.traced_exact, &[("difference", &gap)]),
        };
        if trace.decision.verdict == Verdict::Strained {
            sentence.push_str(words.traced_strained);
        }
        if let Some(within) = trace.within.filter(|within| !within.is_zero()) {
            let within = with_unit(within, difference.unit);
            sentence.push_str(&fill(words.traced_within, &[("within", &within)]));
        }
        sentence
    }
}
