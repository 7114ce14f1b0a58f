//! Templates: what is read, what a child changes, and every mistake with the text it points at.

use std::fmt::Write as _;

use gouji::diagnostic::{Lang, Problems};
use gouji::source::{SourceId, SourceMap};
use gouji::template::{Template, read_templates};

/// Reads files given as text; they are called `a.toml`, `b.toml` …
pub(super) fn read(files: &[&str]) -> (Vec<Template>, Problems, SourceMap) {
    let mut sources = SourceMap::default();
    let ids: Vec<SourceId> = ('a'..='z')
        .zip(files)
        .map(|(name, text)| sources.add(format!("{name}.toml"), *text))
        .collect();
    let (templates, problems) = read_templates(&sources, &ids);
    (templates, problems, sources)
}

/// Reads files in which nothing is wrong.
pub(super) fn good(files: &[&str]) -> Vec<Template> {
    let (templates, problems, sources) = read(files);
    assert!(problems.is_empty(), "{}", told(&problems, &sources));
    assert_eq!(templates.len(), files.len());
    templates
}

/// Whole problems with the text that each label underlines.
fn told(problems: &Problems, sources: &SourceMap) -> String {
    let mut out = String::new();
    for problem in problems.iter() {
        let (zh, en) = (&problem.message.zh, &problem.message.en);
        writeln!(out, "{} {zh} | {en}", problem.code.id).unwrap();
        for label in &problem.labels {
            let source = sources.get(label.span.source).unwrap();
            let at = source.lines.locate(&source.text, label.span.start);
            let text = sources.text(label.span).replace('\n', "⏎");
            let (zh, en) = (&label.text.zh, &label.text.en);
            writeln!(
                out,
                "  {}:{}:{} ‹{text}› {zh} | {en}",
                source.name, at.line, at.column
            )
            .unwrap();
        }
        if let Some(help) = &problem.help {
            writeln!(out, "  = {} | {}", help.get(Lang::Zh), help.get(Lang::En)).unwrap();
        }
    }
    out
}

pub(super) fn mistakes(files: &[&str]) -> String {
    let (_, problems, sources) = read(files);
    told(&problems, &sources)
}

/// All templates that are shipped, with their paths.
fn shipped() -> Vec<(String, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut files = Vec::new();
    for pack in std::fs::read_dir(root).unwrap() {
        let pack = pack.unwrap().path();
        for file in pack.read_dir().into_iter().flatten() {
            let path = file.unwrap().path();
            if path
                .extension()
                .is_some_and(|extension| extension == "toml")
            {
                let text = std::fs::read_to_string(&path).unwrap();
                files.push((path.display().to_string(), text));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn the_shipped_templates_are_without_mistakes() {
    let mut sources = SourceMap::default();
    let ids: Vec<SourceId> = shipped()
        .into_iter()
        .map(|(path, text)| sources.add(path, text))
        .collect();
    let (templates, problems) = read_templates(&sources, &ids);
    assert!(problems.is_empty(), "{}", told(&problems, &sources));
    assert!(templates.len() >= 4, "{}", templates.len());
    let national = templates
        .iter()
        .find(|template| template.id == "national")
        .unwrap();
    for path in [
        "报告",
        "报表",
        "收支总表.收入",
        "财政拨款总表.支出",
        "三公表",
    ] {
        assert!(national.schema.table(path).is_some(), "{path}");
    }
}

/// The fenced TOML blocks of a page in order.
fn blocks(page: &str) -> Vec<&str> {
    page.split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect()
}

#[test]
fn every_page_of_a_code_shows_the_mistake_and_mends_it() {
    for code in gouji::diagnostic::CODES
        .iter()
        .filter(|code| code.id < "E0418" && code.id > "E0400")
    {
        let blocks = blocks(code.page);
        assert!(
            code.page.starts_with(&format!("# {} ", code.id)),
            "{}",
            code.id
        );
        if let Some(bad) = blocks.first() {
            let (templates, problems, sources) = read(&[bad]);
            let told = told(&problems, &sources);
            assert!(templates.is_empty(), "{} reads", code.id);
            assert!(
                problems.iter().all(|p| p.code.id == code.id),
                "{}: {told}",
                code.id
            );
            assert!(problems.len() == 1, "{}: {told}", code.id);
        }
        for mended in blocks.iter().skip(1) {
            good(&[mended]);
        }
    }
}

#[test]
fn a_template_may_be_written_in_several_files() {
    let main = "[template]\nid = \"云州\"\n[[table]]\nid = \"支出表\"\ncolumns = [{ id = \"科目\", type = \"label\" }]\n";
    let part =
        "[template]\npart_of = \"云州\"\n[[claim]]\nid = \"构成\"\npattern = '合计{合计:amount}'\n";
    for files in [[main, part], [part, main]] {
        let (templates, problems, sources) = read(&files);
        assert!(problems.is_empty(), "{}", told(&problems, &sources));
        assert_eq!(templates.len(), 1);
        assert!(templates[0].schema.table("构成").is_some());
    }
}

/// The fenced blocks of the reference: the words behind `toml`, and the text.
fn reference() -> Vec<(&'static str, &'static str)> {
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/template.md"))
        .split("```toml")
        .skip(1)
        .filter_map(|rest| rest.split_once('\n'))
        .filter_map(|(info, rest)| Some((info.trim(), rest.split("```").next()?)))
        .collect()
}

#[test]
fn every_block_of_the_reference_reads_as_it_says() {
    let blocks = reference();
    assert!(blocks.len() >= 12, "{}", blocks.len());
    for (info, text) in blocks {
        let mut sources = SourceMap::default();
        let mut ids: Vec<SourceId> = shipped()
            .into_iter()
            .map(|(path, text)| sources.add(path, text))
            .collect();
        let whole = if text.contains("[template]") {
            text.to_owned()
        } else {
            format!("[template]\nid = \"示例\"\n{text}")
        };
        ids.push(sources.add("docs/template.md", whole));
        let (_, problems) = read_templates(&sources, &ids);
        let told = told(&problems, &sources);
        match info.strip_prefix("error ") {
            Some(code) => {
                assert!(!problems.is_empty(), "no {code} in {text}");
                assert!(problems.iter().all(|p| p.code.id == code), "{told}{text}");
            }
            None => assert!(problems.is_empty(), "{told}{text}"),
        }
    }
}
