//! Templates for tests, written as short as the field's tables allow.
//! (Compiled under `#[cfg(test)]` only.)

use crate::document::{ReadOptions, read};
use crate::figure::Unit;
use crate::source::Span;
use crate::template::{
    AmountDef, BlankMeaning, ColumnDef, ColumnKind, ColumnSchema, NarrativeDef, NoiseDef, PanelDef,
    PercentDef, RowDef, Schema, TableDef, TableKind, TableSchema, Template, YearRange,
};
use std::sync::Arc;

use super::{Report, bind};

/// `编码:code:功能分类科目编码,科目代码`: id, type, header words; `#7` is a column number, `?` optional.
fn column(text: &str) -> ColumnDef {
    let mut parts = text.split(':');
    let id = parts.next().unwrap();
    let kind = match parts.next().unwrap() {
        "label" => ColumnKind::Label,
        "line" => ColumnKind::Line,
        "code" => ColumnKind::Code,
        _ => ColumnKind::Amount,
    };
    let words: Vec<&str> = parts
        .next()
        .map_or(vec![], |words| words.split(',').collect());
    ColumnDef {
        id: id.trim_end_matches('?').to_owned(),
        kind,
        role: None,
        header: words
            .iter()
            .filter(|word| !word.starts_with('#'))
            .map(|word| (*word).to_owned())
            .collect(),
        words: vec![],
        optional: id.ends_with('?'),
        required: false,
        mergeable: false,
        dash: false,
        constants: vec![],
        group: None,
        unit: None,
        places: None,
        range: None,
        index: words
            .iter()
            .find_map(|word| word.strip_prefix('#'))
            .map(|number| number.parse().unwrap()),
        span: Span::default(),
    }
}

/// `id=name,name@line^under!count`: everything but the id may be left out.
fn row(text: &str) -> RowDef {
    let (text, kind) = match text.split_once('!') {
        Some((text, _)) => (text, Some(ColumnKind::Count)),
        None => (text, None),
    };
    let (text, under) = text
        .split_once('^')
        .map_or((text, None), |(t, u)| (t, Some(u)));
    let (text, line) = text
        .split_once('@')
        .map_or((text, None), |(t, l)| (t, Some(l)));
    let (id, names) = text.split_once('=').unwrap_or((text, ""));
    RowDef {
        id: id.to_owned(),
        names: names
            .split(',')
            .filter(|n| !n.is_empty())
            .map(Into::into)
            .collect(),
        line: line.map(|line| line.parse().unwrap()),
        under: under.map(Into::into),
        across: false,
        constants: vec![],
        kind,
        span: Span::default(),
    }
}

/// A panel from its id (empty: none), columns and rows, each separated by blanks.
pub(super) fn panel(id: &str, columns: &str, rows: &str) -> PanelDef {
    PanelDef {
        id: (!id.is_empty()).then(|| id.to_owned()),
        columns: columns.split_whitespace().map(column).collect(),
        rows: rows.split_whitespace().map(row).collect(),
        open: true,
        repeat: None,
        span: Span::default(),
    }
}

/// A table from its id, titles separated by blanks, form number and panels.
pub(super) fn table(id: &str, titles: &str, code: &str, panels: Vec<PanelDef>) -> TableDef {
    TableDef {
        id: id.to_owned(),
        titles: titles.split_whitespace().map(Into::into).collect(),
        codes: vec![code.to_owned()],
        required: true,
        years: YearRange::default(),
        blank: BlankMeaning::Zero,
        rectangular: true,
        panels,
        span: Span::default(),
    }
}

