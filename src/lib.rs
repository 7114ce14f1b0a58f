//! gouji (勾稽): rules, written in files, run over the published accounts of public bodies.

#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnose;
pub mod diagnostic;
pub mod document;
pub mod engine;
pub mod eval;
pub mod figure;
pub mod format;
pub mod program;
pub mod render;
pub mod report;
pub mod resolve;
pub mod source;
pub mod syntax;
pub mod template;
