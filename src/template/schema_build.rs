//! The logical tables of a template, made from its definitions.

use std::sync::Arc;

use super::pattern::{Compiled, claim_columns};
use super::{
    BlankMeaning, ColumnDef, ColumnKind, ColumnSchema, FormDef, FormTableDef, PanelDef, RowDef,
    Schema, TableDef, TableId, TableKind, TableSchema, Template,
};
use crate::source::Span;

/// The table of one row that says who reports for when.
pub(super) const REPORT: &str = "报告";
/// The table with one row per statutory table.
pub(super) const STATEMENTS: &str = "报表";

/// All logical tables: 报告, 报表, then panels, forms with their inner tables, claims, each in the
/// template's order.
pub(super) fn of(template: &Template) -> Schema {
    let mut tables = vec![report(template.span), statements(template)];
    for (index, table) in (0..).zip(&template.tables) {
        for (number, panel) in (0..).zip(&table.panels) {
            let kind = TableKind::Panel {
                table: index,
                panel: number,
            };
            tables.push(panel_schema(table, panel, kind));
        }
    }
    for (index, form) in (0..).zip(&template.forms) {
        let parent = u16::try_from(tables.len()).ok().map(TableId);
        tables.push(form_schema(form, index));
        for (number, table) in (0..).zip(&form.tables) {
            let kind = TableKind::FormTable {
                form: index,
                table: number,
            };
            tables.push(inner_schema(form, table, kind, parent));
        }
    }
    for (index, claim) in (0..).zip(&template.claims) {
        tables.push(TableSchema {
            path: claim.id.clone(),
            kind: TableKind::Claim { claim: index },
            parent: None,
            columns: claim_columns(claim),
            rows: Arc::default(),
            open: true,
            blank: BlankMeaning::Unknown,
            span: claim.span,
        });
    }
    Schema { tables }
}

fn report(span: Span) -> TableSchema {
    let columns = [
        ("年度", ColumnKind::Year),
        ("单位", ColumnKind::Text),
        ("部门", ColumnKind::Text),
    ];
    TableSchema {
        path: REPORT.to_owned(),
        kind: TableKind::Report,
        parent: None,
        columns: columns.map(|(id, kind)| plain(id, kind)).into(),
        rows: Arc::default(),
        open: false,
        blank: BlankMeaning::Unknown,
        span,
    }
}

fn statements(template: &Template) -> TableSchema {
    let columns = [
        ("名称", ColumnKind::Text),
        ("标题", ColumnKind::Text),
        ("编号", ColumnKind::Text),
        ("年度", ColumnKind::Year),
        ("单位", ColumnKind::Text),
        ("部门", ColumnKind::Text),
        ("必需", ColumnKind::Text),
        ("目录", ColumnKind::Text),
        ("无数据", ColumnKind::Text),
    ];
    let rows = template.tables.iter().map(|table| RowDef {
        id: table.id.clone(),
        names: vec![table.id.clone()],
        line: None,
        under: None,
        across: false,
        constants: Vec::new(),
        kind: None,
        span: table.span,
    });
    TableSchema {
        path: STATEMENTS.to_owned(),
        kind: TableKind::Statements,
        parent: None,
        columns: columns.map(|(id, kind)| plain(id, kind)).into(),
        rows: rows.collect(),
        open: false,
        blank: BlankMeaning::Unknown,
        span: template.span,
    }
}

fn panel_schema(table: &TableDef, panel: &PanelDef, kind: TableKind) -> TableSchema {
    let path = match &panel.id {
        Some(id) => format!("{}.{id}", table.id),
        None => table.id.clone(),
    };
    TableSchema {
        path,
        kind,
        parent: None,
        columns: panel.columns.iter().map(column).collect(),
        rows: Arc::clone(&panel.rows),
        open: panel.open,
        blank: table.blank,
        span: panel.span,
    }
}

fn form_schema(form: &FormDef, index: u16) -> TableSchema {
    let fields = form.fields.iter().map(|field| plain(&field.id, field.kind));
    let totals = form.totals.iter().flat_map(|total| &total.figures);
    let totals = totals.map(|figure| plain(&figure.id, figure.kind));
    let mut columns: Vec<ColumnSchema> = fields.chain(totals).collect();
    for slot in form
        .compiled
        .iter()
        .chain(&form.compiled_begins)
        .flat_map(|sentence: &Compiled| &sentence.slots)
    {
        if columns.iter().all(|column| column.id != slot.name) {
            columns.push(plain(&slot.name, slot.kind.column()));
        }
    }
    TableSchema {
        path: form.id.clone(),
        kind: TableKind::Form { form: index },
        parent: None,
        columns,
        rows: Arc::default(),
        open: true,
        blank: BlankMeaning::Unknown,
        span: form.span,
    }
}

fn inner_schema(
    form: &FormDef,
    table: &FormTableDef,
    kind: TableKind,
    parent: Option<TableId>,
) -> TableSchema {
    TableSchema {
        path: format!("{}.{}", form.id, table.id),
        kind,
        parent,
        columns: table.columns.iter().map(column).collect(),
        rows: Arc::clone(&table.rows),
        open: table.open,
        blank: table.blank,
        span: table.span,
    }
}

fn column(column: &ColumnDef) -> ColumnSchema {
    ColumnSchema {
        id: column.id.clone(),
        kind: column.kind,
        optional: column.optional,
        unit: column.unit,
    }
}

fn plain(id: &str, kind: ColumnKind) -> ColumnSchema {
    ColumnSchema {
        id: id.to_owned(),
        kind,
        optional: true,
        unit: None,
    }
}
