//! The sentences of everything that can be wrong with names, types and units.

use crate::diagnostic::codes::{
    E0201, E0202, E0203, E0204, E0205, E0206, E0213, E0301, E0302, E0303, E0305, E0310, E0312,
};
use crate::diagnostic::{Code, Problem, Wording, closest};
use crate::figure::Dimension;
use crate::program::Dim;
use crate::source::Span;
use crate::template::{ColumnKind, TableSchema};

/// What an operator or clause asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Figure,
    Text,
    Condition,
    Row,
    Rows,
}

impl Wanted {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Figure => ("数字", "a figure"),
            Self::Text => ("文字", "a text"),
            Self::Condition => ("条件", "a condition"),
            Self::Row => ("一行", "a row"),
            Self::Rows => ("若干行", "rows"),
        }
    }
}

/// A sentence in both languages.
pub(super) fn say(zh: impl Into<String>, en: impl Into<String>) -> Wording {
    Wording::new(zh, en)
}

/// A problem with one place and no help.
pub(super) fn simple(code: &'static Code, span: Span, message: Wording) -> Problem {
    Problem::error(code, message).at(span, say("在这里", "here"))
}

/// Adds "did you mean" if a name is close to one that exists, else the names that exist.
pub(super) fn suggest(problem: Problem, wanted: &str, names: &[&str]) -> Problem {
    /// More names than this are not listed.
    const LISTED: usize = 12;
    if let Some(close) = closest(wanted, names.iter().copied()) {
        return problem.help(say(
            format!("是否指「{close}」？"),
            format!("did you mean `{close}`?"),
        ));
    }
    if names.is_empty() || names.len() > LISTED {
        return problem;
    }
    problem.help(say(
        format!("有：{}", names.join("、")),
        format!("there are: {}", names.join(", ")),
    ))
}

/// No table of this path.
pub(super) fn no_such_table(path: &str, span: Span, names: Option<&[&str]>) -> Problem {
    let problem = Problem::error(
        &E0201,
        say(
            format!("模板中没有表「{path}」"),
            format!("the template has no table `{path}`"),
        ),
    )
    .at(span, say("没有这个表", "no such table"));
    suggest(problem, path, names.unwrap_or(&[]))
}

/// A table has no panel of this name.
pub(super) fn no_such_panel(path: &str, name: &str, span: Span, names: &[&str]) -> Problem {
    let problem = Problem::error(
        &E0202,
        say(
            format!("表「{path}」没有栏目「{name}」"),
            format!("table `{path}` has no panel `{name}`"),
        ),
    )
    .at(span, say("没有这个栏目", "no such panel"));
    suggest(problem, name, names)
}

/// A table has no column of this name.
pub(super) fn no_such_column(table: &TableSchema, name: &str, span: Span) -> Problem {
    let names: Vec<&str> = table.columns.iter().map(|c| c.id.as_str()).collect();
    let problem = Problem::error(
        &E0203,
        say(
            format!("表「{}」没有列「{name}」", table.path),
            format!("table `{}` has no column `{name}`", table.path),
        ),
    )
    .at(span, say("没有这一列", "no such column"));
    suggest(problem, name, &names)
}

/// A table can never hold a row of this name.
pub(super) fn no_such_row(table: &TableSchema, name: &str, span: Span) -> Problem {
    let names: Vec<&str> = table
        .rows
        .iter()
        .flat_map(|row| {
            std::iter::once(row.id.as_str()).chain(row.names.iter().map(String::as_str))
        })
        .collect();
    let problem = Problem::error(
        &E0204,
        say(
            format!("表「{}」不会有「{name}」这一行", table.path),
            format!("table `{}` can never hold a row `{name}`", table.path),
        ),
    )
    .at(span, say("没有这一行", "no such row"));
    suggest(problem, name, &names)
}

/// A name that nothing bears.
pub(super) fn no_such_name(name: &str, span: Span, names: &[&str]) -> Problem {
    let problem = Problem::error(
        &E0205,
        say(
            format!("没有叫「{name}」的变量、值或表"),
            format!("no variable, value or table is called `{name}`"),
        ),
    )
    .at(span, say("没有这个名称", "no such name"));
    suggest(problem, name, names)
}

/// A function that nothing bears.
pub(super) fn no_such_function(name: &str, span: Span, names: &[&str]) -> Problem {
    let problem = Problem::error(
        &E0206,
        say(
            format!("没有函数「{name}」"),
            format!("there is no function `{name}`"),
        ),
    )
    .at(span, say("没有这个函数", "no such function"));
    suggest(problem, name, names)
}

/// `[…]` without a table.
pub(super) fn bare_selector(span: Span) -> Problem {
    simple(
        &E0213,
        span,
        say(
            "方括号前没有表，也不在 `in 表 { … }` 之内",
            "no table stands before the brackets, and no `in table { … }` around them",
        ),
    )
    .help(say(
        "写作 `表.栏目[行]`，或把规则放进 `in 表.栏目 { … }`",
        "write `table.panel[row]`, or put the rule into `in table.panel { … }`",
    ))
}

