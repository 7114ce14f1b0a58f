//! Why a report could not be checked.

use crate::diagnostic::{Code, Lang, Problems, Wording, closest, codes};
use crate::document::ReadError;
use crate::report::{Fit, LookedFor};

/// Why a report could not be checked.
#[derive(Debug, Clone)]
pub enum CheckError {
    /// The file is no text that can be read.
    Read(ReadError),
    /// No template fits the report.
    Unfit(Vec<Unfit>),
    /// The template asked for does not exist.
    UnknownTemplate {
        /// The id asked for.
        asked: String,
        /// Ids that exist.
        known: Vec<String>,
    },
    /// The rules of the template are broken.
    Rules {
        /// The template's id.
        template: String,
        /// What is wrong.
        problems: Problems,
    },
}

/// A template that does not fit, and what was looked for.
#[derive(Debug, Clone)]
pub struct Unfit {
    /// The template's id.
    pub template: String,
    /// How well it fits.
    pub fit: Fit,
}

impl CheckError {
    /// The code of the problem.
    #[must_use]
    pub fn code(&self) -> &'static Code {
        match self {
            Self::Read(error) => error.code(),
            Self::Unfit(_) => &codes::E0521,
            Self::UnknownTemplate { .. } => &codes::E0602,
            Self::Rules { .. } => &codes::E0603,
        }
    }

    /// What happened, in one sentence.
    #[must_use]
    pub fn wording(&self) -> Wording {
        match self {
            Self::Read(error) => error.wording(),
            Self::Unfit(_) => {
                Wording::new("没有一个模板适合这份报告", "no template fits this report")
            }
            Self::UnknownTemplate { asked, .. } => Wording::new(
                format!("没有名为「{asked}」的模板"),
                format!("there is no template `{asked}`"),
            ),
            Self::Rules { template, .. } => Wording::new(
                format!("模板「{template}」的规则有误，未核对"),
                format!("the rules of template `{template}` are broken, nothing was checked"),
            ),
        }
    }

    /// Further lines: what was looked for and not found, or what was perhaps meant.
    #[must_use]
    pub fn details(&self) -> Vec<Wording> {
        match self {
            Self::Read(error) => vec![error.help()],
            Self::Unfit(templates) => templates.iter().map(Unfit::wording).collect(),
            Self::UnknownTemplate { asked, known } => vec![meant(asked, known)],
            Self::Rules { problems, .. } => problems
                .iter()
                .map(|problem| problem.message.clone())
                .collect(),
        }
    }
}

impl Unfit {
    /// What this template looked for and did not find, with its score in percent.
    #[must_use]
    pub fn wording(&self) -> Wording {
        let score = self.fit.score / 10;
        let missing: Vec<Wording> = self.fit.missing().map(LookedFor::wording).collect();
        let list = |lang: Lang, gap: &str| {
            missing
                .iter()
                .map(|what| what.get(lang))
                .collect::<Vec<_>>()
                .join(gap)
        };
        let id = &self.template;
        Wording::new(
            format!("{id}：符合度 {score}%，没有找到{}", list(Lang::Zh, "、")),
            format!("{id}: fit {score}%, not found: {}", list(Lang::En, ", ")),
        )
    }
}

fn meant(asked: &str, known: &[String]) -> Wording {
    match closest(asked, known.iter().map(String::as_str)) {
        Some(close) => Wording::new(
            format!("是不是「{close}」？"),
            format!("did you mean `{close}`?"),
        ),
        None => {
            let list = known.join("、");
            Wording::new(
                format!("可用的模板：{list}"),
                format!("known templates: {list}"),
            )
        }
    }
}

impl std::fmt::Display for CheckError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.wording().en)
    }
}

impl std::error::Error for CheckError {}
