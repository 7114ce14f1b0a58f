//! Which table of a template a printed title names.

use rustc_hash::FxHashMap;

use crate::document::label_key;
use crate::template::Template;

/// Longest title, in bytes.
const MAX_TITLE_BYTES: usize = 240;

/// The titles of a template by key.
#[derive(Debug, Default)]
pub(super) struct Titles {
    tables: FxHashMap<String, u16>,
}

/// A printed text that names a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TitleHit {
    /// Index into `Template::tables`.
    pub(super) table: u16,
    /// It leads to a page number, as entries of a table of contents do.
    pub(super) contents: bool,
}

impl Titles {
    /// Collects the titles and ids of a template's statutory tables.
    pub(super) fn of(template: &Template) -> Self {
        let mut titles = Self::default();
        for (index, table) in template.tables.iter().enumerate() {
            let index = u16::try_from(index).unwrap_or(u16::MAX);
            for title in &table.titles {
                titles
                    .tables
                    .entry(label_key(title).into_owned())
                    .or_insert(index);
            }
        }
        titles
    }

    /// The table that a text names, alone or as an entry of the contents.
    pub(super) fn find(&self, text: &str) -> Option<TitleHit> {
        if text.len() > MAX_TITLE_BYTES || !holds_table_word(text) {
            return None;
        }
        let key = label_key(text);
        if let Some(table) = self.lookup(&key) {
            return Some(TitleHit {
                table,
                contents: false,
            });
        }
        let bare = without_leader(&key);
        if bare.len() == key.len() {
            return None;
        }
        self.lookup(bare).map(|table| TitleHit {
            table,
            contents: true,
        })
    }

    /// The table of two texts that are one title broken over two lines.
    pub(super) fn find_joined(&self, first: &str, second: &str) -> Option<u16> {
        let joined = format!("{first}{second}");
        (joined.len() <= MAX_TITLE_BYTES)
            .then(|| self.lookup(&label_key(&joined)))
            .flatten()
    }

    /// Looks a key up as it is, without what stands around a title, and after its year.
    fn lookup(&self, key: &str) -> Option<u16> {
        if !may_be_title(key) {
            return None;
        }
        let get = |key: &str| self.tables.get(key).copied();
        let bare = without_code(without_continuation(key));
        get(key).or_else(|| get(bare)).or_else(|| {
            let rest = after_year(bare).or_else(|| after_number(bare))?;
            get(rest)
                .or_else(|| get(rest.strip_prefix("部门")?))
                .or_else(|| get(rest.strip_prefix("单位")?))
        })
    }
}

/// Whether a text has the character 表 in it; most have not, and need no key.
fn holds_table_word(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), "表".as_bytes()).is_some()
}

/// Titles end in 表, or in a bracket after it.
fn may_be_title(key: &str) -> bool {
    key.ends_with('表') || key.ends_with(')')
}

/// Without dots and page number (`收入决算表.....4`).
fn without_leader(key: &str) -> &str {
    key.trim_end_matches(|c: char| c.is_ascii_digit())
        .trim_end_matches(['.', '…', '·', '-', '_', '。'])
}

fn without_continuation(key: &str) -> &str {
    key.strip_suffix("(续)")
        .or_else(|| key.strip_suffix("(续表)"))
        .or_else(|| key.strip_suffix("续表"))
        .unwrap_or(key)
}

/// Without a form number printed on the same line.
fn without_code(key: &str) -> &str {
    match key.find("公开") {
        Some(0) => key
            .split_once('表')
            .map_or(key, |(_, rest)| if rest.is_empty() { key } else { rest }),
        Some(at) => {
            let (head, tail) = key.split_at_checked(at).unwrap_or((key, ""));
            let numbered = tail.chars().any(|c| c.is_ascii_digit());
            if numbered && tail.trim_end_matches(')').ends_with('表') {
                head.trim_end_matches('(')
            } else {
                key
            }
        }
        None => key,
    }
}

/// What follows `2022年度` in a title that begins with a body or a year.
fn after_year(key: &str) -> Option<&str> {
    let (head, rest) = key.split_once('年')?;
    let dated = head.chars().rev().take_while(char::is_ascii_digit).count() == 4;
    dated.then(|| rest.strip_prefix('度').unwrap_or(rest))
}

/// What follows `表1：`, `附表2`, `附件3`.
fn after_number(key: &str) -> Option<&str> {
    let rest = key
        .strip_prefix("附表")
        .or_else(|| key.strip_prefix("附件"))
        .or_else(|| key.strip_prefix('表'))?;
    let rest = rest.trim_start_matches(|c: char| {
        c.is_ascii_digit()
            || matches!(c, '-' | '.' | ':' | '、')
            || matches!(
                c,
                '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
            )
    });
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles() -> Titles {
        let mut titles = Titles::default();
        for (index, title) in ["收入支出决算总表", "收入决算表", "财政拨款收入支出决算总表"]
            .iter()
            .enumerate()
        {
            titles
                .tables
                .insert((*title).to_owned(), u16::try_from(index).unwrap());
        }
        titles
    }

    #[test]
    fn a_title_is_found_with_number_year_or_form_number_around_it() {
        for text in [
            "收入决算表",
            "二、收入决算表",
            "收 入 决 算 表",
            "2031年度收入决算表",
            "青河市样本局2031年部门收入决算表",
            "收入决算表（续）",
            "收入决算表 公开02表",
            "公开02表 收入决算表",
            "表2：收入决算表",
        ] {
            assert_eq!(
                titles().find(text),
                Some(TitleHit {
                    table: 1,
                    contents: false
                }),
                "{text}"
            );
        }
        assert_eq!(titles().find("财政拨款收入支出决算总表").unwrap().table, 2);
    }

    #[test]
    fn an_entry_of_the_contents_is_told_from_a_title() {
        assert_eq!(
            titles().find("二、收入决算表.....4"),
            Some(TitleHit {
                table: 1,
                contents: true
            })
        );
        assert!(titles().find("二、收入决算表……4").unwrap().contents);
    }

    #[test]
    fn other_text_names_no_table() {
        for text in [
            "二、收入决算情况说明",
            "一般收入决算表",
            "部门收入表",
            "表",
            "见收入决算表。",
        ] {
            assert_eq!(titles().find(text), None, "{text}");
        }
        assert_eq!(
            titles().find_joined("财政拨款收入支出", "决算总表"),
            Some(2)
        );
    }
}
