//! One figure, printed wrong.

use super::Slip;
use crate::document::Place;
use crate::figure::Figure;
use crate::report::CellRef;

/// A report with one number printed wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// Index of the figure in [`super::Field::figures`].
    pub figure: usize,
    /// How it is wrong.
    pub slip: Slip,
    /// The number printed instead.
    pub instead: String,
    /// What changes in the text: the number, or the word before it (增加 for 减少).
    pub edit: (Place, String),
    /// What the cells that read the number hold then.
    pub cells: Vec<(CellRef, Figure)>,
}

/// The text of a document with some places replaced.
pub(super) fn edited(text: &str, edits: &[&(Place, String)]) -> Option<String> {
    let mut edits: Vec<&(Place, String)> = edits.to_vec();
    edits.sort_by_key(|(place, _)| *place);
    let mut out = String::with_capacity(text.len().saturating_add(32));
    let mut done = 0_usize;
    for (place, instead) in edits {
        out.push_str(text.get(done..place.start as usize)?);
        out.push_str(instead);
        done = place.end as usize;
    }
    out.push_str(text.get(done..)?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_apply_in_the_order_of_the_text() {
        let place = |start, end| Place { start, end };
        let (late, early) = ((place(4, 5), "y".to_owned()), (place(0, 2), "x".to_owned()));
        assert_eq!(edited("ab-cde", &[&late, &early]).as_deref(), Some("x-cye"));
        let overlapping = (place(1, 3), "z".to_owned());
        assert_eq!(edited("ab-cde", &[&early, &overlapping]), None);
    }
}
