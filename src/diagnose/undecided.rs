//! Checks that could not be decided, gathered by rule, reason and subject.

use indexmap::IndexMap;

use super::subject::{about_words, table_name};
use super::{Undecided, UndecidedReason};
use crate::diagnostic::Wording;
use crate::document::Place;
use crate::eval::{About, CheckId, Outcome, Plan, Verdict};
use crate::report::{Presence, Report};
use crate::template::TableId;

/// What the undecided checks of one rule share.
#[derive(PartialEq, Eq, Hash)]
struct Group<'p> {
    rule: &'p str,
    reason: UndecidedReason,
    /// The table concerned: cells and rows of one table are told together.
    table: Option<TableId>,
}

struct Members<'p> {
    first: Option<&'p About>,
    alike: bool,
    count: u32,
}

/// All undecided checks in the order of the rules.
pub(super) fn undecided(report: &Report, plan: &Plan, outcome: &Outcome) -> Vec<Undecided> {
    let mut groups: IndexMap<Group<'_>, Members<'_>> = IndexMap::new();
    for (check, decision) in outcome.iter() {
        let Verdict::Undecided(reason) = decision.verdict else {
            continue;
        };
        let Some(rule) = plan.rule(check) else {
            continue;
        };
        let about = about(plan, check);
        let group = Group {
            rule: &rule.id,
            reason,
            table: about.and_then(table_of),
        };
        let members = groups.entry(group).or_insert(Members {
            first: about,
            alike: true,
            count: 0,
        });
        members.alike &= members.first == about;
        members.count = members.count.saturating_add(1);
    }
    groups
        .into_iter()
        .map(|(group, members)| Undecided {
            rule: group.rule.to_owned(),
            reason: group.reason,
            detail: detail(report, &group, &members),
            place: members.first.and_then(|about| place(report, about)),
            count: members.count,
        })
        .collect()
}

fn about(plan: &Plan, check: CheckId) -> Option<&About> {
    plan.trouble(check).map(|trouble| &trouble.about)
}

fn table_of(about: &About) -> Option<TableId> {
    match about {
        About::Table(table)
        | About::Column(table, _)
        | About::Row(table, _)
        | About::Wanted(table, _) => Some(*table),
        About::Cell(cell) => Some(cell.table),
        About::Report | About::Divisor => None,
    }
}

/// The thing itself when all checks are about the same, else its table.
fn detail(report: &Report, group: &Group<'_>, members: &Members<'_>) -> Wording {
    let Some(about) = members.first else {
        return Wording::new("", "");
    };
    let table = group.table.map_or("", |table| table_name(report, table));
    if !members.alike {
        return Wording::new(table, table);
    }
    about_words(report, about)
}

/// Where to look: the cell, the row, or the line that names a table which is not there.
fn place(report: &Report, about: &About) -> Option<Place> {
    match about {
        About::Cell(cell) => report.cell(*cell).map(|cell| cell.place),
        About::Row(table, row) => {
            let table = report.table(*table)?;
            table.rows.get(row.0 as usize).map(|row| row.place)
        }
        About::Table(table) => match report.table(*table)?.presence {
            Presence::Named(place) => Some(place),
            Presence::Found | Presence::Missing => None,
        },
        About::Column(..) | About::Wanted(..) | About::Report | About::Divisor => None,
    }
}
