//! Names of projects as a report repeats them: in its text, in a list, on a form. They differ by a
//! word or a sign and still mean one thing; or they differ by a word and mean two.

use super::label_key;

/// How alike two names are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameMatch {
    /// The same letters and digits; marks, brackets and a closing 项目 do not count.
    Same,
    /// Different by few characters, none of them a number: probably one thing under two names.
    Similar {
        /// Characters to change, insert or drop.
        difference: u16,
    },
    /// Two names.
    Different,
}

/// What a name means among candidates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameChoice {
    /// This one (an index into the candidates).
    One(usize, NameMatch),
    /// These are as close as each other; which is meant cannot be said.
    Several(Vec<usize>),
    /// None of them.
    Nobody,
}

/// Words at the end of a project's name that are said or left out at will.
const CLOSING: [&str; 4] = ["项目", "专项", "支出", "业务"];

/// How alike two names are.
///
/// ```
/// use gouji::document::{NameMatch, same_name};
/// assert_eq!(same_name("“一网通办”平台运维费", "一网通办平台运维费项目"), NameMatch::Same);
/// assert_eq!(same_name("窗口服务经费", "窗口服务费"), NameMatch::Similar { difference: 1 });
/// assert_eq!(same_name("平台一期建设项目", "平台二期建设项目"), NameMatch::Different);
/// ```
#[must_use]
pub fn same_name(left: &str, right: &str) -> NameMatch {
    NameCore::of(left).alike(&NameCore::of(right))
}

/// What counts of a name when it is compared: worked out once for a name that is compared often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameCore(String);

impl NameCore {
    /// Of a printed name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        Self(core(name))
    }

    /// As [`same_name`].
    #[must_use]
    pub fn alike(&self, other: &Self) -> NameMatch {
        let (left, right) = (&self.0, &other.0);
        if left.is_empty() || right.is_empty() {
            return NameMatch::Different;
        }
        if left == right {
            return NameMatch::Same;
        }
        let (long, short) = lengths(left, right);
        let contained = short >= 4 && (left.contains(right) || right.contains(left));
        let allowed = if contained { short } else { short / 4 };
        // The distance is at least what one name is longer than the other: most pairs end here.
        if long - short > allowed || numerals(left) != numerals(right) {
            return NameMatch::Different;
        }
        let distance = strsim::osa_distance(left, right);
        if distance == 0 || distance > allowed {
            return NameMatch::Different;
        }
        u16::try_from(distance).map_or(NameMatch::Different, |difference| NameMatch::Similar {
            difference,
        })
    }
}

/// Characters of the longer and of the shorter.
fn lengths(left: &str, right: &str) -> (usize, usize) {
    let (left, right) = (left.chars().count(), right.chars().count());
    (left.max(right), left.min(right))
}

/// The candidate that a name means. A candidate that is the same wins over similar ones; of similar
/// ones the closest, unless another is as close.
///
/// ```
/// use gouji::document::{NameChoice, NameMatch, closest_name};
/// let forms = ["窗口运行经费", "热线运行经费"];
/// assert_eq!(closest_name("窗口运行费", &forms), NameChoice::One(0, NameMatch::Similar { difference: 1 }));
/// ```
#[must_use]
pub fn closest_name(name: &str, candidates: &[&str]) -> NameChoice {
    let mut best = NameMatch::Different;
    let mut found: Vec<usize> = Vec::new();
    let name = NameCore::of(name);
    for (index, candidate) in candidates.iter().enumerate() {
        let alike = name.alike(&NameCore::of(candidate));
        if alike == NameMatch::Different || alike > best {
            continue;
        }
        if alike < best {
            found.clear();
            best = alike;
        }
        found.push(index);
    }
    match found.as_slice() {
        [] => NameChoice::Nobody,
        [one] => NameChoice::One(*one, best),
        _ => NameChoice::Several(found),
    }
}

/// Letters and digits of a name without what is said or left out at will.
fn core(name: &str) -> String {
    let letters: String = label_key(without_code(name))
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let mut rest = letters.as_str();
    while let Some(shorter) = CLOSING.iter().find_map(|word| rest.strip_suffix(word)) {
        if shorter.is_empty() {
            break;
        }
        rest = shorter;
    }
    rest.to_owned()
}

/// A project's name without the code that a budget system puts before it (`51080021T000000052140-…`).
fn without_code(name: &str) -> &str {
    const SHORTEST: usize = 6;
    let coded = |code: &str| {
        let code = code.trim();
        code.len() >= SHORTEST
            && code.chars().all(|c| c.is_ascii_alphanumeric())
            && code.chars().any(|c| c.is_ascii_digit())
    };
    match name.split_once(['-', '－', '—']) {
        Some((code, rest)) if coded(code) && !rest.trim().is_empty() => rest,
        _ => name,
    }
}

/// The numbers in a name: two names that differ in one mean two things.
fn numerals(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_numeric() || "一二三四五六七八九十甲乙丙丁".contains(*c))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{NameChoice, NameMatch, closest_name, same_name};

    #[test]
    fn marks_and_a_closing_word_do_not_count() {
        assert_eq!(
            same_name("12345 热线运行（服务）费", "12345热线运行服务费项目"),
            NameMatch::Same
        );
        assert_eq!(same_name("项目", "项目"), NameMatch::Same);
    }

    #[test]
    fn a_code_before_the_name_does_not_count() {
        assert_eq!(
            same_name("37020022T000000012345-窗口服务费", "窗口服务费"),
            NameMatch::Same
        );
        assert_ne!(same_name("A-1号楼维修费", "1号楼维修费"), NameMatch::Same);
    }

    #[test]
    fn a_number_makes_another_name() {
        assert_eq!(
            same_name("系统运维3期", "系统运维2期"),
            NameMatch::Different
        );
        assert_eq!(same_name("甲楼维修费", "乙楼维修费"), NameMatch::Different);
    }

    #[test]
    fn short_names_must_be_the_same() {
        assert_eq!(same_name("宣传费", "宣讲费"), NameMatch::Different);
    }

    #[test]
    fn a_longer_name_that_holds_the_other_is_similar() {
        assert!(matches!(
            same_name(
                "市民之家综合窗口服务业务经费",
                "云河市民之家综合窗口服务业务经费"
            ),
            NameMatch::Similar { difference: 2 }
        ));
    }

    #[test]
    fn two_candidates_as_close_are_refused() {
        let forms = ["东区平台运维经费", "西区平台运维经费"];
        assert_eq!(
            closest_name("区平台运维经费", &forms),
            NameChoice::Several(vec![0, 1])
        );
        assert_eq!(
            closest_name("西区平台运维经费", &forms),
            NameChoice::One(1, NameMatch::Same)
        );
        assert_eq!(closest_name("保洁服务费用", &forms), NameChoice::Nobody);
    }
}
