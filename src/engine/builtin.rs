//! The packs under `rules/`, compiled into the program.

use include_dir::{Dir, include_dir};

use super::{Pack, PackFile};

static RULES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rules");

macro_rules! example {
    ($folder:literal, $name:literal) => {
        (
            $name,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), $folder, $name)),
        )
    };
}

/// The reports that cases of the built-in packs refer to, with the paths they use.
static EXAMPLES: &[(&str, &str)] = &[
    example!("/", "examples/fenling-2022.txt"),
    example!("/", "examples/fenling-bureau-2022.txt"),
    example!("/", "examples/fenling-bureau-forms-2022.txt"),
    example!("/", "examples/fenling-forms-2022.txt"),
    example!("/", "examples/qingqu-2022.txt"),
    example!("/", "examples/qingqu-forms-2022.txt"),
    example!("/", "examples/shidu-2024.txt"),
    example!("/", "examples/shidu-archives-2024.txt"),
    example!("/", "examples/shidu-forms-2024.txt"),
    example!("/", "examples/wangchuan-2022.txt"),
    example!("/", "examples/wangchuan-forms-2022.txt"),
    example!("/rules/", "reports/yunchuan-henan.txt"),
    example!("/rules/", "reports/yunchuan-prose.txt"),
    example!("/rules/", "reports/yunchuan-shanxi.txt"),
    example!("/rules/", "reports/yunchuan-sichuan.txt"),
    example!("/rules/", "reports/yunchuan-sichuan-none.txt"),
    example!("/rules/", "reports/yunchuan-tables.txt"),
];

/// The text of a built-in report by the path that cases use: `examples/wangchuan-2022.txt`.
#[must_use]
pub fn builtin_example(path: &str) -> Option<&'static str> {
    let found = EXAMPLES.iter().find(|(name, _)| *name == path);
    found.map(|(_, text)| *text)
}

/// The built-in packs by name. Files are named as in the source tree: `rules/national/template.toml`.
#[must_use]
pub fn builtin_packs() -> Vec<Pack> {
    let packs = RULES.dirs().map(pack);
    // `reports` holds what cases are about.
    let mut packs: Vec<Pack> = packs
        .filter(|pack| pack.files.iter().any(PackFile::is_part))
        .collect();
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
