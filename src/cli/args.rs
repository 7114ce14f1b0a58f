//! What can be typed.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use super::author_args::{CoverageArguments, FmtArguments, LintArguments};
use super::mutate_args::MutateArguments;
use super::new_args::NewArguments;
use crate::diagnostic::Lang;
use crate::syntax::ast::Severity;

/// The layout of `--help`, in Chinese.
pub(super) const HELP: &str = "\
{about-with-newline}
用法：{usage}

{all-args}{after-help}";

/// 勾稽：按规则核对部门（单位）决算公开报告，并说明每一处不符。
#[derive(Debug, Parser)]
#[command(
    name = "gouji",
    version,
    help_template = HELP,
    disable_help_flag = true,
    disable_version_flag = true,
    subcommand_help_heading = "命令",
    disable_help_subcommand = true,
    after_help = "退出状态：0 没有发现，1 有不低于所要求级别的发现，2 未能核对"
)]
pub struct Arguments {
    /// 做什么。
    #[command(subcommand)]
    pub command: Command,
    /// 信息所用的语言：zh（默认）、en；也可写在 gouji.toml 中
    #[arg(
        long,
        global = true,
        value_name = "LANG",
        hide_possible_values = true,
        help_heading = "通用选项"
    )]
    pub lang: Option<LangArgument>,
    /// 何时使用颜色：auto（默认，输出到终端时）、always、never
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true,
        hide_default_value = true,
        help_heading = "通用选项"
    )]
    pub color: ColourArgument,
    /// 显示帮助
    #[arg(long, short, global = true, action = ArgAction::Help, help_heading = "通用选项")]
    pub help: Option<bool>,
    /// 显示版本
    #[arg(long, short = 'V', action = ArgAction::Version, help_heading = "通用选项")]
    pub version: Option<bool>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 核对报告（文件或文件夹）
    #[command(help_template = HELP)]
    Check(CheckArguments),
    /// 查看一份报告是怎样读懂的：找到与缺少的表、行列、单位、不确定的单元格
    #[command(help_template = HELP)]
    Inspect(InspectArguments),
    /// 列出、查看或导出规则包
    #[command(help_template = HELP, subcommand_help_heading = "命令", disable_help_subcommand = true)]
    Rules(RulesArguments),
    /// 解释一条规则或一个错误代码
    #[command(help_template = HELP)]
    Explain(ExplainArguments),
    /// 报告的哪些数字有规则核对，哪些没有；各条规则的结论如何
    #[command(help_template = HELP)]
    Coverage(CoverageArguments),
    /// 把规则文件和模板排成统一的版式
    #[command(help_template = HELP)]
    Fmt(FmtArguments),
    /// 找出规则和模板里可疑的地方：多余、矛盾、没有用到、永远成立……
    #[command(help_template = HELP, after_help = "退出状态：0 没有可疑之处，1 有，2 规则或模板有错、未能检查。各项的级别可在 gouji.toml 的 [lint] 中改")]
    Lint(LintArguments),
    /// 运行规则旁边的用例（*.cases.md）
    #[command(help_template = HELP)]
    Test(TestArguments),
    /// 照一份报告写出新的规则包：能对上的写好，对不上的写成注释
    #[command(help_template = HELP)]
    New(NewArguments),
    /// 在报告的数字里埋错，看哪些错没有一条规则发现
    #[command(help_template = HELP)]
    Mutate(MutateArguments),
    /// 写出命令行补全脚本（bash、zsh、fish、elvish、powershell）
    #[command(help_template = HELP)]
    Completions {
        /// 哪一种 shell
        #[arg(
            value_name = "SHELL",
            hide_possible_values = true,
            help_heading = "参数"
        )]
        shell: clap_complete::Shell,
    },
    /// 写出 man 手册页
    #[command(help_template = HELP)]
    Man {
        /// 写到哪个文件夹，每个命令一页；不给时把总页写到标准输出
        #[arg(value_name = "DIR", help_heading = "参数")]
        folder: Option<PathBuf>,
    },
    /// 写基线：记下现有的发现，以后只看新的
    #[command(help_template = HELP, subcommand_help_heading = "命令", disable_help_subcommand = true)]
    Baseline(BaselineArguments),
}

/// Where rules come from.
#[derive(Debug, Clone, Default, Args)]
pub struct PackArguments {
    /// 规则包所在的文件夹，可重复；代替内置的规则包（内置模板仍可被继承）
    #[arg(long, value_name = "DIR", help_heading = "选项")]
    pub rules: Vec<PathBuf>,
}

