//! Matching one compiled pattern against the text of a section.
//!
//! Backtracking over an explicit stack: the first way that works, alternatives in the order written,
//! gaps and texts as short as possible. Steps are counted, so no text makes it hang.

use std::cell::Cell;

use super::number::NumberClass;
use super::prose::Prose;
use super::value::read_slot;
use crate::figure::Unit;
use crate::template::pattern::{Compiled, Op, SlotKind};

/// Steps that one attempt at one place may take.
pub const MAX_STEPS: u32 = 20_000;
/// Steps that all claims of one report may take together.
pub const MAX_TOTAL_STEPS: u64 = 100_000_000;
/// Longest `…`, in characters.
const GAP: usize = 160;
/// Longest `……`, in characters.
const ITEM_GAP: usize = 260;
/// Longest `text`, in characters.
const TEXT: usize = 60;
/// Longest `name`, in characters.
const NAME: usize = 100;

/// The placeholder index of fixed words that hold a number.
pub(super) const LITERAL: usize = usize::MAX;

/// What a placeholder read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Capture {
    /// Index into the pattern's placeholders.
    pub(super) slot: usize,
    /// First byte.
    pub(super) start: usize,
    /// One past the last.
    pub(super) end: usize,
    /// The number in it: index into the section's numbers.
    pub(super) number: Option<usize>,
    /// Its unit; `None` where it is missing.
    pub(super) unit: Option<Unit>,
    /// −1, 0 or 1: the direction that a word of change gives; 1 for other figures.
    pub(super) sign: i8,
}

/// A match of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// Index of the pattern in its list.
    pub(super) pattern: usize,
    /// First byte.
    pub(super) start: usize,
    /// One past the last.
    pub(super) end: usize,
    /// What was read, in order.
    pub(super) captures: Vec<Capture>,
}

/// Where and what may be read.
pub(super) struct Ground<'p> {
    /// The section.
    pub(super) prose: &'p Prose,
    /// Numbers that may not be read again, by index.
    pub(super) closed: &'p [Cell<bool>],
    /// One past the last byte that may be read.
    pub(super) end: usize,
    /// Steps left for the whole report.
    pub(super) budget: &'p Budget,
}

/// Steps that matching may still take.
#[derive(Debug)]
pub(super) struct Budget(Cell<u64>);

impl Budget {
    /// All of [`MAX_TOTAL_STEPS`].
    pub(super) fn new() -> Self {
        Self(Cell::new(MAX_TOTAL_STEPS))
    }

    /// Whether nothing is left: what comes after was not looked at.
    pub(super) fn is_spent(&self) -> bool {
        self.0.get() == 0
    }

    fn spend(&self, steps: u64) {
        self.0.set(self.0.get().saturating_sub(steps));
    }
}

/// A way not taken yet.
#[derive(Clone, Copy)]
struct Way {
    op: usize,
    at: usize,
    captures: usize,
    /// For a gap or text being lengthened: where it began.
    from: Option<usize>,
}

/// The match of `pattern` that begins exactly at `start`, if any.
pub(super) fn match_at(
    pattern: &Compiled,
    index: usize,
    ground: &Ground<'_>,
    start: usize,
) -> Option<Match> {
    let mut run = Run {
        start,
        pattern,
        ground,
        ways: Vec::new(),
        captures: Vec::new(),
    };
    let mut way = Way {
        op: 0,
        at: start,
        captures: 0,
        from: None,
    };
    let mut found = None;
    let mut steps = 0;
    while steps < MAX_STEPS && found.is_none() {
        steps = steps.saturating_add(1);
        match run.step(way) {
            Step::On(next) => way = next,
            Step::Back => match run.ways.pop() {
                Some(next) => way = next,
                None => break,
            },
            Step::Done(end) => found = Some(end),
        }
    }
    ground.budget.spend(u64::from(steps));
    found.map(|end| Match {
        pattern: index,
        start,
        end,
        captures: std::mem::take(&mut run.captures),
    })
}

struct Run<'m, 'p> {
    /// Where the match begins: a text that begins it must stand at a boundary.
    start: usize,
    pattern: &'m Compiled,
    ground: &'m Ground<'p>,
    ways: Vec<Way>,
    captures: Vec<Capture>,
}

enum Step {
    On(Way),
    Back,
    Done(usize),
}

