//! Findings as they stand on a page: groups with a headline, cards below it.

use super::excerpt::{Excerpt, excerpts};
use super::marks::{Anchors, says_how};
use crate::diagnose::{Cause, Evidence, Finding, Standing};
use crate::diagnostic::Lang;
use crate::figure::Unit;
use crate::render::messages::{Words, fill, severity_id};
use crate::render::number::with_unit;
use crate::render::place::{main_cell, relations, written};
use crate::render::rounding::rounding;
use crate::render::view::CheckedView;
use crate::syntax::ast::Severity;

/// Findings that share a likely mistake.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) number: u32,
    pub(super) severity: &'static str,
    /// What the group is about: the likely mistake, or the first finding's rule.
    pub(super) headline: String,
    /// `收支总表.收入 · 本年收入合计 · 决算数`
    pub(super) place: String,
    /// `第 126 行`
    pub(super) line: String,
    /// The cell in the whole table.
    pub(super) href: String,
    pub(super) printed: String,
    pub(super) suggest: String,
    /// What a change of the cell would do to the other checks.
    pub(super) effect: String,
    pub(super) lead: Card,
    pub(super) rest: Vec<Card>,
    pub(super) more: String,
}

/// One finding.
#[derive(Debug)]
pub(super) struct Card {
    pub(super) number: usize,
    pub(super) anchor: String,
    pub(super) severity: &'static str,
    pub(super) severity_word: &'static str,
    pub(super) strained: bool,
    pub(super) standing: &'static str,
    pub(super) standing_word: &'static str,
    pub(super) explanation: String,
    pub(super) rule: String,
    /// Index of the rule, for the filter.
    pub(super) rule_index: usize,
    pub(super) title: String,
    pub(super) message: String,
    /// The message already stands as the group's headline.
    pub(super) said: bool,
    pub(super) relation: String,
    pub(super) left: String,
    pub(super) right: String,
    pub(super) difference: String,
    pub(super) rounding: String,
    pub(super) because: String,
    pub(super) basis: String,
    pub(super) written: String,
    pub(super) fingerprint: String,
    /// Indexes of the tables concerned, for the filter.
    pub(super) tables: String,
    pub(super) excerpts: Vec<Excerpt>,
    pub(super) cells: Vec<Part>,
    pub(super) cells_head: String,
}

/// A cell that took part, in the list of all.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) role: &'static str,
    pub(super) name: String,
    pub(super) printed: String,
    pub(super) line: String,
    pub(super) href: String,
}

/// All groups in order of weight.
pub(super) fn groups(view: &CheckedView<'_>, anchors: &Anchors, lang: Lang) -> Vec<Group> {
    let maker = Maker {
        view,
        anchors,
        lang,
        words: Words::of(lang),
    };
    let findings = &view.findings.findings;
    let leads = findings
        .iter()
        .enumerate()
        .filter(|(_, finding)| finding.leads);
    leads
        .map(|(index, lead)| maker.group(index, lead))
        .collect()
}

struct Maker<'v> {
    view: &'v CheckedView<'v>,
    anchors: &'v Anchors,
    lang: Lang,
    words: &'static Words,
}

