//! Rule files: text to tree. The only place that knows pest.
//!
//! Owns: the grammar, the tree, syntax errors with carets.
//! Does not own: what a name means (`resolve`).

pub mod ast;
