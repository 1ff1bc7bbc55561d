//! The arguments: data only.

use std::{ffi::OsString, path::PathBuf};

use clap::{Parser, Subcommand, ValueEnum};

use crate::model::Lang;

/// ganhuo's command line.
#[derive(Debug, Parser)]
#[command(name = "ganhuo", version, disable_help_subcommand = true)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Options of every command.
#[derive(Debug, clap::Args)]
pub(super) struct Global {
    /// 消息语言 / language of messages
    #[arg(long, global = true, value_parser = ["zh", "en"])]
    pub(super) lang: Option<String>,
    /// 指定配置文件
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// 不读任何配置文件
    #[arg(long, global = true)]
    pub(super) isolated: bool,
    /// 线程数（默认与处理器核数相同）
    #[arg(long, global = true, value_name = "N")]
    pub(super) threads: Option<usize>,
    /// 何时着色
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub(super) color: Color,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// If a person watches.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 检查报告：缺了什么、空在哪里、抄了什么、哪里自相矛盾
    Check(Check),
    /// 给报告打分：每条陈述有多具体
    Score(Score),
    /// 与往年报告比较：抄了什么，从哪里抄来
    Compare(Compare),
    /// 程序眼中的报告：标题、章节、段落
    Outline(Outline),
}

/// `ganhuo check`.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// 文件、文件夹，或 - 表示标准输入
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// 往年报告（文件或文件夹，可多次）
    #[arg(long, value_name = "PATH")]
    pub(super) prior: Vec<PathBuf>,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(super) format: CheckFormat,
    /// 达到此级别即返回 1：note、warning、error、never
    #[arg(long, value_name = "LEVEL")]
    pub(super) fail_on: Option<String>,
}

/// Formats of `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// `ganhuo score`.
#[derive(Debug, clap::Args)]
pub(super) struct Score {
    /// 文件或文件夹
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(super) format: CheckFormat,
}

/// `ganhuo compare`.
#[derive(Debug, clap::Args)]
pub(super) struct Compare {
    /// 本年报告
    #[arg(value_name = "NEW")]
    pub(super) new: PathBuf,
    /// 往年报告
    #[arg(required = true, value_name = "OLD")]
    pub(super) old: Vec<PathBuf>,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(super) format: CheckFormat,
}

/// `ganhuo outline`.
#[derive(Debug, clap::Args)]
pub(super) struct Outline {
    /// 一份报告
    #[arg(value_name = "PATH")]
    pub(super) path: PathBuf,
    /// 输出格式
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(super) format: CheckFormat,
}

/// The language asked for with `--lang`, before the arguments are parsed: help needs it.
pub(super) fn lang_of(arguments: &[OsString]) -> Option<Lang> {
    let words: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).collect();
    let value = words.iter().enumerate().find_map(|(at, word)| {
        word.strip_prefix("--lang=")
            .map(str::to_owned)
            .or_else(|| (word == "--lang").then(|| words.get(at + 1).map(ToString::to_string)).flatten())
    })?;
    match value.as_str() {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// The command with its help in a language.
pub(super) fn localised(command: clap::Command, lang: Lang) -> clap::Command {
    let _ = lang;
    command
}
