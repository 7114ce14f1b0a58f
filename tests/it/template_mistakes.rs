//! Every mistake of a template, told whole: message, underlined text, advice.

use std::fmt::Write as _;

use super::template::{good, mistakes, read};

const HEAD: &str = "[template]\nid = \"云州\"\n";

/// Files of one case; each begins with [`HEAD`] unless it has a `[template]` of its own.
fn case(files: &[&str]) -> String {
    let files: Vec<String> = files
        .iter()
        .map(|text| {
            if text.contains("[template]") {
                (*text).to_owned()
            } else {
                format!("{HEAD}{text}")
            }
        })
        .collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    mistakes(&files)
}

fn told(cases: &[&[&str]]) -> String {
    cases.iter().fold(String::new(), |mut out, files| {
        let told = case(files);
        assert!(!told.is_empty(), "nothing wrong with {files:?}");
        writeln!(out, "{told}").unwrap();
        out
    })
}

#[test]
fn broken_toml() {
    insta::assert_snapshot!(told(&[
        &["容差 = 1\n"],
        &["match = “部门决算”\n"],
        &["title = \"没有右引号\nmatch = [\"a\"]\n"],
        &["title = 未加引号\nid = \"两次\"\n"],
        &["match = [\"a\" \"b\"]\n[amount\nplaces = 2\n"],
        &["[[table]]\nid = \"t\"\ncolumns = [ { id = \"a\" type = \"text\" } ]\n"],
    ]));
}

#[test]
fn unknown_keys() {
    insta::assert_snapshot!(told(&[
        &["titel = \"a\"\n[ammount]\nplaces = 2\n"],
        &[
            "[[table]]\nid = \"t\"\ncolumns = [ { id = \"a\", type = \"text\", heading = [\"b\"] } ]\n"
        ],
        &["[[claim]]\nid = \"c\"\npattern = '{a:amount}'\nquite_another = 1\n"],
    ]));
}

#[test]
fn wrong_types_and_bare_decimals() {
    insta::assert_snapshot!(told(&[
        &["match = 3\nlanguage = \"1\"\n"],
        &["base = \"true\"\n[amount]\nplaces = 2.5\n"],
        &["[table]\nid = \"t\"\n"],
        &["table = \"t\"\namount = 2\n"],
        &["[[table]]\nid = \"t\"\ncolumns = [ \"合计\" ]\n"],
        &["[[form]]\nid = \"f\"\nweights_total = 99.5\n[[form.field]]\nid = \"a\"\n"],
        &["years = 2021\n"],
    ]));
}

#[test]
fn missing_and_duplicate() {
    insta::assert_snapshot!(told(&[
        &["[amount]\nplaces = 2\n[template]\ntitle = \"无名\"\n"],
        &["[[table]]\ntitle = \"t\"\ncolumns = [ { id = \"a\" } ]\n"],
        &["[[table]]\nid = \"t\"\ncolumns = [ { id = \"a\" }, { id = \"b\" } ]\n"],
        &[
            "[[table]]\nid = \"t\"\ncolumns = [ { id = \"a\", type = \"text\" } ]\nrows = [ \"甲\", \"甲\" ]\n"
        ],
        &[
            "[[table]]\nid = \"t\"\ncolumns = [ { id = \"a\", type = \"text\" } ]\n[[claim]]\nid = \"t\"\npattern = '{a:amount}'\n"
        ],
        &["", "title = \"又一个\"\n"],
        &[
            "[amount]\nplaces = 2\n",
            "[template]\npart_of = \"云州\"\n[amount]\nplaces = 3\n"
        ],
    ]));
}

#[test]
fn words_and_values() {
    insta::assert_snapshot!(told(&[
        &[
            "[[table]]\nid = \"t\"\nblank = \"0\"\ncolumns = [ { id = \"a\", type = \"金额\" }, { id = \"b\", type = \"amout\", unit = \"万\" } ]\n"
        ],
        &["[[claim]]\nid = \"c\"\nscope = \"paragraph\"\npattern = '{a:amount}'\n"],
        &["years = \"2024..2021\"\nlanguage = 2\n"],
        &["language = 0\n"],
        &[
            "[amount]\nplaces = 9\n[[table]]\nid = \"t\"\nyears = \"21\"\ncolumns = [ { id = \"a\", type = \"score\", range = \"100..0\" } ]\n"
        ],
    ]));
}

#[test]
fn inheritance() {
    insta::assert_snapshot!(told(&[
        &["[template]\nid = \"b\"\nextends = \"云洲\"\n", ""],
        &["[template]\nid = \"b\"\nextends = \"quite another\"\n", ""],
        &[
            "[template]\nid = \"a\"\nextends = \"b\"\n",
            "[template]\nid = \"b\"\nextends = \"c\"\n",
            "[template]\nid = \"c\"\nextends = \"a\"\n",
            "[template]\nid = \"d\"\nextends = \"c\"\n",
        ],
        &["[template]\npart_of = \"云洲\"\n", ""],
        &["[template]\npart_of = \"云州\"\ntitle = \"a\"\n", ""],
    ]));
}

