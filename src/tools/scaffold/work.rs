//! From a report and a parent template to the files of a pack that reads the report.

use super::draft::Draft;
use super::template_text::{Writer, quoted};
use crate::engine::{CheckError, CheckOptions, Engine, Pack};
use crate::report::{Presence, Report};
use crate::syntax::is_word;
use crate::template::{ColumnKind, TableKind};

/// Readings after which what is still not placed stays a comment.
const MAX_ROUNDS: usize = 4;

/// A file of a new pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaffoldFile {
    /// Name within the pack's folder.
    pub name: &'static str,
    /// The whole text.
    pub text: String,
}

/// A new pack.
#[derive(Debug)]
pub struct Scaffold {
    /// Its files.
    pub files: Vec<ScaffoldFile>,
    /// The report as the new template reads it.
    pub report: Report,
    /// What the template says that its parent does not.
    pub draft: Draft,
}

/// Makes a pack `id` that extends `parent` and reads a report. `make` gives the engine with a pack
/// beside those that may be extended; `path` is how the case file finds the report.
///
/// # Errors
/// When the report cannot be read with the parent.
pub fn scaffold(
    (id, parent): (&str, &str),
    (name, path, bytes): (&str, &str, &[u8]),
    make: &dyn Fn(Option<Pack>) -> Option<Engine>,
) -> Result<Scaffold, CheckError> {
    let unknown = || CheckError::UnknownTemplate {
        asked: parent.to_owned(),
        known: Vec::new(),
    };
    let engine = make(None).ok_or_else(unknown)?;
    let mut report = read(&engine, parent, name, bytes)?;
    let mut draft = Draft::default();
    for _ in 0..MAX_ROUNDS {
        if !draft.learn(&report) {
            break;
        }
        let text = writer(id, parent, &report, &draft).template();
        let pack = Pack::new(id).with("template.toml", text);
        let Some(engine) = make(Some(pack)) else {
            break;
        };
        report = read(&engine, id, name, bytes)?;
    }
    draft.forget(&report);
    let template = writer(id, parent, &report, &draft).template();
    let rule = FirstRule::of(id, &report);
    let files = vec![
        ScaffoldFile {
            name: "template.toml",
            text: template,
        },
        ScaffoldFile {
            name: "rules.gouji",
            text: rule.rules(id),
        },
        ScaffoldFile {
            name: "rules.cases.md",
            text: rule.cases(id, path),
        },
        ScaffoldFile {
            name: "gouji.toml",
            text: "# 这个文件夹和它下面的报告用本规则包核对\nrules = [\".\"]\n".to_owned(),
        },
    ];
    Ok(Scaffold {
        files,
        report,
        draft,
    })
}

fn writer<'w>(id: &'w str, parent: &'w str, report: &'w Report, draft: &'w Draft) -> Writer<'w> {
    Writer {
        id,
        parent,
        report,
        draft,
    }
}

fn read(engine: &Engine, template: &str, name: &str, bytes: &[u8]) -> Result<Report, CheckError> {
    let options = CheckOptions {
        template: Some(template),
        ..CheckOptions::default()
    };
    engine
        .read(name, bytes, &options)
        .map(|reading| reading.report)
}

/// A rule that holds of the report, to be followed by the author's own.
struct FirstRule {
    name: String,
    /// The table, its column of figures and the row that is sure to be there.
    cell: Option<(String, String, String)>,
}

impl FirstRule {
    /// Takes the first statutory table of the report with a row 合计 and a column of amounts.
    fn of(id: &str, report: &Report) -> Self {
        let schema = report.template.schema.tables.iter();
        let cell = schema.zip(&report.tables).find_map(|(schema, table)| {
            let panel = matches!(schema.kind, TableKind::Panel { .. });
            if !panel || table.presence != Presence::Found {
                return None;
            }
            let column = schema.columns.iter().zip(&table.has_column);
            let (column, _) = column
                .clone()
                .find(|(column, has)| **has && column.kind == ColumnKind::Amount)?;
            let row = schema.rows.iter().enumerate().find(|(at, row)| {
                let printed = table
                    .rows
                    .iter()
                    .any(|row| row.declared.map(usize::from) == Some(*at));
                printed && is_word(&row.id)
            })?;
            let column_at = schema.column(&column.id)?;
            let printed = table
                .rows
                .iter()
                .position(|bound| bound.declared.map(usize::from) == Some(row.0))?;
            let at = crate::report::RowId(u32::try_from(printed).ok()?);
            let holds = matches!(
                table.cell(at, column_at)?.content,
                crate::report::Content::Figure(_)
            );
            let plain = is_word(&column.id) && schema.path.split('.').all(is_word);
            (holds && plain).then(|| (schema.path.clone(), row.1.id.clone(), column.id.clone()))
        });
        Self {
            name: format!("{}_首条", id.replace('-', "_")),
            cell,
        }
    }

    fn rules(&self, id: &str) -> String {
        let id = if is_word(id) {
            id.to_owned()
        } else {
            quoted(id)
        };
        let mut out = format!("use template {id}\n\n");
        match &self.cell {
            Some((table, row, column)) => out.push_str(&format!(
                "// 第一条规则，只是个样子：读到了就成立。照着写本地自己的规则，写好了就删去它。\n\
                 rule {} \"{table}「{row}」印有{column}\" severity note {{\n  \
                 because \"这一行没有数，其余核对都无从谈起\"\n  \
                 check {table}[{row}].{column} is printed\n}}\n",
                self.name
            )),
            None => out.push_str("// 报告里没有找到带合计行的表，先把 template.toml 补全。\n"),
        }
        out.push_str(
            "\n// 本地不适用的上级规则这样关掉：\n\
             // disable 规则名称 because \"为什么不适用\"\n",
        );
        out
    }

    fn cases(&self, id: &str, path: &str) -> String {
        let mut out = format!(
            "# {id}\n\n写法见规则用例一节；gouji test 运行。\n\n```report path={path} template={id}\n```\n"
        );
        if self.cell.is_some() {
            out.push_str(&format!(
                "\n## 读得到第一张表\n\n```verdict\n{}: exact\n```\n",
                self.name
            ));
        }
        out
    }
}
