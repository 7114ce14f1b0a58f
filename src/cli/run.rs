//! Dispatch: one line per command.

use clap::Parser;

use super::args::{Arguments, Command};
use super::exit::ExitStatus;
use super::failure::Failure;
use super::output::{Stream, look};
use super::{
    baseline, check, coverage, explain, fmt, inspect, lint, manual, mutate, new, rules, test,
};
use crate::diagnostic::Lang;

/// Reads the arguments of the process, does what they ask, and says how it ended.
#[must_use]
pub fn run() -> ExitStatus {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    let lang = arguments.lang.map(Lang::from);
    match dispatch(&arguments, lang) {
        Ok(status) => status,
        Err(failure) => {
            failure.tell(&look(
                Stream::Stderr,
                arguments.color,
                lang.unwrap_or_default(),
            ));
            ExitStatus::CouldNotCheck
        }
    }
}

fn dispatch(arguments: &Arguments, lang: Option<Lang>) -> Result<ExitStatus, Failure> {
    let colour = arguments.color;
    match &arguments.command {
        Command::Check(check) => check::run(check, colour, lang),
        Command::Inspect(inspect) => inspect::run(inspect, colour, lang),
        Command::Rules(rules) => rules::run(rules, colour, lang),
        Command::Explain(explain) => explain::run(explain, colour, lang),
        Command::Coverage(coverage) => coverage::run(coverage, colour, lang),
        Command::Fmt(fmt) => fmt::run(fmt, colour, lang),
        Command::Lint(lint) => lint::run(lint, colour, lang),
        Command::Test(arguments) => test::run(arguments, colour, lang),
        Command::New(arguments) => new::run(arguments, colour, lang),
        Command::Mutate(mutate) => mutate::run(mutate, colour, lang),
        Command::Completions { shell } => manual::completions(*shell),
        Command::Man { folder } => manual::man(folder.as_deref(), lang.unwrap_or_default()),
        Command::Baseline(baseline) => baseline::run(baseline, colour, lang),
    }
}

/// Help and version are results; everything else is bad usage. Clap chooses the stream.
fn usage(error: &clap::Error) -> ExitStatus {
    // A closed pipe while printing help is nobody's loss.
    let _ = error.print();
    if error.use_stderr() {
        ExitStatus::CouldNotCheck
    } else {
        ExitStatus::Clean
    }
}
