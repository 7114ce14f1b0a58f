//! The three meanings of an exit status.

use std::process::{ExitCode, Termination};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum ExitStatus {
    /// 0: done, and nothing found.
    #[default]
    Clean,
    /// 1: findings at or above the severity asked for.
    Findings,
    /// 2: could not check: bad usage, unreadable file, broken rule file.
    CouldNotCheck,
}

impl ExitStatus {
    /// The number given to the shell.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::CouldNotCheck => 2,
        }
    }
}

impl Termination for ExitStatus {
    fn report(self) -> ExitCode {
        ExitCode::from(self.code())
    }
}
