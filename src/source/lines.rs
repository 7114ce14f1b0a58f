//! From byte offsets to lines and columns.

/// A 1-based line and a 1-based column counted in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineColumn {
    /// 1-based line.
    pub line: u32,
    /// 1-based column, in characters (Unicode scalar values).
    pub column: u32,
}

/// Where each line of a text begins.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    starts: Vec<u32>,
}

impl Lines {
    /// Scans a text for line breaks (`\n`).
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(
            memchr::memchr_iter(b'\n', text.as_bytes())
                .filter_map(|at| u32::try_from(at.saturating_add(1)).ok()),
        );
        Self { starts }
    }

    /// The 1-based line that holds a byte offset.
    #[must_use]
    pub fn line_of(&self, offset: u32) -> u32 {
        u32::try_from(self.starts.partition_point(|&start| start <= offset)).unwrap_or(u32::MAX)
    }

    /// The byte offset where a 1-based line begins; the last line's for lines beyond the text.
    #[must_use]
    pub fn start_of(&self, line: u32) -> u32 {
        let index = (line as usize).saturating_sub(1);
        self.starts
            .get(index)
            .or(self.starts.last())
            .copied()
            .unwrap_or(0)
    }

    /// Line and character column of a byte offset in the text these lines were made from.
    #[must_use]
    pub fn locate(&self, text: &str, offset: u32) -> LineColumn {
        let line = self.line_of(offset);
        let before = text
            .get(self.start_of(line) as usize..offset as usize)
            .unwrap_or("");
        let column = u32::try_from(before.chars().count())
            .unwrap_or(u32::MAX)
            .saturating_add(1);
        LineColumn { line, column }
    }

    /// The text of a 1-based line without its line break.
    #[must_use]
    pub fn text_of<'t>(&self, text: &'t str, line: u32) -> &'t str {
        let start = self.start_of(line) as usize;
        let end = self
            .starts
            .get(line as usize)
            .map_or(text.len(), |&next| next as usize);
        text.get(start..end)
            .unwrap_or("")
            .trim_end_matches(['\n', '\r'])
    }

    /// How many lines the text has.
    #[must_use]
    pub fn count(&self) -> u32 {
        u32::try_from(self.starts.len()).unwrap_or(u32::MAX)
    }
}
