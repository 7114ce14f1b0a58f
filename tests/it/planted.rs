//! `gouji mutate`: planted errors are counted the same way by every road, and by every seed alike.

use std::path::PathBuf;

use gouji::engine::{CheckOptions, Checked, Engine};
use gouji::tools::mutate::{Choice, Field, Notice, Slip, Tally};
use gouji::tools::printed::Area;

fn checked(engine: &Engine, example: &str) -> Checked {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("examples")
        .join(example);
    let text = std::fs::read(path).unwrap();
    engine
        .check(example, &text, &CheckOptions::default())
        .unwrap()
}

fn sampled(sample: usize, seed: u64) -> Choice {
    Choice {
        seed,
        sample: Some(sample),
        ..Choice::default()
    }
}

#[test]
fn deciding_checks_again_says_what_reading_the_changed_text_says() {
    let engine = Engine::builtin().unwrap();
    let checked = checked(&engine, "shidu-2024.txt");
    let field = Field::new(&checked, &sampled(16, 3));
    assert!(field.mutants().len() > 30);
    for mutant in field.mutants() {
        let quick = field.try_quickly(mutant).notice;
        let read = field.try_by_reading(&engine, mutant).unwrap().notice;
        assert_eq!(quick, read, "{mutant:?}");
    }
}

#[test]
fn a_planted_error_of_a_clean_table_is_noticed_and_named() {
    let engine = Engine::builtin().unwrap();
    let checked = checked(&engine, "wangchuan-2022.txt");
    let choice = Choice {
        slips: vec![Slip::Swap],
        ..sampled(40, 1)
    };
    let field = Field::new(&checked, &choice).with_pairs(&choice, 5);
    let mut tally = Tally::default();
    for mutant in field.mutants() {
        tally.add(&field, mutant, field.try_and_name(mutant));
    }
    let statement = tally.taking_part[&Area::Statement];
    assert!(statement.planted > 10);
    assert_eq!(statement.noticed, statement.planted);
    let named = tally.causes[&(Area::Statement, Slip::Swap)];
    assert!(named.cell * 10 >= named.told * 8, "{named:?}");
    let pairs: Vec<_> = field
        .pairs()
        .iter()
        .filter_map(|pair| field.try_pair(*pair))
        .collect();
    assert_eq!(pairs.len(), 5);
    assert!(pairs.iter().all(|pair| pair.noticed));
}

#[test]
fn the_same_seed_draws_the_same_mutants() {
    let engine = Engine::builtin().unwrap();
    let checked = checked(&engine, "fenling-2022.txt");
    let drawn = |seed| {
        let choice = sampled(9, seed);
        let field = Field::new(&checked, &choice).with_pairs(&choice, 4);
        (field.mutants().to_vec(), field.pairs().to_vec())
    };
    assert_eq!(drawn(5), drawn(5));
    assert_ne!(drawn(5), drawn(6));
}

#[test]
fn what_no_rule_checks_is_missed_for_that_reason() {
    let engine = Engine::builtin().unwrap();
    let checked = checked(&engine, "wangchuan-2022.txt");
    let field = Field::new(&checked, &Choice::default());
    let loose: Vec<_> = field
        .mutants()
        .iter()
        .filter(|mutant| !field.takes_part(mutant))
        .collect();
    assert!(!loose.is_empty());
    for mutant in loose {
        assert_eq!(
            field.try_quickly(mutant).notice,
            Notice::Missed,
            "{mutant:?}"
        );
    }
}
