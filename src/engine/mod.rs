//! The one door for users of the library: packs in, checked reports out. No I/O, printing or clock.
//!
//! Owns: packs (also the built-in ones), choosing a template, which rule files apply to it, the order of
//! the stages.
//! Does not own: any stage itself, or output (`render`).

mod builder;
mod builtin;
mod check;
mod error;
mod library;
mod lint;
mod pack;
mod texts;

pub use builder::{Draft, EngineBuilder};
pub use builtin::{builtin_example, builtin_packs};
pub use check::{CheckOptions, Checked, Fits, Reading};
pub use error::{CheckError, Unfit};
pub use library::{Engine, WrittenRule};
pub use pack::{Pack, PackFile};
pub use texts::{PackTexts, RuleFile};
