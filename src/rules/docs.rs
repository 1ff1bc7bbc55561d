//! The pages that people read about rules: made from the types and the packs, never by hand.

use std::fmt::Write as _;

use super::{Example, Kind, Rule, RuleSet};
use crate::model::Lang;

/// How a page is marked up.
struct Marks {
    title: &'static str,
    code: &'static str,
    bold: &'static str,
    /// Around the words of an example that are found.
    found: [&'static str; 2],
    /// Between the lines of an example.
    line: &'static str,
}

const MARKDOWN: Marks = Marks { title: "## ", code: "`", bold: "**", found: ["**", "**"], line: "  \n  " };
const PLAIN: Marks = Marks { title: "", code: "", bold: "", found: ["【", "】"], line: "\n  " };

/// The page of one rule in Markdown.
pub fn page(rule: &Rule, lang: Lang) -> String {
    written(rule, lang, &MARKDOWN)
}

/// The same for a terminal: no Markdown, no names that only writers of rules need.
pub fn plain(rule: &Rule, lang: Lang) -> String {
    written(rule, lang, &PLAIN)
}

fn written(rule: &Rule, lang: Lang, marks: &Marks) -> String {
    let Marks { title, code, bold, .. } = marks;
    let markdown = !code.is_empty();
    let mut out = format!("{title}{} {code}{}{code}\n\n", rule.title.in_lang(lang), rule.id);
    let severity = lang.pick(rule.severity.zh(), rule.severity.name());
    let kind = match (markdown, lang) {
        (false, _) => String::new(),
        (true, Lang::Zh) => format!(" · 种类：`{}`", rule.kind.name()),
        (true, Lang::En) => format!(" · kind: `{}`", rule.kind.name()),
    };
    let _ = match lang {
        Lang::Zh => writeln!(
            out,
            "级别：{severity} · 规则包：{code}{}{code}{kind} · 状态：{} · 自 {} 起\n",
            rule.pack,
            status_zh(rule),
            rule.since
        ),
        Lang::En => writeln!(
            out,
            "Severity: {severity} · pack: {code}{}{code}{kind} · status: {} · since {}\n",
            rule.pack,
            rule.status.name(),
            rule.since
        ),
    };
    let _ = writeln!(out, "{}\n", rule.why.in_lang(lang).trim());
    if let Some(limits) = limits(rule, lang) {
        let _ = writeln!(out, "{bold}{}{bold} {limits}\n", lang.pick("门槛：", "From where on:"));
    }
    let help = neutral(rule.help.in_lang(lang), lang);
    let _ = writeln!(out, "{bold}{}{bold} {help}\n", lang.pick("怎么办：", "What to do:"));
    let source = match (rule.source.as_str(), lang) {
        ("practice", Lang::Zh) => "审阅惯例",
        ("practice", Lang::En) => "reviewers' practice",
        (source, _) => source,
    };
    let _ = writeln!(out, "{bold}{}{bold} {source}\n", lang.pick("依据：", "Source:"));
    examples(&mut out, lang.pick("会指出", "Found"), &rule.bad, marks, lang);
    examples(&mut out, lang.pick("不指出", "Not found"), &rule.good, marks, lang);
    let ignore = lang.pick("在 txt 和 md 里不再提示：", "To silence it in txt and md:");
    let reason = lang.pick("原因", "reason");
    let _ = writeln!(out, "{ignore} {code}<!-- ganhuo: ignore[{}] {reason} -->{code}", rule.id);
    out
}

/// A text with words that fit any case in the place of its names in braces.
fn neutral(template: &str, lang: Lang) -> String {
    const WORDS: &[(&str, &str, &str)] = &[
        ("right", "正确的写法", "the right wording"),
        ("instead", "现行的文件或提法", "what is in force now"),
        ("new", "现行的文件或提法", "what is in force now"),
        ("year", "报告年度", "the year of the report"),
        ("name", "名称", "its name"),
        ("other", "另一处", "the other one"),
        ("role", "这一部分", "this part"),
        ("expected", "应有的", "what is expected"),
    ];
    let names = super::message::placeholders(template);
    let word = |name: &str| {
        let known = WORDS.iter().find(|(known, ..)| *known == name);
        let word = known.map_or(lang.pick("原文", "the words"), |(_, zh, en)| lang.pick(zh, en));
        match lang {
            Lang::Zh => format!("（{word}）"),
            Lang::En => format!("({word})"),
        }
    };
    let values: Vec<(&str, String)> = names.into_iter().map(|name| (name, word(name))).collect();
    let values: Vec<(&str, &str)> = values.iter().map(|(name, word)| (*name, word.as_str())).collect();
    super::fill(template, &values)
}

/// From how much on a rule about copying speaks.
fn limits(rule: &Rule, lang: Lang) -> Option<String> {
    let percent = |share: u16| format!("{}%", f32::from(share) / 10.0);
    let (mut said, length) = match &rule.kind {
        Kind::Overlap(overlap) => {
            let mut said = Vec::new();
            if overlap.above > 0 {
                let share = percent(overlap.above);
                said.push(match lang {
                    Lang::Zh => format!("重合{share}起"),
                    Lang::En => format!("{share} copied"),
                });
            }
            if let Some(below) = overlap.below {
                let share = percent(below);
                said.push(match lang {
                    Lang::Zh => format!("全文重合到{share}时另有规则指出"),
                    Lang::En => format!("at {share} of the report another rule speaks"),
                });
            }
            if overlap.with_numbers > 0 {
                let count = overlap.with_numbers;
                said.push(match lang {
                    Lang::Zh => format!("其中至少{count}个数"),
                    Lang::En => format!("with at least {count} figures"),
                });
            }
            (said, overlap.length)
        }
        Kind::Repeat(repeat) => (Vec::new(), repeat.length),
        _ => return None,
    };
    if length > 0 {
        said.push(match lang {
            Lang::Zh => format!("至少{length}个汉字"),
            Lang::En => format!("at least {length} Chinese characters"),
        });
    }
    (!said.is_empty()).then(|| said.join(lang.pick("，", ", ")))
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

/// Whole reports that a page shows of one sort, the lines of each, and the characters of such a line: what
/// can be read at a glance.
const REPORTS: usize = 1;
const LINES: usize = 7;
const LINE: usize = 36;

fn examples(out: &mut String, title: &str, examples: &[Example], marks: &Marks, lang: Lang) {
    let (short, whole): (Vec<&Example>, Vec<&Example>) =
        examples.iter().partition(|example| !example.text().trim().contains('\n'));
    // A sentence says more than a report with the sentence in it.
    let whole = whole.into_iter().take(if short.is_empty() { REPORTS } else { 0 });
    let mut shown = short.iter().map(|example| vec![example.text().to_owned()]).collect::<Vec<_>>();
    shown.extend(whole.map(|example| {
        let mut lines = shortened(example.text());
        if example.prior().is_some() {
            lines.push(lang.pick("（与往年报告对照）", "(beside an earlier report)").to_owned());
        }
        lines
    }));
    if shown.is_empty() {
        return;
    }
    let _ = writeln!(out, "{0}{title}{0}\n", marks.bold);
    for lines in shown {
        let text = lines.join(marks.line).replace("⟦⟧", "");
        let _ = writeln!(out, "- {}", text.replace('⟦', marks.found[0]).replace('⟧', marks.found[1]));
    }
    out.push('\n');
}

/// The lines of a report that show what it is an example of: those with marked words, and the first.
fn shortened(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let marked = lines.iter().filter(|line| line.contains('⟦')).count();
    let mut room = LINES.saturating_sub(marked);
    let (mut shown, mut gap) = (Vec::new(), false);
    for line in lines {
        let keep = line.contains('⟦') || room > 0;
        room = room.saturating_sub(usize::from(!line.contains('⟦')));
        if keep {
            shown.push(cut(line));
        } else if !gap {
            shown.push("……".to_owned());
        }
        gap = !keep;
    }
    shown
}

/// A line cut to what can be read at a glance; marked words are never cut.
fn cut(line: &str) -> String {
    let end = line.rfind('⟧').map_or(0, |at| line[..at].chars().count() + 1);
    let start = line.find('⟦').map_or(0, |at| line[..at].chars().count().saturating_sub(LINE / 2));
    let most = end.max(start + LINE);
    let mut words: String = line.chars().skip(start).take(most - start).collect();
    if start > 0 {
        words.insert(0, '…');
    }
    if line.chars().nth(most).is_some() {
        words.push('…');
    }
    words
}

/// `docs/rules.md`: every rule of the packs, in Chinese and English.
pub fn all(set: &RuleSet) -> String {
    let mut out = String::from(
        "# 规则 Rules\n\n<!-- Made by tests/packs.rs from rules/; UPDATE=1 cargo test rewrites it. -->\n\n",
    );
    out.push_str("| 规则 rule | 规则包 pack | 内容 | what | 级别 severity | 状态 status |\n");
    out.push_str("|---|---|---|---|---|---|\n");
    for rule in set.sorted() {
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
    for rule in set.sorted() {
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
            set.sorted().into_iter().filter(|rule| rule.defects.iter().any(|defect| defect == id)).collect();
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
    for rule in set.sorted().into_iter().filter(|rule| rule.pack == pack) {
        let (severity, status) = (rule.severity.name(), rule.status.name());
        let (zh, en) = (&rule.title.zh, &rule.title.en);
        let _ = writeln!(out, "| `{}` | {zh} | {en} | {severity} | {status} |", rule.id);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_filled_and_shows_examples_of_both_sorts() {
        let set = RuleSet::builtin().expect("the packs load");
        for rule in &set.rules {
            for lang in [Lang::Zh, Lang::En] {
                let (page, help) = (plain(rule, lang), neutral(rule.help.in_lang(lang), lang));
                assert!(!help.contains('{') && page.contains(&help), "{page}");
                // Empty slots are written ** too, but not at the beginning of a line.
                assert!(!page.contains(['`', '⟦']) && !page.contains("\n**"), "{page}");
                let told = page.contains(lang.pick("会指出", "Found"));
                assert!(told && page.matches("\n- ").count() >= 1, "{page}");
            }
        }
    }

    #[test]
    fn rules_about_copying_tell_from_where_on() {
        let set = RuleSet::builtin().expect("the packs load");
        let rule = set.rules.iter().find(|rule| rule.id == "copying/mostly-copied").expect("there is one");
        assert!(plain(rule, Lang::Zh).contains("门槛： 重合80%起"), "{}", plain(rule, Lang::Zh));
    }

    #[test]
    fn a_long_report_is_shortened_around_what_is_found() {
        let report: String = (1..20).map(|nth| format!("第{nth}行\n")).chain(["甲⟦乙⟧".to_owned()]).collect();
        let lines = shortened(&report);
        assert_eq!((lines.len(), lines.last().map(String::as_str)), (LINES + 1, Some("甲⟦乙⟧")));
        assert_eq!(lines[LINES - 1], "……");
        let long = format!("{}⟦乙⟧{}", "甲".repeat(90), "丙".repeat(90));
        assert_eq!(cut(&long), format!("…{}⟦乙⟧{}…", "甲".repeat(18), "丙".repeat(15)));
    }
}
