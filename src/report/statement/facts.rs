//! What the lines above a table say of it: form number, year, body, unit.

use smallvec::SmallVec;

use crate::document::{Document, Place, label_key};
use crate::figure::Unit;

/// Longest line that is looked at for facts, in bytes.
const MAX_FACT_BYTES: usize = 300;
/// Longest name of a body, in characters.
const MAX_BODY_CHARS: usize = 60;

/// The facts found in one printed text.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// `公开01表`
    pub(super) code: Option<Place>,
    /// The code lacks its 表, which may stand on the next line.
    pub(super) code_open: bool,
    /// `2022年度`
    pub(super) year: Option<(i32, Place)>,
    /// `金额单位：元`
    pub(super) unit: Option<(Unit, Place)>,
    /// `金额单位：` whose unit may stand on the next line.
    pub(super) unit_open: bool,
    /// `部门：…`
    pub(super) body: Option<(String, Place)>,
    /// Something else is printed beside the facts.
    pub(super) other: bool,
}

impl Facts {
    /// Whether there is any fact.
    pub(super) fn any(&self) -> bool {
        self.code.is_some()
            || self.year.is_some()
            || self.unit.is_some()
            || self.unit_open
            || self.body.is_some()
    }

    /// Whether the text is nothing but facts.
    pub(super) fn only(&self) -> bool {
        self.any() && !self.other
    }
}

/// What a label before a colon announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Announces {
    Unit,
    Body,
    /// `单位：` is followed by a unit of money or by a body.
    Either,
}

/// Labels in front of a colon, longer ones first.
const LABELS: &[(&str, Announces)] = &[
    ("部门（单位）名称", Announces::Body),
    ("部门(单位)名称", Announces::Body),
    ("金额单位", Announces::Unit),
    ("计量单位", Announces::Unit),
    ("部门名称", Announces::Body),
    ("单位名称", Announces::Body),
    ("编制单位", Announces::Body),
    ("编制部门", Announces::Body),
    ("编报单位", Announces::Body),
    ("编报部门", Announces::Body),
    ("填报单位", Announces::Body),
    ("填报部门", Announces::Body),
    ("公开部门", Announces::Body),
    ("公开单位", Announces::Body),
    ("部门（单位）", Announces::Body),
    ("部门(单位)", Announces::Body),
    ("部门", Announces::Body),
    ("单位", Announces::Either),
];

/// A fact's beginning in a text: the value of a label runs to the next one.
#[derive(Debug)]
enum Anchor {
    Label(Announces),
    Year(i32),
    Code { open: bool },
}

/// Reads the facts of one printed text.
pub(super) fn facts_of(document: &Document, place: Place) -> Facts {
    let text = document.text_at(place);
    let mut facts = Facts::default();
    if text.len() > MAX_FACT_BYTES {
        facts.other = true;
        return facts;
    }
    let mut anchors = anchors_of(text);
    anchors.sort_by_key(|(start, _, _)| *start);
    let mut cursor = 0;
    for (index, (start, end, anchor)) in anchors.iter().enumerate() {
        if *start < cursor {
            continue;
        }
        facts.other |= has_ink(text.get(cursor..*start).unwrap_or(""));
        let next = anchors
            .get(index.saturating_add(1)..)
            .unwrap_or(&[])
            .iter()
            .map(|(start, _, _)| *start)
            .find(|start| start >= end)
            .unwrap_or(text.len());
        cursor = *end;
        let at = |from: usize, to: usize| sub_place(place, text, from, to);
        match anchor {
            Anchor::Year(year) => facts.year = Some((*year, at(*start, *end))),
            Anchor::Code { open } => {
                facts.code = Some(at(*start, *end));
                facts.code_open = *open;
            }
            Anchor::Label(announces) => {
                cursor = next;
                value_of(document, *announces, at(*end, next), &mut facts);
            }
        }
    }
    facts.other |= has_ink(text.get(cursor..).unwrap_or(""));
    facts
}

/// The unit that a text consists of (`元`), for units printed on a line of their own.
pub(super) fn unit_alone(text: &str) -> Option<Unit> {
    if text.len() > 24 {
        return None;
    }
    let key = label_key(text);
    let bare = key.trim_matches(['(', ')']);
    Unit::parse(bare.strip_prefix("人民币").unwrap_or(bare))
        .filter(|unit| unit.dimension() == crate::figure::Dimension::Amount)
}

fn value_of(document: &Document, announces: Announces, value: Place, facts: &mut Facts) {
    let text = document.text_at(value);
    let unit = unit_alone(text);
    match (announces, unit) {
        (Announces::Unit | Announces::Either, Some(unit)) => facts.unit = Some((unit, value)),
        (Announces::Unit | Announces::Either, None) if text.is_empty() => facts.unit_open = true,
        (Announces::Body | Announces::Either, _) => {
            let length = text.chars().count();
            if (2..=MAX_BODY_CHARS).contains(&length) {
                facts.body = Some((text.to_owned(), value));
            } else {
                facts.other |= length > 0;
            }
        }
        (Announces::Unit, None) => facts.other = true,
    }
}

