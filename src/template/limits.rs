//! How large templates may be.

/// Bytes of one template file.
pub const MAX_TEMPLATE_BYTES: usize = 4 << 20;
/// Templates in one chain of `extends`.
pub const MAX_EXTENDS: usize = 32;
/// Entries of one list in one file (tables, columns, rows …).
pub const MAX_TEMPLATE_ENTRIES: usize = 10_000;
/// Rows that one template declares in all its tables, lists counted each time they are used.
pub const MAX_TEMPLATE_ROWS: usize = 40_000;
/// Words that one template declares in all, vocabularies counted each time they are used.
pub const MAX_TEMPLATE_WORDS: usize = 400_000;
/// Logical tables of a template: panels, forms, inner tables, claims.
pub const MAX_TEMPLATE_TABLES: usize = 10_000;
