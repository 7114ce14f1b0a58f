//! How many planted errors were noticed, by table and kind, and which were not.

use std::collections::BTreeMap;

use super::field::Field;
use super::mutant::Mutant;
use super::slip::Slip;
use super::trial::{Notice, PairTried, Tried};
use crate::eval::row_name;
use crate::tools::printed::Area;

/// Errors planted and errors noticed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Planted.
    pub planted: u32,
    /// A check failed that did not fail before.
    pub noticed: u32,
    /// No further check failed, but one holds only just: told as a note.
    pub strained: u32,
}

impl Count {
    fn add(&mut self, notice: Notice) {
        self.planted = self.planted.saturating_add(1);
        let noticed = u32::from(notice == Notice::Failed);
        self.noticed = self.noticed.saturating_add(noticed);
        let strained = u32::from(notice == Notice::Strained);
        self.strained = self.strained.saturating_add(strained);
    }

    fn join(&mut self, other: Self) {
        self.planted = self.planted.saturating_add(other.planted);
        self.noticed = self.noticed.saturating_add(other.noticed);
        self.strained = self.strained.saturating_add(other.strained);
    }
}

/// How often the first group named the error, of those that were told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CauseCount {
    /// Told.
    pub told: u32,
    /// The true cell is named.
    pub cell: u32,
    /// The true cell and the true kind are.
    pub kind: u32,
}

/// Why nothing was told of a planted error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MissedWhy {
    /// No rule names the figure, or those that do could not be decided or do not apply.
    NoCheck,
    /// The checks still hold: by rounding, by a tolerance, or because they only set a limit.
    Holds,
}

impl MissedWhy {
    /// The stable name in JSON.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::NoCheck => "no-check",
            Self::Holds => "holds",
        }
    }
}

/// A planted error that nothing tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// Name of the report.
    pub report: String,
    /// 1-based line.
    pub line: u32,
    /// Path of the table.
    pub table: String,
    /// Where it stands.
    pub area: Area,
    /// Name of the row.
    pub row: String,
    /// Id of the column.
    pub column: String,
    /// As printed.
    pub printed: String,
    /// As planted.
    pub instead: String,
    /// How.
    pub slip: Slip,
    /// Why.
    pub why: MissedWhy,
}

/// Everything counted over some reports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// By area, table and slip; tables in the order in which they were met.
    pub by_table: indexmap::IndexMap<(Area, String), BTreeMap<Slip, Count>>,
    /// Figures that some check compares with others, by area.
    pub taking_part: BTreeMap<Area, Count>,
    /// All figures other than zero, by area.
    pub all: BTreeMap<Area, Count>,
    /// Whether the first group names the error, for figures that can be located, by area and slip.
    pub causes: BTreeMap<(Area, Slip), CauseCount>,
    /// Two errors at once: pairs, both named by the first two groups, at least one.
    pub pairs: [u32; 3],
    /// What nothing tells of, in the order of reports and figures.
    pub missed: Vec<Missed>,
    /// Mutants that were also tried by changing the text, if that was asked for.
    pub compared: u32,
    /// Those of which the changed text says something else than the quick way.
    pub disagreed: Vec<Disagreed>,
}

/// A planted error of which the changed text says something else than its checks decided again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreed {
    /// Where and how.
    pub at: Missed,
    /// By deciding its checks again.
    pub quick: Notice,
    /// By reading the changed text.
    pub read: Notice,
}

impl Tally {
    /// Compares both ways of trying a mutant.
    pub fn compare(&mut self, field: &Field<'_>, mutant: &Mutant, quick: Notice, read: Notice) {
        self.compared = self.compared.saturating_add(1);
        if quick != read {
            let at = missed(field, mutant);
            self.disagreed.push(Disagreed { at, quick, read });
        }
    }

    /// Counts one mutant of a report.
    pub fn add(&mut self, field: &Field<'_>, mutant: &Mutant, tried: Tried) {
        let area = field.area(mutant);
        let missed = missed(field, mutant);
        let by_slip = self.by_table.entry((area, missed.table.clone()));
        let by_slip = by_slip.or_default();
        by_slip.entry(mutant.slip).or_default().add(tried.notice);
        self.all.entry(area).or_default().add(tried.notice);
        if field.takes_part(mutant) {
            self.taking_part.entry(area).or_default().add(tried.notice);
        }
        if tried.notice == Notice::Missed {
            self.missed.push(missed);
        }
        if let Some(named) = tried.named
            && field.can_be_located(mutant)
        {
            let causes = self.causes.entry((area, mutant.slip)).or_default();
            causes.told = causes.told.saturating_add(1);
            causes.cell = causes.cell.saturating_add(u32::from(named.cell));
            causes.kind = causes.kind.saturating_add(u32::from(named.kind));
        }
    }

    /// Counts one pair of errors.
    pub fn add_pair(&mut self, pair: PairTried) {
        let more = [1, u32::from(pair.both), u32::from(pair.one)];
        for (count, more) in self.pairs.iter_mut().zip(more) {
            *count = count.saturating_add(more);
        }
    }

    /// All tables of an area together.
    #[must_use]
    pub fn total(&self, area: Area, slip: Slip) -> Count {
        let mut sum = Count::default();
        for ((of, _), by_slip) in &self.by_table {
            if *of == area
                && let Some(count) = by_slip.get(&slip)
            {
                sum.join(*count);
            }
        }
        sum
    }
}

fn missed(field: &Field<'_>, mutant: &Mutant) -> Missed {
    let report = &field.checked().report;
    let figure = field.figures().get(mutant.figure);
    let place = figure.map(|figure| figure.place).unwrap_or_default();
    let cell = figure.and_then(super::super::printed::PrintedFigure::cell);
    let schema = cell.and_then(|cell| report.template.schema.get(cell.table));
    let column = cell
        .zip(schema)
        .and_then(|(cell, schema)| schema.columns.get(cell.column.0 as usize));
    Missed {
        report: report.document.name.clone(),
        line: report.document.locate(place).line,
        table: schema.map_or(String::new(), |schema| schema.path.clone()),
        area: field.area(mutant),
        row: cell.map_or(String::new(), |cell| row_name(report, cell.table, cell.row)),
        column: column.map_or(String::new(), |column| column.id.clone()),
        printed: report.document.text_at(place).to_owned(),
        instead: mutant.instead.clone(),
        slip: mutant.slip,
        why: if field.takes_part(mutant) {
            MissedWhy::Holds
        } else {
            MissedWhy::NoCheck
        },
    }
}
