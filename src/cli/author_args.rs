//! What can be typed: the commands of people who write rules.

use std::path::PathBuf;

use clap::Args;

use super::args::{PackArguments, PlainFormat};

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
