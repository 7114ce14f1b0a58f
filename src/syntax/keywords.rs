//! Every word of the language in both spellings: the one table that the parser's messages, the
//! formatter, the language reference and editors read.
//!
//! The grammar has the same words; `tests` below hold the two together. A word is a keyword only where
//! the grammar expects one: a column `合计` stays a name, and `合计(…)` is the function.

/// What a word does in a rule file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Begins an item: `rule`, `let`.
    Item,
    /// Begins a clause of a rule: `each`, `check`.
    Clause,
    /// Begins an attribute of a rule: `severity`, `basis`.
    Attribute,
    /// Says how much a finding weighs: `severity warning`.
    Severity,
    /// Stands between or before operands: `and`, `is`, `where`.
    Operator,
    /// A state of a cell, row or table: `is printed`.
    State,
    /// Relatives of a row: `has children`.
    Relatives,
    /// A function of the language, directly before `(`.
    Function,
    /// A further word of an item: `use template`.
    Part,
}

/// One word of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keyword {
    /// English spelling.
    pub en: &'static str,
    /// Chinese spelling.
    pub zh: &'static str,
    /// What it does.
    pub role: Role,
    /// What it means, in Chinese.
    pub meaning: &'static str,
}

const fn word(en: &'static str, zh: &'static str, role: Role, meaning: &'static str) -> Keyword {
    Keyword {
        en,
        zh,
        role,
        meaning,
    }
}

/// All words. A word that plays two parts has two rows (`let` is an item and a clause).
pub const KEYWORDS: &[Keyword] = &[
    word("use", "使用", Role::Item, "指明规则所用的模板"),
    word("template", "模板", Role::Part, "跟在 use 之后"),
    word("in", "于", Role::Item, "限定范围；在 each 中引出所遍历的行"),
    word("rule", "规则", Role::Item, "定义一条规则"),
    word("let", "设", Role::Item, "给一个值起名"),
    word("fn", "公式", Role::Item, "定义一个公式"),
    word("disable", "停用", Role::Item, "停用被扩展模板中的一条规则"),
    word("each", "每个", Role::Clause, "对每一行分别核对"),
    word("when", "当", Role::Clause, "规则适用的条件"),
    word("let", "设", Role::Clause, "给一个值起名"),
    word("check", "核对", Role::Clause, "应当成立的关系"),
    word("severity", "级别", Role::Attribute, "问题的轻重"),
    word("basis", "依据", Role::Attribute, "所依据的制度文件"),
    word(
        "because",
        "因为",
        Role::Attribute,
        "为什么要核对，或为什么停用",
    ),
    word("message", "消息", Role::Attribute, "代替标准语句的说明"),
    word("since", "自", Role::Attribute, "从哪一年起适用"),
    word("until", "至", Role::Attribute, "到哪一年为止适用"),
    word("error", "错误", Role::Severity, "确有错误"),
    word("warning", "警告", Role::Severity, "很可能有误，或需要说明"),
    word("note", "提示", Role::Severity, "值得知道"),
    word("where", "满足", Role::Operator, "只取满足条件的行"),
    word("within", "容差", Role::Operator, "允许的差额"),
    word("and", "且", Role::Operator, "两个条件都成立"),
    word("or", "或", Role::Operator, "至少一个条件成立；缺失时取后者"),
    word("not", "非", Role::Operator, "条件不成立"),
    word("is", "为", Role::Operator, "处于某种状态"),
    word("is not", "不为", Role::Operator, "不处于某种状态"),
    word("has", "有", Role::Operator, "有上级或下级"),
    word("has no", "无", Role::Operator, "没有上级或下级"),
    word("no", "无", Role::Part, "跟在 has 之后"),
    word("printed", "已填", Role::State, "印有数字或文字"),
    word("blank", "未填", Role::State, "什么也没有填"),
    word("dash", "划线", Role::State, "印着横线"),
    word("missing", "缺失", Role::State, "没有这一行、这一栏或这张表"),
    word("present", "存在", Role::State, "有这一行、这一栏或这张表"),
    word("children", "下级", Role::Relatives, "下一级科目"),
    word("parent", "上级", Role::Relatives, "上一级科目"),
    word("sum", "合计", Role::Function, "求和"),
    word("min", "最小", Role::Function, "取最小"),
    word("max", "最大", Role::Function, "取最大"),
    word("abs", "绝对值", Role::Function, "取绝对值"),
    word("count", "计数", Role::Function, "行数"),
    word("children", "下级", Role::Function, "下一级各行"),
    word("parent", "上级", Role::Function, "上一级的行"),
    word("leaves", "末级", Role::Function, "没有下级的各行"),
    word("same_name", "同名", Role::Function, "两个名称指同一事物"),
    word("reached", "达标", Role::Function, "实际完成值达到指标值"),
    word(
        "exceeded",
        "超额",
        Role::Function,
        "实际完成值超出只要求相等的指标值",
    ),
    word("band", "分档", Role::Function, "按数值分档"),
];

