//! Case files become a suite.

use std::collections::BTreeMap;

use super::blocks::{Attribute, Block, Part, parts};
use super::change::Change;
use super::change_notation::{changes, lines};
use super::expected::{Expected, HOLDS, Item, OTHERS, Wanted, Word};
use super::model::{Case, CaseFile, CaseReport, MAX_CASE_FILE_BYTES, ReportText, Suite};
use super::problems;
use crate::diagnostic::Problems;
use crate::source::{SourceId, SourceMap, Span};

/// Reads case files. Cases with mistakes are left out; every mistake is a problem.
#[must_use]
pub fn read_suite(files: impl IntoIterator<Item = CaseFile>) -> (Suite, Problems) {
    let mut suite = Suite::default();
    let mut problems = Problems::default();
    for file in files {
        let too_large = file.text.len() > MAX_CASE_FILE_BYTES;
        let text = if too_large { String::new() } else { file.text };
        let source = suite.sources.add(file.name, text);
        if too_large {
            problems.push(problems::too_large(Span::new(source, 0, 0)));
            continue;
        }
        let mut reader = Reader {
            sources: &suite.sources,
            source,
            pack: file.pack,
            headings: Vec::new(),
            report: None,
            named: BTreeMap::new(),
            template: None,
            changes: Vec::new(),
            cases: Vec::new(),
            problems: &mut problems,
        };
        reader.run();
        let cases = reader.cases;
        suite.cases.extend(cases);
    }
    problems.sort();
    (suite, problems)
}

/// A heading that is open, and whether a case stands under it already.
struct Heading {
    level: usize,
    title: String,
    span: Span,
    verdicts: Option<Span>,
}

struct Reader<'r> {
    sources: &'r SourceMap,
    source: SourceId,
    pack: String,
    headings: Vec<Heading>,
    /// The report that holds until another one is given.
    report: Option<CaseReport>,
    named: BTreeMap<String, CaseReport>,
    template: Option<String>,
    /// Changes since the last heading or report.
    changes: Vec<Change>,
    cases: Vec<Case>,
    problems: &'r mut Problems,
}

