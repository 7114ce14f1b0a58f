//! Planted errors, and which of them no rule notices, as JSON.

use serde::Serialize;

use super::json::SCHEMA;
use crate::tools::mutate::{Count, Missed, Tally};

#[derive(Serialize)]
struct JsonTally<'t> {
    schema: u32,
    gouji: &'static str,
    seed: u64,
    tables: Vec<JsonTable<'t>>,
    areas: Vec<JsonArea>,
    causes: Vec<JsonCauses>,
    pairs: JsonPairs,
    compared: u32,
    disagreed: usize,
    missed: Vec<JsonMissed<'t>>,
}

#[derive(Serialize)]
struct JsonTable<'t> {
    area: &'static str,
    table: &'t str,
    kind: &'static str,
    #[serde(flatten)]
    count: JsonCount,
}

#[derive(Serialize)]
struct JsonCount {
    planted: u32,
    noticed: u32,
    strained: u32,
}

impl From<Count> for JsonCount {
    fn from(count: Count) -> Self {
        Self {
            planted: count.planted,
            noticed: count.noticed,
            strained: count.strained,
        }
    }
}

#[derive(Serialize)]
struct JsonArea {
    area: &'static str,
    all: JsonCount,
    taking_part: JsonCount,
}

#[derive(Serialize)]
struct JsonCauses {
    area: &'static str,
    kind: &'static str,
    told: u32,
    cell: u32,
    cause: u32,
}

#[derive(Serialize)]
struct JsonPairs {
    planted: u32,
    both: u32,
    one: u32,
}

#[derive(Serialize)]
struct JsonMissed<'t> {
    path: &'t str,
    line: u32,
    area: &'static str,
    table: &'t str,
    row: &'t str,
    column: &'t str,
    printed: &'t str,
    instead: &'t str,
    kind: &'static str,
    why: &'static str,
}

/// What was planted and what was noticed, as one JSON object.
#[must_use]
pub fn json(tally: &Tally, seed: u64) -> String {
    let [planted, both, one] = tally.pairs;
    let object = JsonTally {
        schema: SCHEMA,
        gouji: env!("CARGO_PKG_VERSION"),
        seed,
        tables: tables(tally),
        areas: areas(tally),
        causes: causes(tally),
        pairs: JsonPairs { planted, both, one },
        compared: tally.compared,
        disagreed: tally.disagreed.len(),
        missed: tally.missed.iter().map(missed).collect(),
    };
    let mut text = serde_json::to_string_pretty(&object).unwrap_or_default();
    text.push('\n');
    text
}

fn tables(tally: &Tally) -> Vec<JsonTable<'_>> {
    let mut rows = Vec::new();
    for ((area, table), by_slip) in &tally.by_table {
        for (slip, count) in by_slip {
            rows.push(JsonTable {
                area: area.id(),
                table,
                kind: slip.id(),
                count: (*count).into(),
            });
        }
    }
    rows
}

fn areas(tally: &Tally) -> Vec<JsonArea> {
    tally
        .all
        .iter()
        .map(|(area, all)| JsonArea {
            area: area.id(),
            all: (*all).into(),
            taking_part: tally
                .taking_part
                .get(area)
                .copied()
                .unwrap_or_default()
                .into(),
        })
        .collect()
}

fn causes(tally: &Tally) -> Vec<JsonCauses> {
    tally
        .causes
        .iter()
        .map(|((area, slip), count)| JsonCauses {
            area: area.id(),
            kind: slip.id(),
            told: count.told,
            cell: count.cell,
            cause: count.kind,
        })
        .collect()
}

fn missed(one: &Missed) -> JsonMissed<'_> {
    JsonMissed {
        path: &one.report,
        line: one.line,
        area: one.area.id(),
        table: &one.table,
        row: &one.row,
        column: &one.column,
        printed: &one.printed,
        instead: &one.instead,
        kind: one.slip.id(),
        why: one.why.id(),
    }
}
