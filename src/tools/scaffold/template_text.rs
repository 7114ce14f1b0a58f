//! The template of a new pack as text.

use super::claims::suggestions;
use super::draft::{Draft, Placed, unknown_headers, unknown_rows};
use super::titles::{UnknownTitle, missing_tables, unknown_titles};
use crate::document::label_key;
use crate::report::{Presence, Report};
use crate::template::{ColumnKind, PanelDef, TableDef, TableId, TableKind};

/// What is known of a new pack.
pub(super) struct Writer<'w> {
    pub(super) id: &'w str,
    pub(super) parent: &'w str,
    /// The report as the draft reads it.
    pub(super) report: &'w Report,
    pub(super) draft: &'w Draft,
}

/// Rows listed as not known, of one table.
const MAX_LISTED: usize = 12;

impl Writer<'_> {
    /// The whole template.
    pub(super) fn template(&self) -> String {
        let mut out = self.head();
        out.push_str("\n# ── 法定表：按这份报告印出的次序，只写与上级模板不同之处 ──\n");
        for (line, index) in self.printed_order() {
            if let Some(def) = self.report.template.tables.get(index) {
                out.push_str(&self.table(line, index, def));
            }
        }
        out.push_str(&self.missing());
        out.push_str(&self.strangers());
        out.push_str(&self.forms());
        out.push_str(&self.claims());
        out
    }

    fn head(&self) -> String {
        let identity = &self.report.identity;
        let mut out = format!(
            "# 由 gouji new 从一份报告写出。能对上的已经写好；对不上的写成注释，放在它该在的地方。\n# 改完用 gouji inspect 看读得怎样，用 gouji check --rules 核对。\n\n[template]\nid = {}\ntitle = {}\nextends = {}\nlanguage = 1\n",
            quoted(self.id),
            quoted(&format!("{}决算公开", self.id)),
            quoted(self.parent),
        );
        if let Some((year, _)) = identity.year {
            out.push_str(&format!(
                "years = \"{year}..\"         # 这份报告是 {year} 年度的；以前的年度也适用就改小\n"
            ));
        }
        let words = self.words();
        let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
        out.push_str(&format!(
            "match = [{}]   # 本地报告都有、外地没有的词，用来认出是本模板的报告\n",
            words.join(", ")
        ));
        if let Some(unit) = identity.unit {
            out.push_str(&format!(
                "\n[amount]\ndefault_unit = {}    # 多数表头印的单位；表头自己写了单位的以表头为准\n",
                quoted(unit.symbol())
            ));
        }
        out
    }

    /// Words that stand in the report and tell it from others: the place in the body's name, and the
    /// kind of report.
    fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        if let Some((body, _)) = &self.report.identity.body {
            let ends = ["自治区", "省", "市", "州", "县", "区"];
            let place = ends.iter().find_map(|end| {
                let at = body.find(end)?.checked_add(end.len())?;
                body.get(..at)
            });
            words.extend(place.map(str::to_owned));
        }
        let text = &self.report.document.text;
        let kinds = ["部门决算公开", "单位决算公开", "部门决算", "单位决算"];
        words.extend(
            kinds
                .iter()
                .find(|kind| text.contains(**kind))
                .map(|kind| (*kind).to_owned()),
        );
        words
    }

    /// The statutory tables that were found, by the line where they begin.
    fn printed_order(&self) -> Vec<(u32, usize)> {
        let mut order: Vec<(u32, usize)> = Vec::new();
        let schema = &self.report.template.schema.tables;
        for (schema, table) in schema.iter().zip(&self.report.tables) {
            let TableKind::Panel { table: index, .. } = schema.kind else {
                continue;
            };
            let first = table.sightings.iter().map(|sighting| sighting.first).min();
            let index = usize::from(index);
            if let (Presence::Found, Some(first)) = (table.presence, first)
                && !order.iter().any(|(_, known)| *known == index)
            {
                order.push((first, index));
            }
        }
        order.sort_unstable();
        order
    }

    fn table(&self, line: u32, index: usize, def: &TableDef) -> String {
        let mut body = String::new();
        if let Some(titles) = self.draft.titles.get(&def.id) {
            let titles: Vec<String> = titles.iter().map(|title| quoted(title)).collect();
            body.push_str(&format!("title = [{}]\n", titles.join(", ")));
        }
        if let Some(code) = self.draft.codes.get(&def.id) {
            body.push_str(&format!(
                "code = [{}]\nreplace = [\"code\"]\n",
                quoted(code)
            ));
        }
        let single = matches!(def.panels.as_slice(), [only] if only.id.is_none());
        for (number, panel) in def.panels.iter().enumerate() {
            let inner = self.panel(index, number, (def, panel));
            if inner.is_empty() {
                continue;
            }
            if !single {
                let id = panel.id.as_deref().unwrap_or_default();
                body.push_str(&format!("\n[[table.panel]]\nid = {}\n", quoted(id)));
            }
            body.push_str(&inner);
        }
        if body.is_empty() {
            return format!("\n# 第 {line} 行 {}：与上级模板相同\n", def.id);
        }
        format!(
            "\n# 第 {line} 行\n[[table]]\nid = {}\n{body}",
            quoted(&def.id)
        )
    }

    /// Columns and rows of a panel that differ, with what could not be placed as comments.
    fn panel(&self, index: usize, number: usize, (def, panel): (&TableDef, &PanelDef)) -> String {
        let schema = &self.report.template.schema.tables;
        let at = schema.iter().position(|schema| {
            matches!(schema.kind, TableKind::Panel { table, panel }
                if usize::from(table) == index && usize::from(panel) == number)
        });
        let Some(id) = at.and_then(|at| u16::try_from(at).ok()).map(TableId) else {
            return String::new();
        };
        let Some(bound) = self.report.table(id) else {
            return String::new();
        };
        let none = Placed::default();
        let key = (def.id.clone(), panel.id.clone());
        let placed = self.draft.names.get(&key).unwrap_or(&none);
        let mut columns: Vec<String> = placed
            .columns
            .iter()
            .map(|(column, word)| {
                format!(
                    "{{ id = {}, header = [{}] }},",
                    quoted(column),
                    quoted(word)
                )
            })
            .collect();
        for (column, has) in panel.columns.iter().zip(&bound.has_column) {
            let named = placed.columns.iter().any(|(known, _)| *known == column.id);
            if !has && !column.optional && !named {
                columns.push(format!(
                    "{{ id = {}, optional = true }},   # 这份报告没有这一栏；本地都没有就写 drop = true",
                    quoted(&column.id)
                ));
            }
        }
        for word in unknown_headers(self.report, id) {
            columns.push(format!("# 表头「{}」没有栏目认领。是已有的栏目，把它加进那个栏目的 header；是新的栏目，就写：", comment(&word)));
            columns.push(format!(
                "# {{ id = {}, type = {} }},",
                quoted(&word),
                quoted(kind_of(&word))
            ));
        }
        let mut rows: Vec<String> = placed
            .rows
            .iter()
            .map(|(row, name)| format!("{{ id = {}, names = [{}] }},", quoted(row), quoted(name)))
            .collect();
        if !panel.open && !panel.rows.is_empty() {
            let unknown = unknown_rows(self.report, bound);
            let known = |name: &String| placed.rows.iter().any(|(_, known)| known == name);
            for name in unknown.iter().filter(|name| !known(name)).take(MAX_LISTED) {
                rows.push(format!("# 这一行没有对上：{{ id = {} }},", quoted(name)));
            }
        }
        list("columns", &columns) + &list("rows", &rows)
    }

    fn missing(&self) -> String {
        let mut out = String::new();
        let mut headed = false;
        for index in missing_tables(self.report) {
            let Some(def) = self.report.template.tables.get(index) else {
                continue;
            };
            // Learnt in this round: the next reading shows whether it is the title.
            if let Some(titles) = self.draft.titles.get(&def.id) {
                let titles: Vec<String> = titles.iter().map(|title| quoted(title)).collect();
                let (id, titles) = (quoted(&def.id), titles.join(", "));
                out.push_str(&format!("\n[[table]]\nid = {id}\ntitle = [{titles}]\n"));
                continue;
            }
            if !headed {
                headed = true;
                out.push_str(
                    "\n# ── 没有找到的表：换了标题就写 title，本地不公布就写 required = false ──\n",
                );
            }
            let titles = def.titles.join("、");
            out.push_str(&format!(
                "\n# 上级模板的标题：{}\n# [[table]]\n# id = {}\n# title = [\"…\"]\n",
                comment(&titles),
                quoted(&def.id)
            ));
        }
        out
    }

    fn strangers(&self) -> String {
        let mut out = String::new();
        for title in unknown_titles(self.report) {
            if title.text.contains("自评") || title.text.contains("绩效") {
                continue;
            }
            if out.is_empty() {
                out.push_str("\n# ── 没有一张表认领的标题：是已有的表，把它加进那张表的 title；是新表，照下面写 ──\n");
            }
            out.push_str(&new_table(&title));
        }
        out
    }

    fn forms(&self) -> String {
        let schema = &self.report.template.schema.tables;
        let read: usize = schema
            .iter()
            .zip(&self.report.tables)
            .filter(|(schema, _)| matches!(schema.kind, TableKind::Form { .. }))
            .map(|(_, table)| table.rows.len())
            .sum();
        let mut out = format!("\n# ── 绩效表：读出 {read} 份 ──\n");
        for title in unknown_titles(self.report) {
            if title.text.contains("自评") || title.text.contains("绩效") {
                out.push_str(&format!(
                    "# 第 {} 行「{}」没有表单认领；写法见模板参考“表单”一节\n",
                    title.line,
                    comment(&title.text)
                ));
            }
        }
        out
    }

    fn claims(&self) -> String {
        let (found, numbers) = suggestions(self.report);
        let mut out = format!("\n# ── 文字说明：有 {numbers} 个数没有句式去读 ──\n");
        if !found.is_empty() {
            out.push_str("# 下面的句式由原句写出，数的名称请改成能看懂的；几份报告写法不同的，用 (甲|乙) 和 … 概括\n");
        }
        for (number, one) in (1_usize..).zip(&found) {
            out.push_str(&format!(
                "\n# 第 {} 行：{}\n# [[claim]]\n# id = \"陈述{number}\"\n# section = [{}]\n# pattern = '{}'\n",
                one.line,
                comment(&one.clause),
                quoted(&one.section),
                comment(&one.pattern).replace('\'', "…"),
            ));
        }
        out
    }
}