impl Reader<'_> {
    fn run(&mut self) {
        let source = self.sources.get(self.source);
        let text = source.map_or("", |source| source.text.as_str());
        for part in parts(text) {
            match part {
                Part::Heading {
                    level,
                    title,
                    range,
                } => {
                    let span = self.span(range.start, range.end);
                    self.headings.retain(|heading| heading.level < level);
                    self.headings.push(Heading {
                        level,
                        title,
                        span,
                        verdicts: None,
                    });
                    self.changes.clear();
                }
                Part::Block(block) => match block.kind.as_str() {
                    "report" => self.report(&block),
                    "change" => {
                        let body = self.span(block.body.start, block.body.end);
                        let found = changes(self.sources, body, self.problems);
                        self.changes.extend(found);
                    }
                    "verdict" => self.verdict(&block),
                    _ => {}
                },
            }
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, start, end)
    }

    fn report(&mut self, block: &Block) {
        self.changes.clear();
        self.report = None;
        let opening = self.span(block.opening.start, block.opening.end);
        let body = self.span(block.body.start, block.body.end);
        let written = self.sources.text(body);
        let mut text =
            (!written.trim().is_empty()).then(|| ReportText::Written(written.replace('|', "\t")));
        let (mut name, mut template, mut sound) = (None, None, true);
        for Attribute { key, value, range } in &block.attributes {
            let at = self.span(range.start, range.end);
            match (key.as_str(), value) {
                ("path", Some(path)) if text.is_none() => {
                    text = Some(ReportText::Path(path.clone()));
                }
                ("use", Some(used)) if text.is_none() => match self.named.get(used) {
                    Some(known) => text = Some(known.text.clone()),
                    None => {
                        sound = false;
                        let known: Vec<&str> = self.named.keys().map(String::as_str).collect();
                        self.problems
                            .push(problems::unknown_report(used, &known, at));
                    }
                },
                ("path" | "use", Some(_)) => {
                    sound = false;
                    self.problems.push(problems::two_reports(at));
                }
                ("name", Some(given)) => name = Some(given.clone()),
                ("template", Some(id)) => template = Some(id.clone()),
                _ => {
                    sound = false;
                    self.problems.push(problems::unknown_attribute(key, at));
                }
            }
        }
        self.template = template;
        match text {
            Some(text) => {
                let report = CaseReport {
                    span: opening,
                    text,
                };
                if let Some(name) = name {
                    self.named.insert(name, report.clone());
                }
                self.report = Some(report);
            }
            None if sound => self.problems.push(problems::empty_report(opening)),
            None => {}
        }
    }

    fn verdict(&mut self, block: &Block) {
        let opening = self.span(block.opening.start, block.opening.end);
        for Attribute { key, range, .. } in &block.attributes {
            let at = self.span(range.start, range.end);
            self.problems.push(problems::unknown_attribute(key, at));
        }
        let verdicts = self.span(block.body.start, block.body.end);
        let before = self.problems.len();
        let expected = self.expected(verdicts);
        let sound = self.problems.len() == before;
        let changes = std::mem::take(&mut self.changes);
        let Some(heading) = self.headings.last_mut() else {
            self.problems.push(problems::no_heading(opening));
            return;
        };
        if let Some(first) = heading.verdicts.replace(opening) {
            self.problems.push(problems::second_verdict(opening, first));
            return;
        }
        let (title, span) = (heading.title.clone(), heading.span);
        let Some(report) = self.report.clone() else {
            self.problems.push(problems::no_report(&title, opening));
            return;
        };
        let own = self.source;
        let same = |case: &&Case| case.span.source == own && case.title == title;
        if let Some(first) = self.cases.iter().find(same) {
            self.problems
                .push(problems::same_title(&title, span, first.span));
            return;
        }
        let above = self.headings.iter().rev().skip(1).rev();
        let section = above.map(|heading| heading.title.clone()).collect();
        if sound {
            self.cases.push(Case {
                title,
                section,
                pack: self.pack.clone(),
                span,
                report,
                changes,
                template: self.template.clone(),
                expected,
                verdicts,
            });
        }
    }

    fn expected(&mut self, body: Span) -> Vec<Expected> {
        let mut expected: Vec<Expected> = Vec::new();
        for (line, span) in lines(self.sources, body) {
            let Some(one) = self.line(line, span) else {
                continue;
            };
            if let Some(first) = expected.iter().find(|known| known.name == one.name) {
                let (again, first) = (one.name_span, first.name_span);
                self.problems
                    .push(problems::rule_twice(&one.name, again, first));
                continue;
            }
            expected.push(one);
        }
        expected
    }

    /// `规则: 1 failed, holds`, perhaps with `# …` behind it.
    fn line(&mut self, line: &str, span: Span) -> Option<Expected> {
        let Some((name, rest)) = line.split_once([':', '：']) else {
            self.problems.push(problems::no_colon(span));
            return None;
        };
        let within = |part: &str| within(line, part, span);
        let verdicts = rest.split(" #").next().unwrap_or("").trim();
        let name = name.trim();
        let name_span = within(name);
        let mut items = Vec::new();
        let mut counted = false;
        let mut sound = true;
        for piece in verdicts.split([',', '，']) {
            let piece = piece.trim();
            let (count, word) = match piece.split_once(' ') {
                Some((count, word)) => match count.parse() {
                    Ok(count) => (Some(count), word.trim()),
                    Err(_) => (None, piece),
                },
                None => (None, piece),
            };
            counted |= count.is_some();
            match Word::parse(word) {
                Ok(word) => items.push(Item {
                    count: count.unwrap_or(1),
                    word,
                }),
                Err(bad) => {
                    let at = if word.is_empty() { span } else { within(word) };
                    self.problems.push(problems::bad_word(&bad, at));
                    sound = false;
                }
            }
        }
        sound.then(|| Expected {
            wanted: wanted(name, items, counted),
            name: name.to_owned(),
            name_span,
            line: span,
        })
    }
}

/// The span of a part of a line.
fn within(line: &str, part: &str, span: Span) -> Span {
    let offset = (part.as_ptr() as usize).saturating_sub(line.as_ptr() as usize);
    let start = span.range().start.saturating_add(offset);
    Span::new(span.source, start, start.saturating_add(part.len()))
}

