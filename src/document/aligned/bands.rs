//! Rows of a table out of printed lines: a wrapped cell stands above, on and below the line of its
//! figures.
//!
//! Every line of figures is the main line of one row. Which row a line of text belongs to follows
//! from how cells are set: in the middle of the row or from its top, each line but the last filled.
//! The cheapest reading is taken; it is sure if every other is clearly dearer.

use std::ops::RangeInclusive;

use super::line::{Fragment, Kind, Line, wide};

/// Lines of one cell above or below the main line, at most.
const MAX_WRAP: usize = 6;

/// A line of text that is a row of its own.
const OWN_ROW: u32 = 10;
/// A cell set from the top of its row in a table whose cells are set so; one set in the middle costs
/// nothing.
const FROM_TOP: u32 = 2;
/// A cell of several lines that is set neither in the middle nor from the top, or that stands
/// beside the main line.
const OFF_CENTRE: u32 = 25;
/// A line that had room for the next one's beginning.
const NOT_FULL: u32 = 30;
/// A line that is narrower than other texts which begin at its column.
const NARROW: u32 = 16;
/// A cell that seems to reach over two columns.
const CROSSES: u32 = 15;
/// An empty line inside a row.
const SPLIT: u32 = 20;
/// A reading is sure if the next best costs so much more.
const MARGIN: u32 = 5;

/// Cells are set from the top if that reading is so much cheaper.
const CLEARLY: u32 = 12;

/// The lines of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Band {
    /// First line.
    pub(super) first: usize,
    /// The line of its figures.
    pub(super) main: usize,
    /// Last line.
    pub(super) last: usize,
    /// No other reading is nearly as cheap.
    pub(super) sure: bool,
}

/// A cell of a row: its pieces from top to bottom, each with its line.
#[derive(Debug, Clone)]
pub(super) struct Stack {
    /// Pieces with the index of their line.
    pub(super) pieces: Vec<(usize, Fragment)>,
}

impl Stack {
    /// Its pieces.
    pub(super) fn cell(&self) -> Vec<Fragment> {
        self.pieces.iter().map(|(_, piece)| *piece).collect()
    }
}

/// How the cells of a table are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Set {
    /// In the middle of their rows.
    Middle,
    /// From the top of their rows.
    Top,
}

/// Cuts the lines of a table into rows. All its cells are set in the same way: as makes the cheaper
/// reading.
pub(super) fn bands(text: &str, lines: &[Line]) -> Vec<Band> {
    let (middle, cost) = read(text, lines, Set::Middle);
    if cost == 0 {
        return middle;
    }
    let (top, other) = read(text, lines, Set::Top);
    let (mut chosen, rejected) = if other + CLEARLY <= cost {
        let mut top = top;
        // Where rows have neither code nor number, a line of text may be a row without figures.
        if !numbered(lines, &top) {
            for band in &mut top {
                band.sure &= band.first == band.last;
            }
        }
        (top, middle)
    } else {
        (middle, top)
    };
    // Between two readings of about the same cost nothing is decided where they differ.
    if other.abs_diff(cost) < CLEARLY {
        for band in &mut chosen {
            let same = |one: &Band| (one.first, one.last) == (band.first, band.last);
            band.sure &= rejected.iter().any(same);
        }
    }
    chosen
}

/// Whether every row with figures has a code or a number.
fn numbered(lines: &[Line], bands: &[Band]) -> bool {
    let named = |line: &Line| {
        let mut fragments = line.fragments.iter();
        fragments.any(|one| matches!(one.kind, Kind::Digits | Kind::Ordinal))
    };
    let mut mains = bands.iter().filter_map(|band| lines.get(band.main));
    mains.all(|line| !line.has_figure() || named(line))
}

fn read(text: &str, lines: &[Line], set: Set) -> (Vec<Band>, u32) {
    let mut readings = readings(text, lines, set);
    readings.sort_by_key(|(band, _)| band.first);
    let ahead = least(lines.len(), &readings, |band| (band.first, band.last + 1));
    let mut back = least(lines.len(), &readings, |band| {
        (lines.len() - band.last - 1, lines.len() - band.first)
    });
    back.reverse();
    let total = |(band, cost): &(Band, u32)| {
        let before = ahead.get(band.first).copied().unwrap_or(u32::MAX);
        let after = back.get(band.last + 1).copied().unwrap_or(u32::MAX);
        before.saturating_add(*cost).saturating_add(after)
    };
    let mut found: Vec<Band> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let here = beginning(&readings, at..=at);
        let Some((band, best)) = here
            .iter()
            .map(|r| (r.0, total(r)))
            .min_by_key(|(_, cost)| *cost)
        else {
            break;
        };
        let near = band.first.saturating_sub(2 * MAX_WRAP)..=band.last;
        let rival = beginning(&readings, near)
            .iter()
            .filter(|(other, _)| *other != band && band.first <= other.last)
            .map(total)
            .min();
        let sure = rival.is_none_or(|rival| rival >= best.saturating_add(MARGIN));
        found.push(Band { sure, ..band });
        at = band.last + 1;
    }
    (found, ahead.last().copied().unwrap_or(u32::MAX))
}

