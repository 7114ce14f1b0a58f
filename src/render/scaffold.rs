//! What a new pack reads, and what is left to its author, as text.

use super::look::{Ink, Look, safe};
use super::share::say;
use crate::diagnostic::Lang;
use crate::report::Presence;
use crate::template::TableKind;
use crate::tools::scaffold::Scaffold;

/// What was written and what to do next. `names` are the folder and the report as typed.
#[must_use]
pub fn human(made: &Scaffold, (folder, report): (&str, &str), look: &Look) -> String {
    let lang = look.lang;
    let (found, missing) = tables(made);
    let mut out = String::new();
    let mut line = |text: &str| {
        out.push_str(text.trim_end());
        out.push('\n');
    };
    let files: Vec<&str> = made.files.iter().map(|file| file.name).collect();
    let head = format!(
        "{} {}  {}",
        say(lang, "已写出", "written:"),
        safe(folder),
        files.join(say(lang, "、", ", "))
    );
    line(&look.paint(Ink::Strong, &head));
    let names: usize = made
        .draft
        .names
        .values()
        .map(|names| names.columns.len().saturating_add(names.rows.len()))
        .sum();
    let titles = made.draft.titles.len();
    line(&match lang {
        Lang::Zh => format!(
            "  读到法定表 {found} 张；标题不同而认出的 {titles} 张，名称不同而认出的栏目和行 {names} 个"
        ),
        Lang::En => format!(
            "  {found} statutory tables read; {titles} recognised under another title, {names} columns and rows under another name"
        ),
    });
    if !missing.is_empty() {
        let list = missing.join(say(lang, "、", ", "));
        line(&format!(
            "  {}{list}",
            say(lang, "没有找到：", "not found: ")
        ));
    }
    let unread = made.report.claims.unread().count();
    line(&match lang {
        Lang::Zh => format!(
            "  文字说明中有 {unread} 个数没有句式去读；建议的句式写在 template.toml 末尾的注释里"
        ),
        Lang::En => format!(
            "  {unread} numbers of the prose are not read; patterns are suggested at the end of template.toml"
        ),
    });
    line("");
    line(say(lang, "接着", "next"));
    let (folder, report) = (shell(folder), shell(report));
    line(&format!("  gouji check --rules {folder} {report}"));
    line(&format!("  gouji inspect --rules {folder} {report}"));
    line(&format!("  gouji coverage --rules {folder} {report}"));
    line(&format!("  gouji test {folder}"));
    out
}

/// How many statutory tables were found, and the paths of the others.
fn tables(made: &Scaffold) -> (usize, Vec<&str>) {
    let (mut found, mut missing) = (0_usize, Vec::new());
    let tables = &made.report.tables;
    for (schema, table) in made.report.template.schema.tables.iter().zip(tables) {
        if matches!(schema.kind, TableKind::Panel { .. }) {
            if table.presence == Presence::Found {
                found = found.saturating_add(1);
            } else {
                missing.push(schema.path.as_str());
            }
        }
    }
    (found, missing)
}

/// An argument as a shell takes it.
fn shell(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-~".contains(c);
    if text.chars().all(plain) {
        return safe(text).into_owned();
    }
    format!("'{}'", safe(text).replace('\'', "'\\''"))
}
