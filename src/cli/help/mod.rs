//! What `--help` says, in both languages.

mod texts;

use std::ffi::OsString;

use clap::Command;
use texts::{ARGUMENTS, COMMANDS, VALUES};

use crate::model::Lang;

/// Place of the options that every command has, in the list of options.
const COMMON: usize = 900;

/// Exit codes, said under every help.
const AFTER: (&str, &str) = (
    "退出码：0 没有达到 --fail-on 级别的问题；1 有；2 未能完成（用法、配置或规则有误，文件读不了——其余文件仍会检查）",
    "Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 could not work (usage, configuration, rules, or a file that cannot be read; the other files are still checked)",
);

/// The language asked for with `--lang`, before the arguments are parsed: help needs it.
pub(in crate::cli) fn lang_of(arguments: &[OsString]) -> Option<Lang> {
    let words: Vec<_> = arguments.iter().map(|word| word.to_string_lossy()).collect();
    let value = words.iter().enumerate().find_map(|(at, word)| match word.strip_prefix("--lang=") {
        Some(value) => Some(value),
        None if word == "--lang" => words.get(at + 1).map(AsRef::as_ref),
        None => None,
    })?;
    match value {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// The command with its help in a language.
pub(in crate::cli) fn localised(command: Command, lang: Lang) -> Command {
    let about = lang.pick(
        "干货：检查中文年度报告写得实不实——缺什么、空在哪、抄了谁、哪里矛盾",
        "ganhuo: checks whether Chinese annual reports have substance",
    );
    with_subcommands(dress(command, "*", lang).about(about), "", lang)
}

/// The command with the help of the commands below it; `path` is how it is called.
fn with_subcommands(mut command: Command, path: &str, lang: Lang) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        let full = format!("{path} {name}").trim_start().to_owned();
        let (_, zh, en) =
            COMMANDS.iter().find(|(command, ..)| *command == full).copied().unwrap_or(("", "", ""));
        command = command.mut_subcommand(&name, |sub| {
            with_subcommands(dress(sub, &full, lang).about(lang.pick(zh, en)), &full, lang)
        });
    }
    match lang {
        Lang::Zh => usage(command, path),
        Lang::En => command,
    }
}

/// The command with its usage in Chinese: clap writes `[OPTIONS]` and `<COMMAND>` in English only.
fn usage(command: Command, path: &str) -> Command {
    // Of a copy: to be asked for its usage settles a command, and this one is still to be added to.
    let shown = command.clone().bin_name(format!("ganhuo {path}").trim_end()).render_usage().to_string();
    let mut said = shown.trim_start_matches("Usage: ").to_owned();
    for (en, zh) in [("[OPTIONS]", "[选项]"), ("<COMMAND>", "<命令>"), ("[COMMAND]", "[命令]")] {
        said = said.replace(en, zh);
    }
    command.override_usage(said)
}