/// A template of some tables, with the schema they make.
pub(super) fn template(tables: Vec<TableDef>) -> Template {
    let mut schema = vec![
        made("报告", TableKind::Report, "年度 单位 部门"),
        made(
            "报表",
            TableKind::Statements,
            "名称 标题 编号 年度 单位 部门 必需 目录 无数据",
        ),
    ];
    for (t, table) in tables.iter().enumerate() {
        for (p, panel) in table.panels.iter().enumerate() {
            let kind = TableKind::Panel {
                table: u16::try_from(t).unwrap(),
                panel: u16::try_from(p).unwrap(),
            };
            let path = match &panel.id {
                Some(id) => format!("{}.{id}", table.id),
                None => table.id.clone(),
            };
            let mut schema_table = made(&path, kind, "");
            schema_table.columns = panel
                .columns
                .iter()
                .map(|column| ColumnSchema {
                    id: column.id.clone(),
                    kind: column.kind,
                    optional: column.optional,
                    unit: column.unit,
                })
                .collect();
            schema.push(schema_table);
        }
    }
    Template {
        id: "sample".into(),
        title: String::new(),
        extends: None,
        ancestors: vec![],
        years: YearRange::default(),
        language: 1,
        recognise: vec!["部门决算公开".into(), "部门决算".into()],
        base_only: false,
        amount: AmountDef {
            places: 2,
            exact_in: Some(Unit::Yuan),
            default_unit: Unit::WanYuan,
        },
        percent: PercentDef { places: 2 },
        noise: NoiseDef::default(),
        tables: tables.into_iter().map(Arc::new).collect(),
        forms: vec![],
        narrative: NarrativeDef::default(),
        phrases: vec![],
        claims: vec![],
        schema: Schema { tables: schema },
        span: Span::default(),
    }
}

fn made(path: &str, kind: TableKind, columns: &str) -> TableSchema {
    let column = |id: &str| ColumnSchema {
        id: id.to_owned(),
        kind: if id == "年度" {
            ColumnKind::Year
        } else {
            ColumnKind::Text
        },
        optional: false,
        unit: None,
    };
    TableSchema {
        path: path.to_owned(),
        kind,
        parent: None,
        columns: columns.split_whitespace().map(column).collect(),
        rows: Arc::default(),
        open: false,
        blank: BlankMeaning::Zero,
        span: Span::default(),
    }
}

/// Binds a text, in which `|` stands for a tab, to a template.
pub(super) fn bound(text: &str, template: Template) -> Report {
    let text = text.replace('|', "\t");
    let document = read("sample.txt", text.as_bytes(), &ReadOptions::default()).unwrap();
    bind(Arc::new(document), Arc::new(template))
}

/// All rows of a table as text: label key, line, code, then each figure, `.` blank, `-` dash, `?`
/// uncertain, `!` unreadable, `x` no column.
pub(super) fn shown(report: &Report, path: &str) -> Vec<String> {
    use super::Content;
    let id = report.template.schema.table(path).unwrap();
    let schema = report.template.schema.get(id).unwrap();
    let table = report.table(id).unwrap();
    let width = schema.columns.len();
    table
        .rows
        .iter()
        .enumerate()
        .map(|(index, row)| {
            let cells = &table.cells[index * width..(index + 1) * width];
            let mut out = row.key.clone();
            if let Some(line) = row.line {
                out += &format!("@{line}");
            }
            if let Some(code) = &row.code {
                out += &format!("#{code}");
            }
            for (cell, column) in cells.iter().zip(&schema.columns) {
                if matches!(
                    column.kind,
                    ColumnKind::Label | ColumnKind::Line | ColumnKind::Code | ColumnKind::Text
                ) {
                    continue;
                }
                out.push(' ');
                out += &match cell.content {
                    Content::Figure(figure) => figure.printed.to_string(),
                    Content::Blank => ".".into(),
                    Content::Dash => "-".into(),
                    Content::Uncertain(_) => "?".into(),
                    Content::Unreadable => "!".into(),
                    Content::NoColumn => "x".into(),
                    Content::Text | Content::Given(_) => report.text(cell).into(),
                };
            }
            out
        })
        .collect()
}

