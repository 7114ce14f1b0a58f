//! Slips in words: misspelt keywords, words of other languages, clauses in the wrong place, a relation
//! without `check`.

use super::spot::{Spot, Stage};
use crate::diagnostic::{Problem, Wording, closest, codes};
use crate::syntax::faults::{self, say};
use crate::syntax::grammar::Grammar;
use crate::syntax::keywords::{self, Role};
use crate::syntax::scan::{self, Lexeme, Piece};

/// Words of other languages or of everyday speech, and the word of this language.
const FOREIGN: &[(&str, &str)] = &[
    ("if", "when"),
    ("for", "each"),
    ("foreach", "each"),
    ("def", "fn"),
    ("func", "fn"),
    ("function", "fn"),
    ("var", "let"),
    ("const", "let"),
    ("assert", "check"),
    ("require", "check"),
    ("import", "use"),
    ("include", "use"),
    ("extends", "use"),
    ("scope", "in"),
    ("level", "severity"),
    ("reason", "because"),
    ("tolerance", "within"),
    ("如果", "当"),
    ("若", "当"),
    ("对于", "每个"),
    ("遍历", "每个"),
    ("每", "每个"),
    ("检查", "核对"),
    ("校验", "核对"),
    ("验证", "核对"),
    ("并且", "且"),
    ("与", "且"),
    ("或者", "或"),
    ("是", "为"),
    ("不是", "不为"),
    ("没有", "无"),
    ("等于", "="),
    ("大于", ">"),
    ("小于", "<"),
    ("不超过", "<="),
    ("不小于", ">="),
    ("不大于", "<="),
    ("加", "+"),
    ("减", "-"),
    ("乘以", "*"),
    ("除以", "/"),
    ("定义", "设"),
    ("原因", "因为"),
    ("误差", "容差"),
];

/// The slip at a place that has to do with a word.
pub(super) fn slip(spot: &Spot<'_>) -> Option<Problem> {
    let found = spot.found.as_ref()?;
    match spot.stage() {
        Stage::Item => item(spot, found),
        Stage::Clause => clause(spot, found),
        Stage::Head => misspelt(spot, found, &[Role::Attribute]),
        Stage::Inside if spot.wants(&[Grammar::kw_in]) => no_variable(spot, found),
        Stage::Inside => misspelt(spot, found, &[Role::Operator, Role::Part, Role::Attribute]),
    }
}

/// `each in 支出表`
fn no_variable(spot: &Spot<'_>, found: &Piece) -> Option<Problem> {
    let before = spot.before.as_ref()?;
    keywords::keyword(spot.before_text(), &[Role::Item]).filter(|keyword| keyword.en == "in")?;
    let table = spot.str(&found.range);
    Some(
        Problem::error(
            &codes::E0101,
            say!("`each` 后缺少变量", "`each` is not followed by a variable"),
        )
        .at(spot.span(&before.range), say!("在这之前", "before this"))
        .help(say!(
            "写作 `each r in {table}`",
            "write `each r in {table}`"
        )),
    )
}

fn item(spot: &Spot<'_>, found: &Piece) -> Option<Problem> {
    let word = spot.found_text();
    if spot
        .found_keyword(&[Role::Clause, Role::Attribute])
        .is_some()
    {
        return Some(
            misplaced(spot, found, say!("`{word}` 要写在规则里", "`{word}` belongs in a rule"))
                .help(say!(
                    "写在 `rule 名称 \"标题\" {{ … }}` 的花括号里；也可能是前面的 `}}` 多了或早了",
                    "write it between the braces of `rule name \"title\" {{ … }}`; or a `}}` before it is too early"
                )),
        );
    }
    if found.lexeme != Lexeme::Word {
        return None;
    }
    misspelt(spot, found, &[Role::Item]).or_else(|| {
        Some(faults::unknown_word(
            spot.span(&found.range),
            word,
            None,
            say!(
                "`rule`、`in`、`let`、`fn`、`use` 或 `disable`",
                "`rule`, `in`, `let`, `fn`, `use` or `disable`"
            ),
        ))
    })
}

fn clause(spot: &Spot<'_>, found: &Piece) -> Option<Problem> {
    let word = spot.found_text();
    let begins = found.starts_line || matches!(spot.before_text(), "{" | "｛" | ";" | "；");
    if spot.found_keyword(&[Role::Item]).is_some() && begins {
        return Some(
            misplaced(
                spot,
                found,
                say!("`{word}` 不能写在规则里", "`{word}` cannot stand in a rule"),
            )
            .help(say!("前面可能缺少 `}}`", "a `}}` may be missing before it")),
        );
    }
    let roles: &[Role] = if begins {
        &[Role::Clause, Role::Attribute]
    } else {
        &[Role::Clause, Role::Attribute, Role::Operator]
    };
    if let Some(problem) = misspelt(spot, found, roles) {
        return Some(problem);
    }
    if begins && compares(spot.line_after(found.range.start)) {
        return Some(
            Problem::error(
                &codes::E0110,
                say!("关系前缺少 `check`", "a relation without `check`"),
            )
            .at(
                spot.span(&found.range),
                say!("关系从这里开始", "the relation begins here"),
            )
            .help(say!("在前面加上 `check`", "put `check` before it")),
        );
    }
    (begins && found.lexeme == Lexeme::Word).then(|| {
        faults::unknown_word(
            spot.span(&found.range),
            word,
            None,
            say!(
                "`check`、`each`、`when`、`let` 或属性",
                "`check`, `each`, `when`, `let` or an attribute"
            ),
        )
    })
}

fn misplaced(spot: &Spot<'_>, found: &Piece, message: Wording) -> Problem {
    Problem::error(&codes::E0112, message).at(
        spot.span(&found.range),
        say!("在这里不行", "not possible here"),
    )
}

/// Whether a line holds a comparison.
fn compares(line: &str) -> bool {
    scan::scan(line).any(|piece| {
        let sign = line.get(piece.range.clone()).unwrap_or("");
        matches!(
            sign,
            "=" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "＝" | "≤" | "≥" | "≠" | "＜" | "＞"
        )
    })
}

/// A word that is nearly a keyword of some roles, or another language's word for one.
fn misspelt(spot: &Spot<'_>, found: &Piece, roles: &[Role]) -> Option<Problem> {
    let word = spot.found_text();
    if found.lexeme != Lexeme::Word || keywords::keyword(word, roles).is_some() {
        return None;
    }
    let like = alike(word, roles)?;
    Some(faults::unknown_word(
        spot.span(&found.range),
        word,
        Some(like),
        say!("关键字", "a keyword"),
    ))
}

fn alike(word: &str, roles: &[Role]) -> Option<&'static str> {
    let lower = word.to_ascii_lowercase();
    if let Some((_, ours)) = FOREIGN.iter().find(|(theirs, _)| *theirs == lower) {
        let sign = !ours.chars().all(char::is_alphabetic);
        let fits =
            sign && roles.contains(&Role::Operator) || keywords::keyword(ours, roles).is_some();
        if fits {
            return Some(ours);
        }
    }
    if let Some(keyword) = keywords::keyword(&lower, roles) {
        return Some(keyword.en);
    }
    (word.chars().count() > 1)
        .then(|| closest(&lower, keywords::spellings(roles)))
        .flatten()
}
