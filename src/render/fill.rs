//! Sentences with places to be filled.

/// Fills the `{name}` places of a sentence.
#[must_use]
pub fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(sentence.len().saturating_mul(2));
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            text.push('{');
            rest = after;
            continue;
        };
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => text.push_str(value),
            None => text.extend(["{", name, "}"]),
        }
        rest = tail;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_by_name() {
        assert_eq!(fill("{a}与{b}", &[("b", "乙"), ("a", "甲")]), "甲与乙");
    }

    #[test]
    fn values_are_never_filled_again() {
        assert_eq!(fill("{a}{b}", &[("a", "{b}"), ("b", "乙")]), "{b}乙");
    }

    #[test]
    fn unknown_places_stay_visible() {
        assert_eq!(fill("{a} {", &[]), "{a} {");
    }
}
