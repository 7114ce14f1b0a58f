//! The packs under `rules/`, compiled into the program.

use include_dir::{Dir, include_dir};

use super::{Pack, PackFile};

static RULES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rules");

macro_rules! example {
    ($name:literal) => {
        (
            concat!("examples/", $name),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/", $name)),
        )
    };
}

/// The examples that cases of the built-in packs refer to, with the paths they use.
static EXAMPLES: &[(&str, &str)] = &[
    example!("fenling-2022.txt"),
    example!("fenling-bureau-2022.txt"),
    example!("shidu-2024.txt"),
    example!("shidu-archives-2024.txt"),
    example!("wangchuan-2022.txt"),
];

/// The text of a built-in example by its path: `examples/wangchuan-2022.txt`.
#[must_use]
pub fn builtin_example(path: &str) -> Option<&'static str> {
    let found = EXAMPLES.iter().find(|(name, _)| *name == path);
    found.map(|(_, text)| *text)
}

/// The built-in packs by name. Files are named as in the source tree: `rules/national/template.toml`.
#[must_use]
pub fn builtin_packs() -> Vec<Pack> {
    let mut packs: Vec<Pack> = RULES.dirs().map(pack).collect();
    packs.sort_by(|one, other| one.name.cmp(&other.name));
    packs
}

fn pack(folder: &Dir<'static>) -> Pack {
    let mut files: Vec<PackFile> = folder
        .files()
        .filter_map(|file| {
            Some(PackFile {
                name: format!("rules/{}", file.path().to_str()?),
                text: file.contents_utf8()?.to_owned(),
            })
        })
        .collect();
    files.sort_by(|one, other| one.name.cmp(&other.name));
    Pack {
        name: folder.path().display().to_string(),
        files,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_national_pack_is_built_in() {
        let packs = builtin_packs();
        let national = packs.iter().find(|pack| pack.name == "national").unwrap();
        assert!(
            national
                .files
                .iter()
                .any(|file| file.name == "rules/national/template.toml")
        );
    }
}
