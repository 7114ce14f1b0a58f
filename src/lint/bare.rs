//! W0711, W0712, W0713: a rule without title, without basis, without a test.

use super::{Library, walk};
use crate::diagnostic::codes::{W0711, W0712, W0713};
use crate::diagnostic::{Code, Problem, Wording};
use crate::syntax::ast::Rule;

/// What one of these lints says.
struct Lacks {
    code: &'static Code,
    zh: &'static str,
    en: &'static str,
    help: (&'static str, &'static str),
}

const TITLE: Lacks = Lacks {
    code: &W0711,
    zh: "没有标题",
    en: "has no title",
    help: (
        "在名称后面写标题，如 \"收支总表：收入总计等于支出总计\"；它是发现问题时给人看的第一行字",
        "write a title after the id: it is the first line that people see of a finding",
    ),
};

const BASIS: Lacks = Lacks {
    code: &W0712,
    zh: "没有依据",
    en: "has no basis",
    help: (
        "加一行 basis \"…\"：法规、办法，或表样本身的栏目关系；没有依据的不要写成规则",
        "add `basis \"…\"`: a regulation, or the form's own relation between its columns",
    ),
};

const TEST: Lacks = Lacks {
    code: &W0713,
    zh: "没有用例",
    en: "has no test case",
    help: (
        "在规则文件旁边的 *.cases.md 里写一个通过的和一个不通过的用例，用 gouji test 运行",
        "write a case that passes and one that fails in a *.cases.md beside the rules; gouji test runs them",
    ),
};

/// Rules that lack something people need.
pub(super) fn look(library: &Library<'_>, found: &mut Vec<Problem>) {
    for file in &library.files {
        walk::rules(&file.tree.items, &mut |rule| {
            let blank = |text: &Option<crate::syntax::ast::Text>| {
                text.as_ref().is_none_or(|text| text.text.trim().is_empty())
            };
            if blank(&rule.title) {
                found.push(lacks(rule, &TITLE));
            }
            if blank(&rule.basis) {
                found.push(lacks(rule, &BASIS));
            }
            let tested = library.tested.as_ref();
            if tested.is_some_and(|tested| !tested.contains(&rule.id.text)) {
                found.push(lacks(rule, &TEST));
            }
        });
    }
}

fn lacks(rule: &Rule, what: &Lacks) -> Problem {
    let id = &rule.id.text;
    Problem::warning(
        what.code,
        Wording::new(
            format!("规则「{id}」{}", what.zh),
            format!("rule `{id}` {}", what.en),
        ),
    )
    .at(rule.id.span, Wording::new(what.zh, what.en))
    .help(Wording::new(what.help.0, what.help.1))
}
