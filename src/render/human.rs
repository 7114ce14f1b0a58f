//! The default output: a report's summary, then every finding with its excerpt, its arithmetic, what
//! rounding explains, the rule and the likely cause.

use super::excerpt;
use super::look::{Ink, Look, columns, padded, safe, wrapped};
use super::marks;
use super::messages::{Words, fill};
use super::place::{relations, written};
use super::rounding::rounding;
use super::snippet;
use super::summary;
use super::view::{CheckedView, Totals, Unchecked};
use crate::diagnose::{Cause, Evidence, Finding, Standing};
use crate::diagnostic::Lang;
use crate::figure::Unit;

/// Cells listed below an excerpt; more are only counted. Other formats list them all.
const MAX_LISTED: usize = 20;
/// Columns that an excerpt needs beside the text: gutter and margin.
const GUTTER: usize = 10;
/// Columns of the words that begin the lines below an excerpt.
const HEADING: usize = 10;

/// One report with all its findings.
#[must_use]
pub fn report(view: &CheckedView<'_>, look: &Look) -> String {
    let mut page = Page {
        look,
        words: Words::of(look.lang),
        text: String::new(),
    };
    page.head(view);
    for finding in &view.findings.findings {
        if finding.leads {
            page.finding(view, finding);
        }
    }
    page.gone(view);
    page.untold(view);
    page.undecided(view);
    page.text
}

/// A report that could not be checked.
#[must_use]
pub fn unchecked(unchecked: &Unchecked, look: &Look) -> String {
    let words = Words::of(look.lang);
    let code = unchecked
        .code
        .map_or(String::new(), |code| format!("[{code}]"));
    let word = look.paint(Ink::Error, &format!("{}{code}", words.unchecked));
    let path = look.paint(Ink::Strong, &unchecked.path);
    let mut text = format!("{path}\n  {word} {}\n", unchecked.message.get(look.lang));
    for detail in &unchecked.details {
        text.push_str(&format!("    {}\n", detail.get(look.lang)));
    }
    text
}

/// The last line of a run over several reports.
#[must_use]
pub fn totals(totals: &Totals, look: &Look) -> String {
    let line = look.paint(Ink::Strong, &super::concise::totals(totals, look.lang));
    format!("{line}{}", super::run_text::summary(totals, look))
}

