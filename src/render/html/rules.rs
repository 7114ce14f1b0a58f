//! The rules that ran and what they came to.

use super::marks::Anchors;
use crate::diagnose::{RuleTally, Summary};
use crate::render::messages::severity_id;
use crate::render::place::written;
use crate::render::view::CheckedView;

/// A rule on a page.
#[derive(Debug)]
pub(super) struct RuleLine {
    pub(super) index: usize,
    pub(super) anchor: String,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) severity: &'static str,
    pub(super) summary: Summary,
    pub(super) because: String,
    pub(super) basis: String,
    pub(super) written: String,
    /// Its findings: number and anchor.
    pub(super) findings: Vec<(usize, String)>,
}

/// All rules, those with findings first.
pub(super) fn rules(view: &CheckedView<'_>, anchors: &Anchors) -> Vec<RuleLine> {
    let rules = view.coverage.rules.iter().enumerate();
    let mut lines: Vec<RuleLine> = rules
        .map(|(index, rule)| line(view, anchors, index, rule))
        .collect();
    lines.sort_by_key(|line| {
        (
            line.findings.is_empty(),
            std::cmp::Reverse(line.summary.failed),
            line.summary.undecided == 0,
        )
    });
    lines
}

fn line(view: &CheckedView<'_>, anchors: &Anchors, index: usize, rule: &RuleTally) -> RuleLine {
    let findings = view.findings.findings.iter().enumerate();
    RuleLine {
        index,
        anchor: anchors.rule(index),
        id: rule.id.clone(),
        title: rule.title.clone(),
        severity: severity_id(rule.severity),
        summary: rule.summary,
        because: rule.because.clone().unwrap_or_default(),
        basis: rule.basis.clone().unwrap_or_default(),
        written: written(view.sources, rule.written),
        findings: findings
            .filter(|(_, finding)| finding.rule == rule.id)
            .map(|(number, _)| {
                let number = number.saturating_add(1);
                (number, anchors.finding(number))
            })
            .collect(),
    }
}
