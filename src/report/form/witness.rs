//! The sum of weights as a witness: it accepts the reading already preferred, it never chooses one.

use rust_decimal::Decimal;

use super::rows::ReadRow;
use crate::document::Document;
use crate::figure::read_number;
use crate::report::align::Certainty;
use crate::template::{ColumnKind, FormTableDef};

/// Sum of the weights of one inner table, by the preferred reading; `None` if a printed weight
/// cannot be read as a number. The weight is the table's first column of points.
pub(super) fn weight_sum(
    document: &Document,
    table: &FormTableDef,
    rows: &[ReadRow],
) -> Option<Decimal> {
    let Some(weight) = table
        .columns
        .iter()
        .position(|column| column.kind == ColumnKind::Score)
    else {
        return Some(Decimal::ZERO);
    };
    if table
        .columns
        .iter()
        .filter(|column| column.kind == ColumnKind::Score)
        .count()
        < 2
    {
        return Some(Decimal::ZERO);
    }
    rows.iter().try_fold(Decimal::ZERO, |sum, row| {
        let Some(cell) = row.cells.get(weight).filter(|cell| cell.printed) else {
            return Some(sum);
        };
        let text = document.text_at(cell.place);
        if crate::figure::is_dash(text) {
            return Some(sum);
        }
        sum.checked_add(read_number(text)?.value)
    })
}

/// Accepts every reading that only wants a witness, or refuses it.
pub(super) fn settle(rows: &mut [ReadRow], witnessed: bool) {
    use crate::report::Doubt;
    use crate::report::align::How;
    for cell in rows.iter_mut().flat_map(|row| row.cells.iter_mut()) {
        if cell.certainty == Certainty::NeedsWitness {
            cell.certainty = if witnessed {
                Certainty::Certain(How::Witness)
            } else {
                Certainty::Doubtful(Doubt::TwoReadings)
            };
        }
    }
}
