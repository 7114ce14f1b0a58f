//! Fields, totals and sentences of one form instance.

use super::bind::{FormBinder, absent};
use super::cells::{CellBuilder, text_cell};
use super::zones::{FormRow, Zoned};
use crate::document::{Place, label_key};
use crate::report::claim::{Stated, read_sentences};
use crate::report::{Cell, Content, Doubt};
use crate::template::ColumnKind;

impl FormBinder<'_> {
    /// The value stands to the right of its label, or after its colon.
    pub(super) fn fill_fields(&self, parts: &Zoned<'_>, cells: &mut [Cell]) {
        for (index, field) in self.form.fields.iter().enumerate() {
            let named = |text: &str| {
                let key = label_key(text);
                field.names.iter().any(|name| *label_key(name) == *key)
            };
            let in_row = parts
                .field_rows
                .iter()
                .find_map(|row| value_right_of(row, &named));
            let in_line = || {
                parts.field_lines.iter().find_map(|&line| {
                    let text = self.document.text_at(line);
                    let (label, value) = text.split_once(['：', ':'])?;
                    let skipped = text.len().checked_sub(value.len())?;
                    let lead = value.len().checked_sub(value.trim_start().len())?;
                    let start = line
                        .start
                        .checked_add(u32::try_from(skipped + lead).ok()?)?;
                    let value = value.trim();
                    (named(label) && !value.is_empty()).then_some(Place {
                        start,
                        end: start.checked_add(u32::try_from(value.len()).ok()?)?,
                    })
                })
            };
            if let (Some(place), Some(slot)) = (in_row.or_else(in_line), cells.get_mut(index)) {
                *slot = CellBuilder::new(self.document, self.template, self.form.unit)
                    .cell(field.kind, None, place);
            }
        }
    }

    /// Fields that stand in the heading or in the prose of the form only: the project of a report, the
    /// total and grade of a conclusion.
    pub(super) fn fill_sentences(
        &self,
        (heading, parts): (&[Stated], &Zoned<'_>),
        id: usize,
        cells: &mut [Cell],
    ) {
        let Some(schema) = self.template.schema.tables.get(id) else {
            return;
        };
        let builder = CellBuilder::new(self.document, self.template, self.form.unit);
        let lines: Vec<Place> = parts.prose.iter().map(|line| line.place).collect();
        let in_prose = read_sentences(self.document, &lines, &self.form.compiled);
        for stated in heading.iter().chain(&in_prose) {
            let Some(column) = schema.column(&stated.name) else {
                continue;
            };
            let kind = schema
                .columns
                .get(column.0 as usize)
                .map(|column| column.kind);
            if let (Some(slot), Some(kind)) = (cells.get_mut(column.0 as usize), kind) {
                *slot = match stated.number {
                    Some(number) => builder.stated(kind, number, stated.place),
                    None => text_cell(stated.place),
                };
            }
        }
    }

    /// A total row prints its figures in order; another number of them is doubtful.
    pub(super) fn fill_totals(&self, parts: &Zoned<'_>, cells: &mut [Cell]) {
        let mut column = self.form.fields.len();
        for (index, total) in self.form.totals.iter().enumerate() {
            let width = total.figures.len().max(1);
            let row = parts
                .totals
                .iter()
                .find(|(of, _)| *of == index)
                .map(|(_, row)| row);
            if let (Some(row), Some(slots)) = (row, cells.get_mut(column..column + width)) {
                self.fill_total(total, row, slots);
            }
            column += width;
        }
    }

    pub(super) fn fill_total(
        &self,
        total: &crate::template::TotalDef,
        row: &FormRow<'_>,
        slots: &mut [Cell],
    ) {
        let labelled = !total.names.is_empty() && !total.unlabelled;
        let labelled = labelled
            || row
                .texts
                .iter()
                .find(|text| !text.is_empty())
                .is_some_and(|text| crate::figure::read_number(text).is_none());
        let printed: Vec<Place> = row
            .cells
            .iter()
            .zip(&row.texts)
            .filter(|(_, text)| !text.is_empty())
            .map(|(cell, _)| *cell)
            .skip(usize::from(labelled))
            .collect();
        let builder = CellBuilder::new(self.document, self.template, self.form.unit);
        let kinds: Vec<ColumnKind> = total.figures.iter().map(|figure| figure.kind).collect();
        let complete = printed.len() == slots.len();
        for (slot, (kind, place)) in slots.iter_mut().zip(kinds.into_iter().zip(&printed)) {
            *slot = builder.cell(kind, None, *place);
            if !complete {
                slot.content = Content::Uncertain(Doubt::FigureLost);
            }
        }
        if !complete {
            // A grade is a word: it is certain wherever it stands.
            self.rescue_words(&printed, total, slots);
        }
    }

    pub(super) fn rescue_words(
        &self,
        printed: &[Place],
        total: &crate::template::TotalDef,
        slots: &mut [Cell],
    ) {
        let kinds: Vec<ColumnKind> = total.figures.iter().map(|figure| figure.kind).collect();
        let numbers: Vec<Place> = printed
            .iter()
            .copied()
            .filter(|&place| crate::figure::read_number(self.document.text_at(place)).is_some())
            .collect();
        let wanted = kinds
            .iter()
            .filter(|kind| **kind != ColumnKind::Text)
            .count();
        let builder = CellBuilder::new(self.document, self.template, self.form.unit);
        let mut left = numbers.iter();
        for (slot, kind) in slots.iter_mut().zip(&kinds) {
            if *kind == ColumnKind::Text {
                let word = printed
                    .iter()
                    .copied()
                    .find(|place| !numbers.contains(place));
                *slot = word.map_or(absent(slot.place), text_cell);
            } else if numbers.len() == wanted
                && let Some(&place) = left.next()
            {
                *slot = builder.cell(*kind, None, place);
            }
        }
    }
}

fn value_right_of(row: &FormRow<'_>, named: &impl Fn(&str) -> bool) -> Option<Place> {
    let at = row.texts.iter().position(|text| named(text))?;
    row.texts
        .iter()
        .zip(row.cells.iter())
        .skip(at + 1)
        .find(|(text, _)| !text.is_empty())
        .map(|(_, cell)| *cell)
}