fn has_ink(text: &str) -> bool {
    text.chars().any(|c| {
        !c.is_whitespace() && !matches!(c, '(' | ')' | '（' | '）' | '，' | ',' | '；' | ';')
    })
}

/// A part of a place, without blanks at its ends.
fn sub_place(place: Place, text: &str, from: usize, to: usize) -> Place {
    let part = text.get(from..to).unwrap_or("");
    let lead = part.len().saturating_sub(part.trim_start().len());
    let start = from.saturating_add(lead);
    let end = start.saturating_add(part.trim().len());
    let at = |offset: usize| {
        place
            .start
            .saturating_add(u32::try_from(offset).unwrap_or(u32::MAX))
    };
    Place {
        start: at(start),
        end: at(end),
    }
}

type Anchors = SmallVec<[(usize, usize, Anchor); 6]>;

fn anchors_of(text: &str) -> Anchors {
    let mut anchors = Anchors::new();
    for (at, c) in text.char_indices() {
        match c {
            ':' | '：' => {
                if let Some((start, announces)) = label_before(text, at) {
                    let end = at.saturating_add(c.len_utf8());
                    anchors.push((start, end, Anchor::Label(announces)));
                }
            }
            '年' => anchors.extend(year_around(text, at)),
            '公' => anchors.extend(code_from(text, at)),
            _ => {}
        }
    }
    anchors
}

/// The label that ends before a colon and begins a word.
fn label_before(text: &str, colon: usize) -> Option<(usize, Announces)> {
    let before = text.get(..colon)?.trim_end();
    LABELS.iter().find_map(|(label, announces)| {
        let head = before.strip_suffix(label)?;
        let bounded = head
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '（' | '表' | '度'));
        bounded.then_some((head.len(), *announces))
    })
}

/// `2022年度` or `2022 年` standing alone around the 年 at an offset.
fn year_around(text: &str, at: usize) -> Option<(usize, usize, Anchor)> {
    let head = text.get(..at)?.trim_end();
    let digits_at = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let year: i32 = head
        .get(digits_at..)
        .filter(|digits| digits.len() == 4)?
        .parse()
        .ok()?;
    let after = text.get(at..)?.strip_prefix('年')?;
    let after = after.strip_prefix('度').unwrap_or(after);
    let edge = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '（' | '）' | '：' | ':');
    let begins = head.get(..digits_at)?.chars().next_back().is_none_or(edge);
    let ends = after.chars().next().is_none_or(edge)
        || LABELS.iter().any(|(label, _)| after.starts_with(label));
    ((1990..=2100).contains(&year) && begins && ends).then(|| {
        let end = text.len().saturating_sub(after.len());
        (digits_at, end, Anchor::Year(year))
    })
}

/// `公开01表`, also with blanks inside, also without its 表.
fn code_from(text: &str, at: usize) -> Option<(usize, usize, Anchor)> {
    let rest = text.get(at..)?.strip_prefix("公开")?;
    let numbered = rest.trim_start();
    let after = numbered.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '-' | '—') || ('０'..='９').contains(&c)
    });
    if after.len() == numbered.len() {
        return None;
    }
    let closed = after.trim_start().strip_prefix('表');
    let tail = closed.unwrap_or(after);
    let end = text.len().saturating_sub(tail.len());
    let open = closed.is_none();
    (!open || after.trim().is_empty()).then_some((at, end, Anchor::Code { open }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{ReadOptions, read};

    fn facts(text: &str) -> (Facts, Document) {
        let document = read("x", text.as_bytes(), &ReadOptions::default()).unwrap();
        let end = u32::try_from(text.len()).unwrap();
        (facts_of(&document, Place { start: 0, end }), document)
    }

    #[test]
    fn three_facts_on_one_line_are_told_apart() {
        let (facts, document) = facts("部门名称：青河市样本局 2031年度 金额单位：元");
        assert_eq!(facts.body.as_ref().unwrap().0, "青河市样本局");
        assert_eq!(facts.year.unwrap().0, 2031);
        assert_eq!(document.text_at(facts.year.unwrap().1), "2031年度");
        assert_eq!(facts.unit.unwrap().0, Unit::Yuan);
        assert!(facts.only());
    }

    #[test]
    fn a_unit_is_not_a_body_and_a_body_is_not_a_unit() {
        assert_eq!(facts("单位:万元").0.unit.unwrap().0, Unit::WanYuan);
        assert_eq!(facts("单位：样本中心").0.body.unwrap().0, "样本中心");
        assert!(facts("金额单位：").0.unit_open);
        assert_eq!(unit_alone(" 元"), Some(Unit::Yuan));
        assert_eq!(unit_alone("%"), None);
        assert!(facts("主管部门：001-样本局").0.other);
    }

    #[test]
    fn codes_may_be_split_and_years_stand_alone() {
        let (found, document) = facts("公开 02 表");
        assert_eq!(document.text_at(found.code.unwrap()), "公开 02 表");
        assert!(!found.code_open);
        assert!(facts("公开02").0.code_open);
        assert_eq!(facts("(2031年度)").0.year.unwrap().0, 2031);
        assert!(facts("2031年收入支出决算").0.year.is_none());
        assert!(facts("公开透明").0.code.is_none());
    }
}