impl Maker<'_> {
    fn group(&self, index: usize, lead: &Finding) -> Group {
        let others = self.view.findings.findings.iter().enumerate();
        let rest: Vec<Card> = others
            .filter(|(other, finding)| finding.group == lead.group && *other != index)
            .map(|(other, finding)| self.card(other, finding))
            .collect();
        let main = main_cell(lead);
        let cause = lead.cause.as_ref();
        let told = cause.filter(|cause| says_how(cause.kind) || cause.suggest.is_some());
        let suggest = cause.and_then(|cause| cause.suggest.clone());
        Group {
            number: lead.group,
            severity: severity_id(lead.severity),
            headline: told.map_or_else(
                || lead.message.get(self.lang).to_owned(),
                |cause| cause.said.get(self.lang).to_owned(),
            ),
            place: main.map_or(String::new(), name),
            line: main.map_or(String::new(), |cell| self.line(cell)),
            href: main.map_or(String::new(), |cell| self.href(cell)),
            printed: main.map_or(String::new(), |cell| self.printed(cell)),
            suggest: suggest.unwrap_or_default(),
            effect: cause.map_or(String::new(), |cause| self.effect(cause)),
            lead: Card {
                said: told.is_none(),
                ..self.card(index, lead)
            },
            more: fill(self.words.group_more, &[("n", &rest.len().to_string())]),
            rest,
        }
    }

    fn effect(&self, cause: &Cause) -> String {
        let sentence = if cause.breaks == 0 {
            self.words.repairs
        } else {
            self.words.repairs_breaks
        };
        if cause.repairs == 0 {
            return String::new();
        }
        let (repairs, breaks) = (cause.repairs.to_string(), cause.breaks.to_string());
        fill(sentence, &[("repairs", &repairs), ("breaks", &breaks)])
    }

    fn card(&self, index: usize, finding: &Finding) -> Card {
        let words = self.words;
        let working = finding.working.as_ref();
        let side = |text: Option<&str>, side: Option<crate::diagnose::Quantity>| {
            text.map_or_else(
                || side.map_or(String::new(), |side| with_unit(side.value, side.unit)),
                str::to_owned,
            )
        };
        let unit = finding.left.map_or(Unit::Number, |left| left.unit);
        let standing = self.view.review.standing(finding);
        let rules = &self.view.coverage.rules;
        let number = index.saturating_add(1);
        Card {
            number,
            anchor: self.anchors.finding(number),
            severity: severity_id(finding.severity),
            severity_word: words.severity(finding.severity),
            strained: finding.strained,
            standing: standing.id(),
            standing_word: self.standing_word(standing),
            explanation: self.explanation(standing),
            rule: finding.rule.clone(),
            rule_index: rules
                .iter()
                .position(|rule| rule.id == finding.rule)
                .unwrap_or(usize::MAX),
            title: finding.title.clone(),
            message: finding.message.get(self.lang).to_owned(),
            said: false,
            relation: relations(finding, self.view.sources),
            left: side(working.map(|working| working.left.as_str()), finding.left),
            right: side(working.map(|working| working.right.as_str()), finding.right),
            difference: finding
                .difference
                .map_or(String::new(), |number| with_unit(number, unit)),
            rounding: self.rounding(finding, unit),
            because: finding.because.clone().unwrap_or_default(),
            basis: finding.basis.clone().unwrap_or_default(),
            written: written(self.view.sources, finding.written),
            fingerprint: finding.fingerprint.clone(),
            tables: tables(finding),
            excerpts: excerpts(self.view, finding, self.anchors, self.lang),
            cells: finding
                .evidence
                .iter()
                .map(|cell| self.part(cell))
                .collect(),
            cells_head: fill(
                words.all_cells,
                &[("n", &finding.evidence.len().to_string())],
            ),
        }
    }

    fn standing_word(&self, standing: &Standing) -> &'static str {
        match standing {
            Standing::New if self.view.review.compared => self.words.new,
            Standing::New => "",
            Standing::Known => self.words.known,
            Standing::Explained(_) => self.words.explained,
        }
    }

    fn explanation(&self, standing: &Standing) -> String {
        let Standing::Explained(said) = standing else {
            return String::new();
        };
        let values = [
            ("text", said.text.as_str()),
            ("by", &said.by),
            ("date", &said.date),
        ];
        fill(self.words.explained_by, &values)
    }

    fn rounding(&self, finding: &Finding, unit: Unit) -> String {
        finding
            .difference
            .filter(|gap| finding.allowed.is_some() && !gap.is_zero())
            .filter(|_| !matches!(unit, Unit::Year | Unit::Count))
            .map_or(String::new(), |gap| {
                rounding(self.words, finding, gap, unit)
            })
    }

    fn part(&self, cell: &Evidence) -> Part {
        Part {
            role: self.words.role(cell.role),
            name: name(cell),
            printed: self.printed(cell),
            line: self.line(cell),
            href: self.href(cell),
        }
    }

    fn line(&self, cell: &Evidence) -> String {
        let line = self.view.report.document.locate(cell.place).line;
        fill(self.words.section_line, &[("line", &line.to_string())])
    }

    fn printed(&self, cell: &Evidence) -> String {
        if cell.printed.is_empty() {
            self.words.blank_alone.to_owned()
        } else {
            cell.printed.clone()
        }
    }

    /// The cell in the whole table, where the page holds it.
    fn href(&self, cell: &Evidence) -> String {
        let at = cell.cell;
        at.and_then(|at| self.anchors.link(at, self.view.report))
            .unwrap_or_default()
    }
}

fn name(cell: &Evidence) -> String {
    let parts = [cell.table.as_str(), cell.row.as_str(), cell.column.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn tables(finding: &Finding) -> String {
    let mut tables: Vec<u16> = finding
        .evidence
        .iter()
        .filter_map(|cell| cell.cell)
        .map(|cell| cell.table.0)
        .collect();
    tables.sort_unstable();
    tables.dedup();
    tables
        .iter()
        .map(u16::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Severities with their findings, for the filter.
pub(super) fn severities(
    view: &CheckedView<'_>,
    words: &Words,
) -> Vec<(&'static str, &'static str, usize)> {
    let findings = &view.findings.findings;
    [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| {
            let count = findings
                .iter()
                .filter(|finding| finding.severity == severity)
                .count();
            (severity_id(severity), words.severity(severity), count)
        })
        .collect()
}
