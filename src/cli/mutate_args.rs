//! What can be typed: the command that plants errors.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use super::args::PackArguments;
use crate::tools::mutate::Slip;

/// `gouji mutate`
#[derive(Debug, Args)]
pub struct MutateArguments {
    /// 报告文件或文件夹；`-` 表示标准输入；改规则时可以不给
    #[arg(value_name = "REPORT", help_heading = "参数")]
    pub reports: Vec<PathBuf>,
    /// 改什么：figures（默认，报告里的数字）、rules（规则：哪些改动没有用例和报告发现）
    #[arg(
        long,
        value_name = "WHAT",
        default_value = "figures",
        hide_possible_values = true,
        hide_default_value = true,
        help_heading = "选项"
    )]
    pub of: MutateWhat,
    /// 改规则时只改名称中有这几个字的规则
    #[arg(long, value_name = "WORDS", help_heading = "选项")]
    pub rule: Option<String>,
    /// 指定模板，不自动选择
    #[arg(long, value_name = "ID", help_heading = "选项")]
    pub template: Option<String>,
    /// 规则从哪里来。
    #[command(flatten)]
    pub packs: PackArguments,
    /// 只埋这些错，以逗号分隔：digit（第二位数字差 1）、swap（相邻两位颠倒）、digit-lost（漏写一位）、sign（正负号、增减）、unit（万元当成元）、omitted（漏加一项）、copied（抄自上一行）、previous（上年的数）
    #[arg(
        long,
        value_name = "KIND",
        value_delimiter = ',',
        hide_possible_values = true,
        help_heading = "选项"
    )]
    pub kind: Vec<SlipArgument>,
    /// 抽签的种子（默认 0）；同一种子总得同一结果
    #[arg(
        long,
        value_name = "N",
        default_value_t = 0,
        hide_default_value = true,
        help_heading = "选项"
    )]
    pub seed: u64,
    /// 每份报告只抽 N 个数字（默认全部）
    #[arg(long, value_name = "N", help_heading = "选项")]
    pub sample: Option<usize>,
    /// 还看报出的第一组是否指对了单元格、说对了怎样错的
    #[arg(long, help_heading = "选项")]
    pub causes: bool,
    /// 每份报告另抽 N 对，两处同时改错，看前两组是否都指对
    #[arg(long, value_name = "N", help_heading = "选项")]
    pub pairs: Option<usize>,
    /// 改报告的文字，从头读、从头核对（慢），并与快速判定相比
    #[arg(long, help_heading = "选项")]
    pub reread: bool,
    /// 列出全部没有发现的错，不只是开头几个
    #[arg(long, help_heading = "选项")]
    pub all: bool,
    /// 输出格式：human（默认）、json、md（Markdown 的表）
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true,
        help_heading = "选项"
    )]
    pub format: MutateFormat,
    /// 写入文件而不是标准输出
    #[arg(long, short, value_name = "FILE", help_heading = "选项")]
    pub output: Option<PathBuf>,
    /// 并行的线程数（默认等于处理器核数）
    #[arg(long, short, value_name = "N", help_heading = "选项")]
    pub jobs: Option<usize>,
}

/// `mutate --format`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MutateFormat {
    /// 供人阅读
    Human,
    /// 供其他程序读取
    Json,
    /// Markdown 的表
    Md,
}

/// `mutate --of`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MutateWhat {
    /// 报告里的数字
    Figures,
    /// 规则
    Rules,
}

/// `mutate --kind`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlipArgument(pub Slip);

impl ValueEnum for SlipArgument {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [SlipArgument; 8] = [
            SlipArgument(Slip::SecondDigit),
            SlipArgument(Slip::Swap),
            SlipArgument(Slip::DigitLost),
            SlipArgument(Slip::Sign),
            SlipArgument(Slip::Unit),
            SlipArgument(Slip::Omitted),
            SlipArgument(Slip::Copied),
            SlipArgument(Slip::Previous),
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.id()))
    }
}
