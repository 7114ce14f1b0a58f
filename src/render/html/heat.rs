//! Miniatures of tables: every figure a small square in the colour of how well it is held.

use svg::Document;
use svg::node::element::Path;

/// Rules that make the darkest colour.
const MOST: usize = 4;

/// How a cell is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// No figure.
    Text,
    /// Not read with certainty.
    Doubtful,
    /// A figure that so many rules held, [`MOST`] standing for more.
    Held(u8),
    /// A check of it failed.
    Failed,
}

impl Level {
    /// The level of a figure that so many rules came to a verdict on.
    pub(super) fn held_by(rules: usize) -> Self {
        Self::Held(u8::try_from(rules.min(MOST)).unwrap_or(0))
    }

    /// Whether a figure stands there.
    pub(super) fn is_figure(self) -> bool {
        matches!(self, Self::Held(_) | Self::Failed)
    }

    /// Whether a rule came to a verdict on it.
    pub(super) fn is_covered(self) -> bool {
        self.is_figure() && self != Self::Held(0)
    }

    /// The class that colours it.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Text => "",
            Self::Doubtful => "n u",
            Self::Held(0) => "n h0",
            Self::Held(1) => "n h1",
            Self::Held(2) => "n h2",
            Self::Held(3) => "n h3",
            Self::Held(_) => "n h4",
            Self::Failed => "n hf",
        }
    }
}

/// All levels that are drawn, in the order in which they are.
const DRAWN: [Level; 8] = [
    Level::Text,
    Level::Doubtful,
    Level::Held(0),
    Level::Held(1),
    Level::Held(2),
    Level::Held(3),
    Level::Held(4),
    Level::Failed,
];

/// Side of a square, and the step to the next, in units of the drawing.
const SIDE: usize = 8;
const STEP: usize = 10;

/// Rows one below the other; a longer table goes on in the next strip.
const STRIP: usize = 24;
/// Free columns between strips.
const BETWEEN: usize = 1;

/// A table as squares. One path for each colour keeps the page small.
pub(super) fn miniature(rows: &[Vec<Level>]) -> String {
    let columns = rows
        .iter()
        .map(Vec::len)
        .max()
        .unwrap_or(0)
        .saturating_add(BETWEEN);
    let strips = rows.len().div_ceil(STRIP).max(1);
    let width = columns
        .saturating_mul(strips)
        .saturating_sub(BETWEEN)
        .saturating_mul(STEP);
    let height = rows.len().min(STRIP).saturating_mul(STEP);
    let mut drawing = Document::new()
        .set("viewBox", format!("0 0 {width} {height}"))
        .set("width", width)
        .set("height", height)
        .set("aria-hidden", "true");
    for level in DRAWN {
        let squares = squares(rows, level, columns);
        if !squares.is_empty() {
            let class = if level == Level::Text {
                "ht"
            } else {
                level.class()
            };
            drawing = drawing.add(Path::new().set("class", class).set("d", squares));
        }
    }
    inline(&drawing)
}

/// A drawing as it stands in a page, where SVG needs no namespace.
pub(super) fn inline(drawing: &Document) -> String {
    drawing
        .to_string()
        .replacen(" xmlns=\"http://www.w3.org/2000/svg\"", "", 1)
}

fn squares(rows: &[Vec<Level>], level: Level, columns: usize) -> String {
    let mut path = String::new();
    let strips = rows.chunks(STRIP).enumerate();
    let rows = strips.flat_map(|(strip, rows)| {
        let left = strip.saturating_mul(columns);
        rows.iter().enumerate().map(move |(y, row)| (left, y, row))
    });
    for (left, y, row) in rows {
        for (x, _) in row.iter().enumerate().filter(|(_, other)| **other == level) {
            let (x, y) = (
                left.saturating_add(x).saturating_mul(STEP),
                y.saturating_mul(STEP),
            );
            path.push_str(&format!("M{x} {y}h{SIDE}v{SIDE}h-{SIDE}z"));
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unheld_and_failed_figures_have_their_own_colour() {
        let drawing = miniature(&[vec![Level::Text, Level::held_by(0), Level::Failed]]);
        assert!(drawing.contains("class=\"n h0\""), "{drawing}");
        assert!(drawing.contains("class=\"n hf\""), "{drawing}");
        assert_eq!(Level::held_by(99), Level::Held(4));
    }

    #[test]
    fn long_tables_go_on_in_a_second_strip() {
        let rows = vec![vec![Level::Text]; STRIP + 1];
        let drawing = miniature(&rows);
        assert!(drawing.contains("M20 0h8"), "{drawing}");
    }
}
