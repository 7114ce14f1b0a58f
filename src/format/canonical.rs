//! The doors of this folder.

use super::blocks::Writer;
use super::spelling::{Spelling, Words};
use super::unchanged;
use crate::diagnostic::Problems;
use crate::source::{SourceId, SourceMap};
use crate::syntax::{self, ast::File};

/// A rule file in canonical layout. Formatting twice gives the same as formatting once, the tree stays
/// the same, and no comment is lost; the last two are checked before anything is returned.
///
/// # Errors
/// What is wrong with the file; the places point into the text that was given, as source 0.
pub fn format(text: &str, spelling: Spelling) -> Result<String, Problems> {
    let mut sources = SourceMap::default();
    let id = sources.add("", text);
    format_source(&sources, id, spelling)
}

/// The same for a text that is part of a source map.
///
/// # Errors
/// What is wrong with the file. A source that the map does not hold is an empty file.
pub fn format_source(
    sources: &SourceMap,
    id: SourceId,
    spelling: Spelling,
) -> Result<String, Problems> {
    let text = sources.get(id).map_or("", |source| source.text.as_str());
    let (file, problems) = syntax::parse(sources, id);
    if problems.has_errors() {
        return Err(problems);
    }
    let formatted = Writer::new(Words::of(text, spelling)).file(&file);
    unchanged::check(text, file, &formatted)?;
    Ok(formatted)
}

/// A tree as text, with English keywords and without comments. Places in the tree do not matter; a tree
/// that no text can give (a reserved word as a function, a condition as the key of a row) is printed
/// as well as possible.
#[must_use]
pub fn print(file: &File, spelling: Spelling) -> String {
    Writer::new(Words::of("", spelling)).file(&file.clone().without_places())
}
