//! The `gouji` command: one file per command.
//!
//! Owns: arguments, files and folders, settings, threads, the terminal, exit status.
//! Does not own: reading, checking (`engine`) or wording (`render`). The only place that touches the
//! file system, the environment and standard output.

mod args;
mod author_args;
mod baseline;
mod case_reports;
mod check;
mod checked;
mod coverage;
mod draft;
mod exit;
mod explain;
mod failure;
mod fmt;
mod formats;
mod handbook;
mod inputs;
mod inspect;
mod known;
mod lint;
mod manual;
mod mutate;
mod mutate_args;
mod mutate_rules;
mod new;
mod new_args;
mod output;
mod packs;
mod progress;
mod replace;
mod rule_files;
mod rules;
mod run;
mod settings;
mod test;
mod traced;
mod workshop;

pub use args::Arguments;
pub use exit::ExitStatus;
pub use run::run;
