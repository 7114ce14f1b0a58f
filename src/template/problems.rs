//! The wording of everything that can be wrong with a template file.

use crate::diagnostic::codes::{
    E0402, E0403, E0404, E0405, E0406, E0407, E0408, E0412, E0413, E0414, E0415, E0416, E0417,
};
use crate::diagnostic::{Code, Problem, Wording, closest};
use crate::source::Span;

use super::choice::Choice;
use super::shape::Kind;
use super::tree::{Entry, Value};

/// Both languages at once.
pub(super) fn wording(zh: impl Into<String>, en: impl Into<String>) -> Wording {
    Wording::new(zh, en)
}

/// How many names are compared with one that does not exist.
const MAX_CANDIDATES: usize = 100;

/// "Did you mean", or nothing.
pub(super) fn did_you_mean<'c>(
    written: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<Wording> {
    // A few hundred are enough: names are many only in made-up files.
    let near = closest(written, candidates.into_iter().take(MAX_CANDIDATES))?;
    Some(wording(
        format!("是否想写「{near}」？"),
        format!("did you mean `{near}`?"),
    ))
}

fn helped(problem: Problem, help: Option<Wording>) -> Problem {
    match help {
        Some(help) => problem.help(help),
        None => problem,
    }
}

/// A key that this part of a template does not have.
pub(super) fn unknown_key(entry: &Entry, place: (&str, &str), allowed: &[&str]) -> Problem {
    let key = &entry.key;
    let problem = Problem::error(
        &E0402,
        wording(
            format!("{}没有「{key}」这个键", place.0),
            format!("{} has no key `{key}`", place.1),
        ),
    )
    .at(entry.key_span, wording("不认识的键", "unknown key"));
    let list = allowed.join(" ");
    problem.help(
        did_you_mean(key, allowed.iter().copied()).unwrap_or_else(|| {
            wording(
                format!("可用的键：{list}"),
                format!("keys that exist here: {list}"),
            )
        }),
    )
}

/// A value of the wrong type.
pub(super) fn wrong_type(key: &str, value: &Value, span: Span, wanted: (&str, &str)) -> Problem {
    if matches!(value, Value::Float) {
        return bare_float(key, span, wanted);
    }
    let (zh, en) = match value {
        Value::Text(_) => ("文字", "a string"),
        Value::Number(_) => ("整数", "an integer"),
        Value::Float => ("小数", "a float"),
        Value::Flag(_) => ("true/false", "a boolean"),
        Value::Date => ("日期", "a date"),
        Value::List(_) => ("列表", "a list"),
        Value::Table(_) => ("一组键值", "a table"),
        Value::Refused => ("错的", "wrong"),
    };
    Problem::error(
        &E0403,
        wording(
            format!("「{key}」要写{}", wanted.0),
            format!("`{key}` must be {}", wanted.1),
        ),
    )
    .at(
        span,
        wording(format!("这里写的是{zh}"), format!("this is {en}")),
    )
}

fn bare_float(key: &str, span: Span, wanted: (&str, &str)) -> Problem {
    Problem::error(
        &E0404,
        wording(
            format!("「{key}」里有没加引号的小数"),
            format!("`{key}` holds a decimal without quotes"),
        ),
    )
    .at(
        span,
        wording(
            format!("这里要写{}", wanted.0),
            format!("must be {}", wanted.1),
        ),
    )
    .help(wording(
        "没加引号的小数会先变成二进制浮点数而失真；需要小数处写成 \"0.5\" 这样",
        "a bare decimal passes through a binary float and changes; where decimals are wanted write \"0.5\"",
    ))
}

/// A key that has to be there.
pub(super) fn missing(span: Span, owner: (&str, &str), key: &str, help: (&str, &str)) -> Problem {
    Problem::error(
        &E0405,
        wording(
            format!("{}缺少「{key}」", owner.0),
            format!("{} lacks `{key}`", owner.1),
        ),
    )
    .at(
        span,
        wording(format!("这里没有写 {key}"), format!("no {key} here")),
    )
    .help(wording(help.0, help.1))
}

/// Two things of one kind with one name.
pub(super) fn duplicate(what: (&str, &str), id: &str, span: Span, first: Span) -> Problem {
    Problem::error(
        &E0406,
        wording(
            format!("{}「{id}」写了两次", what.0),
            format!("{} `{id}` is defined twice", what.1),
        ),
    )
    .at(span, wording("又一个", "again"))
    .at(first, wording("前一个", "first here"))
    .help(wording(
        "换一个名称，或把两处合成一处",
        "give it another name, or make the two one",
    ))
}

