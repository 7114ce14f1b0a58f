//! What was read from the explanatory part: for people who write claims.

use super::number::NumberClass;
use crate::document::Place;
use crate::report::RowId;
use crate::template::TableId;

/// What the claims of a template read, and which numbers they did not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimReading {
    /// The sections of 情况说明 in order, then the prose of each form.
    pub sections: Vec<NarrativeSection>,
    /// The rows that were read, in the order of the text.
    pub statements: Vec<Statement>,
    /// Every number of 情况说明 but those of items and headings, in order.
    pub numbers: Vec<NarrativeNumber>,
}

/// A section of the explanatory part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NarrativeSection {
    /// Keys of its headings, outermost first; what `section` of a claim is compared with.
    pub path: Vec<String>,
    /// Its heading as printed.
    pub title: Place,
}

/// A row of a claim's table and the text it was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// The claim's table.
    pub table: TableId,
    /// The row.
    pub row: RowId,
    /// Index into [`ClaimReading::sections`].
    pub section: u32,
    /// From the first word that was matched to the last.
    pub place: Place,
}

/// A number of the explanatory part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NarrativeNumber {
    /// Its digits.
    pub place: Place,
    /// Index into [`ClaimReading::sections`].
    pub section: u32,
    /// What it is, by the words around it.
    pub class: NumberClass,
    /// Whether a claim has it.
    pub fate: NumberFate,
}

/// What became of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberFate {
    /// A claim has it as a figure.
    Read,
    /// It is part of a name or of the fixed words of a claim.
    Accounted,
    /// No claim has it.
    Unread,
}

impl ClaimReading {
    /// The numbers that state something and that no claim has.
    pub fn unread(&self) -> impl Iterator<Item = &NarrativeNumber> {
        self.numbers
            .iter()
            .filter(|number| number.fate == NumberFate::Unread && number.class.states())
    }

    /// How many numbers a claim has.
    #[must_use]
    pub fn read_count(&self) -> usize {
        self.numbers
            .iter()
            .filter(|number| number.fate == NumberFate::Read)
            .count()
    }
}
