//! What became of the cases of rules: for people and for other programs.

use serde::Serialize;

use super::look::{Ink, Look, columns, padded};
use crate::diagnostic::{Lang, Problems};
use crate::tools::cases::{CaseResult, CheckLine, RuleCases, RuleResult, Suite, Tally};

/// A run over the cases of some packs.
#[derive(Debug)]
pub struct CaseRun<'r> {
    /// The cases.
    pub suite: &'r Suite,
    /// What became of those that could be run, in their order.
    pub results: &'r [CaseResult<'r>],
    /// What is wrong with the others.
    pub problems: &'r Problems,
    /// Which rules have cases.
    pub tally: &'r Tally,
    /// Files that were brought up to date.
    pub updated: &'r [String],
}

struct Words {
    expected: &'static str,
    given: &'static str,
    nothing_expected: &'static str,
    agree: &'static str,
    differ: &'static str,
    broken: &'static str,
    rules: &'static str,
    passing: &'static str,
    failing: &'static str,
    undecided: &'static str,
    lacks: &'static str,
    updated: &'static str,
    comma: &'static str,
}

const ZH: Words = Words {
    expected: "期望",
    given: "实际",
    nothing_expected: "verdict 块是空的；gouji test --update 会填上这些：",
    agree: "个用例相符",
    differ: "个不符",
    broken: "处写法有误",
    rules: "条规则",
    passing: "成立",
    failing: "不成立",
    undecided: "无法判断",
    lacks: "缺少用例：",
    updated: "已更新",
    comma: "，",
};

const EN: Words = Words {
    expected: "expected",
    given: "given",
    nothing_expected: "the verdict block is empty; gouji test --update fills in:",
    agree: "cases agree",
    differ: "differ",
    broken: "mistakes in case files",
    rules: "rules",
    passing: "passing",
    failing: "failing",
    undecided: "undecided",
    lacks: "without a case:",
    updated: "updated",
    comma: ", ",
};

impl Words {
    fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Zh => &ZH,
            Lang::En => &EN,
        }
    }
}

impl CaseRun<'_> {
    fn wrong(&self) -> impl Iterator<Item = &CaseResult<'_>> {
        self.results.iter().filter(|result| !result.agrees())
    }

    /// Whether every case agrees.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.problems.is_empty() && self.wrong().next().is_none()
    }
}

/// Every case that differs, with what was expected and given; then the counts.
#[must_use]
pub fn human(run: &CaseRun<'_>, look: &Look) -> String {
    let mut text = String::new();
    for result in run.wrong() {
        text.push_str(&case(run.suite, result, look));
        text.push('\n');
    }
    text.push_str(&summary(run, look));
    text
}

fn case(suite: &Suite, result: &CaseResult<'_>, look: &Look) -> String {
    let words = Words::of(look.lang);
    let place = format!("{}:{}", suite.file(result.case), suite.line(result.case));
    let mut text = format!(
        "{} {}  {}\n",
        look.paint(Ink::Error, "✗"),
        look.paint(Ink::Strong, &result.case.title),
        look.paint(Ink::Faint, &place)
    );
    for rule in result.rules.iter().filter(|rule| !rule.agrees) {
        text.push_str(&compared(rule, look));
    }
    if !result.suggested.is_empty() {
        text.push_str(&format!("  {}\n", words.nothing_expected));
        for (rule, wanted) in &result.suggested {
            text.push_str(&format!("    {rule}: {wanted}\n"));
        }
    }
    text
}

fn compared(rule: &RuleResult<'_>, look: &Look) -> String {
    let words = Words::of(look.lang);
    let given = rule.expected.wanted.rewritten(&rule.given);
    let mut text = format!(
        "  {}\n    {}  {}\n    {}  {}\n",
        rule.expected.name,
        look.paint(Ink::Faint, words.expected),
        look.paint(Ink::Good, &rule.expected.wanted.to_string()),
        look.paint(Ink::Faint, words.given),
        look.paint(Ink::Error, &given.to_string()),
    );
    for line in &rule.checks {
        text.push_str(&check(line, rule.expected.rule().is_none()));
    }
    text
}

fn check(line: &CheckLine, named: bool) -> String {
    let rule = if named { line.rule.as_str() } else { "" };
    let word = line.word.to_string();
    let mut text = format!("      {}  {rule}{}\n", padded(&word, 12), line.relation);
    if !line.working.is_empty() {
        text.push_str(&format!("      {}  {}\n", padded("", 12), line.working));
    }
    text
}

