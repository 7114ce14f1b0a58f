//! `gouji baseline`: known findings in a file.

use super::args::{BaselineArguments, BaselineCommand, ColourArgument};
use super::check;
use super::exit::ExitStatus;
use super::failure::Failure;
use crate::diagnostic::Lang;

/// Does what was asked with a baseline.
pub(super) fn run(
    arguments: &BaselineArguments,
    colour: ColourArgument,
    lang: Option<Lang>,
) -> Result<ExitStatus, Failure> {
    match &arguments.command {
        BaselineCommand::Write(write) => check::write_baseline(write, colour, lang),
    }
}