impl Run<'_, '_> {
    fn step(&mut self, way: Way) -> Step {
        self.captures.truncate(way.captures);
        let Some(op) = self.pattern.ops.get(way.op) else {
            return Step::Back;
        };
        let next = Way {
            op: way.op.saturating_add(1),
            from: None,
            ..way
        };
        match op {
            Op::End => Step::Done(way.at),
            Op::Jump(to) => Step::On(Way { op: *to, ..next }),
            Op::Fork(second) => {
                self.ways.push(Way {
                    op: *second,
                    ..next
                });
                Step::On(next)
            }
            Op::Literal(text) => {
                if !self.rest(way.at).starts_with(text.as_str()) {
                    return Step::Back;
                }
                let end = way.at.saturating_add(text.len());
                if text.bytes().any(|byte| byte.is_ascii_digit()) {
                    let words = Capture {
                        slot: LITERAL,
                        start: way.at,
                        end,
                        number: None,
                        unit: None,
                        sign: 1,
                    };
                    self.captures.push(words);
                }
                Step::On(Way {
                    at: end,
                    captures: self.captures.len(),
                    ..next
                })
            }
            Op::Gap { item } => self.gap(way, next, *item),
            Op::Slot(slot) => self.slot(way, next, *slot),
        }
    }

    fn rest(&self, at: usize) -> &str {
        self.ground
            .prose
            .text
            .get(at..self.ground.end)
            .unwrap_or("")
    }

    fn gap(&mut self, way: Way, next: Way, item: bool) -> Step {
        let from = way.from.unwrap_or(way.at);
        let limit = if item { ITEM_GAP } else { GAP };
        if let Some(character) = self.rest(way.at).chars().next() {
            let longer = way.at.saturating_add(character.len_utf8());
            let stops = (!item && character == '。')
                || self.ground.prose.item_at(longer)
                || self.length(from, longer) > limit;
            if !stops {
                self.ways.push(Way {
                    at: longer,
                    from: Some(from),
                    ..way
                });
            }
        }
        Step::On(next)
    }

    /// Characters between two offsets, counted by bytes for speed: three bytes are one character.
    fn length(&self, from: usize, to: usize) -> usize {
        to.saturating_sub(from) / 3
    }

    fn slot(&mut self, way: Way, next: Way, index: usize) -> Step {
        let Some(kind) = self.pattern.slots.get(index).map(|slot| &slot.kind) else {
            return Step::Back;
        };
        if kind.is_open() {
            return self.open_slot(way, next, index, matches!(kind, SlotKind::Name));
        }
        match read_slot(kind, self.ground, way.at, &self.captures) {
            Some(mut capture) => {
                capture.slot = index;
                self.captures.push(capture);
                Step::On(Way {
                    at: capture.end,
                    captures: self.captures.len(),
                    ..next
                })
            }
            None => Step::Back,
        }
    }

    fn open_slot(&mut self, way: Way, next: Way, index: usize, name: bool) -> Step {
        let from = way.from.unwrap_or(way.at);
        if way.from.is_none() && !self.can_begin_text(way.at) {
            return Step::Back;
        }
        if let Some(longer) = self.longer_text(from, way.at, name) {
            self.ways.push(Way {
                at: longer,
                from: Some(from),
                ..way
            });
        }
        if way.at == from || self.ground.prose.inside_number(way.at) {
            return Step::Back;
        }
        self.captures.push(Capture {
            slot: index,
            start: from,
            end: way.at,
            number: None,
            unit: None,
            sign: 1,
        });
        Step::On(Way {
            captures: self.captures.len(),
            ..next
        })
    }

    /// Whether a text can begin here: not amid a number or before a stop, and at a boundary if
    /// nothing of the pattern stands before it.
    fn can_begin_text(&self, at: usize) -> bool {
        let prose = self.ground.prose;
        let stop = self.rest(at).starts_with(['。', ';', ':', ',', '、', ')']);
        !stop && !prose.inside_number(at) && (at != self.start || prose.boundary(at))
    }

    /// The text one character longer, if it may hold that character. A whole number is passed at
    /// once, unless it states an amount or a percent.
    fn longer_text(&self, from: usize, at: usize, name: bool) -> Option<usize> {
        let prose = self.ground.prose;
        let character = self.rest(at).chars().next()?;
        let ends =
            matches!(character, '。' | ';' | ':') || (!name && matches!(character, ',' | '、'));
        if ends || (at > from && prose.breaks_at(at)) || self.rest(at).starts_with("其中") {
            return None;
        }
        let longer = match prose
            .number_at(at)
            .and_then(|number| prose.numbers.get(number))
        {
            Some(number) if number.class == NumberClass::ListNumber => return None,
            Some(number) if states_money(&prose.text, number.end) => return None,
            Some(number) => number.end,
            None => at.saturating_add(character.len_utf8()),
        };
        let limit = if name { NAME } else { TEXT };
        (self.length(from, longer) <= limit && longer <= self.ground.end).then_some(longer)
    }
}

fn states_money(text: &str, at: usize) -> bool {
    let after = text.get(at..).unwrap_or("");
    after.starts_with('%') || super::number::amount_unit(after).is_some()
}
