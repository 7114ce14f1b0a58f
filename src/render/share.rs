//! Shares in percent, and words that one output alone needs.

use crate::diagnostic::Lang;

/// One of two wordings.
pub(crate) fn say<'w>(lang: Lang, zh: &'w str, en: &'w str) -> &'w str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// `97.3%`, cut off, so that 100% means all; `—` of nothing.
pub(crate) fn percent(part: u32, of: u32) -> String {
    let share = u64::from(part)
        .saturating_mul(1000)
        .checked_div(u64::from(of));
    share.map_or("—".to_owned(), |share| {
        format!("{}.{}%", share / 10, share % 10)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_cut_off_and_never_rounded_up_to_all() {
        assert_eq!(percent(999, 1000), "99.9%");
        assert_eq!(percent(9_999, 10_000), "99.9%");
        assert_eq!(percent(3, 3), "100.0%");
        assert_eq!(percent(0, 0), "—");
    }
}
