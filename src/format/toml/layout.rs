//! Tables and keys: blank lines, indentation, comments on their own lines and at the ends of lines.

use toml_edit::{DocumentMut, Item, RawString, Table};
use unicode_width::UnicodeWidthStr;

use super::values;

/// Blanks for each level of tables and lists.
pub(super) const STEP: usize = 2;

/// The document in canonical layout.
pub(super) fn document(mut document: DocumentMut) -> String {
    // The last line of a file may lack its line break.
    let trailing = document.trailing().as_str().unwrap_or("");
    let trailing = own_lines(&RawString::from(format!("{trailing}\n")), 0);
    entries(document.as_table_mut(), 0);
    tables(document.as_table_mut(), 0);
    document.set_trailing(trailing);
    let text = document.to_string();
    let mut text = text.trim_matches('\n').to_owned();
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// Lays out the tables inside a table; `depth` is how many tables stand round them.
fn tables(table: &mut Table, depth: usize) {
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(inner) => one_table(inner, depth),
            Item::ArrayOfTables(list) => {
                for inner in list.iter_mut() {
                    one_table(inner, depth);
                }
            }
            Item::None | Item::Value(_) => {}
        }
    }
}

fn one_table(table: &mut Table, depth: usize) {
    if table.is_dotted() {
        tables(table, depth);
        return;
    }
    let indent = depth.saturating_mul(STEP);
    let written = table.decor().prefix().cloned().unwrap_or_default();
    let before = own_lines(&written, indent);
    let before = before.trim_start_matches('\n');
    // One blank line, then the comments that belong to the table.
    table
        .decor_mut()
        .set_prefix(format!("\n{before}{}", " ".repeat(indent)));
    let suffix = comment(table.decor().suffix());
    table.decor_mut().set_suffix(suffix);
    entries(table, indent);
    tables(table, depth.saturating_add(1));
}

/// A `key = value` of a table, on the way to its place.
struct Entry {
    key: String,
    /// Comment lines and blank lines before it.
    before: String,
    /// Columns of its last line, and the comment after it.
    width: usize,
    comment: String,
    /// It takes one line.
    single: bool,
}

/// Lays out the keys of a table.
fn entries(table: &mut Table, indent: usize) {
    let mut list = Vec::new();
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    for key in keys {
        let Some((mut name, item)) = table.get_key_value_mut(&key) else {
            continue;
        };
        match item {
            Item::Value(value) => {
                let written = name.leaf_decor().prefix().cloned().unwrap_or_default();
                let before = own_lines(&written, indent);
                // A table begins with its first key, not with a blank line.
                let before = match list.is_empty() {
                    true => before.trim_start_matches('\n').to_owned(),
                    false => before,
                };
                let comment = comment(value.decor().suffix());
                let label = name.display_repr().into_owned();
                name.leaf_decor_mut().set_suffix(" ");
                let head = indent.saturating_add(label.width()).saturating_add(3);
                value.decor_mut().clear();
                values::lay_out(value, indent, Some(head));
                value.decor_mut().set_prefix(" ");
                let shown = value.to_string();
                let shown = shown.trim_start();
                list.push(Entry {
                    key,
                    before,
                    width: head.saturating_add(shown.width()),
                    comment,
                    single: !shown.contains('\n'),
                });
            }
            Item::Table(inner) if inner.is_dotted() => entries(inner, indent),
            Item::Table(_) | Item::ArrayOfTables(_) | Item::None => {}
        }
    }
    align(table, &list, indent);
}

/// Writes what stands before and after each key; comments of neighbouring lines begin in one column.
fn align(table: &mut Table, list: &[Entry], indent: usize) {
    for (at, entry) in list.iter().enumerate() {
        let column = run(list, at).map(|other| other.width).max().unwrap_or(0);
        let gap = match entry.single {
            true => column.saturating_sub(entry.width).saturating_add(2),
            false => 2,
        };
        let Some((mut key, Item::Value(value))) = table.get_key_value_mut(&entry.key) else {
            continue;
        };
        key.leaf_decor_mut()
            .set_prefix(format!("{}{}", entry.before, " ".repeat(indent)));
        let suffix = match entry.comment.trim_start() {
            "" => String::new(),
            comment => format!("{}{comment}", " ".repeat(gap)),
        };
        value.decor_mut().set_suffix(suffix);
    }
}

/// The entries round one whose comments are aligned with its own: single lines with comments and
/// nothing between.
fn run(list: &[Entry], at: usize) -> impl Iterator<Item = &Entry> {
    let belongs = |entry: &&Entry| entry.single && !entry.comment.is_empty();
    let after = list.iter().skip(at.saturating_add(1));
    let after = after.take_while(move |entry| belongs(entry) && entry.before.is_empty());
    let mut goes_on = true;
    let before = list.iter().take(at.saturating_add(1)).rev();
    let before = before.take_while(move |entry| {
        let take = goes_on && belongs(entry);
        goes_on = entry.before.is_empty();
        take
    });
    before.chain(after)
}

/// The comment at the end of a line, with two blanks before it.
pub(super) fn comment(raw: Option<&RawString>) -> String {
    let text = raw.and_then(RawString::as_str).unwrap_or("").trim();
    match text {
        "" => String::new(),
        text => format!("  {text}"),
    }
}

/// Comments on lines of their own, each at `indent`, with at most one blank line between; blank lines
/// at the beginning count too.
pub(super) fn own_lines(raw: &RawString, indent: usize) -> String {
    let raw = raw.as_str().unwrap_or("");
    // What follows the last line break is the blanks before the key itself.
    let lines = raw.rsplit_once('\n').map_or("", |(lines, _)| lines);
    let mut out = String::new();
    let mut blank = false;
    if raw.contains('\n') {
        for line in lines.split('\n') {
            let line = line.trim();
            if line.is_empty() {
                blank = true;
                continue;
            }
            if std::mem::take(&mut blank) {
                out.push('\n');
            }
            out.push_str(&" ".repeat(indent));
            out.push_str(line);
            out.push('\n');
        }
        if blank {
            out.push('\n');
        }
    }
    out
}
