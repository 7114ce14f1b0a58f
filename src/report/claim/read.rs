//! Which sentences a claim's patterns match, and how matches become rows.

use std::cell::Cell;

use super::matcher::{Budget, Ground, LITERAL, Match};
use super::scan::{Scan, first_match};
use super::section::Section;
use crate::template::pattern::{ClaimPatterns, Compiled, SlotKind};
use crate::template::{ClaimDef, ClaimScope};

/// Rows that one claim may have; beyond it, reading stops.
pub const MAX_ROWS: usize = 5_000;

/// Which list of a claim's patterns a match is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Total,
    Pattern,
    Each,
    More,
    Zero,
}

impl List {
    /// The patterns of this list.
    pub(super) fn of(self, patterns: &ClaimPatterns) -> &[Compiled] {
        match self {
            Self::Total => &patterns.totals,
            Self::Pattern => &patterns.patterns,
            Self::Each => &patterns.each,
            Self::More => &patterns.more,
            Self::Zero => &patterns.zero,
        }
    }
}

/// A row of a claim before its cells are made.
#[derive(Debug, Clone)]
pub(super) struct ClaimRow {
    /// Index of the section.
    pub(super) section: usize,
    /// The matches that fill it, the head of the row first, then its total.
    pub(super) parts: Vec<(List, Match)>,
    /// Which list it belongs to and its place in it, from 1.
    pub(super) position: Option<(u32, u32)>,
}

/// What became of the numbers of a section.
pub(super) struct Uses {
    /// Taken by a row: no other row may read it.
    pub(super) taken: Vec<Cell<bool>>,
    /// Read as a figure, by a row or a total.
    pub(super) read: Vec<Cell<bool>>,
    /// Part of a name or of fixed words.
    pub(super) accounted: Vec<Cell<bool>>,
}

impl Uses {
    /// Nothing used yet.
    pub(super) fn new(numbers: usize) -> Self {
        let none = || vec![Cell::new(false); numbers];
        Self {
            taken: none(),
            read: none(),
            accounted: none(),
        }
    }

    fn mark(&self, section: &Section, pattern: &Compiled, found: &Match, row: bool) {
        let numbers = &section.prose.numbers;
        for capture in &found.captures {
            if let Some(index) = capture.number {
                set(&self.read, index);
                if row {
                    set(&self.taken, index);
                }
                continue;
            }
            let kind = pattern.slots.get(capture.slot).map(|slot| &slot.kind);
            let covers = capture.slot == LITERAL
                || kind.is_some_and(|kind| kind.is_open() || matches!(kind, SlotKind::Words(_)));
            if covers {
                let first = numbers.partition_point(|number| number.start < capture.start);
                let inside = numbers
                    .get(first..)
                    .unwrap_or(&[])
                    .iter()
                    .take_while(|number| number.end <= capture.end);
                for (index, _) in (first..).zip(inside) {
                    set(&self.accounted, index);
                }
            }
        }
    }

    /// The numbers that a claim of last resort may not read.
    fn rest_closed(&self) -> Vec<Cell<bool>> {
        self.read
            .iter()
            .zip(&self.accounted)
            .map(|(read, accounted)| Cell::new(read.get() || accounted.get()))
            .collect()
    }
}

fn set(flags: &[Cell<bool>], index: usize) {
    if let Some(flag) = flags.get(index) {
        flag.set(true);
    }
}

/// Reads one claim in one section; `lists` counts the lists of the claim so far.
pub(super) fn read_claim(
    claim: &ClaimDef,
    index: usize,
    section: &Section,
    (uses, budget): (&Uses, &Budget),
    lists: &mut u32,
) -> Vec<ClaimRow> {
    let own = if claim.rest {
        uses.rest_closed()
    } else {
        Vec::new()
    };
    let reader = Reader {
        claim,
        index,
        section,
        uses,
        budget,
        closed: if claim.rest { &own } else { &uses.taken },
    };
    let mut rows = if claim.compiled.totals.is_empty() {
        reader.heads()
    } else {
        reader.lists(lists)
    };
    if rows.is_empty() {
        rows.extend(reader.zero());
    } else if claim.gather {
        rows = gather(&claim.compiled, rows);
    }
    rows
}

struct Reader<'r> {
    claim: &'r ClaimDef,
    index: usize,
    section: &'r Section,
    uses: &'r Uses,
    budget: &'r Budget,
    closed: &'r [Cell<bool>],
}

