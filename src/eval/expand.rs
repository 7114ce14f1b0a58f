//! Every row, or pair of rows, that a rule runs over.

use std::cell::Cell;

use super::body::Body;
use super::lower::Lowering;
use super::plan::{MAX_CHECKS_PER_RULE, MAX_PAIRS_PER_RULE, MAX_VISITS_PER_RULE, Planned};
use super::site::{Found, RowList, Site};
use super::tree::Sheet;
use super::verdict::{About, Decision, Trouble, UndecidedReason, Verdict};
use crate::document::NameMatch;
use crate::program::{Condition, Rule, RuleId, Source, Text};
use crate::report::Presence;
use crate::template::TableKind;

/// One rule being written out.
pub(super) struct Expansion<'e> {
    pub(super) id: RuleId,
    pub(super) rule: &'e Rule,
    pub(super) sheet: &'e mut Sheet,
    pub(super) checks: &'e mut Vec<Planned>,
    /// Checks of the plan before this rule.
    pub(super) first: usize,
    /// Rows and pairs looked at.
    pub(super) looked: usize,
    /// Rows looked at in searching for named rows.
    pub(super) visits: &'e Cell<usize>,
}

impl Expansion<'_> {
    /// Writes the rule out. A rule that makes no check is inapplicable.
    pub(super) fn run(&mut self, site: &Site<'_>) {
        match self.applies(site) {
            Ok(true) => self.source(site, 0),
            Ok(false) => {}
            Err(trouble) => self.undecided(site, trouble),
        }
        if self.checks.len() == self.first {
            self.whole(site, Body::Fixed(Decision::of(Verdict::Inapplicable)));
        }
    }

    /// Whether the rule holds for the year of the report's accounts.
    fn applies(&self, site: &Site<'_>) -> Found<bool> {
        let (since, until) = (self.rule.since, self.rule.until);
        if since.is_none() && until.is_none() {
            return Ok(true);
        }
        match site.report.identity.year {
            Some((year, _)) => {
                Ok(since.is_none_or(|since| since <= year)
                    && until.is_none_or(|until| year <= until))
            }
            None => Err(Trouble::new(UndecidedReason::YearUnknown, About::Report)),
        }
    }

    /// Adds one check for the rule as a whole, with the rows bound so far.
    fn whole(&mut self, site: &Site<'_>, body: Body) {
        self.add(site, None, body);
    }

    fn undecided(&mut self, site: &Site<'_>, trouble: Trouble) {
        self.whole(site, Body::Undecided(Box::new(trouble)));
    }

    fn add(&mut self, site: &Site<'_>, check: Option<u16>, body: Body) {
        self.checks.push(Planned {
            rule: self.id,
            check,
            bindings: site.bindings.clone(),
            body,
        });
    }

    /// Whether the rule has made as much as one rule may.
    fn is_full(&self) -> bool {
        self.checks.len().saturating_sub(self.first) >= MAX_CHECKS_PER_RULE
            || self.looked >= MAX_PAIRS_PER_RULE
            || self.visits.get() >= MAX_VISITS_PER_RULE
    }

    /// Runs over the rows of a source, given those before it.
    fn source(&mut self, site: &Site<'_>, depth: usize) {
        let rule = self.rule;
        let Some(source) = rule.sources.get(depth) else {
            self.leaf(site);
            return;
        };
        match site.rows(&source.rows) {
            Err(trouble) if is_unsaid(site, &trouble) => {}
            Err(trouble) => self.undecided(site, trouble),
            Ok(rows) if source.join => self.join(site, depth, source, &rows),
            Ok(rows) => self.iterate(site, depth, source, &rows),
        }
    }

    fn iterate(&mut self, site: &Site<'_>, depth: usize, source: &Source, rows: &RowList) {
        let instance = matches!(
            site.kind(source.rows.table),
            Some(TableKind::FormTable { .. })
        );
        if rows.is_empty() && source.rows.owner.is_some() && instance {
            let about = About::Table(source.rows.table);
            self.undecided(site, Trouble::new(UndecidedReason::RowMissing, about));
            return;
        }
        for row in rows {
            if self.stop(site, source) {
                return;
            }
            let here = site.with(source.variable, *row);
            match passes(&here, source.filter.as_ref()) {
                Ok(true) => self.source(&here, depth.saturating_add(1)),
                Ok(false) => {}
                Err(trouble) => self.undecided(&here, trouble),
            }
        }
    }

    /// Counts a row; says so and stops when there are too many.
    fn stop(&mut self, site: &Site<'_>, source: &Source) -> bool {
        self.looked = self.looked.saturating_add(1);
        let full = self.is_full();
        if full {
            let last = self.checks.last().and_then(|check| check.body.trouble());
            if last.is_none_or(|trouble| trouble.reason != UndecidedReason::TooMany) {
                let about = About::Table(source.rows.table);
                self.undecided(site, Trouble::new(UndecidedReason::TooMany, about));
            }
        }
        full
    }

    /// Finds the one partner of the rows bound so far: the closest, where names are compared with
    /// `same_name`.
    fn join(&mut self, site: &Site<'_>, depth: usize, source: &Source, rows: &RowList) {
        let mut partners = RowList::new();
        let mut closest = NameMatch::Different;
        let mut trouble = None;
        for row in rows {
            if self.stop(site, source) {
                return;
            }
            let here = site.with(source.variable, *row);
            match passes(&here, source.filter.as_ref()) {
                Ok(false) => {}
                Ok(true) => {
                    let alike = closeness(&here, source.filter.as_ref());
                    if alike < closest {
                        partners.clear();
                    }
                    if alike <= closest {
                        closest = alike;
                        partners.push(*row);
                    }
                }
                Err(found) => trouble = trouble.or(Some(found)),
            }
        }
        match (partners.as_slice(), trouble) {
            (_, Some(trouble)) => self.undecided(site, trouble),
            ([row], None) => {
                let here = site.with(source.variable, *row);
                self.source(&here, depth.saturating_add(1));
            }
            ([], None) => {
                let lost = site.complete(&source.rows).err();
                let about = self.wanted(site, source);
                let none = Trouble::new(UndecidedReason::NoPartner, about);
                self.undecided(site, lost.unwrap_or(none));
            }
            (_, None) => {
                let about = self.wanted(site, source);
                self.undecided(site, Trouble::new(UndecidedReason::ManyPartners, about));
            }
        }
    }

    /// What was looked for in the table of a join: the texts its filter compares.
    fn wanted(&self, site: &Site<'_>, source: &Source) -> About {
        let mut words = Vec::new();
        if let Some(filter) = &source.filter {
            collect(filter, &mut |text| {
                if let Ok(text) = site.text(text)
                    && !text.is_empty()
                    && !words.contains(&text)
                {
                    words.push(text);
                }
            });
        }
        About::Wanted(source.rows.table, words.join("、"))
    }

    /// All rows are bound: the condition, then the checks.
    fn leaf(&mut self, site: &Site<'_>) {
        match passes(site, self.rule.when.as_ref()) {
            Ok(true) => {}
            Ok(false) => {
                self.whole(site, Body::Fixed(Decision::of(Verdict::Inapplicable)));
                return;
            }
            Err(trouble) => {
                self.undecided(site, trouble);
                return;
            }
        }
        for (index, check) in self.rule.checks.iter().enumerate() {
            let body = Lowering {
                site,
                sheet: self.sheet,
            }
            .condition(&check.condition, check.within);
            let body = match body.trouble() {
                Some(trouble) if check.column.is_some() && site.lacks_optional(trouble) => {
                    Body::Fixed(Decision::of(Verdict::Inapplicable))
                }
                _ => body,
            };
            self.add(site, u16::try_from(index).ok(), body);
        }
    }
}

