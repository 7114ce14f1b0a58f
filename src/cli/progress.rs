//! Threads, and the bar that shows how far they are.

use indicatif::{ProgressBar, ProgressStyle};

use super::failure::Failure;
use crate::diagnostic::{Wording, codes};

/// As many threads as asked for, or as there are cores.
pub(super) fn threads(jobs: Option<usize>) -> Result<rayon::ThreadPool, Failure> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.unwrap_or(0))
        .build()
        .map_err(|error| no_threads(&error))
}

fn no_threads(error: &rayon::ThreadPoolBuildError) -> Failure {
    let message = Wording::new(
        format!("无法启动线程：{error}"),
        format!("cannot start threads: {error}"),
    );
    Failure::usage(&codes::E0501, message, None)
}

/// A bar on standard error; hidden when that is no terminal.
pub(super) fn progress(steps: usize) -> ProgressBar {
    let bar = ProgressBar::new(steps as u64);
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar
}