impl Reader<'_> {
    fn patterns(&self, list: List) -> &[Compiled] {
        list.of(&self.claim.compiled)
    }

    fn ground(&self, end: usize) -> Ground<'_> {
        Ground {
            prose: &self.section.prose,
            closed: self.closed,
            end,
            budget: self.budget,
        }
    }

    /// All matches of a list of patterns in a stretch, one after the other.
    fn matches(&self, list: List, from: usize, end: usize) -> Vec<Match> {
        let ground = self.ground(end);
        let mut scan = Scan::new(self.patterns(list));
        let mut found = Vec::new();
        let mut at = from;
        while at < end && found.len() < MAX_ROWS {
            let Some(next) = scan.next(&ground, at) else {
                break;
            };
            at = next.end.max(next.start.saturating_add(1));
            self.mark(list, &next);
            found.push(next);
        }
        found
    }

    fn mark(&self, list: List, found: &Match) {
        if let Some(pattern) = self.patterns(list).get(found.pattern) {
            self.uses
                .mark(self.section, pattern, found, list != List::Total);
            if self.claim.rest && list != List::Total {
                for number in found.captures.iter().filter_map(|capture| capture.number) {
                    set(self.closed, number);
                }
            }
        }
    }

    /// How far `each` and `more` reach from an offset, at most to `end`.
    fn reach(&self, from: usize, end: usize) -> usize {
        match self.claim.scope {
            ClaimScope::Section => end,
            ClaimScope::Sentence => self.section.prose.sentence_end(from, end, false),
            ClaimScope::Clause => self.section.prose.sentence_end(from, end, true),
        }
    }

    /// Rows of a claim without totals: matches of `pattern` and of `each`, with their `more`.
    fn heads(&self) -> Vec<ClaimRow> {
        let end = self.section.prose.text.len();
        let mut heads: Vec<(List, Match)> = Vec::new();
        for list in [List::Pattern, List::Each] {
            heads.extend(
                self.matches(list, 0, end)
                    .into_iter()
                    .map(|found| (list, found)),
            );
        }
        heads.sort_by_key(|(_, found)| found.start);
        self.rows(heads, None, end)
    }

    /// Rows of lists: `each` starts anew at every total; a total without rows is dropped.
    fn lists(&self, count: &mut u32) -> Vec<ClaimRow> {
        let open: Vec<Cell<bool>> = vec![Cell::new(false); self.section.prose.numbers.len()];
        let length = self.section.prose.text.len();
        let closed = if self.claim.rest { self.closed } else { &open };
        let ground = Ground {
            closed,
            ..self.ground(length)
        };
        let mut scan = Scan::new(self.patterns(List::Total));
        let mut totals: Vec<Match> = Vec::new();
        let mut at = 0;
        while totals.len() < MAX_ROWS
            && let Some(next) = scan.next(&ground, at)
        {
            at = next.end.max(next.start.saturating_add(1));
            totals.push(next);
        }
        let mut rows = Vec::new();
        for (index, total) in totals.iter().enumerate() {
            let next = totals
                .get(index.saturating_add(1))
                .map_or(length, |next| next.start);
            let end = self.reach(total.end, next);
            let items = self.matches(List::Each, total.end, end);
            if items.is_empty() {
                continue;
            }
            self.mark(List::Total, total);
            *count = count.saturating_add(1);
            let heads = items.into_iter().map(|found| (List::Each, found)).collect();
            rows.extend(self.rows(heads, Some((total, *count)), end));
        }
        rows
    }

    fn rows(
        &self,
        heads: Vec<(List, Match)>,
        total: Option<(&Match, u32)>,
        end: usize,
    ) -> Vec<ClaimRow> {
        let starts: Vec<usize> = heads.iter().map(|(_, found)| found.start).collect();
        let mut rows = Vec::new();
        for ((index, head), ordinal) in heads.into_iter().enumerate().zip(1..) {
            let next = starts.get(index.saturating_add(1)).copied().unwrap_or(end);
            let from = head.1.end;
            let mut parts = vec![head];
            parts.extend(self.more(from, self.reach(from, next)));
            if let Some((total, _)) = total {
                parts.push((List::Total, total.clone()));
            }
            let position = total.map(|(_, list)| (list, ordinal));
            rows.push(ClaimRow {
                section: self.index,
                parts,
                position,
            });
        }
        rows
    }

    /// The first match of each of the `more` patterns in a stretch.
    fn more(&self, from: usize, end: usize) -> Vec<(List, Match)> {
        let ground = self.ground(end);
        let mut found = Vec::new();
        for (index, pattern) in self.claim.compiled.more.iter().enumerate() {
            if let Some(next) = first_match(pattern, index, &ground, from) {
                self.mark(List::More, &next);
                found.push((List::More, next));
            }
        }
        found
    }

    fn zero(&self) -> Option<ClaimRow> {
        let ground = self.ground(self.section.prose.text.len());
        let found = Scan::new(self.patterns(List::Zero)).next(&ground, 0)?;
        Some(ClaimRow {
            section: self.index,
            parts: vec![(List::Zero, found)],
            position: None,
        })
    }
}

/// One row of all matches of a section; a match whose column is filled already begins the next row.
fn gather(patterns: &ClaimPatterns, rows: Vec<ClaimRow>) -> Vec<ClaimRow> {
    let columns = |row: &ClaimRow| -> Vec<String> {
        let slots = row.parts.iter().filter_map(|(list, found)| {
            let pattern = list.of(patterns).get(found.pattern)?;
            Some(
                found
                    .captures
                    .iter()
                    .filter_map(|capture| pattern.slots.get(capture.slot)),
            )
        });
        slots.flatten().map(|slot| slot.name.clone()).collect()
    };
    let mut gathered: Vec<(Vec<String>, ClaimRow)> = Vec::new();
    for row in rows {
        let names = columns(&row);
        let fits = gathered
            .iter_mut()
            .find(|(filled, _)| names.iter().all(|name| !filled.contains(name)));
        match fits {
            Some((filled, into)) => {
                filled.extend(names);
                into.parts.extend(row.parts);
            }
            None => gathered.push((names, row)),
        }
    }
    gathered.into_iter().map(|(_, row)| row).collect()
}
