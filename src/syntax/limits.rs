//! How large a rule file may be. Each limit has an error that names it.

/// Largest rule file in bytes. Two thousand rules are about 400 KB.
pub const MAX_FILE_BYTES: usize = 4 * 1024 * 1024;

/// Deepest nesting of brackets and braces. Real rules stay under 10.
pub const MAX_NESTING: usize = 64;

/// Greatest depth of the tree of one expression; a chain of operators is as deep as it has operators.
/// Every later pass may therefore follow the tree by plain recursion.
pub const MAX_DEPTH: u32 = 128;

/// Most faults shown of one file; a file that is not a rule file at all has thousands.
pub const MAX_FAULTS: usize = 100;
