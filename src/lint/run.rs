//! All lints over a library.

use rustc_hash::FxHashSet;

use super::allow::Allowances;
use super::{
    Levels, Library, LintLevel, alias, always, bare, glued, hidden, idle, patterns, relations,
    tolerance, unused, wording,
};
use crate::diagnostic::{Level, Problem, Problems};

/// Everything that lints find, at the levels asked for, in order of place. What a comment allows with a
/// reason is left out; what several templates share is said once.
#[must_use]
pub fn lint(library: &Library<'_>, levels: &Levels) -> Problems {
    let mut found = Vec::new();
    for file in &library.files {
        unused::look(&file.tree.items, &mut found);
        hidden::names(&file.tree.items, &[], &mut found);
    }
    hidden::switched_off(library, &mut found);
    for one in &library.templates {
        relations::look(one, &mut found);
        alias::look(one, library.sources, &mut found);
        patterns::look(one, &mut found);
    }
    always::look(library, &mut found);
    tolerance::look(library, &mut found);
    glued::look(library, &mut found);
    bare::look(library, &mut found);
    idle::look(library, &mut found);
    wording::look(library, &mut found);
    let mut allowances = Allowances::read(library);
    found.retain(|problem| !allowances.allows(problem));
    found.extend(allowances.finish());
    said_once(found, levels)
}

fn said_once(found: Vec<Problem>, levels: &Levels) -> Problems {
    let mut seen = FxHashSet::default();
    let mut problems = Problems::default();
    for mut problem in found {
        problem.level = match levels.level(problem.code) {
            LintLevel::Off => continue,
            LintLevel::Warn => Level::Warning,
            LintLevel::Error => Level::Error,
        };
        let place = problem.labels.first().map(|label| label.span);
        if seen.insert((problem.code.id, place)) {
            problems.push(problem);
        }
    }
    problems.sort();
    problems
}
