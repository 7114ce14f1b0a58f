//! What can be typed: the commands of people who write rules.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::{PackArguments, PlainFormat};
use crate::format::Spelling;
use crate::lint::{Levels, LintLevel};

/// `gouji coverage`
#[derive(Debug, Args)]
pub struct CoverageArguments {
    /// 报告文件或文件夹；`-` 表示标准输入
    #[arg(required = true, value_name = "REPORT", help_heading = "参数")]
    pub reports: Vec<PathBuf>,
    /// 指定模板，不自动选择
    #[arg(long, value_name = "ID", help_heading = "选项")]
    pub template: Option<String>,
    /// 规则从哪里来。
    #[command(flatten)]
    pub packs: PackArguments,
    /// 列出全部没有核对的数字与全部规则，不只是开头几个
    #[arg(long, help_heading = "选项")]
    pub all: bool,
    /// 输出格式：human（默认）、json
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true,
        help_heading = "选项"
    )]
    pub format: PlainFormat,
    /// 写入文件而不是标准输出
    #[arg(long, short, value_name = "FILE", help_heading = "选项")]
    pub output: Option<PathBuf>,
}

/// `gouji fmt`
#[derive(Debug, Args)]
pub struct FmtArguments {
    /// 规则文件、模板或文件夹；不给时为规则包所在的文件夹；`-` 表示从标准输入读，写到标准输出
    #[arg(value_name = "PATH", help_heading = "参数")]
    pub paths: Vec<PathBuf>,
    /// 只检查，不改文件：列出会改动的地方，有则退出状态为 1
    #[arg(long, help_heading = "选项")]
    pub check: bool,
    /// 关键字统一写成中文（zh）或英文（en）；不给时各按原样
    #[arg(
        long,
        value_name = "LANG",
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub keywords: Option<KeywordsArgument>,
    /// 规则从哪里来。
    #[command(flatten)]
    pub packs: PackArguments,
}

/// `--keywords`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KeywordsArgument {
    /// 规则、核对、每个……
    Zh,
    /// rule、check、each……
    En,
}

impl From<KeywordsArgument> for Spelling {
    fn from(argument: KeywordsArgument) -> Self {
        match argument {
            KeywordsArgument::Zh => Self::Chinese,
            KeywordsArgument::En => Self::English,
        }
    }
}

/// `gouji lint`
#[derive(Debug, Args)]
pub struct LintArguments {
    /// 规则包、规则文件或模板；不给时为 gouji.toml 所说的规则包，没有就是 rules 文件夹或当前文件夹
    #[arg(value_name = "PATH", help_heading = "参数")]
    pub paths: Vec<PathBuf>,
    /// 输出格式：human（默认，附原文）、concise（每处一行）、json
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true,
        help_heading = "选项"
    )]
    pub format: LintFormat,
    /// 改一项检查的级别，如 W0713=off；可重复，先于 gouji.toml。级别：off、warn、error
    #[arg(long, value_name = "CODE=LEVEL", help_heading = "选项", value_parser = level)]
    pub level: Vec<(String, LintLevel)>,
    /// 规则从哪里来。
    #[command(flatten)]
    pub packs: PackArguments,
}

/// `W0713=off`
fn level(text: &str) -> Result<(String, LintLevel), String> {
    let (code, word) = text.split_once('=').ok_or("应写成 W0713=off 这样")?;
    let level = LintLevel::of(word).ok_or("级别只能是 off、warn、error")?;
    match Levels::default().set(code, level) {
        true => Ok((code.to_owned(), level)),
        false => Err(format!("没有这项检查：{code}")),
    }
}

/// `lint --format`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LintFormat {
    /// 供人阅读，附原文
    Human,
    /// 每处一行
    Concise,
    /// 供其他程序读取
    Json,
}
