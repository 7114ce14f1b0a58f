//! W0710: a word operator glued to a name.

use rustc_hash::FxHashSet;

use super::{Library, LintedTemplate, walk};
use crate::diagnostic::codes::W0710;
use crate::diagnostic::{Problem, Wording};
use crate::document::label_key;
use crate::syntax::ast::{Expr, ExprKind, Item, Name};
use crate::syntax::keywords::glued_operator;

/// Names with `且` or `或` inside that no template knows as names.
pub(super) fn look(library: &Library<'_>, found: &mut Vec<Problem>) {
    let known = known(&library.templates);
    let mut visit = |name: &Name| {
        if let Some((before, operator, after)) = glued_operator(&name.text)
            && !known.contains(label_key(&name.text).as_ref())
        {
            found.push(problem(name, (before, operator, after)));
        }
    };
    for file in &library.files {
        for item in &file.tree.items {
            definitions(item, &mut visit);
            walk::of_item(item, &mut |expr| in_expression(expr, &mut visit));
        }
    }
}

fn in_expression(expr: &Expr, visit: &mut impl FnMut(&Name)) {
    match &expr.kind {
        ExprKind::Name(name) | ExprKind::Field { name, .. } => visit(name),
        _ => {}
    }
}

fn definitions(item: &Item, visit: &mut impl FnMut(&Name)) {
    match item {
        Item::Let(binding) => visit(&binding.name),
        Item::Function(function) => visit(&function.name),
        Item::Scope(scope) => scope.items.iter().for_each(|item| definitions(item, visit)),
        Item::Rule(rule) => {
            rule.lets.iter().for_each(|binding| visit(&binding.name));
            rule.sources
                .iter()
                .for_each(|source| visit(&source.variable));
        }
        Item::Use(_) | Item::Disable(_) => {}
    }
}

/// Everything that templates give a name.
fn known(templates: &[LintedTemplate<'_>]) -> FxHashSet<String> {
    let mut known = FxHashSet::default();
    for one in templates {
        for table in &one.program.schema().tables {
            known.extend(table.path.split('.').map(owned));
            known.extend(table.columns.iter().map(|column| owned(&column.id)));
            for row in table.rows.iter() {
                known.insert(owned(&row.id));
                known.extend(row.names.iter().map(|name| owned(name)));
            }
        }
    }
    known
}

fn owned(name: &str) -> String {
    label_key(name).into_owned()
}

fn problem(name: &Name, (before, operator, after): (&str, &str, &str)) -> Problem {
    let text = &name.text;
    Problem::warning(
        &W0710,
        Wording::new(
            format!("「{text}」是一个名称，其中的「{operator}」不是运算"),
            format!("`{text}` is one name; the `{operator}` in it is no operator"),
        ),
    )
    .at(
        name.span,
        Wording::new("整个是一个名称", "all of this is one name"),
    )
    .help(Wording::new(
        format!("要作运算，两边留空格：{before} {operator} {after}；确是名称的，加上引号"),
        format!("as an operator it stands between blanks: {before} {operator} {after}"),
    ))
}
