//! How grammar rules are called in "expected …", in both languages.

use super::grammar::Grammar;
use crate::diagnostic::Wording;

/// How a grammar rule is spoken of; `None` keeps it out of messages. There is no wildcard arm: a new
/// grammar rule does not compile until it is named here.
#[expect(clippy::too_many_lines, reason = "one row per grammar rule")]
pub(super) fn spoken(rule: Grammar) -> Option<(&'static str, &'static str)> {
    use Grammar as G;
    Some(match rule {
        G::file
        | G::whole_scope_head
        | G::whole_word
        | G::EOI
        | G::rule_head
        | G::scope_head
        | G::reserved
        | G::figure
        | G::item
        | G::plain_item
        | G::attribute
        | G::clause
        | G::operand
        | G::signed
        | G::prefix
        | G::infix
        | G::arithmetic_infix
        | G::comparison
        | G::postfix
        | G::test
        | G::primary
        | G::selector
        | G::escape
        | G::digit
        | G::blank
        | G::dot_sign
        | G::WHITESPACE
        | G::COMMENT => return None,
        G::whole_item | G::whole_rule_head => (
            "`rule`、`in`、`let`、`fn`、`use` 或 `disable`",
            "`rule`, `in`, `let`, `fn`, `use` or `disable`",
        ),
        G::whole_clauses => (
            "`check`、`each`、`when`、`let` 或属性",
            "`check`, `each`, `when`, `let` or an attribute",
        ),
        G::use_item | G::kw_use => ("`use`", "`use`"),
        G::scope => ("`in`", "`in`"),
        G::let_item | G::kw_let => ("`let`", "`let`"),
        G::function | G::kw_fn => ("`fn`", "`fn`"),
        G::disable | G::kw_disable => ("`disable`", "`disable`"),
        G::rule_item | G::kw_rule => ("`rule`", "`rule`"),
        G::severity
        | G::kw_severity
        | G::basis
        | G::kw_basis
        | G::message
        | G::kw_message
        | G::since
        | G::kw_since
        | G::until
        | G::kw_until => ("属性", "an attribute"),
        G::because | G::kw_because => ("`because`", "`because`"),
        G::each | G::kw_each => ("`each`", "`each`"),
        G::when | G::kw_when => ("`when`", "`when`"),
        G::check | G::kw_check => ("`check`", "`check`"),
        G::within | G::kw_within => ("`within`", "`within`"),
        G::kw_template => ("`template`", "`template`"),
        G::kw_in => ("`in`", "`in`"),
        G::kw_where => ("`where`", "`where`"),
        G::kw_no => ("`no`", "`no`"),
        G::each_source => ("变量", "a variable"),
        G::rows => ("表或若干行", "a table or rows"),
        G::expression
        | G::arithmetic
        | G::paren
        | G::call
        | G::arguments
        | G::bare_name
        | G::quoted_base
        | G::label
        | G::band
        | G::kw_band
        | G::number
        | G::negate
        | G::not
        | G::kw_not
        | G::whole_expression
        | G::own_rows => VALUE,
        G::text => ("带引号的文字", "a quoted text"),
        G::band_arm | G::band_from | G::band_to => (
            "一档，如 `80..90 = \"良\"`",
            "a band such as `80..90 = \"良\"`",
        ),
        G::index => ("`[`", "`[`"),
        G::field | G::star | G::dot => ("`.`", "`.`"),
        G::all_rows | G::row_label | G::row_filter | G::row_range => {
            ("行名、行次或条件", "a row, a line number or a condition")
        }
        G::default
        | G::subtract
        | G::add
        | G::multiply
        | G::divide
        | G::same
        | G::differs
        | G::at_most
        | G::at_least
        | G::less
        | G::greater
        | G::agrees
        | G::and
        | G::kw_and
        | G::or
        | G::kw_or
        | G::is
        | G::kw_is
        | G::is_not
        | G::has
        | G::kw_has
        | G::lacks => ("运算符", "an operator"),
        G::path | G::name | G::word => ("名称", "a name"),
        G::id | G::hyphenated => ("名称", "a name"),
        G::unit => ("单位", "a unit"),
        G::open_brace => ("`{`", "`{`"),
        G::close_brace => ("`}`", "`}`"),
        G::open_paren => ("`(`", "`(`"),
        G::close_paren => ("`)`", "`)`"),
        G::open_bracket => ("`[`", "`[`"),
        G::close_bracket => ("`]`", "`]`"),
        G::comma => ("`,`", "`,`"),
        G::semicolon => ("`;`", "`;`"),
        G::range_dots => ("`..`", "`..`"),
        G::asterisk => ("`*`", "`*`"),
        G::equals => ("`=`", "`=`"),
    })
}

/// What an operand is called.
const VALUE: (&str, &str) = ("数值、名称或单元格", "a value, a name or a cell");

/// "expected …" for a list of grammar rules; each spoken name once, at most six of them.
pub(super) fn expected(rules: &[Grammar]) -> Option<Wording> {
    let mut names: Vec<(&str, &str)> = Vec::new();
    for name in rules.iter().copied().filter_map(spoken) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    // What may be added anywhere says little when something definite is missing.
    let definite = names.iter().any(|(zh, _)| !is_addition(zh));
    if definite {
        names.retain(|(zh, _)| !is_addition(zh));
    }
    // A value may begin in many ways; one name for all of them is enough.
    if names.contains(&VALUE) {
        names.retain(|(zh, _)| !matches!(*zh, "带引号的文字" | "`(`" | "`[`"));
    }
    names.truncate(6);
    let zh: Vec<&str> = names.iter().map(|(zh, _)| *zh).collect();
    let en: Vec<&str> = names.iter().map(|(_, en)| *en).collect();
    (!names.is_empty()).then(|| Wording::new(zh.join("、"), list(&en)))
}

/// What may follow any value, and is therefore seldom what is missing.
fn is_addition(zh: &str) -> bool {
    matches!(zh, "运算符" | "`.`" | "`[`" | "`;`" | "单位")
}

fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
