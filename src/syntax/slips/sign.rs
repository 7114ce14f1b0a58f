//! Slips in signs: quotes, brackets, `=`, comments, operators of other languages.

use super::spot::{Spot, Stage};
use crate::diagnostic::{Problem, Wording, codes};
use crate::syntax::faults::say;
use crate::syntax::grammar::Grammar;
use crate::syntax::keywords::Role;
use crate::syntax::scan::{Bracket, Lexeme};

/// The slip at a place that has to do with a sign.
pub(super) fn slip(spot: &Spot<'_>) -> Option<Problem> {
    comment(spot)
        .or_else(|| quote(spot))
        .or_else(|| settings(spot))
        .or_else(|| equals(spot))
        .or_else(|| missing_brace(spot))
        .or_else(|| foreign(spot))
}

/// `/* … */`
fn comment(spot: &Spot<'_>) -> Option<Problem> {
    let opens = (spot.found_text() == "/" && spot.piece(spot.next.as_ref()) == "*")
        || (spot.found_text() == "*" && spot.before_text() == "/");
    let start = match spot.found_text() {
        "/" => spot.found.as_ref()?.range.start,
        _ => spot.before.as_ref()?.range.start,
    };
    opens.then(|| {
        Problem::error(
            &codes::E0101,
            say!("没有 `/* … */` 这种注释", "there are no comments `/* … */`"),
        )
        .at(
            spot.span(&(start..start + 2)),
            say!("注释从这里开始", "the comment begins here"),
        )
        .help(say!(
            "每行注释用 `//` 或 `#` 开头",
            "begin every line of a comment with `//` or `#`"
        ))
    })
}

/// `'优'`, `‘优’`, `”优”`
fn quote(spot: &Spot<'_>) -> Option<Problem> {
    let sign = spot.found_text();
    matches!(sign, "'" | "‘" | "’" | "”" | "`" | "『" | "」").then(|| {
        Problem::error(
            &codes::E0103,
            say!(
                "文字不能用 `{sign}` 引起",
                "a text cannot begin with `{sign}`"
            ),
        )
        .at(
            spot.found.as_ref().map_or_else(
                || spot.span(&(spot.at..spot.at)),
                |piece| spot.span(&piece.range),
            ),
            say!("这个引号", "this quote"),
        )
        .help(say!(
            "文字写作 `\"…\"` 或 `“…”`，名称写作 `\"…\"` 或 `「…」`",
            "write a text as `\"…\"` or `“…”`, a name as `\"…\"` or `「…」`"
        ))
    })
}

/// A line of a template file: `title = "…"`, `[template]`.
fn settings(spot: &Spot<'_>) -> Option<Problem> {
    let found = spot.found.as_ref()?;
    if spot.stage() != Stage::Item {
        return None;
    }
    let assigns =
        found.lexeme == Lexeme::Word && matches!(spot.piece(spot.next.as_ref()), "=" | "＝");
    let heads = found.lexeme == Lexeme::Open(Bracket::Square);
    (assigns || heads).then(|| {
        Problem::error(
            &codes::E0112,
            say!("这像是模板文件（TOML）里的一行", "this looks like a line of a template file (TOML)"),
        )
        .at(
            spot.span(&found.range),
            say!("规则文件里没有这种写法", "not possible in a rule file"),
        )
        .help(say!(
            "模板写在 `.toml` 文件里；规则文件里给值起名用 `let 名称 = 值`",
            "templates stand in `.toml` files; in a rule file a value is named with `let name = value`"
        ))
    })
}

