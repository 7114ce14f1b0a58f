//! What a template file may say: every key, and what stands behind it. The reference of the format
//! is `docs/template.md`; a test holds that it names every key of this table.

use super::choice::{BLANK, Choice, FIGURE, MONEY, ROLE, SCOPE, TYPE, UNIT};

/// What stands behind a key.
#[derive(Debug)]
pub(super) enum Shape {
    /// One text.
    Text,
    /// A text or a list of texts; a child's are put before those it inherits.
    Words,
    /// `true` or `false`.
    Flag,
    /// A whole number between two bounds.
    Number(i64, i64),
    /// A decimal in quotes.
    Decimal,
    /// Two decimals in quotes: `"0..100"`.
    Range,
    /// `"2021.."`
    Years,
    /// One of a few texts.
    Choice(&'static Choice),
    /// A table.
    Section(&'static [Key]),
    /// A list of tables, each with a name by which a child finds it.
    Entries(&'static Kind),
}

/// A key and its shape.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
}

/// A kind of table that occurs many times.
#[derive(Debug)]
pub(super) struct Kind {
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
    /// The key that names an entry.
    pub(super) identity: &'static str,
    pub(super) keys: &'static [Key],
    /// The key whose words are the entry's own name unless it says otherwise.
    pub(super) named_by: Option<&'static str>,
    /// The name alone may stand for the entry.
    pub(super) short: bool,
    /// An entry may be `{ list = … }`, all rows of a named list.
    pub(super) includes: bool,
    /// New entries of a child stand before the inherited ones.
    pub(super) first: bool,
}

/// Keys of every entry that say how it differs from the inherited one.
pub(super) static INHERITANCE: [Key; 5] = [
    key("drop", Shape::Flag),
    key("replace", Shape::Words),
    key("renames", Shape::Text),
    key("after", Shape::Text),
    key("before", Shape::Text),
];

/// Keys of `{ list = … }` among rows.
pub(super) static INCLUDE: [Key; 2] = [
    key("list", Shape::Text),
    key("line", Shape::Number(1, 9_999)),
];

/// The whole file.
pub(super) static FILE: [Key; 11] = [
    key("template", Shape::Section(&TEMPLATE)),
    key("amount", Shape::Section(&AMOUNT)),
    key("percent", Shape::Section(&PERCENT)),
    key("noise", Shape::Section(&NOISE)),
    key("narrative", Shape::Section(&NARRATIVE)),
    key("vocabulary", Shape::Entries(&VOCABULARY)),
    key("list", Shape::Entries(&LIST)),
    key("table", Shape::Entries(&TABLE)),
    key("form", Shape::Entries(&FORM)),
    key("phrase", Shape::Entries(&PHRASE)),
    key("claim", Shape::Entries(&CLAIM)),
];

static TEMPLATE: [Key; 8] = [
    key("id", Shape::Text),
    key("part_of", Shape::Text),
    key("title", Shape::Text),
    key("extends", Shape::Text),
    key("years", Shape::Years),
    key("language", Shape::Number(0, 9_999)),
    key("match", Shape::Words),
    key("base", Shape::Flag),
];

static AMOUNT: [Key; 3] = [
    key("places", Shape::Number(0, 6)),
    key("exact_in", Shape::Choice(&MONEY)),
    key("default_unit", Shape::Choice(&MONEY)),
];

static PERCENT: [Key; 1] = [key("places", Shape::Number(0, 6))];

static NOISE: [Key; 1] = [key("watermarks", Shape::Words)];

static NARRATIVE: [Key; 3] = [
    key("begin", Shape::Words),
    key("end", Shape::Words),
    key("names", Shape::Words),
];

static VOCABULARY: Kind = Kind {
    keys: &[key("id", Shape::Text), key("words", Shape::Words)],
    ..kind("词表", "vocabulary")
};

static LIST: Kind = Kind {
    keys: &[key("id", Shape::Text), key("rows", Shape::Entries(&ROW))],
    ..kind("行表", "row list")
};

static TABLE: Kind = Kind {
    keys: &[
        key("id", Shape::Text),
        key("title", Shape::Words),
        key("code", Shape::Words),
        key("required", Shape::Flag),
        key("years", Shape::Years),
        key("blank", Shape::Choice(&BLANK)),
        key("rectangular", Shape::Flag),
        key("columns", Shape::Entries(&COLUMN)),
        key("rows", Shape::Entries(&ROW)),
        key("rows_open", Shape::Flag),
        key("repeat", Shape::Number(1, 20)),
        key("panel", Shape::Entries(&PANEL)),
    ],
    named_by: Some("title"),
    ..kind("表", "table")
};

static PANEL: Kind = Kind {
    keys: &[
        key("id", Shape::Text),
        key("columns", Shape::Entries(&COLUMN)),
        key("rows", Shape::Entries(&ROW)),
        key("rows_open", Shape::Flag),
        key("repeat", Shape::Number(1, 20)),
    ],
    ..kind("分栏", "panel")
};

static COLUMN: Kind = Kind {
    keys: &[
        key("id", Shape::Text),
        key("type", Shape::Choice(&TYPE)),
        key("role", Shape::Choice(&ROLE)),
        key("header", Shape::Words),
        key("words", Shape::Words),
        key("optional", Shape::Flag),
        key("required", Shape::Flag),
        key("mergeable", Shape::Flag),
        key("dash", Shape::Flag),
        key("constants", Shape::Words),
        key("group", Shape::Text),
        key("unit", Shape::Choice(&UNIT)),
        key("places", Shape::Number(0, 6)),
        key("range", Shape::Range),
        key("index", Shape::Number(1, 999)),
    ],
    named_by: Some("header"),
    ..kind("栏目", "column")
};

/// A row of any table.
pub(super) static ROW: Kind = Kind {
    keys: &[
        key("id", Shape::Text),
        key("names", Shape::Words),
        key("line", Shape::Number(1, 9_999)),
        key("under", Shape::Text),
        key("across", Shape::Flag),
        key("type", Shape::Choice(&FIGURE)),
        key("constants", Shape::Entries(&CONSTANT)),
    ],
    named_by: Some("names"),
    short: true,
    includes: true,
    ..kind("行", "row")
};

static CONSTANT: Kind = Kind {
    identity: "column",
    keys: &[key("column", Shape::Text), key("texts", Shape::Words)],
    ..kind("固定内容", "constant")
};

static FORM: Kind = Kind {
    keys: &[
        key("id", Shape::Text),
        key("title", Shape::Words),
        key("repeats", Shape::Flag),
        key("unit", Shape::Choice(&MONEY)),
        key("begins", Shape::Words),
        key("first_field", Shape::Words),
        key("field", Shape::Entries(&FIELD)),
        key("table", Shape::Entries(&FORM_TABLE)),
        key("total", Shape::Entries(&TOTAL)),
        key("sentence", Shape::Words),
        key("other_zones", Shape::Words),
        key("prose_zones", Shape::Words),
        key("weights_total", Shape::Decimal),
        key("weights", Shape::Entries(&WEIGHT)),
    ],
    named_by: Some("title"),
    ..kind("表单", "form")
};

static FIELD: Kind = Kind {
    keys: &[
        key("id", Shape::Text),
        key("names", Shape::Words),
        key("type", Shape::Choice(&TYPE)),
    ],
    named_by: Some("names"),
    ..kind("栏", "field")
};

static FORM_TABLE: Kind = Kind {
    keys: &[
        key("id", Shape::Text),
        key("header", Shape::Words),
        key("stacked", Shape::Words),
        key("columns", Shape::Entries(&COLUMN)),
        key("rows", Shape::Entries(&ROW)),
        key("rows_open", Shape::Flag),
        key("header_rows", Shape::Number(1, 9)),
        key("blank", Shape::Choice(&BLANK)),
    ],
    ..kind("内表", "inner table")
};

static TOTAL: Kind = Kind {
    keys: &[
        key("id", Shape::Text),
        key("names", Shape::Words),
        key("type", Shape::Choice(&TYPE)),
        key("figures", Shape::Entries(&TOTAL_FIGURE)),
        key("unlabelled", Shape::Flag),
    ],
    named_by: Some("names"),
    ..kind("合计行", "total line")
};

static TOTAL_FIGURE: Kind = Kind {
    keys: &[key("id", Shape::Text), key("type", Shape::Choice(&TYPE))],
    ..kind("合计数", "total figure")
};

static WEIGHT: Kind = Kind {
    identity: "table",
    keys: &[key("table", Shape::Text), key("total", Shape::Decimal)],
    ..kind("分值构成", "part of the weights")
};

static PHRASE: Kind = Kind {
    keys: &[key("id", Shape::Text), key("pattern", Shape::Words)],
    ..kind("短语", "phrase")
};

static CLAIM: Kind = Kind {
    keys: &[
        key("id", Shape::Text),
        key("section", Shape::Words),
        key("pattern", Shape::Words),
        key("total", Shape::Words),
        key("each", Shape::Words),
        key("more", Shape::Words),
        key("zero", Shape::Words),
        key("scope", Shape::Choice(&SCOPE)),
        key("rest", Shape::Flag),
        key("gather", Shape::Flag),
        key("percent_places", Shape::Number(0, 6)),
    ],
    first: true,
    ..kind("论断", "claim")
};

const fn key(name: &'static str, shape: Shape) -> Key {
    Key { name, shape }
}

const fn kind(zh: &'static str, en: &'static str) -> Kind {
    Kind {
        zh,
        en,
        identity: "id",
        keys: &[],
        named_by: None,
        short: false,
        includes: false,
        first: false,
    }
}

#[cfg(test)]
mod tests {
    use super::{FILE, INCLUDE, INHERITANCE, Key, Shape};

    fn names(keys: &'static [Key], all: &mut Vec<&'static str>) {
        for key in keys {
            all.push(key.name);
            match &key.shape {
                Shape::Section(keys) => names(keys, all),
                Shape::Entries(kind) => names(kind.keys, all),
                Shape::Choice(choice) => all.extend(choice.words),
                _ => {}
            }
        }
    }

    #[test]
    fn the_reference_names_every_key_and_every_word() {
        let reference = include_str!("../../docs/template.md");
        let mut all = vec!["replace"];
        names(&FILE, &mut all);
        names(&INHERITANCE, &mut all);
        names(&INCLUDE, &mut all);
        for name in all {
            let is_named = [
                format!("`{name}`"),
                format!("`{name} ="),
                format!("[{name}]"),
                format!("\"{name}\""),
                format!("\n{name} ="),
                format!("{{ {name} ="),
                format!("form.{name}]"),
            ]
            .iter()
            .any(|spelling| reference.contains(spelling.as_str()));
            assert!(is_named, "docs/template.md does not name `{name}`");
        }
    }
}
