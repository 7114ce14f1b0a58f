//! Bars, drawn as SVG in the colours of the page.

use svg::Document;
use svg::node::element::{Group, Rectangle, Text, Title};

use super::heat::inline;

/// Width of a drawing; it is shown as wide as there is room.
const WIDTH: u64 = 420;
/// Height of a bar with its name above.
const STEP: u64 = 42;
/// Height of a bar.
const THICK: u64 = 12;
/// Widest a name may be, Chinese characters counted twice.
const NAME: usize = 44;

/// A bar.
#[derive(Debug)]
pub(super) struct Bar {
    pub(super) name: String,
    pub(super) said: String,
    pub(super) size: u32,
}

/// Bars one below the other, the largest as wide as the drawing.
pub(super) fn bars(title: &str, bars: &[Bar]) -> String {
    let largest = u64::from(bars.iter().map(|bar| bar.size).max().unwrap_or(1).max(1));
    let height = STEP.saturating_mul(bars.len() as u64);
    let mut drawing = Document::new()
        .set("viewBox", format!("0 0 {WIDTH} {height}"))
        .set("class", "chart")
        .set("role", "img")
        .add(Title::new(title));
    let mut top = 0_u64;
    for bar in bars {
        let width = u64::from(bar.size)
            .saturating_mul(WIDTH)
            .checked_div(largest)
            .unwrap_or(0)
            .max(2);
        let text = |x: u64, anchor: &str, class: &str, said: &str| {
            Text::new(said)
                .set("x", x)
                .set("y", top.saturating_add(15))
                .set("text-anchor", anchor)
                .set("class", class)
        };
        let rail = rectangle(top, WIDTH, "rail");
        drawing = drawing.add(
            Group::new()
                .add(Title::new(format!("{}: {}", bar.name, bar.said)))
                .add(text(0, "start", "name", &short(&bar.name)))
                .add(text(WIDTH, "end", "said", &bar.said))
                .add(rail)
                .add(rectangle(top, width, "bar")),
        );
        top = top.saturating_add(STEP);
    }
    inline(&drawing)
}

fn rectangle(top: u64, width: u64, class: &str) -> Rectangle {
    Rectangle::new()
        .set("x", 0)
        .set("y", top.saturating_add(21))
        .set("width", width)
        .set("height", THICK)
        .set("rx", 3)
        .set("class", class)
}

/// A name cut to the room there is.
fn short(name: &str) -> String {
    let mut used = 0_usize;
    let mut text = String::new();
    for character in name.chars() {
        used = used.saturating_add(if character.is_ascii() { 1 } else { 2 });
        if used > NAME {
            text.push('…');
            break;
        }
        text.push(character);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_bar_is_as_wide_as_the_drawing_and_text_is_escaped() {
        let bar = |name: &str, size: u32| Bar {
            name: name.to_owned(),
            said: size.to_string(),
            size,
        };
        let drawing = bars("规则", &[bar("a<b>", 4), bar("乙", 1)]);
        assert!(drawing.contains("width=\"420\""));
        assert!(drawing.contains("width=\"105\""), "{drawing}");
        assert!(!drawing.contains("<b>"), "{drawing}");
    }
}
