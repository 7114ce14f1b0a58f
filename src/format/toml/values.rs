//! Values: blanks inside brackets, and lists over several lines.

use toml_edit::{Array, InlineTable, Value};
use unicode_width::UnicodeWidthStr;

use super::layout::STEP;
use crate::format::WIDTH;

/// Lays a value out; `indent` is that of its line, `column` where it begins if a list may be broken.
pub(super) fn lay_out(value: &mut Value, indent: usize, column: Option<usize>) {
    match value {
        Value::Array(list) => array(list, indent, column),
        Value::InlineTable(table) => inline(table, indent),
        Value::String(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Boolean(_)
        | Value::Datetime(_) => {}
    }
}

/// What stands before an element, as its author wrote it.
struct Before {
    /// On a new line.
    breaks: bool,
    /// Comments on the line of the element before, then on lines of their own.
    trailing: Option<String>,
    own: Vec<String>,
    /// A blank line stands before it.
    blank: bool,
}

fn before(raw: &str) -> Before {
    let mut lines = raw.split('\n');
    let first = lines.next().unwrap_or("").trim();
    let rest: Vec<&str> = lines.map(str::trim).collect();
    let inner = rest.split_last().map_or(&[][..], |(_, inner)| inner);
    Before {
        breaks: !rest.is_empty(),
        trailing: (!first.is_empty()).then(|| first.to_owned()),
        own: inner
            .iter()
            .filter(|line| !line.is_empty())
            .map(|line| (*line).to_owned())
            .collect(),
        blank: inner.iter().any(|line| line.is_empty()),
    }
}

fn array(list: &mut Array, indent: usize, column: Option<usize>) {
    let raw = |value: &Value| {
        let decor = value.decor();
        let part = |raw: Option<&toml_edit::RawString>| {
            raw.and_then(toml_edit::RawString::as_str)
                .unwrap_or("")
                .to_owned()
        };
        (part(decor.prefix()), part(decor.suffix()))
    };
    let written: Vec<(String, String)> = list.iter().map(raw).collect();
    let trailing = list.trailing().as_str().unwrap_or("").to_owned();
    let inner = indent.saturating_add(STEP);
    for value in list.iter_mut() {
        value.decor_mut().clear();
        lay_out(value, inner, Some(inner));
    }
    let several = trailing.contains('\n')
        || written
            .iter()
            .any(|(before, after)| before.contains('\n') || after.contains('\n'));
    let widths: Vec<usize> = list
        .iter()
        .map(|value| value.to_string().trim().width())
        .collect();
    if several {
        as_written(list, &written, &trailing, indent);
        return;
    }
    let total = widths
        .iter()
        .map(|width| width.saturating_add(2))
        .sum::<usize>();
    let tables = list.iter().any(Value::is_inline_table);
    let fits = |column: usize| column.saturating_add(total) <= WIDTH;
    if column.is_none_or(fits) || list.len() < 2 {
        on_one_line(list);
    } else {
        over_lines(list, &widths, indent, tables);
    }
}

fn on_one_line(list: &mut Array) {
    for (at, value) in list.iter_mut().enumerate() {
        value.decor_mut().set_prefix(if at == 0 { "" } else { " " });
    }
    list.set_trailing_comma(false);
    list.set_trailing("");
}

/// A list that is too long for its line: tables one a line, other values as many as fit.
fn over_lines(list: &mut Array, widths: &[usize], indent: usize, tables: bool) {
    let inner = indent.saturating_add(STEP);
    let mut used = usize::MAX;
    for (value, width) in list.iter_mut().zip(widths) {
        let wanted = used.saturating_add(*width).saturating_add(2);
        if tables || wanted > WIDTH {
            value
                .decor_mut()
                .set_prefix(format!("\n{}", " ".repeat(inner)));
            used = inner.saturating_add(*width).saturating_add(1);
        } else {
            value.decor_mut().set_prefix(" ");
            used = wanted;
        }
    }
    list.set_trailing_comma(true);
    list.set_trailing(format!("\n{}", " ".repeat(indent)));
}

/// A list over several lines: its line breaks stay, everything else is put in order.
fn as_written(list: &mut Array, written: &[(String, String)], trailing: &str, indent: usize) {
    let inner = indent.saturating_add(STEP);
    let mut after = String::new();
    for (at, (value, (prefix, suffix))) in list.iter_mut().zip(written).enumerate() {
        let place = before(&format!("{after}{prefix}"));
        let text = match at == 0 || place.breaks {
            true => lines(&place, inner, at == 0),
            false => " ".to_owned(),
        };
        value.decor_mut().set_prefix(text);
        // A comment before the comma belongs behind it.
        after.clone_from(suffix);
    }
    let place = before(&format!("{after}{trailing}"));
    let mut end = lines(
        &Before {
            blank: false,
            ..place
        },
        inner,
        false,
    );
    end.truncate(end.rfind('\n').map_or(0, |at| at.saturating_add(1)));
    end.push_str(&" ".repeat(indent));
    list.set_trailing_comma(!list.is_empty());
    list.set_trailing(end);
}

/// Comments and line break before an element.
fn lines(place: &Before, inner: usize, first: bool) -> String {
    let margin = " ".repeat(inner);
    let mut text = String::new();
    if let Some(comment) = &place.trailing {
        text.push_str("  ");
        text.push_str(comment);
    }
    if place.blank && !first {
        text.push('\n');
    }
    for comment in &place.own {
        text.push_str(&format!("\n{margin}{comment}"));
    }
    text.push_str(&format!("\n{margin}"));
    text
}

fn inline(table: &mut InlineTable, indent: usize) {
    let spans_lines = table.to_string().contains('\n');
    let last = table.len();
    if spans_lines || last == 0 {
        // Only newer TOML has line breaks between braces; they and their comments stay as written.
        return;
    }
    for (mut key, value) in table.iter_mut() {
        key.leaf_decor_mut().set_prefix(" ");
        key.leaf_decor_mut().set_suffix(" ");
        // A list that breaks in the middle of a row is harder to read than a long row.
        lay_out(value, indent, None);
        value.decor_mut().set_prefix(" ");
        value.decor_mut().set_suffix("");
    }
    table.set_trailing_comma(false);
    table.set_trailing(" ");
}
