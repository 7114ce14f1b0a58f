//! Why a command could not do its work.

use std::io;
use std::path::Path;

use super::output::complain;
use crate::diagnostic::{Code, Problem, Problems, Wording, codes};
use crate::engine::CheckError;
use crate::render::{Look, Unchecked, problems};
use crate::source::SourceMap;

/// What a command ends with instead of a result; exit status 2.
#[derive(Debug)]
pub(super) struct Failure {
    sources: SourceMap,
    problems: Problems,
}

impl Failure {
    /// Something wrong with what people wrote: rules, templates, settings.
    pub(super) fn written(sources: SourceMap, problems: Problems) -> Self {
        Self { sources, problems }
    }

    /// One problem without a place in a file.
    pub(super) fn usage(code: &'static Code, message: Wording, help: Option<Wording>) -> Self {
        let mut problem = Problem::error(code, message);
        problem.help = help;
        let mut problems = Problems::default();
        problems.push(problem);
        Self {
            sources: SourceMap::default(),
            problems,
        }
    }

    /// A template asked for by name that does not exist.
    pub(super) fn unknown_template(error: &CheckError) -> Self {
        Self::usage(
            error.code(),
            error.wording(),
            error.details().into_iter().next(),
        )
    }

    /// A file that cannot be read or written.
    pub(super) fn file(path: &Path, error: &io::Error) -> Self {
        Self::usage(&codes::E0501, unreadable(path, error), None)
    }

    /// Tells the person, on standard error.
    pub(super) fn tell(&self, look: &Look) {
        complain(&problems::human(&self.problems, &self.sources, look));
    }
}

/// A report that the engine could not check. Problems of rule files are drawn apart from it.
pub(super) fn unchecked(path: String, error: &CheckError) -> Unchecked {
    let details = match error {
        CheckError::Rules { .. } => Vec::new(),
        other => other.details(),
    };
    Unchecked {
        path,
        code: Some(error.code().id),
        message: error.wording(),
        details,
    }
}

/// What the operating system says of a file, in both languages.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> Wording {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "文件不存在",
        io::ErrorKind::PermissionDenied => "没有权限",
        io::ErrorKind::IsADirectory => "这是文件夹",
        _ => "系统报告错误",
    };
    let path = path.display();
    Wording::new(
        format!("无法访问 `{path}`：{why}（{error}）"),
        format!("cannot access `{path}`: {error}"),
    )
}
