//! The two tables that every report has: `报告` (one row, the report itself) and `报表` (one row per
//! statutory table of the template).

use super::model::{Cell, Content, Doubt, HeaderFacts, Identity, Presence, Row, Table};
use super::statement::{Mention, Walk};
use crate::document::{Place, label_key};
use crate::figure::{Figure, Unit};
use crate::template::{TableSchema, Template};

/// Texts that the template gives, as the report stores them.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The texts.
    pub(super) list: Vec<String>,
}

impl Words {
    fn given(&mut self, text: &str, place: Place) -> Cell {
        let known = self.list.iter().position(|word| word == text);
        let index = known.unwrap_or_else(|| {
            self.list.push(text.to_owned());
            self.list.len().saturating_sub(1)
        });
        Cell {
            content: u16::try_from(index).map_or(Content::Text, Content::Given),
            place,
        }
    }
}

/// A blank cell at the beginning of a place.
fn blank(place: Place) -> Cell {
    Cell {
        content: Content::Blank,
        place: Place {
            start: place.start,
            end: place.start,
        },
    }
}

fn printed(place: Option<Place>) -> Cell {
    place.map_or_else(
        || blank(Place::default()),
        |place| Cell {
            content: Content::Text,
            place,
        },
    )
}

fn year_cell(year: Option<(i32, Place)>) -> Cell {
    let Some((year, place)) = year else {
        return blank(Place::default());
    };
    let content =
        Figure::exact(year.into(), Unit::Year).map_or(Content::Unreadable, Content::Figure);
    Cell { content, place }
}

fn unit_cell(unit: Option<(Unit, Place)>, words: &mut Words) -> Cell {
    match unit {
        Some((unit, place)) => words.given(unit.symbol(), place),
        None => blank(Place::default()),
    }
}

/// A table that stands in every report, without rows yet.
fn made(schema: &TableSchema, unit: Unit) -> Table {
    Table {
        presence: Presence::Found,
        sightings: Vec::new(),
        header: HeaderFacts::default(),
        unit,
        has_column: vec![true; schema.columns.len()],
        rows: Vec::new(),
        cells: Vec::new(),
        rows_doubt: None,
        owner_doubts: std::collections::BTreeMap::new(),
    }
}

fn row(key: String, declared: Option<u16>, place: Place) -> Row {
    Row {
        label: None,
        key,
        line: None,
        code: None,
        level: 0,
        parent: None,
        declared,
        owner: None,
        doubt: None,
        place,
    }
}

/// `报告`: 年度, 单位 (the unit of most tables), 部门.
pub(super) fn report_table(
    schema: &TableSchema,
    identity: &Identity,
    walk: &Walk<'_>,
    words: &mut Words,
) -> Table {
    let unit_place = walk
        .found
        .iter()
        .filter_map(|found| found.header.unit)
        .find(|(unit, _)| Some(*unit) == identity.unit);
    let mut table = made(schema, identity.unit.unwrap_or(Unit::Yuan));
    for column in &schema.columns {
        let cell = match column.id.as_str() {
            "年度" => year_cell(identity.year),
            "单位" => unit_cell(unit_place, words),
            "部门" => printed(identity.body.as_ref().map(|(_, place)| *place)),
            _ => blank(Place::default()),
        };
        table.cells.push(cell);
    }
    table
        .rows
        .push(row(schema.path.clone(), None, Place::default()));
    table
}

/// `报表`: what each statutory table's own header says. A table that is missing has blank cells; one
/// that is only named in the contents has uncertain ones, since it may have been lost in extraction.
pub(super) fn statements_table(
    schema: &TableSchema,
    template: &Template,
    walk: &Walk<'_>,
    year: Option<i32>,
    words: &mut Words,
) -> Table {
    let mut table = made(schema, Unit::Yuan);
    for (index, def) in template.tables.iter().enumerate() {
        let Ok(index) = u16::try_from(index) else {
            break;
        };
        let found = walk.found.iter().find(|found| found.table == index);
        let contents = contents_line(walk, index);
        let facts = match (found, contents) {
            (Some(found), _) => Facts::Header(&found.header, found.no_data()),
            (None, Some(_)) => Facts::Lost,
            (None, None) => Facts::None,
        };
        let required = def.required && year.is_none_or(|year| def.years.contains(year));
        let title = found.and_then(|found| found.header.title);
        let place = title.or(contents).unwrap_or_default();
        for column in &schema.columns {
            let cell = match column.id.as_str() {
                "名称" => words.given(&def.id, place),
                "必需" => words.given(if required { "是" } else { "否" }, place),
                id => cell_of(id, facts, contents, words),
            };
            table.cells.push(cell);
        }
        let mut row = row(label_key(&def.id).into_owned(), Some(index), place);
        row.label = title.or(contents);
        table.rows.push(row);
    }
    table
}

/// What is known of one statutory table.
#[derive(Clone, Copy)]
enum Facts<'h> {
    Header(&'h HeaderFacts, Option<Place>),
    Lost,
    None,
}

impl Facts<'_> {
    fn title(self) -> Option<Place> {
        match self {
            Self::Header(header, _) => header.title,
            Self::Lost | Self::None => None,
        }
    }
}

fn cell_of(column: &str, facts: Facts<'_>, contents: Option<Place>, words: &mut Words) -> Cell {
    let named = contents.unwrap_or_default();
    if column == "目录" {
        return missing_at(printed(contents), facts.title());
    }
    let (header, no_data) = match facts {
        Facts::Header(header, no_data) => (header, no_data),
        Facts::Lost => {
            return Cell {
                content: Content::Uncertain(Doubt::RowsLost),
                place: named,
            };
        }
        Facts::None => return blank(named),
    };
    let cell = match column {
        "标题" => printed(header.title),
        "编号" => printed(header.code),
        "年度" => year_cell(header.year),
        "单位" => unit_cell(header.unit, words),
        "部门" => printed(header.body.as_ref().map(|(_, place)| *place)),
        "无数据" => printed(no_data),
        _ => blank(named),
    };
    missing_at(cell, facts.title())
}

/// What a table's header does not say is missing at its title.
fn missing_at(cell: Cell, title: Option<Place>) -> Cell {
    match (cell.content, title) {
        (Content::Blank, Some(title)) => blank(title),
        _ => cell,
    }
}

/// The line of the table of contents that names a table; lines that name it without a page number
/// count as well.
fn contents_line(walk: &Walk<'_>, table: u16) -> Option<Place> {
    let mentions = || walk.mentions.iter().filter(move |m| m.table == table);
    let paged = mentions().find(|mention: &&Mention| mention.contents);
    paged
        .or_else(|| mentions().next())
        .map(|mention| mention.place)
}
