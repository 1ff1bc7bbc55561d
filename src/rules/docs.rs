//! The pages that people read about rules: made from the types and the packs, never by hand.

use std::fmt::Write as _;

use super::{Example, Kind, Rule, RuleSet};
use crate::model::Lang;

/// The page of one rule in Markdown.
pub fn page(rule: &Rule, lang: Lang) -> String {
    let mut out = format!("## {} `{}`\n\n", rule.title.in_lang(lang), rule.id);
    let severity = lang.pick(rule.severity.zh(), rule.severity.name());
    let _ = match lang {
        Lang::Zh => writeln!(
            out,
            "级别：{severity} · 规则包：`{}` · 种类：`{}` · 状态：{} · 自 {} 起\n",
            rule.pack,
            rule.kind.name(),
            status_zh(rule),
            rule.since
        ),
        Lang::En => writeln!(
            out,
            "Severity: {severity} · pack: `{}` · kind: `{}` · status: {} · since {}\n",
            rule.pack,
            rule.kind.name(),
            rule.status.name(),
            rule.since
        ),
    };
    let _ = writeln!(out, "{}\n", rule.why.in_lang(lang).trim());
    let _ = writeln!(out, "**{}** {}\n", lang.pick("怎么办：", "What to do:"), rule.help.in_lang(lang));
    let source = match (rule.source.as_str(), lang) {
        ("practice", Lang::Zh) => "审阅惯例",
        ("practice", Lang::En) => "reviewers' practice",
        (source, _) => source,
    };
    let _ = writeln!(out, "**{}** {source}\n", lang.pick("依据：", "Source:"));
    examples(&mut out, lang.pick("会指出", "Found"), &rule.bad);
    examples(&mut out, lang.pick("不指出", "Not found"), &rule.good);
    let ignore = lang.pick("在 txt 和 md 里不再提示：", "To silence it in txt and md:");
    let reason = lang.pick("原因", "reason");
    let _ = writeln!(out, "{ignore} `<!-- ganhuo: ignore[{}] {reason} -->`", rule.id);
    out
}

fn status_zh(rule: &Rule) -> &'static str {
    use super::Status;
    match rule.status {
        Status::Preview => "试行（默认不用）",
        Status::Stable => "正式",
        Status::Deprecated => "将停用",
        Status::Removed => "已停用",
    }
}

fn examples(out: &mut String, title: &str, examples: &[Example]) {
    // Whole reports are for the tests; a page shows what can be read at a glance.
    let short: Vec<&str> =
        examples.iter().map(Example::text).filter(|text| !text.trim().contains('\n')).collect();
    if short.is_empty() {
        return;
    }
    let _ = writeln!(out, "**{title}**\n");
    for text in short {
        let _ = writeln!(out, "- {}", text.replace(['⟦', '⟧'], "**"));
    }
    out.push('\n');
}

/// `docs/rules.md`: every rule of the packs, in Chinese and English.
pub fn all(set: &RuleSet) -> String {
    let mut out = String::from(
        "# 规则 Rules\n\n<!-- Made by tests/packs.rs from rules/; UPDATE=1 cargo test rewrites it. -->\n\n",
    );
    out.push_str("| 规则 rule | 规则包 pack | 内容 | what | 级别 severity | 状态 status |\n");
    out.push_str("|---|---|---|---|---|---|\n");
    for rule in sorted(set) {
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {} | {} |",
            rule.id,
            rule.pack,
            rule.title.zh,
            rule.title.en,
            rule.severity.name(),
            rule.status.name()
        );
    }
    for rule in sorted(set) {
        let _ = write!(out, "\n{}\n", page(rule, Lang::Zh));
        let _ = writeln!(
            out,
            "\n> **{}.** {} {}\n",
            rule.title.en,
            rule.why.en.trim().replace('\n', "\n> "),
            rule.help.en
        );
    }
    out
}

/// Rules by id, then pack.
fn sorted(set: &RuleSet) -> Vec<&Rule> {
    let mut rules: Vec<&Rule> = set.rules.iter().map(AsRef::as_ref).collect();
    rules.sort_by(|a, b| (&a.id, &a.pack).cmp(&(&b.id, &b.pack)));
    rules
}

/// The table of kinds in `rules/README.md`.
pub fn kinds() -> String {
    let mut out = String::from("| kind | placeholders |\n|---|---|\n");
    for (name, holes) in Kind::NAMES.iter().zip(Kind::PLACEHOLDERS) {
        let holes: Vec<String> = holes.iter().map(|hole| format!("`{{{hole}}}`")).collect();
        let _ = writeln!(out, "| `[{name}]` | {} |", holes.join(" "));
    }
    out
}

/// The table of known defects in `rules/README.md`: each with its rules, or why there is none. `table`
/// is `rules/defects.tsv`.
pub fn defects(set: &RuleSet, table: &str) -> String {
    let mut out = String::from(
        "| 编号 no. | 问题 | defect | 规则 rule | 级别和状态 severity, status | 不做的原因 why there is none |\n|---|---|---|---|---|---|\n",
    );
    for line in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let mut cells = line.split('\t');
        let mut next = || cells.next().unwrap_or("");
        let (id, zh, en, why_zh, why_en) = (next(), next(), next(), next(), next());
        let rules: Vec<&Rule> =
            sorted(set).into_iter().filter(|rule| rule.defects.iter().any(|defect| defect == id)).collect();
        let mut names: Vec<String> = rules.iter().map(|rule| format!("`{}`", rule.id)).collect();
        names.dedup();
        let mut states: Vec<String> =
            rules.iter().map(|rule| format!("{}/{}", rule.severity.name(), rule.status.name())).collect();
        states.sort();
        states.dedup();
        let why = [why_zh, why_en].join(" ");
        let _ = writeln!(
            out,
            "| {id} | {zh} | {en} | {} | {} | {} |",
            names.join(" "),
            states.join(", "),
            why.trim()
        );
    }
    out
}

/// The table of a pack's own rules in its `README.md`.
pub fn of_pack(set: &RuleSet, pack: &str) -> String {
    let mut out =
        String::from("| 规则 rule | 内容 | what | 级别 severity | 状态 status |\n|---|---|---|---|---|\n");
    for rule in sorted(set).into_iter().filter(|rule| rule.pack == pack) {
        let (severity, status) = (rule.severity.name(), rule.status.name());
        let (zh, en) = (&rule.title.zh, &rule.title.en);
        let _ = writeln!(out, "| `{}` | {zh} | {en} | {severity} | {status} |", rule.id);
    }
    out
}
