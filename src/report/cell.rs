//! What one printed cell holds, given the type of its column.

use super::model::Content;
use crate::figure::{Figure, Precision, Unit, is_dash, read_number};
use crate::template::{ColumnKind, Template};

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    /// The column's type.
    pub(super) kind: ColumnKind,
    /// The unit its figures are printed in.
    pub(super) unit: Unit,
    precision: Precision,
}

impl Reading {
    /// How a column of a kind is read where amounts are printed in `unit`; `places` are the decimals
    /// asked of this column if they differ from the template's.
    pub(super) fn new(
        kind: ColumnKind,
        unit: Unit,
        places: Option<u8>,
        template: &Template,
    ) -> Self {
        let unit = match kind {
            ColumnKind::Percent | ColumnKind::ChangePercent => Unit::Percent,
            ColumnKind::Score => Unit::Score,
            ColumnKind::Count => Unit::Count,
            ColumnKind::Year => Unit::Year,
            ColumnKind::Number => Unit::Number,
            _ => unit,
        };
        let mut precision = template.precision();
        if let Some(places) = places {
            precision.amount_places = places;
            precision.percent_places = places;
            precision.score_places = places;
        }
        Self {
            kind,
            unit,
            precision,
        }
    }

    /// The same column in a row whose figures are of another type.
    pub(super) fn with_kind(self, kind: ColumnKind, template: &Template) -> Self {
        Self::new(kind, self.unit, None, template)
    }

    /// Whether the column holds figures.
    pub(super) fn is_figure(&self) -> bool {
        !matches!(
            self.kind,
            ColumnKind::Label
                | ColumnKind::Line
                | ColumnKind::Code
                | ColumnKind::Text
                | ColumnKind::Measure
        )
    }
}

/// What a printed cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Held {
    /// Its content.
    pub(super) content: Content,
    /// Its number was printed with blanks inside and closed up.
    pub(super) joined: bool,
}

/// Reads a cell's text, which has no blanks at its ends.
pub(super) fn held(text: &str, reading: &Reading) -> Held {
    let plain = |content| Held {
        content,
        joined: false,
    };
    if text.is_empty() {
        return plain(Content::Blank);
    }
    if !reading.is_figure() {
        return plain(Content::Text);
    }
    let bare = match reading.unit {
        Unit::Percent => text.trim_end_matches(['%', '％']).trim_end(),
        _ => text,
    };
    let Some(number) = read_number(bare) else {
        return plain(if is_dash(text) {
            Content::Dash
        } else {
            Content::Unreadable
        });
    };
    let joined = number.joined;
    let content = match Figure::read(number, reading.unit, &reading.precision) {
        Ok(figure) => Content::Figure(figure),
        Err(_) => Content::Unreadable,
    };
    Held { content, joined }
}