/// `gouji check`
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// 报告文件或文件夹；`-` 表示标准输入
    #[arg(required = true, value_name = "REPORT", help_heading = "参数")]
    pub reports: Vec<PathBuf>,
    /// 指定模板，不自动选择
    #[arg(long, value_name = "ID", help_heading = "选项")]
    pub template: Option<String>,
    /// 规则从哪里来。
    #[command(flatten)]
    pub packs: PackArguments,
    /// 输出格式：human（默认，附报告原文与算式）、concise（每处发现一行）、html（一个网页）、xlsx（工作簿）、md（Markdown）、json（供其他程序读取）、sarif、junit
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true,
        help_heading = "选项"
    )]
    pub format: FormatArgument,
    /// 写入文件而不是标准输出
    #[arg(long, short, value_name = "FILE", help_heading = "选项")]
    pub output: Option<PathBuf>,
    /// 只看不低于这个级别的发现（error、warning、note），退出状态也按它定；不给时全部显示，但提示不影响退出状态
    #[arg(
        long,
        value_name = "LEVEL",
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub severity: Option<SeverityArgument>,
    /// 基线文件（由 gouji baseline write 写出）：其中已有的发现标为“已知”，不影响退出状态；并列出已消失的发现
    #[arg(long, value_name = "FILE", help_heading = "选项")]
    pub baseline: Option<PathBuf>,
    /// 说明文件，可重复；报告旁边的 explanations.toml 总会读取。有说明的发现标为“已说明”，不影响退出状态
    #[arg(long, value_name = "FILE", help_heading = "选项")]
    pub explanations: Vec<PathBuf>,
    /// 不列发现，改看这条规则的每项核对是怎样算出来的：算式逐层展开到单元格；写成 规则@行号 时只看与报告那一行有关的。可重复；格式为 human 或 json
    #[arg(long, value_name = "RULE[@LINE]", help_heading = "选项")]
    pub trace: Vec<String>,
    /// 并行的线程数（默认等于处理器核数）
    #[arg(long, short, value_name = "N", help_heading = "选项")]
    pub jobs: Option<usize>,
}

/// `gouji inspect`
#[derive(Debug, Args)]
pub struct InspectArguments {
    /// 报告文件；`-` 表示标准输入
    #[arg(value_name = "REPORT", help_heading = "参数")]
    pub report: PathBuf,
    /// 指定模板，不自动选择
    #[arg(long, value_name = "ID", help_heading = "选项")]
    pub template: Option<String>,
    /// 规则从哪里来。
    #[command(flatten)]
    pub packs: PackArguments,
    /// 只看一张表的内容，如 收支总表.收入
    #[arg(long, value_name = "TABLE", help_heading = "选项")]
    pub table: Option<String>,
    /// 只看情况说明：每句话读出了什么，哪些数没有读
    #[arg(long, help_heading = "选项", conflicts_with = "table")]
    pub claims: bool,
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
}

/// `gouji rules`
#[derive(Debug, Args)]
pub struct RulesArguments {
    /// 做什么；不给时列出全部。
    #[command(subcommand)]
    pub action: Option<RulesAction>,
    /// 规则从哪里来。
    #[command(flatten)]
    pub packs: PackArguments,
}

/// What `gouji rules` can do.
#[derive(Debug, Subcommand)]
pub enum RulesAction {
    /// 列出规则包、模板和规则
    #[command(help_template = HELP)]
    List {
        /// 只列这个模板的规则
        #[arg(long, value_name = "ID", help_heading = "选项")]
        template: Option<String>,
        /// 输出格式：human（默认）、json
        #[arg(
            long,
            value_name = "FORMAT",
            default_value = "human",
            hide_possible_values = true,
            hide_default_value = true,
            help_heading = "选项"
        )]
        format: PlainFormat,
    },
    /// 查看一条规则、一个模板或一个规则包
    #[command(help_template = HELP)]
    Show {
        /// 规则、模板或规则包的名称
        #[arg(value_name = "ID", help_heading = "参数")]
        id: String,
    },
    /// 把规则写成手册（Markdown 与网页），给不看规则文件的人
    #[command(help_template = HELP)]
    Doc {
        /// 规则包的文件夹；不给时写内置的规则包
        #[arg(value_name = "DIR", help_heading = "参数")]
        folder: Option<PathBuf>,
        /// 写到哪个文件夹
        #[arg(
            long,
            value_name = "DIR",
            default_value = "handbook",
            hide_default_value = true,
            help_heading = "选项"
        )]
        out: PathBuf,
    },
    /// 把规则包写到文件夹，供修改
    #[command(help_template = HELP)]
    Export {
        /// 写到哪里；文件夹必须为空或不存在
        #[arg(value_name = "DIR", help_heading = "参数")]
        folder: PathBuf,
    },
}

