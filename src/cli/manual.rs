//! `gouji completions` and `gouji man`: made from the definitions of the commands.

use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;

use super::args::Arguments;
use super::exit::ExitStatus;
use super::failure::Failure;
use super::output::{Output, complain};
use crate::diagnostic::Lang;

/// Prints what a shell needs to complete the command line.
pub(super) fn completions(shell: Shell) -> Result<ExitStatus, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "gouji", &mut script);
    print(&script)
}

/// Prints the manual page, or writes it and those of all commands into a folder.
pub(super) fn man(folder: Option<&Path>, lang: Lang) -> Result<ExitStatus, Failure> {
    let command = Arguments::command();
    let Some(folder) = folder else {
        let mut page = Vec::new();
        clap_mangen::Man::new(command)
            .render(&mut page)
            .map_err(|error| Failure::file(Path::new("gouji.1"), &error))?;
        return print(&page);
    };
    let failed = |error: std::io::Error| Failure::file(folder, &error);
    std::fs::create_dir_all(folder).map_err(failed)?;
    clap_mangen::generate_to(command, folder).map_err(failed)?;
    let shown = folder.display();
    complain(&match lang {
        Lang::Zh => format!("已写出手册页到 {shown}；man {shown}/gouji.1 查看\n"),
        Lang::En => format!("wrote manual pages to {shown}; man {shown}/gouji.1 shows them\n"),
    });
    Ok(ExitStatus::Clean)
}

fn print(bytes: &[u8]) -> Result<ExitStatus, Failure> {
    let mut output = Output::open(None)?;
    output.write_bytes(bytes)?;
    output.finish()?;
    Ok(ExitStatus::Clean)
}
