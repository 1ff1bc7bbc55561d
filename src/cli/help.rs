//! What `--help` says, in both languages.

use std::ffi::OsString;

use clap::Command;

use crate::model::Lang;

/// Command, what it does in Chinese and in English.
const COMMANDS: &[(&str, &str, &str)] = &[
    (
        "check",
        "检查报告：缺了什么、空在哪里、抄了什么、哪里自相矛盾",
        "Check reports: what is missing, empty, copied, contradictory",
    ),
    (
        "score",
        "给报告打分：每条陈述有多具体（只测量，不评判）",
        "Score reports: how concrete each claim is (measures, never judges)",
    ),
    (
        "compare",
        "与往年报告比较：抄了什么，从哪里抄来",
        "Compare a report with earlier ones: what was copied, from where",
    ),
    (
        "archive",
        "往年报告档案：读一次，存起来，以后对照不必再读",
        "Earlier reports, read once and kept for later comparisons",
    ),
    (
        "archive add",
        "加入报告；改过的更新，已有的不动",
        "Add reports; changed ones are replaced, known ones left",
    ),
    ("archive list", "列出档案里的报告", "List the reports"),
    ("archive remove", "移除报告", "Remove reports"),
    ("archive check", "查档案有没有损坏", "See whether anything is damaged"),
    (
        "outline",
        "程序眼中的报告：标题、章节、职能、段落",
        "The report as the program sees it: title, sections, roles, blocks",
    ),
    (
        "baseline",
        "基线：把现有的问题记下来，以后只报新的",
        "Baseline: write down the findings there are, so that only new ones are reported",
    ),
    (
        "baseline create",
        "写出基线文件（已有的不会被覆盖）",
        "Write a baseline (one that exists is never overwritten)",
    ),
    (
        "baseline update",
        "去掉已经改好的；新问题只在写了 --accept 时接受",
        "Take out what was mended; new findings are accepted only with --accept",
    ),
    (
        "baseline prune",
        "列出并去掉过时的条目：问题已改好，或文件已不在",
        "List and take out what is out of date: findings that were mended, files that are gone",
    ),
    ("rules", "列出全部规则", "List all rules"),
    ("rules test", "运行规则包里的正反例", "Run the examples of a pack of rules"),
    (
        "explain",
        "说明一条规则：查什么、为什么、怎么改；或列出一类规则",
        "Explain a rule: what it looks for, why, how to mend it; or list a category",
    ),
    ("init", "写出带注释的 ganhuo.toml", "Write a commented ganhuo.toml"),
    ("completions", "生成命令行补全脚本", "Print a completion script for a shell"),
];

