//! The shape of the source tree: floors, budgets, who may know what.

use std::fs;
use std::path::{Path, PathBuf};

/// A module may use only floors below its own; see `ARCHITECTURE.md`.
const FLOORS: &[(&str, u8)] = &[
    ("source", 0),
    ("figure", 0),
    ("document", 1),
    ("diagnostic", 1),
    ("template", 2),
    ("syntax", 2),
    ("report", 3),
    ("program", 3),
    ("resolve", 3),
    ("format", 3),
    ("lint", 4),
    ("eval", 4),
    ("diagnose", 5),
    ("engine", 6),
    ("render", 6),
    ("tools", 6),
    ("cli", 7),
];

/// Uses on the same floor that are allowed: the maker of a thing sees the thing.
const SAME_FLOOR: &[(&str, &str)] = &[
    ("document", "diagnostic"),
    ("resolve", "program"),
    ("tools", "engine"),
    ("render", "engine"),
    ("render", "tools"),
];

/// Longest a file may be before its tests begin.
const MAX_LINES: usize = 450;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Path below `src`, its top module, and the text before its tests.
fn sources() -> Vec<(String, String, String)> {
    let src = root().join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    files
        .into_iter()
        .map(|path| {
            let below = path
                .strip_prefix(&src)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            let module = below
                .split('/')
                .next()
                .unwrap()
                .trim_end_matches(".rs")
                .to_owned();
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap().to_owned();
            (below, module, code)
        })
        .collect()
}

fn floor(module: &str) -> Option<u8> {
    FLOORS
        .iter()
        .find(|(name, _)| *name == module)
        .map(|(_, floor)| *floor)
}

#[test]
fn modules_use_only_lower_floors() {
    let mut wrong = Vec::new();
    for (path, module, code) in sources() {
        let Some(own) = floor(&module) else {
            assert!(
                ["lib", "main", "testing"].contains(&module.as_str()),
                "src/{path}: module `{module}` has no floor; add it to the table and to ARCHITECTURE.md"
            );
            continue;
        };
        for (number, line) in code.lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for (_, rest) in line
                .match_indices("crate::")
                .map(|(at, m)| (at, &line[at + m.len()..]))
            {
                let used: String = rest
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                let Some(other) = floor(&used) else { continue };
                let allowed = used == module
                    || other < own
                    || SAME_FLOOR.contains(&(module.as_str(), used.as_str()));
                if !allowed {
                    wrong.push(format!(
                        "src/{path}:{}: `{module}` (floor {own}) uses `{used}` (floor {other})",
                        number + 1
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_short() {
    let long: Vec<_> = sources()
        .into_iter()
        .map(|(path, _, code)| (path, code.lines().count()))
        .filter(|(_, lines)| *lines > MAX_LINES)
        .collect();
    assert!(
        long.is_empty(),
        "files longer than {MAX_LINES} lines before their tests: {long:?}"
    );
}

#[test]
fn only_syntax_knows_pest_and_only_the_command_line_touches_the_world() {
    let mut wrong = Vec::new();
    for (path, module, code) in sources() {
        for (number, line) in code.lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            let outside = [
                "std::fs",
                "std::env",
                "std::process",
                "std::time",
                "println!",
                "eprintln!",
            ];
            let pest = line.contains("pest::") || line.contains("pest_derive");
            if (pest && module != "syntax")
                || (!["cli", "main"].contains(&module.as_str())
                    && outside.iter().any(|word| line.contains(word)))
            {
                wrong.push(format!("src/{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn tables_of_contents_hold_no_code() {
    let with_code: Vec<_> = sources()
        .into_iter()
        .filter(|(path, _, _)| path.ends_with("mod.rs"))
        .filter(|(_, _, code)| code.contains("\nfn ") || code.contains("\npub fn "))
        .map(|(path, _, _)| path)
        .collect();
    assert!(
        with_code.is_empty(),
        "functions in {with_code:?}; give them a file with a name"
    );
}

#[test]
fn nothing_is_named_utils() {
    let vague = ["utils", "util", "helpers", "common", "misc", "types"];
    let found: Vec<_> = sources()
        .into_iter()
        .map(|(path, _, _)| path)
        .filter(|path| {
            path.trim_end_matches(".rs")
                .split('/')
                .any(|part| vague.contains(&part))
        })
        .collect();
    assert!(
        found.is_empty(),
        "{found:?} say nothing about what they hold"
    );
}

#[test]
fn every_error_code_has_a_page_that_shows_it() {
    for code in gouji::diagnostic::CODES {
        assert!(
            code.page.starts_with(&format!("# {}", code.id)),
            "docs/errors/{}.md",
            code.id
        );
    }
}
