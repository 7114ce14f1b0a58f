//! A whole rule in words.

use std::cell::Cell;

use super::place::Spoken;
use crate::diagnostic::Lang;
use crate::figure::{Dimension, Unit};
use crate::program::{Check, Program, Rule, Source, constant};

/// Checks that are said one by one; a list of forty order checks tells nobody more than its first few.
const MAX_SAID: usize = 6;

/// What a rule checks, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleWords {
    /// Over which rows, and when; empty for a rule that is checked once, always.
    pub scope: String,
    /// What must hold, one sentence a check.
    pub checks: Vec<String>,
    /// How many checks are not said.
    pub more: usize,
    /// Which difference is allowed.
    pub tolerance: String,
    /// The tables it touches.
    pub tables: Vec<String>,
    /// For which years it holds; empty for all.
    pub years: String,
}

/// A rule of a program in words.
#[must_use]
pub fn in_words(program: &Program, rule: &Rule, lang: Lang) -> RuleWords {
    let mut stated: Vec<(&Check, Vec<&str>)> = Vec::new();
    for check in &rule.checks {
        match stated.last_mut() {
            Some((known, columns)) if known.span == check.span && check.column.is_some() => {
                columns.extend(check.column.as_deref());
            }
            _ => stated.push((check, check.column.as_deref().into_iter().collect())),
        }
    }
    let spoken = |star| Spoken {
        lang,
        schema: program.schema(),
        rule,
        star,
        last: Cell::new(None),
        own: Cell::new(None),
    };
    let said = stated.iter().take(MAX_SAID).map(|(check, columns)| {
        let spoken = spoken(check.column.as_deref());
        spoken.check(check, columns)
    });
    let path = |table: &crate::template::TableId| {
        let table = program.schema().get(*table);
        table.map(|table| table.path.clone())
    };
    RuleWords {
        scope: spoken(None).scope(),
        checks: said.collect(),
        more: stated.len().saturating_sub(MAX_SAID),
        tolerance: tolerance(rule, lang),
        tables: rule.tables.iter().filter_map(path).collect(),
        years: years(rule, lang),
    }
}

impl Spoken<'_> {
    fn check(&self, check: &Check, columns: &[&str]) -> String {
        let said = self.condition(&check.condition);
        if columns.is_empty() {
            return said;
        }
        let columns = columns.join(self.say("、", ", "));
        match self.lang {
            Lang::Zh => format!("{said}（逐栏核对：{columns}）"),
            Lang::En => format!("{said} (column by column: {columns})"),
        }
    }

    fn scope(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        for source in &self.rule.sources {
            parts.push(self.source(source, parts.is_empty()));
        }
        let each = parts.join(self.say("，", ", "));
        self.last.set(None);
        let when = self.rule.when.as_ref().map(|when| self.condition(when));
        match (self.lang, each.is_empty(), when) {
            (_, true, None) => String::new(),
            (Lang::Zh, true, Some(when)) => format!("如果{when}"),
            (Lang::Zh, false, None) => format!("对{each}"),
            (Lang::Zh, false, Some(when)) => format!("对{each}，如果{when}"),
            (Lang::En, true, Some(when)) => format!("if {when}"),
            (Lang::En, false, None) => format!("for {each}"),
            (Lang::En, false, Some(when)) => format!("for {each}, if {when}"),
        }
    }

    fn source(&self, source: &Source, first: bool) -> String {
        self.last.set(None);
        let table = self.path(source.rows.table).to_owned();
        let all = matches!(source.rows.pick, crate::program::Pick::All);
        let of = if all { table } else { self.rows(&source.rows) };
        self.own.set(Some(source.variable));
        let filter = source.filter.as_ref().map(|filter| self.condition(filter));
        self.own.set(None);
        let (zh, en) = self.piece(source.rows.table);
        let head = match (self.lang, first, source.join) {
            (Lang::Zh, true, _) => format!("{of}的每一{zh}"),
            (Lang::Zh, false, true) => format!("找到{of}中对应的一{zh}"),
            (Lang::Zh, false, false) => format!("以及{of}的每一{zh}"),
            (Lang::En, true, _) => format!("every {en} of {of}"),
            (Lang::En, false, true) => format!("with the {en} of {of} that belongs to it"),
            (Lang::En, false, false) => format!("and every {en} of {of}"),
        };
        match (self.lang, filter) {
            (_, None) => head,
            (Lang::Zh, Some(filter)) => format!("{head}（{filter}）"),
            (Lang::En, Some(filter)) => format!("{head} ({filter})"),
        }
    }
}

fn tolerance(rule: &Rule, lang: Lang) -> String {
    let figures = |check: &Check| {
        matches!(
            check.condition,
            crate::program::Condition::Figures {
                comparison: crate::program::Comparison::Agrees,
                ..
            }
        )
    };
    let unit_of = |check: &Check| match &check.condition {
        crate::program::Condition::Figures { dim, .. } => match dim {
            crate::program::Dim::Known(Dimension::Amount) => Some(Unit::WanYuan),
            crate::program::Dim::Known(Dimension::Percent) => Some(Unit::Percent),
            crate::program::Dim::Known(Dimension::Score) => Some(Unit::Score),
            _ => None,
        },
        _ => None,
    };
    let slack = rule.checks.iter().find_map(|check| {
        let within = check.within?;
        Some(constant(within, unit_of(check)))
    });
    match (lang, slack, rule.checks.iter().any(figures)) {
        (Lang::Zh, Some(slack), _) => format!("除四舍五入外，还容许相差 {slack}"),
        (Lang::En, Some(slack), _) => format!("rounding, and {slack} more"),
        (Lang::Zh, None, true) => "只容许四舍五入造成的差额".to_owned(),
        (Lang::En, None, true) => "no difference but that of rounding".to_owned(),
        (_, None, false) => String::new(),
    }
}

fn years(rule: &Rule, lang: Lang) -> String {
    match (lang, rule.since, rule.until) {
        (_, None, None) => String::new(),
        (Lang::Zh, Some(since), None) => format!("{since} 年度起"),
        (Lang::Zh, None, Some(until)) => format!("到 {until} 年度为止"),
        (Lang::Zh, Some(since), Some(until)) => format!("{since} 至 {until} 年度"),
        (Lang::En, Some(since), None) => format!("from {since} on"),
        (Lang::En, None, Some(until)) => format!("until {until}"),
        (Lang::En, Some(since), Some(until)) => format!("{since} to {until}"),
    }
}
