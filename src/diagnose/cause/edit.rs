//! One typing slip between two printed numbers.

use rust_decimal::Decimal;

/// A slip of one keystroke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edit {
    /// Two neighbouring digits swapped.
    Swap,
    /// One digit wrong.
    Digit,
    /// A digit of the right number is not printed.
    DigitLost,
    /// A digit is printed that the right number does not have.
    DigitAdded,
}

/// The one slip that turns `right` into `printed`, if one does. Signs must agree; decimals are those
/// of the longer of both.
pub(super) fn edit_between(printed: Decimal, right: Decimal) -> Option<Edit> {
    if printed == right || printed.is_sign_negative() != right.is_sign_negative() {
        return None;
    }
    let places = printed.scale().max(right.scale());
    let (have, want) = (digits(printed, places)?, digits(right, places)?);
    if have.len() == want.len() {
        return same_length(&have, &want);
    }
    if have.len() + 1 == want.len() && is_without_one(&want, &have) {
        return Some(Edit::DigitLost);
    }
    if want.len() + 1 == have.len() && is_without_one(&have, &want) {
        return Some(Edit::DigitAdded);
    }
    None
}

fn same_length(have: &[u8], want: &[u8]) -> Option<Edit> {
    let different: Vec<usize> = have
        .iter()
        .zip(want)
        .enumerate()
        .filter(|(_, (one, other))| one != other)
        .map(|(index, _)| index)
        .collect();
    match different.as_slice() {
        [_] => Some(Edit::Digit),
        [first, second] if first + 1 == *second => {
            let crossed =
                have.get(*first) == want.get(*second) && have.get(*second) == want.get(*first);
            crossed.then_some(Edit::Swap)
        }
        _ => None,
    }
}

fn is_without_one(long: &[u8], short: &[u8]) -> bool {
    let common = long
        .iter()
        .zip(short)
        .take_while(|(one, other)| one == other)
        .count();
    long.get(common + 1..) == short.get(common..)
}

fn digits(value: Decimal, places: u32) -> Option<Vec<u8>> {
    let mut value = value.abs();
    value.rescale(places);
    (value.scale() == places).then(|| value.mantissa().to_string().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(printed: &str, right: &str, wanted: Option<Edit>) {
        let number = |text: &str| Decimal::from_str_exact(text).unwrap();
        assert_eq!(
            edit_between(number(printed), number(right)),
            wanted,
            "{printed} for {right}"
        );
    }

    #[test]
    fn one_slip_of_the_hand_is_recognised() {
        case("403.15", "403.51", Some(Edit::Swap));
        case("403.05", "403.15", Some(Edit::Digit));
        case("40.05", "403.05", Some(Edit::DigitLost));
        case("4033.05", "403.05", Some(Edit::DigitAdded));
        case("403.05", "419.27", None);
        case("-403.05", "403.05", None);
        case("403.05", "403.05", None);
    }
}
