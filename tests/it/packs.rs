//! The packs under `rules/`.

use std::fs;
use std::path::{Path, PathBuf};

use gouji::source::SourceMap;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect();
    found.sort();
    found
}

#[test]
fn every_rule_file_is_parsed_without_a_problem() {
    let mut map = SourceMap::default();
    let mut problems = Vec::new();
    for pack in ["national", "henan", "shanxi"] {
        for path in files(&root().join("rules").join(pack), ".gouji") {
            let text = fs::read_to_string(&path).unwrap();
            let id = map.add(path.display().to_string(), text);
            let (_, found) = gouji::syntax::parse(&map, id);
            for problem in found.iter() {
                problems.push(format!("{}: {problem:?}", path.display()));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