/// How alike the names are that a filter compares with `same_name`.
fn closeness(site: &Site<'_>, filter: Option<&Condition>) -> NameMatch {
    match filter {
        Some(Condition::SameName(left, right)) => site
            .alike_names(left, right)
            .unwrap_or(NameMatch::Different),
        Some(Condition::And(all)) => all
            .iter()
            .map(|one| closeness(site, Some(one)))
            .max()
            .unwrap_or(NameMatch::Same),
        _ => NameMatch::Same,
    }
}

fn passes(site: &Site<'_>, condition: Option<&Condition>) -> Found<bool> {
    condition.map_or(Ok(true), |condition| site.is_true(condition))
}

/// A claim or form that the report does not make at all: nothing is said, so nothing can be wrong.
fn is_unsaid(site: &Site<'_>, trouble: &Trouble) -> bool {
    let (UndecidedReason::TableMissing, About::Table(table)) = (trouble.reason, &trouble.about)
    else {
        return false;
    };
    let optional = matches!(
        site.kind(*table),
        Some(TableKind::Claim { .. } | TableKind::Form { .. } | TableKind::FormTable { .. })
    );
    let presence = site.report.table(*table).map(|found| found.presence);
    optional && !matches!(presence, Some(Presence::Named(_)))
}

/// The texts that a filter compares and that depend on rows bound before.
fn collect(filter: &Condition, found: &mut dyn FnMut(&Text)) {
    match filter {
        Condition::And(all) => all.iter().for_each(|one| collect(one, found)),
        Condition::Texts { left, right, .. } | Condition::SameName(left, right) => {
            for text in [left, right] {
                if !matches!(text, Text::Band(_)) {
                    found(text);
                }
            }
        }
        _ => {}
    }
}