/// Too few or too many arguments.
pub(super) fn argument_count(name: &str, wanted: &str, found: usize, span: Span) -> Problem {
    simple(
        &E0301,
        span,
        say(
            format!("「{name}」要 {wanted} 个参数，这里有 {found} 个"),
            format!("`{name}` takes {wanted} arguments, found {found}"),
        ),
    )
}

/// One kind of thing where another belongs.
pub(super) fn wanted(wanted: Wanted, found_zh: &str, found_en: &str, span: Span) -> Problem {
    let (zh, en) = wanted.words();
    Problem::error(
        &E0305,
        say(
            format!("这里要{zh}，写的是{found_zh}"),
            format!("expected {en}, found {found_en}"),
        ),
    )
    .at(span, say(format!("要{zh}"), format!("expected {en}")))
}

/// Rows where one row is needed.
pub(super) fn several_rows(span: Span) -> Problem {
    simple(
        &E0305,
        span,
        say(
            "这里要一个数字，写的是许多行",
            "expected one figure, found many rows",
        ),
    )
    .help(say(
        "用 `sum(…)` 合计，或用 `[行]` 指明一行",
        "add them up with `sum(…)`, or name one row with `[row]`",
    ))
}

/// A row where a figure belongs, and the table has several columns.
pub(super) fn column_needed(table: &TableSchema, span: Span) -> Problem {
    let names: Vec<&str> = table
        .columns
        .iter()
        .filter(|c| {
            !matches!(
                c.kind,
                ColumnKind::Label | ColumnKind::Line | ColumnKind::Code
            )
        })
        .map(|c| c.id.as_str())
        .collect();
    simple(
        &E0310,
        span,
        say(
            format!("表「{}」不止一列数字，要写明哪一列", table.path),
            format!(
                "table `{}` has more than one column of figures, name one",
                table.path
            ),
        ),
    )
    .help(say(
        format!(
            "例如 `.{}`；有：{}",
            names.first().unwrap_or(&""),
            names.join("、")
        ),
        format!(
            "for example `.{}`; there are: {}",
            names.first().unwrap_or(&""),
            names.join(", ")
        ),
    ))
}

/// A selector that the table cannot answer.
pub(super) fn selector(span: Span, message: Wording, help: Wording) -> Problem {
    simple(&E0312, span, message).help(help)
}

/// Figures that measure different things.
pub(super) fn units_clash(left: (Dim, Span), right: (Dim, Span)) -> Problem {
    misfit(left, right, ("不能相加减或比较", "added or compared"))
}

/// A product that means nothing.
pub(super) fn bad_product(left: (Dim, Span), right: (Dim, Span)) -> Problem {
    misfit(left, right, ("不能相乘除", "multiplied or divided"))
}

/// What cannot be done with two numbers, each marked with what it is.
fn misfit(left: (Dim, Span), right: (Dim, Span), (zh, en): (&str, &str)) -> Problem {
    let (l, r) = (dim_words(left.0), dim_words(right.0));
    let is = |words: (&str, &str)| say(format!("这是{}", words.0), format!("this is {}", words.1));
    let message = say(
        format!("{}与{}{zh}", l.0, r.0),
        format!("{} and {} cannot be {en}", l.1, r.1),
    );
    Problem::error(&E0302, message)
        .at(left.1, is(l))
        .at(right.1, is(r))
}

/// A plain number where its unit matters.
pub(super) fn unit_missing(number: Span, other: (Dim, Span)) -> Problem {
    let words = dim_words(other.0);
    let (zh, en) = if other.0 == Dim::Known(Dimension::Percent) {
        ("写上 `%`，例如 `50%`", "write `%`, as in `50%`")
    } else {
        (
            "写上单位，例如 `100万元`",
            "write the unit, as in `100万元`",
        )
    };
    Problem::error(
        &E0303,
        say(
            format!("数字旁边是{}，却没有单位", words.0),
            format!("a number beside {} has no unit", words.1),
        ),
    )
    .at(number, say("没有单位", "no unit"))
    .at(
        other.1,
        say(format!("这是{}", words.0), format!("this is {}", words.1)),
    )
    .help(say(zh, en))
}

/// What a dimension is called.
pub(super) fn dim_words(dim: Dim) -> (&'static str, &'static str) {
    match dim {
        Dim::Free | Dim::Known(Dimension::Number) => ("纯数", "a plain number"),
        Dim::Known(Dimension::Amount) => ("金额", "an amount"),
        Dim::Known(Dimension::Percent) => ("百分比", "a percentage"),
        Dim::Known(Dimension::Score) => ("分数", "a score"),
        Dim::Known(Dimension::Count) => ("数量", "a count"),
        Dim::Known(Dimension::Year) => ("年份", "a year"),
        Dim::Product { .. } => ("乘积", "a product"),
        Dim::Varies => ("数字", "a figure"),
    }
}
