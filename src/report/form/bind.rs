//! Fills the logical tables of all forms of a template.

use super::cells::CellBuilder;
use super::header::Header;
use super::instance::{Instance, find_instances};
use super::rows::{ReadRow, ZoneReader, join_fragments};
use super::silent::Silent;
use super::witness::{settle, weight_sum};
use super::zones::{Zone, Zoned, cut, table_of};
use crate::document::{Document, Place, label_key};
use crate::report::align::Certainty;
use crate::report::claim::OwnText;
use crate::report::{Cell, Content, Doubt, Presence, Row, RowId, Sighting, Table};
use crate::template::{ColumnKind, FormDef, FormTableDef, Schema, TableKind, Template};

/// Fills the tables of all forms; `tables` has one entry per logical table of the template. Returns the
/// prose that the forms hold, in the order of the text.
pub(in crate::report) fn bind_forms(
    document: &Document,
    template: &Template,
    tables: &mut [Table],
) -> Vec<OwnText> {
    let mut texts = Vec::new();
    let instances = find_instances(document, &template.forms);
    let zoned: Vec<(&Instance, Zoned<'_>)> = instances
        .iter()
        .filter_map(|one| Some((one, cut(document, one, template.forms.get(one.form)?))))
        .collect();
    for (index, form) in template.forms.iter().enumerate() {
        let own: Vec<_> = zoned.iter().filter(|(one, _)| one.form == index).collect();
        let rectangular = rectangular_tables(form, &own);
        let binder = FormBinder {
            document,
            template,
            form,
            index,
        };
        let read: Vec<_> = own
            .iter()
            .map(|(_, parts)| binder.read_zones(parts, &rectangular))
            .collect();
        let rows = read.iter().flatten().flat_map(|zone| {
            let even = rectangular.get(zone.table).copied().unwrap_or(false);
            zone.rows.iter().map(move |row| (zone.table, even, row))
        });
        let silent = Silent::of(rows);
        for ((instance, parts), zones) in own.into_iter().zip(read) {
            let filling = Filling {
                zones,
                silent: &silent,
            };
            texts.push(binder.bind_instance(instance, parts, filling, tables));
        }
    }
    texts.sort_by_key(|text| text.title);
    texts
}

/// For each inner table whether its zones are rectangular: as wide as the header in all forms of the
/// report, and 95 % of the rows fit the header cell by cell.
fn rectangular_tables(form: &FormDef, own: &[&(&Instance, Zoned<'_>)]) -> Vec<bool> {
    (0..form.tables.len())
        .map(|table| {
            let (mut rows, mut fitting, mut even) = (0_usize, 0_usize, true);
            for zone in own
                .iter()
                .flat_map(|(_, parts)| &parts.zones)
                .filter(|z| z.table == table)
            {
                let Some(def) = table_of(form, zone) else {
                    continue;
                };
                let (is_even, stands) =
                    ZoneReader::new(def, zone, &status_words(def)).fits_by_position(zone);
                even &= is_even;
                rows += zone.body.len();
                fitting += stands;
            }

            even && rows > 0 && fitting * 20 >= rows * 19
        })
        .collect()
}

/// The words that an actual value may be (达成预期指标), from the columns of measures.
fn status_words(table: &FormTableDef) -> Vec<String> {
    table
        .columns
        .iter()
        .filter(|column| column.kind == ColumnKind::Measure)
        .flat_map(|column| column.words.clone())
        .collect()
}

pub(super) struct FormBinder<'a> {
    pub(super) document: &'a Document,
    pub(super) template: &'a Template,
    pub(super) form: &'a FormDef,
    index: usize,
}

/// An inner table of one instance, read.
struct ReadZone<'a> {
    table: usize,
    def: &'a FormTableDef,
    header: Header,
    rows: Vec<ReadRow>,
}

/// The inner tables of one instance, and which of its blanks are believed.
struct Filling<'a> {
    zones: Vec<ReadZone<'a>>,
    silent: &'a Silent,
}

