//! Looking for the next match of several patterns.

use super::matcher::{Ground, Match, match_at};
use super::prose::Prose;
use crate::template::pattern::Compiled;

/// Goes through a stretch of text once for a list of patterns.
pub(super) struct Scan<'s> {
    patterns: &'s [Compiled],
    /// For each pattern its next match, if that has been looked for.
    next: Vec<Ahead>,
}

/// What is known of a pattern's next match.
enum Ahead {
    Unknown,
    None,
    Found(Match),
}

impl<'s> Scan<'s> {
    /// Nothing looked for yet.
    pub(super) fn new(patterns: &'s [Compiled]) -> Self {
        Self {
            patterns,
            next: patterns.iter().map(|_| Ahead::Unknown).collect(),
        }
    }

    /// The first match of any pattern that begins at or after `from`; of two that begin together, the
    /// one written first. `from` must not go back between calls.
    pub(super) fn next(&mut self, ground: &Ground<'_>, from: usize) -> Option<Match> {
        let mut best: Option<(usize, usize)> = None;
        for (index, (pattern, ahead)) in self.patterns.iter().zip(&mut self.next).enumerate() {
            let stale = match ahead {
                Ahead::Unknown => true,
                Ahead::None => false,
                Ahead::Found(found) => found.start < from,
            };
            if stale {
                *ahead = match first_match(pattern, index, ground, from) {
                    Some(found) => Ahead::Found(found),
                    None => Ahead::None,
                };
            }
            if let Ahead::Found(found) = ahead
                && best.is_none_or(|(_, start)| found.start < start)
            {
                best = Some((index, found.start));
            }
        }
        let ahead = self.next.get_mut(best?.0)?;
        match std::mem::replace(ahead, Ahead::Unknown) {
            Ahead::Found(found) => Some(found),
            Ahead::Unknown | Ahead::None => None,
        }
    }
}

/// The first match of one pattern that begins at or after `from`.
pub(super) fn first_match(
    pattern: &Compiled,
    index: usize,
    ground: &Ground<'_>,
    from: usize,
) -> Option<Match> {
    let window = ground.prose.text.get(from..ground.end)?;
    let required = pattern.required.as_bytes();
    if !required.is_empty() && memchr::memmem::find(window.as_bytes(), required).is_none() {
        return None;
    }
    let mut at = from;
    while at < ground.end && !ground.budget.is_spent() {
        let start = next_start(pattern, ground.prose, at, ground.end)?;
        if let Some(found) = match_at(pattern, index, ground, start) {
            return Some(found);
        }
        let rest = ground.prose.text.get(start..).unwrap_or("");
        at = start.saturating_add(rest.chars().next().map_or(1, char::len_utf8));
    }
    None
}

/// The next place in `at..end` where the pattern can begin.
fn next_start(pattern: &Compiled, prose: &Prose, at: usize, end: usize) -> Option<usize> {
    let rest = prose.text.get(at..end)?;
    if pattern.prefixes.is_empty() {
        return rest
            .char_indices()
            .map(|(step, _)| at.saturating_add(step))
            .find(|start| prose.boundary(*start) || prose.number_at(*start).is_some());
    }
    // The nearest beginning so far bounds the search for the others.
    let mut nearest: Option<usize> = None;
    for prefix in &pattern.prefixes {
        let until = nearest.map_or(rest.len(), |step| step.saturating_add(prefix.len()));
        let window = rest.as_bytes().get(..until.min(rest.len()))?;
        let found = memchr::memmem::find(window, prefix.as_bytes());
        nearest = found.into_iter().chain(nearest).min();
    }
    nearest.map(|step| at.saturating_add(step))
}