#[test]
fn nothing_there() {
    insta::assert_snapshot!(told(&[
        &["match = []\ntitle = \" \"\n"],
        &[
            "[[table]]\nid = \"t\"\ncolumns = []\n[[table]]\nid = \"u\"\n[[table.panel]]\nid = \"p\"\n"
        ],
        &["[[claim]]\nid = \"c\"\nmore = '{a:amount}'\n[[phrase]]\nid = \"p\"\n"],
        &["[[form]]\nid = \"f\"\n[[list]]\nid = \"l\"\n"],
    ]));
}

#[test]
fn names_claimed_twice() {
    insta::assert_snapshot!(told(&[
        &[
            "[[table]]\nid = \"t\"\ncolumns = [ { id = \"a\", type = \"amount\", header = [\"支出（合计）\"] }, { id = \"b\", type = \"amount\", header = [\"其中：支出(合计)\"] } ]\n"
        ],
        &[
            "[[table]]\nid = \"t\"\ncolumns = [ { id = \"a\", type = \"amount\", index = 1 }, { id = \"b\", type = \"amount\", index = 1 } ]\n"
        ],
        &[
            "[[table]]\nid = \"t\"\ntitle = \"决算表\"\ncolumns = [ { id = \"a\", type = \"text\" } ]\n[[table]]\nid = \"u\"\ntitle = \"决算表\"\ncolumns = [ { id = \"a\", type = \"text\" } ]\n"
        ],
        &[
            "[[table]]\nid = \"t\"\ncolumns = [ { id = \"a\", type = \"label\" } ]\nrows = [ { id = \"甲\", line = 1 }, { id = \"乙\", names = [\"一、甲\"], line = 1 } ]\n"
        ],
    ]));
}

#[test]
fn references_to_nothing() {
    insta::assert_snapshot!(told(&[
        &[
            "[[vocabulary]]\nid = \"编码\"\nwords = [\"科目编码\"]\n[[table]]\nid = \"t\"\ncolumns = [ { id = \"a\", type = \"code\", header = [\"@编号\"] } ]\n"
        ],
        &[
            "[[table]]\nid = \"t\"\ncolumns = [ { id = \"a\", type = \"label\" } ]\nrows = [ { list = \"无\" }, { id = \"甲\", under = \"乙\" }, { id = \"丙\", after = \"丁\" } ]\n"
        ],
        &[
            "[[table]]\nid = \"t\"\nreplace = [\"colums\"]\ncolumns = [ { id = \"a\", type = \"label\", drop = true } ]\n"
        ],
        &[
            "[[table]]\nid = \"t\"\nreplace = [\"title\"]\ncolumns = [ { id = \"a\", type = \"label\" } ]\nrows = [ { id = \"甲\", constants = [ { column = \"b\", texts = [\"-\"] } ] } ]\n"
        ],
        &[
            "[template]\nid = \"b\"\nextends = \"云州\"\n[[table]]\nid = \"t\"\ncolumns = [ { id = \"x\", drop = true }, { id = \"y\", renames = \"c\" }, { id = \"aa\", renames = \"a\" } ]\n",
            "[[table]]\nid = \"t\"\ncolumns = [ { id = \"a\", type = \"label\" } ]\n",
        ],
        &[
            "[[form]]\nid = \"f\"\nweights = [ { table = \"指标\", total = \"90\" } ]\n[[form.field]]\nid = \"a\"\n"
        ],
    ]));
}

#[test]
fn ids_and_conflicts() {
    insta::assert_snapshot!(told(&[
        &[
            "[[table]]\nid = \"收支总表.收入\"\ncolumns = [ { id = \"a[1]\", type = \"text\" }, { id = \" b\", type = \"text\" } ]\n"
        ],
        &["[[table]]\nid = \"报表\"\ncolumns = [ { id = \"@a\", type = \"text\" } ]\n"],
        &[
            "[[table]]\nid = \"t\"\ncolumns = [ { id = \"a\", type = \"text\" } ]\nrows = [\"甲\"]\n[[table.panel]]\nid = \"p\"\ncolumns = [ { id = \"a\", type = \"text\" } ]\n"
        ],
        &[
            "[[list]]\nid = \"l\"\nrows = [ \"甲\", { list = \"l\" } ]\n[[table]]\nid = \"t\"\ncolumns = [ { id = \"a\", type = \"text\" } ]\nrows = [ { id = \"乙\", list = \"l\" } ]\n"
        ],
    ]));
}