fn summary(run: &CaseRun<'_>, look: &Look) -> String {
    let words = Words::of(look.lang);
    let mut text = String::new();
    for name in run.updated {
        text.push_str(&format!("{} {name}\n", words.updated));
    }
    let differ = run.wrong().count();
    let agree = run.results.len().saturating_sub(differ);
    let mut parts = vec![format!("{agree} {}", words.agree)];
    if differ > 0 {
        let told = format!("{differ} {}", words.differ);
        parts.push(look.paint(Ink::Error, &told));
    }
    if !run.problems.is_empty() {
        let told = format!("{} {}", run.problems.len(), words.broken);
        parts.push(look.paint(Ink::Error, &told));
    }
    text.push_str(&parts.join(words.comma));
    let [all, passing, failing, undecided] = run.tally.counts();
    text.push_str(&format!(
        "\n{all} {}{}{} {passing}{}{} {failing}{}{} {undecided}\n",
        words.rules,
        if look.lang == Lang::Zh {
            "，其中有用例的："
        } else {
            ", with cases: "
        },
        words.passing,
        words.comma,
        words.failing,
        words.comma,
        words.undecided,
    ));
    text
}

/// The rules that lack a passing, a failing or an undecided case.
#[must_use]
pub fn missing(tally: &Tally, look: &Look) -> String {
    let words = Words::of(look.lang);
    let width = tally
        .rules
        .keys()
        .map(|(pack, rule)| columns(pack).saturating_add(columns(rule)))
        .max();
    let mut text = String::new();
    for ((pack, rule), cases) in &tally.rules {
        let lacking = lacking(*cases, words);
        if !lacking.is_empty() {
            let width = width.unwrap_or(0).saturating_add(2);
            let rule = padded(&format!("{pack}  {rule}"), width);
            let lacking = lacking.join(if look.lang == Lang::Zh { "、" } else { ", " });
            text.push_str(&format!("{rule}  {}{lacking}\n", words.lacks));
        }
    }
    text
}

fn lacking(cases: RuleCases, words: &Words) -> Vec<&'static str> {
    let all = [
        (cases.passing, words.passing),
        (cases.failing, words.failing),
        (cases.undecided, words.undecided),
    ];
    let lacking = all.into_iter().filter(|(has, _)| !has);
    lacking.map(|(_, word)| word).collect()
}

#[derive(Serialize)]
struct JsonRun<'r> {
    schema: u32,
    cases: Vec<JsonCase<'r>>,
    rules: Vec<JsonRule<'r>>,
    updated: &'r [String],
}

#[derive(Serialize)]
struct JsonCase<'r> {
    title: &'r str,
    pack: &'r str,
    file: &'r str,
    line: u32,
    agrees: bool,
    rules: Vec<JsonVerdicts<'r>>,
}

#[derive(Serialize)]
struct JsonVerdicts<'r> {
    rule: &'r str,
    agrees: bool,
    expected: String,
    given: String,
}

#[derive(Serialize)]
struct JsonRule<'r> {
    pack: &'r str,
    rule: &'r str,
    passing: bool,
    failing: bool,
    undecided: bool,
}

/// All cases that could be run, and the rules of the packs with the kinds of cases they have.
#[must_use]
pub fn json(run: &CaseRun<'_>) -> String {
    let cases = run.results.iter().map(|result| JsonCase {
        title: &result.case.title,
        pack: &result.case.pack,
        file: run.suite.file(result.case),
        line: run.suite.line(result.case),
        agrees: result.agrees(),
        rules: result.rules.iter().map(verdicts).collect(),
    });
    let rules = run
        .tally
        .rules
        .iter()
        .map(|((pack, rule), cases)| JsonRule {
            pack,
            rule,
            passing: cases.passing,
            failing: cases.failing,
            undecided: cases.undecided,
        });
    let run = JsonRun {
        schema: 1,
        cases: cases.collect(),
        rules: rules.collect(),
        updated: run.updated,
    };
    let mut text = serde_json::to_string_pretty(&run).unwrap_or_default();
    text.push('\n');
    text
}

fn verdicts<'r>(rule: &'r RuleResult<'_>) -> JsonVerdicts<'r> {
    JsonVerdicts {
        rule: &rule.expected.name,
        agrees: rule.agrees,
        expected: rule.expected.wanted.to_string(),
        given: rule.expected.wanted.rewritten(&rule.given).to_string(),
    }
}