/// A table as it would be written anew, as a comment.
fn new_table(title: &UnknownTitle) -> String {
    let mut seen: Vec<String> = Vec::new();
    let mut columns = String::new();
    for word in &title.words {
        let key = label_key(word).into_owned();
        let short = word.chars().count() <= 16;
        if short && !seen.contains(&key) && !word.contains(['：', ':']) {
            columns.push_str(&format!(
                "#   {{ id = {}, type = {} }},\n",
                quoted(word),
                quoted(kind_of(word))
            ));
            seen.push(key);
        }
    }
    format!(
        "\n# 第 {} 行\n# [[table]]\n# id = {}\n# title = [{}]\n# blank = \"zero\"\n# columns = [\n{columns}# ]\n",
        title.line,
        quoted(&title.text),
        quoted(&title.text),
    )
}

/// The type that a header word suggests.
fn kind_of(word: &str) -> &'static str {
    let holds = |words: &[&str]| words.iter().any(|one| word.contains(one));
    let ends = |words: &[&str]| words.iter().any(|one| word.ends_with(one));
    let kind = match () {
        () if holds(&["编码", "代码"]) => ColumnKind::Code,
        () if holds(&["行次", "栏次"]) => ColumnKind::Line,
        () if ends(&["名称", "项目", "科目", "类别"]) => ColumnKind::Label,
        () if holds(&["率", "占比", "比例", "%"]) => ColumnKind::Percent,
        () if holds(&["人数", "数量", "辆", "个数"]) => ColumnKind::Count,
        () if holds(&["备注", "说明", "原因"]) => ColumnKind::Text,
        () => ColumnKind::Amount,
    };
    match kind {
        ColumnKind::Code => "code",
        ColumnKind::Line => "line",
        ColumnKind::Label => "label",
        ColumnKind::Percent => "percent",
        ColumnKind::Count => "count",
        ColumnKind::Text => "text",
        _ => "amount",
    }
}

fn list(key: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    if lines.iter().all(|line| line.starts_with('#')) {
        let lines: Vec<String> = lines.iter().map(|line| format!("{line}\n")).collect();
        return format!("# {key} = [\n{}# ]\n", lines.concat());
    }
    let lines: Vec<String> = lines.iter().map(|line| format!("  {line}\n")).collect();
    format!("{key} = [\n{}]\n", lines.concat())
}

/// A text as a TOML string.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A text as part of a comment: on one line.
fn comment(text: &str) -> String {
    text.replace(char::is_control, " ")
}