/// The keyword with one of these roles and this spelling, English or Chinese.
#[must_use]
pub fn keyword(text: &str, roles: &[Role]) -> Option<&'static Keyword> {
    KEYWORDS
        .iter()
        .find(|keyword| (keyword.en == text || keyword.zh == text) && roles.contains(&keyword.role))
}

/// The Chinese spelling of an English word of the language.
#[must_use]
pub fn chinese(en: &str) -> Option<&'static str> {
    KEYWORDS
        .iter()
        .find(|keyword| keyword.en == en)
        .map(|keyword| keyword.zh)
}

/// Both spellings of all words with one of these roles, for "did you mean".
pub fn spellings(roles: &[Role]) -> impl Iterator<Item = &'static str> {
    KEYWORDS
        .iter()
        .filter(|keyword| roles.contains(&keyword.role))
        .flat_map(|keyword| [keyword.en, keyword.zh])
}

/// Words that an expression cannot begin with; as names they need corner quotes there.
#[must_use]
pub fn is_reserved(text: &str) -> bool {
    RESERVED.contains(&text)
}

/// The reserved words of the grammar.
const RESERVED: &[&str] = &[
    "rule", "check", "each", "let", "when", "where", "within", "in", "and", "or", "not", "is",
    "has", "规则", "核对", "每个", "设", "当", "满足", "容差", "于", "且", "或", "非", "为", "有",
    "不为", "无",
];

/// A name in which a word operator is glued to its neighbours, such as `收入且支出`: what stands
/// before it, the operator, what stands after it (perhaps nothing). Only for advice; `且` may well be part of a name.
#[must_use]
pub fn glued_operator(name: &str) -> Option<(&str, &'static str, &str)> {
    ["且", "或"].iter().find_map(|operator| {
        let (before, after) = name.split_once(operator)?;
        (!before.is_empty()).then_some((before, *operator, after))
    })
}

#[cfg(test)]
mod tests {
    use pest::Parser as _;

    use super::{KEYWORDS, RESERVED, Role, is_reserved, keyword};
    use crate::syntax::grammar::{GoujiParser, Grammar};

    fn parses(rule: Grammar, text: &str) -> bool {
        GoujiParser::parse(rule, text).is_ok_and(|mut pairs| {
            pairs
                .next()
                .is_some_and(|pair| pair.as_str().len() == text.len())
        })
    }

    #[test]
    fn every_keyword_of_the_grammar_is_in_the_table_with_both_spellings() {
        for rule in Grammar::all_rules() {
            let name = format!("{rule:?}");
            let Some(en) = name.strip_prefix("kw_") else {
                continue;
            };
            let row = KEYWORDS.iter().find(|row| row.en == en).expect(en);
            assert!(parses(*rule, row.en) && parses(*rule, row.zh), "{en}");
            assert!(!parses(*rule, &format!("{en}s")) && !parses(*rule, &format!("{}的", row.zh)));
        }
        assert!(parses(Grammar::is_not, "不为") && parses(Grammar::lacks, "无"));
    }

    #[test]
    fn every_word_of_the_table_that_the_grammar_must_know_is_in_it() {
        let rules: Vec<String> = Grammar::all_rules()
            .iter()
            .map(|rule| format!("{rule:?}"))
            .collect();
        for row in KEYWORDS {
            let checked_by_the_builder = matches!(
                row.role,
                Role::Severity | Role::State | Role::Relatives | Role::Function
            );
            if !checked_by_the_builder && !row.en.contains(' ') {
                assert!(rules.contains(&format!("kw_{}", row.en)), "{}", row.en);
            }
        }
    }

    #[test]
    fn reserved_words_are_those_of_the_grammar() {
        for row in KEYWORDS {
            for text in [row.en, row.zh] {
                assert_eq!(parses(Grammar::reserved, text), is_reserved(text), "{text}");
            }
        }
        for word in RESERVED {
            assert!(parses(Grammar::reserved, word), "{word}");
            assert!(!parses(Grammar::bare_name, word), "{word}");
        }
    }

    #[test]
    fn spellings_are_one_to_one() {
        for row in KEYWORDS {
            assert_eq!(keyword(row.zh, &[row.role]).map(|row| row.en), Some(row.en));
            for other in KEYWORDS {
                assert!(
                    (row.en == other.en) == (row.zh == other.zh) || row.zh == "无",
                    "{}",
                    row.en
                );
            }
        }
    }

    #[test]
    fn glued_operators_are_found_inside_names_only() {
        assert_eq!(
            super::glued_operator("收入且支出"),
            Some(("收入", "且", "支出"))
        );
        assert_eq!(super::glued_operator("且慢"), None);
        assert_eq!(super::glued_operator("收入"), None);
    }
}
