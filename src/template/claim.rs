//! Claims of a template: patterns of sentences that state figures.

use super::Spanned;
use crate::source::Span;

/// How far `each` and `more` of a claim reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ClaimScope {
    /// The whole section.
    #[default]
    Section,
    /// To the next 。
    Sentence,
    /// To the next 。 or ；
    Clause,
}

/// `[[claim]]`: sentences that state figures, read as a table.
#[derive(Debug, Clone)]
pub struct ClaimDef {
    /// Id used by rules.
    pub id: String,
    /// Headings of the sections to look in; empty for the whole report.
    pub sections: Vec<String>,
    /// One row per match.
    pub patterns: Vec<PatternText>,
    /// Patterns of a list's head.
    pub totals: Vec<PatternText>,
    /// Patterns of a list's items.
    pub each: Vec<PatternText>,
    /// Patterns looked for after a row's head; they fill further columns.
    pub more: Vec<PatternText>,
    /// Sentences that state zero.
    pub zero: Vec<PatternText>,
    /// How far `each` and `more` reach.
    pub scope: ClaimScope,
    /// Reads only numbers that nothing else has read.
    pub rest: bool,
    /// All matches of one section fill one row (`gather = true`), each column at most once.
    pub gather: bool,
    /// Decimals asked of its percents, where people round by hand (执行率约为 31%); else the template's.
    pub percent_places: Option<u8>,
    /// The patterns, compiled; see [`crate::template::pattern::compile_claim`].
    pub compiled: super::pattern::ClaimPatterns,
    /// Place in the template.
    pub span: Span,
}

/// The text of a pattern and its place in the template.
pub type PatternText = Spanned<String>;

/// `[[phrase]]`: a named piece of pattern, written `<名>` in patterns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhraseDef {
    /// Its name.
    pub id: String,
    /// The pattern.
    pub pattern: PatternText,
}
