//! How large templates may be.

/// Bytes of one template file.
pub const MAX_TEMPLATE_BYTES: usize = 4 << 20;
/// Templates in one chain of `extends`.
pub const MAX_EXTENDS: usize = 32;
/// Rows that one template declares in all its tables, lists counted where they are used.
pub const MAX_TEMPLATE_ROWS: usize = 60_000;
/// Words that one template declares in all, vocabularies counted where they are used.
pub const MAX_TEMPLATE_WORDS: usize = 400_000;
/// Logical tables, or columns of one table.
pub const MAX_TEMPLATE_TABLES: usize = 10_000;
