//! Verdicts, why a check could not be decided, and how many got which.

use super::{Grade, Judgement};
use crate::figure::ArithmeticError;
use crate::report::{CellRef, RowId};
use crate::template::{ColumnId, TableId};

/// The verdict of one check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Holds to the last printed digit.
    Exact,
    /// Holds within rounding, or within the slack that the rule grants.
    Rounded,
    /// Possible, but hardly by rounding.
    Strained,
    /// Cannot hold.
    Failed,
    /// Needs something that is missing or was not read with certainty.
    Undecided(UndecidedReason),
    /// Its condition is not met.
    Inapplicable,
}

/// A verdict, and whether it needed `within`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decision {
    /// The verdict.
    pub verdict: Verdict,
    /// Without `within` it would be strained or failed.
    pub within: bool,
}

/// Why checks could not be decided. Stable names in JSON: [`UndecidedReason::id`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UndecidedReason {
    /// A table the rule needs is not in the report.
    TableMissing,
    /// A column is not in the table.
    ColumnMissing,
    /// A row is not listed.
    RowMissing,
    /// A cell is blank where blank does not mean zero.
    Blank,
    /// A dash in a product or quotient.
    Dash,
    /// Text where a number belongs.
    Unreadable,
    /// A cell was not read with certainty.
    Uncertain,
    /// Rows of a table may have been lost.
    RowsIncomplete,
    /// A divisor may be zero.
    DivisorZero,
    /// A row found no partner in another table.
    NoPartner,
    /// A row found more than one partner, or a name means more than one row.
    ManyPartners,
    /// A number is too large for exact arithmetic.
    Overflow,
    /// The year of the report's accounts is not known, and the rule holds for certain years.
    YearUnknown,
    /// The rule makes more checks than are made.
    TooMany,
    /// An actual value and its target cannot be compared: a word against a number, other units, no
    /// operator.
    Incomparable,
}

impl UndecidedReason {
    /// All reasons.
    pub const ALL: &'static [Self] = &[
        Self::TableMissing,
        Self::ColumnMissing,
        Self::RowMissing,
        Self::Blank,
        Self::Dash,
        Self::Unreadable,
        Self::Uncertain,
        Self::RowsIncomplete,
        Self::DivisorZero,
        Self::NoPartner,
        Self::ManyPartners,
        Self::Overflow,
        Self::YearUnknown,
        Self::TooMany,
        Self::Incomparable,
    ];

    /// The stable name in JSON.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::TableMissing => "table-missing",
            Self::ColumnMissing => "column-missing",
            Self::RowMissing => "row-missing",
            Self::Blank => "blank",
            Self::Dash => "dash",
            Self::Unreadable => "unreadable",
            Self::Uncertain => "uncertain",
            Self::RowsIncomplete => "rows-incomplete",
            Self::DivisorZero => "divisor-zero",
            Self::NoPartner => "no-partner",
            Self::ManyPartners => "many-partners",
            Self::Overflow => "overflow",
            Self::YearUnknown => "year-unknown",
            Self::TooMany => "too-many",
            Self::Incomparable => "incomparable",
        }
    }
}

/// Why a check could not be decided, and what of the report that is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Trouble {
    /// Why.
    pub reason: UndecidedReason,
    /// What.
    pub about: About,
}

/// What of a report something is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum About {
    /// The report.
    Report,
    /// A table.
    Table(TableId),
    /// A column.
    Column(TableId, ColumnId),
    /// A row that is listed.
    Row(TableId, RowId),
    /// A row that was looked for, by its name, 行次 or code as the rule gives it.
    Wanted(TableId, String),
    /// A cell.
    Cell(CellRef),
    /// The divisor of the relation.
    Divisor,
}

impl Trouble {
    /// A reason and what it is about.
    #[must_use]
    pub fn new(reason: UndecidedReason, about: About) -> Self {
        Self { reason, about }
    }
}

impl Verdict {
    /// Whether the check holds.
    #[must_use]
    pub fn holds(self) -> bool {
        matches!(self, Self::Exact | Self::Rounded | Self::Strained)
    }
}

impl Decision {
    /// A verdict that did not need `within`.
    #[must_use]
    pub fn of(verdict: Verdict) -> Self {
        Self {
            verdict,
            within: false,
        }
    }

    /// Exact if true, failed if false.
    pub(super) fn truth(holds: bool) -> Self {
        Self::of(if holds {
            Verdict::Exact
        } else {
            Verdict::Failed
        })
    }
}

impl From<Result<Judgement, ArithmeticError>> for Decision {
    fn from(judged: Result<Judgement, ArithmeticError>) -> Self {
        match judged {
            Ok(judgement) => Self {
                verdict: match judgement.grade {
                    Grade::Exact => Verdict::Exact,
                    Grade::Rounded => Verdict::Rounded,
                    Grade::Strained => Verdict::Strained,
                    Grade::Failed => Verdict::Failed,
                },
                within: judgement.within,
            },
            Err(error) => Self::of(Verdict::Undecided(reason(error))),
        }
    }
}

/// The reason that an arithmetic error is.
pub(super) fn reason(error: ArithmeticError) -> UndecidedReason {
    match error {
        ArithmeticError::Overflow => UndecidedReason::Overflow,
        ArithmeticError::DivisorHoldsZero => UndecidedReason::DivisorZero,
    }
}

/// How many checks got each verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// All checks.
    pub checks: u32,
    /// Hold to the last printed digit.
    pub exact: u32,
    /// Hold within rounding.
    pub rounded: u32,
    /// Hold, but hardly by rounding.
    pub strained: u32,
    /// Cannot hold.
    pub failed: u32,
    /// Could not be decided.
    pub undecided: u32,
    /// Condition not met.
    pub inapplicable: u32,
}

impl Summary {
    /// Counts one verdict.
    pub fn count(&mut self, verdict: Verdict) {
        self.checks = self.checks.saturating_add(1);
        let counter = match verdict {
            Verdict::Exact => &mut self.exact,
            Verdict::Rounded => &mut self.rounded,
            Verdict::Strained => &mut self.strained,
            Verdict::Failed => &mut self.failed,
            Verdict::Undecided(_) => &mut self.undecided,
            Verdict::Inapplicable => &mut self.inapplicable,
        };
        *counter = counter.saturating_add(1);
    }
}

/// The verdict of every check of a plan, in the plan's order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// By [`super::CheckId`].
    pub decisions: Vec<Decision>,
}

impl Outcome {
    /// The decision on a check.
    #[must_use]
    pub fn decision(&self, check: super::CheckId) -> Option<Decision> {
        self.decisions.get(check.0 as usize).copied()
    }

    /// The verdict of a check.
    #[must_use]
    pub fn verdict(&self, check: super::CheckId) -> Option<Verdict> {
        self.decision(check).map(|decision| decision.verdict)
    }

    /// How many checks got each verdict.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for decision in &self.decisions {
            summary.count(decision.verdict);
        }
        summary
    }

    /// Every check with its decision.
    pub fn iter(&self) -> impl Iterator<Item = (super::CheckId, Decision)> {
        self.decisions.iter().enumerate().map(|(index, decision)| {
            let id = u32::try_from(index).unwrap_or(u32::MAX);
            (super::CheckId(id), *decision)
        })
    }
}
