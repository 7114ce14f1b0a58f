//! Templates and shipped packs in canonical layout.

use std::path::{Path, PathBuf};

use gouji::format::{Spelling, format, format_template};
use proptest::prelude::*;

fn formatted(text: &str) -> String {
    format_template(text).unwrap_or_else(|problems| panic!("{problems:?}\n{text}"))
}

#[track_caller]
fn laid_out(text: &str, wanted: &str) {
    let once = formatted(text);
    assert_eq!(once, wanted);
    assert_eq!(formatted(&once), once);
}

#[test]
fn tables_are_set_apart_and_inner_tables_indented() {
    laid_out(
        "\n\n# 说明\n[template]\n\nid='甲'\n  [amount]   # 金额\nplaces   =2\n\n\n\nexact_in = \"元\"\n# 表\n[[table]]\nid = \"表\"\n[[table.panel]]\nid=\"栏\"\n    # 栏目\ncolumns=[ ]\n# 完",
        "\
# 说明
[template]
id = '甲'

[amount]  # 金额
places = 2

exact_in = \"元\"

# 表
[[table]]
id = \"表\"

  [[table.panel]]
  id = \"栏\"
  # 栏目
  columns = []
# 完
",
    );
}

#[test]
fn comments_of_neighbouring_lines_begin_in_one_column() {
    laid_out(
        "[a]\nplaces = 2 # 小数位数\nexact_in = \"元\" # 精确到分\n\nb = 1 # 另一组\nc = [1,\n2] # 列表\n",
        "\
[a]
places = 2       # 小数位数
exact_in = \"元\"  # 精确到分

b = 1  # 另一组
c = [
  1,
  2,
]  # 列表
",
    );
}

#[test]
fn lists_keep_their_lines_and_long_ones_are_broken() {
    laid_out(
        "[[table]]\nrows = [ \"合计\" ]\nnames = [\"一\", \"二\", # 前两项\n  \"三\",\n\n  # 后面\n  \"四\"\n]\ncolumns = [{id=\"甲\",type=\"amount\"}, # 甲\n{ id = \"乙\" } # 乙\n]\nweights = [{ table = \"资金\", total = \"10\" }, { table = \"管理\", total = \"20\" }, { table = \"指标\", total = \"70\" }]\nwords = [\"一般公共预算财政拨款收入支出\", \"政府性基金预算财政拨款收入支出\", \"国有资本经营预算财政拨款收入支出\"]\n",
        "\
[[table]]
rows = [\"合计\"]
names = [
  \"一\", \"二\",  # 前两项
  \"三\",

  # 后面
  \"四\",
]
columns = [
  { id = \"甲\", type = \"amount\" },  # 甲
  { id = \"乙\" },  # 乙
]
weights = [
  { table = \"资金\", total = \"10\" },
  { table = \"管理\", total = \"20\" },
  { table = \"指标\", total = \"70\" },
]
words = [
  \"一般公共预算财政拨款收入支出\", \"政府性基金预算财政拨款收入支出\",
  \"国有资本经营预算财政拨款收入支出\",
]
",
    );
}

#[test]
fn texts_keep_their_quotes_and_empty_files_stay_empty() {
    laid_out(
        "a = '#'\nb = \"\"\"\n# 一\n\n  二\"\"\"\n\"丙 丁\".x = 1\n",
        "a = '#'\nb = \"\"\"\n# 一\n\n  二\"\"\"\n\"丙 丁\".x = 1\n",
    );
    laid_out("", "");
    laid_out("\n# 只有注释", "# 只有注释\n");
}

#[test]
fn what_is_no_toml_is_told_with_its_place() {
    let problems = format_template("[template\nid = 1\n").unwrap_err();
    let problem = problems.iter().next().unwrap();
    assert_eq!((problem.code.id, problem.labels.len()), ("E0401", 1));
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files(&path, found),
            false => found.push(path),
        }
    }
}

#[test]
fn shipped_packs_are_in_canonical_layout() {
    let mut found = Vec::new();
    files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("rules"),
        &mut found,
    );
    found.sort();
    let mut seen = 0;
    for path in found {
        let text = std::fs::read_to_string(&path).unwrap();
        let wanted = match path.extension().and_then(|extension| extension.to_str()) {
            Some("gouji") => format(&text, Spelling::Keep).unwrap(),
            Some("toml") => formatted(&text),
            _ => continue,
        };
        seen += 1;
        assert!(text == wanted, "run `gouji fmt rules`: {}", path.display());
    }
    assert!(seen > 20, "{seen}");
}

/// TOML with blanks, comments and line breaks wherever they may stand.
fn toml() -> impl Strategy<Value = String> {
    let blanks = || prop::sample::select(vec!["", " ", "\t ", "   "]);
    let end = || {
        prop::sample::select(vec![
            "\n",
            "  \n",
            " # 注\n",
            "# 注 \"#'\n",
            "\n\n\n",
            "\n  # 独\n",
            "\n\n# 独\n\n",
            "\r\n",
        ])
    };
    let plain = prop::sample::select(vec![
        "1",
        "\"甲 # 乙\"",
        "'丙\"'",
        "true",
        "\"\"\"\n# 丁\n\"\"\"",
        "2.50",
        "\"一个比较长的名称一个比较长的名称\"",
        "[]",
        "{}",
    ]);
    let value = plain
        .prop_map(str::to_owned)
        .prop_recursive(3, 24, 6, move |inner| {
            let breaks = prop::sample::select(vec!["", " ", "\n", " # 注\n  ", "\n\n  # 独\n"]);
            let element = (breaks.clone(), inner.clone(), breaks.clone());
            prop_oneof![
                (prop::collection::vec(element, 1..6), breaks, any::<bool>()).prop_map(
                    |(list, last, comma)| {
                        let list: Vec<String> =
                            list.iter().map(|(a, v, b)| format!("{a}{v}{b}")).collect();
                        let comma = if comma { "," } else { "" };
                        format!("[{}{comma}{last}]", list.join(","))
                    }
                ),
                prop::collection::vec(inner, 1..4).prop_map(|list| {
                    let list: Vec<String> = list
                        .iter()
                        .enumerate()
                        .filter(|(_, value)| !value.contains('\n'))
                        .map(|(at, value)| format!("k{at}={value}"))
                        .collect();
                    format!("{{{}}}", list.join(" ,"))
                }),
            ]
        });
    let entry = (blanks(), blanks(), value, end());
    let table = (prop::collection::vec(entry, 0..5), end(), 0..3_usize);
    prop::collection::vec(table, 1..5).prop_map(|tables| {
        let mut text = String::new();
        for (number, (entries, end, depth)) in tables.iter().enumerate() {
            let path = ["", ".内", ".内.里"]
                .get(*depth)
                .copied()
                .unwrap_or("")
                .replace(['内', '里'], "a");
            text.push_str(&format!("[t{number}{path}]{end}"));
            for (at, (before, middle, value, end)) in entries.iter().enumerate() {
                text.push_str(&format!("{before}k{at}{middle}={middle}{value}{end}"));
            }
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn formatting_templates_keeps_values_and_comments_and_twice_is_once(text in toml()) {
        // Values and comments are compared before anything is returned.
        let once = formatted(&text);
        prop_assert_eq!(&formatted(&once), &once, "from {}", text);
    }
}
