//! What goes wrong when a report is written: the slips that drafts of cases are made with.

use std::ops::Range;

/// A text put in the place of another, and how that is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    /// The new text.
    pub(super) new: String,
    /// `有两位数字颠倒，印成 12.43`
    pub(super) told: String,
}

/// The slips that make a rule fail, the most natural first.
pub(super) fn wrong(printed: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut add = |new: Option<String>, how: &str| {
        if let Some(new) = new.filter(|new| new != printed && !new.is_empty()) {
            let told = format!("{how}，印成 {new}");
            slips.push(Slip { new, told });
        }
    };
    add(swapped(printed), "有两位数字颠倒");
    add(digit(printed, First::Middle, 1), "有一位数字错");
    add(digit(printed, First::Lead, 9), "首位数字错");
    add(longer(printed), "多了一位");
    add(digit(printed, First::Lead, 1), "首位数字错");
    add(signed(printed), "印成负数");
    add(digit(printed, First::Last, 1), "末位数字错");
    if printed.is_empty() {
        for number in ["5.00", "-3.00", "1"] {
            let told = format!("本该空着，印了 {number}");
            let new = number.to_owned();
            slips.push(Slip { new, told });
        }
    } else {
        slips.push(Slip {
            new: String::new(),
            told: format!("漏填（应为 {printed}）"),
        });
        if !printed.chars().any(|c| c.is_ascii_digit()) {
            let new: String = ["某", printed].concat();
            let told = format!("写成「{new}」");
            slips.push(Slip { new, told });
        }
    }
    slips
}

/// The slips that leave a rule undecided.
pub(super) fn unclear(printed: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    if let Some(new) = garbled(printed) {
        let told = format!("印得无法辨认：{new}");
        slips.push(Slip { new, told });
    }
    if !printed.is_empty() {
        for (new, how) in [("", "没有印"), ("—", "印了横线"), ("见附件", "没有印数")]
        {
            slips.push(Slip {
                new: new.to_owned(),
                told: format!("{how}（应为 {printed}）"),
            });
        }
    } else {
        slips.push(Slip {
            new: "1x2".to_owned(),
            told: "印得无法辨认：1x2".to_owned(),
        });
    }
    slips
}

/// Which digit is changed.
#[derive(Clone, Copy)]
enum First {
    Lead,
    Middle,
    Last,
}

fn digits(printed: &str) -> Vec<Range<usize>> {
    let digits = printed.char_indices().filter(|(_, c)| c.is_ascii_digit());
    digits.map(|(at, _)| at..at.saturating_add(1)).collect()
}

fn swapped(printed: &str) -> Option<String> {
    let digits = digits(printed);
    let whole: Vec<&Range<usize>> = match printed.find('.') {
        Some(point) => digits.iter().filter(|digit| digit.end <= point).collect(),
        None => digits.iter().collect(),
    };
    // The first digit stays: a number rarely loses its size without being seen.
    let pairs = whole.iter().skip(1).zip(whole.iter().skip(2));
    for (one, other) in pairs {
        let a = printed.get((*one).clone())?;
        let b = printed.get((*other).clone())?;
        if a != b && one.end == other.start {
            let before = printed.get(..one.start)?;
            return Some([before, b, a, printed.get(other.end..)?].concat());
        }
    }
    None
}

fn digit(printed: &str, which: First, step: u32) -> Option<String> {
    let digits = digits(printed);
    let at = match which {
        First::Lead => digits.first(),
        First::Middle => digits.get(digits.len() / 2),
        First::Last => digits.last(),
    }?;
    let old = printed.get(at.clone())?.chars().next()?.to_digit(10)?;
    let new = char::from_digit(old.checked_add(step)?.checked_rem(10)?, 10)?;
    let parts = [printed.get(..at.start)?, printed.get(at.end..)?];
    Some(parts.join(&new.to_string()))
}

fn longer(printed: &str) -> Option<String> {
    let at = digits(printed).into_iter().next()?;
    let digit = printed.get(at.clone())?;
    let twice = digit.repeat(2);
    Some([printed.get(..at.start)?, &twice, printed.get(at.end..)?].concat())
}

fn signed(printed: &str) -> Option<String> {
    let at = digits(printed).into_iter().next()?;
    let minus = (at.start == 0).then_some("-")?;
    Some([minus, printed].concat())
}

fn garbled(printed: &str) -> Option<String> {
    let digits = digits(printed);
    let at = digits.get(digits.len() / 2)?;
    Some([printed.get(..at.start)?, "x", printed.get(at.end..)?].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_keep_the_look_of_the_number() {
        let made: Vec<String> = wrong("1,204.50").into_iter().map(|slip| slip.new).collect();
        assert_eq!(
            made,
            [
                "1,024.50",
                "1,205.50",
                "0,204.50",
                "11,204.50",
                "2,204.50",
                "-1,204.50",
                "1,204.51",
                ""
            ]
        );
        assert_eq!(unclear("38.77")[0].new, "38.x7");
    }

    #[test]
    fn words_and_empty_cells_have_slips_of_their_own() {
        assert_eq!(wrong("办公费")[1].told, "写成「某办公费」");
        assert_eq!(wrong("")[0].told, "本该空着，印了 5.00");
    }
}