/// `=` in the head of a rule, `==` in a definition.
fn equals(spot: &Spot<'_>) -> Option<Problem> {
    let found = spot.found.as_ref()?;
    let sign = spot.found_text();
    let (message, label, help) = match sign {
        "=" | "＝" if spot.stage() == Stage::Head => (
            say!("规则的开头没有 `=`", "the head of a rule has no `=`"),
            say!("多余的 `=`", "this `=` is too much"),
            say!(
                "写作 `rule 名称 \"标题\" severity warning {{`，关系写在 `check` 之后",
                "write `rule name \"title\" severity warning {{`; the relation follows `check`"
            ),
        ),
        "==" | "＝＝" if spot.wants(&[Grammar::equals]) => (
            say!("定义用 `=`，不用 `==`", "a definition takes `=`, not `==`"),
            say!("应为 `=`", "expected `=`"),
            say!(
                "`==` 只用来比较文字、年份和编码",
                "`==` compares texts, years and codes"
            ),
        ),
        _ => return None,
    };
    Some(
        Problem::error(&codes::E0112, message)
            .at(spot.span(&found.range), label)
            .help(help),
    )
}

/// A clause although the `{` of its rule is missing.
fn missing_brace(spot: &Spot<'_>) -> Option<Problem> {
    let missing = spot.stage() == Stage::Head
        && spot.wants(&[Grammar::open_brace])
        && spot.found_keyword(&[Role::Clause, Role::Item]).is_some();
    let before = spot.before.as_ref()?;
    missing.then(|| {
        Problem::error(
            &codes::E0102,
            say!(
                "规则或范围的开头之后缺少 `{{`",
                "the head of a rule or scope is not followed by `{{`"
            ),
        )
        .at(spot.span(&before.range), say!("在这之后", "after this"))
        .help(say!("在这里补上 `{{`", "add `{{` here"))
    })
}

/// Signs of other languages, and what is written instead.
fn foreign(spot: &Spot<'_>) -> Option<Problem> {
    let found = spot.found.as_ref()?;
    if found.lexeme != Lexeme::Sign {
        return None;
    }
    let touching = Spot::touches(spot.before.as_ref(), Some(found));
    let before = if touching { spot.before_text() } else { "" };
    let help = advice(before, spot.found_text())?;
    let start = match before {
        "<" | "=" | "!" | "＝" | "＜" => spot.before.as_ref()?.range.start,
        _ => found.range.start,
    };
    let range = start..found.range.end;
    let sign = spot.str(&range);
    Some(
        Problem::error(
            &codes::E0101,
            say!("`{sign}` 不是运算符", "`{sign}` is not an operator"),
        )
        .at(spot.span(&range), say!("在这里", "here"))
        .help(help),
    )
}

fn advice(before: &str, sign: &str) -> Option<Wording> {
    Some(match (before, sign) {
        ("<" | "＜", ">" | "＞") => say!("不等于写作 `!=` 或 `≠`", "write `!=`"),
        ("=" | "＝", ">" | "＞") => say!("大于等于写作 `>=` 或 `≥`", "write `>=`"),
        ("=" | "＝", "<" | "＜") => say!("小于等于写作 `<=` 或 `≤`", "write `<=`"),
        (_, "&") => say!("“并且”写作 `and` 或 `且`", "write `and`"),
        (_, "|") => say!("“或者”写作 `or` 或 `或`", "write `or`"),
        (_, "!" | "！") => say!(
            "“不”写作 `not` 或 `非`，不等于写作 `!=` 或 `≠`",
            "write `not`, or `!=` for a difference"
        ),
        (_, "…" | "～" | "~" | "—" | "–") => {
            say!(
                "范围写作 `..`，如 `[1..8]`",
                "a range is written `..`, as in `[1..8]`"
            )
        }
        (_, ":" | "：") => say!("这里不写冒号", "no colon is written here"),
        (_, "。") => say!("句末不写句号", "no full stop is written here"),
        (_, "《" | "》") => say!(
            "文件名写在引号里：`basis \"…\"`",
            "the name of a document stands in quotes: `basis \"…\"`"
        ),
        (_, "^" | "@" | "$" | "\\" | "?" | "？" | "￥" | "¥") => {
            say!("删去它", "remove it")
        }
        _ => return None,
    })
}
