//! How alike two printed names are.

use std::collections::BTreeSet;

use crate::document::label_key;

/// Twice the pairs of neighbouring characters that both names have, per thousand of all their pairs;
/// 1000 for equal names.
pub(super) fn likeness(one: &str, other: &str) -> u32 {
    let (one, other) = (label_key(one), label_key(other));
    if one == other {
        return 1000;
    }
    let (one, other) = (pairs(&one), pairs(&other));
    let common = one.intersection(&other).count();
    let all = one.len().saturating_add(other.len());
    let share = common.saturating_mul(2000).checked_div(all).unwrap_or(0);
    u32::try_from(share).unwrap_or(0)
}

fn pairs(text: &str) -> BTreeSet<(char, char)> {
    let next = text.chars().skip(1);
    text.chars().zip(next).collect()
}

/// The best of some candidates, if it is good enough and clearly better than the next.
pub(super) fn best<T: Copy>(
    candidates: impl Iterator<Item = (T, u32)>,
    least: u32,
    margin: u32,
) -> Option<T> {
    let mut found: Option<(T, u32)> = None;
    let mut second = 0;
    for (candidate, score) in candidates {
        match found {
            Some((_, best)) if score <= best => second = second.max(score),
            _ => {
                second = found.map_or(0, |(_, best)| best);
                found = Some((candidate, score));
            }
        }
    }
    found
        .filter(|(_, score)| *score >= least && *score >= second.saturating_add(margin))
        .map(|(candidate, _)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_share_words_are_alike() {
        assert_eq!(likeness("支出决算表", "支出决算表"), 1000);
        assert!(
            likeness("支出情况一览表", "支出决算表") > likeness("收入决算表", "支出情况一览表")
        );
        assert_eq!(likeness("甲乙", "丙丁"), 0);
    }

    #[test]
    fn the_best_must_be_clearly_best() {
        let of = |list: &[u32]| best(list.iter().map(|score| (*score, *score)), 400, 100);
        assert_eq!(of(&[300, 700, 500]), Some(700));
        assert_eq!(of(&[700, 650]), None);
        assert_eq!(of(&[390]), None);
    }
}