fn wanted(name: &str, items: Vec<Item>, counted: bool) -> Wanted {
    let words = |items: Vec<Item>| items.into_iter().map(|item| item.word).collect();
    if name == OTHERS {
        return Wanted::Only(words(items));
    }
    let rest_holds = items.iter().any(|item| item.word.verdict == HOLDS);
    if !counted && !rest_holds {
        return Wanted::List(words(items));
    }
    let items = items.into_iter().filter(|item| item.word.verdict != HOLDS);
    Wanted::Counts {
        items: items.collect(),
        rest_holds,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Suite, Problems) {
        read_suite([CaseFile {
            pack: "p".to_owned(),
            name: "a.cases.md".to_owned(),
            text: text.to_owned(),
        }])
    }

    fn codes(text: &str) -> Vec<(&'static str, String)> {
        let (suite, problems) = read(text);
        let told = problems.iter().map(|problem| {
            let span = problem.labels.first().unwrap().span;
            (problem.code.id, suite.sources.text(span).to_owned())
        });
        told.collect()
    }

    const BASE: &str = "# 总表\n\n```report\n合计|1\n```\n\n";

    #[test]
    fn a_report_holds_for_all_cases_below_it() {
        let text = format!(
            "{BASE}## 甲\n\n```verdict\n合计: exact # 因为\n*: holds\n```\n\n## 乙\n\n\
             ```change\n1 → 2\n```\n\n```verdict\n合计: 1 failed, holds\n```\n"
        );
        let (suite, problems) = read(&text);
        assert!(problems.is_empty(), "{problems:?}");
        let [one, other] = suite.cases() else {
            panic!("{suite:?}")
        };
        assert_eq!((one.title.as_str(), one.section.len()), ("甲", 1));
        assert_eq!(one.report, other.report);
        assert_eq!(one.report.text, ReportText::Written("合计\t1\n".to_owned()));
        assert!(one.changes.is_empty() && other.changes.len() == 1);
        assert_eq!(one.expected[0].wanted.to_string(), "exact");
        assert_eq!(other.expected[0].wanted.to_string(), "1 failed, holds");
        assert_eq!(suite.rules().into_iter().collect::<Vec<_>>(), ["合计"]);
    }

    #[test]
    fn a_report_can_be_named_and_used_again() {
        let text = "# 甲\n```report name=a path=x.txt template=t\n```\n## 一\n```verdict\n合计: exact\n```\n\
                    # 乙\n```report use=a\n```\n## 二\n```verdict\n合计: exact\n```\n";
        let (suite, problems) = read(text);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(suite.cases()[0].template.as_deref(), Some("t"));
        assert_eq!(
            suite.cases()[1].report.text,
            ReportText::Path("x.txt".to_owned())
        );
        assert_eq!(suite.cases()[1].template, None);
    }

    #[test]
    fn mistakes_are_told_where_they_stand() {
        let in_case = |verdict: &str| format!("{BASE}## 甲\n```verdict\n{verdict}\n```\n");
        let one = |code, marked: &str| vec![(code, marked.to_owned())];
        assert_eq!(codes(&in_case("合计: passed")), one("E0805", "passed"));
        assert_eq!(
            codes(&in_case("合计: undecided(lost)")),
            one("E0805", "undecided(lost)")
        );
        assert_eq!(codes(&in_case("合计 exact")), one("E0801", "合计 exact"));
        assert_eq!(codes(&in_case("甲: exact\n甲: exact")), one("E0807", "甲"));
        let lost = "# 甲\n```verdict\n合计: exact\n```\n";
        assert_eq!(codes(lost), one("E0802", "```verdict"));
        assert_eq!(codes("# 甲\n```report pth=a\n```\n"), one("E0801", "pth=a"));
        assert_eq!(codes("# 甲\n```report use=a\n```\n"), one("E0802", "use=a"));
        assert_eq!(codes("# 甲\n```report\n```\n"), one("E0802", "```report"));
        let change = format!("{BASE}## 甲\n```change\n1 改 2\n```\n");
        assert_eq!(codes(&change), one("E0801", "1 改 2"));
        let twice = format!(
            "{}## 甲\n```verdict\n合计: exact\n```\n",
            in_case("合计: exact")
        );
        assert_eq!(codes(&twice), one("E0807", "## 甲"));
    }
}
