//! What can be typed: the command that makes a new pack.

use std::path::PathBuf;

use clap::Args;

use super::args::PackArguments;

/// `gouji new`
#[derive(Debug, Args)]
pub struct NewArguments {
    /// 新规则包的文件夹；必须为空或不存在。文件夹的名称就是模板的名称
    #[arg(value_name = "PACK", help_heading = "参数")]
    pub pack: PathBuf,
    /// 继承哪个模板，如 national、shanxi
    #[arg(long, value_name = "TEMPLATE", help_heading = "选项")]
    pub extends: String,
    /// 照哪份报告写
    #[arg(long, value_name = "REPORT", help_heading = "选项")]
    pub from: PathBuf,
    /// 规则从哪里来。
    #[command(flatten)]
    pub packs: PackArguments,
}
