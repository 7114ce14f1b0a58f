//! What can be wrong with case files, in words.

use super::change::Unmatched;
use super::expected::{BadWord, VERDICTS};
use super::model::MAX_CASE_FILE_BYTES;
use crate::diagnostic::{Problem, Wording, closest, codes};
use crate::program::Program;
use crate::source::Span;

fn word(zh: impl Into<String>, en: impl Into<String>) -> Wording {
    Wording::new(zh, en)
}

fn here() -> Wording {
    word("在这里", "here")
}

fn did_you_mean<'c>(wanted: &str, known: impl IntoIterator<Item = &'c str>) -> Option<Wording> {
    let close = closest(wanted, known)?;
    Some(word(
        format!("是不是「{close}」？"),
        format!("did you mean `{close}`?"),
    ))
}

pub(super) fn too_large(at: Span) -> Problem {
    let limit = MAX_CASE_FILE_BYTES;
    Problem::error(
        &codes::E0801,
        word(
            format!("用例文件超过 {limit} 字节，没有读"),
            format!("the case file is larger than {limit} bytes and was not read"),
        ),
    )
    .at(at, word("这个文件", "this file"))
    .help(word(
        "把用例分到几个文件里",
        "split the cases over several files",
    ))
}

pub(super) fn unknown_attribute(key: &str, at: Span) -> Problem {
    let help = did_you_mean(key, ["path", "name", "use", "template"]).unwrap_or_else(|| {
        word(
            "report 后面可以写 path=、name=、use=、template=；change 和 verdict 后面什么也不写",
            "a report may have path=, name=, use= and template=; change and verdict have nothing",
        )
    });
    Problem::error(
        &codes::E0801,
        word(
            format!("代码块后面的「{key}」读不懂"),
            format!("`{key}` behind the fence is not known"),
        ),
    )
    .at(at, here())
    .help(help)
}

pub(super) fn no_change(at: Span) -> Problem {
    Problem::error(
        &codes::E0801,
        word("这一行不是改动", "this line is no change"),
    )
    .at(at, word("没有读出旧文字和新文字", "no old and new text found"))
    .help(word(
        "写作「旧 → 新」或「前文[旧 → 新]后文」；删去几行写「- 首行 … 末行」；从某处往下找写「@@ 文字」",
        "write `old → new` or `before[old → new]after`; `- first … last` takes lines out; `@@ text` says where to start",
    ))
}

pub(super) fn no_colon(at: Span) -> Problem {
    Problem::error(
        &codes::E0801,
        word(
            "这一行不是“规则: 判定”",
            "this line is not `rule: verdicts`",
        ),
    )
    .at(at, word("没有冒号", "no colon"))
    .help(word(
        "写作「规则名: exact」或「规则名: 1 failed, holds」",
        "write `rule: exact` or `rule: 1 failed, holds`",
    ))
}

pub(super) fn no_heading(at: Span) -> Problem {
    Problem::error(
        &codes::E0801,
        word("用例没有标题", "the case has no heading"),
    )
    .at(at, word("上面没有标题", "no heading above this"))
    .help(word(
        "在前面加一行「## 标题」，说明报告里的差错是什么",
        "put a line `## title` before it that says what is wrong with the report",
    ))
}

pub(super) fn unknown_report(name: &str, known: &[&str], at: Span) -> Problem {
    let problem = Problem::error(
        &codes::E0802,
        word(
            format!("前面没有名为「{name}」的报告"),
            format!("no report named `{name}` stands before this"),
        ),
    )
    .at(at, here());
    let help = did_you_mean(name, known.iter().copied()).unwrap_or_else(|| {
        word(
            "报告的名称写在它的开头：```report name=…",
            "a report is named where it begins: ```report name=…",
        )
    });
    problem.help(help)
}

pub(super) fn two_reports(at: Span) -> Problem {
    Problem::error(
        &codes::E0801,
        word(
            "一个 report 块给了两份报告",
            "a report block gives two reports",
        ),
    )
    .at(at, word("已经有一份了", "there is one already"))
    .help(word(
        "正文、path=、use= 只写一样",
        "give one of a text, path= and use=",
    ))
}

pub(super) fn empty_report(at: Span) -> Problem {
    Problem::error(
        &codes::E0802,
        word("report 块是空的", "the report block is empty"),
    )
    .at(at, here())
    .help(word(
        "写上报告的文字，或用 path= 指明文件",
        "write the text of the report into it, or name a file with path=",
    ))
}

pub(super) fn no_report(title: &str, at: Span) -> Problem {
    Problem::error(
        &codes::E0802,
        word(
            format!("用例「{title}」没有报告"),
            format!("case `{title}` has no report"),
        ),
    )
    .at(
        at,
        word("前面没有 report 块", "no report block before this"),
    )
    .help(word(
        "在它前面写一个 report 块；一个 report 块管到下一个 report 块为止",
        "put a report block before it; a report holds until the next one",
    ))
}

pub(super) fn second_verdict(again: Span, first: Span) -> Problem {
    Problem::error(
        &codes::E0807,
        word(
            "一个标题下有两个 verdict 块",
            "two verdict blocks under one heading",
        ),
    )
    .at(again, word("又一个", "another one"))
    .at(first, word("第一个", "the first one"))
    .help(word(
        "给第二个加上自己的标题",
        "give the second one a heading of its own",
    ))
}

pub(super) fn same_title(title: &str, again: Span, first: Span) -> Problem {
    Problem::error(
        &codes::E0807,
        word(
            format!("有两个用例叫「{title}」"),
            format!("two cases are called `{title}`"),
        ),
    )
    .at(again, word("又用了一次", "used again"))
    .at(first, word("第一次", "first"))
    .help(word(
        "标题说明差错是什么，各不相同",
        "titles say what is wrong; make them differ",
    ))
}