/// The statutory tables of the field, enough of them for tests.
#[allow(clippy::too_many_lines, reason = "a list of tables")]
pub(super) fn statutory() -> Template {
    let items = "项目:label 行次:line 决算数:amount:决算数,金额";
    let codes = "编码:code 科目:label:科目名称";
    let table_of = |id, titles, code, columns: &str| {
        let columns = format!("{codes} {columns}");
        table(id, titles, code, vec![panel("", &columns, "合计")])
    };
    template(vec![
        table(
            "收支总表",
            "收入支出决算总表",
            "公开01表",
            vec![
                panel("收入", items, "本年收入合计@27 总计=收入总计@31"),
                panel("支出", items, "本年支出合计@58 总计=支出总计@62"),
            ],
        ),
        table_of(
            "收入表",
            "收入决算表",
            "公开02表",
            "合计:amount:本年收入合计,#1 财政拨款收入:amount:#2 上级补助收入:amount:#3 事业收入:amount:#4 教育收费?:amount:其中：教育收费 经营收入:amount:#5 附属单位上缴收入:amount:#6 其他收入:amount:#7",
        ),
        table_of(
            "支出表",
            "支出决算表",
            "公开03表",
            "合计:amount:本年支出合计,#1 基本支出:amount:#2 项目支出:amount:#3 上缴上级支出:amount:#4 经营支出:amount:#5 对附属单位补助支出:amount:#6",
        ),
        table(
            "财政拨款总表",
            "财政拨款收入支出决算总表",
            "公开04表",
            vec![
                panel(
                    "收入",
                    items,
                    "一般公共预算财政拨款@1 年初一般公共预算=一般公共预算财政拨款@29^年初财政拨款结转和结余 年初财政拨款结转和结余@28",
                ),
                panel(
                    "支出",
                    "项目:label 行次:line 合计:amount:合计,小计,#2 一般公共预算:amount:一般公共预算财政拨款,#3 政府性基金:amount:政府性基金预算财政拨款,#4 国有资本经营:amount:国有资本经营预算财政拨款,#5",
                    "本年支出合计@59 总计@64",
                ),
            ],
        ),
        table_of(
            "一般公共预算支出表",
            "一般公共预算财政拨款支出决算表 一般公共预算财政拨款支出决算表（一）",
            "公开05表",
            "合计:amount:小计,合计,#1 基本支出:amount:#2 项目支出:amount:#3",
        ),
        table_of(
            "基本支出明细表",
            "一般公共预算财政拨款基本支出决算明细表 一般公共预算财政拨款支出决算明细表 一般公共预算财政拨款支出决算表（二）",
            "公开06表",
            "金额?:amount:金额 基本支出:amount:决算数,其中：基本支出",
        ),
        table_of(
            "基金表",
            "政府性基金预算财政拨款收入支出决算表",
            "公开07表",
            "年初结转和结余:amount:#1 本年收入:amount:#2 本年支出:amount:小计,本年支出/小计,#3 基本支出:amount:#4 项目支出:amount:#5 年末结转和结余:amount:#6",
        ),
        table_of(
            "国资表",
            "国有资本经营预算财政拨款支出决算表",
            "公开08表",
            "合计:amount:合计,小计,#1 基本支出:amount:#2 项目支出:amount:#3",
        ),
        table(
            "三公表",
            "财政拨款“三公”经费支出决算表 一般公共预算财政拨款“三公”经费支出决算表",
            "公开09表",
            vec![panel(
                "",
                "预算合计:amount:预算数/合计,#1 预算因公出国:amount:预算数/因公出国（境）费,#2 预算公务用车:amount:预算数/公务用车购置及运行维护费/小计,预算数/公务用车购置及运行费/小计,#3 预算购置费:amount:预算数/公务用车购置费,#4 预算运行维护费:amount:预算数/公务用车运行维护费,预算数/公务用车运行费,#5 预算公务接待:amount:预算数/公务接待费,#6 决算合计:amount:决算数/合计,#7 决算因公出国:amount:决算数/因公出国（境）费,#8 决算公务用车:amount:决算数/公务用车购置及运行维护费/小计,决算数/公务用车购置及运行费/小计,#9 决算购置费:amount:决算数/公务用车购置费,#10 决算运行维护费:amount:决算数/公务用车运行维护费,决算数/公务用车运行费,#11 决算公务接待:amount:决算数/公务接待费,#12",
                "",
            )],
        ),
        table(
            "信息统计表",
            "部门决算公开相关信息统计表",
            "公开10表",
            vec![panel(
                "",
                "项目:label 行次:line 统计数:amount:统计数,采购金额",
                "政府采购合计=合计@1 车辆数合计=车辆数合计（辆）@7!count 其他用车@15!count 机要通信用车@10!count",
            )],
        ),
    ])
}