/// A word that is not one of the few that may stand here.
pub(super) fn unknown_word(key: &str, written: &str, span: Span, choice: &Choice) -> Problem {
    let meant = choice
        .meant
        .iter()
        .find(|(word, meant)| *word == written && choice.words.contains(meant));
    let near = meant
        .map(|(_, word)| *word)
        .or_else(|| closest(written, choice.words.iter().copied()));
    let list = choice.words.join(" ");
    let help = match near {
        Some(near) => wording(
            format!("是否想写「{near}」？可写的有：{list}"),
            format!("did you mean `{near}`? one of: {list}"),
        ),
        None => wording(format!("可写的有：{list}"), format!("one of: {list}")),
    };
    Problem::error(
        &E0407,
        wording(
            format!("「{key}」不能写「{written}」"),
            format!("`{key}` cannot be `{written}`"),
        ),
    )
    .at(span, wording("不认识的词", "unknown word"))
    .help(help)
}

/// A number, decimal or range that cannot be read or lies outside its bounds.
pub(super) fn malformed(key: &str, written: &str, span: Span, wanted: (&str, &str)) -> Problem {
    Problem::error(
        &E0408,
        wording(
            format!("「{key}」的值「{written}」不对"),
            format!("`{written}` is no value for `{key}`"),
        ),
    )
    .at(
        span,
        wording(format!("要写{}", wanted.0), format!("must be {}", wanted.1)),
    )
}

/// Nothing where something is needed.
pub(super) fn empty(span: Span, message: (String, String), help: (&str, &str)) -> Problem {
    Problem::error(&E0412, wording(message.0, message.1))
        .at(span, wording("这里是空的", "nothing here"))
        .help(wording(help.0, help.1))
}

/// One printed word that would name two things.
pub(super) fn claimed(what: (&str, &str), word: &str, span: Span, first: Span) -> Problem {
    Problem::error(
        &E0413,
        wording(
            format!("「{word}」同时指两个{}", what.0),
            format!("`{word}` names two {}", what.1),
        ),
    )
    .at(span, wording("这里用了它", "used here"))
    .at(first, wording("这里已用过", "already used here"))
    .help(wording(
        "一个印出的名称只能归一处；去掉一处，或写得更具体",
        "a printed name can belong to one of them only; drop one or make it more specific",
    ))
}

/// A name that refers to nothing.
pub(super) fn unknown_reference<'c>(
    what: (&str, &str),
    written: &str,
    span: Span,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Problem {
    let problem = Problem::error(
        &E0414,
        wording(
            format!("没有名为「{written}」的{}", what.0),
            format!("there is no {} named `{written}`", what.1),
        ),
    )
    .at(span, wording("找不到", "not found"));
    helped(problem, did_you_mean(written, candidates))
}

/// `drop`, `replace` or `renames` where nothing is inherited.
pub(super) fn nothing_inherited(kind: &Kind, key: &str, span: Span) -> Problem {
    Problem::error(
        &E0414,
        wording(
            format!("这个{}没有继承来的内容，不能用「{key}」", kind.zh),
            format!(
                "this {} inherits nothing that `{key}` could change",
                kind.en
            ),
        ),
    )
    .at(span, wording("没有可改的", "nothing to change"))
    .help(wording(
        "drop、replace、renames 只用来改上级模板里同名的内容",
        "drop, replace and renames change what the parent template says under the same id",
    ))
}

/// Something beyond a named limit.
pub(super) fn too_large(span: Span, what: (&str, &str), limit: (&str, u64)) -> Problem {
    Problem::error(
        &E0415,
        wording(
            format!("{}超过上限 {}", what.0, limit.1),
            format!("{} exceeds the limit of {}", what.1, limit.1),
        ),
    )
    .at(
        span,
        wording(format!("上限 {}", limit.0), format!("limit {}", limit.0)),
    )
}

/// An id that rules could not write.
pub(super) fn bad_id(kind: (&str, &str), id: &str, span: Span, why: (&str, &str)) -> Problem {
    Problem::error(
        &E0416,
        wording(
            format!("「{id}」不能作{}的名称", kind.0),
            format!("`{id}` cannot be the id of a {}", kind.1),
        ),
    )
    .at(span, wording(why.0, why.1))
}

/// Two ways of saying it that exclude each other.
pub(super) fn conflict(span: Span, message: (&str, &str), help: (&str, &str)) -> Problem {
    Problem::error(&E0417, wording(message.0, message.1))
        .at(span, wording("与另一处冲突", "conflicts with the other"))
        .help(wording(help.0, help.1))
}

/// A problem of `code` with one label, for what occurs once.
pub(super) fn plain(
    code: &'static Code,
    message: Wording,
    span: Span,
    label: (&str, &str),
) -> Problem {
    Problem::error(code, message).at(span, wording(label.0, label.1))
}
