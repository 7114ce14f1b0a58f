//! What a child template says of its parent's tables: added, changed, moved, renamed, dropped.

use super::template::{good, mistakes};
use gouji::template::{ColumnKind, Template};

const PARENT: &str = r#"
[template]
id = "云州"
match = ["部门决算"]
years = "2019.."

[amount]
places = 2
default_unit = "万元"

[[vocabulary]]
id = "编码"
words = ["科目编码"]

[[list]]
id = "分类"
rows = [ "甲类支出", "乙类支出", { id = "丙类支出", names = ["丙支出"] } ]

[[phrase]]
id = "比上年"
pattern = '比上年'

[[table]]
id = "支出表"
title = ["支出决算表"]
required = true
columns = [
  { id = "编码", type = "code", header = ["@编码"] },
  { id = "科目", type = "label" },
  { id = "合计", type = "amount", header = ["本年支出合计"] },
  { id = "基本支出", type = "amount" },
]

[[table]]
id = "总表"
title = ["收支总表"]
columns = [ { id = "项目", type = "label" }, { id = "金额", type = "amount" } ]
rows = [ { list = "分类", line = 10 }, { id = "总计", line = 20 } ]

[[claim]]
id = "支出"
pattern = '支出{金额:amount}'

[[claim]]
id = "变动"
pattern = '<比上年>{变动:change}'
"#;

/// The child of [`PARENT`] with this text.
fn child(text: &str) -> Template {
    let child = format!("[template]\nid = \"云州-新\"\nextends = \"云州\"\n{text}");
    let templates = good(&[&child, PARENT]);
    templates.into_iter().next().unwrap()
}

fn columns(template: &Template, table: &str) -> Vec<String> {
    let table = template.tables.iter().find(|t| t.id == table).unwrap();
    table.panels[0]
        .columns
        .iter()
        .map(|c| c.id.clone())
        .collect()
}

fn rows(template: &Template, table: &str) -> Vec<(String, Option<u16>)> {
    let table = template.tables.iter().find(|t| t.id == table).unwrap();
    table.panels[0]
        .rows
        .iter()
        .map(|row| (row.id.clone(), row.line))
        .collect()
}

#[test]
fn a_child_that_says_nothing_is_its_parent_under_another_name() {
    let child = child("");
    assert_eq!(child.id, "云州-新");
    assert_eq!(child.title, "云州-新");
    assert_eq!(child.ancestors, ["云州"]);
    assert!(child.is_kind_of("云州") && child.is_kind_of("云州-新") && !child.is_kind_of("别处"));
    assert_eq!(child.years.from, Some(2019));
    assert_eq!(child.tables.len(), 2);
    assert_eq!(
        columns(&child, "支出表"),
        ["编码", "科目", "合计", "基本支出"]
    );
}

#[test]
fn words_of_a_child_come_before_those_it_inherits() {
    let child = child(
        "match = [\"单位决算\"]\n[[table]]\nid = \"支出表\"\ntitle = \"支出总表\"\n\
         columns = [{ id = \"合计\", header = [\"支出合计\", \"本年支出合计\"] }]\n",
    );
    assert_eq!(child.recognise, ["单位决算", "部门决算"]);
    assert_eq!(child.tables[0].titles, ["支出总表", "支出决算表"]);
    let total = &child.tables[0].panels[0].columns[2];
    assert_eq!(
        (total.id.as_str(), total.kind),
        ("合计", ColumnKind::Amount)
    );
    assert_eq!(total.header, ["支出合计", "本年支出合计"]);
}

#[test]
fn an_entry_without_wording_is_named_by_its_id_and_keeps_that_name_in_children() {
    let child = child(
        "[[table]]\nid = \"支出表\"\ncolumns = [{ id = \"基本支出\", header = [\"基本\"] }]\n",
    );
    assert_eq!(
        child.tables[0].panels[0].columns[3].header,
        ["基本", "基本支出"]
    );
}

#[test]
fn replace_puts_a_list_in_the_place_of_the_inherited_one() {
    let child = child(
        "[[table]]\nid = \"支出表\"\nreplace = [\"title\", \"columns\"]\ntitle = [\"新表\"]\n\
         columns = [{ id = \"合计\" }, { id = \"科目\", type = \"text\" }]\n",
    );
    assert_eq!(child.tables[0].titles, ["新表"]);
    assert_eq!(columns(&child, "支出表"), ["合计", "科目"]);
    let columns = &child.tables[0].panels[0].columns;
    assert_eq!(
        columns[0].header,
        ["本年支出合计"],
        "what was said under the id is kept"
    );
    assert_eq!(columns[1].kind, ColumnKind::Text);
}

#[test]
fn replace_without_a_new_list_empties_it() {
    let child = child("[[table]]\nid = \"总表\"\nreplace = [\"rows\"]\n");
    assert!(rows(&child, "总表").is_empty());
}

#[test]
fn columns_are_added_moved_and_dropped() {
    let child = child(
        "[[table]]\nid = \"支出表\"\ncolumns = [\n\
         { id = \"项目支出\", type = \"amount\" },\n\
         { id = \"上缴\", type = \"amount\", after = \"合计\" },\n\
         { id = \"基本支出\", before = \"合计\" },\n\
         { id = \"编码\", drop = true } ]\n",
    );
    assert_eq!(
        columns(&child, "支出表"),
        ["科目", "基本支出", "合计", "上缴", "项目支出"]
    );
}

