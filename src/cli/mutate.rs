//! `gouji mutate`: errors planted on purpose, and which of them no rule notices.

use indicatif::ProgressBar;
use rayon::prelude::*;

use super::args::ColourArgument;
use super::checked::Reports;
use super::exit::ExitStatus;
use super::failure::Failure;
use super::mutate_args::{MutateArguments, MutateFormat, MutateWhat};
use super::mutate_rules;
use super::output::{Output, Stream, look};
use super::progress::{progress, threads};
use crate::diagnostic::Lang;
use crate::engine::Engine;
use crate::render::{mutation, mutation_json, mutation_markdown};
use crate::tools::mutate::{Choice, Field, Mutant, Notice, PairTried, Slip, Tally, Tried};

/// Plants errors in all reports and counts what is noticed.
pub(super) fn run(
    arguments: &MutateArguments,
    colour: ColourArgument,
    lang: Option<Lang>,
) -> Result<ExitStatus, Failure> {
    if arguments.of == MutateWhat::Rules {
        return mutate_rules::run(arguments, colour, lang);
    }
    let template = arguments.template.as_deref();
    let reports = Reports::open(
        &arguments.reports,
        &arguments.packs,
        template,
        (colour, lang),
    )?;
    let pool = threads(arguments.jobs)?;
    let choice = choice(arguments);
    let mut status = ExitStatus::Clean;
    let mut tally = Tally::default();
    for input in &reports.inputs {
        let Some((engine, checked)) = reports.check(input)? else {
            status = ExitStatus::CouldNotCheck;
            continue;
        };
        let field = Field::new(&checked, &choice);
        let field = field.with_pairs(&choice, arguments.pairs.unwrap_or(0));
        pool.install(|| {
            plant(
                &Trial {
                    arguments,
                    engine,
                    field: &field,
                },
                &mut tally,
            );
        });
    }
    let stream = match arguments.output {
        Some(_) => Stream::File,
        None => Stream::Stdout,
    };
    let look = look(stream, colour, reports.lang);
    let text = match arguments.format {
        MutateFormat::Human => mutation::human(&tally, arguments.all, &look),
        MutateFormat::Json => mutation_json::json(&tally, choice.seed),
        MutateFormat::Md => mutation_markdown::markdown(&tally, reports.lang),
    };
    let mut output = Output::open(arguments.output.as_deref())?;
    output.write(&text)?;
    output.finish()?;
    Ok(status)
}

fn choice(arguments: &MutateArguments) -> Choice {
    let asked = |slip: &Slip| {
        arguments.kind.is_empty() || arguments.kind.iter().any(|kind| kind.0 == *slip)
    };
    Choice {
        slips: Slip::ALL.into_iter().filter(asked).collect(),
        seed: arguments.seed,
        sample: arguments.sample,
    }
}

/// One report and how its mutants are tried.
struct Trial<'t> {
    arguments: &'t MutateArguments,
    engine: &'t Engine,
    field: &'t Field<'t>,
}

/// Tries every mutant, in parallel, and counts them in their order.
fn plant(trial: &Trial<'_>, tally: &mut Tally) {
    let field = trial.field;
    let (mutants, pairs) = (field.mutants(), field.pairs());
    let bar = progress(mutants.len().saturating_add(pairs.len()));
    let tried: Vec<(Tried, Option<Notice>)> = mutants
        .par_iter()
        .map(|mutant| trial.one(mutant, &bar))
        .collect();
    let paired: Vec<Option<PairTried>> = pairs
        .par_iter()
        .map(|pair| trial.pair(*pair, &bar))
        .collect();
    bar.finish_and_clear();
    for (mutant, (tried, quick)) in mutants.iter().zip(tried) {
        tally.add(field, mutant, tried);
        if let Some(quick) = quick {
            tally.compare(field, mutant, quick, tried.notice);
        }
    }
    for pair in paired.into_iter().flatten() {
        tally.add_pair(pair);
    }
}

impl Trial<'_> {
    /// What became of a mutant; when the text was read again, also what the quick way says.
    fn one(&self, mutant: &Mutant, bar: &ProgressBar) -> (Tried, Option<Notice>) {
        let tried = if self.arguments.reread {
            let quick = self.field.try_quickly(mutant);
            let read = self.field.try_by_reading(self.engine, mutant);
            (read.unwrap_or(quick), Some(quick.notice))
        } else if self.arguments.causes && self.field.can_be_located(mutant) {
            (self.field.try_and_name(mutant), None)
        } else {
            (self.field.try_quickly(mutant), None)
        };
        bar.inc(1);
        tried
    }

    fn pair(&self, pair: (usize, usize), bar: &ProgressBar) -> Option<PairTried> {
        let tried = if self.arguments.reread {
            self.field.try_pair_by_reading(self.engine, pair)
        } else {
            self.field.try_pair(pair)
        };
        bar.inc(1);
        tried
    }
}
