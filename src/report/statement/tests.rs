//! Whole tables, read: one trap each; and the genuine reports, when they are there.
//! (Compiled under `#[cfg(test)]` only.)

use crate::report::sample::{bound, shown, statutory};
use crate::report::*;

#[test]
fn genuine_reports_are_bound_row_by_row() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/reports");
    for name in [
        "jiyuan-2022",
        "yangcheng-2024",
        "jincheng-2022",
        "changzhi-2022",
    ] {
        let Ok(text) = std::fs::read_to_string(format!("{folder}/{name}.txt")) else {
            println!("{folder}/{name}.txt is absent");
            continue;
        };
        let report = bound(&text, statutory());
        println!("== {name} {:?}", report.identity);
        for (schema, table) in report.template.schema.tables.iter().zip(&report.tables) {
            println!(
                "-- {} {:?} {:?} unit {:?} {:?} {:?}",
                schema.path,
                table.presence,
                table.sightings,
                table.unit,
                table.has_column,
                table.rows_doubt
            );
            println!("   {:?}", table.header);
            for line in shown(&report, &schema.path) {
                println!("   {line}");
            }
        }
        for note in &report.notes {
            if note.kind != NoteKind::SplitNumber {
                println!(
                    "{:?} {} {}",
                    note.kind,
                    report.document.locate(note.place).line,
                    note.detail
                );
            }
        }
    }
}