/// The text under way.
struct Page<'p> {
    look: &'p Look,
    words: &'static Words,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// File, identity, counts.
    fn head(&mut self, view: &CheckedView<'_>) {
        let name = safe(&view.report.document.name);
        let name = self.look.paint(Ink::Strong, &name);
        self.line(&name);
        let identity = super::identity::identity(view.report, view.fits, self.look.lang);
        self.line(&format!("  {}", self.look.paint(Ink::Faint, &identity)));
        let counts = summary::verdicts(&view.findings.summary, self.look);
        self.line(&format!("  {counts}"));
        let found = &view.findings;
        if found.summary.checks == 0 {
            let word = self.look.paint(Ink::Warning, self.words.nothing_checked);
            self.line(&format!("  {word}"));
        } else if found.summary.failed == 0 && found.findings.is_empty() {
            let word = self.look.paint(Ink::Good, self.words.clean);
            self.line(&format!("  {word}"));
        }
    }

    /// A leading finding in full, the others of its group in a line each.
    fn finding(&mut self, view: &CheckedView<'_>, finding: &Finding) {
        self.line("");
        self.headline(view, finding);
        self.sentence("  ", finding.message.get(self.look.lang));
        if let Some(cause) = &finding.cause {
            self.cause(cause);
        }
        self.excerpt(view, finding);
        self.arithmetic(finding);
        self.reasons(view, finding);
        self.companions(view, finding);
    }

    fn headline(&mut self, view: &CheckedView<'_>, finding: &Finding) {
        let ink = Ink::from(finding.severity);
        let sign = match ink {
            Ink::Error => "✗",
            Ink::Warning => "▲",
            _ => "●",
        };
        let mut word = self.words.severity(finding.severity).to_owned();
        if finding.strained {
            word.push_str(self.words.comma);
            word.push_str(self.words.strained);
        }
        let standing = match view.review.standing(finding) {
            Standing::New => "",
            Standing::Known => self.words.known,
            Standing::Explained(_) => self.words.explained,
        };
        if !standing.is_empty() {
            word.push_str(self.words.comma);
            word.push_str(standing);
        }
        let mark = self.look.paint(ink, &format!("{sign} {word}"));
        let title = self.look.paint(Ink::Strong, &safe(&finding.title));
        let id = self.look.paint(Ink::Faint, &format!("[{}]", finding.rule));
        self.line(&format!("{mark}  {title} {id}"));
    }

    /// A sentence wrapped to the width, every line behind the indent.
    fn sentence(&mut self, indent: &str, sentence: &str) {
        let width = self.look.width.saturating_sub(columns(indent));
        for line in wrapped(sentence, width) {
            self.line(&format!("{indent}{line}"));
        }
    }

    /// A line that begins with a word, its text wrapped behind it.
    fn entry(&mut self, heading: &str, text: &str) {
        let width = self.look.width.saturating_sub(HEADING).saturating_sub(2);
        for (index, line) in wrapped(text, width).iter().enumerate() {
            let word = padded(if index == 0 { heading } else { "" }, HEADING);
            let word = self.look.paint(Ink::Faint, &word);
            self.line(&format!("  {word}{line}"));
        }
    }

    fn excerpt(&mut self, view: &CheckedView<'_>, finding: &Finding) {
        let document = &view.report.document;
        let shown = marks::shown(finding, view.report, self.words);
        let width = self.look.width.saturating_sub(GUTTER);
        let (text, lines) = document.as_printed();
        for block in excerpt::blocks(text, lines, shown.marks, width) {
            let about = table_at(finding, view, block.first_line, &block);
            let drawing = snippet::drawn(&block, &safe(&document.name), about, self.look);
            self.text.push_str(&drawing);
        }
        self.listed(view, &shown.listed);
        if shown.blanks > 0 && finding.left.is_some() {
            let sentence = fill(self.words.blanks, &[("n", &shown.blanks.to_string())]);
            self.sentence("  ", &sentence);
        }
    }

    /// Cells that are not drawn, as a small table.
    fn listed(&mut self, view: &CheckedView<'_>, cells: &[&Evidence]) {
        if cells.is_empty() {
            return;
        }
        let head = fill(self.words.further, &[("n", &cells.len().to_string())]);
        self.line(&format!("  {head}"));
        let document = &view.report.document;
        let names: Vec<String> = cells.iter().map(|cell| cell_name(cell)).collect();
        let width = names.iter().map(|name| columns(name)).max().unwrap_or(0);
        for (cell, name) in cells.iter().zip(&names).take(MAX_LISTED) {
            let line = document.locate(cell.place).line;
            self.line(&format!(
                "  {line:>5}  {}  {}",
                padded(name, width),
                safe(&cell.printed)
            ));
        }
        if cells.len() > MAX_LISTED {
            self.line("      …");
        }
    }

    fn arithmetic(&mut self, finding: &Finding) {
        let calculated = |side: &str| side.contains(" = ");
        if let Some(working) = &finding.working
            && (calculated(&working.left) || calculated(&working.right))
        {
            let left = format!("{} {}", self.words.left, working.left);
            let right = format!("{} {}", self.words.right, working.right);
            self.entry(self.words.working, &left);
            self.entry("", &right);
        }
        let (Some(left), Some(difference)) = (finding.left, finding.difference) else {
            return;
        };
        if difference.is_zero() || !is_measured(left.unit) {
            return;
        }
        let sentence = rounding(self.words, finding, difference, left.unit);
        self.entry(self.words.rounding, &sentence);
    }

    fn reasons(&mut self, view: &CheckedView<'_>, finding: &Finding) {
        if let Standing::Explained(said) = view.review.standing(finding) {
            let values = [
                ("text", said.text.as_str()),
                ("by", &said.by),
                ("date", &said.date),
            ];
            self.entry(
                self.words.explained,
                &fill(self.words.explained_by, &values),
            );
        }
        if let Some(because) = &finding.because {
            self.entry(self.words.because, because);
        }
        if let Some(basis) = &finding.basis {
            self.entry(self.words.basis, basis);
        }
        let place = written(view.sources, finding.written);
        self.entry(self.words.relation, &relations(finding, view.sources));
        self.entry(self.words.rule, &place);
    }

    fn cause(&mut self, cause: &Cause) {
        let mut sentence = cause.text.get(self.look.lang).to_owned();
        if let Some(suggest) = &cause.suggest {
            let gap = if self.look.lang == Lang::Zh {
                "，"
            } else {
                ", "
            };
            sentence.push_str(&format!("{gap}{} {suggest}", self.words.suggest));
        }
        self.entry(self.words.cause, &sentence);
        let values = [
            ("repairs", cause.repairs.to_string()),
            ("breaks", cause.breaks.to_string()),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let proof = if cause.breaks == 0 {
            self.words.repairs
        } else {
            self.words.repairs_breaks
        };
        self.entry("", &fill(proof, &values));
    }

    /// The other findings of the group.
    fn companions(&mut self, view: &CheckedView<'_>, lead: &Finding) {
        let others = view.findings.findings.iter();
        let others: Vec<&Finding> = others
            .filter(|other| other.group == lead.group && !other.leads)
            .collect();
        if others.is_empty() {
            return;
        }
        self.line(&format!("  {}{}", self.words.also, self.words.colon));
        for other in others {
            let line = super::place::location(other, &view.report.document)
                .map_or(String::new(), |at| at.line.to_string());
            let title = format!("{} [{}]", other.title, other.rule);
            self.line(&format!("  {line:>5}  {title}"));
            self.sentence("         ", other.message.get(self.look.lang));
        }
    }

    /// Against the baseline: counts, and what is gone.
    fn gone(&mut self, view: &CheckedView<'_>) {
        if !view.review.compared {
            return;
        }
        let [new, known, explained] = view.review.tally(view.findings);
        let counts = [new, known, explained].map(|count| count.to_string());
        let gone = view.review.gone.len().to_string();
        let names = ["new", "known", "explained"];
        let mut values: Vec<(&str, &str)> = names
            .into_iter()
            .zip(counts.iter().map(String::as_str))
            .collect();
        values.push(("gone", &gone));
        self.line("");
        self.line(&fill(self.words.standings, &values));
        if !view.review.gone.is_empty() {
            self.line(&format!("{}{}", self.words.gone, self.words.colon));
        }
        for known in &view.review.gone {
            self.sentence("  ", &format!("[{}] {}", known.rule, safe(&known.message)));
        }
    }

    /// What is beyond the findings told one by one.
    fn untold(&mut self, view: &CheckedView<'_>) {
        for sentence in super::untold::untold(view, self.words) {
            self.line("");
            self.sentence("", &sentence);
        }
    }

    fn undecided(&mut self, view: &CheckedView<'_>) {
        let list = &view.findings.undecided;
        let lines = summary::undecided(list, &view.report.document, self.look);
        if lines.is_empty() {
            return;
        }
        self.line("");
        let count = view.findings.summary.undecided.to_string();
        let head = fill(self.words.undecided_head, &[("n", &count)]);
        let head = self.look.paint(Ink::Warning, &head);
        self.line(&head);
        for line in lines {
            self.line(&format!("  {line}"));
        }
    }
}

/// Whether figures of a unit can have been rounded.
fn is_measured(unit: Unit) -> bool {
    !matches!(unit, Unit::Year | Unit::Count)
}

/// `收支总表.收入 · 其他收入 · 决算数`
fn cell_name(cell: &Evidence) -> String {
    let parts = [&cell.table, &cell.row, &cell.column];
    let parts: Vec<&str> = parts
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    safe(&parts.join(" · ")).into_owned()
}

/// The table that the first drawn cell of a block belongs to.
fn table_at<'f>(
    finding: &'f Finding,
    view: &CheckedView<'_>,
    line: u32,
    block: &excerpt::Block,
) -> &'f str {
    let document = &view.report.document;
    let last = line.saturating_add(u32::try_from(block.text.lines().count()).unwrap_or(0));
    finding
        .evidence
        .iter()
        .find(|cell| (line..last).contains(&document.locate(cell.place).line))
        .map_or("", |cell| cell.table.as_str())
}
