//! Standard output, files, and what terminals can do.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::args::ColourArgument;
use super::failure::Failure;
use crate::diagnostic::Lang;
use crate::render::{Colours, DEFAULT_WIDTH, Look};

/// Widest line that is drawn: beyond it the eye no longer finds the line.
const MAX_WIDTH: usize = 140;
/// Narrowest width that excerpts can be drawn in.
const MIN_WIDTH: usize = 60;

/// Where results go.
pub(super) struct Output {
    writer: Box<dyn Write>,
    target: Option<PathBuf>,
    closed: bool,
}

impl std::fmt::Debug for Output {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Output")
            .field("target", &self.target)
            .finish_non_exhaustive()
    }
}

impl Output {
    /// Standard output, or a file.
    pub(super) fn open(target: Option<&Path>) -> Result<Self, Failure> {
        let writer: Box<dyn Write> = match target {
            None => Box::new(BufWriter::new(io::stdout())),
            Some(path) => {
                let file = File::create(path).map_err(|error| Failure::file(path, &error))?;
                Box::new(BufWriter::new(file))
            }
        };
        Ok(Self {
            writer,
            target: target.map(Path::to_owned),
            closed: false,
        })
    }

    /// Writes a text. When the reader has gone (a closed pipe), the rest is dropped quietly.
    pub(super) fn write(&mut self, text: &str) -> Result<(), Failure> {
        self.write_bytes(text.as_bytes())
    }

    /// Writes what is no text.
    pub(super) fn write_bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.attempt(|writer| writer.write_all(bytes))
    }

    /// Hands on what is still in memory.
    pub(super) fn finish(&mut self) -> Result<(), Failure> {
        self.attempt(|writer| writer.flush())
    }

    /// Whether the reader has gone.
    pub(super) fn is_closed(&self) -> bool {
        self.closed
    }

    fn attempt(
        &mut self,
        act: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        if self.closed {
            return Ok(());
        }
        match act(&mut *self.writer) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            Err(error) => {
                let stdout = Path::new("stdout");
                Err(Failure::file(
                    self.target.as_deref().unwrap_or(stdout),
                    &error,
                ))
            }
        }
    }
}

/// Writes to standard error; nothing can be done when that fails.
pub(super) fn complain(text: &str) {
    let mut stderr = io::stderr().lock();
    let _ = stderr.write_all(text.as_bytes());
}

/// Which of the two streams a text goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    /// Results.
    Stdout,
    /// Everything else.
    Stderr,
    /// A file: never coloured.
    File,
}

/// Whether results go to a person's screen.
pub(super) fn stdout_is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// How text looks on a stream.
pub(super) fn look(stream: Stream, colour: ColourArgument, lang: Lang) -> Look {
    let terminal = match stream {
        Stream::Stdout => io::stdout().is_terminal(),
        Stream::Stderr => io::stderr().is_terminal(),
        Stream::File => false,
    };
    let on = match colour {
        ColourArgument::Always => stream != Stream::File,
        ColourArgument::Never => false,
        ColourArgument::Auto => {
            terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
        }
    };
    let width = if terminal {
        terminal_width()
    } else {
        DEFAULT_WIDTH
    };
    Look {
        lang,
        colours: if on { Colours::On } else { Colours::Off },
        width,
    }
}

fn terminal_width() -> usize {
    let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns.unwrap_or(DEFAULT_WIDTH).clamp(MIN_WIDTH, MAX_WIDTH)
}
