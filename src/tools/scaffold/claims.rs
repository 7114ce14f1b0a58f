//! Patterns suggested for sentences whose numbers nothing reads.

use crate::report::Report;

/// Sentences for which a pattern is suggested; a report with more needs a template first.
const MAX_SUGGESTED: usize = 40;
/// Longest clause that is shown, in characters.
const MAX_CLAUSE: usize = 80;

/// A sentence with numbers that no claim reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Suggestion {
    /// 1-based line.
    pub(super) line: u32,
    /// The heading it stands under.
    pub(super) section: String,
    /// The clause as printed, on one line.
    pub(super) clause: String,
    /// It as a pattern.
    pub(super) pattern: String,
}

/// The sentences with numbers that no claim reads, and how many numbers there are in all.
pub(super) fn suggestions(report: &Report) -> (Vec<Suggestion>, usize) {
    let document = &report.document;
    let mut found: Vec<Suggestion> = Vec::new();
    let mut numbers = 0_usize;
    let mut last_end = 0_usize;
    for number in report.claims.unread() {
        numbers = numbers.saturating_add(1);
        let start = number.place.start as usize;
        if start < last_end || found.len() >= MAX_SUGGESTED {
            continue;
        }
        let Some((clause, end)) = clause(&document.text, start) else {
            continue;
        };
        last_end = end;
        let section = report.claims.sections.get(number.section as usize);
        found.push(Suggestion {
            line: document.locate(number.place).line,
            section: section
                .and_then(|section| section.path.last().cloned())
                .unwrap_or_default(),
            pattern: pattern(&clause),
            clause,
        });
    }
    (found, numbers)
}

/// The clause round an offset, without blanks, and where it ends.
fn clause(text: &str, at: usize) -> Option<(String, usize)> {
    let ends = ['。', '；', ';', '，', '\t'];
    let before = text.get(..at)?;
    let mark = before
        .char_indices()
        .rfind(|(_, c)| ends.contains(c))
        .map_or(0, |(found, c)| found.saturating_add(c.len_utf8()));
    // A clause does not go on over an empty line.
    let gap = before.rfind("\n\n").unwrap_or(0);
    let start = mark.max(gap);
    let rest = text.get(at..)?;
    let stop = rest.find(ends).unwrap_or(rest.len());
    let gap = rest.find("\n\n").unwrap_or(rest.len());
    let end = at.checked_add(stop.min(gap))?;
    let clause: String = text.get(start..end)?.split_whitespace().collect();
    let short: String = clause.chars().take(MAX_CLAUSE).collect();
    (!short.is_empty()).then_some((short, end))
}

/// A clause as a pattern: numbers with their units become placeholders, what has a meaning in
/// patterns becomes a gap.
fn pattern(clause: &str) -> String {
    let mut out = String::new();
    let mut rest = clause;
    let mut count = 0_u32;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_digit() {
            let end = rest.find(|c: char| !(c.is_ascii_digit() || ".,".contains(c)));
            let (_, tail) = rest
                .split_at_checked(end.unwrap_or(rest.len()))
                .unwrap_or((rest, ""));
            if is_ordinal(rest, tail) {
                out.push('…');
                rest = tail;
                continue;
            }
            let (kind, unit) = kind_before(tail);
            count = count.saturating_add(1);
            out.push_str(&format!("{{数{count}:{kind}}}"));
            rest = tail.get(unit..).unwrap_or("");
            continue;
        }
        if "()（）[]【】{}｛｝|<>《》…".contains(c) {
            if !out.ends_with('…') {
                out.push('…');
            }
        } else {
            out.push(c);
        }
        rest = rest.get(c.len_utf8()..).unwrap_or("");
    }
    out.trim_matches(['…', '.', '、']).to_owned()
}

/// `1.` and `2、` before words number a list; they state nothing.
fn is_ordinal(rest: &str, tail: &str) -> bool {
    let digits = rest.strip_suffix(tail).unwrap_or(rest);
    let dotted = digits.ends_with('.') && digits.len() <= 3;
    (dotted || (tail.starts_with('、') && digits.len() <= 2))
        && !digits.trim_end_matches('.').contains('.')
}

/// What a number is by the unit after it, and how many bytes of the unit belong to the placeholder.
fn kind_before(tail: &str) -> (&'static str, usize) {
    let units = [
        ("万元", "amount"),
        ("亿元", "amount"),
        ("千元", "amount"),
        ("元", "amount"),
        ("%", "percent"),
        ("％", "percent"),
    ];
    if let Some((unit, kind)) = units.iter().find(|(unit, _)| tail.starts_with(unit)) {
        return (kind, unit.len());
    }
    let kind = match tail.chars().next() {
        Some('年') => "year",
        Some('分') => "score",
        Some(c) if "个人辆台次批件项户家名条场".contains(c) => "count",
        _ => "number",
    };
    (kind, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_clause_become_placeholders_with_their_units() {
        assert_eq!(
            pattern("2022年维修支出12.30万元"),
            "{数1:year}年维修支出{数2:amount}"
        );
        assert_eq!(
            pattern("占比5%（含公车）共3辆"),
            "占比{数1:percent}…含公车…共{数2:count}辆"
        );
    }

    #[test]
    fn a_clause_ends_at_the_nearest_marks() {
        let text = "其他不计，维修\n支出12元，结余3元。";
        let at = text.find("12").unwrap();
        assert_eq!(clause(text, at).unwrap().0, "维修支出12元");
    }
}