#[test]
fn a_renamed_column_keeps_its_place_and_what_was_said_of_it() {
    let child = child(
        "[[table]]\nid = \"支出表\"\ncolumns = [{ id = \"本年合计\", renames = \"合计\" }]\n",
    );
    assert_eq!(
        columns(&child, "支出表"),
        ["编码", "科目", "本年合计", "基本支出"]
    );
    assert_eq!(
        child.tables[0].panels[0].columns[2].header,
        ["本年支出合计"]
    );
}

#[test]
fn tables_and_claims_are_dropped_and_new_claims_read_first() {
    let child = child(
        "[[table]]\nid = \"总表\"\ndrop = true\n[[claim]]\nid = \"变动\"\ndrop = true\n\
         [[claim]]\nid = \"新\"\npattern = '共{数:count}个'\n",
    );
    assert_eq!(child.tables.len(), 1);
    let claims: Vec<&str> = child.claims.iter().map(|claim| claim.id.as_str()).collect();
    assert_eq!(claims, ["新", "支出"]);
}

#[test]
fn row_lists_number_their_rows_and_follow_the_child() {
    let plain = child("");
    let at = |id: &str, line| (id.to_owned(), Some(line));
    let expected = [
        at("甲类支出", 10),
        at("乙类支出", 11),
        at("丙类支出", 12),
        at("总计", 20),
    ];
    assert_eq!(rows(&plain, "总表"), expected);
    let child = child(
        "[[list]]\nid = \"分类\"\nrows = [{ id = \"丁类支出\", before = \"乙类支出\" }]\n\
         [[table]]\nid = \"总表\"\nrows = [{ id = \"甲类支出\", names = [\"甲支出\"] }, { id = \"丙类支出\", drop = true }]\n",
    );
    let expected = [
        at("甲类支出", 10),
        at("丁类支出", 11),
        at("乙类支出", 12),
        at("总计", 20),
    ];
    assert_eq!(rows(&child, "总表"), expected);
    assert_eq!(
        child.tables[1].panels[0].rows[0].names,
        ["甲支出", "甲类支出"]
    );
}

#[test]
fn a_vocabulary_and_a_phrase_of_a_child_reach_what_it_inherits() {
    let child = child(
        "[[vocabulary]]\nid = \"编码\"\nwords = [\"功能编码\"]\n\
         [[phrase]]\nid = \"比上年\"\npattern = '较去年'\n",
    );
    assert_eq!(
        child.tables[0].panels[0].columns[0].header,
        ["功能编码", "科目编码"]
    );
    assert_eq!(child.phrases[0].pattern.value, "(较去年|比上年)");
}

#[test]
fn grandchildren_inherit_through_children_in_any_order_of_files() {
    let middle = "[template]\nid = \"b\"\nextends = \"云州\"\n[amount]\nplaces = 4\n";
    let leaf = "[template]\nid = \"c\"\nextends = \"b\"\n[percent]\nplaces = 1\n";
    let templates = good(&[leaf, middle, PARENT]);
    let leaf = &templates[0];
    assert_eq!(leaf.ancestors, ["b", "云州"]);
    assert_eq!((leaf.amount.places, leaf.percent.places), (4, 1));
    assert_eq!(leaf.tables.len(), 2);
}

#[test]
fn panels_are_matched_by_id_as_well() {
    let parent = "[template]\nid = \"a\"\n[[table]]\nid = \"总表\"\n\
        [[table.panel]]\nid = \"收入\"\ncolumns = [{ id = \"项目\", type = \"label\" }]\n\
        [[table.panel]]\nid = \"支出\"\ncolumns = [{ id = \"项目\", type = \"label\" }]\n";
    let child = "[template]\nid = \"b\"\nextends = \"a\"\n[[table]]\nid = \"总表\"\n\
        [[table.panel]]\nid = \"支出\"\ncolumns = [{ id = \"金额\", type = \"amount\" }]\n";
    let templates = good(&[parent, child]);
    let paths: Vec<&str> = templates[1]
        .schema
        .tables
        .iter()
        .map(|t| t.path.as_str())
        .collect();
    assert_eq!(paths, ["报告", "报表", "总表.收入", "总表.支出"]);
    assert_eq!(templates[1].tables[0].panels[1].columns.len(), 2);
    assert_eq!(templates[1].tables[0].panels[0].columns.len(), 1);
}

#[test]
fn a_broken_parent_is_the_only_thing_reported() {
    let child =
        "[template]\nid = \"b\"\nextends = \"a\"\n[[table]]\nid = \"支出表\"\ndrop = true\n";
    let told = mistakes(&["[template]\nid = \"a\"\nmatch = [\n", child]);
    assert!(told.contains("E0401") && !told.contains("b.toml"), "{told}");
}

#[test]
fn a_mistake_of_a_parent_is_told_once_however_many_children_inherit_it() {
    let parent = "[template]\nid = \"a\"\n[[table]]\nid = \"支出表\"\n\
        columns = [{ id = \"科目\", type = \"label\", header = [\"@无\"] }]\n";
    let child = |id| format!("[template]\nid = \"{id}\"\nextends = \"a\"\n");
    let told = mistakes(&[parent, &child("b"), &child("c")]);
    assert_eq!(told.matches("E0414").count(), 1, "{told}");
}
