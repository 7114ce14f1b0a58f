//! Chance from a seed: the same on every machine, whatever the number of threads.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// Numbers drawn from a seed. ChaCha is specified to the bit, so a seed means the same in every version.
pub(super) struct Random(ChaCha8Rng);

impl Random {
    /// A new sequence; `stream` keeps the draws of several purposes apart.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        let mut source = ChaCha8Rng::seed_from_u64(seed);
        source.set_stream(stream);
        Self(source)
    }

    /// A number below a bound; 0 if the bound is 0. (The bias of the remainder is below 2⁻³².)
    pub(super) fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap_or(u64::MAX);
        let drawn = self.0.next_u64().checked_rem(bound).unwrap_or(0);
        usize::try_from(drawn).unwrap_or(0)
    }

    /// As many of the items as asked for, each once, in their own order.
    pub(super) fn sample<T>(&mut self, mut items: Vec<T>, count: usize) -> Vec<T> {
        let len = items.len();
        if count >= len {
            return items;
        }
        let mut order: Vec<usize> = (0..len).collect();
        for at in 0..count {
            let other = at.saturating_add(self.below(len.saturating_sub(at)));
            order.swap(at, other);
        }
        order.truncate(count);
        order.sort_unstable();
        let mut wanted = order.into_iter().peekable();
        let mut index = 0_usize;
        items.retain(|_| {
            let kept = wanted.next_if_eq(&index).is_some();
            index = index.saturating_add(1);
            kept
        });
        items
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_draws_the_same_sample_and_keeps_the_order() {
        let draw = |seed| Random::new(seed, 0).sample((0..100).collect::<Vec<u32>>(), 5);
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
        assert!(draw(7).is_sorted());
        assert_eq!(draw(7).len(), 5);
        assert_eq!(Random::new(1, 0).sample(vec![1, 2], 9), [1, 2]);
    }
}
