//! The way back from a text that a reader made to the file as it is printed.

use super::Place;
use crate::source::Lines;

/// The file's own text, and where the pieces of the made text stand in it.
#[derive(Debug, Clone, Default)]
pub struct Printed {
    /// The decoded file.
    pub text: String,
    /// Its lines.
    pub lines: Lines,
    /// Pieces in the order of the made text.
    pieces: Vec<Piece>,
}

/// A stretch of the made text that was taken over unchanged.
#[derive(Debug, Clone, Copy)]
struct Piece {
    made: u32,
    printed: Place,
}

impl Printed {
    /// A file of which no piece has been used yet.
    pub(super) fn of(text: String) -> Self {
        Self {
            lines: Lines::of(&text),
            text,
            pieces: Vec::new(),
        }
    }

    /// Notes that a piece of the file stands at an offset of the made text; in ascending order.
    pub(super) fn note(&mut self, made: u32, printed: Place) {
        self.pieces.push(Piece { made, printed });
    }

    /// Where the parts of a range of the made text are printed, in the order of the made text.
    pub(super) fn places(&self, made: Place) -> Vec<Place> {
        let end = made.end.max(made.start.saturating_add(1));
        let from = self
            .pieces
            .partition_point(|piece| piece.end() <= made.start);
        self.pieces
            .iter()
            .skip(from)
            .take_while(|piece| piece.made < end)
            .map(|piece| piece.part(made))
            .collect()
    }

    /// Where a range of the made text begins to be printed. What is printed nowhere (an empty cell)
    /// stands at the end of what is printed before it.
    pub(super) fn first(&self, made: Place) -> Place {
        if let Some(place) = self.places(made).first() {
            return *place;
        }
        let from = self
            .pieces
            .partition_point(|piece| piece.made <= made.start);
        let before = from.checked_sub(1).and_then(|index| self.pieces.get(index));
        before.map_or(Place::default(), |piece| Place {
            start: piece.printed.end,
            end: piece.printed.end,
        })
    }
}

impl Piece {
    fn end(&self) -> u32 {
        let length = self.printed.end.saturating_sub(self.printed.start);
        self.made.saturating_add(length)
    }

    /// The part of the piece that lies in a range of the made text.
    fn part(&self, made: Place) -> Place {
        let at = |offset: u32| {
            let step = offset.saturating_sub(self.made);
            self.printed
                .start
                .saturating_add(step)
                .min(self.printed.end)
        };
        Place {
            start: at(made.start),
            end: at(made.end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(start: u32, end: u32) -> Place {
        Place { start, end }
    }

    #[test]
    fn a_range_made_of_two_pieces_goes_back_to_both() {
        let mut printed = Printed::of("label   12\nrest".to_owned());
        // Made: `labelrest\t12`.
        printed.note(0, place(0, 5));
        printed.note(5, place(11, 15));
        printed.note(10, place(8, 10));
        assert_eq!(printed.places(place(0, 9)), [place(0, 5), place(11, 15)]);
        assert_eq!(printed.places(place(3, 7)), [place(3, 5), place(11, 13)]);
        assert_eq!(printed.first(place(10, 12)), place(8, 10));
        assert_eq!(printed.first(place(9, 9)), place(15, 15));
    }
}
