//! docs/adapt-a-template.md: every command is run, every output and every quoted piece of a pack is
//! compared.

use std::path::{Path, PathBuf};
use std::process::Command;

const PAGE: &str = include_str!("../../docs/adapt-a-template.md");
/// Stands in the page where the finished pack takes the place of the draft.
const SWAP: &str = "<!-- 换上 examples/yunling/yunling -->";

fn example() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/yunling")
}

fn copy_pack(to: &Path) {
    let _ = std::fs::remove_dir_all(to);
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(example().join("yunling")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

fn run(command: &str, folder: &Path) -> String {
    let mut words = command.split_whitespace();
    assert_eq!(words.next(), Some("gouji"), "{command}");
    let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(words)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let mut text = String::from_utf8(output.stdout).unwrap();
    text.push_str(&String::from_utf8(output.stderr).unwrap());
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_end().to_owned()
}

/// Whether an output is what the page shows; `……` stands for any lines.
fn matches(shown: &str, output: &str) -> bool {
    match shown.split_once("……") {
        None => shown.trim_end() == output,
        Some((head, tail)) => output.starts_with(head) && output.ends_with(tail.trim()),
    }
}

#[test]
fn every_command_of_the_guide_prints_what_it_shows() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(
        example().join("yunling-2030.txt"),
        folder.path().join("yunling-2030.txt"),
    )
    .unwrap();
    let mut rest = PAGE;
    let mut count = 0;
    while let Some(at) = rest.find("```sh\n") {
        if rest[..at].contains(SWAP) {
            copy_pack(&folder.path().join("yunling"));
        }
        let (command, after) = rest[at + 6..].split_once("\n```\n```text\n").unwrap();
        let (shown, after) = after.split_once("\n```").unwrap();
        let output = run(command, folder.path());
        assert!(
            matches(shown, &output),
            "{command}\nshown:\n{shown}\nprinted:\n{output}"
        );
        rest = after;
        count += 1;
    }
    assert!(count >= 9, "{count}");
}

#[test]
fn what_the_guide_quotes_of_the_pack_stands_in_it() {
    let pack = |file: &str| std::fs::read_to_string(example().join("yunling").join(file)).unwrap();
    for (fence, file) in [
        ("```toml\n", "template.toml"),
        ("```gouji\n", "rules.gouji"),
    ] {
        let text = pack(file);
        let mut quotes = PAGE.split(fence).skip(1).peekable();
        assert!(quotes.peek().is_some(), "{file}");
        for quote in quotes {
            let quote = quote.split("\n```").next().unwrap();
            assert!(text.contains(quote.trim_end()), "{file}: {quote}");
        }
    }
}