#[test]
fn patterns_point_into_their_text() {
    insta::assert_snapshot!(told(&[
        &["[[claim]]\nid = \"c\"\npattern = ['合计{合计:amount}', '共{数:cuont}个']\n"],
        &[
            "[[phrase]]\nid = \"p\"\npattern = '(与|比'\n[[claim]]\nid = \"c\"\npattern = '<q>{a:amount}'\n"
        ],
        &["[[form]]\nid = \"f\"\nsentence = '得分{总分:score'\n[[form.field]]\nid = \"a\"\n"],
    ]));
}

#[test]
fn mistakes_of_all_kinds_are_told_in_one_run() {
    let told = case(&[
        "titel = 1\n[[table]]\nid = \"t\"\nrequired = 1\ncolumns = [ { id = \"a\" }, { id = \"b\", type = \"x\" }, { id = \"c\", type = \"text\", header = [\"b\"] }, { id = \"d\", type = \"text\", header = [\"b\"] } ]\n[[claim]]\nid = \"c\"\npattern = '{a:b}'\n",
    ]);
    for code in ["E0402", "E0403", "E0405", "E0407", "E0413", "E0461"] {
        assert!(told.contains(code), "{code}: {told}");
    }
}

#[test]
fn an_oversized_file_is_refused_by_name_of_the_limit() {
    let text = format!("{HEAD}# {}\n", "长".repeat(2 << 20));
    let told = mistakes(&[&text]);
    assert!(
        told.contains("E0415") && told.contains("MAX_TEMPLATE_BYTES"),
        "{told}"
    );
}

#[test]
fn lists_used_too_often_are_refused() {
    let rows: Vec<String> = (0..9_000).map(|row| format!("\"行{row}\"")).collect();
    let mut text = format!("{HEAD}[[list]]\nid = \"l\"\nrows = [{}]\n", rows.join(","));
    for table in 0..50 {
        write!(text, "[[table]]\nid = \"t{table}\"\ncolumns = [{{ id = \"a\", type = \"label\" }}]\nrows = [{{ list = \"l\" }}]\n").unwrap();
    }
    let told = mistakes(&[&text]);
    assert_eq!(told.matches("limit MAX_TEMPLATE_ROWS").count(), 1, "{told}");
}

#[test]
fn a_list_of_too_many_entries_is_refused() {
    let rows = "\"行\",".repeat(10_001);
    let told = case(&[&format!("[[list]]\nid = \"l\"\nrows = [{rows}]\n")]);
    assert_eq!(
        told.matches("limit MAX_TEMPLATE_ENTRIES").count(),
        1,
        "{told}"
    );
}

#[test]
fn vocabularies_used_too_often_are_refused() {
    let words: Vec<String> = (0..9_000).map(|word| format!("\"词{word}\"")).collect();
    let mut text = format!(
        "{HEAD}[[vocabulary]]\nid = \"v\"\nwords = [{}]\n",
        words.join(",")
    );
    for table in 0..100 {
        write!(
            text,
            "[[table]]\nid = \"t{table}\"\ncolumns = [{{ id = \"a\", words = [\"@v\"] }}]\n"
        )
        .unwrap();
    }
    let told = mistakes(&[&text]);
    assert_eq!(
        told.matches("limit MAX_TEMPLATE_WORDS").count(),
        1,
        "{told}"
    );
}

#[test]
fn a_chain_of_extends_beyond_the_limit_is_refused() {
    let files: Vec<String> = (0..26)
        .map(|n| format!("[template]\nid = \"t{n}\"\nextends = \"t{}\"\n", n + 1))
        .collect();
    let texts: Vec<&str> = files.iter().map(String::as_str).collect();
    let (_, problems, _) = read(&texts);
    assert!(
        problems.iter().all(|problem| problem.code.id == "E0409"),
        "a chain of 26 is allowed"
    );
}

#[test]
fn deep_nesting_ends_in_an_error() {
    let text = format!("{HEAD}match = {}\n", "[".repeat(100_000));
    assert!(mistakes(&[&text]).contains("E0401"));
}

#[test]
fn a_template_of_two_thousand_rows_reads() {
    let rows: Vec<String> = (1..=2_000)
        .map(|row| format!("{{ id = \"项目{row}号\", line = {row} }}"))
        .collect();
    let text = format!(
        "{HEAD}[[table]]\nid = \"t\"\ncolumns = [{{ id = \"a\", type = \"label\" }}]\nrows = [{}]\n",
        rows.join(",\n")
    );
    let child = "[template]\nid = \"b\"\nextends = \"云州\"\n[[table]]\nid = \"t\"\nrows = [{ id = \"项目7号\", drop = true }]\n";
    let templates = good(&[&text, child]);
    assert_eq!(templates[1].tables[0].panels[0].rows.len(), 1_999);
}

#[test]
fn endless_syntax_errors_are_cut_off() {
    let told = case(&[&format!("match = [{}]\n", "\"a\" ".repeat(5_000))]);
    assert_eq!(told.matches("E0401").count(), 100);
}