fn dress(command: Command, name: &str, lang: Lang) -> Command {
    let template = match lang {
        Lang::Zh => "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}",
        Lang::En => "{about-with-newline}\n{usage-heading} {usage}\n\n{all-args}{after-help}",
    };
    let ids: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    let mut command = command
        .help_template(template)
        .after_help(lang.pick(AFTER.0, AFTER.1).to_owned())
        .subcommand_help_heading(lang.pick("命令", "Commands"))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .arg(
            clap::Arg::new("help")
                .short('h')
                .long("help")
                .action(clap::ArgAction::Help)
                .help(text("help", "*", lang)),
        );
    if name == "*" {
        let version = clap::Arg::new("version").short('V').long("version");
        command = command.arg(version.action(clap::ArgAction::Version).help(text("version", "*", lang)));
    }
    for id in ids {
        let help = text(&id, name, lang);
        command = command.mut_arg(&id, |arg| {
            let heading = if arg.is_positional() {
                lang.pick("参数", "Arguments")
            } else {
                lang.pick("选项", "Options")
            };
            // A command's own options stand before those that every command has.
            let arg = arg.help_heading(heading).display_order(if name == "*" { COMMON } else { 0 });
            match lang {
                Lang::En => arg.help(help),
                // clap says “[possible values: …]” in English only.
                Lang::Zh => {
                    let values = values(&arg);
                    let name = arg.get_value_names().and_then(|names| names.first());
                    let name = name.map_or_else(|| id.to_uppercase(), ToString::to_string);
                    let takes = arg.is_positional() || arg.get_action().takes_values();
                    let arg = match VALUES.iter().find(|(english, _)| *english == name) {
                        Some((_, chinese)) if takes => arg.value_name(*chinese),
                        _ => arg,
                    };
                    let hidden = !values.is_empty();
                    arg.help(format!("{help}{values}"))
                        .hide_possible_values(hidden)
                        .hide_default_value(hidden || takes)
                }
            }
        });
    }
    for id in ["help", "version"] {
        if command.get_arguments().any(|arg| arg.get_id() == id) {
            command = command
                .mut_arg(id, |arg| arg.help_heading(lang.pick("选项", "Options")).display_order(COMMON + 1));
        }
    }
    command
}

/// What an option may be, and what it is by default, in Chinese; empty if it takes anything.
fn values(arg: &clap::Arg) -> String {
    let possible: Vec<String> =
        arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if !arg.get_action().takes_values() {
        return String::new();
    }
    let default: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    let default = (!default.is_empty()).then(|| format!("默认 {}", default.join("、")));
    let said: Vec<String> =
        (!possible.is_empty()).then(|| possible.join("、")).into_iter().chain(default).collect();
    if said.is_empty() { String::new() } else { format!("［{}］", said.join("；")) }
}

/// The help of an argument; `baseline` stands for all the commands below it.
fn text(argument: &str, command: &str, lang: Lang) -> &'static str {
    let first = command.split(' ').next().unwrap_or("");
    ARGUMENTS
        .iter()
        .find(|(owner, id, ..)| *id == argument && (*owner == first || *owner == "*"))
        .map_or("", |(_, _, zh, en)| lang.pick(zh, en))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Args;

    #[test]
    fn every_command_and_argument_has_help_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            let command = localised(Args::command(), lang);
            command.clone().debug_assert();
            let below: Vec<&Command> = command.get_subcommands().flat_map(Command::get_subcommands).collect();
            for sub in command.get_subcommands().chain(below) {
                assert!(
                    sub.get_about().is_some_and(|about| !about.to_string().is_empty()),
                    "{}",
                    sub.get_name()
                );
                for arg in sub.get_arguments() {
                    assert!(
                        arg.get_help().is_some_and(|help| !help.to_string().is_empty()),
                        "{} {}",
                        sub.get_name(),
                        arg.get_id()
                    );
                }
            }
        }
    }

    #[test]
    fn no_english_of_clap_is_left_in_chinese_help() {
        let mut command = localised(Args::command(), Lang::Zh);
        command.build();
        let mut pages = vec![command.render_help().to_string()];
        for sub in command.get_subcommands_mut() {
            pages.push(sub.render_help().to_string());
            pages.extend(sub.get_subcommands_mut().map(|below| below.render_help().to_string()));
        }
        for page in pages {
            for word in ["[OPTIONS]", "[COMMAND]", "<COMMAND>", "[default", "[possible", "Usage"] {
                assert!(!page.contains(word), "{word} in {page}");
            }
            assert!(page.contains("用法：ganhuo"), "{page}");
        }
    }

    #[test]
    fn the_language_is_known_before_parsing() {
        let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert_eq!(lang_of(&words("ganhuo --lang en check x")), Some(Lang::En));
        assert_eq!(lang_of(&words("ganhuo check --lang=zh")), Some(Lang::Zh));
        assert_eq!(lang_of(&words("ganhuo check")), None);
    }
}