impl<'a> FormBinder<'a> {
    fn read_zones(&self, parts: &Zoned<'_>, rectangular: &[bool]) -> Vec<ReadZone<'a>> {
        let zones = parts.zones.iter();
        zones
            .filter_map(|zone| self.read_zone(zone, rectangular))
            .collect()
    }

    fn bind_instance(
        &self,
        instance: &Instance,
        parts: &Zoned<'_>,
        filling: Filling<'_>,
        tables: &mut [Table],
    ) -> OwnText {
        let Filling { mut zones, silent } = filling;
        let missing_rows = self.settle_weights(&mut zones);
        let mut text = OwnText {
            title: instance.title,
            project: None,
            lines: parts.prose.clone(),
        };
        if let Some((owner, project)) = self.bind_fields(instance, parts, tables) {
            text.project = project;
            for zone in zones {
                self.bind_zone(zone, (owner, missing_rows), silent, tables);
            }
        }
        text
    }

    fn read_zone(&self, zone: &Zone<'_>, rectangular: &[bool]) -> Option<ReadZone<'a>> {
        let def = table_of(self.form, zone)?;
        let reader = ZoneReader::new(def, zone, &status_words(def));
        let mut rows = reader.read(zone, rectangular.get(zone.table).copied().unwrap_or(false));
        let label = def
            .columns
            .iter()
            .position(|column| column.kind == ColumnKind::Label);
        for row in &mut rows {
            let cell = label.and_then(|label| row.cells.get(label)).copied();
            if let Some(cell) = cell.filter(|cell| cell.printed) {
                reader.declare(row, self.document.text_at(cell.place));
            }
        }
        Some(ReadZone {
            table: zone.table,
            def,
            header: reader.header,
            rows: join_fragments(rows),
        })
    }

    /// Uses the declared sum of weights as a witness; tells whether rows seem to be lost.
    fn settle_weights(&self, zones: &mut [ReadZone<'_>]) -> bool {
        let sum = zones
            .iter()
            .try_fold(rust_decimal::Decimal::ZERO, |sum, zone| {
                sum.checked_add(weight_sum(self.document, zone.def, &zone.rows)?)
            });
        let (met, short) = match (self.form.weights_total, sum) {
            (Some(declared), Some(sum)) => (declared == sum, sum < declared),
            (Some(_), None) => (false, true),
            (None, _) => (false, false),
        };
        for zone in zones {
            settle(&mut zone.rows, met);
        }
        short
    }

    /// The row of the form itself: fields and totals.
    fn bind_fields(
        &self,
        instance: &Instance,
        parts: &Zoned<'_>,
        tables: &mut [Table],
    ) -> Option<(RowId, Option<Place>)> {
        let id = find_table(&self.template.schema, |kind| {
            kind == TableKind::Form {
                form: narrow(self.index),
            }
        })?;
        let columns = self.template.schema.tables.get(id)?.columns.len();
        let whole = self.extent(instance);
        let mut cells = vec![
            absent(Place {
                start: whole.end,
                end: whole.end
            });
            columns
        ];
        self.fill_fields(parts, &mut cells);
        self.fill_totals(parts, &mut cells);
        self.fill_sentences((&instance.heading, parts), id, &mut cells);
        let table = tables.get_mut(id)?;
        sight(table, self.document, whole);
        table.has_column.fill(true);
        let label = cells
            .iter()
            .find(|cell| cell.content == Content::Text)
            .map(|cell| cell.place);
        let row = RowId(u32::try_from(table.rows.len()).ok()?);
        let key = label.map_or_else(String::new, |l| label_key(self.document.text_at(l)).into());
        table.rows.push(plain_row(label, key, whole));
        table.cells.extend(cells);
        Some((row, label))
    }

    fn extent(&self, instance: &Instance) -> Place {
        let blocks = self
            .document
            .blocks
            .get(instance.first..instance.end)
            .unwrap_or(&[]);
        let ends = blocks.iter().rev().find_map(|block| match block {
            crate::document::Block::Paragraph { place } => Some(place.end),
            crate::document::Block::Row { .. } => {
                self.document.cells_of(block).last().map(|cell| cell.end)
            }
            crate::document::Block::Break | crate::document::Block::Noise { .. } => None,
        });
        Place {
            start: instance.title.start,
            end: ends.unwrap_or(instance.title.end),
        }
    }

    fn bind_zone(
        &self,
        zone: ReadZone<'_>,
        (owner, missing_rows): (RowId, bool),
        silent: &Silent,
        tables: &mut [Table],
    ) {
        let wanted = TableKind::FormTable {
            form: narrow(self.index),
            table: narrow(zone.table),
        };
        let Some(id) = find_table(&self.template.schema, |kind| kind == wanted) else {
            return;
        };
        let Some(table) = tables.get_mut(id) else {
            return;
        };
        let has_weights = zone
            .def
            .columns
            .iter()
            .filter(|column| column.kind == ColumnKind::Score)
            .count()
            > 1;
        if missing_rows && has_weights {
            table.owner_doubts.insert(owner, Doubt::RowsLost);
        }
        for (column, has) in table.has_column.iter_mut().enumerate() {
            *has |= zone.header.columns.contains(&column);
        }
        let unit = header_unit(&zone.header.text).or(self.form.unit);
        let builder = CellBuilder::new(self.document, self.template, unit);
        for row in zone.rows {
            sight(table, self.document, row.place);
            let blank: Vec<bool> = (0..zone.def.columns.len())
                .map(|column| silent.holds(zone.table, &row, column))
                .collect();
            self.push_row(
                table,
                (zone.def, &zone.header.columns, &blank),
                (row, owner),
                &builder,
            );
        }
    }

    fn push_row(
        &self,
        table: &mut Table,
        (def, columns, blank): (&FormTableDef, &[usize], &[bool]),
        (row, owner): (ReadRow, RowId),
        builder: &CellBuilder<'_>,
    ) {
        let name = def
            .columns
            .iter()
            .position(|column| column.kind == ColumnKind::Label);
        let label = name
            .and_then(|name| row.cells.get(name))
            .filter(|cell| cell.printed);
        let label = label.map(|cell| cell.place);
        let key = row
            .declared
            .and_then(|declared| def.rows.get(declared))
            .map(|declared| label_key(&declared.id).into_owned())
            .or_else(|| label.map(|l| label_key(self.document.text_at(l)).into_owned()))
            .unwrap_or_default();
        for (index, (column, assigned)) in def.columns.iter().zip(&row.cells).enumerate() {
            let mut cell = if assigned.printed {
                builder.cell(column.kind, column.unit, assigned.place)
            } else {
                absent(assigned.place)
            };
            let is_figure = !matches!(column.kind, ColumnKind::Text | ColumnKind::Label);
            let lost = row.blank_doubt.filter(|_| !assigned.printed);
            let merged = column.mergeable && row.by_position && !assigned.printed;
            let believed = merged || blank.get(index).copied().unwrap_or(false);
            if believed && columns.contains(&index) {
                cell.content = Content::Blank;
            } else if !columns.contains(&index) {
                cell.content = lost.map_or(Content::NoColumn, Content::Uncertain);
            } else if is_figure && let Certainty::Doubtful(doubt) = assigned.certainty {
                cell.content = Content::Uncertain(doubt);
            } else if !assigned.printed
                && let Some(doubt) = row.blank_doubt
            {
                cell.content = Content::Uncertain(doubt);
            }
            table.cells.push(cell);
        }
        let mut bound = plain_row(label, key, row.place);
        bound.owner = Some(owner);
        bound.declared = row.declared.map(narrow);
        bound.doubt = row.doubt;
        table.rows.push(bound);
    }
}

fn plain_row(label: Option<Place>, key: String, place: Place) -> Row {
    Row {
        label,
        key,
        line: None,
        code: None,
        level: 0,
        parent: None,
        declared: None,
        owner: None,
        doubt: None,
        place,
    }
}

pub(super) fn absent(place: Place) -> Cell {
    Cell {
        content: Content::Blank,
        place,
    }
}

/// `(万元)` or `(元)` in a header.
fn header_unit(text: &str) -> Option<crate::figure::Unit> {
    use crate::figure::Unit;
    let has =
        |unit: &str| text.contains(&format!("({unit})")) || text.contains(&format!("（{unit}）"));
    [
        ("万元", Unit::WanYuan),
        ("千元", Unit::ThousandYuan),
        ("元", Unit::Yuan),
    ]
    .into_iter()
    .find(|(word, _)| has(word))
    .map(|(_, unit)| unit)
}

fn find_table(schema: &Schema, wanted: impl Fn(TableKind) -> bool) -> Option<usize> {
    schema.tables.iter().position(|table| wanted(table.kind))
}

fn narrow(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

/// Marks a table as found at a place.
fn sight(table: &mut Table, document: &Document, place: Place) {
    let first = document.line_of(place.start);
    let last = document.line_of(place.end);
    table.presence = Presence::Found;
    match table.sightings.last_mut() {
        Some(before) if before.last + 1 >= first => before.last = before.last.max(last),
        _ => table.sightings.push(Sighting { first, last }),
    }
}