/// `gouji explain`
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// 规则名称或错误代码，如 收支相等、E0201
    #[arg(value_name = "RULE|CODE", help_heading = "参数")]
    pub subject: String,
    /// 规则从哪里来。
    #[command(flatten)]
    pub packs: PackArguments,
}

/// `gouji test`
#[derive(Debug, Args)]
pub struct TestArguments {
    /// 规则包的文件夹，或用例文件（*.cases.md）；不给时用 gouji.toml 所写的或内置的规则包
    #[arg(value_name = "PATH", help_heading = "参数")]
    pub paths: Vec<PathBuf>,
    /// 规则从哪里来。
    #[command(flatten)]
    pub packs: PackArguments,
    /// 只运行标题、文件名或规则名含有这些文字的用例
    #[arg(long, value_name = "TEXT", help_heading = "选项")]
    pub filter: Option<String>,
    /// 把 verdict 块改成实际的判定；其余文字不动
    #[arg(long, help_heading = "选项")]
    pub update: bool,
    /// 为还缺用例的规则起草用例：从这份没有差错的报告出发，改一处得出；可重复
    #[arg(long, value_name = "REPORT", help_heading = "选项")]
    pub draft: Vec<PathBuf>,
    /// 起草时用这个模板，不自动选择
    #[arg(long, value_name = "ID", requires = "draft", help_heading = "选项")]
    pub template: Option<String>,
    /// 列出还缺用例（成立、不成立、无法判断）的规则
    #[arg(long, help_heading = "选项")]
    pub missing: bool,
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
    /// 并行的线程数（默认等于处理器核数）
    #[arg(long, short, value_name = "N", help_heading = "选项")]
    pub jobs: Option<usize>,
}

/// `gouji baseline`
#[derive(Debug, Args)]
pub struct BaselineArguments {
    /// 做什么。
    #[command(subcommand)]
    pub command: BaselineCommand,
}

/// What can be done with a baseline.
#[derive(Debug, Subcommand)]
pub enum BaselineCommand {
    /// 核对报告，把全部发现写成基线文件
    #[command(help_template = HELP)]
    Write(BaselineWriteArguments),
}

/// `gouji baseline write`
#[derive(Debug, Args)]
pub struct BaselineWriteArguments {
    /// 报告文件或文件夹；`-` 表示标准输入
    #[arg(required = true, value_name = "REPORT", help_heading = "参数")]
    pub reports: Vec<PathBuf>,
    /// 指定模板，不自动选择
    #[arg(long, value_name = "ID", help_heading = "选项")]
    pub template: Option<String>,
    /// 规则从哪里来。
    #[command(flatten)]
    pub packs: PackArguments,
    /// 写入文件而不是标准输出
    #[arg(long, short, value_name = "FILE", help_heading = "选项")]
    pub output: Option<PathBuf>,
}

/// `--lang`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LangArgument {
    /// 中文
    Zh,
    /// English
    En,
}

impl From<LangArgument> for Lang {
    fn from(argument: LangArgument) -> Self {
        match argument {
            LangArgument::Zh => Self::Zh,
            LangArgument::En => Self::En,
        }
    }
}

/// `--color`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColourArgument {
    /// 输出到终端时使用
    Auto,
    /// 总是使用
    Always,
    /// 从不使用
    Never,
}

/// `--severity`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SeverityArgument {
    /// 错误
    Error,
    /// 警告
    Warning,
    /// 提示
    Note,
}

impl From<SeverityArgument> for Severity {
    fn from(argument: SeverityArgument) -> Self {
        match argument {
            SeverityArgument::Error => Self::Error,
            SeverityArgument::Warning => Self::Warning,
            SeverityArgument::Note => Self::Note,
        }
    }
}

/// `check --format`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatArgument {
    /// 供人阅读，附报告原文与算式
    Human,
    /// 每处发现一行
    Concise,
    /// 供其他程序读取
    Json,
    /// 一个网页，不需要网络
    Html,
    /// Excel 工作簿
    Xlsx,
    /// Markdown
    Md,
    /// 供代码平台读取（SARIF 2.1.0）
    Sarif,
    /// 供持续集成读取（JUnit XML）
    Junit,
}

/// `--format` of commands that show one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlainFormat {
    /// 供人阅读
    Human,
    /// 供其他程序读取
    Json,
}
