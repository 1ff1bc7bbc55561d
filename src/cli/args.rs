//! The arguments: data only. Their help in both languages is in `help.rs`.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// ganhuo's command line.
#[derive(Debug, Parser)]
#[command(name = "ganhuo", version, disable_help_subcommand = true, arg_required_else_help = true)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Options of every command.
#[derive(Debug, clap::Args)]
pub(super) struct Global {
    #[arg(long, global = true, value_parser = ["zh", "en"])]
    pub(super) lang: Option<String>,
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    #[arg(long, global = true, conflicts_with = "config")]
    pub(super) isolated: bool,
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) threads: Option<u16>,
    #[arg(long, global = true)]
    pub(super) convert: bool,
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub(super) color: Color,
    #[arg(long, short, global = true, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Check(Check),
    Score(Score),
    Compare(Compare),
    Archive(Archive),
    Outline(Outline),
    Baseline(Baseline),
    Rules(Rules),
    Explain(Explain),
    Init(Init),
    Completions(Completions),
}

/// Which rules are applied.
#[derive(Debug, clap::Args)]
pub(super) struct Selection {
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    #[arg(long, overrides_with = "no_preview")]
    pub(super) preview: bool,
    #[arg(long, overrides_with = "preview")]
    pub(super) no_preview: bool,
    #[arg(long, value_name = "GENRE")]
    pub(super) genre: Option<String>,
}

/// `ganhuo check`.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    #[arg(long, value_name = "PATH")]
    pub(super) prior: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(super) format: CheckFormat,
    #[arg(long, value_name = "LEVEL")]
    pub(super) fail_on: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    #[arg(long, value_name = "OUT")]
    pub(super) comment: Option<PathBuf>,
    #[arg(long, conflicts_with = "diff")]
    pub(super) fix: bool,
    #[arg(long, conflicts_with_all = ["baseline", "comment", "format", "statistics"])]
    pub(super) diff: bool,
    #[command(flatten)]
    pub(super) selection: Selection,
    #[arg(long)]
    pub(super) statistics: bool,
    #[arg(long)]
    pub(super) show_settings: bool,
    #[arg(long)]
    pub(super) exit_zero: bool,
}

/// Formats of `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    Text,
    Concise,
    Html,
    Json,
    Csv,
    Sarif,
    Github,
}

/// `ganhuo score`.
#[derive(Debug, clap::Args)]
pub(super) struct Score {
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = ScoreFormat::Text)]
    pub(super) format: ScoreFormat,
    #[arg(long)]
    pub(super) sections: bool,
    #[arg(long)]
    pub(super) explain: bool,
}

/// Formats of `score`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ScoreFormat {
    Text,
    Json,
    Csv,
}

/// `ganhuo compare`.
#[derive(Debug, clap::Args)]
pub(super) struct Compare {
    #[arg(value_name = "NEW", required_unless_present = "among")]
    pub(super) new: Option<PathBuf>,
    #[arg(value_name = "OLD")]
    pub(super) old: Vec<PathBuf>,
    #[arg(long, value_name = "PATH")]
    pub(super) prior: Vec<PathBuf>,
    #[arg(long, value_name = "PATH", num_args = 1.., conflicts_with_all = ["new", "old", "prior"])]
    pub(super) among: Vec<PathBuf>,
    #[arg(long)]
    pub(super) measures: bool,
    #[arg(long, value_enum, default_value_t = CompareFormat::Text)]
    pub(super) format: CompareFormat,
}

/// Formats of `compare`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CompareFormat {
    Text,
    Html,
    Json,
    Csv,
}

/// `ganhuo archive`.
#[derive(Debug, clap::Args)]
#[command(disable_help_subcommand = true)]
pub(super) struct Archive {
    #[command(subcommand)]
    pub(super) command: ArchiveCommand,
}

/// What is done with an archive.
#[derive(Debug, Subcommand)]
pub(super) enum ArchiveCommand {
    Add {
        #[arg(value_name = "ARCHIVE")]
        archive: PathBuf,
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    List {
        #[arg(value_name = "ARCHIVE")]
        archive: PathBuf,
        #[arg(long, value_enum, default_value_t = PlainFormat::Text)]
        format: PlainFormat,
    },
    Remove {
        #[arg(value_name = "ARCHIVE")]
        archive: PathBuf,
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
    },
    Check {
        #[arg(value_name = "ARCHIVE")]
        archive: PathBuf,
    },
}

/// `ganhuo outline`.
#[derive(Debug, clap::Args)]
pub(super) struct Outline {
    #[arg(value_name = "PATH")]
    pub(super) path: PathBuf,
    #[arg(long)]
    pub(super) blocks: bool,
    #[arg(long, value_enum, default_value_t = PlainFormat::Text)]
    pub(super) format: PlainFormat,
}

/// Formats of commands that only have two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PlainFormat {
    Text,
    Json,
}

/// `ganhuo baseline`.
#[derive(Debug, clap::Args)]
pub(super) struct Baseline {
    #[command(subcommand)]
    pub(super) action: BaselineAction,
}

/// What is done with a baseline.
#[derive(Debug, Subcommand)]
pub(super) enum BaselineAction {
    Create(BaselineTarget),
    Update {
        #[command(flatten)]
        target: BaselineTarget,
        #[arg(long)]
        accept: bool,
    },
    Prune {
        #[command(flatten)]
        target: BaselineTarget,
        #[arg(long)]
        dry_run: bool,
    },
}

/// Reports and the file with what is accepted in them.
#[derive(Debug, clap::Args)]
pub(super) struct BaselineTarget {
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    #[arg(long, value_name = "PATH")]
    pub(super) prior: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) selection: Selection,
}

/// `ganhuo rules`.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Rules {
    #[arg(long, value_enum, default_value_t = PlainFormat::Text)]
    pub(super) format: PlainFormat,
    #[command(subcommand)]
    pub(super) action: Option<RulesAction>,
}

/// What is done with rules beside listing them.
#[derive(Debug, Subcommand)]
pub(super) enum RulesAction {
    Test(RulesTest),
}

/// `ganhuo rules test`.
#[derive(Debug, clap::Args)]
pub(super) struct RulesTest {
    #[arg(required = true, value_name = "PACK")]
    pub(super) packs: Vec<PathBuf>,
}

/// `ganhuo explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    #[arg(value_name = "RULE")]
    pub(super) rule: String,
}

/// `ganhuo init`.
#[derive(Debug, clap::Args)]
pub(super) struct Init {
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub(super) folder: PathBuf,
}

/// `ganhuo completions`.
#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}