pub(super) fn rule_twice(rule: &str, again: Span, first: Span) -> Problem {
    Problem::error(
        &codes::E0807,
        word(
            format!("规则「{rule}」在一个用例里写了两次"),
            format!("rule `{rule}` stands twice in one case"),
        ),
    )
    .at(again, word("又写了一次", "again"))
    .at(first, word("第一次", "first"))
    .help(word(
        "合成一行：规则名: 1 failed, holds",
        "make one line of them: rule: 1 failed, holds",
    ))
}

pub(super) fn bad_word(bad: &BadWord, at: Span) -> Problem {
    let (message, help) = match bad {
        BadWord::Verdict(given) if given.is_empty() => {
            (word("这里没有写判定", "no verdict is given"), None)
        }
        BadWord::Verdict(given) => (
            word(
                format!("「{given}」不是判定"),
                format!("`{given}` is no verdict"),
            ),
            did_you_mean(given, VERDICTS.iter().copied()),
        ),
        BadWord::Reason { given, reasons } => (
            word(
                format!("「{given}」不是这个判定的原因"),
                format!("`{given}` is no reason of this verdict"),
            ),
            did_you_mean(given, reasons.iter().copied()).or_else(|| {
                let reasons = reasons.join("、");
                (!reasons.is_empty()).then(|| {
                    word(
                        format!("可用的有 {reasons}"),
                        format!("there are {}", reasons.replace('、', ", ")),
                    )
                })
            }),
        ),
    };
    let all = VERDICTS.join("、");
    Problem::error(&codes::E0805, message)
        .at(at, here())
        .help(help.unwrap_or_else(|| {
            word(
                format!("判定有 {all}；前面可以写个数：2 failed"),
                format!(
                    "verdicts are {}; a count may stand before: 2 failed",
                    all.replace('、', ", ")
                ),
            )
        }))
}

pub(super) fn unread(path: &str, why: &Wording, at: Span) -> Problem {
    Problem::error(
        &codes::E0803,
        word(
            format!("用例的报告「{path}」读不到"),
            format!("report `{path}` of the case cannot be read"),
        ),
    )
    .at(at, why.clone())
    .help(word(
        "路径从用例文件所在的文件夹找起，逐级往上；找不到再找内置的示例",
        "a path is looked up from the folder of the case file upwards, then among the built-in examples",
    ))
}

pub(super) fn unfit(title: &str, why: Wording, details: Vec<Wording>, at: Span) -> Problem {
    let problem = Problem::error(
        &codes::E0803,
        word(
            format!("用例「{title}」的报告不能核对"),
            format!("the report of case `{title}` cannot be checked"),
        ),
    )
    .at(at, why);
    match details.into_iter().next() {
        Some(detail) => problem.help(detail),
        None => problem,
    }
}

pub(super) fn not_text() -> Wording {
    word(
        "不是 UTF-8 文本，不能改动其中的文字",
        "is no UTF-8 text, so nothing in it can be changed",
    )
}

pub(super) fn unmatched(unmatched: &Unmatched, at: Span) -> Problem {
    match unmatched {
        Unmatched::Nowhere(words) => Problem::error(
            &codes::E0804,
            word(
                format!("报告里没有「{words}」"),
                format!("`{words}` does not stand in the report"),
            ),
        )
        .at(at, word("对不上", "no match"))
        .help(word(
            "空格对应报告里的任何空白，| 对应一个制表符；上面若有 @@，只找它下面的行",
            "a blank matches any blanks of the report, | one tab; below an @@ only the lines below it count",
        )),
        Unmatched::Often(words, lines) => {
            let shown: Vec<String> = lines.iter().take(5).map(ToString::to_string).collect();
            let more = if lines.len() > shown.len() { " …" } else { "" };
            Problem::error(
                &codes::E0804,
                word(
                    format!("「{words}」在报告里有 {} 处", lines.len()),
                    format!("`{words}` stands in {} places of the report", lines.len()),
                ),
            )
            .at(
                at,
                word(
                    format!("第 {} 行{more}", shown.join("、")),
                    format!("lines {}{more}", shown.join(", ")),
                ),
            )
            .help(word(
                "写上前后的文字：前文[旧 → 新]后文；或在上面写一行「@@ 文字」，从那里往下找",
                "give the text around it: before[old → new]after; or put a line `@@ text` above to start there",
            ))
        }
    }
}

/// A rule that does not run over the report's template.
pub(super) fn unknown_rule(rule: &str, program: &Program, at: Span) -> Problem {
    let template = program.template();
    let off = program.disabled().iter().find(|known| known.rule == rule);
    let skipped = program.skipped().iter().find(|known| known.rule == rule);
    let label = match (off, skipped) {
        (Some(off), _) => word(
            format!("已停用：{}", off.because),
            format!("switched off: {}", off.because),
        ),
        (None, Some(skipped)) => skipped.reason.clone(),
        (None, None) => here(),
    };
    let problem = Problem::error(
        &codes::E0806,
        word(
            format!("模板「{template}」没有规则「{rule}」"),
            format!("template `{template}` has no rule `{rule}`"),
        ),
    )
    .at(at, label);
    match did_you_mean(rule, program.rules().iter().map(|known| known.id.as_str())) {
        Some(help) => problem.help(help),
        None => problem.help(word(
            format!("gouji rules list --template {template} 列出全部"),
            format!("gouji rules list --template {template} shows them all"),
        )),
    }
}
