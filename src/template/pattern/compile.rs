//! Tree → program for the matcher, and what makes a pattern unusable.

use super::error::{PatternError, PatternErrorKind};
use super::parse::{Node, Pattern, Slot};

/// The largest program of one pattern.
pub const MAX_OPS: usize = 4_096;

/// One step of a matcher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// This text must stand here.
    Literal(String),
    /// Try the next step; if that fails, go on at this index.
    Fork(usize),
    /// Go on at this index.
    Jump(usize),
    /// Skip as little as possible.
    Gap {
        /// May cross sentence ends, never items.
        item: bool,
    },
    /// Read a placeholder: index into [`Compiled::slots`].
    Slot(usize),
    /// Matched.
    End,
}

/// A pattern ready to be matched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compiled {
    /// Steps.
    pub ops: Vec<Op>,
    /// Placeholders.
    pub slots: Vec<Slot>,
    /// Texts of which every match begins with one; empty if it begins with a placeholder.
    pub prefixes: Vec<String>,
    /// The longest text that every match holds; empty if there is none.
    pub required: String,
}

impl Compiled {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// If the program would be larger than [`MAX_OPS`].
    pub fn of(pattern: &Pattern) -> Result<Self, PatternError> {
        let mut ops = Vec::new();
        emit(&pattern.nodes, &mut ops).map_err(|TooLarge| PatternError {
            range: 0..0,
            kind: PatternErrorKind::TooLarge,
        })?;
        ops.push(Op::End);
        let mut prefixes = Vec::new();
        if first_texts(&pattern.nodes, pattern, &mut prefixes) != First::Texts {
            prefixes.clear();
        }
        prefixes.sort();
        prefixes.dedup();
        let required = pattern
            .nodes
            .iter()
            .filter_map(|node| match node {
                Node::Literal(text) => Some(text.as_str()),
                _ => None,
            })
            .max_by_key(|text| text.len())
            .unwrap_or("")
            .to_owned();
        Ok(Self {
            ops,
            slots: pattern.slots.clone(),
            prefixes,
            required,
        })
    }
}

struct TooLarge;

fn emit(nodes: &[Node], ops: &mut Vec<Op>) -> Result<(), TooLarge> {
    for node in nodes {
        if ops.len() >= MAX_OPS {
            return Err(TooLarge);
        }
        match node {
            Node::Literal(text) => ops.push(Op::Literal(text.clone())),
            Node::Gap { item } => ops.push(Op::Gap { item: *item }),
            Node::Slot(index) => ops.push(Op::Slot(*index)),
            Node::Choice(all) => emit_choice(all, ops)?,
        }
    }
    Ok(())
}

fn emit_choice(all: &[Vec<Node>], ops: &mut Vec<Op>) -> Result<(), TooLarge> {
    let mut jumps = Vec::new();
    for (index, nodes) in all.iter().enumerate() {
        let last = index.saturating_add(1) == all.len();
        let fork = ops.len();
        if !last {
            ops.push(Op::Fork(0));
        }
        emit(nodes, ops)?;
        if !last {
            jumps.push(ops.len());
            ops.push(Op::Jump(0));
            let next = ops.len();
            if let Some(op) = ops.get_mut(fork) {
                *op = Op::Fork(next);
            }
        }
    }
    let end = ops.len();
    for jump in jumps {
        if let Some(op) = ops.get_mut(jump) {
            *op = Op::Jump(end);
        }
    }
    Ok(())
}

/// How a sequence begins.
#[derive(PartialEq, Eq, Clone, Copy)]
enum First {
    /// Always with one of the collected texts.
    Texts,
    /// It may be empty; the texts so far are those of its other beginnings.
    MaybeEmpty,
    /// Sometimes with something that is no text.
    Other,
}

fn first_texts(nodes: &[Node], pattern: &Pattern, out: &mut Vec<String>) -> First {
    for node in nodes {
        match node {
            Node::Literal(text) => {
                out.push(text.clone());
                return First::Texts;
            }
            Node::Slot(index) => {
                let words = pattern.slots.get(*index).map(|slot| &slot.kind);
                if let Some(super::SlotKind::Words(words)) = words {
                    out.extend(words.iter().cloned());
                    return First::Texts;
                }
                return First::Other;
            }
            Node::Gap { .. } => return First::Other,
            Node::Choice(all) => {
                let mut empty = false;
                for nodes in all {
                    match first_texts(nodes, pattern, out) {
                        First::Texts => {}
                        First::MaybeEmpty => empty = true,
                        First::Other => return First::Other,
                    }
                }
                if !empty {
                    return First::Texts;
                }
            }
        }
    }
    First::MaybeEmpty
}

/// Refuses patterns that match anything, or whose gaps and texts have no end.
pub(super) fn check(pattern: &Pattern, length: usize) -> Result<(), PatternError> {
    let whole = |kind| PatternError {
        range: 0..length,
        kind,
    };
    if nullable(&pattern.nodes) {
        return Err(whole(PatternErrorKind::Empty));
    }
    if matches!(pattern.nodes.first(), Some(Node::Gap { .. })) {
        return Err(whole(PatternErrorKind::Endless));
    }
    match ends(&pattern.nodes, pattern, true) {
        Ok(_) => Ok(()),
        Err(slot) => Err(slot.and_then(|index| pattern.slots.get(index)).map_or_else(
            || whole(PatternErrorKind::Endless),
            |slot| PatternError {
                range: slot.range.clone(),
                kind: PatternErrorKind::Endless,
            },
        )),
    }
}

fn nullable(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| match node {
        Node::Literal(_) | Node::Slot(_) => false,
        Node::Gap { .. } => true,
        Node::Choice(all) => all.iter().any(|nodes| nullable(nodes)),
    })
}

/// Whether the sequence can begin with something open (a gap, a text, the end of the pattern), given
/// whether what follows it is open; `Err` with the placeholder at fault where two open things meet.
fn ends(nodes: &[Node], pattern: &Pattern, open_after: bool) -> Result<bool, Option<usize>> {
    let mut open = open_after;
    for node in nodes.iter().rev() {
        open = match node {
            Node::Literal(_) => false,
            Node::Gap { .. } if open => return Err(None),
            Node::Gap { .. } => true,
            Node::Slot(index) => {
                let is_open = pattern
                    .slots
                    .get(*index)
                    .is_some_and(|slot| slot.kind.is_open());
                if is_open && open {
                    return Err(Some(*index));
                }
                is_open
            }
            Node::Choice(all) => {
                let mut any = false;
                for nodes in all {
                    any |= ends(nodes, pattern, open)?;
                }
                any
            }
        };
    }
    Ok(open)
}
