//! Why a file cannot be read as a report.

use crate::diagnostic::{Code, Wording, codes};

/// A file that is no report text. Says what it is; what to do stands in [`ReadError::help`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing but blanks.
    #[error("the file is empty")]
    Empty,
    /// Not text: a container format or data.
    #[error("the file is not text")]
    Binary {
        /// The format its first bytes show.
        kind: Option<&'static str>,
    },
    /// Larger than [`super::MAX_DOCUMENT_BYTES`].
    #[error("the file has {bytes} bytes, more than the limit of {limit}")]
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// More cells than [`super::MAX_CELLS`].
    #[error("the file has more than {limit} table cells")]
    TooManyCells {
        /// The limit.
        limit: usize,
    },
    /// Neither UTF-8 nor UTF-16 nor GB18030.
    #[error("the file is neither UTF-8 nor GB18030: byte {at} does not fit")]
    Undecodable {
        /// The first byte that is not UTF-8.
        at: usize,
    },
}

impl ReadError {
    /// Its code, with title and page.
    #[must_use]
    pub fn code(&self) -> &'static Code {
        match self {
            Self::Empty => &codes::E0502,
            Self::Binary { .. } => &codes::E0503,
            Self::TooLarge { .. } => &codes::E0504,
            Self::TooManyCells { .. } => &codes::E0505,
            Self::Undecodable { .. } => &codes::E0506,
        }
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn wording(&self) -> Wording {
        let zh = match self {
            Self::Empty => "文件是空的".to_owned(),
            Self::Binary { kind: Some(kind) } => format!("文件不是文本，而是 {kind} 文件"),
            Self::Binary { kind: None } => "文件不是文本".to_owned(),
            Self::TooLarge { bytes, limit } => {
                format!("文件有 {bytes} 字节，超过上限 {limit} 字节")
            }
            Self::TooManyCells { limit } => format!("文件的单元格超过上限 {limit} 个"),
            Self::Undecodable { at } => {
                format!("文件编码无法识别：第 {at} 字节既不是 UTF-8，也不是 GB18030")
            }
        };
        let en = match self {
            Self::Binary { kind: Some(kind) } => format!("the file is not text but {kind}"),
            other => other.to_string(),
        };
        Wording::new(zh, en)
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> Wording {
        match self {
            Self::Empty => Wording::new(
                "检查文本是否已成功导出",
                "check that the text was really extracted",
            ),
            Self::Binary { .. } => Wording::new(
                "先把报告转换成文本（UTF-8 或 GB18030；PDF 可用 pdftotext -layout）",
                "convert the report to text first (UTF-8 or GB18030; a PDF with `pdftotext -layout`)",
            ),
            Self::TooLarge { .. } | Self::TooManyCells { .. } => {
                Wording::new("把文件拆成每个部门一份", "split the file into one per body")
            }
            Self::Undecodable { .. } => Wording::new(
                "另存为 UTF-8 再试；文件也可能已损坏",
                "save it as UTF-8 and try again; the file may also be damaged",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_has_a_code_a_sentence_and_advice_on_one_line() {
        let all = [
            ReadError::Empty,
            ReadError::Binary { kind: Some("PDF") },
            ReadError::Binary { kind: None },
            ReadError::TooLarge { bytes: 9, limit: 8 },
            ReadError::TooManyCells { limit: 7 },
            ReadError::Undecodable { at: 3 },
        ];
        for error in all {
            assert!(error.code().id.starts_with("E05"));
            for text in [error.wording().zh, error.wording().en, error.help().zh] {
                assert!(!text.is_empty() && !text.contains('\n') && !text.ends_with('.'));
            }
        }
    }
}