/// The readings, ordered by where they begin, that begin at some of the lines.
fn beginning(readings: &[(Band, u32)], at: RangeInclusive<usize>) -> &[(Band, u32)] {
    let from = readings.partition_point(|(band, _)| band.first < *at.start());
    let to = readings.partition_point(|(band, _)| band.first <= *at.end());
    readings.get(from..to).unwrap_or_default()
}

/// The least cost of reading the lines up to each line.
fn least(
    count: usize,
    readings: &[(Band, u32)],
    range: impl Fn(&Band) -> (usize, usize),
) -> Vec<u32> {
    let mut ordered: Vec<(usize, usize, u32)> = readings
        .iter()
        .map(|(band, cost)| {
            let (from, to) = range(band);
            (from, to, *cost)
        })
        .collect();
    ordered.sort_unstable();
    let mut least = vec![u32::MAX; count + 1];
    if let Some(first) = least.first_mut() {
        *first = 0;
    }
    for (from, to, cost) in ordered {
        let so_far = least.get(from).copied().unwrap_or(u32::MAX);
        if let Some(slot) = least.get_mut(to) {
            *slot = (*slot).min(so_far.saturating_add(cost));
        }
    }
    least
}

/// Every way to take some neighbouring lines for one row, with its cost.
fn readings(text: &str, lines: &[Line], set: Set) -> Vec<(Band, u32)> {
    let room = room(text, lines);
    let mut readings = Vec::new();
    for main in 0..lines.len() {
        let wraps = |line: usize| lines.get(line).is_some_and(|line| !line.has_figure());
        let lowest = (main.saturating_sub(MAX_WRAP)..main)
            .rev()
            .take_while(|line| wraps(*line))
            .last()
            .unwrap_or(main);
        let highest = (main + 1..=main + MAX_WRAP)
            .take_while(|line| wraps(*line))
            .last()
            .unwrap_or(main);
        for first in lowest..=main {
            for last in main..=highest {
                let sure = false;
                let band = Band {
                    first,
                    main,
                    last,
                    sure,
                };
                if let Some(cost) = cost(text, (lines, &room), band, set) {
                    readings.push((band, cost));
                }
            }
        }
    }
    readings
}

/// The widest text that begins at each column: a cell there has so much room.
fn room(text: &str, lines: &[Line]) -> Vec<usize> {
    let mut room: Vec<usize> = Vec::new();
    for fragment in lines.iter().flat_map(|line| &line.fragments) {
        if room.len() <= fragment.col {
            room.resize(fragment.col + 1, 0);
        }
        if let Some(widest) = room.get_mut(fragment.col) {
            *widest = (*widest).max(wide(printed(text, fragment)));
        }
    }
    room
}

fn printed<'t>(text: &'t str, fragment: &Fragment) -> &'t str {
    text.get(fragment.place.start as usize..fragment.place.end as usize)
        .unwrap_or("")
}

fn cost(text: &str, (lines, room): (&[Line], &[usize]), band: Band, set: Set) -> Option<u32> {
    let main = lines.get(band.main)?;
    let mut cost = if main.has_figure() { 0 } else { OWN_ROW };
    let inside = lines.get(band.first + 1..=band.last)?;
    let split = inside.iter().filter(|line| line.after_gap).count();
    cost += SPLIT.saturating_mul(u32::try_from(split).unwrap_or(u32::MAX));
    let (stacks, crossings) = stacks(lines, band);
    cost += CROSSES.saturating_mul(crossings);
    for stack in &stacks {
        cost += set_cost(stack, band.main, set) + filled_cost(text, stack, room);
    }
    Some(cost)
}

/// The cells of a row: pieces on different lines that stand under each other. Gives also how many
/// pieces stand under more than one cell.
pub(super) fn stacks(lines: &[Line], band: Band) -> (Vec<Stack>, u32) {
    let mut stacks: Vec<Stack> = Vec::new();
    let mut crossings = 0;
    for (at, line) in lines
        .iter()
        .enumerate()
        .take(band.last + 1)
        .skip(band.first)
    {
        let before = stacks.len();
        for fragment in &line.fragments {
            let over = |stack: &&mut Stack| {
                // A figure is one line, whatever stands above it.
                stack.pieces.iter().any(|(on, piece)| {
                    *on < at
                        && !piece.is_figure()
                        && !fragment.is_figure()
                        && piece.col < fragment.end
                        && fragment.col < piece.end
                })
            };
            let mut under = stacks.iter_mut().take(before).filter(over);
            match under.next() {
                Some(stack) if stack.pieces.last().is_some_and(|(on, _)| *on < at) => {
                    stack.pieces.push((at, *fragment));
                    crossings += u32::from(under.next().is_some());
                }
                _ => stacks.push(Stack {
                    pieces: vec![(at, *fragment)],
                }),
            }
        }
    }
    (stacks, crossings)
}

