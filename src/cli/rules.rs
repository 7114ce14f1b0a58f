//! `gouji rules`: the packs in use.

use std::path::Path;

use serde::Serialize;

use super::args::{ColourArgument, PlainFormat, RulesAction, RulesArguments};
use super::exit::ExitStatus;
use super::failure::Failure;
use super::handbook;
use super::output::{Output, Stream, complain, look};
use super::packs;
use super::settings::{self, Settings};
use crate::diagnostic::{Lang, Wording, closest, codes};
use crate::engine::{Engine, builtin_packs};
use crate::render::{messages::severity_id, problems, rulebook};
use crate::syntax::ast::Severity;

/// Lists, shows or exports packs.
pub(super) fn run(
    arguments: &RulesArguments,
    colour: ColourArgument,
    lang: Option<Lang>,
) -> Result<ExitStatus, Failure> {
    if let Some(RulesAction::Export { folder }) = &arguments.action {
        return export(folder, lang.unwrap_or_default());
    }
    if let Some(RulesAction::Doc { folder, out }) = &arguments.action {
        return handbook::run(folder.as_deref(), out, lang.unwrap_or_default());
    }
    let settings = match settings::find(Path::new(".")) {
        Some(path) => settings::read(&path)?,
        None => Settings::default(),
    };
    let asked = &arguments.packs.rules;
    let engine = packs::engine(if asked.is_empty() {
        &settings.rules
    } else {
        asked
    })?;
    let lang = lang.or(settings.lang).unwrap_or_default();
    let looks = look(Stream::Stdout, colour, lang);
    let text = match &arguments.action {
        None => rulebook::list(&engine, &looks),
        Some(RulesAction::List {
            template: None,
            format: PlainFormat::Human,
        }) => rulebook::list(&engine, &looks),
        Some(RulesAction::List {
            template,
            format: PlainFormat::Json,
        }) => json(&engine, template.as_deref()),
        Some(RulesAction::List {
            template: Some(id),
            format: PlainFormat::Human,
        }) => rulebook::of_template(&engine, id, &looks).ok_or_else(|| unknown(&engine, id))?,
        Some(RulesAction::Show { id }) => {
            rulebook::show(&engine, id, &looks).ok_or_else(|| unknown(&engine, id))?
        }
        Some(RulesAction::Export { .. } | RulesAction::Doc { .. }) => String::new(),
    };
    let mut output = Output::open(None)?;
    output.write(&text)?;
    output.finish()?;
    let found = engine.problems();
    if !found.is_empty() {
        let looks = look(Stream::Stderr, colour, lang);
        complain(&problems::human(&found, engine.sources(), &looks));
    }
    Ok(if found.has_errors() {
        ExitStatus::CouldNotCheck
    } else {
        ExitStatus::Clean
    })
}

#[derive(Serialize)]
struct JsonRule<'e> {
    id: &'e str,
    title: Option<&'e str>,
    severity: &'static str,
    pack: &'e str,
    template: &'e str,
    because: Option<&'e str>,
    basis: Option<&'e str>,
}

fn json(engine: &Engine, template: Option<&str>) -> String {
    let runs = template
        .and_then(|id| engine.program(id))
        .map(|(program, _)| program);
    let rules: Vec<JsonRule<'_>> = engine
        .rules()
        .into_iter()
        .filter(|rule| {
            let here = |program: &crate::program::Program| {
                program
                    .rules()
                    .iter()
                    .any(|known| known.span == rule.rule.span)
            };
            template.is_none() || runs.is_some_and(here)
        })
        .map(|rule| JsonRule {
            id: &rule.rule.id.text,
            title: rule.rule.title.as_ref().map(|title| title.text.as_str()),
            severity: severity_id(rule.rule.severity.map_or(Severity::default(), |(s, _)| s)),
            pack: rule.pack,
            template: rule.template,
            because: rule
                .rule
                .because
                .as_ref()
                .map(|because| because.text.as_str()),
            basis: rule.rule.basis.as_ref().map(|basis| basis.text.as_str()),
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&rules).unwrap_or_default();
    text.push('\n');
    text
}

/// Nothing of that name: says what comes closest.
pub(super) fn unknown(engine: &Engine, id: &str) -> Failure {
    let rules = engine.rules();
    let names = rules.iter().map(|rule| rule.rule.id.text.as_str()).chain(
        engine
            .templates()
            .flat_map(|(pack, template)| [pack, template.id.as_str()]),
    );
    let help = match closest(id, names) {
        Some(close) => Wording::new(
            format!("是不是「{close}」？"),
            format!("did you mean `{close}`?"),
        ),
        None => Wording::new(
            "gouji rules list 列出全部",
            "gouji rules list shows them all",
        ),
    };
    Failure::usage(
        &codes::E0606,
        Wording::new(
            format!("没有名为「{id}」的规则、模板或规则包"),
            format!("there is no rule, template or pack named `{id}`"),
        ),
        Some(help),
    )
}

/// Writes the built-in packs into a folder that is empty or does not exist.
fn export(folder: &Path, lang: Lang) -> Result<ExitStatus, Failure> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error: std::io::Error| Failure::file(&path, &error)
    };
    if folder.is_dir()
        && std::fs::read_dir(folder)
            .map_err(failed(folder))?
            .next()
            .is_some()
    {
        let shown = folder.display();
        return Err(Failure::usage(
            &codes::E0607,
            Wording::new(
                format!("文件夹 `{shown}` 不是空的"),
                format!("folder `{shown}` is not empty"),
            ),
            Some(Wording::new("换一个新的文件夹名", "name a new folder")),
        ));
    }
    let mut written = 0_usize;
    for pack in builtin_packs() {
        for file in &pack.files {
            let below = Path::new(&file.name)
                .strip_prefix("rules")
                .unwrap_or(Path::new(&file.name));
            let path = folder.join(below);
            let parent = path.parent().unwrap_or(folder);
            std::fs::create_dir_all(parent).map_err(failed(parent))?;
            std::fs::write(&path, &file.text).map_err(failed(&path))?;
            written = written.saturating_add(1);
        }
    }
    let shown = folder.display();
    complain(&match lang {
        Lang::Zh => format!("已写出 {written} 个文件到 {shown}；用 --rules {shown} 使用它们\n"),
        Lang::En => format!("wrote {written} files to {shown}; use them with --rules {shown}\n"),
    });
    Ok(ExitStatus::Clean)
}