/// Command (`*`: any), argument, help in Chinese and in English.
const ARGUMENTS: &[(&str, &str, &str, &str)] = &[
    ("*", "help", "显示帮助", "Print help"),
    ("*", "version", "显示版本", "Print the version"),
    (
        "*",
        "lang",
        "消息语言（默认随系统，否则中文）",
        "Language of messages (default: the system's, else Chinese)",
    ),
    (
        "*",
        "config",
        "指定配置文件（默认从报告所在文件夹向上找 ganhuo.toml）",
        "Configuration file (default: ganhuo.toml in the report's folder or above)",
    ),
    ("*", "isolated", "不读任何配置文件", "Read no configuration file"),
    (
        "*",
        "threads",
        "线程数（默认与处理器核数相同；结果与线程数无关）",
        "Threads (default: one per core; results do not depend on it)",
    ),
    (
        "*",
        "convert",
        "旧的 .doc、.wps 文件由本机的 LibreOffice 转成 .docx 再读",
        "Turn old .doc and .wps files into .docx with an installed LibreOffice",
    ),
    ("*", "color", "何时使用颜色", "When to use colours"),
    ("*", "output", "结果写入文件，而不是屏幕", "Write results to a file instead of the screen"),
    (
        "*",
        "select",
        "只用这些规则或类别（如 structure 或 structure/missing-section）",
        "Only these rules or categories",
    ),
    ("*", "ignore", "不用这些规则或类别", "Not these rules or categories"),
    ("*", "preview", "也用试行规则", "Also rules in preview"),
    (
        "*",
        "no_preview",
        "不用试行规则（覆盖配置文件里的 preview）",
        "No rules in preview, whatever the configuration says",
    ),
    (
        "*",
        "genre",
        "报告类型：fazhi、xinxi-gongkai、base（默认由标题判断）",
        "Genre: fazhi, xinxi-gongkai, base (default: known from the title)",
    ),
    (
        "check",
        "paths",
        "报告文件、文件夹，或 -（标准输入）；不写就检查当前文件夹",
        "Report files, folders, or - for standard input (default: the current folder)",
    ),
    (
        "check",
        "prior",
        "往年报告：文件、文件夹或档案，可写多次",
        "Earlier reports: files, folders, archives; repeatable",
    ),
    (
        "check",
        "format",
        "输出格式（html 是一个网页：原文和问题并排，可打印；csv 可直接用 Excel 打开）",
        "Output format (html: one page with text and findings side by side, fit for print; csv opens in Excel)",
    ),
    (
        "check",
        "fail_on",
        "有此级别及以上的问题时返回 1：note、warning、error（默认）、never",
        "Exit with 1 from this severity on: note, warning, error (default), never",
    ),
    ("check", "baseline", "不再报告这个基线文件里的问题", "Do not report what this baseline accepts"),
    (
        "check",
        "comment",
        "把问题写成 Word 批注，另存为这个 .docx；多份报告时写进这个文件夹（原文不动）",
        "Write the findings as Word comments to OUT: a .docx, or a folder for several reports (the text stays as it is)",
    ),
    (
        "check",
        "fix",
        "改掉一定要改的（如半角标点），写回 txt、md 文件；docx 写成修订，由作者接受或拒绝；再列出其余问题",
        "Change what is surely wrong (such as half-width punctuation) in txt and md files, in docx as tracked changes; then list the rest",
    ),
    ("check", "diff", "只显示 --fix 会改什么，不改文件", "Show what --fix would change, and change nothing"),
    ("check", "statistics", "只列出各规则的问题数", "Only count findings per rule"),
    (
        "check",
        "show_settings",
        "显示生效的设置及其来源",
        "Show the settings in force and where each came from",
    ),
    (
        "check",
        "exit_zero",
        "有问题时也返回 0（未能完成时仍返回 2）",
        "Exit with 0 also if there are findings (with 2 still if the work could not be done)",
    ),
    (
        "score",
        "paths",
        "报告文件、文件夹，或 -（标准输入）",
        "Report files, folders, or - for standard input",
    ),
    ("score", "format", "输出格式（csv 可直接用 Excel 打开）", "Output format (csv opens in Excel)"),
    (
        "score",
        "sections",
        "列出每个章节（csv 里每个章节一行）",
        "Also list sections (in csv a row a section)",
    ),
    (
        "score",
        "explain",
        "逐条说明得分的来由（csv 里每条陈述一行）",
        "Explain the score claim by claim (in csv a row a claim)",
    ),
    ("compare", "new", "本年报告", "This year's report"),
    ("compare", "old", "往年报告：文件、文件夹或档案", "Earlier reports: files, folders, archives"),
    (
        "compare",
        "prior",
        "同上，可写多次（默认用配置文件里的 prior）",
        "The same, repeatable (default: prior in the configuration)",
    ),
    (
        "compare",
        "among",
        "找单位之间互相抄的段落：给出全部报告（文件、文件夹或档案）",
        "Find what bodies copied from each other: all reports (files, folders, archives)",
    ),
    (
        "compare",
        "measures",
        "也列出两份全文的相似度：粘性、内部重复、通用语、余弦、Jaccard、最小编辑、逐词相同",
        "Also print how alike the whole texts are: stickiness, redundancy, cosine, Jaccard and others",
    ),
    (
        "compare",
        "format",
        "输出格式（html：一个网页文件，两份报告并排，可打印；csv 只用于 --among）",
        "Output format (html: one page with both reports side by side, fit for print; csv with --among only)",
    ),
    (
        "archive",
        "archive",
        "档案文件夹（add 时没有就新建）",
        "Folder of the archive; add makes it if missing",
    ),
    ("archive", "paths", "报告文件或文件夹", "Report files or folders"),
    ("archive", "names", "报告的路径，如 archive list 所列", "Paths of reports, as archive list shows them"),
    ("archive", "format", "输出格式", "Output format"),
    ("outline", "path", "一份报告", "One report"),
    ("outline", "blocks", "也列出每个段落", "Also list every block"),
    ("outline", "format", "输出格式", "Output format"),
    (
        "baseline",
        "paths",
        "报告文件、文件夹，或 -（标准输入）",
        "Report files, folders, or - for standard input",
    ),
    (
        "baseline",
        "baseline",
        "基线文件（默认为设置里的，否则 ganhuo-baseline.json）",
        "The baseline (default: that of the configuration, else ganhuo-baseline.json)",
    ),
    (
        "baseline",
        "prior",
        "往年报告：文件或文件夹，可写多次",
        "Earlier reports: files or folders, repeatable",
    ),
    ("baseline", "accept", "接受新问题", "Accept new findings"),
    (
        "baseline",
        "dry_run",
        "只列出，不改文件；有过时的条目时返回 1",
        "List only and write nothing; exit with 1 if there are any",
    ),
    ("rules", "format", "输出格式", "Output format"),
    ("rules", "packs", "规则包：文件夹，或内置包的名称", "Packs: folders, or names of built-in packs"),
    (
        "explain",
        "rule",
        "规则编号，如 structure/missing-section；或类别，如 structure",
        "Rule id, for example structure/missing-section; or a category, for example structure",
    ),
    ("init", "folder", "写到哪个文件夹", "Folder to write to"),
    ("completions", "shell", "命令行种类", "Shell"),
];

/// What a value is called, in English and in Chinese.
const VALUES: &[(&str, &str)] = &[
    ("ARCHIVE", "档案"),
    ("COLOR", "何时"),
    ("FILE", "文件"),
    ("FOLDER", "文件夹"),
    ("FORMAT", "格式"),
    ("GENRE", "类型"),
    ("LANG", "语言"),
    ("LEVEL", "级别"),
    ("N", "个数"),
    ("NAME", "名称"),
    ("NEW", "本年报告"),
    ("OLD", "往年报告"),
    ("OUT", "文件"),
    ("PACK", "规则包"),
    ("PATH", "路径"),
    ("RULE", "规则"),
    ("SHELL", "命令行"),
];

/// Place of the options that every command has, in the list of options.
const COMMON: usize = 900;

/// Exit codes, said under every help.
const AFTER: (&str, &str) = (
    "退出码：0 没有达到 --fail-on 级别的问题；1 有；2 未能完成（用法、配置或规则有误，文件读不了——其余文件仍会检查）",
    "Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 could not work (usage, configuration, rules, or a file that cannot be read; the other files are still checked)",
);

/// The language asked for with `--lang`, before the arguments are parsed: help needs it.
pub(super) fn lang_of(arguments: &[OsString]) -> Option<Lang> {
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
pub(super) fn localised(command: Command, lang: Lang) -> Command {
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