/// Whether a cell is set in the middle of its row, from its top, or otherwise.
fn set_cost(stack: &Stack, main: usize, set: Set) -> u32 {
    let (Some((first, _)), Some((last, _))) = (stack.pieces.first(), stack.pieces.last()) else {
        return 0;
    };
    match set {
        _ if first == last && *first == main => 0,
        Set::Middle if first + last == 2 * main => 0,
        Set::Top if *first == main => FROM_TOP,
        Set::Middle | Set::Top => OFF_CENTRE,
    }
}

/// Lines that end although what follows would have had room.
fn filled_cost(text: &str, stack: &Stack, room: &[usize]) -> u32 {
    let width = |piece: &Fragment| wide(printed(text, piece));
    let widest = stack.pieces.iter().map(|(_, piece)| width(piece)).max();
    let widest = widest.unwrap_or(0);
    let pairs = || stack.pieces.iter().zip(stack.pieces.iter().skip(1));
    let takes =
        |piece: &Fragment, next: &Fragment| width(piece) + wide(unbroken(printed(text, next)));
    let short = pairs().filter(|((_, piece), (_, next))| takes(piece, next) <= widest);
    let narrow = pairs().any(|((_, piece), (_, next))| {
        takes(piece, next) < room.get(piece.col).copied().unwrap_or(0)
    });
    let short = u32::try_from(short.count()).unwrap_or(u32::MAX);
    let whole = stack.pieces.first().is_some_and(|(_, piece)| {
        stack.pieces.len() > 1 && ["栏次", "行次"].contains(&printed(text, piece))
    });
    let narrow = if narrow && short == 0 { NARROW } else { 0 };
    NOT_FULL.saturating_mul(short.saturating_add(u32::from(whole))) + narrow
}

/// The beginning of a text that no line break parts: a number or word with its marks, or one
/// character with the marks behind it.
pub(super) fn unbroken(text: &str) -> &str {
    let glued = |c: char| {
        c.is_ascii_graphic()
            || matches!(
                c,
                '，' | '。' | '、' | '；' | '：' | '）' | '》' | '“' | '”' | '％' | '！' | '？'
            )
    };
    let mut end = 0;
    let mut broken = false;
    for (at, c) in text.char_indices() {
        let opens = matches!(c, '（' | '《' | '“' | '‘');
        if !glued(c) && !opens {
            if broken {
                break;
            }
            broken = true;
        } else if broken && (opens && c != '“' || c.is_ascii_alphanumeric()) {
            break;
        }
        end = at + c.len_utf8();
    }
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines_of;
    use super::*;

    fn rows(text: &str) -> Vec<(usize, usize, usize, bool)> {
        let lines = lines_of(text);
        bands(text, &lines)
            .iter()
            .map(|band| (band.first, band.main, band.last, band.sure))
            .collect()
    }

    #[test]
    fn labels_set_in_the_middle_of_their_row_are_put_together() {
        let text = "\
三、国有资本经营预算财政拨款收
                         3          三、国防支出        34
入
四、上级补助收入                 4          四、公共安全支出  35
                                    五、其他各类长长长长支
                        5                            36
                                    出
";
        assert_eq!(
            rows(text),
            [(0, 1, 2, true), (3, 3, 3, true), (4, 5, 6, true)]
        );
    }

    #[test]
    fn labels_set_from_the_top_are_put_together_where_more_than_one_says_so() {
        let once = "\
2080505   机关事业单位基本养老保险缴费支     26.82
          出
2080506   机关事业单位职业年金缴费支出      13.41
";
        assert!(rows(once).iter().any(|(.., sure)| !sure));
        let twice =
            format!("{once}2080507   对机关事业单位基本养老保险基     10.00\n          金的补助\n");
        assert_eq!(
            rows(&twice),
            [(0, 0, 1, true), (2, 2, 2, true), (3, 3, 4, true)]
        );
    }

    #[test]
    fn a_heading_between_rows_is_a_row_of_its_own() {
        let text = "\
服务                            4            24.36
二、机关运行经费
项目                                     统计数
（一）行政单位                        5
（二）参照公务员法管理事业单位                6
";
        assert_eq!(rows(text).len(), 5);
    }

    #[test]
    fn what_no_line_break_parts() {
        assert_eq!(unbroken("12.50万元"), "12.50万");
        assert_eq!(unbroken("出）支"), "出）");
        assert_eq!(unbroken("（境）费"), "（境）");
    }
}
